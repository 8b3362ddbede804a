"""The form that chooses two plans to lay side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PraktikForm

from .queries import plans


class Compare(PraktikForm, forms.Form):
    """Two plans, by their address."""

    a = forms.ChoiceField(label=_("Den ena"))
    b = forms.ChoiceField(label=_("Den andra"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(plan.slug, f"{plan.year}: {plan.title}") for plan in plans().only("slug", "year", "title")]
        for name in ("a", "b"):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[("", _("välj plan")), *named],
                error_messages={
                    "required": _("Välj en plan."),
                    "invalid_choice": _("Välj en plan i listan."),
                },
            )

"""How an application is found in the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PraktikForm

from ..choices import ApplicationStatus


class FilterForm(PraktikForm, forms.Form):
    """Which applications the list shows."""

    marks = dict.fromkeys(("lage", "utlysning", "mina"), "")

    lage = forms.ChoiceField(
        label=_("Läge"), choices=[("", _("alla lägen")), *ApplicationStatus.choices], required=False
    )
    utlysning = forms.ChoiceField(label=_("Utlysning"), required=False)
    mina = forms.ChoiceField(
        label=_("Vilkas"),
        choices=[("", _("alla jag får se")), ("mina", _("dem jag skriver eller har skrivit under"))],
        required=False,
    )

    def __init__(self, data: Mapping[str, Any], *, calls: Sequence[tuple[str, str]], own: bool) -> None:
        super().__init__(data)
        self.fields["utlysning"].choices = [("", _("alla utlysningar")), *calls]  # type: ignore[attr-defined]  # a choice field, declared above
        if not own:
            del self.fields["mina"]

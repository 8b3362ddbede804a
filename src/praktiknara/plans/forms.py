"""The form that chooses two plans to lay side by side."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PraktikForm

from .models import Plan
from .queries import plans


class Compare(PraktikForm, forms.Form):
    """Two plans, by their address."""

    a = forms.ModelChoiceField(
        label=_("Den ena"), queryset=Plan.objects.none(), to_field_name="slug", empty_label=_("välj plan")
    )
    b = forms.ModelChoiceField(
        label=_("Den andra"), queryset=Plan.objects.none(), to_field_name="slug", empty_label=_("välj plan")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the reader of the types
            field.queryset = plans()

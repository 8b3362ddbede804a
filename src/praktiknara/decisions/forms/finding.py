"""How a case is found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm
from praktiknara.people.models import Organisation

from ..choices import CaseStatus


class CaseFilter(PraktikForm, forms.Form):
    """How a case is found; what cannot be read is passed over."""

    marks = dict.fromkeys(("q", "ar", "namnd", "lage"), "")

    q = PlainText(label=_("Sök"), max_length=200, required=False)
    ar = forms.TypedChoiceField(label=_("År"), coerce=int, empty_value=None, required=False)
    namnd = forms.TypedChoiceField(label=_("Nämnd"), coerce=int, empty_value=None, required=False)
    lage = forms.ChoiceField(label=_("Läge"), choices=[("", _("Alla")), *CaseStatus.choices], required=False)

    def __init__(
        self, data: Mapping[str, Any], *, years: Sequence[int], boards: Iterable[Organisation]
    ) -> None:
        super().__init__(data)
        self._offer("ar", [(str(year), str(year)) for year in years])
        self._offer("namnd", [(str(body.pk), body.name) for body in boards])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Alla")), *choices]

    def wanted(self) -> dict[str, Any]:
        """Give what was asked for, as the query takes it."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q") or "",
            "year": given.get("ar"),
            "body": given.get("namnd"),
            "status": given.get("lage") or "",
        }

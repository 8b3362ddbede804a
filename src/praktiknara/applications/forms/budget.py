"""The section of costs, a row each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import KronorField, PlainText, PraktikForm

from ..models import Application
from .base import UNREAD_ROWS, DraftText, SectionForm, as_read

FEWEST_ROWS = 3


class LineForm(PraktikForm, forms.Form):
    """A cost."""

    what = PlainText(label=_("Vad"), max_length=200, required=False)
    amount = KronorField(label=_("Kronor"), required=False)

    @property
    def line(self) -> tuple[str, int | None] | None:
        """Give the cost as it was written; None when the row is empty or taken away."""
        given = self.cleaned_data
        if given.get("DELETE") or (not given.get("what") and given.get("amount") is None):
            return None
        return given.get("what") or "", given.get("amount")


class CostRows(forms.BaseFormSet[LineForm]):
    """The costs; a page always sends rows, so none at all means that it was cut off."""

    default_error_messages = {
        "missing_management_form": UNREAD_ROWS,
        "too_many_forms": _("Högst 200 rader får plats. Slå ihop några kostnader."),
    }

    def clean(self) -> None:
        """Refuse a set without rows, which would empty the budget."""
        if self.total_form_count() < 1:
            raise ValidationError(UNREAD_ROWS)


class BudgetForm(SectionForm):
    """The costs row by row, what the district puts in itself, and what it applies for."""

    written = ("own_share", "own_share_reason", "requested")

    own_share = KronorField(
        label=_("Vad bidrar ni själva med?"),
        required=False,
        help_text=_("I kronor. Räkna in arbetstid och lokaler."),
    )
    own_share_reason = DraftText(
        "own_share_reason",
        label=_("Varför är den egna insatsen 0 kr?"),
        help_text=_("Svara bara om ni skrev 0. Det går bra om ni förklarar varför."),
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    requested = KronorField(
        label=_("Hur mycket söker ni?"), required=False, help_text=_("Kostnaderna minus er egen insats.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, application: Application) -> None:
        super().__init__(data, application=application)
        stored = [{"what": line.what, "amount": line.amount} for line in application.budget.all()]
        rows = forms.formset_factory(
            LineForm,
            formset=CostRows,
            extra=max(1, FEWEST_ROWS - len(stored)),
            max_num=200,
            validate_max=True,
            can_delete=True,
        )
        # Sent rows are read as they are: held against the saved ones, an unchanged row would count as an empty one.
        self._rows = rows(data, prefix="rad", initial=None if self.is_bound else stored)

    @property
    def rows(self) -> forms.BaseFormSet[Any]:
        """Give the costs."""
        return self._rows

    def lines(self) -> list[tuple[str, int | None]] | None:
        """Give the costs when every row could be read."""
        if not self._rows.is_valid():
            return None
        return [row.line for row in self._rows.forms if row.line is not None]

    def saved_otherwise(self) -> list[tuple[str, str]]:
        """Give the saved costs too, when the page holds others."""
        told = super().saved_otherwise()
        saved = [(line.what, line.amount) for line in self.application.budget.all()]
        if self.lines() != saved:
            cost = ", ".join(f"{what} {as_read(amount)}" for what, amount in saved)
            told.insert(0, (str(_("Kostnader")), cost))
        return told

"""What the FoU officer writes about a call; a draft may lack anything but its title."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from praktiknara.chain.forms import refusals_shown
from praktiknara.components.forms import (
    DayField,
    KronorField,
    LongText,
    MomentField,
    PlainText,
    PraktikForm,
    YearField,
)
from praktiknara.funds.choices import VatBasis
from praktiknara.people.models import User

from . import actions, queries, rules
from .choices import RuleKind
from .models import Call


class CopyForm(PraktikForm, forms.Form):
    """Which year an earlier call is copied to."""

    year = YearField(label=_("År"), lowest=2000, help_text=_("Det år som medlen gäller, till exempel 2027."))

    def copy(self, call: Call, *, by: User, now: datetime) -> Call | None:
        """Copy the call, or say at the field why not."""
        with refusals_shown(self):
            return actions.copy_call(call, year=self.cleaned_data["year"], by=by, now=now)
        return None


class RuleForm(PraktikForm, forms.Form):
    """One rule of the call."""

    marks = dict.fromkeys(("kind", "amount", "number", "text", "note"), "")

    kind = forms.ChoiceField(
        label=_("Vad regeln gäller"), choices=[("", _("Välj")), *RuleKind.choices], required=False
    )
    amount = KronorField(label=_("Belopp, kr"), required=False)
    number = forms.IntegerField(
        label=_("Antal"),
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "class": "p-year-input"}),
        error_messages={
            "invalid": _("Skriv antalet med siffror."),
            "min_value": _("Skriv ett antal mellan 1 och 100."),
            "max_value": _("Skriv ett antal mellan 1 och 100."),
        },
    )
    text = PlainText(label=_("Regeln i ord"), max_length=300, required=False)
    note = PlainText(label=_("Hur vi läser regeln"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Words without a kind are a note."""
        given = self.cleaned_data
        if not given.get("kind") and (given.get("text") or given.get("amount") or given.get("number")):
            self.add_error("kind", _("Välj vad regeln gäller."))
        return given

    @property
    def line(self) -> rules.RuleLine | None:
        """Give the rule as it was written; None when the row is empty or taken away."""
        given = self.cleaned_data
        if given.get("DELETE") or not given.get("kind"):
            return None
        return rules.RuleLine(
            given["kind"], given["amount"], given["number"], given["text"] or "", given["note"] or ""
        )


class CriterionForm(PraktikForm, forms.Form):
    """One criterion that assessors score."""

    marks = dict.fromkeys(("text", "help", "weight"), "")

    text = PlainText(label=_("Kriterium"), max_length=250, required=False)
    help = PlainText(label=_("Vad bedömaren ska se till"), max_length=400, required=False)
    weight = forms.IntegerField(
        label=pgettext_lazy("hur mycket ett kriterium väger", "Vikt"),
        required=False,
        min_value=1,
        max_value=10,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "3", "class": "p-year-input"}),
        error_messages={
            "invalid": _("Skriv vikten med siffror, 1–10."),
            "min_value": _("Skriv en vikt mellan 1 och 10."),
            "max_value": _("Skriv en vikt mellan 1 och 10."),
        },
    )

    @property
    def line(self) -> rules.CriterionLine | None:
        """Give the criterion as it was written; None when the row is empty or taken away."""
        given = self.cleaned_data
        if given.get("DELETE") or not given.get("text"):
            return None
        return rules.CriterionLine(given["text"], given["help"] or "", given["weight"] or 1)


class RuleRows(forms.BaseFormSet[RuleForm]):
    """The rules of the call; each kind once, notes as many as need be."""

    def clean(self) -> None:
        """Two rules of one kind would contradict each other."""
        seen: set[str] = set()
        for row in self.forms:
            line = None if row.errors else row.line
            if line is None or line.kind == RuleKind.NOTE:
                continue
            if line.kind in seen:
                row.add_error("kind", _("Regeln finns redan. Ta bort den ena."))
            seen.add(line.kind)


RuleFormSet = forms.formset_factory(RuleForm, formset=RuleRows, extra=1, max_num=40, can_delete=True)
CriterionFormSet = forms.formset_factory(CriterionForm, extra=1, max_num=30, can_delete=True)


class AllRows:
    """The rows of several sets as one, for the summary of what has to be put right."""

    def __init__(self, rows: Sequence[BaseForm], is_bound: bool) -> None:
        self.forms, self.is_bound = rows, is_bound

    def non_form_errors(self) -> Sequence[str]:
        """No set has faults of its own; each is at its row."""
        return ()


class CallForm(PraktikForm, forms.Form):
    """A call with its rules and criteria; what is missing is asked for when the call opens."""

    marks = {name: _("behövs för att öppna") for name in ("closes_at", "frame")}

    title = PlainText(label=_("Titel"), max_length=200)
    introduction = LongText(
        label=_("Inledning"),
        max_length=8000,
        required=False,
        help_text=_("Vad medlen är till för, och vad ni vill se i år."),
    )
    opens_at = MomentField(label=_("Öppnar"), required=False)
    closes_at = MomentField(label=_("Stänger"), required=False)
    decision_on = DayField(label=_("Beslut väntas"), required=False)
    frame = KronorField(label=_("Ram"), required=False, help_text=_("I kronor, för hela utlysningen."))
    frame_about = forms.BooleanField(label=_("Ramen är ungefärlig"), required=False)
    vat = forms.ChoiceField(
        label=_("Moms"), choices=[("", _("Inte sagt")), *VatBasis.choices], required=False
    )
    scale_max = forms.TypedChoiceField(
        label=_("Högsta poäng per kriterium"),
        choices=[(number, str(number)) for number in range(2, 11)],
        coerce=int,
        help_text=_("Bedömarna sätter 0 till så många poäng."),
    )
    condition = PlainText(
        label=_("Villkor för att öppna"),
        max_length=300,
        required=False,
        help_text=_("Om utlysningen hänger på något annat, till exempel ett statsbidrag."),
    )
    condition_met = forms.BooleanField(label=_("Villkoret är uppfyllt"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, call: Call, fixed: bool = False) -> None:
        self.call = call
        super().__init__(data, initial={name: getattr(call, name) for name in actions.FIELDS})
        self.rules = self.criteria = None
        # Sent rows are read as they are: held against the saved ones, an unchanged row would count as an empty one.
        saved = ([], []) if self.is_bound else (queries.rule_lines(call), queries.criterion_lines(call))
        if fixed:
            for name in ("scale_max", "condition", "condition_met"):
                del self.fields[name]
        else:
            self.rules = RuleFormSet(data, prefix="regler", initial=[line._asdict() for line in saved[0]])
            self.criteria = CriterionFormSet(
                data, prefix="kriterier", initial=[line._asdict() for line in saved[1]]
            )

    @property
    def rows(self) -> Sequence[forms.BaseFormSet[Any]]:
        """Give the row sets that the page shows."""
        return [rows for rows in (self.rules, self.criteria) if rows is not None]

    @property
    def all_rows(self) -> "AllRows":
        """Give every row as one set, for the summary of what has to be put right."""
        return AllRows([row for rows in self.rows for row in rows.forms], self.is_bound)

    def is_valid(self) -> bool:
        """Every row is read too, so that all faults are told at once."""
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows)])

    def write(self, *, version: int, by: User, now: datetime) -> bool:
        """Save the call, or say at the field why not."""
        values = {name: self.cleaned_data[name] for name in actions.FIELDS if name in self.cleaned_data}
        if values.get("condition") == "":
            values["condition_met"] = None
        if self.rules is not None and self.criteria is not None:
            values["rules"] = [row.line for row in self.rules.forms if row.line]
            values["criteria"] = [row.line for row in self.criteria.forms if row.line]
        with refusals_shown(self):
            actions.write_call(self.call, values, version=version, by=by, now=now)
            return True
        return False

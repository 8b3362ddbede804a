"""An outcome, an amount and a reason for each application: as proposed, and as the board decided."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import AgainstRule, Problem
from praktiknara.components.forms import DayField, KronorField, LongText, PlainText, PraktikForm
from praktiknara.people.models import User

from .. import actions, queries
from ..choices import AwardOutcome, PointOutcome
from ..models import Award, Case


class Line(NamedTuple):
    """What the form asks about one application."""

    outcome: forms.BoundField
    amount: forms.BoundField
    reason: forms.BoundField


class ChoicesForm(PraktikForm, forms.Form):
    """An outcome, an amount and a reason for each application, under a key of the form's own."""

    marks = {"frame_override_reason": ""}

    frame_override_reason = LongText(
        label=_("Skäl att gå över ramen"),
        help_text=_("Behövs bara om summan är större än ramen."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def ask(self, key: int, place: int, title: str, outcome: str, amount: int | None, reason: str) -> None:
        """Ask about one application, with what stands now as the first answer."""
        self.titles: dict[int, str] = {**getattr(self, "titles", {}), key: title}
        said = {"place": place}
        self.fields[f"outcome_{key}"] = forms.ChoiceField(
            label=_("Beslut om plats %(place)s") % said, choices=AwardOutcome.choices, initial=outcome
        )
        self.fields[f"amount_{key}"] = KronorField(
            label=_("Belopp för plats %(place)s") % said,
            required=False,
            initial=amount,
            widget=forms.TextInput(attrs={"data-sum": "given"}),
        )
        self.fields[f"reason_{key}"] = LongText(
            label=_("Skäl för plats %(place)s") % said,
            max_length=2_000,
            required=False,
            initial=reason,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def line(self, key: int) -> Line:
        """Give the three fields of an application."""
        return Line(self[f"outcome_{key}"], self[f"amount_{key}"], self[f"reason_{key}"])

    def chosen(self) -> dict[int, actions.Choice]:
        """Give what was chosen, by key."""
        given = self.cleaned_data
        return {
            key: (given[f"outcome_{key}"], given[f"amount_{key}"], given[f"reason_{key}"] or "")
            for key in getattr(self, "titles", {})
        }

    def show(self, problems: Iterable[Problem]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            self.add_error(self._field_of(problem), say(problem))

    def _field_of(self, problem: Problem) -> str | None:
        if problem.field in self.fields:
            return problem.field
        title = problem.values.get("title")
        for key, known in getattr(self, "titles", {}).items():
            if known == title and f"{problem.field}_{key}" in self.fields:
                return f"{problem.field}_{key}"
        return None


class PortfolioForm(ChoicesForm):
    """What is proposed for each application in the ranking."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, rows: Sequence[queries.Row], case: Case | None) -> None:
        super().__init__(data)
        for row in rows:
            self.ask(
                row.application.pk,
                row.ranked.place,
                str(row.application),
                row.outcome,
                row.amount,
                row.reason,
            )
        if case is not None:
            self.fields["frame_override_reason"].initial = case.frame_override_reason

    def make(self, rows: Sequence[queries.Row], *, by: User, now: datetime) -> Case | None:
        """Make the case of what was chosen, or say why not."""
        call = rows[0].application.call if rows else None
        if call is None:
            return None
        with refusals_shown(self):
            return actions.make_case(call, chosen=self.chosen(), by=by, now=now)
        return None

    def save(self, case: Case, rows: Sequence[queries.Row], *, by: User, now: datetime) -> bool:
        """Save the proposal on the case, or say why not."""
        chosen = self.chosen()
        with refusals_shown(self):
            actions.propose(
                case,
                {row.award.pk: chosen[row.application.pk] for row in rows if row.award},
                override_reason=self.cleaned_data["frame_override_reason"] or "",
                version=self.cleaned_data["version"] if self.cleaned_data["version"] is not None else -1,
                by=by,
                now=now,
            )
            return True
        return False


class DecideForm(ChoicesForm):
    """What the board decided: the day, the paragraph, each point and each application."""

    marks = dict.fromkeys(("meeting_on", "paragraph", "frame_override_reason"), "")

    meeting_on = DayField(label=_("Nämndens sammanträde"), required=False)
    paragraph = PlainText(
        label=_("Paragraf"), max_length=20, required=False, help_text=_("Till exempel § 12.")
    )
    immediate_approval = forms.BooleanField(label=_("Omedelbart justerat"), required=False)
    field_order = ("meeting_on", "paragraph", "immediate_approval")

    def __init__(self, data: Any = None, *, case: Case, awards: Sequence[Award]) -> None:
        super().__init__(data)
        self.case = case
        for name in ("meeting_on", "paragraph", "immediate_approval", "frame_override_reason"):
            self.fields[name].initial = getattr(case, name)
        for award in awards:
            self.ask(
                award.pk,
                award.rank,
                str(award.application),
                award.proposal,
                award.proposed_amount,
                award.reason,
            )
        self.numbers = [point.no for point in case.points.all()]
        for number in self.numbers:
            self.fields[f"point_{number}"] = forms.ChoiceField(
                label=_("Punkt %(no)s") % {"no": number},
                choices=PointOutcome.choices,
                initial=PointOutcome.AGREED,
            )

    def decide(self, *, by: User, now: datetime) -> bool:
        """Record the decision, or say at each field why not."""
        given = self.cleaned_data
        meeting_on: date | None = given["meeting_on"]
        try:
            actions.decide(
                self.case,
                self.chosen(),
                meeting_on=meeting_on,
                paragraph=given["paragraph"] or "",
                immediate_approval=given["immediate_approval"],
                points={number: given[f"point_{number}"] for number in self.numbers},
                override_reason=given["frame_override_reason"] or "",
                by=by,
                now=now,
            )
        except AgainstRule as refusal:
            self.show(refusal.problems)
            return False
        return True

    def _field_of(self, problem: Problem) -> str | None:
        point = f"point_{problem.values.get('no')}"
        return point if problem.field == "points" and point in self.fields else super()._field_of(problem)

"""The questions of assigning, scoring and stepping back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call, Criterion
from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import AgainstRule
from praktiknara.components.forms import DayField, LongText, PraktikForm
from praktiknara.people.models import User

from . import actions
from .models import Assessment
from .queries import Candidate

# What the steps of the common scale say; another scale has words at its ends only.
SCALE_WORDS = (_("Nej"), _("Delvis"), _("Ja"), _("Ja, tydligt"))


class AssignForm(PraktikForm, forms.Form):
    """Who is to assess an application, and by when."""

    due_on = DayField(label=_("Lås senast"), required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelMultipleChoiceField(
            queryset=User.objects.filter(pk__in=[one.user.pk for one in candidates]).select_related("person"),
            label=_("Bedömare"),
            help_text=_("Utse två. De bedömer var för sig."),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Välj minst en bedömare."),
                "invalid_choice": _("Välj en bedömare i listan."),
            },
        )
        # Whoever has a conflict is not offered, but a posted name is answered with the reason, not with "unknown".
        field.choices = [(one.user.pk, _offer(one)) for one in candidates if one.why_not is None]
        self.fields["assessors"] = field
        self.order_fields(["assessors", "due_on"])

    def assign(self, application: Application, *, by: User, now: datetime) -> bool:
        """Ask all of the chosen, or none of them and say at the field why not."""
        with refusals_shown(self), transaction.atomic():
            for assessor in self.cleaned_data["assessors"]:
                actions.assign(application, assessor, by=by, now=now, due_on=self.cleaned_data["due_on"])
            return True
        return False


def _offer(candidate: Candidate) -> str:
    if not candidate.waiting:
        return str(candidate.user)
    return _("%(name)s, har %(count)s att bedöma") % {"name": candidate.user, "count": candidate.waiting}


class Question(NamedTuple):
    """A criterion with its two fields and the steps of its scale, each with its word."""

    criterion: Criterion
    points: forms.BoundField
    reason: forms.BoundField
    steps: list[tuple[Any, Any]]


class ScoreForm(PraktikForm, forms.Form):
    """Points and a reason on each criterion, and a comment on the whole."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = LongText(
        label=_("Sammanfattande bedömning"),
        help_text=_("Skriv så att den sökande kan läsa det. Texten blir allmän handling efter beslutet."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(call.criteria.all())
        self.scale = range(call.scale_max + 1)
        for criterion in self.criteria:
            self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.text,
                choices=[(points, str(points)) for points in self.scale],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Välj en poäng på skalan.")},
            )
            reason = LongText(
                label=_("Skäl"),
                max_length=4_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            reason.mark = _("behövs för att låsa")  # type: ignore[attr-defined]  # read by the field tag
            self.fields[f"reason_{criterion.pk}"] = reason

    @staticmethod
    def starting(assessment: Assessment) -> dict[str, Any]:
        """Give what the assessment says now, as the form's first values."""
        values: dict[str, Any] = {"version": assessment.version, "comment": assessment.comment}
        for score in assessment.scores.all():
            values[f"points_{score.criterion_id}"] = score.points
            values[f"reason_{score.criterion_id}"] = score.reason
        return values

    def questions(self) -> list[Question]:
        """Give the criteria in order, each with its fields and the words of its steps."""
        ends = {0: SCALE_WORDS[0], self.scale[-1]: SCALE_WORDS[-1]}
        words = dict(enumerate(SCALE_WORDS)) if len(self.scale) == len(SCALE_WORDS) else ends
        found = []
        for criterion in self.criteria:
            points = self[f"points_{criterion.pk}"]
            steps = [(step, words.get(number, "")) for number, step in enumerate(points)]
            found.append(Question(criterion, points, self[f"reason_{criterion.pk}"], steps))
        return found

    def write(self, assessment: Assessment, *, by: User, now: datetime) -> bool:
        """Save what was typed, or say at the field why not."""
        with refusals_shown(self):
            self.save(assessment, by=by, now=now)
            return True
        return False

    def save(self, assessment: Assessment, *, by: User, now: datetime) -> None:
        """Save what was typed; a refusal goes on to the one who asked."""
        values = self.cleaned_data
        actions.write_scores(
            assessment, self.scored(), values["comment"], version=values["version"], by=by, now=now
        )

    def lock(self, assessment: Assessment, *, by: User, now: datetime) -> bool:
        """Lock what was saved, or say at each criterion what is left to do."""
        try:
            actions.lock(assessment, by=by, now=now)
        except AgainstRule as refusal:
            for problem in refusal.problems:
                self.add_error(self._field_of(problem.field, problem.values.get("criterion")), say(problem))
            return False
        return True

    def scored(self) -> Mapping[int, tuple[int | None, str]]:
        """Give the points and reasons by criterion."""
        values = self.cleaned_data
        return {
            criterion.pk: (values[f"points_{criterion.pk}"], values[f"reason_{criterion.pk}"])
            for criterion in self.criteria
        }

    def _field_of(self, kind: str, criterion: object) -> str | None:
        found = [each.pk for each in self.criteria if each.text == criterion]
        return f"{kind}_{found[0]}" if found and kind in {"points", "reason"} else None


class ReasonForm(PraktikForm, forms.Form):
    """Why someone steps back, or why a locked assessment is opened again."""

    reason = LongText(
        label=_("Skäl"),
        help_text=_("Skriv kort. Bara FoU-utredaren och revisorn läser det."),
        max_length=2_000,
        error_messages={"required": _("Skriv skälet.")},
    )

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label

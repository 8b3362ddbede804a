"""The ranking of a call's applications against the frame."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from praktiknara.applications.models import Application
from praktiknara.assessments import queries as assessments
from praktiknara.assessments.models import Assessment
from praktiknara.assessments.rules import Ranked, disagree
from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.chain.rules import Problem

from .. import rules
from ..choices import AwardOutcome
from ..models import Award
from .values import call_rule_value


@dataclass(frozen=True, slots=True)
class Row:
    """An application in the ranking, with what is proposed for it."""

    application: Application
    applicants: str
    ranked: Ranked
    locked: list[Assessment]
    award: Award | None
    outcome: str
    amount: int | None
    reason: str

    @property
    def shown_points(self) -> str:
        """Give the points as people read them."""
        return points_shown(self.ranked.points)

    @property
    def outcome_label(self) -> str:
        """Give the word for the outcome."""
        return str(AwardOutcome(self.outcome).label)

    @property
    def given(self) -> int:
        """Give the proposed sum, nothing when the proposal gives nothing."""
        return self.amount or 0 if self.outcome in rules.GIVES else 0


def portfolio(call: Call) -> list[Row]:
    """Give a call's applications in rank order with the case's proposal, or the first suggestion when there is no case."""
    places = assessments.ranking(call)
    suggested = {
        one.number: one
        for one in rules.first_proposal(
            [
                rules.Candidate(
                    place.application.number,
                    place.application.requested or 0,
                    place.application.applicant.short,
                    bool(place.locked),
                )
                for place in places
            ],
            frame=call.frame,
            cap=call_rule_value(call, RuleKind.CAP),
            max_granted=call_rule_value(call, RuleKind.MAX_GRANTED),
        )
    }
    rows = []
    for place in places:
        award: Award | None = getattr(place.application, "award", None)
        first = suggested[place.ranked.number]
        rows.append(
            Row(
                application=place.application,
                applicants=assessments.who_applies(place.application),
                ranked=place.ranked,
                locked=place.locked,
                award=award,
                outcome=award.proposal if award else first.outcome,
                amount=award.proposed_amount if award else first.amount,
                reason=award.reason if award else first.reason,
            )
        )
    return rows


def edge_of(call: Call, rows: Iterable[Row]) -> int | None:
    """Say after which place the money ends."""
    return rules.edge([row.given for row in rows], call.frame)


def remarks(call: Call, rows: Iterable[Row]) -> list[rules.Remark]:
    """Say what there is to take a stand on in a ranking."""
    listed_rows = list(rows)
    place_of = {row.ranked.number: row.ranked.place for row in listed_rows}
    groups = {
        tuple(sorted((row.ranked.place, *(place_of[number] for number in row.ranked.tied))))
        for row in listed_rows
        if row.ranked.tied
    }
    most = assessments.most_points(call)
    return rules.remarks(
        tied=sorted(groups),
        joint_first=[row.ranked.place for row in listed_rows if row.ranked.first_as_joint],
        apart=[
            (row.ranked.place, row.ranked.lowest or 0, row.ranked.highest or 0)
            for row in listed_rows
            if disagree(row.ranked.lowest, row.ranked.highest, most)
        ],
        unassessed=[row.ranked.place for row in listed_rows if not row.locked],
    )


def broken_rules(call: Call, rows: Iterable[Row], override_reason: str) -> list[Problem]:
    """Give every rule that the proposal would break if it went to the board as it stands."""
    listed_rows = list(rows)
    proposals = [
        rules.Proposed(
            str(row.application), row.outcome, row.application.requested or 0, row.amount, row.reason
        )
        for row in listed_rows
    ]
    cap = call_rule_value(call, RuleKind.CAP)
    over = rules.over_frame(proposals, call.frame, override_reason, call.year)
    grants = Counter(row.application.applicant.short for row in listed_rows if row.outcome in rules.GIVES)
    return [
        *([over] if over else []),
        *(problem for each in proposals for problem in rules.award_problems(each, cap, call.year)),
        *rules.too_many_granted(dict(grants), call_rule_value(call, RuleKind.MAX_GRANTED), call.year),
    ]


def points_shown(points: Fraction | None) -> str:
    """Write a mean of points with at most one decimal, as people read it: 8,7 or 8."""
    if points is None:
        return ""
    tenths = (points * 10 + Fraction(1, 2)) // 1
    whole_part, decimal = divmod(int(tenths), 10)
    return f"{whole_part},{decimal}" if decimal else str(whole_part)

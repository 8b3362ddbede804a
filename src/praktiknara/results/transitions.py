"""How reports move: draft, handed in, returned or accepted, published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, queries, rules
from .choices import ReportStatus as S
from .models import ConsumptionReport, Outcome, ResultReport

LEADER = marked("Den som leder projektet redovisar.")
OFFICER = marked("FoU-utredaren granskar redovisningen.")


def _whole(report: ResultReport, now: datetime) -> Sequence[Problem]:
    outcomes = list(report.outcomes.all())
    told = rules.Told(
        report.template,
        report.activities,
        report.results,
        report.gender_analysis,
        report.lesson,
        report.next_steps,
        queries.gender_required(report),
        len(outcomes),
    )
    return [
        *rules.report_problems(told),
        *(problem for outcome in outcomes for problem in _sound(outcome)),
    ]


def _sound(outcome: Outcome) -> Sequence[Problem]:
    problem = rules.outcome_problem(
        text=outcome.text,
        indicator=outcome.indicator,
        value=outcome.value,
        value_text=outcome.value_text,
        base=outcome.base,
        measure=outcome.measure,
    )
    return [replace(problem, field=f"outcomes-{outcome.position}-{problem.field}")] if problem else []


def _returned_with_words(report: ResultReport | ConsumptionReport, now: datetime) -> Sequence[Problem]:
    return (
        []
        if report.return_reason.strip()
        else [Problem(marked("Skriv vad som behöver kompletteras."), field="return_reason")]
    )


def _accounted(report: ConsumptionReport, now: datetime) -> Sequence[Problem]:
    return rules.consumption_problems(report.grant.amount, report.used, report.comment)


SUBMIT = Transition[ResultReport](
    "submit_report",
    frozenset({S.DRAFT, S.RETURNED}),
    S.SUBMITTED,
    permissions.reports,
    _("Lämna in redovisningen"),
    LEADER,
    marked("lämnade in redovisningen"),
    rule=_whole,
)
RETURN = Transition[ResultReport](
    "return_report",
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    permissions.reviews,
    _("Begär komplettering"),
    OFFICER,
    marked("begärde komplettering"),
    rule=_returned_with_words,
)
ACCEPT = Transition[ResultReport](
    "accept_report",
    frozenset({S.SUBMITTED}),
    S.ACCEPTED,
    permissions.reviews,
    _("Godkänn redovisningen"),
    OFFICER,
    marked("godkände redovisningen"),
)
PUBLISH = Transition[ResultReport](
    "publish_report",
    frozenset({S.ACCEPTED}),
    S.PUBLISHED,
    permissions.reviews,
    _("Publicera i kunskapsbanken"),
    OFFICER,
    marked("publicerade redovisningen"),
)

UNPUBLISH = Transition[ResultReport](
    "unpublish_report",
    frozenset({S.PUBLISHED}),
    S.ACCEPTED,
    permissions.reviews,
    _("Ta bort från kunskapsbanken"),
    OFFICER,
    marked("tog bort redovisningen från kunskapsbanken"),
)

TABLE = (SUBMIT, RETURN, ACCEPT, PUBLISH, UNPUBLISH)

SUBMIT_CONSUMPTION = Transition[ConsumptionReport](
    "submit_consumption",
    frozenset({S.DRAFT, S.RETURNED}),
    S.SUBMITTED,
    permissions.accounts,
    _("Lämna in redovisningen av medel"),
    LEADER,
    marked("redovisade förbrukade medel"),
    rule=_accounted,
)
RETURN_CONSUMPTION = Transition[ConsumptionReport](
    "return_consumption",
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    permissions.reviews,
    _("Begär komplettering"),
    OFFICER,
    marked("begärde komplettering"),
    rule=_returned_with_words,
)
ACCEPT_CONSUMPTION = Transition[ConsumptionReport](
    "accept_consumption",
    frozenset({S.SUBMITTED}),
    S.ACCEPTED,
    permissions.reviews,
    _("Godkänn redovisningen"),
    OFFICER,
    marked("godkände redovisningen av medel"),
)

CONSUMPTION_TABLE = (SUBMIT_CONSUMPTION, RETURN_CONSUMPTION, ACCEPT_CONSUMPTION)

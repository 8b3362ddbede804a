"""The verbs of a call: copied to a new year, written, opened, closed, reopened, ended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from praktiknara.chain.actions import claim_version, lock, perform
from praktiknara.chain.rules import AgainstRule, NotYours, Problem, _
from praktiknara.components.text import slug
from praktiknara.funds.models import FundYear
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from . import permissions, queries, rules, transitions
from .choices import CallStatus
from .models import Call, CallRule, Criterion

FIELDS = (
    "title",
    "introduction",
    "opens_at",
    "closes_at",
    "decision_on",
    "frame",
    "frame_about",
    "vat",
    "condition",
    "condition_met",
    "scale_max",
)
ONCE_OPEN = frozenset({CallStatus.OPEN, CallStatus.CLOSED})


@transaction.atomic
def copy_call(call: Call, *, year: int, by: User, now: datetime) -> Call:
    """Make next year's draft from an earlier call: frame, rules and criteria as they were, the dates moved."""
    if not permissions.runs_the_year(by, call):
        raise NotYours(Problem(transitions.OFFICER), thing=call, verb="copy")
    lock(call)
    fund = call.fund_year.fund
    origin = Origin.EXAMPLE if call.is_example else Origin.OWN
    apart = Origin.OWN if call.is_example else Origin.EXAMPLE
    if Call.objects.filter(fund_year__fund=fund, year=year).exclude(origin=apart).exists():
        raise AgainstRule(
            Problem(
                _("Det finns redan en utlysning av %(fund)s %(year)s. Välj ett annat år."),
                {"fund": fund.short, "year": year},
                field="year",
            )
        )
    fund_year, _made = FundYear.objects.get_or_create(
        fund=fund,
        year=year,
        origin=origin,
        defaults={"name": call.fund_year.name, "vat": call.fund_year.vat},
    )
    later = year - call.year
    made = Call.objects.create(
        fund_year=fund_year,
        title=rules.for_year(call.title, call.year, year),
        slug=_free_slug(f"{fund.code}-{year}"),
        year=year,
        introduction=rules.for_year(call.introduction, call.year, year),
        opens_at=rules.moved(call.opens_at, later),
        closes_at=rules.moved(call.closes_at, later),
        decision_on=_moved_day(call.decision_on, later),
        frame=call.frame,
        vat=call.vat,
        condition=rules.for_year(call.condition, call.year, year),
        scale_max=call.scale_max,
        copied_from=call,
        origin=origin,
    )
    _write_lines(
        made,
        [line._replace(text=rules.for_year(line.text, call.year, year)) for line in queries.rule_lines(call)],
        queries.criterion_lines(call),
    )
    trail.record("copy", made, by=by, after={"year": year, "from": call.slug}, now=now)
    return made


@transaction.atomic
def write_call(
    call: Call, values: Mapping[str, Any], *, version: int, by: User, now: datetime | None = None
) -> Call:
    """Write a call's fields, and its rules and criteria when they are among the values."""
    if refusal := transitions.not_writable(lock(call), by):
        refusal.thing, refusal.verb = call, "write"
        raise refusal
    before = {**_fields(call), **_lines(call)}
    given_rules = [rules.RuleLine(*line) for line in values.get("rules", queries.rule_lines(call))]
    given_criteria = [
        rules.CriterionLine(*line) for line in values.get("criteria", queries.criterion_lines(call))
    ]
    stood = (queries.rule_lines(call), queries.criterion_lines(call))
    if call.status in ONCE_OPEN and (
        problem := rules.fixed_once_opened(stood, (given_rules, given_criteria))
    ):
        raise AgainstRule(problem)
    claim_version(call, version, by=by)
    if stood != (given_rules, given_criteria):
        _write_lines(call, given_rules, given_criteria)
    for name in FIELDS:
        if name in values:
            setattr(call, name, values[name])
    call.save(update_fields=[*FIELDS, "version", "changed_at"])
    if call.status in ONCE_OPEN:
        _frame_of_the_year(call)
    after = {**_fields(call), **_lines(call)}
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        trail.record(
            "write",
            call,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            now=now,
        )
    return call


@transaction.atomic
def open_call(call: Call, *, by: User, now: datetime | None = None) -> Call:
    """Open a call; its frame becomes the fund's frame of the year."""
    perform(transitions.OPEN, call, by=by, now=now)
    _frame_of_the_year(call)
    return call


def rest(call: Call, *, by: User, now: datetime | None = None) -> Call:
    """Let a conditional call wait for its condition."""
    return perform(transitions.REST, call, by=by, now=now)


@transaction.atomic
def close_call(call: Call, *, by: User, now: datetime | None = None) -> Call:
    """Close a call; when it is closed before its time, this moment becomes its closing time."""
    now = now or timezone.now()
    planned = call.closes_at
    early = planned is None or planned > now
    detail = (
        {"closes_at": now.isoformat(), "planned": planned.isoformat() if planned else ""} if early else {}
    )
    perform(transitions.CLOSE, call, by=by, now=now, detail=detail)
    if early:
        call.closes_at = now
        call.save(update_fields=["closes_at", "changed_at"])
    return call


def reopen(call: Call, *, by: User, now: datetime | None = None) -> Call:
    """Open a closed call again, once its closing time lies ahead."""
    return perform(transitions.REOPEN, call, by=by, now=now)


def end(call: Call, *, by: User, now: datetime | None = None) -> Call:
    """End a decided call."""
    return perform(transitions.END, call, by=by, now=now)


def _write_lines(
    call: Call, rule_lines: list[rules.RuleLine], criterion_lines: list[rules.CriterionLine]
) -> None:
    """Replace the rules and criteria; nobody refers to those of a call that has not opened."""
    call.rules.all().delete()
    call.criteria.all().delete()
    CallRule.objects.bulk_create(
        CallRule(call=call, position=position, **line._asdict()) for position, line in enumerate(rule_lines)
    )
    Criterion.objects.bulk_create(
        Criterion(call=call, position=position, **line._asdict())
        for position, line in enumerate(criterion_lines)
    )


def _frame_of_the_year(call: Call) -> None:
    """A fund has one frame a year; in the demo several example calls share it, and it stands."""
    if call.origin == Origin.OWN and call.fund_year.origin == Origin.OWN:
        call.fund_year.frame, call.fund_year.frame_about = call.frame, call.frame_about
        call.fund_year.save(update_fields=["frame", "frame_about", "changed_at"])


def _fields(call: Call) -> dict[str, object]:
    shown = {name: getattr(call, name) for name in FIELDS}
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in shown.items()
    }


def _lines(call: Call) -> dict[str, object]:
    return {
        "rules": [line._asdict() for line in queries.rule_lines(call)],
        "criteria": [line._asdict() for line in queries.criterion_lines(call)],
    }


def _free_slug(wanted: str) -> str:
    base = slug(wanted)[:110]
    taken = set(Call.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, 1000))) if name not in taken)


def _moved_day(day: date | None, years: int) -> date | None:
    moved = rules.moved(datetime(day.year, day.month, day.day) if day else None, years)  # noqa: DTZ001  # a day has no zone
    return moved.date() if moved else None

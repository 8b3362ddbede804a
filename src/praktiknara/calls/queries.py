"""Calls in lists and on their page: where they stand, what they ask, who can apply."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language, gettext

from praktiknara.chain.rules import Problem
from praktiknara.components import dates
from praktiknara.components.parts import Citation, State
from praktiknara.people.choices import OrganisationKind, Role
from praktiknara.people.models import Organisation, User
from praktiknara.trail import queries as trail
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Fact

from . import rules
from .choices import CallStatus, RuleKind
from .models import Call, CallQuerySet, CallRule

ELIGIBLE_KINDS = frozenset({OrganisationKind.DISTRICT.value, OrganisationKind.DIVISION.value})
HAS_CLOSED = frozenset({CallStatus.CLOSED, CallStatus.DECIDED, CallStatus.ENDED})


class Standing(NamedTuple):
    """Where a call stands at this moment: the sign and the word."""

    state: State
    text: str


class ShownRule(NamedTuple):
    """A rule with the anchor that others link to; only the first of a kind bears its id."""

    rule: CallRule
    anchor: str


def words(moment: datetime | None, *, seconds: bool = False) -> str:
    """Write a moment in the reader's language; nothing when there is none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return dates.moment(local, get_language() or "sv", seconds=seconds or bool(local.second))


def with_rules(calls: CallQuerySet) -> CallQuerySet:
    """Fetch what a list or a page of calls shows, in a constant number of queries."""
    return calls.with_fund().prefetch_related("rules", "criteria")


def listed(calls: CallQuerySet) -> CallQuerySet:
    """Fetch what a row of a list shows."""
    caps = CallRule.objects.filter(kind=RuleKind.CAP)
    return calls.with_fund().prefetch_related(Prefetch("rules", queryset=caps, to_attr="caps"))


def standing(call: Call, now: datetime) -> Standing:
    """Say where a call stands by the clock: an open call whose time has passed is closed."""
    if call.status == CallStatus.OPEN and call.has_closed(now):
        return Standing("done", gettext("stängd"))
    if call.status == CallStatus.OPEN and call.opens_at and call.opens_at > now:
        return Standing("todo", gettext("öppnar snart"))
    states: dict[str, State] = {
        CallStatus.DRAFT: "todo",
        CallStatus.DORMANT: "unknown",
        CallStatus.OPEN: "here",
    }
    return Standing(states.get(call.status, "done"), call.get_status_display())


def not_receiving(call: Call, now: datetime) -> Problem | None:
    """Say why the call takes no applications now."""
    return rules.not_receiving(
        is_open=call.status == CallStatus.OPEN,
        was_open=call.status in HAS_CLOSED,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        now=now,
        opens_words=words(call.opens_at),
        closes_words=words(call.closes_at, seconds=True),
    )


def rule_lines(call: Call) -> list[rules.RuleLine]:
    """Give the rules of a call as plain values."""
    return [
        rules.RuleLine(rule.kind, rule.amount, rule.number, rule.text, rule.note) for rule in call.rules.all()
    ]


def criterion_lines(call: Call) -> list[rules.CriterionLine]:
    """Give the criteria of a call as plain values."""
    return [rules.CriterionLine(one.text, one.help, one.weight) for one in call.criteria.all()]


def shown_rules(call: Call) -> list[ShownRule]:
    """Give the rules with their anchors, so that R-LUM-01 can be linked to."""
    seen: set[str] = set()
    shown = []
    for rule in call.rules.all():
        anchor = rule.rule_id if rule.rule_id not in seen else ""
        seen.add(rule.rule_id)
        shown.append(ShownRule(rule, anchor))
    return shown


def places_to_apply(user: User | None, call: Call) -> list[Organisation]:
    """Give the organisations that she may write an application for in this call (R-LUM-06)."""
    if user is None:
        return []
    mine = Organisation.objects.filter(pk__in=user.organisations(Role.DEVELOPER))
    if any(rule.kind == RuleKind.ELIGIBLE for rule in call.rules.all()):
        mine = mine.filter(kind__in=ELIGIBLE_KINDS)
    return list(mine)


def sourced(call: Call) -> tuple[list[Fact], list[Fact], list[Citation]]:
    """Give the professions the call names, its other facts, and the sources of it all."""
    facts = list(trail.facts(call))
    named = [fact for fact in facts if fact.kind == FactKind.PROFESSION]
    others = [fact for fact in facts if fact.kind != FactKind.PROFESSION]
    return named, others, trail.sources(call, *call.rules.all(), *call.criteria.all(), *facts)

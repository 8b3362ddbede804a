"""What anyone may read: published results, what became of the projects, and the newest numbers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q

from praktiknara.people.choices import Origin
from praktiknara.projects.models import Project

from .. import rules
from ..choices import AftermathKind
from ..models import (
    Aftermath,
    Outcome,
    OutcomeQuerySet,
    ReportQuerySet,
    ResultReport,
)
from .reports import measured


def published() -> ReportQuerySet:
    """Give the reports that anyone may read, newest first."""
    return ResultReport.objects.visible_to(None).order_by("-year", "-pk")


class Became(NamedTuple):
    """How many projects a thing happened to afterwards, and some of them."""

    kind: str
    label: str
    how_many: int
    projects: list[Project]


NAMED = 6


def tally() -> list[Became]:
    """Count the projects by what happened to them afterwards; examples are not counted, and one project may stand in several rows (R-OUT-03)."""
    rows = Aftermath.objects.exclude(origin=Origin.EXAMPLE).order_by()
    counted = dict(rows.values_list("kind").annotate(Count("project", distinct=True)))
    newest = Q(pk=None)
    for kind in AftermathKind.values:
        newest |= Q(pk__in=rows.filter(kind=kind).order_by("-year", "pk").values("pk")[: NAMED * 2])
    some: dict[str, dict[int, Project]] = defaultdict(dict)
    # The keys first: PostgreSQL expects more of them than come, and would read every project.
    chosen = [0, *rows.filter(newest).values_list("pk", flat=True)]
    for row in Aftermath.objects.filter(pk__in=chosen).select_related("project").order_by("-year", "pk"):
        if len(some[row.kind]) < NAMED:
            some[row.kind].setdefault(row.project_id, row.project)
    return [
        Became(kind.value, str(kind.label), counted[kind.value], list(some[kind.value].values()))
        for kind in AftermathKind
        if kind.value in counted
    ]


class Indicator(NamedTuple):
    """One thing that was measured, each time it was, and the sum when the numbers are alike."""

    name: str
    outcomes: list[Outcome]
    total: rules.Total | None


def indicators(outcomes: Iterable[Outcome]) -> list[Indicator]:
    """Put outcomes with a number together by what they measure; what is not alike is never added (R-OUT-01)."""
    by_name: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.value is not None:
            by_name[(outcome.indicator or outcome.text, outcome.unit)].append(outcome)
    return [
        Indicator(name, same, rules.total(measured(outcome) for outcome in same) if len(same) > 1 else None)
        for (name, _unit), same in by_name.items()
    ]


NEWEST = 40


def newest_numbers() -> OutcomeQuerySet:
    """Give the newest outcomes with a number that anyone may read, without examples."""
    return (
        Outcome.objects.visible_to(None)
        .exclude(origin=Origin.EXAMPLE)
        .filter(value__isnull=False, year__isnull=False)
        .select_related("project")
        .order_by("-year", "-pk")[:NEWEST]
    )

"""Plans with all they say, two plans side by side, and the assignments of the budget."""

from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from praktiknara.people.queries import later
from praktiknara.trail.choices import HEADINGS, FactKind
from praktiknara.trail.models import Fact

from .models import BudgetAssignment, Plan
from .rules import Compared, compared

FOCUS = _("Fokusområden")
SPECIAL = _("Särskilt uppmärksammat")
TOLD_SIDE_BY_SIDE = (FactKind.PRINCIPLE, FactKind.STRATEGY, FactKind.LINKED, FactKind.OUTLOOK)


class Part(NamedTuple):
    """A part of two plans laid side by side."""

    key: str
    heading: str
    rows: list[Compared]


def plans() -> QuerySet[Plan]:
    """Give plans and reports, the latest year first."""
    return Plan.objects.order_by("-year", "kind", "pk")


def whole_plans() -> QuerySet[Plan]:
    """Give plans with their focus areas and amounts."""
    return plans().prefetch_related("focus_areas", "amounts")


def side_by_side(first: Plan, second: Plan, facts: list[Fact]) -> list[Part]:
    """Lay the principles, focus areas, strategy and outlook of two plans side by side."""

    def told(plan: Plan, kind: str) -> list[str]:
        return [fact.text for fact in facts if fact.object_id == plan.pk and fact.kind == kind]

    def focus(plan: Plan, special: bool) -> list[str]:
        return [area.name for area in plan.focus_areas.all() if area.special_attention == special]

    parts = [
        Part("fokus", str(FOCUS), compared(focus(first, False), focus(second, False))),
        Part("sarskilt", str(SPECIAL), compared(focus(first, True), focus(second, True))),
        *(
            Part(kind.value, str(HEADINGS[kind]), compared(told(first, kind), told(second, kind)))
            for kind in TOLD_SIDE_BY_SIDE
        ),
    ]
    return [part for part in parts if part.rows]


def assignments() -> QuerySet[BudgetAssignment]:
    """Give the assignments of the budget with the projects they led to, the latest year first."""
    projects = later(BudgetAssignment, "projects").order_by("sort_title")
    return (
        BudgetAssignment.objects.select_related("body")
        .prefetch_related(Prefetch("projects", projects))
        .order_by("-year", "pk")
    )

"""Projects with what their pages need, and the years for which they were granted money."""

from typing import NamedTuple

from django.db import models
from django.db.models import Count, F, Q, Sum

from praktiknara.applications.queries import terms
from praktiknara.chain.rules import Problem
from praktiknara.components.text import slug
from praktiknara.funds.choices import Standing
from praktiknara.people.choices import Origin

from . import rules
from .choices import PayoutStatus
from .models import Grant, Payout, Project

OFFERED = 100


def free_slug(title: str) -> str:
    """Give an address that no project has yet, made from the title."""
    stem = slug(title)[:100] or "projekt"
    taken = set(Project.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        candidate
        for candidate in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if candidate not in taken
    )


def line_of(project: Project) -> list[Project]:
    """Give the project and those it follows on, newest first."""
    line, here = [project], project
    while here.predecessor is not None and here.predecessor not in line:
        here = here.predecessor
        line.append(here)
    return line


def granted_years(project: Project) -> list[int]:
    """Give the years for which the project, and those it follows on, were granted money."""
    years = Grant.objects.filter(project__in=line_of(project), standing=Standing.GRANTED).values_list(
        "year", flat=True
    )
    return sorted({year for year in years if year is not None})


def too_many_years(project: Project) -> Problem | None:
    """Say whether the project has been paid for longer than its call allows (R-LUM-03)."""
    if project.application is None:
        return None
    asked = terms(project.application.call)
    return rules.years_problem(granted_years(project), asked.max_years, asked.year)


def may_follow(project: Project) -> models.QuerySet[Project]:
    """Give the projects that this one may be a continuation of: of the same title, and the owner's newest."""
    same = Q(sort_title=project.sort_title) | Q(pk=project.predecessor_id)
    if project.owner_id:
        owned = Project.objects.filter(owner=project.owner_id).order_by("-year_order", "-pk")
        same |= Q(pk__in=list(owned.values_list("pk", flat=True)[:OFFERED]))
    return Project.objects.filter(same).exclude(pk=project.pk).order_by("-year_order", "sort_title")


def planned(grant: Grant) -> list[Payout]:
    """Give the payments of a grant that are not made yet."""
    return [payout for payout in grant.payouts.all() if payout.status == PayoutStatus.PLANNED]


def paid(grant: Grant) -> list[Payout]:
    """Give the payments of a grant that are made."""
    return [payout for payout in grant.payouts.all() if payout.status != PayoutStatus.PLANNED]


class FundSum(NamedTuple):
    """What a fund's grants of a year come to, of one standing and one VAT basis; unknown is None, never nought."""

    fund: str | None
    year: int | None
    vat: str | None
    status: str
    amount: int | None
    rows: int
    unknown: int
    grants: int


def sums() -> list[FundSum]:
    """Add up all grants but the examples; what is set aside without amount is a promise and in no sum (R-FUM-03, R-FUM-04)."""
    counted = Grant.objects.exclude(origin=Origin.EXAMPLE).exclude(standing=Standing.SET_ASIDE, amount=None)
    groups = (
        counted.order_by()
        .values("fund__code", "year", "vat", "standing")
        .annotate(kronor=Sum("amount"), known=Count("amount"), all=Count("pk"), together=Sum("count"))
        .order_by(F("fund__position").asc(nulls_last=True), F("year").asc(nulls_last=True), "vat", "standing")
    )
    return [
        FundSum(
            fund=group["fund__code"],
            year=group["year"],
            vat=group["vat"] or None,
            status=group["standing"],
            amount=None if group["kronor"] is None else int(group["kronor"]),
            rows=group["known"],
            unknown=group["all"] - group["known"],
            grants=int(group["together"]),
        )
        for group in groups
    ]

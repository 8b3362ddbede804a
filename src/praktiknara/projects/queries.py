"""Projects with what their pages need, and the years for which they were granted money."""

from praktiknara.applications.queries import terms
from praktiknara.components.text import slug
from praktiknara.funds.choices import Standing

from . import rules
from .choices import PayoutStatus
from .models import Grant, Payout, Project


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
    return sorted(
        Grant.objects.filter(project__in=line_of(project), standing=Standing.GRANTED, year__isnull=False)
        .values_list("year", flat=True)
        .distinct()
    )


def too_many_years(project: Project) -> rules.Problem | None:
    """Say whether the project has been paid for longer than its call allows (R-LUM-03)."""
    if project.application is None:
        return None
    asked = terms(project.application.call)
    return rules.years_problem(granted_years(project), asked.max_years, asked.year)


def may_follow(project: Project) -> list[Project]:
    """Give the earlier projects of the same owner, or of the same title, that this one may continue."""
    same = Project.objects.filter(owner=project.owner_id) | Project.objects.filter(
        sort_title=project.sort_title
    )
    return list(same.exclude(pk=project.pk).order_by("-start_year", "sort_title")[:200])


def planned(grant: Grant) -> list[Payout]:
    """Give the payments of a grant that are not made yet."""
    return [payout for payout in grant.payouts.all() if payout.status == PayoutStatus.PLANNED]


def paid(grant: Grant) -> list[Payout]:
    """Give the payments of a grant that are made."""
    return [payout for payout in grant.payouts.all() if payout.status != PayoutStatus.PLANNED]

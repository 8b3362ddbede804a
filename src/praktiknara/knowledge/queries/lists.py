"""The lists of the bank: outputs by kind, outcomes by how it went, and the feeds."""

from collections.abc import Iterable

from django.db.models import Prefetch

from praktiknara.components.text import slug
from praktiknara.funds.models import Fund
from praktiknara.people.models import User
from praktiknara.results.models import Outcome, OutcomeQuerySet

from ..models import TAKEN, Authorship, KnowledgeOutput, OutputQuerySet

UNKNOWN_YEAR = "okant"
FEED = 50


def free_slug(title: str) -> str:
    """Give an address that no output has yet, made from the title."""
    stem = slug(title)[:100] or "resultat"
    taken = set(KnowledgeOutput.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    return next(
        candidate
        for candidate in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if candidate not in taken
    )


def for_lists(outputs: OutputQuerySet) -> OutputQuerySet:
    """Fetch what a list shows, in a constant number of queries."""
    authors = Authorship.objects.select_related("person")
    return outputs.select_related("publisher", "project").prefetch_related(Prefetch("authorships", authors))


def search(
    user: User | None, *, kind: str = "", year: str = "", field: str = "", fund: str = ""
) -> OutputQuerySet:
    """Give the outputs she may see of a kind, a year, a field and a fund, newest first."""
    found = KnowledgeOutput.objects.visible_to(user)
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(year=None if year == UNKNOWN_YEAR else int(year))
    if field:
        found = found.filter(field=field)
    if fund:
        found = found.filter(project__fund__code=fund)
    return found.order_by("-sort_year", "-pk")


def years(user: User | None) -> list[int | None]:
    """Give the years that there are outputs from, newest first, with None last when some have no year."""
    found = (
        KnowledgeOutput.objects.visible_to(user)
        .order_by("-sort_year")
        .values_list("sort_year", flat=True)
        .distinct()
    )
    return [year or None for year in found]


def funds() -> list[Fund]:
    """Give the funds whose projects may have given knowledge."""
    return list(Fund.objects.all())


def latest(field: str = "") -> list[KnowledgeOutput]:
    """Give what was last published here, of all or of one field, for those who follow."""
    found = KnowledgeOutput.objects.published().filter(published_at__isnull=False)
    if field:
        found = found.filter(field=field)
    return list(for_lists(found).order_by("-published_at", "-pk")[:FEED])


def findings(finding: str) -> OutcomeQuerySet:
    """Give the outcomes that went well, or not as hoped, that anyone may read, newest first."""
    return Outcome.objects.visible_to(None).filter(finding=finding).order_by("-year", "-pk")


def with_project(outcomes: OutcomeQuerySet) -> OutcomeQuerySet:
    """Fetch what a list of outcomes shows."""
    return outcomes.select_related("project__owner")


def learnt(outcomes: Iterable[Outcome], finding: str) -> dict[int, KnowledgeOutput]:
    """Give what was published about these outcomes' projects with the same finding, by project; of several the newest."""
    projects = {outcome.project_id for outcome in outcomes}
    found = KnowledgeOutput.objects.published().filter(project__in=projects, finding=finding)
    return {output.project_id: output for output in found.order_by("sort_year", "pk") if output.project_id}

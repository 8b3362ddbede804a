"""Methods with the projects that use or study them, and what came of it: what worked beside what did not (R-METH-01)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from praktiknara.components.text import sort_key
from praktiknara.people.models import User
from praktiknara.people.queries import later
from praktiknara.projects.models import Project
from praktiknara.results.choices import Finding, ReportStatus
from praktiknara.results.models import Outcome

from .models import Method, MethodUse


@dataclass
class Use:
    """A project that uses or studies a method, with its outcomes sorted by how it went."""

    project: Project
    worked: list[Outcome] = field(default_factory=list)
    did_not: list[Outcome] = field(default_factory=list)
    other: list[Outcome] = field(default_factory=list)


def methods(*, kind: str = "", named: str = "") -> QuerySet[Method]:
    """Give methods in the order of a register."""
    found = Method.objects.select_related("programme")
    if kind:
        found = found.filter(kind=kind)
    if sought := sort_key(named):
        found = found.filter(sort_name__contains=sought)
    return found.order_by("sort_name", "pk")


def project_counts(shown: Iterable[Method]) -> dict[int, int]:
    """Give how many projects use or study each of these methods."""
    uses = MethodUse.objects.filter(method__in=[method.pk for method in shown]).order_by()
    return dict(uses.values_list("method").annotate(projects=Count("*")))


def projects(method: Method) -> QuerySet[Project]:
    """Give the projects of a method, the newest first."""
    using = MethodUse.objects.filter(method=method, project=OuterRef("pk"))
    return Project.objects.filter(Exists(using)).order_by("-year_order", "sort_title", "pk")


def told_outcomes() -> QuerySet[Outcome]:
    """Give the outcomes that everyone may read: those of history, and of reports that are published."""
    return Outcome.objects.filter(Q(report=None) | Q(report__status=ReportStatus.PUBLISHED))


def uses(page_of_projects: list[Project]) -> list[Use]:
    """Sort the outcomes of these projects by how it went; both kinds are told, neither is hidden."""
    by_project = {project.pk: Use(project) for project in page_of_projects}
    for outcome in told_outcomes().filter(project__in=by_project).order_by("position", "pk"):
        use = by_project[outcome.project_id]
        if outcome.finding == Finding.WORKED:
            use.worked.append(outcome)
        elif outcome.finding == Finding.DID_NOT:
            use.did_not.append(outcome)
        else:
            use.other.append(outcome)
    return list(by_project.values())


def outputs(method: Method, user: User | None, most: int) -> list[Any]:
    """Give the newest of what was written in the method's projects, as far as this reader may see it."""
    written: Any = later(Project, "outputs")
    in_its_projects = MethodUse.objects.filter(method=method).values("project")
    found = written.visible_to(user).filter(project__in=in_its_projects).order_by("-year", "pk")
    # The keys first: an index holds all that is asked for them, and the rows are wide.
    return list(
        written.filter(pk__in=[0, *found.values_list("pk", flat=True)[:most]]).order_by("-year", "pk")
    )

"""A project's page: all that the register knows of it, in a constant number of questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.decisions.models import PUBLIC
from praktiknara.knowledge.choices import OutputKind
from praktiknara.partners.choices import AgreementKind
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.people.rules import day_in
from praktiknara.projects.choices import Part, ProjectStatus
from praktiknara.projects.models import Grant, Project
from praktiknara.results.choices import AftermathKind
from praktiknara.results.models import Outcome
from praktiknara.trail.choices import FactKind

from .money import groups
from .organisations import Names, Shown
from .parts import MODELS, Row, parts
from .results import aftermath, figures
from .sources import Sources
from .trace import award_of, sentence, trace
from .wording import first_up, in_a_row

STATUS_STATES = {
    ProjectStatus.PLANNED.value: "todo",
    ProjectStatus.GRANTED.value: "todo",
    ProjectStatus.ONGOING.value: "here",
    ProjectStatus.ENDED.value: "done",
    ProjectStatus.IN_OPERATION.value: "done",
    ProjectStatus.DISCONTINUED.value: "stop",
    ProjectStatus.UNKNOWN.value: "unknown",
}


def whole(user: User | None) -> QuerySet[Project]:
    """Give projects with what they point back to along the chain."""
    return Project.objects.visible_to(user).select_related(
        "fund", "owner", "predecessor", "budget_assignment", "application__call", "application__award__case"
    )


def page(project: Project, user: User | None, today: date) -> dict[str, Any]:
    """Give all that the page shows."""
    rows = parts(project, user)
    grants = list(project.grants.select_related("fund", "call").order_by("year", "pk"))
    outcomes = list(project.outcomes.visible_to(user).order_by("position", "pk"))
    sources = Sources(_things(project, rows, grants, outcomes))
    stations = trace(project, rows["output"], grants, outcomes, today)
    told = figures(outcomes, sources)
    return {
        "project": project,
        "status": _status(project, rows["aftermath"]),
        "trace": stations,
        "trace_sentence": sentence(stations, own=project.application is not None),
        **_organisations(project),
        "people": rows["person"],
        "methods": rows["method"],
        "agreements": _agreements(rows["agreement"]),
        "successors": rows["successor"],
        "sub_studies": _sourced(rows["sub_study"], sources),
        "timeline": _sourced(rows["milestone"], sources),
        "facts": _facts(rows["fact"], sources),
        "figures": [one for one in told if one.number],
        "statements": [one for one in told if not one.number],
        "aftermath": aftermath(project, rows["aftermath"], today),
        "money": groups(grants, sources),
        "outputs": [(row, OutputKind(row.what).label) for row in rows["output"]],
        "reports": rows["report"],
        "lessons": [row.note for row in rows["output"] or rows["report"] if row.note],
        "sources": list(sources.listed.values()),
        "own_sources": sources.of(Project, project.pk),
        "back": _back(project, user),
        "own": project.origin != Origin.HISTORY,
    }


def _things(
    project: Project, rows: dict[str, list[Row]], grants: list[Grant], outcomes: list[Outcome]
) -> list[tuple[type[Model], int]]:
    return [
        (Project, project.pk),
        *((Grant, grant.pk) for grant in grants),
        *((Outcome, outcome.pk) for outcome in outcomes),
        *((model, row.pk) for kind, model in MODELS.items() for row in rows[kind]),
    ]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A small thing with the numbers of its sources."""

    row: Row
    sources: list[int]


def _sourced(rows: list[Row], sources: Sources) -> list[Sourced]:
    return [Sourced(row, sources.of(MODELS[row.kind], row.pk)) for row in rows]


def _facts(rows: list[Row], sources: Sources) -> dict[str, list[Sourced]]:
    """Give what is said of the project in no field of its own, by kind."""
    found: dict[str, list[Sourced]] = {}
    for one in _sourced(rows, sources):
        found.setdefault(first_up(str(FactKind(one.row.what).label)), []).append(one)
    return found


def _status(project: Project, rows: list[Row]) -> tuple[str, str]:
    """Give the sign and the words for how the project stands, with the year it became permanent when that is known."""
    words = first_up(str(project.get_status_display()))
    became = [row.year for row in rows if row.what == AftermathKind.PERMANENT and row.year]
    if project.status == ProjectStatus.IN_OPERATION and became:
        words = _("Permanent verksamhet sedan %(year)s") % {"year": min(became)}
    return STATUS_STATES[project.status], words


def _organisations(project: Project) -> dict[str, Any]:
    """Give districts, partners and others under the names they bore when the project went on (R-ORG-01)."""
    known = project.end_year or project.start_year
    day, names = day_in(known) if known else None, Names()
    by_part: dict[str, list[Shown]] = {part.value: [] for part in Part}
    for one in project.organisations.select_related("organisation").order_by("pk"):
        by_part[one.part].append(names.shown(one.organisation, day))
    districts = {shown.url for shown in by_part[Part.DISTRICT]}
    return {
        "owner": names.shown(project.owner, day) if project.owner else None,
        "districts": by_part[Part.DISTRICT],
        "districts_today": [shown for shown in by_part[Part.DISTRICT] if shown.today],
        "partners": [shown for shown in by_part[Part.PARTNER] if shown.url not in districts],
        "co_funders": by_part[Part.CO_FUNDER],
    }


def _agreements(rows: list[Row]) -> list[tuple[str, str, str]]:
    """Give each agreement with its parties: address, kind, names."""
    parties: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        parties.setdefault((row.slug, row.what), []).append(row.text)
    return [
        (reverse("agreement", args=[slug]), first_up(str(AgreementKind(kind).label)), in_a_row(names))
        for (slug, kind), names in parties.items()
    ]


def _back(project: Project, user: User | None) -> dict[str, Any]:
    """Give the way back for a project that was applied for here: decision, call, and application if she sees it."""
    application, award = project.application, award_of(project)
    if application is None:
        return {}
    sees = user is not None and Application.objects.visible_to(user).filter(pk=application.pk).exists()
    return {
        "call": application.call,
        "application": application if sees else None,
        "case": award.case if award and award.case.status in PUBLIC else None,
    }

"""Reports in lists, what a project's work has come to, and what became of projects afterwards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.applications.queries import terms
from praktiknara.calls.models import Call
from praktiknara.chain.transitions import Transition
from praktiknara.components.dates import day
from praktiknara.components.parts import Station
from praktiknara.funds.choices import Standing
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import User
from praktiknara.projects.choices import PayoutStatus, ProjectStatus
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.trail.choices import EventKind
from praktiknara.trail.models import Event
from praktiknara.trail.queries import about

from . import rules
from .choices import AftermathKind, ReportStatus
from .models import (
    Aftermath,
    ConsumptionQuerySet,
    ConsumptionReport,
    Outcome,
    OutcomeQuerySet,
    ReportQuerySet,
    ResultReport,
)

OFFERED = 40
DONE = frozenset({ReportStatus.ACCEPTED, ReportStatus.PUBLISHED})
BEGUN = frozenset({ProjectStatus.ONGOING, ProjectStatus.ENDED, ProjectStatus.IN_OPERATION})


def gender_required(report: ResultReport) -> bool:
    """Say whether the call behind the project asked the gender-equality question (R-LUM-11)."""
    application = report.project.application
    return application is not None and terms(application.call).gender_required


def call_year(project: Project) -> int | None:
    """Give the year of the call that the project was granted money from, if there was one."""
    return project.application.call.year if project.application else None


def report_years(project: Project) -> list[int]:
    """Give the years that the project may report: those it was granted money for, and those it has worked."""
    granted = {grant.year for grant in project.grants.all() if grant.year}
    first, last = project.start_year, project.end_year or project.start_year
    return sorted(granted | (set(range(first, last + 1)) if first and last else set()))


def with_project(reports: ReportQuerySet) -> ReportQuerySet:
    """Fetch what a report's page and its rules need, in a constant number of queries."""
    return reports.select_related(
        "project__owner",
        "project__fund",
        "project__application__call__fund_year__fund",
        "saved_by__person",
        "output",
    ).prefetch_related("project__application__call__rules", "outcomes")


def consumption_with_grant(reports: ConsumptionQuerySet) -> ConsumptionQuerySet:
    """Fetch what a report on money needs."""
    return reports.select_related("grant__project__owner", "grant__fund", "grant__call")


def project_at_work(slug: str, user: User | None) -> Project | None:
    """Give a project with its grants, payments and reports, in a constant number of queries."""
    grants = Grant.objects.filter(standing=Standing.GRANTED).select_related(
        "fund", "call", "award__case", "consumption"
    )
    return (
        Project.objects.visible_to(user)
        .filter(slug=slug)
        .select_related("owner", "fund", "predecessor", "application__call__fund_year__fund")
        .prefetch_related(
            Prefetch("grants", grants),
            "grants__payouts",
            "application__call__rules",
            "organisations__organisation",
            Prefetch("reports", ResultReport.objects.visible_to(user).select_related("output")),
        )
        .first()
    )


def consumption_of(grant: Grant) -> ConsumptionReport | None:
    """Give the report on a grant's money, if it is begun."""
    return getattr(grant, "consumption", None)


def _day(value: date) -> str:
    return day(value, get_language() or "sv")


def work_line(project: Project) -> list[Station]:
    """Give the project's own steps, from decision to published result, and how far it has come."""
    grants = list(project.grants.all())
    return [
        _decided(project, grants),
        _paid([payout for grant in grants for payout in grant.payouts.all()], grants),
        _begun(project),
        _accounted(grants),
        *_told(list(project.reports.all())),
    ]


def _decided(project: Project, grants: Iterable[Grant]) -> Station:
    case = next((grant.award.case for grant in grants if grant.award), None)
    if case is None:
        return Station(_("Beslut"), "unknown", _("saknas i källan"))
    note = ", ".join(filter(None, [case.paragraph, _day(case.meeting_on) if case.meeting_on else ""]))
    return Station(_("Beslut"), "done", note, case.get_absolute_url())


def _paid(payouts: list[Payout], grants: list[Grant]) -> Station:
    label = _("Pengar")
    if not payouts:
        return Station(label, "unknown", _("saknas i källan") if grants else _("inget bidrag känt"))
    received = [payout for payout in payouts if payout.status == PayoutStatus.RECEIVED]
    if len(received) == len(payouts):
        return Station(label, "done", _("mottagna"))
    told = {"received": len(received), "all": len(payouts)}
    if any(payout.status != PayoutStatus.PLANNED for payout in payouts):
        return Station(label, "here", _("%(received)s av %(all)s mottagna") % told)
    return Station(label, "todo", _("betalas senast %(day)s") % {"day": _day(payouts[0].due_on)})


def _begun(project: Project) -> Station:
    label = _("Start")
    if project.status in BEGUN:
        return Station(label, "done", str(project.get_status_display()))
    if project.status == ProjectStatus.UNKNOWN:
        return Station(label, "unknown", _("saknas i källan"))
    return Station(label, "todo", _("inte startat"))


def _accounted(grants: Iterable[Grant]) -> Station:
    label = _("Redovisning av medel")
    reports = [consumption_of(grant) for grant in grants]
    known = [report for report in reports if report]
    if known and len(known) == len(reports) and all(report.status in DONE for report in known):
        return Station(label, "done", _("godkänd"))
    if known:
        return Station(label, "here", str(known[0].get_status_display()))
    return Station(label, "todo", _("inte påbörjad"))


def _told(reports: list[ResultReport]) -> list[Station]:
    result, published = _("Resultat"), _("Publicerat")
    if not reports:
        return [Station(result, "todo", _("inte redovisat")), Station(published, "todo")]
    open_ones = [report for report in reports if report.status not in DONE]
    newest = open_ones[0] if open_ones else reports[0]
    told = Station(
        result, "here" if open_ones else "done", f"{newest.year}: {newest.get_status_display()}", ""
    )
    out = [report for report in reports if report.status == ReportStatus.PUBLISHED]
    if not out:
        return [told, Station(published, "todo", _("inte publicerat"))]
    note = _("%(count)s av %(all)s") % {"count": len(out), "all": len(reports)}
    return [told, Station(published, "done", note if len(out) < len(reports) else "")]


def next_step(project: Project) -> str:
    """Say in one sentence what comes next in the project."""
    grants, reports = list(project.grants.all()), list(project.reports.all())
    payouts = [payout for grant in grants for payout in grant.payouts.all()]
    waiting = [payout for payout in payouts if payout.status == PayoutStatus.PLANNED]
    used = [consumption_of(grant) for grant in grants]
    told = {*(report.status for report in reports), *(report.status for report in used if report)}
    if not grants:
        return _("Inget bidrag är känt, så det går inte att säga vad som kommer härnäst.")
    if any(payout.status == PayoutStatus.PAID for payout in payouts):
        return _("Pengar är utbetalda. Nu bekräftar ägaren att de har kommit.")
    if waiting:
        return _("Bidraget är beslutat. Nästa utbetalning görs senast %(day)s.") % {
            "day": _day(waiting[0].due_on)
        }
    if project.status in {ProjectStatus.GRANTED, ProjectStatus.PLANNED}:
        return _("Pengarna har kommit. Nu kan projektet starta.")
    if ReportStatus.SUBMITTED in told:
        return _("En redovisning är inlämnad. Nu granskar FoU-utredaren den.")
    if ReportStatus.RETURNED in told:
        return _("FoU-utredaren har bett om komplettering.")
    if any(report.status == ReportStatus.ACCEPTED for report in reports):
        return _("Resultatet är godkänt. Nu kan det publiceras.")
    if not reports or any(report.status == ReportStatus.DRAFT for report in reports):
        return _("Nu redovisar projektet vad det gav och vad pengarna användes till.")
    if any(report is None or report.status not in DONE for report in used):
        return _("Resultatet är publicerat. Redovisningen av medel är kvar.")
    return _("Resultatet är publicerat. Alla kan läsa det.")


STATES = {
    ProjectStatus.ONGOING: "here",
    ProjectStatus.ENDED: "done",
    ProjectStatus.IN_OPERATION: "done",
    ProjectStatus.DISCONTINUED: "stop",
    ProjectStatus.UNKNOWN: "unknown",
}


def state_of(project: Project) -> str:
    """Give the sign for how far the project has come."""
    return STATES.get(ProjectStatus(project.status), "todo")


class Happened(NamedTuple):
    """Something that was done: when, by whom in which role, in words, and why."""

    at: datetime
    who: str
    role: str
    what: str
    reason: str


def what_happened(project: Project, words: Mapping[str, str]) -> list[Happened]:
    """Give the project's events with those of its payments and reports, newest first, in words."""
    grants = list(project.grants.all())
    things = (
        [project],
        [payout for grant in grants for payout in grant.payouts.all()],
        list(project.reports.all()),
        [report for grant in grants if (report := consumption_of(grant))],
    )
    found: list[Event] = []
    for same in things:
        if same:
            found.extend(about(Event, *same).filter(kind=EventKind.DONE).order_by("-pk")[:50])
    return [
        Happened(event.at, event.actor_name, event.actor_role, words[event.verb], event.reason)
        for event in sorted(found, key=lambda event: (event.at, event.pk), reverse=True)[:50]
        if event.verb in words
    ]


def words_for(*tables: Iterable[Transition]) -> dict[str, str]:  # type: ignore[type-arg]  # tables of things of several kinds
    """Give what each move is called when it has been made."""
    return {row.name: _(row.past) for table in tables for row in table}


def may_review_all(user: User | None) -> bool:
    """Say whether she follows every report."""
    return user is not None and user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN)


def own_places(user: User) -> frozenset[int]:
    """Give the organisations whose projects she reports for."""
    return user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)


def result_reports(
    user: User, *, status: str = "", year: int | None = None, call: int | None = None
) -> ReportQuerySet:
    """Give the result reports she follows: all for those who review, her own district's for the rest."""
    found = ResultReport.objects.visible_to(user)
    if not may_review_all(user):
        found = found.filter(project__owner__in=own_places(user))
    if status:
        found = found.filter(status=status)
    if year:
        found = found.filter(year=year)
    if call:
        found = found.filter(project__application__call=call)
    return found


def listed(reports: ReportQuerySet) -> ReportQuerySet:
    """Fetch what a row of the list shows."""
    return reports.select_related("project__owner", "project__application__call", "output")


def consumption_reports(
    user: User, *, status: str = "", year: int | None = None, call: int | None = None
) -> ConsumptionQuerySet:
    """Give the reports on money she follows."""
    found = ConsumptionReport.objects.visible_to(user)
    if status:
        found = found.filter(status=status)
    if year:
        found = found.filter(grant__year=year)
    if call:
        found = found.filter(grant__call=call)
    return found


def calls_to_choose(user: User, chosen: str) -> QuerySet[Call]:
    """Give the newest calls for the filter of reports; and the chosen one, however old."""
    seen = Call.objects.visible_to(user)
    newest = Q(pk__in=list(seen.order_by("-year", "-pk").values_list("pk", flat=True)[:OFFERED]))
    return seen.filter(newest | Q(pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None))


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


def output_of(report: ResultReport) -> models.Model | None:
    """Give what was published of a report, if anything was."""
    return getattr(report, "output", None)


def measured(outcome: Outcome) -> rules.Measured:
    """Give an outcome's number as plain values."""
    return rules.Measured(
        outcome.value,
        outcome.indicator,
        outcome.unit,
        outcome.measure,
        outcome.partial_year,
        outcome.about,
    )


def this_year(now: datetime) -> int:
    """Give the year it is where we are."""
    return timezone.localtime(now).year

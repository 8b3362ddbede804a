"""A project at work: where it stands, what comes next, what has happened."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.chain.transitions import Transition
from praktiknara.components.dates import day
from praktiknara.components.parts import Station
from praktiknara.funds.choices import Standing
from praktiknara.people.models import User
from praktiknara.projects.choices import PayoutStatus, ProjectStatus
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.trail.choices import EventKind
from praktiknara.trail.models import Event
from praktiknara.trail.queries import about

from ..choices import ReportStatus
from ..models import (
    ResultReport,
)
from .reports import consumption_of

DONE = frozenset({ReportStatus.ACCEPTED, ReportStatus.PUBLISHED})


BEGUN = frozenset({ProjectStatus.ONGOING, ProjectStatus.ENDED, ProjectStatus.IN_OPERATION})


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

"""A project tells what its money was used for and what it gave; the FoU officer returns, accepts and publishes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from praktiknara.chain.actions import claim_version, lock, perform
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Problem, _
from praktiknara.people.models import User
from praktiknara.projects.models import Grant, Project
from praktiknara.projects.permissions import leads
from praktiknara.trail import actions as trail

from . import queries, rules
from .choices import AftermathKind, ReportStatus
from .models import Aftermath, ConsumptionReport, Outcome, ResultReport
from .permissions import accounts, reports
from .transitions import (
    ACCEPT,
    ACCEPT_CONSUMPTION,
    LEADER,
    PUBLISH,
    RETURN,
    RETURN_CONSUMPTION,
    SUBMIT,
    SUBMIT_CONSUMPTION,
    UNPUBLISH,
)

WRITABLE = (ReportStatus.DRAFT, ReportStatus.RETURNED)
TOLD = (
    "continues",
    "activities",
    "results",
    "gender_analysis",
    "lesson",
    "deviations",
    "next_steps",
)
ACCOUNTED = ("used", "comment")
OUTCOME = (
    "text",
    "indicator",
    "value",
    "value_text",
    "measure",
    "unit",
    "base",
    "baseline",
    "year",
    "about",
    "partial_year",
    "finding",
    "note",
)
SITTING = timedelta(hours=1)


def start_report(project: Project, *, year: int, by: User, now: datetime) -> ResultReport:
    """Begin a year's result report, or give the one that is already begun."""
    with transaction.atomic():
        lock(project)
        if not leads(by, project):
            raise NotYours(Problem(LEADER), thing=project)
        if problem := rules.year_problem(year, queries.report_years(project)):
            raise AgainstRule(problem, thing=project, verb="start_report")
        report, made = ResultReport.objects.get_or_create(
            project=project,
            year=year,
            defaults={"origin": project.origin, "municipality_id": project.municipality_id},
        )
        if made:
            trail.record("start_report", report, by=by, after={"year": year}, now=now)
    return report


def write_report(
    report: ResultReport,
    values: Mapping[str, Any],
    outcomes: Sequence[Mapping[str, Any]],
    *,
    version: int,
    by: User,
    now: datetime,
) -> ResultReport:
    """Save what is written; the outcomes take the place of those before, and the template follows from whether the project goes on."""
    with transaction.atomic():
        lock(report)
        _refuse_unless_writable(report, reports(by, report))
        claim_version(report, version, by=by)
        for name in TOLD:
            if name in values:
                setattr(report, name, values[name])
        report.template = rules.template_for(report.continues, queries.call_year(report.project))
        _note_writing(report, by=by, now=now)
        report.save(update_fields=[*TOLD, "template", "version", "saved_at", "saved_by", "changed_at"])
        report.outcomes.all().delete()
        Outcome.objects.bulk_create(
            Outcome(
                project=report.project,
                report=report,
                position=position,
                origin=report.origin,
                municipality_id=report.municipality_id,
                **{name: told[name] for name in OUTCOME if name in told},
            )
            for position, told in enumerate(outcomes)
        )
    return report


def _refuse_unless_writable(report: ResultReport | ConsumptionReport, is_hers: bool) -> None:
    if not is_hers:
        raise NotYours(Problem(LEADER), thing=report)
    if report.status not in WRITABLE:
        raise NotNow(
            Problem(_("Redovisningen är %(status)s och kan inte ändras nu."), {"status": _status(report)}),
            thing=report,
        )


def _status(report: ResultReport | ConsumptionReport) -> str:
    return str(report.get_status_display())


def _note_writing(report: ResultReport | ConsumptionReport, *, by: User, now: datetime) -> None:
    """Record that someone sits down to write, not every pause in her typing."""
    is_new = report.saved_at is None or report.saved_by_id != by.pk or now - report.saved_at > SITTING
    report.saved_at, report.saved_by = now, by
    if is_new:
        trail.record("write_report", report, by=by, after={"version": report.version}, now=now)


def submit_report(report: ResultReport, *, by: User, now: datetime) -> ResultReport:
    """Hand the report in."""
    with transaction.atomic():
        perform(SUBMIT, report, by=by, now=now)
        _stamp(report, submitted_at=now)
    return report


def return_report(report: ResultReport, reason: str, *, by: User, now: datetime) -> ResultReport:
    """Ask for what is missing."""
    with transaction.atomic():
        lock(report)
        _stamp(report, return_reason=reason)
        return perform(RETURN, report, by=by, now=now, reason=reason)


def accept_report(report: ResultReport, *, by: User, now: datetime) -> ResultReport:
    """Accept the report."""
    return perform(ACCEPT, report, by=by, now=now)


def publish_report(report: ResultReport, *, by: User, now: datetime) -> ResultReport:
    """Let anyone read the report; the knowledge bank does this when it publishes the result."""
    return perform(PUBLISH, report, by=by, now=now)


def unpublish_report(report: ResultReport, *, reason: str, by: User, now: datetime) -> ResultReport:
    """Take the report back from the public; the knowledge bank does this when it withdraws the result."""
    return perform(UNPUBLISH, report, by=by, now=now, reason=reason)


def start_consumption(grant: Grant, *, by: User, now: datetime) -> ConsumptionReport:
    """Begin the report on a grant's money, or give the one that is already begun."""
    with transaction.atomic():
        lock(grant)
        if grant.project is None or not leads(by, grant.project):
            raise NotYours(Problem(LEADER), thing=grant.project)
        report, made = ConsumptionReport.objects.get_or_create(
            grant=grant, defaults={"origin": grant.origin, "municipality_id": grant.municipality_id}
        )
        if made:
            trail.record("start_consumption", report, by=by, now=now)
    return report


def write_consumption(
    report: ConsumptionReport, values: Mapping[str, Any], *, version: int, by: User, now: datetime
) -> ConsumptionReport:
    """Save how much was used."""
    with transaction.atomic():
        lock(report)
        _refuse_unless_writable(report, accounts(by, report))
        claim_version(report, version, by=by)
        for name in ACCOUNTED:
            if name in values:
                setattr(report, name, values[name])
        _note_writing(report, by=by, now=now)
        report.save(update_fields=[*ACCOUNTED, "version", "saved_at", "saved_by", "changed_at"])
    return report


def submit_consumption(report: ConsumptionReport, *, by: User, now: datetime) -> ConsumptionReport:
    """Hand in the report on money."""
    with transaction.atomic():
        perform(SUBMIT_CONSUMPTION, report, by=by, now=now, detail={"used": report.used})
        _stamp(report, submitted_at=now)
    return report


def return_consumption(
    report: ConsumptionReport, reason: str, *, by: User, now: datetime
) -> ConsumptionReport:
    """Ask for what is missing."""
    with transaction.atomic():
        lock(report)
        _stamp(report, return_reason=reason)
        return perform(RETURN_CONSUMPTION, report, by=by, now=now, reason=reason)


def accept_consumption(report: ConsumptionReport, *, by: User, now: datetime) -> ConsumptionReport:
    """Accept the report on money."""
    return perform(ACCEPT_CONSUMPTION, report, by=by, now=now)


def note_permanent(project: Project, *, by: User, now: datetime) -> Aftermath:
    """Count a project that went on as permanent work among what happened afterwards (R-OUT-03)."""
    return Aftermath.objects.create(
        project=project,
        kind=AftermathKind.PERMANENT,
        text="permanent verksamhet",
        year=queries.this_year(now),
        origin=project.origin,
        municipality_id=project.municipality_id,
    )


def _stamp(thing: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))

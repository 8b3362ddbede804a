"""The reports on results and money, and who sees them."""

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from praktiknara.applications.queries import terms
from praktiknara.calls.models import Call
from praktiknara.people.choices import Role
from praktiknara.people.models import User
from praktiknara.projects.models import Grant, Project

from .. import rules
from ..models import (
    ConsumptionQuerySet,
    ConsumptionReport,
    Outcome,
    ReportQuerySet,
    ResultReport,
)

OFFERED = 40


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


def consumption_of(grant: Grant) -> ConsumptionReport | None:
    """Give the report on a grant's money, if it is begun."""
    return getattr(grant, "consumption", None)


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

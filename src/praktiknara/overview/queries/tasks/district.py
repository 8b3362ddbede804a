"""What waits in a district: for the one who writes, the one who signs, and the one who leads a project."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from praktiknara.applications import transitions as application_moves
from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.applications.queries import asked_of
from praktiknara.components import numbers
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import User
from praktiknara.projects import transitions as project_moves
from praktiknara.projects.choices import PayoutStatus, ProjectStatus
from praktiknara.projects.models import Payout, Project
from praktiknara.results import transitions as report_moves
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import ConsumptionReport, ResultReport

from .kinds import LOOKED_AT, MOST, Day, Task, Waiting, quoted


def district(user: User, now: datetime) -> Day:
    found = list(_applications(user))
    tasks = [task for one in found if (task := _application_task(user, one, now))]
    waiting = [one for application in found if (one := _application_waiting(user, application))]
    tasks += _asked(user)
    tasks += [*_projects(user, localdate(now)), *_payouts(user), *_own_reports(user)]
    return Day(tasks, waiting, [one.pk for one in found])


def _applications(user: User) -> list[Application]:
    going = (
        ApplicationStatus.DRAFT,
        ApplicationStatus.AWAITING_SIGNATURE,
        ApplicationStatus.SIGNED,
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.REGISTERED,
    )
    mine = Application.objects.filter(
        applicant__in=user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD), status__in=going
    )
    return list(mine.select_related("call", "applicant").order_by("call__closes_at", "pk")[:LOOKED_AT])


def _application_task(user: User, application: Application, now: datetime) -> Task | None:
    if not application.call.is_receiving(now):
        return None
    by = localdate(application.call.closes_at) if application.call.closes_at else None
    url, example = application.get_absolute_url(), application.is_example
    if application_moves.HAND_OVER.offered_to(user, application):
        why = _("Ett utkast till %(call)s. Chefen behöver tid att läsa och skriva under.")
        what, label = _("Skriv klart %(what)s"), _("Skriv vidare")
    elif application_moves.SIGN.offered_to(user, application):
        why = _("Ansökan till %(call)s är klar och väntar på din underskrift.")
        what, label = _("Skriv under %(what)s"), _("Läs och skriv under")
    elif application_moves.SUBMIT.offered_to(user, application):
        why = _("Ansökan till %(call)s är underskriven men inte skickad.")
        what, label = _("Skicka in %(what)s"), _("Granska och skicka")
    else:
        return None
    return Task(
        what % {"what": quoted(application)}, why % {"call": application.call}, url, label, by, example
    )


def _application_waiting(user: User, application: Application) -> Waiting | None:
    url, example = application.get_absolute_url(), application.is_example
    if application.status == ApplicationStatus.AWAITING_SIGNATURE:
        if application_moves.SIGN.offered_to(user, application):
            return None
        return Waiting(
            _("Chefen i %(district)s") % {"district": application.applicant.short},
            _("Underskrift av %(what)s") % {"what": quoted(application)},
            url,
            example,
        )
    if application.status == ApplicationStatus.SUBMITTED:
        return Waiting(
            _("Registratorn"), _("Diarieföring av %(what)s") % {"what": quoted(application)}, url, example
        )
    if application.status == ApplicationStatus.REGISTERED:
        return Waiting(
            _("FoU-utredaren"), _("Bedömare till %(what)s") % {"what": quoted(application)}, url, example
        )
    return None


def _asked(user: User) -> Iterator[Task]:
    for one in asked_of(user).order_by("application__call__closes_at", "pk")[:MOST]:
        call = one.application.call
        yield Task(
            _("Svara om ni söker tillsammans med %(district)s")
            % {"district": one.application.applicant.short},
            _("De frågar om %(what)s. Utan ert svar kan de inte skicka ansökan.")
            % {"what": quoted(one.application)},
            one.get_absolute_url(),
            _("Läs och svara"),
            localdate(call.closes_at) if call.closes_at else None,
            one.application.is_example,
        )


def _projects(user: User, today: date) -> Iterator[Task]:
    """Projects to start, and projects at their end that nobody has reported."""
    mine = Project.objects.filter(owner__in=user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD))
    reported = ResultReport.objects.filter(project=OuterRef("pk"))
    going = mine.filter(
        Q(status__in=(ProjectStatus.PLANNED, ProjectStatus.GRANTED))
        | Q(status=ProjectStatus.ONGOING, end_year__lte=today.year) & ~Q(Exists(reported))
    ).exclude(origin=Origin.HISTORY)
    going = going.defer(
        "search_text", "purpose", "target_group", "methods_text", "districts_note", "fund_note"
    )
    for project in going.order_by("-year_order", "sort_title", "pk")[:MOST]:
        url = reverse("project_work", args=[project.slug])
        if project_moves.START.offered_to(user, project):
            yield Task(
                _("Starta projektet %(what)s") % {"what": quoted(project)},
                _("Nämnden har beviljat medel. Markera när arbetet börjar."),
                url,
                _("Till projektets arbete"),
                example=project.is_example,
            )
        elif project.status == ProjectStatus.ONGOING:
            yield Task(
                _("Redovisa resultatet av %(what)s") % {"what": quoted(project)},
                _("Projektet slutar %(year)s. Skriv vad det gav, också det som inte blev som tänkt.")
                % {"year": project.end_year},
                url,
                _("Till projektets arbete"),
                date(project.end_year or today.year, 12, 31),
                project.is_example,
            )


def _owned(places: frozenset[int]) -> Exists:
    """Give the condition that the grant is to a project of hers: asked of the few that are open, not of all her projects."""
    return Exists(Project.objects.filter(grants=OuterRef("grant"), owner__in=places))


def _payouts(user: User) -> Iterator[Task]:
    mine = user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)
    paid = Payout.objects.filter(_owned(mine), status=PayoutStatus.PAID)
    for payout in paid.select_related("grant__project").order_by("due_on", "pk")[:MOST]:
        project = payout.grant.project
        if project is not None and project_moves.RECEIVE.offered_to(user, payout):
            yield Task(
                _("Bekräfta att pengarna har kommit"),
                _("%(sum)s till %(what)s är utbetalda.")
                % {"sum": numbers.kronor(payout.amount), "what": quoted(project)},
                reverse("project_work", args=[project.slug]),
                _("Till projektets arbete"),
                example=payout.is_example,
            )


def _own_reports(user: User) -> Iterator[Task]:
    mine = user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)
    open_ones = (ReportStatus.RETURNED, ReportStatus.DRAFT)
    owned = Exists(Project.objects.filter(pk=OuterRef("project"), owner__in=mine))
    results = ResultReport.objects.filter(owned, status__in=open_ones)
    for report in results.select_related("project").order_by("-status", "pk")[:MOST]:
        if report_moves.SUBMIT.offered_to(user, report):
            yield _report_task(report, str(report.project), report.get_absolute_url())
    accounts = ConsumptionReport.objects.filter(_owned(mine), status__in=open_ones)
    for account in accounts.select_related("grant__project").order_by("-status", "pk")[:MOST]:
        if report_moves.SUBMIT_CONSUMPTION.offered_to(user, account):
            yield _report_task(account, str(account.grant.project), account.get_absolute_url())


def _report_task(report: ResultReport | ConsumptionReport, project: str, url: str) -> Task:
    money = isinstance(report, ConsumptionReport)
    if report.status == ReportStatus.RETURNED:
        what = (
            _("Komplettera redovisningen av medel för ”%(project)s”")
            if money
            else _("Komplettera redovisningen av ”%(project)s”")
        )
        why = report.return_reason or _("FoU-utredaren har bett om en komplettering.")
        return Task(what % {"project": project}, why, url, _("Komplettera"), example=report.is_example)
    what = (
        _("Skriv klart redovisningen av medel för ”%(project)s”")
        if money
        else _("Skriv klart redovisningen av ”%(project)s”")
    )
    why = _("Den är påbörjad men inte inlämnad.")
    return Task(what % {"project": project}, why, url, _("Skriv vidare"), example=report.is_example)

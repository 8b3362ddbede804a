"""What waits for those who register, assess, prepare, decide and run the year."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktiknara.applications import transitions as application_moves
from praktiknara.applications.queries import to_register
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment
from praktiknara.calls import transitions as call_moves
from praktiknara.calls.choices import CallStatus
from praktiknara.components import numbers
from praktiknara.decisions import transitions as case_moves
from praktiknara.decisions.choices import CaseStatus
from praktiknara.decisions.models import Case
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import User
from praktiknara.projects import transitions as project_moves
from praktiknara.projects.choices import PayoutStatus
from praktiknara.projects.models import Payout
from praktiknara.results import transitions as report_moves
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import ConsumptionReport, ResultReport

from ..rounds import Round
from ..wording import count_word, first_up
from .kinds import LOOKED_AT, MOST, Task, Waiting, quoted

SOON = timedelta(days=14)
WAITING = (AssessmentStatus.ASSIGNED, AssessmentStatus.STARTED)


def registrar(user: User) -> Iterator[Task]:
    for application in to_register(user)[:MOST]:
        if application_moves.REGISTER.offered_to(user, application):
            yield Task(
                _("Diarieför %(what)s") % {"what": quoted(application)},
                _("%(district)s skickade in den till %(call)s.")
                % {"district": application.applicant.short, "call": application.call},
                application.get_absolute_url(),
                _("Öppna och diarieför"),
                localdate(application.submitted_at) if application.submitted_at else None,
                application.is_example,
            )


def assessor(user: User) -> Iterator[Task]:
    mine = Assessment.objects.filter(assessor=user, status__in=WAITING)
    for one in mine.select_related("application__call", "application__applicant").order_by("due_on", "pk")[
        :MOST
    ]:
        begun = one.status == AssessmentStatus.STARTED
        yield Task(
            _("Bedöm %(what)s") % {"what": quoted(one.application)},
            _("Du har börjat men inte låst bedömningen.")
            if begun
            else _("%(district)s söker %(sum)s. Säg till om du är jävig.")
            % {
                "district": one.application.applicant.short,
                "sum": numbers.kronor(one.application.requested)
                if one.application.requested is not None
                else _("medel"),
            },
            one.get_absolute_url(),
            _("Fortsätt bedöma") if begun else _("Läs och bedöm"),
            one.due_on,
            one.is_example,
        )


def calls(user: User, going: list[Round], now: datetime) -> Iterator[Task]:
    """What the FoU officer does with each call: finish the draft, close, assign, make the case."""
    for one in going:
        call, example = one.call, one.call.is_example
        if call_moves.OPEN.offered_to(user, call):
            yield Task(
                _("Gör klart och öppna %(call)s") % {"call": call},
                _("Utlysningen är ett utkast. Ingen annan ser den."),
                call.get_absolute_url(),
                _("Gör klart"),
                localdate(call.opens_at) if call.opens_at else None,
                example,
            )
        if call_moves.CLOSE.offered_to(user, call) and call.has_closed(now):
            yield Task(
                _("Stäng %(call)s") % {"call": call},
                _("Tiden att söka är slut. Stäng, så kan bedömningen avslutas."),
                call.get_absolute_url(),
                _("Öppna utlysningen"),
                localdate(call.closes_at) if call.closes_at else None,
                example,
            )
        if one.registered:
            told = ngettext(
                "Utse bedömare till en ansökan", "Utse bedömare till %(count)s ansökningar", one.registered
            )
            yield Task(
                told % {"count": count_word(one.registered)},
                _("Diarieförda i %(call)s, men ingen läser än.") % {"call": call},
                reverse("assessments"),
                _("Utse bedömare"),
                call.decision_on,
                example,
            )
        ready = call.status == CallStatus.CLOSED and one.under and not (one.registered or one.submitted)
        if ready and one.asked and one.asked == one.locked and not one.has_case:
            yield Task(
                _("Gör ärendet för %(call)s") % {"call": call},
                _("Alla %(count)s bedömningar är låsta. Välj vad som ryms i ramen.")
                % {"count": count_word(one.locked)},
                call.get_absolute_url(),
                _("Se rangordningen"),
                call.decision_on,
                example,
            )


def cases(user: User, today: date) -> Iterator[Task]:
    """What each role does with a case: prepare it, hand it over, read it, record what was decided, send it."""
    going = (CaseStatus.PREPARATION, CaseStatus.READY, CaseStatus.DECIDED)
    found = Case.objects.visible_to(user).filter(status__in=going).exclude(origin=Origin.HISTORY)
    for case in found.select_related("body").order_by("meeting_on", "pk")[:LOOKED_AT]:
        if told := _case_words(user, case, today):
            what, why, label = told
            yield Task(
                what % {"what": quoted(case)},
                why,
                case.get_absolute_url(),
                label,
                case.meeting_on,
                case.is_example,
            )


def _case_words(user: User, case: Case, today: date) -> tuple[str, str, str] | None:
    body = str(case.body or _("nämnden"))
    if case_moves.MAKE_READY.offered_to(user, case):
        if user.has_role(Role.FOU_OFFICER):
            return (
                _("Gör klart %(what)s"),
                _("Ärendet bereds till %(body)s.") % {"body": body},
                _("Öppna ärendet"),
            )
        return (
            _("Läs och lämna %(what)s till nämnden"),
            _("FoU-utredaren har berett ärendet. Du lämnar det till %(body)s.") % {"body": body},
            _("Läs ärendet"),
        )
    if case_moves.DECIDE.offered_to(user, case):
        if case.meeting_on is not None and case.meeting_on > today:
            return None
        return (
            _("För in beslutet i %(what)s"),
            _("%(body)s har sammanträtt.") % {"body": first_up(body)},
            _("För in beslutet"),
        )
    if case_moves.DISPATCH.offered_to(user, case):
        return _("Skicka beslutet i %(what)s"), _("Mottagarna väntar på beslutet."), _("Öppna ärendet")
    if case.status == CaseStatus.PREPARATION and user.has_role(Role.COUNCIL_MEMBER):
        return (
            _("Läs underlaget till %(what)s"),
            _("Rådet hörs innan ärendet går till nämnden."),
            _("Läs underlaget"),
        )
    if case.status == CaseStatus.READY and user.has_role(Role.BOARD_MEMBER):
        return _("Läs %(what)s"), _("Ärendet är klart för sammanträdet."), _("Läs ärendet")
    return None


def money_and_reports(user: User, today: date) -> Iterator[Task]:
    """Payments that are due, and reports to review and publish."""
    due = Payout.objects.filter(status=PayoutStatus.PLANNED, due_on__lte=today + SOON)
    for payout in due.select_related("grant__project").order_by("due_on", "pk")[:MOST]:
        project = payout.grant.project
        if project is not None and project_moves.PAY.offered_to(user, payout):
            yield Task(
                _("Betala ut %(sum)s till %(what)s")
                % {"sum": numbers.kronor(payout.amount), "what": quoted(project)},
                _("Utbetalningen är planerad. Skriv vilken dag pengarna gick."),
                reverse("pay_payout", args=[payout.pk]),
                _("Markera som utbetald"),
                payout.due_on,
                payout.is_example,
            )
    handed_in = ResultReport.objects.filter(status__in=(ReportStatus.SUBMITTED, ReportStatus.ACCEPTED))
    for report in handed_in.select_related("project").order_by("status", "-year", "-pk")[:MOST]:
        if report_moves.ACCEPT.offered_to(user, report):
            what, label = _("Granska redovisningen av ”%(project)s”"), _("Granska")
            why = _("Projektet har lämnat in den.")
        else:
            what, label = _("Publicera resultatet av ”%(project)s”"), _("Till redovisningen")
            why = _("Redovisningen är godkänd. Skriv en sammanfattning och en lärdom, så kan alla läsa.")
        yield Task(
            what % {"project": report.project},
            why,
            report.get_absolute_url(),
            label,
            example=report.is_example,
        )
    accounts = ConsumptionReport.objects.filter(status=ReportStatus.SUBMITTED)
    for account in accounts.select_related("grant__project").order_by("submitted_at", "pk")[:MOST]:
        yield Task(
            _("Granska redovisningen av medel för ”%(project)s”") % {"project": account.grant.project},
            _("Projektet har redovisat vad pengarna gick till."),
            account.get_absolute_url(),
            _("Granska"),
            example=account.is_example,
        )


def waiting_for_others(going: list[Round]) -> Iterator[Waiting]:
    for one in going:
        url, example = one.call.get_absolute_url(), one.call.is_example
        if one.submitted:
            told = ngettext(
                "En ansökan att diarieföra", "%(count)s ansökningar att diarieföra", one.submitted
            )
            yield Waiting(
                _("Registratorn"), first_up(told % {"count": count_word(one.submitted)}), url, example
            )
        left = one.asked - one.locked
        if left:
            told = ngettext("En bedömning som inte är låst", "%(count)s bedömningar som inte är låsta", left)
            yield Waiting(
                _("Bedömarna"), first_up(told % {"count": count_word(left)}), reverse("assessments"), example
            )

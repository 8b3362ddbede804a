"""A grant becomes a project; its money is planned, paid and received; it starts, ends and goes on."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from praktiknara.applications.choices import CoApplicantStatus
from praktiknara.applications.models import Application
from praktiknara.chain.actions import lock, perform
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Problem, Stale, _
from praktiknara.decisions.choices import AwardOutcome, CaseStatus
from praktiknara.decisions.models import Award, Case
from praktiknara.decisions.permissions import records
from praktiknara.funds.choices import Standing
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from . import permissions, queries, rules
from .choices import Part, ProjectKind, ProjectStatus
from .models import Grant, Payout, Project, ProjectOrganisation
from .transitions import END, KEEP, OFFICER, PAY, RECEIVE, START

GRANTED = (AwardOutcome.GRANTED, AwardOutcome.PARTLY)
DECIDED = (CaseStatus.DECIDED, CaseStatus.DISPATCHED, CaseStatus.CLOSED)


def start_projects(case: Case, *, by: User, now: datetime) -> list[Project]:
    """Make a project with its grant and a planned payout of every application the board granted; done twice, it makes nothing new."""
    with transaction.atomic():
        lock(case)
        if not records(by, case):
            raise NotYours(Problem(_("FoU-utredaren eller registratorn för in beslutet.")), thing=case)
        if case.status not in DECIDED:
            raise NotNow(
                Problem(_("Nämnden har inte beslutat än. Projekten startar när beslutet förs in.")),
                thing=case,
            )
        awards = (
            case.awards.filter(outcome__in=GRANTED, application__project=None)
            .select_related("application__call__fund_year__fund", "application__applicant")
            .prefetch_related("application__co_applicants__organisation", "application__districts")
        )
        return [_start_project(award, decided_on=_day(case, now), by=by, now=now) for award in awards]


def _day(case: Case, now: datetime) -> date:
    return case.meeting_on or timezone.localdate(now)


def _start_project(award: Award, *, decided_on: date, by: User, now: datetime) -> Project:
    application, call = award.application, award.application.call
    project = Project.objects.create(
        title=str(application),
        slug=queries.free_slug(str(application)),
        kind=ProjectKind.LOCAL_PROJECT,
        purpose=application.purpose,
        target_group=application.target_group,
        fund=call.fund_year.fund,
        owner=application.applicant,
        start=application.starts_on.isoformat() if application.starts_on else "",
        end=application.ends_on.isoformat() if application.ends_on else "",
        application=application,
        status=ProjectStatus.GRANTED,
        origin=application.origin,
        municipality_id=application.municipality_id,
    )
    _take_parts(project, application)
    grant = Grant.objects.create(
        project=project,
        fund=call.fund_year.fund,
        call=call,
        award=award,
        recipient=application.applicant,
        year=call.year,
        amount=award.amount,
        vat=call.vat,
        standing=Standing.GRANTED,
        origin=application.origin,
        municipality_id=application.municipality_id,
    )
    if award.amount:
        _plan(grant, [rules.Instalment(award.amount, rules.first_due(decided_on))])
    trail.record(
        "become_project",
        project,
        by=by,
        after={"status": ProjectStatus.GRANTED, "grant": award.amount, "year": call.year},
        now=now,
    )
    return project


def _take_parts(project: Project, application: Application) -> None:
    """Give every organisation of the application its part: the owner, the districts, and who else applied."""
    parts = {(application.applicant_id, Part.RESPONSIBLE)}
    joined = [
        one.organisation
        for one in application.co_applicants.all()
        if one.status == CoApplicantStatus.CONFIRMED
    ]
    for organisation in (application.applicant, *joined, *application.districts.all()):
        if organisation.kind == OrganisationKind.DISTRICT:
            parts.add((organisation.pk, Part.DISTRICT))
        elif organisation != application.applicant:
            parts.add((organisation.pk, Part.PARTNER))
    ProjectOrganisation.objects.bulk_create(
        ProjectOrganisation(project=project, organisation_id=organisation, part=part)
        for organisation, part in sorted(parts, key=lambda each: (each[1] != Part.RESPONSIBLE, each))
    )


def _plan(grant: Grant, instalments: Sequence[rules.Instalment]) -> None:
    Payout.objects.bulk_create(
        Payout(
            grant=grant,
            amount=instalment.amount,
            due_on=instalment.due_on,
            origin=grant.origin,
            municipality_id=grant.municipality_id,
        )
        for instalment in instalments
    )


def plan_payouts(
    grant: Grant,
    instalments: Sequence[rules.Instalment],
    *,
    seen: Collection[int],
    by: User,
    now: datetime,
) -> Grant:
    """Plan the payments anew, except those already made; `seen` are the planned ones that the planner had before her."""
    with transaction.atomic():
        lock(grant)
        if grant.project is None or not permissions.runs_the_year(by, grant.project):
            raise NotYours(Problem(OFFICER), thing=grant.project)
        before = queries.planned(grant)
        if {payout.pk for payout in before} != set(seen):
            raise Stale(
                Problem(
                    _(
                        "Utbetalningarna har ändrats sedan du öppnade sidan. Det du skrev finns kvar här. Jämför och spara igen."
                    )
                )
            )
        problems = rules.instalment_problems(
            instalments, grant.amount, [payout.amount for payout in queries.paid(grant)]
        )
        if problems:
            raise AgainstRule(*problems, thing=grant.project, verb="plan_payouts")
        Payout.objects.filter(pk__in=[payout.pk for payout in before]).delete()
        _plan(grant, instalments)
        trail.record(
            "plan_payouts",
            grant.project,
            by=by,
            before={"payouts": [[payout.amount, payout.due_on.isoformat()] for payout in before]},
            after={"payouts": [[amount, due_on.isoformat()] for amount, due_on in instalments]},
            now=now,
        )
    return grant


def pay(payout: Payout, *, paid_on: date | None, by: User, now: datetime) -> Payout:
    """Note the day the money was paid."""
    with transaction.atomic():
        lock(payout)
        payout.paid_on = paid_on or payout.paid_on
        payout.save(update_fields=["paid_on"])
        told = paid_on.isoformat() if paid_on else ""
        return perform(PAY, payout, by=by, now=now, detail={"paid_on": told, "amount": payout.amount})


def receive(payout: Payout, *, by: User, now: datetime) -> Payout:
    """Confirm that the money has come."""
    with transaction.atomic():
        perform(RECEIVE, payout, by=by, now=now, detail={"amount": payout.amount})
        payout.received_at, payout.received_by = now, by
        payout.save(update_fields=["received_at", "received_by"])
    return payout


def start_project(project: Project, *, by: User, now: datetime) -> Project:
    """Say that the work has begun."""
    return perform(START, project, by=by, now=now)


def end_project(project: Project, *, by: User, now: datetime) -> Project:
    """Say that the work is over."""
    return perform(END, project, by=by, now=now)


def keep(project: Project, *, by: User, now: datetime) -> Project:
    """Note that the project has become permanent work."""
    return perform(KEEP, project, by=by, now=now)


def place(project: Project, *, field: str, predecessor: Project | None, by: User, now: datetime) -> Project:
    """Say which field the project belongs to, and which project it follows on."""
    with transaction.atomic():
        lock(project)
        if not permissions.runs_the_year(by, project):
            raise NotYours(Problem(OFFICER), thing=project)
        if predecessor is not None:
            line = {each.pk: each.predecessor_id for each in queries.line_of(predecessor)}
            if problem := rules.follows_problem(project.pk, predecessor.pk, line):
                raise AgainstRule(problem, thing=project, verb="place_project")
        before = {"field": project.field, "predecessor": project.predecessor_id}
        project.field, project.predecessor = field, predecessor
        project.save(update_fields=["field", "predecessor", "changed_at"])
        trail.record(
            "place_project",
            project,
            by=by,
            before=before,
            after={"field": field, "predecessor": project.predecessor_id},
            now=now,
        )
    return project

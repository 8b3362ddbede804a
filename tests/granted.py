"""What comes after a decision, for the stories of projects, results and knowledge: a case decided, and its project."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.chain.actions import perform
from praktiknara.decisions.choices import AwardOutcome, CaseStatus
from praktiknara.decisions.models import Award, Case
from praktiknara.decisions.transitions import DECIDE
from praktiknara.people.models import User
from praktiknara.projects import actions as projects
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.results import actions as results
from praktiknara.results.models import ConsumptionReport, ResultReport

WHOLE_REPORT = {
    "continues": False,
    "activities": "Fyra grupper träffades tio gånger.",
    "results": "Barnen kände sig mindre ensamma.",
    "gender_analysis": "Elva flickor och tio pojkar deltog. Ingen skillnad syntes.",
    "lesson": "Ring hem före varje träff.",
    "deviations": "En grupp började sent.",
    "next_steps": "Farsta och Skarpnäck fortsätter med egna medel.",
}
WHOLE_OUTCOMES = [
    {
        "indicator": "barn som kände sig mindre ensamma",
        "value": 17,
        "measure": "count",
        "base": 21,
        "unit": "barn",
        "year": 2027,
        "finding": "worked",
    }
]


@pytest.fixture
def everyone(
    sara,
    karin,
    farid,
    lena,
    stranger,
    olle,
    petra,
    fou,
    rut,
    chief,
    nils,
    ingrid,
    rebecka,
    revisor,
    admin_user,
) -> dict[str, User]:
    """Everyone in the cast, by the name of the fixture."""
    return {
        "sara": sara,
        "karin": karin,
        "farid": farid,
        "lena": lena,
        "stranger": stranger,
        "olle": olle,
        "petra": petra,
        "fou": fou,
        "rut": rut,
        "chief": chief,
        "nils": nils,
        "ingrid": ingrid,
        "rebecka": rebecka,
        "revisor": revisor,
        "admin": admin_user,
    }


@pytest.fixture
def ready_case(whole_application: Application, city, now: datetime) -> Case:
    """A case that the board is about to decide: 450 000 of the 500 000 that Skarpnäck applied for."""
    case = Case.objects.create(
        title="Fördelning av lokala utvecklingsmedel 2027",
        slug="fordelning-lum-2027",
        call=whole_application.call,
        year=2027,
        body=city.board,
        meeting_on=timezone.localdate(now) - timedelta(days=3),
        paragraph="§ 12",
        status=CaseStatus.READY,
    )
    Award.objects.create(
        case=case,
        application=whole_application,
        rank=1,
        proposal=AwardOutcome.PARTLY,
        proposed_amount=450_000,
        outcome=AwardOutcome.PARTLY,
        amount=450_000,
        reason="Utan lokalkostnader.",
    )
    Application.objects.filter(pk=whole_application.pk).update(status=ApplicationStatus.PARTLY_GRANTED)
    return case


@pytest.fixture
def decided_case(ready_case: Case, fou: User, now: datetime) -> Case:
    """The same case when the board has decided."""
    return perform(DECIDE, ready_case, by=fou, now=now)


@pytest.fixture
def project(decided_case: Case) -> Project:
    """The project that the decision started."""
    return Project.objects.get()


@pytest.fixture
def grant(project: Project) -> Grant:
    return project.grants.get()


@pytest.fixture
def payout(grant: Grant) -> Payout:
    return grant.payouts.get()


@pytest.fixture
def received(payout: Payout, fou: User, sara: User, now: datetime) -> Payout:
    """The money has been paid and has come."""
    projects.pay(payout, paid_on=timezone.localdate(now), by=fou, now=now)
    return projects.receive(payout, by=sara, now=now)


@pytest.fixture
def begun(project: Project, sara: User, now: datetime) -> ResultReport:
    """A result report that Sara has begun."""
    return results.start_report(project, year=2027, by=sara, now=now)


@pytest.fixture
def written(begun: ResultReport, sara: User, now: datetime) -> ResultReport:
    """A result report with everything in it."""
    return results.write_report(begun, WHOLE_REPORT, WHOLE_OUTCOMES, version=0, by=sara, now=now)


@pytest.fixture
def accepted(written: ResultReport, sara: User, fou: User, now: datetime) -> ResultReport:
    """A result report that is handed in and accepted."""
    results.submit_report(written, by=sara, now=now)
    return results.accept_report(written, by=fou, now=now)


@pytest.fixture
def money_report(grant: Grant, sara: User, now: datetime) -> ConsumptionReport:
    """A report on money that Sara has begun."""
    return results.start_consumption(grant, by=sara, now=now)


@pytest.fixture
def another_project(project: Project) -> Callable[[int], Project]:
    """Makes more projects beside the first: `another_project(3)`."""

    def make(number: int) -> Project:
        return Project.objects.create(
            title=f"Projekt {number}",
            slug=f"projekt-{number}",
            kind=project.kind,
            fund=project.fund,
            owner=project.owner,
            start="2027-01-01",
            end="2027-12-31",
            status=project.status,
        )

    return make

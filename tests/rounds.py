"""A round brought forward step by step, for the stories that begin in the middle of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application, CoApplicant
from praktiknara.assessments import actions as assessing
from praktiknara.assessments.models import Assessment
from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.decisions import actions as deciding
from praktiknara.decisions.models import Case
from praktiknara.people.models import Organisation, User


def registered(
    call: Call, applicant: Organisation, by: User, title: str, requested: int, *partners: Organisation
) -> Application:
    """An application that has come in and been registered."""
    application = Application.objects.create(
        call=call,
        number=call.applications.count() + 1,
        applicant=applicant,
        written_by=by,
        title=title,
        purpose=f"Syftet med {title.lower()}.",
        starts_on=date(call.year, 2, 1),
        ends_on=date(call.year, 11, 30),
        requested=requested,
        own_share=10_000,
        reg_number=f"3.1.1-{100 + call.applications.count()}/2026",
        status=ApplicationStatus.REGISTERED,
    )
    for partner in partners:
        CoApplicant.objects.create(application=application, organisation=partner, status="confirmed")
    return application


def closed(call: Call, now: datetime) -> Call:
    """The call as it is when its time has passed."""
    Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(days=5))
    call.refresh_from_db()
    Call.objects.filter(pk=call.pk, status=CallStatus.OPEN).update(status=CallStatus.CLOSED)
    call.refresh_from_db()
    return call


def scored(
    application: Application, assessor: User, points: Sequence[int], *, fou: User, now: datetime
) -> Assessment:
    """A locked assessment with these points."""
    assessment = assessing.assign(application, assessor, by=fou, now=now)
    marks = {
        criterion.pk: (each, f"{criterion.text}: därför.")
        for criterion, each in zip(application.call.criteria.all(), points, strict=True)
    }
    assessing.write_scores(assessment, marks, "", version=0, by=assessor, now=now)
    return assessing.lock(assessment, by=assessor, now=now)


def whole_case(case: Case, now: datetime, *, meeting_on: date) -> Case:
    """A case in which nothing is left to do before it goes to the board."""
    case.consultations.update(on=meeting_on - timedelta(days=10))
    case.meeting_on = meeting_on
    case.gender_analysis = "Varje projekt redovisar kvinnor och män, flickor och pojkar var för sig."
    case.reg_number = "SOF 2026/700"
    case.save()
    return case


def decided(case: Case, *, by: User, now: datetime, meeting_on: date) -> Case:
    """The case as the board decided it, by the proposal."""
    outcomes = {
        award.pk: (award.proposal, award.proposed_amount, award.reason) for award in case.awards.all()
    }
    return deciding.decide(
        case,
        outcomes,
        meeting_on=meeting_on,
        paragraph="§ 12",
        immediate_approval=True,
        by=by,
        now=now,
    )

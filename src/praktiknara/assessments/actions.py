"""The verbs of assessing: assign, take away, score, lock, open again, declare a conflict."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.mail import send_mail
from django.db import transaction

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.applications.transitions import ASSESS
from praktiknara.chain.actions import claim_version, perform
from praktiknara.chain.actions import lock as lock_row
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Problem, _
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from . import permissions, queries
from .choices import AssessmentStatus
from .models import Assessment, Score
from .transitions import ASSESSOR, DECLARE_CONFLICT, LOCK, START, UNLOCK, free_to_assess

OFFICER = _("FoU-utredaren utser bedömare.")


def assign(
    application: Application, assessor: User, *, by: User, now: datetime, due_on: date | None = None
) -> Assessment:
    """Ask someone to assess an application; the first one takes the application into assessment.

    Refuses with the reason, at the field, when she has a conflict of interest.
    """
    with transaction.atomic():
        lock_row(application)
        if not permissions.assigns(by, application):
            raise NotYours(Problem(OFFICER), thing=application, verb="assign")
        if application.status not in queries.ASSIGNABLE:
            label = {"status": str(application.get_status_display())}
            raise NotNow(Problem(_("Ansökan kan inte bedömas nu. Läget är: %(status)s."), label))
        if problem := _unfit(application, assessor):
            raise AgainstRule(problem, thing=application, verb="assign")
        assessment = Assessment.objects.create(
            application=application, assessor=assessor, due_on=due_on, origin=application.origin
        )
        trail.record("assign", assessment, by=by, after={"assessor": str(assessor)}, now=now)
        if application.status == ApplicationStatus.REGISTERED:
            perform(ASSESS, application, by=by, now=now)
        _tell(assessment)
    return assessment


def _unfit(application: Application, assessor: User) -> Problem | None:
    name = {"assessor": str(assessor)}
    earlier = application.assessments.filter(assessor=assessor).first()
    if earlier is not None:
        said = (
            _("%(assessor)s har anmält jäv för ansökan. Välj någon annan.")
            if earlier.status == AssessmentStatus.CONFLICT
            else _("%(assessor)s bedömer redan ansökan.")
        )
        return Problem(said, name, field="assessors")
    if not queries.assessors().filter(pk=assessor.pk).exists():
        return Problem(_("%(assessor)s är inte bedömare."), name, field="assessors")
    return queries.conflict(application, assessor)


def _tell(assessment: Assessment) -> None:
    """Write to the assessor once the assignment is a fact."""
    address, title = assessment.assessor.email, str(assessment.application)
    if not address:
        return
    last = f" Lås den senast {assessment.due_on}." if assessment.due_on else ""
    body = (
        f"Du är utsedd att bedöma ansökan ”{title}”.{last}\n\n"
        "Du hittar den under Bedömning i Praktiknära. Är du jävig? Anmäl det där, så utser vi någon annan.\n"
    )
    transaction.on_commit(lambda: send_mail(f"Att bedöma: {title}", body, None, [address]), robust=True)


def take_away(assessment: Assessment, *, by: User, now: datetime) -> Application:
    """Take the assignment back from someone who has not begun; what is begun stays."""
    application = assessment.application
    with transaction.atomic():
        lock_row(assessment)
        if not permissions.assigns(by, application):
            raise NotYours(Problem(OFFICER), thing=assessment, verb="take_away")
        if assessment.status != AssessmentStatus.ASSIGNED:
            name = {"assessor": str(assessment.assessor)}
            raise NotNow(
                Problem(_("%(assessor)s har redan börjat. Hennes bedömning finns kvar."), name),
                thing=assessment,
                verb="take_away",
            )
        trail.record("take_away", application, by=by, before={"assessor": str(assessment.assessor)}, now=now)
        assessment.delete()
    return application


def write_scores(
    assessment: Assessment,
    marks: Mapping[int, tuple[int | None, str]],
    comment: str,
    *,
    version: int,
    by: User,
    now: datetime,
) -> Assessment:
    """Save points and reasons by the criterion's primary key, whole or not; the first words start the assessment."""
    with transaction.atomic():
        lock_row(assessment)
        if not permissions.assesses(by, assessment):
            raise NotYours(Problem(ASSESSOR), thing=assessment, verb="write_scores")
        if assessment.status == AssessmentStatus.ASSIGNED:
            perform(START, assessment, by=by, now=now)
        elif assessment.status != AssessmentStatus.STARTED:
            raise NotNow(
                Problem(
                    _("Bedömningen går inte att ändra. Läget är: %(status)s."),
                    {"status": str(assessment.get_status_display())},
                )
            )
        elif problems := free_to_assess(assessment, now):
            raise AgainstRule(*problems, thing=assessment, verb="write_scores")
        claim_version(assessment, version, by=by)
        assessment.comment = comment
        assessment.save(update_fields=["comment", "version", "changed_at"])
        criteria = set(assessment.application.call.criteria.values_list("pk", flat=True))
        for criterion, (points, reason) in marks.items():
            if criterion in criteria:
                Score.objects.update_or_create(
                    assessment=assessment,
                    criterion_id=criterion,
                    defaults={"points": points, "reason": reason},
                )
    return assessment


def lock(assessment: Assessment, *, by: User, now: datetime) -> Assessment:
    """Lock a whole assessment: it cannot be changed, and the others' points become readable."""
    with transaction.atomic():
        perform(LOCK, assessment, by=by, now=now)
        assessment.locked_at = now
        assessment.save(update_fields=["locked_at"])
    return assessment


def unlock(assessment: Assessment, *, reason: str = "", by: User, now: datetime) -> Assessment:
    """Open a locked assessment again, so that its assessor can change it."""
    with transaction.atomic():
        perform(UNLOCK, assessment, by=by, now=now, reason=reason)
        assessment.locked_at = None
        assessment.save(update_fields=["locked_at"])
    return assessment


def declare_conflict(assessment: Assessment, reason: str, *, by: User, now: datetime) -> Assessment:
    """Step back from an application; it can no longer be read, and someone else has to be asked."""
    if not reason.strip():
        raise AgainstRule(Problem(_("Skriv vad jävet består i."), field="reason"))
    with transaction.atomic():
        perform(DECLARE_CONFLICT, assessment, by=by, now=now, reason=reason)
        assessment.conflict_reason = reason
        assessment.save(update_fields=["conflict_reason"])
    return assessment

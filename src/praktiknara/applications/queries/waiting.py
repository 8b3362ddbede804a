"""What of the applications waits for someone."""

from django.db.models import QuerySet

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from ..choices import ApplicationStatus, CoApplicantStatus
from ..models import Application, CoApplicant

STILL_WRITTEN = frozenset({ApplicationStatus.DRAFT, ApplicationStatus.AWAITING_SIGNATURE})


def asked_of(user: User) -> QuerySet[CoApplicant]:
    """Give the questions to apply together that wait for an answer from her district."""
    mine = user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)
    return CoApplicant.objects.filter(
        organisation__in=mine, status=CoApplicantStatus.ASKED, application__status__in=STILL_WRITTEN
    ).select_related("application__call", "application__applicant", "organisation")


def to_sign(user: User) -> QuerySet[Application]:
    """Give the applications that wait for her signature."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DISTRICT_HEAD), status=ApplicationStatus.AWAITING_SIGNATURE
    ).select_related("call", "applicant")


def to_submit(user: User) -> QuerySet[Application]:
    """Give the signed applications of her district that are not sent yet."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD), status=ApplicationStatus.SIGNED
    ).select_related("call", "applicant")


def to_register(user: User) -> QuerySet[Application]:
    """Give the submitted applications that the registrar has not registered, the oldest first."""
    if not user.has_role(Role.REGISTRAR):
        return Application.objects.none()
    return (
        Application.objects.filter(status=ApplicationStatus.SUBMITTED)
        .select_related("call", "applicant")
        .order_by("submitted_at", "pk")
    )


def drafts_of(user: User) -> QuerySet[Application]:
    """Give the drafts that her district writes."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DEVELOPER), status=ApplicationStatus.DRAFT
    ).select_related("call", "applicant")

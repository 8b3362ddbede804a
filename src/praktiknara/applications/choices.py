"""States of an application and of a co-applicant's answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    AWAITING_SIGNATURE = "awaiting_signature", _("väntar på underskrift")
    SIGNED = "signed", _("underskriven, inte skickad")
    SUBMITTED = "submitted", _("inskickad")
    REGISTERED = "registered", _("diarieförd")
    UNDER_ASSESSMENT = "under_assessment", _("bedöms")
    PROPOSED = "proposed", _("förslag till beslut")
    GRANTED = "granted", _("beviljad")
    PARTLY_GRANTED = "partly_granted", _("delvis beviljad")
    REJECTED = "rejected", _("avslagen")
    WITHDRAWN = "withdrawn", _("återtagen")


class CoApplicantStatus(TextChoices):
    ASKED = "asked", _("tillfrågad")
    CONFIRMED = "confirmed", _("bekräftad")
    DECLINED = "declined", _("avböjd")


WRITABLE = frozenset({ApplicationStatus.DRAFT.value})
IN_THE_OPEN = frozenset(
    {
        ApplicationStatus.GRANTED.value,
        ApplicationStatus.PARTLY_GRANTED.value,
        ApplicationStatus.REJECTED.value,
    }
)
HANDED_IN = frozenset(
    status.value
    for status in ApplicationStatus
    if status not in {ApplicationStatus.DRAFT, ApplicationStatus.AWAITING_SIGNATURE, ApplicationStatus.SIGNED}
)

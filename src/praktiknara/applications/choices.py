"""States of an application and of a co-applicant's answer; the sections of the form and their fields."""

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


class Section(TextChoices):
    """The pages of the form in their order; the value is the page's address."""

    ABOUT = "om-projektet", _("Om projektet")
    THEORY = "mal", _("Mål och förändringsteori")
    WHO = "vilka", _("Vilka är med")
    BUDGET = "budget", _("Budget")
    RESEARCH = "forskning-och-uppfoljning", _("Forskning och uppföljning")
    GENDER = "jamstalldhet", _("Jämställdhet")
    REVIEW = "granska", _("Granska och skicka")


SECTION_FIELDS: dict[str, tuple[str, ...]] = {
    Section.ABOUT: ("title", "target_group", "purpose", "starts_on", "ends_on", "granted_years"),
    Section.THEORY: ("problem", "activities", "leads_to", "long_term", "goals"),
    Section.WHO: ("districts", "co_applicants"),
    Section.BUDGET: ("budget", "own_share", "own_share_reason", "requested"),
    Section.RESEARCH: ("research_link", "follow_up"),
    Section.GENDER: ("gender_analysis",),
}
SECTION_OF = {name: section for section, names in SECTION_FIELDS.items() for name in names}
FIELD_ORDER = {name: place for place, name in enumerate(SECTION_OF)}

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

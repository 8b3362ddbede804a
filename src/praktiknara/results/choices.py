"""States of reports, and what may become of a project."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("inlämnad")
    RETURNED = "returned", _("tillbaka för komplettering")
    ACCEPTED = "accepted", _("godkänd")
    PUBLISHED = "published", _("publicerad")


class ReportTemplate(TextChoices):
    FULL = "full", _("slutredovisning")
    SIMPLIFIED = "simplified", _("förenklad redovisning")


class AftermathKind(TextChoices):
    """What happened after a project; several may hold (R-OUT-03)."""

    PERMANENT = "permanent", _("permanent verksamhet")
    AGREEMENT = "agreement", _("avtal")
    PRIZE = "prize", _("utmärkelse")
    SPREAD = "spread", _("spridning")
    ENDED = "ended", _("avslutat")
    CHANGED = "changed", _("ändrad inriktning")
    FOLLOW_ON = "follow_on", _("ny studie eller nytt projekt")
    REPORT = "report", _("rapport")
    OTHER = "other", _("annat")
    UNKNOWN = "unknown", _("okänt")


class Finding(TextChoices):
    """Whether a result went as hoped; our own reading, never a grade. An empty value means that it is not judged."""

    WORKED = "worked", _("gick bra")
    DID_NOT = "did_not", _("gick inte som tänkt")


class Measure(TextChoices):
    """What kind of number an outcome is; an empty value means that the source does not say."""

    COUNT = "count", _("antal")
    SHARE = "share", _("procent")
    OTHER = "other", _("annat mått, till exempel poäng eller dagar")

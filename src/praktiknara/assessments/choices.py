"""States of an assessment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssessmentStatus(TextChoices):
    ASSIGNED = "assigned", _("tilldelad")
    STARTED = "started", _("påbörjad")
    LOCKED = "locked", _("låst")
    CONFLICT = "conflict", _("jäv anmält")

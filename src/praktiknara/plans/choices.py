"""Kinds of plans."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanKind(TextChoices):
    PLAN = "plan", _("FoU-plan")
    DIRECTION = "direction", _("inriktning")
    ANNUAL_REPORT = "annual_report", _("årsrapport")

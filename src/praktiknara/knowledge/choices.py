"""Kinds and states of knowledge outputs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OutputStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    EXPECTED = "expected", _("väntas")
    PUBLISHED = "published", _("publicerad")
    WITHDRAWN = "withdrawn", _("återkallad")


class OutputKind(TextChoices):
    REPORT = "report", _("rapport")
    FINAL_REPORT = "final_report", _("slutrapport")
    INTERIM_REPORT = "interim_report", _("delrapport")
    RESEARCH_REPORT = "research_report", _("forskarrapport")
    HANDBOOK = "handbook", _("handbok med manual")
    METHOD_MATERIAL = "method_material", _("metodmaterial")
    PRE_STUDY = "pre_study", _("förstudie")
    COURSE_BOOK = "course_book", _("kurslitteratur")
    ANNUAL_REPORT = "annual_report", _("årsrapport")
    INQUIRY = "inquiry", _("statlig utredning")
    COLLECTION = "collection", _("samling av projektplaner och rapporter")
    RESULT = "result", _("resultat från projekt")

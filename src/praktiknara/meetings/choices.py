"""Kinds of meetings and states of support."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    BOARD = "board", _("nämndsammanträde")
    GOVERNMENT_DECISION = "government_decision", _("regeringsbeslut")
    DECISION = "decision", _("beslut")
    DEADLINE = "deadline", _("sista dag")
    PROJECT_END = "project_end", _("projektslut")
    CALL = "call", _("utlysning")
    UNION_GROUP = "union_group", _("förvaltningsgrupp")
    DISABILITY_COUNCIL = "disability_council", _("funktionshinderråd")
    COUNCIL = "council", _("råd")
    RESEARCH_SEMINAR = "research_seminar", _("forskarseminarium")
    FORUM = "forum", _("FoU-forum")
    DELIVERY = "delivery", _("leverans")
    DIALOGUE = "dialogue", _("dialogmöten")
    AWARD = "award", _("utmärkelse")
    TRAINING = "training", _("utbildning")


class SupportStatus(TextChoices):
    REQUESTED = "requested", _("förfrågan")
    STARTED = "started", _("påbörjad")
    ONGOING = "ongoing", _("pågår")
    DELIVERED = "delivered", _("genomförd")
    DECLINED = "declined", _("avböjd")


PARTS_OF_YEAR = {
    "vår": _("våren %(year)s"),
    "sommar": _("sommaren %(year)s"),
    "höst": _("hösten %(year)s"),
    "vinter": _("vintern %(year)s"),
    "Q1": _("första kvartalet %(year)s"),
    "Q2": _("andra kvartalet %(year)s"),
    "Q3": _("tredje kvartalet %(year)s"),
    "Q4": _("fjärde kvartalet %(year)s"),
}

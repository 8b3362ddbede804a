"""States of a case, kinds of decision points, and outcomes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseKind(TextChoices):
    BOARD_REPORT = "board_report", _("tjänsteutlåtande")
    MATTER = "matter", _("ärende")
    DECISION = "decision", _("beslut")


class CaseStatus(TextChoices):
    PREPARATION = "preparation", _("bereds")
    READY = "ready", _("klart för nämnd")
    DECIDED = "decided", _("beslutat")
    DISPATCHED = "dispatched", _("expedierat")
    CLOSED = "closed", _("avslutat")


BOARD_HAS_DECIDED = frozenset({CaseStatus.DECIDED, CaseStatus.DISPATCHED, CaseStatus.CLOSED})


class PointKind(TextChoices):
    APPROVE = "approve", _("godkänna")
    GRANT = "grant", _("bevilja")
    REJECT = "reject", _("avslå")
    SERVE = "serve", _("delge eller överlämna")
    DELEGATE = "delegate", _("uppdra åt förvaltningschefen")
    ADJUST = "adjust", _("omedelbar justering")
    ASSIGN = "assign", _("ge uppdrag")


class PointOutcome(TextChoices):
    """What became of a proposed point; an empty value means that it is not known or not decided."""

    AGREED = "agreed", _("enligt förslaget")
    CHANGED = "changed", _("med ändring")
    RETURNED = "returned", _("återremitterat")
    TABLED = "tabled", _("bordlagt")
    REFUSED = "refused", _("avslaget")


class AwardOutcome(TextChoices):
    """What is proposed, and later decided, for an application."""

    GRANTED = "granted", _("bevilja")
    PARTLY = "partly", _("bevilja delvis")
    RESERVE = "reserve", _("reserv")
    REJECTED = "rejected", _("avslå")

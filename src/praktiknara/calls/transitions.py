"""How a call moves: draft, open, closed, decided, ended; dormant while its condition is unmet."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, rules
from .choices import CallStatus
from .models import Call

OFFICER = marked("Bara FoU-utredaren kan ändra en utlysning.")
RECORDER = marked("FoU-utredaren eller registratorn för in beslutet.")


def _can_open(call: Call, now: datetime) -> Sequence[Problem]:
    return [
        *rules.not_ready_to_open(
            frame=call.frame, closes_at=call.closes_at, criteria=call.criteria.count(), now=now
        ),
        *rules.condition_unmet(call.condition, call.condition_met),
    ]


OPEN = Transition[Call](
    "open",
    frozenset({CallStatus.DRAFT, CallStatus.DORMANT}),
    CallStatus.OPEN,
    permissions.runs_the_year,
    _("Öppna utlysningen"),
    OFFICER,
    marked("öppnade utlysningen"),
    rule=_can_open,
)
REST = Transition[Call](
    "rest",
    frozenset({CallStatus.DRAFT}),
    CallStatus.DORMANT,
    permissions.runs_the_year,
    _("Låt utlysningen vila"),
    OFFICER,
    marked("lät utlysningen vila"),
)
CLOSE = Transition[Call](
    "close",
    frozenset({CallStatus.OPEN}),
    CallStatus.CLOSED,
    permissions.runs_the_year,
    _("Stäng utlysningen"),
    OFFICER,
    marked("stängde utlysningen"),
)
REOPEN = Transition[Call](
    "reopen",
    frozenset({CallStatus.CLOSED}),
    CallStatus.OPEN,
    permissions.runs_the_year,
    _("Öppna igen"),
    OFFICER,
    marked("öppnade utlysningen igen"),
    rule=_can_open,
)
DECIDE = Transition[Call](
    "decide_call",
    frozenset({CallStatus.CLOSED}),
    CallStatus.DECIDED,
    permissions.records_decision,
    _("Markera som beslutad"),
    RECORDER,
    marked("förde in beslutet om utlysningen"),
)
END = Transition[Call](
    "end",
    frozenset({CallStatus.DECIDED}),
    CallStatus.ENDED,
    permissions.runs_the_year,
    _("Avsluta utlysningen"),
    OFFICER,
    marked("avslutade utlysningen"),
)

TABLE = (OPEN, REST, CLOSE, REOPEN, DECIDE, END)

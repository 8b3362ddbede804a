"""How a call moves: draft, open, closed, decided, ended; dormant while its condition is unmet."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import NotNow, NotYours, Problem, Refusal
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition
from praktiknara.people.choices import Origin
from praktiknara.people.models import User

from . import permissions, queries, rules
from .choices import CallStatus
from .models import Call

OFFICER = marked("Bara FoU-utredaren kan ändra en utlysning.")
RECORDER = marked("FoU-utredaren eller registratorn för in beslutet.")


def _can_open(call: Call, now: datetime) -> Sequence[Problem]:
    return [
        *rules.not_ready_to_open(
            frame=call.frame,
            opens_at=call.opens_at,
            closes_at=call.closes_at,
            criteria=len(call.criteria.all()),
            rules=queries.rule_lines(call),
            now=now,
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
VERBS = {each.name: each.past for each in TABLE} | {
    "copy": marked("kopierade utlysningen till ett nytt år"),
    "write": marked("ändrade utlysningen"),
}


def not_writable(call: Call, user: User) -> Refusal | None:
    """Say why this user cannot change the call now, or None when she can."""
    if not permissions.runs_the_year(user, call):
        return NotYours(Problem(OFFICER))
    if call.origin == Origin.HISTORY:
        return NotNow(
            Problem(marked("Utlysningen är ur källorna och ändras inte. Kopiera den till ett nytt år."))
        )
    if call.status in {CallStatus.DECIDED, CallStatus.ENDED}:
        return NotNow(Problem(marked("Utlysningen är beslutad och ändras inte längre.")))
    return None

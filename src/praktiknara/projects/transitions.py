"""How a project and a payout move."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, rules
from .choices import PayoutStatus, ProjectStatus
from .models import Payout, Project

LEADER = marked("Den som leder projektet gör det här.")
OFFICER = marked("FoU-utredaren gör det här.")
OWNER = marked("Bara projektets ägare bekräftar att pengarna har kommit.")

START = Transition[Project](
    "start_project",
    frozenset({ProjectStatus.PLANNED, ProjectStatus.GRANTED}),
    ProjectStatus.ONGOING,
    permissions.leads,
    _("Starta projektet"),
    LEADER,
    marked("startade projektet"),
)
END = Transition[Project](
    "end_project",
    frozenset({ProjectStatus.ONGOING}),
    ProjectStatus.ENDED,
    permissions.runs_the_year,
    _("Avsluta projektet"),
    OFFICER,
    marked("avslutade projektet"),
)
KEEP = Transition[Project](
    "keep",
    frozenset({ProjectStatus.ENDED}),
    ProjectStatus.IN_OPERATION,
    permissions.runs_the_year,
    _("Blev permanent verksamhet"),
    OFFICER,
    marked("noterade permanent verksamhet"),
)

TABLE = (START, END, KEEP)


def _has_paid_on(payout: Payout, now: datetime) -> Sequence[Problem]:
    problem = rules.paid_day_problem(payout.paid_on, timezone.localdate(now))
    return [problem] if problem else []


PAY = Transition[Payout](
    "pay",
    frozenset({PayoutStatus.PLANNED}),
    PayoutStatus.PAID,
    permissions.pays,
    _("Markera som utbetald"),
    OFFICER,
    marked("betalade ut"),
    rule=_has_paid_on,
)
RECEIVE = Transition[Payout](
    "receive",
    frozenset({PayoutStatus.PAID}),
    PayoutStatus.RECEIVED,
    permissions.receives,
    _("Pengarna har kommit"),
    OWNER,
    marked("bekräftade att pengarna kom"),
)

PAYOUT_TABLE = (PAY, RECEIVE)

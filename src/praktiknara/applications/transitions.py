"""How an application moves, from draft to decision; and how a co-applicant answers."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.calls.queries import words
from praktiknara.chain.rules import NotNow, NotYours, Problem, Refusal
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition
from praktiknara.people.models import User

from . import permissions, queries, rules
from .choices import ApplicationStatus as S
from .choices import CoApplicantStatus
from .models import Application, CoApplicant

WRITER = marked("Bara den som skriver ansökan i stadsdelen kan göra det här.")
SIGNER = marked("Chefen i stadsdelen skriver under.")
REGISTRAR = marked("Registratorn diarieför.")
OFFICER = marked("FoU-utredaren gör det här.")
CO_APPLICANT = marked("Den tillfrågade stadsdelen svarar själv.")


def _whole(application: Application, now: datetime) -> Sequence[Problem]:
    return [
        *_receiving(application.call, now),
        *rules.problems(queries.content(application), queries.terms(application.call)),
    ]


def _receiving(call: Call, now: datetime) -> Sequence[Problem]:
    """A draft is handed over, signed and sent while its call is open, to the closing second."""
    if late := rules.too_late(call.closes_at, now, words(call.closes_at, seconds=True)):
        return late
    if call.status != CallStatus.OPEN:
        return [Problem(marked("Utlysningen är inte öppen. Det du skrev finns kvar."))]
    return []


HAND_OVER = Transition[Application](
    "hand_over",
    frozenset({S.DRAFT}),
    S.AWAITING_SIGNATURE,
    permissions.writes,
    _("Be chefen skriva under"),
    WRITER,
    marked("bad om underskrift"),
    rule=_whole,
)
TAKE_BACK = Transition[Application](
    "take_back",
    frozenset({S.AWAITING_SIGNATURE, S.SIGNED}),
    S.DRAFT,
    permissions.applies,
    _("Öppna för ändring"),
    WRITER,
    marked("öppnade ansökan för ändring"),
)
SIGN = Transition[Application](
    "sign",
    frozenset({S.AWAITING_SIGNATURE}),
    S.SIGNED,
    permissions.signs,
    _("Skriv under"),
    SIGNER,
    marked("skrev under"),
    rule=_whole,
)
SUBMIT = Transition[Application](
    "submit",
    frozenset({S.SIGNED}),
    S.SUBMITTED,
    permissions.applies,
    _("Skicka ansökan"),
    WRITER,
    marked("skickade in ansökan"),
    rule=_whole,
)
WITHDRAW = Transition[Application](
    "withdraw",
    frozenset({S.SUBMITTED, S.REGISTERED, S.UNDER_ASSESSMENT}),
    S.WITHDRAWN,
    permissions.applies,
    _("Ta tillbaka ansökan"),
    WRITER,
    marked("tog tillbaka ansökan"),
)
REGISTER = Transition[Application](
    "register",
    frozenset({S.SUBMITTED}),
    S.REGISTERED,
    permissions.registers,
    _("Diarieför"),
    REGISTRAR,
    marked("diarieförde"),
)
ASSESS = Transition[Application](
    "assess",
    frozenset({S.REGISTERED}),
    S.UNDER_ASSESSMENT,
    permissions.runs_the_year,
    _("Lämna till bedömning"),
    OFFICER,
    marked("lämnade till bedömning"),
)
PROPOSE = Transition[Application](
    "propose",
    frozenset({S.UNDER_ASSESSMENT}),
    S.PROPOSED,
    permissions.runs_the_year,
    _("Ta med i förslaget"),
    OFFICER,
    marked("tog med i förslaget"),
)
UNPROPOSE = Transition[Application](
    "unpropose",
    frozenset({S.PROPOSED}),
    S.UNDER_ASSESSMENT,
    permissions.runs_the_year,
    _("Ta ur förslaget"),
    OFFICER,
    marked("tog ur förslaget"),
)
GRANT = Transition[Application](
    "grant",
    frozenset({S.PROPOSED}),
    S.GRANTED,
    permissions.records_decision,
    _("Bevilja"),
    OFFICER,
    marked("förde in beslutet: beviljad"),
)
GRANT_PARTLY = Transition[Application](
    "grant_partly",
    frozenset({S.PROPOSED}),
    S.PARTLY_GRANTED,
    permissions.records_decision,
    _("Bevilja delvis"),
    OFFICER,
    marked("förde in beslutet: delvis beviljad"),
)
REJECT = Transition[Application](
    "reject",
    frozenset({S.PROPOSED}),
    S.REJECTED,
    permissions.records_decision,
    _("Avslå"),
    OFFICER,
    marked("förde in beslutet: avslagen"),
)

TABLE = (
    HAND_OVER,
    TAKE_BACK,
    SIGN,
    SUBMIT,
    WITHDRAW,
    REGISTER,
    ASSESS,
    PROPOSE,
    UNPROPOSE,
    GRANT,
    GRANT_PARTLY,
    REJECT,
)


VERBS = {each.name: each.past for each in TABLE} | {
    "start": marked("började skriva"),
    "write": marked("skrev i ansökan"),
    "ask": marked("frågade om att söka tillsammans"),
    "drop": marked("tog bort en medsökande"),
    "confirm": marked("bekräftade att de söker tillsammans"),
    "decline": marked("avböjde att söka tillsammans"),
}
NOT_WRITABLE = {
    S.AWAITING_SIGNATURE: marked("Ansökan väntar på underskrift. Ta tillbaka den om du vill ändra."),
    S.SIGNED: marked(
        "Ansökan är underskriven. Ta tillbaka den om du vill ändra; då behövs en ny underskrift."
    ),
    S.WITHDRAWN: marked("Ansökan är återtagen och ändras inte längre."),
}
HANDED_IN = marked("Ansökan är inskickad och ändras inte längre. Så som den skickades finns den på kvittot.")


def not_writable(application: Application, user: User) -> Refusal | None:
    """Say why this user cannot write in the application now, or None when she can."""
    if not permissions.writes(user, application):
        return NotYours(Problem(WRITER))
    if application.status != S.DRAFT:
        return NotNow(Problem(NOT_WRITABLE.get(S(application.status), HANDED_IN)))
    return None


def _still_written(co_applicant: CoApplicant, now: datetime) -> Sequence[Problem]:
    if co_applicant.application.status in {S.DRAFT, S.AWAITING_SIGNATURE}:
        return []
    return [Problem(marked("Ansökan är redan underskriven. Be den sökande öppna den för ändring."))]


CONFIRM = Transition[CoApplicant](
    "confirm",
    frozenset({CoApplicantStatus.ASKED, CoApplicantStatus.DECLINED}),
    CoApplicantStatus.CONFIRMED,
    permissions.answers,
    _("Ja, vi söker tillsammans"),
    CO_APPLICANT,
    marked("bekräftade"),
    rule=_still_written,
)
DECLINE = Transition[CoApplicant](
    "decline",
    frozenset({CoApplicantStatus.ASKED, CoApplicantStatus.CONFIRMED}),
    CoApplicantStatus.DECLINED,
    permissions.answers,
    _("Nej, vi är inte med"),
    CO_APPLICANT,
    marked("avböjde"),
    rule=_still_written,
)

CO_APPLICANT_TABLE = (CONFIRM, DECLINE)

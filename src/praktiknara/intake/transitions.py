"""How readings, proposals and lists move."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions
from .choices import ProposalStatus as P
from .choices import ReadingStatus as R
from .choices import RowState
from .choices import SheetStatus as S
from .models import Proposal, Reading, Sheet

OFFICER = marked("FoU-utredaren eller administratören för in uppgifter i registret.")
DECIDER = marked(
    "FoU-utredaren eller administratören för in uppgifter i registret. Registratorn kan föra in ärenden och diarienummer."
)
READER = marked("FoU-utredaren, registratorn eller administratören låter läsa ut uppgifter.")
CLOSED = Problem(
    marked("Granskningen av handlingen är inte öppen. Öppna den igen, eller läs ut uppgifterna på nytt.")
)
READ_AGAIN = Problem(
    marked("Handlingen har lästs om sedan uppgifterna lästes ut. Ångra den här läsningen och läs ut på nytt.")
)


def _all_answered(reading: Reading, now: datetime) -> Sequence[Problem]:
    left = reading.proposals.filter(status=P.PROPOSED).count()
    sentence = marked("%(left)s förslag är inte besvarade. Godta, rätta eller avvisa dem först.")
    return [Problem(sentence, {"left": left})] if left else []


def _reading_is_open(proposal: Proposal, now: datetime) -> Sequence[Problem]:
    if proposal.reading.status != R.OPEN:
        return [CLOSED]
    current = proposal.reading.paper.version == proposal.reading.paper_version
    return [] if current else [READ_AGAIN]


def _not_all_undone(proposal: Proposal, now: datetime) -> Sequence[Problem]:
    return [CLOSED] if proposal.reading.status == R.UNDONE else []


def _has_title(sheet: Sheet, now: datetime) -> Sequence[Problem]:
    if "title" in sheet.columns.values():
        return []
    return [Problem(marked("Välj vilken kolumn som är projektets titel."))]


def _something_to_take(sheet: Sheet, now: datetime) -> Sequence[Problem]:
    if sheet.rows.filter(state__in=[RowState.NEW, RowState.CHANGED]).exists():
        return []
    return [Problem(marked("Ingen rad är ny eller ändrad. Det finns inget att läsa in."))]


FINISH_READING = Transition[Reading](
    "finish_reading",
    frozenset({R.WAITING}),
    R.OPEN,
    permissions.reads,
    _("Läs ut uppgifter"),
    READER,
    marked("läste ut uppgifter ur handlingen"),
)
FAIL_READING = Transition[Reading](
    "fail_reading",
    frozenset({R.WAITING}),
    R.FAILED,
    permissions.reads,
    _("Avbryt läsningen"),
    READER,
    marked("kunde inte läsa ut uppgifter ur handlingen"),
)
CLOSE_READING = Transition[Reading](
    "close_reading",
    frozenset({R.OPEN}),
    R.REVIEWED,
    permissions.reviews,
    _("Avsluta granskningen"),
    OFFICER,
    marked("avslutade granskningen"),
    rule=_all_answered,
)
REOPEN_READING = Transition[Reading](
    "reopen_reading",
    frozenset({R.REVIEWED}),
    R.OPEN,
    permissions.reviews,
    _("Öppna granskningen igen"),
    OFFICER,
    marked("öppnade granskningen igen"),
)
UNDO_READING = Transition[Reading](
    "undo_reading",
    frozenset({R.OPEN, R.REVIEWED}),
    R.UNDONE,
    permissions.reviews,
    _("Ångra hela läsningen"),
    OFFICER,
    marked("ångrade läsningen"),
)

ACCEPT = Transition[Proposal](
    "accept_proposal",
    frozenset({P.PROPOSED, P.REJECTED, P.UNDONE}),
    P.ACCEPTED,
    permissions.decides,
    _("Godta"),
    DECIDER,
    marked("godtog en uppgift ur en handling"),
    rule=_reading_is_open,
)
MEND = Transition[Proposal](
    "mend_proposal",
    frozenset({P.PROPOSED, P.REJECTED, P.UNDONE}),
    P.MENDED,
    permissions.decides,
    _("Rätta och godta"),
    DECIDER,
    marked("rättade och godtog en uppgift ur en handling"),
    rule=_reading_is_open,
)
REJECT = Transition[Proposal](
    "reject_proposal",
    frozenset({P.PROPOSED, P.UNDONE}),
    P.REJECTED,
    permissions.decides,
    _("Avvisa"),
    DECIDER,
    marked("avvisade en uppgift ur en handling"),
    rule=_reading_is_open,
)
UNDO = Transition[Proposal](
    "undo_proposal",
    frozenset({P.ACCEPTED, P.MENDED, P.REJECTED}),
    P.UNDONE,
    permissions.decides,
    _("Ångra"),
    DECIDER,
    marked("ångrade sitt svar på en uppgift ur en handling"),
    rule=_not_all_undone,
)

TRY_SHEET = Transition[Sheet](
    "try_sheet",
    frozenset({S.MAPPING, S.TRIED}),
    S.TRIED,
    permissions.lists,
    _("Provläs listan"),
    OFFICER,
    marked("provläste en lista"),
    rule=_has_title,
)
TAKE_SHEET = Transition[Sheet](
    "take_sheet",
    frozenset({S.TRIED}),
    S.TAKEN,
    permissions.lists,
    _("Läs in listan"),
    OFFICER,
    marked("läste in en lista"),
    rule=_something_to_take,
)
UNDO_SHEET = Transition[Sheet](
    "undo_sheet",
    frozenset({S.TAKEN}),
    S.UNDONE,
    permissions.lists,
    _("Ångra hela listan"),
    OFFICER,
    marked("ångrade inläsningen av en lista"),
)

TABLE = (FINISH_READING, FAIL_READING, CLOSE_READING, REOPEN_READING, UNDO_READING)
PROPOSAL_TABLE = (ACCEPT, MEND, REJECT, UNDO)
SHEET_TABLE = (TRY_SHEET, TAKE_SHEET, UNDO_SHEET)
TAKEN_IN = {
    "take_in": marked("förde in ur en källa"),
    "take_out": marked("tog bort det som förts in ur en källa"),
    "correct_from_source": marked("rättade efter en källa"),
}

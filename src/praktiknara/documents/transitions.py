"""How a paper moves: readable, read again, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, sandbox
from .choices import PaperStatus as S
from .models import Paper

OFFICER = marked("FoU-utredaren drar tillbaka handlingar.")
KEEPER = marked("FoU-utredaren, registratorn eller administratören läser om handlingar.")


def _with_reason(paper: Paper, now: datetime) -> Sequence[Problem]:
    if paper.withdrawn_reason.strip():
        return []
    return [Problem(marked("Skriv varför handlingen dras tillbaka."), field="withdrawn_reason")]


def _has_pictures(paper: Paper, now: datetime) -> Sequence[Problem]:
    if not paper.has_old_reading:
        return [Problem(marked("Handlingen har inga sidor som behöver läsas om."))]
    if not sandbox.scan_reader():
        return [Problem(marked("Här finns inget program som tolkar bilder på svenska."))]
    return []


READ_AGAIN = Transition[Paper](
    "read_again",
    frozenset({S.READABLE}),
    S.READABLE,
    permissions.keeps,
    _("Läs om med svenska"),
    KEEPER,
    marked("läste om handlingen"),
    rule=_has_pictures,
)
WITHDRAW = Transition[Paper](
    "withdraw_paper",
    frozenset({S.READABLE}),
    S.WITHDRAWN,
    permissions.withdraws,
    _("Dra tillbaka"),
    OFFICER,
    marked("drog tillbaka handlingen"),
    rule=_with_reason,
)
RESTORE = Transition[Paper](
    "restore_paper",
    frozenset({S.WITHDRAWN}),
    S.READABLE,
    permissions.withdraws,
    _("Lägg ut igen"),
    OFFICER,
    marked("lade ut handlingen igen"),
)

TABLE = (READ_AGAIN, WITHDRAW, RESTORE)
VERBS = {
    **{row.name: row.past for row in TABLE},
    "import_paper": marked("läste in handlingen"),
    "describe_paper": marked("rättade uppgifterna om handlingen"),
}

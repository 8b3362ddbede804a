"""How a knowledge output moves: draft or expected, published, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions
from .choices import OutputStatus as S
from .models import KnowledgeOutput

OFFICER = marked("FoU-utredaren publicerar i kunskapsbanken.")


def _readable(output: KnowledgeOutput, now: datetime) -> Sequence[Problem]:
    problems = []
    if not output.summary.strip():
        problems.append(Problem(marked("Skriv en sammanfattning på klarspråk."), field="summary"))
    if not output.lesson.strip():
        problems.append(Problem(marked("Skriv lärdomen, högst tre meningar."), field="lesson"))
    return problems


PUBLISH = Transition[KnowledgeOutput](
    "publish",
    frozenset({S.DRAFT, S.EXPECTED, S.WITHDRAWN}),
    S.PUBLISHED,
    permissions.publishes,
    _("Publicera"),
    OFFICER,
    marked("publicerade i kunskapsbanken"),
    rule=_readable,
)
WITHDRAW = Transition[KnowledgeOutput](
    "withdraw_output",
    frozenset({S.PUBLISHED}),
    S.WITHDRAWN,
    permissions.publishes,
    _("Ta bort från kunskapsbanken"),
    OFFICER,
    marked("tog bort från kunskapsbanken"),
)

TABLE = (PUBLISH, WITHDRAW)

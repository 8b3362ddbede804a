"""How a knowledge output moves: draft or expected, published, published anew, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions
from .choices import OutputStatus as S
from .models import KnowledgeOutput
from .queries import output as outputs
from .rules import publishing

OFFICER = marked("FoU-utredaren publicerar i kunskapsbanken.")


def _readable(output: KnowledgeOutput, now: datetime) -> Sequence[Problem]:
    problems = publishing.readable_problems(
        title=output.title,
        summary=output.summary,
        lesson=output.lesson,
        finding=output.finding,
        because=output.because,
    )
    crowded = publishing.people_problem(started=output.started, analysed=outputs.analysed(output))
    return [*problems, crowded] if crowded else problems


def _with_reason(output: KnowledgeOutput, now: datetime) -> Sequence[Problem]:
    if output.withdrawn_reason.strip():
        return []
    return [Problem(marked("Skriv varför resultatet tas bort."), field="withdrawn_reason")]


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
PUBLISH_AGAIN = Transition[KnowledgeOutput](
    "publish_again",
    frozenset({S.PUBLISHED}),
    S.PUBLISHED,
    permissions.publishes,
    _("Publicera en ny version"),
    OFFICER,
    marked("publicerade en ny version i kunskapsbanken"),
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
    rule=_with_reason,
)

TABLE = (PUBLISH, PUBLISH_AGAIN, WITHDRAW)

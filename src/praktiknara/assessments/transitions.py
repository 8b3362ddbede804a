"""How an assessment moves: assigned, started, locked; or a conflict of interest is declared."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, queries, rules
from .choices import AssessmentStatus as S
from .models import Assessment

ASSESSOR = marked("Bara den utsedda bedömaren kan göra det här.")
OFFICER = marked("Bara FoU-utredaren kan öppna en låst bedömning.")


def _whole(assessment: Assessment, now: datetime) -> Sequence[Problem]:
    scored = {score.criterion_id: score for score in assessment.scores.all()}
    call = assessment.application.call
    marks = [
        rules.Mark(
            str(criterion),
            scored[criterion.pk].points if criterion.pk in scored else None,
            scored[criterion.pk].reason if criterion.pk in scored else "",
        )
        for criterion in call.criteria.all()
    ]
    return rules.not_whole(marks, call.scale_max)


def free_to_assess(assessment: Assessment, now: datetime) -> Sequence[Problem]:
    """The application is under assessment, and the register knows of no conflict: asked at every step, not only when assigned."""
    problems = list(_in_assessment(assessment, now))
    if conflict := queries.conflict(assessment.application, assessment.assessor):
        problems.append(conflict)
    return problems


def _in_assessment(assessment: Assessment, now: datetime) -> Sequence[Problem]:
    if assessment.application.status == ApplicationStatus.UNDER_ASSESSMENT:
        return []
    return [
        Problem(
            marked("Ansökan bedöms inte längre. Läget är: %(status)s."),
            {"status": str(assessment.application.get_status_display())},
        )
    ]


def _lockable(assessment: Assessment, now: datetime) -> Sequence[Problem]:
    return [*free_to_assess(assessment, now), *_whole(assessment, now)]


START = Transition[Assessment](
    "start",
    frozenset({S.ASSIGNED}),
    S.STARTED,
    permissions.assesses,
    _("Börja bedöma"),
    ASSESSOR,
    marked("började bedöma"),
    rule=free_to_assess,
)
LOCK = Transition[Assessment](
    "lock",
    frozenset({S.STARTED}),
    S.LOCKED,
    permissions.assesses,
    _("Lås bedömningen"),
    ASSESSOR,
    marked("låste bedömningen"),
    rule=_lockable,
)
UNLOCK = Transition[Assessment](
    "unlock",
    frozenset({S.LOCKED}),
    S.STARTED,
    permissions.unlocks,
    _("Öppna bedömningen igen"),
    OFFICER,
    marked("öppnade bedömningen igen"),
    rule=_in_assessment,
)
DECLARE_CONFLICT = Transition[Assessment](
    "declare_conflict",
    frozenset({S.ASSIGNED, S.STARTED}),
    S.CONFLICT,
    permissions.assesses,
    _("Anmäl jäv"),
    ASSESSOR,
    marked("anmälde jäv"),
)

TABLE = (START, LOCK, UNLOCK, DECLARE_CONFLICT)

"""How a case moves: prepared, ready for the board, decided, dispatched, closed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktiknara.calls.choices import RuleKind
from praktiknara.chain.rules import Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.chain.transitions import Transition

from . import permissions, queries, rules
from .choices import CaseStatus as S
from .models import Case

OFFICER = marked("FoU-utredaren bereder ärendet.")
HEAD = marked("Förvaltningschefen eller FoU-utredaren lämnar ärendet till nämnden.")
ATTACHER = marked("FoU-utredaren eller registratorn lägger bilagor till ärendet.")
RECORDER = marked("FoU-utredaren eller registratorn för in beslutet.")


def _ready(case: Case, now: datetime) -> Sequence[Problem]:
    return [
        *rules.paper_problems(
            meeting_on=case.meeting_on,
            gender_analysis=case.gender_analysis,
            recipients=len(case.recipients.all()),
            points=len(case.points.all()),
            summary=case.summary,
            views=case.views,
            signatories=len(case.signatories.all()),
        ),
        *rules.unknown_figures(queries.texts(case), queries.figures(case)),
        *rules.consultations_late(queries.heard(case), case.meeting_on),
        *_within_frame(case, queries.proposed(case)),
        *rules.too_many_granted(
            queries.granted_by_applicant(queries.awards(case)),
            queries.rule_value(case, RuleKind.MAX_GRANTED),
            case.call.year if case.call else 0,
        ),
    ]


def _within_frame(case: Case, awards: list[rules.Proposed]) -> list[Problem]:
    if case.call is None:
        return []
    cap = queries.rule_value(case, RuleKind.CAP)
    each = [problem for award in awards for problem in rules.award_problems(award, cap, case.call.year)]
    over = rules.over_frame(awards, case.call.frame, case.frame_override_reason, case.call.year)
    return [*each, *([over] if over else [])]


def _decidable(case: Case, now: datetime) -> Sequence[Problem]:
    return [
        *rules.decision_problems(
            meeting_on=case.meeting_on, paragraph=case.paragraph, today=timezone.localdate(now)
        ),
        *_within_frame(case, queries.decided(case)),
        *rules.too_many_granted(
            queries.granted_by_applicant(queries.awards(case), "outcome"),
            queries.rule_value(case, RuleKind.MAX_GRANTED),
            case.call.year if case.call else 0,
        ),
        *rules.point_problems(
            [(point.no, point.kind, point.outcome) for point in case.points.all()],
            rules.total(queries.decided(case)),
        ),
    ]


MAKE_READY = Transition[Case](
    "make_ready",
    frozenset({S.PREPARATION}),
    S.READY,
    permissions.approves,
    _("Lämna till nämnden"),
    HEAD,
    marked("lämnade ärendet till nämnden"),
    rule=_ready,
)
TAKE_BACK = Transition[Case](
    "take_back_case",
    frozenset({S.READY}),
    S.PREPARATION,
    permissions.prepares,
    _("Ta tillbaka för ändring"),
    OFFICER,
    marked("tog tillbaka ärendet"),
)
DECIDE = Transition[Case](
    "decide",
    frozenset({S.READY}),
    S.DECIDED,
    permissions.records,
    _("För in nämndens beslut"),
    RECORDER,
    marked("förde in nämndens beslut"),
    rule=_decidable,
)
DISPATCH = Transition[Case](
    "dispatch",
    frozenset({S.DECIDED}),
    S.DISPATCHED,
    permissions.records,
    _("Skicka beslutet till mottagarna"),
    RECORDER,
    marked("skickade beslutet till mottagarna"),
)
CLOSE = Transition[Case](
    "close_case",
    frozenset({S.DISPATCHED}),
    S.CLOSED,
    permissions.records,
    _("Avsluta ärendet"),
    RECORDER,
    marked("avslutade ärendet"),
)

TABLE = (MAKE_READY, TAKE_BACK, DECIDE, DISPATCH, CLOSE)

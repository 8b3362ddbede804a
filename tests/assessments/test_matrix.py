"""Who may make which move of an assessment in which state, against a written-out table."""

import pytest

from praktiknara.applications.models import Application
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment, Score
from praktiknara.assessments.transitions import TABLE
from praktiknara.chain.rules import NotNow, NotYours

CAST = (
    "sara", "karin", "farid", "lena", "stranger", "olle", "petra", "fou", "rut",
    "chief", "nils", "ingrid", "rebecka", "revisor", "admin_user",
)  # fmt: skip  # it reads better in rows
MOVES = {
    "start": ({"assigned"}, "started", {"olle"}),
    "lock": ({"started"}, "locked", {"olle"}),
    "unlock": ({"locked"}, "started", {"fou"}),
    "declare_conflict": ({"assigned", "started"}, "conflict", {"olle"}),
}


@pytest.fixture
def whole(whole_application, olle):
    """Olle's assessment, with points and reasons on everything."""
    Application.objects.filter(pk=whole_application.pk).update(status="under_assessment")
    assessment = Assessment.objects.create(application=whole_application, assessor=olle)
    for criterion in whole_application.call.criteria.all():
        Score.objects.create(assessment=assessment, criterion=criterion, points=2, reason="Därför.")
    return assessment


def test_the_table_holds_exactly_these_moves():
    assert {t.name: (set(t.source), t.target) for t in TABLE} == {
        name: (sources, target) for name, (sources, target, _who) in MOVES.items()
    }


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_every_role_in_every_state_gets_the_answer_of_the_table(request, transition, whole, now):
    sources, _target, allowed = MOVES[transition.name]
    cast = {name: request.getfixturevalue(name) for name in CAST}

    for state in AssessmentStatus.values:
        Assessment.objects.filter(pk=whole.pk).update(status=state)
        assessment = Assessment.objects.get(pk=whole.pk)
        for name, user in cast.items():
            refusal = transition.why_not(assessment, user, now)
            expected = NotYours if name not in allowed else NotNow if state not in sources else None
            assert (type(refusal) if refusal else None) is expected, f"{name} {transition.name} in {state}"

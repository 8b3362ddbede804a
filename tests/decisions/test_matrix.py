"""Who may make which move of a case in which state, against a written-out table."""

import pytest

from praktiknara.chain.rules import NotNow, NotYours
from praktiknara.decisions.choices import CaseStatus
from praktiknara.decisions.models import Case, Consultation, DecisionPoint, Recipient, Signatory
from praktiknara.decisions.transitions import TABLE

CAST = (
    "sara", "karin", "farid", "lena", "stranger", "olle", "petra", "fou", "rut",
    "chief", "nils", "ingrid", "rebecka", "revisor", "admin_user",
)  # fmt: skip  # it reads better in rows
MOVES = {
    "make_ready": ({"preparation"}, "ready", {"fou", "chief"}),
    "take_back_case": ({"ready"}, "preparation", {"fou"}),
    "decide": ({"ready"}, "decided", {"fou", "rut"}),
    "dispatch": ({"decided"}, "dispatched", {"fou", "rut"}),
    "close_case": ({"dispatched"}, "closed", {"fou", "rut"}),
}


@pytest.fixture
def whole(city, chief, now):
    """A case without awards in which nothing is left to do, and whose meeting has been held."""
    case = Case.objects.create(
        title="FoU-plan 2027",
        slug="fou-plan-2027",
        body=city.board,
        summary="Kort.",
        views="Bra.",
        gender_analysis="Ingår.",
        meeting_on=now.date(),
        paragraph="§ 4",
    )
    DecisionPoint.objects.create(case=case, no=1, kind="approve", text="godkänna planen", outcome="agreed")
    Consultation.objects.create(case=case, body=city.council, not_needed_reason="Rådet har avstått.")
    Recipient.objects.create(case=case, organisation=city.farsta)
    Signatory.objects.create(case=case, person=chief.person, title="Förvaltningschef")
    return case


def test_the_table_holds_exactly_these_moves():
    assert {t.name: (set(t.source), t.target) for t in TABLE} == {
        name: (sources, target) for name, (sources, target, _who) in MOVES.items()
    }


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_every_role_in_every_state_gets_the_answer_of_the_table(request, transition, whole, now):
    sources, _target, allowed = MOVES[transition.name]
    cast = {name: request.getfixturevalue(name) for name in CAST}

    for state in CaseStatus.values:
        Case.objects.filter(pk=whole.pk).update(status=state)
        case = Case.objects.get(pk=whole.pk)
        for name, user in cast.items():
            refusal = transition.why_not(case, user, now)
            expected = NotYours if name not in allowed else NotNow if state not in sources else None
            assert (type(refusal) if refusal else None) is expected, f"{name} {transition.name} in {state}"


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_a_case_out_of_the_sources_is_read_never_worked_on(transition, whole, fou, now):
    Case.objects.filter(pk=whole.pk).update(origin="history", status=next(iter(transition.source)))

    assert isinstance(transition.why_not(Case.objects.get(pk=whole.pk), fou, now), NotYours)

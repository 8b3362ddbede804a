"""Who may move what, in which state: every transition, role and state, written out."""

import pytest
from tests.cast import member
from tests.intake.conftest import the

from praktiknara.chain.rules import AgainstRule, NotNow, NotYours
from praktiknara.intake import transitions
from praktiknara.intake.choices import ProposalStatus, ReadingStatus, SheetStatus
from praktiknara.intake.models import Reading, Sheet
from praktiknara.people.choices import Role

pytestmark = pytest.mark.django_db

WRITERS = {"fou_officer", "admin"}
# Transition: who, from which states.
READINGS = {
    "finish_reading": (WRITERS | {"registrar"}, {"waiting"}),
    "fail_reading": (WRITERS | {"registrar"}, {"waiting"}),
    "close_reading": (WRITERS, {"open"}),
    "reopen_reading": (WRITERS, {"reviewed"}),
    "undo_reading": (WRITERS, {"open", "reviewed"}),
}
PROPOSALS = {
    "accept_proposal": (WRITERS, {"proposed", "rejected", "undone"}),
    "mend_proposal": (WRITERS, {"proposed", "rejected", "undone"}),
    "reject_proposal": (WRITERS, {"proposed", "undone"}),
    "undo_proposal": (WRITERS, {"accepted", "mended", "rejected"}),
}
SHEETS = {
    "try_sheet": (WRITERS, {"mapping", "tried"}),
    "take_sheet": (WRITERS, {"tried"}),
    "undo_sheet": (WRITERS, {"taken"}),
}


@pytest.fixture
def everyone(city):
    return {
        role.value: member(f"en-{role.value}", f"En {role.label}", role, city.administration) for role in Role
    }


def found(table, thing, states, everyone):
    """What the transitions answer: for each, those who may and the states it may leave."""
    answers = {}
    for transition in table:
        who, where = set(), set()
        for role, user in everyone.items():
            for state in states:
                thing.status = state
                refusal = transition.why_not(thing, user)
                if not isinstance(refusal, NotYours):
                    who.add(role)
                    if refusal is None or isinstance(refusal, AgainstRule):
                        where.add(str(state.value))
                    else:
                        assert isinstance(refusal, NotNow)
        answers[transition.name] = (who, where)
    return answers


def test_readings_move_as_the_table_says(reading, everyone):
    assert found(transitions.TABLE, reading, ReadingStatus, everyone) == READINGS


def test_proposals_move_as_the_table_says(reading, everyone):
    assert (
        found(transitions.PROPOSAL_TABLE, the(reading, "project", "Lyktan"), ProposalStatus, everyone)
        == PROPOSALS
    )


def test_the_registrar_answers_what_concerns_cases(reading, everyone):
    for kind in ("case", "reference"):
        answers = found(transitions.PROPOSAL_TABLE, the(reading, kind), ProposalStatus, everyone)
        assert {name: who for name, (who, _where) in answers.items()} == dict.fromkeys(
            PROPOSALS, WRITERS | {"registrar"}
        )


def test_lists_move_as_the_table_says(fou, now, everyone):
    sheet = Sheet.objects.create(name="lista", sha256="0" * 64, at=now, by=fou, headings=["Projekt"])

    assert found(transitions.SHEET_TABLE, sheet, SheetStatus, everyone) == SHEETS


def test_who_sees_what_is_read_in(reading, everyone):
    sees = {role for role, user in everyone.items() if Reading.objects.visible_to(user).exists()}

    assert sees == {"fou_officer", "registrar", "admin", "auditor"}
    assert not Reading.objects.visible_to(None).exists()

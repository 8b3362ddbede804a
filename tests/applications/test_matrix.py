"""Who may make which move in which state: every role, every state, every move, against a written-out table."""

from datetime import timedelta

import pytest

from praktiknara.applications.choices import ApplicationStatus, CoApplicantStatus
from praktiknara.applications.models import Application, CoApplicant
from praktiknara.applications.transitions import CO_APPLICANT_TABLE, TABLE
from praktiknara.chain.rules import NotNow, NotYours

CAST = (
    "sara", "karin", "farid", "lena", "stranger", "olle", "petra", "fou", "rut",
    "chief", "nils", "ingrid", "rebecka", "revisor", "admin_user",
)  # fmt: skip  # it reads better in rows

# The moves of an application: from which states, to which, and by whom of the cast. Everything else is refused.
MOVES = {
    "hand_over": ({"draft"}, "awaiting_signature", {"sara"}),
    "take_back": ({"awaiting_signature", "signed"}, "draft", {"sara", "karin"}),
    "sign": ({"awaiting_signature"}, "signed", {"karin"}),
    "submit": ({"signed"}, "submitted", {"sara", "karin"}),
    "withdraw": ({"submitted", "registered", "under_assessment"}, "withdrawn", {"sara", "karin"}),
    "register": ({"submitted"}, "registered", {"rut"}),
    "assess": ({"registered"}, "under_assessment", {"fou"}),
    "propose": ({"under_assessment"}, "proposed", {"fou"}),
    "unpropose": ({"proposed"}, "under_assessment", {"fou"}),
    "grant": ({"proposed"}, "granted", {"fou", "rut"}),
    "grant_partly": ({"proposed"}, "partly_granted", {"fou", "rut"}),
    "reject": ({"proposed"}, "rejected", {"fou", "rut"}),
}
# The answers of a co-applicant, here Farsta.
ANSWERS = {
    "confirm": ({"asked", "declined"}, "confirmed", {"farid", "lena"}),
    "decline": ({"asked", "confirmed"}, "declined", {"farid", "lena"}),
}
# Moves that ask for a whole application in an open call.
UNTIL_CLOSING = {"hand_over", "sign", "submit"}


@pytest.fixture
def cast(request, whole_application):
    return {name: request.getfixturevalue(name) for name in CAST}


def test_the_tables_hold_exactly_these_moves():
    assert {t.name: (set(t.source), t.target) for t in TABLE} == {
        name: (sources, target) for name, (sources, target, _who) in MOVES.items()
    }
    assert {t.name: (set(t.source), t.target) for t in CO_APPLICANT_TABLE} == {
        name: (sources, target) for name, (sources, target, _who) in ANSWERS.items()
    }


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_every_role_in_every_state_gets_the_answer_of_the_table(transition, cast, whole_application, now):
    sources, _target, allowed = MOVES[transition.name]

    for state in ApplicationStatus.values:
        Application.objects.filter(pk=whole_application.pk).update(status=state)
        whole_application.refresh_from_db()
        for name, user in cast.items():
            refusal = transition.why_not(whole_application, user, now)
            expected = NotYours if name not in allowed else NotNow if state not in sources else None
            told = f"{name} {transition.name} in {state}"
            assert (type(refusal) if refusal else None) is expected, told
            assert transition.offered_to(user, whole_application) is (expected is None), told


@pytest.mark.parametrize("transition", CO_APPLICANT_TABLE, ids=lambda each: each.name)
@pytest.mark.parametrize("application_state", ApplicationStatus.values)
def test_a_co_applicant_answers_for_itself_while_the_application_is_written(
    transition, application_state, cast, whole_application, now
):
    sources, _target, allowed = ANSWERS[transition.name]
    Application.objects.filter(pk=whole_application.pk).update(status=application_state)

    for state in CoApplicantStatus.values:
        CoApplicant.objects.update(status=state)
        asked = CoApplicant.objects.get()
        for name, user in cast.items():
            refusal = transition.why_not(asked, user, now)
            told = f"{name} {transition.name} in {state} while {application_state}"
            if name not in allowed:
                assert isinstance(refusal, NotYours), told
            elif state not in sources:
                assert isinstance(refusal, NotNow), told
            elif application_state in {"draft", "awaiting_signature"}:
                assert refusal is None, told
            else:
                assert refusal is not None, told
                assert "redan underskriven" in refusal.sentence, told


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_only_what_belongs_to_the_round_of_writing_stops_at_closing_time(
    transition, cast, whole_application, open_call
):
    sources, _target, allowed = MOVES[transition.name]
    Application.objects.filter(pk=whole_application.pk).update(status=min(sources))
    whole_application.refresh_from_db()
    user = cast[min(allowed)]

    closing = open_call.closes_at.replace(microsecond=0)
    in_time = transition.why_not(whole_application, user, closing + timedelta(microseconds=999_999))
    late = transition.why_not(whole_application, user, closing + timedelta(seconds=1))

    assert in_time is None
    assert (late is not None) is (transition.name in UNTIL_CLOSING)

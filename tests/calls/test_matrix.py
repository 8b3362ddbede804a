"""Who may make which move of a call in which state, against a written-out table."""

import pytest

from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.calls.transitions import TABLE
from praktiknara.chain.rules import NotNow, NotYours

CAST = (
    "sara", "karin", "farid", "lena", "stranger", "olle", "petra", "fou", "rut",
    "chief", "nils", "ingrid", "rebecka", "revisor", "admin_user",
)  # fmt: skip  # it reads better in rows
MOVES = {
    "open": ({"draft", "dormant"}, "open", {"fou"}),
    "rest": ({"draft"}, "dormant", {"fou"}),
    "close": ({"open"}, "closed", {"fou"}),
    "reopen": ({"closed"}, "open", {"fou"}),
    "decide_call": ({"closed"}, "decided", {"fou", "rut"}),
    "end": ({"decided"}, "ended", {"fou"}),
}


def test_the_table_holds_exactly_these_moves():
    assert {t.name: (set(t.source), t.target) for t in TABLE} == {
        name: (sources, target) for name, (sources, target, _who) in MOVES.items()
    }


@pytest.mark.parametrize("transition", TABLE, ids=lambda each: each.name)
def test_every_role_in_every_state_gets_the_answer_of_the_table(request, transition, open_call, now):
    sources, _target, allowed = MOVES[transition.name]
    cast = {name: request.getfixturevalue(name) for name in CAST}

    for state in CallStatus.values:
        Call.objects.filter(pk=open_call.pk).update(status=state)
        open_call.refresh_from_db()
        for name, user in cast.items():
            refusal = transition.why_not(open_call, user, now)
            expected = NotYours if name not in allowed else NotNow if state not in sources else None
            assert (type(refusal) if refusal else None) is expected, f"{name} {transition.name} in {state}"

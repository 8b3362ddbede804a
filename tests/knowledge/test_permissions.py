"""Who publishes and withdraws, in which state, and who sees what: held against written-out tables."""

import pytest

from praktiknara.chain.rules import AgainstRule
from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.knowledge.transitions import TABLE

MOVES = {
    "publish": ({"draft", "expected", "withdrawn"}, {"fou"}),
    "publish_again": ({"published"}, {"fou"}),
    "withdraw_output": ({"published"}, {"fou"}),
}
EVERYONE = "everyone"
SEES = {
    "draft": {"fou", "revisor", "admin"},
    "expected": EVERYONE,
    "published": EVERYONE,
    "withdrawn": {"fou", "revisor", "admin"},
}


def may(transition, thing, users):
    refusals = {name: transition.why_not(thing, user) for name, user in users.items()}
    return {name for name, no in refusals.items() if no is None or isinstance(no, AgainstRule)}


def test_the_tables_hold_exactly_these():
    assert {row.name for row in TABLE} == set(MOVES)
    assert set(SEES) == set(OutputStatus.values)


@pytest.mark.parametrize("status", OutputStatus.values)
def test_an_output_moves_as_the_table_says(everyone, status):
    output = KnowledgeOutput.objects.create(title="Kasam", status=status)

    found = {row.name: may(row, output, everyone) for row in TABLE}

    assert found == {name: (who if status in states else set()) for name, (states, who) in MOVES.items()}


@pytest.mark.parametrize("status", OutputStatus.values)
def test_scope_page_and_list_agree_on_who_sees_an_output(client, everyone, status):
    output = KnowledgeOutput.objects.create(title="Kasamhandboken", status=status)
    wanted = {*everyone, "visitor"} if SEES[status] == EVERYONE else SEES[status]

    scope, page, listed = set(), set(), set()
    for name, user in [*everyone.items(), ("visitor", None)]:
        client.logout()
        if user:
            client.force_login(user)
        if KnowledgeOutput.objects.visible_to(user).exists():
            scope.add(name)
        if client.get(output.get_absolute_url()).status_code == 200:
            page.add(name)
        if "Kasamhandboken" in client.get("/kunskapsbank/alla/").text:
            listed.add(name)

    assert scope == page == listed == wanted

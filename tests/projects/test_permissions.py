"""Who may move a project and a payment, in which state: held against written-out tables."""

import pytest

from praktiknara.chain.rules import AgainstRule
from praktiknara.projects.choices import PayoutStatus, ProjectStatus
from praktiknara.projects.models import Payout, Project
from praktiknara.projects.permissions import sees_work
from praktiknara.projects.transitions import PAYOUT_TABLE, TABLE

OWNERS = {"sara", "karin"}
OFFICER = {"fou"}

PROJECT = {
    "start_project": ({"planned", "granted"}, OWNERS),
    "end_project": ({"ongoing"}, OFFICER),
    "keep": ({"ended"}, OFFICER),
}
PAYOUT = {
    "pay": ({"planned"}, OFFICER),
    "receive": ({"paid"}, OWNERS),
}


def may(transition, thing, users):
    refusals = {name: transition.why_not(thing, user) for name, user in users.items()}
    return {name for name, no in refusals.items() if no is None or isinstance(no, AgainstRule)}


def test_the_tables_hold_exactly_these_moves():
    assert {row.name for row in TABLE} == set(PROJECT)
    assert {row.name for row in PAYOUT_TABLE} == set(PAYOUT)


@pytest.mark.parametrize("status", ProjectStatus.values)
def test_a_project_moves_as_the_table_says(project, everyone, status):
    Project.objects.update(status=status)
    project.refresh_from_db()

    found = {row.name: may(row, project, everyone) for row in TABLE}

    assert found == {name: (who if status in states else set()) for name, (states, who) in PROJECT.items()}


@pytest.mark.parametrize("status", PayoutStatus.values)
def test_a_payment_moves_as_the_table_says(payout, everyone, status):
    Payout.objects.update(status=status)
    payout.refresh_from_db()

    found = {row.name: may(row, payout, everyone) for row in PAYOUT_TABLE}

    assert found == {name: (who if status in states else set()) for name, (states, who) in PAYOUT.items()}


def test_the_work_is_seen_by_those_who_lead_it_and_those_who_follow_it(project, everyone):
    assert {name for name, user in everyone.items() if sees_work(user, project)} == {
        "sara",
        "karin",
        "fou",
        "revisor",
        "admin",
    }

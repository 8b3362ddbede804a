"""Who may move a report, in which state, and who sees it: held against written-out tables."""

import pytest
from django.urls import reverse

from praktiknara.chain.rules import AgainstRule
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import ConsumptionReport, Outcome, ResultReport
from praktiknara.results.transitions import CONSUMPTION_TABLE, TABLE

OWNERS = {"sara", "karin"}
OFFICER = {"fou"}
READERS = {"fou", "revisor", "admin"}

REPORT = {
    "submit_report": ({"draft", "returned"}, OWNERS),
    "return_report": ({"submitted"}, OFFICER),
    "accept_report": ({"submitted"}, OFFICER),
    "publish_report": ({"accepted"}, OFFICER),
    "unpublish_report": ({"published"}, OFFICER),
}
CONSUMPTION = {
    "submit_consumption": ({"draft", "returned"}, OWNERS),
    "return_consumption": ({"submitted"}, OFFICER),
    "accept_consumption": ({"submitted"}, OFFICER),
}
EVERYONE = "everyone"
SEES_REPORT = {
    "draft": OWNERS,
    "submitted": OWNERS | READERS,
    "returned": OWNERS | READERS,
    "accepted": OWNERS | READERS,
    "published": EVERYONE,
}


def may(transition, thing, users):
    refusals = {name: transition.why_not(thing, user) for name, user in users.items()}
    return {name for name, no in refusals.items() if no is None or isinstance(no, AgainstRule)}


def test_the_tables_hold_exactly_these_moves():
    assert {row.name for row in TABLE} == set(REPORT)
    assert {row.name for row in CONSUMPTION_TABLE} == set(CONSUMPTION)
    assert set(SEES_REPORT) == set(ReportStatus.values)


@pytest.mark.parametrize("status", ReportStatus.values)
def test_a_result_report_moves_as_the_table_says(written, everyone, status):
    ResultReport.objects.update(status=status)
    written.refresh_from_db()

    found = {row.name: may(row, written, everyone) for row in TABLE}

    assert found == {name: (who if status in states else set()) for name, (states, who) in REPORT.items()}


@pytest.mark.parametrize("status", ReportStatus.values)
def test_a_report_on_money_moves_as_the_table_says(money_report, everyone, status):
    ConsumptionReport.objects.update(status=status)
    money_report.refresh_from_db()

    found = {row.name: may(row, money_report, everyone) for row in CONSUMPTION_TABLE}

    assert found == {
        name: (who if status in states else set()) for name, (states, who) in CONSUMPTION.items()
    }


@pytest.mark.parametrize("status", ReportStatus.values)
def test_page_scope_and_outcomes_agree_on_who_sees_a_report(client, written, everyone, status):
    ResultReport.objects.update(status=status)
    wanted = set(everyone) | {"visitor"} if SEES_REPORT[status] == EVERYONE else SEES_REPORT[status]

    scope, page, outcomes = set(), set(), set()
    for name, user in [*everyone.items(), ("visitor", None)]:
        client.logout()
        if user:
            client.force_login(user)
        if ResultReport.objects.visible_to(user).exists():
            scope.add(name)
        if Outcome.objects.visible_to(user).exists():
            outcomes.add(name)
        answer = client.get(written.get_absolute_url())
        assert answer.status_code in {200, 404}
        if answer.status_code == 200:
            page.add(name)

    assert scope == page == outcomes == wanted


def test_the_money_is_seen_by_the_owner_and_those_who_follow(client, money_report, everyone):
    seen = {name for name, user in everyone.items() if ConsumptionReport.objects.visible_to(user).exists()}

    assert seen == OWNERS | READERS
    assert not ConsumptionReport.objects.visible_to(None).exists()
    assert client.get(money_report.get_absolute_url()).status_code == 404


def test_the_work_page_opens_for_those_who_see_the_work_and_says_no_to_the_rest(client, project, everyone):
    url = reverse("project_work", args=[project.slug])
    answers = {}
    for name, user in everyone.items():
        client.force_login(user)
        answers[name] = client.get(url).status_code
    client.logout()

    assert answers == {name: 200 if name in OWNERS | READERS else 403 for name in everyone}
    assert client.get(url).url.startswith(reverse("login"))


def test_the_auditor_reads_and_has_nothing_to_press(client, project, received, written, revisor, sara, now):
    from praktiknara.results import actions

    actions.submit_report(written, by=sara, now=now)
    client.force_login(revisor)

    for url in (reverse("project_work", args=[project.slug]), written.get_absolute_url()):
        main = client.get(url).text.split("<main")[1].split("</main>")[0]
        assert "<form" not in main
        assert "ds-button" not in main

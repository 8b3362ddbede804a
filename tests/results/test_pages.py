"""The list of reports, what anyone may read, and how many questions the pages ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.granted import WHOLE_OUTCOMES, WHOLE_REPORT

from praktiknara.people.choices import Origin
from praktiknara.projects import actions as projects
from praktiknara.results import actions, queries
from praktiknara.results.models import Aftermath, Outcome, ResultReport

SECRET = "Hemligtordskvaller"
LIST = "/uppfoljning/"


def test_the_line_of_the_project_follows_its_steps(client, project, payout, sara, fou, now):
    def line() -> list[tuple[str, str]]:
        found = queries.project_at_work(project.slug, sara)
        return [(station.label, station.state) for station in queries.work_line(found)] if found else []

    assert line() == [
        ("Beslut", "done"),
        ("Pengar", "todo"),
        ("Start", "todo"),
        ("Redovisning av medel", "todo"),
        ("Resultat", "todo"),
        ("Publicerat", "todo"),
    ]

    projects.pay(payout, paid_on=timezone.localdate(now), by=fou, now=now)
    assert dict(line())["Pengar"] == "here"
    projects.receive(payout, by=sara, now=now)
    projects.start_project(project, by=sara, now=now)
    report = actions.start_report(project, year=2027, by=sara, now=now)
    actions.write_report(report, WHOLE_REPORT, WHOLE_OUTCOMES, version=0, by=sara, now=now)
    money = actions.start_consumption(project.grants.get(), by=sara, now=now)
    actions.write_consumption(money, {"used": 450_000}, version=0, by=sara, now=now)
    assert [state for _label, state in line()] == ["done", "done", "done", "here", "here", "todo"]

    actions.submit_consumption(money, by=sara, now=now)
    actions.accept_consumption(money, by=fou, now=now)
    actions.submit_report(report, by=sara, now=now)
    actions.accept_report(report, by=fou, now=now)
    actions.publish_report(report, by=fou, now=now)

    assert [state for _label, state in line()] == ["done"] * 6


def test_what_happened_is_told_in_words(client, project, received, sara):
    client.force_login(sara)

    page = client.get(reverse("project_work", args=[project.slug])).text

    assert "Sara Lindqvist, verksamhetsutvecklare, bekräftade att pengarna kom" in page
    assert "Maria Sund, FoU-utredare, betalade ut" in page
    assert "ansökan blev ett projekt med bidrag" in page


def test_maria_follows_all_reports_and_filters_them(client, accepted, another_project, sara, fou, now):
    other = actions.start_report(another_project(2), year=2027, by=sara, now=now)
    client.force_login(fou)

    def shown(query: str = "") -> list[ResultReport]:
        return list(client.get(LIST + query).context["page"])

    assert shown() == [accepted]  # a draft is not handed in
    actions.write_report(
        other, {**WHOLE_REPORT, "continues": True}, WHOLE_OUTCOMES, version=0, by=sara, now=now
    )
    actions.submit_report(other, by=sara, now=now)
    assert shown() == [other, accepted]
    assert shown("?status=submitted") == [other]
    assert shown("?year=2026") == []
    assert shown(f"?call={accepted.project.application.call.pk}") == [accepted]
    assert shown("?status=strunt&year=x&call=99999") == [other, accepted]


def test_maria_follows_the_money_too(client, money_report, fou, revisor):
    for reader in (fou, revisor):
        client.force_login(reader)
        assert list(client.get(LIST + "?visa=medel").context["page"]) == [money_report]


def test_sara_sees_her_own_and_farid_does_not(client, begun, sara, farid):
    client.force_login(sara)
    assert list(client.get(LIST).context["page"]) == [begun]
    client.force_login(farid)
    assert list(client.get(LIST).context["page"]) == []


def test_a_visitor_reads_what_is_published_and_nothing_else_leaks(
    client, written, accepted, another_project, sara, fou, now
):
    draft = actions.start_report(another_project(2), year=2027, by=sara, now=now)
    actions.write_report(
        draft,
        {name: SECRET for name in WHOLE_REPORT if name != "continues"},
        [{"indicator": SECRET, "value": 3, "measure": "count", "finding": "worked", "text": SECRET}],
        version=0,
        by=sara,
        now=now,
    )
    assert list(client.get(LIST).context["published"]) == []

    actions.publish_report(accepted, by=fou, now=now)
    page = client.get(LIST)

    assert list(page.context["published"]) == [accepted]
    addresses = [
        LIST,
        accepted.get_absolute_url(),
        draft.get_absolute_url(),
        reverse("findings", args=["gick-bra"]),
        reverse("knowledge"),
        reverse("knowledge") + f"?q={SECRET.lower()}",
        reverse("knowledge_feed"),
        draft.project.get_absolute_url(),
        reverse("home"),
        reverse("projects") + f"?q={SECRET.lower()}",
        reverse("search") + f"?q={SECRET.lower()}",
    ]
    leaking = [url for url in addresses if SECRET in client.get(url).text]
    assert leaking == []


def test_what_became_of_projects_is_counted_by_project_and_kind(project, another_project):
    stella, rehab, worlds = another_project(1), another_project(2), another_project(3)
    for kind, of in (
        ("permanent", stella),
        ("permanent", stella),
        ("prize", rehab),
        ("agreement", worlds),
        ("spread", worlds),
    ):
        Aftermath.objects.create(project=of, kind=kind, text=kind, origin=Origin.HISTORY)
    Aftermath.objects.create(project=project, kind="permanent", text="påhittat", origin=Origin.EXAMPLE)

    assert {row.kind: (row.how_many, row.projects) for row in queries.tally()} == {
        "permanent": (1, [stella]),
        "prize": (1, [rehab]),
        "agreement": (1, [worlds]),
        "spread": (1, [worlds]),
    }


def test_a_project_that_becomes_permanent_is_counted(project, received, sara, fou, now):
    projects.start_project(project, by=sara, now=now)
    projects.end_project(project, by=fou, now=now)

    projects.keep(project, by=fou, now=now)

    assert [(row.kind, row.projects) for row in queries.tally()] == [("permanent", [project])]


def test_unlike_numbers_stand_side_by_side_without_a_sum(client, project):
    for value, told in ((273, {"year": 2016}), (190, {"year": 2017, "partial_year": True})):
        Outcome.objects.create(
            project=project, indicator="besök", unit="besök", measure="count", value=value, **told
        )
    page = client.get(LIST)

    (indicator,) = page.context["indicators"]
    assert [outcome.value for outcome in indicator.outcomes] == [190, 273]
    assert indicator.total is None
    assert "463" not in page.text
    assert "Jämför inte med ett helt år." in page.text


@pytest.mark.parametrize("who", ["visitor", "sara", "fou"])
@pytest.mark.parametrize("page", ["list", "money", "work", "report"])
def test_a_page_asks_as_many_questions_for_thirty_as_for_one(
    client, accepted, money_report, another_project, everyone, now, who, page
):
    if who == "visitor" and page == "work":
        pytest.skip("the work is not for visitors")
    actions.publish_report(accepted, by=everyone["fou"], now=now)
    urls = {
        "list": LIST,
        "money": LIST + "?visa=medel",
        "work": reverse("project_work", args=[accepted.project.slug]),
        "report": accepted.get_absolute_url(),
    }

    def asked() -> int:
        if who != "visitor":
            client.force_login(everyone[who])
        client.get(urls[page])
        with CaptureQueriesContext(connection) as caught:
            assert client.get(urls[page]).status_code == 200
        return len(caught)

    first = asked()
    for number in range(30):
        report = ResultReport.objects.create(
            project=another_project(number + 10), year=2027, status="published"
        )
        Outcome.objects.create(project=report.project, report=report, indicator=f"mått {number}", value=1)
        Aftermath.objects.create(project=report.project, kind="permanent", text="fortsätter")

    assert asked() == first
    assert first <= 15


def test_the_list_has_pages(client, another_project, fou):
    for number in range(30):
        ResultReport.objects.create(project=another_project(number), year=2027, status="submitted")
    client.force_login(fou)

    assert len(client.get(LIST).context["page"]) == 25
    assert len(client.get(LIST + "?sida=2").context["page"]) == 5
    assert len(client.get(LIST + "?sida=999").context["page"]) == 5

"""My day: what waits for each role, from the real state of things, and no more."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.reading import main_of, section, title_of, told, words
from tests.rounds import closed, registered, scored

from praktiknara.applications import actions as applications
from praktiknara.applications.choices import ApplicationStatus, CoApplicantStatus
from praktiknara.applications.models import Application, CoApplicant
from praktiknara.assessments import actions as assessing
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.projects import actions as projects
from praktiknara.projects.models import Project
from praktiknara.results import actions as results


@pytest.fixture
def day(client):
    """Opens my day as someone and gives the page."""

    def opened(user):
        client.force_login(user)
        return client.get(reverse("my_day"))

    return opened


def tasks(page) -> list[str]:
    """The headings of what waits, in order."""
    found = re.search(r'<ol class="p-tasks">(.*?)</ol>', main_of(page), re.DOTALL)
    return [words(each) for each in re.findall(r"<h3>(.*?)</h3>", found.group(1), re.DOTALL)] if found else []


def buttons(page) -> list[str]:
    """Where the tasks' buttons lead, in order."""
    found = re.search(r'<ol class="p-tasks">(.*?)</ol>', main_of(page), re.DOTALL)
    return re.findall(r'<a class="ds-button"[^>]*href="([^"]*)"', found.group(1)) if found else []


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(reverse("my_day"))["Location"].startswith(reverse("login"))


def test_every_role_has_a_day_and_something_to_do_when_nothing_waits(day, everyone):
    for name, user in everyone.items():
        page = day(user)
        assert tasks(page) == [], name
        assert "Inget väntar på dig just nu." in title_of(page)
        assert 'class="ds-button"' in section_markup(page), name


def section_markup(page) -> str:
    found = re.search(r'<section aria-labelledby="idag">(.*?)</section>', main_of(page), re.DOTALL)
    assert found
    return found.group(1)


def test_sara_continues_her_draft_before_the_call_closes(day, whole_application, sara):
    page = day(sara)

    assert "En sak väntar på dig i dag." in title_of(page)
    assert tasks(page) == ["Skriv klart ”Stödgrupper för barn i familjehem”"]
    assert buttons(page) == [whole_application.get_absolute_url()]
    assert "Ett utkast till Lokala utvecklingsmedel 2027." in section(page, "idag")


def test_a_draft_to_a_closed_call_is_no_task(day, whole_application, sara, now):
    Call.objects.update(closes_at=now - timedelta(seconds=1))

    assert tasks(day(sara)) == []


def test_karin_signs_while_sara_waits_for_her(day, whole_application, sara, karin, now):
    applications.hand_over(whole_application, by=sara, now=now)

    assert tasks(day(karin)) == ["Skriv under ”Stödgrupper för barn i familjehem”"]
    waiting = day(sara)
    assert tasks(waiting) == []
    assert section(waiting, "andra") == (
        "Väntar på andra Chefen i Skarpnäck Underskrift av ”Stödgrupper för barn i familjehem”"
    )


def test_both_may_send_what_is_signed(day, whole_application, sara, karin, now):
    applications.hand_over(whole_application, by=sara, now=now)
    applications.sign(whole_application, by=karin, now=now)

    assert tasks(day(sara)) == ["Skicka in ”Stödgrupper för barn i familjehem”"]
    assert tasks(day(karin)) == ["Skicka in ”Stödgrupper för barn i familjehem”"]


def test_farsta_is_asked_and_nobody_else(day, whole_application, farid, lena, sara, stranger):
    CoApplicant.objects.update(status=CoApplicantStatus.ASKED)

    asked = ["Svara om ni söker tillsammans med Skarpnäck"]
    assert tasks(day(farid)) == asked
    assert tasks(day(lena)) == asked
    assert tasks(day(stranger)) == []
    assert asked[0] not in tasks(day(sara))


def test_the_registrar_registers_what_has_come_in(day, whole_application, sara, karin, rut, fou, now):
    applications.hand_over(whole_application, by=sara, now=now)
    applications.sign(whole_application, by=karin, now=now)
    applications.submit(whole_application, by=sara, now=now)

    assert tasks(day(rut)) == ["Diarieför ”Stödgrupper för barn i familjehem”"]
    assert "Registratorn Diarieföring av" in section(day(sara), "andra")
    assert "Registratorn En ansökan att diarieföra" in section(day(fou), "andra")


def test_the_officer_closes_assigns_and_makes_the_case(day, open_call, city, sara, olle, petra, fou, now):
    first = registered(open_call, city.skarpnack, sara, "Stödgrupper", 500_000)
    second = registered(open_call, city.farsta, sara, "Skolnärvaro", 400_000)
    assert tasks(day(fou)) == ["Utse bedömare till två ansökningar"]

    Call.objects.filter(pk=open_call.pk).update(closes_at=now - timedelta(minutes=1))
    assert tasks(day(fou)) == ["Stäng Lokala utvecklingsmedel 2027", "Utse bedömare till två ansökningar"]

    call = closed(open_call, now)
    for application in (first, second):
        scored(application, olle, (3, 2, 1), fou=fou, now=now)
    late = assessing.assign(first, petra, by=fou, now=now)
    waiting = day(fou)
    assert tasks(waiting) == []
    assert "Bedömarna En bedömning som inte är låst" in section(waiting, "andra")

    assessing.take_away(late, by=fou, now=now)
    assert tasks(day(fou)) == ["Gör ärendet för Lokala utvecklingsmedel 2027"]
    assert call.status == "closed"


def test_an_assessor_sees_her_own_assessments_only(day, open_call, city, sara, olle, petra, fou, now):
    application = registered(open_call, city.skarpnack, sara, "Stödgrupper", 500_000)
    assessment = assessing.assign(application, olle, by=fou, now=now)

    page = day(olle)
    assert tasks(page) == ["Bedöm ”Stödgrupper”"]
    assert buttons(page) == [assessment.get_absolute_url()]
    assert "Skarpnäck söker 500 000 kr." in section(page, "idag")
    assert tasks(day(petra)) == []


CASE_TASKS: dict[str, dict[str, list[str]]] = {
    "preparation": {
        "fou": ["Gör klart ”Fördelning”"],
        "chief": ["Läs och lämna ”Fördelning” till nämnden"],
        "ingrid": ["Läs underlaget till ”Fördelning”"],
        "nils": [],
        "rut": [],
        "revisor": [],
    },
    "ready": {
        "fou": ["För in beslutet i ”Fördelning”"],
        "chief": [],
        "ingrid": [],
        "nils": ["Läs ”Fördelning”"],
        "rut": ["För in beslutet i ”Fördelning”"],
        "revisor": [],
    },
    "decided": {
        "fou": ["Skicka beslutet i ”Fördelning”"],
        "chief": [],
        "ingrid": [],
        "nils": [],
        "rut": ["Skicka beslutet i ”Fördelning”"],
        "revisor": [],
    },
    "closed": {"fou": [], "chief": [], "ingrid": [], "nils": [], "rut": [], "revisor": []},
}


@pytest.mark.parametrize("status", CASE_TASKS)
def test_a_case_waits_for_the_one_whose_turn_it_is(day, everyone, city, now, status):
    Case.objects.create(
        title="Fördelning",
        slug="fordelning",
        body=city.board,
        meeting_on=timezone.localdate(now) - timedelta(days=1),
        status=status,
    )

    found = {name: tasks(day(everyone[name])) for name in CASE_TASKS[status]}

    assert found == CASE_TASKS[status]


def test_a_case_of_the_history_waits_for_nobody(day, everyone, city):
    Case.objects.create(
        title="Gammalt", slug="gammalt", body=city.board, status="preparation", origin="history"
    )

    assert {name: tasks(day(user)) for name, user in everyone.items()} == {name: [] for name in everyone}


def test_before_the_meeting_there_is_no_decision_to_record(day, fou, rut, city, now):
    Case.objects.create(
        title="Fördelning",
        slug="f",
        body=city.board,
        meeting_on=timezone.localdate(now) + timedelta(days=1),
        status="ready",
    )

    assert tasks(day(fou)) == tasks(day(rut)) == []


def test_money_goes_from_the_officer_to_the_project(day, project, payout, sara, karin, fou, stranger, now):
    assert tasks(day(sara)) == ["Starta projektet ”Stödgrupper för barn i familjehem”"]
    payout.due_on = timezone.localdate(now)
    payout.save()
    assert [task for task in tasks(day(fou)) if task.startswith("Betala")] == [
        "Betala ut 450 000 kr till ”Stödgrupper för barn i familjehem”"
    ]

    projects.pay(payout, paid_on=timezone.localdate(now), by=fou, now=now)
    assert "Bekräfta att pengarna har kommit" in tasks(day(sara))
    assert "Bekräfta att pengarna har kommit" in tasks(day(karin))
    assert tasks(day(stranger)) == []

    projects.receive(payout, by=sara, now=now)
    assert "Bekräfta att pengarna har kommit" not in tasks(day(sara))


def test_a_report_goes_back_and_forth(day, written, sara, fou, now):
    about = "redovisningen av ”Stödgrupper för barn i familjehem”"
    assert f"Skriv klart {about}" in tasks(day(sara))

    results.submit_report(written, by=sara, now=now)
    assert f"Granska {about}" in tasks(day(fou))
    assert all(about not in task for task in tasks(day(sara)))

    results.return_report(written, "Berätta om pojkarna.", by=fou, now=now)
    page = day(sara)
    assert f"Komplettera {about}" in tasks(page)
    assert "Berätta om pojkarna." in section(page, "idag")

    results.submit_report(written, by=sara, now=now)
    results.accept_report(written, by=fou, now=now)
    assert "Publicera resultatet av ”Stödgrupper för barn i familjehem”" in tasks(day(fou))


def test_a_report_on_money_is_finished_and_reviewed(day, money_report, sara, fou, now):
    about = "redovisningen av medel för ”Stödgrupper för barn i familjehem”"
    assert f"Skriv klart {about}" in tasks(day(sara))

    results.write_consumption(money_report, {"used": 450_000, "comment": ""}, version=0, by=sara, now=now)
    results.submit_consumption(money_report, by=sara, now=now)

    assert f"Granska {about}" in tasks(day(fou))


def test_an_example_is_marked(day, whole_application, sara):
    Application.objects.update(origin="example")

    assert tasks(day(sara)) == ["Skriv klart ”Stödgrupper för barn i familjehem” exempel"]


def test_one_button_is_primary_and_the_rest_are_not(day, open_call, city, sara, olle, fou, now):
    for title in ("A", "B", "C"):
        application = registered(open_call, city.skarpnack, sara, title, 1)
        assessing.assign(application, olle, by=fou, now=now)

    markup = section_markup(day(olle))

    assert markup.count('class="ds-button" href') == 1
    assert markup.count('class="ds-button" data-variant="secondary" href') == 2
    assert "Tre saker väntar på dig i dag." in title_of(day(olle))


def test_the_officer_sees_the_frame_of_the_round(day, open_call, city, sara, fou):
    registered(open_call, city.skarpnack, sara, "Stödgrupper", 500_000)
    registered(open_call, city.farsta, sara, "Skolnärvaro", 400_000)

    assert section(day(fou), "ram").startswith(
        "Ramen för Lokala utvecklingsmedel 2027 Ram 3 000 000 kr Sökt, 2 ansökningar 900 000 kr"
    )


def test_sara_sees_what_others_did_with_her_application_and_a_stranger_does_not(
    day, whole_application, sara, karin, stranger, now
):
    applications.hand_over(whole_application, by=sara, now=now)
    applications.sign(whole_application, by=karin, now=now)

    assert "Karin Holm skrev under: Stödgrupper för barn i familjehem" in section(day(sara), "hant")
    assert "Karin Holm" not in told(day(stranger))


@pytest.mark.parametrize(
    "name", ["sara", "karin", "fou", "rut", "olle", "chief", "ingrid", "nils", "revisor"]
)
def test_the_day_costs_the_same_with_one_thing_and_with_thirty(
    day, client, everyone, open_call, city, project, payout, written, olle, now, name
):
    user = everyone[name]

    def asked() -> int:
        client.force_login(user)
        client.get(reverse("my_day"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("my_day")).status_code == 200
        return len(captured)

    registered(open_call, city.skarpnack, everyone["sara"], "Den första", 100_000)
    few = asked()
    for number in range(30):
        application = registered(open_call, city.skarpnack, everyone["sara"], f"Ansökan {number}", 100_000)
        if number % 2:
            Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.SUBMITTED)
        elif number % 3:
            Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.DRAFT)
        else:
            assessing.assign(application, olle, by=everyone["fou"], now=now)
        Project.objects.create(
            title=f"P{number}",
            kind=project.kind,
            owner=project.owner,
            status="granted",
            start="2027",
            end="2027",
        )
        Case.objects.create(
            title=f"Ärende {number}", slug=f"arende-{number}", body=city.board, status="preparation"
        )

    assert asked() == few
    assert few <= 15

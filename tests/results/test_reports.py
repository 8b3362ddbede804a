"""Sara tells what it gave, Maria reads, returns and accepts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.granted import WHOLE_OUTCOMES, WHOLE_REPORT

from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Stale
from praktiknara.results import actions
from praktiknara.results.models import Outcome, ResultReport
from praktiknara.trail.models import Event
from praktiknara.trail.queries import events


def write_url(report: ResultReport) -> str:
    return reverse("write_result_report", args=[report.pk])


def typed(version: int, *outcomes: dict[str, str], **told: str) -> dict[str, str]:
    texts = {name: str(value) for name, value in WHOLE_REPORT.items() if name != "continues"}
    data = {"version": str(version), "continues": "no", **texts, **told}
    data |= {"outcomes-TOTAL_FORMS": str(len(outcomes)), "outcomes-INITIAL_FORMS": "0"}
    for number, row in enumerate(outcomes):
        data |= {f"outcomes-{number}-{name}": value for name, value in row.items()}
    return data


LONELY = {
    "indicator": "barn som kände sig mindre ensamma",
    "value": "17",
    "measure": "count",
    "base": "21",
    "unit": "barn",
    "year": "2027",
    "finding": "worked",
}


def test_sara_writes_and_hands_in_a_whole_report(client, project, sara):
    client.force_login(sara)

    begun = client.post(reverse("start_result_report", args=[project.slug]), {"year": "2027"})
    report = ResultReport.objects.get()
    assert begun.url == write_url(report)
    assert client.get(begun.url).status_code == 200
    sent = client.post(begun.url, {**typed(0, LONELY), "do": "hand_in"})

    assert sent.url == reverse("project_work", args=[project.slug])
    report.refresh_from_db()
    outcome = report.outcomes.get()
    assert (report.status, report.template, report.lesson) == (
        "submitted",
        "full",
        "Ring hem före varje träff.",
    )
    assert (outcome.value, outcome.base, outcome.measure, outcome.unit, outcome.year, outcome.project) == (
        Decimal(17),
        21,
        "count",
        "barn",
        2027,
        project,
    )
    assert [event.verb for event in events(report)] == ["submit_report", "write_report", "start_report"]


def test_begun_twice_it_is_one_report(begun, project, karin, now):
    assert actions.start_report(project, year=2027, by=karin, now=now) == begun
    assert ResultReport.objects.count() == 1


def test_a_year_outside_the_project_is_refused(project, sara, now):
    with pytest.raises(AgainstRule, match="Välj ett av åren 2027"):
        actions.start_report(project, year=2031, by=sara, now=now)


def test_what_is_missing_is_told_at_its_place_and_what_is_typed_is_saved(client, begun, sara):
    client.force_login(sara)
    data = typed(0, {**LONELY, "value": "22"}, gender_analysis="", lesson="")

    page = client.post(write_url(begun), {**data, "do": "hand_in"})

    assert page.status_code == 422
    form, rows = page.context["form"], page.context["rows"]
    assert dict(form.errors) == {
        "lesson": ["Skriv en lärdom, högst tre meningar, som en kollega bör känna till."],
        "gender_analysis": ["Svara på frågan om jämställdhet."],
    }
    assert rows.errors == [
        {"value": ["Värdet är större än antalet det räknas av. Rätta det ena eller det andra."]}
    ]
    assert 'href="#id_outcomes-0-value"' in page.text
    begun.refresh_from_db()
    assert (begun.status, begun.activities, begun.version) == (
        "draft",
        "Fyra grupper träffades tio gånger.",
        1,
    )
    again = client.post(write_url(begun), {**typed(1, LONELY), "do": "hand_in"})
    assert again.status_code == 302


def test_a_project_that_goes_on_is_asked_less(client, begun, sara):
    client.force_login(sara)
    data = typed(0, continues="yes", results="", lesson="", deviations="")

    sent = client.post(write_url(begun), {**data, "do": "hand_in"})

    assert sent.status_code == 302
    begun.refresh_from_db()
    assert (begun.status, begun.template) == ("submitted", "simplified")


def test_the_text_saves_itself_while_sara_writes(client, begun, sara):
    client.force_login(sara)

    first = client.post(write_url(begun), typed(0, LONELY), headers={"X-Autosave": "1"})
    second = client.post(write_url(begun), typed(1, LONELY, LONELY), headers={"X-Autosave": "1"})

    assert first.json()["fields"] == {"version": "1"}
    assert second.json()["fields"] == {"version": "2"}
    assert begun.outcomes.count() == 2
    assert [event.verb for event in events(begun)] == ["write_report", "start_report"]


def test_a_new_sitting_leaves_a_new_event(begun, sara, karin, now):
    version = 0
    for by, at in (
        (sara, now),
        (sara, now + timedelta(minutes=5)),
        (karin, now),
        (sara, now),
        (sara, now + timedelta(hours=2)),
    ):
        version = actions.write_report(begun, {}, [], version=version, by=by, now=at).version

    assert [event.actor_name for event in events(begun).filter(verb="write_report")] == [
        "Sara Lindqvist",
        "Sara Lindqvist",
        "Karin Holm",
        "Sara Lindqvist",
    ]


def test_what_cannot_be_read_is_told_while_writing_and_nothing_is_changed(client, begun, sara):
    client.force_login(sara)

    answer = client.post(
        write_url(begun), typed(0, {**LONELY, "value": "många"}), headers={"X-Autosave": "1"}
    )

    assert answer.status_code == 422
    assert answer.json()["message"] == "Inte sparat. Skriv med siffror, till exempel 92 eller 12,5."
    begun.refresh_from_db()
    assert (begun.version, begun.activities) == (0, "")


def test_two_who_edit_do_not_write_over_each_other(client, begun, sara, karin, now):
    actions.write_report(begun, {"activities": "Karins text."}, [], version=0, by=karin, now=now)
    client.force_login(sara)

    answer = client.post(write_url(begun), typed(0), headers={"X-Autosave": "1"})
    page = client.post(write_url(begun), typed(0, activities="Saras text."))

    assert (answer.status_code, page.status_code) == (409, 422)
    assert "Det du skrev finns kvar" in answer.json()["message"]
    assert "Saras text." in page.text
    begun.refresh_from_db()
    assert begun.activities == "Karins text."
    # The page now knows Karin's version: Sara has compared, and saves.
    assert 'name="version" value="1"' in page.text
    assert client.post(write_url(begun), typed(1, activities="Saras text.")).status_code == 302


def test_a_page_that_could_not_be_read_keeps_the_version_it_came_with(client, begun, sara, karin, now):
    actions.write_report(begun, {"activities": "Karins text."}, [], version=0, by=karin, now=now)
    client.force_login(sara)

    page = client.post(write_url(begun), typed(0, {**LONELY, "value": "många"}))

    assert page.status_code == 422
    assert 'name="version" value="0"' in page.text


def test_maria_returns_with_words_and_sara_hands_in_again(client, written, sara, fou, now):
    actions.submit_report(written, by=sara, now=now)
    client.force_login(fou)
    back = reverse("return_result_report", args=[written.pk])

    assert client.post(back, {"return_reason": " "}).status_code == 422
    client.post(back, {"return_reason": "Hur många pojkar deltog?"})

    written.refresh_from_db()
    assert (written.status, written.return_reason) == ("returned", "Hur många pojkar deltog?")
    client.force_login(sara)
    assert "Hur många pojkar deltog?" in client.get(write_url(written)).text
    actions.submit_report(written, by=sara, now=now)
    assert actions.accept_report(written, by=fou, now=now).status == "accepted"


def test_a_report_that_is_handed_in_cannot_be_changed(client, written, sara, now):
    actions.submit_report(written, by=sara, now=now)

    with pytest.raises(NotNow):
        actions.write_report(written, WHOLE_REPORT, [], version=1, by=sara, now=now)
    client.force_login(sara)
    assert client.post(write_url(written), typed(1)).status_code == 409
    assert written.outcomes.count() == 1


def test_farid_cannot_write_in_skarpnacks_report_nor_see_it(client, begun, farid, now):
    with pytest.raises(NotYours):
        actions.write_report(begun, WHOLE_REPORT, WHOLE_OUTCOMES, version=0, by=farid, now=now)
    client.force_login(farid)

    assert client.get(begun.get_absolute_url()).status_code == 404
    assert client.post(write_url(begun), typed(0)).status_code == 404


def test_a_very_long_text_and_odd_signs_are_told_and_not_lost(client, begun, sara):
    client.force_login(sara)
    long = "Ångström " * 12_000

    page = client.post(write_url(begun), typed(0, activities=long))

    assert page.status_code == 422
    assert "tecken för lång" in page.text
    assert long.strip()[:2000] in page.text
    saved = client.post(write_url(begun), typed(0, activities="👩‍👧 \u0000\u202e\u00a0Åsa"))
    assert saved.status_code == 302
    begun.refresh_from_db()
    assert begun.activities == "👩‍👧 \u00a0Åsa"


def test_an_outcome_that_is_emptied_is_gone(client, written, sara):
    client.force_login(sara)

    client.post(write_url(written), typed(1, {"text": "", "year": "2027"}))

    assert not Outcome.objects.exists()


def test_sara_accounts_for_the_money_and_what_is_left_must_be_explained(client, grant, received, sara, fou):
    client.force_login(sara)
    begun = client.post(reverse("start_consumption", args=[grant.pk]))
    page = client.post(begun.url, {"version": "0", "used": "438 000", "comment": "", "do": "hand_in"})

    assert page.status_code == 422
    assert "12\u00a0000\u00a0kr är kvar." in page.text
    sent = client.post(
        begun.url,
        {"version": "1", "used": "438 000 kr", "comment": "Lokalen blev billigare.", "do": "hand_in"},
    )

    assert sent.status_code == 302
    report = grant.consumption
    assert (report.status, report.used) == ("submitted", 438_000)
    client.force_login(fou)
    told = client.get(report.get_absolute_url()).text
    assert "438\u00a0000\u00a0kr har använts" in told
    assert "12\u00a0000\u00a0kr" in told
    client.post(reverse("accept_consumption", args=[report.pk]))
    report.refresh_from_db()
    assert report.status == "accepted"


def test_more_than_the_grant_cannot_be_accounted_for(money_report, sara, now):
    actions.write_consumption(money_report, {"used": 450_001, "comment": "x"}, version=0, by=sara, now=now)

    with pytest.raises(AgainstRule, match="Ni fick 450"):
        actions.submit_consumption(money_report, by=sara, now=now)


def test_two_who_account_do_not_write_over_each_other(client, money_report, sara, karin, now):
    actions.write_consumption(money_report, {"used": 1}, version=0, by=karin, now=now)

    with pytest.raises(Stale):
        actions.write_consumption(money_report, {"used": 2}, version=0, by=sara, now=now)
    client.force_login(sara)
    url = reverse("write_consumption", args=[money_report.pk])
    answer = client.post(url, {"version": "0", "used": "2"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 409
    money_report.refresh_from_db()
    assert money_report.used == 1


def test_what_is_not_told_is_unknown_and_never_zero(client, money_report, fou, sara):
    client.force_login(sara)

    page = client.get(money_report.get_absolute_url()).text

    assert "inte skrivet än" in page
    assert "kan inte räknas" in page
    assert ">0\u00a0kr<" not in page


def test_a_refused_move_leaves_a_mark_but_changes_nothing(client, written, farid, fou):
    client.force_login(fou)

    answer = client.post(reverse("accept_result_report", args=[written.pk]))

    assert answer.status_code == 404  # a draft is not for the officer to see yet
    written.refresh_from_db()
    assert written.status == "draft"
    assert not Event.objects.filter(verb="accept_report").exists()

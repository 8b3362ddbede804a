"""Maria publishes what Sara reported, once, and can take it back."""

import pytest
from django.urls import reverse

from praktiknara.chain.rules import AgainstRule, NotNow, NotYours
from praktiknara.knowledge import actions
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import events

WORDS: actions.Words = {
    "title": "Barn i familjehem kände sig mindre ensamma",
    "summary": "Fyra grupper träffades. 17 av 21 barn kände sig mindre ensamma.",
    "lesson": "Ring hem före varje träff.",
    "audience": "Familjehemssekreterare",
}


@pytest.fixture
def output(accepted, fou, now) -> KnowledgeOutput:
    return actions.publish_report(accepted, **WORDS, by=fou, now=now)


def publish_url(report) -> str:
    return reverse("publish_report", args=[report.pk])


def test_maria_begins_with_what_the_project_wrote_and_publishes(client, accepted, city, fou):
    client.force_login(fou)
    page = client.get(publish_url(accepted))
    assert page.context["form"].initial == {
        "title": "Stödgrupper för barn i familjehem",
        "summary": "Barnen kände sig mindre ensamma.",
        "lesson": "Ring hem före varje träff.",
        "audience": "Barn i familjehem, 8–14 år",
        "finding": "worked",
        "because": "",
    }

    answer = client.post(publish_url(accepted), WORDS)

    output = KnowledgeOutput.objects.get()
    accepted.refresh_from_db()
    assert (
        answer.url == output.get_absolute_url() == "/kunskapsbank/barn-i-familjehem-kande-sig-mindre-ensamma/"
    )
    assert (output.status, output.kind, output.year, output.publisher, output.project, output.report) == (
        "published",
        "result",
        2027,
        city.skarpnack,
        accepted.project,
        accepted,
    )
    assert accepted.status == "published"
    assert [event.verb for event in events(output)] == ["publish"]
    assert next(event.verb for event in events(accepted)) == "publish_report"


def test_a_copy_is_kept_as_it_stood(output, accepted):
    copy = FrozenCopy.objects.get(object_id=output.pk, verb="publish")
    assert copy.content["title"] == WORDS["title"]
    assert copy.content["report"]["outcomes"] == [
        {
            "text": "",
            "indicator": "barn som kände sig mindre ensamma",
            "value": "17.00",
            "measure": "count",
            "unit": "barn",
            "base": 21,
            "year": 2027,
            "about": False,
            "partial_year": False,
        }
    ]

    KnowledgeOutput.objects.update(title="Annat")

    copy.refresh_from_db()
    assert copy.content["title"] == WORDS["title"]


def test_published_twice_it_is_one(client, output, accepted, fou, now):
    with pytest.raises(NotNow):
        actions.publish_report(accepted, **WORDS, by=fou, now=now)
    client.force_login(fou)

    assert client.get(publish_url(accepted)).status_code == 409
    assert client.post(publish_url(accepted), WORDS).status_code == 409
    assert KnowledgeOutput.objects.get() == output
    assert FrozenCopy.objects.filter(verb="publish").count() == 1


def test_what_is_not_accepted_is_not_published(client, written, fou, now):
    with pytest.raises(NotNow):
        actions.publish_report(written, **WORDS, by=fou, now=now)

    assert not KnowledgeOutput.objects.exists()


def test_a_lesson_of_four_sentences_publishes_nothing_at_all(client, accepted, fou, now):
    long: actions.Words = {**WORDS, "lesson": "En. Två. Tre. Fyra."}
    with pytest.raises(AgainstRule):
        actions.publish_report(accepted, **long, by=fou, now=now)
    client.force_login(fou)

    page = client.post(publish_url(accepted), long)

    assert page.status_code == 422
    assert "4 meningar" in page.context["form"].errors["lesson"][0]
    assert "En. Två. Tre. Fyra." in page.text
    accepted.refresh_from_db()
    assert accepted.status == "accepted"
    assert not KnowledgeOutput.objects.exists()
    assert not FrozenCopy.objects.filter(verb="publish").exists()


@pytest.mark.parametrize("who", ["sara", "karin", "revisor", "admin"])
def test_only_maria_publishes(client, accepted, everyone, now, who):
    with pytest.raises(NotYours):
        actions.publish_report(accepted, **WORDS, by=everyone[who], now=now)
    client.force_login(everyone[who])

    assert client.post(publish_url(accepted), WORDS).status_code == 403


@pytest.mark.parametrize("who", ["farid", "stranger", "olle", "rut", "nils"])
def test_those_who_do_not_see_the_report_do_not_find_its_publishing(client, accepted, everyone, who):
    client.force_login(everyone[who])

    assert client.get(publish_url(accepted)).status_code == 404


def test_maria_takes_it_back_with_a_reason_and_nobody_outside_sees_it(client, output, accepted, fou):
    client.force_login(fou)
    away = reverse("withdraw_output", args=[output.slug])
    assert client.post(away, {"withdrawn_reason": " "}).status_code == 422

    client.post(away, {"withdrawn_reason": "En siffra var fel."})

    output.refresh_from_db()
    accepted.refresh_from_db()
    assert (output.status, output.withdrawn_reason, accepted.status) == (
        "withdrawn",
        "En siffra var fel.",
        "accepted",
    )
    assert [event.reason for event in events(output)] == ["En siffra var fel.", ""]
    assert "En siffra var fel." in client.get(output.get_absolute_url()).text
    client.logout()
    assert client.get(output.get_absolute_url()).status_code == 404
    assert client.get(accepted.get_absolute_url()).status_code == 404
    for url in ("knowledge", "knowledge_feed", "results"):
        assert WORDS["title"] not in client.get(reverse(url)).text


def test_published_again_it_comes_back_at_its_address(output, accepted, fou, now):
    actions.withdraw(output, reason="En siffra var fel.", by=fou, now=now)
    accepted.refresh_from_db()

    mended: actions.Words = {**WORDS, "title": "Rättad"}
    again = actions.publish_report(accepted, **mended, by=fou, now=now)

    assert (again.pk, again.slug, again.title, again.withdrawn_reason) == (
        output.pk,
        output.slug,
        "Rättad",
        "",
    )
    assert FrozenCopy.objects.filter(verb="publish").count() == 2


def test_what_was_expected_is_published_when_it_comes(client, fou):
    expected = KnowledgeOutput.objects.create(
        title="Slutrapport om SIG", status="expected", kind="final_report"
    )
    client.force_login(fou)
    url = reverse("publish_output", args=[expected.slug])
    assert client.get(url).status_code == 200

    answer = client.post(url, {**WORDS, "year": "2024"})

    expected.refresh_from_db()
    assert answer.url == expected.get_absolute_url() == "/kunskapsbank/slutrapport-om-sig/"
    assert (expected.status, expected.year, expected.sort_year) == ("published", 2024, 2024)

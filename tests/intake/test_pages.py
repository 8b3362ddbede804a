"""The pages of intake ask few questions, however much there is, and say what they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.conftest import TEXT, a_paper, read_as, reading_json, the, value

from praktiknara.documents.actions.importing import _followers
from praktiknara.intake.actions import reading as acts
from praktiknara.intake.choices import ReadingStatus
from praktiknara.intake.models import Reading
from praktiknara.people.models import Organisation, OrganisationName

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def asked(client, address, **given) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, given).status_code == 200
    return len(captured)


def test_a_long_reading_asks_no_more_than_a_short_one(paper, city, fou, now, desk_of):
    short = read_as(paper, reading_json(), by=fou, now=now)
    many = reading_json()
    more = [value("count", number, "42 barn", unit="barn") for number in range(60)]
    many["projects"][0]["values"] += range(len(many["values"]), len(many["values"]) + len(more))
    many["values"] += more
    long = read_as(a_paper("En lång handling"), many, by=fou, now=now)
    desk = desk_of(fou)
    for reading in (short, long):
        desk.send("accept", the(reading, "project", "Nattugglan"))
        desk.send("accept", the(reading, "amount", "310000"))

    counted = {
        asked(desk.client, reading.get_absolute_url(), grupp=the(reading, "project", "Nattugglan").pk)
        for reading in (short, long)
    }

    assert len(counted) == 1
    assert max(counted) <= MOST_QUERIES


def test_the_page_marks_the_places_and_names_the_rule_in_words(reading, desk_of, fou):
    client = desk_of(fou).client
    page = client.get(
        reading.get_absolute_url(), {"grupp": the(reading, "project", "Nattugglan").pk}
    ).content.decode()

    assert "<mark>310 000 kr exkl. moms</mark>" in page
    assert "Siffror följda av kr, kronor, tkr eller mnkr." in page
    assert "310\u00a0000\u00a0kr exkl. moms, beviljat, 2013" in page
    assert "Läsningen är säker." in page


def test_what_the_paper_says_is_only_text(city, fou, now, desk_of):
    text = "<script>alert(1)</script> Projektet & co fick 5 000 kr."
    given = {
        "sections": [],
        "values": [],
        "projects": [{"title": "<script>alert(1)</script>", "start": 0, "end": len(text), "values": []}],
    }
    reading = read_as(a_paper("Elak", text), given, by=fou, now=now)

    page = desk_of(fou).client.get(reading.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("query", ["grupp=abc", "grupp=99999999999999999999", "sida=-1", "grupp=0&sida=x"])
def test_an_odd_address_shows_the_review_all_the_same(reading, desk_of, fou, query):
    assert desk_of(fou).client.get(f"{reading.get_absolute_url()}?{query}").status_code == 200


def test_a_new_paper_is_read_when_it_comes_in(paper, city, now):
    reading = acts.read_new(paper.pk, by=None, now=now)

    assert reading is not None
    assert (reading.status, reading.by) == (ReadingStatus.OPEN, None)
    amounts = reading.proposals.filter(kind="amount").values_list("value__amount", flat=True)
    assert {310_000, 150_000, 2_000_000} == set(amounts)
    assert acts.read_new(paper.pk, by=None, now=now) is None
    assert acts.follow_import in _followers


def test_pressing_the_button_reads_the_paper_once(paper, city, desk_of, fou):
    client = desk_of(fou).client

    answers = [client.post(f"/inlasning/handling/{paper.pk}/las/") for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Reading.objects.get().status == ReadingStatus.OPEN


def test_a_long_paper_is_read_in_the_background(city, desk_of, fou):
    paper = a_paper("Lång", TEXT * 100)

    desk_of(fou).client.post(f"/inlasning/handling/{paper.pk}/las/")
    reading = Reading.objects.get()
    assert reading.status == ReadingStatus.WAITING
    acts.read_in_background.func(reading.pk, fou.pk)

    reading.refresh_from_db()
    assert reading.status == ReadingStatus.OPEN
    assert reading.proposals.exists()


def test_an_organisation_is_known_by_the_name_it_bore_that_year(city, paper, fou, now):
    old = Organisation.objects.create(name="Nya enheten", kind="unit", key="nya-enheten")
    OrganisationName.objects.create(organisation=old, name="Gamla enheten", valid_to="2015-12-31")
    other = Organisation.objects.create(name="Annan enhet", kind="unit", key="annan-enhet")
    OrganisationName.objects.create(organisation=other, name="Gamla enheten", valid_from="2016-01-01")
    given = {"sections": [], "values": [value("organisation", "Gamla enheten", "Farsta")], "projects": []}

    reading = read_as(paper, given, by=fou, now=now)

    proposal = reading.proposals.get()
    assert (proposal.strength, proposal.object_id) == ("exact", old.pk)
    assert proposal.alternatives[0]["label"] == "Nya enheten (Gamla enheten)"

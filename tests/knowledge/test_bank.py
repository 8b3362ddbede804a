"""Anyone finds what was learnt, and follows it back to the decision and the call."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund
from praktiknara.knowledge import actions
from praktiknara.knowledge.models import Authorship, KnowledgeOutput
from praktiknara.people.choices import Origin
from praktiknara.people.models import Organisation, OrganisationName, Person
from praktiknara.projects.models import Grant, Project
from praktiknara.results.models import Aftermath, Outcome

pytestmark = pytest.mark.django_db

LIST = "/kunskapsbank/alla/"
FEED = "/kunskapsbank/nytt.xml"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def output(accepted, fou, now) -> KnowledgeOutput:
    return actions.publish_report(
        accepted,
        title="Barn i familjehem kände sig mindre ensamma",
        summary="Fyra grupper träffades. 17 av 21 barn kände sig mindre ensamma.",
        lesson="Ring hem före varje träff.",
        audience="Familjehemssekreterare",
        by=fou,
        now=now,
    )


@pytest.fixture
def stella() -> KnowledgeOutput:
    """An output of the history: a year's money is known, decision and application are not."""
    fund = Fund.objects.create(
        code="lum-h", name="Lokala utvecklingsmedel", short_name="LUM", level=FundLevel.LOCAL
    )
    project = Project.objects.create(
        title="Stella", kind="local_project", fund=fund, start="2013", end="2016", origin=Origin.HISTORY
    )
    for year in (2013, 2016):
        Grant.objects.create(
            project=project, fund=fund, year=year, standing=Standing.GRANTED, origin=Origin.HISTORY
        )
    return KnowledgeOutput.objects.create(
        title="Brukarstudie om Stella",
        status="expected",
        kind="research_report",
        project=project,
        origin=Origin.HISTORY,
    )


def titles(client, query: str = "") -> list[str]:
    return [output.title for output in client.get(LIST + query).context["page"]]


def test_a_visitor_finds_the_result_and_follows_it_back(client, output, decided_case, open_call):
    assert list(client.get(LIST).context["page"]) == [output]

    page = client.get(output.get_absolute_url())

    assert [(s.label, s.state, s.note) for s in page.context["stations"]] == [
        ("Behov", "unknown", "inte kopplat"),
        ("Plan", "unknown", "inte kopplat"),
        ("Utlysning", "done", "Lokala utvecklingsmedel 2027"),
        ("Ansökan", "done", "Stödgrupper för barn i familjehem"),
        ("Bedömning", "done", "bedömd före beslutet"),
        ("Beslut", "done", page.context["decided"]),
        ("Projekt", "done", "1 januari–31 december 2027"),
        ("Resultat", "done", "2027"),
        ("Kunskap", "here", "2027"),
    ]
    assert page.context["decided"].startswith("§ 12, ")
    for address in (
        decided_case.get_absolute_url(),
        open_call.get_absolute_url(),
        output.project.get_absolute_url(),
        output.report.get_absolute_url(),
        reverse("fund_year", args=["lum", 2027]),
    ):
        assert f'href="{address}"' in page.text
    assert reverse("application", args=[output.project.application.pk]) not in page.text
    assert "Ring hem före varje träff." in page.text
    assert "<b>17 av 21 barn</b>: barn som kände sig mindre ensamma" in page.text
    assert page.context["citation"] == (
        "Skarpnäcks stadsdelsförvaltning (2027). Barn i familjehem kände sig mindre ensamma. "
        "http://testserver/kunskapsbank/barn-i-familjehem-kande-sig-mindre-ensamma/"
    )


def test_sara_can_open_the_application_from_there(client, output, sara):
    client.force_login(sara)

    page = client.get(output.get_absolute_url()).text

    assert f'href="{reverse("application", args=[output.project.application.pk])}"' in page


def test_what_the_sources_do_not_say_is_dashed_and_what_is_expected_says_so(client, stella):
    page = client.get(stella.get_absolute_url())

    assert [(s.label, s.state, s.note) for s in page.context["stations"]] == [
        ("Behov", "unknown", "saknas i källan"),
        ("Plan", "unknown", "saknas i källan"),
        ("Utlysning", "done", "LUM 2013–2016"),
        ("Ansökan", "unknown", "saknas i källan"),
        ("Bedömning", "unknown", "saknas i källan"),
        ("Beslut", "done", "medel beviljade 2013–2016"),
        ("Projekt", "done", "2013–2016"),
        ("Resultat", "todo", "väntas"),
        ("Kunskap", "todo", "väntas"),
    ]
    assert "Väntas" in page.text
    assert "år okänt" in page.text
    assert "Källa saknas" in page.text
    assert page.context["citation"].startswith("(årtal saknas). Brukarstudie om Stella.")


def test_an_output_from_elsewhere_has_no_way_back_and_says_so(client):
    output = KnowledgeOutput.objects.create(
        title="SOU", kind="inquiry", external=True, year=2020, status="published"
    )

    stations = client.get(output.get_absolute_url()).context["stations"]

    assert {station.state for station in stations[:8]} == {"unknown"}


def test_newest_first_and_unknown_years_last(client, output, stella):
    KnowledgeOutput.objects.create(title="Äldst", year=2011, status="published")
    KnowledgeOutput.objects.create(title="Nyast", year=2028, status="published")

    assert titles(client) == [
        "Nyast",
        "Barn i familjehem kände sig mindre ensamma",
        "Äldst",
        "Brukarstudie om Stella",
    ]
    assert 'class="p-unknown">år okänt' in client.get(LIST).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=research_report", ["Stella"]),
        ("?year=2027", ["Ensam"]),
        ("?year=okant", ["Stella"]),
        ("?field=children", ["Ensam"]),
        ("?fund=lum-h", ["Stella"]),
        ("?year=abc&kind=strunt&sida=x", ["Ensam", "Stella"]),
    ],
)
def test_the_filters_find_what_they_say(client, output, stella, query, found):
    output.project.field = "children"
    output.project.save(update_fields=["field"])
    Authorship.objects.create(output=output, person=Person.objects.create(name="Åsa Örn"))
    known = {"Barn i familjehem kände sig mindre ensamma": "Ensam", "Brukarstudie om Stella": "Stella"}

    assert [known[title] for title in titles(client, query)] == found


def test_the_publisher_bears_the_name_of_the_year(client):
    school = Organisation.objects.create(key="mchs", name="Marie Cederschiöld högskola", kind="university")
    OrganisationName.objects.create(organisation=school, name="Ersta Sköndal högskola", valid_to="2017-12-31")
    old = KnowledgeOutput.objects.create(title="Gammal", year=2013, publisher=school, status="published")
    new = KnowledgeOutput.objects.create(title="Ny", year=2023, publisher=school, status="published")

    assert client.get(old.get_absolute_url()).context["publisher"] == "Ersta Sköndal högskola"
    assert client.get(new.get_absolute_url()).context["publisher"] == "Marie Cederschiöld högskola"


def test_the_feed_tells_what_was_published_here(client, output, stella):
    answer = client.get(FEED)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own feed, made a line above
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Barn i familjehem kände sig mindre ensamma"
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")] == [
        f"http://testserver{output.get_absolute_url()}"
    ]


def test_an_example_is_marked_wherever_it_is_shown(client, output):
    KnowledgeOutput.objects.update(origin=Origin.EXAMPLE)

    assert 'class="p-example"' in client.get(LIST).text
    assert 'class="p-example"' in client.get(output.get_absolute_url()).text
    assert "(exempel)" in client.get(FEED).text


def test_what_went_well_and_what_did_not_stand_apart(client, stella):
    for finding, text in (
        ("worked", "Föräldrarna kom tillbaka"),
        ("did_not", "Metoden gick inte att använda"),
    ):
        Outcome.objects.create(project=stella.project, finding=finding, text=text)

    well = client.get(reverse("findings", args=["gick-bra"])).text
    not_well = client.get(reverse("findings", args=["gick-inte-som-tankt"])).text

    assert "Föräldrarna kom tillbaka" in well
    assert "Metoden gick inte" not in well
    assert "Metoden gick inte" in not_well
    assert client.get("/kunskapsbank/utfall/annat/").status_code == 404


@pytest.mark.parametrize("page", ["list", "filtered", "output", "feed", "findings"])
def test_a_page_asks_as_many_questions_for_thirty_as_for_one(client, output, page):
    Aftermath.objects.create(project=output.project, kind="permanent", text="fortsätter")
    urls = {
        "list": LIST,
        "filtered": LIST + "?year=2027",
        "output": output.get_absolute_url(),
        "feed": FEED,
        "findings": reverse("findings", args=["gick-bra"]),
    }

    def asked() -> int:
        client.get(urls[page])
        with CaptureQueriesContext(connection) as caught:
            assert client.get(urls[page]).status_code == 200
        return len(caught)

    Authorship.objects.create(output=output, person=Person.objects.create(name="Åsa Örn"))
    first = asked()
    for number in range(30):
        other = KnowledgeOutput.objects.create(
            title=f"Grupper {number}",
            year=2027,
            status="published",
            published_at=timezone.now(),
            project=output.project,
            publisher=output.publisher,
        )
        Authorship.objects.create(output=other, person=Person.objects.create(name=f"Person {number}"))
        Outcome.objects.create(project=output.project, text=f"Utfall {number}", finding="worked")

    assert asked() == first
    assert first <= 15


def test_the_list_has_pages(client):
    for number in range(30):
        KnowledgeOutput.objects.create(title=f"Rapport {number}", status="published")

    assert len(titles(client)) == 25
    assert len(titles(client, "?sida=2")) == 5


def test_an_empty_bank_says_what_will_come(client):
    assert "Inget är publicerat än." in client.get(LIST).text
    assert "Inget passar det du sökte." in client.get(LIST + "?kind=handbook").text

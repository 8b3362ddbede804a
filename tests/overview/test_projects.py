"""The project list: search, filters, orders, pages, and files that hold exactly what the list shows."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.reading import main_of, told

from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund
from praktiknara.methods.models import Method, MethodUse
from praktiknara.overview.queries import projects as list_of_projects
from praktiknara.overview.queries import words as word_index
from praktiknara.people.choices import OrganisationKind, SuccessionKind
from praktiknara.people.models import Organisation, Succession
from praktiknara.projects.choices import Field, Part, ProjectKind, ProjectStatus
from praktiknara.projects.models import Grant, Project, ProjectOrganisation
from praktiknara.results.choices import Finding
from praktiknara.results.models import Outcome


def entries(response) -> list[str]:
    """The titles in the list, in order."""
    return [project.title for project in response.context["page"]]


@pytest.fixture
def lum(db) -> Fund:
    return Fund.objects.create(
        code="lum", name="Lokala utvecklingsmedel", short_name="LUM", level=FundLevel.LOCAL
    )


@pytest.fixture
def fum(db) -> Fund:
    return Fund.objects.create(
        code="fum",
        name="Forsknings- och utvecklingsmedel",
        short_name="FUM",
        level=FundLevel.CITY,
        position=1,
    )


@pytest.fixture
def university(db) -> Organisation:
    return Organisation.objects.create(
        key="su", name="Stockholms universitet", kind=OrganisationKind.UNIVERSITY, origin="history"
    )


@pytest.fixture
def register(city, lum, fum, university) -> dict[str, Project]:
    """Four projects that differ in everything one can ask for."""
    kasam = Method.objects.create(name="Kasam", kind="assessment")
    made = {
        "ostermalm": Project.objects.create(
            title="Öppna träffar",
            kind=ProjectKind.LOCAL_PROJECT,
            purpose="Pröva träffar för anhöriga.",
            target_group="anhöriga",
            fund=lum,
            field=Field.CHILDREN,
            status=ProjectStatus.ENDED,
            start="2014",
            end="2016",
            origin="history",
        ),
        "arsta": Project.objects.create(
            title="Årsta samlas",
            kind=ProjectKind.EVALUATION,
            purpose="Utvärdera familjehem.",
            fund=fum,
            field=Field.VIOLENCE,
            status=ProjectStatus.UNKNOWN,
            start="2021",
            whole_city=True,
            origin="history",
        ),
        "adalen": Project.objects.create(
            title="Ädla motiv", kind=ProjectKind.PILOT, purpose="Pröva.", origin="history"
        ),
        "barn": Project.objects.create(
            title="barn i fokus",
            kind=ProjectKind.PILOT,
            status=ProjectStatus.ONGOING,
            start="2027",
            end="2027",
            origin="example",
        ),
    }
    ProjectOrganisation.objects.create(
        project=made["ostermalm"], organisation=city.skarpnack, part=Part.DISTRICT
    )
    ProjectOrganisation.objects.create(project=made["ostermalm"], organisation=university, part=Part.PARTNER)
    MethodUse.objects.create(project=made["ostermalm"], method=kasam)
    Outcome.objects.create(project=made["ostermalm"], text="gick bra", finding=Finding.WORKED)
    Outcome.objects.create(project=made["arsta"], text="gick inte", finding=Finding.DID_NOT)
    Grant.objects.create(
        project=made["ostermalm"], fund=lum, year=2015, amount=600_000, vat="excl", standing=Standing.GRANTED
    )
    Grant.objects.create(
        project=made["ostermalm"], fund=lum, year=2016, vat="excl", standing=Standing.GRANTED
    )
    Grant.objects.create(project=made["arsta"], fund=fum, year=2012, standing=Standing.SET_ASIDE)
    return made


ALL = ["barn i fokus", "Årsta samlas", "Ädla motiv", "Öppna träffar"]

ASKED = {
    "": ALL,
    "q=träffar": ["Öppna träffar"],
    "q=TRÄFFAR": ["Öppna träffar"],
    "q=öppn+träff": ["Öppna träffar"],
    "q=anhöriga": ["Öppna träffar"],
    "q=familjehem": ["Årsta samlas"],
    "q=räffar": [],
    "q=pröva": ["Ädla motiv", "Öppna träffar"],
    "lage=ended": ["Öppna träffar"],
    "lage=ended&lage=ongoing": ["barn i fokus", "Öppna träffar"],
    "fond=lum": ["Öppna träffar"],
    "fond=lum&fond=fum": ["Årsta samlas", "Öppna träffar"],
    "omrade=violence": ["Årsta samlas"],
    "ar=2015": ["Öppna träffar"],
    "ar=2021": ["Årsta samlas"],
    "ar=2027": ["barn i fokus"],
    "stadsdel=sdf-skarpnack": ["Öppna träffar"],
    "stadsdel=sdf-farsta": [],
    "stadsdel=hela-staden": ["Årsta samlas"],
    "partner=su": ["Öppna träffar"],
    "metod=kasam": ["Öppna träffar"],
    "utfall=gick-bra": ["Öppna träffar"],
    "utfall=gick-inte-som-tankt": ["Årsta samlas"],
    "lage=ended&ar=2014&fond=lum&omrade=children&stadsdel=sdf-skarpnack&partner=su&metod=kasam&q=öppna": [
        "Öppna träffar"
    ],
    "lage=ended&fond=fum": [],
    "sort=titel": ALL,
    "sort=nyast": ["barn i fokus", "Årsta samlas", "Öppna träffar", "Ädla motiv"],
    "sort=fond": ["Öppna träffar", "Årsta samlas", "barn i fokus", "Ädla motiv"],
}


@pytest.mark.parametrize("query", ASKED)
def test_the_list_shows_exactly_what_was_asked(client, register, query):
    assert entries(client.get(f"{reverse('projects')}?{query}")) == ASKED[query]


@pytest.mark.parametrize("query", ASKED)
def test_a_list_of_many_is_walked_and_shows_the_same(client, register, monkeypatch, query):
    monkeypatch.setattr(list_of_projects, "FEW", -1)
    answer = client.get(f"{reverse('projects')}?{query}")
    assert entries(answer) == ASKED[query]
    assert answer.context["total"] == len(ASKED[query])


def test_a_year_in_which_money_came_counts_too(client, register):
    Project.objects.filter(pk=register["arsta"].pk).update(start="", start_year=None)
    Grant.objects.filter(project=register["arsta"]).update(year=2015)

    assert entries(client.get(reverse("projects"), {"ar": "2015"})) == ["Årsta samlas", "Öppna träffar"]


def test_a_district_of_today_finds_what_those_before_it_did(client, register, city):
    jarva = Organisation.objects.create(
        key="sdf-jarva", name="Järva stadsdelsförvaltning", short_name="Järva", kind=OrganisationKind.DISTRICT
    )
    Succession.objects.create(
        predecessor=city.skarpnack, successor=jarva, kind=SuccessionKind.MERGED, on="2023-07-01"
    )

    assert entries(client.get(reverse("projects"), {"stadsdel": "sdf-jarva"})) == ["Öppna träffar"]


def test_the_words_follow_the_project(client, register):
    project = register["adalen"]
    project.title = "Helt annat namn"
    project.save()

    assert entries(client.get(reverse("projects"), {"q": "ädla"})) == []
    assert entries(client.get(reverse("projects"), {"q": "helt"})) == ["Helt annat namn"]

    project.delete()
    assert entries(client.get(reverse("projects"), {"q": "helt"})) == []


def test_examples_are_marked_and_unknown_is_said(client, register):
    page = told(client.get(reverse("projects")))

    assert "barn i fokus exempel" in page
    assert "Ädla motiv Pröva. Pilotprojekt tid okänd läget saknas i källan" in page
    assert "4 projekt" in page


@pytest.mark.parametrize(
    "query",
    [
        "ar=abc",
        "ar=99999999999999999999",
        "fond=%27+OR+1%3D1",
        "sort=status",
        "lage=hemligt",
        "sida=minus",
        "sida=999999",
        "stadsdel=%00",
        "metod=" + "x" * 10_000,
        "q=" + "%25" * 500,
    ],
)
def test_a_strange_address_is_answered_with_the_list(client, register, query):
    answer = client.get(f"{reverse('projects')}?{query}")

    assert answer.status_code == 200
    if not query.startswith(("q", "sida")):
        assert "Allt i adressen gick inte att förstå." in told(answer)
    assert entries(answer) == ALL


def test_nothing_that_fits_says_how_to_go_on(client, register):
    page = told(client.get(reverse("projects"), {"q": "rymdfart"}))

    assert "Inga projekt passar" in page
    assert "Berätta vad du saknar" in page


def test_htmx_gets_the_rows_and_a_reader_the_page(client, register):
    rows = client.get(
        reverse("projects"), {"q": "öppna"}, headers={"HX-Request": "true", "HX-Target": "rows"}
    )
    whole = client.get(reverse("projects"), {"q": "öppna"})

    assert "<html" not in rows.content.decode()
    assert "Öppna träffar" in rows.content.decode()
    assert "<html" in whole.content.decode()
    assert entries(rows) == entries(whole)
    assert "HX-Target" in whole["Vary"]


def test_25_on_a_page_and_the_filters_stay_in_the_address(client, register, lum):
    for number in range(60):
        Project.objects.create(title=f"Serie {number:03}", kind=ProjectKind.PILOT, fund=lum)

    second = client.get(f"{reverse('projects')}?q=serie&fond=lum&sida=2")

    assert entries(second) == [f"Serie {number:03}" for number in range(25, 50)]
    assert 'href="?q=serie&amp;fond=lum&amp;sida=3"' in main_of(second)
    assert f'{reverse("projects_csv")}?q=serie&amp;fond=lum"' in main_of(second)


def csv_rows(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:]), delimiter=";"))


def excel_rows(response) -> list[list[str]]:
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_a_long_file_is_whole_and_one_left_halfway_leaves_nothing_open(client, register, lum):
    Project.objects.bulk_create(
        Project(title=f"Serie {number:03}", kind=ProjectKind.PILOT, fund=lum, slug=f"serie-{number}")
        for number in range(250)
    )
    address = f"{reverse('projects_csv')}?fond=lum"

    left = iter(client.get(address).streaming_content)
    next(left)
    whole = csv_rows(client.get(address))
    del left

    titles = [row[0] for row in whole[1:] if row[0].startswith("Serie")]
    assert sorted(titles) == [f"Serie {number:03}" for number in range(250)]
    assert Project.objects.filter(title__startswith="Serie").count() == 250


@pytest.mark.parametrize("query", ["", "q=pröva", "fond=lum&fond=fum&sort=fond", "lage=ended", "q=rymdfart"])
def test_the_files_hold_exactly_the_list(client, register, query):
    listed = entries(client.get(f"{reverse('projects')}?{query}"))

    as_csv = csv_rows(client.get(f"{reverse('projects_csv')}?{query}"))
    as_excel = excel_rows(client.get(f"{reverse('projects_excel')}?{query}"))

    assert [row[0] for row in as_csv[1:]] == listed
    assert as_csv == as_excel


def test_a_file_keeps_vat_apart_and_says_what_is_unknown(client, register):
    heading, *rows = csv_rows(client.get(reverse("projects_csv")))
    by_title = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}

    whole = by_title["Öppna träffar"]
    assert {name: value for name, value in whole.items() if name.startswith("Beviljat")} == {
        "Beviljat, kr exkl. moms": "600000",
        "Beviljat, kr inkl. moms": "",
        "Beviljat, kr, moms ej angiven": "",
        "Beviljat, antal belopp som saknas": "1",
    }
    assert (whole["Stadsdelar"], whole["Samarbetsparter"], whole["Metoder"]) == (
        "Skarpnäcks stadsdelsförvaltning",
        "Stockholms universitet",
        "Kasam",
    )
    silent = by_title["Ädla motiv"]
    unknown = [name for name, value in silent.items() if value == "saknas i källan"]
    assert {"Från", "Till", "Fond", "Ansvarig", "Stadsdelar", "Beviljat, kr exkl. moms"} <= set(unknown)
    assert "0" not in silent.values()
    assert by_title["barn i fokus"]["Ursprung"] == "exempel"


def test_a_title_is_never_a_formula(client, register):
    Project.objects.create(title="=HYPERLINK('http://x')", kind=ProjectKind.PILOT, purpose="+1\x07")

    as_csv = csv_rows(client.get(reverse("projects_csv"), {"q": "hyperlink"}))
    as_excel = excel_rows(client.get(reverse("projects_excel"), {"q": "hyperlink"}))

    assert as_csv[1][0] == as_excel[1][0] == "'=HYPERLINK('http://x')"
    assert as_csv[1][2] == as_excel[1][2] == "'+1"


def test_the_list_and_its_file_cost_the_same_for_one_and_for_thirty(client, register, lum, city):
    def asked(name: str) -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(reverse(name))
            _body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(captured)

    few = {name: asked(name) for name in ("projects", "projects_csv", "projects_excel")}
    for number in range(30):
        project = Project.objects.create(title=f"Serie {number}", kind=ProjectKind.PILOT, fund=lum)
        ProjectOrganisation.objects.create(project=project, organisation=city.farsta, part=Part.DISTRICT)
        Grant.objects.create(project=project, fund=lum, year=2020, amount=1, standing=Standing.GRANTED)

    assert {name: asked(name) for name in few} == few
    assert max(few.values()) <= 15


def test_common_words_are_found_on_the_way_and_give_the_same_list(client, register, monkeypatch):
    for number in range(60):
        Project.objects.create(
            title=f"Serie {number:03} {'öster' if number % 2 else 'väster'}", kind=ProjectKind.PILOT
        )
    asked = (
        "q=serie",
        "q=serie+öst&sida=2",
        "q=seri+väst&sort=nyast",
        "q=SERIE&lage=unknown",
        "q=erie",
        "q=pröva",
    )
    rare = {query: entries(client.get(f"{reverse('projects')}?{query}")) for query in asked}

    monkeypatch.setattr(word_index, "COMMON", 0)

    assert {query: entries(client.get(f"{reverse('projects')}?{query}")) for query in asked} == rare
    assert len(rare["q=serie"]) == 25
    assert rare["q=erie"] == []

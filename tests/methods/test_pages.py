"""Methods: what worked beside what did not, and who tried (R-METH-01)."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reading import headings, section, title_of, told

from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.choices import MethodKind
from praktiknara.methods.models import Method, MethodUse
from praktiknara.people.choices import Origin
from praktiknara.projects.choices import ProjectKind, ProjectStatus
from praktiknara.projects.models import Project
from praktiknara.results.choices import Finding, ReportStatus
from praktiknara.results.models import Outcome, ResultReport
from praktiknara.trail.models import Citation, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def signs_of_safety(db) -> Method:
    return Method.objects.create(
        name="Signs of Safety", kind=MethodKind.ASSESSMENT, kind_in_source="riskbedömningsmodell"
    )


@pytest.fixture
def hasselby(signs_of_safety) -> Project:
    hasselby = Project.objects.create(
        title="Signs of Safety i Hässelby-Vällingby",
        kind=ProjectKind.LOCAL_PROJECT,
        start="2016",
        end="2016",
        status=ProjectStatus.ENDED,
    )
    MethodUse.objects.create(method=signs_of_safety, project=hasselby)
    return hasselby


def test_what_worked_and_what_did_not_stand_side_by_side(client, hasselby):
    Outcome.objects.create(project=hasselby, text="alla utbildade", year=2015, finding=Finding.WORKED)
    Outcome.objects.create(project=hasselby, text="metoden används inte troget", finding=Finding.DID_NOT)
    Outcome.objects.create(project=hasselby, text="ingår i nätverk")

    page = client.get("/metoder/signs-of-safety/")

    assert title_of(page) == "Signs of Safety"
    assert section(page, "utfall") == (
        "Hur det har gått Signs of Safety i Hässelby-Vällingby 2016 Avslutat "
        "Gick bra Alla utbildade 2015 "
        "Gick inte som tänkt Metoden används inte troget "
        "Ingår i nätverk"
    )


def test_a_failure_alone_is_told(client, hasselby):
    Outcome.objects.create(project=hasselby, text="gick inte att använda", finding=Finding.DID_NOT)

    told_outcomes = section(client.get("/metoder/signs-of-safety/"), "utfall")

    assert told_outcomes.endswith("Gick bra Inget sägs om det. Gick inte som tänkt Gick inte att använda")


def test_numbers_keep_their_base_their_unit_and_what_is_about(client, hasselby):
    for number in (
        {"indicator": "ökad känsla av sammanhang", "value": 92, "unit": "procent", "base": 145, "year": 2014},
        {"indicator": "deltagare", "value": 150, "about": True},
        {"indicator": "besök", "value": 190, "year": 2017, "partial_year": True},
        {"indicator": "andel", "value": None},
    ):
        Outcome.objects.create(project=hasselby, **number)

    told_outcomes = section(client.get("/metoder/signs-of-safety/"), "utfall")

    assert told_outcomes.endswith(
        "Ökad känsla av sammanhang: 92 procent av 145 2014 Deltagare: cirka 150 "
        "Besök: 190 2017, en del av året Andel: saknas i källan"
    )


def test_an_unknown_outcome_is_shown_as_unknown(client, hasselby):
    assert "utfallet saknas i källan" in told(client.get("/metoder/signs-of-safety/"))


def test_the_outcomes_of_a_report_are_told_only_when_it_is_published(client, hasselby):
    for year, status in ((2015, ReportStatus.PUBLISHED), (2016, ReportStatus.SUBMITTED)):
        report = ResultReport.objects.create(project=hasselby, year=year, status=status)
        Outcome.objects.create(project=hasselby, report=report, text=f"resultat {status}")

    page = told(client.get("/metoder/signs-of-safety/"))

    assert "Resultat published" in page
    assert "Resultat submitted" not in page


def test_outputs_are_told_as_far_as_the_reader_may_see(client, hasselby, fou):
    for title, status in (("Handbok", OutputStatus.PUBLISHED), ("Utkastet", OutputStatus.DRAFT)):
        KnowledgeOutput.objects.create(title=title, project=hasselby, status=status, year=2016)

    assert (
        section(client.get("/metoder/signs-of-safety/"), "skrivet") == "Skrivet om det Handbok Rapport 2016"
    )

    client.force_login(fou)

    assert "Utkastet" in section(client.get("/metoder/signs-of-safety/"), "skrivet")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["ABC", "Öppen dialog"]),
        ("?namn=oppen", []),
        ("?namn=ÖPPEN", ["Öppen dialog"]),
        ("?slag=intervention", ["ABC"]),
        ("?slag=finns-inte", ["ABC", "Öppen dialog"]),
    ],
)
def test_a_method_is_found_by_name_and_kind(client, db, query, found):
    Method.objects.create(name="Öppen dialog", kind=MethodKind.PRINCIPLE)
    Method.objects.create(name="ABC", kind=MethodKind.INTERVENTION)

    assert headings(client.get(f"/metoder/{query}")) == found


def test_the_sources_own_word_stands_beside_our_sorting(client, signs_of_safety):
    assert "Bedömning och uppföljning källans ord: riskbedömningsmodell" in told(client.get("/metoder/"))
    assert told(client.get("/metoder/signs-of-safety/")).endswith(
        "Slag, vår sortering Bedömning och uppföljning Källans ord Riskbedömningsmodell"
    )


def test_the_sources_of_method_and_outcomes_stand_on_the_page(client, hasselby, signs_of_safety):
    outcome = Outcome.objects.create(project=hasselby, text="något", origin=Origin.HISTORY)
    for number, thing in enumerate((signs_of_safety, outcome)):
        Citation.objects.create(
            content_type=ContentType.objects.get_for_model(thing),
            object_id=thing.pk,
            source=Source.objects.create(file=f"{number}.txt", title=f"Källa {number}", position=number),
        )

    assert section(client.get("/metoder/signs-of-safety/"), "kallor") == "Källor Källa 0 Källa 1"


def test_no_methods_says_what_will_come(client, db):
    assert "Inga metoder är registrerade än." in told(client.get("/metoder/"))
    assert client.get("/metoder/finns-inte/").status_code == 404


def test_pages_ask_the_same_number_of_questions_for_few_as_for_many(client, signs_of_safety):
    def questions(address):
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def fill(first, last):
        for number in range(first, last):
            project = Project.objects.create(title=f"Projekt {number}", kind=ProjectKind.MAPPING)
            MethodUse.objects.create(method=signs_of_safety, project=project)
            MethodUse.objects.create(
                method=Method.objects.create(name=f"Metod {number}", kind=MethodKind.DATA), project=project
            )
            Outcome.objects.create(project=project, text="x", finding=Finding.WORKED)
            KnowledgeOutput.objects.create(
                title=f"Rapport {number}", project=project, status=OutputStatus.PUBLISHED
            )

    fill(0, 1)
    few = [questions(address) for address in ("/metoder/", "/metoder/signs-of-safety/")]
    fill(1, 20)

    assert [questions(address) for address in ("/metoder/", "/metoder/signs-of-safety/")] == few
    assert max(few) <= 15

"""The register of organisations: found by old names, shown with what they became."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import organisation
from tests.reading import headings, rows, section, title_of, told

from praktiknara.decisions.choices import CaseStatus
from praktiknara.decisions.models import Case
from praktiknara.meetings.choices import MeetingKind
from praktiknara.meetings.models import Meeting
from praktiknara.partners.choices import AgreementKind
from praktiknara.partners.models import Agreement, Programme
from praktiknara.people.choices import OrganisationKind, Origin, Role, SuccessionKind
from praktiknara.people.models import Membership, Organisation, OrganisationName, Person, Succession
from praktiknara.projects.choices import Part, ProjectKind
from praktiknara.projects.models import Project, ProjectOrganisation
from praktiknara.trail.models import Citation, Fact, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def jarva() -> Organisation:
    """Two districts that became one."""
    jarva = organisation("sdf-jarva", "Järva stadsdelsförvaltning", OrganisationKind.DISTRICT, "Järva")
    for key, name in (("sdf-rinkeby-kista", "Rinkeby-Kista"), ("sdf-spanga-tensta", "Spånga-Tensta")):
        old = organisation(key, f"{name} stadsdelsförvaltning", OrganisationKind.DISTRICT, name)
        Succession.objects.create(
            predecessor=old, successor=jarva, kind=SuccessionKind.MERGED, on=date(2023, 7, 1)
        )
    return jarva


@pytest.fixture
def mchs() -> Organisation:
    """A university college that has changed its name twice."""
    mchs = organisation("mchs", "Marie Cederschiöld högskola", OrganisationKind.UNIVERSITY)
    for name, start, end in (
        ("Ersta Sköndal högskola", None, date(2017, 1, 22)),
        ("Ersta Sköndal Bräcke högskola", date(2017, 1, 23), date(2022, 1, 16)),
        ("Marie Cederschiöld högskola", date(2022, 1, 17), None),
    ):
        OrganisationName.objects.create(organisation=mchs, name=name, valid_from=start, valid_to=end)
    return mchs


def test_the_list_is_in_swedish_order(client, city):
    assert headings(client.get("/organisationer/")) == [
        "Bromma stadsdelsförvaltning",
        "Enheten för FoU",
        "Farsta stadsdelsförvaltning",
        "FoU-rådet",
        "Förvaltningsgruppen",
        "Rådet för funktionshinderfrågor",
        "Skarpnäcks stadsdelsförvaltning",
        "Socialförvaltningen",
        "Socialnämnden",
        "Södermalms stadsdelsförvaltning",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("namn=ERSTA", ["Marie Cederschiöld högskola"]),
        ("namn=bräcke", ["Marie Cederschiöld högskola"]),
        ("namn=spånga", ["Spånga-Tensta stadsdelsförvaltning"]),
        ("slag=council", ["FoU-rådet", "Rådet för funktionshinderfrågor"]),
        ("slag=council&namn=fou", ["FoU-rådet"]),
        ("namn=finns+inte", []),
    ],
)
def test_an_organisation_is_found_by_kind_and_by_names_it_bore(client, city, jarva, mchs, query, found):
    assert headings(client.get(f"/organisationer/?{query}")) == found


def test_a_kind_that_does_not_exist_narrows_nothing(client, city):
    assert len(headings(client.get("/organisationer/?slag=%00hund&sida=999999999999999999999"))) == 10


def test_an_empty_register_says_what_will_come(client):
    Organisation.objects.all().delete()

    assert "Inga organisationer är registrerade än." in told(client.get("/organisationer/"))


def test_a_merged_district_says_what_it_became_and_when(client, jarva):
    page = client.get("/organisationer/sdf-rinkeby-kista/")

    assert title_of(page) == "Rinkeby-Kista stadsdelsförvaltning"
    assert "Gick upp i Järva stadsdelsförvaltning 1 juli 2023." in told(page)


def test_the_merged_district_names_both_it_came_from(client, jarva):
    assert section(client.get("/organisationer/sdf-jarva/"), "namn") == (
        "Namn genom tiden "
        "1 juli 2023 Rinkeby-Kista stadsdelsförvaltning gick upp i Järva stadsdelsförvaltning. "
        "1 juli 2023 Spånga-Tensta stadsdelsförvaltning gick upp i Järva stadsdelsförvaltning."
    )


def test_names_stand_with_their_periods(client, mchs):
    assert section(client.get("/organisationer/mchs/"), "namn") == (
        "Namn genom tiden "
        "Ersta Sköndal högskola till 22 januari 2017 "
        "Ersta Sköndal Bräcke högskola 23 januari 2017–16 januari 2022 "
        "Marie Cederschiöld högskola från 17 januari 2022"
    )


def test_a_council_shows_its_members_with_their_terms(client, city, ingrid):
    Membership.objects.create(
        person=Person.objects.create(name="Bo Ek", origin=Origin.HISTORY),
        organisation=city.council,
        role=Role.OTHER,
        title="avdelningschef",
        valid_from=date(2013, 1, 1),
        valid_to=date(2013, 12, 31),
    )

    told_members = section(client.get("/organisationer/fou-radet/"), "personer")

    assert told_members == ("Ledamöter Bo Ek, avdelningschef 2013 Ingrid Falk, ledamot i FoU-rådet tid okänd")


def test_a_council_without_known_members_says_so(client, city):
    assert section(client.get("/organisationer/fou-radet/"), "personer") == (
        "Ledamöter Vilka som sitter här saknas i källorna"
    )


def test_who_works_in_a_district_is_shown_only_to_those_who_sign_in(client, city, sara, stranger):
    assert "Sara Lindqvist" not in told(client.get("/organisationer/sdf-skarpnack/"))

    client.force_login(stranger)

    assert "Sara Lindqvist" in told(client.get("/organisationer/sdf-skarpnack/"))


def test_the_page_gathers_what_the_organisation_had_a_part_in(client, city):
    stella = Project.objects.create(
        title="Stella", kind=ProjectKind.LOCAL_PROJECT, start="2013", end="2016", origin=Origin.HISTORY
    )
    unknown = Project.objects.create(title="Bostad först", kind=ProjectKind.EVALUATION)
    for project, part in ((stella, Part.RESPONSIBLE), (stella, Part.DISTRICT), (unknown, Part.PARTNER)):
        ProjectOrganisation.objects.create(project=project, organisation=city.sodermalm, part=part)
    agreement = Agreement.objects.create(kind=AgreementKind.IOP, slug="iop", year=2017)
    agreement.parties.set([city.sodermalm, city.administration])
    Programme.objects.create(title="SIVIN", slug="sivin", lead=city.sodermalm)

    page = client.get("/organisationer/sdf-sodermalm/")

    assert sorted(rows(page, "3 delar")) == [
        ["Bostad först", "Samarbetspart", "tid okänd"],
        ["Stella", "Ansvarig", "2013–2016"],
        ["Stella", "Stadsdel", "2013–2016"],
    ]
    assert section(page, "avtal") == (
        "Avtal Idéburet offentligt partnerskap (IOP) 2017: "
        "Socialförvaltningen och Södermalms stadsdelsförvaltning"
    )
    assert section(page, "program") == "Program SIVIN (leder)"


def test_a_board_shows_only_the_cases_that_this_reader_may_see(client, city, fou):
    for slug, status in (("beslutat", CaseStatus.DECIDED), ("hemligt", CaseStatus.PREPARATION)):
        Case.objects.create(title=f"Ärende {slug}", slug=slug, body=city.board, year=2024, status=status)

    assert (
        section(client.get("/organisationer/socialnamnden/"), "arenden") == "Ärenden Ärende beslutat (2024)"
    )

    client.force_login(fou)

    assert "Ärende hemligt" in section(client.get("/organisationer/socialnamnden/"), "arenden")


def test_facts_and_sources_of_the_organisation_and_of_its_facts_stand_on_the_page(client, city):
    kind = ContentType.objects.get_for_model(Organisation)
    fact = Fact.objects.create(
        content_type=kind,
        object_id=city.council.pk,
        text="FoU-rådets storlek (avdelningschefer)",
        number=6,
        year=2022,
    )
    plan = Source.objects.create(file="a.txt", title="FoU-plan 2014", position=1)
    report = Source.objects.create(file="b.txt", title="FoU-arbete 2021", position=2)
    Citation.objects.create(content_type=kind, object_id=city.council.pk, source=plan)
    Citation.objects.create(
        content_type=ContentType.objects.get_for_model(Fact), object_id=fact.pk, source=report
    )

    page = client.get("/organisationer/fou-radet/")

    assert section(page, "uppgifter") == "Uppgifter FoU-rådets storlek (avdelningschefer): 6 2022"
    assert section(page, "kallor") == "Källor FoU-plan 2014 FoU-arbete 2021"


def test_without_a_source_the_page_says_so(client, city):
    assert section(client.get("/organisationer/fou-radet/"), "kallor") == "Källor Källa saknas"


def test_an_example_is_marked(client, city):
    Organisation.objects.create(
        name="Påhittad förvaltning", kind=OrganisationKind.DISTRICT, slug="pahittad", origin=Origin.EXAMPLE
    )

    assert "Påhittad förvaltning exempel" in headings(client.get("/organisationer/"))
    assert "exempel" in told(client.get("/organisationer/pahittad/"))


def test_what_does_not_exist_is_not_found(client, city):
    assert client.get("/organisationer/finns-inte/").status_code == 404
    assert client.post("/organisationer/").status_code == 405


def questions(client, address):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_pages_ask_the_same_number_of_questions_for_one_row_as_for_thirty(client, city):
    def fill(first, last):
        for number in range(first, last):
            project = Project.objects.create(title=f"Projekt {number}", kind=ProjectKind.MAPPING)
            ProjectOrganisation.objects.create(
                project=project, organisation=city.board, part=Part.RESPONSIBLE
            )
            other = organisation(f"org-{number}", f"Organisation {number}", OrganisationKind.UNIT)
            OrganisationName.objects.create(organisation=other, name=f"Förr {number}")
            Succession.objects.create(
                predecessor=other, successor=city.board, kind=SuccessionKind.MERGED, on=date(2020, 1, 1)
            )
            agreement = Agreement.objects.create(kind=AgreementKind.IOP, slug=f"avtal-{number}")
            agreement.parties.add(city.board)
            Meeting.objects.create(kind=MeetingKind.BOARD, body=city.board, on=f"20{number + 10}")
            Case.objects.create(
                title=f"Ärende {number}", slug=f"arende-{number}", body=city.board, status=CaseStatus.DECIDED
            )
            Membership.objects.create(
                person=Person.objects.create(name=f"Person {number}"),
                organisation=city.board,
                role=Role.BOARD_MEMBER,
            )

    fill(0, 1)
    addresses = ("/organisationer/", "/organisationer/socialnamnden/")
    few = [questions(client, address) for address in addresses]
    fill(1, 30)

    assert [questions(client, address) for address in addresses] == few
    assert max(few) <= 16  # one of them learns the content type, once per process

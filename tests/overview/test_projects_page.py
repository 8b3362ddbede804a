"""A project's page: what is known and what is not, the names of the time, money that is never added wrongly, sources."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.reading import main_of, rows, section, told

from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund
from praktiknara.knowledge.choices import OutputKind, OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.people.choices import OrganisationKind, SuccessionKind
from praktiknara.people.models import Organisation, OrganisationName, Person, Succession
from praktiknara.projects.choices import Part, ProjectKind, ProjectStatus
from praktiknara.projects.models import (
    Grant,
    Milestone,
    Project,
    ProjectOrganisation,
    ProjectPerson,
    SubStudy,
)
from praktiknara.results.choices import AftermathKind
from praktiknara.results.models import Aftermath, Outcome
from praktiknara.trail.models import Citation, Fact, Source


@pytest.fixture
def lum(db) -> Fund:
    return Fund.objects.create(
        code="lum",
        name="Lokala utvecklingsmedel (LUM)",
        short_name="LUM",
        level=FundLevel.LOCAL,
        origin="history",
    )


@pytest.fixture
def stella(city, lum) -> Project:
    project = Project.objects.create(
        title="Stella",
        kind=ProjectKind.LOCAL_PROJECT,
        purpose="Ge stöd till föräldrar vars barn är placerade.",
        fund=lum,
        start="2013",
        end="2016",
        status=ProjectStatus.IN_OPERATION,
        origin="history",
    )
    for year in (2013, 2014):
        Grant.objects.create(
            project=project,
            fund=lum,
            year=year,
            standing=Standing.GRANTED,
            note="belopp saknas",
            origin="history",
        )
    Outcome.objects.create(
        project=project,
        indicator="besök",
        value=190,
        year=2017,
        partial_year=True,
        about=True,
        origin="history",
    )
    Aftermath.objects.create(
        project=project,
        kind=AftermathKind.PERMANENT,
        text="permanent verksamhet",
        year=2017,
        origin="history",
    )
    return project


def cite(source: Source, thing, start: int = 10) -> None:
    Citation.objects.create(
        source=source,
        content_type=ContentType.objects.get_for_model(type(thing)),
        object_id=thing.pk,
        start=start,
        end=start + 5,
    )


def stations(page) -> dict[str, str]:
    """The nine stations with their signs."""
    return {station.label: station.state for station in page.context["trace"]}


def test_the_trace_is_dashed_where_the_source_says_nothing(client, stella):
    page = client.get(stella.get_absolute_url())

    assert stations(page) == {
        "Behov": "unknown",
        "Plan": "unknown",
        "Utlysning": "done",
        "Ansökan": "unknown",
        "Bedömning": "unknown",
        "Beslut": "done",
        "Projekt": "done",
        "Resultat": "done",
        "Kunskap": "unknown",
    }
    assert "Fem steg saknas i källorna: behov, plan, ansökan, bedömning och kunskap." in told(page)
    assert told(page).startswith(
        "Projekt Stella Permanent verksamhet sedan 2017 Stella Ge stöd till föräldrar"
    )


def test_unknown_money_is_said_and_never_zero(client, stella):
    page = client.get(stella.get_absolute_url())

    assert rows(page, "Lokala utvecklingsmedel (LUM), kronor, moms ej angiven") == [
        ["2013", "Beviljat", "saknas i källan"],
        ["2014", "Beviljat", "saknas i källan"],
        ["Summa beviljat", "kan inte räknas"],
    ]
    assert "0 kr" not in section(page, "pengarna")


@pytest.mark.parametrize(
    ("amounts", "told_sum"),
    [
        ([600_000, 770_000], "1 370 000 kr"),
        ([600_000, None], "minst 600 000 kr"),
        ([None, None], "kan inte räknas"),
    ],
)
def test_a_sum_says_when_it_is_not_whole(client, stella, lum, amounts, told_sum):
    stella.grants.all().delete()
    for year, amount in enumerate(amounts, 2013):
        Grant.objects.create(
            project=stella, fund=lum, year=year, amount=amount, vat="excl", standing=Standing.GRANTED
        )

    table = rows(client.get(stella.get_absolute_url()), "Lokala utvecklingsmedel (LUM), kronor, exkl. moms")

    assert table[-1] == ["Summa beviljat", told_sum]


def test_vat_bases_and_standings_are_never_added_together(client, stella, lum):
    stella.grants.all().delete()
    for amount, vat, standing in (
        (100, "excl", Standing.GRANTED),
        (200, "incl", Standing.GRANTED),
        (300, "excl", Standing.PROPOSED),
        (None, "excl", Standing.SET_ASIDE),
    ):
        Grant.objects.create(project=stella, fund=lum, year=2013, amount=amount, vat=vat, standing=standing)

    page = client.get(stella.get_absolute_url())

    excluding = rows(page, "Lokala utvecklingsmedel (LUM), kronor, exkl. moms")
    assert excluding[-2:] == [["Summa beviljat", "100 kr"], ["Summa föreslaget", "300 kr"]]
    assert excluding[2] == ["2013", "Avsätts, belopp ej angivet", "saknas i källan"]
    assert rows(page, "Lokala utvecklingsmedel (LUM), kronor, inkl. moms")[-1] == ["Summa beviljat", "200 kr"]
    assert "400" not in section(page, "pengarna")


def test_an_organisation_bears_the_name_of_its_time_and_today_stands_beside(client, stella, city):
    rinkeby = Organisation.objects.create(
        key="sdf-rk",
        name="Rinkeby-Kista stadsdelsförvaltning",
        short_name="Rinkeby-Kista",
        kind=OrganisationKind.DISTRICT,
        valid_to=date(2023, 6, 30),
    )
    jarva = Organisation.objects.create(
        key="sdf-j", name="Järva stadsdelsförvaltning", short_name="Järva", kind=OrganisationKind.DISTRICT
    )
    Succession.objects.create(
        predecessor=rinkeby, successor=jarva, kind=SuccessionKind.MERGED, on=date(2023, 7, 1)
    )
    school = Organisation.objects.create(
        key="mchs", name="Marie Cederschiöld högskola", kind=OrganisationKind.UNIVERSITY
    )
    OrganisationName.objects.create(
        organisation=school, name="Ersta Sköndal högskola", valid_to=date(2016, 12, 31)
    )
    ProjectOrganisation.objects.create(project=stella, organisation=rinkeby, part=Part.DISTRICT)
    ProjectOrganisation.objects.create(project=stella, organisation=school, part=Part.PARTNER)

    page = told(client.get(stella.get_absolute_url()))

    assert "Stadsdelar Rinkeby-Kista Rinkeby-Kista ingår i dag i Järva" in page
    assert "Tillsammans med Ersta Sköndal högskola" in page
    assert "Marie Cederschiöld" not in page


def test_a_number_stands_with_what_must_be_known_to_read_it(client, stella):
    Outcome.objects.create(project=stella, indicator="klienter med plan", value=63, base=98, origin="history")
    Outcome.objects.create(project=stella, text="många var nöjda", origin="history", finding="worked")

    page = section(client.get(stella.get_absolute_url()), "vad-det-gav")

    assert "cirka 190 besök, 2017" in page
    assert "En del av året. Jämför inte med ett helt år." in page
    assert "63 klienter med plan Av 98." in page
    assert "Många var nöjda. gick bra" in page


def test_what_nobody_knows_of_the_time_after_is_said(client, stella):
    page = section(client.get(stella.get_absolute_url()), "vad-som-hande-sedan")

    assert "2017: permanent verksamhet Permanent verksamhet." in page
    assert "Efter 2017 Vi vet inte. Ingen har svarat på uppföljningsfrågan." in page


def test_every_fact_leads_to_its_source(client, stella):
    first = Source.objects.create(key="a", file="a.txt", title="FoU-plan", year=2014, position=1)
    second = Source.objects.create(key="b", file="b.txt", title="Redovisning", position=2)
    study = SubStudy.objects.create(project=stella, name="förstudie", origin="history")
    milestone = Milestone.objects.create(project=stella, on="2014", text="start", origin="history")
    fact = Fact.objects.create(
        content_type=ContentType.objects.get_for_model(Project),
        object_id=stella.pk,
        kind="aim",
        text="att pröva",
    )
    for thing in (stella, *stella.grants.all()):
        cite(first, thing)
    for thing in (study, milestone, fact, *stella.outcomes.all(), *stella.aftermath.all()):
        cite(second, thing)

    page = client.get(stella.get_absolute_url())
    markup = main_of(page)

    assert "Källa 1 FoU-plan, 2014" in section(page, "kallor")
    assert "Källa 2 Redovisning" in section(page, "kallor")
    assert 'id="kalla-1"' in markup
    assert 'id="kalla-2"' in markup
    assert markup.count('href="#kalla-1"') == 3
    assert markup.count('href="#kalla-2"') >= 4
    assert "10–15" in section(page, "kallor")


def test_people_parts_and_what_came_before_and_after_stand_there(client, stella):
    before = Project.objects.create(title="Förstudien", kind=ProjectKind.PRE_STUDY)
    after = Project.objects.create(title="Fortsättningen", kind=ProjectKind.EVALUATION, predecessor=stella)
    stella.predecessor = before
    stella.save()
    person = Person.objects.create(name="Bo Ek")
    ProjectPerson.objects.create(project=stella, person=person, part="utvärderar")
    Milestone.objects.create(project=stella, on="2014-12", text="baslinje klar")

    page = told(client.get(stella.get_absolute_url()))

    assert "Personer Bo Ek, utvärderar" in page
    assert "december 2014 Baslinje klar" in page
    assert "Följer på Förstudien" in page
    assert f"Ledde till {after.title}" in page


def test_drafts_of_the_knowledge_bank_are_not_there(client, stella, fou):
    for title, status in (("Slutrapporten", OutputStatus.PUBLISHED), ("Utkastet", OutputStatus.DRAFT)):
        KnowledgeOutput.objects.create(
            title=title,
            project=stella,
            kind=OutputKind.REPORT,
            year=2017,
            status=status,
            lesson=f"{title}: ring.",
        )

    page = told(client.get(stella.get_absolute_url()))
    assert "2017 Slutrapporten Rapport" in page
    assert "Slutrapporten: ring." in page
    assert "Utkastet" not in page

    client.force_login(fou)
    assert "Utkastet" in told(client.get(stella.get_absolute_url()))


def test_a_project_begun_here_leads_back_to_decision_call_and_application(
    client, project, everyone, decided_case, whole_application
):
    address = project.get_absolute_url()
    case, call, application = (
        decided_case.get_absolute_url(),
        whole_application.call.get_absolute_url(),
        whole_application.get_absolute_url(),
    )
    work = reverse("project_work", args=[project.slug])

    def links(name: str) -> set[str]:
        if name:
            client.force_login(everyone[name])
        else:
            client.logout()
        markup = main_of(client.get(address))
        return {one for one in (case, call, application, work) if f'href="{one}"' in markup}

    assert links("") == {case, call}
    assert links("stranger") == {case, call}
    assert links("rut") == {case, call, application}
    assert links("sara") == links("karin") == links("fou") == {case, call, application, work}
    assert links("revisor") == links("admin") == {case, call, application, work}


def test_its_trace_is_known_from_need_to_project(client, project):
    page = client.get(project.get_absolute_url())

    assert stations(page)["Behov"] == "done"
    assert stations(page)["Utlysning"] == stations(page)["Ansökan"] == stations(page)["Beslut"] == "done"
    assert "450 000 kr beviljade" in told(page)


def test_an_example_is_marked(client, project):
    Project.objects.update(origin="example")

    assert "exempel" in told(client.get(project.get_absolute_url()))


@pytest.mark.parametrize("slug", ["finns-inte", "1-or-1", "x" * 100])
def test_a_guessed_address_is_not_found(client, db, slug):
    assert client.get(reverse("project", args=[slug])).status_code == 404


@pytest.mark.parametrize("name", ["", "sara", "fou"])
def test_the_page_costs_the_same_however_much_hangs_on_it(client, project, everyone, city, name):
    if name:
        client.force_login(everyone[name])

    def asked() -> int:
        client.get(project.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(project.get_absolute_url())
        return len(captured)

    few = asked()
    for number in range(30):
        SubStudy.objects.create(project=project, name=f"Delstudie {number}")
        Milestone.objects.create(project=project, on="2027", text=f"Hållpunkt {number}")
        Aftermath.objects.create(project=project, kind=AftermathKind.SPREAD, text="sprids", year=2028)
        Outcome.objects.create(project=project, indicator="barn", value=number)
        Grant.objects.create(project=project, year=2027, standing=Standing.GRANTED)
        place = Organisation.objects.create(
            key=f"o-{number}", name=f"Part {number}", kind=OrganisationKind.UNIT
        )
        ProjectOrganisation.objects.create(project=project, organisation=place, part=Part.PARTNER)
        KnowledgeOutput.objects.create(
            title=f"Skrift {number}", project=project, status=OutputStatus.PUBLISHED
        )
        Project.objects.create(title=f"Efter {number}", kind=ProjectKind.PILOT, predecessor=project)

    assert asked() == few
    assert few <= 15


def test_every_project_of_the_history_has_its_page(client, loaded, db):
    """Each page answers, names its source, and tells no sum of nothing."""
    for project in Project.objects.all():
        page = client.get(project.get_absolute_url())
        assert "Källa 1" in section(page, "kallor"), project
        assert " 0 kr" not in told(page), project
        assert "None" not in told(page), project


def test_the_history_names_its_districts_as_they_were(client, loaded, db):
    page = told(client.get(reverse("project", args=["stella"])))

    assert "Rinkeby-Kista, Södermalm och Skärholmen Rinkeby-Kista ingår i dag i Järva" in page

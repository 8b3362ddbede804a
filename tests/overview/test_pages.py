"""The start page and the pages about the service: what each reader meets, and what nobody may."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.reading import main_of, section, told

from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import Plan
from praktiknara.projects.choices import Part, ProjectKind, ProjectStatus
from praktiknara.projects.models import Project, ProjectOrganisation
from praktiknara.results.choices import AftermathKind, Finding
from praktiknara.results.models import Aftermath, Outcome

PAGES = (
    "home",
    "projects",
    "search",
    "about",
    "accessibility",
    "privacy",
    "help",
    "annual_reports",
    "health",
)


def project_of(title: str, **more: object) -> Project:
    values: dict[str, object] = {
        "title": title,
        "kind": ProjectKind.LOCAL_PROJECT,
        "status": ProjectStatus.ENDED,
        "origin": "history",
        **more,
    }
    return Project.objects.create(**values)


@pytest.fixture
def stella(city) -> Project:
    """A project that went well and became permanent."""
    project = project_of("Stella", purpose="Stöd till föräldrar.", start="2013", end="2016")
    ProjectOrganisation.objects.create(project=project, organisation=city.skarpnack, part=Part.DISTRICT)
    Outcome.objects.create(project=project, indicator="besök", value=273, year=2016, finding=Finding.WORKED)
    Aftermath.objects.create(
        project=project,
        kind=AftermathKind.PERMANENT,
        text="permanent verksamhet på socialförvaltningen",
        year=2017,
    )
    return project


@pytest.fixture
def signs(city) -> Project:
    """A project that did not go as hoped."""
    project = project_of("Signs of Safety", purpose="Säkra metoden.")
    Outcome.objects.create(project=project, text="kunde inte användas metodtroget", finding=Finding.DID_NOT)
    return project


@pytest.mark.parametrize("name", PAGES)
def test_anyone_may_read_the_public_pages(client, city, name):
    assert client.get(reverse(name)).status_code == 200


def test_every_role_may_read_them_too(client, everyone):
    for user in everyone.values():
        client.force_login(user)
        answers = {name: client.get(reverse(name)).status_code for name in PAGES}
        assert answers == dict.fromkeys(PAGES, 200), user


def test_what_went_well_and_what_did_not_stand_side_by_side(client, stella, signs):
    answer = client.get(reverse("home"))

    assert section(answer, "bra") == (
        "Det som gick bra Stella blev permanent verksamhet "
        "273 besök 2016. 2017: Permanent verksamhet på socialförvaltningen. "
        "Stella, 2013–2016 Skarpnäck Alla som gick bra"
    )
    assert section(answer, "inte") == (
        "Det som inte gick som tänkt Kunde inte användas metodtroget "
        "Säkra metoden. Signs of Safety, tid okänd Alla som inte gick som tänkt"
    )
    assert f'href="{stella.get_absolute_url()}"' in main_of(answer)


def test_an_empty_register_says_what_will_come(client, city):
    answer = client.get(reverse("home"))

    assert "Inget är registrerat än." in section(answer, "bra")
    assert "Kunskapsbanken är tom än." in section(answer, "nytt")
    assert "0 projekt, 0 metoder och 0 rapporter" in section(answer, "nytt")


def test_examples_are_counted_nowhere_and_marked_where_they_stand(client, stella):
    example = project_of("Påhittat", origin="example")
    Outcome.objects.create(
        project=example, text="gick påhittat bra", finding=Finding.WORKED, origin="example"
    )
    KnowledgeOutput.objects.create(
        title="Verklig skrift", year=2023, status=OutputStatus.PUBLISHED, origin="history"
    )
    KnowledgeOutput.objects.create(
        title="Påhittad skrift", year=2027, status=OutputStatus.PUBLISHED, origin="example"
    )
    Method.objects.create(name="Kasam", kind="intervention", origin="history")

    answer = client.get(reverse("home"))

    assert "påhittat bra" not in told(answer)
    assert "1 projekt, 1 metoder och 1 rapporter" in section(answer, "nytt")
    assert "2027 Påhittad skrift exempel Rapport" in section(answer, "nytt")
    assert "2023 Verklig skrift Rapport" in section(answer, "nytt")


def test_no_draft_and_no_unpublished_result_leaks(client, written):
    KnowledgeOutput.objects.create(title="Hemligt utkast", summary="familjehem", status=OutputStatus.DRAFT)
    KnowledgeOutput.objects.create(title="Hemligt återkallat", status=OutputStatus.WITHDRAWN)

    for address in (
        reverse("home"),
        reverse("search") + "?q=hemligt",
        reverse("search") + "?q=familjehem",
        reverse("projects") + "?utfall=gick-bra",
        written.project.get_absolute_url(),
    ):
        page = told(client.get(address))
        assert "Hemligt utkast" not in page
        assert "Hemligt återkallat" not in page
        assert "mindre ensamma" not in page.replace("känner sig mindre ensamma", "")
        assert "Ring hem före varje träff" not in page


def test_the_start_page_asks_the_same_number_of_questions_however_much_there_is(client, stella, signs):
    client.get(reverse("home"))

    def asked() -> int:
        from django.db import connection

        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("home"))
        return len(captured)

    few = asked()
    for number in range(30):
        one = project_of(f"Projekt {number}")
        Outcome.objects.create(project=one, text="gick bra", finding=Finding.WORKED)
        Outcome.objects.create(project=one, text="gick inte", finding=Finding.DID_NOT)
        Aftermath.objects.create(project=one, kind=AftermathKind.PRIZE, text="pris")
        KnowledgeOutput.objects.create(
            title=f"Skrift {number}", year=2020, project=one, status=OutputStatus.PUBLISHED
        )

    assert asked() == few
    assert few <= 15


def test_the_wheel_tells_where_we_are(client, city, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2026, 11, 12))

    assert "Ansökningarna bedöms – här är vi nu" in section(client.get(reverse("home")), "ar")


def test_health_tells_the_version_and_misses_a_worker_only_when_a_job_waits(client, db, settings):
    fresh = client.get(reverse("health"))
    assert (fresh.status_code, fresh.content.decode()) == (200, f"ok {settings.VERSION}\n")

    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="praktiknara.nothing",
        queue_name="default",
        backend_name="default",
        status="READY",
        enqueued_at=timezone.now() - timedelta(hours=1),
    )
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    assert client.get(reverse("health")).status_code == 503


def test_annual_reports_are_listed_the_newest_first(client, db):
    for year in (2021, 2023):
        Plan.objects.create(
            kind=PlanKind.ANNUAL_REPORT, year=year, title=f"Årsrapport för {year}", slug=f"ar-{year}"
        )
    Plan.objects.create(kind=PlanKind.PLAN, year=2024, title="FoU-plan 2024", slug="plan-2024")

    page = told(client.get(reverse("annual_reports")))

    assert "2023 Årsrapport för 2023 2021 Årsrapport för 2021" in page
    assert "FoU-plan 2024" not in page


# The list's search


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE projects_project; --",
        '" OR overview_words MATCH "x',
        "a* NEAR(b) AND NOT",
        "<script>alert(1)</script>",
        "\x00\x07\ud7ff",
        "%%%",
        "🦄 ﷽ ‮abc",
        "å" * 10_000,
        "barn " * 2_000,
    ],
)
def test_no_query_breaks_the_list_of_projects(client, stella, query):
    answer = client.get(reverse("projects"), {"q": query})

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert Project.objects.filter(pk=stella.pk).exists()

"""What was taken in can be taken out again, or the page says what stands in the way."""

import pytest
from tests.intake.conftest import a_paper, read_as, reading_json, the
from tests.intake.test_review import counts

from praktiknara.intake.models import Effect, Proposal
from praktiknara.people.models import Person
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.trail.models import Citation, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(reading, city, desk_of, fou):
    """Everything in the reading accepted."""
    desk = desk_of(fou)
    for proposal in sorted(reading.proposals.all(), key=lambda one: one.kind != "project"):
        desk.send("accept", proposal)
    assert set(reading.proposals.values_list("status", flat=True)) == {"accepted"}
    return reading


def register() -> dict[str, int]:
    """What the register holds, but the sources' own list."""
    return counts()


def test_undoing_a_reading_leaves_the_register_as_it_was(
    karin_almgren, paper, city, fou, now, desk_of, client
):
    before, title = register(), karin_almgren.title
    reading = read_as(paper, reading_json(), by=fou, now=now)
    desk = desk_of(fou)
    for proposal in sorted(reading.proposals.all(), key=lambda one: one.kind != "project"):
        desk.send("accept", proposal)
    assert register() != before

    page = client.get(f"/inlasning/{reading.pk}/angra/").content.decode()
    assert "Projekt: 2" in page
    assert client.post(f"/inlasning/{reading.pk}/angra/").status_code == 302

    karin_almgren.refresh_from_db()
    assert (register(), karin_almgren.title) == (before, title)
    reading.refresh_from_db()
    assert reading.status == "undone"


def test_the_memory_stays_when_a_reading_is_undone(taken, client):
    proposals, effects, events = Proposal.objects.count(), Effect.objects.count(), Event.objects.count()

    client.post(f"/inlasning/{taken.pk}/angra/")

    assert (Proposal.objects.count(), Effect.objects.count()) == (proposals, effects)
    assert Effect.objects.filter(undone_at=None).count() == 0
    assert Event.objects.count() > events
    assert set(taken.proposals.values_list("status", flat=True)) == {"undone"}


def test_what_has_grown_since_stands_in_the_way(taken, fou, client):
    grant = Grant.objects.get(amount=310_000)
    Payout.objects.create(grant=grant, amount=310_000, due_on="2026-12-01")
    before = register()

    page = client.get(f"/inlasning/{taken.pk}/angra/").content.decode()
    answer = client.post(f"/inlasning/{taken.pk}/angra/")

    assert "1 uppgifter har kommit till sedan dess (utbetalning" in page
    assert answer.status_code == 422
    assert register() == before
    taken.refresh_from_db()
    assert taken.status == "open"


def test_what_was_changed_by_hand_since_stands_in_the_way(taken, client):
    project = Project.objects.get(title="Lyktan")
    project.purpose = "Skrivet för hand."
    project.save()

    page = client.get(f"/inlasning/{taken.pk}/angra/").content.decode()

    assert "projekt: Lyktan har ändrats sedan uppgiften fördes in" in page
    assert client.post(f"/inlasning/{taken.pk}/angra/").status_code == 422


def test_a_project_is_not_undone_before_what_stands_under_it(taken, desk_of, fou):
    desk, head = desk_of(fou), the(taken, "project", "Lyktan")

    assert desk.send("undo", head).status_code == 422
    for part in taken.proposals.filter(project=head):
        assert desk.send("undo", part).status_code == 302
    assert desk.send("undo", head).status_code == 302

    assert not Project.objects.filter(title="Lyktan").exists()
    assert desk.send("accept", head).status_code == 302
    assert Project.objects.filter(title="Lyktan").count() == 1


def test_a_source_added_by_another_paper_stands_in_the_way_of_the_first(taken, desk_of, fou, now):
    desk = desk_of(fou)
    twin = read_as(a_paper("En annan handling"), reading_json(), by=fou, now=now)
    desk.send("accept", the(twin, "project", "Lyktan"))

    assert desk.client.post(f"/inlasning/{taken.pk}/angra/").status_code == 422
    assert desk.client.post(f"/inlasning/{twin.pk}/angra/").status_code == 302
    assert desk.client.post(f"/inlasning/{taken.pk}/angra/").status_code == 302
    assert not Project.objects.exists()


def test_only_the_source_leaves_when_only_the_source_came(stella, fou, now, desk_of):
    given = {
        "sections": [],
        "values": [],
        "projects": [{"title": stella.title, "start": 0, "end": 6, "values": []}],
    }
    reading = read_as(a_paper("Om Stella", "Stella – stöd till föräldrar"), given, by=fou, now=now)
    desk = desk_of(fou)
    desk.send("accept", the(reading, "project"))
    assert Citation.objects.count() == 1

    desk.send("undo", the(reading, "project"))

    assert (list(Project.objects.all()), Citation.objects.count()) == ([stella], 0)


def test_people_who_came_with_the_paper_leave_with_it(taken, client):
    assert Person.objects.filter(name="Karin Almgren").exists()

    client.post(f"/inlasning/{taken.pk}/angra/")

    assert not Person.objects.filter(name="Karin Almgren").exists()

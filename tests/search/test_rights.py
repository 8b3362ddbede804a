"""Nobody finds, counts, is suggested or is shown anything but what she may see, whatever is asked and whoever asks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from praktiknara.applications.choices import ApplicationStatus
from praktiknara.applications.models import Application
from praktiknara.calls.choices import CallStatus
from praktiknara.decisions.choices import CaseStatus
from praktiknara.decisions.models import Case
from praktiknara.documents.choices import PaperStatus
from praktiknara.documents.models import Page, Paper, Passage
from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.people.models import User
from praktiknara.projects.models import Project
from praktiknara.results.choices import ReportStatus
from praktiknara.results.models import Outcome, ResultReport
from praktiknara.search.actions.keeping import catch_up
from praktiknara.search.choices import Facet
from praktiknara.search.models import SearchDocument, Stale
from praktiknara.search.queries.answer import answer
from praktiknara.search.queries.asking import Asked
from praktiknara.search.queries.faults import faults
from praktiknara.search.queries.finding import Search, by_key, facets_of
from praktiknara.search.queries.providers import PROVIDERS
from praktiknara.search.queries.similar import similar
from praktiknara.search.queries.suggestions import suggestions

LETTERS = "bdfgklmnprst"
COMMON = "familjehem"


def secret(number: int) -> str:
    """A word that one thing only holds, far in spelling from the others'."""
    one, two = LETTERS[number % 12], LETTERS[number // 12 % 12]
    return f"{one}o{two}a{one}u{two}i{two}e{one}y{one}ö"


@pytest.fixture
def things(whole_application: Application, open_call: Any, city: Any) -> list[Any]:
    """One of each kind that can be hidden, each with a secret of its own; what state they are in is the test's choice."""
    project = Project.objects.create(title="Stella", kind="local_project", owner=city.skarpnack)
    report = ResultReport.objects.create(project=project, year=2024)
    paper = Paper.objects.create(
        title="Handling", slug="handling", file_name="h.txt", sha256="h", text="x", length=1
    )
    Page.objects.create(paper=paper, number=1, start=0, end=1)
    Passage.objects.create(paper=paper, position=0, start=0, end=200)
    return [
        KnowledgeOutput.objects.create(title="Rapport", project=project),
        Case.objects.create(title="Ärende", slug="arende"),
        open_call,
        whole_application,
        report,
        Outcome.objects.create(project=project, report=report),
        paper,
    ]


STATES: dict[type, tuple[str, ...]] = {
    KnowledgeOutput: tuple(OutputStatus.values),
    Case: tuple(CaseStatus.values),
    Application: tuple(ApplicationStatus.values),
    ResultReport: tuple(ReportStatus.values),
    Paper: tuple(PaperStatus.values),
}
TEXT = {Application: "purpose", ResultReport: "results", Outcome: "text", Paper: "text"}


def put(thing: Any, number: int, state: int) -> str:
    """Write a thing's secret into it, and put it in some state."""
    word = secret(number)
    setattr(
        thing,
        TEXT.get(type(thing), "summary" if hasattr(thing, "summary") else "introduction"),
        f"{COMMON} {word}",
    )
    if type(thing).__name__ == "Call":
        thing.status = (CallStatus.DRAFT, CallStatus.OPEN)[state % 2]
    elif states := STATES.get(type(thing)):
        thing.status = states[state % len(states)]
    if isinstance(thing, Paper):
        thing.public = state % 2 == 0
        thing.length = len(thing.text)
    thing.save()
    return word


def seen_by(user: User | None) -> set[tuple[str, int]]:
    """What the register says that she may see."""
    return {
        (one.kind.value, key)
        for one in PROVIDERS
        for key in one.visible_to(user).values_list("pk", flat=True)
    }


@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # to shrink such a story takes minutes and tells no more
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_hit_count_suggestion_or_snippet_is_of_what_she_may_not_see(
    things, sara, farid, olle, fou, rut, chief, nils, ingrid, rebecka, revisor, admin_user, data
):
    states = data.draw(st.lists(st.integers(0, 9), min_size=len(things), max_size=len(things)))
    caught_up = data.draw(st.booleans())
    words = [
        put(thing, number, state + 1)
        for number, (thing, state) in enumerate(zip(things, states, strict=True))
    ]
    catch_up()
    # Then some things change; what is hidden must be so at once, before the index has caught up.
    later = data.draw(st.lists(st.integers(0, 9), min_size=len(things), max_size=len(things)))
    for number, (thing, state) in enumerate(zip(things, later, strict=True)):
        put(thing, number, state)
    if caught_up:
        catch_up()
        assert list(faults()) == []

    for user in (
        None,
        *data.draw(
            st.lists(
                st.sampled_from(
                    [sara, farid, olle, fou, rut, chief, nils, ingrid, rebecka, revisor, admin_user]
                ),
                unique=True,
                min_size=2,
                max_size=3,
            )
        ),
    ):
        reader = User.objects.get(pk=user.pk) if user else None
        holds_only_what_she_may_see(reader, words, [*zip(things, words, strict=True)])


def holds_only_what_she_may_see(user: User | None, words: list[str], things: list[tuple[Any, str]]) -> None:
    seen = seen_by(user)
    kinds = {one.model: one.kind.value for one in PROVIDERS}
    hidden = [word for thing, word in things if (kinds[type(thing)], thing.pk) not in seen]
    client = Client()
    if user:
        client.force_login(user)

    for query in (COMMON, *words, " ".join(words)):
        search = Search(Asked(query), user)
        documents = search.documents
        found = {(one.kind, one.object_id) for one in documents}
        assert found <= seen
        assert search.total == len(found)
        counted = search.facet_counts()[Facet.KIND]
        assert counted == {
            key: n for key, n in by_key(facets_of(documents)).items() if key.startswith("f:slag:")
        }
        assert sum(counted.values()) == len(found)
        told = answer(query, user, 50)
        page = client.get(reverse("search"), {"q": query}).text
        assert [word for word in hidden if word in str(told)] == []
        # What she typed herself stands in the box, and says nothing.
        assert [word for word in hidden if word in page and word not in query] == []
    for word in hidden:
        assert Search(Asked(word), user).total == len(Search(Asked(word), user).documents)
    for word in words:
        offered = suggestions(word[:3], user)
        assert [one for one in offered if one in hidden] == []
        assert [one for one in suggestions(word[:3], None) if one in words and not public(things, one)] == []
    for thing, _word in things:
        if (kinds[type(thing)], thing.pk) in seen:
            assert {(one.kind, one.object_id) for one in similar(thing, user)} <= seen


def public(things: list[tuple[Any, str]], word: str) -> bool:
    """Whether everyone may see the thing that has the word."""
    thing = next(thing for thing, held in things if held == word)
    manager: Any = type(thing)._default_manager
    return bool(manager.visible_to(None).filter(pk=thing.pk).exists())


def test_what_is_withdrawn_is_hidden_before_the_index_has_caught_up(client, db):
    output = KnowledgeOutput.objects.create(title="Ettordsrapport", status=OutputStatus.PUBLISHED)
    catch_up()
    assert Search(Asked("ettordsrapport"), None).total == 1
    assert suggestions("ettords", None) == ["ettordsrapport", "Ettordsrapport"]

    output.status = OutputStatus.WITHDRAWN
    output.save(update_fields=["status"])

    assert Stale.objects.count() > 0
    assert Search(Asked("ettordsrapport"), None).total == 0
    assert suggestions("ettords", None) == []


def test_what_is_deleted_leaves_the_search_at_once(db):
    output = KnowledgeOutput.objects.create(title="Borttagen", status=OutputStatus.PUBLISHED)
    catch_up()

    output.delete()

    assert SearchDocument.objects.count() == 0
    assert Search(Asked("borttagen"), None).total == 0

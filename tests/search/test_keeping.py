"""The index follows the register: changed, gone, put off, rebuilt while in use, and looked over."""

import json
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tasks_db.models import DBTaskResult

from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Project
from praktiknara.search.actions import keeping
from praktiknara.search.models import IndexState, SearchDocument, SearchPassage, Stale, Term
from praktiknara.search.queries.asking import Asked
from praktiknara.search.queries.faults import faults
from praktiknara.search.queries.finding import Search
from praktiknara.search.queries.vocabulary import vocabulary


def total(word: str) -> int:
    return Search(Asked(word), None).total


def project(title: str) -> Project:
    return Project.objects.create(title=title, kind=ProjectKind.LOCAL_PROJECT)


def orders() -> int:
    return DBTaskResult.objects.ready().filter(task_path=keeping.catch_up_later.module_path).count()


def test_what_is_saved_is_found_when_the_worker_has_taken_it_up(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as acts:
        made = project("Nattvandring")
        made.purpose = "Föräldrar går ut."
        made.save()

    assert ([act.__name__ for act in acts], orders()) == (["follow"], 1)
    keeping.catch_up_later.call()
    assert (total("nattvandring"), total("föräldrar"), Stale.objects.count()) == (1, 1, 0)


def test_the_worker_is_asked_once_however_much_changes_before_it_begins(
    db, django_capture_on_commit_callbacks
):
    for number in range(5):
        with django_capture_on_commit_callbacks(execute=True):
            project(f"Nattvandring {number}")

    assert orders() == 1
    keeping.catch_up()
    assert total("nattvandring") == 5


def test_the_command_finds_what_no_worker_has_taken_up(db):
    project("Nattvandring")

    told = StringIO()
    call_command("search", "nattvandring", "--json", stdout=told)

    assert json.loads(told.getvalue())["total"] == 1


def test_a_changed_text_is_found_by_its_new_words_only_and_counted_once(db):
    made = project("Nattvandring")
    keeping.catch_up()
    made.title = "Sommarjobb"
    made.save()
    keeping.catch_up()

    assert (total("nattvandring"), total("sommarjobb")) == (0, 1)
    words = vocabulary().words
    assert ("nattvandring" in words, words["sommarjobb"]) == (False, 1)


def test_a_rebuild_gives_the_same_index_and_takes_away_what_is_left_over(db):
    for number in range(3):
        project(f"Nattvandring {number}")
    keeping.catch_up()
    before = {row.text: row.holders for row in Term.objects.filter(holders__gt=0)}
    Project.objects.filter(title="Nattvandring 2").delete()
    keeping.rebuild()

    assert SearchDocument.objects.count() == 2
    again = project("Nattvandring 2")
    keeping.catch_up()
    assert {row.text: row.holders for row in Term.objects.filter(holders__gt=0)} == before
    assert IndexState.objects.get().passages == SearchPassage.objects.count() == 3
    assert total("nattvandring") == 3
    assert again.pk in SearchDocument.objects.values_list("object_id", flat=True)


def test_verify_tells_what_is_missing_left_over_stale_and_wrongly_public(db):
    kept, hidden, lost = (project(title) for title in ("Ett", "Två", "Tre"))
    keeping.catch_up()
    assert list(faults()) == []
    SearchDocument.objects.filter(object_id=kept.pk).update(analyser="0")
    SearchDocument.objects.filter(object_id=hidden.pk).update(public=False)
    SearchDocument.objects.filter(object_id=lost.pk).delete()

    told = [why for _where, why in faults()]

    assert sorted(told) == sorted(
        [
            "Är analyserad med en äldre version. Kör rebuild_index.",
            "Är offentlig i registret men inte i sökningen.",
            "Saknas i sökningen.",
        ]
    )
    with pytest.raises(CommandError, match="3 fel"):
        call_command("verify", stdout=StringIO())
    call_command("rebuild_index", stdout=StringIO())
    assert list(faults()) == []


def test_rows_written_together_are_stale_as_one_and_found_when_they_are_taken_up(db):
    with keeping.together():
        stella = project("Stella och kvällsöppet")
        assert not Stale.objects.exists()

    assert (ContentType.objects.get_for_model(Project).pk, stella.pk) in set(
        Stale.objects.values_list("content_type_id", "object_id")
    )

    keeping.catch_up()

    assert not Stale.objects.exists()
    assert SearchDocument.objects.filter(title="Stella och kvällsöppet").count() == 1

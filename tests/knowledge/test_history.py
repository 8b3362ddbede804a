"""The history fills the bank with our own words, once, and rests on the places of its facts."""

import re
from pathlib import Path

import pytest
import yaml

from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.knowledge.rules.publishing import readable_problems
from praktiknara.overview.actions.bank import OURS, fill_bank
from praktiknara.overview.actions.history import load_history
from praktiknara.trail.models import Event
from praktiknara.trail.queries import citations

pytestmark = pytest.mark.django_db

SAID = yaml.safe_load(OURS.read_text(encoding="utf-8"))


@pytest.fixture
def history() -> None:
    load_history()


def test_every_text_finds_its_row_and_a_second_time_changes_nothing(history):
    first, again = fill_bank(), fill_bank()

    assert first == {"filled": len(SAID["outputs"]), "added": len(SAID["results"])}
    assert again.total() == 0
    assert Event.objects.filter(verb="fill_bank").count() == 1


def test_without_the_history_nothing_is_added(db):
    assert fill_bank().total() == 0
    assert not KnowledgeOutput.objects.exists()


def test_what_an_officer_wrote_is_left_as_it_is(history):
    KnowledgeOutput.objects.filter(key="handbok-kasam").update(summary="Marias egna ord.")

    fill_bank()

    handbook = KnowledgeOutput.objects.get(key="handbok-kasam")
    assert (handbook.summary, handbook.lesson) == ("Marias egna ord.", "")


def test_the_history_itself_is_counted_as_before(history):
    fill_bank()

    assert KnowledgeOutput.objects.filter(origin="history").count() == 16
    assert KnowledgeOutput.objects.filter(origin="reference").count() == len(SAID["results"])


def test_every_result_can_be_read_and_followed_to_its_sources(history):
    fill_bank()

    for output in KnowledgeOutput.objects.filter(origin="reference"):
        assert (
            readable_problems(
                title=output.title,
                summary=output.summary,
                lesson=output.lesson,
                finding=output.finding,
                because=output.because,
            )
            == []
        ), output.title
        assert citations(output), output.title
        assert output.project is not None
        assert output.field == output.project.field


def test_the_words_are_our_own(need):
    papers = " ".join(
        _plain(path.read_text(encoding="utf-8")) for path in Path(need("../shared/papers")).glob("*.txt")
    )
    texts = [
        str(text)
        for one in [*SAID["outputs"].values(), *SAID["results"]]
        for name, text in one.items()
        if name in {"summary", "lesson", "because"}
    ]

    taken = [
        sentence
        for text in texts
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if len(_plain(sentence)) > 30 and _plain(sentence) in papers
    ]

    assert taken == []


def _plain(text: str) -> str:
    """Only the letters, so that damage from scanning and line ends matter less."""
    return re.sub(r"[^a-z]+", "", text.lower().translate(str.maketrans("åäöéáü", "aaoeau")))

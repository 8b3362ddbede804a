"""The lexicon's words, made of the packages' data, read as memory by whoever asks."""

import subprocess
import sys
from pathlib import Path

import pytest

from praktiknara.swedish import build
from praktiknara.swedish import lexicon as module
from praktiknara.swedish.lexicon import lexicon


def test_forms_are_known_with_their_base_forms():
    words = ["utvärderades", "kartläggningarna", "familjehem", "barnen", "forsknings", "skol"]

    assert [lexicon().lemma(word) for word in words] == [
        "utvärdera",
        "kartläggning",
        "familjehem",
        "barn",
        "forskning",
        "skola",
    ]
    assert all(lexicon().knows(word) for word in words)


def test_what_is_no_word_is_its_own_base_form_and_has_no_frequency():
    assert not lexicon().knows("utvärderimg")
    assert lexicon().lemma("utvärderimg") == "utvärderimg"
    assert lexicon().frequency("utvärderimg") == lexicon().family_frequency("utvärderimg") == 0.0


def test_common_words_are_more_frequent_than_rare_ones_and_known_ones_never_zero():
    assert 1 > lexicon().frequency("och") > lexicon().frequency("socialtjänst") > 0
    assert lexicon().frequency("familjehems") > 0
    assert lexicon().family_frequency("barnen") > lexicon().frequency("barnen")


def test_a_beginning_is_told_from_what_no_word_begins_with():
    assert lexicon().continues("socialtjän")
    assert not lexicon().continues("socialtjäm")


@pytest.mark.parametrize("head", ["skol", "familje", "social", "stadsdels", "forsknings", "fält", "barna"])
def test_many_compounds_begin_with(head: str):
    assert lexicon().is_head(head)


@pytest.mark.parametrize("head", ["bru", "upps", "rapp", "rege", "bes", "för", "utvärderades"])
def test_no_compounds_begin_with(head: str):
    assert not lexicon().is_head(head)


def test_words_that_differ_in_their_marks_only_are_found_the_most_common_first():
    assert lexicon().spellings("rad")[:2] == ["råd", "rad"]
    assert lexicon().spellings("stadsdel") == ["stadsdel"]
    assert lexicon().has_rival("får")
    assert not lexicon().has_rival("socialtjänst")


def test_asking_takes_neither_of_the_packages_into_memory():
    program = "import sys; from praktiknara.swedish.lexicon import lexicon; lexicon().lemma('barnen'); print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert "marisa_trie" in loaded
    assert "'wordfreq'" not in loaded
    assert "'simplemma'" not in loaded


def test_a_small_lexicon_is_built_whole_and_the_one_before_it_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    common = {"rad": 1e-4, "råd": 2e-4, "rådet": 1e-4, "xyz": 1e-6}
    monkeypatch.setattr(build, "BUILT", tmp_path)
    monkeypatch.setattr(build, "frequencies", lambda: common)
    monkeypatch.setattr(build, "base_forms", lambda: {"rad": "rad", "råd": "råd", "rådet": "råd"})
    (tmp_path / "older").mkdir()

    build.build(tmp_path / "new")

    made = module.Lexicon(tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert len(made) == 4
    assert made.lemma("rådet") == "råd"
    assert made.family_frequency("råd") == pytest.approx(3e-4)
    assert (made.has_rival("råd"), made.is_listed("xyz")) == (True, False)

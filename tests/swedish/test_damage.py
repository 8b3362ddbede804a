"""How damaged a text is, and that other languages, tables and short passages do not fool the measure."""

from pathlib import Path

import pytest

from praktiknara.swedish.damage import level, passages

TEXTS = Path(__file__).parents[1] / "data" / "swedish"
SOUND = sorted((TEXTS / "held").glob("*.txt"))
DAMAGED = sorted((TEXTS / "held-read").glob("*.txt"))
ENGLISH = (
    "The aim of the study was to describe how the social workers of the city met the families, and which of the"
    " methods were used with them. The results were presented to the board and to the public. "
) * 3
FINNISH = (
    "Tutkimus ei ollut laaja, mutta se oli tarkka, ja myos kunta oli mukana. Kunta ja valtio ovat sopineet"
    " asiasta, joka on tarkea. "
) * 3


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_text_is_sound_all_through(path: Path):
    text = path.read_text()
    assert level(text) < 0.01
    assert max(passage.level for passage in passages(text)) < 0.1


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.stem)
def test_what_an_engine_without_swedish_read_is_damaged_all_through(path: Path):
    text = path.read_text()
    assert level(text) > 0.99
    assert min(passage.level for passage in passages(text)) > 0.9


def test_a_scanned_annex_behind_a_sound_report_is_told_apart():
    sound, damaged = SOUND[0].read_text(), DAMAGED[0].read_text()
    text = f"{sound}\f{damaged}"
    assert {passage.level > 0.5 for passage in passages(text) if passage.end <= len(sound)} == {False}
    assert {passage.level > 0.5 for passage in passages(text) if passage.start > len(sound)} == {True}


@pytest.mark.parametrize("foreign", [ENGLISH, FINNISH], ids=["English", "Finnish"])
def test_another_language_is_not_damaged_swedish(foreign: str):
    assert level(foreign) == 0
    text = f"{SOUND[0].read_text()}\n\n{foreign}"
    assert max(passage.level for passage in passages(text)) < 0.1


def test_a_table_in_a_sound_text_is_sound():
    table = "Projekt 2015 2016\nFarsta 120 000 140 000\nTensta 90 000 70 000\nSumma 210 000 210 000"
    text = f"{SOUND[0].read_text()}\n\n{table}\n\n{SOUND[1].read_text()}"
    assert max(passage.level for passage in passages(text)) < 0.15


@pytest.mark.parametrize("text", ["", " \n\n\f\n", "1 2 3", "\x00", "?" * 5000])
def test_what_has_no_words_is_not_damaged_for_certain(text: str):
    assert level(text) < 0.75

"""Damaged words are mended, and nothing else is touched."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.aligned import word_error_rate, words
from tools.repair_quality import at, readings, years_right

from praktiknara.swedish.offsets import OffsetMap, apply
from praktiknara.swedish.repair import Repaired, repair
from praktiknara.swedish.usage import word_set

TEXTS = Path(__file__).parents[1] / "data" / "swedish"
# Words of a damaged text with no digit in them, for texts made by chance.
DAMAGED = sorted(
    word_set(
        "Socialndmnden fér forvaltningens arsrapport uppfoljning 'ar' stéd radet pagar {or & fatt gora for nar"
        " behGver id¢é Oppenvird utvirdera stadsdvergripande frdgor dr ér ansOkan"
    )
)
NUMBERS = sorted(
    word_set(
        "2015 750 000 2310000 1,5 14 2014-12-16 1.2.4-318/2019 3.1.2-417/2018 063 17-22 SOU 2008:18 50% 2a 4b A4 E4 G6 6st 4st"
        " 1kr 6 4 1 1a 16 64 161 4,6 6:1 1/4 mp3 Trestad2 b6 4:an kl.16 §4 6§ +46-8-465 4d1 a4b6 1e 4e6 0406-1641"
    )
)


READINGS = readings("held")


@cache
def mended(raw: str) -> Repaired:
    return repair(raw, min_confidence=0)


def test_a_passage_of_a_scanned_paper_is_mended():
    raw = (
        "Forvaltningen foreslar att socialndmnden godkanner planen f6r nasta ar. Arendet dr berett i samrad\n"
        "med stadsdelsforvalt-\nningarna, och hon far 750 000 kronor for uppf6ljning enligt dnr 3.1-164/2014."
    )
    found = repair(raw, min_confidence=0.5)
    assert found.text == (
        "Förvaltningen föreslår att socialnämnden godkänner planen för nästa år. Ärendet är berett i samråd\n"
        "med stadsdelsförvaltningarna, och hon får 750 000 kronor för uppföljning enligt dnr 3.1-164/2014."
    )
    assert found.level > 0.9
    assert apply(raw, found.changes) == found.text


def test_a_word_broken_at_the_end_of_a_line_is_mended_as_one():
    raw = "Det ar socialtjinstens upp-\ngift att ge stod at bar-\nnens foraldrar och fosterfor-\naldrar varje ar i namnden."
    found = repair(raw)
    broken = [(change.raw, change.fixed) for change in found.changes if "\n" in change.raw]
    assert broken == [("fosterfor-\naldrar", "fosterföräldrar")]
    assert "upp-\ngift" in found.text


@pytest.mark.parametrize(("name", "true", "raw"), READINGS, ids=[name for name, _, _ in READINGS])
def test_a_reading_without_swedish_becomes_nearly_right(name: str, true: str, raw: str):
    found = mended(raw)
    assert word_error_rate(true, raw) > 0.25
    assert word_error_rate(true, at(raw, found, 0.5)) < 0.025
    assert digits(found.text) == digits(raw)


def test_two_words_in_a_hundred_are_wrong_at_the_most():
    wrong = size = 0.0
    for _, true, raw in READINGS:
        count = len(words(true))
        size += count
        wrong += count * word_error_rate(true, at(raw, mended(raw), 0.5))
    assert wrong / size <= 0.02


def test_years_and_being_are_told_apart():
    right = [years_right(true, at(raw, mended(raw), 0.8)) for _, true, raw in READINGS]
    assert sum(one[True] for one in right) / sum(one.total() for one in right) >= 0.95


SOUND = sorted([*TEXTS.glob("held/*.txt"), *TEXTS.glob("learn/*.txt")])


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_text_is_left_as_it_is(path: Path):
    assert repair(path.read_text(), min_confidence=0).changes == []


def test_years_and_being_are_told_apart_where_it_is_hard():
    true = (TEXTS / "years.txt").read_text()
    right = years_right(true, repair(true.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))).text)
    assert right[True] / right.total() >= 0.95


def digits(text: str) -> list[str]:
    """The numbers of a text, without the single 4, 6 and 1 that stand among letters."""
    alone = re.sub(
        r"(?<=[^\W\d_])[461](?=[^\W\d_])|(?<![\w])[461](?=[^\W\d_]{2})|(?<![\w])4(?=r\b)", "", text
    )
    return re.findall(r"\d+", alone)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(DAMAGED + NUMBERS) | st.from_regex(r"\d[\d .,:/-]{0,12}", fullmatch=True), max_size=60
    )
)
def test_no_number_is_changed(parts: list[str]):
    text = "Forvaltningen foreslar att socialndmnden godkanner. " + " ".join(parts)
    numbers = [part for part in parts if any(map(str.isdigit, part))]
    found = repair(text, min_confidence=0)
    assert found.level > 0.3
    assert [part for part in found.text.split() if any(map(str.isdigit, part))] == " ".join(numbers).split()


@settings(max_examples=150, deadline=None)
@given(st.text() | st.lists(st.sampled_from([*DAMAGED, "\n", "-\n", "\f", ".", "är", "å"])).map(" ".join))
def test_any_text_gets_a_layer_that_fits_it(text: str):
    found = repair(text, min_confidence=0)
    assert [text[change.start : change.end] for change in found.changes] == [
        change.raw for change in found.changes
    ]
    assert all(0 <= change.confidence <= 1 and change.raw != change.fixed for change in found.changes)
    OffsetMap(found.changes)  # in order, none over another
    assert apply(text, found.changes) == found.text


@pytest.mark.parametrize(
    "kept",
    [
        "FUM",
        "KAST",
        "UngDok",
        "EffektTobak",
        "t.ex.",
        "bl.a.",
        "www.fragor.example",
        "a.ohman@stad.example",
        "S 2021:04",
        "B",
        "o",
        "a",
    ],
)
def test_what_only_looks_damaged_is_kept(kept: str):
    text = f"Forvaltningen foreslar att socialndmnden godkanner {kept} och overldmnar drendet for kdnnedom."
    assert kept in repair(text, min_confidence=0).text


def test_of_an_age_the_word_is_mended_and_not_the_number():
    raw = "Socialndmnden foreslar stod till en 16-arig flicka och tva 5-ariga pojkar, och for 4:an ar det klart."
    assert repair(raw).text == (
        "Socialnämnden föreslår stöd till en 16-årig flicka och två 5-åriga pojkar, och för 4:an är det klart."
    )


def test_words_of_the_collection_are_known():
    raw = "Forvaltningen foreslar att namnden infor snabbsparsmetoden trygghetsvandringsstod pa Faltsprangargarden."
    assert "Fältsprångargården" in repair(raw, vocabulary=["fältsprångargården"]).text

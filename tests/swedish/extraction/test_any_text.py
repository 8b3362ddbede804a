"""Whatever the text, reading ends, quickly, with places inside the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.swedish.extraction import Gazetteer, read, sweden
from praktiknara.swedish.offsets import Change

NAMES = Gazetteer.of(sweden.names())
PIECES = [
    "Förslag till beslut", "1. ", "- ", "• ", "\n", "\n\n", "\f", "\r\n", "\t", "  ", "Dnr ", "SN 2020/88-2", "SOU 2019:32",
    "12 mars 2020", "den 3–4 maj", "2014-12-16", "2013 till 2016", "sedan 2011", "1 250 000", " kr", " tkr", "tre miljoner",
    " kronor", " exklusive moms", "knappt ", "högst ", "92 procent", "%", "45 barn", "Anna Berg", "docent", "Socialchef",
    ", ", ". ", "(", ")", "”", "Utvärdering av stödet", "Projektet ", "Farsta och Skarpnäcks stadsdelsförvaltningar",
    "Umeå universitet", "¹", "²", "\u00ad", "\u00a0", "-", "–", "är", "år", "&r", "ö", "Innehåll", "....... 4", "Summa",
    "31 februari 2020", "99/99 2020", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "\x00", "\ufeff",
]  # fmt: skip  # a list reads best as lines of words
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_reading_never_fails_and_every_place_holds_its_text(text):
    reading = read(text, gazetteer=NAMES)
    for value in reading.values:
        assert 0 <= value.start < value.end <= len(text)
        assert value.text == text[value.start : value.end]
        assert 0 <= value.confidence <= 1
    parts = [
        part.as_dict()
        for told in (reading.sections, reading.projects, reading.decision_points)
        for part in told
    ]
    assert all(0 <= part["start"] < part["end"] <= len(text) for part in parts)
    for project in reading.projects:
        assert all(0 <= index < len(reading.values) for index in project.values)


@settings(max_examples=150, deadline=None)
@given(
    TEXTS, st.lists(st.tuples(st.integers(-5, 200), st.integers(0, 30), st.text(max_size=12)), max_size=12)
)
def test_neither_does_it_with_any_repairs(text, changes):
    repairs = [Change(start, start + length, "", fixed, 0.9) for start, length, fixed in changes]
    reading = read(text, changes=repairs, gazetteer=NAMES)
    assert [value.text for value in reading.values] == [
        text[value.start : value.end] for value in reading.values
    ]


HOSTILE = {
    "one word": "a", "names": "Chef Anna Svensson, ", "amounts": "5 kr ", "rows": "Summa 5 000 kr\n", "figures": "111 ",
    "brackets": "(", "stops": ". ", "projects": "Utvärdering av stöd\n\nProjektet får 5 000 kr för 2020.\n\n",
    "number words": "tre miljoner ", "quotes": 'projektet "', "hyphens": "Xxx-", "since": "sedan 2011 ", "tabs": "a\t",
}  # fmt: skip  # a list reads best as lines of words


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_text_made_to_be_slow_takes_seconds_for_a_megabyte(piece):
    size = 60_000
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    read(text, gazetteer=NAMES)
    assert (time.process_time() - start) * 1_000_000 / size < 60

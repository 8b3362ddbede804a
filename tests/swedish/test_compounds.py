"""Compounds taken apart, and words that only look like them left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.compounds import parts, split


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("familjehemsplacerade", "familje hems placerade"),
        ("fältassistenter", "fält assistenter"),
        ("stadsdelsförvaltningarna", "stadsdels förvaltningarna"),
        ("brukarmedverkan", "brukar medverkan"),
        ("orosanmälan", "oros anmälan"),
        ("processtöd", "process stöd"),
        ("erfarenhetsutbyte", "erfarenhets utbyte"),
        ("skolsociala", "skol sociala"),
        ("barnavården", "barna vården"),
        ("kvinnojour", "kvinno jour"),
        ("språkombud", "språk ombud"),
    ],
)
def test_a_compound_is(word: str, apart: str):
    assert " ".join(part.text for part in split(word)) == apart


@pytest.mark.parametrize(
    "word",
    [
        "brukar", "uppsökande", "rapporten", "regeringen", "beslutar", "utvärdering", "forskningen", "kommunerna",
        "deltagande", "fortsättning", "undersöka", "dialog", "standarden", "innehåll", "analysera", "projekten",
        "sammanfattning", "och", "", "aaaaaaaaaaaaaaaa",
    ],
)  # fmt: skip  # it reads better in rows
def test_no_compound_is(word: str):
    assert split(word) == ()


def test_a_compound_holds_the_words_that_its_parts_make_together():
    assert {part.text for part in parts("familjehemsplacerade")} >= {
        "familje",
        "hems",
        "placerade",
        "familjehems",
    }
    assert {part.text for part in parts("socialtjänstakademien")} >= {
        "socialtjänst",
        "akademien",
        "social",
        "tjänst",
    }


@given(st.text(alphabet="abdefgiklmnoprstuvåäö", max_size=30))
def test_every_part_is_where_it_says(word: str):
    for part in parts(word):
        assert word[part.start : part.end] == part.text

    apart = split(word)
    assert not apart or (apart[0].start, apart[-1].end) == (0, len(word))

"""Where words begin and end: broken lines, hyphens, numbers, marks of footnotes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.swedish.tokens import Token, tokens


def texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def test_a_word_broken_over_two_lines_is_one_with_its_place_in_both():
    assert tokens("våra stadsdels-\n\nförvaltningar") == [
        Token("våra", 0, 4),
        Token("stadsdelsförvaltningar", 5, 30),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("forsknings- och utvecklingsarbete", ["forsknings", "och", "utvecklingsarbete"]),
        ("barn-\noch ungdomsvård", ["barn", "och", "ungdomsvård"]),
        ("FoU-\nmedel", ["FoU-medel"]),
        ("Enskede-\nÅrsta-Vantör", ["Enskede-Årsta-Vantör"]),
        ("stöd\u00adgrupp och familje\u00ac\nhem", ["stödgrupp", "och", "familjehem"]),
        ("EU:s S:t MUL/studieresor", ["EU:s", "S:t", "MUL", "studieresor"]),
        ("socialtjänst³ och nämnder¹²", ["socialtjänst", "och", "nämnder"]),
        ("6ver och uppf6ljning", ["6ver", "och", "uppf6ljning"]),
        ("Dnr 3.1.1-188/2021 och 110–466/2012", ["Dnr", "3.1.1-188/2021", "och", "110–466/2012"]),
        ("SN 2020/0457 den 2020-11-03", ["SN", "2020/0457", "den", "2020-11-03"]),
        ("2 310 000 kr eller 25,3 %", ["2 310 000", "kr", "eller", "25,3"]),
        ("åren 2012–2014 (15-24 år)", ["åren", "2012–2014", "15-24", "år"]),
        (" … – !", []),
    ],
)
def test_words_are(text: str, words: list[str]):
    assert texts(text) == words


@given(st.text(max_size=300))
def test_tokens_stand_in_order_and_hold_what_the_text_holds(text: str):
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert token.text
        last = token.end


def test_no_text_takes_long():
    begun = time.process_time()
    for piece in ("a-", "1.", "a:", "a-\n", " 1 000", "-", "&"):
        tokens(piece * 20_000)

    assert time.process_time() - begun < 5

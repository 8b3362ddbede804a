"""Words to search by, cells of a spreadsheet, the stage of a year, the trace of a project."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import text
from praktiknara.overview import rules


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Familjehem", ("familjehem",)),
        ("  barn- och UNGDOMSVÅRD ", ("barn", "och", "ungdomsvård")),
        ("barn barn barn", ("barn",)),
        ("' OR 1=1 --", ("or", "1")),
        ('"; DROP TABLE', ("drop", "table")),
        ("a" * 10_000, ("a" * 60,)),
        ("%_", ()),
        ("", ()),
    ],
)
def test_the_words_of_a_search(asked: str, words: tuple[str, ...]):
    assert rules.words_asked(asked) == words


@given(st.text(max_size=3000))
def test_words_are_few_short_and_hold_letters_and_figures_only(asked: str):
    words = rules.words_asked(asked)

    assert len(words) <= rules.MOST_WORDS
    assert all(word.isalnum() and len(word) <= rules.MOST_LETTERS for word in words)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+46", "'+46"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\nx", "'\nx"),
        ("Barn – och unga", "Barn – och unga"),
        ("2013–2016", "2013–2016"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(written: str, shown: str):
    assert text.safe_cell(written) == shown


@given(st.text())
def test_no_text_becomes_a_formula(written: str):
    assert not text.safe_cell(written).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_every_month_has_its_stage_but_july():
    assert [rules.stage_in(month) for month in range(1, 13)] == [
        "start",
        "annual_report",
        "annual_report",
        "reports",
        "needs",
        "needs",
        None,
        "direction",
        "call",
        "call",
        "assessment",
        "decision",
    ]


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(3, "day"), (4, "morning"), (9, "morning"), (10, "day"), (17, "evening"), (23, "evening")],
)
def test_the_greeting_follows_the_clock(hour: int, greeting: str):
    assert rules.greeting(hour) == greeting


NOTHING: dict[str, Any] = {
    "need": False,
    "call": False,
    "application": False,
    "assessed": False,
    "decided": False,
    "status": "unknown",
    "started": False,
    "ended": False,
    "outcomes": False,
    "published": False,
    "expected": False,
}


def test_what_the_register_does_not_know_is_unknown_in_every_step():
    assert set(rules.trace(rules.Known(**NOTHING)).values()) == {"unknown"}


@pytest.mark.parametrize(
    ("known", "step", "state"),
    [
        ({"status": "granted"}, "projects", "todo"),
        ({"status": "ongoing"}, "projects", "here"),
        ({"status": "ongoing", "ended": True}, "projects", "done"),
        ({"status": "in_operation"}, "projects", "done"),
        ({"started": True}, "projects", "done"),
        ({"status": "ongoing"}, "results", "todo"),
        ({"status": "ended"}, "results", "unknown"),
        ({"outcomes": True, "status": "ongoing"}, "results", "done"),
        ({"published": True}, "knowledge", "done"),
        ({"expected": True}, "knowledge", "todo"),
        ({"decided": True}, "decisions", "done"),
        ({"need": True}, "needs", "done"),
    ],
)
def test_each_fact_shows_at_its_step(known: dict[str, Any], step: str, state: str):
    assert rules.trace(rules.Known(**{**NOTHING, **known}))[step] == state

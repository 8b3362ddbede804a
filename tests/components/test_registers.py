"""What the registers' pages need: counts in words, sources gathered, and a bar of parts that share a whole."""

from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import charts, numbers, text
from praktiknara.components.parts import Citation, by_source

FOUR = [("1", 600_000), ("2", 770_000), ("3", 210_000), ("4", 730_000)]


@pytest.mark.parametrize(
    ("count", "swedish", "english"),
    [(0, "noll", "zero"), (4, "fyra", "four"), (12, "tolv", "twelve"), (13, "13", "13")],
)
def test_a_count_to_twelve_is_a_word(count: int, swedish: str, english: str):
    assert numbers.in_words(count) == swedish
    assert numbers.in_words(count, "en") == english


@pytest.mark.parametrize(
    ("given_text", "left"),
    [
        ("årsram cirka", "årsram"),
        ("LUM inklusive MUST, cirka", "LUM inklusive MUST"),
        ("omkring, per år för hela landet", "omkring, per år för hela landet"),
        ("möjligt belopp, knappt", "möjligt belopp, knappt"),
        ("cirka", "cirka"),
        ("Africa", "Africa"),
    ],
)
def test_only_a_last_word_for_about_is_left_out(given_text: str, left: str):
    assert text.without_about(given_text) == left


class Cited(NamedTuple):
    label: str
    quote: str
    url: str = ""
    place: str = ""


def test_quotes_and_places_are_gathered_under_their_source_and_said_once():
    cited = [
        Cited("Plan", "ett", "/plan/", "/plan/?fran=1"),
        Cited("Rapport", ""),
        Cited("Plan", "två", "/plan/", "/plan/?fran=9"),
        Cited("Plan", "ett", "/plan/", "/plan/?fran=1"),
    ]

    assert by_source(cited) == [
        Citation("Plan", "/plan/", "ett”, ”två", ("/plan/?fran=1", "/plan/?fran=9")),
        Citation("Rapport"),
    ]


def drawn(svg: str) -> tuple[list[float], list[str]]:
    """How wide the bars are, and the words."""
    tree = ElementTree.fromstring(svg)  # noqa: S314  # our own drawing
    widths = [float(each.get("width", 0)) for each in tree.iter("rect")]
    return widths, [each.text or "" for each in tree.iter("text")]


def test_parts_share_the_whole_by_their_size():
    widths, words = drawn(charts.share_bar(FOUR, title="Fyra projekt", width=2310))

    assert widths == [600, 770, 210, 730]
    assert [word.replace("\u00a0", " ") for word in words] == [
        "1",
        "600 000",
        "2",
        "770 000",
        "3",
        "210 000",
        "4",
        "730 000",
    ]


def test_the_bar_is_told_in_words_too():
    svg = charts.share_bar(FOUR[:1], title="Ett projekt")

    assert "<title" in svg
    assert "1: 600\u00a0000\u00a0kr" in svg


@given(st.lists(st.tuples(st.text("ab<&", max_size=4), st.integers(0, 10**10)), max_size=12))
def test_the_bar_is_never_wider_than_the_page(parts: list[tuple[str, int]]):
    widths, _words = drawn(charts.share_bar(parts, title="<i>", width=360))

    assert sum(widths) <= 360.5 + 0.05 * len(parts)


def test_the_tags_are_there_for_every_page():
    page = Template("{% share_bar parts title='Fyra' %}{{ 4|in_words }} {{ 'ram, cirka'|without_about }}")

    assert page.render(Context({"parts": FOUR})).endswith("fyra ram")

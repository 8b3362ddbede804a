"""Charts tell the truth in the drawing and in words."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import charts
from praktiknara.components.parts import Stage

SVG = "{http://www.w3.org/2000/svg}"
THEME = Path(charts.__file__).parent / "static" / "vendor" / "theme.css"
PARTS = [("1", 726_000, True), ("2", 640_000, True), ("3", 300_000, False)]


def drawn(svg: str) -> ElementTree.Element:
    """The drawing as a program reads it: it must be well formed."""
    return ElementTree.fromstring(svg)  # noqa: S314  # our own drawing


def rects(svg: str, kind: str) -> list[tuple[float, float]]:
    """Where the bars of a kind begin and how wide they are."""
    return [
        (float(each.get("x", 0)), float(each.get("width", 0)))
        for each in drawn(svg).iter("rect")
        if kind in each.get("class", "").split()
    ]


def test_the_frame_bar_ends_where_the_frame_ends():
    svg = charts.frame_bar(PARTS, 1_500_000, width=1800)

    assert rects(svg, "d1") == [(0, 726.0), (726.0, 640.0)]
    assert rects(svg, "left") == [(1366.5, 133.0)]
    assert rects(svg, "rest") == [(1500.0, 300.0)]
    assert 'd="M1500.0 18V78"' in svg
    title = "2 projekt ryms i ramen: 1\u00a0366\u00a0000\u00a0kr. 134\u00a0000\u00a0kr återstår."
    assert drawn(svg).findtext("title") == title
    assert (
        drawn(svg).findtext("desc")
        == "Ryms: 1: 726\u00a0000\u00a0kr; 2: 640\u00a0000\u00a0kr. Ryms inte: 3: 300\u00a0000\u00a0kr."
    )


def test_more_than_the_frame_is_said():
    svg = charts.frame_bar([("1", 500, True)], 400)

    assert (
        drawn(svg).findtext("title") == "1 projekt ryms i ramen: 500\u00a0kr. Det är 100\u00a0kr över ramen."
    )


def test_an_unknown_year_is_dashed_and_never_zero():
    svg = charts.year_amounts([("2013", 600_000), ("2014", None), ("2015", 0)])

    assert len(rects(svg, "unknown")) == 1
    assert len(rects(svg, "d1")) == 2
    assert drawn(svg).findtext("desc") == "2013: 600\u00a0000\u00a0kr; 2014: okänt; 2015: 0\u00a0kr"


def test_a_sum_over_its_limit_shows_the_part_that_is_over():
    svg = charts.scale(765_000, 750_000)

    ((_, inside),) = rects(svg, "d1")
    ((start, over),) = rects(svg, "d2")
    assert start == inside
    assert over / (inside + over) == pytest.approx(15 / 765, abs=0.002)


def test_the_wheel_counts_its_stages_and_marks_the_current_one():
    svg = charts.year_wheel(
        [Stage("Beredning", 1, 10), Stage("Beslut", 11, 12, current=True)], 11, heading="besluten"
    )

    assert svg.count('class="arc arc-now"') == 1
    assert svg.count('class="arc"') == 1
    assert 'class="n on-d1"' in svg


@pytest.mark.parametrize(
    "svg",
    [
        charts.frame_bar(PARTS, 1_500_000, standalone=True),
        charts.year_amounts([("2013", 5), ("2014", None)], standalone=True),
        charts.scale(5, 4, standalone=True),
        charts.year_wheel([Stage("a", 11, 2, current=True)], 1, heading="<b>", standalone=True),
    ],
)
def test_a_drawing_on_its_own_carries_its_colours(svg: str):
    root = drawn(svg)

    assert root.tag == f"{SVG}svg"
    assert float(root.get("width", 0)) > 0
    assert "class=" not in svg
    assert "var(" not in svg
    for shape in [*root.iter(f"{SVG}rect"), *root.iter(f"{SVG}path"), *root.iter(f"{SVG}text")]:
        assert shape.get("fill") or shape.get("stroke"), ElementTree.tostring(shape)


def test_the_colours_on_paper_are_those_of_the_theme():
    if not THEME.exists():
        pytest.skip("the theme is built by ./run")
    light = THEME.read_text().casefold()
    names = {
        "neutral-text-default": charts.INK,
        "neutral-text-subtle": charts.SOFT,
        "neutral-border-subtle": charts.RULE,
        "neutral-border-default": charts.BORDER,
        "neutral-surface-default": charts.SHEET,
        "accent-base-default": charts.ACCENT,
        "accent-base-contrast-default": charts.ON_ACCENT,
        "accent-surface-active": charts.TINT,
        "ochre-base-default": charts.OCHRE,
    }
    built = {name: re.search(rf"--ds-color-{name}:\s*(#[0-9a-f]+)", light) for name in names}

    assert {name: found.group(1) if found else None for name, found in built.items()} == {
        name: colour.casefold() for name, colour in names.items()
    }


@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(0, 10**9), st.booleans()), max_size=30),
    st.integers(0, 10**9),
    st.sampled_from([360, 1120]),
)
def test_no_bar_runs_outside_the_drawing(parts: list[tuple[str, int, bool]], frame: int, width: int):
    svg = charts.frame_bar(
        [("".join(filter(str.isprintable, label)), kronor, fits) for label, kronor, fits in parts],
        frame,
        width=width,
    )

    for x, wide in [*rects(svg, "d1"), *rects(svg, "rest")]:
        assert x >= 0
        assert x + wide <= width + 0.2


def test_words_in_a_drawing_are_escaped():
    svg = charts.frame_bar([("<script>&", 100, True)], 100, title='"<b>"')

    assert drawn(svg).findtext("title") == '"<b>"'
    assert "<script>" not in svg

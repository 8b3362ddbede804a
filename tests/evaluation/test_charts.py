"""Charts: every kind is drawn, told in words and as a table, and needs no colour."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.evaluation.charts import describe, svg, table
from praktiknara.evaluation.charts.canvas import nice_ticks
from praktiknara.evaluation.charts.data import (
    CurveChart,
    FlowChart,
    FlowStep,
    ForestChart,
    ForestRow,
    FunnelChart,
    FunnelUnit,
    PhaseChart,
    ProcessChart,
    ProcessPoint,
    SurvivalChart,
    SurvivalGroup,
)
from praktiknara.evaluation.texts import Sentence

SURVIVAL = SurvivalChart(
    "Tid till ny placering",
    Sentence("months", "månader", "months"),
    (0, 12, 24),
    (
        SurvivalGroup(
            "Med stöd", (0, 6, 24), (1, 0.8, 0.7), (1, 0.6, None), (1, 0.9, None), (60, 30, None), (8,)
        ),
        SurvivalGroup("Utan", (0, 5), (1, 0.6), (1, 0.4), (1, 0.8), (58, 20, 6)),
    ),
    "log-log",
)
FUNNEL = FunnelChart(
    "Uppföljda",
    "Antal",
    "Andel",
    0.6,
    (FunnelUnit("Farsta", 80, 0.6, "inside"), FunnelUnit("Älvsjö", 40, 0.95, "outside 99.8")),
    ((10, 0.1, 0.3, 0.9, 1.0), (90, 0.4, 0.5, 0.7, 0.8)),
    share=True,
)
PROCESS = ProcessChart(
    "Planer",
    "p",
    "Andel",
    (
        ProcessPoint("jan", 0.5, 0.5, 0.3, 0.7),
        ProcessPoint("feb", None, 0.5, 0.3, 0.7),
        ProcessPoint("mar", 0.9, 0.5, 0.3, 0.7, outside=True, part=1),
    ),
    ("före", "efter"),
    share=True,
)
FLOW = FlowChart("Kasam", (FlowStep("Påbörjade", 220), FlowStep("Uppföljda", 145, (("svarade inte", 75),))))
FOREST = ForestChart(
    "Sammanvägt",
    "Riskkvot",
    (ForestRow("Farsta", 0.5, 0.3, 0.8, 1.0), ForestRow("Alla", 0.6, 0.4, 0.9, None, True, (0.2, 1.6))),
    1,
    log=True,
)
PHASES = PhaseChart("Faser", "månader", ("start", "insats"), (0, 3, 6), ((1, 0), (0.6, 0.4), (0.2, 0.8)))
CURVE = CurveChart("Styrka", "år", "styrka", (("60 + 60", ((0, 0), (5, 0.4))),), (("mål", 0.8),), share=True)
ALL = [SURVIVAL, FUNNEL, PROCESS, FLOW, FOREST, PHASES, CURVE]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("width", [720, 360])
@pytest.mark.parametrize("chart", ALL, ids=lambda chart: type(chart).__name__)
def test_every_chart_has_title_description_and_table_and_takes_its_colour_from_the_page(chart, width, lang):
    drawn = svg(chart, lang, width=width)
    root = ElementTree.fromstring(drawn)  # noqa: S314  # our own drawing
    title, description = root[0].text, root[1].text
    found = table(chart, lang)

    assert title == found.caption
    assert description == describe(chart, lang)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{root[0].attrib['id']} {root[1].attrib['id']}"
    assert {len(row) for row in found.rows} == {len(found.head)}
    painted = set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn))
    assert {each for each in painted if not each.startswith("url(#chart-")} <= {"currentColor", "none"}
    assert not re.search(r"\sstyle=|<style|<script|nan|inf\b", drawn)


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: type(chart).__name__)
def test_nothing_is_drawn_outside_the_sheet(chart):
    for width in (720, 360):
        root = ElementTree.fromstring(svg(chart, width=width))  # noqa: S314  # our own drawing
        _x, _y, wide, high = (float(each) for each in root.attrib["viewBox"].split())
        for element in root.iter():
            for name, most in (
                ("x", wide),
                ("x1", wide),
                ("x2", wide),
                ("cx", wide),
                ("y", high),
                ("y1", high),
                ("cy", high),
            ):
                if name in element.attrib:
                    assert -0.1 <= float(element.attrib[name]) <= most + 0.1, (name, element.attrib)


def test_a_file_that_stands_alone_has_its_title_and_follows_the_dark():
    drawn = svg(FLOW, standalone=True)

    assert ">Kasam</text>" in drawn
    assert "prefers-color-scheme:dark" in drawn


def test_what_is_not_told_is_two_points_in_drawing_and_table():
    assert ">..</text>" in svg(SURVIVAL)
    assert ("Med stöd", "24", "70,0 %".replace(" ", "\xa0"), "..", "..") in table(SURVIVAL).rows


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)


@given(st.text(max_size=40))
def test_a_name_is_never_markup(name):
    chart = FlowChart(name, (FlowStep(name, 3), FlowStep(name, 1, ((name, 2),))))
    reader = Tags()
    reader.feed(svg(chart))

    assert set(reader.seen) <= {"svg", "title", "desc", "rect", "text", "line"}


@given(
    st.floats(-1e6, 1e6, allow_nan=False),
    st.floats(0, 1e6, allow_nan=False),
)
def test_ticks_are_few_even_and_cover_the_axis(low, span):
    high = low + span
    ticks = nice_ticks(low, high)

    assert 2 <= len(ticks) <= 9
    assert ticks == sorted(set(ticks))
    if high - low > 1e-6 * max(abs(low), 1):
        assert ticks[0] <= low + 1e-6 * span
        assert ticks[-1] >= high - 1e-6 * span

"""Funnel, process chart, phases, forest and curves."""

import math
from collections.abc import Iterator
from itertools import groupby, pairwise

from praktiknara.evaluation.charts.canvas import DASHES, Axes, Canvas, figure, nice_ticks, words
from praktiknara.evaluation.charts.data import CurveChart, ForestChart, FunnelChart, PhaseChart, ProcessChart

SHAPES = {"inside": 0, "outside 95": 3, "outside 99.8": 1}


def _covering(low: float, high: float, ticks: list[float]) -> tuple[float, float]:
    return min(low, ticks[0]), max(high, ticks[-1])


def funnel(chart: FunnelChart, canvas: Canvas) -> None:
    """Draw units by size within their limits; those outside have another shape and their name."""
    lang = canvas.lang
    sizes = [unit.size for unit in chart.units] + [row[0] for row in chart.limits]
    values = (
        [unit.value for unit in chart.units]
        + [each for row in chart.limits for each in row[1:]]
        + [chart.target]
    )
    x_ticks = nice_ticks(0, max(sizes, default=1) or 1, 4 if canvas.narrow else 6)
    y_ticks = nice_ticks(min([0.0, *values]), max(values))
    if chart.share:
        y_ticks = [tick for tick in y_ticks if tick <= 1.0]
    axes = Axes(
        64,
        48,
        canvas.width - 20,
        canvas.height - 64,
        0,
        max(x_ticks[-1], max(sizes, default=1)),
        *_covering(min([0.0, *values]), max(values), y_ticks),
    )
    canvas.upright(
        axes,
        [(tick, figure(tick, lang, share=chart.share)) for tick in y_ticks],
        words(chart.value_label, lang),
    )
    canvas.across(axes, [(tick, figure(tick, lang)) for tick in x_ticks], words(chart.size_label, lang))
    canvas.path([(axes.left, axes.y(chart.target)), (axes.right, axes.y(chart.target))], width=1.5)
    for column, dash in ((1, "2 3"), (2, "7 4"), (3, "7 4"), (4, "2 3")):
        canvas.path(((axes.x(row[0]), axes.y(row[column])) for row in chart.limits), "line-soft", dash, 1.5)
    if chart.limits:
        for column, name in (
            (4, "99,8 %" if lang == "sv" else "99.8%"),
            (3, "95 %" if lang == "sv" else "95%"),
        ):
            row = chart.limits[-1]
            canvas.text(axes.right - 4, axes.y(row[column]) - 5, name, anchor="end", kind="soft", size=12)
    for unit in chart.units:
        x, y = axes.x(unit.size), axes.y(unit.value)
        canvas.dot(x, y, SHAPES.get(unit.place, 0), 4.5, filled=unit.place != "inside")
        if unit.place != "inside":
            on_left = x > axes.right - 110
            canvas.text(x, y - 9, words(unit.name, lang), anchor="end" if on_left else "middle")


def process(chart: ProcessChart, canvas: Canvas) -> None:
    """Draw values over time with centre and limits; a point outside is a filled square, a part begins at an upright line."""
    lang, points = canvas.lang, chart.points
    held = [
        each
        for point in points
        for each in (point.value, point.centre, point.low, point.high)
        if each is not None and math.isfinite(each)
    ] or [0.0, 1.0]
    ticks = nice_ticks(min(held), max(held))
    axes = Axes(
        64,
        48,
        canvas.width - 20,
        canvas.height - 64,
        0,
        max(len(points) - 1, 1),
        *_covering(min(held), max(held), ticks),
    )
    canvas.upright(
        axes,
        [(tick, figure(tick, lang, share=chart.share)) for tick in ticks],
        words(chart.value_label, lang),
    )
    every = max(1, math.ceil(len(points) / (5 if canvas.width < 500 else 12)))
    canvas.across(
        axes,
        [(place, words(point.label, lang)) for place, point in enumerate(points) if place % every == 0],
        "",
    )
    for name, dash in (("centre", ""), ("low", "7 4"), ("high", "7 4")):
        for first, last, value in _stretches([getattr(point, name) for point in points]):
            ends = max(first - 0.5, 0), min(last + 0.5, len(points) - 1)
            canvas.path([(axes.x(end), axes.y(value)) for end in ends], "line-soft", dash, 1.5)
    for (before, earlier), (after, later) in pairwise(enumerate(points)):
        if earlier.value is not None and later.value is not None:
            canvas.path(
                [(axes.x(before), axes.y(earlier.value)), (axes.x(after), axes.y(later.value))], width=1.5
            )
        if earlier.part != later.part:
            canvas.line(axes.x(before + 0.5), axes.top, axes.x(before + 0.5), axes.bottom, "line-soft", "2 3")
            if later.part < len(chart.parts):
                canvas.text(
                    axes.x(before + 0.5) + 5,
                    axes.top + 12,
                    words(chart.parts[later.part], lang),
                    kind="soft",
                )
    for place, point in enumerate(points):
        if point.value is not None:
            canvas.dot(
                axes.x(place), axes.y(point.value), 1 if point.outside else 0, 5 if point.outside else 3
            )


def _stretches(values: list[float | None]) -> Iterator[tuple[int, int, float]]:
    """Give each run of the same value: first place, last place, value."""
    place = 0
    for value, run in groupby(values):
        long = len(list(run))
        if value is not None:
            yield place, place + long - 1, value
        place += long


def phases(chart: PhaseChart, canvas: Canvas) -> None:
    """Draw the share in each phase as layers, told apart by hatching and named at the side."""
    lang, narrow = canvas.lang, canvas.narrow
    ticks = nice_ticks(min(chart.times, default=0), max(chart.times, default=1), 4 if narrow else 6)
    axes = Axes(
        56,
        48,
        canvas.width - (16 if narrow else 150),
        canvas.height - 64 - (22 * len(chart.phases) if narrow else 0),
        min(chart.times, default=0),
        max(chart.times, default=1),
        0,
        1,
    )
    canvas.upright(
        axes,
        [(share, figure(share, lang, share=True)) for share in (0, 0.25, 0.5, 0.75, 1)],
        "Andel i varje fas" if lang == "sv" else "Share in each phase",
    )
    canvas.across(
        axes, [(tick, figure(tick, lang)) for tick in ticks if tick <= axes.x_high], words(chart.unit, lang)
    )
    floor = [0.0] * len(chart.times)
    for column, name in enumerate(chart.phases):
        ceiling = [low + row[column] for low, row in zip(floor, chart.shares, strict=True)]
        canvas.area(
            _layer(axes, chart.times, floor, ceiling), opacity=0.06 + 0.12 * (column % 4), hatch=column
        )
        if narrow:
            down = axes.bottom + 48 + 22 * (len(chart.phases) - 1 - column)
            swatch = [(8.0, down), (30.0, down), (30.0, down + 14), (8.0, down + 14)]
            canvas.area(swatch, opacity=0.06 + 0.12 * (column % 4), hatch=column)
            canvas.text(38, down + 12, words(name, lang))
        elif ceiling:
            middle = (floor[-1] + ceiling[-1]) / 2
            if ceiling[-1] - floor[-1] > 0.03:
                canvas.text(axes.right + 8, axes.y(middle) + 4, words(name, lang))
        floor = ceiling


def _layer(
    axes: Axes, times: tuple[float, ...], floor: list[float], ceiling: list[float]
) -> list[tuple[float, float]]:
    """Give the outline of a layer in steps: a share holds until the next time."""

    def steps(values: list[float]) -> list[tuple[float, float]]:
        found = []
        for place, (time, value) in enumerate(zip(times, values, strict=True)):
            if place:
                found.append((axes.x(time), axes.y(values[place - 1])))
            found.append((axes.x(time), axes.y(value)))
        return found

    return steps(ceiling) + steps(floor)[::-1]


def forest(chart: ForestChart, canvas: Canvas) -> None:
    """Draw estimates with their intervals below each other; the pooled one is a diamond, a prediction interval a dashed line."""
    lang, narrow = canvas.lang, canvas.narrow
    ends = [each for row in chart.rows for each in (row.low, row.high, *(row.prediction or ()))] + [
        chart.null
    ]
    ends = [each for each in ends if math.isfinite(each) and (each > 0 or not chart.log)]
    low, high = min(ends), max(ends)
    if chart.log:
        ticks = [
            tick
            for tick in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
            if low <= tick <= high
        ]
    else:
        ticks = nice_ticks(low, high, 5)
        low, high = _covering(low, high, ticks)
    if low == high:
        low, high = (low / 2, high * 2) if chart.log else (low - 1, high + 1)
    left = 16 if narrow else 190
    row_height = 46 if narrow else 30
    axes = Axes(
        left,
        44,
        canvas.width - (16 if narrow else 170),
        44 + row_height * len(chart.rows) + 8,
        low,
        high,
        0,
        1,
        chart.log,
    )
    canvas.across(axes, [(tick, figure(tick, lang)) for tick in ticks], words(chart.value_label, lang))
    canvas.line(axes.x(chart.null), axes.top - 8, axes.x(chart.null), axes.bottom, "axis")
    for place, row in enumerate(chart.rows):
        down = axes.top + row_height * place + (28 if narrow else 14)
        interval = f"{figure(row.estimate, lang, decimals=2)} ({figure(row.low, lang, decimals=2)}–{figure(row.high, lang, decimals=2)})"
        if narrow:
            canvas.text(
                4,
                down - 16,
                f"{words(row.label, lang)}  {interval}",
                kind="strong" if row.pooled else "",
                size=12,
            )
        else:
            canvas.text(4, down + 4, words(row.label, lang)[:28], kind="strong" if row.pooled else "")
            canvas.text(axes.right + 12, down + 4, interval, kind="soft")
        start, end = (axes.x(min(max(each, low), high)) for each in (row.low, row.high))
        if row.prediction:
            first, last = (axes.x(min(max(each, low), high)) for each in row.prediction)
            canvas.path([(first, down), (last, down)], "line-soft", "4 3", 1.5)
        if row.pooled:
            middle = axes.x(row.estimate)
            canvas.area(
                [(start, down), (middle, down - 8), (end, down), (middle, down + 8)], kind="d1", opacity=0.6
            )
        else:
            canvas.path([(start, down), (end, down)], width=1.5)
            canvas.dot(axes.x(row.estimate), down, 1, 3 + 5 * math.sqrt(row.weight or 0))


def curves(chart: CurveChart, canvas: Canvas) -> None:
    """Draw one or more curves with the lines that are to be reached."""
    lang = canvas.lang
    held = [point for _name, points in chart.curves for point in points]
    across, up = (
        [x for x, _y in held] or [0.0, 1.0],
        [y for _x, y in held] + [at for _name, at in chart.lines] or [0.0, 1.0],
    )
    x_ticks = nice_ticks(min(across), max(across), 4 if canvas.narrow else 6)
    top = canvas.legend([words(name, lang) for name, _points in chart.curves], 64) + 40
    y_ticks = [0, 0.25, 0.5, 0.75, 1] if chart.share else nice_ticks(min(up), max(up))
    axes = Axes(
        64,
        top,
        canvas.width - 20,
        canvas.height - 64,
        min(across),
        max(across),
        *_covering(min(up), max(up), [*y_ticks]),
    )
    canvas.upright(
        axes, [(tick, figure(tick, lang, share=chart.share)) for tick in y_ticks], words(chart.y_label, lang)
    )
    canvas.across(
        axes,
        [(tick, figure(tick, lang)) for tick in x_ticks if tick <= axes.x_high],
        words(chart.x_label, lang),
    )
    for name, at in chart.lines:
        canvas.path([(axes.left, axes.y(at)), (axes.right, axes.y(at))], "line-soft", "2 3", 1.5)
        canvas.text(axes.right - 4, axes.y(at) - 6, words(name, lang), anchor="end", kind="soft")
    for place, (_name, points) in enumerate(chart.curves):
        canvas.path(((axes.x(x), axes.y(y)) for x, y in points), dash=DASHES[place % len(DASHES)])

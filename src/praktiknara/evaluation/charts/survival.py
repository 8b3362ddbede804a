"""The survival curve with its band, its censored times, and the number at risk below."""

from collections.abc import Iterator, Sequence

from praktiknara.evaluation.charts.canvas import DASHES, Axes, Canvas, figure, nice_ticks, words
from praktiknara.evaluation.charts.data import SurvivalChart, SurvivalGroup

ROW = 22


def draw(chart: SurvivalChart, canvas: Canvas) -> None:
    """Draw the curves."""
    lang, narrow = canvas.lang, canvas.narrow
    left = 56 if narrow else 130
    names = [words(group.name, lang) for group in chart.groups]
    top = canvas.legend(names, left) + 40
    last = max([*chart.ticks, *(time for group in chart.groups for time in group.time)], default=1.0) or 1.0
    axes = Axes(
        left, top, canvas.width - 16, canvas.height - 70 - risk_height(chart, canvas.width), 0, last, 0, 1
    )
    canvas.upright(
        axes,
        [(share, figure(share, lang, share=True)) for share in (0, 0.25, 0.5, 0.75, 1)],
        "Andel utan händelse" if lang == "sv" else "Share without the event",
    )
    ticks = chart.ticks or tuple(tick for tick in nice_ticks(0, last) if tick <= last)
    canvas.across(axes, [(tick, figure(tick, lang)) for tick in ticks], words(chart.unit, lang))
    for place, group in enumerate(chart.groups):
        for band in bands(group):
            canvas.area(
                [(axes.x(time), axes.y(low)) for time, low, _high in band]
                + [(axes.x(time), axes.y(high)) for time, _low, high in reversed(band)],
                opacity=0.1,
            )
        steps = list(_steps(group.time, group.survival))
        canvas.path(
            ((axes.x(time), axes.y(value)) for time, value in steps), dash=DASHES[place % len(DASHES)]
        )
        for time in group.censored:
            at = axes.y(_value_at(group, time))
            canvas.line(axes.x(time), at - 4, axes.x(time), at + 4, "line-soft")
    below = axes.bottom + 66
    canvas.text(4, below, "Antal under risk" if lang == "sv" else "Number at risk", kind="soft")
    for place, group in enumerate(chart.groups):
        down = below + ROW * (2 * place + 1 if narrow else place + 1)
        canvas.text(
            4,
            down,
            names[place] if narrow or len(names[place]) < 18 else f"{names[place][:16]}…",
            kind="soft",
        )
        for tick, count in zip(ticks, group.at_risk, strict=False):
            told = ".." if count is None else figure(count, lang)
            canvas.text(axes.x(tick), down + (ROW if narrow else 0), told, anchor="middle")


def risk_height(chart: SurvivalChart, width: int) -> int:
    """Give the room that the table of those at risk needs; on a narrow sheet a name stands above its numbers."""
    return ROW * ((2 if width < 500 else 1) * len(chart.groups) + 1)


def _steps(times: Sequence[float], values: Sequence[float]) -> Iterator[tuple[float, float]]:
    before = None
    for time, value in zip(times, values, strict=True):
        if before is not None:
            yield time, before
        yield time, value
        before = value


def _value_at(group: SurvivalGroup, time: float) -> float:
    found = 1.0
    for each, value in zip(group.time, group.survival, strict=True):
        if each > time:
            break
        found = value
    return found


def bands(group: SurvivalGroup) -> Iterator[list[tuple[float, float, float]]]:
    """Give the unbroken stretches of the band as corners (time, low, high); there is none where the interval is unknown."""
    stretch: list[tuple[float, float, float]] = []
    ends = [*group.time[1:], None]
    for time, low, high, end in zip(group.time, group.low, group.high, ends, strict=True):
        if low is None or high is None:
            if len(stretch) > 1:
                yield stretch
            stretch = []
            continue
        stretch.append((time, low, high))
        if end is not None:
            stretch.append((end, low, high))
    if len(stretch) > 1:
        yield stretch

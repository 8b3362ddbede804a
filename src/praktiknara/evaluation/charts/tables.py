"""The same figures as a table, and the chart in words, for those who do not see it."""

from functools import singledispatch
from typing import Any, NamedTuple

from praktiknara.evaluation.charts.canvas import figure, words
from praktiknara.evaluation.charts.data import (
    Chart,
    CurveChart,
    FlowChart,
    ForestChart,
    FunnelChart,
    PhaseChart,
    ProcessChart,
    SurvivalChart,
)

PLACES = {
    "inside": ("innanför", "inside"),
    "outside 95": ("utanför 95 %", "outside 95%"),
    "outside 99.8": ("utanför 99,8 %", "outside 99.8%"),
}


class Table(NamedTuple):
    """A table with its heading row; every cell is text in the language asked for."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(chart: Chart, lang: str = "sv") -> Table:
    """Give the chart's figures as a table in the language."""
    head, rows = _cells(chart, lang)
    return Table(words(chart.title, lang), tuple(head), tuple(tuple(row) for row in rows))


def describe(chart: Chart, lang: str = "sv") -> str:
    """Say in a sentence or two what the chart shows."""
    return _told(chart, lang == "sv", lang)


@singledispatch
def _cells(chart: Any, lang: str) -> tuple[list[str], list[list[str]]]:
    raise TypeError(f"No table for {type(chart).__name__}")


@singledispatch
def _told(chart: Any, swedish: bool, lang: str) -> str:
    raise TypeError(f"No words for {type(chart).__name__}")


@_cells.register
def _(chart: SurvivalChart, lang: str) -> tuple[list[str], list[list[str]]]:
    head = (
        ["Grupp", "Tid", "Andel utan händelse", "Undre gräns", "Övre gräns"]
        if lang == "sv"
        else ["Group", "Time", "Share without the event", "Lower limit", "Upper limit"]
    )
    rows = [
        [
            words(group.name, lang),
            figure(time, lang),
            *(figure(each, lang, share=True, decimals=1) for each in three),
        ]
        for group in chart.groups
        for time, *three in zip(group.time, group.survival, group.low, group.high, strict=True)
    ]
    return head, rows


@_told.register
def _(chart: SurvivalChart, swedish: bool, lang: str) -> str:
    kind, level = chart.interval, figure(chart.level, lang, share=True)
    ends = "; ".join(
        f"{words(group.name, lang)}: {figure(group.survival[-1], lang, share=True)}"
        for group in chart.groups
        if group.survival
    )
    if swedish:
        band = f" med {level} konfidensintervall ({kind})" if kind else ""
        return f"Överlevnadskurva{band}. Andel utan händelse vid sista tiden: {ends}."
    band = f" with {level} confidence intervals ({kind})" if kind else ""
    return f"Survival curve{band}. Share without the event at the last time: {ends}."


@_cells.register
def _(chart: FunnelChart, lang: str) -> tuple[list[str], list[list[str]]]:
    unit, where = ("Enhet", "Läge") if lang == "sv" else ("Unit", "Place")
    rows = [
        [
            words(each.name, lang),
            figure(each.size, lang),
            figure(each.value, lang, share=chart.share, decimals=1 if chart.share else 2),
            PLACES.get(each.place, (each.place, each.place))[0 if lang == "sv" else 1],
        ]
        for each in chart.units
    ]
    return [unit, words(chart.size_label, lang), words(chart.value_label, lang), where], rows


@_told.register
def _(chart: FunnelChart, swedish: bool, lang: str) -> str:
    outside = [words(unit.name, lang) for unit in chart.units if unit.place == "outside 99.8"]
    near = [words(unit.name, lang) for unit in chart.units if unit.place == "outside 95"]
    target = figure(chart.target, lang, share=chart.share, decimals=1 if chart.share else 2)
    if swedish:
        return (
            f"Trattdiagram över {len(chart.units)} enheter kring {target}. Utanför 99,8 %: {', '.join(outside) or 'ingen'}. "
            f"Mellan 95 och 99,8 %: {', '.join(near) or 'ingen'}. Enheterna är inte rangordnade."
        )
    return (
        f"Funnel plot of {len(chart.units)} units about {target}. Outside 99.8%: {', '.join(outside) or 'none'}. "
        f"Between 95 and 99.8%: {', '.join(near) or 'none'}. The units are not ranked."
    )


@_cells.register
def _(chart: ProcessChart, lang: str) -> tuple[list[str], list[list[str]]]:
    swedish = lang == "sv"
    head = ["Tid", words(chart.value_label, lang), "Mitt", "Undre gräns", "Övre gräns", "Utanför"]
    if not swedish:
        head = ["Time", words(chart.value_label, lang), "Centre", "Lower limit", "Upper limit", "Outside"]
    yes, no = ("ja", "nej") if swedish else ("yes", "no")
    rows = [
        [
            words(point.label, lang),
            *(
                figure(each, lang, share=chart.share, decimals=1 if chart.share else None)
                for each in (point.value, point.centre, point.low, point.high)
            ),
            yes if point.outside else no,
        ]
        for point in chart.points
    ]
    return head, rows


@_told.register
def _(chart: ProcessChart, swedish: bool, lang: str) -> str:
    outside = [words(point.label, lang) for point in chart.points if point.outside]
    signals = " ".join(signal.text(lang) for signal in chart.signals)
    if swedish:
        kind = "Tidslinje" if chart.kind == "run" else f"Styrdiagram ({chart.kind})"
        return f"{kind} med {len(chart.points)} punkter. Utanför gränserna: {', '.join(outside) or 'ingen'}. {signals}".strip()
    kind = "Run chart" if chart.kind == "run" else f"Control chart ({chart.kind})"
    return f"{kind} with {len(chart.points)} points. Outside the limits: {', '.join(outside) or 'none'}. {signals}".strip()


@_cells.register
def _(chart: FlowChart, lang: str) -> tuple[list[str], list[list[str]]]:
    head = (
        ["Steg", "Antal", "Bortfall före steget"]
        if lang == "sv"
        else ["Step", "Count", "Lost before the step"]
    )
    rows = [
        [
            words(step.label, lang),
            figure(step.count, lang),
            ", ".join(f"{words(name, lang)}: {figure(count, lang)}" for name, count in step.lost) or "–",
        ]
        for step in chart.steps
    ]
    return head, rows


@_told.register
def _(chart: FlowChart, swedish: bool, lang: str) -> str:
    if not chart.steps:
        return "Flödet är tomt." if swedish else "The flow is empty."
    first, last = chart.steps[0], chart.steps[-1]
    from_, to = (f"{words(step.label, lang)} {figure(step.count, lang)}" for step in (first, last))
    return f"Flöde från {from_} till {to}." if swedish else f"Flow from {from_} to {to}."


@_cells.register
def _(chart: ForestChart, lang: str) -> tuple[list[str], list[list[str]]]:
    swedish = lang == "sv"
    head = ["Studie", words(chart.value_label, lang), "Undre gräns", "Övre gräns", "Vikt"]
    if not swedish:
        head = ["Study", words(chart.value_label, lang), "Lower limit", "Upper limit", "Weight"]
    rows = [
        [
            words(row.label, lang),
            *(figure(each, lang, decimals=2) for each in (row.estimate, row.low, row.high)),
            "–" if row.weight is None else figure(row.weight, lang, share=True),
        ]
        for row in chart.rows
    ]
    return head, rows


@_told.register
def _(chart: ForestChart, swedish: bool, lang: str) -> str:
    pooled = next((row for row in chart.rows if row.pooled), None)
    count = sum(not row.pooled for row in chart.rows)
    if pooled is None:
        return f"Skattningar från {count} studier." if swedish else f"Estimates of {count} studies."
    value, low, high = (figure(each, lang, decimals=2) for each in (pooled.estimate, pooled.low, pooled.high))
    if swedish:
        return f"Skattningar från {count} studier; sammanvägt {value}, intervall {low} till {high}."
    return f"Estimates of {count} studies; pooled {value}, interval {low} to {high}."


@_cells.register
def _(chart: PhaseChart, lang: str) -> tuple[list[str], list[list[str]]]:
    rows = [
        [figure(time, lang), *(figure(share, lang, share=True, decimals=1) for share in shares)]
        for time, shares in zip(chart.times, chart.shares, strict=True)
    ]
    return [words(chart.unit, lang), *(words(name, lang) for name in chart.phases)], rows


@_told.register
def _(chart: PhaseChart, swedish: bool, lang: str) -> str:
    if not chart.shares:
        return "Inga faser." if swedish else "No phases."
    ends = "; ".join(
        f"{words(name, lang)} {figure(share, lang, share=True)}"
        for name, share in zip(chart.phases, chart.shares[-1], strict=True)
    )
    return (
        f"Andel i varje fas vid sista tiden: {ends}."
        if swedish
        else f"Share in each phase at the last time: {ends}."
    )


@_cells.register
def _(chart: CurveChart, lang: str) -> tuple[list[str], list[list[str]]]:
    curve = "Kurva" if lang == "sv" else "Curve"
    rows = [
        [words(name, lang), figure(x, lang), figure(y, lang, share=chart.share)]
        for name, points in chart.curves
        for x, y in points
    ]
    return [curve, words(chart.x_label, lang), words(chart.y_label, lang)], rows


@_told.register
def _(chart: CurveChart, swedish: bool, lang: str) -> str:
    ends = "; ".join(
        f"{words(name, lang)}: {figure(points[-1][1], lang, share=chart.share)}"
        for name, points in chart.curves
        if points
    )
    return f"Sista värdet på varje kurva: {ends}." if swedish else f"The last value of each curve: {ends}."

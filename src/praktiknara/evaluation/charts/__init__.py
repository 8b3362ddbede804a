"""Charts as SVG from what a result gives: with title, description and data table, readable without colour.

`svg(result.chart(), "sv")` draws; `table` gives the same figures as a table, `describe` the chart in words. Nothing is
loaded but the standard library.
"""

from praktiknara.evaluation.charts import flow, plots, survival
from praktiknara.evaluation.charts.canvas import Canvas, words
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
from praktiknara.evaluation.charts.tables import Table, describe, table

__all__ = ["Chart", "Table", "describe", "svg", "table"]


def svg(chart: Chart, lang: str = "sv", *, width: int = 720, standalone: bool = False) -> str:
    """Draw a chart as SVG text, `width` units wide (360 for a telephone).

    It takes its colour from where it stands (`currentColor`), so it follows light and dark; groups are told apart by
    dashes, shapes and hatching, never by colour alone. `standalone` gives it a style of its own, for a file.

    Example:
        >>> from praktiknara.evaluation.charts.data import FlowChart, FlowStep
        >>> drawn = svg(FlowChart("Kasam", (FlowStep("påbörjade", 220), FlowStep("följdes upp", 145))))
        >>> "påbörjade: 220" in drawn and "<title" in drawn
        True
    """
    canvas = Canvas(
        width, _height(chart, width), words(chart.title, lang), describe(chart, lang), lang, standalone
    )
    match chart:
        case SurvivalChart():
            survival.draw(chart, canvas)
        case FlowChart():
            flow.draw(chart, canvas)
        case FunnelChart():
            plots.funnel(chart, canvas)
        case ProcessChart():
            plots.process(chart, canvas)
        case PhaseChart():
            plots.phases(chart, canvas)
        case ForestChart():
            plots.forest(chart, canvas)
        case CurveChart():
            plots.curves(chart, canvas)
    return canvas.svg()


def _height(chart: Chart, width: int) -> int:
    if isinstance(chart, FlowChart):
        return flow.height(chart, width)
    if isinstance(chart, ForestChart):
        return 110 + (46 if width < 500 else 30) * len(chart.rows)
    legend = 0
    if width < 500:
        lines = (
            chart.groups
            if isinstance(chart, SurvivalChart)
            else chart.curves
            if isinstance(chart, CurveChart)
            else ()
        )
        legend = 20 * len(lines)
    if isinstance(chart, SurvivalChart):
        return 400 + legend + survival.risk_height(chart, width)
    if isinstance(chart, PhaseChart) and width < 500:
        return 400 + 22 * len(chart.phases)
    return 400 + legend

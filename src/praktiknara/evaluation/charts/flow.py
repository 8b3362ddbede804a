"""The flow of persons, from those who could have taken part to those who were analysed."""

from praktiknara.evaluation.charts.canvas import Canvas, figure, words, wrapped
from praktiknara.evaluation.charts.data import FlowChart

STEP = 56


def height(chart: FlowChart, width: int) -> int:
    """Give how high the drawing becomes: every step needs room, and more for each reason."""
    lines = sum(
        sum(len(wrapped(words(name, "sv"), width // 8 - 6)) for name, _count in step.lost) or 1
        for step in chart.steps[1:]
    )
    return 20 + STEP * len(chart.steps) + 18 * lines


def draw(chart: FlowChart, canvas: Canvas) -> None:
    """Draw a bar a step, as long as the share that is left, with those lost and why between the bars."""
    lang, down = canvas.lang, 20.0
    most = max((step.count for step in chart.steps), default=1) or 1
    room = canvas.width - 16
    for place, step in enumerate(chart.steps):
        if place:
            gone = chart.steps[place - 1].count - step.count
            reasons = [f"{words(name, lang)}: {figure(count, lang)}" for name, count in step.lost]
            if not reasons and gone > 0:
                reasons = [f"{'bortfall' if lang == 'sv' else 'lost'}: {figure(gone, lang)}"]
            for reason in reasons:
                for part in wrapped(reason, canvas.width // 8):
                    canvas.text(28, down + 4, part, kind="soft")
                    down += 18
            down += 6
        long = max(room * step.count / most, 2)
        canvas.add(
            "rect",
            x=8,
            y=down,
            width=room,
            height=14,
            kind="left",
            fill="none",
            stroke="currentColor",
            stroke_opacity=0.3,
        )
        canvas.add(
            "rect", x=8, y=down, width=long, height=14, kind="d1", fill="currentColor", fill_opacity=0.7
        )
        share = f" ({figure(step.count / most, lang, share=True)})" if place else ""
        canvas.text(
            8, down + 32, f"{words(step.label, lang)}: {figure(step.count, lang)}{share}", kind="strong"
        )
        down += 50

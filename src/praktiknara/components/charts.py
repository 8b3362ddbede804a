"""Charts as SVG text: classes on a page, real colours where there is no stylesheet (PDF, Word, a file of its own)."""

import hashlib
import math
from collections.abc import Sequence
from html import escape
from typing import Protocol

from django.utils.translation import get_language, gettext, ngettext

from praktiknara.components import dates, numbers

# The light values of theme.css; a test holds them against it.
INK, SOFT, RULE, BORDER, SHEET = "#2E2A2B", "#605D5D", "#D6D1CF", "#7B7879", "#FFFFFF"
ACCENT, ON_ACCENT, TINT, OCHRE = "#6B2748", "#FFFFFF", "#D7C5CE", "#BF8116"
SANS = "'Source Sans', 'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
SERIF = "'Source Serif', 'Source Serif 4', 'Liberation Serif', Georgia, serif"

# What each class looks like without the stylesheet.
STANDALONE: dict[str, dict[str, str]] = {
    "d1": {"fill": ACCENT},
    "d2": {"fill": OCHRE},
    "rest": {"fill": RULE, "stroke": BORDER},
    "gap": {"stroke": SHEET, "stroke-width": "2"},
    "left": {"fill": SHEET, "stroke": BORDER},
    "unknown": {"fill": "none", "stroke": BORDER, "stroke-width": "1.5", "stroke-dasharray": "5 4"},
    "edge": {"stroke": INK, "stroke-width": "2"},
    "axis": {"stroke": RULE, "stroke-width": "1", "fill": "none"},
    "ring": {"stroke": RULE, "stroke-width": "2", "fill": "none"},
    "arc": {"stroke": TINT, "stroke-width": "26", "fill": "none"},
    "arc-now": {"stroke": ACCENT},
    "hand": {"stroke": ACCENT, "stroke-width": "2"},
    "text": {"fill": INK, "font-size": "15", "font-family": SANS},
    "soft": {"fill": SOFT, "font-size": "13"},
    "strong": {"font-weight": "600"},
    "serif": {"font-family": SERIF},
    "on-d1": {"fill": ON_ACCENT},
    "n": {"font-size": "14", "font-weight": "600"},
}


class WheelStage(Protocol):
    """What the wheel needs to know of a stage."""

    @property
    def label(self) -> str: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def current(self) -> bool: ...


class Drawing:
    """Shapes and words in the order they are drawn."""

    def __init__(self, width: float, height: float, *, standalone: bool = False, classes: str = "") -> None:
        self.width, self.height, self.standalone, self.classes = width, height, standalone, classes
        self.shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A bar or a part of one."""
        self._add("rect", classes, x=x, y=y, width=max(width, 0), height=max(height, 0))

    def path(self, way: str, classes: str) -> None:
        """A line or an arc."""
        self._add("path", classes, d=way)

    def circle(self, x: float, y: float, radius: float, classes: str) -> None:
        """A whole ring."""
        self._add("circle", classes, cx=x, cy=y, r=radius)

    def text(
        self, x: float, y: float, words: str, classes: str = "", anchor: str = "start", middle: bool = False
    ) -> None:
        """Words beside or inside a shape."""
        more = {"text-anchor": anchor} if anchor != "start" else {}
        more |= {"dominant-baseline": "central"} if middle else {}
        self.shapes.append(
            f"<text{self._attributes(('text ' if self.standalone else '') + classes, x=x, y=y, **more)}>{escape(words)}</text>"
        )

    def svg(self, title: str, description: str = "") -> str:
        """The whole drawing, with its conclusion for those who cannot see it."""
        # The same drawing twice on a page differs in width, so its ids differ too.
        name = (
            "d"
            + hashlib.sha256(f"{title}{description}{self.width}{''.join(self.shapes)}".encode()).hexdigest()[
                :10
            ]
        )
        named = f"{name}-t {name}-d" if description else f"{name}-t"
        told = f'<desc id="{name}-d">{escape(description)}</desc>' if description else ""
        size = (
            f' xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" height="{self.height:g}"'
            if self.standalone
            else ""
        )
        classed = "" if self.standalone else f' class="{escape(("p-chart " + self.classes).strip())}"'
        head = f'<svg{size}{classed} viewBox="0 0 {self.width:g} {self.height:g}" role="img" aria-labelledby="{named}">'
        return f'{head}<title id="{name}-t">{escape(title)}</title>{told}{"".join(self.shapes)}</svg>'

    def _add(self, tag: str, classes: str, **attributes: float | str) -> None:
        self.shapes.append(f"<{tag}{self._attributes(classes, **attributes)}/>")

    def _attributes(self, classes: str, **attributes: float | str) -> str:
        placed = {
            name: f"{value:.1f}".removesuffix(".0") if isinstance(value, int | float) else value
            for name, value in attributes.items()
        }
        if self.standalone:
            looks: dict[str, str] = {}
            for name in classes.split():
                looks |= STANDALONE[name]
            placed |= looks
        elif classes.strip():
            placed = {"class": classes.strip()} | placed
        return "".join(f' {name}="{escape(value)}"' for name, value in placed.items())


def frame_bar(
    parts: Sequence[tuple[str, int, bool]],
    frame: int,
    *,
    title: str = "",
    width: int = 1120,
    standalone: bool = False,
) -> str:
    """Draw what fits in the frame as one bar, then the edge, then in grey what did not fit."""
    drawing = Drawing(width, 100, standalone=standalone, classes=_for_width(width, standalone))
    inside = [(label, kronor) for label, kronor, fits in parts if fits]
    outside = [(label, kronor) for label, kronor, fits in parts if not fits]
    given, missed = sum(kronor for _, kronor in inside), sum(kronor for _, kronor in outside)
    per_krona = width / ((max(frame, given) + missed) or 1)
    edge = frame * per_krona
    x = _segments(drawing, 0.0, inside, per_krona, "d1 gap", "on-d1 strong")
    if edge - x > 1:
        drawing.rect(x + 0.5, 28.5, edge - x - 1, 39, "left")
    _segments(drawing, max(x, edge), outside, per_krona, "rest gap", "")
    place = min(max(edge, 1), width - 1)
    drawing.path(f"M{place:.1f} 18V78", "edge")
    words = gettext("ramen %(sum)s") % {"sum": numbers.kronor(frame)}
    half = _width_of(words, 15) / 2
    anchor = "start" if place < half else "end" if place > width - half else "middle"
    drawing.text(place, 13, words, "strong", anchor)
    drawing.text(0, 94, gettext("kvar %(sum)s") % {"sum": numbers.kronor(frame - given)}, "soft")
    if missed:
        drawing.text(
            width, 94, gettext("utanför ramen %(sum)s") % {"sum": numbers.kronor(missed)}, "soft", "end"
        )
    description = gettext("Ryms: %(listed)s.") % {"listed": _listed(inside)} if inside else ""
    description += " " + gettext("Ryms inte: %(listed)s.") % {"listed": _listed(outside)} if outside else ""
    return drawing.svg(title or _frame_sentence(len(inside), given, frame - given), description.strip())


def share_bar(
    parts: Sequence[tuple[str, int]], *, title: str, width: int = 1120, standalone: bool = False
) -> str:
    """Draw how parts share a whole, each with its label inside and its amount under it where there is room."""
    drawing = Drawing(width, 66, standalone=standalone, classes=_for_width(width, standalone))
    per_krona = width / (sum(kronor for _, kronor in parts) or 1)
    x = 0.0
    for label, kronor in parts:
        room = kronor * per_krona
        drawing.rect(x, 0, room, 40, "d1 gap")
        if _width_of(label, 15) + 14 < room:
            drawing.text(x + min(14, room / 4), 26, label, "on-d1 strong")
        amount = _short_kronor(kronor, room)
        if _width_of(amount, 13) < room:
            drawing.text(x, 60, amount, "soft")
        x += room
    return drawing.svg(title, _listed(parts))


def year_amounts(
    bars: Sequence[tuple[str, int | None]], *, title: str = "", width: int = 720, standalone: bool = False
) -> str:
    """Draw a sum for each year; a year whose sum is unknown is a dashed bar of no particular height."""
    most = max((kronor for _, kronor in bars if kronor), default=0)
    # When no sum is known there is nothing to be tall, and no room is kept for it.
    base, top = (160.0, 28.0) if most else (84.0, 28.0)
    drawing = Drawing(
        width, base + 30, standalone=standalone, classes=f"p-chart-medium {_for_width(width, standalone)}"
    )
    slot = width / max(len(bars), 1)
    thick = min(slot * 0.7, 96)
    for position, (label, kronor) in enumerate(bars):
        middle = slot * (position + 0.5)
        if kronor is None:
            drawing.rect(middle - thick / 2, base - 72, thick, 72, "unknown")
            drawing.text(middle, base - 32, gettext("okänt") if thick > 44 else "?", "soft", "middle")
        else:
            tall = (base - top) * kronor / most if most else 0
            drawing.rect(middle - thick / 2, base - tall, thick, tall, "d1")
            drawing.text(middle, base - tall - 8, _short_kronor(kronor, slot), "soft", "middle")
        shown = label if _width_of(label, 15) < slot else label[-2:]
        drawing.text(middle, base + 24, shown, "", "middle")
    drawing.path(f"M0 {base:g}H{width:g}", "axis")
    listed = "; ".join(
        f"{label}: {gettext('okänt') if kronor is None else numbers.kronor(kronor)}" for label, kronor in bars
    )
    return drawing.svg(title or gettext("Belopp per år"), listed)


def scale(value: int, limit: int, *, title: str = "", width: int = 320, standalone: bool = False) -> str:
    """Draw one sum against its limit."""
    drawing = Drawing(width, 44, standalone=standalone, classes="" if standalone else "p-chart-small")
    whole = max(value, limit) * 1.08 or 1
    end, edge = width * value / whole, width * limit / whole
    if limit > value:
        drawing.rect(end, 6, edge - end, 12, "rest")
    drawing.rect(0, 6, min(end, edge), 12, "d1")
    if value > limit:
        drawing.rect(edge, 6, end - edge, 12, "d2")
    drawing.path(f"M{edge:.1f} 0V24", "edge")
    drawing.text(edge, 40, numbers.number(limit), "soft", "end" if edge > width * 0.85 else "middle")
    said = title or gettext("%(value)s av högst %(limit)s") % {
        "value": numbers.kronor(value),
        "limit": numbers.kronor(limit),
    }
    return drawing.svg(said)


def year_wheel(
    stages: Sequence[WheelStage], now: int, *, heading: str, note: str = "", standalone: bool = False
) -> str:
    """Draw the year as a ring of numbered stages, with a hand at the month we are in."""
    drawing = Drawing(420, 420, standalone=standalone, classes="p-wheel")
    middle, radius = 210.0, 150.0
    drawing.circle(middle, middle, radius, "ring")
    for position, stage in enumerate(stages, start=1):
        start, end = (stage.first - 1) * 30 + 2.7, stage.last * 30 - 2.7
        if stage.last < stage.first:
            end += 360
        x1, y1 = _on_ring(middle, radius, start)
        x2, y2 = _on_ring(middle, radius, end)
        large = 1 if end - start > 180 else 0
        drawing.path(
            f"M{x1:.1f} {y1:.1f}A{radius:g} {radius:g} 0 {large} 1 {x2:.1f} {y2:.1f}",
            "arc arc-now" if stage.current else "arc",
        )
        x, y = _on_ring(middle, radius, (start + end) / 2)
        drawing.text(x, y, str(position), "n on-d1" if stage.current else "n", "middle", middle=True)
    for month in range(1, 13):
        x, y = _on_ring(middle, 184, month * 30 - 15)
        drawing.text(
            x,
            y,
            dates.short_month(month, get_language() or "sv"),
            "strong" if month == now else "soft",
            "middle",
            middle=True,
        )
    x1, y1 = _on_ring(middle, 98, now * 30 - 15)
    x2, y2 = _on_ring(middle, 134, now * 30 - 15)
    drawing.path(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", "hand")
    drawing.text(middle, 180, gettext("Nu pågår"), "soft", "middle", middle=True)
    drawing.text(middle, 208, heading, "serif", "middle", middle=True)
    if note:
        drawing.text(middle, 236, note, "soft", "middle", middle=True)
    said = gettext(
        "Ring med tolv månader och %(count)s skeden. Nu pågår: %(now)s. Samma uppgifter finns i listan."
    )
    return drawing.svg(gettext("Årshjulet"), said % {"count": len(stages), "now": heading})


def _segments(
    drawing: Drawing,
    x: float,
    parts: Sequence[tuple[str, int]],
    per_krona: float,
    classes: str,
    on: str,
) -> float:
    """Parts of a bar one after the other, each with its name when there is room; where the last one ends."""
    for label, kronor in parts:
        width = kronor * per_krona
        drawing.rect(x, 28, width, 40, classes)
        if width > _width_of(label, 15) + 6:
            drawing.text(x + width / 2, 53, label, on, "middle")
        x += width
    return x


def _listed(parts: Sequence[tuple[str, int]]) -> str:
    """The parts in words."""
    return "; ".join(f"{label}: {numbers.kronor(kronor)}" for label, kronor in parts)


def _frame_sentence(count: int, given: int, left: int) -> str:
    """The conclusion of the bar in one sentence."""
    fits = ngettext(
        "%(count)s projekt ryms i ramen: %(given)s.", "%(count)s projekt ryms i ramen: %(given)s.", count
    )
    said = fits % {"count": count, "given": numbers.kronor(given)}
    if left < 0:
        return said + " " + gettext("Det är %(over)s över ramen.") % {"over": numbers.kronor(-left)}
    return said + " " + gettext("%(left)s återstår.") % {"left": numbers.kronor(left)}


def _short_kronor(kronor: int, room: float) -> str:
    """The whole sum when it fits, else in thousands or millions with the word."""
    whole = numbers.number(kronor)
    if _width_of(whole, 13) < room:
        return whole
    if kronor >= 1_000_000:
        return gettext("%(count)s milj.") % {"count": numbers.number(kronor / 1_000_000, 1)}
    return gettext("%(count)s tkr") % {"count": numbers.number(round(kronor / 1000))}


def _on_ring(middle: float, radius: float, degrees: float) -> tuple[float, float]:
    """A point on the ring, January first at the top and on clockwise."""
    angle = math.radians(degrees)
    return middle + radius * math.sin(angle), middle - radius * math.cos(angle)


def _width_of(words: str, size: float) -> float:
    """About how wide words are in our sans, to know whether they fit."""
    return len(words) * size * 0.54


def _for_width(width: int, standalone: bool) -> str:
    return "" if standalone else ("p-narrow" if width <= 400 else "p-broad")

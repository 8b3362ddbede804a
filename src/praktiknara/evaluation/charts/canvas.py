"""A sheet to draw on: plain shapes become SVG text that needs no colour to be read, with a title and a description."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

from praktiknara.evaluation.charts.data import Label
from praktiknara.evaluation.texts import Sentence, Words, number, percent

DASHES = ("", "7 4", "2 3", "10 3 2 3", "12 5", "4 2 1 2")
HATCHES = ("none", "lines", "dots", "cross", "back", "dense")
# For a file that stands alone; in a page the page's own rules for these classes hold.
STYLE = (
    "svg{color:#1b1b1b;background:#fff;font-family:system-ui,sans-serif}"
    "@media (prefers-color-scheme:dark){svg{color:#f2f2f2;background:#161616}}"
)


def words(label: Label, lang: str) -> str:
    """Give a label in a language; a name is the same in all."""
    return label.text(lang) if isinstance(label, Sentence) else label


def told(value: Words, lang: str) -> str:
    """Give a number as the language writes it."""
    return value.sv if lang == "sv" else value.en


def figure(value: float | None, lang: str, *, share: bool = False, decimals: int | None = None) -> str:
    """Write a figure for a table or an axis; what is not told is two points."""
    if value is None or not math.isfinite(value):
        return ".."
    if share:
        return told(percent(value, decimals or 0), lang)
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 2 if abs(value) < 10 else 1
    return told(number(value, decimals), lang)


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Give round values that cover an axis: at most about `most`, a step of 1, 2 or 5 times a power of ten.

    Example:
        >>> nice_ticks(0, 47)
        [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]
    """
    span = high - low
    if not math.isfinite(span) or span < 1e-9 * max(abs(low), abs(high), 1.0):
        return [low, low + 1.0]
    rough = span / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 12) for place in range(first, last + 1)]


@dataclass(frozen=True)
class Axes:
    """The part of the sheet that holds the data, and where a value lies in it."""

    left: float
    top: float
    right: float
    bottom: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float
    log_x: bool = False

    def x(self, value: float) -> float:
        """Give the place across of a value."""
        low, high = self.x_low, self.x_high
        if self.log_x:
            value, low, high = math.log(value), math.log(low), math.log(high)
        return self.left + (self.right - self.left) * (value - low) / ((high - low) or 1.0)

    def y(self, value: float) -> float:
        """Give the place down of a value."""
        return self.bottom - (self.bottom - self.top) * (value - self.y_low) / (
            (self.y_high - self.y_low) or 1.0
        )


@dataclass
class Canvas:
    """An SVG in the making."""

    width: int
    height: int
    title: str
    description: str
    lang: str
    standalone: bool = False
    parts: list[str] = field(default_factory=list)
    hatched: set[str] = field(default_factory=set)

    def add(self, tag: str, text: str = "", **attributes: float | str) -> None:
        """Draw one element; underscores in names are hyphens, and `kind` is its class."""
        told_as = {
            ("class" if name == "kind" else name.replace("_", "-")): value
            for name, value in attributes.items()
        }
        written = "".join(
            f' {name}="{escape(_short(value), quote=True)}"' for name, value in told_as.items() if value != ""
        )
        self.parts.append(
            f"<{tag}{written}>{escape(text, quote=False)}</{tag}>" if text else f"<{tag}{written}/>"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "axis", dash: str = "") -> None:
        """Draw a straight line."""
        opacity = 0.35 if kind == "axis" else 1.0
        self.add(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            kind=kind,
            stroke="currentColor",
            stroke_opacity=opacity,
            stroke_dasharray=dash,
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        kind: str = "",
        size: int = 13,
        turn: float = 0,
    ) -> None:
        """Write a line of text; `turn` is in degrees about its own place."""
        turned = f"rotate({_short(turn)} {_short(x)} {_short(y)})" if turn else ""
        self.add(
            "text",
            text,
            x=x,
            y=y,
            text_anchor=anchor,
            kind=kind,
            font_size=size,
            fill="currentColor",
            transform=turned,
        )

    def path(
        self, points: Iterable[tuple[float, float]], kind: str = "line", dash: str = "", width: float = 2
    ) -> None:
        """Draw a line through points."""
        drawn = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        self.add(
            "polyline",
            points=drawn,
            kind=kind,
            fill="none",
            stroke="currentColor",
            stroke_width=width,
            stroke_dasharray=dash,
        )

    def area(
        self,
        points: Sequence[tuple[float, float]],
        *,
        kind: str = "tint",
        opacity: float = 0.12,
        hatch: int = 0,
    ) -> None:
        """Fill an area, lightly or with a hatch that tells it from its neighbours without colour."""
        drawn = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        self.add("polygon", points=drawn, kind=kind, fill="currentColor", fill_opacity=opacity)
        name = HATCHES[hatch % len(HATCHES)]
        if name != "none":
            self.hatched.add(name)
            self.add(
                "polygon",
                points=drawn,
                fill=f"url(#{self.ident}-{name})",
                stroke="currentColor",
                stroke_opacity=0.5,
            )

    def dot(
        self, x: float, y: float, shape: int = 0, size: float = 4, *, filled: bool = True, kind: str = "dot"
    ) -> None:
        """Draw a point as circle, square, triangle or diamond."""
        fill = "currentColor" if filled else "none"
        if shape % 4 == 0:
            self.add(
                "circle", cx=x, cy=y, r=size, kind=kind, fill=fill, stroke="currentColor", stroke_width=1.5
            )
            return
        corners = {
            1: [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
            2: [(0.0, -1.3), (1.2, 1.0), (-1.2, 1.0)],
            3: [(0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)],
        }[shape % 4]
        drawn = " ".join(f"{_short(x + dx * size)},{_short(y + dy * size)}" for dx, dy in corners)
        self.add("polygon", points=drawn, kind=kind, fill=fill, stroke="currentColor", stroke_width=1.5)

    def across(self, axes: Axes, ticks: Iterable[tuple[float, str]], label: str) -> None:
        """Draw the axis below with its values and its name."""
        self.line(axes.left, axes.bottom, axes.right, axes.bottom)
        for value, text in ticks:
            place = axes.x(value)
            self.line(place, axes.bottom, place, axes.bottom + 5)
            self.text(place, axes.bottom + 20, text, anchor="middle", kind="soft")
        self.text((axes.left + axes.right) / 2, axes.bottom + 40, label, anchor="middle", kind="soft")

    def upright(self, axes: Axes, ticks: Iterable[tuple[float, str]], label: str) -> None:
        """Draw the axis at the left with a line across at each value, and its name above."""
        for value, text in ticks:
            place = axes.y(value)
            self.line(axes.left, place, axes.right, place)
            self.text(axes.left - 8, place + 4, text, anchor="end", kind="soft")
        self.text(4, axes.top - 14, label, kind="soft")

    @property
    def narrow(self) -> bool:
        """Say whether the sheet is as narrow as a telephone."""
        return self.width < 500

    def legend(self, names: Sequence[str], left: float) -> float:
        """Tell which dash is whose, beside each other or, where there is no room, below; gives how far down it reaches."""
        room = (self.width - left) / max(len(names), 1)
        beside = not self.narrow and all(40 + 8 * len(name) < room for name in names)
        for place, name in enumerate(names):
            x, y = (left + place * room, 20.0) if beside else (8.0, 20.0 + 20 * place)
            self.path([(x, y), (x + 26, y)], dash=DASHES[place % len(DASHES)])
            self.text(x + 32, y + 4, name)
        return 20.0 if beside else 20.0 * len(names)

    @property
    def ident(self) -> str:
        """A name for the parts that the drawing refers to, the same each time it is drawn."""
        made = sha256(f"{self.title}|{self.description}|{self.width}".encode()).hexdigest()
        return f"chart-{made[:10]}"

    def svg(self) -> str:
        """Give the whole drawing as SVG text."""
        style, top = "", 0
        if self.standalone:
            style, top = f"<style>{STYLE}</style>", 34
            self.text(4, -12, self.title, kind="strong", size=16)
        space = ' xmlns="http://www.w3.org/2000/svg"'
        return (
            f'<svg{space} class="p-chart" role="img" lang="{escape(self.lang, quote=True)}" '
            f'viewBox="0 {-top} {self.width} {self.height + top}" aria-labelledby="{self.ident}-title {self.ident}-desc">'
            f'<title id="{self.ident}-title">{escape(self.title, quote=False)}</title>'
            f'<desc id="{self.ident}-desc">{escape(self.description, quote=False)}</desc>'
            f"{style}{self._patterns()}{''.join(self.parts)}</svg>"
        )

    def _patterns(self) -> str:
        shapes = {
            "lines": '<path d="M0 8L8 0" stroke="currentColor" stroke-width="1"/>',
            "back": '<path d="M0 0L8 8" stroke="currentColor" stroke-width="1"/>',
            "cross": '<path d="M0 8L8 0M0 0L8 8" stroke="currentColor" stroke-width="0.8"/>',
            "dots": '<circle cx="4" cy="4" r="1.2" fill="currentColor"/>',
            "dense": '<path d="M0 4H8M4 0V8" stroke="currentColor" stroke-width="1"/>',
        }
        made = "".join(
            f'<pattern id="{self.ident}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{shapes[name]}</pattern>'
            for name in sorted(self.hatched)
        )
        return f"<defs>{made}</defs>" if made else ""


def _short(value: float | str) -> str:
    """Write a place on the sheet with a tenth of a unit."""
    if isinstance(value, str):
        return value
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def wrapped(text: str, most: int) -> list[str]:
    """Break a text into lines of at most about so many characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]

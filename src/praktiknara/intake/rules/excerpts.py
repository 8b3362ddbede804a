"""The parts of a paper around what was found in it, with the places marked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

AROUND = 350


class Span(NamedTuple):
    """A place in a text, and the number of what stands there."""

    start: int
    end: int
    number: int


class Piece(NamedTuple):
    """A run of text: marked when it has a number, the first of a mark's runs when it opens, a leap when words are left out before it."""

    text: str
    number: int | None = None
    opens: bool = False
    leap: bool = False


def excerpt(text: str, spans: Sequence[Span], around: int = AROUND) -> list[Piece]:
    """Give the text around the spans, cut at line ends where it can be; overlapping marks show the innermost."""
    whole = [one for one in spans if 0 <= one.start < one.end <= len(text)]
    pieces: list[Piece] = []
    opened: set[int] = set()
    for low, high in _windows(text, whole, around):
        leap = low > 0
        edges = sorted(
            {low, high} | {edge for one in whole for edge in (one.start, one.end) if low < edge < high}
        )
        for start, end in itertools.pairwise(edges):
            over = [one for one in whole if one.start <= start and end <= one.end]
            inner = min(over, key=lambda one: (one.end - one.start, one.number), default=None)
            number = inner.number if inner else None
            pieces.append(Piece(text[start:end], number, number is not None and number not in opened, leap))
            leap = False
            if number is not None:
                opened.add(number)
    return pieces


def _windows(text: str, spans: Sequence[Span], around: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for one in sorted(spans):
        low, high = _line_before(text, one.start, around), _line_after(text, one.end, around)
        if found and low <= found[-1][1] + around // 2:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _line_before(text: str, start: int, around: int) -> int:
    low = max(0, start - around)
    stop = text.find("\n", low, start)
    return stop + 1 if low and stop >= 0 else low


def _line_after(text: str, end: int, around: int) -> int:
    high = min(len(text), end + around)
    stop = text.rfind("\n", end, high)
    return stop if high < len(text) and stop > end else high

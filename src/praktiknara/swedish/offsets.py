"""What repair changed, laid over a text that stays as it is, and the way between places in the one and the other."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the raw text, by its offsets, and what it should say; confidence is 0..1."""

    start: int
    end: int
    raw: str
    fixed: str
    confidence: float


def apply(text: str, changes: Sequence[Change]) -> str:
    """Give the text with the changes made; they are in order and do not overlap."""
    pieces, place = [], 0
    for change in changes:
        pieces += [text[place : change.start], change.fixed]
        place = change.end
    return "".join([*pieces, text[place:]])


class OffsetMap:
    """Ways between the raw text and the text with its changes made.

    A span that touches a changed piece becomes the whole of that piece on the other side, since the letters inside
    have no counterparts one by one.
    """

    def __init__(self, changes: Sequence[Change]) -> None:
        if any(one.end > other.start for one, other in pairwise(changes)):
            raise ValueError("changes overlap or are out of order")
        self._raw = [(change.start, change.end) for change in changes]
        self._fixed, shift = [], 0
        for change in changes:
            start = change.start + shift
            self._fixed.append((start, start + len(change.fixed)))
            shift += len(change.fixed) - (change.end - change.start)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the raw text that a span of the mended text came from."""
        return _carry(start, end, self._fixed, self._raw)

    def to_fixed(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the mended text that a span of the raw text became."""
        return _carry(start, end, self._raw, self._fixed)


Spans = Sequence[tuple[int, int]]


def _carry(start: int, end: int, here: Spans, there: Spans) -> tuple[int, int]:
    """Carry a span over; an empty span stays empty."""
    first = _place(start, here, there, at_end=False)
    return first, first if start == end else _place(end, here, there, at_end=True)


def _place(place: int, here: Spans, there: Spans, *, at_end: bool) -> int:
    # The end of a span belongs to the letter before it.
    number = bisect_right(here, place - at_end, key=lambda span: span[0]) - 1
    if number < 0:
        return place
    if place - at_end < here[number][1]:
        return there[number][at_end]
    return place + there[number][1] - here[number][1]

"""Text that is easy to read, each character of which still knows its place in the raw text."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Correction(Protocol):
    """What repair found about a word: where it stands in the raw text, and what it should be."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def fixed(self) -> str: ...


# One character for one character: what only the eye tells apart, and marks of footnotes inside running text.
PLAIN = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " ")
    | {"\u2010": "-", "\u2011": "-", "\u00ad": "-"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and, for each of its characters, where that character begins and ends in the raw text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the raw text of the characters from `start` up to `end`, which must not be none."""
        return self.starts[start], self.ends[end - 1]


def repaired(raw: str, changes: Iterable[Correction]) -> Run:
    """Put what repair found into the text; a change outside the text or over another one is left out."""
    parts: list[str] = []
    starts, ends = array("q"), array("q")

    def keep(start: int, end: int) -> None:
        parts.append(raw[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    at = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if not at <= change.start < change.end <= len(raw):
            continue
        keep(at, change.start)
        parts.append(change.fixed)
        if len(change.fixed) == change.end - change.start:
            starts.extend(range(change.start, change.end))
            ends.extend(range(change.start + 1, change.end + 1))
        else:
            starts.extend([change.start] * len(change.fixed))
            ends.extend([change.end] * len(change.fixed))
        at = change.end
    keep(at, len(raw))
    return Run("".join(parts), starts, ends)


def stitched(run: Run, pieces: Iterable[tuple[int, int, str]]) -> Run:
    """Join pieces of a run, each (start, end, what stands after it: nothing or a space), into one running text."""
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    for start, end, after in pieces:
        if start >= end:
            continue
        parts.append(run.text[start:end])
        starts.extend(run.starts[start:end])
        ends.extend(run.ends[start:end])
        if after:
            parts.append(after)
            starts.append(run.ends[end - 1])
            ends.append(run.ends[end - 1])
    return Run("".join(parts).translate(PLAIN), starts, ends)

"""The repair of damaged words, as the library gives it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from praktiknara.swedish.damage import level, passages
from praktiknara.swedish.offsets import Change
from praktiknara.swedish.repair import repair

from .rules import language_of

SWEDISH = "sv"
MIN_CONFIDENCE = 0.8
SLIGHT = 0.02
# A long text is mended in pieces of this many characters, for at most this many seconds; noise costs most.
PIECE, PATIENCE = 200_000, 90.0


def damage(text: str) -> float:
    """Say how damaged a Swedish text is, 0..1; a text in another language lacks å, ä and ö for its own reasons."""
    return level(text) if language_of(text) == SWEDISH else 0.0


def page_levels(text: str, pages: Sequence[tuple[int, int]]) -> list[float]:
    """Say how damaged each page is, in the light of the whole: a short page alone says little."""
    if language_of(text) != SWEDISH:
        return [0.0] * len(pages)
    found = passages(text)
    starts = [one.start for one in found]
    levels = []
    for start, end in pages:
        first = max(0, bisect_right(starts, start) - 1)
        here = [one for one in found[first : bisect_left(starts, end)] if one.level and one.end > start]
        size = sum(one.end - one.start for one in here)
        levels.append(sum(one.level * (one.end - one.start) for one in here) / size if size else 0.0)
    return levels


def mended(text: str, names: Iterable[str]) -> tuple[float, list[Change]]:
    """Say how damaged a text is, 0..1, and what its damaged words should be; the names are those the register knows."""
    found = damage(text)
    if found < SLIGHT:
        return found, []
    return found, [
        change
        for change in _changes(text, list(names))
        if len(change.raw) <= 200 and len(change.fixed) <= 200
    ]


def _changes(text: str, names: list[str]) -> Iterator[Change]:
    until = monotonic() + PATIENCE
    for start, end in _pieces(text):
        if monotonic() > until:
            return
        for change in repair(text[start:end], min_confidence=MIN_CONFIDENCE, names=names).changes:
            yield replace(change, start=change.start + start, end=change.end + start)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text where a paragraph ends."""
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind("\n\n", start + PIECE // 2, start + PIECE)
        yield start, end if end > 0 else start + PIECE
        start = end if end > 0 else start + PIECE
    yield start, len(text)

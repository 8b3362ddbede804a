"""Comparing what two plans say, as a pure function."""

from collections.abc import Iterable
from typing import NamedTuple


class Compared(NamedTuple):
    """A thing that a plan may say, and whether the one and the other say it."""

    text: str
    in_first: bool
    in_second: bool


def compared(first: Iterable[str], second: Iterable[str]) -> list[Compared]:
    """Lay what two plans say side by side: what the first says in its order, then what only the second says."""
    ours = {text.casefold(): text for text in first}
    theirs = {text.casefold(): text for text in second}
    return [Compared(text, True, key in theirs) for key, text in ours.items()] + [
        Compared(text, False, True) for key, text in theirs.items() if key not in ours
    ]

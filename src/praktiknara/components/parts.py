"""The small values that pages hand to the components."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["done", "here", "todo", "unknown", "error"]
STATES: frozenset[str] = frozenset({"done", "here", "todo", "unknown", "error"})


@dataclass(frozen=True)
class Station:
    """One stop on a line: done, here, to come, not in the source, or to be answered."""

    label: str
    state: State
    note: str = ""
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class YearStation:
    """One thing that happens in a month of the year."""

    month: int
    label: str
    state: State
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One link in a menu."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Citation:
    """Where a fact comes from, and the words that say it."""

    label: str
    url: str = ""
    quote: str = ""


def by_source(cited: Iterable[tuple[str, str]]) -> list[Citation]:
    """Gather (source, quote) pairs under each source, the sources in the order they come, no quote twice."""
    quotes: dict[str, dict[str, None]] = {}
    for label, quote in cited:
        quotes.setdefault(label, {}).update({quote: None} if quote else {})
    return [Citation(label, quote="”, ”".join(said)) for label, said in quotes.items()]


@dataclass(frozen=True)
class Stage:
    """One stage of the year wheel, from the first to the last month it covers (both counted)."""

    label: str
    first: int
    last: int
    current: bool = False

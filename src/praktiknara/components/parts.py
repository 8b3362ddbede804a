"""The small values that pages hand to the components."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

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
    places: tuple[str, ...] = ()


class Cites(Protocol):
    """A row that says where a fact is stated: the paper, where to read it, the words, and their place in it."""

    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def place(self) -> str: ...


def by_source(cited: Iterable[Cites]) -> list[Citation]:
    """Gather what is cited under each source, the sources in the order they come, no words and no place twice."""
    rows: dict[tuple[str, str], list[Cites]] = {}
    for row in cited:
        rows.setdefault((row.label, row.url), []).append(row)
    return [
        Citation(
            label,
            url,
            quote="”, ”".join(dict.fromkeys(row.quote for row in of if row.quote)),
            places=tuple(dict.fromkeys(row.place for row in of if row.place)),
        )
        for (label, url), of in rows.items()
    ]


@dataclass(frozen=True)
class Stage:
    """One stage of the year wheel, from the first to the last month it covers (both counted)."""

    label: str
    first: int
    last: int
    current: bool = False

"""Names and validity by date, and how boards are counted, as pure functions (R-ORG-01, R-LUM-13)."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)


class DatedName(NamedTuple):
    """A name and the days it was used; an open end is None."""

    name: str
    valid_from: date | None
    valid_to: date | None


def covers(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Say whether the day lies inside a period with open ends."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def name_on(day: date, names: Iterable[DatedName], otherwise: str) -> str:
    """Give the name used on the day, or the fallback when no period covers it (R-ORG-01)."""
    for dated in names:
        if covers(dated.valid_from, dated.valid_to, day):
            return dated.name
    return otherwise


def span(valid_from: date | None, valid_to: date | None) -> tuple[str, str]:
    """Write a period's ends as exactly as they are known: whole years as years, other days as days."""
    whole_years = (valid_from is None or (valid_from.month, valid_from.day) == (1, 1)) and (
        valid_to is None or (valid_to.month, valid_to.day) == (12, 31)
    )
    ends = (valid_from, valid_to)
    start, end = ("" if day is None else str(day.year) if whole_years else day.isoformat() for day in ends)
    return start, end


def day_in(year: int) -> date:
    """Give the day that stands for a year when only the year is known: its last, as registers count."""
    return date(year, 12, 31)


CENTRAL = frozenset({"administration", "division", "unit"})


class BoardCount(NamedTuple):
    """How many district boards there are among owners, and how many of the owned are central."""

    boards: int
    central: int


def since(key: K, successor_of: Mapping[K, tuple[K, date]], on: date) -> K:
    """Follow an organisation to the one that it has become on the day."""
    seen = {key}
    while key in successor_of:
        successor, day = successor_of[key]
        if day > on or successor in seen:
            break
        key = successor
        seen.add(key)
    return key


def boards_counted(
    owners: Iterable[tuple[K, str]],
    successor_of: Mapping[K, tuple[K, date]],
    on: date,
) -> BoardCount:
    """Count the boards behind projects: merged districts are one from the merge date, central ones apart (R-LUM-13).

    One (key, kind) per project; universities and others are neither boards nor central.
    """
    rows = list(owners)
    return BoardCount(
        boards=len({since(key, successor_of, on) for key, kind in rows if kind == "district"}),
        central=sum(kind in CENTRAL for _key, kind in rows),
    )

"""Names and validity by date, as pure functions (R-ORG-01)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


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


def day_in(year: int) -> date:
    """Give the day that stands for a year when only the year is known: its last, as registers count."""
    return date(year, 12, 31)

"""Reading a time that may be a year with a season or a quarter, as a pure function."""

import re
from typing import NamedTuple

_PART = re.compile(r"^(\d{4})[ -](vår|sommar|höst|vinter|Q[1-4])$")


class PartOfYear(NamedTuple):
    """A year and a part of it, such as vår or Q1."""

    year: int
    part: str


def part_of_year(on: str) -> PartOfYear | None:
    """Read "2015 vår" or "2024 Q1"; None when it is an ordinary, possibly partial, date."""
    found = _PART.match(on)
    return PartOfYear(int(found.group(1)), found.group(2)) if found else None


def year_of(on: str) -> int | None:
    """Give the year that a time begins with, or None when the source gives no time."""
    return int(on[:4]) if on[:4].isdigit() else None

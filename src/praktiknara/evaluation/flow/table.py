"""Reading who reached which step, on which day, from a table with a row per person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Flags, Floats, Labels


@dataclass(frozen=True)
class Reached:
    """Who reached a step, and on which day (NaN when not told) when the column holds dates."""

    who: Flags
    day: Floats | None


@dataclass(frozen=True)
class People:
    """What a table tells of its persons: the steps each reached, and reason, unit and gender when there are such."""

    size: int
    steps: dict[str, Reached]
    reason: Labels | None
    groups: dict[str, Labels]
    checked: bool


def read_people(
    data: Any, steps: list[str], person: str | None, reason: str | None, groups: dict[str, str]
) -> People:
    """Read the columns of the steps: dates (missing: not reached) or flags (1 and 0).

    Raises InputError for a column that is missing or mixed, a day that cannot be right, or a person who comes twice.
    """
    names = [*steps, *([person] if person else []), *([reason] if reason else []), *groups.values()]
    table = read.columns(data, list(dict.fromkeys(names)))
    if person:
        read.distinct(table[person], person)
    found = {step: _reached(table[step], step) for step in steps}
    size = read.same_length(**{step: each.who for step, each in found.items()})
    return People(
        size=size,
        steps=found,
        reason=read.labels(table[reason], reason, missing=True) if reason else None,
        groups={kind: read.labels(table[column], column, missing=True) for kind, column in groups.items()},
        checked=person is not None,
    )


def _reached(values: Any, where: str) -> Reached:
    cells = values.to_numpy() if hasattr(values, "to_numpy") else values
    kind = cells.dtype.kind if isinstance(cells, np.ndarray) else "O"
    if kind == "M":
        known = ~np.isnat(cells)
        days = np.where(known, cells.astype("datetime64[D]").astype(np.float64) + _EPOCH, np.nan)
        _check_days(days, where)
        return Reached(known, days)
    if kind in "biu":
        return Reached(read.flags(cells, where), None)
    missing = np.array([read.is_missing(each) for each in cells], dtype=bool)
    first = next((each for each, gone in zip(cells, missing, strict=True) if not gone), None)
    if first is not None and not isinstance(first, str | date):
        return Reached(read.flags(cells, where), None)
    days = np.array(
        [
            np.nan if gone else _day(each, where, place)
            for place, (each, gone) in enumerate(zip(cells, missing, strict=True))
        ],
        dtype=np.float64,
    )
    _check_days(days, where)
    return Reached(~missing, days)


_EPOCH = date(1970, 1, 1).toordinal()
_FIRST, _LAST = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()


def _day(value: Any, where: str, place: int) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    try:
        if isinstance(value, str) and value[4:5] == "-":
            return float(datetime.fromisoformat(value).toordinal())
    except ValueError:
        pass
    raise InputError(
        "not_a_day",
        f"{where}, rad {place + 1}: värdet ska vara en dag, skriven som 2026-11-22.",
        f"{where}, row {place + 1}: the value must be a day, written as 2026-11-22.",
        where=f"{where}[{place}]",
    )


def _check_days(days: Floats, where: str) -> None:
    wrong = (days < _FIRST) | (days > _LAST)
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            "day_out_of_range",
            f"{where}, rad {place + 1}: dagen ska ligga mellan 1900 och 2100.",
            f"{where}, row {place + 1}: the day must lie between 1900 and 2100.",
            where=f"{where}[{place}]",
        )


def swapped(people: People, steps: list[str]) -> Flags:
    """Say for whom some later step bears an earlier day than a step before it."""
    wrong = np.zeros(people.size, dtype=bool)
    latest = np.full(people.size, -np.inf)
    for step in steps:
        day = people.steps[step].day
        if day is not None:
            known = ~np.isnan(day)
            wrong |= known & (day < latest)
            latest = np.where(known, np.maximum(latest, np.where(known, day, -np.inf)), latest)
    return wrong

"""Which instrument a set of results comes from: two are never pooled, and a new definition is a break with a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import RefusedError, TooFewError
from praktiknara.evaluation.instruments.catalogue import known
from praktiknara.evaluation.instruments.definitions import read_day
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class Break:
    """The first day of a new definition: results before it and from it on are not compared."""

    day: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class DefinitionBreaks(Result):
    """The breaks of a series in order of time; a series without any has an empty `breaks`."""

    breaks: tuple[Break, ...]


def same_instrument(instruments: Any, versions: Any = None) -> tuple[str, str | None]:
    """Give the one instrument and version that all results come from; refuse when there are two or more.

    `instruments` is a name, or a column of names, and `versions` likewise; names in the catalogue may be written as
    people write them ("KASAM-13" is "SOC-13").

    Raises:
        InputError: a name that is missing, or columns that differ in length.
        RefusedError: `instruments_mixed` or `versions_mixed`.
        TooFewError: no name at all.

    Example:
        >>> same_instrument(["SOC-13", "kasam 13"])
        ('SOC-13', None)
        >>> same_instrument(["SOC-13", "SOC-29"])  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        praktiknara.evaluation.errors.RefusedError: Results of different instruments cannot be put together...
    """
    names = read.labels([instruments] if isinstance(instruments, str) else instruments, "instruments")
    found = {_official(name) for name in set(names)}
    if not found:
        raise TooFewError("too_few", "Det finns inga resultat.", "There are no results.", where="instruments")
    if len(found) > 1:
        told = ", ".join(sorted(found))
        raise RefusedError(
            "instruments_mixed",
            f"Resultat från olika instrument kan inte läggas ihop: {told}. Redovisa dem var för sig.",
            f"Results of different instruments cannot be put together: {told}. Report them separately.",
            where="instruments",
        )
    name = found.pop()
    if versions is None:
        return name, None
    labels = read.labels([versions] if isinstance(versions, str) else versions, "versions")
    if not isinstance(versions, str):
        read.same_length(instruments=names, versions=labels)
    if len(set(labels)) > 1:
        told = ", ".join(sorted(set(labels)))
        raise RefusedError(
            "versions_mixed",
            f"{name}: resultat från olika versioner kan inte läggas ihop: {told}. Redovisa dem var för sig.",
            f"{name}: results of different versions cannot be put together: {told}. Report them separately.",
            where="versions",
        )
    return name, str(labels[0])


def definition_breaks(dates: Any, versions: Any) -> DefinitionBreaks:
    """Find the days on which a series passes from one definition to another.

    Args:
        dates: the days of the results ("2026-11-22").
        versions: the definition each was made by, in the same order.

    Raises:
        InputError: a day that cannot be read, a version that is missing, or columns that differ in length.
        TooFewError: no result at all.

    Example:
        >>> found = definition_breaks(["2025-01-10", "2025-06-01", "2025-02-01"], ["1", "2", "1"])
        >>> [(each.day, each.before, each.after) for each in found.breaks]
        [('2025-06-01', '1', '2')]
    """
    named = read.labels(versions, "versions")
    several = isinstance(dates, Sequence) or hasattr(dates, "iloc") or getattr(dates, "ndim", 0) == 1
    given = list(dates) if several and not isinstance(dates, str | bytes) else [dates]
    days = [
        read_day(None if day is None else _plain_day(day), f"dates[{place}]")
        for place, day in enumerate(given)
    ]
    told = read.labels([None if day is None else day.isoformat() for day in days], "dates")
    read.same_length(dates=told, versions=named)
    if not len(told):
        raise TooFewError("too_few", "Det finns inga resultat.", "There are no results.", where="dates")
    rows = sorted(zip(told, named, strict=True))
    breaks = tuple(
        Break(day, before, after) for (_, before), (day, after) in pairwise(rows) if before != after
    )
    warnings = []
    if breaks:
        warnings.append(
            Sentence(
                "definition_changed",
                f"Definitionen ändrades {breaks[0].day}. Resultat före och efter kan inte jämföras.",
                f"The definition changed on {breaks[0].day}. Results before and after cannot be compared.",
            )
        )
    if len(breaks) >= len(set(named)):
        warnings.append(
            Sentence(
                "definitions_overlap",
                "Definitionerna används om vartannat. Kontrollera vilken som gällde när.",
                "The definitions are used in turns. Check which one held when.",
            )
        )
    return DefinitionBreaks(n=len(rows), warnings=tuple(warnings), breaks=breaks)


def _plain_day(day: Any) -> Any:
    if read.is_missing(day):
        return None
    return day.date() if isinstance(day, datetime) else day


def _official(name: str) -> str:
    definition = known(name)
    return definition.name if definition else name

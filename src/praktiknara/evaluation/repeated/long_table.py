"""Reading repeated measurements: one row per person and time, checked for what cannot be right."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError, TooFewError
from praktiknara.evaluation.read import Floats, Ints, Labels
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class LongTable:
    """Values by person and time (as codes from 0, in order), with what was left out."""

    person: Ints
    time: Ints
    value: Floats
    group: Ints
    times: tuple[str, ...]
    clock: Floats | None
    groups: tuple[str, ...]
    left_out: int
    rows: int

    @property
    def persons(self) -> int:
        """The number of persons with a value."""
        return int(self.person.max()) + 1

    def warnings(self) -> tuple[Sentence, ...]:
        """Tell how many rows were left out."""
        if not self.left_out:
            return ()
        return (
            Sentence(
                "rows_left_out",
                f"{self.left_out} rader av {self.rows} saknar värde och ingår inte.",
                f"{self.left_out} rows of {self.rows} have no value and are not included.",
            ),
        )


def read_long(
    data: Any,
    person: Any,
    time: Any,
    value: Any,
    group: Any,
    version: Any,
    order: Any,
    low: Any,
    high: Any,
) -> LongTable:
    """Read a long table; see `repeated_measures` for what is refused."""
    wanted = [
        read.name(each, where) for each, where in ((person, "person"), (time, "time"), (value, "value"))
    ]
    extra = [
        read.name(each, where) for each, where in ((group, "group"), (version, "version")) if each is not None
    ]
    found = read.columns(data, [*wanted, *extra])
    bottom = None if low is None else read.real(low, "low")
    top = None if high is None else read.real(high, "high")
    values = read.numbers(found[value], value, low=bottom, high=top, missing=True)
    kept = ~np.isnan(values)
    if not kept.any():
        raise TooFewError("too_few", "Inga värden finns.", "There are no values.", where=str(value))
    persons = _codes(_column(found[person], person, kept))[0]
    codes, times, clock = _times(found[time], time, kept, order)
    _once(persons, codes, str(time))
    if version is not None and len(set(_column(found[version], version, kept))) > 1:
        raise RefusedError(
            "mixed_versions",
            "Värdena kommer från olika versioner av instrumentet. Räkna varje version för sig.",
            "The values come from different versions of the instrument. Compute each version by itself.",
            where=str(version),
        )
    groups: Ints = np.zeros(len(codes), dtype=np.int64)
    names: tuple[str, ...] = ("",)
    if group is not None:
        groups, names = _codes(_column(found[group], group, kept))
        _one_group(persons, groups, str(group))
    return LongTable(
        persons, codes, values[kept], groups, times, clock, names, int((~kept).sum()), len(values)
    )


def _column(given: Any, where: str, kept: Any) -> Labels:
    found: Labels = read.labels(given, where, missing=True)[kept]
    unknown = np.array([each is None for each in found], dtype=bool)
    if unknown.any():
        raise InputError(
            "missing",
            f"{where}: {int(unknown.sum())} rader med värde saknar uppgift. Komplettera eller ta bort dem.",
            f"{where}: {int(unknown.sum())} rows with a value lack this. Complete or remove them.",
            where=where,
        )
    return found


def _codes(found: Labels) -> tuple[Ints, tuple[str, ...]]:
    names, codes = np.unique(found.astype(str), return_inverse=True)
    return codes.astype(np.int64), tuple(str(each) for each in names)


def _times(given: Any, where: str, kept: Any, order: Any) -> tuple[Ints, tuple[str, ...], Floats | None]:
    if order is None:
        try:
            all_times = read.numbers(given, where, missing=True)
        except InputError as fault:
            if fault.sentence.code != "not_a_number":
                raise
            raise InputError(
                "order_missing",
                f"{where} är text. Ange tidpunkternas ordning i order.",
                f"{where} is text. Give the times in their order as order.",
                where="order",
            ) from None
        unknown = kept & np.isnan(all_times)
        if unknown.any():
            row = int(np.argmax(unknown))
            raise InputError(
                "missing",
                f"{where}, rad {row + 1}: tidpunkten saknas.",
                f"{where}, row {row + 1}: the time is missing.",
                where=f"{where}[{row}]",
            )
        clock = all_times[kept]
        points, codes = np.unique(clock, return_inverse=True)
        names = tuple(f"{each:g}" for each in points)
        if len(set(names)) < len(names):
            names = tuple(repr(float(each)) for each in points)
        return codes.astype(np.int64), names, points
    given_order = [str(each) for each in read.labels(order, "order")]
    if len(set(given_order)) < len(given_order):
        raise InputError(
            "given_twice",
            "order: en tidpunkt står två gånger.",
            "order: a time is there twice.",
            where="order",
        )
    found = _column(given, where, kept)
    place = {each: number for number, each in enumerate(given_order)}
    beyond = [each for each in found if each not in place]
    if beyond:
        raise InputError(
            "unknown_time",
            f"Tidpunkten {beyond[0]} finns inte i order.",
            f"The time {beyond[0]} is not in order.",
            where="order",
        )
    codes = np.array([place[each] for each in found], dtype=np.int64)
    used = np.unique(codes)
    return np.searchsorted(used, codes), tuple(given_order[each] for each in used), None


def _once(person: Ints, time: Ints, where: str) -> None:
    key = person * (int(time.max()) + 1) + time
    if len(np.unique(key)) < len(key):
        raise InputError(
            "given_twice",
            "En person har två värden vid samma tidpunkt. Behåll ett.",
            "A person has two values at the same time. Keep one.",
            where=where,
        )


def _one_group(person: Ints, group: Ints, where: str) -> None:
    pairs = np.unique(person * (int(group.max()) + 1) + group)
    if len(pairs) > int(person.max()) + 1:
        raise InputError(
            "group_changes",
            "En person står i två grupper. En person kan bara höra till en.",
            "A person is in two groups. A person can belong to one only.",
            where=where,
        )

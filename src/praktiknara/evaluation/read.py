"""Reading what was given: numbers, counts, flags, labels and tables, each refused with its place when it cannot be right."""

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from praktiknara.evaluation.errors import InputError, TooFewError

if TYPE_CHECKING:
    import pandas as pd

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Labels: TypeAlias = NDArray[np.object_]
# A list, a tuple, an array or a column: what a person has at hand in a notebook, and what JSON can say.
Column: TypeAlias = "Sequence[Any] | NDArray[Any] | pd.Series[Any]"
# A data frame, a mapping of columns, or a list of rows.
Table: TypeAlias = "pd.DataFrame | Mapping[str, Column] | Sequence[Mapping[str, Any]]"


def is_missing(value: Any) -> bool:
    """Say whether a single value is missing: None, NaN, NaT or pandas' NA."""
    if value is None:
        return True
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return type(value).__name__ in {"NAType", "NaTType"}


def _cells(values: Any, where: str) -> NDArray[Any]:
    """Give a flat array of what was given, before its kind is known."""
    if isinstance(values, str | bytes | Mapping) or not hasattr(values, "__len__"):
        raise InputError(
            "not_a_column",
            f"{where} ska vara en lista med värden.",
            f"{where} must be a list of values.",
            where=where,
        )
    if isinstance(values, np.ndarray):
        cells = values
    elif hasattr(values, "to_numpy"):
        cells = values.to_numpy()
    else:
        cells = np.empty(len(values), dtype=object)
        for place, value in enumerate(values):
            cells[place] = value
    if cells.ndim != 1:
        raise InputError(
            "not_a_column",
            f"{where} ska vara en enda kolumn.",
            f"{where} must be a single column.",
            where=where,
        )
    return cells


def _number(value: Any, where: str, place: int) -> float:
    if is_missing(value):
        return math.nan
    if isinstance(value, bool | np.bool_ | np.timedelta64 | str | bytes | complex) or not isinstance(
        value, int | float | np.integer | np.floating
    ):
        try:
            from decimal import Decimal
            from fractions import Fraction

            if isinstance(value, Decimal | Fraction):
                return float(value)
        except (ValueError, OverflowError):
            pass
        raise InputError(
            "not_a_number",
            f"{where}, rad {place + 1}: värdet är inte ett tal. Skriv decimaltal som tal, inte som text.",
            f"{where}, row {place + 1}: the value is not a number. Give decimals as numbers, not as text.",
            where=f"{where}[{place}]",
        )
    try:
        return float(value)
    except OverflowError:
        return math.inf


def numbers(
    values: Any,
    where: str,
    *,
    low: float | None = None,
    high: float | None = None,
    missing: bool = False,
    at_least: int = 0,
) -> Floats:
    """Give a column of finite numbers; missing values are NaN when `missing` allows them, and are refused otherwise.

    Raises:
        InputError: text, infinity, a missing value that is not allowed, or a value outside `low`–`high`
            (never clipped); `where` names the column and the row.
        TooFewError: fewer values than `at_least`, missing ones not counted.
    """
    cells = _cells(values, where)
    if cells.dtype.kind in "iuf":
        found = cells.astype(np.float64)
    else:
        found = np.fromiter(
            (_number(value, where, place) for place, value in enumerate(cells)), np.float64, len(cells)
        )
    unknown = np.isnan(found)
    if not missing and unknown.any():
        _refuse(where, unknown, "missing", "värdet saknas", "the value is missing")
    infinite = np.isinf(found)
    if infinite.any():
        _refuse(
            where, infinite, "infinite", "värdet är inte ett ändligt tal", "the value is not a finite number"
        )
    outside = np.zeros(len(found), dtype=bool)
    if low is not None:
        outside |= found < low
    if high is not None:
        outside |= found > high
    if outside.any():
        swedish, english = _range(low, high)
        _refuse(where, outside, "out_of_range", f"värdet ska vara {swedish}", f"the value must be {english}")
    if len(found) - int(unknown.sum()) < at_least:
        raise TooFewError(
            "too_few",
            f"{where}: det behövs minst {at_least} värden.",
            f"{where}: at least {at_least} values are needed.",
            where=where,
        )
    return found


def _range(low: float | None, high: float | None) -> tuple[str, str]:
    if low is None:
        return f"högst {high:g}", f"at most {high:g}"
    if high is None:
        return f"minst {low:g}", f"at least {low:g}"
    return f"mellan {low:g} och {high:g}", f"between {low:g} and {high:g}"


def _refuse(where: str, wrong: Flags, code: str, swedish: str, english: str) -> None:
    """Refuse with the first place that is wrong and how many there are."""
    first, many = int(np.argmax(wrong)), int(wrong.sum())
    more_sv = "" if many == 1 else f" Det gäller {many} rader."
    more_en = "" if many == 1 else f" This concerns {many} rows."
    raise InputError(
        code,
        f"{where}, rad {first + 1}: {swedish}.{more_sv}",
        f"{where}, row {first + 1}: {english}.{more_en}",
        where=f"{where}[{first}]",
    )


def counts(values: Any, where: str, *, low: int = 0, high: int | None = None, at_least: int = 0) -> Ints:
    """Give a column of whole numbers from `low` up.

    Raises:
        InputError: as `numbers`, and for a number that is not whole or is beyond 2**53.
        TooFewError: fewer values than `at_least`.
    """
    found = numbers(values, where, low=low, high=high if high is not None else 2**53, at_least=at_least)
    broken = found != np.floor(found)
    if broken.any():
        _refuse(where, broken, "not_whole", "värdet ska vara ett heltal", "the value must be a whole number")
    return found.astype(np.int64)


def flags(values: Any, where: str, *, at_least: int = 0) -> Flags:
    """Give a column of yes and no, told as true/false or 1/0 and nothing else.

    Raises:
        InputError: any other value, or a missing one.
        TooFewError: fewer values than `at_least`.
    """
    cells = _cells(values, where)
    if cells.dtype.kind == "b":
        found = cells.astype(bool)
    else:
        plain = [float(value) if isinstance(value, bool | np.bool_) else value for value in cells]
        told = numbers(plain if cells.dtype.kind == "O" else cells, where)
        wrong = (told != 0) & (told != 1)
        if wrong.any():
            _refuse(where, wrong, "not_yes_or_no", "värdet ska vara 0 eller 1", "the value must be 0 or 1")
        found = told == 1
    if len(found) < at_least:
        numbers([], where, at_least=at_least)
    return found


def labels(values: Any, where: str, *, missing: bool = False) -> Labels:
    """Give a column of names as text; a missing one is None when `missing` allows it, and is refused otherwise.

    Whole numbers become their digits. Raises InputError for anything else than text, numbers and missing.
    """
    cells = _cells(values, where)
    found = np.empty(len(cells), dtype=object)
    for place, value in enumerate(cells):
        if is_missing(value):
            found[place] = None
        elif isinstance(value, str):
            found[place] = str(value)
        elif isinstance(value, bool | np.bool_):
            found[place] = "1" if value else "0"
        elif isinstance(value, int | np.integer) or (
            isinstance(value, float | np.floating) and float(value).is_integer()
        ):
            found[place] = str(int(value))
        else:
            raise InputError(
                "not_a_label",
                f"{where}, rad {place + 1}: värdet ska vara text eller ett heltal.",
                f"{where}, row {place + 1}: the value must be text or a whole number.",
                where=f"{where}[{place}]",
            )
    unknown = np.array([value is None for value in found], dtype=bool)
    if not missing and unknown.any():
        _refuse(where, unknown, "missing", "värdet saknas", "the value is missing")
    return found


def same_length(**columns: NDArray[Any]) -> int:
    """Give the length that all these columns share; refuse when they differ."""
    sizes = {name: len(column) for name, column in columns.items()}
    if len(set(sizes.values())) > 1:
        told = ", ".join(f"{name}: {size}" for name, size in sizes.items())
        raise InputError(
            "lengths_differ",
            f"Kolumnerna är olika långa ({told}).",
            f"The columns differ in length ({told}).",
            where=", ".join(sizes),
        )
    return next(iter(sizes.values()), 0)


def distinct(identities: Any, where: str) -> Labels:
    """Give identities of which none comes twice; refuse when one does, naming the row and not the person."""
    found = labels(identities, where)
    seen: set[Hashable] = set()
    again = np.zeros(len(found), dtype=bool)
    for place, value in enumerate(found):
        again[place] = value in seen
        seen.add(value)
    if again.any():
        _refuse(
            where,
            again,
            "given_twice",
            "personen förekommer redan tidigare",
            "the person has occurred before",
        )
    return found


def real(value: Any, where: str, *, low: float | None = None, high: float | None = None) -> float:
    """Give one finite number within its limits, the limits included; InputError otherwise."""
    return float(numbers([value], where, low=low, high=high)[0])


def positive(value: Any, where: str, *, high: float | None = None) -> float:
    """Give one number above zero; InputError otherwise."""
    found = real(value, where, low=0, high=high)
    if found == 0:
        raise InputError(
            "not_positive", f"{where} ska vara större än noll.", f"{where} must be above zero.", where=where
        )
    return found


def whole(value: Any, where: str, *, low: int = 0, high: int | None = None) -> int:
    """Give one whole number within its limits; InputError otherwise."""
    return int(counts([value], where, low=low, high=high)[0])


def share(value: Any, where: str, *, open_ends: bool = False) -> float:
    """Give one share from 0 to 1, the ends left out when `open_ends`; InputError otherwise."""
    found = real(value, where, low=0, high=1)
    if open_ends and found in (0.0, 1.0):
        raise InputError(
            "out_of_range",
            f"{where} ska ligga mellan 0 och 1.",
            f"{where} must lie between 0 and 1.",
            where=where,
        )
    return found


def flag(value: Any, where: str) -> bool:
    """Give one yes or no; InputError otherwise."""
    return bool(flags([value], where)[0])


def choice(value: Any, where: str, among: Sequence[str]) -> str:
    """Give one of the words that may be chosen; InputError otherwise, naming them."""
    if not isinstance(value, str) or value not in among:
        told = ", ".join(among)
        raise InputError(
            "not_among",
            f"{where} ska vara något av: {told}.",
            f"{where} must be one of: {told}.",
            where=where,
        )
    return value


def name(value: Any, where: str) -> str:
    """Give one piece of text that is not empty; InputError otherwise."""
    if not isinstance(value, str) or not value.strip():
        raise InputError("not_a_name", f"{where} ska vara text.", f"{where} must be text.", where=where)
    return value


def columns(table: Any, wanted: Sequence[str], where: str = "data") -> dict[str, Any]:
    """Give the wanted columns of a data frame, a mapping of columns, or a list of rows; others are left alone.

    A row of a list that lacks a column has it missing. Raises InputError when a column is nowhere to be found, is
    named twice, or when the columns differ in length.
    """
    if isinstance(table, Mapping):
        known: Any = table
        found = {str(key): value for key, value in known.items() if key in wanted}
    elif hasattr(table, "columns") and hasattr(table, "iloc"):
        names = [str(each) for each in table.columns]
        for each in wanted:
            if names.count(each) > 1:
                raise InputError(
                    "column_twice",
                    f"{where}: kolumnen {each} finns två gånger.",
                    f"{where}: the column {each} is there twice.",
                    where=f"{where}.{each}",
                )
        found = {each: table.iloc[:, names.index(each)] for each in wanted if each in names}
    elif isinstance(table, Sequence) and not isinstance(table, str | bytes):
        rows = [row for row in table if isinstance(row, Mapping)]
        if len(rows) != len(table):
            raise InputError(
                "not_a_table", f"{where} ska vara en tabell.", f"{where} must be a table.", where=where
            )
        held = {key for row in rows for key in row}
        found = {each: [row.get(each) for row in rows] for each in wanted if each in held or not rows}
    else:
        raise InputError(
            "not_a_table", f"{where} ska vara en tabell.", f"{where} must be a table.", where=where
        )
    for each in wanted:
        if each not in found:
            raise InputError(
                "column_missing",
                f"{where}: kolumnen {each} saknas.",
                f"{where}: the column {each} is missing.",
                where=f"{where}.{each}",
            )
    lengths = {each: len(_cells(found[each], f"{where}.{each}")) for each in wanted}
    if len(set(lengths.values())) > 1:
        same_length(**{each: _cells(found[each], each) for each in wanted})
    return found

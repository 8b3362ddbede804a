"""Protected counts as rows to be read: one symbol for all that is held back, and percentages of what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.protection.cube import TOTAL, Artefact
from praktiknara.evaluation.texts import Words, number, percent

SYMBOL = ".."
NOT_SHOWN = Words(SYMBOL, SYMBOL)
LEAST_FOR_SHARE, LEAST_FOR_ALL_OR_NONE, LEAST_FOR_DECIMAL = 10, 20, 100


@dataclass(frozen=True)
class Shown:
    """One count as it is shown, with its share of the row's total; both are ".." when held back, `count` then None."""

    count: int | None
    text: Words
    share: Words


@dataclass(frozen=True)
class Row:
    """One row: its label, its cells by the values across, and its total."""

    label: str
    cells: tuple[Shown, ...]
    total: Shown


def rows(
    artefact: Artefact,
    down: str,
    across: str = "",
    *,
    where: Mapping[str, str] | None = None,
    by: str = "name",
) -> tuple[Row, ...]:
    """Give a released table as rows: a row per value of `down`, and a cell per value of `across`.

    A share is that of the row's published total, in whole per cent, with one decimal from 100 persons up; it is not
    shown below 10 persons, where 1–4 persons have or lack the property (the artefact's threshold), or as none or all of
    fewer than 20. Rows with anything held back come last, by name, when the others stand by size.

    Args:
        artefact: what is published; it holds no other counts.
        down: the variable whose values are rows.
        across: the variable whose values are cells; no cells when empty.
        where: values of other variables; the total over those not told.
        by: order of the rows: "name", or "size" (largest total first).

    Raises:
        InputError: a variable or value that is not known, or a table that is not released.

    Example:
        >>> from praktiknara.evaluation.protection.cube import artefact_from
        >>> found = rows(artefact_from({"variables": [{"name": "unit", "values": ["U1", "U2"]}],
        ...     "published": [{"key": ["U1"], "count": 9}, {"key": ["*"], "count": 12}],
        ...     "suppressed": [{"key": ["U2"]}]}), "unit")
        >>> [(row.label, row.total.text.sv) for row in found]
        [('U1', '9'), ('U2', '..')]
    """
    names = [variable.name for variable in artefact.variables]
    read.choice(down, "down", names)
    read.choice(across, "across", ["", *(name for name in names if name != down)])
    read.choice(by, "by", ("name", "size"))
    fixed = dict(where or {})
    for name in fixed:
        read.choice(name, "where", [each for each in names if each not in (down, across)])
    values = {variable.name: variable.values for variable in artefact.variables}
    found = []
    for label in sorted(values[down]):
        whole = _count(artefact, {**fixed, down: label})
        cells = tuple(
            _shown(_count(artefact, {**fixed, down: label, across: value}), whole, artefact.threshold)
            for value in (values[across] if across else ())
        )
        found.append(Row(label, cells, _shown(whole, None, artefact.threshold)))
    if by == "size":
        found.sort(key=_size)
    return tuple(found)


def _size(row: Row) -> int:
    """Place a row by its size, and all rows with anything held back after the others, in the order they stand."""
    counts = [each.count for each in (row.total, *row.cells)]
    return 1 if row.total.count is None or None in counts else -row.total.count


def _count(artefact: Artefact, where: Mapping[str, str]) -> int | None:
    key = tuple(where.get(variable.name, TOTAL) for variable in artefact.variables)
    if key in artefact.published:
        return artefact.published[key]
    if key not in artefact.suppressed:
        raise InputError(
            "no_such_cell",
            "Tabellen finns inte bland dem som lämnas ut.",
            "The table is not among those released.",
            where="/".join(key),
        )
    return None


def _shown(count: int | None, whole: int | None, threshold: int) -> Shown:
    if count is None:
        return Shown(None, NOT_SHOWN, NOT_SHOWN)
    return Shown(count, number(count), _share(count, whole, threshold))


def _share(count: int, whole: int | None, threshold: int) -> Words:
    if whole is None or whole < LEAST_FOR_SHARE:
        return NOT_SHOWN
    small = any(0 < each < threshold for each in (count, whole - count))
    if small or (count in (0, whole) and whole < LEAST_FOR_ALL_OR_NONE):
        return NOT_SHOWN
    return percent(count / whole, 1 if whole >= LEAST_FOR_DECIMAL else 0)

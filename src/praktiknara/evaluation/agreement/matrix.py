"""Reading a rectangle of values: targets in rows, raters in columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Floats


def rows_of(table: Any, where: str) -> list[Any]:
    """Give the rows of a list of rows, a two-dimensional array, a data frame or a mapping of columns.

    Raises InputError when it is none of these; TooFewError when it is empty.
    """
    if isinstance(table, Mapping):
        columns = [read.labels(list(table), where), *table.values()]
        try:
            table = [list(row) for row in zip(*columns[1:], strict=True)]
        except (TypeError, ValueError):
            table = None
    elif hasattr(table, "iloc") or (isinstance(table, np.ndarray) and table.ndim == 2):
        table = np.asarray(table, dtype=object if hasattr(table, "iloc") else None)
        if table.ndim == 2:
            return list(_some(table, where))
    if not isinstance(table, list | tuple) or not all(_is_row(row) for row in table):
        raise InputError(
            "not_a_matrix",
            f"{where} ska vara en lista av rader, en rad per person eller tillfälle.",
            f"{where} must be a list of rows, one for each person or occasion.",
            where=where,
        )
    widths = [len(row) for row in _some(table, where)]
    if len(set(widths)) > 1:
        wrong = next(place for place, width in enumerate(widths) if width != widths[0])
        raise InputError(
            "lengths_differ",
            f"{where}, rad {wrong + 1}: {widths[wrong]} värden, men rad 1 har {widths[0]}.",
            f"{where}, row {wrong + 1}: {widths[wrong]} values, but row 1 has {widths[0]}.",
            where=f"{where}[{wrong}]",
        )
    return list(table)


def _is_row(row: Any) -> bool:
    return isinstance(row, list | tuple | np.ndarray)


def _some(table: Any, where: str) -> Any:
    if not len(table):
        raise TooFewError("too_few", f"{where} är tom.", f"{where} is empty.", where=where)
    return table


def matrix(table: Any, where: str, *, low: float | None = None, missing: bool = False) -> Floats:
    """Give a two-dimensional array of numbers; missing ones are NaN when `missing` allows them."""
    rows = rows_of(table, where)
    width = len(rows[0])
    flat = read.numbers(
        [value for row in rows for value in row], f"{where} (row by row)", low=low, missing=missing
    )
    return flat.reshape(len(rows), width)

"""Which cells are too small to be shown, and what it costs to hold back another cell."""

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.protection.cube import THRESHOLD, Cube, Key, Margin
from praktiknara.evaluation.read import Floats

INNER, EMPTY, ONE_WAY, TWO_WAY, HIGHER, GRAND_TOTAL = 1.0, 3.0, 3.0, 10.0, 50.0, 100.0


def primary_cells(cube: Cube, threshold: int = THRESHOLD) -> tuple[Key, ...]:
    """Give the keys of the cells with at least one and fewer than `threshold` persons, totals and subtotals included.

    These keys are never published: that a cell is among them tells that its count is small.

    Raises:
        InputError: a threshold that is not a whole number from 2 up.

    Example:
        >>> from praktiknara.evaluation.protection.cube import cube_from
        >>> primary_cells(cube_from({"variables": ["unit"], "cells": [{"key": ["U1"], "count": 3},
        ...                                                           {"key": ["U2"], "count": 9}]}))
        (('U1',),)
    """
    threshold = read.whole(threshold, "threshold", low=2, high=1000)
    return tuple(cell.key for cell in cube.cells() if 0 < cell.count < threshold)


def costs(cube: Cube) -> Floats:
    """Give what it costs to hold back each cell, in the order of `cube.cells()`.

    A cell of a finest released table costs 1, a sum over one variable 3, over two 10, over more 50, and the grand total
    100; an empty cell costs at least 3.
    """
    levels = {margin: _level(margin, cube.margins) for margin in cube.margins}
    found = []
    for cell in cube.cells():
        margin = cube.margin_of(cell.key)
        price = _price(levels[margin], grand=not margin and levels[margin] > 0)
        found.append(price if cell.count else max(price, EMPTY))
    return np.array(found, dtype=np.float64)


def _level(margin: Margin, margins: tuple[Margin, ...]) -> int:
    """How many variables this table adds up over, from the finest released table that it is a sum of."""
    return max(len(other) - len(margin) for other in margins if set(margin) <= set(other))


def _price(level: int, *, grand: bool) -> float:
    return GRAND_TOTAL if grand else (INNER, ONE_WAY, TWO_WAY, HIGHER)[min(level, 3)]

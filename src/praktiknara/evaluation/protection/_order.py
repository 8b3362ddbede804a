"""An order of atoms and cells that follows from the counts, so that the names of values do not decide what is held back."""

from collections.abc import Sequence

import numpy as np

from praktiknara.evaluation.protection.cube import TOTAL, Cell, Cube
from praktiknara.evaluation.read import Flags, Ints


def canonical_order(cube: Cube, cells: Sequence[Cell], held: Flags) -> tuple[Ints, Ints]:
    """Give the order of the atoms (flat places) and of these cells (places in `cells`).

    Values are ranked by the counts in their slices, and by what is held to be published (one mark per cell);
    labels decide only between values whose slices cannot be told apart.
    """
    kinds = _kinds(cube, cells, held)
    axes = sorted(range(kinds.ndim), key=lambda axis: (kinds.shape[axis], _signature(kinds, axis), axis))
    ranks = _refined(kinds, [np.zeros(size, dtype=np.int64) for size in kinds.shape])
    while (tied := _tied(ranks, axes)) is not None:
        axis, rank = tied
        values = cube.variables[axis].values
        first = min(np.flatnonzero(ranks[axis] == rank), key=lambda place: values[place])
        ranks[axis] = 2 * ranks[axis] + 1
        ranks[axis][first] -= 1
        ranks = _refined(kinds, ranks)
    grids = np.meshgrid(*ranks, indexing="ij")
    atoms = np.lexsort([grids[axis].ravel() for axis in reversed(axes)])
    rank_of = [
        {TOTAL: -1} | dict(zip(variable.values, rank.tolist(), strict=True))
        for variable, rank in zip(cube.variables, ranks, strict=True)
    ]
    keys = np.array([[rank_of[axis][cell.key[axis]] for axis in reversed(axes)] for cell in cells])
    return atoms.astype(np.int64), np.lexsort(keys.T).astype(np.int64)


def _codes(*columns: Ints) -> Ints:
    """Number the distinct rows of these columns in their sorted order."""
    rows = np.column_stack([column.ravel() for column in columns])
    return np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _kinds(cube: Cube, cells: Sequence[Cell], held: Flags) -> Ints:
    """Number the atoms by count, by whether they can hold anyone, and by which of their totals must be published."""
    marks = {margin: np.zeros(cube.atoms.size, dtype=np.int64) for margin in cube.margins}
    for cell, told in zip(cells, held, strict=True):
        if told:
            marks[cube.margin_of(cell.key)][cell.atoms] = 1
    return _codes(cube.atoms, cube.structural.astype(np.int64), *marks.values()).reshape(cube.atoms.shape)


def _signature(kinds: Ints, axis: int) -> list[list[int]]:
    slices = np.moveaxis(kinds, axis, 0).reshape(kinds.shape[axis], -1)
    return sorted(np.sort(slices, axis=1).tolist())


def _refined(kinds: Ints, ranks: Sequence[Ints]) -> list[Ints]:
    """Tell values apart by what stands in their slices and by the ranks of the values it stands at, until no more are."""
    found = list(ranks)
    while True:
        before = [len(np.unique(rank)) for rank in found]
        for axis, rank in enumerate(found):
            seen = kinds
            for other, each in enumerate(found):
                if other != axis:
                    shape = [-1 if at == other else 1 for at in range(kinds.ndim)]
                    seen = _codes(seen, np.broadcast_to(each.reshape(shape), kinds.shape)).reshape(
                        kinds.shape
                    )
            slices = np.sort(np.moveaxis(seen, axis, 0).reshape(len(rank), -1), axis=1)
            found[axis] = _codes(rank, *slices.T)
        if [len(np.unique(rank)) for rank in found] == before:
            return found


def _tied(ranks: Sequence[Ints], axes: Sequence[int]) -> tuple[int, int] | None:
    """Give the first axis and rank that several values share."""
    for axis in axes:
        shared = np.flatnonzero(np.bincount(ranks[axis]) > 1)
        if len(shared):
            return axis, int(shared[0])
    return None

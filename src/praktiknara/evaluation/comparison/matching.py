"""Pairs by greedy nearest neighbour, and groups by coarsened exact matching; the same whatever order rows come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from praktiknara.evaluation.read import Flags, Floats, Ints


class Matched(NamedTuple):
    """Each row's weight (0 when unmatched) and its matched group (−1 when none)."""

    weights: Floats
    group: Ints


class _Pool:
    """Untreated persons by distance: the nearest one still free, found without looking through those taken."""

    def __init__(self, distance: Floats, rows: Ints) -> None:
        order = np.lexsort((rows, distance))
        self.rows = rows[order]
        self.values, self.starts = np.unique(distance[order], return_index=True)
        self.ends = np.append(self.starts[1:], len(order))
        self.next_free = self.starts.copy()
        count = len(self.values)
        self.right = list(range(count + 1))
        self.left = list(range(count + 1))

    @staticmethod
    def _find(parents: list[int], place: int) -> int:
        root = place
        while parents[root] != root:
            root = parents[root]
        while parents[place] != root:
            parents[place], place = root, parents[place]
        return root

    def nearest(self, target: float, reach: float) -> int | None:
        """Take the nearest free person within reach; the one with the lowest row when two are as near."""
        count = len(self.values)
        place = int(np.searchsorted(self.values, target))
        above = self._find(self.right, place)
        below = self._find(self.left, place) - 1  # left is told one step up, so that 0 means none
        best: tuple[float, int, int] | None = None
        for spot in (above, below):
            if 0 <= spot < count:
                found = (
                    round(abs(float(self.values[spot]) - target), 12),
                    int(self.rows[self.next_free[spot]]),
                    spot,
                )
                best = found if best is None else min(best, found)
        if best is None or best[0] > reach:
            return None
        _, row, spot = best
        self.next_free[spot] += 1
        if self.next_free[spot] == self.ends[spot]:
            self.right[spot] = spot + 1
            self.left[spot + 1] = spot
        return row


def nearest_neighbours(
    treated: Flags, distance: Floats, strata: Ints, ratio: int, reach: float, order: str
) -> Matched:
    """Match each treated person to the nearest free untreated ones, without replacement, in rounds of one each.

    `order` takes the treated from the "largest" or "smallest" distance, or as they stand ("data"). A control's weight
    is one over the number of controls in its group, scaled to sum to the number of matched controls.
    """
    distance = np.round(distance, 9)
    rows = np.flatnonzero(treated)
    sign = {"largest": -1.0, "smallest": 1.0, "data": 0.0}[order]
    queue = rows[np.lexsort((rows, sign * distance[rows]))]
    pools: dict[int, _Pool] = {}
    controls = np.flatnonzero(~treated)
    by_stratum = controls[np.argsort(strata[controls], kind="stable")]
    kinds, starts = np.unique(strata[by_stratum], return_index=True)
    for kind, own in zip(kinds, np.split(by_stratum, starts[1:]), strict=True):
        pools[int(kind)] = _Pool(distance[own], own)
    group = np.full(len(treated), -1, dtype=np.int64)
    counts = np.zeros(len(treated), dtype=np.int64)
    for _ in range(ratio):
        for row in queue:
            free = pools.get(int(strata[row]))
            found = None if free is None else free.nearest(float(distance[row]), reach)
            if found is not None:
                group[found] = group[row] = row
                counts[row] += 1
    weights = np.zeros(len(treated))
    weights[treated & (group >= 0)] = 1.0
    matched = ~treated & (group >= 0)
    weights[matched] = 1 / counts[group[matched]]
    if matched.any():
        weights[matched] *= matched.sum() / weights[matched].sum()
    return Matched(weights, _renumbered(group))


def coarsened(treated: Flags, cells: Sequence[Ints]) -> Matched:
    """Match within cells that hold both treated and untreated; controls weigh n₁/n₀ of their cell, scaled."""
    _, code = np.unique(np.column_stack(cells), axis=0, return_inverse=True)
    code = code.reshape(-1)
    size = int(code.max()) + 1
    ones = np.bincount(code[treated], minlength=size)
    zeros = np.bincount(code[~treated], minlength=size)
    both = ((ones > 0) & (zeros > 0))[code]
    weights = np.zeros(len(treated))
    weights[both & treated] = 1.0
    matched = both & ~treated
    weights[matched] = ones[code[matched]] / zeros[code[matched]]
    if matched.any():
        weights[matched] *= matched.sum() / weights[matched].sum()
    return Matched(weights, _renumbered(np.where(both, code, -1)))


def _renumbered(group: Ints) -> Ints:
    """Number the groups from 0 in the order of their first row; −1 stays."""
    found = np.full(len(group), -1, dtype=np.int64)
    held = group >= 0
    _, first, back = np.unique(group[held], return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    found[held] = rank[back.reshape(-1)]
    return found

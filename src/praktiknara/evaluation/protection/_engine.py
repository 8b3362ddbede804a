"""The search for cells to hold back, as integer programmes: what an outsider can conclude, and the cheapest cover."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from praktiknara.evaluation.read import Flags, Floats, Ints

NODES = 20_000
SECONDS = 30.0
_output = Lock()


def _milp(price: Any, **given: Any) -> Any:
    """Solve one integer programme within the limits."""
    from scipy.optimize import milp

    with _quietly():
        return milp(price, **given, options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": 0.0})


@contextmanager
def _quietly() -> Iterator[None]:
    """Send what the solver prints to standard error: it writes to the process's own output, past Python's."""
    if os.name != "posix":
        yield
        return
    flush = ctypes.CDLL(None).fflush
    with _output:
        flush(None)
        kept = os.dup(1)
        os.dup2(2, 1)
        try:
            yield
        finally:
            flush(None)
            os.dup2(kept, 1)
            os.close(kept)


class Moves:
    """The moves found so far, each as its change of every cell; what protects under one pattern does so under a larger."""

    def __init__(self, cells: int) -> None:
        self._rows = np.zeros((64, cells), dtype=np.int64)
        self._count = 0

    def add(self, move: Ints) -> None:
        """Keep one move."""
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[self._count] = move
        self._count += 1

    def within(self, hidden: Flags) -> Ints:
        """Give the moves that change hidden cells only."""
        rows = self._rows[: self._count]
        return rows[~rows[:, ~hidden].any(axis=1)]


@dataclass(frozen=True, eq=False)
class Problem:
    """Cells (rows of `matrix`) as sums of atoms (its columns), with counts and costs; `held` cells must be published.

    A *move* is a change of the atoms that leaves every published cell as it is: an outsider cannot tell the true
    table from the one it leads to.
    """

    matrix: Any
    counts: Ints
    atoms: Ints
    possible: Flags
    cost: Floats
    held: Flags
    primary: Ints
    threshold: int
    reach: int
    moves: "Moves"

    def cells_open(self, hidden: Flags, among: Ints | None = None) -> Iterator[int]:
        """Give the primary cells, in order, that an outsider who sees all but the hidden cells can work out too closely.

        With L and U the least and the largest count that agree with what is published, a cell is safe when L is below
        its count, and U at least `threshold` above L and at least `threshold`.
        """
        known = self.moves.within(hidden)
        seen: tuple[Any, Ints] | None = None
        for cell in (self.primary if among is None else among).tolist():
            down, up = int(known[:, cell].min(initial=0)), int(known[:, cell].max(initial=0))
            if self._enough(cell, down, up):
                continue
            seen = seen or self._seen(hidden)
            down = self._farthest(cell, hidden, seen, -1)
            if down > -1 or not self._enough(cell, down, self._farthest(cell, hidden, seen, 1)):
                yield cell
            known = self.moves.within(hidden)

    def is_open(self, cell: int, hidden: Flags) -> bool:
        """Say whether one primary cell can be worked out too closely."""
        return any(True for _ in self.cells_open(hidden, np.array([cell])))

    def _enough(self, cell: int, down: int, up: int) -> bool:
        return down <= -1 and up - down >= self.threshold and self.counts[cell] + up >= self.threshold

    def _seen(self, hidden: Flags) -> tuple[Any, Ints]:
        """Give the published rows over the atoms that can move at all, and which atoms those are."""
        rows = self.matrix[np.flatnonzero(~hidden)]
        empty = self.counts[~hidden] == 0
        can = self.possible & ~(rows[empty].sum(axis=0) > 0)
        while True:
            single = rows @ can == 1
            stuck = can & (rows[single].sum(axis=0) > 0)
            if not stuck.any():
                break
            can &= ~stuck
        kept = np.flatnonzero(rows @ can > 1)
        atoms = np.flatnonzero(can)
        return rows[kept][:, atoms], atoms

    def _farthest(self, cell: int, hidden: Flags, seen: tuple[Any, Ints], sign: int) -> int:
        """Give the farthest step (down −1, up 1) that a cell can take, no farther up than is needed, and keep the move."""
        from scipy.optimize import Bounds, LinearConstraint

        rows, places = seen
        own = self.matrix[[cell]][:, places].toarray()
        if not own.any():
            return 0
        limits = [LinearConstraint(own, -self.counts[cell], self.threshold)]
        if rows.shape[0]:
            limits.append(LinearConstraint(rows, 0, 0))
        found = _milp(
            -sign * own.ravel(),
            integrality=np.ones(len(places)),
            bounds=Bounds(-self.atoms[places], np.full(len(places), 40 * self.threshold)),
            constraints=limits,
        )
        if found.x is None:
            return 0
        atoms = np.zeros(len(self.atoms), dtype=np.int64)
        atoms[places] = np.rint(found.x)
        move = self.matrix @ atoms
        # The solver works within tolerances, and may be wrong: what it found is checked in whole numbers.
        if move[~hidden].any() or (self.atoms + atoms < 0).any():
            return 0
        self.moves.add(move)
        return int(move[cell])

    def cover(
        self,
        cells: list[int],
        hidden: Flags,
        *,
        whole: bool = False,
        relaxed: bool = False,
        below: float | None = None,
    ) -> Flags | None:
        """Give the cheapest set of hidden cells, those in `hidden` being free, that leaves these primary cells in doubt.

        Each primary cell has two moves of its own, one up and one down; a cell that a move changes must be hidden. Moves
        are whole numbers only when `whole`. When `relaxed` the choice is a linear programme's, quick and not the cheapest:
        every cell that it changes at all. None when there is no such set, or none that costs less than `below`, or none
        is found within the limits.
        """
        from scipy import sparse
        from scipy.optimize import Bounds, LinearConstraint

        free = np.flatnonzero(~hidden & ~self.held)
        held = np.flatnonzero(~hidden & self.held)
        size, tables = len(self.atoms), 2 * len(cells)
        every, blank = sparse.eye_array(tables), sparse.csr_array((tables, len(free)))
        steps = sparse.kron(every, self.matrix[free])
        least = -np.minimum(self.reach, self.counts[free])
        most = np.full(len(free), self.reach)
        switch_down, switch_up = (
            sparse.kron(np.ones((tables, 1)), sparse.diags_array(-end.astype(np.float64)))
            for end in (least, most)
        )
        # One row per table: what it does to its own primary cell; even tables take it up, odd tables take it down.
        own = sparse.block_diag([self.matrix[[cell]] for cell in np.repeat(cells, 2)], format="csr")
        counts = self.counts[cells]
        limits = [
            LinearConstraint(sparse.hstack([switch_up, steps]), -np.inf, 0),
            LinearConstraint(sparse.hstack([switch_down, steps]), 0, np.inf),
            LinearConstraint(
                sparse.hstack([blank[::2], own[::2]]), np.maximum(self.threshold - counts, 1), np.inf
            ),
            LinearConstraint(sparse.hstack([blank[::2], own[1::2]]), -np.inf, -1),
            LinearConstraint(sparse.hstack([blank[::2], own[::2] - own[1::2]]), self.threshold, np.inf),
        ]
        if len(held):
            still = sparse.kron(every, self.matrix[held])
            limits.append(
                LinearConstraint(sparse.hstack([sparse.csr_array((still.shape[0], len(free))), still]), 0, 0)
            )
        price = np.concatenate([self.cost[free], np.zeros(tables * size)])
        if below is not None:
            limits.append(LinearConstraint(price[None, :], -np.inf, below - 0.5))
        lowest, highest = np.maximum(-self.atoms, -self.reach), np.where(self.possible, self.reach, 0)
        found = _milp(
            price,
            integrality=np.repeat([float(not relaxed), float(whole)], [len(free), tables * size]),
            bounds=Bounds(
                np.concatenate([np.zeros(len(free)), np.tile(lowest, tables)]),
                np.concatenate([np.ones(len(free)), np.tile(highest, tables)]),
            ),
            constraints=limits,
        )
        if found.x is None:
            return None
        chosen = hidden.copy()
        chosen[free] |= found.x[: len(free)] > (1e-7 if relaxed else 0.5)
        return chosen

"""The search for cells to hold back, as integer programmes: what an outsider can conclude, and the cheapest cover."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
    moves: list[Ints] = field(default_factory=list)

    def is_protected(self, cell: int, hidden: Flags) -> bool:
        """Say whether an outsider who sees all but the hidden cells is left in enough doubt about a primary cell.

        With L and U the least and the largest count that agree with what is published: L below the count, and U at
        least `threshold` above L and at least `threshold`.
        """
        if self._enough(cell, *self._known(cell, hidden)):
            return True
        down = self._farthest(cell, hidden, -1)
        if down > -1:
            return False
        return self._enough(cell, down, self._farthest(cell, hidden, 1))

    def _enough(self, cell: int, down: int, up: int) -> bool:
        return down <= -1 and up - down >= self.threshold and self.counts[cell] + up >= self.threshold

    def _known(self, cell: int, hidden: Flags) -> tuple[int, int]:
        """How far down and up the moves found so far take a cell."""
        if not self.moves:
            return 0, 0
        moves = np.array(self.moves)
        steps = moves[~moves[:, ~hidden].any(axis=1), cell]
        return int(steps.min(initial=0)), int(steps.max(initial=0))

    def _farthest(self, cell: int, hidden: Flags, sign: int) -> int:
        """Give the farthest step (down −1, up 1) that a cell can take, no farther up than is needed, and keep the move."""
        from scipy.optimize import Bounds, LinearConstraint

        far = np.where(self.possible, 40 * self.threshold, 0)
        row = self.matrix[[cell]]
        found = _milp(
            -sign * row.toarray().ravel(),
            integrality=np.ones(len(self.atoms)),
            bounds=Bounds(-self.atoms, far),
            constraints=[
                LinearConstraint(self.matrix[np.flatnonzero(~hidden)], 0, 0),
                LinearConstraint(row, -self.counts[cell], self.threshold),
            ],
        )
        if found.x is None:
            return 0
        atoms = np.rint(found.x).astype(np.int64)
        move = self.matrix @ atoms
        if move[~hidden].any() or (self.atoms + atoms < 0).any() or atoms[~self.possible].any():
            return 0
        self.moves.append(move)
        return int(move[cell])

    def cover(
        self, cells: list[int], hidden: Flags, *, whole: bool = False, below: float | None = None
    ) -> Flags | None:
        """Give the cheapest set of hidden cells, those in `hidden` being free, that leaves these primary cells in doubt.

        Each primary cell has two moves of its own, one up and one down; a cell that a move changes must be hidden. Moves
        are whole numbers only when `whole`. None when there is no such set, or none that costs less than `below`, or none
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
            integrality=np.concatenate([np.ones(len(free)), np.full(tables * size, float(whole))]),
            bounds=Bounds(
                np.concatenate([np.zeros(len(free)), np.tile(lowest, tables)]),
                np.concatenate([np.ones(len(free)), np.tile(highest, tables)]),
            ),
            constraints=limits,
        )
        if found.x is None:
            return None
        chosen = hidden.copy()
        chosen[free] |= found.x[: len(free)] > 0.5
        return chosen

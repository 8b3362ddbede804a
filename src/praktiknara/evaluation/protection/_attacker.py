"""What an outsider can work out from published counts: bounds over every non-negative whole-number table that agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Flags, Ints

UNKNOWN = -1
SECONDS = 20.0  # for one bound; what is not settled by then is not called safe


@dataclass(frozen=True, eq=False)
class Bound:
    """What the solver proved of one sum, and a whole-number table that agrees with everything published, if it found one."""

    proven: int
    table: Ints | None
    attained: bool


class Attacker:
    """Knows that some sums of non-negative whole numbers (atoms) have these totals, and nothing else.

    Atoms that stand in exactly the same sums cannot be told apart, so they are one class: of a part of a class only
    the class's total bounds it, and it may be 0. Atoms in no sum at all are free, without an upper bound.
    """

    def __init__(self, size: int, sums: Sequence[Ints], totals: Sequence[int]) -> None:
        from scipy import sparse

        self.size = size
        lengths = [len(each) for each in sums]
        rows = np.repeat(np.arange(len(sums)), lengths)
        places = np.concatenate([*sums, np.zeros(0, dtype=np.int64)]).astype(np.int64)
        columns = sparse.csc_array(
            (np.ones(len(rows), dtype=np.int64), (rows, places)), shape=(len(sums), size)
        )
        columns.sort_indices()
        known: dict[bytes, int] = {}
        self.of = np.full(size, UNKNOWN, dtype=np.int64)
        for atom in np.flatnonzero(np.diff(columns.indptr)).tolist():
            own = columns.indices[columns.indptr[atom] : columns.indptr[atom + 1]].tobytes()
            self.of[atom] = known.setdefault(own, len(known))
        held = self.of != UNKNOWN
        self.classes = len(known)
        self.members = np.bincount(self.of[held], minlength=self.classes).astype(np.int64)
        first = np.zeros(self.classes, dtype=np.int64)
        first[self.of[held][::-1]] = np.flatnonzero(held)[::-1]
        self.matrix = (
            sparse.csr_array(columns[:, first]) if self.classes else sparse.csr_array((len(sums), 0))
        )
        self.totals = np.array(totals, dtype=np.int64)
        self._settle()
        self._split()

    def _settle(self) -> None:
        """Fix what follows at once: all of a sum that is 0, and the last class of a sum whose others are known."""
        self.value = np.full(self.classes, UNKNOWN, dtype=np.int64)
        while True:
            open_ = self.value == UNKNOWN
            rest = self.totals - self.matrix @ np.where(open_, 0, self.value)
            left = self.matrix @ open_.astype(np.int64)
            if (rest < 0).any() or (rest[left == 0] != 0).any():
                raise _contradiction()
            before = int(open_.sum())
            for row in np.flatnonzero((left > 0) & ((rest == 0) | (left == 1))).tolist():
                own = self._row(row)
                own = own[self.value[own] == UNKNOWN]
                if rest[row] == 0 or len(own) == 1 == left[row]:
                    self.value[own] = rest[row]
            if int((self.value == UNKNOWN).sum()) == before:
                break
        self.rest, self.left = rest, left

    def _row(self, row: int) -> Ints:
        own: Ints = self.matrix.indices[self.matrix.indptr[row] : self.matrix.indptr[row + 1]].astype(
            np.int64
        )
        return own

    def _split(self) -> None:
        """Keep the sums that still say something, once each, and part them into systems that share no class."""
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        self.open = np.flatnonzero(self.value == UNKNOWN)
        place = np.full(self.classes, UNKNOWN, dtype=np.int64)
        place[self.open] = np.arange(len(self.open))
        seen: dict[bytes, int] = {}
        kept: list[Ints] = []
        totals: list[int] = []
        for row in np.flatnonzero(self.left > 0).tolist():
            own = place[self._row(row)]
            own = np.sort(own[own != UNKNOWN])
            if seen.setdefault(own.tobytes(), int(self.rest[row])) != self.rest[row]:
                raise _contradiction()
            if len(seen) > len(kept):
                kept.append(own)
                totals.append(int(self.rest[row]))
        rows = np.repeat(np.arange(len(kept)), [len(own) for own in kept])
        columns = np.concatenate([*kept, np.zeros(0, dtype=np.int64)])
        shape = (len(kept), len(self.open))
        self.system = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        self.right = np.array(totals, dtype=np.int64)
        self.cap = np.full(len(self.open), np.iinfo(np.int64).max, dtype=np.int64)
        np.minimum.at(self.cap, columns, self.right[rows])
        links = sparse.csr_array((self.system.T @ self.system) if len(kept) else np.zeros((0, 0)))
        self.part = connected_components(links, directed=False)[1] if len(self.open) else self.open

    def weights(self, atoms: Ints, *, most: bool) -> Ints:
        """Give 1 for each class that can add to these atoms at most (it touches them), or must at least (all within)."""
        own = self.of[atoms]
        inside = np.bincount(own[own != UNKNOWN], minlength=self.classes)
        return ((inside > 0) if most else (inside == self.members) & (inside > 0)).astype(np.int64)

    def is_free(self, atoms: Ints) -> bool:
        """Say whether some of these atoms are in no sum at all, so that nothing bounds them from above."""
        return bool((self.of[atoms] == UNKNOWN).any())

    def bound(self, weights: Ints, *, most: bool, whole: bool) -> Bound:
        """Bound a sum of classes over all tables that agree, over real numbers or, when `whole`, over whole numbers."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        sure = int(weights[self.value != UNKNOWN] @ self.value[self.value != UNKNOWN])
        wanted = weights[self.open]
        table = np.where(self.value == UNKNOWN, 0, self.value)
        if not wanted.any():
            return Bound(sure, None, True)
        mine = np.isin(self.part, np.unique(self.part[wanted > 0]))
        system = self.system[:, np.flatnonzero(mine)]
        rows = np.flatnonzero(np.diff(system.indptr))
        right = self.right[rows]
        system = system[rows]
        cost = np.where(most, -1.0, 1.0) * wanted[mine]
        answer: Any = milp(
            cost,
            integrality=np.full(len(cost), int(whole)),
            bounds=Bounds(np.zeros(len(cost)), self.cap[mine].astype(np.float64)),
            constraints=LinearConstraint(system, right, right),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        if answer.status == 2:
            raise _contradiction()
        if answer.x is None or (not whole and answer.status != 0):
            return Bound(sure + (int(self.cap[mine] @ wanted[mine]) if most else 0), None, False)
        best = (
            float(answer.mip_dual_bound) if whole and answer.mip_dual_bound is not None else float(answer.fun)
        )
        slack = 1e-4
        proven = sure + (int(np.floor(-best + slack)) if most else int(np.ceil(best - slack)))
        found = np.rint(answer.x).astype(np.int64)
        if (found < 0).any() or (system.astype(np.int64) @ found != right).any():
            return Bound(proven, None, False)
        table[self.open[mine]] = found
        return Bound(proven, table, int(table @ weights) == proven)

    def extreme(self, atoms: Ints, *, most: bool) -> int | None:
        """Give the greatest or smallest sum of these atoms over all whole-number tables that agree; None without limit.

        Raises InputError when no table agrees, and NotEstimableError when the solver could not settle it.
        """
        if most and self.is_free(atoms):
            return None
        weights = self.weights(atoms, most=most)
        for whole in (False, True):
            bound = self.bound(weights, most=most, whole=whole)
            if bound.attained:
                return bound.proven
        raise NotEstimableError(
            "not_settled",
            "Gränserna kunde inte räknas fram i tid. Dela upp tabellerna.",
            "The bounds could not be settled in time. Divide the tables.",
            where="key",
        )

    def consistent(self) -> None:
        """Raise InputError when no whole-number table agrees with every sum."""
        for part in np.unique(self.part).tolist():
            weights = np.zeros(self.classes, dtype=np.int64)
            weights[self.open[np.flatnonzero(self.part == part)[:1]]] = 1
            self.bound(weights, most=True, whole=True)


def exposed(attacker: Attacker, truth: Ints, targets: Sequence[Ints], threshold: int) -> Flags:
    """Say of each group of atoms with 1 to threshold − 1 persons whether the attacker comes too close to its count.

    Safe when, over all tables that agree, the greatest count is at least the threshold, the smallest is below the true
    one, and they lie at least the threshold apart. `truth` holds the true atoms, which must agree with every sum.
    """
    from scipy import sparse

    counts = np.array([int(truth[atoms].sum()) for atoms in targets], dtype=np.int64)
    touch = sparse.csr_array(
        _stack([attacker.weights(atoms, most=True) for atoms in targets], attacker.classes)
    )
    cover = sparse.csr_array(
        _stack([attacker.weights(atoms, most=False) for atoms in targets], attacker.classes)
    )
    free = np.array([attacker.is_free(atoms) for atoms in targets], dtype=bool)
    held = attacker.of != UNKNOWN
    real = np.bincount(attacker.of[held], weights=truth[held], minlength=attacker.classes).astype(np.int64)
    low, high = cover @ real, touch @ real

    def covered() -> Flags:
        """Say which targets the tables found so far are wide enough for."""
        wide: Flags = free | ((high >= threshold) & (high - low >= threshold))
        return wide & (low <= counts - 1)

    def search(weights: Ints, *, most: bool, whole: bool) -> int:
        """Bound this sum; the table found counts for every target."""
        bound = attacker.bound(weights, most=most, whole=whole)
        if bound.table is not None:
            # Only the parts that the sum touches were solved; elsewhere the true table agrees as well.
            solved = np.isin(attacker.part, attacker.part[weights[attacker.open] > 0])
            table = real.copy()
            table[attacker.open[solved]] = bound.table[attacker.open[solved]]
            np.minimum(low, cover @ table, out=low)
            np.maximum(high, touch @ table, out=high)
        return bound.proven

    def settle(at: int) -> bool:
        """Search on for this target alone; give whether it turned out safe."""
        for whole in (False, True):
            least = search(cover[[at]].toarray()[0], most=False, whole=whole)
            greatest = None if free[at] else search(touch[[at]].toarray()[0], most=True, whole=whole)
            if covered()[at]:
                return True
            if least > counts[at] - 1 or (
                greatest is not None and greatest < max(threshold, least + threshold)
            ):
                return False
        return False

    # One table can be wide enough for many targets at once: as long as that helps, search for all that are left.
    random = np.random.default_rng(0)
    best, idle = len(targets), 0
    while best >= 8 and idle < 4:
        left = np.flatnonzero(~covered())
        best, idle = min(best, len(left)), 0 if len(left) < best else idle + 1
        search(random.integers(1, 9, len(left)) @ touch[left], most=True, whole=False)
    return np.array([not covered()[at] and not settle(at) for at in range(len(targets))], dtype=bool)


def _stack(rows: Sequence[Ints], width: int) -> Any:
    from scipy import sparse

    if not rows:
        return sparse.csr_array((0, width), dtype=np.int64)
    lengths = [int(row.sum()) for row in rows]
    places = np.concatenate([np.flatnonzero(row) for row in rows])
    at = np.repeat(np.arange(len(rows)), lengths)
    return sparse.csr_array((np.ones(len(at), dtype=np.int64), (at, places)), shape=(len(rows), width))


def _contradiction() -> InputError:
    return InputError(
        "contradictory",
        "Inga antal stämmer med allt som är publicerat. Kontrollera de publicerade antalen.",
        "No counts agree with everything that is published. Check the published counts.",
        where="published",
    )

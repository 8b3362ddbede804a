"""The Aalen–Johansen estimate of who is in which phase, with its uncertainty."""

from __future__ import annotations

import numpy as np

from praktiknara.evaluation.common.spells import Spells
from praktiknara.evaluation.read import Floats, Ints


class Process:
    """Numbers at risk and movements at each time someone moves, and the product of what they say."""

    def __init__(self, rows: Spells, weight: Floats | None = None) -> None:
        held = np.ones(len(rows.stop)) if weight is None else weight[rows.person]
        moved = rows.to >= 0
        self.moments = np.unique(rows.stop[moved])
        self.rows, self.size = rows, len(rows.phases)
        times = len(self.moments)
        self.left = np.searchsorted(self.moments, rows.stop, side="right")
        self.entered = np.searchsorted(self.moments, rows.start, side="right")
        change = np.zeros((times + 1, self.size))
        np.add.at(change, (self.entered, rows.phase), held)
        np.subtract.at(change, (self.left, rows.phase), held)
        self.at_risk = np.cumsum(change, axis=0)[:-1]
        self.moves = np.zeros((times, self.size, self.size))
        place = (self.left[moved] - 1, rows.phase[moved], rows.to[moved])
        np.add.at(self.moves, place, held[moved])
        self.begin = self._begin(held)
        self.steps, self.shares = self._product()

    def _begin(self, held: Floats) -> Floats:
        """Give the shares before anyone has moved, among those followed when the first one does; or from the start."""
        if len(self.moments) and self.at_risk[0].sum() > 0:
            return np.asarray(self.at_risk[0] / self.at_risk[0].sum())
        early = self.rows.start == self.rows.start.min()
        found = np.bincount(self.rows.phase[early], held[early], minlength=self.size)
        return np.asarray(found / max(float(found.sum()), 1e-300))

    def _product(self) -> tuple[Floats, Floats]:
        with np.errstate(divide="ignore", invalid="ignore"):
            jumps = np.where(self.at_risk[:, :, None] > 0, self.moves / self.at_risk[:, :, None], 0.0)
        step = np.arange(self.size)
        jumps[:, step, step] = -jumps.sum(axis=2)
        shares = np.zeros((len(self.moments), self.size))
        now = self.begin
        for place, jump in enumerate(jumps):
            now = now + now @ jump
            shares[place] = now
        return jumps, np.clip(shares, 0.0, 1.0)

    def shares_at(self, at: Floats) -> Floats:
        """Give the shares at these times, those who moved then counted in their new phase."""
        place = np.searchsorted(self.moments, at * (1 + 1e-9), side="right")
        return np.vstack([self.begin, self.shares])[place]


def jackknife_se(process: Process, at: Floats) -> Floats:
    """Give standard errors by the infinitesimal jackknife: the root of the sum of each person's squared influence."""
    rows, size = process.rows, process.size
    influence = np.zeros((int(rows.person.max()) + 1, size))
    if len(process.moments):
        here = (process.entered == 0) & (process.left >= 1)
        base = np.eye(size)[rows.phase[here]] - process.begin
        influence[rows.person[here]] = base / int(here.sum())
    wanted = np.searchsorted(process.moments, at * (1 + 1e-9), side="right")
    found = np.zeros((len(at), size))
    found[wanted == 0] = np.sqrt((influence**2).sum(axis=0))
    now = process.begin
    order: Ints = np.argsort(process.left, kind="stable")
    for place in range(int(wanted.max(initial=0))):
        jump, n = process.steps[place], process.at_risk[place]
        here = order[np.searchsorted(process.left[order], place + 1) :]
        here = here[process.entered[here] <= place]
        influence += influence @ jump
        phase, person = rows.phase[here], rows.person[here]
        moved = (process.left[here] == place + 1) & (rows.to[here] >= 0)
        moved &= rows.stop[here] == process.moments[place]
        own = -jump[phase]
        own[moved, rows.to[here][moved]] += 1
        own[moved, phase[moved]] -= 1
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(n > 0, now / n, 0.0)
        influence[person] += own * scale[phase][:, None]
        now = now + now @ jump
        found[wanted == place + 1] = np.sqrt((influence**2).sum(axis=0))
    return found


def bootstrap_se(rows: Spells, at: Floats, replications: int, seed: int) -> Floats:
    """Give standard errors by drawing persons anew."""
    people = int(rows.person.max()) + 1
    draw = np.random.default_rng(seed)
    drawn = [
        Process(rows, draw.multinomial(people, np.full(people, 1 / people)).astype(np.float64)).shares_at(at)
        for _ in range(replications)
    ]
    return np.asarray(np.std(drawn, axis=0, ddof=1))

"""What chance alone would give: the treatment dealt anew among the areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from praktiknara.evaluation.differences.panel import Panel
from praktiknara.evaluation.read import Floats, Ints
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

_CHUNK_CELLS = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Placebo(Result):
    """How the estimate stands among those where the treatment is dealt to other areas.

    `rank` 1 is the largest in size; `p` is the share at least as large; `areas` names each area's own estimate when one
    area is treated. `exact` when every way of dealing was tried.
    """

    did: float
    rank: int
    assignments: int
    p: float
    exact: bool
    areas: tuple[tuple[str, float], ...]

    def named(self) -> dict[str, Any]:
        """Give the p-value by its full name too."""
        return {"placebo_p": self.p}


def dealt(panel: Panel, draws: int, seed: int) -> tuple[Ints, bool]:
    """Give the start of every area in each way of dealing, the true one first, and whether all ways are there."""
    areas, several = len(panel.units), int(panel.ever.sum())
    distinct = np.unique(panel.start[panel.ever])
    never = len(panel.periods)
    if len(distinct) == 1 and comb(areas, several) <= max(draws, areas if several == 1 else 0):
        own = tuple(np.flatnonzero(panel.ever).tolist())
        ways = [own, *(way for way in combinations(range(areas), several) if way != own)]
        starts = np.full((len(ways), areas), never)
        np.put_along_axis(starts, np.array(ways), int(distinct[0]), axis=1)
        return starts, True
    generator = np.random.default_rng(seed)
    # By the areas' names, so that the same seed deals alike however the rows are ordered.
    drawn = generator.permuted(np.tile(panel.start, (draws, 1)), axis=1)
    return np.vstack([panel.start, drawn]), False


def statistics(starts: Ints, cells: int, statistic: Callable[[Ints], Floats]) -> Floats:
    """Compute a statistic for every way of dealing, in parts that fit in memory."""
    step = max(1, _CHUNK_CELLS // cells)
    return np.concatenate([statistic(starts[place : place + step]) for place in range(0, len(starts), step)])


def share_as_large(found: Floats) -> tuple[float, int]:
    """Give the share of ways (the true one, first, among them) at least as large in size, and the true one's rank."""
    sizes = np.abs(found)
    slack = 1e-9 * float(sizes.max()) if len(sizes) else 0.0
    return float(np.mean(sizes >= sizes[0] - slack)), 1 + int(np.sum(sizes > sizes[0] + slack))


def placebo_of(panel: Panel, found: Floats, exact: bool, starts: Ints) -> Placebo:
    """Tell how the true estimate, first among those found, stands."""
    p, rank = share_as_large(found)
    areas: tuple[tuple[str, float], ...] = ()
    if exact and int(panel.ever.sum()) == 1:
        which = np.argmin(starts, axis=1)
        order = np.argsort(which)
        areas = tuple((panel.units[int(which[way])], float(found[way]) * panel.unit) for way in order)
    warnings: tuple[Sentence, ...] = ()
    if len(found) < 20:
        warnings = (
            Sentence(
                "few_assignments",
                f"Insatsen kan bara fördelas på {len(found)} sätt. Lägsta möjliga p är 1/{len(found)}.",
                f"The treatment can be dealt in only {len(found)} ways. The lowest possible p is 1/{len(found)}.",
            ),
        )
    return Placebo(
        n=panel.n,
        did=float(found[0]) * panel.unit,
        rank=rank,
        assignments=len(found),
        p=p,
        exact=exact,
        areas=areas,
        warnings=warnings,
    )

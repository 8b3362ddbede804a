"""Counts of movement between phases: moves, flows between two times, and who has stayed long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.spells import Spells, spells, stays
from praktiknara.evaluation.read import Column, Floats, Ints
from praktiknara.evaluation.result import Result

LEFT, NOT_YET = "(avslutad)", "(ännu inte)"


@dataclass(frozen=True, kw_only=True)
class Transitions(Result):
    """How many moves there were from each phase to each, and how many went from where to where between two times."""

    persons: int
    phases: tuple[str, ...]
    moves: dict[str, dict[str, int]]
    stays: dict[str, int]
    back: int
    flows: tuple[dict[str, Any], ...]


def transitions(
    id: Column,
    start: Column,
    stop: Column,
    to_state: Column,
    at: Column | None = None,
    from_state: Column | None = None,
    entry_phase: str = "entry",
    phases: Column | None = None,
    censor: str = "censor",
) -> Transitions:
    """Count moves between phases, and flows between the times `at`.

    Formula: `moves[j][k]` counts rows that go from j to k, a person as often as it happens; `stays[j]` counts stays in
    j. `back` counts moves to a phase that stands earlier in `phases`. A flow counts persons by where they are just
    after one time and the next; "(ännu inte)" is before the first row and "(avslutad)" after follow-up was broken. A
    phase in which a person's last row ends is kept. These are counts of persons: protect them before they are shown.

    Units and shapes: as `occupancy`. Assumptions: none.

    Raises:
        InputError, TooFewError: as `occupancy`.

    Source: a plain count.

    Example:
        >>> found = transitions([1, 1, 2], [0, 2, 0], [2, 5, 4], ["a", "censor", "b"], at=[0, 3])
        >>> found.moves["entry"], [(each["from"], each["to"], each["count"]) for each in found.flows]
        ({'entry': 0, 'a': 1, 'b': 1}, [('entry', 'entry', 1), ('entry', 'a', 1)])
    """
    asked = _times.moments_asked(at)
    rows = spells(id, start, stop, to_state, from_state, entry_phase, phases, censor)
    size, moved = len(rows.phases), rows.to >= 0
    counts = np.zeros((size, size), dtype=np.int64)
    np.add.at(counts, (rows.phase[moved], rows.to[moved]), 1)
    long = stays(rows)
    visits = np.bincount(long.phase, minlength=size)
    return Transitions(
        n=len(rows.stop),
        persons=int(rows.person.max()) + 1,
        phases=tuple(rows.phases),
        moves={
            name: dict(zip(rows.phases, counts[place].tolist(), strict=True))
            for place, name in enumerate(rows.phases)
        },
        stays=dict(zip(rows.phases, visits.tolist(), strict=True)),
        back=int((rows.to[moved] < rows.phase[moved]).sum()),
        flows=_flows(rows, np.unique(asked)),
        warnings=(_times.CANNOT_SHOW_EFFECT,),
    )


def _flows(rows: Spells, asked: Floats) -> tuple[dict[str, Any], ...]:
    names = [*rows.phases, LEFT, NOT_YET]
    found: list[dict[str, Any]] = []
    places = [_place_at(rows, float(each)) for each in asked]
    for k in range(len(places) - 1):
        table = np.zeros((len(names), len(names)), dtype=np.int64)
        np.add.at(table, (places[k], places[k + 1]), 1)
        found.extend(
            {
                "from_time": float(asked[k]),
                "to_time": float(asked[k + 1]),
                "from": names[i],
                "to": names[j],
                "count": int(table[i, j]),
            }
            for i, j in np.argwhere(table > 0)
        )
    return tuple(found)


def _place_at(rows: Spells, moment: float) -> Ints:
    """Give where each person is just after this moment: a phase, ended, or not yet there."""
    size = len(rows.phases)
    found = np.full(int(rows.person.max()) + 1, size + 1, dtype=np.int64)
    final = rows.last & (rows.stop <= moment)
    here = (rows.start <= moment) & (rows.stop > moment)
    found[rows.person[here]] = rows.phase[here]
    found[rows.person[final]] = np.where(rows.to[final] >= 0, rows.to[final], size)
    return found


@dataclass(frozen=True, kw_only=True)
class Stuck(Result):
    """How many have been in their present phase longer than a limit; who they are, only for their own unit."""

    longer_than: float
    count: int
    by_phase: dict[str, int]
    ids: tuple[str, ...] | None


def stuck(
    id: Column,
    start: Column,
    stop: Column,
    to_state: Column,
    longer_than: float,
    own_unit: bool = False,
    from_state: Column | None = None,
    entry_phase: str = "entry",
    phases: Column | None = None,
    censor: str = "censor",
) -> Stuck:
    """Count those who have been in their present phase longer than `longer_than`.

    Formula: persons whose last row ends in `censor` and whose present stay has lasted longer than the limit at that
    time. `ids` is given only when `own_unit` is true, that is to those who work with the persons; counts are of
    persons and must be protected before others see them.

    Units and shapes: as `occupancy`. Assumption: `censor` in the last row means that the person is still there.

    Raises:
        InputError: as `occupancy`, or a limit that is not above zero.
        TooFewError: no row.

    Source: a plain count.

    Example:
        >>> stuck([1, 1, 2], [0, 2, 0], [2, 40, 10], ["a", "censor", "censor"], longer_than=30).by_phase
        {'entry': 0, 'a': 1}
    """
    limit = read.positive(longer_than, "longer_than", high=_times.LONGEST)
    shown = read.flag(own_unit, "own_unit")
    rows = spells(id, start, stop, to_state, from_state, entry_phase, phases, censor)
    long = stays(rows)
    final = np.concatenate([long.person[1:] != long.person[:-1], [True]])
    over = final & ~long.moved & (long.stop - long.start > limit)
    counts = np.bincount(long.phase[over], minlength=len(rows.phases))
    return Stuck(
        n=len(rows.stop),
        longer_than=limit,
        count=int(over.sum()),
        by_phase=dict(zip(rows.phases, counts.tolist(), strict=True)),
        ids=tuple(rows.names[long.person[over]].tolist()) if shown else None,
        warnings=(_times.CANNOT_SHOW_EFFECT,),
    )

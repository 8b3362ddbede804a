"""Movement between phases: the share in each over time, moves, time in a phase, and who has stayed long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import PhaseChart, SurvivalChart
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.spells import spells, stays
from praktiknara.evaluation.common.times import short
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.phases.moves import Stuck, Transitions, stuck, transitions
from praktiknara.evaluation.phases.occupied import Process, bootstrap_se, jackknife_se
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.survival.curves import KaplanMeier, kaplan_meier
from praktiknara.evaluation.texts import Sentence

ANALYSES: tuple[str, ...] = ("occupancy", "transitions", "time_in_phase", "stuck")
__all__ = ["ANALYSES", "Occupancy", "PhaseAt", "Stuck", "TimeInPhase", "Transitions", "occupancy", "stuck"]
__all__ += ["time_in_phase", "transitions"]
_METHODS = ("jackknife", "bootstrap", "none")
_HEAVIEST = 3e9


@dataclass(frozen=True)
class PhaseAt:
    """The share in one phase at one time; None beyond follow-up."""

    phase: str
    time: float
    share: float | None
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Occupancy(Result):
    """The share in each phase over time: `shares` has a row per time and a column per phase."""

    persons: int
    moves: int
    phases: tuple[str, ...]
    time: tuple[float, ...]
    shares: tuple[tuple[float, ...], ...]
    at: tuple[PhaseAt, ...]
    at_risk: tuple[tuple[int, ...], ...]
    se_method: str
    interval: str
    level: float

    def named(self) -> dict[str, Any]:
        """Give t4: the shares at time 4 in the order of the phases, and se4 beside it."""
        found: dict[str, Any] = {}
        for each in self.at:
            key = short(each.time)
            found.setdefault(f"t{key}", []).append(each.share)
            found.setdefault(f"se{key}", []).append(each.se)
        return found

    def chart(self) -> PhaseChart:
        """Give the shares over time from 0."""
        return PhaseChart(
            Sentence("share_in_phase", "Andel i varje fas", "Share in each phase"),
            Sentence("time", "Tid", "Time"),
            self.phases,
            self.time,
            self.shares,
        )


def occupancy(
    id: Column,
    start: Column,
    stop: Column,
    to_state: Column,
    at: Column | float | None = None,
    from_state: Column | None = None,
    entry_phase: str = "entry",
    phases: Column | None = None,
    censor: str = "censor",
    se: str = "jackknife",
    interval: str = "log-log",
    level: float = 0.95,
    replications: int = 500,
    seed: int = 20260101,
) -> Occupancy:
    """Give the share in each phase over time, with late entry, steps back and broken follow-up taken into account.

    Formula (Aalen–Johansen): p(t) = p(0)·Π(I + dA) over the times somebody moves, dA_jk = moves from j to k divided by
    how many were in j just before (start < t ≤ stop). p(0) is the shares among those followed when the first move
    comes. Standard errors: "jackknife" (infinitesimal, over persons), "bootstrap" (persons drawn anew, `replications`
    times with `seed`) or "none". Intervals are pointwise by the named transform.

    Units: `start`, `stop` and `at` in one unit, counted from each person's time zero. Shapes: a row per stretch of
    time, ending in the phase `to_state` or in `censor`. Everyone begins in `entry_phase` unless `from_state` says
    otherwise. Assumptions: broken follow-up is unrelated to moving; for shares no Markov assumption is needed without
    late entry.

    Raises:
        InputError: gaps or overlaps in a person's rows, a row that ends before it begins, a phase that does not follow.
        TooFewError: no row.

    Source: Aalen and Johansen 1978; Datta and Satten 2001.

    Example:
        >>> found = occupancy([1, 1, 2], [0, 2, 0], [2, 5, 4], ["a", "censor", "b"], at=[2, 4])
        >>> found.phases, found.named()["t2"], found.named()["t4"]
        (('entry', 'a', 'b'), [0.5, 0.5, 0.0], [0.0, 0.5, 0.5])
    """
    method = read.choice(se, "se", _METHODS)
    kind = read.choice(interval, "interval", _times.INTERVALS)
    wanted, asked = _times.level_of(level), _times.moments_asked(at)
    repeats, start_at = (
        read.whole(replications, "replications", low=2, high=100_000),
        read.whole(seed, "seed", high=2**32 - 1),
    )
    rows = spells(id, start, stop, to_state, from_state, entry_phase, phases, censor)
    process = Process(rows)
    warnings = [_times.CANNOT_SHOW_EFFECT]
    if method == "jackknife" and float(len(rows.stop)) * max(len(process.moments), 1) > _HEAVIEST:
        method = "none"
        warnings.insert(0, _TOO_HEAVY)
    shares = process.shares_at(asked)
    if method == "jackknife":
        error = jackknife_se(process, asked)
    elif method == "bootstrap":
        error = bootstrap_se(rows, asked, repeats, start_at)
    else:
        error = np.full(shares.shape, np.nan)
    low, high = _times.share_interval(shares, error, kind, wanted)
    past = asked > float(rows.stop.max()) * (1 + _times.SAME)
    if past.any():
        warnings.insert(0, _BEYOND)
    points = tuple(
        PhaseAt(
            phase,
            float(asked[i]),
            *(None if past[i] else _times.exists(float(table[i, j])) for table in (shares, error, low, high)),
        )
        for i in range(len(asked))
        for j, phase in enumerate(rows.phases)
    )
    return Occupancy(
        n=len(rows.stop),
        persons=int(rows.person.max()) + 1,
        moves=int((rows.to >= 0).sum()),
        phases=tuple(rows.phases),
        time=(0.0, *process.moments.tolist()),
        shares=tuple(map(tuple, np.vstack([process.begin, process.shares]).tolist())),
        at=points,
        at_risk=tuple(tuple(int(each) for each in row) for row in process.at_risk.tolist()),
        se_method=method,
        interval=kind,
        level=wanted,
        warnings=tuple(warnings),
        assumptions=(_CENSORING,),
    )


_CENSORING = Assumption(
    "censoring",
    None,
    Sentence(
        "censoring_unrelated",
        "De vars uppföljning bröts antas röra sig mellan faser som de andra.",
        "Those whose follow-up ended are assumed to move between phases like the others.",
    ),
)
_BEYOND = Sentence(
    "beyond_follow_up",
    "Någon av tiderna är längre än uppföljningen. Där finns ingen uppgift.",
    "One of the times is longer than the follow-up. There is no figure for it.",
)
_TOO_HEAVY = Sentence(
    "se_left_out",
    "Raderna är så många att osäkerheten inte räknas här. Välj se=bootstrap om du behöver den.",
    "There are so many rows that the uncertainty is not computed here. Choose se=bootstrap if you need it.",
)


@dataclass(frozen=True, kw_only=True)
class TimeInPhase(Result):
    """How long stays in each phase last, as Kaplan–Meier curves of still being there."""

    stays: int
    left_out: int
    curves: KaplanMeier

    def named(self) -> dict[str, Any]:
        """Give the medians by phase."""
        return {f"median_{each.name}": each.median.time for each in self.curves.groups}

    def chart(self) -> SurvivalChart:
        """Give the curves of still being in the phase."""
        return self.curves.chart()


def time_in_phase(
    id: Column,
    start: Column,
    stop: Column,
    to_state: Column,
    at: Column | float | None = None,
    from_state: Column | None = None,
    entry_phase: str = "entry",
    phases: Column | None = None,
    censor: str = "censor",
    interval: str = "log-log",
    level: float = 0.95,
) -> TimeInPhase:
    """Give how long stays in each phase last, stays that were not over counted for as long as they were followed.

    Formula: Kaplan–Meier of time since the phase was reached, moving on being the event; several stays of a person
    count as several. Someone who comes in late to `entry_phase` is counted from then (left truncation); someone who
    comes in late to another phase is left out for that stay, since it is not known when it began.

    Units and shapes: as `occupancy`. Assumption: broken follow-up is unrelated to moving on; intervals take stays as
    independent.

    Raises:
        InputError, TooFewError: as `occupancy`.
        NotEstimableError: no stay whose beginning is known.

    Source: Kaplan and Meier 1958.

    Example:
        >>> time_in_phase([1, 1, 2], [0, 2, 0], [2, 5, 4], ["a", "b", "a"]).named()
        {'median_a': 3.0, 'median_entry': 3.0}
    """
    rows = spells(id, start, stop, to_state, from_state, entry_phase, phases, censor)
    long = stays(rows)
    entry = rows.phases.index(entry_phase) if entry_phase in rows.phases else -1
    late = long.first & (long.start > 0)
    unknown = late & (long.phase != entry)
    own = ~unknown
    if not own.any():
        raise NotEstimableError(
            "no_beginning",
            "Det finns ingen vistelse vars början är känd.",
            "There is no stay whose beginning is known.",
            where="start",
        )
    origin = np.where(late, 0.0, long.start)
    names = np.array(rows.phases, dtype=object)[long.phase]
    curves = kaplan_meier(
        (long.stop - origin)[own],
        long.moved[own],
        names[own],
        entry=np.where(late, long.start, 0.0)[own] if late.any() else None,
        at=at,
        interval=interval,
        level=level,
    )
    left = int(unknown.sum())
    told = Sentence(
        "stays_left_out",
        f"{left} vistelser är inte med eftersom det inte är känt när de började.",
        f"{left} stays are left out because it is not known when they began.",
    )
    kept = tuple(each for each in curves.warnings if each.code != "not_adjusted")
    return TimeInPhase(
        n=len(rows.stop),
        stays=int(own.sum()),
        left_out=left,
        curves=curves,
        warnings=(*((told,) if left else ()), *kept, *_effect(kept)),
        assumptions=(_CENSORING,),
    )


def _effect(kept: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return () if _times.CANNOT_SHOW_EFFECT in kept else (_times.CANNOT_SHOW_EFFECT,)

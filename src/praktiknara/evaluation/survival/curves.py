"""The Kaplan–Meier curve: the share without the event over time, median and quantiles, and follow-up time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import SurvivalChart, SurvivalGroup
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.times import INTERVALS, Follow, exists, short
from praktiknara.evaluation.read import Column, Flags, Floats
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence

_EXACT = 1e-8

NON_INFORMATIVE = Assumption(
    "censoring",
    None,
    Sentence(
        "censoring_unrelated",
        "De vars uppföljning bröts antas ha samma risk som de som följdes vidare. Det går inte att pröva i data.",
        "Those whose follow-up ended are assumed to have the same risk as those followed on. Data cannot test that.",
    ),
)


@dataclass(frozen=True)
class Quantile:
    """The time by which a share `p` have had the event, with its limits; None where the curve never gets there."""

    p: float
    time: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class SurvivalAt:
    """One curve read at one time; None where nobody was followed so long."""

    time: float
    at_risk: int
    survival: float | None
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """One group's Kaplan–Meier curve: a row for each distinct time, and what is read from it."""

    name: str
    n: int
    events: int
    time: tuple[float, ...]
    at_risk: tuple[int, ...]
    died: tuple[int, ...]
    censored: tuple[int, ...]
    survival: tuple[float, ...]
    se: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    median: Quantile
    quantiles: tuple[Quantile, ...]
    follow_up: Quantile
    at: tuple[SurvivalAt, ...]

    def short(self, interval: str) -> dict[str, Any]:
        """Give the figures by short names: S9, se9, median."""
        found: dict[str, Any] = {
            "events": self.events,
            "median": self.median.time,
            "median_low": self.median.low,
            "median_high": self.median.high,
            f"{interval.replace('-', '')}_lo": self.median.low,
            f"{interval.replace('-', '')}_hi": self.median.high,
            "follow_up_median": self.follow_up.time,
        }
        for each in self.at:
            key = short(each.time)
            found |= {f"S{key}": each.survival, f"se{key}": each.se}
            found |= {f"low{key}": each.low, f"high{key}": each.high, f"at_risk{key}": each.at_risk}
        return found


@dataclass(frozen=True, kw_only=True)
class KaplanMeier(Result):
    """Curves by group, with the name of the interval and its level."""

    events: int
    groups: tuple[Curve, ...]
    interval: str
    level: float

    def named(self) -> dict[str, Any]:
        """Give S9, se9, median and so on: flat for a single group, under each group's name otherwise."""
        if len(self.groups) == 1:
            return self.groups[0].short(self.interval)
        taken = {"n", "warnings", "assumptions", "events", "groups", "interval", "level"}
        by_group = {each.name: each.short(self.interval) | {"n": each.n} for each in self.groups}
        medians = {f"median_{each.name}": each.median.time for each in self.groups}
        return {name: value for name, value in (by_group | medians).items() if name not in taken}

    def chart(self) -> SurvivalChart:
        """Give the curves with the number at risk."""
        marks = _times.ticks(max((each.time[-1] for each in self.groups), default=1.0))
        return SurvivalChart(
            Sentence("share_without_event", "Andel utan händelse", "Share without the event"),
            Sentence("time", "Tid", "Time"),
            marks,
            tuple(_drawn(each, marks) for each in self.groups),
            self.interval,
            self.level,
        )


def _drawn(curve: Curve, marks: tuple[float, ...]) -> SurvivalGroup:
    steps = [place for place, count in enumerate(curve.died) if count]
    if curve.time[-1] and (not steps or steps[-1] != len(curve.time) - 1):
        steps.append(len(curve.time) - 1)
    risk = [
        next((r for t, r in zip(curve.time, curve.at_risk, strict=True) if t >= mark), 0) for mark in marks
    ]
    return SurvivalGroup(
        curve.name,
        (0.0, *(curve.time[each] for each in steps)),
        (1.0, *(curve.survival[each] for each in steps)),
        (1.0, *(curve.low[each] for each in steps)),
        (1.0, *(curve.high[each] for each in steps)),
        tuple(risk),
        tuple(t for t, c in zip(curve.time, curve.censored, strict=True) if c),
    )


def kaplan_meier(
    time: Column,
    event: Column,
    group: Column | None = None,
    entry: Column | None = None,
    at: Column | float | None = None,
    interval: str = "log-log",
    level: float = 0.95,
    quantiles: Column = (0.25, 0.5, 0.75),
    event_value: float | None = None,
    group_known_at: Column | None = None,
    allow_zero: bool = False,
) -> KaplanMeier:
    """Give the share still without the event at each time, with its interval, by group.

    Formula: S(t) = Π (1 − d/n) over the times u ≤ t with d events among n at risk (entry < u ≤ time). Greenwood's
    standard error: S·√Σ d/(n(n−d)). The interval is pointwise, by the named transform ("log-log", "log", "plain",
    "logit", "arcsine"); R's default is "log". A quantile is the first time at which S ≤ 1−p, or, where S lies exactly
    on 1−p, the midpoint of that step; its limits are read in the same way from the limits of the curve. Follow-up
    time is the median of the reversed curve, where being censored is the event.

    Units: `time`, `entry` and `at` in one unit; S is a share. Shapes: one row per person (or per stretch of time with
    its `entry`). `event` is 1 when the event came at `time` and 0 when follow-up ended without it; another code is
    named by `event_value`. Assumptions: censoring unrelated to risk; no competing events.

    Raises:
        InputError: a time that is negative or zero, an event not 0 or 1, an entry not before its time.
        TooFewError: no complete row.
        RefusedError: `group_known_at` after time zero (immortal time).

    Source: Kaplan and Meier 1958; Greenwood 1926; Schemper and Smith 1996 (follow-up).

    Example:
        >>> found = kaplan_meier([9, 13, 13, 18], [1, 1, 0, 1], at=[9, 13])
        >>> found.named()["S9"], round(found.named()["S13"], 3), found.named()["median"]
        (0.75, 0.5, 15.5)
    """
    kind = read.choice(interval, "interval", INTERVALS)
    wanted = _times.level_of(level)
    asked = _times.moments_asked(at)
    shares = read.numbers(quantiles, "quantiles", low=0, high=1)
    data = _times.follow(
        time,
        event,
        entry=entry,
        group=group,
        event_value=event_value,
        allow_zero=allow_zero,
        group_known_at=group_known_at,
    )
    curves = tuple(_curve(name, data, rows, asked, kind, wanted, shares) for name, rows in group_rows(data))
    return KaplanMeier(
        n=len(data.time),
        events=int(data.event.sum()),
        groups=curves,
        interval=kind,
        level=wanted,
        warnings=(*data.warnings, *_warned(curves, asked), _design(len(curves))),
        assumptions=(NON_INFORMATIVE,),
    )


def group_rows(data: Follow) -> Iterable[tuple[str, Flags]]:
    """Give each group's name and which rows are its own; everyone in one group without a name when none is given."""
    if data.group is None:
        yield "", np.ones(len(data.time), dtype=bool)
        return
    for name in _times.in_order(data.group):
        yield name, np.asarray(data.group == name, dtype=bool)


def _design(groups: int) -> Sentence:
    return _times.CANNOT_SHOW_EFFECT if groups == 1 else _times.NOT_ADJUSTED


def _warned(curves: tuple[Curve, ...], asked: Floats) -> tuple[Sentence, ...]:
    found = []
    beyond = sorted({each.time for curve in curves for each in curve.at if each.survival is None})
    if beyond:
        sv, en = _times.told(beyond[0])
        found.append(
            Sentence(
                "beyond_follow_up",
                f"I minst en grupp följdes ingen så länge som {sv}: där finns ingen uppgift.",
                f"In at least one group nobody was followed as long as {en}: there is no figure.",
            )
        )
    if any(not curve.events for curve in curves):
        found.append(
            Sentence(
                "no_events",
                "I minst en grupp inträffade inga händelser. Kurvan ligger kvar på 1 och saknar osäkerhetsmått.",
                "In at least one group no event came. The curve stays at 1 and has no measure of uncertainty.",
            )
        )
    if any(early(curve) for curve in curves):
        found.append(
            Sentence(
                "early_zero",
                "Tidigt var bara en eller två under risk, och kurvan styrs av dem. Börja räkna senare.",
                "Early on only one or two were at risk and the curve hangs on them. Start counting later.",
            )
        )
    return tuple(found)


def early(curve: Curve) -> bool:
    """Say whether the curve fell to zero while persons who came in later were still followed."""
    reached = [place for place, value in enumerate(curve.survival) if value <= 0]
    return bool(reached) and reached[0] < len(curve.time) - 1


def product_limit(at_risk: Any, events: Any) -> tuple[Floats, Floats]:
    """Give S and Greenwood's Σ d/(n(n−d)) at each time; the sum is infinite once S is zero."""
    n, d = np.asarray(at_risk, dtype=np.float64), np.asarray(events, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(np.where(n > 0, 1 - d / n, 1.0))
        terms = np.where(d > 0, d / (n * (n - d)), 0.0)
    return np.asarray(survival, dtype=np.float64), np.asarray(np.cumsum(terms), dtype=np.float64)


def _curve(
    name: str, data: Follow, rows: Flags, asked: Floats, kind: str, level: float, shares: Floats
) -> Curve:
    time, event = data.time[rows], data.event[rows]
    entry = None if data.entry is None else data.entry[rows]
    table = _times.risk_table(time, event, entry)
    survival, greenwood = product_limit(table.at_risk, table.events)
    with np.errstate(invalid="ignore"):
        se = np.where(survival > 0, survival * np.sqrt(greenwood), np.nan)
    low, high = _times.share_interval(survival, se, kind, level)
    moments = table.time
    follow_up = _reversed(time, event, entry, kind, level)
    past = (asked > moments[-1] * (1 + _times.SAME)) & (survival[-1] > 0)
    read_at = [
        _times.step(moments, column, asked, before)
        for column, before in ((survival, 1.0), (se, 0.0), (low, 1.0), (high, 1.0))
    ]
    left = _times.at_risk(asked, time, entry)
    return Curve(
        name,
        len(time),
        int(event.sum()),
        tuple(moments.tolist()),
        tuple(table.at_risk.tolist()),
        tuple(table.events.tolist()),
        tuple(table.censored.tolist()),
        tuple(survival.tolist()),
        _known(se),
        _known(low),
        _known(high),
        _quantile(0.5, moments, survival, low, high),
        tuple(_quantile(float(p), moments, survival, low, high) for p in shares),
        follow_up,
        tuple(
            SurvivalAt(
                float(asked[each]),
                int(left[each]),
                *(None if past[each] else exists(column[each]) for column in read_at),
            )
            for each in range(len(asked))
        ),
    )


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if value != value else value for value in values.tolist())


def _reversed(time: Floats, event: Flags, entry: Floats | None, kind: str, level: float) -> Quantile:
    table = _times.risk_table(time, ~event, entry)
    survival, greenwood = product_limit(table.at_risk, table.events)
    with np.errstate(invalid="ignore"):
        se = np.where(survival > 0, survival * np.sqrt(greenwood), np.nan)
    return _quantile(0.5, table.time, survival, *_times.share_interval(survival, se, kind, level))


def _quantile(p: float, moments: Floats, survival: Floats, low: Floats, high: Floats) -> Quantile:
    return Quantile(p, *(_crossing(moments, each, 1 - p) for each in (survival, low, high)))


def _crossing(moments: Floats, curve: Floats, height: float) -> float | None:
    """Give the first time the curve is at or under the height; where it lies on it, the middle of that step."""
    under = np.flatnonzero(curve < height + _EXACT)
    if not len(under):
        return None
    first = int(under[0])
    if abs(curve[first] - height) < _EXACT:
        lower = under[curve[under] < curve[first] - _EXACT]
        if len(lower):
            return float(moments[first] + moments[int(lower[0])]) / 2
    return float(moments[first])

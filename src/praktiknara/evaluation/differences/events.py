"""Event study: the difference between treated and comparison areas in each period, against the last one before the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import fdtrc

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart, ForestChart, ForestRow
from praktiknara.evaluation.common.linear import t_interval
from praktiknara.evaluation.differences.panel import (
    Panel,
    effects_of,
    one_start,
    read_panel,
    taken_out,
    trend,
)
from praktiknara.evaluation.differences.permuted import dealt, share_as_large, statistics
from praktiknara.evaluation.differences.two_way import PARALLEL, Trend, cluster_warnings, trend_chart
from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Ints, Table
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class EventEffect:
    """One period: its number from the start (0 is the first with the treatment) and its estimate; 0 at the reference."""

    event: int
    period: float
    estimate: float
    se: float | None
    interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class EventStudy(Result):
    """An event study; `F` tests that all estimates before the start are zero, `placebo_p` the same by dealing anew."""

    reference: int
    events: tuple[EventEffect, ...]
    F: float | None
    df1: int
    df2: int
    p: float | None
    placebo_p: float | None
    clusters: int
    treated_clusters: int
    trend: Trend

    def named(self) -> dict[str, Any]:
        """Give each estimate and its error by event: "b-2", "se-2", "b0", "se0"."""
        told: dict[str, Any] = {f"b{each.event}": each.estimate for each in self.events}
        return told | {f"se{each.event}": each.se for each in self.events}

    def chart(self) -> ForestChart | CurveChart:
        """Give the estimates with their intervals, or the two means over time when there are no intervals."""
        rows = [
            ForestRow(f"{each.event:+d}", each.estimate, each.interval.low, each.interval.high)
            for each in self.events
            if each.interval is not None
        ]
        if not rows:
            return trend_chart(self.trend)
        title = Sentence("events", "Skillnad per period från starten", "Difference by period from the start")
        return ForestChart(title, Sentence("difference", "Skillnad", "Difference"), tuple(rows), 0.0)


def event_study(
    table: Table,
    outcome: str,
    unit: str,
    period: str,
    treated: str,
    reference: int = -1,
    draws: int = 499,
    seed: int = 1,
    level: float = 0.95,
) -> EventStudy:
    """Estimate the difference between treated and comparison areas in every period, and test those before the start.

    Formula:
        y = area + period + Σ b_k · (treated area in the k-th period from the start), k ≠ `reference`, least squares.
        Errors clustered on areas with G/(G−1)·(n−1)/(n−k), t with G − 1. Joint test of all k before the start:
        Wald/q, F(q, G − 1), when there are enough areas; and by dealing the treatment anew, with the mean square of
        the same estimates.

    Units and shapes:
        As `two_way_did`. `reference` counts periods seen, −1 being the last before the start.

    Assumptions:
        As `two_way_did`; all treated areas start at once.

    Raises:
        RefusedError: areas start at different times, or the treatment ends again.
        NotEstimableError: a period without both kinds of areas, or an outcome that does not vary.
        TooFewError, InputError: too few areas or periods, or a value that cannot be right.

    Source:
        Freyaldenhoven, Hansen & Shapiro 2019; Roth 2022 on what such a test can tell.

    Example:
        >>> rows = {"area": ["A"] * 3 + ["B"] * 3 + ["C"] * 3, "year": [1, 2, 3] * 3,
        ...         "new": [0, 0, 1] + [0] * 6, "y": [5, 5, 9, 4, 5, 5, 6, 6, 8]}
        >>> found = event_study(rows, "y", "area", "year", "new")
        >>> found.events[0].event, round(found.events[0].estimate, 2), round(found.events[2].estimate, 2)
        (-2, 0.5, 3.0)
    """
    level = read.share(level, "level", open_ends=True)
    draws = read.whole(draws, "draws", low=19, high=100_000)
    seed = read.whole(seed, "seed")
    panel = read_panel(table, outcome, unit, period, treated)
    one_start(panel, False)
    start = int(panel.start.min())
    if start < 1:
        raise TooFewError(
            "no_period_before",
            "Det finns ingen period före starten att jämföra med.",
            "There is no period before the start to compare with.",
            where=period,
        )
    reference = int(read.real(reference, "reference", low=-start, high=-1))
    places = np.array([place for place in range(len(panel.periods)) if place != start + reference])
    fit = _fit(panel, places)
    clusters, ever = len(panel.units), int(panel.ever.sum())
    valid = min(ever, clusters - ever) > 1
    before = places < start
    f, p = _joint(fit, before, clusters, ever) if valid else (None, None)
    placebo_p = None
    if before.any():
        placebo_p = _dealt_anew(panel, places, before, draws, seed)
    return EventStudy(
        n=panel.n,
        reference=reference,
        events=_events(panel, fit, places, start, reference, clusters if valid else 0, level),
        F=f,
        df1=int(before.sum()),
        df2=clusters - 1,
        p=p,
        placebo_p=placebo_p,
        clusters=clusters,
        treated_clusters=ever,
        trend=trend(panel),
        warnings=panel.warnings
        + cluster_warnings(ever, clusters - ever)
        + _told(p if p is not None else placebo_p),
        assumptions=(_parallel(p if p is not None else placebo_p),),
    )


def _parallel(p: float | None) -> Assumption:
    return Assumption(PARALLEL.name, False if p is not None and p < 0.05 else None, PARALLEL.sentence)


def _told(p: float | None) -> tuple[Sentence, ...]:
    if p is None:
        return (
            Sentence(
                "no_pre_trend_test",
                "Det finns för få perioder före starten för att pröva om utvecklingen var parallell.",
                "There are too few periods before the start to test whether the trends were parallel.",
            ),
        )
    if p < 0.05:
        return (
            Sentence(
                "trends_differ_before",
                "Grupperna utvecklades olika redan före starten. Skillnaden efteråt kan inte tolkas som effekt.",
                "The groups developed differently already before the start. The difference afterwards cannot be read as an effect.",
            ),
        )
    return (
        Sentence(
            "pre_trends_not_proved",
            "Testet motsäger inte parallell utveckling före starten. Det betyder inte att utvecklingen var parallell.",
            "The test does not contradict parallel trends before the start. That does not mean that they were parallel.",
        ),
    )


@dataclass(frozen=True)
class _Fit:
    beta: Floats
    covariance: Floats


def _design(ever: Flags, periods: int, places: Ints) -> Floats:
    x = np.zeros((len(places), len(ever), periods))
    for number, place in enumerate(places):
        x[number, ever, place] = 1.0
    return x


def _fit(panel: Panel, places: Ints) -> _Fit:
    effects = effects_of(panel.persons)
    x = taken_out(_design(panel.ever, len(panel.periods), places), effects)
    y = taken_out(panel.mean, effects)
    w = panel.persons
    gram = np.einsum("aut,but,ut->ab", x, x, w)
    if np.linalg.matrix_rank(gram, tol=1e-9 * panel.n, hermitian=True) < len(places):
        raise NotEstimableError(
            "not_estimable",
            "I någon period saknas värden för endera sorten av områden.",
            "In some period there are no values for one kind of areas.",
            where="period",
        )
    bread = np.linalg.inv(gram)
    beta = bread @ np.einsum("aut,ut->a", x, w * y)
    residual = y - np.tensordot(beta, x, 1)
    df = panel.n - effects.rank - len(places)
    if df < 1 or float(np.sum(w * residual**2)) + panel.within <= 1e-22 * panel.n:
        raise NotEstimableError(
            "no_spread",
            "Utfallet varierar inte utöver områden och perioder, så osäkerheten kan inte beräknas.",
            "The outcome does not vary beyond areas and periods, so the uncertainty cannot be estimated.",
            where="outcome",
        )
    scores = np.einsum("aut,ut->ua", x, w * residual)
    clusters = len(panel.units)
    factor = clusters / (clusters - 1) * (panel.n - 1) / df
    return _Fit(beta, factor * bread @ (scores.T @ scores) @ bread)


def _joint(fit: _Fit, before: Flags, clusters: int, ever: int) -> tuple[float | None, float | None]:
    """Test all estimates before the start at once, when the areas can carry so many."""
    q = int(before.sum())
    if q == 0 or q > min(ever, clusters - ever) - 1:
        return None, None
    covariance = fit.covariance[np.ix_(before, before)]
    scale = np.sqrt(np.diag(covariance))
    if (scale <= 0).any():
        return None, None
    correlation = covariance / np.outer(scale, scale)
    if np.linalg.cond(correlation) > 1e8:
        return None, None
    z = fit.beta[before] / scale
    f = float(z @ np.linalg.solve(correlation, z)) / q
    return f, float(fdtrc(q, clusters - 1, f))


def _dealt_anew(panel: Panel, places: Ints, before: Flags, draws: int, seed: int) -> float:
    starts, _ = dealt(panel, draws, seed)
    effects = effects_of(panel.persons)
    wy = panel.persons * taken_out(panel.mean, effects)
    never = len(panel.periods)

    def sizes(some: Ints) -> Floats:
        found = np.zeros(len(some))
        for number, way in enumerate(some):
            x = taken_out(_design(way < never, never, places), effects)
            gram = np.einsum("aut,but,ut->ab", x, x, panel.persons)
            beta = np.linalg.pinv(gram, rcond=1e-9, hermitian=True) @ np.einsum("aut,ut->a", x, wy)
            found[number] = float(np.mean(beta[before] ** 2))
        return found

    return share_as_large(statistics(starts, panel.persons.size * len(places), sizes))[0]


def _events(
    panel: Panel, fit: _Fit, places: Ints, start: int, reference: int, clusters: int, level: float
) -> tuple[EventEffect, ...]:
    found = [EventEffect(reference, float(panel.periods[start + reference]), 0.0, None, None)]
    kind = f"clustered on areas (t, df = {clusters - 1})"
    for number, place in enumerate(places):
        se = float(np.sqrt(max(fit.covariance[number, number], 0.0)))
        estimate, interval = float(fit.beta[number]), None
        if clusters and se > 1e-12:
            _, _, scaled = t_interval(estimate, se, clusters - 1, level, kind)
            interval = Interval(scaled.low * panel.unit, scaled.high * panel.unit, level, kind)
        found.append(
            EventEffect(
                int(place) - start,
                float(panel.periods[place]),
                estimate * panel.unit,
                se * panel.unit if interval is not None else None,
                interval,
            )
        )
    return tuple(sorted(found, key=lambda each: each.event))

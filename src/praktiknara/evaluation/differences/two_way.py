"""Difference-in-differences over several areas and periods, with what an error clustered on areas can and cannot carry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.common.linear import t_interval
from praktiknara.evaluation.comparison.means import direction
from praktiknara.evaluation.differences.panel import (
    Effects,
    Panel,
    effects_of,
    one_start,
    read_panel,
    taken_out,
    treatment,
    trend,
)
from praktiknara.evaluation.differences.permuted import Placebo, dealt, placebo_of, statistics
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Floats, Ints, Table
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence

PARALLEL = Assumption(
    "parallel_trends",
    None,
    Sentence(
        "parallel_trends",
        "Utan insatsen skulle utfallet ha ändrats lika mycket i båda grupperna. Data kan motsäga det men inte visa det.",
        "Without the treatment the outcome would have changed as much in both groups. Data can contradict that, not show it.",
    ),
)

Trend = tuple[tuple[float, float | None, float | None], ...]


def trend_chart(trend: Trend) -> CurveChart:
    """Give the means over time of treated and comparison areas."""
    treated = tuple((period, one) for period, one, _ in trend if one is not None)
    comparison = tuple((period, zero) for period, _, zero in trend if zero is not None)
    return CurveChart(
        Sentence("trend", "Utfallet över tid", "The outcome over time"),
        Sentence("period", "Period", "Period"),
        Sentence("mean", "Medelvärde", "Mean"),
        (
            (Sentence("treated", "Fick insatsen", "Treated"), treated),
            (Sentence("comparison", "Jämförelse", "Comparison"), comparison),
        ),
    )


def cluster_warnings(treated: int, comparison: int) -> tuple[Sentence, ...]:
    """Say what so few areas on either side mean for the interval."""
    if treated == 1 or comparison == 1:
        return (
            Sentence(
                "single_treated_cluster" if treated == 1 else "single_comparison_cluster",
                "Bara ett område finns på ena sidan. Medelfelet mellan områden är då ogiltigt och inget intervall ges. Läs placebotestet.",
                "There is only one area on one side. The error between areas is then invalid and no interval is given. Read the placebo test.",
            ),
        )
    told = []
    if treated + comparison < 10:
        told.append(
            Sentence(
                "few_clusters",
                f"Bara {treated + comparison} områden: intervallet kan vara för smalt. Läs placebotestet.",
                f"Only {treated + comparison} areas: the interval may be too narrow. Read the placebo test.",
            )
        )
    elif min(treated, comparison) < 5:
        told.append(
            Sentence(
                "few_clusters_one_side",
                f"Bara {min(treated, comparison)} områden på ena sidan: intervallet kan vara för smalt. Läs placebotestet.",
                f"Only {min(treated, comparison)} areas on one side: the interval may be too narrow. Read the placebo test.",
            )
        )
    return tuple(told)


@dataclass(frozen=True, kw_only=True)
class TwoWay(Result):
    """A two-way fixed-effects estimate; no `interval` and no `p` when one side has a single area.

    `se` is the classical standard error and `se_cluster` the one clustered on areas; neither is to be shown by itself.
    """

    did: float
    se: float
    se_cluster: float
    clusters: int
    treated_clusters: int
    t: float | None
    df: int
    p: float | None
    interval: Interval | None
    placebo: Placebo
    trend: Trend

    def named(self) -> dict[str, Any]:
        """Give the limits, the placebo's p-value and rank, and whether a single area was treated."""
        limits = (None, None) if self.interval is None else (self.interval.low, self.interval.high)
        return {
            "ci_low": limits[0],
            "ci_high": limits[1],
            "placebo_p": self.placebo.p,
            "placebo_rank": self.placebo.rank,
            "warn_single_treated_cluster": self.treated_clusters == 1,
        }

    def chart(self) -> CurveChart:
        """Give the means over time of treated and comparison areas."""
        return trend_chart(self.trend)


def two_way_did(
    table: Table,
    outcome: str,
    unit: str,
    period: str,
    treated: str,
    staggered: bool = False,
    draws: int = 999,
    seed: int = 1,
    level: float = 0.95,
) -> TwoWay:
    """Estimate the difference-in-differences over several areas and periods with effects of area and period.

    Formula:
        y = area + period + did · treated, by least squares over the rows. Clustered error:
        G/(G−1)·(n−1)/(n−k) with k all coefficients, t with G − 1 degrees of freedom. With one area on either side
        that error is invalid: no interval is given, and `placebo` deals the treatment among the areas instead.

    Units and shapes:
        `table` has one row an area and period, or a person; `period` is a number that grows with time; `treated` is
        1 from the period when the area has the treatment. `did` is in the outcome's unit.

    Assumptions:
        Parallel trends; one common time of start (another gives RefusedError unless `staggered`); the treatment stays;
        areas are independent.

    Raises:
        RefusedError: areas start at different times, or the treatment ends again.
        NotEstimableError: no area is treated, none is untreated, or the outcome does not vary.
        TooFewError, InputError: too few areas or periods, or a value that cannot be right.

    Source:
        Bertrand, Duflo & Mullainathan 2004; Conley & Taber 2011; Goodman-Bacon 2021.

    Example:
        >>> rows = {"area": ["A", "A", "B", "B", "C", "C"], "year": [1, 2, 1, 2, 1, 2],
        ...         "new": [0, 1, 0, 0, 0, 0], "y": [5, 9, 4, 5, 6, 8]}
        >>> found = two_way_did(rows, "y", "area", "year", "new")
        >>> round(found.did, 3), found.interval, found.placebo.rank
        (2.5, None, 1)
    """
    staggered = read.flag(staggered, "staggered")
    level = read.share(level, "level", open_ends=True)
    draws = read.whole(draws, "draws", low=19, high=100_000)
    seed = read.whole(seed, "seed")
    panel = read_panel(table, outcome, unit, period, treated)
    told = panel.warnings + one_start(panel, staggered)
    effects = effects_of(panel.persons)
    x = taken_out(treatment(panel.start, len(panel.periods)), effects)
    y = taken_out(panel.mean, effects)
    w = panel.persons
    below = float(np.sum(w * x * x))
    if below <= 1e-9 * panel.n:
        raise NotEstimableError(
            "not_estimable",
            "Det finns inga värden före och efter starten i både behandlade och andra områden.",
            "There are no values before and after the start in both treated and other areas.",
            where=treated,
        )
    beta = float(np.sum(w * x * y)) / below
    residual = y - beta * x
    squares = float(np.sum(w * residual**2)) + panel.within
    df = panel.n - effects.rank - 1
    if df < 1 or squares <= 1e-22 * panel.n:
        raise NotEstimableError(
            "no_spread",
            "Utfallet varierar inte utöver områden och perioder, så osäkerheten kan inte beräknas.",
            "The outcome does not vary beyond areas and periods, so the uncertainty cannot be estimated.",
            where=outcome,
        )
    clusters, ever = len(panel.units), int(panel.ever.sum())
    scores = np.sum(w * x * residual, axis=1)
    factor = clusters / (clusters - 1) * (panel.n - 1) / df
    se_cluster = math.sqrt(factor * float(np.sum(scores**2))) / below
    t: float | None = None
    p: float | None = None
    interval: Interval | None = None
    if min(ever, clusters - ever) > 1:
        kind = f"clustered on areas (t, df = {clusters - 1})"
        t, p, scaled = t_interval(beta, se_cluster, clusters - 1, level, kind)
        interval = Interval(scaled.low * panel.unit, scaled.high * panel.unit, level, kind)
    placebo = _placebo(panel, effects, y, draws, seed)
    return TwoWay(
        n=panel.n,
        did=beta * panel.unit,
        se=math.sqrt(squares / df / below) * panel.unit,
        se_cluster=se_cluster * panel.unit,
        clusters=clusters,
        treated_clusters=ever,
        t=t,
        df=clusters - 1,
        p=p,
        interval=interval,
        placebo=placebo,
        trend=trend(panel),
        warnings=told
        + cluster_warnings(ever, clusters - ever)
        + placebo.warnings
        + direction(interval)
        + _few_periods(panel),
        assumptions=(PARALLEL,),
    )


def _few_periods(panel: Panel) -> tuple[Sentence, ...]:
    before = int(panel.start[panel.ever].min())
    if before >= 3:
        return ()
    return (
        Sentence(
            "few_periods_before",
            f"Bara {before} period(er) före starten: om utvecklingen var parallell går knappt att se.",
            f"Only {before} period(s) before the start: whether the trends were parallel can hardly be seen.",
        ),
    )


def _placebo(panel: Panel, effects: Effects, y: Floats, draws: int, seed: int) -> Placebo:
    """Estimate with the treatment dealt anew; `y` has the effects taken out already."""
    starts, exact = dealt(panel, draws, seed)
    periods, w = len(panel.periods), effects.weights

    def estimates(some: Ints) -> Floats:
        x = taken_out(treatment(some, periods), effects)
        below = np.sum(w * x * x, axis=(1, 2))
        above = np.sum(w * x * y, axis=(1, 2))
        # A way of dealing under which nothing can be estimated says nothing against the true one.
        return np.asarray(np.divide(above, below, out=np.zeros(len(some)), where=below > 1e-9 * panel.n))

    found = statistics(starts, panel.persons.size, estimates)
    return placebo_of(panel, found, exact, starts)


def placebo(
    table: Table,
    outcome: str,
    unit: str,
    period: str,
    treated: str,
    staggered: bool = False,
    draws: int = 999,
    seed: int = 1,
) -> Placebo:
    """Deal the treatment anew among the areas and tell how the true estimate stands among all of them.

    Formula:
        The two-way estimate for every way of dealing the same start to as many areas (a random `draws` of them when
        there are more); p is the share, the true one among them, at least as large in size.

    Units and shapes:
        As `two_way_did`.

    Assumptions:
        Without any effect, the areas could have changed places; areas of very different size could not.

    Raises:
        As `two_way_did`.

    Source:
        Fisher 1935; Abadie, Diamond & Hainmueller 2010.

    Example:
        >>> rows = {"area": ["A", "A", "B", "B", "C", "C"], "year": [1, 2, 1, 2, 1, 2],
        ...         "new": [0, 1, 0, 0, 0, 0], "y": [5, 9, 4, 5, 6, 8]}
        >>> found = placebo(rows, "y", "area", "year", "new")
        >>> found.rank, found.assignments, round(found.p, 3)
        (1, 3, 0.333)
    """
    staggered = read.flag(staggered, "staggered")
    draws = read.whole(draws, "draws", low=19, high=100_000)
    seed = read.whole(seed, "seed")
    panel = read_panel(table, outcome, unit, period, treated)
    told = panel.warnings + one_start(panel, staggered)
    effects = effects_of(panel.persons)
    found = _placebo(panel, effects, taken_out(panel.mean, effects), draws, seed)
    return Placebo(**{**found.__dict__, "warnings": told + found.warnings, "assumptions": (EXCHANGEABLE,)})


EXCHANGEABLE = Assumption(
    "exchangeable",
    None,
    Sentence(
        "exchangeable",
        "Områdena ska ha kunnat byta plats. Mycket olika stora områden kan inte det.",
        "The areas should have been able to change places. Areas of very different size could not.",
    ),
)

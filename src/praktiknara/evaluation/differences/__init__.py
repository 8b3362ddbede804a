"""Difference-in-differences: how much more one group changed than another, over the time a treatment came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.common import linear as _linear
from praktiknara.evaluation.common.terms import (
    codes_of,
    covariate_names,
    left_out,
    model_terms,
    read_covariate,
    standardised,
    terms_of,
)
from praktiknara.evaluation.comparison.means import direction
from praktiknara.evaluation.differences.events import EventEffect, EventStudy, event_study
from praktiknara.evaluation.differences.permuted import Placebo
from praktiknara.evaluation.differences.two_way import (
    PARALLEL,
    TwoWay,
    cluster_warnings,
    placebo,
    trend_chart,
    two_way_did,
)
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Ints, Table
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

__all__ = [
    "Difference",
    "EventEffect",
    "EventStudy",
    "Placebo",
    "TwoWay",
    "did",
    "event_study",
    "placebo",
    "two_way_did",
]

ANALYSES = ("did", "two_way_did", "event_study", "placebo")


@dataclass(frozen=True)
class Cell:
    """One group at one time: how many, and their mean."""

    treated: bool
    post: bool
    n: int
    mean: float


@dataclass(frozen=True, kw_only=True)
class Difference(Result):
    """How much more the treated group changed; no `interval` and no `p` when a side has a single cluster."""

    did: float
    se: float
    errors: str
    t: float | None
    df: int
    p: float | None
    interval: Interval | None
    cells: tuple[Cell, ...]
    clusters: int | None = None
    treated_clusters: int | None = None

    def named(self) -> dict[str, Any]:
        """Give the limits by name."""
        limits = (None, None) if self.interval is None else (self.interval.low, self.interval.high)
        return {"ci_low": limits[0], "ci_high": limits[1], "estimate": self.did}

    def chart(self) -> CurveChart:
        """Give both groups' means before (0) and after (1)."""
        mean = {(cell.treated, cell.post): cell.mean for cell in self.cells}
        return trend_chart(
            tuple((float(post), mean[True, post], mean[False, post]) for post in (False, True))
        )


def did(
    table: Table,
    outcome: str,
    treated: str,
    post: str,
    covariates: Sequence[str] = (),
    cluster: str | None = None,
    errors: str = "classical",
    level: float = 0.95,
) -> Difference:
    """Estimate how much more the treated group changed from before to after than the comparison group did.

    Formula:
        y = a + b·treated + c·post + did·treated·post + covariates, by least squares; without covariates this is
        (ȳ₁₁ − ȳ₁₀) − (ȳ₀₁ − ȳ₀₀). Errors: "classical" (one common variance), "HC2" (a variance of its own for each
        row), both with t on n − k; or with `cluster` the clustered one, G/(G−1)·(n−1)/(n−k), t on G − 1.

    Units and shapes:
        `table` has one row a person and time; `treated` and `post` are 0/1; covariates are numbers or names; `did`
        is in the outcome's unit.

    Assumptions:
        Parallel trends; without `cluster`, independent rows: what else happened in an area at the time is not in
        the interval.

    Raises:
        InputError: a column that is missing or cannot be right.
        TooFewError: a group without rows before or after, or hardly any rows.
        NotEstimableError: the outcome does not vary, or a covariate follows from the design.

    Source:
        Wooldridge, Introductory Econometrics, chapter 13; MacKinnon & White 1985 (HC2).

    Example:
        >>> rows = {"new": [1, 1, 1, 1, 0, 0, 0, 0], "post": [0, 0, 1, 1, 0, 0, 1, 1],
        ...         "y": [4, 6, 8, 10, 5, 5, 6, 8]}
        >>> found = did(rows, "y", "new", "post")
        >>> round(found.did, 3), round(found.se, 3), found.df
        (2.0, 1.732, 4)
    """
    errors = read.choice(errors, "errors", ("classical", "HC2"))
    level = read.share(level, "level", open_ends=True)
    outcome, treated, post = (
        read.name(outcome, "outcome"),
        read.name(treated, "treated"),
        read.name(post, "post"),
    )
    names = covariate_names(covariates)
    cluster = None if cluster is None else read.name(cluster, "cluster")
    extra = [] if cluster is None else [cluster]
    columns = read.columns(table, [outcome, treated, post, *names, *extra])
    y = read.numbers(columns[outcome], outcome, low=-1e100, high=1e100, missing=True)
    held = [read_covariate(columns[name], name) for name in names]
    keep = ~np.isnan(y)
    for each in held:
        keep &= each.known()
    group, after = read.flags(columns[treated], treated)[keep], read.flags(columns[post], post)[keep]
    areas = None if cluster is None else codes_of(read.labels(columns[cluster], cluster)[keep])[0]
    y = y[keep]
    cells = _cells(y, group, after)
    place = float(y.min())
    scale = _linear.power_of_two(float((y - place).max()))
    own = [np.ones(len(y)), group.astype(float), after.astype(float), (group & after).astype(float)]
    chosen = model_terms([term for each in held for term in terms_of(each, keep)], names)
    x = np.column_stack([*own, standardised(chosen)] if chosen else own)
    labels = ["1", treated, post, f"{treated} × {post}", *[term.name for term in chosen]]
    fit = _linear.ols(x, (y - place) / scale, labels)
    estimate = float(fit.beta[3])
    counts = _cluster_counts(areas, group)
    covariance, df, kind = _covariance(fit, errors, areas, counts)
    se = _linear.error_of(covariance, 3)
    t: float | None = None
    p: float | None = None
    interval: Interval | None = None
    if counts is None or min(counts) > 1:
        t, p, scaled = _linear.t_interval(estimate, se, df, level, kind)
        interval = Interval(scaled.low * scale, scaled.high * scale, level, kind)
    return Difference(
        n=len(y),
        did=estimate * scale,
        se=se * scale,
        errors=kind,
        t=t,
        df=df,
        p=p,
        interval=interval,
        cells=cells,
        clusters=None if areas is None else int(areas.max()) + 1,
        treated_clusters=None if counts is None else counts[0],
        warnings=left_out(keep, ", ".join([outcome, *names]))
        + ((_NOT_CLUSTERED,) if counts is None else cluster_warnings(*counts))
        + direction(interval),
        assumptions=(PARALLEL,),
    )


_NOT_CLUSTERED = Sentence(
    "rows_taken_as_independent",
    "Intervallet räknar bara med slumpen mellan personer, inte med annat som hände i områdena. Ange cluster, eller läs det försiktigt.",
    "The interval only counts chance between persons, not what else happened in the areas. Name a cluster, or read it with care.",
)


def _cells(y: Floats, group: Flags, after: Flags) -> tuple[Cell, ...]:
    found = []
    for treated in (True, False):
        for post in (False, True):
            own = y[(group == treated) & (after == post)]
            if not len(own):
                swedish = (
                    f"{'insatsgruppen' if treated else 'jämförelsegruppen'} {'efter' if post else 'före'}"
                )
                english = (
                    f"the {'treated' if treated else 'comparison'} group {'after' if post else 'before'}"
                )
                raise TooFewError(
                    "empty_cell",
                    f"Det finns inga rader för {swedish}.",
                    f"There are no rows for {english}.",
                    where="post",
                )
            found.append(Cell(treated, post, len(own), float(own.mean())))
    return tuple(found)


def _cluster_counts(areas: Ints | None, group: Flags) -> tuple[int, int] | None:
    """Count the clusters of each group; a cluster in both groups is refused."""
    if areas is None:
        return None
    treated, comparison = np.unique(areas[group]), np.unique(areas[~group])
    if len(np.intersect1d(treated, comparison)):
        raise InputError(
            "cluster_in_both",
            "Ett kluster finns i båda grupperna. Ange det område som insatsen fördelades på.",
            "A cluster is in both groups. Name the area that the treatment was given to.",
            where="cluster",
        )
    return len(treated), len(comparison)


def _covariance(
    fit: _linear.Fit, errors: str, areas: Ints | None, counts: tuple[int, int] | None
) -> tuple[Floats, int, str]:
    if areas is not None and counts is not None and min(counts) > 1:
        df = sum(counts) - 1
        return _linear.clustered(fit, areas), df, f"clustered (t, df = {df})"
    covariance = _linear.robust(fit) if errors == "HC2" else _linear.classical(fit)
    return covariance, fit.df, f"{errors} (t, df = {fit.df})"

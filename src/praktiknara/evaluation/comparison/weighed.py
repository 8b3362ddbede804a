"""Weighting: everybody kept, and counted by how alike they are those the answer is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.common.linear import power_of_two, t_interval
from praktiknara.evaluation.common.terms import Term, left_out, read_groups
from praktiknara.evaluation.comparison import weights as _weighting
from praktiknara.evaluation.comparison.balanced import (
    BalanceRow,
    balance_keys,
    balance_rows,
    effective,
    judged,
)
from praktiknara.evaluation.comparison.design import Design, checked
from praktiknara.evaluation.comparison.logit import Propensity, propensity
from praktiknara.evaluation.comparison.means import direction
from praktiknara.evaluation.comparison.overlap import UNMEASURED, Overlap, overlap_of
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Flags, Floats, Table
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence, number


@dataclass(frozen=True)
class WeightSummary:
    """How one group's weights are spread: persons, effective number, mean, standard deviation, median and largest."""

    n: int
    ess: float
    mean: float
    sd: float
    median: float
    largest: float


@dataclass(frozen=True, kw_only=True)
class Weighting(Result):
    """A weighted comparison; `weights` has one place a row of the table (0 when left out)."""

    estimand: str
    trimmed: int
    truncated: int
    treated: WeightSummary
    control: WeightSummary
    rows: tuple[BalanceRow, ...]
    comparable: bool
    overlap: Overlap
    weights: tuple[float, ...]
    mean_treated: float | None = None
    mean_control: float | None = None
    estimate: float | None = None
    se: float | None = None
    p: float | None = None
    interval: Interval | None = None

    def named(self) -> dict[str, Any]:
        """Give balance by name ("smd_age" before, "m_age" after), effective numbers and the limits."""
        told: dict[str, Any] = dict(balance_keys(self.rows))
        told |= {"ess_treated": self.treated.ess, "ess_control": self.control.ess}
        if self.interval is not None:
            told |= {"ci_low": self.interval.low, "ci_high": self.interval.high}
        return told

    def chart(self) -> CurveChart:
        """Give the distribution of propensity scores in both groups."""
        return self.overlap.chart()


def weighting(
    table: Table,
    treatment: str,
    covariates: Sequence[str],
    outcome: str | None = None,
    estimand: str = "ATT",
    trim: float | None = None,
    truncate: float | None = None,
    design: Design = None,
    measured_at: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> Weighting:
    """Weight treated and untreated by their propensity scores, show the balance, and compare a named outcome.

    Formula:
        e from a logistic regression. Weights of treated and untreated: "ATT" 1 and e/(1−e); "ATC" (1−e)/e and 1; "ATE"
        1/e and 1/(1−e); "ATO" (overlap) 1−e and e. `trim` leaves out those with e outside trim–(1−trim) and fits
        again; `truncate` sets weights above that quantile of their group to it. Estimate: difference of weighted
        means. Its standard error is the sandwich of the stacked estimating equations (scores and means together),
        Σ φ²/(n (n − k − 1)) for k coefficients, with t on n − k − 1 degrees of freedom. ESS = (Σw)²/Σw².

    Units and shapes:
        `table` has one row a person; `treatment` is 0/1; the outcome is in its unit, or 0/1 for a risk difference.

    Assumptions:
        Everything that decides both treatment and outcome is among the covariates, measured before time zero;
        the logistic form is right; everybody could have had either.

    Raises:
        NotEstimableError: a covariate fully separates the groups.
        RefusedError: no overlap, `design` is incomplete, or a covariate was measured after time zero.
        InputError: a column that is missing or cannot be right.

    Source:
        Lunceford & Davidian 2004; Li, Morgan & Zaslavsky 2018; Crump et al. 2009 (trimming).

    Example:
        >>> people = {"insats": [1, 1, 1, 0, 0, 0, 0], "age": [30, 34, 38, 31, 33, 38, 29],
        ...           "y": [4, 6, 7, 3, 4, 5, 2]}
        >>> found = weighting(people, "insats", ["age"], "y")
        >>> round(found.estimate, 2), round(found.control.ess, 1)
        (1.75, 3.4)
    """
    estimand = read.choice(estimand, "estimand", ("ATT", "ATC", "ATE", "ATO"))
    level = read.share(level, "level", open_ends=True)
    cut = None if trim is None else read.real(trim, "trim", low=1e-6, high=0.4)
    top = None if truncate is None else read.real(truncate, "truncate", low=0.5, high=1)
    told = checked(design, measured_at)
    also = () if outcome is None else (read.name(outcome, "outcome"),)
    groups = read_groups(table, treatment, covariates, also)
    places = np.flatnonzero(groups.keep)
    treated, terms = groups.treated, groups.terms
    told += groups.warnings
    if outcome is not None:
        y = read.numbers(groups.columns[outcome], outcome, low=-1e100, high=1e100, missing=True)[places]
        known = ~np.isnan(y)
        told += left_out(known, outcome)
        places, treated, terms, y = places[known], treated[known], _within(terms, known), y[known]
        _both(treated, outcome)
    names = list(dict.fromkeys(each.covariate for each in terms))
    fit = propensity(treated, terms, names)
    overlap, outside = overlap_of(fit.score, treated)
    trimmed = 0
    if cut is not None:
        inside = (fit.score >= cut) & (fit.score <= 1 - cut)
        trimmed = int((~inside).sum())
        places, treated, terms = places[inside], treated[inside], _within(terms, inside)
        _both(treated, "trim")
        fit = propensity(treated, terms, names)
        y = y[inside] if outcome is not None else fit.score
    weights, changed = _weighting.weights_of(fit.score, treated, estimand), 0
    if top is not None:
        weights, changed = _weighting.truncated(weights, treated, top)
    rows = balance_rows(terms, treated, weights.weight, estimand)
    comparable, sentences = judged(rows)
    sizes = _summary(weights.weight[treated]), _summary(weights.weight[~treated])
    effect = _effect(y, treated, weights, fit, level) if outcome is not None else _Effect()
    spread = np.zeros(len(groups.keep))
    spread[places] = weights.weight
    return Weighting(
        n=len(treated),
        estimand=estimand,
        trimmed=trimmed,
        truncated=changed,
        treated=sizes[0],
        control=sizes[1],
        rows=rows,
        comparable=comparable,
        overlap=overlap,
        weights=tuple(spread.tolist()),
        mean_treated=effect.one,
        mean_control=effect.zero,
        estimate=effect.estimate,
        se=effect.se,
        p=effect.p,
        interval=effect.interval,
        warnings=told
        + fit.warnings
        + outside
        + _changes(trimmed, changed, sizes)
        + sentences
        + direction(effect.interval),
        assumptions=(UNMEASURED,),
    )


def _within(terms: Sequence[Term], rows: Flags) -> list[Term]:
    return [Term(each.name, each.covariate, each.values[rows], each.binary) for each in terms]


def _both(treated: Flags, where: str) -> None:
    if treated.all() or not treated.any():
        raise InputError(
            "empty_group",
            f"{where}: en av grupperna har inga personer kvar.",
            f"{where}: one of the groups has no persons left.",
            where=where,
        )


def _summary(weight: Floats) -> WeightSummary:
    return WeightSummary(
        len(weight),
        effective(weight),
        float(weight.mean()),
        float(weight.std()),
        float(np.median(weight)),
        float(weight.max()),
    )


def _changes(trimmed: int, changed: int, sizes: tuple[WeightSummary, WeightSummary]) -> tuple[Sentence, ...]:
    told = []
    if trimmed:
        told.append(
            Sentence(
                "trimmed",
                f"{trimmed} personer är utelämnade, för de hade nästan bara en möjlig insats. Svaret gäller de övriga.",
                f"{trimmed} persons are left out, for hardly more than one treatment was possible for them. The answer is about the others.",
            )
        )
    if changed:
        told.append(
            Sentence(
                "truncated",
                f"{changed} vikter är nedsatta till gränsen. Intervallet räknar inte med det.",
                f"{changed} weights were set down to the limit. The interval does not account for it.",
            )
        )
    for size in sizes:
        if size.ess < 0.25 * size.n:
            ess = number(size.ess, 0)
            told.append(
                Sentence(
                    "few_carry_the_weight",
                    f"Ett fåtal bär vikten: {size.n} personer räknas som {ess.sv}. Pröva trim eller ATO.",
                    f"A few carry the weight: {size.n} persons count as {ess.en}. Try trim or ATO.",
                )
            )
    return tuple(told)


@dataclass(frozen=True)
class _Effect:
    one: float | None = None
    zero: float | None = None
    estimate: float | None = None
    se: float | None = None
    p: float | None = None
    interval: Interval | None = None


def _effect(y: Floats, treated: Flags, weights: _weighting.Weights, fit: Propensity, level: float) -> _Effect:
    unit = power_of_two(float(np.abs(y).max()))
    one, zero, difference, se = _weighting.weighted_difference(y / unit, treated, weights, fit.x, fit.score)
    df = max(len(y) - fit.x.shape[1] - 1, 1)
    kind = f"sandwich, scores estimated (t, df = {df})"
    _, p, found = t_interval(difference, se if se > 1e-12 else 0.0, df, level, kind)
    interval = Interval(found.low * unit, found.high * unit, level, kind)
    return _Effect(one * unit, zero * unit, difference * unit, se * unit, p, interval)

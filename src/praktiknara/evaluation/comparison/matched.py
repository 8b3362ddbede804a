"""Matching: alike persons side by side, told with who was left unmatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.common import linear as _linear
from praktiknara.evaluation.common.terms import (
    Term,
    codes_of,
    left_out,
    model_terms,
    read_covariate,
    read_groups,
    standardised,
)
from praktiknara.evaluation.comparison import matching as _matching
from praktiknara.evaluation.comparison.balanced import (
    BalanceRow,
    balance_keys,
    balance_rows,
    effective,
    judged,
)
from praktiknara.evaluation.comparison.design import Design, checked
from praktiknara.evaluation.comparison.logit import propensity
from praktiknara.evaluation.comparison.means import direction
from praktiknara.evaluation.comparison.overlap import UNMEASURED, Overlap, overlap_of
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Flags, Floats, Ints, Table
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class Matching(Result):
    """A matched comparison; `weights` and `groups` have one place a row of the table (0 and None when unmatched).

    Before matching: `raw_diff`, the plain difference in the outcome, and `ols_effect` with its classical error `ols_se`,
    adjusted for the covariates by regression alone. After: `matched_diff`, the plain one, and `estimate`, adjusted for
    the covariates in the matched sample, with the error `se` clustered on matched groups that `interval` uses.
    """

    method: str
    estimand: str
    n_treated: int
    n_control: int
    matched_treated: int
    matched_control: int
    unmatched_treated: int
    ess_control: float
    rows: tuple[BalanceRow, ...]
    comparable: bool
    overlap: Overlap | None
    weights: tuple[float, ...]
    groups: tuple[int | None, ...]
    raw_diff: float | None = None
    ols_effect: float | None = None
    ols_se: float | None = None
    matched_diff: float | None = None
    estimate: float | None = None
    se: float | None = None
    p: float | None = None
    interval: Interval | None = None

    def named(self) -> dict[str, Any]:
        """Give balance before ("smd_age") and after ("m_age") by name, and the limits."""
        told: dict[str, Any] = dict(balance_keys(self.rows))
        if self.interval is not None:
            told |= {"ci_low": self.interval.low, "ci_high": self.interval.high}
        return told

    def chart(self) -> CurveChart | None:
        """Give the distribution of propensity scores in both groups, where there are any."""
        return None if self.overlap is None else self.overlap.chart()


def match(
    table: Table,
    treatment: str,
    covariates: Sequence[str],
    outcome: str | None = None,
    method: str = "nearest",
    ratio: int = 1,
    distance: str = "glm",
    order: str = "largest",
    caliper: float | None = None,
    exact: Sequence[str] = (),
    cutpoints: Mapping[str, Any] | None = None,
    id: str | None = None,
    design: Design = None,
    measured_at: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> Matching:
    """Match treated persons to alike untreated ones, show the balance, and compare their outcomes when one is named.

    Formula:
        "nearest": greedy nearest neighbour without replacement on the propensity score of a logistic regression
        (`distance` "glm": the probability; "linear.logit": its logit), the treated taken from the `order` "largest",
        "smallest" or "data", in `ratio` rounds. `caliper` is the farthest distance in standard deviations of it among
        all. `exact` names columns that must be equal. "cem": coarsened exact matching; numbers are cut at `cutpoints`
        (a list, or a number of equally wide bins; else Sturges' rule), names stand as they are.
        Equally near persons are taken by `id`, else by row. Weights: treated 1; controls by their group's ratio.
        `estimate`: weighted least squares of the outcome on treatment and covariates in the matched sample; `se`
        clustered on matched groups (G/(G−1)·(n−1)/(n−k)), t with G − 1 degrees of freedom.

    Units and shapes:
        `table` has one row a person; `treatment` is 0/1; covariates are numbers or names; the outcome is in its unit.

    Assumptions:
        Everything that decides both treatment and outcome is among the covariates, measured before time zero.
        With unmatched treated the answer is about those matched (ATM), not all treated (ATT).

    Raises:
        NotEstimableError: a covariate fully separates the groups, or nobody can be matched.
        RefusedError: `design` is incomplete, or a covariate was measured after time zero.
        InputError: a column that is missing or cannot be right.

    Source:
        Ho, Imai, King & Stuart 2011; Iacus, King & Porro 2012; Abadie & Spiess 2022.

    Example:
        >>> people = {"insats": [1, 1, 1, 0, 0, 0, 0], "age": [30, 34, 38, 31, 33, 38, 29]}
        >>> found = match(people, "insats", ["age"])
        >>> found.groups
        (0, 1, 2, None, 1, 2, 0)
    """
    method = read.choice(method, "method", ("nearest", "cem"))
    level = read.share(level, "level", open_ends=True)
    told = checked(design, measured_at)
    also = () if outcome is None else (read.name(outcome, "outcome"),)
    groups = read_groups(table, treatment, covariates, also)
    rows = _sorted_rows(table, groups.keep, id)
    treated = groups.treated[rows]
    terms = [Term(each.name, each.covariate, each.values[rows], each.binary) for each in groups.terms]
    overlap = None
    if method == "cem":
        matched, shown = _matching.coarsened(treated, _coarse(terms, cutpoints)), terms
    else:
        strata = _strata(table, exact, groups.keep)[rows]
        matched, score, overlap, dropped = _nearest(treated, terms, strata, ratio, distance, order, caliper)
        told += dropped
        shown = [Term("distance", "distance", np.round(score, 12), False), *terms]
    unmatched = int((matched.weights[treated] == 0).sum())
    n_treated = int(treated.sum())
    if unmatched == n_treated:
        raise NotEstimableError(
            "nobody_matched",
            "Ingen med insatsen har någon tillräckligt lik att jämföras med. Vidga gränserna eller byt jämförelsegrupp.",
            "Nobody with the treatment has anybody alike enough to compare with. Widen the limits or change the comparison group.",
            where="treatment",
        )
    balanced = balance_rows(shown, treated, matched.weights, "ATT")
    comparable, sentences = judged(balanced)
    effect = _Effect()
    if outcome is not None:
        y = read.numbers(groups.columns[outcome], outcome, low=-1e100, high=1e100, missing=True)
        effect = _effect(y[groups.keep][rows], outcome, treated, terms, matched, level)
    weights, group = np.zeros(len(groups.keep)), np.full(len(groups.keep), -1)
    places = np.flatnonzero(groups.keep)[rows]
    weights[places], group[places] = matched
    return Matching(
        n=int((matched.weights > 0).sum()),
        method=method,
        estimand="ATM" if unmatched else "ATT",
        n_treated=n_treated,
        n_control=len(treated) - n_treated,
        matched_treated=n_treated - unmatched,
        matched_control=int((matched.weights[~treated] > 0).sum()),
        unmatched_treated=unmatched,
        ess_control=effective(matched.weights[~treated]),
        rows=balanced,
        comparable=comparable,
        overlap=overlap,
        weights=tuple(weights.tolist()),
        groups=tuple(None if each < 0 else each for each in group.tolist()),
        raw_diff=effect.raw_diff,
        ols_effect=effect.ols_effect,
        ols_se=effect.ols_se,
        matched_diff=effect.matched_diff,
        estimate=effect.estimate,
        se=effect.se,
        p=effect.p,
        interval=effect.interval,
        warnings=told
        + groups.warnings
        + _unmatched(unmatched, n_treated)
        + sentences
        + effect.warnings
        + direction(effect.interval),
        assumptions=(UNMEASURED,),
    )


def _sorted_rows(table: Table, keep: Flags, id: str | None) -> Ints:
    """Give the rows kept in the order of their identity, or as they stand."""
    if id is None:
        return np.arange(int(keep.sum()))
    id = read.name(id, "id")
    known = read.distinct(read.columns(table, [id])[id], id)[keep]
    return np.argsort(known.astype(str), kind="stable")


def _strata(table: Table, exact: Sequence[str], keep: Flags) -> Ints:
    """Give the same code to rows that are equal in every column that must match exactly."""
    names = [str(each) for each in read.labels(exact, "exact")]
    code = np.zeros(int(keep.sum()), dtype=np.int64)
    columns = read.columns(table, names)
    for name in names:
        column = read_covariate(columns[name], name)
        if not column.known()[keep].all():
            raise InputError(
                "missing",
                f"{name}: värden saknas. En kolumn som ska vara lika måste vara känd för alla.",
                f"{name}: values are missing. A column that must be equal has to be known for everybody.",
                where=name,
            )
        if column.values is not None:
            own = np.unique(column.values[keep], return_inverse=True)[1].reshape(-1)
        else:
            own = codes_of(column.names[keep] if column.names is not None else np.empty(0, dtype=object))[0]
        code = np.unique(code * (int(own.max(initial=0)) + 1) + own, return_inverse=True)[1].reshape(-1)
    return code


def _coarse(terms: Sequence[Term], cutpoints: Mapping[str, Any] | None) -> list[Ints]:
    """Give each covariate's bins."""
    if cutpoints is not None and not isinstance(cutpoints, Mapping):
        raise InputError(
            "not_a_mapping",
            "cutpoints ska ange gränser för varje kovariat.",
            "cutpoints must give limits for each covariate.",
            where="cutpoints",
        )
    wanted = {} if cutpoints is None else {str(key): value for key, value in cutpoints.items()}
    known = {term.covariate for term in terms}
    for name in wanted:
        read.choice(name, "cutpoints", sorted(known))
    cells = []
    for term in terms:
        if term.binary or term.name != term.covariate:
            cells.append(term.values.astype(np.int64))
            continue
        cells.append(np.searchsorted(_limits(term, wanted.get(term.covariate)), term.values, side="left"))
    return cells


def _limits(term: Term, wanted: Any) -> Floats:
    """Give the inner limits between bins: those told, or so many of equal width (Sturges' rule when none is told)."""
    if wanted is not None and not isinstance(wanted, int | float | np.number):
        return np.sort(read.numbers(wanted, f"cutpoints.{term.name}"))
    sturges = int(np.ceil(np.log2(len(term.values)) + 1))
    bins = sturges if wanted is None else read.whole(wanted, f"cutpoints.{term.name}", low=1, high=10_000)
    return np.linspace(float(term.values.min()), float(term.values.max()), bins + 1)[1:-1]


def _nearest(
    treated: Flags,
    terms: Sequence[Term],
    strata: Ints,
    ratio: int,
    distance: str,
    order: str,
    caliper: float | None,
) -> tuple[_matching.Matched, Floats, Overlap, tuple[Sentence, ...]]:
    distance = read.choice(distance, "distance", ("glm", "linear.logit"))
    order = read.choice(order, "order", ("largest", "smallest", "data"))
    ratio = read.whole(ratio, "ratio", low=1, high=100)
    fit = propensity(treated, terms, list(dict.fromkeys(each.covariate for each in terms)))
    score = fit.score if distance == "glm" else fit.logit
    reach = np.inf
    if caliper is not None:
        reach = read.positive(caliper, "caliper", high=1e100) * float(np.std(score, ddof=1))
    matched = _matching.nearest_neighbours(treated, score, strata, ratio, reach, order)
    overlap, told = overlap_of(fit.score, treated)
    return matched, score, overlap, fit.warnings + told


def _unmatched(unmatched: int, treated: int) -> tuple[Sentence, ...]:
    if not unmatched:
        return ()
    return (
        Sentence(
            "unmatched_treated",
            f"{unmatched} av {treated} med insatsen fick ingen att jämföras med. Svaret gäller de övriga, inte alla med insatsen.",
            f"{unmatched} of {treated} with the treatment had nobody to compare with. The answer is about the others, not all treated.",
        ),
    )


@dataclass(frozen=True)
class _Effect:
    raw_diff: float | None = None
    ols_effect: float | None = None
    ols_se: float | None = None
    matched_diff: float | None = None
    estimate: float | None = None
    se: float | None = None
    p: float | None = None
    interval: Interval | None = None
    warnings: tuple[Sentence, ...] = ()


def _effect(
    y: Floats, outcome: str, treated: Flags, terms: Sequence[Term], matched: _matching.Matched, level: float
) -> _Effect:
    """Compare outcomes in the matched sample, adjusted for the covariates, with errors clustered on matched groups."""
    known = ~np.isnan(y)
    for group in (treated, ~treated):
        if not (known & group & (matched.weights > 0)).any():
            read.numbers([], outcome, at_least=1)
    raw = float(y[known & treated].mean() - y[known & ~treated].mean())
    everybody = _regression(y, outcome, treated, terms, known, np.ones(len(y)))
    used = known & (matched.weights > 0)
    w, yes = matched.weights[used], treated[used]
    fit = _regression(y, outcome, treated, terms, used, matched.weights)
    codes = np.unique(matched.group[used], return_inverse=True)[1].reshape(-1)
    count = int(codes.max()) + 1
    if count < 2:
        read.numbers([], outcome, at_least=2)
    se = _linear.error_of(_linear.clustered(fit, codes), 1)
    estimate = float(fit.beta[1])
    kind = f"clustered on matched groups (t, df = {count - 1})"
    _, p, interval = _linear.t_interval(estimate, se, count - 1, level, kind)
    return _Effect(
        raw_diff=raw,
        ols_effect=float(everybody.beta[1]),
        ols_se=_linear.error_of(_linear.classical(everybody), 1),
        matched_diff=float(
            np.average(y[used][yes], weights=w[yes]) - np.average(y[used][~yes], weights=w[~yes])
        ),
        estimate=estimate,
        se=se,
        p=p,
        interval=interval,
        warnings=left_out(known, outcome),
    )


def _regression(
    y: Floats, outcome: str, treated: Flags, terms: Sequence[Term], rows: Flags, weights: Floats
) -> _linear.Fit:
    """Fit the outcome on treatment and covariates in some rows; what does not vary there is left out."""
    own = [Term(each.name, each.covariate, each.values[rows], each.binary) for each in terms]
    chosen = model_terms(own, list(dict.fromkeys(each.covariate for each in own)))
    columns = [np.ones((int(rows.sum()), 1)), treated[rows][:, None].astype(float)]
    x = np.column_stack([*columns, standardised(chosen)] if chosen else columns)
    return _linear.ols(x[:, _linear.independent(x)], y[rows], [outcome, "treatment"], weights[rows])

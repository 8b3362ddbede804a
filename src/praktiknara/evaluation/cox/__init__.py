"""Cox's proportional hazards model, with late entry, covariates that change over time, strata and its own test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtrc, ndtr, ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import ForestChart, ForestRow
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.spells import refuse_overlaps
from praktiknara.evaluation.cox import engine
from praktiknara.evaluation.cox import reading as _cox_read
from praktiknara.evaluation.cox.proportional import TRANSFORMS, ProportionalHazards, ph_test
from praktiknara.evaluation.cox.told import ADJUSTED, proportional, warned
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Column, Floats, Ints, Labels, Table
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

ANALYSES: tuple[str, ...] = ("cox",)
__all__ = ["ANALYSES", "BaselineHazard", "Coefficient", "Cox", "ProportionalHazards", "cox"]


@dataclass(frozen=True)
class Coefficient:
    """One covariate: log hazard ratio, its standard errors, z, p, and the hazard ratio HR with its interval."""

    name: str
    coef: float
    se: float
    robust_se: float | None
    z: float
    p: float
    HR: float
    interval: Interval


@dataclass(frozen=True)
class BaselineHazard:
    """The cumulative hazard of one stratum for someone with mean covariates, at each event time."""

    strata: str
    time: tuple[float, ...]
    hazard: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Cox(Result):
    """A fitted model: coefficients, tests of all of them together, concordance, and the test of proportional hazards."""

    events: int
    persons: int
    ties: str
    level: float
    coefficients: tuple[Coefficient, ...]
    loglik_null: float
    loglik: float
    df: int
    LR_chi2: float
    LR_p: float
    Wald_chi2: float
    Wald_p: float
    score_chi2: float
    score_p: float
    concordance: float | None
    ph: tuple[ProportionalHazards, ...]
    ph_transform: str
    covariance: tuple[tuple[float, ...], ...]
    means: tuple[float, ...]
    baseline: tuple[BaselineHazard, ...] = ()

    def named(self) -> dict[str, Any]:
        """Give each covariate's figures by its name: fin, fin_se, fin_HR; and cox_efron or cox_breslow when there is one."""
        found: dict[str, Any] = {}
        for each in self.coefficients:
            found |= {
                each.name: each.coef,
                f"{each.name}_se": each.se,
                f"{each.name}_robust_se": each.robust_se,
                f"{each.name}_z": each.z,
                f"{each.name}_p": each.p,
                f"{each.name}_HR": each.HR,
                f"{each.name}_ci_low": each.interval.low,
                f"{each.name}_ci_high": each.interval.high,
            }
        if len(self.coefficients) == 1:
            only = self.coefficients[0]
            found |= {f"cox_{self.ties}": only.coef, "coef": only.coef, "se": only.se, "HR": only.HR}
            found |= {"z": only.z, "p": only.p, "ci_low": only.interval.low, "ci_high": only.interval.high}
        found |= {f"zph_{each.name}": each.chi2 for each in self.ph}
        own = set(self.__dataclass_fields__)
        return {name: value for name, value in found.items() if name not in own}

    def chart(self) -> ForestChart:
        """Give the hazard ratios about 1."""
        return ForestChart(
            Sentence("hazard_ratios", "Hazardkvoter", "Hazard ratios"),
            Sentence("hazard_ratio", "Hazardkvot", "Hazard ratio"),
            tuple(
                ForestRow(each.name, each.HR, each.interval.low, each.interval.high)
                for each in self.coefficients
            ),
            1.0,
            log=True,
        )


def cox(
    time: Column,
    event: Column,
    covariates: Table,
    entry: Column | None = None,
    id: Column | None = None,
    strata: Column | None = None,
    cluster: Column | None = None,
    ties: str = "efron",
    level: float = 0.95,
    transform: str = "km",
    baseline: bool = False,
    event_value: float | None = None,
    group_known_at: Column | None = None,
    allow_zero: bool = False,
) -> Cox:
    """Fit Cox's proportional hazards model and test whether hazards are proportional.

    Formula: the partial likelihood Π exp(x'β)/Σ exp(x'β) over events, the sum taken over those at risk then
    (entry < t ≤ time). Tied events by Efron's method or Breslow's ("efron", "breslow"). Maximum by Newton's method;
    se from the inverse information. HR = exp(β), interval exp(β ± z·se). Joint tests: likelihood ratio, Wald and score
    at β = 0. With `cluster` (or an `id` with several events) z, p and intervals use the robust sandwich variance, rows
    summed by cluster. Concordance is Harrell's. Hazards are tested by the score test of x·g(t) beside x, g the
    `transform`: "km" (1 − S(t−)), "rank", "identity" or "log"; one row per covariate and GLOBAL.

    Units: β per unit of the covariate. Shapes: one row per person, or several (entry, time] rows with `id` where
    covariates change. Text columns become one coefficient per name beside the first in order. Assumptions:
    proportional hazards, censoring unrelated to risk, covariates known at the start of their row.

    Raises:
        InputError: as `kaplan_meier`; rows of the same `id` that overlap; a covariate that cannot be read.
        TooFewError: no complete row.
        NotEstimableError: no event; a covariate that is constant, collinear, or separates perfectly.
        RefusedError: `group_known_at` after time zero (immortal time): use `landmark` or `time_dependent`.

    Source: Cox 1972; Efron 1977; Breslow 1974; Lin and Wei 1989; Grambsch and Therneau 1994.

    Example:
        >>> found = cox([1, 1, 6, 6, 8, 9], [1, 0, 1, 1, 0, 1], {"x": [1, 1, 1, 0, 0, 0]})
        >>> round(found.coefficients[0].coef, 6), round(found.loglik, 6)
        (1.676857, -3.358975)
    """
    method = read.choice(ties, "ties", ("efron", "breslow"))
    scale = read.choice(transform, "transform", TRANSFORMS)
    wanted = _times.level_of(level)
    told = _cox_read.covariates(covariates)
    data = _times.follow(
        time,
        event,
        entry=entry,
        strata=strata,
        event_value=event_value,
        allow_zero=allow_zero,
        group_known_at=group_known_at,
        extra=tuple(told.x.T),
    )
    x = told.x[data.rows]
    persons, several = _persons(id, data)
    clusters = _clusters(cluster, id if several else None, data)
    layer = _numbered(data.strata, len(data.time))
    model = _fit(x, told, data, layer, method)
    residual_cov = _robust(model, clusters, len(data.time))
    coefficients = _coefficients(told.names, model, residual_cov, wanted)
    raw = model.beta / model.spread
    ph = ph_test(model.strata, model.beta, told.terms, data, scale)
    pairs = engine.concordance(x @ raw, data.time, data.entry, data.event, layer)
    size, events = len(raw), int(data.event.sum())
    covariance = (model.inverse if residual_cov is None else residual_cov) / np.outer(
        model.spread, model.spread
    )
    wald = float(raw @ engine.solve(covariance, raw))
    lr = max(0.0, 2 * (model.fit.loglik - model.fit.loglik_null))
    return Cox(
        n=len(data.time),
        events=events,
        persons=persons,
        ties=method,
        level=wanted,
        coefficients=coefficients,
        loglik_null=model.fit.loglik_null,
        loglik=model.fit.loglik,
        df=size,
        LR_chi2=lr,
        LR_p=float(chdtrc(size, lr)),
        Wald_chi2=wald,
        Wald_p=float(chdtrc(size, wald)),
        score_chi2=model.fit.score_null,
        score_p=float(chdtrc(size, model.fit.score_null)),
        concordance=(pairs[0] + pairs[2] / 2) / sum(pairs) if sum(pairs) else None,
        ph=ph,
        ph_transform=scale,
        covariance=tuple(map(tuple, covariance.tolist())),
        means=tuple(model.centre.tolist()),
        baseline=_baselines(model, data) if read.flag(baseline, "baseline") else (),
        warnings=(*data.warnings, *warned(events, size, clusters, ph), ADJUSTED),
        assumptions=(proportional(ph),),
    )


@dataclass(frozen=True)
class _Model:
    """A fit in covariates that are centred and divided by their spread."""

    fit: engine.Fit
    strata: list[engine.Rows]
    beta: Floats
    inverse: Floats
    centre: Floats
    spread: Floats


def _persons(identity: Any, data: _times.Follow) -> tuple[int, bool]:
    """Count persons, refusing rows that overlap, and say whether anyone has several events."""
    if identity is None:
        return len(data.time), False
    names = _own(identity, "id", data)
    refuse_overlaps(names, data.entry, data.time, data.rows)
    person = np.unique(names.astype(str), return_inverse=True)[1]
    return int(person.max()) + 1, bool((np.bincount(person[data.event]) > 1).any())


def _own(values: Any, where: str, data: _times.Follow) -> Labels:
    names = read.labels(values, where)
    read.same_length(**{"time": np.empty(data.given), where: names})
    return names[data.rows]


def _clusters(cluster: Any, repeated: Any, data: _times.Follow) -> Ints | None:
    if cluster is None and repeated is None:
        return None
    names = _own(cluster, "cluster", data) if cluster is not None else _own(repeated, "id", data)
    found = np.unique(names.astype(str), return_inverse=True)[1]
    if found.max() == 0:
        raise NotEstimableError(
            "one_cluster",
            "Alla rader hör till samma enhet. Robusta medelfel kräver flera.",
            "All rows belong to the same cluster. Robust standard errors need several.",
            where="cluster",
        )
    return np.asarray(found, dtype=np.int64)


def _numbered(names: Labels | None, n: int) -> Ints:
    if names is None:
        return np.zeros(n, dtype=np.int64)
    return np.unique(names.astype(str), return_inverse=True)[1].astype(np.int64)


def _fit(x: Floats, told: _cox_read.Covariates, data: _times.Follow, layer: Ints, ties: str) -> _Model:
    if not data.event.any():
        raise NotEstimableError(
            "no_events", "Ingen händelse har inträffat.", "No event has come.", where="event"
        )
    centre, spread = x.mean(axis=0), x.std(axis=0)
    size = np.maximum(np.abs(x).max(axis=0), 1e-300)
    for name, low, most in zip(told.names, spread, size, strict=True):
        if low <= 1e-12 * most:
            raise _cox_read.constant(name)
    strata = engine.prepare((x - centre) / spread, data.time, data.entry, data.event, layer, ties)
    start = engine.terms(strata, np.zeros(x.shape[1])).information
    at_zero = _weakest(start, told.names, 1e-9 * float(data.event.sum()))
    if at_zero:
        raise _cox_read.not_apart(at_zero)
    found = engine.fit(strata, x.shape[1])
    if not found.converged:
        large = np.abs(found.step) >= 0.1 * np.abs(found.step).max()
        raise _cox_read.separated([name for name, each in zip(told.names, large, strict=True) if each])
    flat = _weakest(found.information, told.names, 1e-7 * float(np.linalg.eigvalsh(start)[0]))
    if flat:
        raise _cox_read.separated(flat)
    return _Model(
        found,
        strata,
        found.beta,
        np.asarray(np.linalg.inv(found.information), dtype=np.float64),
        centre,
        spread,
    )


def _weakest(information: Floats, names: list[str], least: float) -> list[str]:
    """Name the covariates along the directions in which the information is less than this."""
    values, vectors = np.linalg.eigh(information)
    weak = values < least
    if not weak.any():
        return []
    part = np.abs(vectors[:, weak]).max(axis=1)
    return [name for name, each in zip(names, part, strict=True) if each > 0.05]


def _robust(model: _Model, clusters: Ints | None, n: int) -> Floats | None:
    if clusters is None:
        return None
    influence = engine.score_residuals(model.strata, model.beta, n) @ model.inverse
    summed = np.zeros((int(clusters.max()) + 1, influence.shape[1]))
    np.add.at(summed, clusters, influence)
    return np.asarray(summed.T @ summed)


def _coefficients(
    names: list[str], model: _Model, robust: Floats | None, level: float
) -> tuple[Coefficient, ...]:
    z = float(ndtri(0.5 + level / 2))
    found = []
    for place, name in enumerate(names):
        unit = float(model.spread[place])
        coef, se = float(model.beta[place]) / unit, float(np.sqrt(model.inverse[place, place])) / unit
        sandwich = None if robust is None else float(np.sqrt(robust[place, place])) / unit
        used = se if sandwich is None else sandwich
        with np.errstate(over="ignore"):
            ratio, low, high = (float(np.exp(each)) for each in (coef, coef - z * used, coef + z * used))
        score = coef / used if used > 0 else np.nan
        kind = "Wald" if sandwich is None else "Wald, robust"
        found.append(
            Coefficient(
                name,
                coef,
                se,
                sandwich,
                score,
                float(2 * ndtr(-abs(score))),
                ratio,
                Interval(low, high, level, kind),
            )
        )
    return tuple(found)


def _baselines(model: _Model, data: _times.Follow) -> tuple[BaselineHazard, ...]:
    found = []
    for rows in model.strata:
        name = "" if data.strata is None else str(data.strata[rows.original[0]])
        hazard = engine.baseline(rows, model.beta, np.zeros(len(model.beta)))
        found.append(BaselineHazard(name, tuple(rows.moments.tolist()), tuple(hazard.tolist())))
    return tuple(found)

"""The restricted mean: the average time without the event up to a time that was chosen beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.times import Follow
from praktiknara.evaluation.errors import NotEstimableError, RefusedError
from praktiknara.evaluation.read import Column, Flags
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

FEW = 10


@dataclass(frozen=True)
class Mean:
    """One group's restricted mean with its standard error and interval."""

    name: str
    n: int
    events: int
    rmst: float
    se: float
    interval: Interval
    at_risk: int


@dataclass(frozen=True)
class Contrast:
    """One group against the reference: a difference (null 0) or a ratio (null 1) with interval and p."""

    name: str
    reference: str
    estimate: float
    se: float
    interval: Interval
    p: float | None


@dataclass(frozen=True, kw_only=True)
class RestrictedMean(Result):
    """Restricted means by group up to `tau`, with differences and ratios against the first or named group."""

    tau: float
    groups: tuple[Mean, ...]
    difference: tuple[Contrast, ...]
    ratio: tuple[Contrast, ...]
    lost_ratio: tuple[Contrast, ...]

    def named(self) -> dict[str, Any]:
        """Give rmst and se: flat for a single group, under each group's name otherwise; and the first contrast's figures."""
        shown = {
            each.name: {
                "rmst": each.rmst,
                "se": each.se,
                "ci_low": each.interval.low,
                "ci_high": each.interval.high,
            }
            for each in self.groups
        }
        if len(self.groups) == 1:
            return shown[self.groups[0].name]
        own = {"n", "tau", "groups", "difference", "ratio", "lost_ratio", "warnings", "assumptions"}
        found: dict[str, Any] = {name: value for name, value in shown.items() if name not in own}
        for each in self.groups:
            found |= {f"rmst_{each.name}": each.rmst, f"se_{each.name}": each.se}
        if len(self.difference) == 1:
            only = self.difference[0]
            found |= {"diff": only.estimate, "diff_se": only.se, "p": only.p}
            found |= {"ci_low": only.interval.low, "ci_high": only.interval.high}
        return found


def rmst(
    time: Column,
    event: Column,
    tau: float | None = None,
    group: Column | None = None,
    entry: Column | None = None,
    reference: str | None = None,
    level: float = 0.95,
    extend: bool = False,
    event_value: float | None = None,
    group_known_at: Column | None = None,
    allow_zero: bool = False,
) -> RestrictedMean:
    """Give the mean time without the event up to `tau`, by group, with differences between groups.

    Formula: μ = ∫₀^τ S(t) dt under the Kaplan–Meier curve. Variance (Greenwood): Σ A(u)²·d/(n(n−d)) over event times
    u ≤ τ, A(u) the area from u to τ. Interval: μ ± z·se. Difference: se = √(se₁²+se₀²). Ratios of means and of lost time
    (τ − μ): on the log scale by the delta method, p likewise. Without `tau`: the longest time that every group was
    followed. The reference is the first group in order unless named.

    Units: means in the unit of `time`. Shapes: as `kaplan_meier`. Assumption: censoring unrelated to risk;
    no proportional hazards needed. `extend` carries the last value of a curve on to `tau` and warns.

    Raises:
        InputError: as `kaplan_meier`, `tau` not above zero, or a reference that is no group.
        RefusedError: `tau` beyond what some group was followed, unless `extend`; groups known after time zero.
        NotEstimableError: late entry leaves nobody at risk for a while.

    Source: Irwin 1949; Royston and Parmar 2013; Uno et al. 2014.

    Example:
        >>> found = rmst([2, 4, 6, 8], [1, 1, 1, 1], tau=8)
        >>> found.groups[0].rmst, round(found.groups[0].se, 3)
        (5.0, 1.118)
    """
    wanted = _times.level_of(level)
    data = _times.follow(
        time,
        event,
        entry=entry,
        group=group,
        event_value=event_value,
        allow_zero=allow_zero,
        group_known_at=group_known_at,
    )
    names = [""] if data.group is None else _times.in_order(data.group)
    rows = {
        name: np.ones(len(data.time), bool) if data.group is None else np.asarray(data.group == name, bool)
        for name in names
    }
    horizon = (
        min(float(data.time[each].max()) for each in rows.values())
        if tau is None
        else read.positive(tau, "tau", high=_times.LONGEST)
    )
    carried = _beyond(data, rows, horizon, extend)
    means = tuple(_mean(name, data, rows[name], horizon, wanted) for name in names)
    first = means[0] if reference is None else _named(means, reference)
    others = [each for each in means if each is not first]
    return RestrictedMean(
        n=len(data.time),
        tau=horizon,
        groups=means,
        difference=tuple(_difference(each, first, wanted) for each in others),
        ratio=tuple(found for each in others if (found := _ratio(each, first, wanted, None))),
        lost_ratio=tuple(found for each in others if (found := _ratio(each, first, wanted, horizon))),
        warnings=(*data.warnings, *carried, *_few(means), _design(len(means))),
    )


def _design(groups: int) -> Sentence:
    return _times.CANNOT_SHOW_EFFECT if groups == 1 else _times.NOT_ADJUSTED


def _named(means: tuple[Mean, ...], reference: str) -> Mean:
    read.choice(reference, "reference", [each.name for each in means])
    return next(each for each in means if each.name == reference)


def _few(means: tuple[Mean, ...]) -> tuple[Sentence, ...]:
    return (*_uncertain(means), *_followed(means))


def _uncertain(means: tuple[Mean, ...]) -> tuple[Sentence, ...]:
    if all(each.se > 0 for each in means):
        return ()
    return (
        Sentence(
            "no_spread",
            "I minst en grupp varierar ingenting. Där går osäkerheten inte att räkna, och inget intervall visas.",
            "In at least one group nothing varies. Its uncertainty cannot be computed, and no interval is shown.",
        ),
    )


def _followed(means: tuple[Mean, ...]) -> tuple[Sentence, ...]:
    if all(each.at_risk >= FEW for each in means):
        return ()
    return (
        Sentence(
            "few_at_tau",
            f"Färre än {FEW} i minst en grupp följdes ända till tau. Välj ett kortare tau om du kan.",
            f"Fewer than {FEW} in at least one group were followed all the way to tau. Choose a shorter tau if you can.",
        ),
    )


def _beyond(data: Follow, rows: dict[str, Flags], tau: float, extend: bool) -> tuple[Sentence, ...]:
    """Refuse, or warn of, a tau beyond what is known: after the last time, when that time was not an event for all left."""
    short = [_known_to(data, each) for each in rows.values()]
    reach = min(short)
    if tau <= reach * (1 + _times.SAME):
        return ()
    sv, en = _times.told(reach)
    if not read.flag(extend, "extend"):
        raise RefusedError(
            "tau_beyond_follow_up",
            f"Minst en grupp följdes inte till tau. Välj ett tau som är högst {sv}.",
            f"At least one group was not followed to tau. Choose a tau of at most {en}.",
            where="tau",
        )
    return (
        Sentence(
            "carried_on",
            f"Minst en grupp följdes inte längre än till {sv}. Kurvan är dragen rakt ut därifrån.",
            f"At least one group was followed no longer than to {en}. The curve is carried straight on from there.",
        ),
    )


def _known_to(data: Follow, rows: Flags) -> float:
    last = float(data.time[rows].max())
    at_last = rows & (data.time == last)
    return np.inf if bool(data.event[at_last].all()) else last


def _mean(name: str, data: Follow, rows: Flags, tau: float, level: float) -> Mean:
    time, event = data.time[rows], data.event[rows]
    entry = None if data.entry is None else data.entry[rows]
    table = _times.risk_table(time, event, entry)
    use = (table.events > 0) & (table.time <= tau)
    moments = table.time[use]
    n, d = table.at_risk[use].astype(np.float64), table.events[use].astype(np.float64)
    survival = np.concatenate([[1.0], np.cumprod(1 - d / n)])
    if entry is not None and bool((survival[1:-1] <= 0).any()):
        raise NotEstimableError(
            "gone_too_early",
            "Tidigt fanns så få under risk att kurvan föll till noll medan andra ännu följdes.",
            "Early on so few were at risk that the curve fell to zero while others were still followed.",
            where="entry",
        )
    areas = survival * np.diff(np.concatenate([[0.0], moments, [tau]]))
    after = areas.sum() - np.cumsum(areas)[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(n > d, after**2 * d / (n * (n - d)), 0.0)
    mean, se = float(areas.sum()), float(np.sqrt(terms.sum()))
    z = float(ndtri(0.5 + level / 2))
    limits = (mean - z * se, mean + z * se) if se > 0 else (np.nan, np.nan)
    left = int(_times.at_risk(np.array([tau]), time, entry)[0])
    return Mean(
        name,
        len(time),
        int(event.sum()),
        mean,
        se,
        Interval(*limits, level, "Greenwood"),
        left,
    )


def _difference(one: Mean, reference: Mean, level: float) -> Contrast:
    estimate, se = one.rmst - reference.rmst, float(np.hypot(one.se, reference.se))
    z = float(ndtri(0.5 + level / 2))
    limits = Interval(estimate - z * se, estimate + z * se, level, "Greenwood")
    return Contrast(one.name, reference.name, estimate, se, limits, _two_sided(estimate, se))


def _ratio(one: Mean, reference: Mean, level: float, tau: float | None) -> Contrast | None:
    above = one.rmst if tau is None else tau - one.rmst
    below = reference.rmst if tau is None else tau - reference.rmst
    if above <= 0 or below <= 0:
        return None
    estimate = above / below
    se = float(np.hypot(one.se / above, reference.se / below))
    z = float(ndtri(0.5 + level / 2))
    limits = Interval(
        float(estimate * np.exp(-z * se)), float(estimate * np.exp(z * se)), level, "delta, log scale"
    )
    return Contrast(one.name, reference.name, estimate, se, limits, _two_sided(float(np.log(estimate)), se))


def _two_sided(estimate: float, se: float) -> float | None:
    return float(2 * ndtr(-abs(estimate) / se)) if se > 0 else None

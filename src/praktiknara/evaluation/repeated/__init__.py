"""Repeated measurements of the same persons: mixed models that use every value there is."""

import math
from typing import Any

import numpy as np
from scipy import special

from praktiknara.evaluation import read
from praktiknara.evaluation.common.cautions import CHANGE_ONLY
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Column, Floats, Table
from praktiknara.evaluation.repeated.contrasts import (
    MISSING,
    NO_KENWARD,
    Contrasts,
    boundary_warning,
    contrast,
    enough,
)
from praktiknara.evaluation.repeated.growth import growth_model
from praktiknara.evaluation.repeated.long_table import LongTable, read_long
from praktiknara.evaluation.repeated.mixed import MixedFit, fit_mixed
from praktiknara.evaluation.repeated.result import Contrast, FTest, GrowthResult, RepeatedResult, TimePoint
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence, percent

ANALYSES = ("repeated_measures", "growth_model")

__all__ = [
    "ANALYSES",
    "Contrast",
    "FTest",
    "GrowthResult",
    "RepeatedResult",
    "TimePoint",
    "growth_model",
    "repeated_measures",
]

MOST_TIMES = 24
FOLLOW_UP = 0.6


def repeated_measures(
    data: Table,
    *,
    person: str = "person",
    time: str = "time",
    value: str = "value",
    group: str | None = None,
    version: str | None = None,
    order: "Column | None" = None,
    low: float | None = None,
    high: float | None = None,
    method: str = "REML",
    randomised: bool = False,
    level: float = 0.95,
) -> RepeatedResult:
    """Estimate change from the first time to each later one, from every value there is.

    Formula: y = mean at each time (by group) + u + e, with u one normal level per person (variance τ²) and e normal
    (σ²), by restricted maximum likelihood ("REML") or maximum likelihood ("ML"). Changes with t intervals, group ×
    time by Wald's F, both on N − persons − (times − 1) × groups degrees of freedom: in balanced complete data these are
    the paired t test and the analysis of variance for repeated measures. `icc` = τ²/(τ²+σ²).

    Args:
        data: one row per person and time; rows without a value are left out and counted, nothing is carried forward.
        person, time, value, group, version: the names of the columns. A person belongs to one group.
        order: the times in their order, needed when they are text.
        low, high: the instrument's range; values outside are refused.
        randomised: whether the groups were drawn by lot; otherwise the result says that it shows no effect.

    Assumes values missing at random, and one correlation between any two times (checked with three times or more).

    Raises:
        InputError: a person twice at a time or in two groups, a value out of range, text times without order.
        TooFewError: one time only, or fewer than two persons measured more than once.
        NotEstimableError: no variation, a perfect fit, or a group without values at some time.
        RefusedError: more than one instrument version.

    Source: Laird & Ware 1982, Biometrics 38:963; Fitzmaurice, Laird & Ware, Applied Longitudinal Analysis.

    Example:
        >>> rows = {"person": [1, 1, 2, 2, 3, 3, 4, 4], "time": [0, 6] * 4, "value": [5, 7, 4, 7, 8, 9, 6, 8]}
        >>> made = repeated_measures(rows)
        >>> last = made.changes[-1]
        >>> round(last.estimate, 3), round(last.se, 3), last.df, round(last.p, 3)
        (2.0, 0.408, 3.0, 0.016)
    """
    table = read_long(data, person, time, value, group, version, order, low, high)
    reml = read.choice(method, "method", ("REML", "ML")) == "REML"
    drawn = read.flag(randomised, "randomised")
    read.share(level, "level", open_ends=True)
    times, groups = len(table.times), len(table.groups)
    if times > MOST_TIMES:
        raise InputError(
            "many_times",
            f"Det finns {times} olika tidpunkter. Använd growth_model eller runda av tiderna.",
            f"There are {times} different times. Use growth_model or round the times.",
            where=time,
        )
    enough(table)
    cell = table.group * times + table.time
    seen = np.bincount(cell, minlength=times * groups)
    if (seen == 0).any():
        empty = int(np.argmax(seen == 0))
        raise NotEstimableError(
            "empty_cells",
            f"Gruppen {table.groups[empty // times]} har inga värden vid {table.times[empty % times]}.",
            f"The group {table.groups[empty // times]} has no values at {table.times[empty % times]}.",
            where=value,
        )
    x = _cell_means(table.time, table.group, times, groups)
    fit = fit_mixed(table.value, x, np.ones((len(x), 1)), table.person, reml=reml)
    df = max(1.0, float(len(x) - table.persons - (times - 1) * groups))
    maker = Contrasts(fit, df, level)
    spots = [(g, t) for g in range(groups) for t in range(1, times)]
    changes = tuple(
        maker.of(_change(g, t, times, groups), table.times[t], table.groups[g], int(seen[g * times + t]))
        for g, t in spots
    )
    differences = tuple(
        maker.of(
            _change(g, t, times, groups) - _change(0, t, times, groups),
            table.times[t],
            table.groups[g],
            int(seen[g * times + t]),
        )
        for g, t in spots
        if g
    )
    by_cell = np.bincount(cell, table.value, len(seen)) / seen
    squares = np.bincount(cell, (table.value - by_cell[cell]) ** 2, len(seen))
    points = tuple(
        TimePoint(
            table.times[t],
            table.groups[g],
            int(seen[i]),
            float(by_cell[i]),
            math.sqrt(squares[i] / (seen[i] - 1)) if seen[i] > 1 else None,
            float(_cell_means(np.array([t]), np.array([g]), times, groups)[0] @ fit.beta),
        )
        for i, (g, t) in enumerate((g, t) for g in range(groups) for t in range(times))
    )
    wide = np.full((table.persons, times), np.nan)
    wide[table.person, table.time] = table.value
    whole = ~np.isnan(wide).any(axis=1)
    their_group = np.zeros(table.persons, dtype=np.int64)
    their_group[table.person] = table.group
    follow_up = float(np.mean(~np.isnan(wide[~np.isnan(wide[:, 0]), -1]))) if seen[0] else 0.0
    tau2, sigma2 = float(fit.random[0, 0]), fit.residual
    return RepeatedResult(
        n=len(x),
        warnings=(*table.warnings(), *_warnings(wide, whole, follow_up, fit, drawn and groups > 1)),
        assumptions=(MISSING, _one_correlation(wide)),
        persons=table.persons,
        method=method,
        level=level,
        interval="t, within-person degrees of freedom",
        points=points,
        changes=changes,
        differences=differences,
        completers=_completers(wide[whole], their_group[whole], table, level),
        n_completers=int(whole.sum()),
        time_test=maker.test([_change(0, t, times, groups) for t in range(1, times)])
        if groups == 1
        else None,
        interaction=maker.test(
            [_change(g, t, times, groups) - _change(0, t, times, groups) for g, t in spots if g]
        )
        if groups > 1
        else None,
        tau=math.sqrt(tau2),
        sigma=math.sqrt(sigma2),
        icc=tau2 / (tau2 + sigma2),
        loglik=fit.loglik,
        follow_up=follow_up,
        clock=None if table.clock is None else tuple(float(each) for each in table.clock),
    )


def _cell_means(time: Any, group: Any, times: int, groups: int) -> Floats:
    """Give the design: intercept, times, then for each further group its own intercept and times."""
    x = np.zeros((len(time), times * groups))
    x[:, 0] = 1.0
    for t in range(1, times):
        x[:, t] = time == t
    for g in range(1, groups):
        mine = group == g
        x[mine, g * times : (g + 1) * times] = x[mine, :times]
    return x


def _change(group: int, time: int, times: int, groups: int) -> Floats:
    weights = np.zeros(times * groups)
    weights[time] = 1.0
    if group:
        weights[group * times + time] = 1.0
    return weights


def _one_correlation(wide: Floats) -> Assumption:
    sentence = Sentence(
        "one_correlation",
        "Sambandet är lika starkt mellan alla tidpunkter.",
        "The correlation is the same between all times.",
    )
    spreads = []
    for a in range(wide.shape[1]):
        for b in range(a):
            gap = wide[:, a] - wide[:, b]
            gap = gap[~np.isnan(gap)]
            if len(gap) >= 10:
                spreads.append(float(gap.std(ddof=1)))
    if len(spreads) < 3:
        return Assumption("one_correlation", None, sentence)
    return Assumption("one_correlation", max(spreads) <= 1.5 * min(spreads), sentence)


def _completers(wide: Floats, group: Any, table: LongTable, level: float) -> tuple[Contrast, ...]:
    told = []
    for g, name in enumerate(table.groups):
        mine = wide[group == g]
        if len(mine) < 2:
            continue
        reach = float(special.stdtrit(len(mine) - 1, 1 - (1 - level) / 2))
        for t in range(1, wide.shape[1]):
            gap = mine[:, t] - mine[:, 0]
            se = float(gap.std(ddof=1)) / math.sqrt(len(gap))
            if se > 0:
                told.append(
                    contrast(
                        table.times[t], name, float(gap.mean()), se, float(len(gap) - 1), reach, len(gap)
                    )
                )
    return tuple(told)


def _warnings(
    wide: Floats, whole: Any, follow_up: float, fit: MixedFit, controlled: bool
) -> tuple[Sentence, ...]:
    told = []
    if follow_up < FOLLOW_UP:
        share_sv, share_en = percent(follow_up)
        told.append(
            Sentence(
                "too_much_is_unknown",
                f"Bara {share_sv} av dem som mättes först mättes sist. För mycket är okänt för en slutsats.",
                f"Only {share_en} of those measured first were measured last. Too much is unknown to conclude.",
            )
        )
    late = int(np.isnan(wide[:, 0]).sum())
    if late:
        told.append(
            Sentence(
                "without_first",
                f"{late} personer saknar första mätningen. De ingår med de värden som finns.",
                f"{late} persons lack the first measurement. They take part with the values they have.",
            )
        )
    if not whole.all():
        told.append(
            Sentence(
                "not_everyone",
                f"{int((~whole).sum())} av {len(whole)} personer har inte alla mätningar.",
                f"{int((~whole).sum())} of {len(whole)} persons do not have every measurement.",
            )
        )
    told.extend(boundary_warning(fit))
    held = _one_correlation(wide).held
    if held is False:
        told.append(
            Sentence(
                "unequal_correlation",
                "Sambandet mellan mätningarna skiftar mellan tidpunkter. Intervallen kan vara för smala eller för breda.",
                "The correlation between measurements varies between times. Intervals can be too narrow or too wide.",
            )
        )
    told.append(NO_KENWARD)
    if not controlled:
        told.append(CHANGE_ONLY)
    return tuple(told)

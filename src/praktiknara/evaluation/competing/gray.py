"""Gray's test: does the cumulative incidence of one cause differ between groups when other causes compete?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.read import Floats, Ints


class _Counts(NamedTuple):
    """By group and event time: at risk, events of the tested cause and of others, and S before and after."""

    n: Floats
    tested: Floats
    others: Floats
    before: Floats
    after: Floats


def gray_parts(time: Floats, cause: Ints, group: Ints, groups: int, rho: float) -> tuple[Floats, Floats]:
    """Give the score of each group and its covariance; `cause` is 1 for the tested cause, 2 for any other, 0 censored.

    With R_g = n_g(1 − F_g(t−))/S_g(t−) as the number at risk, the score of group g is Σ w(d_g − d·R_g/R),
    w = (1 − F(t−))^rho. The covariance is that of the martingales of both kinds of events behind it, with the pooled
    incidence dF = d/Σ(n_g/S_g) in place of each group's own (Gray 1988).
    """
    counts = _counts(time, cause, group, groups)
    held = np.where(counts.n > 0, counts.n / np.maximum(counts.before, 1e-300), 0.0)
    own = np.cumsum(
        np.where(counts.n > 0, counts.before * counts.tested / np.maximum(counts.n, 1), 0.0), axis=1
    )
    earlier = np.column_stack([np.zeros(groups), own[:, :-1]])
    at_risk = held * (1 - earlier)
    events = counts.tested.sum(axis=0)
    jump = np.where(events > 0, events / np.maximum(held.sum(axis=0), 1e-300), 0.0)
    pooled = np.cumsum(jump)
    left = np.maximum(1 - np.concatenate([[0.0], pooled[:-1]]), 1e-300)
    weight = left**rho
    expected = at_risk * np.where(events > 0, events / np.maximum(at_risk.sum(axis=0), 1e-300), 0.0)
    score = ((counts.tested - expected) * weight).sum(axis=1)
    covariance = np.zeros((groups, groups))
    for each in range(groups):
        covariance += _of_group(each, counts, held, jump, pooled, left, weight)
    return score, covariance


def _counts(time: Floats, cause: Ints, group: Ints, groups: int) -> _Counts:
    moments = np.unique(time[cause > 0])
    n, tested, others = (np.zeros((groups, len(moments))) for _ in range(3))
    for g in range(groups):
        own = group == g
        n[g] = _times.at_risk(moments, time[own], None)
        for counts, kind in ((tested, 1), (others, 2)):
            found = np.searchsorted(moments, time[own & (cause == kind)])
            counts[g] = np.bincount(found, minlength=len(moments))
    after = np.cumprod(1 - np.where(n > 0, (tested + others) / np.maximum(n, 1), 0.0), axis=1)
    before = np.column_stack([np.ones(groups), after[:, :-1]])
    return _Counts(n, tested, others, before, after)


def _of_group(
    place: int, counts: _Counts, held: Floats, jump: Floats, pooled: Floats, left: Floats, weight: Floats
) -> Floats:
    """Give what one group's events add: each moves the score at once, and later through the estimate of R."""
    own = np.zeros((len(held), 1))
    own[place] = 1.0
    total = held.sum(axis=0)
    direct = weight * (own - held / np.maximum(total, 1e-300))
    n, after = counts.n[place], counts.after[place]
    flow = direct * held[place] * jump / left
    later = np.cumsum(flow[:, ::-1], axis=1)[:, ::-1] - flow
    per = np.where((n > 0) & (after > 0), counts.before[place] / np.maximum(after * n, 1e-300), 0.0)
    first = direct - later * (1 - pooled - after) * per
    second = -later * (1 - pooled) * per
    spread_first = held[place] * jump * tied(counts.tested.sum(axis=0), total * counts.before[place])
    spread_second = counts.others[place] * tied(counts.others[place], n)
    return np.asarray((first * spread_first) @ first.T + (second * spread_second) @ second.T)


def tied(events: Floats, n: Floats) -> Floats:
    """Give the hypergeometric factor 1 − (d − 1)/(n − 1) for events at the same time."""
    return np.asarray(np.where(events > 1, np.clip(1 - (events - 1) / np.maximum(n - 1, 1e-300), 0, 1), 1.0))

"""Gray's test: does the cumulative incidence of one cause differ between groups when other causes compete?"""

from __future__ import annotations

import numpy as np

from praktiknara.evaluation import _times
from praktiknara.evaluation.read import Floats, Ints


def gray_parts(time: Floats, cause: Ints, group: Ints, groups: int, rho: float) -> tuple[Floats, Floats]:
    """Give the score of each group and its covariance; `cause` is 1 for the tested cause, 2 for any other, 0 censored.

    With R_g = n_g(1 − F_g(t−))/S_g(t−) as the number at risk, the score of group g is Σ w(d_1g − d_1·R_g/R),
    w = (1 − F(t−))^rho. The covariance is that of the martingales of both kinds of events behind it (Gray 1988).
    """
    moments = np.unique(time[cause > 0])
    size = len(moments)
    n, d1, d2 = (np.zeros((groups, size)) for _ in range(3))
    for g in range(groups):
        own = group == g
        n[g] = _times.at_risk(moments, time[own], None)
        for counts, kind in ((d1, 1), (d2, 2)):
            found = np.searchsorted(moments, time[own & (cause == kind)])
            counts[g] = np.bincount(found, minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(n > 0, (d1 + d2) / n, 0.0)
        survival = np.cumprod(1 - hazard, axis=1)
        before = np.column_stack([np.ones(groups), survival[:, :-1]])
        incidence = np.cumsum(np.where(n > 0, before * d1 / n, 0.0), axis=1)
        earlier = np.column_stack([np.zeros(groups), incidence[:, :-1]])
        at_risk = np.where(n > 0, n * (1 - earlier) / before, 0.0)
    total, events = at_risk.sum(axis=0), d1.sum(axis=0)
    jump = np.where(total > 0, events / np.maximum(total, 1e-300), 0.0)
    pooled = np.cumprod(1 - jump)
    weight = np.concatenate([[1.0], pooled[:-1]]) ** rho
    score = ((d1 - jump * at_risk) * weight).sum(axis=1)
    covariance = np.zeros((groups, groups))
    for r in range(groups):
        covariance += _of_group(r, weight, jump, events, n[r], d2[r], before[r], earlier[r], at_risk, total)
    return score, covariance


def _of_group(
    r: int,
    weight: Floats,
    jump: Floats,
    events: Floats,
    n: Floats,
    others: Floats,
    before: Floats,
    earlier: Floats,
    at_risk: Floats,
    total: Floats,
) -> Floats:
    """Give what one group's events add: each moves the score at once, and later through its estimated R."""
    groups = len(at_risk)
    own = np.zeros((groups, 1))
    own[r] = 1.0
    part = np.where(total > 0, at_risk / np.maximum(total, 1e-300), 0.0)
    direct = weight * (own - part)
    with np.errstate(divide="ignore", invalid="ignore"):
        flow = np.where(n > 0, direct * n / before * jump, 0.0)
        later = np.cumsum(flow[:, ::-1], axis=1)[:, ::-1] - flow
        first = np.where(n > 0, direct - later * (1 - earlier - before) / n, 0.0)
        second = np.where(n > 0, -later * (1 - earlier) / n, 0.0)
    tied = np.where(events > 1, 1 - (events - 1) / np.maximum(total - 1, 1e-300), 1.0)
    spread_first = at_risk[r] * jump * np.clip(tied, 0, 1)
    alike = np.where(others > 1, 1 - (others - 1) / np.maximum(n - 1, 1e-300), 1.0)
    spread_second = others * np.clip(alike, 0, 1)
    return np.asarray((first * spread_first) @ first.T + (second * spread_second) @ second.T)

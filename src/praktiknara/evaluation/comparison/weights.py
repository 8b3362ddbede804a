"""Weights from propensity scores, and the weighted difference with an error that knows the scores were estimated."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from praktiknara.evaluation.read import Flags, Floats


class Weights(NamedTuple):
    """Each person's weight, and how it changes with the logit of the propensity score."""

    weight: Floats
    slope: Floats


def weights_of(score: Floats, treated: Flags, estimand: str) -> Weights:
    """Give the weights for "ATT", "ATC", "ATE" or "ATO" (overlap)."""
    e = score
    if estimand == "ATT":
        one, zero = np.ones(len(e)), e / (1 - e)
        d_one, d_zero = np.zeros(len(e)), zero
    elif estimand == "ATC":
        one, zero = (1 - e) / e, np.ones(len(e))
        d_one, d_zero = -one, np.zeros(len(e))
    elif estimand == "ATE":
        one, zero = 1 / e, 1 / (1 - e)
        d_one, d_zero = -(1 - e) / e, e / (1 - e)
    else:
        one, zero = 1 - e, e
        d_one, d_zero = -e * (1 - e), e * (1 - e)
    return Weights(np.where(treated, one, zero), np.where(treated, d_one, d_zero))


def truncated(weights: Weights, treated: Flags, share: float) -> tuple[Weights, int]:
    """Set weights above their group's quantile `share` to that quantile; give also how many were set."""
    weight, slope = weights.weight.copy(), weights.slope.copy()
    changed = 0
    for group in (treated, ~treated):
        limit = float(np.quantile(weight[group], share))
        above = group & (weight > limit)
        weight[above], slope[above] = limit, 0.0
        changed += int(above.sum())
    return Weights(weight, slope), changed


def weighted_difference(
    y: Floats, treated: Flags, weights: Weights, x: Floats, score: Floats
) -> tuple[float, float, float, float]:
    """Give both weighted means, their difference, and its standard error by stacked estimating equations."""
    n = len(y)
    parts = []
    for group in (treated, ~treated):
        w = np.where(group, weights.weight, 0.0)
        total = float(np.sum(w))
        mean = float(np.sum(w * y)) / total
        influence = n * w * (y - mean) / total
        gradient = x.T @ (np.where(group, weights.slope, 0.0) * (y - mean)) / total
        parts.append((mean, influence, gradient))
    (one, influence_one, gradient_one), (zero, influence_zero, gradient_zero) = parts
    information = (x * (score * (1 - score))[:, None]).T @ x / n
    scores = x * (treated - score)[:, None]
    correction = scores @ np.linalg.solve(information, gradient_one - gradient_zero)
    influence = influence_one - influence_zero + correction
    k = x.shape[1] + 1
    se = float(np.sqrt(np.sum(influence**2) / n / max(n - k, 1)))
    return one, zero, one - zero, se

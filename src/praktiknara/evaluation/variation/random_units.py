"""Likelihoods of units that differ by a normal amount: shares on the logit scale, and means."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special

from praktiknara.evaluation.common.totals import totals
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Floats, Ints

NODES = 25
FARTHEST = 12.0


@dataclass(frozen=True)
class Profile:
    """The maximum of a likelihood in one parameter, its interval by profile, and the test that it is zero."""

    best: float
    low: float
    high: float
    p: float
    loglik: float


def profile(loglik: Callable[[float], float], best: float, level: float, top: float) -> Profile:
    """Find where the profile log likelihood has fallen by half a χ² quantile on each side of its maximum.

    Raises NotEstimableError when it does not fall before `top`.
    """
    from scipy import optimize

    at_best, at_zero = loglik(best), loglik(0.0)
    if at_zero >= at_best - 1e-9:
        best, at_best = 0.0, max(at_zero, at_best)
    fall = float(special.chdtri(1, 1 - level)) / 2

    def over(value: float) -> float:
        return at_best - loglik(value) - fall

    low = 0.0 if best == 0 or over(0.0) <= 0 else float(optimize.brentq(over, 0.0, best, xtol=1e-9))
    reach = max(best * 1.5, top / 256)
    while over(reach) <= 0:
        if reach >= top:
            raise NotEstimableError(
                "unbounded",
                "Skillnaden mellan enheter går inte att begränsa uppåt. Fler enheter eller personer behövs.",
                "The difference between units has no upper bound. More units or persons are needed.",
                where="unit",
            )
        reach = min(reach * 2, top)
    high = float(optimize.brentq(over, best, reach, xtol=1e-9))
    twice = max(0.0, 2 * (at_best - at_zero))
    p = 1.0 if best == 0 else float(special.chdtrc(1, twice)) / 2
    return Profile(best, low, high, p, at_best)


@cache
def _nodes() -> tuple[Floats, Floats]:
    points, weights = np.polynomial.hermite.hermgauss(NODES)
    return np.asarray(points, dtype=np.float64), np.asarray(weights, dtype=np.float64)


@dataclass(frozen=True)
class LogitUnits:
    """Events and persons in rows that share a unit and covariates, in the order of the units."""

    events: Floats
    n: Floats
    unit: Ints
    x: Floats

    def loglik(self, beta: Floats, tau: float) -> float:
        """Give the log likelihood by adaptive Gauss–Hermite quadrature with 25 points."""
        eta = self.x @ beta
        units = int(self.unit.max()) + 1
        mode: Floats = np.zeros(units)
        width: Floats = np.ones(units)
        for _ in range(100):
            p = special.expit(eta + tau * mode[self.unit])
            slope = tau * totals(self.unit, self.events - self.n * p, units) - mode
            width = tau**2 * totals(self.unit, self.n * p * (1 - p), units) + 1
            step = slope / width
            mode = mode + np.asarray(np.clip(step, -2, 2), dtype=np.float64)
            if np.abs(step).max() < 1e-9:
                break
        points, weights = _nodes()
        spread = np.sqrt(2 / width)
        at = mode[:, None] + spread[:, None] * points
        inner = eta[:, None] + tau * at[self.unit]
        rows = self.events[:, None] * inner - self.n[:, None] * np.logaddexp(0, inner)
        starts = np.searchsorted(self.unit, np.arange(units))
        logs = np.add.reduceat(rows, starts) - at**2 / 2 + points**2 + np.log(weights)
        top = logs.max(axis=1, keepdims=True)
        each = top[:, 0] + np.log(np.exp(logs - top).sum(axis=1)) + np.log(spread) - math.log(2 * math.pi) / 2
        return float(each.sum())

    def best(self) -> tuple[Floats, float]:
        """Give the maximum-likelihood fixed effects and tau.

        Raises NotEstimableError when units or groups are all or none, so that there is no maximum.
        """
        from scipy import optimize

        share = self.events.sum() / self.n.sum()
        start = np.zeros(self.x.shape[1] + 1)
        start[0], start[-1] = math.log(share / (1 - share)), 0.5
        bounds = [(-30.0, 30.0)] * self.x.shape[1] + [(0.0, FARTHEST)]

        def negative(values: Floats) -> float:
            return -self.loglik(values[:-1], float(values[-1]))

        found = optimize.minimize(
            negative,
            start,
            method="L-BFGS-B",
            bounds=bounds,
            options={"ftol": 1e-13, "gtol": 1e-7},
        )
        if np.abs(found.x[:-1]).max() > 25 or found.x[-1] > FARTHEST - 0.1:
            raise NotEstimableError(
                "separated",
                "Nästan alla i en enhet eller grupp har samma utfall. Slå ihop enheter eller kategorier.",
                "Nearly all in a unit or group have the same outcome. Merge units or categories.",
                where="events",
            )
        return np.asarray(found.x[:-1]), float(found.x[-1])

    def profiled(self, start: Floats) -> Callable[[float], float]:
        """Give the log likelihood of tau with the fixed effects at their best for it."""
        from scipy import optimize

        def at(tau: float) -> float:
            def negative(beta: Floats) -> float:
                return -self.loglik(beta, tau)

            found = optimize.minimize(
                negative,
                start,
                method="L-BFGS-B",
                bounds=[(-40.0, 40.0)] * len(start),
                options={"ftol": 1e-14, "gtol": 1e-8},
            )
            return -float(found.fun)

        return at


@dataclass(frozen=True)
class MeanUnits:
    """Size and mean of each unit, and the sum of squares within units: all that the likelihood needs."""

    n: Floats
    mean: Floats
    within: float

    def _parts(self, ratio: float) -> tuple[float, float, float]:
        """Give the weighted mean, the log determinants and the sum of squares at τ²/σ²."""
        weight = self.n / (1 + self.n * ratio)
        mean = float((weight * self.mean).sum() / weight.sum())
        logs = float(np.log1p(self.n * ratio).sum()) + math.log(float(weight.sum()))
        return mean, logs, self.within + float((weight * (self.mean - mean) ** 2).sum())

    def of_ratio(self, root: float) -> float:
        """Give the restricted log likelihood at τ/σ, with σ at its best for it."""
        _, logs, squares = self._parts(root**2)
        free = float(self.n.sum()) - 1
        return -(logs + free * (1 + math.log(2 * math.pi * squares / free))) / 2

    def of_tau(self, tau: float) -> float:
        """Give the restricted log likelihood at τ, with σ at its best for it."""
        from scipy import optimize

        free = float(self.n.sum()) - 1
        pooled = self._parts(0.0)[2] / free

        def at(log_variance: float) -> float:
            variance = math.exp(log_variance)
            _, logs, squares = self._parts(tau**2 / variance)
            return logs + free * (math.log(2 * math.pi) + log_variance) + squares / variance

        middle = math.log(pooled)
        found = optimize.minimize_scalar(
            at, bounds=(middle - 14, middle + 2), method="bounded", options={"xatol": 1e-10}
        )
        return -float(found.fun) / 2

    def best(self) -> tuple[float, float, float]:
        """Give the best τ/σ, the mean and σ."""
        from scipy import optimize

        found = optimize.minimize_scalar(
            lambda u: -self.of_ratio(u / (1 - u)),
            bounds=(0.0, 1 - 1e-5),
            method="bounded",
            options={"xatol": 1e-11, "maxiter": 500},
        )
        u = float(found.x)
        root = 0.0 if self.of_ratio(0.0) >= -float(found.fun) - 1e-9 else u / (1 - u)
        mean, _, squares = self._parts(root**2)
        return root, mean, math.sqrt(squares / (float(self.n.sum()) - 1))

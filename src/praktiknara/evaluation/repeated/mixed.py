"""A linear mixed model with one or two random effects per person, by (restricted) maximum likelihood."""

import math
from dataclasses import dataclass

import numpy as np

from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.read import Floats, Ints

NOWHERE = 1e100  # the deviance where the model cannot be computed
FARTHEST = 1e4  # times the residual standard deviation


@dataclass(frozen=True)
class MixedFit:
    """Fixed effects with their covariance, residual variance, and the covariance of the random effects."""

    beta: Floats
    covariance: Floats
    residual: float
    random: Floats
    loglik: float
    boundary: bool


@dataclass(frozen=True)
class _Sums:
    """Everything the likelihood needs of the data: sums of products by person, and over all."""

    ztz: Floats
    ztx: Floats
    zty: Floats
    xtx: Floats
    xty: Floats
    yty: float
    n: int


def _sums(y: Floats, x: Floats, z: Floats, person: Ints) -> _Sums:
    groups, p, q = int(person.max()) + 1, x.shape[1], z.shape[1]

    def by_person(weights: Floats) -> Floats:
        return np.bincount(person, weights, groups).astype(np.float64)

    ztz, ztx, zty = np.empty((groups, q, q)), np.empty((groups, q, p)), np.empty((groups, q))
    for a in range(q):
        zty[:, a] = by_person(z[:, a] * y)
        for b in range(q):
            ztz[:, a, b] = by_person(z[:, a] * z[:, b])
        for b in range(p):
            ztx[:, a, b] = by_person(z[:, a] * x[:, b])
    return _Sums(ztz, ztx, zty, x.T @ x, x.T @ y, float(y @ y), len(y))


def _solve(left: Floats, right: Floats) -> Floats:
    return np.asarray(np.linalg.solve(left, right), dtype=np.float64)


def _solved(sums: _Sums, factor: Floats) -> tuple[float, Floats, Floats, float]:
    """Give the log determinant, X'V⁻¹X, its solution for the fixed effects, and the weighted sum of squares."""
    q = len(factor)
    inner = np.eye(q) + factor.T @ sums.ztz @ factor
    ax, ay = factor.T @ sums.ztx, (sums.zty @ factor)[:, :, None]
    cx: Floats
    cy: Floats
    if q == 1:
        cx, cy = ax / inner, ay / inner
        logdet = float(np.log(inner).sum())
    else:
        cx, cy = _solve(inner, ax), _solve(inner, ay)
        logdet = float(np.linalg.slogdet(inner)[1].sum())
    p = len(sums.xty)
    across = ax.reshape(-1, p)
    s = sums.xtx - across.T @ cx.reshape(-1, p)
    right = sums.xty - across.T @ cy.reshape(-1)
    beta: Floats = _solve(s, right)
    rss = sums.yty - float(ay.reshape(-1) @ cy.reshape(-1)) - float(right @ beta)
    return logdet, s, beta, rss


def _deviance(sums: _Sums, factor: Floats, reml: bool) -> float:
    try:
        logdet, s, _, rss = _solved(sums, factor)
    except np.linalg.LinAlgError:
        return NOWHERE
    free = sums.n - (len(s) if reml else 0)
    if not rss > 0:
        return NOWHERE
    extra = float(np.linalg.slogdet(s)[1]) if reml else 0.0
    return logdet + extra + free * (1 + math.log(2 * math.pi * rss / free))


def _factor(theta: Floats) -> Floats:
    if len(theta) == 1:
        return np.array([[theta[0]]])
    return np.array([[theta[0], 0.0], [theta[1], theta[2]]])


def fit_mixed(y: Floats, x: Floats, z: Floats, person: Ints, *, reml: bool = True) -> MixedFit:
    """Fit y = xβ + z u + e; the first column of x is the intercept, `person` numbers the persons from 0.

    Raises:
        TooFewError: no more rows than fixed effects.
        NotEstimableError: columns that say the same thing, a perfect fit, numbers that are too large, or a search
            that finds no maximum.
    """
    n, p = x.shape
    if n <= p:
        raise TooFewError(
            "too_few",
            "Det finns för få mätningar för modellen.",
            "There are too few measurements for the model.",
            where="data",
        )
    with np.errstate(over="ignore", invalid="ignore"):
        middle, spread = float(y.mean()), float(y.std())
    if not math.isfinite(spread) or spread <= 1e-12 * abs(middle) or spread == 0:
        raise NotEstimableError(
            "constant",
            "Alla värden är lika, eller talen är för stora. Då går modellen inte att räkna.",
            "All values are equal, or the numbers are too large. Then the model cannot be fitted.",
            where="value",
        )
    widths = np.maximum(np.abs(z).max(axis=0), 1e-300)
    sums = _sums((y - middle) / spread, x, z / widths, person)
    if np.linalg.matrix_rank(sums.xtx) < p:
        raise NotEstimableError(
            "empty_cells",
            "Någon grupp saknar mätningar vid någon tidpunkt. Slå ihop grupper eller tidpunkter.",
            "Some group has no measurements at some time. Merge groups or times.",
            where="data",
        )
    theta, boundary = _search(sums, z.shape[1], reml)
    factor = _factor(theta)
    free = n - (p if reml else 0)
    residual = 0.0
    if _deviance(sums, factor, reml) < NOWHERE:
        _, s, beta, rss = _solved(sums, factor)
        residual = rss / free
    if residual < 1e-12:
        raise NotEstimableError(
            "perfect_fit",
            "Modellen förklarar varje mätning exakt. Då finns inget fel att räkna med.",
            "The model explains every measurement exactly. Then there is no error to reckon with.",
            where="value",
        )
    beta = beta * spread
    beta[0] += middle
    random = (factor @ factor.T) * residual * spread**2 / np.outer(widths, widths)
    scale = spread**2
    loglik = -(_deviance(sums, factor, reml) + free * math.log(scale)) / 2
    return MixedFit(beta, _solve(s, np.eye(p)) * residual * scale, residual * scale, random, loglik, boundary)


def _search(sums: _Sums, q: int, reml: bool) -> tuple[Floats, bool]:
    from scipy import optimize

    if q == 1:

        def one(u: float) -> float:
            return _deviance(sums, np.array([[u / (1 - u)]]), reml)

        found = optimize.minimize_scalar(
            one, bounds=(0.0, 1 - 1e-6), method="bounded", options={"xatol": 1e-10, "maxiter": 500}
        )
        u = float(found.x)
        if one(0.0) <= float(found.fun) + 1e-9:
            return np.array([0.0]), True
        return np.array([u / (1 - u)]), False

    def three(theta: Floats) -> float:
        return _deviance(sums, _factor(theta), reml)

    start = np.array([1.0, 0.0, 1.0])
    bounds = [(0.0, FARTHEST), (-FARTHEST, FARTHEST), (0.0, FARTHEST)]
    first = optimize.minimize(three, start, method="L-BFGS-B", bounds=bounds)
    last = optimize.minimize(
        three,
        first.x,
        method="Nelder-Mead",
        bounds=bounds,
        options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 1500, "maxfev": 1500},
    )
    if not (last.success and last.fun < NOWHERE):
        raise NotEstimableError(
            "not_converged",
            "Modellen hittar ingen lösning. Pröva utan slumpmässig lutning (random_slope=false).",
            "The model finds no solution. Try without a random slope (random_slope=false).",
            where="random_slope",
        )
    theta = np.asarray(last.x, dtype=np.float64)
    return theta, bool(min(theta[0], theta[2]) < 1e-4)

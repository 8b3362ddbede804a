"""Fits of a straight-line model to a series: errors that remember the one before, and counts that vary more than chance."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from praktiknara.evaluation.common import linear as _linear
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Floats

_Pair: TypeAlias = tuple[float, float, NDArray[np.float64]]
_EDGE = 0.98


class SeriesFit(NamedTuple):
    """Coefficients with covariance, standardised residuals free of what was modelled, and the fitted line.

    `spread` gives how the covariance moves with the autocorrelation, for the degrees of freedom of a contrast.
    """

    beta: Floats
    covariance: Floats
    residuals: Floats
    df: int
    rho: float | None = None
    dispersion: float | None = None
    spread: Floats | None = None
    nuisance: Floats | None = None

    def df_of(self, contrast: Floats) -> float:
        """Give the degrees of freedom of a contrast: Satterthwaite's where the autocorrelation is estimated."""
        if self.spread is None or self.nuisance is None:
            return float(self.df)
        variance = float(contrast @ self.covariance @ contrast)
        gradient = np.array([float(contrast @ self.spread @ contrast), variance])
        below = float(gradient @ self.nuisance @ gradient)
        found = 2 * variance**2 / below if below > 0 else float(self.df)
        return min(max(found, 2.0), float(self.df))


def autoregressive(x: Floats, y: Floats) -> SeriesFit:
    """Fit by generalised least squares with AR(1) errors, the autocorrelation by restricted maximum likelihood."""
    from scipy.optimize import minimize_scalar

    n, k = x.shape

    def pieces(rho: float) -> _Pair:
        tx, ty = _whitened(x, rho), _whitened(y, rho)
        q, r = np.linalg.qr(tx)
        left = ty - q @ (q.T @ ty)
        inverse = np.linalg.inv(r)
        log_det = 2 * float(np.sum(np.log(np.abs(np.diag(r)))))
        return float(left @ left), log_det - math.log1p(-(rho**2)), inverse @ inverse.T

    def loss(rho: float) -> float:
        squares, log_det, _ = pieces(rho)
        return float(0.5 * ((n - k) * math.log(squares) + log_det))

    # The likelihood may have two tops: look everywhere before looking closely.
    grid = np.linspace(-0.95, 0.95, 39)
    best = float(grid[int(np.argmin([loss(float(rho)) for rho in grid]))])
    low, high = max(best - 0.05, -_EDGE), min(best + 0.05, _EDGE)
    rho = float(minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-10}).x)
    squares, log_det, bread = pieces(rho)
    sigma2 = squares / (n - k)
    step = 1e-3
    up, down = pieces(min(rho + step, 0.999)), pieces(max(rho - step, -0.999))
    curved = ((up[0] - 2 * squares + down[0]) / sigma2 + up[1] - 2 * log_det + down[1]) / step**2
    across = (up[0] - down[0]) / (2 * step * sigma2)
    information = 0.5 * np.array([[curved, -across], [-across, float(n - k)]])
    nuisance: Floats | None = None
    if information[0, 0] > 0 and float(np.linalg.det(information)) > 1e-9 * information[0, 0]:
        nuisance = np.asarray(np.linalg.inv(information), dtype=np.float64)
    tx, ty = _whitened(x, rho), _whitened(y, rho)
    beta = bread @ (tx.T @ ty)
    return SeriesFit(
        beta,
        bread * sigma2,
        (ty - tx @ beta) / math.sqrt(sigma2),
        n - k,
        rho=rho,
        spread=(up[2] - down[2]) / (2 * step) * sigma2,
        nuisance=nuisance,
    )


def _whitened(values: Floats, rho: float) -> Floats:
    """Take out of each point what the one before says of it."""
    first = values[:1] * math.sqrt(1 - rho**2)
    return np.concatenate([first, values[1:] - rho * values[:-1]])


def least_squares(x: Floats, y: Floats, names: list[str], lag: int | None) -> SeriesFit:
    """Fit by least squares, with the Newey–West covariance when a lag is given."""
    fit = _linear.ols(x, y, names)
    covariance = _linear.classical(fit) if lag is None else _linear.newey_west(fit, lag)
    scale = math.sqrt(float(np.sum(fit.residuals**2)) / fit.df)
    return SeriesFit(fit.beta, covariance, fit.residuals / scale, fit.df)


def poisson(x: Floats, y: Floats, offset: Floats, lag: int | None) -> SeriesFit:
    """Fit counts by quasi-Poisson; the covariance by dispersion, or Newey–West when a lag is given."""
    beta, mean, bread = _scoring(x, y, offset, 0.0)
    n, k = x.shape
    dispersion = float(np.sum((y - mean) ** 2 / mean)) / (n - k)
    if dispersion <= 1e-12:
        raise _no_spread()
    covariance = bread * dispersion
    if lag is not None:
        held = _linear.Fit(beta, y - mean, x, np.ones(n), bread, n - k)
        covariance = _linear.newey_west(held, lag)
    residuals = (y - mean) / np.sqrt(mean * dispersion)
    return SeriesFit(beta, covariance, residuals, n - k, dispersion=dispersion)


def negative_binomial(x: Floats, y: Floats, offset: Floats) -> SeriesFit:
    """Fit counts with variance μ + α μ², α by maximum likelihood; the covariance takes α as known."""
    from scipy.optimize import minimize_scalar

    def loss(log_alpha: float) -> float:
        alpha = math.exp(log_alpha)
        mean = _scoring(x, y, offset, alpha)[1]
        size = 1 / alpha
        terms = gammaln(y + size) - gammaln(size) + y * np.log(alpha * mean)
        return -float(np.sum(terms - (y + size) * np.log1p(alpha * mean)))

    alpha = math.exp(float(minimize_scalar(loss, bounds=(-14.0, 4.0), method="bounded").x))
    beta, mean, bread = _scoring(x, y, offset, alpha)
    n, k = x.shape
    residuals = (y - mean) / np.sqrt(mean + alpha * mean**2)
    return SeriesFit(beta, bread, residuals, n - k, dispersion=alpha)


def _scoring(x: Floats, y: Floats, offset: Floats, alpha: float) -> tuple[Floats, Floats, Floats]:
    """Fisher scoring for the log link: coefficients, means and the inverse information."""
    mean = np.maximum(y, 0.5 * float(y.mean()))
    eta = np.log(mean)
    beta: Floats = np.zeros(x.shape[1])
    for step in range(100):
        weight = mean / (1 + alpha * mean)
        target = eta - offset + (y - mean) / mean
        information = (x * weight[:, None]).T @ x
        if np.linalg.cond(information) > 1e13:
            break
        new: Floats = np.asarray(np.linalg.solve(information, x.T @ (weight * target)))
        eta = np.clip(x @ new + offset, -300, 300)
        mean = np.exp(eta)
        moved = float(np.abs(new - beta).max())
        beta = new
        if step and moved < 1e-10 * max(1.0, float(np.abs(beta).max())):
            inverse = np.linalg.inv((x * (mean / (1 + alpha * mean))[:, None]).T @ x)
            return beta, mean, np.asarray(inverse)
    raise NotEstimableError(
        "no_convergence",
        "Modellen går inte att beräkna, oftast för att någon del av serien bara har nollor. Slå ihop perioder eller ta bort säsongen.",
        "The model cannot be computed, mostly because some part of the series is nothing but zeros. Merge periods or leave out the season.",
        where="values",
    )


def _no_spread() -> NotEstimableError:
    return NotEstimableError(
        "no_spread",
        "Serien varierar inte utöver linjen, så osäkerheten kan inte beräknas.",
        "The series does not vary beyond the line, so the uncertainty cannot be estimated.",
        where="values",
    )

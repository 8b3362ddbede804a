"""Least squares and the four ways its uncertainty is told: classical, heteroskedastic, clustered and Newey–West."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Ints
from praktiknara.evaluation.result import Interval


@dataclass(frozen=True)
class Fit:
    """A least-squares fit: coefficients, residuals, the design, its weights and the inverse of X'WX."""

    beta: Floats
    residuals: Floats
    x: Floats
    weights: Floats
    bread: Floats
    df: int


def power_of_two(largest: float) -> float:
    """Give the power of two above a size: dividing by it loses no digits. One for zero."""
    return math.ldexp(1.0, min(math.frexp(largest)[1], 1000)) if largest > 0 else 1.0


def independent(x: Floats) -> Flags:
    """Say of each column whether it is not a sum of those before it."""
    lengths = np.sqrt(np.sum(x**2, axis=0))
    kept = lengths > 0
    gram = (x[:, kept] / lengths[kept]).T @ (x[:, kept] / lengths[kept])
    held = np.zeros(x.shape[1], dtype=bool)
    basis: list[int] = []
    for place, column in enumerate(np.flatnonzero(kept)):
        left = 1.0
        if basis:
            inner = gram[np.ix_(basis, basis)]
            side = gram[basis, place]
            left = float(gram[place, place] - side @ np.linalg.solve(inner, side))
        if left > 1e-9:
            basis.append(place)
            held[column] = True
    return held


def refuse_dependent(x: Floats, names: Sequence[str]) -> None:
    """Refuse a column that is a sum of those before it, naming it."""
    held = independent(x)
    if not held.all():
        culprit = names[int(np.argmin(held))]
        raise NotEstimableError(
            "not_independent",
            f"{culprit} varierar inte eller följer av de andra kolumnerna.",
            f"{culprit} does not vary, or follows from the other columns.",
            where=culprit,
        )


def ols(x: Floats, y: Floats, names: Sequence[str], weights: Floats | None = None) -> Fit:
    """Fit y on the columns of x by (weighted) least squares.

    Raises NotEstimableError when a column is a sum of others or the outcome never varies, naming the column, and
    TooFewError when there are not more rows than columns.
    """
    n, k = x.shape
    if n <= k:
        raise TooFewError(
            "too_few_rows",
            f"Det finns {n} rader för {k} storheter. Det behövs fler rader.",
            f"There are {n} rows for {k} quantities. More rows are needed.",
            where="data",
        )
    largest = float(np.abs(y).max())
    if largest > 1e140 or float(np.abs(x).max()) > 1e140:
        raise InputError(
            "out_of_range", "Talen är orimligt stora.", "The numbers are unreasonably large.", where="data"
        )
    refuse_dependent(x, names)
    w = np.ones(n) if weights is None else weights
    scale = np.sqrt(np.sum(x**2, axis=0))
    design = x / scale
    root = np.sqrt(w)[:, None]
    q, r = np.linalg.qr(design * root)
    inverse = np.linalg.inv(r)
    unit = power_of_two(largest)
    beta = inverse @ (q.T @ (y / unit * root[:, 0]))
    residuals = (y / unit - design @ beta) * unit
    if float(np.abs(residuals).max()) <= 1e-11 * largest:
        raise NotEstimableError(
            "no_spread",
            "Utfallet varierar inte utöver det som kolumnerna förklarar, så osäkerheten kan inte beräknas.",
            "The outcome does not vary beyond what the columns explain, so the uncertainty cannot be estimated.",
            where="outcome",
        )
    bread = inverse @ inverse.T / np.outer(scale, scale)
    return Fit(beta * unit / scale, residuals, x, w, bread, n - k)


def classical(fit: Fit) -> Floats:
    """Give the covariance under one common variance."""
    return np.asarray(fit.bread * float(np.sum(fit.weights * fit.residuals**2)) / fit.df)


def robust(fit: Fit) -> Floats:
    """Give the heteroskedasticity-consistent covariance HC2: each squared residual over 1 − its leverage."""
    leverage = np.einsum("ij,jk,ik->i", fit.x, fit.bread, fit.x) * fit.weights
    scores = fit.x * (fit.weights * fit.residuals / np.sqrt(np.maximum(1 - leverage, 1e-10)))[:, None]
    return np.asarray(fit.bread @ (scores.T @ scores) @ fit.bread)


def clustered(fit: Fit, groups: Ints, parameters: int | None = None) -> Floats:
    """Give the cluster-robust covariance times G/(G−1)·(n−1)/(n−k); `groups` are codes from 0."""
    n = len(fit.residuals)
    k = fit.x.shape[1] if parameters is None else parameters
    scores = fit.x * (fit.weights * fit.residuals)[:, None]
    count = int(groups.max()) + 1
    sums = np.column_stack([np.bincount(groups, column, count) for column in scores.T])
    factor = count / (count - 1) * (n - 1) / (n - k)
    return factor * fit.bread @ (sums.T @ sums) @ fit.bread


def newey_west(fit: Fit, lag: int) -> Floats:
    """Give the covariance with Bartlett weights up to `lag`, times n/(n−k)."""
    scores = fit.x * (fit.weights * fit.residuals)[:, None]
    middle = scores.T @ scores
    for step in range(1, lag + 1):
        across = scores[step:].T @ scores[:-step]
        middle += (1 - step / (lag + 1)) * (across + across.T)
    n = len(fit.residuals)
    return n / fit.df * fit.bread @ middle @ fit.bread


def error_of(covariance: Floats, place: int) -> float:
    """Give the standard error of one coefficient."""
    return math.sqrt(max(float(covariance[place, place]), 0.0))


def t_interval(
    estimate: float, se: float, df: float, level: float, kind: str
) -> tuple[float, float, Interval]:
    """Give t, the two-sided p-value and the interval on t with `df` degrees of freedom."""
    if se <= 0:
        raise NotEstimableError(
            "no_spread",
            "Osäkerheten kan inte beräknas, för ingenting varierar.",
            "The uncertainty cannot be estimated, for nothing varies.",
            where="outcome",
        )
    t = estimate / se
    half = float(stdtrit(df, (1 + level) / 2)) * se
    p = 2 * float(stdtr(df, -abs(t)))
    return t, p, Interval(estimate - half, estimate + half, level, kind)

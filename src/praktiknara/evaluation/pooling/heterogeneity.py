"""How much evaluations differ beyond chance: Cochran's Q, the between-evaluation variance and its shares."""

import numpy as np

from praktiknara.evaluation.read import Floats


def cochran(y: Floats, v: Floats, tau2: float = 0.0) -> float:
    """Give Q with weights 1/(v + tau2); Cochran's own when tau2 is zero."""
    w = 1 / (v + tau2)
    return float(np.sum(w * (y - np.sum(w * y) / np.sum(w)) ** 2))


def tau2(y: Floats, v: Floats, method: str) -> float:
    """Give the between-evaluation variance by the named method: "fixed" (zero), "DL", "PM" or "REML"."""
    if method == "fixed":
        return 0.0
    if method == "PM":
        return _paule_mandel(y, v)
    return _dersimonian_laird(y, v) if method == "DL" else _reml(y, v)


def _dersimonian_laird(y: Floats, v: Floats) -> float:
    w = 1 / v
    scale = float(np.sum(w) - np.sum(w**2) / np.sum(w))
    return max(0.0, (cochran(y, v) - (len(y) - 1)) / scale)


def _paule_mandel(y: Floats, v: Floats) -> float:
    """Find the variance that makes Q its own degrees of freedom; Q falls as the variance grows."""
    from scipy.optimize import brentq

    df = len(y) - 1
    if cochran(y, v) <= df:
        return 0.0
    high = float(np.var(y, ddof=1)) + float(v.max())
    while cochran(y, v, high) > df:
        high *= 2
    return float(brentq(lambda t: cochran(y, v, t) - df, 0.0, high, xtol=1e-14 * high, rtol=1e-13))


def _reml(y: Floats, v: Floats) -> float:
    """Find the top of the restricted likelihood: the best of a grid (it may have several tops), then where it is flat."""
    from scipy.optimize import brentq

    def score(t: float) -> float:
        w = 1 / (v + t)
        centre = np.sum(w * y) / np.sum(w)
        return float(np.sum((w * (y - centre)) ** 2) - np.sum(w) + np.sum(w**2) / np.sum(w))

    widest = 2 * (float(np.var(y, ddof=1)) + float(v.max()))
    grid = np.concatenate([[0.0], np.geomspace(1e-9 * float(v.min()), widest, 400)])
    w = 1 / (v + grid[:, None])
    total = w.sum(axis=1)
    centre = (w @ y) / total
    spread = np.sum(w * (y - centre[:, None]) ** 2, axis=1)
    best = int(np.argmax(0.5 * (np.log(w).sum(axis=1) - np.log(total) - spread)))
    low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, len(grid) - 1)])
    if score(low) <= 0:
        return low
    if score(high) >= 0:
        return high
    return float(brentq(score, low, high, xtol=1e-14 * widest, rtol=1e-13))


def shares(q: float, k: int, tau2: float, v: Floats, method: str) -> tuple[float, float]:
    """Give I² in percent and H²."""
    if method == "fixed":
        i2 = max(0.0, 100 * (q - (k - 1)) / q) if q > 0 else 0.0
        return i2, q / (k - 1)
    w = 1 / v
    typical = (k - 1) * float(np.sum(w)) / float(np.sum(w) ** 2 - np.sum(w**2))
    return 100 * tau2 / (tau2 + typical), (tau2 + typical) / typical


def from_counts(a: Floats, b: Floats, c: Floats, d: Floats, measure: str) -> tuple[Floats, Floats]:
    """Give estimates (log scale for ratios) and their variances from the four cells."""
    n1, n2 = a + b, c + d
    if measure == "RR":
        return np.log(a / n1) - np.log(c / n2), 1 / a - 1 / n1 + 1 / c - 1 / n2
    if measure == "OR":
        return np.log(a) + np.log(d) - np.log(b) - np.log(c), 1 / a + 1 / b + 1 / c + 1 / d
    return a / n1 - c / n2, a / n1 * (b / n1) / n1 + c / n2 * (d / n2) / n2

"""How much evaluations differ beyond chance: Cochran's Q, the between-evaluation variance and its shares."""

import numpy as np

from praktiknara.evaluation.errors import NotEstimableError
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
    start = _dersimonian_laird(y, v)
    return start if method == "DL" else _reml(y, v, start)


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


def _reml(y: Floats, v: Floats, start: float) -> float:
    """Fisher scoring on the restricted likelihood, the step halved where it would fall below zero."""
    found = start
    for _ in range(1000):
        w = 1 / (v + found)
        total = float(np.sum(w))
        centre = float(np.sum(w * y)) / total
        squares = float(np.sum(w**2))
        score = float(np.sum((w * (y - centre)) ** 2)) - (total - squares / total)
        information = squares - 2 * float(np.sum(w**3)) / total + (squares / total) ** 2
        step = score / information
        if found == 0 and step <= 0:
            return 0.0
        while found + step < 0:
            step /= 2
            if found + step <= 1e-14 * float(v.min()):
                return 0.0
        found += step
        if abs(step) <= 1e-12 * (found + float(v.min())):
            return found
    raise NotEstimableError(
        "no_convergence",
        "REML hittar ingen lösning för de här utvärderingarna. Pröva metoden PM eller DL.",
        "REML finds no solution for these evaluations. Try the method PM or DL.",
        where="method",
    )


def shares(q: float, k: int, tau2: float, v: Floats, method: str) -> tuple[float, float]:
    """Give I² in percent and H²."""
    if method == "fixed":
        i2 = max(0.0, 100 * (q - (k - 1)) / q) if q > 0 else 0.0
        return i2, q / (k - 1)
    w = 1 / v
    typical = (k - 1) * float(np.sum(w)) / float(np.sum(w) ** 2 - np.sum(w**2))
    return 100 * tau2 / (tau2 + typical), (tau2 + typical) / typical

"""Where chance alone puts units of each size about a target: exact, interpolated, and widened for overdispersion."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Floats

# Lower and upper tail of the 99.8 % and the 95 % limits, in the order low 99.8, low 95, high 95, high 99.8.
TAILS = (0.001, 0.025, 0.975, 0.999)


def garwood(expected: Floats) -> Floats:
    """Give rows of exact Poisson limits for observed / expected, from the chi-square distribution."""
    low = [special.gammaincinv(expected, p) / expected for p in TAILS[:2]]
    high = [special.gammaincinv(expected + 1, p) / expected for p in TAILS[2:]]
    return np.column_stack([*low, *high])


def _least(p: float, guess: Floats, distribution: Any, top: Floats | float) -> Floats:
    """Give the least whole r whose distribution function is at least p."""
    r = np.clip(np.floor(guess), 0, top)
    while (down := (r > 0) & (distribution(r - 1) >= p)).any():
        r = np.where(down, r - 1, r)
    while (up := (r < top) & (distribution(r) < p)).any():
        r = np.where(up, r + 1, r)
    return np.asarray(r, dtype=np.float64)


def _interpolated(p: float, mean: Floats, sd: Floats, distribution: Any, top: Floats | float) -> Floats:
    r = _least(p, mean + special.ndtri(p) * sd, distribution, top)
    at = distribution(r)
    below = np.where(r > 0, distribution(np.maximum(r - 1, 0)), 0.0)
    return np.asarray(np.maximum(r - (at - p) / (at - below), 0.0), dtype=np.float64)


def binomial(n: Floats, share: float) -> Floats:
    """Give rows of exact binomial limits for a share, interpolated between whole numbers."""
    sd = np.sqrt(n * share * (1 - share))

    def distribution(r: Floats) -> Floats:
        return np.asarray(special.bdtr(r, n.astype(np.int64), share), dtype=np.float64)

    return np.column_stack([_interpolated(p, n * share, sd, distribution, n) / n for p in TAILS])


def poisson(expected: Floats, target: float) -> Floats:
    """Give rows of exact Poisson limits for observed / expected about a target, interpolated between whole numbers."""
    mean = expected * target

    def distribution(r: Floats) -> Floats:
        return np.asarray(special.pdtr(r, mean), dtype=np.float64)

    return np.column_stack(
        [_interpolated(p, mean, np.sqrt(mean), distribution, math.inf) / expected for p in TAILS]
    )


@dataclass(frozen=True)
class Scale:
    """A scale on which units' values are about normal: their values, their standard errors, and the target."""

    name: str
    value: Floats
    error: Floats
    target: float

    def z(self) -> Floats:
        """Give each unit's distance from the target in standard errors."""
        return (self.value - self.target) / self.error


def scale(name: str, observed: Floats, size: Floats, target: float) -> Scale:
    """Give units on the scale "log" or "sqrt" (ratios) or "arcsine" (shares).

    Raises NotEstimableError: a unit without events has no logarithm.
    """
    if name == "log":
        if (observed == 0).any():
            raise NotEstimableError(
                "log_of_zero",
                'En enhet utan händelser har ingen logaritm. Välj transform="sqrt".',
                'A unit without events has no logarithm. Choose transform="sqrt".',
                where="observed",
            )
        return Scale(name, np.log(observed / size), 1 / np.sqrt(size * target), math.log(target))
    if name == "sqrt":
        return Scale(name, np.sqrt(observed / size), 1 / (2 * np.sqrt(size)), math.sqrt(target))
    value = np.arcsin(np.sqrt(observed / size))
    return Scale(name, value, 1 / (2 * np.sqrt(size)), math.asin(math.sqrt(target)))


def _on_scale(name: str, value: float) -> float:
    if name == "log":
        return math.log(value)
    return math.sqrt(value) if name == "sqrt" else math.asin(math.sqrt(value))


def errors(name: str, size: Floats, target: float) -> Floats:
    """Give the standard errors on a scale for units of these sizes."""
    return 1 / np.sqrt(size * target) if name == "log" else 1 / (2 * np.sqrt(size))


def trimmed(z: Floats, trimming: str, by: float) -> Floats:
    """Give the scores with the outermost share at each end drawn in ("winsorise") or taken away ("truncate")."""
    if trimming == "winsorise":
        return np.clip(z, np.quantile(z, by), np.quantile(z, 1 - by))
    if trimming == "truncate" and by > 0:
        _, place, many = np.unique(z, return_inverse=True, return_counts=True)
        middle = (np.cumsum(many) - (many - 1) / 2)[place]
        groups = 1 / by
        group = np.floor(middle * groups / (len(z) + 1))
        return z[(group > 0) & (group < groups - 1)]
    return z


def dispersion(z: Floats, error: Floats, trimming: str, by: float) -> tuple[float, float]:
    """Give phi (mean squared trimmed score) and tau² between units, from its expectation by moments."""
    kept = trimmed(z, trimming, by)
    if not len(kept):
        raise NotEstimableError(
            "nothing_left",
            "Det finns för få enheter kvar efter trimning. Minska trim.",
            "Too few units are left after trimming. Lower trim.",
            where="trim",
        )
    phi = float(np.mean(kept**2))
    weight = 1 / error**2
    scaling = float(np.sum(weight) - np.sum(weight**2) / np.sum(weight))
    excess = len(kept) * phi - (len(kept) - 1)
    return phi, max(0.0, excess / scaling) if scaling > 0 else 0.0


def widened(name: str, size: Floats, target: float, phi: float, tau2: float) -> Floats:
    """Give rows of limits widened by the factor phi and the variance tau² on a scale, taken back to the values."""
    error = np.sqrt(max(phi, 1.0) * errors(name, size, target) ** 2 + tau2)
    middle = _on_scale(name, target)
    lines = middle + np.outer(error, special.ndtri(np.array(TAILS)))
    if name == "log":
        return np.exp(lines)
    if name == "sqrt":
        return np.maximum(lines, 0.0) ** 2
    return np.sin(np.clip(lines, 0.0, math.pi / 2)) ** 2

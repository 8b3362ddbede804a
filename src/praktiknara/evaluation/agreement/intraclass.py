"""Intraclass correlations from the two-way table of mean squares, with their F-based intervals."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from praktiknara.evaluation import read
from praktiknara.evaluation.agreement.matrix import matrix
from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.read import Floats
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

LARGEST = 1e100


@dataclass(frozen=True)
class MeanSquares:
    """Mean squares of n targets rated by k raters: between targets, raters, within targets, and the error."""

    n: int
    k: int
    between: float
    raters: float
    within: float
    error: float


def mean_squares(ratings: Floats) -> MeanSquares:
    """Give the mean squares of a full table of targets (rows) and raters (columns)."""
    n, k = ratings.shape
    centred = ratings - ratings.mean()
    targets, raters = centred.mean(axis=1), centred.mean(axis=0)
    between = k * float((targets**2).sum())
    across = n * float((raters**2).sum())
    error = float(((centred - targets[:, None] - raters) ** 2).sum())
    return MeanSquares(
        n,
        k,
        between / (n - 1),
        across / (k - 1),
        (across + error) / (n * (k - 1)),
        error / ((n - 1) * (k - 1)),
    )


def coefficients(ms: MeanSquares) -> dict[str, float]:
    """Give the six coefficients of Shrout & Fleiss by name; NaN where the ratings do not vary."""
    n, k = ms.n, ms.k
    both = (ms.raters - ms.error) / n

    def ratio(upper: float, lower: float) -> float:
        return upper / lower if lower > 0 else math.nan

    return {
        "ICC1_1": ratio(ms.between - ms.within, ms.between + (k - 1) * ms.within),
        "ICC2_1": ratio(ms.between - ms.error, ms.between + (k - 1) * ms.error + k * both),
        "ICC3_1": ratio(ms.between - ms.error, ms.between + (k - 1) * ms.error),
        "ICC1_k": ratio(ms.between - ms.within, ms.between),
        "ICC2_k": ratio(ms.between - ms.error, ms.between + both),
        "ICC3_k": ratio(ms.between - ms.error, ms.between),
    }


def _f(p: float, df1: float, df2: float) -> float:
    return float(special.fdtri(df1, df2, p))


def intervals(ms: MeanSquares, level: float) -> dict[str, tuple[float, float]]:
    """Give the intervals of McGraw & Wong (1996) for the six; at most 1, NaN where they do not exist."""
    n, k, upper = ms.n, ms.k, 1 - (1 - level) / 2
    found: dict[str, tuple[float, float]] = {}
    for number, error, df in ((1, ms.within, n * (k - 1)), (3, ms.error, (n - 1) * (k - 1))):
        f = ms.between / error if error > 0 else math.inf
        low, high = f / _f(upper, n - 1, df), f * _f(upper, df, n - 1)
        found[f"ICC{number}_1"] = (_single(low, k), _single(high, k))
        found[f"ICC{number}_k"] = (1 - 1 / low if low else -math.inf, 1 - 1 / high if high else -math.inf)
    low, high = _absolute(ms, upper)
    found["ICC2_1"] = (low, high)
    found["ICC2_k"] = (_mean_of(low, k), _mean_of(high, k))
    return found


def _single(f: float, k: int) -> float:
    return 1.0 if math.isinf(f) else (f - 1) / (f + k - 1)


def _mean_of(single: float, k: int) -> float:
    bottom = 1 + (k - 1) * single
    return k * single / bottom if bottom > 0 else -math.inf


def _absolute(ms: MeanSquares, upper: float) -> tuple[float, float]:
    """Give the interval of ICC(2,1) with Satterthwaite's degrees of freedom."""
    n, k, r = ms.n, ms.k, coefficients(ms)["ICC2_1"]
    if math.isnan(r) or r >= 1:
        return r, r
    a, b = k * r / (n * (1 - r)), 1 + k * r * (n - 1) / (n * (1 - r))
    one, two = a * ms.raters, b * ms.error
    bottom = one**2 / (k - 1) + two**2 / ((n - 1) * (k - 1))
    if bottom <= 0 or one + two <= 0:
        return math.nan, math.nan
    v = (one + two) ** 2 / bottom
    f_low, f_high = _f(upper, n - 1, v), _f(upper, v, n - 1)
    rest = k * ms.raters + (k * n - k - n) * ms.error
    low = n * (ms.between - f_low * ms.error) / (f_low * rest + n * ms.between)
    high = n * (f_high * ms.between - ms.error) / (rest + n * f_high * ms.between)
    return float(np.clip(low, -1.0, 1.0)), float(np.clip(high, -1.0, 1.0))


@dataclass(frozen=True, kw_only=True)
class IccResult(Result):
    """The six intraclass correlations of `n` targets rated by `k` raters; the headline is ICC(2,1)."""

    k: int
    icc: float
    ci: Interval
    ICC1_1: float
    ICC2_1: float
    ICC3_1: float
    ICC1_k: float
    ICC2_k: float
    ICC3_k: float
    intervals: dict[str, Interval]
    MSB: float
    MSR: float
    MSW: float
    MSE: float
    F: float | None
    sem: float

    def named(self) -> dict[str, Any]:
        """Give the ends of every interval by name: of the headline "ci_low", of the others "ICC3_1_low"."""
        told = {"ci_low": self.ci.low, "ci_high": self.ci.high}
        for name, interval in self.intervals.items():
            told |= {f"{name}_low": interval.low, f"{name}_high": interval.high}
        return told


def icc(ratings: Any, *, level: float = 0.95) -> IccResult:
    """Give the six intraclass correlations of Shrout & Fleiss, ICC(2,1) (absolute agreement) first.

    Formula, from mean squares between targets (MSB), raters (MSR), within targets (MSW) and error (MSE):
    ICC(1,1) = (MSB−MSW)/(MSB+(k−1)MSW); ICC(2,1) = (MSB−MSE)/(MSB+(k−1)MSE+k(MSR−MSE)/n);
    ICC(3,1) = (MSB−MSE)/(MSB+(k−1)MSE); the k-versions are for the raters' mean. Intervals from the F distribution
    (McGraw & Wong). `sem` = √(MSW) is one rating's standard deviation around the target's own level, raters included.

    Args:
        ratings: a row per target (session, person) and a column per rater, in the same unit; rows with a missing
            rating are left out and counted.
        level: of the intervals.

    Assumes raters drawn from all who might rate (2,k), and errors that are normal with one variance.

    Raises:
        InputError: rows of different lengths, or values that are not numbers.
        TooFewError: fewer than two full rows or two raters.
        NotEstimableError: all ratings are equal.

    Source: Shrout & Fleiss 1979, Psychological Bulletin 86:420; McGraw & Wong 1996, Psychological Methods 1:30.

    Example:
        >>> made = icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
        >>> round(made.ICC2_1, 2), round(made.ICC3_1, 2)
        (0.29, 0.71)
    """
    read.share(level, "level", open_ends=True)
    table = matrix(ratings, "ratings", missing=True)
    whole = ~np.isnan(table).any(axis=1)
    left = int((~whole).sum())
    table = table[whole]
    if len(table) < 2 or table.shape[1] < 2:
        raise TooFewError(
            "too_few",
            "Det behövs minst två fullständiga rader och två bedömare.",
            "At least two full rows and two raters are needed.",
            where="ratings",
        )
    with np.errstate(over="ignore", invalid="ignore"):
        ms = mean_squares(table)
    largest = float(np.abs(table).max())
    if largest > LARGEST or ms.between + ms.within <= 1e-24 * largest**2:
        raise NotEstimableError(
            "constant",
            "Alla bedömningar är lika, eller talen är för stora. Då går ICC inte att räkna ut.",
            "All ratings are equal, or the numbers are too large. Then the ICC cannot be computed.",
            where="ratings",
        )
    found, reach = coefficients(ms), intervals(ms, level)
    if any(math.isnan(each) for each in found.values()):
        raise NotEstimableError(
            "nothing_between",
            "De bedömda skiljer sig inte åt alls. Då går ICC inte att räkna ut.",
            "The rated do not differ at all. Then the ICC cannot be computed.",
            where="ratings",
        )
    kind = {"1": "F (one-way)", "2": "F (Satterthwaite)", "3": "F (two-way)"}
    made = {name: Interval(*reach[name], level, kind[name[3]]) for name in sorted(reach)}
    return IccResult(
        n=len(table),
        warnings=_icc_warnings(left, len(table), found),
        k=table.shape[1],
        icc=found["ICC2_1"],
        ci=made["ICC2_1"],
        ICC1_1=found["ICC1_1"],
        ICC2_1=found["ICC2_1"],
        ICC3_1=found["ICC3_1"],
        ICC1_k=found["ICC1_k"],
        ICC2_k=found["ICC2_k"],
        ICC3_k=found["ICC3_k"],
        intervals=made,
        MSB=ms.between,
        MSR=ms.raters,
        MSW=ms.within,
        MSE=ms.error,
        F=ms.between / ms.error if ms.error > 0 else None,
        sem=math.sqrt(ms.within),
    )


def _icc_warnings(left: int, n: int, found: dict[str, float]) -> tuple[Sentence, ...]:
    told = []
    if left:
        told.append(
            Sentence(
                "rows_left_out",
                f"{left} rader saknar en bedömning och ingår inte.",
                f"{left} rows lack a rating and are not included.",
            )
        )
    if n < 15:
        told.append(
            Sentence(
                "few_rated",
                "Färre än 15 bedömda: intervallet är brett. Dubbelbedöm fler.",
                "Fewer than 15 rated: the interval is wide. Have more rated twice.",
            )
        )
    if found["ICC3_1"] - found["ICC2_1"] > 0.1:
        told.append(
            Sentence(
                "raters_level",
                "Bedömarna ligger på olika nivå. Använd ICC(2,1), inte ICC(3,1), och samordna bedömningen.",
                "The raters differ in level. Use ICC(2,1), not ICC(3,1), and align the rating.",
            )
        )
    if found["ICC2_1"] < 0:
        told.append(
            Sentence(
                "negative",
                "ICC är negativ: bedömarna skiljer sig mer än det de bedömer.",
                "The ICC is negative: the raters differ more than what they rate.",
            )
        )
    return tuple(told)

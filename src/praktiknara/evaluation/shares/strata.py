"""Several two-by-two tables at once: their common odds ratio, and whether it is the same in all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from praktiknara.evaluation.common.pairs import level_of, two_sided
from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.shares.intervals import read_counts
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class OddsRatioHomogeneity(Result):
    """The odds ratio common to several two-by-two tables, and one test of whether it is the same in all."""

    strata: tuple[str, ...]
    odds_ratios: tuple[float | None, ...]
    mantel_haenszel: float
    ci_low: float
    ci_high: float
    interval: Interval
    cmh: float
    p_cmh: float
    cmh_corrected: float
    p_cmh_corrected: float
    breslow_day: float
    p_breslow_day: float
    tarone: float
    p_tarone: float
    df: int
    level: float


def odds_ratio_homogeneity(
    strata: Column | Mapping[str, Column], level: float = 0.95
) -> OddsRatioHomogeneity:
    """Test once whether an odds ratio is the same in every stratum (Breslow–Day, with Tarone's adjustment).

    With tables [a, b, c, d] of n: OR_MH = Σ(ad/n) / Σ(bc/n), interval by Robins, Breslow & Greenland's variance of its
    logarithm; cmh is Cochran–Mantel–Haenszel's chi2 of OR = 1. breslow_day = Σ (a − A)² / V, where A is
    the expected a under OR_MH; tarone subtracts (Σ(a − A))² / ΣV. Both have K − 1 degrees of freedom.

    `strata` is a list of at least two [a, b, c, d] (yes and no in group 1, then in group 2), or names with such. Strata in
    which everybody or nobody said yes, or a group is empty, say nothing of the odds ratio; they are counted and left out.

    Raises:
        InputError: something that is not four counts.
        TooFewError: fewer than two strata that say something.
        NotEstimableError: the common odds ratio is zero or infinite.

    Source: Mantel & Haenszel (1959); Robins, Breslow & Greenland (1986); Breslow & Day (1980); Tarone (1985).

    Example:
        >>> result = odds_ratio_homogeneity({"women": [20, 30, 10, 40], "men": [15, 35, 12, 38]})
        >>> round(result.mantel_haenszel, 2), round(result.p_tarone, 2)
        (1.9, 0.29)
    """
    level = level_of(level)
    names, table = read_counts(strata, "strata", 4)
    names = names or [str(place + 1) for place in range(len(table))]
    a, b, c, d = table.astype(np.float64).T
    told_of = (a + b > 0) & (c + d > 0) & (a + c > 0) & (b + d > 0)
    left = int((~told_of).sum())
    if int(told_of.sum()) < 2:
        raise TooFewError(
            "too_few_strata",
            "Det behövs minst två grupper där några men inte alla svarade ja.",
            "At least two strata in which some but not all said yes are needed.",
            where="strata",
        )
    kept = [name for name, keep in zip(names, told_of, strict=True) if keep]
    a, b, c, d = a[told_of], b[told_of], c[told_of], d[told_of]
    n = a + b + c + d
    R, S = a * d / n, b * c / n
    if R.sum() == 0 or S.sum() == 0:
        raise NotEstimableError(
            "separated",
            "Den gemensamma oddskvoten är noll eller oändlig.",
            "The common odds ratio is zero or infinite.",
            where="strata",
        )
    common = float(R.sum() / S.sum())
    P, Q = (a + d) / n, (b + c) / n
    variance = (
        np.sum(P * R) / (2 * R.sum() ** 2)
        + np.sum(P * S + Q * R) / (2 * R.sum() * S.sum())
        + np.sum(Q * S) / (2 * S.sum() ** 2)
    )
    half = two_sided(level) * float(np.sqrt(variance))
    cmh, corrected = _cmh(a, b, c, d)
    fitted, spread = _fitted(a, b, c, d, common)
    breslow_day = float(np.sum((a - fitted) ** 2 / spread))
    tarone = breslow_day - float(np.sum(a - fitted) ** 2 / np.sum(spread))
    tarone = max(tarone, 0.0)
    df = len(a) - 1
    low, high = common * math.exp(-half), common * math.exp(half)
    return OddsRatioHomogeneity(
        n=int(n.sum()),
        strata=tuple(kept),
        odds_ratios=tuple(
            float(w * z / (x * y)) if x * y > 0 else None for w, x, y, z in zip(a, b, c, d, strict=True)
        ),
        mantel_haenszel=common,
        ci_low=low,
        ci_high=high,
        interval=Interval(low, high, level, "Robins–Breslow–Greenland, log"),
        cmh=cmh,
        p_cmh=float(chdtrc(1, cmh)),
        cmh_corrected=corrected,
        p_cmh_corrected=float(chdtrc(1, corrected)),
        breslow_day=breslow_day,
        p_breslow_day=float(chdtrc(df, breslow_day)),
        tarone=tarone,
        p_tarone=float(chdtrc(df, tarone)),
        df=df,
        level=level,
        warnings=(
            Sentence(
                "strata_left_out",
                f"{left} av {len(table)} grupper säger inget om oddskvoten och är inte med.",
                f"{left} of {len(table)} strata say nothing of the odds ratio and are left out.",
            ),
        )
        if left
        else (),
    )


def _cmh(a: Floats, b: Floats, c: Floats, d: Floats) -> tuple[float, float]:
    n = a + b + c + d
    expected = (a + b) * (a + c) / n
    # A stratum of one person adds nothing, and would divide by zero.
    spread = float(np.sum((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * np.maximum(n - 1, 1))))
    apart = abs(float(np.sum(a - expected)))
    return apart**2 / spread, (apart - min(0.5, apart)) ** 2 / spread


def _fitted(a: Floats, b: Floats, c: Floats, d: Floats, ratio: float) -> tuple[Floats, Floats]:
    """Give the expected a in each stratum when its odds ratio is `ratio`, and the variance of a."""
    n1, m1, n = a + b, a + c, a + b + c + d
    if abs(ratio - 1) < 1e-9:
        fitted = n1 * m1 / n
    else:
        second = 1 - ratio
        first = n - n1 - m1 + ratio * (n1 + m1)
        last = -ratio * n1 * m1
        # The root between 0 and min(n1, m1), written so that nothing cancels.
        fitted = -2 * last / (first + np.sqrt(first**2 - 4 * second * last))
    spread = 1 / (1 / fitted + 1 / (n1 - fitted) + 1 / (m1 - fitted) + 1 / (n - n1 - m1 + fitted))
    return fitted, spread

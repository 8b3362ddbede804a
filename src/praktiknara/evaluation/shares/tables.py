"""Two groups and a yes or no: risk difference, risk ratio, odds ratio and tests."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from praktiknara.evaluation import read
from praktiknara.evaluation.common.limits import difference_limits
from praktiknara.evaluation.common.pairs import level_of, two_sided
from praktiknara.evaluation.errors import TooFewError
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.shares.exact import ExactTable
from praktiknara.evaluation.texts import Sentence

FISHER_AT_MOST = 10**7
CONDITIONAL_AT_MOST = 100_000


@dataclass(frozen=True, kw_only=True)
class TwoByTwo(Result):
    """Two groups compared on a yes or no, group 1 against group 2; a figure that does not exist is None.

    RR and OR are given with their logarithms and SE; their intervals are named by the method that made them.
    """

    risk1: float
    risk2: float
    RD: float
    RD_interval: Interval
    RR: float | None
    logRR: float | None
    se_logRR: float | None
    RR_katz: Interval | None
    RR_koopman_low: float | None
    RR_koopman_high: float | None
    OR: float | None
    logOR: float | None
    se_logOR: float | None
    OR_woolf: Interval | None
    OR_conditional: float | None
    OR_conditional_low: float | None
    OR_conditional_high: float | None
    chi2: float | None
    p: float | None
    chi2_corrected: float | None
    p_corrected: float | None
    p_fisher: float | None
    smallest_expected: float
    level: float


def two_by_two(a: int, b: int, c: int, d: int, level: float = 0.95) -> TwoByTwo:
    """Compare two groups on a yes or no: risk difference, risk ratio and odds ratio with intervals, and the usual tests.

    Group 1 has `a` yes and `b` no, group 2 `c` yes and `d` no. RD = a/n1 − c/n2 with Newcombe's interval (method 10);
    RR = (a/n1)/(c/n2) with Katz' log interval, se² = 1/a − 1/n1 + 1/c − 1/n2, and Koopman's score interval;
    OR = ad/(bc) with Woolf's log interval, se² = 1/a + 1/b + 1/c + 1/d; the conditional OR has Fisher's exact interval
    (for at most 100,000 persons). chi2 is Pearson's without correction, chi2_corrected Yates'; p_fisher sums all
    tables no more probable than this one (for at most ten million persons). A cell of zero is never
    added to: what then does not exist is None. Assumes independent persons.

    Raises:
        InputError: something that is not a count.
        TooFewError: an empty group.

    Source: Katz and others (1978); Koopman (1984) Biometrics 40:513–517; Newcombe (1998); Fisher (1935).

    Example:
        >>> result = two_by_two(36, 4, 16, 64)
        >>> round(result.RR, 2), round(result.RR_koopman_low, 2), round(result.RR_koopman_high, 2)
        (4.5, 2.94, 7.15)
    """
    level = level_of(level)
    z = two_sided(level)
    cells = [read.whole(value, name, high=10**12) for value, name in zip((a, b, c, d), "abcd", strict=True)]
    a, b, c, d = cells
    n1, n2, yes, no = a + b, c + d, a + c, b + d
    n = n1 + n2
    for size, where in ((n1, "a, b"), (n2, "c, d")):
        if size == 0:
            raise TooFewError(
                "nobody", f"{where}: gruppen är tom.", f"{where}: the group is empty.", where=where
            )
    difference, low, high = difference_limits(np.array([a]), np.array([n1]), np.array([c]), np.array([n2]), z)
    chi2, p, chi2_corrected, p_corrected = _chi2(cells)
    koopman = _koopman(a, n1, c, n2, z)
    exact = ExactTable(a, b, c, d) if n <= FISHER_AT_MOST else None
    conditional = exact if n <= CONDITIONAL_AT_MOST and yes and no else None
    limits = (None, None) if conditional is None else conditional.limits(level)
    RR = (a / n1) / (c / n2) if c else None
    se_rr = math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2) if a and c else None
    OR = a * d / (b * c) if b and c else None
    se_or = math.sqrt(sum(1 / each for each in cells)) if all(cells) else None
    smallest = min(n1, n2) * min(yes, no) / n
    told = []
    if not all(cells):
        told.append(
            Sentence(
                "zero_cell",
                "Någon ruta är noll. Kvoter med logaritmiska intervall går då inte att räkna ut. Läs skillnaden och det exakta testet.",
                "A cell is zero. Ratios with log intervals then cannot be computed. Read the difference and the exact test.",
            )
        )
    if smallest < 5:
        told.append(
            Sentence(
                "small_expected",
                "Förväntat antal är under 5 i någon ruta. Läs det exakta testet i stället för chi-två.",
                "An expected count is below 5. Read the exact test instead of chi-squared.",
            )
        )
    if n > CONDITIONAL_AT_MOST:
        told.append(
            Sentence(
                "too_many_for_exact",
                "Så många personer räknas inte exakt. Läs chi-två och Woolfs intervall.",
                "So many persons are not computed exactly. Read chi-squared and Woolf's interval.",
            )
        )
    return TwoByTwo(
        n=n,
        risk1=a / n1,
        risk2=c / n2,
        RD=float(difference[0]),
        RD_interval=Interval(float(low[0]), float(high[0]), level, "Newcombe, method 10"),
        RR=RR,
        logRR=math.log(RR) if RR else None,
        se_logRR=se_rr,
        RR_katz=_log_interval(RR, se_rr, z, level, "Katz, log"),
        RR_koopman_low=koopman[0],
        RR_koopman_high=koopman[1],
        OR=OR,
        logOR=math.log(OR) if OR else None,
        se_logOR=se_or,
        OR_woolf=_log_interval(OR, se_or, z, level, "Woolf, log"),
        OR_conditional=None if conditional is None else conditional.odds_ratio(),
        OR_conditional_low=limits[0],
        OR_conditional_high=limits[1],
        chi2=chi2,
        p=p,
        chi2_corrected=chi2_corrected,
        p_corrected=p_corrected,
        p_fisher=None if exact is None else exact.p(),
        smallest_expected=smallest,
        level=level,
        warnings=tuple(told),
    )


def _chi2(cells: list[int]) -> tuple[float | None, float | None, float | None, float | None]:
    a, b, c, d = cells
    n, margins = sum(cells), (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return None, None, None, None
    apart = abs(a * d - b * c)
    plain = n * apart**2 / margins
    corrected = n * max(apart - n / 2, 0) ** 2 / margins
    return plain, float(chdtrc(1, plain)), corrected, float(chdtrc(1, corrected))


def _log_interval(
    estimate: float | None, se: float | None, z: float, level: float, kind: str
) -> Interval | None:
    if not estimate or se is None:
        return None
    return Interval(estimate * math.exp(-z * se), estimate * math.exp(z * se), level, kind)


def _koopman(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float | None, float | None]:
    """Give Koopman's score limits for the risk ratio; the upper is None when it is infinite, both when nobody said yes."""
    if x1 + x2 == 0:
        return None, None

    def score(log_ratio: float) -> float:
        ratio = math.exp(log_ratio)
        size = (n1 + n2) * ratio
        middle = ratio * (n1 + x2) + x1 + n2
        p2 = 2 * (x1 + x2) / (middle + math.sqrt(max(middle**2 - 4 * size * (x1 + x2), 0.0)))
        p2 = min(p2, 1.0, 1 / ratio)
        p1 = min(ratio * p2, 1.0)
        apart = 0.0
        for x, n, p in ((x1, n1, p1), (x2, n2, p2)):
            spread = n * p * (1 - p)
            if spread > 0:
                apart += (x - n * p) ** 2 / spread
        return apart

    middle = math.log(max(x1, 0.5) / n1 / (max(x2, 0.5) / n2))
    low = 0.0 if x1 == 0 else math.exp(_crossing(score, middle, -1.0, z**2))
    high = None if x2 == 0 else math.exp(_crossing(score, middle, 1.0, z**2))
    return low, high


def _crossing(score: Callable[[float], float], start: float, way: float, limit: float) -> float:
    """Find where the score first exceeds its limit, going from the start in one direction."""
    step = 0.1
    while score(start + way * step) < limit and step < 60:
        step *= 2
    inside, outside = 0.0, step
    for _ in range(80):
        middle = (inside + outside) / 2
        if score(start + way * middle) < limit:
            inside = middle
        else:
            outside = middle
    return start + way * inside

"""Wilcoxon's signed-rank test and the Hodges–Lehmann estimate of a shift, for changes that are not normal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from praktiknara.evaluation import read
from praktiknara.evaluation.common.pairs import CANNOT_SHOW_EFFECT, level_of, read_pairs, two_sided
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

EXACT_BELOW = 50
EXACT_AT_MOST = 1000  # the exact distribution has n(n+1)/2 + 1 steps
ALL_AVERAGES = 2000  # above this the averages of pairs are counted, not listed


@dataclass(frozen=True, kw_only=True)
class WilcoxonChange(Result):
    """Wilcoxon's signed-rank test of post − pre: V is the sum of ranks of changes above zero."""

    rows: int
    started: int | None
    V: float
    p: float
    zeros: int
    ties: bool
    method: str
    hodges_lehmann: float
    ci_low: float | None
    ci_high: float | None
    level: float
    interval: Interval | None


def wilcoxon_change(
    pre: Column,
    post: Column,
    exact: bool | None = None,
    started: int | None = None,
    person: Column | None = None,
    level: float = 0.95,
) -> WilcoxonChange:
    """Test whether changes lie symmetrically about zero, and give the Hodges–Lehmann estimate with its interval.

    Changes of zero are left out of the test and counted. V = sum of the ranks of |change| over changes above zero. The p-value
    is exact when n < 50 without ties and zeros, else normal with correction for ties and continuity (as R's
    wilcox.test). Hodges–Lehmann is the median of all averages of two changes; its interval takes the order statistics of
    these averages (Tukey), from the exact distribution or its normal approximation, and keeps zeros out as the test does.

    `pre` and `post` are columns of equal length in points, a row per person. `exact` may ask for the exact distribution
    (at most 1,000 changes, no ties) or for the approximation. Assumes independent persons and symmetric changes.

    Raises:
        InputError: a value that is not a number, columns of different length, exact asked for with ties or too many.
        TooFewError: no person with both scores.
        NotEstimableError: nobody changed.

    Source: Wilcoxon (1945); Hollander & Wolfe, Nonparametric Statistical Methods, sections 3.1–3.3.

    Example:
        >>> first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
        >>> second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
        >>> result = wilcoxon_change(second, first)
        >>> result.V, round(result.p, 5), round(result.hodges_lehmann, 2)
        (40.0, 0.03906, 0.46)
    """
    level = level_of(level)
    pairs = read_pairs(pre, post, started=started, person=person, at_least=1)
    change = pairs.post - pairs.pre
    scale = float(max(np.abs(pairs.pre).max(), np.abs(pairs.post).max()))
    change = change[np.abs(change) > 1e-12 * scale]
    n, zeros = len(change), pairs.n - len(change)
    if n == 0:
        raise NotEstimableError(
            "nobody_changed",
            "Ingen ändrade sin poäng, så det finns inget att rangordna.",
            "Nobody changed their score, so there is nothing to rank.",
            where="post − pre",
        )
    ranks, sizes = _ranks(np.abs(change), 1e-12 * scale)
    ties = bool(sizes.max() > 1)
    is_exact = _choose_exact(exact, n, ties=ties, zeros=zeros)
    V = float(ranks[change > 0].sum())
    below, p = _exact(n, V, level) if is_exact else _normal(n, V, sizes, level)
    many = n * (n + 1) // 2
    interval = None
    if below >= 1:
        interval = Interval(
            walsh(change, below),
            walsh(change, many + 1 - below),
            level,
            f"Hodges–Lehmann, {'exact' if is_exact else 'normal approximation'}",
        )
    told = [CANNOT_SHOW_EFFECT]
    if zeros:
        told.insert(
            0,
            Sentence(
                "unchanged_left_out",
                f"{zeros} av {pairs.n} personer ändrade inte sin poäng och är inte med i rangtestet.",
                f"{zeros} of {pairs.n} persons did not change their score and are not part of the rank test.",
            ),
        )
    if interval is None:
        told.append(
            Sentence(
                "no_interval",
                "Det är för få personer för ett intervall med den säkerheten.",
                "There are too few persons for an interval at this level.",
            )
        )
    return WilcoxonChange(
        n=pairs.n,
        rows=pairs.rows,
        started=pairs.started,
        V=V,
        p=p,
        zeros=zeros,
        ties=ties,
        method="exact" if is_exact else "normal approximation, continuity and ties corrected",
        hodges_lehmann=(walsh(change, (many + 1) // 2) + walsh(change, many // 2 + 1)) / 2,
        ci_low=None if interval is None else interval.low,
        ci_high=None if interval is None else interval.high,
        level=level,
        interval=interval,
        warnings=(*pairs.warnings, *told),
    )


def _choose_exact(asked: bool | None, n: int, *, ties: bool, zeros: int) -> bool:
    if asked is None:
        return n < EXACT_BELOW and not ties and zeros == 0
    wanted = read.flag(asked, "exact")
    if wanted and (ties or n > EXACT_AT_MOST):
        raise InputError(
            "exact_not_possible",
            f"Det exakta testet kräver att alla ändringar är olika stora och högst {EXACT_AT_MOST}. Utelämna exact.",
            f"The exact test needs changes that all differ in size, at most {EXACT_AT_MOST}. Leave out exact.",
            where="exact",
        )
    return wanted


def _ranks(sizes: Floats, tolerance: float) -> tuple[Floats, Floats]:
    """Give mid-ranks, values closer than rounding counted as tied, and how many share each rank."""
    order = np.argsort(sizes, kind="stable")
    ordered = sizes[order]
    group = np.concatenate(([0], np.cumsum(np.diff(ordered) > tolerance)))
    many = np.bincount(group).astype(np.float64)
    last = np.cumsum(many)
    ranks = np.empty(len(sizes))
    ranks[order] = (last - (many - 1) / 2)[group]
    return ranks, many


def _exact(n: int, V: float, level: float) -> tuple[int, float]:
    """Give the rank of the interval's lower average, and the two-sided p, from the exact distribution of V."""
    chance = np.ones(1)
    for rank in range(1, n + 1):
        longer = np.zeros(len(chance) + rank)
        longer[: len(chance)] += chance
        longer[rank:] += chance
        chance = longer / 2
    cumulated = np.cumsum(chance)
    smaller = min(V, n * (n + 1) / 2 - V)
    p = min(1.0, 2 * float(cumulated[round(smaller)]))
    below = int(np.searchsorted(cumulated, (1 - level) / 2, side="right"))
    return below, p


def _normal(n: int, V: float, sizes: Floats, level: float) -> tuple[int, float]:
    """Give the rank of the interval's lower average, and the two-sided p, from the normal approximation."""
    variance = n * (n + 1) * (2 * n + 1) / 24 - float(np.sum(sizes**3 - sizes)) / 48
    away = V - n * (n + 1) / 4
    z = (away - 0.5 * np.sign(away)) / np.sqrt(variance)
    below = int(np.floor(n * (n + 1) / 4 - two_sided(level) * np.sqrt(variance)))
    return below, min(1.0, float(2 * ndtr(-abs(z))))


def walsh(values: Floats, k: int) -> float:
    """Give the k-th smallest average of two values, a value with itself included (k counted from 1)."""
    ordered = np.sort(values)
    n = len(ordered)
    if n <= ALL_AVERAGES:
        first, second = np.triu_indices(n)
        averages = ordered[first] / 2 + ordered[second] / 2
        return float(np.partition(averages, k - 1)[k - 1])
    low, high = float(ordered[0]), float(ordered[-1])
    place = np.arange(n)
    for _ in range(100):
        middle = low / 2 + high / 2
        if middle in (low, high):
            break
        reached = np.searchsorted(ordered, 2 * middle - ordered, side="right")
        if int(np.maximum(reached - place, 0).sum()) >= k:
            high = middle
        else:
            low = middle
    return high

"""Pairs of scores before and after: read, checked and counted, with what is said of those that could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import gammaln, ndtri, stdtr, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Column, Flags, Floats
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence, number, percent

LARGEST = 1e12  # no score is larger, and squares of this still fit
HEADLINE = 0.6  # with fewer followed up than this, too much is unknown
SKEWED = 1.0
ENOUGH_FOR_SKEW = 8
DIRECTIONS = ("higher", "lower")

CANNOT_SHOW_EFFECT = Sentence(
    "cannot_show_effect",
    "Förändringen är uppmätt utan jämförelsegrupp. Den kan inte visa effekt.",
    "The change was measured without a comparison group. It cannot show an effect.",
)


@dataclass(frozen=True)
class Pairs:
    """Scores before and after for those who have both, which rows they stand in, and what is to be told."""

    pre: Floats
    post: Floats
    used: Flags
    rows: int
    started: int | None
    warnings: tuple[Sentence, ...]

    @property
    def n(self) -> int:
        """How many have both scores."""
        return len(self.pre)


def level_of(level: Any) -> float:
    """Give the level of an interval, between 0.5 and 0.9999."""
    return read.real(level, "level", low=0.5, high=0.9999)


def two_sided(level: float) -> float:
    """Give the normal quantile for an interval of this level."""
    return float(-ndtri((1 - level) / 2))


def read_range(low: Any, high: Any) -> tuple[float | None, float | None]:
    """Give the instrument's lowest and highest possible score, where known; refuse when they are swapped."""
    lowest = None if low is None else read.real(low, "low", low=-LARGEST, high=LARGEST)
    highest = None if high is None else read.real(high, "high", low=-LARGEST, high=LARGEST)
    if lowest is not None and highest is not None and lowest >= highest:
        raise InputError(
            "range_swapped",
            "low ska vara mindre än high.",
            "low must be smaller than high.",
            where="low",
        )
    return lowest, highest


def read_scores(scores: Column, where: str, low: float | None, high: float | None) -> Floats:
    """Read a column of scores within the instrument's range, where known; a missing one is NaN."""
    return read.numbers(
        scores,
        where,
        missing=True,
        low=-LARGEST if low is None else low,
        high=LARGEST if high is None else high,
    )


def read_pairs(
    pre: Column,
    post: Column,
    *,
    low: float | None = None,
    high: float | None = None,
    started: int | None = None,
    person: Column | None = None,
    names: tuple[str, str] = ("pre", "post"),
    at_least: int = 2,
    ask_started: bool = True,
) -> Pairs:
    """Read two columns of scores and keep the rows that have both; the others are counted and told."""
    before = read_scores(pre, names[0], low, high)
    after = read_scores(post, names[1], low, high)
    rows = read.same_length(**{names[0]: before, names[1]: after})
    if person is not None:
        read.same_length(person=read.distinct(person, "person"), **{names[0]: before})
    used = ~(np.isnan(before) | np.isnan(after))
    n = int(used.sum())
    read.numbers(before[used], f"{names[0]}, {names[1]}", at_least=at_least)
    total = None if started is None else read.whole(started, "started", low=0)
    if total is not None and total < rows:
        raise InputError(
            "more_than_started",
            f"started är {total} men det finns {rows} rader. Alla rader ska vara personer som började.",
            f"started is {total} but there are {rows} rows. Every row must be a person who started.",
            where="started",
        )
    return Pairs(
        before[used], after[used], used, rows, total, tuple(_told(n, rows, total, ask_started=ask_started))
    )


def _told(n: int, rows: int, started: int | None, *, ask_started: bool) -> list[Sentence]:
    """Say how many rows were left out and how many of those who started are known."""
    told = []
    if rows > n:
        told.append(left_out(rows - n, rows))
    if started is None and ask_started:
        told.append(
            Sentence(
                "started_unknown",
                "Det är inte känt hur många som började. Ange started.",
                "It is not known how many started. Give started.",
            )
        )
    if started:
        share_sv, share_en = percent(n / started)
        told.append(
            Sentence(
                "followed_up",
                f"{n} av {started} som började är uppföljda ({share_sv}).",
                f"{n} of {started} who started were followed up ({share_en}).",
            )
        )
        if n / started < HEADLINE:
            told.append(
                Sentence(
                    "too_much_unknown",
                    f"För mycket är okänt: färre än {percent(HEADLINE).sv} av dem som började är uppföljda.",
                    f"Too much is unknown: fewer than {percent(HEADLINE).en} of those who started were followed up.",
                )
            )
    return told


def left_out(many: int, rows: int) -> Sentence:
    """Say how many rows were left out because a value is missing."""
    return Sentence(
        "rows_left_out",
        f"{many} av {rows} rader saknar ett värde och är inte med i beräkningen.",
        f"{many} of {rows} rows lack a value and are not part of the calculation.",
    )


def varies(values: Floats, scale: float) -> bool:
    """Say whether values differ by more than rounding of numbers of this scale."""
    return bool(np.ptp(values) > 1e-12 * scale)


def refuse_constant(where: str) -> NotEstimableError:
    """Give the error for a column in which nothing varies."""
    return NotEstimableError(
        "no_variation",
        f"{where}: alla värden är lika, så spridningen kan inte skattas.",
        f"{where}: all values are equal, so the spread cannot be estimated.",
        where=where,
    )


@dataclass(frozen=True)
class Paired:
    """The paired t test of differences and its effect sizes; second minus first."""

    mean_first: float
    mean_second: float
    sd_first: float
    sd_second: float
    mean_diff: float
    sd_diff: float
    se: float
    t: float
    df: int
    p: float
    ci_low: float
    ci_high: float
    r: float | None
    d_z: float
    d_av: float
    g_av: float | None
    g_av_lakens_N: float
    ci_bonett_low: float
    ci_bonett_high: float


def small_sample(df: float) -> float:
    """Give Hedges' exact correction J(df) = Γ(df/2) / (√(df/2) Γ((df−1)/2)).

    Example:
        >>> round(small_sample(9), 6)
        0.913875
    """
    return float(np.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / np.sqrt(df / 2))


def paired(first: Floats, second: Floats, level: float, where: str) -> Paired:
    """Compute the paired t test, d_z, d_av, g_av and Bonett's interval for d_av; refuse when no difference varies."""
    n, df = len(first), len(first) - 1
    difference = second - first
    scale = float(max(np.abs(first).max(), np.abs(second).max()))
    if not varies(difference, scale):
        raise refuse_constant(where)
    unit = scale  # squares and fourth powers of tiny or huge scores are taken in this unit
    s1, s2 = float(np.std(first / unit, ddof=1)), float(np.std(second / unit, ddof=1))
    sd = float(np.std(difference / unit, ddof=1))
    mean = float(np.mean(difference / unit))
    se = sd / n**0.5
    t = float(mean / se)
    half = float(-stdtrit(df, (1 - level) / 2)) * se
    average = float(np.sqrt((s1**2 + s2**2) / 2))
    d_av = mean / average
    a, b, s = s1 / average, s2 / average, sd / average
    shared = (a**2 + b**2 - s**2) / 2  # the covariance, in units of s_av²
    spread = np.sqrt(
        d_av**2 * (a**4 + b**4 + 2 * shared**2) / (8 * df) + s**2 / df  # Bonett (2008)
    )
    z = two_sided(level)
    r = None
    if varies(first, scale) and varies(second, scale):
        r = float(np.clip(shared / (a * b), -1, 1))
    return Paired(
        mean_first=float(np.mean(first)),
        mean_second=float(np.mean(second)),
        sd_first=s1 * unit,
        sd_second=s2 * unit,
        mean_diff=float(np.mean(difference)),
        sd_diff=sd * unit,
        se=float(se * unit),
        t=t,
        df=df,
        p=float(2 * stdtr(df, -abs(t))),
        ci_low=(mean - half) * unit,
        ci_high=(mean + half) * unit,
        r=r,
        d_z=mean / sd,
        d_av=d_av,
        g_av=d_av * small_sample(df) if df > 1 else None,
        g_av_lakens_N=d_av * (1 - 3 / (8 * n - 9)),
        ci_bonett_low=float(d_av - z * spread),
        ci_bonett_high=float(d_av + z * spread),
    )


def points(value: float) -> tuple[str, str]:
    """Write points with one decimal in Swedish and in English."""
    swedish, english = number(value, 1)
    return swedish, english


def skewness(values: Floats) -> float | None:
    """Give the adjusted Fisher–Pearson skewness G1, or None when there are fewer than three values or nothing varies."""
    n = len(values)
    if n < 3 or np.ptp(values) == 0:
        return None
    centred = values - values.mean()
    centred = centred / np.abs(centred).max()
    spread = float(np.mean(centred**2))
    return float(np.mean(centred**3) / spread**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def normal_changes(skew: float | None, n: int) -> Assumption:
    """Say whether the changes look normal enough for the t interval; with few, that cannot be told."""
    return Assumption(
        "normal_changes",
        None if skew is None or n < ENOUGH_FOR_SKEW else abs(skew) <= SKEWED,
        Sentence(
            "normal_changes",
            "Förändringarna antas vara ungefär normalfördelade, eller personerna många.",
            "The changes are taken to be roughly normal, or the persons many.",
        ),
    )

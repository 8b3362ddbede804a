"""How much a group's scores changed on average: the mean with its t interval, the median, and standardised sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from praktiknara.evaluation import read
from praktiknara.evaluation.common.pairs import (
    CANNOT_SHOW_EFFECT,
    DIRECTIONS,
    ENOUGH_FOR_SKEW,
    LARGEST,
    SKEWED,
    Pairs,
    level_of,
    normal_changes,
    paired,
    points,
    read_pairs,
    read_range,
    skewness,
)
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence, percent

CROWDED = 0.15  # a share this large at an end of the scale hides change (Terwee and others 2007)


@dataclass(frozen=True, kw_only=True)
class MeanChange(Result):
    """The mean change, after − before, in a group without comparison, with what is needed to compute it again.

    `improvement` is the change turned so that above zero is better. `expected_by_regression` is the change that
    regression to the mean alone would give, and `beyond_regression` what remains.
    """

    rows: int
    started: int | None
    better: str
    mean_pre: float
    mean_post: float
    sd_pre: float
    sd_post: float
    mean_diff: float
    improvement: float
    sd_diff: float
    se: float
    t: float
    df: int
    p: float
    ci_low: float
    ci_high: float
    level: float
    r: float | None
    d_z: float
    d_av: float
    g_av: float | None
    g_av_lakens_N: float
    ci_bonett_low: float
    ci_bonett_high: float
    interval: Interval
    effect_interval: Interval
    median_diff: float
    median_interval: Interval | None
    skewness: float | None
    floor_pre: float | None
    floor_post: float | None
    ceiling_pre: float | None
    ceiling_post: float | None
    entry_z: float | None
    expected_by_regression: float | None
    beyond_regression: float | None


def mean_change(
    pre: Column,
    post: Column,
    better: str = "higher",
    started: int | None = None,
    low: float | None = None,
    high: float | None = None,
    norm_mean: float | None = None,
    norm_sd: float | None = None,
    retest: float | None = None,
    person: Column | None = None,
    level: float = 0.95,
) -> MeanChange:
    """Give the mean change from before to after with its interval, beside what regression to the mean would give.

    Mean change = mean(post − pre) with Student's t interval; t, d_z, d_av, g_av and Bonett's interval as in
    `paired_t`, with the sign of post − pre. The median change has the exact binomial order-statistic interval (None below
    six pairs). Regression to the mean, with the norm's mean and the test–retest correlation over a similar time:
    expected change = (1 − retest) · (norm_mean − mean(pre)).

    `pre` and `post` are columns of equal length in points of the instrument, a row per person; None or NaN is missing.
    `better` says whether "higher" or "lower" points are better. `started` is how many began, also those without a row.
    `low` and `high` are the instrument's range: values outside are refused, and shares at its ends are shown.
    `person` holds identities, which may not come twice. Persons are assumed independent of each other.

    Raises:
        InputError: a value that is not a number or is out of range, columns of different length, a person given twice.
        TooFewError: fewer than two persons with both scores.
        NotEstimableError: everybody changed by exactly as much.

    Source: Bonett (2008) Psychological Methods 13:99–109; Davis (1976) American Journal of Epidemiology 104:493–498.

    Example:
        >>> result = mean_change([50, 42, 61, 47, 55], [56, 45, 60, 55, 62], started=7, norm_mean=65, retest=0.7)
        >>> round(result.mean_diff, 2), round(result.ci_low, 2), round(result.ci_high, 2)
        (4.6, 0.07, 9.13)
        >>> round(result.expected_by_regression, 1)
        4.2
        >>> [warning.code for warning in result.warnings]
        ['followed_up', 'cannot_show_effect', 'regression_to_the_mean']
    """
    level = level_of(level)
    read.choice(better, "better", DIRECTIONS)
    lowest, highest = read_range(low, high)
    pairs = read_pairs(pre, post, low=lowest, high=highest, started=started, person=person)
    found = paired(pairs.pre, pairs.post, level, "post − pre")
    change = pairs.post - pairs.pre
    skew = skewness(change)
    entry_z, expected, told = _regression(found.mean_first, found.mean_diff, norm_mean, norm_sd, retest)
    ends = _ends(pairs, lowest, highest)
    return MeanChange(
        n=pairs.n,
        rows=pairs.rows,
        started=pairs.started,
        better=better,
        mean_pre=found.mean_first,
        mean_post=found.mean_second,
        sd_pre=found.sd_first,
        sd_post=found.sd_second,
        mean_diff=found.mean_diff,
        improvement=found.mean_diff if better == "higher" else -found.mean_diff,
        sd_diff=found.sd_diff,
        se=found.se,
        t=found.t,
        df=found.df,
        p=found.p,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=level,
        r=found.r,
        d_z=found.d_z,
        d_av=found.d_av,
        g_av=found.g_av,
        g_av_lakens_N=found.g_av_lakens_N,
        ci_bonett_low=found.ci_bonett_low,
        ci_bonett_high=found.ci_bonett_high,
        interval=Interval(found.ci_low, found.ci_high, level, "t"),
        effect_interval=Interval(found.ci_bonett_low, found.ci_bonett_high, level, "Bonett 2008, d_av"),
        median_diff=float(np.median(change)),
        median_interval=median_interval(change, level),
        skewness=skew,
        floor_pre=ends.get("floor_pre"),
        floor_post=ends.get("floor_post"),
        ceiling_pre=ends.get("ceiling_pre"),
        ceiling_post=ends.get("ceiling_post"),
        entry_z=entry_z,
        expected_by_regression=expected,
        beyond_regression=None if expected is None else found.mean_diff - expected,
        warnings=(*pairs.warnings, CANNOT_SHOW_EFFECT, *told, *_skewed(skew, pairs.n), *_crowded(ends)),
        assumptions=(
            normal_changes(skew, pairs.n),
            Assumption(
                "independent_persons",
                None,
                Sentence(
                    "independent_persons",
                    "Personerna antas vara oberoende av varandra. Det kan inte prövas med dessa uppgifter.",
                    "Persons are taken to be independent of each other. These data cannot test that.",
                ),
            ),
        ),
    )


def median_interval(values: Floats, level: float) -> Interval | None:
    """Give the order-statistic interval for the median that covers at least `level`, or None when n is too small."""
    n = len(values)
    below = int(_largest_rank(n, (1 - level) / 2))
    if below == 0:
        return None
    ordered = np.sort(values)
    return Interval(
        float(ordered[below - 1]), float(ordered[n - below]), level, "order statistics, exact binomial"
    )


def _largest_rank(n: int, tail: float) -> int:
    """Give the largest rank k with P(Binomial(n, ½) ≤ k − 1) ≤ tail, and 0 when there is none."""
    low, high = 0, n // 2 + 1
    while low < high:
        middle = (low + high + 1) // 2
        if float(bdtr(middle - 1, n, 0.5)) <= tail:
            low = middle
        else:
            high = middle - 1
    return low


def _regression(
    mean_pre: float, change: float, norm_mean: float | None, norm_sd: float | None, retest: float | None
) -> tuple[float | None, float | None, list[Sentence]]:
    """Give how far from the norm the group began, the change expected without any effect, and what to say of it."""
    centre = None if norm_mean is None else read.real(norm_mean, "norm_mean", low=-LARGEST, high=LARGEST)
    spread = None if norm_sd is None else read.positive(norm_sd, "norm_sd", high=LARGEST)
    stability = None if retest is None else read.share(retest, "retest")
    z = None if centre is None or spread is None else (mean_pre - centre) / spread
    if z is not None and not np.isfinite(z):
        z = None
    if centre is None or stability is None:
        return z, None, [_REGRESSION_UNKNOWN]
    expected = (1 - stability) * (centre - mean_pre)
    (change_sv, change_en), (expected_sv, expected_en) = points(change), points(expected)
    return (
        z,
        expected,
        [
            Sentence(
                "regression_to_the_mean",
                f"Gruppen ändrades i snitt {change_sv} poäng. Regression mot medelvärdet väntas ensam ge {expected_sv} poäng, utan någon insats.",
                f"The group changed by {change_en} points on average. Regression to the mean alone is expected to give {expected_en} points, without any intervention.",
            )
        ],
    )


_REGRESSION_UNKNOWN = Sentence(
    "regression_unknown",
    "Personer som börjar långt från normen närmar sig den även utan insats. Ange norm_mean och retest så räknas det ut.",
    "Persons who begin far from the norm move towards it even without an intervention. Give norm_mean and retest to have it computed.",
)


def _ends(pairs: Pairs, low: float | None, high: float | None) -> dict[str, float]:
    """Give the shares that stand at the lowest and highest possible score, where these are known."""
    shares = {}
    for name, end in (("floor", low), ("ceiling", high)):
        if end is not None:
            shares[f"{name}_pre"] = float(np.mean(pairs.pre == end))
            shares[f"{name}_post"] = float(np.mean(pairs.post == end))
    return shares


def _crowded(ends: dict[str, float]) -> list[Sentence]:
    words = {
        "floor_pre": ("lägsta", "före", "lowest", "before"),
        "floor_post": ("lägsta", "efter", "lowest", "after"),
        "ceiling_pre": ("högsta", "före", "highest", "before"),
        "ceiling_post": ("högsta", "efter", "highest", "after"),
    }
    told = []
    for name, (end_sv, time_sv, end_en, time_en) in words.items():
        if ends.get(name, 0.0) >= CROWDED:
            swedish, english = percent(ends[name])
            told.append(
                Sentence(
                    name.replace("_", "_effect_"),
                    f"{swedish} har {end_sv} möjliga poäng {time_sv}. Instrumentet kan dölja förändring.",
                    f"{english} have the {end_en} possible score {time_en}. The instrument may hide change.",
                )
            )
    return told


def _skewed(skew: float | None, n: int) -> list[Sentence]:
    if skew is None or n < ENOUGH_FOR_SKEW or abs(skew) <= SKEWED:
        return []
    return [
        Sentence(
            "skewed",
            "Förändringarna är snedfördelade. Läs medianen och dess intervall i stället för medelvärdet.",
            "The changes are skewed. Read the median and its interval instead of the mean.",
        )
    ]

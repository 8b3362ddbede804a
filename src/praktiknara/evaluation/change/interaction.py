"""One test of whether change differs between groups, instead of one test in each."""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.change.groups import read_groups
from praktiknara.evaluation.charts.data import ForestChart, ForestRow
from praktiknara.evaluation.common.pairs import (
    CANNOT_SHOW_EFFECT,
    left_out,
    level_of,
    read_range,
    refuse_constant,
    varies,
)
from praktiknara.evaluation.errors import TooFewError
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class GroupChange:
    """The mean change of one group with its own t interval, None where a group of one has none."""

    name: str
    n: int
    mean_change: float
    sd_change: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class InteractionTest(Result):
    """One test of whether the mean change differs between groups; with two groups also the difference, first − second."""

    rows: int
    groups: tuple[GroupChange, ...]
    method: str
    F: float
    df1: int
    df2: float
    p: float
    difference: float | None
    ci_low: float | None
    ci_high: float | None
    interval: Interval | None
    level: float

    def chart(self) -> ForestChart:
        """Give each group's mean change with its interval, about no change."""
        return ForestChart(
            Sentence("change_by_group", "Förändring per grupp", "Change by group"),
            Sentence("mean_change", "Förändring i poäng", "Change in points"),
            tuple(
                ForestRow(each.name, each.mean_change, each.low, each.high)
                for each in self.groups
                if each.low is not None and each.high is not None
            ),
            null=0.0,
        )


def interaction_test(
    pre: Column,
    post: Column,
    group: Column,
    method: str = "welch",
    low: float | None = None,
    high: float | None = None,
    level: float = 0.95,
) -> InteractionTest:
    """Test once whether the mean change differs between groups, instead of reading two p-values against each other.

    The change post − pre is compared between k groups: "welch" (default) is Welch's F with unequal variances, "anova" the
    classical F, which equals the group × time interaction of repeated-measures analysis. With two groups F = t². Groups of
    one person are shown and left out of the test.

    `pre`, `post` in points, and `group` with names, are columns of equal length with a row per person. Assumes independent
    persons and changes roughly normal in each group.

    Raises:
        InputError: a value that is not a number or is out of range, or an unknown method.
        TooFewError: fewer than two groups with two persons.
        NotEstimableError: a group in which everybody changed as much (welch), or where this holds of all groups (anova).

    Source: Welch (1951) Biometrika 38:330–336.

    Example:
        >>> result = interaction_test([10, 10, 10, 10, 10, 10], [12, 14, 13, 11, 10, 12], list("KKKMMM"))
        >>> round(result.F, 3), result.df1, round(result.df2, 2), round(result.p, 3), result.difference
        (6.0, 1, 4.0, 0.07, 2.0)
    """
    level = level_of(level)
    read.choice(method, "method", ("welch", "anova"))
    lowest, highest = read_range(low, high)
    before, after, name, rows = read_groups(pre, post, group, lowest, highest)
    scale = float(max(np.abs(before).max(), np.abs(after).max(), 1e-300))
    parts = {each: ((after - before) / scale)[name == each] for each in sorted(set(name.tolist()))}
    groups = tuple(_group(each, values, scale, level) for each, values in parts.items())
    tested = {each: values for each, values in parts.items() if len(values) > 1}
    if len(tested) < 2:
        raise TooFewError(
            "too_few_groups",
            "Det behövs minst två grupper med minst två personer i varje.",
            "At least two groups with at least two persons each are needed.",
            where="group",
        )
    sizes = np.array([len(values) for values in tested.values()], dtype=np.float64)
    means = np.array([values.mean() for values in tested.values()])
    variances = np.array([values.var(ddof=1) for values in tested.values()])
    still = [each for each, values in tested.items() if not varies(values, 1.0)]
    if (still and method == "welch") or len(still) == len(tested):
        raise refuse_constant(f"post − pre, {', '.join(still)}")
    F, df2, se = (_welch if method == "welch" else _anova)(sizes, means, variances)
    interval = None
    if len(tested) == 2:
        half = float(stdtrit(df2, (1 + level) / 2)) * se * scale
        apart = float(means[0] - means[1]) * scale
        interval = Interval(apart - half, apart + half, level, f"t, {method}")
    alone = [each for each, values in parts.items() if len(values) == 1]
    return InteractionTest(
        n=len(before),
        rows=rows,
        groups=groups,
        method=method,
        F=F,
        df1=len(tested) - 1,
        df2=df2,
        p=float(fdtrc(len(tested) - 1, df2, F)),
        difference=None if interval is None else float(means[0] - means[1]) * scale,
        ci_low=None if interval is None else interval.low,
        ci_high=None if interval is None else interval.high,
        interval=interval,
        level=level,
        warnings=(
            *((left_out(rows - len(before), rows),) if rows > len(before) else ()),
            CANNOT_SHOW_EFFECT,
            *((_alone(alone),) if alone else ()),
        ),
    )


def _alone(names: list[str]) -> Sentence:
    told = ", ".join(names)
    return Sentence(
        "group_of_one",
        f"Grupper med en enda person visas men är inte med i testet: {told}.",
        f"Groups of one single person are shown but are not part of the test: {told}.",
    )


def _group(name: str, change: Floats, scale: float, level: float) -> GroupChange:
    n, mean = len(change), float(change.mean()) * scale
    if n < 2:
        return GroupChange(name, n, mean, None, None, None)
    sd = float(change.std(ddof=1)) * scale
    half = float(stdtrit(n - 1, (1 + level) / 2)) * sd / n**0.5
    return GroupChange(name, n, mean, sd, mean - half, mean + half)


def _anova(sizes: Floats, means: Floats, variances: Floats) -> tuple[float, float, float]:
    """Give the classical F, its second degrees of freedom, and the SE of the first two means' difference."""
    df2 = float(sizes.sum() - len(sizes))
    within = float(np.sum((sizes - 1) * variances)) / df2
    centre = float(np.sum(sizes * means) / sizes.sum())
    between = float(np.sum(sizes * (means - centre) ** 2)) / (len(sizes) - 1)
    return between / within, df2, float(np.sqrt(within * (1 / sizes[0] + 1 / sizes[1])))


def _welch(sizes: Floats, means: Floats, variances: Floats) -> tuple[float, float, float]:
    """Give Welch's F, its second degrees of freedom, and the SE of the first two means' difference."""
    k = len(sizes)
    weights = sizes / variances
    centre = float(np.sum(weights * means) / weights.sum())
    uneven = float(np.sum((1 - weights / weights.sum()) ** 2 / (sizes - 1)))
    between = float(np.sum(weights * (means - centre) ** 2)) / (k - 1)
    F = between / (1 + 2 * (k - 2) / (k**2 - 1) * uneven)
    return F, (k**2 - 1) / (3 * uneven), float(np.sqrt(np.sum(1 / weights)))

"""Two groups compared after, adjusted for where each person began."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc, stdtr, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.common.pairs import (
    left_out,
    level_of,
    read_range,
    read_scores,
    refuse_constant,
    varies,
)
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.read import Column, Floats, Labels
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence

NOT_RANDOMISED = Sentence(
    "cannot_show_effect",
    "Grupperna är inte lottade. Skillnaden kan bero på vilka som kom till vilken grupp och kan inte visa effekt ensam.",
    "The groups were not randomised. The difference may come from who went to which group and cannot show an effect by itself.",
)


@dataclass(frozen=True, kw_only=True)
class BaselineAdjusted(Result):
    """The difference after, group − reference, between persons who began alike; with a robust and a classical SE."""

    groups: tuple[str, str]
    n_groups: tuple[int, int]
    rows: int
    reference: str
    difference: float
    se: float
    t: float
    df: int
    p: float
    ci_low: float
    ci_high: float
    level: float
    interval: Interval
    se_kind: str
    se_classical: float
    p_classical: float
    ci_classical: Interval
    slope: float
    mean_pre: tuple[float, float]
    adjusted_means: tuple[float, float]
    slope_difference: float | None
    F_slopes: float | None
    p_slopes: float | None


def baseline_adjusted(
    pre: Column,
    post: Column,
    group: Column,
    reference: str | None = None,
    randomised: bool = False,
    low: float | None = None,
    high: float | None = None,
    level: float = 0.95,
) -> BaselineAdjusted:
    """Compare two groups after, adjusted for where each person began (analysis of covariance).

    post = β0 + β1 [group] + β2 (pre − mean(pre)) + error by least squares; the difference is β1, its SE the
    heteroscedasticity-robust HC3 and its interval Student's t with n − 3 degrees of freedom. The classical SE is given
    beside it. `F_slopes` tests whether the slope on `pre` differs between the groups (classical partial F, 1 and n − 4).

    `pre`, `post` in points, and `group` with two names, are columns of equal length with a row per person. `reference` is the
    group that the other is compared with, else the first in alphabetical order. `randomised` says that the groups were
    drawn by lot. Assumes independent persons, a straight line and the same slope in both groups.

    Raises:
        InputError: not exactly two groups, an unknown reference, a value that is not a number or is out of range.
        TooFewError: fewer than five persons with everything known, or a group of one.
        NotEstimableError: nobody's `pre` varies, one person alone decides the slope, or nothing is left unexplained.

    Source: Fisher (1932); MacKinnon & White (1985) Journal of Econometrics 29:305–325.

    Example:
        >>> before = [10, 12, 14, 16, 18, 11, 13, 15, 17, 19]
        >>> after = [12, 13, 17, 18, 21, 10, 13, 14, 18, 18]
        >>> result = baseline_adjusted(before, after, ["new"] * 5 + ["usual"] * 5, reference="usual")
        >>> round(result.difference, 2), result.df, round(result.slope, 2)
        (2.7, 7, 1.1)
    """
    level = level_of(level)
    by_lot = read.flag(randomised, "randomised")
    lowest, highest = read_range(low, high)
    before, after, name, rows = read_groups(pre, post, group, lowest, highest)
    names = sorted(set(name.tolist()))
    if len(names) != 2:
        raise InputError(
            "two_groups_needed",
            f"group ska ha två olika namn, men har {len(names)}.",
            f"group must hold two different names, but holds {len(names)}.",
            where="group",
        )
    if reference is not None:
        names = sorted(names, key=lambda each: each != read.choice(reference, "reference", names))
    member = name == names[1]
    sizes = (int((~member).sum()), int(member.sum()))
    if len(before) < 5 or min(sizes) < 2:
        raise TooFewError(
            "too_few",
            "Det behövs minst fem personer, och minst två i varje grupp.",
            "At least five persons are needed, and at least two in each group.",
            where="group",
        )
    centre = float(before.mean())
    unit = float(np.abs(before - centre).max())
    if not varies(before, float(np.abs(before).max())):
        raise refuse_constant("pre")
    scaled = (before - centre) / unit
    member_float = member.astype(np.float64)
    fit = _least_squares(np.column_stack([np.ones(len(before)), member_float, scaled]), after)
    slopes = _slopes(fit, member_float, scaled, after)
    df = len(before) - 3
    difference, se, se_classical = float(fit.beta[1]), float(fit.robust[1]), float(fit.classical[1])
    quantile = float(stdtrit(df, (1 + level) / 2))
    at_centre = float(fit.beta[0])
    t = difference / se
    return BaselineAdjusted(
        n=len(before),
        groups=(names[0], names[1]),
        n_groups=sizes,
        rows=rows,
        reference=names[0],
        difference=difference,
        se=se,
        t=t,
        df=df,
        p=float(2 * stdtr(df, -abs(t))),
        ci_low=difference - quantile * se,
        ci_high=difference + quantile * se,
        level=level,
        interval=Interval(difference - quantile * se, difference + quantile * se, level, "t, HC3"),
        se_kind="HC3",
        se_classical=se_classical,
        p_classical=float(2 * stdtr(df, -abs(difference / se_classical))),
        ci_classical=Interval(
            difference - quantile * se_classical, difference + quantile * se_classical, level, "t, classical"
        ),
        slope=float(fit.beta[2]) / unit,
        mean_pre=(float(before[~member].mean()), float(before[member].mean())),
        adjusted_means=(at_centre, at_centre + difference),
        slope_difference=None if slopes is None else slopes[0] / unit,
        F_slopes=None if slopes is None else slopes[1],
        p_slopes=None if slopes is None else slopes[2],
        warnings=(
            *((left_out(rows - len(before), rows),) if rows > len(before) else ()),
            *(() if by_lot else (NOT_RANDOMISED,)),
            *((_DIFFERENT_SLOPES,) if slopes is not None and slopes[2] < 0.05 else ()),
        ),
        assumptions=(
            Assumption("equal_slopes", None if slopes is None else slopes[2] >= 0.05, _EQUAL_SLOPES),
            Assumption("randomised", by_lot, _BY_LOT),
        ),
    )


_DIFFERENT_SLOPES = Sentence(
    "slopes_differ",
    "Skillnaden mellan grupperna beror på var personerna började. En enda siffra räcker inte.",
    "The difference between the groups depends on where persons began. One figure is not enough.",
)
_EQUAL_SLOPES = Sentence(
    "equal_slopes",
    "Sambandet mellan före och efter antas vara lika i båda grupperna.",
    "The relation between before and after is taken to be the same in both groups.",
)
_BY_LOT = Sentence(
    "randomised",
    "Att räkna bort skillnader vid starten gör inte grupperna jämförbara i annat.",
    "Adjusting for differences at the start does not make the groups comparable in other ways.",
)


@dataclass(frozen=True)
class _Fit:
    beta: Floats
    classical: Floats
    robust: Floats
    rss: float


def _least_squares(design: NDArray[np.float64], outcome: Floats) -> _Fit:
    """Fit by least squares with classical and HC3 standard errors; refuse where one person alone decides."""
    n, many = design.shape
    q, triangle = np.linalg.qr(design)
    diagonal = np.abs(np.diag(triangle))
    if diagonal.min() <= 1e-10 * diagonal.max():
        raise NotEstimableError(
            "not_separable",
            "Grupp och utgångsläge går inte att skilja åt i dessa data.",
            "Group and starting level cannot be told apart in these data.",
            where="pre, group",
        )
    leverage = np.sum(q**2, axis=1)
    if leverage.max() > 1 - 1e-10:
        raise NotEstimableError(
            "one_person_decides",
            "En enda person avgör skattningen. Fler personer med olika utgångsläge behövs.",
            "One single person decides the estimate. More persons with different starts are needed.",
            where="pre",
        )
    unit = max(float(np.abs(outcome).max()), 1e-300)
    target = outcome / unit
    beta = np.linalg.solve(triangle, q.T @ target)
    residual = target - design @ beta
    rss = float(residual @ residual)
    if rss <= n * 1e-24:
        raise NotEstimableError(
            "nothing_unexplained",
            "Modellen förklarar alla värden exakt, så osäkerheten kan inte skattas.",
            "The model explains every value exactly, so the uncertainty cannot be estimated.",
            where="post",
        )
    inverse = np.linalg.solve(triangle, q.T)
    robust = np.sqrt(np.sum((inverse * (residual / (1 - leverage))) ** 2, axis=1))
    classical = np.sqrt(np.sum(inverse**2, axis=1) * rss / (n - many))
    return _Fit(beta * unit, classical * unit, robust * unit, rss * unit**2)


def _slopes(common: _Fit, member: Floats, scaled: Floats, after: Floats) -> tuple[float, float, float] | None:
    """Give the difference in slope with its partial F and p, or None where the groups are too small for it."""
    design = np.column_stack([np.ones(len(after)), member, scaled, member * scaled])
    if len(after) < 6:
        return None
    try:
        fit = _least_squares(design, after)
    except NotEstimableError:
        return None
    df = len(after) - 4
    F = max((common.rss - fit.rss) / (fit.rss / df), 0.0)
    return float(fit.beta[3]), F, float(fdtrc(1, df, F))


def read_groups(
    pre: Column, post: Column, group: Column, low: float | None, high: float | None
) -> tuple[Floats, Floats, Labels, int]:
    """Read scores and group, and keep the rows where all three are known."""
    before, after = read_scores(pre, "pre", low, high), read_scores(post, "post", low, high)
    name = read.labels(group, "group", missing=True)
    rows = read.same_length(pre=before, post=after, group=name)
    known = np.array([each is not None for each in name], dtype=bool)
    used = known & ~np.isnan(before) & ~np.isnan(after)
    read.numbers(before[used], "pre, post, group", at_least=2)
    return before[used], after[used], name[used], rows

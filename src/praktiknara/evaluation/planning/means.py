"""Plans for means: power and size for two groups and for pairs, by the noncentral t distribution."""

import math
from typing import Any

from scipy.special import nctdtr, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.parts import INDEPENDENT, Power, SampleSize, Terms, rests_on

SPREAD = rests_on(
    "sd",
    "Standardavvikelsen blir ungefär den som angavs, och fördelningen är inte mycket sned.",
    "The standard deviation turns out about as given, and the distribution is not very skewed.",
)


def t_power(shift: float, df: float, given: Terms, *, strict: bool = False) -> float:
    """Power of a t test whose statistic has noncentrality `shift`; `strict` counts the wrong tail as well."""
    if df <= 0:
        return 0.0
    critical = float(stdtrit(df, 1 - given.alpha / given.sides))
    found = 1 - _below(df, shift, critical)
    if strict and given.sides == 2:
        found += _below(df, shift, -critical)
    return min(max(found, 0.0), 1.0)


def _below(df: float, shift: float, value: float) -> float:
    found = float(nctdtr(df, shift, value))
    if math.isfinite(found):
        return found
    # Abramowitz & Stegun 26.7.10, for noncentralities beyond what the series reaches.
    return parts.upper((value * (1 - 1 / (4 * df)) - shift) / math.sqrt(1 + value**2 / (2 * df)))


def two_means_power(d: float, n1: float, n2: float, given: Terms, *, strict: bool = False) -> float:
    """Power of the two-sample t test at the standardised difference d, for sizes that need not be whole."""
    return t_power(abs(d) * math.sqrt(n1 * n2 / (n1 + n2)), n1 + n2 - 2, given, strict=strict)


def paired_power(d: float, n: float, given: Terms, *, strict: bool = False) -> float:
    """Power of the paired t test at the standardised mean change d."""
    return t_power(abs(d) * math.sqrt(n), n - 1, given, strict=strict)


def sample_size_two_means(
    difference: float,
    sd: float = 1.0,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    strict: bool = False,
) -> SampleSize:
    """Say how many persons two groups need for a t test to show a difference in means.

    The least n₁ with P(T > t_{1−α/sides, ν}) ≥ power, where T is noncentral t with ν = n₁ + n₂ − 2 degrees of freedom
    and noncentrality |difference|/sd · √(n₁n₂/(n₁+n₂)), and n₂ = ratio · n₁. `strict` also counts the chance of
    rejecting in the wrong direction. Size is multiplied by `design_effect` and then divided by 1 − `drop_out`.

    Args:
        difference: the smallest difference in means that matters, in the unit of `sd`.
        sd: standard deviation within each group; with 1, `difference` is Cohen's d.
        power: wanted chance of showing the difference, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2, or 1 for a one-sided test.
        ratio: persons in the second group per person in the first.
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count both tails.

    Returns:
        `n_exact` (first group, not rounded), `n1`, `n2`, `n_per_group`, `n` in all, `n_start` and the power curve.

    Assumptions:
        Equal spread in both groups, independent persons, means close to normal.

    Raises:
        InputError: a value out of its range, or a difference of zero.
        NotEstimableError: more than a billion persons would be needed.

    Source:
        Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 2.

    Example:
        >>> plan = sample_size_two_means(difference=1, sd=1, power=0.9)
        >>> round(plan.n_exact, 4), plan.n_per_group
        (22.0211, 23)
    """
    given = parts.terms(alpha, sides, power)
    d = parts.effect(difference, "difference") / read.positive(sd, "sd", high=1e12)
    share, both = parts.ratio_of(ratio), read.flag(strict, "strict")
    smallest = max(1.05, 1.05 / share)
    n_exact = parts.least(
        lambda n: two_means_power(d, n, share * n, given, strict=both), given.power, smallest
    )
    deff = parts.inflation(design_effect)
    n1 = max(2, parts.up(n_exact * deff))
    n2 = max(2, parts.up(share * n_exact * deff))

    def by_total(total: float) -> float:
        first = total / deff / (1 + share)
        return two_means_power(d, first, share * first, given, strict=both)

    n_start = parts.to_start(n1 + n2, drop_out)
    return SampleSize(
        n=n1 + n2,
        sentence=parts.size_sentence(n1, n2, n_start, given.power),
        effect=d,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        n_exact=n_exact,
        n1=n1,
        n2=n2,
        n_per_group=n1 if n1 == n2 else None,
        n_start=n_start,
        design_effect=deff,
        method="t (noncentral t)",
        curve=parts.curve_of(by_total, n1 + n2),
        assumptions=(SPREAD, INDEPENDENT),
    )


def power_two_means(
    difference: float,
    n1: int,
    n2: int,
    sd: float = 1.0,
    alpha: float = 0.05,
    sides: int = 2,
    design_effect: float = 1.0,
    strict: bool = False,
    observed: bool = False,
) -> Power:
    """Say how likely a t test of two groups is to show a difference in means.

    P(T > t_{1−α/sides, ν}) with T noncentral t, ν = n₁ + n₂ − 2, noncentrality |difference|/sd · √(n₁n₂/(n₁+n₂));
    sizes are divided by `design_effect` first.

    Args:
        difference: the difference in means that matters, in the unit of `sd`.
        n1: persons in the first group, at least 2.
        n2: persons in the second group, at least 2.
        sd: standard deviation within each group.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count the wrong tail as well.
        observed: say so when `difference` is the one that was observed; it is then refused.

    Assumptions:
        Equal spread in both groups, independent persons, means close to normal.

    Raises:
        InputError: a value out of its range, or a difference of zero.
        RefusedError: `observed` is true.

    Source:
        Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 2.

    Example:
        >>> round(power_two_means(difference=1, n1=20, n2=20).power, 4)
        0.869
    """
    parts.refuse_observed(observed)
    given = parts.terms(alpha, sides)
    d = parts.effect(difference, "difference") / read.positive(sd, "sd", high=1e12)
    first, second = (read.whole(size, name, low=2) for size, name in ((n1, "n1"), (n2, "n2")))
    deff = parts.inflation(design_effect)
    found = two_means_power(d, first / deff, second / deff, given, strict=read.flag(strict, "strict"))
    return Power(
        n=first + second,
        sentence=parts.power_sentence(found, first + second),
        effect=d,
        power=found,
        alpha=given.alpha,
        sides=given.sides,
        n1=first,
        n2=second,
        design_effect=deff,
        method="t (noncentral t)",
        assumptions=(SPREAD, INDEPENDENT),
    )


def sample_size_paired(
    difference: float,
    sd: float = 1.0,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    strict: bool = False,
) -> SampleSize:
    """Say how many persons measured twice a paired t test needs to show a mean change (or one mean against a value).

    The least n with P(T > t_{1−α/sides, n−1}) ≥ power, where T is noncentral t with noncentrality |difference|/sd · √n.

    Args:
        difference: the smallest mean change that matters.
        sd: standard deviation of the change (not of the score); with 1, `difference` is d_z.
        power: wanted chance of showing the change, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count the wrong tail as well.

    Returns:
        `n_exact` (pairs, not rounded), `n1` = `n_per_group` = `n` pairs, `n_start` and the power curve.

    Assumptions:
        Independent persons, changes close to normal. A change within one group does not show an effect.

    Raises:
        InputError: a value out of its range, or a difference of zero.
        NotEstimableError: more than a billion persons would be needed.

    Source:
        Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 2.

    Example:
        >>> sample_size_paired(difference=0.5, power=0.8).n
        34
    """
    given = parts.terms(alpha, sides, power)
    d = parts.effect(difference, "difference") / read.positive(sd, "sd", high=1e12)
    both, deff = read.flag(strict, "strict"), parts.inflation(design_effect)
    n_exact = parts.least(lambda n: paired_power(d, n, given, strict=both), given.power, 1.05)
    n = max(2, parts.up(n_exact * deff))
    n_start = parts.to_start(n, drop_out)
    return SampleSize(
        n=n,
        sentence=parts.size_sentence(n, None, n_start, given.power),
        effect=d,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        n_exact=n_exact,
        n1=n,
        n2=None,
        n_per_group=n,
        n_start=n_start,
        design_effect=deff,
        method="paired t (noncentral t)",
        curve=parts.curve_of(lambda total: paired_power(d, total / deff, given, strict=both), n),
        assumptions=(SPREAD, INDEPENDENT),
        warnings=(parts.UNCONTROLLED,),
    )


def power_paired(
    difference: float,
    n: int,
    sd: float = 1.0,
    alpha: float = 0.05,
    sides: int = 2,
    design_effect: float = 1.0,
    strict: bool = False,
    observed: bool = False,
) -> Power:
    """Say how likely a paired t test is to show a mean change.

    P(T > t_{1−α/sides, n−1}) with T noncentral t and noncentrality |difference|/sd · √n.

    Args:
        difference: the mean change that matters.
        n: persons measured both times, at least 2.
        sd: standard deviation of the change.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count the wrong tail as well.
        observed: say so when `difference` is the one that was observed; it is then refused.

    Assumptions:
        Independent persons, changes close to normal. A change within one group does not show an effect.

    Raises:
        InputError: a value out of its range, or a difference of zero.
        RefusedError: `observed` is true.

    Source:
        Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 2.

    Example:
        >>> round(power_paired(difference=0.5, n=34).power, 3)
        0.808
    """
    parts.refuse_observed(observed)
    given = parts.terms(alpha, sides)
    d = parts.effect(difference, "difference") / read.positive(sd, "sd", high=1e12)
    size, deff = read.whole(n, "n", low=2), parts.inflation(design_effect)
    found = paired_power(d, size / deff, given, strict=read.flag(strict, "strict"))
    return Power(
        n=size,
        sentence=parts.power_sentence(found, size),
        effect=d,
        power=found,
        alpha=given.alpha,
        sides=given.sides,
        n1=size,
        n2=None,
        design_effect=deff,
        method="paired t (noncentral t)",
        assumptions=(SPREAD, INDEPENDENT),
        warnings=(parts.UNCONTROLLED,),
    )


def least_difference(n1: float, n2: float | None, given: Terms) -> float:
    """The standardised difference that is shown with the wanted power."""

    def at(d: Any) -> float:
        return two_means_power(d, n1, n2, given) if n2 is not None else paired_power(d, n1, given)

    return parts.least(at, given.power, 1e-9)

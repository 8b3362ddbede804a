"""Two groups' means side by side, and how strong something unmeasured would have to be to explain a difference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.linear import power_of_two, t_interval
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

CANNOT_SHOW = Sentence(
    "cannot_show_effect",
    "Skillnaden kan inte visa effekt: grupperna är inte lottade och inget är justerat.",
    "The difference cannot show an effect: the groups were not randomised and nothing is adjusted for.",
)


def direction(interval: Interval | None) -> tuple[Sentence, ...]:
    """Say so when an interval holds both directions."""
    if interval is None or interval.low > 0 or interval.high < 0:
        return ()
    return (
        Sentence(
            "uncertain_direction",
            "Underlaget räcker inte för att säga åt vilket håll skillnaden går. Läs hela intervallet.",
            "The data do not suffice to tell the direction of the difference. Read the whole interval.",
        ),
    )


@dataclass(frozen=True, kw_only=True)
class MeansCompared(Result):
    """Two means and their difference (treated minus control)."""

    method: str
    mean_treated: float
    mean_control: float
    sd_treated: float
    sd_control: float
    n_treated: int
    n_control: int
    difference: float
    se: float
    t: float
    df: float
    p: float
    interval: Interval

    def named(self) -> dict[str, Any]:
        """Give the limits by name."""
        return {"ci_low": self.interval.low, "ci_high": self.interval.high, "estimate": self.difference}


def compare_means(
    treated: Column,
    control: Column,
    method: str = "welch",
    randomised: bool = False,
    level: float = 0.95,
) -> MeansCompared:
    """Compare the means of two separate groups, treated minus control.

    Formula:
        "welch": se² = s₁²/n₁ + s₀²/n₀, df by Welch–Satterthwaite. "pooled" (Student, and least squares on group):
        se² = s² (1/n₁ + 1/n₀) with s² = ((n₁−1)s₁² + (n₀−1)s₀²)/(n₁+n₀−2), df = n₁ + n₀ − 2.
        Interval: difference ± t(df) · se.

    Units and shapes:
        Two columns of numbers in one unit, one value a person; the result is in that unit.

    Assumptions:
        Independent persons; means near normal; one common variance for "pooled".

    Raises:
        TooFewError: fewer than two persons in a group.
        NotEstimableError: nobody differs from anybody within the groups.
        InputError: a missing or impossible value, or an unknown method.

    Source:
        Welch 1947; Student 1908.

    Example:
        >>> found = compare_means([5, 7, 9, 6], [4, 5, 3, 6], method="pooled", randomised=True)
        >>> found.difference, round(found.se, 3), found.df
        (2.25, 1.07, 6)
    """
    one = read.numbers(treated, "treated", low=-1e100, high=1e100, at_least=2)
    zero = read.numbers(control, "control", low=-1e100, high=1e100, at_least=2)
    method = read.choice(method, "method", ("welch", "pooled"))
    randomised = read.flag(randomised, "randomised")
    level = read.share(level, "level", open_ends=True)
    n1, n0 = len(one), len(zero)
    # About one of the values and in the size of their spread, so that neither place nor unit matters.
    place = float(zero[0])
    unit = power_of_two(max(float(np.abs(one - place).max()), float(np.abs(zero - place).max())))
    one, zero = (one - place) / unit, (zero - place) / unit
    v1, v0 = float(np.var(one, ddof=1)), float(np.var(zero, ddof=1))
    df: float = n1 + n0 - 2
    if method == "pooled":
        squared = ((n1 - 1) * v1 + (n0 - 1) * v0) / df * (1 / n1 + 1 / n0)
    else:
        squared = v1 / n1 + v0 / n0
        if squared > 0:
            df = 1 / ((v1 / n1 / squared) ** 2 / (n1 - 1) + (v0 / n0 / squared) ** 2 / (n0 - 1))
    se = math.sqrt(squared) if squared > 1e-24 else 0.0
    difference = float(one.mean() - zero.mean())
    kind = f"{'Welch' if method == 'welch' else 'Student'} (t, df = {df:.1f})"
    t, p, interval = t_interval(difference, se, df, level, kind)
    interval = Interval(interval.low * unit, interval.high * unit, level, kind)
    return MeansCompared(
        n=n1 + n0,
        method=method,
        mean_treated=float(one.mean()) * unit + place,
        mean_control=float(zero.mean()) * unit + place,
        sd_treated=math.sqrt(v1) * unit,
        sd_control=math.sqrt(v0) * unit,
        n_treated=n1,
        n_control=n0,
        difference=difference * unit,
        se=se * unit,
        t=t,
        df=df,
        p=p,
        interval=interval,
        warnings=(() if randomised else (CANNOT_SHOW,)) + direction(interval),
    )


@dataclass(frozen=True, kw_only=True)
class EValue(Result):
    """The E-value of an estimate and of the limit nearest to no difference (1 when the interval holds it)."""

    measure: str
    conversion: str
    RR: float
    RR_low: float | None
    RR_high: float | None
    E: float
    E_ci: float | None


def e_value(
    estimate: float,
    low: float | None = None,
    high: float | None = None,
    measure: str = "RR",
    rare: bool | None = None,
    se: float | None = None,
) -> EValue:
    """Give how strongly something unmeasured must go with both treatment and outcome to explain a difference away.

    Formula:
        E = RR + sqrt(RR (RR − 1)) for RR ≥ 1, and with 1/RR in its place below 1. To a risk ratio first:
        OR or HR of a rare outcome (below 15 %) stands as it is; a common one: RR = sqrt(OR), and
        RR = (1 − 0.5^sqrt(HR)) / (1 − 0.5^sqrt(1/HR)). SMD: RR = exp(0.91 d), with limits exp(0.91 d ± 1.78 se) when
        `se` is given and exp(0.91 · limit) otherwise. `E_ci` is that of the limit nearest 1, or 1.

    Units and shapes:
        Ratios as they are, not their logarithms; SMD in standard deviations. `rare` must be told for OR and HR.

    Assumptions:
        The interval is otherwise right; the confounder may be of any kind.

    Raises:
        InputError: a ratio that is not above zero, limits in the wrong order, or `rare` left out.

    Source:
        VanderWeele & Ding 2017; VanderWeele 2017 for common outcomes.

    Example:
        >>> found = e_value(3.9, 1.8, 8.7)
        >>> round(found.E, 2), round(found.E_ci, 2)
        (7.26, 3.0)
    """
    measure = read.choice(measure, "measure", ("RR", "OR", "HR", "SMD"))
    given = {"estimate": estimate, "low": low, "high": high}
    told = {name: read.real(value, name) for name, value in given.items() if value is not None}
    if "estimate" not in told:
        told["estimate"] = read.real(estimate, "estimate")
    bound = 100.0 if measure == "SMD" else 1e100
    for name, value in told.items():
        read.real(value, name, low=-bound if measure == "SMD" else 1e-100, high=bound)
    if told.get("low", -math.inf) > told["estimate"] or told.get("high", math.inf) < told["estimate"]:
        raise InputError(
            "limits_swapped",
            "low, estimate och high ska stå i stigande ordning.",
            "low, estimate and high must stand in rising order.",
            where="low",
        )
    if measure in ("OR", "HR") and rare is None:
        raise InputError(
            "rare_missing",
            "Ange rare: är utfallet ovanligt (under 15 %) vid uppföljningens slut?",
            "State rare: is the outcome rare (below 15%) at the end of follow-up?",
            where="rare",
        )
    common = rare is not None and not read.flag(rare, "rare")
    ratios = {name: _risk_ratio(value, measure, common) for name, value in told.items()}
    conversion = "none"
    if measure == "SMD":
        conversion = "exp(0.91 d)"
        if se is not None:
            half = 1.78 * read.positive(se, "se", high=100)
            ratios["low"] = math.exp(0.91 * told["estimate"] - half)
            ratios["high"] = math.exp(0.91 * told["estimate"] + half)
    elif measure in ("OR", "HR"):
        conversion = f"{measure}, {'common' if common else 'rare'} outcome"
    central, lower, upper = ratios["estimate"], ratios.get("low"), ratios.get("high")
    nearest = lower if central >= 1 else upper
    limit = None
    if nearest is not None:
        limit = 1.0 if (nearest <= 1) == (central >= 1) else _bias(nearest)
    return EValue(
        n=1,
        measure=measure,
        conversion=conversion,
        RR=central,
        RR_low=lower,
        RR_high=upper,
        E=_bias(central),
        E_ci=limit,
        warnings=() if nearest is not None else (_NO_LIMITS,),
    )


_NO_LIMITS = Sentence(
    "no_limits",
    "Inget intervall angavs. E-värdet för skattningen ensam är för gynnsamt.",
    "No interval was given. The E-value of the estimate alone is too favourable.",
)


def _risk_ratio(value: float, measure: str, common: bool) -> float:
    if measure == "SMD":
        return math.exp(0.91 * value)
    if measure == "OR" and common:
        return math.sqrt(value)
    if measure == "HR" and common:
        root = math.sqrt(value)
        # expm1 keeps what 1 − 0.5^x loses when x is small.
        return math.expm1(-root * math.log(2)) / math.expm1(-math.log(2) / root)
    return value


def _bias(ratio: float) -> float:
    """Give RR + sqrt(RR (RR − 1)), of the inverse when below one."""
    above = ratio if ratio >= 1 else 1 / ratio
    return above + math.sqrt(above) * math.sqrt(above - 1)

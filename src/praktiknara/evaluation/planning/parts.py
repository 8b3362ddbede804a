"""What every plan shares: normal quantiles, group sizes, drop-out, clusters, and how the answer is told."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scipy.special import ndtr, ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import InputError, NotEstimableError, RefusedError
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence, number, percent

MOST = 1e9  # persons; a plan for more than this is no plan
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class SampleSize(Result):
    """How many persons a comparison needs: `n` in all to analyse, `n_start` to start when some drop out.

    `n_exact` is the size of the first group (or of the only one) before it is rounded up and adjusted for clusters
    and drop-out: what textbooks print. `n_per_group` is None when the groups differ in size.
    """

    sentence: Sentence
    effect: float
    power: float
    alpha: float
    sides: int
    n_exact: float
    n1: int
    n2: int | None
    n_per_group: int | None
    n_start: int
    design_effect: float
    method: str
    curve: Curve

    def chart(self) -> CurveChart:
        """Give the curve of power by number of persons, with the line to be reached."""
        return power_chart(self.curve, self.power, Sentence("persons", "Personer", "Persons"))


@dataclass(frozen=True, kw_only=True)
class Power(Result):
    """The chance that a comparison of `n` persons shows an effect of the size that was asked about."""

    sentence: Sentence
    effect: float
    power: float
    alpha: float
    sides: int
    n1: int
    n2: int | None
    design_effect: float
    method: str


def power_chart(curve: Curve, target: float, across: Sentence) -> CurveChart:
    """Draw power along `across`, with a line at what is to be reached."""
    return CurveChart(
        title=Sentence("power_curve", "Chansen att se effekten", "The chance of seeing the effect"),
        x_label=across,
        y_label=Sentence("power", "Statistisk styrka", "Power"),
        curves=((Sentence("power", "Styrka", "Power"), curve),),
        lines=((Sentence("power_wanted", "Önskad styrka", "Wanted power"), target),),
        share=True,
    )


@dataclass(frozen=True)
class Terms:
    """The power or the error that a plan is made for, read and checked."""

    alpha: float
    sides: int
    power: float

    @property
    def z_alpha(self) -> float:
        """The normal quantile beyond which a difference counts as shown."""
        return float(ndtri(1 - self.alpha / self.sides))

    @property
    def z_sum(self) -> float:
        """The quantile of the test and that of the power, added."""
        return self.z_alpha + float(ndtri(self.power))


def terms(alpha: Any, sides: Any, power: Any = 0.8) -> Terms:
    """Read alpha, the number of sides and the power; the power must exceed what chance alone gives."""
    risk = read.real(alpha, "alpha", low=1e-12, high=0.5)
    wanted = read.share(power, "power", open_ends=True)
    if wanted <= risk or wanted < 0.5 or wanted > 1 - 1e-9:
        raise InputError(
            "power_out_of_range",
            "Styrkan ska vara minst 0,5, större än alfa och mindre än 1. 0,8 eller 0,9 är vanligt.",
            "The power must be at least 0.5, above alpha and below 1. 0.8 or 0.9 is usual.",
            where="power",
        )
    return Terms(risk, read.whole(sides, "sides", low=1, high=2), wanted)


def effect(value: Any, where: str, none: float = 0.0) -> float:
    """Read an effect and refuse the value that means no effect: no number of persons can show it."""
    found = read.real(value, where, low=-1e12, high=1e12)
    if found == none or abs(found - none) < 1e-9 * max(1.0, abs(none)):
        raise InputError(
            "no_effect",
            f"{where}: utan någon skillnad finns inget att planera för. Ange den minsta skillnad som spelar roll.",
            f"{where}: without any difference there is nothing to plan for. Give the smallest one that matters.",
            where=where,
        )
    return found


def refuse_observed(observed: Any) -> None:
    """Refuse power computed afterwards from the effect that was seen: it says nothing that p has not said."""
    if read.flag(observed, "observed"):
        raise RefusedError(
            "observed_power",
            "Styrka räknas inte i efterhand på den effekt som blev: den säger bara om p-värdet på nytt. "
            "Visa intervallet i stället.",
            "Power is not computed afterwards from the observed effect: it only restates the p-value. "
            "Show the interval instead.",
            where="observed",
        )


def inflation(value: Any) -> float:
    """Read a design effect: 1 without clusters."""
    return read.real(value, "design_effect", low=1e-3, high=1e6)


def ratio_of(value: Any) -> float:
    """Read the allocation: persons in the second group per person in the first."""
    return read.real(value, "ratio", low=1e-3, high=1e3)


def up(value: float) -> int:
    """Round up to whole persons, forgiving what floating point adds to a whole number."""
    if not math.isfinite(value) or value > MOST:
        raise NotEstimableError(
            "too_many_persons",
            "Det skulle behövas fler än en miljard personer. Skillnaden är för liten för att kunna visas.",
            "More than a billion persons would be needed. The difference is too small to be shown.",
            where="n",
        )
    return math.ceil(value - 1e-9 * max(1.0, value))


def to_start(n: float, drop_out: Any) -> int:
    """How many must start for `n` to remain when the share `drop_out` leaves."""
    lost = read.real(drop_out, "drop_out", low=0, high=0.99)
    return up(n / (1 - lost))


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a continuous function changes sign between two ends; the end itself when it is there already."""
    from scipy.optimize import brentq

    first, last = function(low), function(high)
    if first == 0 or first * last > 0:
        return low if abs(first) <= abs(last) else high
    return float(brentq(function, low, high, xtol=1e-12, rtol=1e-13, maxiter=500))


def least(function: Callable[[float], float], target: float, low: float) -> float:
    """Find the least size at which a rising function reaches the target; infinity when nothing does."""
    if function(low) >= target:
        return low
    high = 2 * low
    while function(high) < target:
        high *= 2
        if high > MOST:
            return math.inf
    return root(lambda size: function(size) - target, high / 2, high)


def curve_of(function: Callable[[float], float], n: float) -> Curve:
    """Power at forty sizes up to one and a half times what is needed."""
    sizes = sorted({max(4, round(1.5 * n * step / 40)) for step in range(1, 41)})
    return tuple((float(size), function(size)) for size in sizes)


def upper(z: float) -> float:
    """The normal probability below z."""
    return float(ndtr(z))


def size_sentence(n1: int, n2: int | None, n_start: int, power: float) -> Sentence:
    """Tell in words how many are needed."""
    total = n1 + (n2 or 0)
    sv, en = number(total).sv, number(total).en
    if n2 is not None:
        sv += f" ({number(n1).sv} + {number(n2).sv})"
        en += f" ({number(n1).en} + {number(n2).en})"
    begin_sv = f" Börja med {number(n_start).sv} för att räkna med bortfallet." if n_start > total else ""
    begin_en = f" Start with {number(n_start).en} to allow for drop-out." if n_start > total else ""
    told = percent(power)
    return Sentence(
        "sample_size",
        f"Det behövs {sv} personer för att med {told.sv} säkerhet upptäcka skillnaden, om den finns.{begin_sv}",
        f"{en} persons are needed to detect the difference with {told.en} certainty, if it is there.{begin_en}",
    )


def power_sentence(power: float, n: int) -> Sentence:
    """Tell in words what the chance is."""
    told, size = percent(power), number(n)
    return Sentence(
        "power",
        f"Med {size.sv} personer är chansen att upptäcka skillnaden {told.sv}, om den finns.",
        f"With {size.en} persons the chance of detecting the difference is {told.en}, if it is there.",
    )


def rests_on(code: str, sv: str, en: str) -> Assumption:
    """Something a plan rests on and no data can yet speak of."""
    return Assumption(code, None, Sentence(code, sv, en))


INDEPENDENT = rests_on(
    "independent",
    "Personerna påverkar inte varandra, utöver det som designeffekten räknar med.",
    "The persons do not affect each other, beyond what the design effect allows for.",
)
UNCONTROLLED = Sentence(
    "cannot_show_effect",
    "En förändring i en enda grupp kan inte visa effekt: det går inte att veta vad som hade hänt annars.",
    "A change within a single group cannot show an effect: what would have happened otherwise is unknown.",
)

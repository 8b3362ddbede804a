"""Plans for time to an event when persons come over time: persons, accrual time or follow-up time."""

import math
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.planning import events as engine
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.events import CONSTANT, PROPORTIONAL
from praktiknara.evaluation.planning.parts import Curve, Terms
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number

METHODS = ("schoenfeld", "freedman", "lachin_foulkes")
DURING = Sentence(
    "reached_during_accrual",
    "Händelserna räcker redan när den sista personen kommer. Ingen uppföljning efter det behövs.",
    "There are events enough already when the last person comes. No follow-up after that is needed.",
)


@dataclass(frozen=True, kw_only=True)
class SurvivalSize(Result):
    """Persons and times for a comparison of time to an event: `N` not rounded, `n` whole persons in all.

    `events` is how many the test needs, `events_expected` how many so many persons give by `total_time`.
    """

    sentence: Sentence
    events: float
    events_expected: float
    N: float
    n1: int
    n2: int
    accrual_time: float
    follow_up_time: float
    total_time: float
    event_share_1: float
    event_share_2: float
    hazard_1: float
    hazard_2: float
    hazard_ratio: float
    power: float
    alpha: float
    sides: int
    design_effect: float
    method: str
    curve: Curve

    def chart(self) -> CurveChart:
        """Give the curve of power by time since the first person came."""
        return parts.power_chart(
            self.curve, self.power, Sentence("time", "Tid sedan start", "Time since start")
        )


@dataclass(frozen=True)
class _Groups:
    """The two groups as time passes: hazards of the event and of being lost, and group 1's share of the persons."""

    hazard_1: float
    hazard_2: float
    loss: float
    first: float
    given: Terms
    method: str
    deff: float

    def shares(self, accrual: float, follow_up: float) -> tuple[float, float]:
        time = accrual + follow_up
        return (
            engine.event_share(self.hazard_1, self.loss, accrual, time),
            engine.event_share(self.hazard_2, self.loss, accrual, time),
        )

    def mean_share(self, accrual: float, follow_up: float) -> float:
        one, two = self.shares(accrual, follow_up)
        return self.first * one + (1 - self.first) * two

    @property
    def ratio(self) -> float:
        return self.hazard_1 / self.hazard_2

    def persons(self, accrual: float, follow_up: float) -> float:
        """How many persons are needed; infinity when nobody has time to have the event."""
        if self.mean_share(accrual, follow_up) <= 0:
            return math.inf
        if self.method == "lachin_foulkes":
            return self.deff * self._rate_difference(accrual, follow_up)
        events = engine.events_for(self.ratio, self.first, self.given, self.method)
        return self.deff * events / self.mean_share(accrual, follow_up)

    def _rate_difference(self, accrual: float, follow_up: float) -> float:
        def variance(hazard: float) -> float:
            return hazard**2 / engine.event_share(hazard, self.loss, accrual, accrual + follow_up)

        one, two = self.first, 1 - self.first
        pooled = one * self.hazard_1 + two * self.hazard_2
        alike = math.sqrt(variance(pooled) * (1 / one + 1 / two))
        apart = math.sqrt(variance(self.hazard_1) / one + variance(self.hazard_2) / two)
        z_power = self.given.z_sum - self.given.z_alpha
        return ((self.given.z_alpha * alike + z_power * apart) / (self.hazard_1 - self.hazard_2)) ** 2

    def power(self, persons: float, accrual: float, time: float) -> float:
        one = engine.event_share(self.hazard_1, self.loss, accrual, time)
        two = engine.event_share(self.hazard_2, self.loss, accrual, time)
        events = persons / self.deff * (self.first * one + (1 - self.first) * two)
        way = "schoenfeld" if self.method == "lachin_foulkes" else self.method
        return engine.events_power(events, self.ratio, self.first, self.given, way)


def hazard_of(hazard: Any, median: Any) -> float:
    """Read the comparison's hazard, given as such or as a median time: exactly one of them."""
    if (hazard is None) == (median is None):
        raise InputError(
            "hazard_or_median",
            "Ange antingen hazard eller median för jämförelsegruppen.",
            "Give either hazard or median for the comparison group.",
            where="hazard, median",
        )
    if hazard is not None:
        return read.real(hazard, "hazard", low=1e-9, high=1e6)
    return math.log(2) / read.real(median, "median", low=1e-6, high=1e9)


def _never() -> NotEstimableError:
    return NotEstimableError(
        "never_reachable",
        "Aldrig: så många händelser kan det inte bli, hur länge uppföljningen än pågår. Det behövs fler personer.",
        "Never: there cannot be so many events, however long the follow-up lasts. More persons are needed.",
        where="follow_up",
    )


def _two_of_three() -> InputError:
    return InputError(
        "two_of_three",
        "Ange två av accrual, follow_up och accrual_rate.",
        "Give two of accrual, follow_up and accrual_rate.",
        where="accrual, follow_up, accrual_rate",
    )


def _solve(
    groups: _Groups, accrual: float | None, follow_up: float | None, rate: float | None
) -> tuple[float, float, float]:
    """Give persons, accrual time and follow-up time from the two of them that are told."""
    if accrual is not None and follow_up is not None:
        return groups.persons(accrual, follow_up), accrual, follow_up
    if rate is None:
        raise _two_of_three()
    if follow_up is not None:
        lasts = follow_up
        time = parts.least(lambda a: rate * a / groups.persons(a, lasts), 1.0, 1e-9)
        if math.isinf(time):
            raise _never()
        return rate * time, time, lasts
    if accrual is None:
        raise _two_of_three()
    come, persons = accrual, rate * accrual
    wait = 0.0
    if groups.persons(come, 0.0) > persons:
        wait = parts.least(lambda f: persons / groups.persons(come, f), 1.0, 1e-9)
    if math.isinf(wait):
        raise _never()
    return persons, come, wait


def _time(value: Any, where: str, low: float = 0.0) -> float | None:
    return None if value is None else read.real(value, where, low=low, high=1e6)


def sample_size_survival(
    hazard_ratio: float,
    hazard: float | None = None,
    median: float | None = None,
    accrual: float | None = None,
    follow_up: float | None = None,
    accrual_rate: float | None = None,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    loss_hazard: float = 0.0,
    design_effect: float = 1.0,
    method: str = "schoenfeld",
) -> SurvivalSize:
    """Say how many persons, or how long an accrual or follow-up, a comparison of time to an event needs.

    Persons come evenly during `accrual` and are followed until `follow_up` after the last one came. With exponential
    times (hazard λ of the event, η of being lost) the share with the event is
    p = λ/(λ+η)·(1 − (e^{−(λ+η)F} − e^{−(λ+η)(A+F)})/((λ+η)A)), and N = d/(π₁p₁ + π₂p₂) with d from `needed_events`.
    Given two of `accrual`, `follow_up` and `accrual_rate`, the third and N follow (N = rate·A).
    "lachin_foulkes" compares the rates: √N·|λ₁−λ₂| = z_α·√(φ(λ̄)(1/π₁+1/π₂)) + z_β·√(φ(λ₁)/π₁+φ(λ₂)/π₂), φ(λ) = λ²/p.

    Args:
        hazard_ratio: the hazard of group 1 (the effort) divided by that of group 2 (the comparison).
        hazard: the comparison's hazard per unit of time; or give `median`.
        median: the comparison's median time to the event.
        accrual: how long persons keep coming, in the same unit of time.
        follow_up: time from the last person's start to the analysis.
        accrual_rate: persons, both groups together, per unit of time.
        power: wanted chance of showing the hazard ratio, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        ratio: persons in group 2 per person in group 1.
        loss_hazard: hazard of being lost to follow-up, the same in both groups.
        design_effect: from `design_effect`, when persons come in clusters.
        method: "schoenfeld", "freedman" or "lachin_foulkes".

    Raises:
        InputError: a value out of its range, a hazard ratio of one, or not two of the three times.
        NotEstimableError: so many events can never come, or more than a billion persons would be needed.

    Source:
        Schoenfeld, Biometrics 39, 1983; Freedman 1982; Lachin and Foulkes, Biometrics 42, 1986.

    Example:
        >>> fixed = sample_size_survival(hazard_ratio=0.5, median=20, accrual=24, follow_up=12, power=0.9)
        >>> rate = sample_size_survival(hazard_ratio=0.5, median=20, accrual_rate=6, follow_up=12, power=0.9)
        >>> round(fixed.events, 4), round(fixed.N, 2), round(rate.N, 2), round(rate.accrual_time, 3)
        (87.4793, 197.13, 182.18, 30.364)
    """
    given, hr = parts.terms(alpha, sides, power), engine.hazard_ratio_of(hazard_ratio)
    control = hazard_of(hazard, median)
    share, way = parts.ratio_of(ratio), read.choice(method, "method", METHODS)
    lost = read.real(loss_hazard, "loss_hazard", low=0, high=1e6)
    groups = _Groups(hr * control, control, lost, 1 / (1 + share), given, way, parts.inflation(design_effect))
    told = (
        _time(accrual, "accrual"),
        _time(follow_up, "follow_up"),
        _time(accrual_rate, "accrual_rate", 1e-6),
    )
    if sum(each is not None for each in told) != 2:
        raise _two_of_three()
    persons, come, wait = _solve(groups, *told)
    if math.isinf(persons):
        raise _never()
    n1 = max(1, parts.up(persons * groups.first))
    n2 = max(1, parts.up(persons * (1 - groups.first)))
    one, two = groups.shares(come, wait)
    size, end = number(n1 + n2), number(come + wait, 1)
    steps = [1.5 * (come + wait) * step / 60 for step in range(61)]
    return SurvivalSize(
        n=n1 + n2,
        sentence=Sentence(
            "survival_size",
            f"Det behövs {size.sv} personer, följda tills {end.sv} tidsenheter har gått sedan den första kom.",
            f"{size.en} persons are needed, followed until {end.en} units of time after the first one came.",
        ),
        events=engine.events_for(hr, groups.first, given, "schoenfeld" if way == "lachin_foulkes" else way)
        * groups.deff,
        events_expected=persons * groups.mean_share(come, wait),
        N=persons,
        n1=n1,
        n2=n2,
        accrual_time=come,
        follow_up_time=wait,
        total_time=come + wait,
        event_share_1=one,
        event_share_2=two,
        hazard_1=groups.hazard_1,
        hazard_2=control,
        hazard_ratio=hr,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        design_effect=groups.deff,
        method=way,
        curve=tuple((time, groups.power(persons, come, time)) for time in steps),
        assumptions=(PROPORTIONAL, CONSTANT, parts.INDEPENDENT),
        warnings=engine.warn_large(hr) + ((DURING,) if follow_up is None and wait == 0 else ()),
    )

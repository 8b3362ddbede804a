"""Whether a study can ever answer, and when: power by time since the first person started."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.planning import events as engine
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.events import CONSTANT, PROPORTIONAL
from praktiknara.evaluation.planning.parts import Curve, Terms
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, Words, number, percent

LONG = Sentence(
    "long_follow_up",
    "Så lång uppföljning är sällan möjlig: arbetssätt, register och människor hinner ändras. Räkna hellre med fler personer.",
    "So long a follow-up is rarely possible: methods, registers and people change. Rather plan for more persons.",
)
LIVES = parts.rests_on(
    "everyone_at_risk",
    "Alla som är kvar löper risken hela tiden: ingen har slutat vara i riskzonen.",
    "All who remain are at risk throughout: nobody has ceased to be.",
)


@dataclass(frozen=True, kw_only=True)
class FollowUp(Result):
    """How long the follow-up must last; `years` is None when there can never be events enough.

    `reachable` says whether it is within the horizon, or ever when there is none. `events_possible` is how many events
    there would be at most, however long the follow-up. `power_at` answers to the years in `at`.
    """

    sentence: Sentence
    reachable: bool
    years: float | None
    events_needed: float
    events_possible: float
    power_possible: float
    at: tuple[float, ...]
    power_at: tuple[float, ...]
    events_at: tuple[float, ...]
    n1: int
    n2: int
    hazard_1: float
    hazard_2: float
    hazard_ratio: float
    power: float
    alpha: float
    sides: int
    method: str
    curve: Curve

    def named(self) -> dict[str, Any]:
        """Give the power at each year asked for under `power_1`, `power_2` and so on."""
        return {f"power_{year:g}": power for year, power in zip(self.at, self.power_at, strict=True)}

    def chart(self) -> CurveChart:
        """Give the curve of power by years since the first person started, with the line to be reached."""
        return parts.power_chart(
            self.curve, self.power, Sentence("years", "År sedan start", "Years since start")
        )


@dataclass(frozen=True)
class Cohort:
    """Two groups that are followed: sizes, yearly hazards, years of accrual, and what the test asks."""

    n1: int
    n2: int
    hazard_ratio: float
    hazard: float
    loss: float
    accrual: float
    given: Terms
    method: str
    deff: float

    @property
    def first(self) -> float:
        """Group 1's share of the persons."""
        return self.n1 / (self.n1 + self.n2)

    @property
    def needed(self) -> float:
        """Events needed."""
        return self.deff * engine.events_for(self.hazard_ratio, self.first, self.given, self.method)

    def _sum(self, one: float, two: float) -> float:
        return self.n1 * one + self.n2 * two

    def events(self, years: float) -> float:
        """Events expected by so many years after the first person came."""
        return self._sum(
            engine.event_share(self.hazard * self.hazard_ratio, self.loss, self.accrual, years),
            engine.event_share(self.hazard, self.loss, self.accrual, years),
        )

    @property
    def possible(self) -> float:
        """Events there would be if the follow-up never ended."""
        one = self.hazard * self.hazard_ratio
        return self._sum(one / (one + self.loss), self.hazard / (self.hazard + self.loss))

    def power(self, events: float) -> float:
        """Power with so many events."""
        return engine.events_power(events / self.deff, self.hazard_ratio, self.first, self.given, self.method)

    def years(self) -> float | None:
        """Years until there are events enough, or None when there never are."""
        if self.possible <= self.needed:
            return None
        years = parts.least(self.events, self.needed, 1e-6)
        return None if math.isinf(years) else years


def cohort(
    n1: Any,
    n2: Any,
    yearly_risk: Any,
    hazard_ratio: Any,
    given: Terms,
    accrual: Any = 0.0,
    drop_out: Any = 0.0,
    design_effect: Any = 1.0,
    method: Any = "schoenfeld",
) -> Cohort:
    """Read and check what describes the two groups."""
    risk = read.real(yearly_risk, "yearly_risk", low=1e-6, high=1 - 1e-6)
    lost = read.real(drop_out, "drop_out", low=0, high=0.99)
    return Cohort(
        n1=read.whole(n1, "n1", low=1, high=int(parts.MOST)),
        n2=read.whole(n2, "n2", low=1, high=int(parts.MOST)),
        hazard_ratio=engine.hazard_ratio_of(hazard_ratio),
        hazard=-math.log1p(-risk),
        loss=-math.log1p(-lost),
        accrual=read.real(accrual, "accrual", low=0, high=100),
        given=given,
        method=read.choice(method, "method", engine.METHODS),
        deff=parts.inflation(design_effect),
    )


def people_of(group: Cohort) -> Words:
    return Words(
        f"{number(group.n1).sv} + {number(group.n2).sv}", f"{number(group.n1).en} + {number(group.n2).en}"
    )


def answer(group: Cohort, years: float | None, horizon: float | None) -> Sentence:
    people, sure, ratio = people_of(group), percent(group.given.power), number(group.hazard_ratio, 2)
    needed, possible = number(math.ceil(group.needed)), number(math.floor(group.possible + 1e-9))
    if years is None:
        return Sentence(
            "never",
            f"Aldrig: för att med {sure.sv} säkerhet upptäcka hasardkvoten {ratio.sv} behövs {needed.sv} händelser, "
            f"men {people.sv} personer kan ge högst {possible.sv}, hur länge uppföljningen än pågår.",
            f"Never: to detect the hazard ratio {ratio.en} with {sure.en} certainty takes {needed.en} events, "
            f"but {people.en} persons can give {possible.en} at most, however long the follow-up lasts.",
        )
    first = percent(group.power(group.events(1.0)))
    long, short_ = number(years, 1), number(horizon or 0.0, 1)
    if horizon is not None and years > horizon:
        return Sentence(
            "not_in_time",
            f"Inte i tid: det tar {long.sv} år att med {sure.sv} säkerhet upptäcka hasardkvoten {ratio.sv} med "
            f"{people.sv} personer, och uppföljningen kan vara högst {short_.sv} år.",
            f"Not in time: it takes {long.en} years to detect the hazard ratio {ratio.en} with {sure.en} certainty "
            f"with {people.en} persons, and the follow-up can last {short_.en} years at most.",
        )
    return Sentence(
        "reached",
        f"Efter {long.sv} år går det att med {sure.sv} säkerhet upptäcka hasardkvoten {ratio.sv} med {people.sv} "
        f"personer: då har det kommit {needed.sv} händelser. Efter 1 år är chansen {first.sv}.",
        f"After {long.en} years the hazard ratio {ratio.en} can be detected with {sure.en} certainty with {people.en} "
        f"persons: by then there are {needed.en} events. After 1 year the chance is {first.en}.",
    )


def needed_follow_up(
    n1: int,
    n2: int,
    yearly_risk: float,
    hazard_ratio: float,
    power: float = 0.8,
    alpha: float = 0.05,
    accrual: float = 0.0,
    drop_out: float = 0.0,
    horizon: float | None = None,
    sides: int = 2,
    at: Sequence[float] = (1, 2, 3, 5, 10),
    design_effect: float = 1.0,
    method: str = "schoenfeld",
) -> FollowUp:
    """Say how long two groups must be followed before a difference in time to an event can be seen, or that it never can.

    The least t with n₁·p(λ·HR, t) + n₂·p(λ, t) ≥ d, where d is the number of events needed (see `needed_events`),
    λ = −ln(1 − yearly_risk), and p(h, t) = h/(h+η)·(1 − e^{−(h+η)t}), averaged over persons who come evenly during
    `accrual`; η = −ln(1 − drop_out). As t grows, p never exceeds h/(h+η): when that gives too few events, never.

    Args:
        n1: persons in group 1 (the effort).
        n2: persons in group 2 (the comparison).
        yearly_risk: the share (above 0, below 1) of the comparison that has the event within a year; a probability,
            not a hazard.
        hazard_ratio: the hazard of group 1 divided by that of group 2.
        power: wanted chance of seeing the difference, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        accrual: years during which persons come; time is counted from when the first one came.
        drop_out: the share (0–0.99) lost per year, in both groups.
        horizon: years the follow-up can last at most, when there is such a limit.
        sides: 2 or 1.
        at: years to tell the power at.
        design_effect: from `design_effect`, when persons come in clusters.
        method: "schoenfeld" or "freedman".

    Returns:
        `reachable`, `years`, events needed and possible, the power at each year of `at`, a sentence and a curve.

    Assumptions:
        Proportional hazards and constant risks; persons leave for reasons that have nothing to do with the risk.

    Raises:
        InputError: a value out of its range, or a hazard ratio of one.

    Source:
        Schoenfeld, Biometrics 39, 1983; Freedman, Statistics in Medicine 1, 1982.

    Example:
        >>> plan = needed_follow_up(60, 60, yearly_risk=0.35, hazard_ratio=0.7)
        >>> plan.sentence.en[:6], plan.years, round(plan.events_needed), plan.events_possible
        ('Never:', None, 247, 120.0)
        >>> plan = needed_follow_up(100, 100, yearly_risk=0.20, hazard_ratio=0.6)
        >>> round(plan.years, 1), round(plan.power_at[0], 2)
        (5.3, 0.31)
    """
    given = parts.terms(alpha, sides, power)
    group = cohort(n1, n2, yearly_risk, hazard_ratio, given, accrual, drop_out, design_effect, method)
    limit = None if horizon is None else read.positive(horizon, "horizon", high=1000)
    asked = tuple(read.numbers(at, "at", low=0, high=1000).tolist())
    years = group.years()
    reachable = years is not None and (limit is None or years <= limit)
    end = max(10.0, limit or 0.0, min(1.25 * (years or 0.0), 50.0))
    steps = [end * step / 60 for step in range(61)]
    return FollowUp(
        n=group.n1 + group.n2,
        sentence=answer(group, years, limit),
        reachable=reachable,
        years=years,
        events_needed=group.needed,
        events_possible=group.possible,
        power_possible=group.power(group.possible),
        at=asked,
        power_at=tuple(group.power(group.events(year)) for year in asked),
        events_at=tuple(group.events(year) for year in asked),
        n1=group.n1,
        n2=group.n2,
        hazard_1=group.hazard * group.hazard_ratio,
        hazard_2=group.hazard,
        hazard_ratio=group.hazard_ratio,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        method=group.method,
        curve=tuple((year, group.power(group.events(year))) for year in steps),
        assumptions=(PROPORTIONAL, CONSTANT, LIVES, parts.INDEPENDENT),
        warnings=engine.warn_large(group.hazard_ratio)
        + ((LONG,) if years is not None and years > 10 else ()),
    )


def least_hazard_ratio(group_at: Any, years: float, given: Terms) -> tuple[float | None, float | None]:
    """The hazard ratios nearest one, below and above it and within 0.1–10, that are shown with the wanted power."""

    def nearest(sign: float) -> float | None:
        def short(size: float) -> float:
            group = group_at(math.exp(sign * size))
            return float(group.power(group.events(years))) - given.power

        steps = [math.log(10) * step / 100 for step in range(1, 101)]
        found = next((step for step in steps if short(step) >= 0), None)
        if found is None:
            return None
        return math.exp(sign * parts.root(short, max(1e-6, found - steps[0]), found))

    return nearest(-1.0), nearest(1.0)


def nothing_found() -> NotEstimableError:
    """Say that no effect of any size within reason would be seen."""
    return NotEstimableError(
        "nothing_detectable",
        "Ingen rimlig effekt går att upptäcka med så få personer eller så kort tid.",
        "No effect within reason can be detected with so few persons or in so short a time.",
        where="n1, n2",
    )

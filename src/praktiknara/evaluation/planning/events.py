"""Plans for time to an event: events needed, and how many of them a group gives by a certain time."""

import math
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.parts import Terms, rests_on
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number, percent

METHODS = ("schoenfeld", "freedman")
CONSTANT = rests_on(
    "constant_hazard",
    "Risken är densamma hela tiden (exponentialfördelad tid till händelsen).",
    "The risk stays the same throughout (exponential time to the event).",
)
PROPORTIONAL = rests_on(
    "proportional_hazards",
    "Hasardkvoten är densamma hela tiden.",
    "The hazard ratio stays the same throughout.",
)
LARGE = Sentence(
    "large_effect",
    "En så stor effekt är ovanlig, och beräkningen blir då osäker. Ange den minsta skillnad som spelar roll.",
    "So large an effect is rare, and the calculation is then unsure. Give the smallest difference that matters.",
)


@dataclass(frozen=True, kw_only=True)
class Events(Result):
    """How many events a comparison needs; `n` is that number as whole events."""

    sentence: Sentence
    events: float
    hazard_ratio: float
    power: float
    alpha: float
    sides: int
    method: str


@dataclass(frozen=True, kw_only=True)
class EventPower(Result):
    """The chance of showing a hazard ratio with `n` events."""

    sentence: Sentence
    events: float
    hazard_ratio: float
    power: float
    alpha: float
    sides: int
    method: str


@dataclass(frozen=True, kw_only=True)
class LogRankSize(Result):
    """How many persons a log-rank test needs when it is known what share of each group will have the event."""

    sentence: Sentence
    events: float
    hazard_ratio: float
    power: float
    alpha: float
    sides: int
    n_exact: float
    n1: int
    n2: int
    n_per_group: int | None
    n_start: int
    method: str


def hazard_ratio_of(value: Any) -> float:
    """Read a hazard ratio other than one."""
    found = read.real(value, "hazard_ratio", low=1e-6, high=1e6)
    return parts.effect(found, "hazard_ratio", none=1.0)


def information(hazard_ratio: float, first: float, method: str) -> float:
    """Square of the log-rank statistic's mean per event, when the share `first` of the persons is in group 1."""
    if method == "freedman":
        k = first / (1 - first)
        return float(k * ((1 - hazard_ratio) / (1 + k * hazard_ratio)) ** 2)
    return float(first * (1 - first) * math.log(hazard_ratio) ** 2)


def events_for(hazard_ratio: float, first: float, given: Terms, method: str) -> float:
    """Events needed."""
    return given.z_sum**2 / information(hazard_ratio, first, method)


def events_power(events: float, hazard_ratio: float, first: float, given: Terms, method: str) -> float:
    """Power with so many events."""
    return parts.upper(math.sqrt(events * information(hazard_ratio, first, method)) - given.z_alpha)


def event_share(hazard: float, loss: float, accrual: float, time: float) -> float:
    """Share of a group with the event by `time` after the first person came, when persons come evenly during `accrual`.

    Those who have not come by then are counted among all. Time to the event and to being lost are exponential.
    """
    total = hazard + loss
    if time <= 0:
        return 0.0
    if accrual <= 0:
        return hazard / total * -math.expm1(-total * time)
    since_last = total * max(0.0, time - accrual)
    here = total * min(time, accrual)
    # The mean over those who have come of 1 − exp(−total · time since they came), without cancellation.
    gap = here / 2 - here**2 / 6 if here < 1e-5 else (here + math.expm1(-here)) / here
    mean = -math.expm1(-since_last) + math.exp(-since_last) * gap
    return hazard / total * mean * (min(time, accrual) / accrual)


def warn_large(hazard_ratio: float) -> tuple[Sentence, ...]:
    """Warn of a hazard ratio that the approximations do not reach."""
    return (LARGE,) if not 0.2 <= hazard_ratio <= 5 else ()


def needed_events(
    hazard_ratio: float,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    method: str = "schoenfeld",
) -> Events:
    """Say how many events a log-rank test needs to show a hazard ratio.

    Schoenfeld: (z_{1−α/sides} + z_{power})² / (π₁π₂·ln²HR), which is 4(z + z)²/ln²HR for equal groups.
    Freedman: (z + z)²·(1 + k·HR)²/(k·(1 − HR)²) with k = n₁/n₂.

    Args:
        hazard_ratio: the hazard of group 1 (the effort) divided by that of group 2 (the comparison).
        power: wanted chance of showing it, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        ratio: persons in group 2 per person in group 1.
        method: "schoenfeld" or "freedman".

    Assumptions:
        Proportional hazards; censoring alike in both groups.

    Raises:
        InputError: a value out of its range, or a hazard ratio of one.

    Source:
        Schoenfeld, Biometrika 68, 1981; Freedman, Statistics in Medicine 1, 1982.

    Example:
        >>> round(needed_events(hazard_ratio=0.5, power=0.9).events, 4)
        87.4793
    """
    given, hr = parts.terms(alpha, sides, power), hazard_ratio_of(hazard_ratio)
    way = read.choice(method, "method", METHODS)
    events = events_for(hr, 1 / (1 + parts.ratio_of(ratio)), given, way)
    whole = parts.up(events)
    told, sure = number(whole), percent(given.power)
    return Events(
        n=whole,
        sentence=Sentence(
            "events",
            f"Det behövs {told.sv} händelser för att med {sure.sv} säkerhet upptäcka skillnaden, om den finns.",
            f"{told.en} events are needed to detect the difference with {sure.en} certainty, if it is there.",
        ),
        events=events,
        hazard_ratio=hr,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        method=way,
        assumptions=(PROPORTIONAL,),
        warnings=warn_large(hr),
    )


def power_log_rank(
    hazard_ratio: float,
    events: float,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    method: str = "schoenfeld",
    observed: bool = False,
) -> EventPower:
    """Say how likely a log-rank test with so many events is to show a hazard ratio.

    Schoenfeld: Φ(√(π₁π₂·d)·|ln HR| − z_{1−α/sides}). Freedman: Φ(√(k·d)·|1 − HR|/(1 + k·HR) − z), k = n₁/n₂.

    Args:
        hazard_ratio: the hazard of group 1 divided by that of group 2.
        events: events in both groups together.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        ratio: persons in group 2 per person in group 1.
        method: "schoenfeld" or "freedman".
        observed: say so when the hazard ratio is the one that was observed; it is then refused.

    Raises:
        InputError: a value out of its range, or a hazard ratio of one.
        RefusedError: `observed` is true.

    Source:
        Schoenfeld, Biometrika 68, 1981; Freedman, Statistics in Medicine 1, 1982.

    Example:
        >>> round(power_log_rank(hazard_ratio=0.5, events=88).power, 3)
        0.902
    """
    parts.refuse_observed(observed)
    given, hr = parts.terms(alpha, sides), hazard_ratio_of(hazard_ratio)
    way, many = read.choice(method, "method", METHODS), read.positive(events, "events", high=parts.MOST)
    found = events_power(many, hr, 1 / (1 + parts.ratio_of(ratio)), given, way)
    told, size = percent(found), number(many)
    return EventPower(
        n=math.floor(many),
        sentence=Sentence(
            "power",
            f"Med {size.sv} händelser är chansen att upptäcka skillnaden {told.sv}, om den finns.",
            f"With {size.en} events the chance of detecting the difference is {told.en}, if it is there.",
        ),
        events=many,
        hazard_ratio=hr,
        power=found,
        alpha=given.alpha,
        sides=given.sides,
        method=way,
        assumptions=(PROPORTIONAL,),
        warnings=warn_large(hr),
    )


def sample_size_log_rank(
    hazard_ratio: float,
    p1: float,
    p2: float,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    method: str = "freedman",
    drop_out: float = 0.0,
    design_effect: float = 1.0,
) -> LogRankSize:
    """Say how many persons a log-rank test needs when the share that will have the event is known for each group.

    n₂ = d/(k·p₁ + p₂) and n₁ = k·n₂ with k = 1/ratio and d the events needed: Freedman's d = (z + z)²·(1 + k·HR)²/
    (k·(1 − HR)²), which is ((HR + 1)/(HR − 1))²(z + z)² for equal groups, or Schoenfeld's (z + z)²/(π₁π₂·ln²HR).

    Args:
        hazard_ratio: the hazard of group 1 (the effort) divided by that of group 2 (the comparison).
        p1: share (0–1) of group 1 that will have the event during the follow-up.
        p2: share of group 2 that will.
        power: wanted chance of showing it, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        ratio: persons in group 2 per person in group 1.
        method: "freedman" or "schoenfeld".
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters; or 1/(1 − ρ²) when the group is
            correlated ρ with a covariate that is adjusted for.

    Assumptions:
        Proportional hazards; censoring alike in both groups; independent persons.

    Raises:
        InputError: a value out of its range, a hazard ratio of one, or no events in either group.
        NotEstimableError: more than a billion persons would be needed.

    Source:
        Freedman, Statistics in Medicine 1, 1982; Rosner, Fundamentals of Biostatistics, 2006, eq. 14.42.

    Example:
        >>> sample_size_log_rank(hazard_ratio=0.7, p1=0.3707, p2=0.4890, power=0.8).n_per_group
        294
    """
    given, hr = parts.terms(alpha, sides, power), hazard_ratio_of(hazard_ratio)
    share, way = parts.ratio_of(ratio), read.choice(method, "method", METHODS)
    first, second = read.share(p1, "p1"), read.share(p2, "p2")
    if first + second < 1e-9:
        raise InputError(
            "no_events",
            "Utan händelser i någon grupp finns inget att jämföra.",
            "Without events in either group there is nothing to compare.",
            where="p1, p2",
        )
    events = events_for(hr, 1 / (1 + share), given, way)
    n_exact = events / (first + share * second)
    deff = parts.inflation(design_effect)
    n1, n2 = max(1, parts.up(n_exact * deff)), max(1, parts.up(share * n_exact * deff))
    n_start = parts.to_start(n1 + n2, drop_out)
    return LogRankSize(
        n=n1 + n2,
        sentence=parts.size_sentence(n1, n2, n_start, given.power),
        events=events,
        hazard_ratio=hr,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        n_exact=n_exact,
        n1=n1,
        n2=n2,
        n_per_group=n1 if n1 == n2 else None,
        n_start=n_start,
        method=way,
        assumptions=(PROPORTIONAL, parts.INDEPENDENT),
        warnings=warn_large(hr),
    )

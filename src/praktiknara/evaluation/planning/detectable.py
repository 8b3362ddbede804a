"""The smallest effect that a study of a given size can show."""

import math
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.planning import follow_up, parts
from praktiknara.evaluation.planning.means import least_difference
from praktiknara.evaluation.planning.parts import Terms
from praktiknara.evaluation.planning.shares import least_shares
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, Words, number, percent

DESIGNS = ("two_means", "paired", "two_shares", "two_hazards")


@dataclass(frozen=True, kw_only=True)
class DetectableEffect(Result):
    """The smallest effect shown with the wanted power: a difference, or a share or hazard ratio on each side.

    `effect` is the difference in means for means; for shares and hazard ratios `low` and `high` are the nearest values
    on each side that are told from no effect, None where there is none, and `effect` is `low`, or `high` without it.
    """

    sentence: Sentence
    design: str
    effect: float
    d: float | None
    low: float | None
    high: float | None
    power: float
    alpha: float
    sides: int
    design_effect: float


def minimum_detectable_effect(
    design: str,
    n1: int,
    n2: int | None = None,
    sd: float | None = None,
    p2: float | None = None,
    yearly_risk: float | None = None,
    years: float | None = None,
    accrual: float = 0.0,
    drop_out: float = 0.0,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    design_effect: float = 1.0,
) -> DetectableEffect:
    """Say how small an effect a study of a given size can show with the wanted power.

    The inverse of the power of `power_two_means`, `power_paired`, `power_two_shares` ("pooled") and, with the events
    expected by then, `power_log_rank` (Schoenfeld).

    Args:
        design: "two_means", "paired", "two_shares" or "two_hazards".
        n1: persons in the first group (the effort), or in the only one.
        n2: persons in the second group (the comparison); not for "paired".
        sd: for means, the standard deviation within each group, or of the change.
        p2: for "two_shares", the share (0–1) in the second group.
        yearly_risk: for "two_hazards", the share of the comparison that has the event within a year.
        years: for "two_hazards", years from when the first person came to the analysis.
        accrual: for "two_hazards", years during which persons come.
        drop_out: for "two_hazards" the share lost per year; otherwise the share that will not be followed up.
        power: wanted chance of showing the effect, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        design_effect: from `design_effect`, when persons come in clusters.

    Assumptions:
        Those of the test that is planned.

    Raises:
        InputError: a value out of its range, or one that the design needs and is not given.
        NotEstimableError: no effect can be shown, or no hazard ratio within 0.1–10.

    Source:
        Cohen 1988; Fleiss, Levin and Paik 2003; Schoenfeld 1983.

    Example:
        >>> round(minimum_detectable_effect("two_means", n1=64, n2=64, sd=1).effect, 3)
        0.499
    """
    way, given = read.choice(design, "design", DESIGNS), parts.terms(alpha, sides, power)
    deff = parts.inflation(design_effect)
    first = read.whole(n1, "n1", low=2, high=int(parts.MOST))
    second = None if way == "paired" else read.whole(_needs(n2, "n2", way), "n2", low=2, high=int(parts.MOST))
    low: float | None = None
    high: float | None = None
    d: float | None = None
    if way == "two_hazards":
        low, high = _hazards(first, second, yearly_risk, years, accrual, drop_out, given, deff)
    else:
        kept = (1 - read.real(drop_out, "drop_out", low=0, high=0.99)) / deff
        one, two = first * kept, None if second is None else second * kept
        if way == "two_shares" and two is not None:
            low, high = least_shares(read.share(_needs(p2, "p2", way), "p2"), one, two, given)
        else:
            d = _difference(one, two, given)
    if d is not None:
        effect = d * read.positive(_needs(sd, "sd", way), "sd", high=1e12)
    elif low is not None or high is not None:
        effect = low if low is not None else high or math.nan
    else:
        raise follow_up.nothing_found()
    return DetectableEffect(
        n=first + (second or 0),
        sentence=_tell(way, effect, low, high, given),
        design=way,
        effect=effect,
        d=d,
        low=low,
        high=high,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        design_effect=deff,
        assumptions=(parts.INDEPENDENT,),
        warnings=(parts.UNCONTROLLED,) if way == "paired" else (),
    )


def _needs(value: Any, where: str, design: str) -> Any:
    if value is None:
        raise InputError(
            "parameter_missing",
            f"{where} behövs när design är {design}.",
            f"{where} is needed when design is {design}.",
            where=where,
        )
    return value


def _difference(n1: float, n2: float | None, given: Terms) -> float:
    df = n1 - 1 if n2 is None else n1 + n2 - 2
    if df < 0.1:
        raise follow_up.nothing_found()
    found = least_difference(n1, n2, given)
    if math.isinf(found):
        raise follow_up.nothing_found()
    return found


def _hazards(
    n1: int,
    n2: int | None,
    yearly_risk: Any,
    years: Any,
    accrual: Any,
    drop_out: Any,
    given: Terms,
    deff: float,
) -> tuple[float | None, float | None]:
    risk = _needs(yearly_risk, "yearly_risk", "two_hazards")
    time = read.positive(_needs(years, "years", "two_hazards"), "years", high=1000)

    def at(hazard_ratio: float) -> follow_up.Cohort:
        return follow_up.cohort(n1, n2, risk, hazard_ratio, given, accrual, drop_out, deff)

    return follow_up.least_hazard_ratio(at, time, given)


def _tell(way: str, effect: float, low: float | None, high: float | None, given: Terms) -> Sentence:
    sure = percent(given.power)
    if low is None and high is None:
        told = number(effect, 2)
        return Sentence(
            "detectable",
            f"Den minsta skillnad som går att upptäcka med {sure.sv} säkerhet är {told.sv}.",
            f"The smallest difference that can be detected with {sure.en} certainty is {told.en}.",
        )

    def words(value: float) -> Words:
        return percent(value, 1) if way == "two_shares" else number(value, 2)

    under = words(low) if low is not None else None
    over = words(high) if high is not None else None
    what = Words("andelar", "shares") if way == "two_shares" else Words("hasardkvoter", "hazard ratios")
    reach_sv = [f"{under.sv} eller lägre"] if under else []
    reach_sv += [f"{over.sv} eller högre"] if over else []
    reach_en = [f"{under.en} or lower"] if under else []
    reach_en += [f"{over.en} or higher"] if over else []
    return Sentence(
        "detectable",
        f"Med {sure.sv} säkerhet går det att upptäcka {what.sv} på {' och '.join(reach_sv)}.",
        f"With {sure.en} certainty {what.en} of {' and '.join(reach_en)} can be detected.",
    )

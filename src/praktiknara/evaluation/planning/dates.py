"""Power by calendar date: what a study can say, and from which day."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.planning import events as engine
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.events import CONSTANT, PROPORTIONAL
from praktiknara.evaluation.planning.follow_up import LIVES, LONG, Cohort, answer, cohort, people_of
from praktiknara.evaluation.planning.parts import Curve
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, percent

YEAR = 365.25  # days


@dataclass(frozen=True, kw_only=True)
class PowerByDate(Result):
    """The power at each date asked about, and `date_reached`, the first day when it is what was wanted."""

    sentence: Sentence
    start: date
    dates: tuple[date, ...]
    power_at: tuple[float, ...]
    events_at: tuple[float, ...]
    reachable: bool
    date_reached: date | None
    events_needed: float
    events_possible: float
    power: float
    alpha: float
    sides: int
    hazard_ratio: float
    method: str
    curve: Curve

    def chart(self) -> CurveChart:
        """Give the curve of power by calendar year, with the line to be reached."""
        return parts.power_chart(self.curve, self.power, Sentence("calendar", "Kalenderår", "Calendar year"))


def day_of(value: Any, where: str) -> date:
    """Read a day: a date, or text as 2027-01-31."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InputError(
        "not_a_date",
        f"{where} ska vara ett datum, till exempel 2027-01-31.",
        f"{where} must be a date, such as 2027-01-31.",
        where=where,
    )


def _calendar(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / YEAR


def power_by_date(
    start: str | date,
    dates: Sequence[str | date],
    n1: int,
    n2: int,
    yearly_risk: float,
    hazard_ratio: float,
    power: float = 0.8,
    alpha: float = 0.05,
    accrual: float = 0.0,
    drop_out: float = 0.0,
    sides: int = 2,
    design_effect: float = 1.0,
    method: str = "schoenfeld",
) -> PowerByDate:
    """Say what the power is at each calendar date, and on which date it becomes what is wanted.

    The power of `power_log_rank` with the events expected by then (see `needed_follow_up`), a year being 365.25 days.

    Args:
        start: the day the first person starts.
        dates: days to tell the power at, none before `start`.
        n1: persons in group 1 (the effort).
        n2: persons in group 2 (the comparison).
        yearly_risk: the share (above 0, below 1) of the comparison that has the event within a year.
        hazard_ratio: the hazard of group 1 divided by that of group 2.
        power: wanted chance of seeing the difference, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        accrual: years during which persons come.
        drop_out: the share (0–0.99) lost per year.
        sides: 2 or 1.
        design_effect: from `design_effect`, when persons come in clusters.
        method: "schoenfeld" or "freedman".

    Raises:
        InputError: a value out of its range, something that is not a date, or a date before the start.

    Source:
        Schoenfeld, Biometrics 39, 1983.

    Example:
        >>> plan = power_by_date("2027-01-01", ["2028-01-01", "2033-01-01"], 100, 100, 0.2, 0.6)
        >>> [round(each, 2) for each in plan.power_at], str(plan.date_reached)
        ([0.31, 0.83], '2032-04-24')
    """
    given = parts.terms(alpha, sides, power)
    group = cohort(n1, n2, yearly_risk, hazard_ratio, given, accrual, drop_out, design_effect, method)
    begin = day_of(start, "start")
    told: Any = dates
    if not isinstance(told, Sequence) or isinstance(told, str | bytes) or not told:
        raise InputError(
            "not_a_column",
            "dates ska vara en lista med datum.",
            "dates must be a list of dates.",
            where="dates",
        )
    days = tuple(day_of(each, f"dates[{place}]") for place, each in enumerate(dates))
    if min(days) < begin:
        raise InputError(
            "before_start",
            "Ett datum ligger före start.",
            "A date lies before the start.",
            where=f"dates[{days.index(min(days))}]",
        )
    years = group.years()
    reached = _after(begin, years)
    events = tuple(group.events((day - begin).days / YEAR) for day in days)
    steps = [max(1.0, (max(days) - begin).days / YEAR) * step / 60 for step in range(61)]
    return PowerByDate(
        n=group.n1 + group.n2,
        sentence=_dated(group, years, reached),
        start=begin,
        dates=days,
        power_at=tuple(group.power(each) for each in events),
        events_at=events,
        reachable=years is not None,
        date_reached=reached,
        events_needed=group.needed,
        events_possible=group.possible,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        hazard_ratio=group.hazard_ratio,
        method=group.method,
        curve=tuple((_calendar(begin) + year, group.power(group.events(year))) for year in steps),
        assumptions=(PROPORTIONAL, CONSTANT, LIVES, parts.INDEPENDENT),
        warnings=engine.warn_large(group.hazard_ratio)
        + ((LONG,) if years is not None and years > 10 else ()),
    )


def _after(begin: date, years: float | None) -> date | None:
    """The first day that many years later; None when there is none before the calendar's end."""
    if years is None or years > 5000 or begin.year + years > 9990:
        return None
    return begin + timedelta(days=math.ceil(years * YEAR))


def _dated(group: Cohort, years: float | None, reached: date | None) -> Sentence:
    if reached is None:
        return answer(group, years, None)
    sure, people = percent(group.given.power), people_of(group)
    return Sentence(
        "reached",
        f"Den {reached.isoformat()} blir chansen att upptäcka skillnaden {sure.sv}, med {people.sv} personer.",
        f"On {reached.isoformat()} the chance of detecting the difference becomes {sure.en}, "
        f"with {people.en} persons.",
    )

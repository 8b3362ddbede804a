"""What may be shown of a survival curve: whole months, merged intervals, and nothing where few remain."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.protection.cube import THRESHOLD
from praktiknara.evaluation.read import Floats, Ints
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

if TYPE_CHECKING:
    from praktiknara.evaluation.survival.curves import KaplanMeier

_MONTHS = {"days": 12 / 365.25, "weeks": 7 * 12 / 365.25, "months": 1.0, "years": 12.0}

_TITLE = Sentence("share_without_event", "Andel utan händelse", "Share without the event")
_CUT = Sentence(
    "curve_cut",
    "Kurvan slutar där det som återstår gäller för få personer.",
    "The curve ends where what remains concerns too few persons.",
)
_NONE = Sentence(
    "no_curve",
    "Ingen kurva kan visas: underlaget är för litet.",
    "No curve can be shown: there are too few persons.",
)


@dataclass(frozen=True)
class Step:
    """From month `start` to month `end`: at risk at the start, events and censored within, survival at the end."""

    start: int
    end: int
    at_risk: int
    events: int
    censored: int
    survival: float


@dataclass(frozen=True, kw_only=True)
class ReleasedSurvival(Result):
    """A survival curve that may be shown. `n` is the number at the start of the first step, 0 when nothing is shown."""

    steps: tuple[Step, ...]

    def chart(self) -> CurveChart | None:
        """Give the curve as it may be drawn, without an interval, or None when nothing is shown."""
        if not self.steps:
            return None
        points = [(0.0, 1.0)]
        for step in self.steps:
            points += [(float(step.end), points[-1][1]), (float(step.end), step.survival)]
        curves = ((_TITLE, tuple(points)),)
        return CurveChart(_TITLE, Sentence("months", "Månader", "Months"), _TITLE, curves, share=True)


def release_curves(
    result: "KaplanMeier", unit: str = "days", threshold: int = THRESHOLD
) -> dict[str, ReleasedSurvival]:
    """Give what may be shown of each group's Kaplan–Meier curve, by the group's name; see `release_survival`.

    Groups are tried one by one: show them together with a curve for all only when each group has T persons or none.

    Raises:
        InputError: as `release_survival`, as for curves where persons enter later than time 0.

    Example:
        >>> from praktiknara.evaluation.survival import kaplan_meier
        >>> result = kaplan_meier([20] * 6 + [200] * 14, [1] * 6 + [0] * 14)
        >>> [(step.end, step.survival) for curve in release_curves(result).values() for step in curve.steps]
        [(1, 0.7), (7, 0.7)]
    """
    return {
        each.name: release_survival(each.time, each.at_risk, each.died, unit, threshold)
        for each in result.groups
    }


def release_survival(
    time: Any, at_risk: Any, events: Any, unit: str = "days", threshold: int = THRESHOLD
) -> ReleasedSurvival:
    """Give the part of a survival curve that may be shown, in whole months.

    Times are rounded up to months. Months are merged, from the start, until an interval has 0 or at least T events, 0 or
    at least T censored, and 0 or at least T persons left after it; the curve is cut where this is never reached or fewer
    than T are at risk. Survival at an interval's end is Π(1 − d/r) over the true times, rounded to whole percent (from
    100 persons at the start to tenths).

    Args:
        time: the times of the curve's table, increasing, none below 0, in `unit`; every time of an event or a censoring.
        at_risk: persons at risk just before each time.
        events: events at each time.
        unit: "days", "weeks", "months" or "years".
        threshold: T.

    Returns:
        ReleasedSurvival with its steps.

    Assumptions: nobody enters after the start, so that those who leave between two times had the event or were censored.

    Raises:
        InputError: times that do not increase, more events than at risk, numbers at risk that grow or do not cover the
            events before, or columns of different length.
        TooFewError: no time at all.

    Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457–481, for the estimate; the
    rest is the rule of this library.

    Example: the single event of the first month is merged with the five of the second.
        >>> curve = release_survival([20, 50, 70], [40, 39, 34], [1, 5, 34])
        >>> [(step.start, step.end, step.events, step.survival) for step in curve.steps]
        [(0, 2, 6, 0.85), (2, 3, 34, 0.0)]
    """
    least = read.whole(threshold, "threshold", low=2, high=1000)
    month = _MONTHS[read.choice(unit, "unit", tuple(_MONTHS))]
    times = read.numbers(time, "time", low=0, high=1e9)
    risk, died = read.counts(at_risk, "at_risk"), read.counts(events, "events")
    if not read.same_length(time=times, at_risk=risk, events=died):
        raise TooFewError("no_times", "Kurvan har inga tider.", "The curve has no times.", where="time")
    left = np.append(risk[1:], 0)
    _check(times, risk, died, left)
    steps = _steps(np.ceil(times * month - 1e-9).astype(np.int64), risk, died, left, least)
    whole = bool(steps) and sum(step.events + step.censored for step in steps) == int(risk[0])
    warnings = () if whole else (_CUT,) if steps else (_NONE,)
    return ReleasedSurvival(n=steps[0].at_risk if steps else 0, steps=steps, warnings=warnings)


def _check(times: Floats, risk: Ints, died: Ints, left: Ints) -> None:
    wrong = np.append(np.diff(times) <= 0, False) | (risk - died < left)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise InputError(
            "not_a_curve",
            f"Rad {at + 1}: tiderna ska öka, och de som är kvar ska rymmas bland dem som fanns före utan händelse.",
            f"Row {at + 1}: times must increase, and those left must be among those before without an event.",
            where=f"time[{at}]",
        )


def _steps(months: Ints, risk: Ints, died: Ints, left: Ints, least: int) -> tuple[Step, ...]:
    def fits(count: int) -> bool:
        return count == 0 or count >= least

    decimals = 3 if risk[0] >= 100 else 2
    survival = np.cumprod(1 - died / np.maximum(risk, 1))
    found: list[Step] = []
    first, start = 0, 0
    for at in range(len(months)):
        if at + 1 < len(months) and months[at + 1] == months[at]:
            continue
        before, events = int(risk[first]), int(died[first : at + 1].sum())
        censored = before - events - int(left[at])
        if before < least:
            break
        if fits(events) and fits(censored) and fits(int(left[at])):
            end = int(months[at])
            found.append(Step(start, end, before, events, censored, round(float(survival[at]), decimals)))
            first, start = at + 1, end
    return tuple(found)

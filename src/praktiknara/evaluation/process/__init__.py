"""Follow-up over time: run charts and control charts, with parts, frozen baselines and the run rules by Anhøj."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.process.engine import D2, Series, process
from praktiknara.evaluation.process.result import D4, ProcessResult, Stretch
from praktiknara.evaluation.process.runs import RunRules, crossings_limit, run_limit
from praktiknara.evaluation.read import Column, Flags, Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

ANALYSES = ("p_chart", "np_chart", "u_chart", "c_chart", "xmr_chart", "run_chart", "run_limits")

__all__ = [*ANALYSES, "ANALYSES", "ProcessResult", "RunLimits", "RunRules", "Stretch"]

Parts = Sequence[Mapping[str, Any]]


def p_chart(
    D: Column,
    n: "Column | float",
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
    laney: bool = False,
) -> ProcessResult:
    """Chart a share over time with limits at three standard deviations.

    Formula: p̄ = ΣD / Σn over the baseline; limits p̄ ± 3 √(p̄(1−p̄)/nᵢ), kept within 0–1. With `laney` (p′, for
    large n) they are p̄ ± 3 √(p̄(1−p̄)/nᵢ) σ_z, where σ_z is the mean moving range of zᵢ = (pᵢ−p̄)/√(p̄(1−p̄)/nᵢ)
    divided by 1.128. A point is out of control when it lies beyond a limit.

    Args:
        D: events per period (whole numbers, in order of time); None is a gap.
        n: persons per period: one number for all, or one per period; 0 or None is a gap.
        periods: the periods' names; dates (2025-03-31, 2025-03, 2025-Q1, 2025-W13, 2025) are held to be in order.
        exclude: points (from 1) with known causes, left out of the limits and the run rules but shown.
        parts: [{"from": point, "reason": text}]: each part has limits of its own.
        freeze: the first part's limits rest on its first so many points only.

    Assumes that periods are independent, and one probability within a part. With fewer than twelve points behind
    the limits they are provisional and the chart is a run chart.

    Raises:
        InputError: events above n, periods out of order or given twice, a part without a reason.
        TooFewError: fewer than two points, or a part without values.
        NotEstimableError: limits that are not finite numbers.

    Source: Montgomery, Introduction to Statistical Quality Control, ch. 7; Laney 2002, Quality Engineering 14:531.

    Example:
        >>> shares = p_chart([12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6], 50)
        >>> round(shares.center, 4), round(shares.ucl, 4)
        (0.1933, 0.3609)
    """
    events, size = _counts(D, n, "D", "n", whole=True)
    share = events / size
    laney = read.flag(laney, "laney")
    text = ("Andel över tid", "Share over time", "Andel", "Share")
    series = _series("p", share, size, _binomial, text, laney=laney, ceiling=1.0)
    return process(series, periods, exclude, parts, freeze)


def np_chart(
    D: Column,
    n: "Column | float",
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
) -> ProcessResult:
    """Chart a number of persons with an event, among a known number of persons, over time.

    Formula: p̄ = ΣD / Σn; centre nᵢp̄, limits nᵢp̄ ± 3 √(nᵢp̄(1−p̄)), kept within 0–nᵢ. Parameters, assumptions and
    errors are those of `p_chart`.

    Source: Montgomery, Introduction to Statistical Quality Control, ch. 7.

    Example:
        >>> numbers = np_chart([12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6], 50)
        >>> round(numbers.center, 2), round(numbers.ucl, 2)
        (9.67, 18.04)
    """
    events, size = _counts(D, n, "D", "n", whole=True)
    text = ("Antal över tid", "Count over time", "Antal", "Count")
    series = _series("np", events, size, _binomial_count, text, ceiling=size)
    return process(series, periods, exclude, parts, freeze)


def u_chart(
    D: Column,
    area: "Column | float",
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
    laney: bool = False,
) -> ProcessResult:
    """Chart a rate over time: events by area of opportunity, such as person-months.

    Formula: ū = ΣD / Σarea; limits ū ± 3 √(ū/areaᵢ), not below 0; with `laney` (u′) the deviation is multiplied by
    σ_z as in `p_chart`. `area` is one number or one per period, in any unit; the rate is per that unit. Other
    parameters and errors are those of `p_chart`. Assumes events that come independently at one rate within a part.

    Source: Montgomery, Introduction to Statistical Quality Control, ch. 7; Laney 2002, Quality Engineering 14:531.

    Example:
        >>> rates = u_chart([2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4], 50)
        >>> round(rates.center, 4), round(rates.ucl, 4), rates.lcl
        (0.074, 0.1894, 0.0)
    """
    events, size = _counts(D, area, "D", "area", whole=False)
    laney = read.flag(laney, "laney")
    text = ("Händelser per enhet tid eller person", "Events per unit", "Händelser", "Events")
    with np.errstate(over="ignore"):
        rate = events / size
    series = _series("u", rate, size, _poisson, text, laney=laney)
    return process(series, periods, exclude, parts, freeze)


def c_chart(
    D: Column,
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
) -> ProcessResult:
    """Chart a number of events over time where each period gives the same opportunity.

    Formula: c̄ = mean of D; limits c̄ ± 3 √c̄, not below 0. Parameters and errors are those of `p_chart`. Assumes
    equal opportunity in every period: otherwise use `u_chart`.

    Source: Montgomery, Introduction to Statistical Quality Control, ch. 7.

    Example:
        >>> calls = c_chart([16, 12, 14, 9, 11, 13, 15, 8, 10, 12, 11, 13])
        >>> calls.center, round(calls.ucl, 2)
        (12.0, 22.39)
    """
    events = _events(D, "D")
    text = ("Händelser över tid", "Events over time", "Händelser", "Events")
    series = _series("c", events, np.ones(len(events)), _poisson, text)
    return process(series, periods, exclude, parts, freeze)


def xmr_chart(
    x: Column,
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
    screen: bool = False,
) -> ProcessResult:
    """Chart single measurements over time (XmR, individuals), with limits from their moving ranges.

    Formula: centre x̄; limits x̄ ± 3 M̄R / 1.128, where M̄R is the mean of |xᵢ − xᵢ₋₁| in the baseline, never the
    overall standard deviation. No range is taken across a value given as missing. `screen` takes ranges above
    3.267 M̄R away once and computes M̄R anew (Nelson 1982). `mr_ucl` is 3.267 M̄R. Other parameters and errors are
    those of `p_chart`; a baseline without two neighbouring values raises NotEstimableError.

    Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2; Montgomery, ch. 6.

    Example:
        >>> flow = xmr_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
        >>> round(flow.center, 2), round(flow.lcl, 4), round(flow.ucl, 4)
        (50.81, 45.8159, 55.8041)
    """
    values = read.numbers(x, "x", missing=True)
    screened = read.flag(screen, "screen")

    def spread(value: Floats, size: Floats, baseline: Flags) -> tuple[float, Floats, None]:
        return float(np.mean(value[baseline])), np.full(len(value), _range(value, baseline, screened)), None

    text = ("Mätvärden över tid", "Measurements over time", "Värde", "Value")
    series = Series("XmR", values, np.ones(len(values)), spread, *_titles(text))
    return process(series, periods, exclude, parts, freeze)


def run_chart(
    x: Column,
    *,
    periods: "Column | None" = None,
    exclude: "Column | None" = None,
    parts: Parts | None = None,
    freeze: int | None = None,
) -> ProcessResult:
    """Chart values over time about their median, and say by the run rules whether the level has shifted.

    Points on the median are not counted. The level has shifted when the longest run on one side is longer than
    log2(n) + 3 (rounded), or the median is crossed fewer times than the 5 % quantile of B(n−1, ½), n being the points
    off the median. Parameters and errors are those of `p_chart`. Assumes independent values.

    Source: Anhøj & Olesen 2014, PLoS One 9:e113825.

    Example:
        >>> waits = run_chart([31, 34, 29, 33, 35, 30, 24, 22, 25, 21, 23, 20])
        >>> waits.center, waits.runs.longest_run, waits.runs.n_crossings, waits.runs.signal
        (27.0, 6, 1, True)
    """
    values = read.numbers(x, "x", missing=True)
    text = ("Värden över tid", "Values over time", "Värde", "Value")
    series = Series("run", values, np.ones(len(values)), _middle, *_titles(text))
    return process(series, periods, exclude, parts, freeze)


@dataclass(frozen=True, kw_only=True)
class RunLimits(Result):
    """Signal limits of the run rules: for each number of useful points the longest run and the fewest crossings."""

    limits: tuple[tuple[int, int, int], ...]

    def named(self) -> dict[str, Any]:
        """Give [longest run, fewest crossings] by the number of useful points."""
        return {str(useful): [longest, crossings] for useful, longest, crossings in self.limits}


def run_limits(n: Column) -> RunLimits:
    """Give the longest run and the fewest crossings that chance leaves in a series of n useful points.

    Formula: longest run log2(n) + 3, rounded; crossings the 5 % quantile of B(n−1, ½). A longer run, or fewer
    crossings, is a signal. `n`: points that do not lie on the median, from 1 up.

    Raises InputError: a number that is not whole or below 1. TooFewError: an empty list.

    Source: Anhøj & Olesen 2014, PLoS One 9:e113825.

    Example:
        >>> run_limits([10, 24]).limits
        ((10, 6, 2), (24, 8, 8))
    """
    useful = [int(each) for each in read.counts(n, "n", low=1, high=10**9, at_least=1)]
    rows = {each: (each, run_limit(each), crossings_limit(each)) for each in useful}
    return RunLimits(n=len(useful), limits=tuple(rows[each] for each in useful))


def _events(values: Any, where: str) -> Floats:
    found = read.numbers(values, where, low=0, high=2**53, missing=True)
    known = found[~np.isnan(found)]
    if (known != np.floor(known)).any():
        read.counts(np.where(np.isnan(found), 0, found), where)
    return found


def _counts(values: Any, sizes: Any, where: str, size_name: str, *, whole: bool) -> tuple[Floats, Floats]:
    """Read events and the opportunities they come from; NaN in both where there was no opportunity."""
    events = _events(values, where)
    if isinstance(sizes, int | float | np.number):
        size = np.full(len(events), read.positive(sizes, size_name))
    else:
        size = read.numbers(sizes, size_name, low=0, missing=True)
        read.same_length(**{where: events, size_name: size})
    if whole:
        _events(size, size_name)
    wrong = (events > size) if whole else (size == 0) & (events > 0)
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            "more_events_than_size",
            f"{where}, rad {place + 1}: fler händelser än {size_name} medger.",
            f"{where}, row {place + 1}: more events than {size_name} allows.",
            where=f"{where}[{place}]",
        )
    gap = np.isnan(events) | np.isnan(size) | (size == 0)
    return np.where(gap, np.nan, events), np.where(gap, np.nan, size)


def _titles(text: tuple[str, str, str, str]) -> tuple[Sentence, Sentence]:
    return Sentence("title", text[0], text[1]), Sentence("value", text[2], text[3])


def _series(
    kind: str,
    value: Floats,
    size: Floats,
    spread: Any,
    text: tuple[str, str, str, str],
    *,
    laney: bool = False,
    ceiling: Floats | float = math.inf,
) -> Series:
    def widened(values: Floats, sizes: Floats, baseline: Flags) -> tuple[float, Floats, float | None]:
        center, sigma = spread(values, sizes, baseline)
        if kind not in {"p", "u"}:
            return center, sigma, None
        z = np.where(sigma > 0, (values - center) / np.where(sigma > 0, sigma, 1.0), np.nan)
        wide = _range(z, baseline, screened=False)
        return center, sigma * wide if laney else sigma, wide if math.isfinite(wide) else None

    return Series(
        kind + ("′" if laney else ""), value, size, widened, *_titles(text), floor=0.0, ceiling=ceiling
    )


def _binomial(value: Floats, size: Floats, baseline: Flags) -> tuple[float, Floats]:
    center = float(np.sum(value[baseline] * size[baseline]) / np.sum(size[baseline]))
    center = min(max(center, 0.0), 1.0)
    return center, np.sqrt(center * (1 - center) / size)


def _binomial_count(value: Floats, size: Floats, baseline: Flags) -> tuple[float, Floats]:
    center = float(np.sum(value[baseline]) / np.sum(size[baseline]))
    return center, np.sqrt(center * (1 - center) * size)


def _poisson(value: Floats, size: Floats, baseline: Flags) -> tuple[float, Floats]:
    center = float(np.sum(value[baseline] * size[baseline]) / np.sum(size[baseline]))
    return center, np.sqrt(center / size)


def _middle(value: Floats, size: Floats, baseline: Flags) -> tuple[float, Floats, None]:
    return float(np.median(value[baseline])), np.zeros(len(value)), None


def _range(value: Floats, baseline: Flags, screened: bool) -> float:
    """Give the mean moving range over 1.128; excluded points are closed up, missing ones are not bridged."""
    ranges = np.abs(np.diff(value[baseline | np.isnan(value)]))
    ranges = ranges[~np.isnan(ranges)]
    if not len(ranges):
        return math.nan
    mean = float(np.mean(ranges))
    if screened and (ranges < D4 * mean).any():
        mean = float(np.mean(ranges[ranges < D4 * mean]))
    return mean / D2

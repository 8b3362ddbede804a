"""Control limits part by part, from each part's own baseline, with the warnings that belong to them."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.cautions import PROCESS_ONLY
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.process.periods import Part, Periods, read_parts, read_periods, read_points
from praktiknara.evaluation.process.result import Limit, ProcessResult, Stretch
from praktiknara.evaluation.process.runs import run_rules
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence

D2 = 1.128  # the expected range of two standard normal values
FEWEST = 12

# Takes the series, its sizes and its baseline; gives the centre, one standard deviation per point, and Laney's sigma_z.
Spread: TypeAlias = Callable[[Floats, Floats, Flags], tuple[float, Floats, float | None]]


@dataclass(frozen=True)
class Series:
    """What a chart is made of: values (NaN in a gap), sizes, the formula for spread, and the limits' natural bounds."""

    kind: str
    value: Floats
    size: Floats
    spread: Spread
    title: Sentence
    value_label: Sentence
    floor: float = -math.inf
    ceiling: Floats | float = math.inf


def process(series: Series, periods: Any, exclude: Any, parts: Any, freeze: Any) -> ProcessResult:
    """Compute every part's centre, limits and runs, and gather them with their warnings.

    `freeze` belongs to the first part: its limits rest on the first so many points and hold to the part's end.
    """
    count = len(series.value)
    if count < 2:
        raise TooFewError(
            "too_few", "Det behövs minst två punkter.", "At least two points are needed.", where="series"
        )
    when = read_periods(periods, count)
    stretches = read_parts(parts, count)
    excluded = read_points(exclude, count, "exclude")
    frozen = None if freeze is None else read.whole(freeze, "freeze", low=2, high=count)
    if frozen is not None and frozen > stretches[0].last:
        raise InputError(
            "freeze_beyond_part",
            f"freeze gäller den första delen, som slutar vid punkt {stretches[0].last}.",
            f"freeze concerns the first part, which ends at point {stretches[0].last}.",
            where="freeze",
        )
    keep = ~np.isnan(series.value)
    counted = keep.copy()
    counted[list(excluded)] = False
    first = _lines(series, stretches, counted if series.kind == "run" else keep, frozen)
    outside = _outside(series.value, first)
    drop = excluded or frozenset(int(each) for each in outside)
    revised = _revised(series, stretches, keep, frozen, drop)
    lines = revised if excluded and revised else first
    outside_rev = outside if revised is None else _outside(series.value, revised)
    made = tuple(
        _stretch(series, part, lines, counted, frozen if not number else None, number)
        for number, part in enumerate(stretches)
    )
    last = slice(stretches[-1].first, stretches[-1].last)
    baseline_fewest = min(part.baseline_n for part in made)
    provisional = baseline_fewest < FEWEST
    warnings = (
        *(_WIDER for part in made if series.kind in {"p", "u"} and _wider(part)),
        *_warnings(series, when, keep, excluded, provisional and series.kind != "run"),
        PROCESS_ONLY,
    )
    return ProcessResult(
        n=int(keep.sum()),
        warnings=warnings,
        assumptions=_assumptions(series, when, made, frozen, first.center),
        kind=series.kind,
        center=float(first.center[last][-1]),
        ucl=_limit(first.high[last]),
        lcl=_limit(first.low[last]),
        center_rev=None if revised is None else float(revised.center[last][-1]),
        ucl_rev=None if revised is None else _limit(revised.high[last]),
        lcl_rev=None if revised is None else _limit(revised.low[last]),
        out_of_control=tuple(int(each) + 1 for each in outside),
        out_of_control_rev=tuple(int(each) + 1 for each in outside_rev),
        excluded=tuple(sorted(each + 1 for each in excluded)),
        runs=made[-1].runs,
        sigma_z=lines.sigma_z[-1],
        mrbar=float(first.sigma[last][-1] * D2) if series.kind == "XmR" else None,
        parts=made,
        provisional=provisional,
        value=_told(series.value),
        center_at=_told(lines.center),
        lcl_at=_told(lines.low),
        ucl_at=_told(lines.high),
        labels=when.labels,
        gaps=tuple(sorted(when.gaps)),
        title=series.title,
        value_label=series.value_label,
    )


@dataclass(frozen=True)
class _Lines:
    center: Floats
    sigma: Floats
    low: Floats
    high: Floats
    sigma_z: tuple[float | None, ...]


def _lines(series: Series, stretches: tuple[Part, ...], keep: Flags, frozen: int | None) -> _Lines:
    center, sigma = np.empty(len(series.value)), np.empty(len(series.value))
    sigma_z: list[float | None] = []
    for number, part in enumerate(stretches):
        span = slice(part.first, part.last)
        baseline = keep[span].copy()
        if frozen is not None and number == 0:
            baseline[frozen:] = False
        if not baseline.any():
            raise TooFewError(
                "empty_baseline",
                f"Punkt {part.first + 1}–{part.last} har inga värden att räkna gränser på.",
                f"Points {part.first + 1}–{part.last} have no values to make limits from.",
                where=f"points {part.first + 1}–{part.last}",
            )
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            middle, spread, z = series.spread(series.value[span], series.size[span], baseline)
        if not (math.isfinite(middle) and np.isfinite(spread[keep[span]]).all()):
            raise NotEstimableError(
                "not_finite",
                f"Punkt {part.first + 1}–{part.last}: gränserna går inte att räkna ut ur dessa tal.",
                f"Points {part.first + 1}–{part.last}: the limits cannot be computed from these numbers.",
                where=f"points {part.first + 1}–{part.last}",
            )
        center[span], sigma[span] = middle, spread
        sigma_z.append(z)
    if series.kind == "np":
        center = center * series.size
    if series.kind == "run":
        sigma[:] = np.inf
    with np.errstate(over="ignore", invalid="ignore"):
        low = np.maximum(center - 3 * sigma, series.floor)
        high = np.minimum(center + 3 * sigma, series.ceiling)
    return _Lines(center, sigma, low, high, tuple(sigma_z))


def _revised(
    series: Series, stretches: tuple[Part, ...], keep: Flags, frozen: int | None, drop: frozenset[int]
) -> _Lines | None:
    """Give the lines without the points to drop; None when nothing is dropped or a part would be left too thin."""
    if not drop or series.kind == "run":
        return None
    kept = keep.copy()
    kept[list(drop)] = False
    try:
        return _lines(series, stretches, kept, frozen)
    except (TooFewError, NotEstimableError):
        return None


def _outside(value: Floats, lines: _Lines) -> Any:
    with np.errstate(invalid="ignore"):
        return np.flatnonzero((value > lines.high) | (value < lines.low))


_WIDER = Sentence(
    "use_laney",
    "Värdena sprider sig mer än slumpen ger. Pröva laney, annars ser för många punkter ut att avvika.",
    "The values spread more than chance gives. Try laney, or too many points will seem to stand out.",
)


def _wider(part: Stretch) -> bool:
    return part.sigma_z is not None and part.sigma_z > 1.5 and part.baseline_n >= 20


def _stretch(
    series: Series, part: Part, lines: _Lines, keep: Flags, frozen: int | None, number: int
) -> Stretch:
    span = slice(part.first, part.last)
    end = part.last if frozen is None else part.first + frozen
    away = np.where(keep[span], series.value[span] - lines.center[span], np.nan)
    return Stretch(
        part.first + 1,
        part.last,
        part.reason,
        (part.first + 1, end),
        int(keep[part.first : end].sum()),
        float(lines.center[span][-1]),
        _limit(lines.high[span]),
        _limit(lines.low[span]),
        lines.sigma_z[number],
        run_rules(away, 0.0),
    )


def _limit(values: Floats) -> Limit:
    """Give one number when the limit is the same at every point, else one for each point, None in a gap."""
    known = values[~np.isnan(values)]
    if not len(known) or np.isinf(known).any():
        return None
    if np.ptp(known) <= 1e-12 * max(1.0, float(np.abs(known).max())):
        return float(known[-1])
    return _told(values)


def _told(values: Floats) -> tuple[float | None, ...]:
    if np.isfinite(values).all():
        return tuple(values.tolist())
    return tuple(value if math.isfinite(value) else None for value in values.tolist())


def _warnings(
    series: Series, when: Periods, keep: Flags, excluded: frozenset[int], few: bool
) -> list[Sentence]:
    told, empty = [], int((~keep).sum())
    if few:
        told.append(
            Sentence(
                "few_points",
                f"Färre än {FEWEST} punkter bakom gränserna: de är preliminära. Visa bara ett seriediagram.",
                f"Fewer than {FEWEST} points behind the limits: they are provisional. Show a run chart only.",
            )
        )
    if empty:
        told.append(
            Sentence(
                "empty_points",
                f"{empty} perioder saknar värde och visas som avbrott. De ingår inte i beräkningen.",
                f"{empty} periods have no value and are shown as gaps. They are not part of the computation.",
            )
        )
    if when.gaps:
        told.append(
            Sentence(
                "missing_periods",
                f"Serien hoppar över perioder på {len(when.gaps)} ställen. De visas som avbrott.",
                f"The series skips periods in {len(when.gaps)} places. They are shown as gaps.",
            )
        )
    if excluded:
        told.append(
            Sentence(
                "excluded_points",
                f"{len(excluded)} punkter ingår inte i gränserna. Ange orsaken för var och en.",
                f"{len(excluded)} points are not part of the limits. State the cause of each.",
            )
        )
    if np.nanmin(series.value) == np.nanmax(series.value):
        told.append(
            Sentence(
                "constant",
                "Alla värden är lika. Kontrollera att mätningen kan visa skillnader.",
                "All values are equal. Check that the measure can show differences.",
            )
        )
    return told


def _assumptions(
    series: Series, when: Periods, made: tuple[Stretch, ...], frozen: int | None, center: Floats
) -> tuple[Assumption, ...]:
    first = made[0].baseline
    told = [
        Assumption(
            "order_of_time",
            when.ordered,
            Sentence(
                "order_of_time",
                "Punkterna står i tidsordning.",
                "The points stand in order of time.",
            ),
        ),
        Assumption(
            "baseline",
            None,
            Sentence(
                "baseline",
                f"Den första delens linjer bygger på punkt {first[0]}–{first[1]}"
                + (" och ligger fast." if frozen else ". Lås dem med freeze när nya punkter kommer."),
                f"The first part's lines rest on points {first[0]}–{first[1]}"
                + (" and are frozen." if frozen else ". Freeze them when new points come."),
            ),
        ),
    ]
    if series.kind.rstrip("′") in {"p", "np", "u", "c"}:
        expected = center * (series.size if series.kind.rstrip("′") in {"p", "u"} else 1.0)
        enough = bool(np.nanmin(expected) >= 5)
        told.append(
            Assumption(
                "expected_five",
                enough,
                Sentence(
                    "expected_five",
                    "Varje punkt har minst fem väntade händelser, så att normala gränser passar.",
                    "Each point has at least five expected events, so that normal limits fit.",
                ),
            )
        )
    return tuple(told)

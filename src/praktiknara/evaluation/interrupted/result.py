"""What an interrupted time series looks like, and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.interrupted.fits import SeriesFit
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence, number

WANTED = 8
_CANNOT_SHOW = Sentence(
    "cannot_show_effect",
    "En serie utan jämförelse kan inte visa effekt: något annat kan ha ändrats samtidigt.",
    "A series without a comparison cannot show an effect: something else may have changed at the same time.",
)


@dataclass(frozen=True)
class Change:
    """One quantity of the model; for counts on the log scale, with its ratio and that ratio's limits beside."""

    estimate: float
    se: float
    t: float
    df: float
    p: float
    interval: Interval
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None


@dataclass(frozen=True)
class SeriesPoint:
    """One point: what was seen, what the model says, and (after the break) what would have come without it."""

    observed: float
    fitted: float
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    transition: bool = False


@dataclass(frozen=True, kw_only=True)
class Interrupted(Result):
    """A segmented regression; changes are in the unit of the values, for counts natural logarithms.

    `level_change` is the jump, `slope_change` the change of slope a period, `last` and `mean_after` the difference from
    the continued line at the last point and on average after the break.
    """

    model: str
    errors: str
    lag: int | None
    before: int
    after: int
    slope_before: Change
    level_change: Change
    slope_change: Change
    last: Change
    mean_after: Change
    rho: float | None
    dispersion: float | None
    durbin_watson: float
    ljung_box: float
    ljung_box_df: int
    ljung_box_p: float
    points: tuple[SeriesPoint, ...]

    def named(self) -> dict[str, Any]:
        """Give each change by name with its error, limits and p-value ("level", "level_se", "level_low"…)."""
        told: dict[str, Any] = {}
        for name, change in (
            ("level", self.level_change),
            ("slope", self.slope_change),
            ("trend", self.slope_before),
        ):
            low, high = change.interval.low, change.interval.high
            told |= {name: change.estimate, f"{name}_se": change.se, f"{name}_p": change.p}
            told |= {f"{name}_low": low, f"{name}_high": high}
        return told

    def chart(self) -> CurveChart:
        """Give the series, the model's line, and the line continued with its limits."""
        ahead = [(float(place + 1), point) for place, point in enumerate(self.points)]
        after = [(x, point) for x, point in ahead if point.expected is not None]

        def curve(sv: str, en: str, pairs: list[tuple[float, float | None]]) -> Any:
            return Sentence("curve", sv, en), tuple((x, y) for x, y in pairs if y is not None)

        return CurveChart(
            Sentence(
                "series", "Serien före och efter förändringen", "The series before and after the change"
            ),
            Sentence("time", "Tidpunkt", "Point in time"),
            Sentence("value", "Värde", "Value"),
            (
                curve("Uppmätt", "Observed", [(x, point.observed) for x, point in ahead]),
                curve("Modellens linje", "The model’s line", [(x, point.fitted) for x, point in ahead]),
                curve("Utan förändringen", "Without the change", [(x, point.expected) for x, point in after]),
                curve("Nedre gräns", "Lower limit", [(x, point.low) for x, point in after]),
                curve("Övre gräns", "Upper limit", [(x, point.high) for x, point in after]),
            ),
        )


def cautions(
    before: int, after: int, transition: int, season: str | None, cycle: int, n: int
) -> tuple[Sentence, ...]:
    """Say what a reader must know about the series itself."""
    told = [_CANNOT_SHOW]
    if min(before, after) < WANTED:
        told.append(
            Sentence(
                "few_points",
                f"Bara {before} punkter före och {after} efter. Det behövs minst {WANTED} på var sida för att lita på intervallet.",
                f"Only {before} points before and {after} after. At least {WANTED} on each side are needed to trust the interval.",
            )
        )
    if transition:
        told.append(
            Sentence(
                "transition_left_out",
                f"{transition} punkter i övergången räknas inte med.",
                f"{transition} points in the transition are not counted.",
            )
        )
    if season is None and n >= 24:
        told.append(
            Sentence(
                "season_not_modelled",
                "Ingen säsong är med i modellen. Om serien har årstider kan de se ut som en förändring.",
                "No season is in the model. If the series has seasons they can look like a change.",
            )
        )
    if season is not None and before < 2 * cycle:
        told.append(
            Sentence(
                "few_seasons",
                "Det finns färre än två hela säsonger före. Säsongen är osäkert skattad.",
                "There are fewer than two whole seasons before. The season is estimated with uncertainty.",
            )
        )
    return tuple(told)


def residual_cautions(fit: SeriesFit, box_p: float, errors: str, n: int) -> tuple[Sentence, ...]:
    """Say what is left when the model has said its part."""
    told = []
    if box_p < 0.05 and errors != "newey-west":
        told.append(
            Sentence(
                "autocorrelation_left",
                "Punkterna hänger ihop över tid mer än modellen räknar med. Intervallet kan vara för smalt; pröva newey-west.",
                "The points hang together over time more than the model allows. The interval may be too narrow; try newey-west.",
            )
        )
    if errors == "newey-west" and n < 100:
        told.append(
            Sentence(
                "newey_west_short_series",
                "Newey–West ger för smala intervall i korta serier. Välj ar1 om utfallet inte är antal.",
                "Newey–West gives too narrow intervals in short series. Choose ar1 unless the outcome is counts.",
            )
        )
    if fit.rho is not None and n < 40:
        rho = number(fit.rho, 2)
        told.append(
            Sentence(
                "autocorrelation_uncertain",
                f"Serien är kort, så autokorrelationen ({rho.sv}) är osäker och intervallet kan vara för smalt.",
                f"The series is short, so the autocorrelation ({rho.en}) is uncertain and the interval may be too narrow.",
            )
        )
    far = int((np.abs(fit.residuals) > 3.5).sum())
    if far:
        told.append(
            Sentence(
                "far_points",
                f"{far} punkter ligger mycket långt från linjen. Kontrollera dem.",
                f"{far} points lie very far from the line. Check them.",
            )
        )
    return tuple(told)


def assumptions_of(box_p: float) -> tuple[Assumption, ...]:
    """Say what the model rests on."""
    return (
        Assumption(
            "line_goes_on",
            None,
            Sentence(
                "line_goes_on",
                "Utan förändringen skulle serien ha fortsatt som förut. Det går inte att pröva.",
                "Without the change the series would have gone on as before. That cannot be tested.",
            ),
        ),
        Assumption(
            "break_given",
            None,
            Sentence(
                "break_given",
                "Tidpunkten var bestämd i förväg och inte vald efter hur serien ser ut.",
                "The point in time was set beforehand and not chosen from how the series looks.",
            ),
        ),
        Assumption(
            "residuals_independent",
            box_p >= 0.05,
            Sentence(
                "residuals_independent",
                "Det som blir kvar hänger inte ihop över tid (Ljung–Box).",
                "What is left does not hang together over time (Ljung–Box).",
            ),
        ),
    )

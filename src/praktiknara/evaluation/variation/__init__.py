"""How much units differ, told in one number: the median odds ratio, or the share of variance between units."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.cautions import UNITS_ONLY
from praktiknara.evaluation.common.totals import totals
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.funnel.case_mix import design
from praktiknara.evaluation.read import Column, Floats, Ints, Table
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence
from praktiknara.evaluation.variation.random_units import FARTHEST, LogitUnits, MeanUnits, profile

ANALYSES = ("median_odds_ratio", "between_unit_variance")

__all__ = [*ANALYSES, "ANALYSES", "VariationResult"]

QUARTILE = 0.6744897501960817  # Φ⁻¹(0.75)
FEW_UNITS = 10
MOST_ROWS = 2_000_000


@dataclass(frozen=True, kw_only=True)
class VariationResult(Result):
    """Differences between `units` units among `n` persons: their standard deviation tau and what follows from it.

    `MOR` is there for shares only. `ICC` is the share of variance that lies between units; `design_effect` is what
    a sample in these units loses by it. `p_tau` tests that units do not differ at all. `center` is the middle unit's
    log odds or mean.
    """

    units: int
    scale: str
    method: str
    center: float
    tau: float
    tau2: float
    tau_ci: Interval
    MOR: float | None
    MOR_ci: Interval | None
    ICC: float
    ICC_ci: Interval
    sigma: float | None
    p_tau: float
    loglik: float
    design_effect: float
    typical_size: float

    def named(self) -> dict[str, Any]:
        """Give the interval's ends: of MOR for shares, else of ICC."""
        headline = self.MOR_ci if self.MOR_ci is not None else self.ICC_ci
        return {"ci_low": headline.low, "ci_high": headline.high}


def median_odds_ratio(
    events: Column,
    unit: Column,
    n: "Column | None" = None,
    *,
    covariates: "Table | None" = None,
    level: float = 0.95,
) -> VariationResult:
    """Tell how much units differ in a share: the median odds ratio between two persons alike in different units.

    Formula: logit P = xβ + u, u normal with variance τ²; MOR = exp(√2 τ Φ⁻¹(0.75)); ICC = τ²/(τ² + π²/3). Maximum
    likelihood by adaptive Gauss–Hermite quadrature (25 points); interval by profile likelihood. `p_tau` is the
    likelihood-ratio test of τ = 0, halved because τ cannot be negative. Design effect 1 + (m−1) ICC, with m = Σn²/Σn.

    Args:
        events: with `n`, events in each unit; without, 0 or 1 for each person.
        unit: the unit of each row.
        n: persons in each row, above zero.
        covariates: columns with a value for each row (numbers, or text as categories), to adjust for.

    Assumes that units' log odds are normally spread.

    Raises:
        InputError: events above n, lengths that differ, a missing value.
        TooFewError: fewer than two units.
        NotEstimableError: no or only events, one person in each unit, or separation.

    Source: Larsen & Merlo 2005, American Journal of Epidemiology 161:81.

    Example:
        >>> made = median_odds_ratio([12, 30, 22, 9, 40], ["A", "B", "C", "D", "E"], [60, 80, 70, 50, 75])
        >>> round(made.MOR, 2), made.units
        (1.67, 5)
    """
    read.share(level, "level", open_ends=True)
    seen = read.counts(events, "events").astype(np.float64)
    size = np.ones(len(seen)) if n is None else read.counts(n, "n", low=1).astype(np.float64)
    names = read.labels(unit, "unit")
    read.same_length(events=seen, unit=names, n=size)
    if (seen > size).any():
        place = int(np.argmax(seen > size))
        raise InputError(
            "more_events_than_size",
            f"events, rad {place + 1}: fler händelser än personer.",
            f"events, row {place + 1}: more events than persons.",
            where=f"events[{place}]",
        )
    codes = _codes(names)
    persons = totals(codes, size)
    if not 0 < seen.sum() < size.sum():
        raise NotEstimableError(
            "constant",
            "Ingen eller alla har utfallet. Då går skillnaden mellan enheter inte att räkna ut.",
            "Nobody or everybody has the outcome. Then the difference between units cannot be computed.",
            where="events",
        )
    _several(persons)
    rows = _compressed(seen, size, codes, covariates)
    beta, tau = rows.best()
    found = profile(rows.profiled(beta), tau, level, FARTHEST)
    tau = found.best
    kind = "profile likelihood"

    def mor(value: float) -> float:
        return math.exp(math.sqrt(2) * value * QUARTILE)

    def icc(value: float) -> float:
        return value**2 / (value**2 + math.pi**2 / 3)

    low, high = found.low, found.high
    return VariationResult(
        n=int(size.sum()),
        warnings=_warnings(len(persons), tau),
        units=len(persons),
        scale="logit",
        method="maximum likelihood, adaptive Gauss–Hermite quadrature (25 points)",
        center=float(beta[0]),
        tau=tau,
        tau2=tau**2,
        tau_ci=Interval(low, high, level, kind),
        MOR=mor(tau),
        MOR_ci=Interval(mor(low), mor(high), level, kind),
        ICC=icc(tau),
        ICC_ci=Interval(icc(low), icc(high), level, kind),
        sigma=None,
        p_tau=found.p,
        loglik=found.loglik,
        design_effect=1 + (_typical(persons) - 1) * icc(tau),
        typical_size=_typical(persons),
    )


def between_unit_variance(y: Column, unit: Column, *, level: float = 0.95) -> VariationResult:
    """Tell how much units differ in a mean: the share of variance that lies between units.

    Formula: y = μ + u + e with u normal (τ²) between units and e normal (σ²) within; restricted maximum likelihood;
    ICC = τ²/(τ²+σ²). Intervals by profile of the restricted likelihood. With equally large units τ² is that of the
    analysis of variance, (MSB − MSW)/m, and zero when that is negative. Design effect 1 + (m−1) ICC, m = Σn²/Σn.

    Args:
        y: one value per person; missing ones are left out and counted.
        unit: each person's unit.

    Raises:
        InputError: text among the values, lengths that differ.
        TooFewError: fewer than two units.
        NotEstimableError: no variation within units, or one person in each.

    Source: Searle, Casella & McCulloch 1992, Variance Components.

    Example:
        >>> made = between_unit_variance([4, 5, 6, 7, 8, 9, 4, 6, 5], list("AAABBBCCC"))
        >>> round(made.tau2, 3), round(made.ICC, 3)
        (2.667, 0.727)
    """
    read.share(level, "level", open_ends=True)
    values = read.numbers(y, "y", missing=True)
    names = read.labels(unit, "unit")
    read.same_length(y=values, unit=names)
    known = ~np.isnan(values)
    values, names = values[known], names[known]
    codes = _codes(names)
    persons = totals(codes)
    _several(persons)
    with np.errstate(over="ignore", invalid="ignore"):
        middle, spread = float(values.mean()), float(values.std())
    if not math.isfinite(spread) or spread <= 1e-12 * abs(middle) or spread == 0:
        raise _constant()
    scaled = (values - middle) / spread
    means = totals(codes, scaled) / persons
    within = float(((scaled - means[codes]) ** 2).sum())
    if within < 1e-10 * len(scaled):
        raise _constant()
    made = MeanUnits(persons, means, within)
    root, mean, sigma = made.best()
    ratio = profile(made.of_ratio, root, level, 1e4)
    by_tau = profile(made.of_tau, ratio.best * sigma, level, 1e3)
    tau, kind = ratio.best * sigma * spread, "profile of the restricted likelihood"

    def icc(value: float) -> float:
        return value**2 / (1 + value**2)

    left = int((~known).sum())
    return VariationResult(
        n=len(values),
        warnings=(*_left_out(left), *_warnings(len(persons), tau)),
        units=len(persons),
        scale="linear",
        method="restricted maximum likelihood",
        center=mean * spread + middle,
        tau=tau,
        tau2=tau**2,
        tau_ci=Interval(by_tau.low * spread, by_tau.high * spread, level, kind),
        MOR=None,
        MOR_ci=None,
        ICC=icc(ratio.best),
        ICC_ci=Interval(icc(ratio.low), icc(ratio.high), level, kind),
        sigma=sigma * spread,
        p_tau=ratio.p,
        loglik=ratio.loglik - (len(values) - 1) * math.log(spread),
        design_effect=1 + (_typical(persons) - 1) * icc(ratio.best),
        typical_size=_typical(persons),
    )


def _constant() -> NotEstimableError:
    return NotEstimableError(
        "constant",
        "Värdena varierar inte inom enheterna, eller talen är för stora.",
        "The values do not vary within units, or the numbers are too large.",
        where="y",
    )


def _codes(names: Any) -> Ints:
    if not len(names):
        raise TooFewError("too_few", "Det finns inga rader.", "There are no rows.", where="unit")
    codes: Ints = np.unique(names.astype(str), return_inverse=True)[1].astype(np.int64)
    return codes


def _several(persons: Floats) -> None:
    if len(persons) < 2:
        raise TooFewError(
            "too_few", "Det behövs minst två enheter.", "At least two units are needed.", where="unit"
        )
    if persons.max() < 2:
        raise NotEstimableError(
            "one_per_unit",
            "Varje enhet har bara en person. Då går det inte att skilja enheter från personer.",
            "Each unit has one person only. Then units cannot be told from persons.",
            where="unit",
        )


def _compressed(seen: Floats, size: Floats, codes: Ints, covariates: Any) -> LogitUnits:
    """Put rows together that share unit and covariates."""
    units = int(codes.max()) + 1
    if covariates is None:
        return LogitUnits(totals(codes, seen), totals(codes, size), np.arange(units), np.ones((units, 1)))
    if len(seen) > MOST_ROWS:
        raise InputError(
            "too_many_rows",
            f"Med covariates går högst {MOST_ROWS} rader. Lägg ihop lika rader först.",
            f"With covariates at most {MOST_ROWS} rows are possible. Add equal rows together first.",
            where="covariates",
        )
    names: list[Any] = []
    if isinstance(covariates, Mapping) or hasattr(covariates, "columns"):
        names = list(covariates)
    elif isinstance(covariates, list | tuple) and covariates and isinstance(covariates[0], Mapping):
        names = list(covariates[0])
    if not names or not all(isinstance(each, str) for each in names):
        raise InputError(
            "not_a_table",
            "covariates ska vara en tabell med namngivna kolumner.",
            "covariates must be a table with named columns.",
            where="covariates",
        )
    x, whole = design(read.columns(covariates, names, "covariates"), len(seen))
    if not whole.all():
        row = int(np.argmax(~whole))
        raise InputError(
            "missing",
            f"covariates, rad {row + 1}: värdet saknas.",
            f"covariates, row {row + 1}: the value is missing.",
            where=f"covariates[{row}]",
        )
    spread = x.std(axis=0)
    spread[0] = 1.0
    if (
        np.linalg.matrix_rank(x / np.maximum(np.abs(x).max(axis=0), 1e-300)) < x.shape[1]
        or (spread == 0).any()
    ):
        raise NotEstimableError(
            "same_columns",
            "Två kolumner säger samma sak, eller en kolumn varierar inte. Ta bort en.",
            "Two columns say the same thing, or one does not vary. Remove one.",
            where="covariates",
        )
    x[:, 1:] = (x[:, 1:] - x[:, 1:].mean(axis=0)) / spread[1:]
    kinds, place = np.unique(np.column_stack([codes, x]), axis=0, return_inverse=True)
    place = place.ravel().astype(np.int64)
    return LogitUnits(totals(place, seen), totals(place, size), kinds[:, 0].astype(np.int64), kinds[:, 1:])


def _typical(persons: Floats) -> float:
    return float((persons**2).sum() / persons.sum())


def _left_out(left: int) -> tuple[Sentence, ...]:
    if not left:
        return ()
    return (
        Sentence(
            "rows_left_out",
            f"{left} rader saknar värde och ingår inte.",
            f"{left} rows have no value and are not included.",
        ),
    )


def _warnings(units: int, tau: float) -> tuple[Sentence, ...]:
    told = []
    if units < FEW_UNITS:
        told.append(
            Sentence(
                "few_units",
                f"Färre än {FEW_UNITS} enheter: skillnaden mellan enheter är mycket osäker.",
                f"Fewer than {FEW_UNITS} units: the difference between units is very uncertain.",
            )
        )
    if tau == 0:
        told.append(
            Sentence(
                "no_difference_seen",
                "Enheterna skiljer sig inte mer än slumpen ger. Det visar inte att de är lika: se intervallet.",
                "The units differ no more than chance gives. That does not show them equal: see the interval.",
            )
        )
    told.append(UNITS_ONLY)
    return tuple(told)

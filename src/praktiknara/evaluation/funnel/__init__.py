"""Units side by side: funnels with limits for each unit's size, crude or adjusted for who the persons are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.totals import totals
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.funnel import limits as limits_of
from praktiknara.evaluation.funnel.case_mix import design, fit_logistic, stratum_rates
from praktiknara.evaluation.funnel.result import FunnelResult, FunnelRow, choices, funnel, names
from praktiknara.evaluation.read import Column, Floats, Table
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence

ANALYSES = (
    "funnel_limits",
    "funnel_ratio",
    "funnel_proportion",
    "standardised_funnel",
    "case_mix_funnel",
)

__all__ = [*ANALYSES, "ANALYSES", "FunnelLimits", "FunnelResult", "FunnelRow"]

LARGEST = 1e7


@dataclass(frozen=True, kw_only=True)
class FunnelLimits(Result):
    """Limits for observed / expected: a row per size (expected, low 99.8 %, low 95 %, high 95 %, high 99.8 %)."""

    limits: tuple[tuple[float, float, float, float, float], ...]
    kind: str

    def named(self) -> dict[str, Any]:
        """Give each limit by its size and name: "15_ll95"."""
        told = {}
        for size, *row in self.limits:
            for name, value in zip(("ll998", "ll95", "ul95", "ul998"), row, strict=True):
                told[f"{size:g}_{name}"] = value
        return told


def funnel_limits(expected: Column, *, kind: str = "exact") -> FunnelLimits:
    """Give the 95 % and 99.8 % limits for observed / expected events at given expected numbers.

    Formula: "exact": low χ²(α/2; 2E)/2E, high χ²(1−α/2; 2E+2)/2E. "interpolated": (r − a)/E, where r is the least
    number with P(X ≤ r) ≥ p for X Poisson with mean E, and a = (P(X≤r) − p)/P(X=r). `expected`: above zero, at most
    ten million. Assumes independent events.

    Raises InputError: an expected number out of range. TooFewError: an empty list.

    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.

    Example:
        >>> made = funnel_limits([15, 30])
        >>> round(made.as_dict()["15_ll95"], 4), round(made.as_dict()["30_ul998"], 4)
        (0.5597, 1.7028)
    """
    size = _sizes(expected, "expected", at_least=1)
    read.choice(kind, "kind", ("exact", "interpolated"))
    rows = limits_of.garwood(size) if kind == "exact" else limits_of.poisson(size, 1.0)
    told = tuple((float(e), *(float(each) for each in row)) for e, row in zip(size, rows, strict=True))
    return FunnelLimits(n=len(size), limits=told, kind=kind)  # type: ignore[arg-type]  # chosen among its names above


def funnel_ratio(
    observed: Column,
    expected: Column,
    unit: "Column | None" = None,
    *,
    target: float = 1.0,
    limits: str = "exact",
    adjust: str = "none",
    transform: str = "log",
    trimming: str = "winsorise",
    trim: float = 0.1,
    order: str = "name",
) -> FunnelResult:
    """Place units' observed / expected events against limits for their size.

    Formula: value O/E; limits as in `funnel_limits`, or "normal". Overdispersion: z = (Y − Y₀)/s with Y = ln(O/E),
    s = 1/√E ("log"), or Y = √(O/E), s = 1/(2√E) ("sqrt"); phi is the mean of z² after the outermost `trim` at each
    end are drawn in ("winsorise") or taken away ("truncate"); τ² = (kφ − (k−1)) / (Σw − Σw²/Σw), w = 1/s², at least 0.
    With `adjust` "tau2" limits are Y₀ ± z √(s² + τ²), with "phi" Y₀ ± z s √φ, taken back from the scale.

    Args:
        observed: events in each unit (whole numbers).
        expected: expected events in each unit, above zero.
        unit: the units' names, each once.
        order: "name" or "size"; units are never ranked.

    Raises:
        InputError: an expected number of zero, a unit twice, a choice that does not exist.
        NotEstimableError: no logarithm of zero events when it is needed.
        TooFewError: no units, or fewer than two when overdispersion is asked for.

    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185; Spiegelhalter et al. 2012, JRSS A 175:1.

    Example:
        >>> made = funnel_ratio([18, 50, 20], [20, 25, 22], ["Norr", "Söder", "Öster"])
        >>> made.outside_998, made.units[0].place
        (('Söder',), 'inside')
    """
    chosen = choices(limits, adjust, transform, trimming, trim, order, "ratio")
    size = _sizes(expected, "expected")
    seen = _whole(observed, "observed")
    read.same_length(observed=seen, expected=size)
    goal = read.positive(target, "target", high=1000)
    return funnel("ratio", seen, size, names(unit, len(seen)), goal, chosen)


def funnel_proportion(
    events: Column,
    n: Column,
    unit: "Column | None" = None,
    *,
    target: float | None = None,
    limits: str = "interpolated",
    adjust: str = "none",
    trimming: str = "winsorise",
    trim: float = 0.1,
    order: str = "name",
) -> FunnelResult:
    """Place units' shares against exact binomial limits for their size.

    Formula: value r/n; target Σr/Σn unless given; limits (r_p − a)/n, where r_p is the least number with
    P(X ≤ r_p) ≥ p for X binomial, and a = (P(X≤r_p) − p)/P(X=r_p); or "normal" on the arcsine scale. Overdispersion
    as in `funnel_ratio`, with Y = arcsin √(r/n) and s = 1/(2√n). Other parameters and errors are those of
    `funnel_ratio`; n must be above zero and at least as large as events.

    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.

    Example:
        >>> made = funnel_proportion([30, 41, 12], [100, 120, 60], ["Norr", "Söder", "Öster"])
        >>> round(made.target, 3), made.outside_95
        (0.296, ())
    """
    chosen = choices(limits, adjust, "arcsine", trimming, trim, order, "proportion")
    seen, size = _whole(events, "events"), _whole(n, "n", low=1)
    read.same_length(events=seen, n=size)
    if (seen > size).any():
        place = int(np.argmax(seen > size))
        raise InputError(
            "more_events_than_size",
            f"events, rad {place + 1}: fler händelser än personer.",
            f"events, row {place + 1}: more events than persons.",
            where=f"events[{place}]",
        )
    if not len(size):
        raise TooFewError("too_few", "Det finns inga enheter.", "There are no units.", where="events")
    goal = float(seen.sum() / size.sum()) if target is None else read.share(target, "target", open_ends=True)
    return funnel("proportion", seen, size, names(unit, len(seen)), goal, chosen)


def standardised_funnel(
    events: Column,
    n: Column,
    unit: Column,
    stratum: Column,
    *,
    rates: Mapping[str, float] | None = None,
    limits: str = "exact",
    adjust: str = "none",
    transform: str = "log",
    trimming: str = "winsorise",
    trim: float = 0.1,
    order: str = "name",
) -> FunnelResult:
    """Place units' observed / expected events, expected from rates by stratum (indirect standardisation).

    Formula: E of a unit is Σ n × rate over its strata, with `rates` given by stratum or else those of all units
    together. One row per unit and stratum: events, persons n. Other parameters, limits and errors are those of
    `funnel_ratio`; a stratum without persons or rate is refused. Assumes that the strata hold what makes units
    differ in whom they meet.

    Example:
        >>> made = standardised_funnel([5, 20, 10, 5], [50, 100, 100, 20], ["A", "A", "B", "B"], ["K", "M", "K", "M"])
        >>> [round(row.size, 2) for row in made.units]
        [25.83, 14.17]
    """
    chosen = choices(limits, adjust, transform, trimming, trim, order, "ratio")
    seen, size = _whole(events, "events"), _whole(n, "n")
    units, strata = read.labels(unit, "unit"), read.labels(stratum, "stratum")
    read.same_length(events=seen, n=size, unit=units, stratum=strata)
    pairs = set(zip(units, strata, strict=True))
    if len(pairs) < len(units):
        raise InputError(
            "given_twice",
            "En enhet har samma stratum på två rader. Lägg ihop dem först.",
            "A unit has the same stratum on two rows. Add them together first.",
            where="stratum",
        )
    if (seen > size).any():
        place = int(np.argmax(seen > size))
        raise InputError(
            "more_events_than_size",
            f"events, rad {place + 1}: fler händelser än personer.",
            f"events, row {place + 1}: more events than persons.",
            where=f"events[{place}]",
        )
    rate, _ = stratum_rates(seen, size, strata, rates)
    return _by_unit(units, seen, size * rate, chosen, ())


def case_mix_funnel(
    data: Table,
    outcome: str,
    unit: str,
    covariates: Sequence[str],
    *,
    limits: str = "exact",
    adjust: str = "none",
    transform: str = "log",
    trimming: str = "winsorise",
    trim: float = 0.1,
    order: str = "name",
) -> FunnelResult:
    """Place units' observed / expected events, expected from a logistic model of who the persons are.

    Formula: E of a unit is the sum of its persons' fitted probabilities from a logistic regression of the outcome
    (0/1) on the covariates, without the units. One row per person; number columns enter as they are, text columns as
    categories. Rows with a missing value are left out and counted. Other parameters are those of `funnel_ratio`.
    Assumes covariates from before the service, a linear logit, and that they hold what makes units differ.

    Raises:
        InputError: a column that is missing, or an outcome that is not 0 or 1.
        NotEstimableError: columns that say the same thing, or perfect separation.
        TooFewError: no rows with every value.

    Example:
        >>> people = {"back": [0, 1, 0, 1, 1, 0, 1, 0], "age": [15, 16, 17, 18, 14, 16, 17, 15], "unit": list("AABBABAB")}
        >>> [round(row.size, 2) for row in case_mix_funnel(people, "back", "unit", ["age"]).units]
        [1.83, 2.17]
    """
    chosen = choices(limits, adjust, transform, trimming, trim, order, "ratio")
    wanted = [str(each) for each in read.labels(covariates, "covariates")]
    named = [read.name(outcome, "outcome"), read.name(unit, "unit")]
    found = read.columns(data, [*named, *wanted])
    answers = read.numbers(found[outcome], outcome, low=0, high=1, missing=True)
    units = read.labels(found[unit], unit, missing=True)
    x, whole = design({each: found[each] for each in wanted}, len(answers))
    whole &= ~np.isnan(answers) & np.array([each is not None for each in units], dtype=bool)
    read.flags(answers[whole], outcome)
    if not whole.any():
        raise TooFewError("too_few", "Ingen rad har alla värden.", "No row has every value.", where="data")
    y = answers[whole]
    if y.min() == y.max():
        raise NotEstimableError(
            "constant",
            f"{outcome} är lika för alla. Då finns inget att förvänta.",
            f"{outcome} is the same for all. Then there is nothing to expect.",
            where=outcome,
        )
    left = int((~whole).sum())
    warnings: tuple[Sentence, ...] = ()
    if left:
        warnings = (
            Sentence(
                "rows_left_out",
                f"{left} rader av {len(whole)} saknar något värde och ingår inte.",
                f"{left} rows of {len(whole)} lack a value and are not included.",
            ),
        )
    return _by_unit(units[whole], y, fit_logistic(x[whole], y), chosen, warnings)


def _by_unit(
    units: Any, seen: Floats, expected: Floats, chosen: Any, warnings: tuple[Sentence, ...]
) -> FunnelResult:
    unit_names, place = np.unique(units.astype(str), return_inverse=True)
    total = totals(place, expected)
    _sizes(total, "expected")
    adjusted_for = Assumption(
        "case_mix",
        None,
        Sentence(
            "case_mix",
            "Det som skiljer enheternas personer åt finns med i justeringen.",
            "What makes the units' persons differ is part of the adjustment.",
        ),
    )
    return funnel(
        "ratio",
        totals(place, seen),
        total,
        [str(each) for each in unit_names],
        1.0,
        chosen,
        warnings,
        (adjusted_for,),
    )


def _sizes(values: Any, where: str, *, at_least: int = 0) -> Floats:
    found = read.numbers(values, where, low=0, high=LARGEST, at_least=at_least)
    if (found < 1e-9).any():
        place = int(np.argmax(found < 1e-9))
        raise InputError(
            "not_positive",
            f"{where}, rad {place + 1}: värdet ska vara större än noll.",
            f"{where}, row {place + 1}: the value must be above zero.",
            where=f"{where}[{place}]",
        )
    return found


def _whole(values: Any, where: str, *, low: int = 0) -> Floats:
    return read.counts(values, where, low=low, high=int(LARGEST)).astype(np.float64)

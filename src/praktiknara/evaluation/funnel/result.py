"""What a funnel gives back: units against limits for their size, by name or by size and never by rank."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import FunnelChart, FunnelUnit
from praktiknara.evaluation.common.cautions import UNITS_ONLY
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.funnel import limits as limits_of
from praktiknara.evaluation.read import Floats
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence, number

SMALL = 5
FEW_UNITS = 10


@dataclass(frozen=True)
class FunnelRow:
    """One unit: what was seen there, its size, its value, the limits for that size, and where it lies."""

    unit: str
    observed: float
    size: float
    value: float
    ll998: float
    ll95: float
    ul95: float
    ul998: float
    z: float | None
    place: str


@dataclass(frozen=True, kw_only=True)
class FunnelResult(Result):
    """Units against a target, in the order of their names or sizes; `n` units.

    `phi` is the mean squared trimmed z-score and `tau2` the variance between units on the scale `transform`;
    `adjusted` tells which of them widened the limits ("none", "phi" or "tau2"); `limits` names the limits.
    """

    measure: str
    target: float
    limits: str
    transform: str
    adjusted: str
    phi: float | None
    tau2: float | None
    units: tuple[FunnelRow, ...]
    outside_95: tuple[str, ...]
    outside_998: tuple[str, ...]
    curve: tuple[tuple[float, float, float, float, float], ...]

    def named(self) -> dict[str, Any]:
        """Give how many units lie outside the limits."""
        return {"n_outside_95": len(self.outside_95), "n_outside_998": len(self.outside_998)}

    def chart(self) -> FunnelChart:
        """Give the funnel with its limits."""
        ratio = self.measure == "ratio"
        return FunnelChart(
            Sentence("title", "Enheterna mot gränserna för slumpen", "Units against the limits of chance"),
            Sentence("size", "Förväntat antal", "Expected number")
            if ratio
            else Sentence("size", "Antal personer", "Number of persons"),
            Sentence("value", "Observerat / förväntat", "Observed / expected")
            if ratio
            else Sentence("value", "Andel", "Share"),
            self.target,
            tuple(FunnelUnit(row.unit, row.size, row.value, row.place) for row in self.units),
            self.curve,
            share=not ratio,
        )


@dataclass(frozen=True)
class Choices:
    """How a funnel is to be drawn, as its reader has checked it."""

    limits: str
    adjust: str
    transform: str
    trimming: str
    trim: float
    order: str


def choices(
    limits: Any, adjust: Any, transform: Any, trimming: Any, trim: Any, order: Any, measure: str
) -> Choices:
    """Check what was chosen; InputError names what may be chosen."""
    exact = ("exact", "interpolated") if measure == "ratio" else ("interpolated",)
    found = Choices(
        read.choice(limits, "limits", (*exact, "normal")),
        read.choice(adjust, "adjust", ("none", "phi", "tau2")),
        read.choice(transform, "transform", ("log", "sqrt") if measure == "ratio" else ("arcsine",)),
        read.choice(trimming, "trimming", ("winsorise", "truncate", "none")),
        read.share(trim, "trim"),
        read.choice(order, "order", ("name", "size")),
    )
    if found.trim >= 0.5:
        raise InputError(
            "out_of_range", "trim ska vara mindre än 0,5.", "trim must be below 0.5.", where="trim"
        )
    return found


def names(unit: Any, count: int) -> list[str]:
    """Give the units' names, each once; None names them 1, 2, 3 …."""
    if unit is None:
        return [str(place + 1) for place in range(count)]
    found = [str(each) for each in read.labels(unit, "unit")]
    if len(found) != count:
        raise InputError(
            "lengths_differ",
            f"unit har {len(found)} namn och data {count} rader.",
            f"unit has {len(found)} names and the data {count} rows.",
            where="unit",
        )
    if len(set(found)) < len(found):
        again = next(place for place, each in enumerate(found) if each in found[:place])
        raise InputError(
            "given_twice",
            f"unit, rad {again + 1}: enheten finns redan. Lägg ihop dess rader först.",
            f"unit, row {again + 1}: the unit is there already. Add its rows together first.",
            where=f"unit[{again}]",
        )
    return found


def _rows(measure: str, chosen: Choices, size: Floats, target: float, phi: float, tau2: float) -> Floats:
    if chosen.adjust != "none" or chosen.limits == "normal":
        wide = phi if chosen.adjust == "phi" else 1.0
        return limits_of.widened(
            chosen.transform, size, target, wide, tau2 if chosen.adjust == "tau2" else 0.0
        )
    if measure == "proportion":
        return limits_of.binomial(size, target)
    if chosen.limits == "exact" and target == 1.0:
        return limits_of.garwood(size)
    if chosen.limits == "exact":
        return limits_of.garwood(size * target) * target
    return limits_of.poisson(size, target)


def _named_limits(measure: str, chosen: Choices) -> str:
    if chosen.adjust != "none":
        return f"normal on the {chosen.transform} scale, widened by {chosen.adjust}"
    if chosen.limits == "normal":
        return f"normal on the {chosen.transform} scale"
    if measure == "proportion":
        return "exact binomial, interpolated"
    return "exact Poisson (chi-square)" if chosen.limits == "exact" else "exact Poisson, interpolated"


def funnel(
    measure: str,
    observed: Floats,
    size: Floats,
    unit: list[str],
    target: float,
    chosen: Choices,
    warnings: tuple[Sentence, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
) -> FunnelResult:
    """Place every unit against the limits for its size."""
    if not len(observed):
        raise TooFewError("too_few", "Det finns inga enheter.", "There are no units.", where="unit")
    phi: float | None = None
    tau2: float | None = None
    z: Floats | None = None
    needed = chosen.adjust != "none"
    degenerate = measure == "proportion" and target in (0.0, 1.0)
    if len(observed) >= 2 and not degenerate and (needed or chosen.transform != "log" or observed.all()):
        scaled = limits_of.scale(chosen.transform, observed, size, target)
        z = scaled.z()
        phi, tau2 = limits_of.dispersion(z, scaled.error, chosen.trimming, chosen.trim)
    elif needed:
        raise TooFewError(
            "too_few_units",
            "Överspridning kan inte räknas ut ur dessa enheter. Välj adjust=none.",
            "Overdispersion cannot be computed from these units. Choose adjust=none.",
            where="adjust",
        )
    rows = _rows(measure, chosen, size, target, phi or 1.0, tau2 or 0.0)
    value = observed / size
    place = np.where(
        (value < rows[:, 0]) | (value > rows[:, 3]),
        "outside 99.8",
        np.where((value < rows[:, 1]) | (value > rows[:, 2]), "outside 95", "inside"),
    )
    order = sorted(range(len(unit)), key=lambda i: (size[i] if chosen.order == "size" else 0, unit[i]))
    told = tuple(
        FunnelRow(
            unit[i],
            float(observed[i]),
            float(size[i]),
            float(value[i]),
            float(rows[i, 0]),
            float(rows[i, 1]),
            float(rows[i, 2]),
            float(rows[i, 3]),
            None if z is None else float(z[i]),
            str(place[i]),
        )
        for i in order
    )
    grid = np.unique(np.ceil(np.geomspace(max(size.min(), 1e-9), size.max(), 80)))
    if measure == "ratio":
        grid = np.unique(np.geomspace(size.min(), size.max(), 80))
    lines = _rows(measure, chosen, grid, target, phi or 1.0, tau2 or 0.0)
    return FunnelResult(
        n=len(unit),
        warnings=(
            *warnings,
            *_warnings(measure, size, target, phi, chosen, degenerate, z is None),
            UNITS_ONLY,
        ),
        assumptions=assumptions,
        measure=measure,
        target=target,
        limits=_named_limits(measure, chosen),
        transform=chosen.transform,
        adjusted=chosen.adjust,
        phi=phi,
        tau2=tau2,
        units=told,
        outside_95=tuple(row.unit for row in told if row.place != "inside"),
        outside_998=tuple(row.unit for row in told if row.place == "outside 99.8"),
        curve=tuple(
            (float(at), float(line[0]), float(line[1]), float(line[2]), float(line[3]))
            for at, line in zip(grid, lines, strict=True)
        ),
    )


def _warnings(
    measure: str,
    size: Floats,
    target: float,
    phi: float | None,
    chosen: Choices,
    degenerate: bool,
    unscaled: bool,
) -> list[Sentence]:
    told = []
    expected = size * (min(target, 1 - target) if measure == "proportion" else target)
    small = int((expected < SMALL).sum())
    if small:
        told.append(
            Sentence(
                "small_units",
                f"{small} enheter är så små att nästan bara slumpen syns (färre än {SMALL} väntade händelser).",
                f"{small} units are so small that little but chance shows (fewer than {SMALL} expected events).",
            )
        )
    if len(size) < FEW_UNITS:
        told.append(
            Sentence(
                "few_units",
                f"Färre än {FEW_UNITS} enheter: överspridningen är osäker.",
                f"Fewer than {FEW_UNITS} units: overdispersion is uncertain.",
            )
        )
    if phi is not None and chosen.adjust == "none" and phi > 1 + 2 * np.sqrt(2 / len(size)):
        phi_sv, phi_en = number(phi, 1)
        told.append(
            Sentence(
                "overdispersed",
                f"Enheterna skiljer sig mer än slumpen ger (phi {phi_sv}). Pröva adjust=tau2 före slutsatser.",
                f"The units differ more than chance gives (phi {phi_en}). Try adjust=tau2 before concluding.",
            )
        )
    if degenerate:
        told.append(
            Sentence(
                "constant",
                "Ingen eller alla har utfallet. Då finns inget att jämföra.",
                "Nobody or everybody has the outcome. Then there is nothing to compare.",
            )
        )
    elif unscaled and len(size) >= 2:
        told.append(
            Sentence(
                "no_dispersion",
                'Överspridning räknas inte: en enhet saknar händelser. Välj transform="sqrt".',
                'Overdispersion is not computed: a unit has no events. Choose transform="sqrt".',
            )
        )
    return told

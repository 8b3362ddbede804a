"""Areas by periods: the sums that two-way fixed effects need, however many persons are behind each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.linear import power_of_two
from praktiknara.evaluation.common.terms import codes_of, left_out
from praktiknara.evaluation.errors import InputError, NotEstimableError, RefusedError, TooFewError
from praktiknara.evaluation.read import Column, Flags, Floats, Ints, Table
from praktiknara.evaluation.texts import Sentence

_LARGEST = 1e100
_MOST_CELLS = 20_000_000


class Panel(NamedTuple):
    """Cells of areas (rows) by periods (columns): persons, mean outcome (shifted by `place`, over `unit`), treatment.

    `start` is the number of each area's first treated period; the number of periods for an area never treated.
    `within` is the sum of squares within cells.
    """

    units: tuple[str, ...]
    periods: Floats
    persons: Floats
    mean: Floats
    start: Ints
    within: float
    place: float
    unit: float
    warnings: tuple[Sentence, ...]

    @property
    def ever(self) -> Flags:
        """Say of each area whether it is ever treated."""
        return self.start < len(self.periods)

    @property
    def n(self) -> int:
        """Count the rows behind the cells."""
        return int(self.persons.sum())


def read_panel(table: Table, outcome: str, unit: str, period: str, treated: str) -> Panel:
    """Read rows into cells; refuse treatment that differs within a cell or is taken away again."""
    names = [
        read.name(each, where)
        for each, where in ((outcome, "outcome"), (unit, "unit"), (period, "period"), (treated, "treated"))
    ]
    columns = read.columns(table, names)
    y = read.numbers(columns[outcome], outcome, low=-_LARGEST, high=_LARGEST, missing=True)
    areas, units = _areas(columns[unit], unit)
    times = read.numbers(columns[period], period)
    on = read.flags(columns[treated], treated)
    if not len(y):
        read.numbers(y, outcome, at_least=1)
    periods, when = np.unique(times, return_inverse=True)
    shape = (len(units), len(periods))
    if shape[0] < 2 or shape[1] < 2:
        raise TooFewError(
            "too_few_areas_or_periods",
            "Det behövs minst två områden och två perioder.",
            "At least two areas and two periods are needed.",
            where=unit if shape[0] < 2 else period,
        )
    if shape[0] * shape[1] > _MOST_CELLS:
        raise InputError(
            "too_many_cells",
            f"{shape[0]} områden och {shape[1]} perioder är för många. Slå ihop perioder.",
            f"{shape[0]} areas and {shape[1]} periods are too many. Merge periods.",
            where=period,
        )
    cell = areas * shape[1] + when.reshape(-1)
    start = _starts(cell, on, shape, units, treated)
    known = ~np.isnan(y)
    if not known.any():
        read.numbers(y[known], outcome, at_least=1)
    y, cell = y[known], cell[known]
    place = float(y.min())
    scale = power_of_two(float((y - place).max()))
    y = (y - place) / scale
    size = shape[0] * shape[1]
    count = np.bincount(cell, minlength=size).astype(float)
    mean = np.bincount(cell, y, size) / np.maximum(count, 1)
    within = float(np.sum((y - mean[cell]) ** 2))
    kept_areas = count.reshape(shape).sum(axis=1) > 0
    kept_periods = count.reshape(shape).sum(axis=0) > 0
    if not (kept_areas.all() and kept_periods.all()):
        raise InputError(
            "nothing_known",
            f"{outcome}: ett område eller en period har inga kända värden. Ta bort det ur tabellen.",
            f"{outcome}: an area or a period has no known values. Leave it out of the table.",
            where=outcome,
        )
    return Panel(
        units,
        periods,
        count.reshape(shape),
        mean.reshape(shape),
        start,
        within,
        place,
        scale,
        left_out(known, outcome),
    )


def _areas(column: Column, where: str) -> tuple[Ints, tuple[str, ...]]:
    """Give each row's area by number, and the areas' names; whole numbers the quick way."""
    cells = np.asarray(column) if hasattr(column, "dtype") else None
    if cells is not None and cells.dtype.kind in "iu":
        found, back = np.unique(cells, return_inverse=True)
        return back.reshape(-1), tuple(str(each) for each in found.tolist())
    return codes_of(read.labels(column, where))


def _starts(cell: Ints, on: Flags, shape: tuple[int, int], units: tuple[str, ...], where: str) -> Ints:
    size = shape[0] * shape[1]
    rows = np.bincount(cell, minlength=size).reshape(shape)
    treated = np.bincount(cell, on, size).reshape(shape)
    mixed = (treated > 0) & (treated < rows)
    if mixed.any():
        area = units[int(np.argwhere(mixed)[0, 0])]
        raise InputError(
            "mixed_cell",
            f"{where}: i {area} är både behandlade och obehandlade rader i samma period. Insatsen ska gälla hela området.",
            f"{where}: {area} has both treated and untreated rows in one period. The treatment must be of the whole area.",
            where=where,
        )
    ever = (treated > 0).any(axis=1)
    if not ever.any() or ever.all():
        raise NotEstimableError(
            "no_comparison",
            f"{where}: det behövs både områden som fick insatsen och områden som aldrig fick den.",
            f"{where}: both areas that had the treatment and areas that never had it are needed.",
            where=where,
        )
    start = np.where(ever, np.argmax(treated > 0, axis=1), shape[1])
    after = np.arange(shape[1])[None, :] >= start[:, None]
    back = after & (rows > 0) & (treated == 0)
    if back.any():
        area = units[int(np.argwhere(back)[0, 0])]
        raise RefusedError(
            "treatment_ends",
            f"{where}: insatsen upphör igen i {area}. Modellen förutsätter att den består.",
            f"{where}: the treatment ends again in {area}. The model rests on it staying.",
            where=where,
        )
    return start


def one_start(panel: Panel, staggered: bool) -> tuple[Sentence, ...]:
    """Refuse areas that start at different times, unless that was asked for; then warn."""
    starts = np.unique(panel.start[panel.ever])
    if len(starts) == 1:
        return ()
    if not staggered:
        raise RefusedError(
            "staggered_start",
            "Områdena får insatsen vid olika tider. Då blandar modellen tidiga och sena och kan få fel tecken. Analysera varje startår för sig.",
            "The areas have the treatment from different times. The model then mixes early and late and can have the wrong sign. Analyse each starting year by itself.",
            where="treated",
        )
    return (
        Sentence(
            "staggered_start",
            "Områdena får insatsen vid olika tider. Skattningen använder redan behandlade som jämförelse och kan vara missvisande (Goodman-Bacon).",
            "The areas have the treatment from different times. The estimate uses those already treated as comparison and may mislead (Goodman-Bacon).",
        ),
    )


def treatment(start: Ints, periods: int) -> Floats:
    """Give treatment on (1) or off (0) by area and period; works for many assignments at once."""
    return (np.arange(periods) >= start[..., None]).astype(float)


class Effects(NamedTuple):
    """The machinery that takes out area and period effects, weighted by persons; `rank` counts those effects."""

    weights: Floats
    rows: Floats
    inverse: Floats
    rank: int


def effects_of(count: Floats) -> Effects:
    """Prepare to take out area and period effects."""
    rows = count.sum(axis=1)
    middle = np.diag(count.sum(axis=0)) - (count / rows[:, None]).T @ count
    inverse = np.linalg.pinv(middle, rcond=1e-10, hermitian=True)
    rank = int(np.linalg.matrix_rank(middle, tol=1e-10 * float(count.sum()), hermitian=True))
    return Effects(count, rows, inverse, len(rows) + rank)


def taken_out(values: Floats, effects: Effects) -> Floats:
    """Give what is left of cells (…, areas, periods) when area and period effects are taken out."""
    w = effects.weights
    centred = values - (np.sum(w * values, axis=-1) / effects.rows)[..., None]
    by_period = np.sum(w * centred, axis=-2) @ effects.inverse
    left = centred - by_period[..., None, :]
    return np.asarray(left - (np.sum(w * left, axis=-1) / effects.rows)[..., None])


def trend(panel: Panel) -> tuple[tuple[float, float | None, float | None], ...]:
    """Give each period's mean in the treated and in the comparison areas."""
    sums = panel.persons * panel.mean
    found = []
    for place, period in enumerate(panel.periods):
        pair = []
        for group in (panel.ever, ~panel.ever):
            size = float(panel.persons[group, place].sum())
            value = float(sums[group, place].sum()) / size * panel.unit + panel.place if size else None
            pair.append(value)
        found.append((float(period), pair[0], pair[1]))
    return tuple(found)

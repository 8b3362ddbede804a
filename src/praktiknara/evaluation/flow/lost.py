"""How those who were lost differed from those who stayed, as they were at the start."""

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number, percent

_MOST_LEVELS = 50
STANDARDISERS = ("pooled", "completers", "lost")


@dataclass(frozen=True)
class BaselineDifference:
    """One variable at the start: means (or shares) of completers and lost, and their standardised difference.

    `smd` is None when it cannot be computed: nothing varies, or a group has too few known values.
    """

    variable: str
    level: str | None
    kind: str
    n_completed: int
    n_lost: int
    missing: int
    completed: float | None
    lost: float | None
    sd_completed: float | None
    sd_lost: float | None
    smd: float | None
    flagged: bool

    @property
    def name(self) -> str:
        """The variable's name, with its category when it has several."""
        return self.variable if self.level is None else f"{self.variable}_{self.level}"


@dataclass(frozen=True, kw_only=True)
class Attrition(Result):
    """Completers against lost at the start; `n` is both together. A variable is flagged beyond `threshold`."""

    completers: int
    lost: int
    completer_share: float
    differences: tuple[BaselineDifference, ...]
    flagged: tuple[str, ...]
    threshold: float
    standardiser: str

    def named(self) -> dict[str, Any]:
        """Give each standardised difference by its variable: `smd_age`."""
        return {f"smd_{each.name}": each.smd for each in self.differences}


def attrition(
    data: Any,
    completed: str = "completed",
    variables: Any = None,
    threshold: float = 0.1,
    standardiser: str = "pooled",
) -> Attrition:
    """Compare those who were followed up with those who were lost, by what was known at the start.

    Formula: SMD = (mean of completers - mean of lost) / SD, where SD is √((s₁² + s₂²) / 2) when `standardiser` is
    "pooled", or that of the "completers" or the "lost"; for a share p, s² = p (1 - p). A variable of text is compared
    category by category.

    Args:
        data: a data frame, a mapping of columns, or a list of rows; one row per person who started.
        completed: the column that is 1 for those followed up and 0 for those lost.
        variables: the columns to compare; all the others but "person" when left out.
        threshold: the |SMD| beyond which a variable is flagged; 0.1 by convention.
        standardiser: "pooled", "completers" or "lost".

    Missing values are left out for that variable only, and counted.

    Raises:
        InputError: a column that is not there or holds neither numbers nor text.
        NotEstimableError: nobody was lost, or everybody.

    Source: Austin 2009, Stat Med 28:3083–3107.

    Example:
        >>> rows = {"completed": [1, 1, 1, 0, 0, 0], "age": [18, 20, 22, 17, 18, 19]}
        >>> round(attrition(rows).as_dict()["smd_age"], 3)
        1.265
    """
    wanted = _variables(data, completed, variables)
    table = read.columns(data, [completed, *wanted])
    stayed = read.flags(table[completed], completed)
    limit = read.real(threshold, "threshold", low=0)
    choice = read.choice(standardiser, "standardiser", STANDARDISERS)
    if not stayed.any() or stayed.all():
        raise NotEstimableError(
            "no_one_to_compare",
            "Alla följdes upp, eller ingen: det finns inga att jämföra.",
            "All were followed up, or none: there is nobody to compare.",
            where=completed,
        )
    rows: list[BaselineDifference] = []
    for each in wanted:
        rows += _compare(each, table[each], stayed, limit, choice)
    flagged = tuple(row.name for row in rows if row.flagged)
    kept = int(stayed.sum())
    return Attrition(
        n=len(stayed),
        warnings=_warnings(rows, flagged, limit),
        completers=kept,
        lost=len(stayed) - kept,
        completer_share=kept / len(stayed),
        differences=tuple(rows),
        flagged=flagged,
        threshold=limit,
        standardiser=choice,
    )


def column_names(data: Any) -> list[str]:
    """Give the names of a table's columns in order; empty when it is no table."""
    if hasattr(data, "columns"):
        return [str(each) for each in data.columns]
    if hasattr(data, "keys"):
        return [str(each) for each in data]
    names: dict[str, None] = {}
    for row in data if isinstance(data, list | tuple) else ():
        if hasattr(row, "keys"):
            names |= dict.fromkeys(str(each) for each in row)
    return list(names)


def _variables(data: Any, completed: str, given: Any) -> list[str]:
    read.name(completed, "completed")
    if given is None:
        return [each for each in column_names(data) if each not in (completed, "person")]
    found = [str(each) for each in read.distinct([given] if isinstance(given, str) else given, "variables")]
    if completed in found:
        raise InputError(
            "variable_is_outcome",
            f"{completed} kan inte jämföras med sig själv.",
            f"{completed} cannot be compared with itself.",
            where="variables",
        )
    return found


def _compare(name: str, values: Any, stayed: Flags, limit: float, choice: str) -> list[BaselineDifference]:
    cells = values.to_numpy() if hasattr(values, "to_numpy") else values
    kind = cells.dtype.kind if isinstance(cells, np.ndarray) else "O"
    if kind not in "iuf":
        cells = [float(each) if isinstance(each, bool | np.bool_) else each for each in cells]
    if kind not in "iuf" and any(isinstance(each, str) for each in cells):
        labels = read.labels(cells, name, missing=True)
        known = np.array([each is not None for each in labels])
        levels = sorted({each for each in labels if each is not None})
        if len(levels) > _MOST_LEVELS:
            raise InputError(
                "too_many_categories",
                f"{name} har {len(levels)} olika värden. Välj variabler i variables, eller slå ihop värden.",
                f"{name} has {len(levels)} different values. Choose variables in variables, or merge values.",
                where=name,
            )
        return [
            _difference(
                name, level, "category", (labels == level).astype(float), known, stayed, limit, choice
            )
            for level in levels
        ]
    numbers = read.numbers(cells, name, missing=True)
    known = ~np.isnan(numbers)
    scale = "binary" if np.isin(numbers[known], (0.0, 1.0)).all() else "continuous"
    return [_difference(name, None, scale, numbers, known, stayed, limit, choice)]


def _difference(
    name: str,
    level: str | None,
    kind: str,
    values: Floats,
    known: Flags,
    stayed: Flags,
    limit: float,
    choice: str,
) -> BaselineDifference:
    first, second = values[known & stayed], values[known & ~stayed]
    with np.errstate(all="ignore"):
        mean_1, sd_1 = _mean_sd(first, kind)
        mean_2, sd_2 = _mean_sd(second, kind)
        smd = _smd(mean_1, mean_2, sd_1, sd_2, choice)
    return BaselineDifference(
        variable=name,
        level=level,
        kind=kind,
        n_completed=len(first),
        n_lost=len(second),
        missing=len(values) - len(first) - len(second),
        completed=mean_1,
        lost=mean_2,
        sd_completed=sd_1,
        sd_lost=sd_2,
        smd=smd,
        flagged=smd is not None and abs(smd) > limit,
    )


def _mean_sd(values: Floats, kind: str) -> tuple[float | None, float | None]:
    if not len(values):
        return None, None
    mean = float(np.mean(values))
    if kind != "continuous":
        return mean, sqrt(max(0.0, mean * (1 - mean)))
    if values.min() == values.max():
        return float(values[0]), 0.0 if len(values) > 1 else None
    sd = float(np.std(values, ddof=1))
    return (mean if isfinite(mean) else None), (sd if isfinite(sd) else None)


def _smd(
    mean_1: float | None, mean_2: float | None, sd_1: float | None, sd_2: float | None, choice: str
) -> float | None:
    if mean_1 is None or mean_2 is None:
        return None
    if choice == "pooled":
        spread = None if sd_1 is None or sd_2 is None else sqrt(sd_1 / 2 * sd_1 + sd_2 / 2 * sd_2)
    else:
        spread = sd_1 if choice == "completers" else sd_2
    if spread is None or not isfinite(spread):
        return None
    if spread == 0:
        return 0.0 if mean_1 == mean_2 else None
    smd = (mean_1 - mean_2) / spread
    return smd if isfinite(smd) else None


def _warnings(rows: list[BaselineDifference], flagged: tuple[str, ...], limit: float) -> tuple[Sentence, ...]:
    warnings = []
    if flagged:
        told = ", ".join(flagged)
        edge = number(limit, 2)
        warnings.append(
            Sentence(
                "lost_differ",
                f"De som inte följdes upp skilde sig redan vid start (SMD över {edge.sv}): {told}.",
                f"Those who were lost differed already at the start (SMD above {edge.en}): {told}.",
            )
        )
    unknown = [row.name for row in rows if row.smd is None]
    if unknown:
        told = ", ".join(unknown)
        warnings.append(
            Sentence(
                "smd_unknown",
                f"Skillnaden kan inte beräknas, för få värden eller ingen variation: {told}.",
                f"The difference cannot be computed, too few values or no variation: {told}.",
            )
        )
    for row in {row.variable: row for row in rows if row.missing}.values():
        total = row.n_completed + row.n_lost + row.missing
        share = percent(row.missing / total)
        warnings.append(
            Sentence(
                "values_missing",
                f"{row.variable}: {number(row.missing).sv} personer saknar värde ({share.sv}) och är inte med där.",
                f"{row.variable}: {number(row.missing).en} persons have no value ({share.en}) and are left out there.",
            )
        )
    return tuple(warnings)

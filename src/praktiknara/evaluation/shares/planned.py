"""P-values adjusted for how many comparisons were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.pairs import level_of
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class Holm(Result):
    """P-values of planned contrasts adjusted for their number by Holm's step-down method; n is how many they are."""

    names: tuple[str, ...]
    p: tuple[float, ...]
    adjusted: tuple[float, ...]
    rejected: tuple[bool, ...]
    looks: int
    level: float


def holm(p: Column | Mapping[str, float], looks: int | None = None, level: float = 0.95) -> Holm:
    """Adjust the p-values of planned contrasts for how many they are (Holm), in the order they were given.

    Sorted from the smallest, adjusted_i = max over j ≤ i of min(1, (m − j + 1) p_j); rejected when adjusted ≤ 1 − level.

    `p` is a list of p-values or names with p-values; `looks` is how many comparisons were looked at in all, when more than
    were planned: it is shown, and m is that number. Holds whatever the dependence between the tests.

    Raises:
        InputError: a p-value outside 0–1, or fewer looks than p-values.
        TooFewError: no p-values.

    Source: Holm (1979) Scandinavian Journal of Statistics 6:65–70.

    Example:
        >>> [round(each, 3) for each in holm([0.01, 0.04, 0.03]).adjusted]
        [0.03, 0.06, 0.06]
    """
    level = level_of(level)
    names = [str(key) for key in p] if isinstance(p, Mapping) else None
    given = list(p.values()) if isinstance(p, Mapping) else p
    values = read.numbers(given, "p", low=0, high=1, at_least=1)
    many = len(values) if looks is None else read.whole(looks, "looks", low=len(values))
    adjusted = holm_adjusted(values, many)
    told = []
    if many > len(values):
        told.append(
            Sentence(
                "more_looks",
                f"{many} jämförelser har gjorts. Alla räknas, även de som inte var planerade.",
                f"{many} comparisons were made. All count, also those that were not planned.",
            )
        )
    return Holm(
        n=len(values),
        names=tuple(names or [str(place + 1) for place in range(len(values))]),
        p=tuple(values.tolist()),
        adjusted=tuple(adjusted.tolist()),
        rejected=tuple((adjusted <= 1 - level + 1e-12).tolist()),
        looks=many,
        level=level,
        warnings=tuple(told),
    )


def holm_adjusted(p: Floats, many: int) -> Floats:
    """Give Holm's adjusted p-values in the order given, for so many comparisons."""
    order = np.argsort(p, kind="stable")
    stepped = np.minimum(1.0, (many - np.arange(len(p))) * p[order])
    adjusted = np.empty(len(p))
    adjusted[order] = np.maximum.accumulate(stepped)
    return adjusted

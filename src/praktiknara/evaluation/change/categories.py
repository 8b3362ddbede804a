"""The categories of reliable change: who is in which, and how many."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from praktiknara.evaluation.common.limits import wilson_limits
from praktiknara.evaluation.common.pairs import Pairs, two_sided
from praktiknara.evaluation.read import Flags, Floats

CATEGORIES = ("recovered", "improved", "unchanged", "deteriorated")


@dataclass(frozen=True)
class CategoryShare:
    """How many of those with both scores fall in a category, with the Wilson interval for their share."""

    name: str
    count: int
    n: int
    share: float | None
    low: float | None
    high: float | None


def reached(scores: Floats, cut: float, *, higher: bool) -> Flags:
    """Say which scores are at the cut-off or beyond, on the sound side."""
    return scores >= cut if higher else scores <= cut


def categories(
    gain: Floats, pairs: Pairs, cut: float | None, limit: float, *, higher: bool
) -> NDArray[np.int64]:
    """Give the place of each person's category in CATEGORIES."""
    code = np.full(len(gain), 2)
    code[gain > limit] = 1
    code[gain < -limit] = 3
    if cut is not None:
        crossed = reached(pairs.post, cut, higher=higher) & ~reached(pairs.pre, cut, higher=higher)
        code[(gain > limit) & crossed] = 0
    return code


def in_rows(values: NDArray[Any], used: Flags) -> tuple[Any, ...]:
    """Lay values for those with both scores out over all rows, None for the others."""
    rows = np.full(len(used), None, dtype=object)
    rows[used] = values.astype(object)
    return tuple(rows.tolist())


def in_words(code: NDArray[np.int64], used: Flags, *, single: bool) -> str | tuple[str | None, ...]:
    """Give each category by its name, for one person or in rows."""
    words = np.array(CATEGORIES, dtype=object)[code]
    return str(words[0]) if single else in_rows(words, used)


def category_share(name: str, count: int, n: int, level: float) -> CategoryShare:
    """Count a category, with the Wilson interval for its share."""
    if n == 0:
        return CategoryShare(name, count, n, None, None, None)
    low, high = wilson_limits(np.array([count]), np.array([n]), two_sided(level))
    return CategoryShare(name, count, n, count / n, float(low[0]), float(high[0]))

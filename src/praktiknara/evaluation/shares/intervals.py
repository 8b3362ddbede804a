"""A share with its interval, and the difference between two shares of different people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import ForestChart, ForestRow
from praktiknara.evaluation.common.limits import difference_limits, exact_limits, wilson_limits
from praktiknara.evaluation.common.pairs import level_of, two_sided
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Column, Floats, Ints
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class ShareInterval:
    """One share, count of n, with the limits of its interval."""

    name: str
    count: int
    n: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ShareIntervals(Result):
    """One or more shares with intervals of the same kind; n is the sum of their sizes."""

    method: str
    level: float
    shares: tuple[ShareInterval, ...]

    def named(self) -> dict[str, Any]:
        """Give each pair of limits by the share's name, and for a single share count, share, low and high."""
        found: dict[str, Any] = {}
        for each in self.shares:
            found |= {f"{each.name}_lo": each.low, f"{each.name}_hi": each.high}
        if len(self.shares) == 1:
            only = self.shares[0]
            found |= {"count": only.count, "share": only.share, "low": only.low, "high": only.high}
        return found

    def chart(self) -> ForestChart | None:
        """Give the shares with their intervals about the share of all together."""
        if len(self.shares) < 2:
            return None
        return ForestChart(
            Sentence("shares", "Andelar", "Shares"),
            Sentence("share", "Andel", "Share"),
            tuple(ForestRow(each.name, each.share, each.low, each.high) for each in self.shares),
            null=sum(each.count for each in self.shares) / self.n,
        )


def read_counts(given: Any, where: str, width: int) -> tuple[list[str] | None, Ints]:
    """Read counts as a flat list of so many, a list of such lists, or a mapping of names to them."""
    names = None
    if isinstance(given, Mapping):
        names = [str(key) for key in given]
        given = list(given.values())
    if isinstance(given, str | bytes) or not hasattr(given, "__len__"):
        raise _not_counts(where, width)
    rows: list[Any] = list(given)
    if names is None and len(rows) == width and not any(hasattr(row, "__len__") for row in rows):
        rows = [rows]
    if not rows:
        raise TooFewError("too_few", f"{where} är tom.", f"{where} is empty.", where=where)
    found = []
    for place, row in enumerate(rows):
        name = f"{where}[{place if names is None else names[place]}]"
        if isinstance(row, str | bytes | Mapping) or not hasattr(row, "__len__") or len(row) != width:
            raise _not_counts(name, width)
        found.append(read.counts(row, name))
    return names, np.array(found, dtype=np.int64).reshape(len(found), width)


def _not_counts(where: str, width: int) -> InputError:
    return InputError(
        "not_counts",
        f"{where} ska vara {width} antal.",
        f"{where} must be {width} counts.",
        where=where,
    )


def check_part(x: Ints, n: Ints, where: str) -> None:
    """Refuse a group of nobody, and a count above its group's size."""
    for place, (count, size) in enumerate(zip(x, n, strict=True)):
        if size == 0:
            raise TooFewError(
                "nobody",
                f"{where}, rad {place + 1}: gruppen är tom.",
                f"{where}, row {place + 1}: the group is empty.",
                where=f"{where}[{place}]",
            )
        if count > size:
            raise InputError(
                "more_than_all",
                f"{where}, rad {place + 1}: antalet är större än gruppen.",
                f"{where}, row {place + 1}: the count is larger than its group.",
                where=f"{where}[{place}]",
            )


def _read_shares(counts: Any, n: Any) -> tuple[list[str], Ints, Ints]:
    if n is None:
        names, table = read_counts(counts, "counts", 2)
        x, size = table[:, 0], table[:, 1]
    else:
        names = None
        single = not hasattr(counts, "__len__")
        x = read.counts([counts] if single else counts, "counts", at_least=1)
        size = read.counts([n] if not hasattr(n, "__len__") else n, "n", at_least=1)
        read.same_length(counts=x, n=size)
    check_part(x, size, "counts")
    return names or [f"{count}_{all_}" for count, all_ in zip(x, size, strict=True)], x, size


def _shares(
    names: Sequence[str], x: Ints, n: Ints, limits: tuple[Floats, Floats], method: str, level: float
) -> ShareIntervals:
    rows = zip(
        names, x.tolist(), n.tolist(), (x / n).tolist(), limits[0].tolist(), limits[1].tolist(), strict=True
    )
    return ShareIntervals(
        n=int(n.sum()), method=method, level=level, shares=tuple(ShareInterval(*row) for row in rows)
    )


def wilson(
    counts: int | Column | Mapping[str, Column],
    n: int | Column | None = None,
    level: float = 0.95,
    continuity: bool = False,
) -> ShareIntervals:
    """Give a share, x of n, with Wilson's score interval, which also holds for few persons and for shares near 0 and 1.

    Limits: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). `continuity` adds the correction for continuity
    (Newcombe's method 4).

    `counts` is [x, n], a list of such pairs, or names with such pairs; or x alone (a number or a column) with `n` beside
    it. Assumes independent persons.

    Raises:
        InputError: something that is not a count, or x above n.
        TooFewError: no share at all, or an empty group.

    Source: Wilson (1927); Newcombe (1998) Statistics in Medicine 17:857–872, methods 3 and 4.

    Example:
        >>> result = wilson([[81, 263], [0, 20]])
        >>> [(each.count, each.n, round(each.low, 4), round(each.high, 4)) for each in result.shares]
        [(81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611)]
    """
    level = level_of(level)
    corrected = read.flag(continuity, "continuity")
    names, x, size = _read_shares(counts, n)
    limits = wilson_limits(x, size, two_sided(level), continuity=corrected)
    return _shares(names, x, size, limits, "Wilson, continuity corrected" if corrected else "Wilson", level)


def clopper_pearson(
    counts: int | Column | Mapping[str, Column], n: int | Column | None = None, level: float = 0.95
) -> ShareIntervals:
    """Give a share, x of n, with Clopper and Pearson's exact interval, which covers at least the level and often more.

    Limits: the α/2 quantile of Beta(x, n − x + 1) and the 1 − α/2 quantile of Beta(x + 1, n − x).

    `counts` and `n` are given as to `wilson`. Assumes independent persons.

    Raises:
        InputError: something that is not a count, or x above n.
        TooFewError: no share at all, or an empty group.

    Source: Clopper & Pearson (1934); Newcombe (1998) Statistics in Medicine 17:857–872, method 5.

    Example:
        >>> only = clopper_pearson(1, 29).shares[0]
        >>> round(only.low, 4), round(only.high, 4)
        (0.0009, 0.1776)
    """
    level = level_of(level)
    names, x, size = _read_shares(counts, n)
    return _shares(names, x, size, exact_limits(x, size, level), "Clopper–Pearson", level)


@dataclass(frozen=True)
class ShareDifference:
    """The difference between two shares, first − second, with the limits of its interval."""

    name: str
    x1: int
    n1: int
    x2: int
    n2: int
    share1: float
    share2: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ShareDifferences(Result):
    """One or more differences between shares with Newcombe's interval; n is the sum of all sizes."""

    method: str
    level: float
    differences: tuple[ShareDifference, ...]

    def named(self) -> dict[str, Any]:
        """Give each pair of limits by name, and for a single comparison difference, ci_low and ci_high."""
        found: dict[str, Any] = {}
        for each in self.differences:
            found |= {f"{each.name}_lo": each.low, f"{each.name}_hi": each.high}
        if len(self.differences) == 1:
            only = self.differences[0]
            found |= {"difference": only.difference, "ci_low": only.low, "ci_high": only.high}
        return found

    def chart(self) -> ForestChart:
        """Give the differences with their intervals, about no difference."""
        return ForestChart(
            Sentence("differences", "Skillnader mellan andelar", "Differences between shares"),
            Sentence("difference", "Skillnad", "Difference"),
            tuple(ForestRow(each.name, each.difference, each.low, each.high) for each in self.differences),
            null=0.0,
        )


def newcombe_difference(
    comparisons: Column | Mapping[str, Column], level: float = 0.95, continuity: bool = False
) -> ShareDifferences:
    """Give the difference between two shares of different people, with Newcombe's hybrid score interval.

    With Wilson limits l and u of each share: p1 − p2 − √((p1 − l1)² + (u2 − p2)²) to p1 − p2 + √((u1 − p1)² + (p2 − l2)²)
    (method 10; `continuity` takes the Wilson limits with correction, method 11).

    `comparisons` is [x1, n1, x2, n2], a list of such, or names with such. Assumes independent persons and groups.

    Raises:
        InputError: something that is not a count, or a count above its group's size.
        TooFewError: no comparison at all, or an empty group.

    Source: Newcombe (1998) Statistics in Medicine 17:873–890, methods 10 and 11.

    Example:
        >>> result = newcombe_difference({"a": [56, 70, 48, 80]})
        >>> round(result.differences[0].low, 4), round(result.differences[0].high, 4)
        (0.0524, 0.3339)
    """
    level = level_of(level)
    corrected = read.flag(continuity, "continuity")
    names, table = read_counts(comparisons, "comparisons", 4)
    check_part(table[:, 0], table[:, 1], "comparisons")
    check_part(table[:, 2], table[:, 3], "comparisons")
    names = names or ["_".join(map(str, row)) for row in table.tolist()]
    return ShareDifferences(
        n=int(table[:, 1].sum() + table[:, 3].sum()),
        method="Newcombe, method 11" if corrected else "Newcombe, method 10",
        level=level,
        differences=differences_of(names, table, level, continuity=corrected),
    )


def differences_of(
    names: Sequence[str], table: Ints, level: float, *, continuity: bool = False
) -> tuple[ShareDifference, ...]:
    """Give the difference for each row of counts x1, n1, x2, n2."""
    x1, n1, x2, n2 = table.T
    difference, low, high = difference_limits(x1, n1, x2, n2, two_sided(level), continuity=continuity)
    return tuple(
        ShareDifference(
            name,
            *table[place].tolist(),
            *(float(v[place]) for v in (x1 / n1, x2 / n2, difference, low, high)),
        )
        for place, name in enumerate(names)
    )

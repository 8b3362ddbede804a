"""What may be shown of shares, means, models and charts: the rules for each kind of figure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.protection.cube import THRESHOLD
from praktiknara.evaluation.read import Ints
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

# The one symbol for what is held back, whatever the reason.
HIDDEN = ".."

_APART = Sentence(
    "each_by_itself",
    "Varje tal är prövat för sig. Summor och andra urval av samma personer prövas i liggaren.",
    "Each figure is tried by itself. Totals and other selections of the same persons are tried in the ledger.",
)


@dataclass(frozen=True)
class ReleasedShare:
    """One group's share: `text` is what may be shown ("42 %" or ".."); `reason` is for the owner alone, never published."""

    group: str
    shown: bool
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReleasedShares(Result):
    """Which shares may be shown. The result is the owner's: only `published()` goes out.

    As plain values each group stands under its own name: its percentage, or "suppressed" with the owner's reason.
    """

    shares: tuple[ReleasedShare, ...]

    def published(self) -> dict[str, str]:
        """Give what may be published: each group's percentage, or ".."."""
        return {share.group: share.text for share in self.shares}

    def named(self) -> dict[str, Any]:
        """Give each group's percentage, or "suppressed" with the owner's reason."""
        taken = {"n", "warnings", "assumptions", "shares"}
        return {
            share.group: share.text if share.shown else f"suppressed{share.reason and f' ({share.reason})'}"
            for share in self.shares
            if share.group not in taken
        }


def release_shares(groups: Any, threshold: int = THRESHOLD) -> ReleasedShares:
    """Say which groups' shares x/n may be shown, so that none tells of a few persons or of everyone in a small group.

    Shown when n ≥ 2T and x and n − x are each 0 or at least T; when x is 0 or n, n ≥ 4T. Percentages are whole, with
    one decimal from n = 100.

    Args:
        groups: for each group's name its [x, n]: how many, of how many persons.
        threshold: T.

    Returns:
        ReleasedShares, with n the number of groups.

    Assumptions: each group is tried by itself; totals over groups must be tried with `protect` or the ledger.

    Raises:
        InputError: not a pair, broken or negative counts, or x above n.
        TooFewError: no group.

    Source: the rule of this library; group disclosure as in Hundepool and others (2012), Statistical Disclosure
    Control, section 5.3.

    Example:
        >>> release_shares({"B": [0, 8], "D": [0, 25], "E": [18, 20]}).published()
        {'B': '..', 'D': '0 %', 'E': '..'}
    """
    least = read.whole(threshold, "threshold", low=2, high=1000)
    if not isinstance(groups, Mapping):
        raise InputError(
            "not_an_object",
            "groups ska vara ett objekt med ett par [x, n] per grupp.",
            "groups must be an object with a pair [x, n] for each group.",
            where="groups",
        )
    if not groups:
        raise TooFewError("no_groups", "Ingen grupp angavs.", "No group was given.", where="groups")
    shares = tuple(_share(str(name), pair, least) for name, pair in groups.items())
    return ReleasedShares(n=len(shares), shares=shares, warnings=(_APART,))


def _share(name: str, pair: Any, least: int) -> ReleasedShare:
    where = f"groups.{name}"
    told = read.counts(pair, where, high=10**12)
    if len(told) != 2 or told[0] > told[1]:
        raise InputError(
            "not_a_pair",
            f"{where} ska vara [x, n] där x är högst n.",
            f"{where} must be [x, n] with x at most n.",
            where=where,
        )
    x, n = (int(each) for each in told)
    small = [f"{part}={count}" for part, count in (("x", x), ("n-x", n - x)) if 1 <= count < least]
    if n < 2 * least or (x in (0, n) and n < 4 * least):
        return ReleasedShare(name, False, HIDDEN, "")
    if small:
        return ReleasedShare(name, False, HIDDEN, ", ".join(small))
    return ReleasedShare(name, True, f"{100 * x / n:.{int(n >= 100)}f} %".replace(".", ","), "")


@dataclass(frozen=True, kw_only=True)
class ReleasedStatistics(Result):
    """Figures of one group as they may be shown: each figure's value, or ".." where it is held back.

    `n` is the group's true size and the owner's; what goes out is `published`.
    """

    published: dict[str, float | str]


_LOW_AND_HIGH = frozenset({"min", "max", "minimum", "maximum", "range", "lowest", "highest"})


def release_statistics(n: Any, statistics: Any, threshold: int = THRESHOLD) -> ReleasedStatistics:
    """Say which of a group's figures may be shown: means, spreads, effect sizes, medians and percentiles.

    Shown when n ≥ 2T. Never the smallest or greatest value (min, max, range). A percentile ("p25") from the 10th to the
    90th when n ≥ 10T, other percentiles never.

    Args:
        n: how many persons the figures rest on.
        statistics: each figure's name and value; "p10"–"p90" are percentiles, "median" is not held to their rule.
        threshold: T.

    Raises:
        InputError: a broken or negative n, or a value that is not a finite number.

    Source: the rule of this library.

    Example:
        >>> release_statistics(12, {"mean": 58.3, "max": 81, "p25": 50}).published
        {'mean': 58.3, 'max': '..', 'p25': '..'}
    """
    size = read.whole(n, "n", high=10**12)
    least = read.whole(threshold, "threshold", low=2, high=1000)
    if not isinstance(statistics, Mapping):
        raise InputError(
            "not_an_object",
            "statistics ska vara ett objekt.",
            "statistics must be an object.",
            where="statistics",
        )
    published: dict[str, float | str] = {}
    for name, value in statistics.items():
        figure = read.real(value, f"statistics.{name}")
        published[str(name)] = figure if size >= _needed(str(name), least) else HIDDEN
    return ReleasedStatistics(n=size, published=published, warnings=(_APART,))


def _needed(name: str, least: int) -> float:
    """Give how many persons a figure of this name must rest on."""
    plain = name.strip().lower()
    percentile = plain.removeprefix("percentile").removeprefix("p").strip("_ ")
    if plain in _LOW_AND_HIGH:
        return math.inf
    if plain.startswith("p") and percentile.replace(".", "", 1).isdecimal():
        return 10 * least if 10 <= float(percentile) <= 90 else math.inf
    return 2 * least


@dataclass(frozen=True, kw_only=True)
class ReleasedModel(Result):
    """Whether a model's estimates may be shown, and if not which categories to merge, as (variable, category, into)."""

    released: bool
    merge: tuple[tuple[str, str, str], ...] = ()


def release_model(covariates: Any, threshold: int = THRESHOLD) -> ReleasedModel:
    """Say whether a model with these categories may be shown: every combination that occurs must hold T persons.

    When some combination holds 1 to T − 1 persons, merges are named, one by one, until none does: each time the merge of
    a variable's rarest category with its next rarest that leaves the fewest small combinations.

    Args:
        covariates: for each categorical variable its value for every person (a mapping of columns or a data frame).
        threshold: T.

    Returns:
        ReleasedModel, with n the number of persons.

    Raises:
        InputError: columns of different length, a missing value, or not a table.
        TooFewError: no variable, or fewer than T persons in all.

    Source: the rule of this library.

    Example:
        >>> model = release_model({"unit": ["A"] * 9 + ["B"] * 8 + ["C"] * 2})
        >>> model.released, model.merge
        (False, (('unit', 'C', 'B'),))
    """
    least = read.whole(threshold, "threshold", low=2, high=1000)
    names = [str(name) for name in covariates] if hasattr(covariates, "keys") else []
    if not names:
        raise TooFewError(
            "no_variables",
            "covariates ska vara en tabell med minst en kolumn.",
            "covariates must be a table of at least one column.",
            where="covariates",
        )
    table = read.columns(covariates, names, "covariates")
    columns = {name: read.labels(table[name], name) for name in names}
    persons = len(columns[names[0]])
    if persons < least:
        raise TooFewError(
            "too_few", "Det är för få personer för en modell.", "There are too few persons for a model."
        )
    values: dict[str, list[str]] = {}
    codes = np.zeros((persons, len(names)), dtype=np.int64)
    for at, name in enumerate(names):
        found, codes[:, at] = np.unique(columns[name].astype(str), return_inverse=True)
        values[name] = found.tolist()
    patterns, counts = np.unique(codes, axis=0, return_counts=True)
    merge = _merges(patterns, counts.astype(np.int64), names, values, least)
    return ReleasedModel(n=persons, released=not merge, merge=merge)


def _merges(
    patterns: Ints, counts: Ints, names: Sequence[str], values: Mapping[str, list[str]], least: int
) -> tuple[tuple[str, str, str], ...]:
    merged: list[tuple[str, str, str]] = []
    while (counts < least).any():
        tries = []
        for at, name in enumerate(names):
            sizes = np.bincount(patterns[:, at], weights=counts, minlength=len(values[name]))
            order = sorted(np.flatnonzero(sizes).tolist(), key=lambda code: (sizes[code], values[name][code]))
            if len(order) < 2:
                continue
            fewer = patterns.copy()
            fewer[fewer[:, at] == order[0], at] = order[1]
            joined, where = np.unique(fewer, axis=0, return_inverse=True)
            held = np.bincount(where.ravel(), weights=counts).astype(np.int64)
            small = int((held < least).sum())
            tries.append((small, name, values[name][order[0]], values[name][order[1]], joined, held))
        _, name, category, into, patterns, counts = min(tries, key=lambda each: each[:4])
        merged.append((name, category, into))
    return tuple(merged)


@dataclass(frozen=True, kw_only=True)
class ReleasedChart(Result):
    """What a bar chart may hold: heights that are shown (None where held back) and an axis made from those alone."""

    labels: tuple[str, ...]
    heights: tuple[float | None, ...]
    axis_max: float


def release_chart(labels: Any, heights: Any) -> ReleasedChart:
    """Give bars by name and an axis that tells nothing of the heights that are held back.

    The axis ends at the smallest of 1, 2 or 5 times a power of ten that holds every height shown (at least 1). Bars
    stand in order of name, so that their order tells nothing either.

    Args:
        labels: the bars' names, each once.
        heights: published heights, none below 0; ".." or None where held back.

    Returns:
        ReleasedChart, with n the number of bars.

    Raises:
        InputError: names given twice, columns of different length, or a height that is not a number.
        TooFewError: no bar.

    Source: the rule of this library.

    Example:
        >>> release_chart(["B", "A"], [12, ".."])
        ReleasedChart(n=2, warnings=(), assumptions=(), labels=('A', 'B'), heights=(None, 12.0), axis_max=20.0)
    """
    names = read.distinct(labels, "labels")
    cells = [
        None if each is None or (isinstance(each, str) and each == HIDDEN) else each
        for each in _list(heights)
    ]
    tall = read.numbers(cells, "heights", low=0, high=1e15, missing=True)
    read.same_length(labels=names, heights=tall)
    if not len(names):
        raise TooFewError("no_bars", "Ingen stapel angavs.", "No bar was given.", where="labels")
    shown = {
        name: None if math.isnan(height) else float(height) for name, height in zip(names, tall, strict=True)
    }
    top = max((height for height in shown.values() if height is not None), default=0.0)
    step = 1.0
    while top > step:
        step *= 2.5 if f"{step:.0e}".startswith("2") else 2.0
    ordered = sorted(shown)
    return ReleasedChart(
        n=len(ordered), labels=tuple(ordered), heights=tuple(shown[name] for name in ordered), axis_max=step
    )


def _list(given: Any) -> list[Any]:
    if isinstance(given, str | bytes | Mapping) or not hasattr(given, "__len__"):
        raise InputError(
            "not_a_column", "heights ska vara en lista.", "heights must be a list.", where="heights"
        )
    return list(given)

"""Who was helped: shares by unit, gender, age and problem, with one test for each planned comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtrc, xlogy

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import ForestChart, ForestRow
from praktiknara.evaluation.common.limits import wilson_limits
from praktiknara.evaluation.common.pairs import CANNOT_SHOW_EFFECT, level_of, two_sided
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Floats, Ints, Labels, Table
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.shares.intervals import ShareDifference, differences_of
from praktiknara.evaluation.shares.planned import holm_adjusted
from praktiknara.evaluation.texts import Sentence

UNKNOWN = "?"


@dataclass(frozen=True)
class GroupShare:
    """The responders of one group, with the Wilson interval; `unknown` are those of the group whose response is missing."""

    name: str
    count: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    unknown: int


@dataclass(frozen=True)
class Division:
    """One way to divide people, its groups in alphabetical order, and for a planned one the test of any difference."""

    name: str
    planned: bool
    groups: tuple[GroupShare, ...]
    difference: ShareDifference | None
    chi2: float | None
    df: int | None
    p: float | None
    p_holm: float | None


@dataclass(frozen=True, kw_only=True)
class RespondersByGroup(Result):
    """Responders in all and by each division; `looks` is how many divisions were looked at."""

    rows: int
    started: int | None
    overall: GroupShare
    divisions: tuple[Division, ...]
    looks: int
    level: float

    def named(self) -> dict[str, Any]:
        """Give the tests' figures under the name of each division."""
        return {f"p_{each.name}": each.p for each in self.divisions if each.p is not None}

    def chart(self) -> ForestChart:
        """Give every group's share with its interval about the share of all."""
        return ForestChart(
            Sentence("responders_by_group", "Andel som nått målet, per grupp", "Responders by group"),
            Sentence("share", "Andel", "Share"),
            tuple(
                ForestRow(f"{division.name}: {each.name}", each.share, each.low, each.high)
                for division in self.divisions
                for each in division.groups
                if each.share is not None and each.low is not None and each.high is not None
            ),
            null=self.overall.share or 0.0,
        )


def responders_by_group(
    table: Table,
    by: Sequence[str],
    response: str = "response",
    planned: Sequence[str] = (),
    women: str = "K",
    men: str = "M",
    started: int | None = None,
    level: float = 0.95,
) -> RespondersByGroup:
    """Give the share of responders by each division with intervals, and for planned divisions one test of any difference.

    Shares have Wilson's interval. A planned division has the likelihood-ratio test that all its groups have the same share,
    G = 2 Σ observed · ln(observed / expected) with (groups − 1) degrees of freedom, and Holm's adjustment over all planned;
    other divisions have no p-value. A division that holds both `women` and `men` has their difference, women − men, and one of
    exactly two groups the difference first − second, with Newcombe's interval (method 10).

    `table` has a row per person; `response` names a column of 0 and 1 (missing when not followed up), `by` the columns to
    divide by. A missing group is a group of its own, named "?". No group is left out for being small. `started` is
    how many began. Assumes independent persons.

    Raises:
        InputError: a column that is not there, a response other than 0, 1 and missing, or a planned division not in `by`.
        TooFewError: nobody with a known response.

    Source: Newcombe (1998) Statistics in Medicine 17:857–890; Holm (1979); Socialstyrelsen, questions of follow-up by gender.

    Example:
        >>> people = {"gender": ["K"] * 70 + ["M"] * 80, "response": [1] * 56 + [0] * 14 + [1] * 48 + [0] * 32}
        >>> result = responders_by_group(people, by=["gender"], planned=["gender"])
        >>> gender = result.divisions[0]
        >>> round(gender.difference.low, 4), round(gender.difference.high, 4), round(gender.p, 4)
        (0.0524, 0.3339, 0.0074)
    """
    level = level_of(level)
    divisions, wanted = _names(by, "by"), _names(planned, "planned")
    column = read.name(response, "response")
    for each in wanted:
        read.choice(each, "planned", divisions)
    pair = (read.name(women, "women"), read.name(men, "men"))
    found = read.columns(table, [column, *divisions], "table")
    answer, known = _responses(found[column], column)
    rows = len(answer)
    read.numbers(answer[known], column, at_least=1)
    total = None if started is None else read.whole(started, "started", low=rows)
    parts = []
    for each in divisions:
        label = read.labels(found[each], each, missing=True)
        parts.append(_division(each, label, answer, known, pair, each in wanted, level))
    tested = [each.p for each in parts if each.p is not None]
    adjusted = iter(holm_adjusted(np.array(tested), len(wanted)).tolist())
    done = tuple(
        each if each.p is None else Division(**(vars(each) | {"p_holm": next(adjusted)})) for each in parts
    )
    overall = _group_shares(
        ["all"], np.array([int(answer[known].sum())]), np.array([int(known.sum())]), level
    )
    missing = rows - int(known.sum())
    return RespondersByGroup(
        n=int(known.sum()),
        rows=rows,
        started=total,
        overall=GroupShare(**(vars(overall[0]) | {"unknown": missing})),
        divisions=done,
        looks=len(divisions),
        level=level,
        warnings=tuple(_told(done, missing, rows, total, int(known.sum()))),
    )


def _names(given: Any, where: str) -> list[str]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise InputError(
            "not_names",
            f"{where} ska vara en lista med kolumnnamn.",
            f"{where} must be a list of column names.",
            where=where,
        )
    names = [read.name(each, where) for each in given]
    read.distinct(names, where)
    return names


def _responses(given: Any, where: str) -> tuple[Floats, Any]:
    """Read 0, 1 and missing; a missing one is 0 and not known."""
    column = np.asarray(given) if hasattr(given, "dtype") else None
    if column is not None and column.dtype.kind in "iuf":
        known = ~np.isnan(column)
        return read.flags(np.where(known, column, 0), where).astype(np.float64), known
    cells = list(given)
    known = np.array([not read.is_missing(each) for each in cells], dtype=bool)
    answer = read.flags([each if told else 0 for each, told in zip(cells, known, strict=True)], where)
    return answer.astype(np.float64), known


def _division(
    name: str,
    label: Labels,
    answer: Floats,
    known: Any,
    pair: tuple[str, str],
    planned: bool,
    level: float,
) -> Division:
    text = [UNKNOWN if each is None else str(each) for each in label]
    groups = sorted(set(text))
    index = {each: at for at, each in enumerate(groups)}
    place = np.fromiter((index[each] for each in text), np.int64, len(text))
    everyone = np.bincount(place, minlength=len(groups))
    n = np.bincount(place[known], minlength=len(groups))
    x = np.bincount(place[known], weights=answer[known], minlength=len(groups)).astype(np.int64)
    shares = _group_shares(groups, x, n, level)
    chi2, df, p = _homogeneity(x, n) if planned else (None, None, None)
    return Division(
        name,
        planned,
        tuple(
            GroupShare(**(vars(each) | {"unknown": int(all_ - each.n)}))
            for each, all_ in zip(shares, everyone, strict=True)
        ),
        _difference(groups, x, n, pair, level),
        chi2,
        df,
        p,
        None,
    )


def _group_shares(names: list[str], x: Ints, n: Ints, level: float) -> list[GroupShare]:
    low, high = wilson_limits(x, np.maximum(n, 1), two_sided(level))
    return [
        GroupShare(name, int(count), int(size), float(count / size), float(below), float(above), 0)
        if size
        else GroupShare(name, 0, 0, None, None, None, 0)
        for name, count, size, below, above in zip(names, x, n, low, high, strict=True)
    ]


def _difference(
    names: list[str], x: Ints, n: Ints, pair: tuple[str, str], level: float
) -> ShareDifference | None:
    """Give women − men where both are there, else first − second of exactly two groups."""
    sized = [name for name, size in zip(names, n, strict=True) if size > 0]
    chosen = list(pair) if set(pair) <= set(sized) else sized
    if len(chosen) != 2 or chosen[0] == chosen[1]:
        return None
    first, second = names.index(chosen[0]), names.index(chosen[1])
    row = np.array([[x[first], n[first], x[second], n[second]]], dtype=np.int64)
    return differences_of([f"{chosen[0]} − {chosen[1]}"], row, level)[0]


def _homogeneity(x: Ints, n: Ints) -> tuple[float | None, int | None, float | None]:
    """Give the likelihood-ratio test of one share in all groups, or None where everybody or nobody responded."""
    x, n = x[n > 0], n[n > 0]
    if len(n) < 2 or x.sum() in (0, n.sum()):
        return None, None, None
    share = x.sum() / n.sum()
    G = 2 * float(np.sum(xlogy(x, x / (n * share)) + xlogy(n - x, (n - x) / (n * (1 - share)))))
    G = max(G, 0.0)
    return G, len(n) - 1, float(chdtrc(len(n) - 1, G))


def _told(
    divisions: Sequence[Division], missing: int, rows: int, started: int | None, n: int
) -> list[Sentence]:
    told = []
    if missing:
        told.append(
            Sentence(
                "response_unknown",
                f"För {missing} av {rows} personer är resultatet okänt. De är inte med i andelarna.",
                f"The outcome of {missing} of {rows} persons is unknown. They are not part of the shares.",
            )
        )
    if started is None:
        told.append(
            Sentence(
                "started_unknown",
                "Det är inte känt hur många som började. Ange started.",
                "It is not known how many started. Give started.",
            )
        )
    else:
        told.append(
            Sentence(
                "followed_up",
                f"{n} av {started} som började är uppföljda.",
                f"{n} of {started} who started were followed up.",
            )
        )
    told.append(CANNOT_SHOW_EFFECT)
    unplanned = [each.name for each in divisions if not each.planned]
    if unplanned:
        names = ", ".join(unplanned)
        told.append(
            Sentence(
                "explorative",
                f"{len(divisions)} indelningar har granskats. Dessa var inte planerade och visas utan p-värde: {names}.",
                f"{len(divisions)} divisions were looked at. These were not planned and are shown without p-values: {names}.",
            )
        )
    untested = [each.name for each in divisions if each.planned and each.p is None]
    if untested:
        names = ", ".join(untested)
        told.append(
            Sentence(
                "no_test",
                f"Skillnader går inte att pröva när alla eller ingen nått målet, eller det bara finns en grupp: {names}.",
                f"Differences cannot be tested when all or none responded, or there is only one group: {names}.",
            )
        )
    small = [each.name for each in divisions if each.planned and _few(each)]
    if small:
        names = ", ".join(small)
        told.append(
            Sentence(
                "small_expected",
                f"Någon grupp är för liten för att testets p-värde ska vara säkert: {names}.",
                f"A group is too small for the p-value of the test to be sure: {names}.",
            )
        )
    return told


def _few(division: Division) -> bool:
    x, n = sum(each.count for each in division.groups), sum(each.n for each in division.groups)
    return division.p is not None and any(
        each.n * min(x, n - x) / n < 5 for each in division.groups if each.n
    )

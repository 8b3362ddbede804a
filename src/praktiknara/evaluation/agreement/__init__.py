"""Whether raters agree, and whether a method is carried out as it is described."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from praktiknara.evaluation import read
from praktiknara.evaluation.agreement.intraclass import IccResult, icc
from praktiknara.evaluation.agreement.matrix import matrix, rows_of
from praktiknara.evaluation.agreement.scored import FidelityResult, fidelity
from praktiknara.evaluation.agreement.tables import category_order, cohen, fleiss, weights_of
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence, percent

ANALYSES = ("icc", "cohens_kappa", "fleiss_kappa", "fidelity")

__all__ = [
    "ANALYSES",
    "FidelityResult",
    "IccResult",
    "KappaResult",
    "cohens_kappa",
    "fidelity",
    "fleiss_kappa",
    "icc",
]

MOST_IN_ONE = 0.9


@dataclass(frozen=True, kw_only=True)
class KappaResult(Result):
    """Agreement beyond chance on categories, for `n` persons or occasions.

    `se` belongs to the interval, `se0` to the test that agreement is no better than chance (`z`, `p`).
    """

    kappa: float
    se: float
    se0: float
    z: float | None
    p: float | None
    ci: Interval
    percent_agreement: float
    agreement: float
    expected_agreement: float
    weights: str
    categories: tuple[str, ...]
    raters: int

    def named(self) -> dict[str, Any]:
        """Give the interval's ends, and observed and expected agreement by their usual letters."""
        return {
            "ci_low": self.ci.low,
            "ci_high": self.ci.high,
            "po": self.agreement,
            "pe": self.expected_agreement,
        }


def cohens_kappa(
    first: "Column | None" = None,
    second: "Column | None" = None,
    *,
    table: Any = None,
    weights: str = "unweighted",
    categories: "Column | None" = None,
    level: float = 0.95,
) -> KappaResult:
    """Give Cohen's kappa for two raters: agreement beyond what chance gives.

    Formula: κ = (p_o − p_e)/(1 − p_e), with agreement weights 1 on the diagonal and otherwise 0 ("unweighted"),
    1 − |i−j|/(k−1) ("linear") or 1 − (i−j)²/(k−1)² ("quadratic"). Standard errors by Fleiss, Cohen & Everitt; the
    interval is normal, κ ± z se, and kept within −1–1.

    Args:
        first, second: the raters' categories for the same persons; pairs with one missing are left out and counted.
        table: instead of these, a square table of counts (first rater in rows).
        weights: "unweighted", "linear" or "quadratic"; weights need categories in order.
        categories: all categories in order; otherwise numbers by size, text alphabetically.

    Assumes that the raters worked independently of each other.

    Raises:
        InputError: lengths that differ, a table that is not square, a category that is not named.
        TooFewError: fewer than two pairs.
        NotEstimableError: both raters used one category only.

    Source: Cohen 1960, 1968; Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72:323.

    Example:
        >>> made = cohens_kappa(table=[[25, 10], [5, 20]])
        >>> round(made.kappa, 2), round(made.percent_agreement, 2)
        (0.5, 0.75)
    """
    name = read.choice(weights, "weights", ("unweighted", "linear", "quadratic"))
    read.share(level, "level", open_ends=True)
    left = 0
    if table is not None:
        if first is not None or second is not None:
            raise InputError(
                "two_ways",
                "Ange antingen table eller first och second.",
                "Give either table, or first and second.",
                where="table",
            )
        counts = _table(table)
        order = [str(each + 1) for each in range(len(counts))]
        if categories is not None:
            order = [str(each) for each in read.labels(categories, "categories")]
            if len(order) != len(counts) or len(set(order)) < len(order):
                raise InputError(
                    "lengths_differ",
                    "categories ska ha ett eget namn för varje rad i tabellen.",
                    "categories must have a name of its own for each row of the table.",
                    where="categories",
                )
    else:
        one, two = (
            read.labels([] if each is None else each, where, missing=True)
            for each, where in ((first, "first"), (second, "second"))
        )
        read.same_length(first=one, second=two)
        both = np.array([a is not None and b is not None for a, b in zip(one, two, strict=True)], dtype=bool)
        left = int((~both).sum())
        one, two = one[both], two[both]
        order = category_order(np.concatenate([one, two]), categories)
        place = {each: number for number, each in enumerate(order)}
        codes = [place[a] * len(order) + place[b] for a, b in zip(one, two, strict=True)]
        counts = np.bincount(np.array(codes, dtype=np.int64), minlength=len(order) ** 2).astype(float)
        counts = counts.reshape(len(order), len(order))
    n = int(counts.sum())
    if n < 2:
        raise TooFewError(
            "too_few", "Det behövs minst två par.", "At least two pairs are needed.", where="first"
        )
    figures = cohen(counts, weights_of(name, len(counts)))
    most = float((counts.sum(axis=0) + counts.sum(axis=1)).max() / (2 * n))
    exact = float(np.trace(counts) / n)
    return _kappa(figures, exact, n, 2, name, order, level, _kappa_warnings(most, left, n))


def fleiss_kappa(
    counts: Any = None,
    *,
    ratings: Any = None,
    categories: "Column | None" = None,
    level: float = 0.95,
) -> KappaResult:
    """Give Fleiss' kappa for several raters: agreement beyond what chance gives.

    Formula: κ = (P̄ − P̄_e)/(1 − P̄_e), where P̄ is the mean share of agreeing pairs of raters per person and P̄_e
    the sum of the squared shares of the categories. The test uses the standard error of Fleiss, Nee & Landis (1979),
    the interval that of Gwet (2021), normal and kept within −1–1.

    Args:
        counts: a row per person and a column per category: how many raters chose it; every row has the same sum.
        ratings: instead of this, a row per person and a column per rater; rows with one missing are left out.
        categories: the categories' names in the order of the columns, or all that may occur.

    Raises:
        InputError: rows with different numbers of raters, or fewer than two raters.
        TooFewError: fewer than two persons.
        NotEstimableError: one category only.

    Source: Fleiss 1971, Psychological Bulletin 76:378.

    Example:
        >>> round(fleiss_kappa([[3, 0], [0, 3], [2, 1], [1, 2]]).kappa, 3)
        0.333
    """
    read.share(level, "level", open_ends=True)
    if (counts is None) == (ratings is None):
        raise InputError(
            "two_ways",
            "Ange antingen counts eller ratings.",
            "Give either counts or ratings.",
            where="counts",
        )
    left = 0
    if counts is not None:
        table = _whole(matrix(counts, "counts", low=0), "counts")
        order = [str(each + 1) for each in range(table.shape[1])]
        if categories is not None:
            order = category_order(read.labels([], "categories"), categories)
            if len(order) != table.shape[1]:
                raise InputError(
                    "lengths_differ",
                    "categories ska ha ett namn för varje kolumn.",
                    "categories must have a name for each column.",
                    where="categories",
                )
    else:
        table, order, left = _counted(ratings, categories)
    raters = table.sum(axis=1) if table.size else np.zeros(0)
    if len(table) < 2:
        raise TooFewError(
            "too_few", "Det behövs minst två personer.", "At least two persons are needed.", where="counts"
        )
    if raters.min() != raters.max() or raters[0] < 2:
        raise InputError(
            "raters_differ",
            "Varje rad ska ha lika många bedömare, minst två.",
            "Every row must have the same number of raters, at least two.",
            where="counts",
        )
    most = float(table.sum(axis=0).max() / table.sum())
    figures = fleiss(table)
    warnings = _kappa_warnings(most, left, len(table))
    return _kappa(figures, figures[3], len(table), int(raters[0]), "unweighted", order, level, warnings)


def _whole(table: Floats, where: str) -> Floats:
    if table.size:
        read.counts(table.ravel(), where)
    return table


def _table(given: Any) -> Floats:
    table = _whole(matrix(given, "table", low=0), "table")
    if table.shape[0] != table.shape[1] or len(table) < 2:
        raise InputError(
            "not_square",
            "table ska ha lika många rader som kolumner, minst två.",
            "table must have as many rows as columns, at least two.",
            where="table",
        )
    return table


def _counted(ratings: Any, categories: Any) -> tuple[Floats, list[str], int]:
    rows = rows_of(ratings, "ratings")
    width = len(rows[0])
    flat = read.labels([value for row in rows for value in row], "ratings", missing=True)
    order = category_order(flat, categories)
    place = {each: number for number, each in enumerate(order)}
    codes = np.array([-1 if each is None else place[each] for each in flat], dtype=np.int64)
    codes = codes.reshape(len(rows), width)
    kept = codes[(codes >= 0).all(axis=1)]
    table = np.zeros((len(kept), max(len(order), 1)))
    np.add.at(table, (np.repeat(np.arange(len(kept)), width), kept.ravel()), 1)
    return table, order, len(rows) - len(kept)


def _kappa(
    figures: tuple[float, float, float, float, float],
    exact: float,
    n: int,
    raters: int,
    weights: str,
    order: list[str],
    level: float,
    warnings: tuple[Sentence, ...],
) -> KappaResult:
    kappa, se, se0, observed, expected = figures
    reach = float(special.ndtri(1 - (1 - level) / 2)) * se
    z = kappa / se0 if se0 > 0 else None
    return KappaResult(
        n=n,
        warnings=warnings,
        kappa=kappa,
        se=se,
        se0=se0,
        z=z,
        p=None if z is None else float(2 * special.ndtr(-abs(z))),
        ci=Interval(max(-1.0, kappa - reach), min(1.0, kappa + reach), level, "normal"),
        percent_agreement=exact,
        agreement=observed,
        expected_agreement=expected,
        weights=weights,
        categories=tuple(order),
        raters=raters,
    )


def _kappa_warnings(most: float, left: int, n: int) -> tuple[Sentence, ...]:
    told = []
    if left:
        told.append(
            Sentence(
                "rows_left_out",
                f"{left} rader saknar en bedömning och ingår inte.",
                f"{left} rows lack a rating and are not included.",
            )
        )
    if most > MOST_IN_ONE:
        share_sv, share_en = percent(most)
        told.append(
            Sentence(
                "prevalence",
                f"{share_sv} av bedömningarna är i samma kategori. Kappa kan bli lågt trots att bedömarna är överens.",
                f"{share_en} of the ratings are in one category. Kappa can be low although the raters agree.",
            )
        )
    if n < 30:
        told.append(
            Sentence(
                "few_rated",
                "Färre än 30 bedömda: intervallet är ungefärligt.",
                "Fewer than 30 rated: the interval is approximate.",
            )
        )
    return tuple(told)

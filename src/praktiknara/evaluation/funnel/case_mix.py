"""Expected numbers from who the persons are: rates by stratum, or a logistic model on columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Labels

LARGEST = 1e100


def _as_long(name: str, found: int, length: int) -> None:
    if found != length:
        raise InputError(
            "lengths_differ",
            f"Kolumnen {name} har {found} värden, de andra {length}.",
            f"The column {name} has {found} values, the others {length}.",
            where=name,
        )


def stratum_rates(
    events: Floats, persons: Floats, stratum: Labels, rates: Any
) -> tuple[Floats, dict[str, float]]:
    """Give the rate that belongs to each row: given ones, or those of all units together."""
    names, place = np.unique(stratum.astype(str), return_inverse=True)
    if rates is None:
        totals = np.bincount(place, persons)
        if (totals == 0).any():
            empty = str(names[int(np.argmax(totals == 0))])
            raise TooFewError(
                "empty_stratum",
                f"stratum {empty} har inga personer.",
                f"stratum {empty} has no persons.",
                where="stratum",
            )
        found = np.bincount(place, events) / totals
    else:
        if not isinstance(rates, Mapping):
            raise InputError(
                "not_rates",
                "rates ska ange en andel för varje stratum.",
                "rates must give a share for each stratum.",
                where="rates",
            )
        known = {str(name): value for name, value in rates.items()}
        for name in names:
            if name not in known:
                raise InputError(
                    "rate_missing",
                    f"rates saknar en andel för stratum {name}.",
                    f"rates lacks a share for stratum {name}.",
                    where="rates",
                )
        found = np.array([read.share(known[name], f"rates.{name}") for name in names])
    return found[place], {str(name): float(rate) for name, rate in zip(names, found, strict=True)}


def design(columns: Mapping[str, Any], length: int) -> tuple[Floats, Flags]:
    """Give a matrix with an intercept: numbers as they are (in standard units), names as one column per further name.

    Also tells which rows have every value. Raises InputError when a column can be neither.
    """
    made: list[Floats] = [np.ones(length)]
    whole = np.ones(length, dtype=bool)
    for name, column in columns.items():
        try:
            values = read.numbers(column, name, low=-LARGEST, high=LARGEST, missing=True)
        except InputError as fault:
            if fault.sentence.code != "not_a_number":
                raise
            found = read.labels(column, name, missing=True)
            _as_long(name, len(found), length)
            known = np.array([each is not None for each in found], dtype=bool)
            whole &= known
            for each in sorted({str(value) for value in found[known]})[1:]:
                made.append((found == each).astype(np.float64))
        else:
            _as_long(name, len(values), length)
            whole &= ~np.isnan(values)
            made.append(values)
    return np.column_stack(made), whole


def fit_logistic(x: Floats, y: Floats) -> Floats:
    """Give maximum-likelihood probabilities of a logistic model by Newton's method.

    Raises NotEstimableError: columns that say the same thing, or a group that is perfectly separated.
    """
    spread = np.maximum(np.abs(x).max(axis=0), 1e-300)
    scaled = x / spread
    scaled[:, 1:] -= scaled[:, 1:].mean(axis=0)
    if np.linalg.matrix_rank(scaled) < x.shape[1]:
        raise NotEstimableError(
            "same_columns",
            "Två kolumner säger samma sak, eller en kolumn varierar inte. Ta bort en.",
            "Two columns say the same thing, or one does not vary. Remove one.",
            where="covariates",
        )
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(scaled @ beta, -500, 500)))
        weight = np.maximum(p * (1 - p), 1e-12)
        step = np.linalg.solve(scaled.T @ (scaled * weight[:, None]), scaled.T @ (y - p))
        beta = beta + step
        eta = scaled @ beta
        if np.abs(eta).max() > 25:
            break
        if np.abs(step).max() < 1e-10 * (1 + np.abs(beta).max()):
            return np.asarray(1 / (1 + np.exp(-eta)))
    raise NotEstimableError(
        "separated",
        "En grupp har nästan bara ja eller nästan bara nej. Slå ihop kategorier.",
        "A group has almost only yes or almost only no. Merge categories.",
        where="covariates",
    )

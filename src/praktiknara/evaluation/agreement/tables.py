"""Agreement on categories: tables of two raters, counts of many, and the variance of each kappa."""

import math
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Floats, Labels


def category_order(found: Labels, categories: Any) -> list[str]:
    """Give the categories in order: as named, or by number when all are numbers, else alphabetically."""
    used = {str(each) for each in found if each is not None}
    if categories is not None:
        named = [str(each) for each in read.labels(categories, "categories")]
        if len(set(named)) < len(named):
            raise InputError(
                "given_twice",
                "categories: en kategori står två gånger.",
                "categories: a category is there twice.",
                where="categories",
            )
        beyond = sorted(used - set(named))
        if beyond:
            raise InputError(
                "unknown_category",
                f"Värdet {beyond[0]} finns inte bland categories.",
                f"The value {beyond[0]} is not among categories.",
                where="categories",
            )
        return named
    try:
        return sorted(used, key=lambda each: (float(each), each))
    except ValueError:
        return sorted(used)


def weights_of(name: str, k: int) -> Floats:
    """Give agreement weights between k ordered categories: 1 on the diagonal."""
    if name == "unweighted":
        return np.eye(k)
    apart = np.abs(np.subtract.outer(np.arange(k), np.arange(k))) / max(k - 1, 1)
    return 1 - (apart if name == "linear" else apart**2)


def cohen(table: Floats, weights: Floats) -> tuple[float, float, float, float, float]:
    """Give kappa, its standard error, its standard error under chance, and observed and expected agreement.

    The standard errors are those of Fleiss, Cohen & Everitt (1969).
    """
    n = table.sum()
    p = table / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    chance = np.outer(rows, columns)
    observed, expected = float((weights * p).sum()), float((weights * chance).sum())
    if 1 - expected < 1e-12:
        raise NotEstimableError(
            "constant",
            "Alla bedömningar är lika. Då går kappa inte att räkna ut.",
            "All ratings are equal. Then kappa cannot be computed.",
            where="ratings",
        )
    kappa = (observed - expected) / (1 - expected)
    mean = np.add.outer(weights @ columns, rows @ weights)
    within = weights - mean * (1 - kappa)
    spread = float((p * within**2).sum()) - (kappa - expected * (1 - kappa)) ** 2
    null = float((chance * (weights - mean) ** 2).sum()) - expected**2
    scale = math.sqrt(n) * (1 - expected)
    return (
        kappa,
        math.sqrt(max(spread, 0.0)) / scale,
        math.sqrt(max(null, 0.0)) / scale,
        observed,
        expected,
    )


def fleiss(counts: Floats) -> tuple[float, float, float, float, float]:
    """Give Fleiss' kappa, its standard error, its standard error under chance, and observed and expected agreement.

    `counts` has a row per person and a column per category. The first standard error is Gwet's (2021), the second
    that of Fleiss, Nee & Landis (1979).
    """
    persons = len(counts)
    raters = counts[0].sum()
    share = counts.sum(axis=0) / (persons * raters)
    agreed = ((counts**2).sum(axis=1) - raters) / (raters * (raters - 1))
    observed, expected = float(agreed.mean()), float((share**2).sum())
    if 1 - expected < 1e-12:
        raise NotEstimableError(
            "constant",
            "Alla bedömningar är lika. Då går kappa inte att räkna ut.",
            "All ratings are equal. Then kappa cannot be computed.",
            where="ratings",
        )
    kappa = (observed - expected) / (1 - expected)
    linear = (agreed - expected) / (1 - expected)
    leaning = counts @ share / raters
    each = linear - 2 * (1 - kappa) * (leaning - expected) / (1 - expected)
    error = math.sqrt(float(((each - kappa) ** 2).sum()) / persons / max(persons - 1, 1))
    both = share * (1 - share)
    inner = float(both.sum()) ** 2 - float((both * (1 - 2 * share)).sum())
    null = math.sqrt(2 * max(inner, 0.0)) / (float(both.sum()) * math.sqrt(persons * raters * (raters - 1)))
    return kappa, error, null, observed, expected

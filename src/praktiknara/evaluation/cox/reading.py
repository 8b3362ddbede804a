"""Reading the covariates of a Cox model: numbers as they are, names as one column per name beside the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.read import Floats

LARGEST = 1e12
_NUMBER = re.compile(r"[-−+]?\d+([.,]\d+)?")


class Covariates(NamedTuple):
    """A column per coefficient with its name, and the terms: a name with the places of its columns."""

    names: list[str]
    x: Floats
    terms: list[tuple[str, list[int]]]


def covariates(table: Any) -> Covariates:
    """Read a mapping of columns, a data frame or rows; a column with text becomes a column per name beside the first.

    Rows with a missing value hold NaN. Raises InputError when there is no column, or one cannot be read.
    """
    wanted = _column_names(table)
    if not wanted:
        raise InputError(
            "no_covariates",
            "covariates ska ha minst en kolumn.",
            "covariates must have at least one column.",
            where="covariates",
        )
    given = read.columns(table, wanted, "covariates")
    names: list[str] = []
    columns: list[Floats] = []
    terms: list[tuple[str, list[int]]] = []
    for name in wanted:
        made = _columns(name, given[name])
        terms.append((name, list(range(len(names), len(names) + len(made)))))
        names.extend(made)
        columns.extend(made.values())
    if len(set(names)) < len(names):
        raise InputError(
            "column_twice",
            "covariates: två kolumner får samma namn.",
            "covariates: two columns get the same name.",
            where="covariates",
        )
    return Covariates(names, np.column_stack(columns), terms)


def _column_names(table: Any) -> list[str]:
    if isinstance(table, Mapping):
        return [str(each) for each in table]
    if hasattr(table, "columns") and hasattr(table, "iloc"):
        return list(dict.fromkeys(str(each) for each in table.columns))
    if isinstance(table, list | tuple):
        return list(dict.fromkeys(str(key) for row in table if isinstance(row, Mapping) for key in row))
    read.columns(table, ["covariates"], "covariates")
    return []


def _columns(name: str, values: Any) -> dict[str, Floats]:
    where = f"covariates.{name}"
    if not any(isinstance(each, str) for each in values):
        return {name: _times.yes_no_or_number(values, where, -LARGEST, LARGEST)}
    kinds = read.labels(values, where, missing=True)
    unknown = _times.unnamed(kinds)
    order = _times.in_order(kinds[~unknown])
    if any(_NUMBER.fullmatch(each) for each in order) and (
        len(order) > 10 or any(not each.isdigit() for each in order)
    ):
        raise InputError(
            "numbers_as_text",
            f"{where} har tal skrivna som text. Ange dem som tal.",
            f"{where} has numbers written as text. Give them as numbers.",
            where=where,
        )
    if len(order) < 2:
        raise constant(name)
    if len(order) > 100:
        raise InputError(
            "too_many_names",
            f"{where} har fler än 100 olika värden. Slå ihop dem, eller ange tal.",
            f"{where} has more than 100 different values. Merge them, or give numbers.",
            where=where,
        )
    return {
        f"{name}: {each}": np.where(unknown, np.nan, (kinds == each).astype(np.float64)) for each in order[1:]
    }


def constant(name: str) -> NotEstimableError:
    """Say that a covariate has the same value in every row."""
    return NotEstimableError(
        "constant",
        f"{name} har samma värde i alla rader och kan inte vara med.",
        f"{name} has the same value in every row and cannot take part.",
        where=f"covariates.{name}",
    )


def not_apart(names: list[str]) -> NotEstimableError:
    """Say that covariates cannot be told apart, or that one does not vary among those compared."""
    told = ", ".join(names)
    if len(names) == 1:
        return NotEstimableError(
            "no_variation",
            f"{told} varierar inte bland dem som jämförs när händelserna inträffar. Ta bort den.",
            f"{told} does not vary among those compared when events come. Leave it out.",
            where=f"covariates.{told}",
        )
    return NotEstimableError(
        "collinear",
        f"{told} säger samma sak och går inte att skilja åt. Ta bort någon av dem.",
        f"{told} say the same thing and cannot be told apart. Leave one of them out.",
        where="covariates",
    )


def separated(names: list[str]) -> NotEstimableError:
    """Say that a covariate parts those with the event from those without, so that its estimate has no bound."""
    told = ", ".join(names)
    return NotEstimableError(
        "separated",
        f"{told} skiljer helt dem som får händelsen från de andra. Skattningen växer utan gräns. "
        "Slå ihop grupper eller ta bort den.",
        f"{told} fully separates those with the event from the others. The estimate grows without bound. "
        "Merge groups or leave it out.",
        where="covariates",
    )

"""Covariates as they stand in a table, turned into the terms of a model: numbers as they are, names as one term a level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Column, Flags, Floats, Ints, Labels, Table
from praktiknara.evaluation.texts import Sentence

_MOST_LEVELS = 200


class Term(NamedTuple):
    """One column of numbers: the term's name, the covariate it comes from, and whether it is yes or no."""

    name: str
    covariate: str
    values: Floats
    binary: bool


class Covariate(NamedTuple):
    """One covariate as read: its numbers (NaN where missing), or its names (None where missing)."""

    name: str
    values: Floats | None
    names: Labels | None

    def known(self) -> Flags:
        """Say of each row whether the covariate is known there."""
        if self.values is not None:
            return ~np.isnan(self.values)
        names = () if self.names is None else self.names
        return np.array([each is not None for each in names], dtype=bool)


def covariate_names(covariates: Any) -> tuple[str, ...]:
    """Give the names of covariates, each once; InputError otherwise."""
    return tuple(str(each) for each in read.distinct(covariates, "covariates"))


def read_covariate(column: Column, where: str) -> Covariate:
    """Read one covariate as names when any value is text, else as numbers."""
    kind = getattr(getattr(column, "dtype", None), "kind", "O")
    cells = column if kind in "iufb" else list(column)
    if kind in "iufb":
        return Covariate(where, read.numbers(np.asarray(cells, dtype=float), where, missing=True), None)
    if any(isinstance(each, str) for each in cells):
        return Covariate(where, None, read.labels(cells, where, missing=True))
    plain = [float(each) if isinstance(each, bool | np.bool_) else each for each in cells]
    return Covariate(where, read.numbers(plain, where, missing=True), None)


def codes_of(names: Labels) -> tuple[Ints, tuple[str, ...]]:
    """Give each name's place among the levels, and the levels in order."""
    levels = tuple(sorted({str(each) for each in names}))
    place = {level: number for number, level in enumerate(levels)}
    return np.fromiter((place[each] for each in names), np.int64, len(names)), levels


def terms_of(covariate: Covariate, keep: Flags) -> list[Term]:
    """Give the terms of one covariate in the rows kept: every level of a name, for balance."""
    if covariate.values is not None:
        values = covariate.values[keep]
        return [Term(covariate.name, covariate.name, values, bool(np.isin(values, (0, 1)).all()))]
    held = (covariate.names if covariate.names is not None else np.empty(0, dtype=object))[keep]
    codes, levels = codes_of(held)
    if len(levels) > _MOST_LEVELS:
        raise InputError(
            "too_many_levels",
            f"{covariate.name} har {len(levels)} olika värden. Slå ihop dem till färre, eller utelämna kolumnen.",
            f"{covariate.name} has {len(levels)} different values. Merge them into fewer, or leave the column out.",
            where=covariate.name,
        )
    return [
        Term(covariate.name + level, covariate.name, (codes == number).astype(float), True)
        for number, level in enumerate(levels)
    ]


def model_terms(terms: Sequence[Term], names: Sequence[str]) -> list[Term]:
    """Give the terms for a model: the first level of each name is left out as the one compared with."""
    found: list[Term] = []
    for name in names:
        own = [term for term in terms if term.covariate == name]
        found += own[1:] if len(own) > 1 or (own and own[0].name != name) else own
    return found


class Groups(NamedTuple):
    """Persons with treatment and terms in the rows where all is known; `keep` marks those rows in the table."""

    treated: Flags
    terms: list[Term]
    keep: Flags
    columns: dict[str, Any]
    warnings: tuple[Sentence, ...]


def read_groups(
    table: Table, treatment: str, covariates: Any, also: Sequence[str] = (), at_least: int = 1
) -> Groups:
    """Read treatment and covariates; rows with a covariate missing are left out, counted and told."""
    treatment = read.name(treatment, "treatment")
    names = covariate_names(covariates)
    for each in (treatment, *also):
        if each in names:
            raise InputError(
                "also_a_covariate",
                f"{each} kan inte också vara en kovariat.",
                f"{each} cannot be a covariate as well.",
                where="covariates",
            )
    if not names:
        raise InputError(
            "no_covariates",
            "covariates är tom. Ange minst en egenskap som grupperna ska jämföras på.",
            "covariates is empty. Name at least one trait the groups are to be compared on.",
            where="covariates",
        )
    columns = read.columns(table, [treatment, *names, *also])
    treated = read.flags(columns[treatment], treatment, at_least=1)
    held = [read_covariate(columns[name], name) for name in names]
    keep = np.ones(len(treated), dtype=bool)
    for covariate in held:
        keep &= covariate.known()
    for group, swedish, english in (
        (treated & keep, "med insatsen", "with the treatment"),
        (~treated & keep, "utan insatsen", "without the treatment"),
    ):
        if int(group.sum()) < at_least:
            raise InputError(
                "empty_group",
                f"{treatment}: gruppen {swedish} har färre än {at_least} personer med kända värden.",
                f"{treatment}: the group {english} has fewer than {at_least} persons with known values.",
                where=treatment,
            )
    terms = [term for covariate in held for term in terms_of(covariate, keep)]
    return Groups(treated[keep], terms, keep, columns, left_out(keep, ", ".join(names)))


def left_out(keep: Flags, what: str) -> tuple[Sentence, ...]:
    """Tell how many rows were left out since something is missing in them."""
    gone = int((~keep).sum())
    if not gone:
        return ()
    return (
        Sentence(
            "rows_left_out",
            f"{gone} av {len(keep)} rader är inte med, för där saknas {what}.",
            f"{gone} of {len(keep)} rows are left out, for {what} is missing there.",
        ),
    )


def standardised(terms: Sequence[Term]) -> Floats:
    """Give the terms as columns of mean 0 and standard deviation 1; a term that does not vary becomes zeros."""
    columns = []
    for term in terms:
        largest = float(np.abs(term.values).max())
        values = term.values / largest if largest > 0 else term.values
        centred = values - values.mean()
        spread = float(np.sqrt(np.mean(centred**2)))
        columns.append(centred / spread if spread > 1e-9 else np.zeros(len(values)))
    return np.column_stack(columns) if columns else np.empty((0, 0))

"""The cube of counts that a release is made from, and the artefact that is published of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.protection import _reading
from praktiknara.evaluation.protection._parts import (
    MOST_ATOMS,
    MOST_CELLS,
    THRESHOLD,
    TOTAL,
    Key,
    Margin,
    Variable,
    all_margins,
    keys_of,
    population,
    written,
)
from praktiknara.evaluation.read import Ints

__all__ = [
    "MOST_ATOMS",
    "MOST_CELLS",
    "THRESHOLD",
    "TOTAL",
    "Artefact",
    "Cell",
    "Cube",
    "Key",
    "Margin",
    "Variable",
    "all_margins",
    "artefact_from",
    "cube_from",
    "keys_of",
    "population",
]


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a released table: its key, its true count, and the flat places of the atoms it adds up."""

    key: Key
    count: int
    atoms: Ints

    @property
    def free(self) -> int:
        """How many variables it adds up over: 0 for an inner cell of the finest table."""
        return self.key.count(TOTAL)


@dataclass(frozen=True, eq=False)
class Cube:
    """True counts: `atoms` has one axis per variable; `margins` are the tables that are to be released.

    `structural` marks atoms that cannot hold anyone (same shape as `atoms`).
    """

    variables: tuple[Variable, ...]
    atoms: Ints
    margins: tuple[Margin, ...]
    structural: read.Flags

    @cached_property
    def _cells(self) -> tuple[Cell, ...]:
        flat = self.atoms.ravel()
        found = []
        for key in keys_of(self.variables, self.margins):
            places = population(self.variables, key)
            found.append(Cell(key, int(flat[places].sum()), places))
        return tuple(found)

    def cells(self) -> tuple[Cell, ...]:
        """Give every cell of every released table once, table by table in the order of `margins`."""
        return self._cells

    def cell(self, key: Sequence[str]) -> Cell:
        """Give one released cell; InputError when no released table has it."""
        wanted = tuple(key)
        if wanted not in self._by_key:
            raise InputError(
                "no_such_cell",
                f"Cellen {written(wanted)} finns inte i någon tabell som lämnas ut.",
                f"The cell {written(wanted)} is in no table that is released.",
                where="key",
            )
        return self._by_key[wanted]

    @cached_property
    def _by_key(self) -> dict[Key, Cell]:
        return {cell.key: cell for cell in self._cells}

    def margin_of(self, key: Key) -> Margin:
        """Give the table that a key belongs to: the variables that it does not add up over."""
        return tuple(each.name for each, value in zip(self.variables, key, strict=True) if value != TOTAL)

    def is_structural(self, cell: Cell) -> bool:
        """Say whether nobody can be in this cell, since nobody can be in any of its atoms."""
        return bool(self.structural.ravel()[cell.atoms].all())

    def structural_zeros(self) -> tuple[Key, ...]:
        """Give the atoms that cannot hold anyone, by their keys."""
        places = np.argwhere(self.structural)
        return tuple(
            tuple(variable.values[at] for variable, at in zip(self.variables, place, strict=True))
            for place in places.tolist()
        )


@dataclass(frozen=True)
class Artefact:
    """What is published, and all that an outsider has: counts by key, and the keys of the cells that are held back."""

    variables: tuple[Variable, ...]
    margins: tuple[Margin, ...]
    threshold: int
    published: Mapping[Key, int]
    suppressed: tuple[Key, ...]
    structural_zeros: tuple[Key, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values in the order of the tables; structural zeros are named only when there are any."""
        told: dict[str, Any] = {
            "variables": [{"name": each.name, "values": list(each.values)} for each in self.variables],
            "margins": [list(margin) for margin in self.margins],
            "threshold": self.threshold,
            "published": [{"key": list(key), "count": count} for key, count in self.published.items()],
            "suppressed": [{"key": list(key)} for key in self.suppressed],
        }
        if self.structural_zeros:
            told["structural_zeros"] = [list(key) for key in self.structural_zeros]
        return told


def cube_from(given: Any) -> Cube:
    """Read a cube: a mapping with `variables`, `cells`, and if wanted `margins` and `structural_zeros`.

    Variables are names, or `{"name", "values"}`; a variable without values has those of the cells, sorted. Cells are
    `{"key", "count"}` of the finest classification; one that is not told is 0.

    Raises:
        InputError: a name or key that is not known, a key given twice, "*" as a value, a negative or broken count, a
            count above 0 in a structural zero, or a cube too large to be protected.
        TooFewError: no variable, or a variable without values.

    Example:
        >>> cube = cube_from({"variables": ["unit", "gender"],
        ...                   "cells": [{"key": ["U1", "K"], "count": 12}, {"key": ["U1", "M"], "count": 3}]})
        >>> [(cell.key, cell.count) for cell in cube.cells()][-2:]
        [(('*', 'M'), 3), (('*', '*'), 15)]
    """
    if isinstance(given, Cube):
        return given
    held = _reading.read_mapping(given, "cube", ("variables", "cells"))
    rows = _reading.read_rows(held["cells"], "cells")
    keys = [
        _reading.read_key(_reading.read_mapping(row, f"cells[{at}]", ("key",))["key"], f"cells[{at}]")
        for at, row in enumerate(rows)
    ]
    counts = read.counts([row.get("count") for row in rows], "count", high=10**9)
    variables = _reading.read_variables(held["variables"], keys)
    atoms = np.zeros(_reading.shape_of(variables), dtype=np.int64)
    told = np.zeros(atoms.shape, dtype=bool)
    for at, (key, count) in enumerate(zip(keys, counts.tolist(), strict=True)):
        place = _reading.place_of(variables, key, f"cells[{at}]")
        if told[place]:
            raise InputError(
                "given_twice",
                f"Cellen {written(key)} finns två gånger.",
                f"The cell {written(key)} is given twice.",
                where=f"cells[{at}]",
            )
        atoms[place], told[place] = count, True
    structural = _reading.read_structural(variables, held.get("structural_zeros"), atoms)
    return Cube(variables, atoms, _reading.read_margins(variables, held.get("margins")), structural)


def artefact_from(given: Any) -> Artefact:
    """Read an artefact from what `Artefact.as_dict` gives; nothing is said of whether it is safe or complete.

    Raises:
        InputError: a key that no released table has, a key given twice among the published or among the suppressed, or
            a count that cannot be one.
        TooFewError: no variable, or a variable without values.
    """
    if isinstance(given, Artefact):
        return given
    held = _reading.read_mapping(given, "artefact", ("variables", "published", "suppressed"))
    variables = _reading.read_variables(held["variables"], [])
    margins = _reading.read_margins(variables, held.get("margins"))
    released = set(keys_of(variables, margins))
    rows = _reading.read_rows(held["published"], "published")
    shown = _reading.read_released(rows, "published", variables, released)
    counts = read.counts([row.get("count") for row in rows], "count", high=10**15)
    hidden = _reading.read_released(
        _reading.read_rows(held["suppressed"], "suppressed"), "suppressed", variables, released
    )
    nobody = np.zeros(_reading.shape_of(variables), dtype=bool)
    zeros = _reading.read_structural(variables, held.get("structural_zeros"), nobody.astype(np.int64))
    return Artefact(
        variables,
        margins,
        read.whole(held.get("threshold", THRESHOLD), "threshold", low=2, high=1000),
        dict(zip(shown, counts.tolist(), strict=True)),
        tuple(hidden),
        Cube(variables, nobody.astype(np.int64), margins, zeros).structural_zeros(),
    )

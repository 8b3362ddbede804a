"""The cube of counts that a release is made from, and the artefact that is published of it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Any, TypeAlias

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Ints

TOTAL = "*"
THRESHOLD = 5
MOST_ATOMS = 200_000
MOST_CELLS = 400_000

# One value per variable, "*" being all of them: ("U1", "*").
Key: TypeAlias = tuple[str, ...]
# The variables that a table is broken down by, in the cube's order; none at all is the grand total.
Margin: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Variable:
    """One variable that a release may be broken down by, with its values in order."""

    name: str
    values: tuple[str, ...]


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
                f"Cellen {_told(wanted)} finns inte i någon tabell som lämnas ut.",
                f"The cell {_told(wanted)} is in no table that is released.",
                where="key",
            )
        return self._by_key[wanted]

    @cached_property
    def _by_key(self) -> dict[Key, Cell]:
        return {cell.key: cell for cell in self._cells}

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


def population(variables: Sequence[Variable], key: Sequence[str]) -> Ints:
    """Give the flat places (row-major over the variables' values) of the atoms that a key adds up.

    Example:
        >>> unit, gender = Variable("unit", ("U1", "U2")), Variable("gender", ("K", "M"))
        >>> population((unit, gender), ("*", "M")).tolist()
        [1, 3]
    """
    places = np.zeros(1, dtype=np.int64)
    for variable, value in zip(variables, key, strict=True):
        own = np.arange(len(variable.values)) if value == TOTAL else np.array([variable.values.index(value)])
        places = (places[:, None] * len(variable.values) + own[None, :]).ravel()
    return places.astype(np.int64)


def keys_of(variables: Sequence[Variable], margins: Sequence[Margin]) -> Iterator[Key]:
    """Give the keys of all cells of these tables, table by table."""
    for margin in margins:
        yield from product(
            *(variable.values if variable.name in margin else (TOTAL,) for variable in variables)
        )


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
    held = _mapping(given, "cube", ("variables", "cells"))
    rows = _rows(held["cells"], "cells")
    keys = [
        _key(_mapping(row, f"cells[{at}]", ("key",))["key"], f"cells[{at}]") for at, row in enumerate(rows)
    ]
    counts = read.counts([row.get("count") for row in rows], "count", high=10**9)
    variables = _variables(held["variables"], keys)
    atoms = np.zeros(_shape(variables), dtype=np.int64)
    told = np.zeros(atoms.shape, dtype=bool)
    for at, (key, count) in enumerate(zip(keys, counts.tolist(), strict=True)):
        place = _place(variables, key, f"cells[{at}]")
        if told[place]:
            raise InputError(
                "given_twice",
                f"Cellen {_told(key)} finns två gånger.",
                f"The cell {_told(key)} is given twice.",
                where=f"cells[{at}]",
            )
        atoms[place], told[place] = count, True
    structural = _structural(variables, held.get("structural_zeros"), atoms)
    return Cube(variables, atoms, _margins(variables, held.get("margins")), structural)


def artefact_from(given: Any) -> Artefact:
    """Read an artefact from what `Artefact.as_dict` gives; nothing is said of whether it is safe or complete.

    Raises:
        InputError: a key that no released table has, a key given twice among the published or among the suppressed, or
            a count that cannot be one.
        TooFewError: no variable, or a variable without values.
    """
    if isinstance(given, Artefact):
        return given
    held = _mapping(given, "artefact", ("variables", "published", "suppressed"))
    variables = _variables(held["variables"], [])
    margins = _margins(variables, held.get("margins"))
    released = set(keys_of(variables, margins))
    rows = _rows(held["published"], "published")
    shown = _released(rows, "published", variables, released)
    counts = read.counts([row.get("count") for row in rows], "count", high=10**15)
    hidden = _released(_rows(held["suppressed"], "suppressed"), "suppressed", variables, released)
    nobody = np.zeros(_shape(variables), dtype=bool)
    zeros = _structural(variables, held.get("structural_zeros"), nobody.astype(np.int64))
    return Artefact(
        variables,
        margins,
        read.whole(held.get("threshold", THRESHOLD), "threshold", low=2, high=1000),
        dict(zip(shown, counts.tolist(), strict=True)),
        tuple(hidden),
        Cube(variables, nobody.astype(np.int64), margins, zeros).structural_zeros(),
    )


def _told(key: Sequence[str]) -> str:
    return "/".join(key)


def _mapping(given: Any, where: str, needed: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError(
            "not_an_object", f"{where} ska vara ett objekt.", f"{where} must be an object.", where=where
        )
    for name in needed:
        if name not in given:
            raise InputError(
                "part_missing", f"{where}: {name} saknas.", f"{where}: {name} is missing.", where=where
            )
    return given


def _rows(given: Any, where: str) -> list[Mapping[str, Any]]:
    if isinstance(given, Mapping | str | bytes) or not isinstance(given, Sequence):
        raise InputError("not_a_list", f"{where} ska vara en lista.", f"{where} must be a list.", where=where)
    return [_mapping(row, f"{where}[{at}]", ()) for at, row in enumerate(given)]


def _key(given: Any, where: str) -> Key:
    return tuple(read.labels(given, f"{where}.key").tolist())


def _names(given: Any, where: str) -> tuple[str, ...]:
    names = tuple(read.labels(given, where).tolist())
    for at, name in enumerate(names):
        if not name.strip() or name == TOTAL:
            raise InputError(
                "not_a_name",
                f"{where}[{at}] ska vara ett namn, och inte ”*” som betyder summan.",
                f"{where}[{at}] must be a name, and not “*”, which means the total.",
                where=f"{where}[{at}]",
            )
        if name in names[:at]:
            raise InputError(
                "given_twice",
                f"{where}: {name} finns två gånger.",
                f"{where}: {name} is given twice.",
                where=where,
            )
    return names


def _variables(given: Any, keys: Sequence[Key]) -> tuple[Variable, ...]:
    if isinstance(given, Mapping | str | bytes) or not isinstance(given, Sequence):
        raise InputError(
            "not_a_list", "variables ska vara en lista.", "variables must be a list.", where="variables"
        )
    plain = [each.get("name") if isinstance(each, Mapping) else each for each in given]
    names = _names(plain, "variables")
    for at, key in enumerate(keys):
        _check_length(key, len(names), f"cells[{at}]")
    variables = []
    for at, (name, each) in enumerate(zip(names, given, strict=True)):
        where = f"variables[{at}].values"
        told = each.get("values") if isinstance(each, Mapping) else None
        values = _names(told if told is not None else sorted({key[at] for key in keys}), where)
        if not values:
            raise TooFewError(
                "no_values",
                f"Variabeln {name} har inga värden.",
                f"The variable {name} has no values.",
                where=where,
            )
        variables.append(Variable(name, values))
    if not variables:
        raise TooFewError(
            "no_variables",
            "Det behövs minst en variabel.",
            "At least one variable is needed.",
            where="variables",
        )
    return tuple(variables)


def _shape(variables: Sequence[Variable]) -> tuple[int, ...]:
    shape = tuple(len(variable.values) for variable in variables)
    if math.prod(shape) > MOST_ATOMS or len(shape) > 10:
        raise InputError(
            "too_large",
            f"Kuben har fler än {MOST_ATOMS} celler eller fler än 10 variabler. Slå ihop värden eller välj färre variabler.",
            f"The cube has more than {MOST_ATOMS} cells or more than 10 variables. Merge values or choose fewer variables.",
            where="variables",
        )
    return shape


def _check_length(key: Key, length: int, where: str) -> None:
    if len(key) != length:
        raise InputError(
            "key_length",
            f"{where}: nyckeln ska ha {length} värden, ett per variabel.",
            f"{where}: the key must have {length} values, one per variable.",
            where=where,
        )


def _place(variables: Sequence[Variable], key: Key, where: str) -> tuple[int, ...]:
    _check_length(key, len(variables), where)
    place = []
    for variable, value in zip(variables, key, strict=True):
        if value not in variable.values:
            raise InputError(
                "no_such_value",
                f"{where}: {variable.name} har inget värde {value}.",
                f"{where}: {variable.name} has no value {value}.",
                where=where,
            )
        place.append(variable.values.index(value))
    return tuple(place)


def _released(
    rows: Sequence[Mapping[str, Any]], where: str, variables: Sequence[Variable], released: set[Key]
) -> list[Key]:
    found: dict[Key, None] = {}
    for at, row in enumerate(rows):
        key = _key(_mapping(row, f"{where}[{at}]", ("key",))["key"], f"{where}[{at}]")
        _check_length(key, len(variables), f"{where}[{at}]")
        if key not in released or key in found:
            raise InputError(
                "given_twice" if key in found else "no_such_cell",
                f"{where}[{at}]: cellen {_told(key)} finns två gånger eller inte i någon tabell som lämnas ut.",
                f"{where}[{at}]: the cell {_told(key)} is given twice or is in no table that is released.",
                where=f"{where}[{at}]",
            )
        found[key] = None
    return list(found)


def _margins(variables: Sequence[Variable], given: Any) -> tuple[Margin, ...]:
    names = [variable.name for variable in variables]
    if given is None:
        found = [margin for size in range(len(names), -1, -1) for margin in combinations(names, size)]
    else:
        if isinstance(given, Mapping | str | bytes) or not isinstance(given, Sequence):
            raise InputError(
                "not_a_list", "margins ska vara en lista.", "margins must be a list.", where="margins"
            )
        found = []
        for at, margin in enumerate(given):
            told = _names(margin, f"margins[{at}]")
            for each in told:
                read.choice(each, f"margins[{at}]", names)
            own = tuple(name for name in names if name in told)
            if own not in found:
                found.append(own)
        if not found:
            raise TooFewError(
                "no_margins", "Ingen tabell ska lämnas ut.", "No table is to be released.", where="margins"
            )
    sizes = {variable.name: len(variable.values) for variable in variables}
    if sum(math.prod(sizes[name] for name in margin) for margin in found) > MOST_CELLS:
        raise InputError(
            "too_large",
            f"Tabellerna har fler än {MOST_CELLS} celler tillsammans. Välj färre tabeller.",
            f"The tables have more than {MOST_CELLS} cells together. Choose fewer tables.",
            where="margins",
        )
    return tuple(found)


def _structural(variables: Sequence[Variable], given: Any, atoms: Ints) -> read.Flags:
    marks = np.zeros(_shape(variables), dtype=bool)
    if given is None:
        return marks
    if isinstance(given, Mapping | str | bytes) or not isinstance(given, Sequence):
        raise InputError(
            "not_a_list",
            "structural_zeros ska vara en lista.",
            "structural_zeros must be a list.",
            where="structural_zeros",
        )
    for at, each in enumerate(given):
        where = f"structural_zeros[{at}]"
        key = _key(each, where)
        _check_length(key, len(variables), where)
        _place(
            variables, [v.values[0] if k == TOTAL else k for v, k in zip(variables, key, strict=True)], where
        )
        places = population(variables, key)
        if atoms.ravel()[places].any():
            raise InputError(
                "not_a_zero",
                f"{where}: cellen {_told(key)} ska vara tom och är det inte.",
                f"{where}: the cell {_told(key)} must be empty and is not.",
                where=where,
            )
        marks.ravel()[places] = True
    return marks

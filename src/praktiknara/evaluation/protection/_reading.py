"""Reading the parts of a cube or an artefact as JSON tells them, each refused with its place when it cannot be right."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.protection._parts import (
    MOST_ATOMS,
    MOST_CELLS,
    TOTAL,
    Key,
    Margin,
    Variable,
    all_margins,
    population,
    written,
)
from praktiknara.evaluation.read import Ints


def read_mapping(given: Any, where: str, needed: Sequence[str]) -> Mapping[str, Any]:
    """Give an object that has the needed parts."""
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


def read_rows(given: Any, where: str) -> list[Mapping[str, Any]]:
    """Give a list of objects."""
    if isinstance(given, Mapping | str | bytes) or not isinstance(given, Sequence):
        raise InputError("not_a_list", f"{where} ska vara en lista.", f"{where} must be a list.", where=where)
    return [read_mapping(row, f"{where}[{at}]", ()) for at, row in enumerate(given)]


def read_key(given: Any, where: str) -> Key:
    """Give a key: one label per variable."""
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


def read_variables(given: Any, keys: Sequence[Key]) -> tuple[Variable, ...]:
    """Give the variables; values that are not told are those of the keys, sorted."""
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


def shape_of(variables: Sequence[Variable]) -> tuple[int, ...]:
    """Give how many values each variable has; refuse what is too large to be protected."""
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


def place_of(variables: Sequence[Variable], key: Key, where: str) -> tuple[int, ...]:
    """Give an atom's place along each axis."""
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


def read_released(
    rows: Sequence[Mapping[str, Any]], where: str, variables: Sequence[Variable], released: set[Key]
) -> list[Key]:
    """Give the rows' keys in order: each of a released table, and none twice."""
    found: dict[Key, None] = {}
    for at, row in enumerate(rows):
        key = read_key(read_mapping(row, f"{where}[{at}]", ("key",))["key"], f"{where}[{at}]")
        _check_length(key, len(variables), f"{where}[{at}]")
        if key not in released or key in found:
            raise InputError(
                "given_twice" if key in found else "no_such_cell",
                f"{where}[{at}]: cellen {written(key)} finns två gånger eller inte i någon tabell som lämnas ut.",
                f"{where}[{at}]: the cell {written(key)} is given twice or is in no table that is released.",
                where=f"{where}[{at}]",
            )
        found[key] = None
    return list(found)


def read_margins(variables: Sequence[Variable], given: Any) -> tuple[Margin, ...]:
    """Give the tables to be released: all of them, finest first, unless told."""
    names = [variable.name for variable in variables]
    if given is None:
        found = list(all_margins(variables))
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


def read_structural(variables: Sequence[Variable], given: Any, atoms: Ints) -> read.Flags:
    """Mark the atoms that cannot hold anyone; each must be empty."""
    marks = np.zeros(shape_of(variables), dtype=bool)
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
        key = read_key(each, where)
        _check_length(key, len(variables), where)
        inner = (v.values[0] if k == TOTAL else k for v, k in zip(variables, key, strict=True))
        place_of(variables, tuple(inner), where)
        places = population(variables, key)
        if atoms.ravel()[places].any():
            raise InputError(
                "not_a_zero",
                f"{where}: cellen {written(key)} ska vara tom och är det inte.",
                f"{where}: the cell {written(key)} must be empty and is not.",
                where=where,
            )
        marks.ravel()[places] = True
    return marks

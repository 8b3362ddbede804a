"""Variables, keys and the places that a key adds up: what cubes, artefacts and their readers share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

import numpy as np

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


def all_margins(variables: Sequence[Variable]) -> tuple[Margin, ...]:
    """Give all tables over these variables, finest first and the grand total last."""
    names = [variable.name for variable in variables]
    return tuple(margin for size in range(len(names), -1, -1) for margin in combinations(names, size))


def keys_of(variables: Sequence[Variable], margins: Sequence[Margin]) -> Iterator[Key]:
    """Give the keys of all cells of these tables, table by table."""
    for margin in margins:
        yield from product(
            *(variable.values if variable.name in margin else (TOTAL,) for variable in variables)
        )


def written(key: Sequence[str]) -> str:
    """Write a key as a person reads it: "U1/K"."""
    return "/".join(key)

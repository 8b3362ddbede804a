"""An independent check of what is to be published: what could an outsider work out from it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.protection._attacker import Attacker, exposed
from praktiknara.evaluation.protection.cube import (
    THRESHOLD,
    Artefact,
    Cube,
    Key,
    artefact_from,
    cube_from,
    population,
)
from praktiknara.evaluation.read import Ints
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class AuditResult(Result):
    """Whether an artefact may be published: `checked` small cells, of which `unsafe` could be worked out too closely.

    `n` is the number of released cells. Faults name no cell and no count.
    """

    safe: bool
    checked: int
    unsafe: int
    faults: tuple[Sentence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reidentified(Result):
    """What an outsider can say of one cell from what is published: from `low` to `high`, None when nothing limits it.

    `exact` tells that the count is known to the person; `n` is the number of published counts.
    """

    low: int
    high: int | None
    exact: bool
    interval: tuple[int, int | None]


_FAULTS = {
    "other_tables": Sentence(
        "other_tables",
        "Det som ska publiceras har andra variabler, tabeller eller tomma celler än underlaget.",
        "What is to be published has other variables, tables or empty cells than what it was made from.",
    ),
    "not_accounted_for": Sentence(
        "not_accounted_for",
        "Någon cell är varken publicerad eller undertryckt.",
        "Some cell is neither published nor suppressed.",
    ),
    "both_ways": Sentence(
        "both_ways",
        "Någon cell är både publicerad och undertryckt.",
        "Some cell is both published and suppressed.",
    ),
    "not_the_count": Sentence(
        "not_the_count",
        "Något publicerat antal är inte det sanna.",
        "Some published count is not the true one.",
    ),
    "small_published": Sentence(
        "small_published",
        "Något publicerat antal gäller för få personer.",
        "Some published count concerns too few persons.",
    ),
    "inferable": Sentence(
        "inferable",
        "Något antal som gäller få personer går att räkna ut, helt eller nästan, ur det som publiceras.",
        "Some count of few persons can be worked out, exactly or nearly, from what is published.",
    ),
}


def small_cells(cube: Cube, threshold: int) -> list[Ints]:
    """Give the atoms of every cell with 1 to threshold − 1 persons, in every table, released or not."""
    axes = range(len(cube.variables))
    found: list[Ints] = []
    for size in range(len(cube.variables) + 1):
        for summed in combinations(axes, size):
            counts = cube.atoms.sum(axis=summed)
            small = np.argwhere((counts >= 1) & (counts < threshold)).tolist()
            kept = [axis for axis in axes if axis not in summed]
            for place in small:
                key = ["*"] * len(cube.variables)
                for axis, at in zip(kept, place, strict=True):
                    key[axis] = cube.variables[axis].values[at]
                found.append(population(cube.variables, key))
    return found


def attacker_of(artefact: Artefact) -> Attacker:
    """Give the outsider who has this artefact and nothing else; InputError when it contradicts itself."""
    sums = [population(artefact.variables, key) for key in artefact.published]
    totals = list(artefact.published.values())
    if artefact.structural_zeros:
        sums.append(
            np.concatenate([population(artefact.variables, key) for key in artefact.structural_zeros])
        )
        totals.append(0)
    return Attacker(_size(artefact), sums, totals)


def _size(artefact: Artefact) -> int:
    return int(np.prod([len(variable.values) for variable in artefact.variables]))


def audit(artefact: Any, cube: Any) -> AuditResult:
    """Check that nobody can work out, exactly or nearly, a count of few persons from what is to be published.

    Over all tables of non-negative whole numbers x that agree with every published count, each cell with a true count
    a, 1 ≤ a < T (T the artefact's threshold), in any table over the variables, released or not, must have
    U = max x ≥ T, L = min x ≤ a − 1 and U − L ≥ T, and must not be published itself. Every released cell must be
    either published with its true count or suppressed. Bounds are by linear and then integer programming (HiGHS); a
    bound that is not settled counts as unsafe.

    Args:
        artefact: an `Artefact`, or what its `as_dict` gives.
        cube: the `Cube` it was made from; or `{"variables", "cells", "margins"}`; or only the list of its cells, with
            the artefact's own variables and margins.

    Returns:
        AuditResult; it holds no count of the cube.

    Assumptions: the outsider knows what is published and that counts are whole numbers not below 0; not the
    suppressor's rule for choosing cells, and not the persons themselves.

    Raises:
        InputError: artefact or cube cannot be read.

    Source: Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22; Fischetti and Salazar
    (2001), Management Science 47, 1008–1027 (the attacker's problem).

    Example: the men of U1 are the total minus the women.
        >>> cells = [{"key": ["U1", "K"], "count": 12}, {"key": ["U1", "M"], "count": 3}]
        >>> variables = [{"name": "unit", "values": ["U1"]}, {"name": "gender", "values": ["K", "M"]}]
        >>> artefact = {"variables": variables, "margins": [["unit", "gender"], ["unit"]],
        ...             "published": [{"key": ["U1", "K"], "count": 12}, {"key": ["U1", "*"], "count": 15}],
        ...             "suppressed": [{"key": ["U1", "M"]}]}
        >>> result = audit(artefact, cells)
        >>> result.safe, [fault.code for fault in result.faults]
        (False, ['inferable'])
    """
    given = artefact_from(artefact)
    own = _cube(cube, given)
    faults = _faults(given, own)
    if {"other_tables", "not_accounted_for", "both_ways", "not_the_count"} & set(faults):
        return _result(given, faults, 0, 0)
    targets = small_cells(own, given.threshold)
    unsafe = int(exposed(attacker_of(given), own.atoms.ravel(), targets, given.threshold).sum())
    if unsafe:
        faults.append("inferable")
    return _result(given, faults, len(targets), unsafe)


def _result(given: Artefact, faults: Sequence[str], checked: int, unsafe: int) -> AuditResult:
    told = tuple(_FAULTS[code] for code in faults)
    cells = len(given.published) + len(given.suppressed)
    return AuditResult(n=cells, safe=not told, checked=checked, unsafe=unsafe, faults=told)


def _cube(cube: Any, given: Artefact) -> Cube:
    if isinstance(cube, Sequence) and not isinstance(cube, str | bytes):
        told = given.as_dict()
        own = {name: told[name] for name in ("variables", "margins", "structural_zeros") if name in told}
        return cube_from({**own, "cells": cube})
    return cube_from(cube)


def _faults(given: Artefact, own: Cube) -> list[str]:
    """Give the faults that show without any reckoning."""
    if (
        given.variables != own.variables
        or set(given.margins) != set(own.margins)
        or set(given.structural_zeros) != set(own.structural_zeros())
    ):
        return ["other_tables"]
    faults = []
    counts = {cell.key: cell.count for cell in own.cells()}
    shown, hidden = set(given.published), set(given.suppressed)
    if counts.keys() - shown - hidden or (shown | hidden) - counts.keys():
        faults.append("not_accounted_for")
    if shown & hidden:
        faults.append("both_ways")
    if any(counts.get(key) != count for key, count in given.published.items()):
        faults.append("not_the_count")
    if any(1 <= count < given.threshold for count in given.published.values()):
        faults.append("small_published")
    return faults


def interval(artefact: Any, key: Sequence[str]) -> tuple[int, int | None]:
    """Give the smallest and greatest count a cell can have, going by what is published alone; None is without limit.

    Raises:
        InputError: an artefact that cannot be read or contradicts itself, or a key that is not a cell.
        NotEstimableError: the solver could not settle it in time.

    Example:
        >>> interval({"variables": [{"name": "gender", "values": ["K", "M"]}],
        ...           "published": [{"key": ["*"], "count": 15}, {"key": ["K"], "count": 12}],
        ...           "suppressed": [{"key": ["M"]}]}, ["M"])
        (3, 3)
    """
    given = artefact_from(artefact)
    places = population(given.variables, _key(given, key))
    attacker = attacker_of(given)
    attacker.consistent()
    low = attacker.extreme(places, most=False)
    return low or 0, attacker.extreme(places, most=True)


def _key(given: Artefact, key: Any) -> Key:
    found: Key = tuple(read.labels(key, "key").tolist())
    if len(found) != len(given.variables) or any(
        value != "*" and value not in variable.values
        for variable, value in zip(given.variables, found, strict=False)
    ):
        raise InputError(
            "no_such_cell",
            "Nyckeln ska ha ett värde per variabel, där ”*” är summan.",
            "The key must have one value per variable, “*” being the total.",
            where="key",
        )
    return found


def reidentify(
    variables: Any,
    published: Any,
    key: Any,
    suppressed: Any = (),
    margins: Any = None,
    structural_zeros: Any = None,
) -> Reidentified:
    """Work out, as an outsider would, which counts one cell can have when only the published ones are known.

    low = min x(key) and high = max x(key) over all tables x of non-negative whole numbers that agree with every
    published count, by integer programming.

    Args:
        variables: names with their values: `[{"name": "unit", "values": ["U1", "U2"]}, …]`.
        published: `[{"key": [one value per variable, "*" the total], "count": persons}, …]`.
        key: the cell asked for, of any table.
        suppressed: keys of the cells held back; they tell nothing, and may be left out.
        margins: tables that are released; all of them unless told.
        structural_zeros: atoms that cannot hold anyone, which the outsider knows.

    Returns:
        Reidentified: counts of persons, with `interval` = (low, high).

    Assumptions: the outsider has no other knowledge.

    Raises:
        InputError: something that cannot be read, or counts that contradict each other.
        TooFewError: a variable without values.
        NotEstimableError: the solver could not settle it in time.

    Source: as `audit`.

    Example:
        >>> result = reidentify([{"name": "gender", "values": ["K", "M"]}],
        ...                     [{"key": ["*"], "count": 15}, {"key": ["K"], "count": 12}], ["M"])
        >>> result.interval, result.exact
        ((3, 3), True)
    """
    artefact = {"variables": variables, "published": published, "suppressed": suppressed, "margins": margins}
    given = artefact_from(
        {**artefact, "suppressed": list(suppressed) if isinstance(suppressed, tuple) else suppressed}
        | {"structural_zeros": structural_zeros, "threshold": THRESHOLD}
    )
    low, high = interval(given, key)
    return Reidentified(n=len(given.published), low=low, high=high, exact=low == high, interval=(low, high))

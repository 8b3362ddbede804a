"""Which cells to hold back besides the small ones, at the least cost, so that no small count can be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import DisclosureError, InputError
from praktiknara.evaluation.protection._engine import Moves, Problem
from praktiknara.evaluation.protection._order import canonical_order
from praktiknara.evaluation.protection.cube import THRESHOLD, Cube, Key, all_margins
from praktiknara.evaluation.protection.primary import costs, primary_cells
from praktiknara.evaluation.read import Flags, Ints

MOST_EXACT = 100
MOST_SEARCHED = 150
METHODS = ("auto", "exact", "sequential")


@dataclass(frozen=True)
class Pattern:
    """The cells held back (`primary` among them) and what they cost together; for those who may see the counts only."""

    suppressed: tuple[Key, ...]
    primary: tuple[Key, ...]
    cost: float


def suppress(
    cube: Cube,
    threshold: int = THRESHOLD,
    *,
    pinned: Sequence[Sequence[str]] = (),
    method: str = "auto",
) -> Pattern:
    """Choose the cells to hold back at the least cost so that no count of 1 to `threshold` − 1 persons can be worked out.

    For every cell with such a count a, in any table over the variables: over all tables of non-negative whole numbers
    that agree with every published count, its least L and greatest U satisfy L ≤ a − 1, U ≥ threshold and
    U − L ≥ threshold. Structural zeros are always published. What a cell costs: `primary.costs`.

    Args:
        cube: the counts.
        threshold: the smallest count of persons that may be shown.
        pinned: keys that must be published.
        method: "sequential" protects one cell after another; "exact" looks for the cheapest pattern of all, and gives
            the sequential one when none cheaper is found; "auto" is exact up to 100 released cells.

    Returns:
        Pattern: not to be published itself, since it tells which cells are primary.

    Assumptions: the outsider knows what is published and that counts are whole numbers not below 0.

    Raises:
        InputError: a threshold, a method or a pinned key that is not known.
        DisclosureError: the pinned cells and structural zeros leave no safe pattern.

    Source: Fischetti and Salazar (2001), Management Science 47, 1008–1027 (the problem; solved here by mixed integer
    programming).

    Example:
        >>> from praktiknara.evaluation.protection.cube import cube_from
        >>> counts = {"U1": (12, 3), "U2": (18, 9), "U3": (14, 8)}
        >>> pattern = suppress(cube_from({"variables": ["unit", "gender"], "cells": [
        ...     {"key": [unit, gender], "count": count}
        ...     for unit, pair in counts.items() for gender, count in zip("KM", pair)]}))
        >>> len(pattern.suppressed), pattern.primary, pattern.cost
        (4, (('U1', 'M'),), 4.0)
    """
    threshold = read.whole(threshold, "threshold", low=2, high=1000)
    read.choice(method, "method", METHODS)
    problem, order = _problem(cube, threshold, _pinned(cube, pinned))
    if problem.held[problem.primary].any():
        raise _impossible()
    hidden = _sequential(problem)
    if method == "exact" or (method == "auto" and len(cube.cells()) <= MOST_EXACT):
        hidden = _exact(problem, hidden)
    told = np.zeros(len(hidden), dtype=bool)
    told[order] = hidden
    cells = cube.cells()
    return Pattern(
        tuple(cell.key for cell, out in zip(cells, told, strict=False) if out),
        primary_cells(cube, threshold),
        float(problem.cost[hidden].sum()),
    )


def _pinned(cube: Cube, given: Any) -> set[Key]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise InputError("not_a_list", "pinned ska vara en lista.", "pinned must be a list.", where="pinned")
    return {cube.cell(read.labels(key, f"pinned[{at}]").tolist()).key for at, key in enumerate(given)}


def _problem(cube: Cube, threshold: int, pinned: set[Key]) -> tuple[Problem, Ints]:
    """Give the problem in the canonical order, and which cell stands where: released ones first, as in the cube.

    Small cells of tables that are not released are hidden anyway, and must not be worked out either.
    """
    from scipy import sparse

    whole = Cube(cube.variables, cube.atoms, all_margins(cube.variables), cube.structural)
    released = set(cube.margins)
    other = [
        cell
        for cell in whole.cells()
        if cube.margin_of(cell.key) not in released and 0 < cell.count < threshold
    ]
    every = [*cube.cells(), *other]
    shown = len(cube.cells())
    held = np.array(
        [at < shown and (cell.key in pinned or cube.is_structural(cell)) for at, cell in enumerate(every)]
    )
    price = np.concatenate([costs(cube), np.zeros(len(other))])
    atoms, order = canonical_order(cube, every, held)
    cells = [every[place] for place in order]
    rows = np.repeat(np.arange(len(cells)), [len(cell.atoms) for cell in cells])
    places = np.empty(cube.atoms.size, dtype=np.int64)
    places[atoms] = np.arange(cube.atoms.size)
    columns = places[np.concatenate([cell.atoms for cell in cells])]
    ones = np.ones(len(rows), dtype=np.int64)
    counts = np.array([cell.count for cell in cells], dtype=np.int64)
    problem = Problem(
        matrix=sparse.csr_array((ones, (rows, columns)), shape=(len(cells), cube.atoms.size)),
        counts=counts,
        atoms=cube.atoms.ravel()[atoms],
        possible=~cube.structural.ravel()[atoms],
        cost=price[order],
        held=held[order],
        primary=np.flatnonzero((counts > 0) & (counts < threshold)),
        threshold=threshold,
        reach=threshold if len(cube.variables) <= 2 else 2 * threshold,
        moves=Moves(len(cells)),
    )
    return problem, order


def _impossible() -> DisclosureError:
    return DisclosureError(
        "cannot_protect",
        "Tabellerna kan inte lämnas ut så att ingen kan räknas ut. Slå ihop kategorier, lämna ut färre tabeller "
        "eller kräv inte att vissa summor ska visas.",
        "The tables cannot be released so that nobody can be worked out. Merge categories, release fewer tables, or do "
        "not demand that certain totals be shown.",
        where="cells",
    )


def _sequential(problem: Problem) -> Flags:
    """Protect one primary cell at a time, cells already hidden costing nothing, and then show what need not hide.

    Done in the order of the cells and once more from the other end; the cheaper pattern is given.
    """
    found = []
    for cells in (problem.primary, problem.primary[::-1]):
        hidden = _start(problem)
        for cell in cells.tolist():
            if problem.is_open(cell, hidden):
                hidden = _protect_one(problem, cell, hidden)
        found.append(_pruned(problem, hidden))
    return min(found, key=lambda hidden: (problem.cost[hidden].sum(), hidden.sum()))


def _start(problem: Problem) -> Flags:
    hidden = np.zeros(len(problem.counts), dtype=bool)
    hidden[problem.primary] = True
    return hidden


def _protect_one(problem: Problem, cell: int, hidden: Flags) -> Flags:
    quick = len(problem.counts) > MOST_SEARCHED
    ways = ({"relaxed": True}, {}) if quick else ({}, {"whole": True})
    for way in ways:
        chosen = problem.cover([cell], hidden, **way)
        if chosen is not None and not problem.is_open(cell, chosen):
            return chosen
    everything = ~problem.held
    if problem.is_open(cell, everything):
        raise _impossible()
    return everything


def _pruned(problem: Problem, hidden: Flags) -> Flags:
    """Show again, dearest first, each cell that need not be hidden."""
    extra = np.setdiff1d(np.flatnonzero(hidden), problem.primary)
    for cell in extra[np.argsort(-problem.cost[extra], kind="stable")].tolist():
        hidden[cell] = False
        if any(True for _ in problem.cells_open(hidden)):
            hidden[cell] = True
    return hidden


def _exact(problem: Problem, hidden: Flags) -> Flags:
    """Give the cheapest pattern, or `hidden` when it is the cheapest or none is found within the limits.

    Only the primary cells that a cheaper pattern leaves open are put into the programme, until it leaves none open.
    """
    start = _start(problem)
    below = float(problem.cost[hidden & ~start].sum())
    cells: list[int] = []
    chosen: Flags | None = start
    whole = False
    while chosen is not None and below > 0:
        left = list(problem.cells_open(chosen))
        if not left:
            return chosen
        new = [cell for cell in left if cell not in cells]
        if not new and whole:
            return hidden
        whole = whole or not new
        cells = sorted({*cells, *new[:2]})
        chosen = problem.cover(cells, start, whole=whole, below=below)
    return hidden

"""Cells are held back at the least cost, by the counts and not by the names, and structural zeros never."""

import numpy as np
import pytest
from tests.evaluation.protection.random_cubes import counts_by_chance, given, table

from praktiknara.evaluation.errors import DisclosureError, InputError
from praktiknara.evaluation.protection.audit import audit, interval
from praktiknara.evaluation.protection.cube import cube_from
from praktiknara.evaluation.protection.primary import costs, primary_cells
from praktiknara.evaluation.protection.publish import artefact_of
from praktiknara.evaluation.protection.suppress import suppress

# Counties by level of education: Statistical Policy Working Paper 22.
COUNTIES = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]


def test_counties_by_education_need_nine_cells_and_two_per_line_is_not_enough():
    cube = table(COUNTIES)
    assert len(primary_cells(cube)) == 6
    pattern = suppress(cube)
    assert (len(pattern.suppressed), pattern.cost) == (9, 9.0)
    assert audit(artefact_of(cube, pattern.suppressed), cube).safe
    two_per_line = [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (2, 0), (2, 3), (3, 0), (3, 3)]
    artefact = artefact_of(cube, [(f"A{row:02d}", f"B{column:02d}") for row, column in two_per_line])
    assert interval(artefact, ["A00", "B03"]) == (1, 1)
    assert not audit(artefact, cube).safe


def test_three_men_are_not_told_by_total_minus_women_and_no_total_is_lost():
    cube = table([[12, 3], [18, 9], [14, 8]])
    pattern = suppress(cube)
    assert len(pattern.suppressed) == 4
    assert not [key for key in pattern.suppressed if "*" in key]
    assert interval(artefact_of(cube, primary_cells(cube)), ["A00", "B01"]) == (3, 3)


def test_costs_rise_from_inner_cells_to_the_grand_total():
    cube = table([[[12, 0], [8, 9]], [[7, 9], [9, 9]]])
    cost = dict(zip([cell.key for cell in cube.cells()], costs(cube).tolist(), strict=True))
    assert cost["A00", "B00", "C00"] == 1
    assert cost["A00", "B00", "C01"] == 3
    assert (cost["A00", "B00", "*"], cost["A00", "*", "*"], cost["*", "*", "*"]) == (3, 10, 100)


@pytest.mark.parametrize("seed", range(30))
def test_a_cube_by_chance_is_safe_at_near_the_least_cost(seed):
    cube = table(counts_by_chance(seed))
    best = suppress(cube, method="exact")
    quick = suppress(cube, method="sequential")
    for pattern in (best, quick):
        assert set(pattern.primary) <= set(pattern.suppressed)
        assert audit(artefact_of(cube, pattern.suppressed), cube).safe
    assert best.cost <= quick.cost <= 1.5 * best.cost


@pytest.mark.parametrize("seed", [0, 1])
def test_a_programme_by_itself_finds_nothing_cheaper_in_a_small_table(seed):
    """All patterns of a 3 × 2 table are tried, the cheapest first."""
    cube = table(np.random.default_rng(seed).choice([0, 2, 4, 7, 12], size=(3, 2)))
    cost = dict(zip([cell.key for cell in cube.cells()], costs(cube).tolist(), strict=True))
    small = set(primary_cells(cube))
    rest = [key for key in cost if key not in small]
    patterns = [
        small | {key for at, key in enumerate(rest) if number >> at & 1} for number in range(2 ** len(rest))
    ]
    patterns.sort(key=lambda keys: sum(cost[key] for key in keys))
    least = next(
        sum(cost[key] for key in keys) for keys in patterns if audit(artefact_of(cube, keys), cube).safe
    )
    assert suppress(cube).cost == least


@pytest.mark.parametrize("seed", [1, 4, 8, 9, 23, 61])
def test_other_names_in_another_order_give_the_same_pattern(seed):
    counts = counts_by_chance(seed)
    chance = np.random.default_rng(seed)
    orders = [chance.permutation(size) for size in counts.shape]
    first = suppress(table(counts))
    second = suppress(table(counts[np.ix_(*orders)]))
    back = [
        {f"{letter}{new:02d}": f"{letter}{old:02d}" for new, old in enumerate(order)} | {"*": "*"}
        for letter, order in zip("ABC", orders, strict=False)
    ]
    renamed = {
        tuple(names[value] for names, value in zip(back, key, strict=True)) for key in second.suppressed
    }
    assert first.cost == second.cost
    if _distinct(counts):
        assert renamed == set(first.suppressed)


def _distinct(counts):
    """Whether no two slices along any variable hold the same counts, so that names need decide nothing."""
    for axis in range(counts.ndim):
        slices = np.sort(np.moveaxis(counts, axis, 0).reshape(counts.shape[axis], -1), axis=1)
        if len(np.unique(slices, axis=0)) < len(slices):
            return False
    return True


def test_two_equal_units_are_told_apart_by_name_and_always_alike():
    cube = table([[3, 12, 14], [9, 9, 20], [9, 9, 20]])
    assert suppress(cube) == suppress(cube)
    swapped = given([[3, 12, 14], [9, 9, 20], [9, 9, 20]])
    swapped["cells"].reverse()
    assert suppress(cube_from(swapped)) == suppress(cube)


def test_a_structural_zero_is_always_shown_and_never_a_place_to_hide_in():
    counts = [[3, 0, 12], [9, 8, 20], [10, 7, 11]]
    cube = cube_from(given(counts) | {"structural_zeros": [["A00", "B01"]]})
    pattern = suppress(cube)
    assert ("A00", "B01") not in pattern.suppressed
    assert audit(artefact_of(cube, pattern.suppressed), cube).safe


def test_pinned_totals_are_shown():
    counts = [[12, 3, 6], [0, 9, 7]]
    pins = [["*", "*"], ["*", "B00"], ["*", "B01"], ["*", "B02"]]
    cube = table(counts)
    pattern = suppress(cube, pinned=pins)
    assert not {tuple(key) for key in pins} & set(pattern.suppressed)
    assert audit(artefact_of(cube, pattern.suppressed), cube).safe


def test_a_total_that_must_be_shown_and_is_small_refuses_without_telling_it():
    with pytest.raises(DisclosureError) as told:
        suppress(table([[1, 1], [1, 0]]), pinned=[["*", "*"]])
    assert not any(digit in str(told.value.as_dict()) for digit in "0123456789")


def test_a_table_too_small_to_show_anything_is_held_back_whole():
    cube = table([[1, 0], [1, 1]])
    pattern = suppress(cube)
    assert audit(artefact_of(cube, pattern.suppressed), cube).safe
    assert ("*", "*") in pattern.suppressed


def test_a_small_cell_of_a_table_that_is_not_released_is_protected_too():
    """Nobody else is at U1: its total and that of the men tell of the three men there, unless one is held back."""
    cube = cube_from(
        {
            "variables": ["unit", "gender"],
            "cells": [{"key": ["U1", "M"], "count": 3}, {"key": ["U1", "K"], "count": 20}],
            "margins": [["gender"], ["unit"]],
        }
    )
    pattern = suppress(cube)
    assert audit(artefact_of(cube, pattern.suppressed), cube).safe
    assert ("U1", "*") in pattern.suppressed or ("*", "K") in pattern.suppressed


@pytest.mark.parametrize(
    "wrong",
    [{"threshold": 1}, {"threshold": 2.5}, {"method": "luck"}, {"pinned": [["A09", "*"]]}, {"pinned": "A00"}],
)
def test_what_cannot_be_asked_is_refused(wrong):
    with pytest.raises(InputError):
        suppress(table([[12, 3], [18, 9]]), **wrong)


def test_another_threshold_is_kept():
    cube = table([[12, 8], [18, 19]])
    pattern = suppress(cube, 10)
    assert ("A00", "B01") in pattern.suppressed
    assert audit(artefact_of(cube, pattern.suppressed, 10), cube).safe

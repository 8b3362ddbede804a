"""The auditor finds what an outsider could work out, by exact whole-number bounds."""

import contextlib
import itertools
import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError
from praktiknara.evaluation.protection.audit import audit, interval, reidentify
from praktiknara.evaluation.protection.cube import Artefact, cube_from

EDUCATION = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]
COUNTIES = ["Alpha", "Beta", "Gamma", "Delta"]
LEVELS = ["Low", "Medium", "High", "VeryHigh"]
TWO_PER_LINE = [
    "Alpha/Medium",
    "Alpha/High",
    "Alpha/VeryHigh",
    "Beta/Medium",
    "Beta/High",
    "Gamma/Low",
    "Gamma/VeryHigh",
    "Delta/Low",
    "Delta/VeryHigh",
]


def counties():
    return cube_from(
        {
            "variables": [{"name": "county", "values": COUNTIES}, {"name": "level", "values": LEVELS}],
            "cells": [
                {"key": [county, level], "count": EDUCATION[row][column]}
                for row, county in enumerate(COUNTIES)
                for column, level in enumerate(LEVELS)
            ],
        }
    )


def release(cube, hidden, threshold=5):
    """What is published when exactly these cells are held back."""
    hidden = {tuple(key) for key in hidden}
    shown = {cell.key: cell.count for cell in cube.cells() if cell.key not in hidden}
    return Artefact(
        cube.variables, cube.margins, threshold, shown, tuple(sorted(hidden)), cube.structural_zeros()
    )


def small(cube, threshold=5):
    return [cell.key for cell in cube.cells() if 1 <= cell.count < threshold]


def test_two_suppressed_per_line_still_give_alphas_very_high_away():
    cube = counties()
    artefact = release(cube, [each.split("/") for each in TWO_PER_LINE])
    assert interval(artefact, ["Alpha", "VeryHigh"]) == (1, 1)
    result = audit(artefact, cube)
    assert not result.safe
    assert result.checked == 6
    assert result.unsafe >= 1
    assert [fault.code for fault in result.faults] == ["inferable"]


def test_a_better_pattern_of_nine_is_safe():
    cube = counties()
    free = [key for key in itertools.product(COUNTIES, LEVELS) if key not in small(cube)]
    found = next(
        extra
        for extra in itertools.combinations(free, 3)
        if audit(release(cube, [*small(cube), *extra]), cube).safe
    )
    assert len(found) == 3


def test_gender_gives_the_three_men_of_one_unit_away_until_a_square_is_held_back():
    counts = {"U1": (12, 3), "U2": (18, 9), "U3": (14, 8)}
    cube = cube_from(
        {
            "variables": ["unit", "gender"],
            "cells": [
                {"key": [unit, gender], "count": count}
                for unit, pair in counts.items()
                for gender, count in zip("KM", pair, strict=True)
            ],
        }
    )
    artefact = release(cube, [("U1", "M")])
    told = artefact.as_dict()
    result = reidentify(told["variables"], told["published"], ["U1", "M"], told["suppressed"])
    assert result.as_dict()["interval"] == [3, 3]
    assert result.exact
    square = release(cube, [("U1", "M"), ("U1", "K"), ("U2", "M"), ("U2", "K")])
    assert audit(square, cube).as_dict() | {"safe": True, "unsafe": 0} == audit(square, cube).as_dict()


def test_every_way_of_being_wrong_is_told_without_a_cell_or_a_count():
    cube = counties()
    good = release(cube, list(itertools.product(COUNTIES, LEVELS)))
    assert audit(good, cube).safe
    told = good.as_dict()

    def codes(**changed):
        result = audit({**told, **changed}, cube)
        assert not result.safe
        words = json.dumps(result.as_dict(), ensure_ascii=False)
        assert "Alpha" not in words
        return [fault.code for fault in result.faults]

    assert codes(suppressed=told["suppressed"][1:]) == ["not_accounted_for"]
    twice = [{"key": ["*", "*"]}, *told["suppressed"]]
    assert codes(suppressed=twice) == ["both_ways"]
    wrong = [{"key": each["key"], "count": each["count"] + 1} for each in told["published"]]
    assert codes(published=wrong) == ["not_the_count"]
    assert codes(margins=[["county", "level"]], published=[]) == ["other_tables"]
    shown = [*told["published"], {"key": ["Alpha", "Medium"], "count": 1}]
    hidden = [each for each in told["suppressed"] if each["key"] != ["Alpha", "Medium"]]
    assert "small_published" in codes(published=shown, suppressed=hidden)


def test_counts_that_contradict_each_other_are_refused():
    variables = [{"name": "gender", "values": ["K", "M"]}]
    with pytest.raises(InputError) as caught:
        reidentify(
            variables,
            [{"key": ["*"], "count": 3}, {"key": ["K"], "count": 5}],
            ["M"],
        )
    assert caught.value.sentence.code == "contradictory"
    with pytest.raises(InputError):
        reidentify(variables, [], ["man"])


def test_nothing_published_leaves_a_count_without_limit():
    result = reidentify([{"name": "gender", "values": ["K", "M"]}], [], ["M"])
    assert result.interval == (0, None)
    assert not result.exact


def test_fourteen_districts_by_gender_and_outcome_are_audited_in_seconds():
    random = np.random.default_rng(14)
    counts = random.poisson(random.gamma(1.2, 9, size=(14, 2, 3)))
    variables = [
        {"name": "district", "values": [f"D{at:02}" for at in range(14)]},
        {"name": "gender", "values": ["K", "M"]},
        {"name": "outcome", "values": ["worse", "same", "better"]},
    ]
    cells = [
        {"key": [variables[axis]["values"][at] for axis, at in enumerate(place)], "count": int(count)}
        for place, count in np.ndenumerate(counts)
    ]
    cube = cube_from({"variables": variables, "cells": cells})
    hidden = [cell.key for cell in cube.cells() if cell.key.count("*") == 0 or 1 <= cell.count < 5]
    began = time.perf_counter()
    result = audit(release(cube, hidden), cube)
    assert result.checked >= 20
    assert time.perf_counter() - began < 8


def by_hand(shape, sums, wanted, most):
    """All whole-number tables of so few cells, tried one by one."""
    size = int(np.prod(shape))
    found = [
        sum(table[at] for at in wanted)
        for table in itertools.product(range(most + 1), repeat=size)
        if all(sum(table[at] for at in places) == total for places, total in sums)
    ]
    return min(found), max(found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
    st.sets(st.integers(0, 11), max_size=9),
    st.integers(0, 11),
)
def test_bounds_are_those_of_all_tables_tried_one_by_one(counts, hidden, asked):
    cube = cube_from(
        {
            "variables": ["a", "b"],
            "cells": [
                {"key": [f"a{at // 3}", f"b{at % 3}"], "count": count} for at, count in enumerate(counts)
            ],
        }
    )
    cells = cube.cells()
    keys = [cell.key for at, cell in enumerate(cells) if at in hidden and "*" not in cell.key[:2]]
    keys += [cell.key for at, cell in enumerate(cells) if at in hidden and cell.free == 1]
    artefact = release(cube, keys)
    sums = [(cube.cell(key).atoms, count) for key, count in artefact.published.items()]
    expected = by_hand((2, 3), sums, cells[asked].atoms, min(sum(counts), 6)) if sum(counts) <= 6 else None
    found = interval(artefact, cells[asked].key)
    assert found[1] is not None
    assert found[0] <= cells[asked].count <= found[1]
    if expected:
        assert found == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=12, max_size=12), st.permutations(range(4)), st.data())
def test_the_verdict_is_the_same_when_units_change_names_and_order(counts, order, data):
    hidden = data.draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=9))

    def verdict(units):
        place = {unit: at for at, unit in enumerate(units)}
        cells = [
            {"key": [f"U{place[at // 3]}", f"L{at % 3}"], "count": count} for at, count in enumerate(counts)
        ]
        cube = cube_from({"variables": ["unit", "level"], "cells": cells})
        artefact = release(cube, [(f"U{place[unit]}", f"L{level}") for unit, level in hidden])
        result = audit(artefact, cube)
        return result.safe, result.checked, result.unsafe

    assert verdict(list(range(4))) == verdict(list(order))


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers(-3, 3) | st.text(max_size=3) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["variables", "published", "suppressed", "key", "count", "name", "values"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_anything_else_is_refused_by_name(anything):
    for attempt in (
        lambda: audit(anything, anything),
        lambda: audit({"variables": anything, "published": [], "suppressed": []}, anything),
        lambda: reidentify(anything, anything, anything, anything),
        lambda: reidentify(
            [{"name": "a", "values": ["x"]}], anything, anything, anything, anything, anything
        ),
    ):
        with contextlib.suppress(EvaluationError):
            attempt()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=6, max_size=6).filter(lambda counts: 0 < sum(counts) <= 8),
    st.sets(st.integers(0, 10), max_size=9),
    st.sampled_from([2, 3]),
)
def test_the_verdict_is_that_of_all_tables_tried_one_by_one(counts, hidden, threshold):
    cells = [{"key": [f"a{at // 3}", f"b{at % 3}"], "count": count} for at, count in enumerate(counts)]
    cube = cube_from({"variables": ["a", "b"], "cells": cells})
    keys = [cell.key for at, cell in enumerate(cube.cells()) if at in hidden]
    artefact = release(cube, keys, threshold)
    sums = [(cube.cell(key).atoms.tolist(), count) for key, count in artefact.published.items()]
    tables = np.array(
        [
            table
            for table in itertools.product(range(sum(counts) + 1), repeat=6)
            if sum(table) == sum(counts) and all(sum(table[at] for at in own) == total for own, total in sums)
        ]
    )
    unsafe = 0
    for cell in cube.cells():
        if 1 <= cell.count < threshold:
            found = tables[:, cell.atoms].sum(axis=1)
            low, high = found.min(), found.max()
            unsafe += not (high >= threshold and low < cell.count and high - low >= threshold)
    result = audit(artefact, cube)
    assert result.unsafe == unsafe
    small_shown = any(1 <= count < threshold for count in artefact.published.values())
    assert result.safe == (not unsafe and not small_shown)

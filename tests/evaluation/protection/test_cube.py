"""A cube is read from what a person or a program tells, and refused with its place when it cannot be right."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, TooFewError
from praktiknara.evaluation.protection.cube import artefact_from, cube_from, population

CELLS = [{"key": ["U1", "K"], "count": 12}, {"key": ["U2", "M"], "count": 3}]
CUBE = {"variables": ["unit", "gender"], "cells": CELLS}


def test_every_table_is_released_unless_told_and_what_is_not_told_is_nought():
    cube = cube_from(CUBE)
    assert cube.margins == (("unit", "gender"), ("unit",), ("gender",), ())
    assert {cell.key: cell.count for cell in cube.cells()} == {
        ("U1", "K"): 12,
        ("U1", "M"): 0,
        ("U2", "K"): 0,
        ("U2", "M"): 3,
        ("U1", "*"): 12,
        ("U2", "*"): 3,
        ("*", "K"): 12,
        ("*", "M"): 3,
        ("*", "*"): 15,
    }
    assert cube_from(CUBE | {"margins": [["gender"], []]}).margins == (("gender",), ())
    assert cube_from(cube) is cube


def test_values_not_told_are_sorted_and_those_told_keep_their_order():
    assert cube_from(CUBE).variables[1].values == ("K", "M")
    told = cube_from(CUBE | {"variables": ["unit", {"name": "gender", "values": ["M", "K", "annat"]}]})
    assert told.variables[1].values == ("M", "K", "annat")
    assert population(told.variables, ("U2", "*")).tolist() == [3, 4, 5]


def test_a_structural_zero_covers_all_that_its_key_adds_up():
    cube = cube_from({"variables": ["unit", "gender"], "cells": CELLS[:1], "structural_zeros": []})
    assert cube.structural_zeros() == ()
    cube = cube_from(CUBE | {"structural_zeros": [["U1", "M"]]})
    assert cube.structural_zeros() == (("U1", "M"),)
    assert cube.is_structural(cube.cell(["U1", "M"]))
    assert not cube.is_structural(cube.cell(["U1", "*"]))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"variables": "unit"}, "not_a_list"),
        ({"variables": ["unit", "unit"]}, "given_twice"),
        ({"variables": ["unit"]}, "key_length"),
        ({"variables": ["unit", {"name": "gender", "values": ["K"]}]}, "no_such_value"),
        ({"variables": [{"values": ["U1"]}, "gender"]}, "missing"),
        ({"cells": [*CELLS, CELLS[0]]}, "given_twice"),
        ({"cells": [{"key": ["U1", "*"], "count": 9}]}, "not_a_name"),
        ({"cells": [{"key": ["U1", "K"], "count": -1}]}, "out_of_range"),
        ({"cells": [{"key": ["U1", "K"], "count": 3.5}]}, "not_whole"),
        ({"cells": [{"key": ["U1", "K"], "count": "3,5"}]}, "not_a_number"),
        ({"cells": [{"key": ["U1", "K"]}]}, "missing"),
        ({"cells": {"U1": 3}}, "not_a_list"),
        ({"margins": [["age"]]}, "not_among"),
        ({"margins": "unit"}, "not_a_list"),
        ({"structural_zeros": [["U1", "K"]]}, "not_a_zero"),
        ({"structural_zeros": [["U9", "K"]]}, "no_such_value"),
        (
            {"variables": [{"name": n, "values": list(range(500))} for n in ("unit", "gender")], "cells": []},
            "too_large",
        ),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(change, code):
    with pytest.raises(InputError) as told:
        cube_from(CUBE | change)
    assert told.value.sentence.code == code
    assert told.value.where


def test_nothing_to_release_is_too_few():
    nothing: list[dict[str, Any]] = [{"variables": [], "cells": []}, {"cells": []}, {"margins": []}]
    for change in nothing:
        with pytest.raises(TooFewError):
            cube_from(CUBE | change)


def test_an_artefact_is_read_as_it_is_written():
    told = {
        "variables": [{"name": "unit", "values": ["U1", "U2"]}],
        "margins": [["unit"], []],
        "threshold": 5,
        "published": [{"key": ["U1"], "count": 9}],
        "suppressed": [{"key": ["U2"]}, {"key": ["*"]}],
    }
    assert artefact_from(told).as_dict() == told
    for wrong in ({"published": [{"key": ["U9"], "count": 9}]}, {"suppressed": [{"key": ["U2"]}] * 2}):
        with pytest.raises(InputError):
            artefact_from(told | wrong)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["*", "U1", "K", "", "key"]),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "count", "name", "values"]), part, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(["variables", "cells", "margins", "structural_zeros"]), ANYTHING))
def test_whatever_is_told_is_read_or_refused_by_a_documented_error(told):
    refused = []
    for reader in (cube_from, artefact_from):
        try:
            reader({"published": [], "suppressed": []} | CUBE | told)
        except EvaluationError as error:
            refused.append(error.as_dict())
    assert all(each["sv"] and each["en"] for each in refused)

"""Whatever is given, an analysis answers or raises one of its documented errors; FUZZ_EXAMPLES sets how much is tried."""

import json
import os
from contextlib import suppress
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.analyses import Analysis, analyses
from praktiknara.evaluation.errors import EvaluationError
from praktiknara.evaluation.result import Result

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
KNOWN = analyses()

SCALARS = [
    None,
    float("nan"),
    float("inf"),
    -1,
    0,
    1,
    2.5,
    1e308,
    -1e-300,
    10**30,
    True,
    "",
    "x",
    "3,5",
    b"x",
]
SHAPES = [
    [],
    {},
    (),
    [None],
    [[]],
    [{}],
    {"a": []},
    [[1, 2], [3, 4]],
    {"a": [1, 2], "b": [3]},
    {1: 2},
    {1, 2},
]
FOREIGN = [
    date(2024, 2, 29),
    Decimal("3.5"),
    object(),
    Exception,
    np.float64("nan"),
    np.array([[1.0]]),
    np.array(3),
]
FRAMES = [pd.DataFrame(), pd.DataFrame({"a": [1, None]}), pd.Series(["a", "b"]), pd.NaT, pd.NA, range(3)]
odd = st.sampled_from([*SCALARS, *SHAPES, *FOREIGN, *FRAMES])
number = st.one_of(
    st.integers(-3, 12), st.floats(allow_nan=False, width=32), st.sampled_from([0, 1, 1, 0, 0.5, 1e9, -0.0])
)
length = st.integers(0, 9)


@st.composite
def column(draw, rows: int):
    """A column of so many rows: numbers, yes and no, names, ties, constants, with something missing now and then."""
    kind = draw(st.sampled_from(["numbers", "flags", "names", "same", "ordered", "mixed"]))
    if kind == "numbers":
        return draw(st.lists(number, min_size=rows, max_size=rows))
    if kind == "flags":
        return draw(st.lists(st.sampled_from([0, 1]), min_size=rows, max_size=rows))
    if kind == "names":
        return draw(st.lists(st.sampled_from(["A", "B", "C"]), min_size=rows, max_size=rows))
    if kind == "same":
        return [draw(number)] * rows
    if kind == "ordered":
        return list(range(1, rows + 1))
    return draw(st.lists(st.one_of(number, odd), min_size=rows, max_size=rows))


@st.composite
def value(draw, kind: str, rows: int):
    """Something for a parameter: most often of the right shape, now and then anything at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(odd)
    if "Table" in kind or "Mapping" in kind or "DataFrame" in kind:
        names = st.sampled_from(
            ["person", "time", "value", "unit", "treated", "post", "y", "x", "group", "response"]
        )
        table = draw(st.dictionaries(names, column(rows), max_size=6))
        return pd.DataFrame(table) if draw(st.booleans()) else table
    if "Column" in kind or "Sequence" in kind or "list" in kind or "NDArray" in kind:
        made = draw(column(rows))
        return (
            np.array(made) if draw(st.integers(0, 4)) == 0 and all(isinstance(x, int) for x in made) else made
        )
    if "bool" in kind:
        return draw(st.booleans())
    if "str" in kind:
        return draw(
            st.sampled_from(
                ["y", "x", "unit", "time", "group", "SOC-13", "DL", "welch", "efron", "2024-01-01"]
            )
        )
    return draw(number)


@st.composite
def arguments(draw, analysis: Analysis):
    """Arguments for an analysis: all that it needs, and some of what it may be given."""
    rows = draw(length)
    chosen = [one for one in analysis.parameters if one.required or draw(st.integers(0, 3)) == 0]
    return {one.name: draw(value(one.kind, rows)) for one in chosen}


@pytest.mark.parametrize("name", KNOWN)
def test_an_analysis_answers_or_says_why_not(name):
    analysis = KNOWN[name]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize="FUZZ_EXAMPLES" not in os.environ,
    )
    @given(arguments(analysis))
    def ask(given_to_it):
        with suppress(EvaluationError):
            result = analysis.function(**given_to_it)
            assert isinstance(result, Result)
            json.dumps(result.as_dict(), allow_nan=False)

    ask()

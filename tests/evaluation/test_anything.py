"""Whatever is given, an analysis answers or raises one of its documented errors; FUZZ_EXAMPLES sets how much is tried."""

import doctest
import inspect
import json
import os
import sys
from contextlib import suppress
from copy import deepcopy
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import FrameType
from typing import Any

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
SHAPES: list[Any] = [
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


def examples_of(analysis: Analysis) -> list[dict[str, Any]]:
    """Give what the analysis is called with in the examples of its documentation: calls that are known to answer."""
    called: list[dict[str, Any]] = []
    names = [parameter.name for parameter in analysis.parameters]
    code = inspect.unwrap(analysis.function).__code__

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is code:
            called.append({name: deepcopy(frame.f_locals[name]) for name in names})

    module = import_module(analysis.function.__module__)
    for example in doctest.DocTestFinder(recurse=False).find(
        analysis.function, analysis.name, globs=vars(module).copy()
    ):
        sys.setprofile(watch)
        try:
            doctest.DocTestRunner(verbose=False).run(example, out=lambda _text: None)
        finally:
            sys.setprofile(None)
    return called


@st.composite
def bent(draw, thing: Any, depth: int = 0):
    """The same thing with something wrong: a cell, a row, a column, a key or all of it."""
    if isinstance(thing, pd.DataFrame):
        thing = {str(name): thing[name].tolist() for name in thing.columns}
    elif isinstance(thing, pd.Series | tuple) or (isinstance(thing, np.ndarray) and thing.ndim):
        thing = list(thing)
    if draw(st.integers(0, 11)) == 0 or depth > 3:
        return draw(odd)
    if isinstance(thing, dict) and thing:
        name = draw(st.sampled_from(sorted(thing, key=str)))
        if draw(st.integers(0, 6)) == 0:
            return {key: value for key, value in thing.items() if key != name}
        return {**thing, name: draw(bent(thing[name], depth + 1))}
    if isinstance(thing, list) and thing:
        place = draw(st.integers(0, len(thing) - 1))
        how = draw(
            st.sampled_from(
                ["cell", "deeper", "drop", "twice", "same", "turned", "short", "none", "signs", "huge"]
            )
        )
        if how == "cell":
            return [*thing[:place], draw(st.one_of(number, odd)), *thing[place + 1 :]]
        if how == "deeper":
            return [*thing[:place], draw(bent(thing[place], depth + 1)), *thing[place + 1 :]]
        if how in {"signs", "huge"}:
            by = -1 if how == "signs" else 1e12
            return [each * by if isinstance(each, int | float) else each for each in thing]
        return {
            "drop": thing[:place] + thing[place + 1 :],
            "twice": [*thing, thing[place]],
            "same": [thing[place]] * len(thing),
            "turned": thing[::-1],
            "short": thing[:1],
            "none": [None] * len(thing),
        }[how]
    return draw(st.one_of(number, odd))


@st.composite
def arguments(draw, analysis: Analysis, known: list[dict[str, Any]]):
    """Arguments that were good, bent in up to three places."""
    made = dict(draw(st.sampled_from(known)))
    for _time in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(sorted(made)))
        made[name] = draw(bent(made[name]))
    return made


@pytest.mark.parametrize("name", KNOWN)
def test_an_analysis_answers_or_says_why_not(name):
    analysis = KNOWN[name]
    known = examples_of(analysis)
    assert known, "no example calls it"
    answers = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        database=None,
    )
    @given(arguments(analysis, known))
    def ask(given_to_it):
        nonlocal answers
        with suppress(EvaluationError):
            result = analysis.function(**given_to_it)
            assert isinstance(result, Result)
            json.dumps(result.as_dict(), allow_nan=False)
            answers += 1

    ask()
    assert answers, "everything was refused: the trial says nothing"

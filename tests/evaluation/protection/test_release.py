"""Each kind of figure is shown when enough persons stand behind it, and held back with the same two dots otherwise."""

import contextlib
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, TooFewError
from praktiknara.evaluation.protection.curves import release_survival
from praktiknara.evaluation.protection.release import (
    release_chart,
    release_model,
    release_shares,
    release_statistics,
)


def test_nobody_and_everybody_of_a_small_group_are_held_back():
    result = release_shares({"B": [0, 8], "C": [8, 8], "D": [0, 25], "E": [18, 20]})
    told = result.as_dict()
    assert {name: told[name] for name in "BCDE"} == {
        "B": "suppressed",
        "C": "suppressed",
        "D": "0 %",
        "E": "suppressed (n-x=2)",
    }
    assert result.published() == {"B": "..", "C": "..", "D": "0 %", "E": ".."}


def test_percentages_are_whole_until_a_hundred_persons():
    result = release_shares({"A": [7, 19], "B": [41, 123], "C": [20, 20], "F": [5, 10], "G": [3, 30]})
    assert result.published() == {"A": "37 %", "B": "33,3 %", "C": "100 %", "F": "50 %", "G": ".."}
    assert result.as_dict()["G"] == "suppressed (x=3)"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_is_shown_by_the_rule_alone(x, rest):
    n = x + rest
    rule = n >= 10 and all(part == 0 or part >= 5 for part in (x, rest)) and ((x and rest) or n >= 20)
    one, turned = release_shares({"a": [x, n]}), release_shares({"a": [rest, n]})
    assert (one.published()["a"] != "..") == bool(rule)
    assert one.shares[0].shown == turned.shares[0].shown


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(30, 40))
def test_what_goes_out_is_the_same_whatever_the_few_are(one, other, n):
    shown = [json.dumps(release_shares({"a": [few, n], "b": [9, 20]}).published()) for few in (one, other)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "wrong", [{}, {"a": [3, 2]}, {"a": [1]}, {"a": [0.5, 10]}, {"a": [-1, 10]}, [1, 2], "a"]
)
def test_shares_that_cannot_be_are_refused(wrong):
    with pytest.raises(EvaluationError):
        release_shares(wrong)


def test_means_need_ten_and_percentiles_fifty_and_extremes_are_never_shown():
    figures = {
        "mean": 58.3,
        "sd": 9.1,
        "median": 57,
        "g_av": 0.4,
        "min": 31,
        "MAX": 81,
        "p10": 44,
        "p5": 40,
        "P90": 70,
    }
    assert set(release_statistics(9, figures).published.values()) == {".."}
    twelve = release_statistics(12, figures).published
    assert twelve == figures | {"min": "..", "MAX": "..", "p10": "..", "p5": "..", "P90": ".."}
    assert release_statistics(50, figures).published == figures | {"min": "..", "MAX": "..", "p5": ".."}
    with pytest.raises(InputError):
        release_statistics(50, {"mean": float("nan")})


def test_a_curve_is_cut_where_few_remain_and_its_months_are_merged():
    # Ninety days of thirty-two youths: one event, then six more, then losses; four are left at the end.
    time = [12, 40, 45, 71, 100, 130]
    at_risk = [32, 31, 28, 25, 10, 4]
    events = [1, 3, 3, 0, 6, 0]
    curve = release_survival(time, at_risk, events)
    assert [(step.start, step.end, step.at_risk, step.events, step.censored) for step in curve.steps] == [
        (0, 2, 32, 7, 0),
        (2, 3, 25, 0, 15),
    ]
    assert [step.survival for step in curve.steps] == [0.78, 0.78]
    assert [warning.code for warning in curve.warnings] == ["curve_cut"]
    chart = curve.chart()
    assert chart is not None
    assert [x for x, _ in chart.curves[0][1]] == [0, 2, 2, 3, 3]


def test_a_small_group_has_no_curve():
    curve = release_survival([30, 60], [4, 2], [2, 2])
    assert curve.steps == ()
    assert curve.n == 0
    assert curve.chart() is None
    assert [warning.code for warning in curve.warnings] == ["no_curve"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 40)), min_size=1, max_size=25))
def test_every_step_of_a_curve_holds_nobody_or_enough(rows):
    died = np.array([row[0] for row in rows])
    gone = died + np.array([row[1] for row in rows])
    risk = gone[::-1].cumsum()[::-1]
    curve = release_survival(np.cumsum([row[2] for row in rows]), risk, died)
    end = 0
    for step in curve.steps:
        assert step.start == end
        end = step.end
        left = step.at_risk - step.events - step.censored
        assert step.at_risk >= 5
        assert all(part == 0 or part >= 5 for part in (step.events, step.censored, left))
    assert [step.survival for step in curve.steps] == sorted(
        [step.survival for step in curve.steps], reverse=True
    )


@pytest.mark.parametrize(
    ("time", "at_risk", "events"),
    [
        ([], [], []),
        ([2, 1], [9, 8], [1, 1]),
        ([1, 2], [9, 9], [1, 1]),
        ([1], [9], [10]),
        ([1, 2], [9], [1, 0]),
        ([-1], [9], [1]),
    ],
)
def test_curves_that_cannot_be_are_refused(time, at_risk, events):
    with pytest.raises(EvaluationError):
        release_survival(time, at_risk, events)


def test_a_model_names_the_categories_to_merge():
    covariates = {
        "unit": ["A"] * 20 + ["B"] * 20 + ["C"] * 3,
        "gender": ["K", "M"] * 20 + ["K", "K", "M"],
    }
    result = release_model(covariates)
    assert not result.released
    assert result.merge == (("unit", "C", "A"),)
    covariates["unit"] = ["A" if unit == "C" else unit for unit in covariates["unit"]]
    assert release_model(covariates).released
    with pytest.raises(TooFewError):
        release_model({"unit": ["A"] * 4})
    with pytest.raises(TooFewError):
        release_model({})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("KMX")), min_size=5, max_size=60))
def test_the_merges_named_are_enough(persons):
    columns = {"unit": [each[0] for each in persons], "gender": [each[1] for each in persons]}
    result = release_model(columns)
    assert result == release_model({name: column[::-1] for name, column in columns.items()})
    for variable, category, into in result.merge:
        columns[variable] = [into if value == category else value for value in columns[variable]]
    assert release_model(columns).released


def test_an_axis_tells_nothing_of_the_bars_held_back():
    shown = release_chart(["Östermalm", "Bromma", "Farsta"], [38, "..", 12])
    assert shown.labels == ("Bromma", "Farsta", "Östermalm")
    assert shown.heights == (None, 12.0, 38.0)
    assert shown.axis_max == 50
    assert release_chart(["A"], [None]).axis_max == 1
    for wrong in (([], []), (["A", "A"], [1, 2]), (["A"], ["fyra"]), (["A"], 3), (["A", "B"], [1])):
        with pytest.raises(EvaluationError):
            release_chart(*wrong)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(anything, anything, anything)
def test_anything_else_is_refused_by_name(one, two, three):
    for attempt in (
        lambda: release_shares(one, two),
        lambda: release_statistics(one, two),
        lambda: release_survival(one, two, three),
        lambda: release_survival([1], [9], one, two, three),
        lambda: release_model(one),
        lambda: release_chart(one, two),
    ):
        with contextlib.suppress(EvaluationError):
            attempt()

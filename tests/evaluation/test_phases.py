import contextlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import phases as phases_analyses
from praktiknara.evaluation import survival as survival_analyses
from praktiknara.evaluation.errors import EvaluationError, InputError, TooFewError

# Called as in a notebook: with whatever is at hand.
occupancy: Any = phases_analyses.occupancy
stuck: Any = phases_analyses.stuck
time_in_phase: Any = phases_analyses.time_in_phase
transitions: Any = phases_analyses.transitions
kaplan_meier: Any = survival_analyses.kaplan_meier

# Alva, Bo, Cia, Dan and Eva: late entry, a step back, and follow-up that ends before anything is settled.
ROWS = [
    ("Alva", 0, 4, "a"),
    ("Alva", 4, 9, "b"),
    ("Alva", 9, 10, "a"),
    ("Bo", 0, 5, "b"),
    ("Cia", 2, 9, "c"),
    ("Dan", 0, 2, "a"),
    ("Dan", 2, 8, "c"),
    ("Dan", 8, 9, "censor"),
    ("Eva", 1, 3, "b"),
    ("Eva", 3, 11, "censor"),
]
COLUMNS = tuple(list(each) for each in zip(*ROWS, strict=True))


def test_five_clients_counted_by_hand():
    found = occupancy(*COLUMNS, at=[4, 8, 9, 10]).as_dict()
    assert found["phases"] == ["entry", "a", "b", "c"]
    assert found["t4"] == pytest.approx([0.375, 0.4375, 0.1875, 0.0], abs=1e-12)
    assert found["t8"] == pytest.approx([0.1875, 0.21875, 0.375, 0.21875], abs=1e-12)
    assert found["t9"] == pytest.approx([0.0, 0.0, 0.59375, 0.40625], abs=1e-12)
    assert found["t10"] == pytest.approx([0.0, 0.296875, 0.296875, 0.40625], abs=1e-12)


def test_the_order_of_rows_does_not_matter():
    order = [0, 2, 1, 3, 4, 6, 5, 9, 8, 7]
    shuffled = tuple([column[place] for place in order] for column in COLUMNS)
    assert occupancy(*shuffled, at=[4, 9]).named() == occupancy(*COLUMNS, at=[4, 9]).named()


def test_two_phases_give_greenwoods_error():
    time, event = [3, 5, 5, 8, 9, 12, 12, 15], [1, 1, 0, 1, 0, 1, 1, 0]
    found = occupancy(
        range(8), [0] * 8, time, ["x" if each else "censor" for each in event], at=[5, 12]
    ).named()
    alone = kaplan_meier(time, event, at=[5, 12]).as_dict()
    for moment in (5, 12):
        assert found[f"t{moment}"][0] == pytest.approx(alone[f"S{moment}"])
        assert found[f"se{moment}"][0] == pytest.approx(alone[f"se{moment}"])


def test_jackknife_and_bootstrap_agree():
    draw = np.random.default_rng(4)
    stop = draw.integers(1, 30, (300, 2)).cumsum(axis=1)
    columns = (
        np.repeat(np.arange(300), 2),
        np.column_stack([np.zeros(300), stop[:, 0]]).ravel(),
        stop.ravel(),
        draw.choice(["a", "b", "censor"], 600),
    )
    one = occupancy(*columns, at=20)
    other = occupancy(*columns, at=20, se="bootstrap", replications=300)
    assert one.named()["se20"] == pytest.approx(other.named()["se20"], rel=0.15)
    assert (one.se_method, other.se_method) == ("jackknife", "bootstrap")


def test_moves_flows_and_steps_back_are_counted():
    found = transitions(*COLUMNS, at=[0, 4, 9])
    assert found.moves["entry"] == {"entry": 0, "a": 2, "b": 2, "c": 1}
    assert found.moves["b"]["a"] == 1
    assert found.back == 1
    first = [each for each in found.flows if each["from_time"] == 0]
    assert sum(each["count"] for each in first) == 5
    assert {"(ännu inte)"} == {each["from"] for each in first} - {"entry"}


def test_time_in_a_phase_counts_stays_that_are_not_over():
    found = time_in_phase(*COLUMNS)
    assert found.named()["median_entry"] == 4
    assert found.stays == 10
    late = time_in_phase(["Alva", "Bo"], [3, 0], [5, 4], ["b", "b"], from_state=["a", "a"])
    assert (late.left_out, late.stays) == (1, 1)
    assert late.warnings[0].code == "stays_left_out"


def test_who_is_stuck_is_told_only_to_their_own_unit():
    found = stuck(*COLUMNS, longer_than=5)
    assert (found.count, found.by_phase["b"], found.ids) == (1, 1, None)
    assert stuck(*COLUMNS, longer_than=5, own_unit=True).ids == ("Eva",)


def test_the_chart_sums_to_one():
    chart = occupancy(*COLUMNS).chart()
    assert chart.times[0] == 0
    assert all(sum(each) == pytest.approx(1) for each in chart.shares)


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        ([("x", 0, 4, "a"), ("x", 5, 6, "b")], "gap", "start[1]"),
        ([("x", 0, 4, "a"), ("x", 3, 6, "b")], "overlap", "id[1]"),
        ([("x", 4, 0, "a")], "stop_not_after_start", "stop[0]"),
        ([("x", -1, 0, "a")], "out_of_range", "start[0]"),
        ([("x", 0, 2, None)], "missing", "to_state[0]"),
    ],
)
def test_rows_that_cannot_be_right_are_refused_with_their_place(rows, code, where):
    with pytest.raises(InputError) as refused:
        occupancy(*(list(each) for each in zip(*rows, strict=True)))
    assert (refused.value.sentence.code, refused.value.where) == (code, where)


def test_a_phase_that_does_not_follow_is_refused():
    with pytest.raises(InputError) as refused:
        occupancy(["x", "x"], [0, 2], [2, 4], ["a", "b"], from_state=["entry", "b"])
    assert refused.value.sentence.code == "phase_jump"
    with pytest.raises(InputError) as refused:
        occupancy(["x"], [0], [2], ["a"], phases=["entry", "b"])
    assert refused.value.sentence.code == "unknown_phase"


def test_nothing_at_all_is_too_few():
    with pytest.raises(TooFewError):
        occupancy([], [], [], [])


def test_beyond_follow_up_there_is_no_figure():
    found = occupancy(*COLUMNS, at=20)
    assert found.named()["t20"] == [None] * 4
    assert found.warnings[0].code == "beyond_follow_up"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["a", "b", "censor"])), min_size=1, max_size=4),
        min_size=2,
        max_size=12,
    ),
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
)
def test_shares_are_shares_whatever_happens(people, entries):
    rows = []
    for place, moves in enumerate(people):
        now = entries[place]
        for length, phase in moves:
            rows.append((place, now, now + length, phase))
            now += length
    columns = [list(each) for each in zip(*rows, strict=True)]
    found = occupancy(*columns, at=[2, 4])
    assert all(sum(each) == pytest.approx(1) and min(each) >= 0 for each in found.shares)
    months = [[each / 30.4375 for each in column] for column in columns[1:3]]
    other = occupancy(columns[0], *months, columns[3])
    assert np.allclose(other.shares, found.shares)


odd = st.one_of(st.none(), st.floats(), st.integers(-3, 5), st.text(max_size=3), st.booleans())
odd_column = st.one_of(st.lists(odd, max_size=4), odd)


@settings(max_examples=50, deadline=None)
@given(odd_column, odd_column, odd_column, odd_column, odd)
def test_nothing_but_documented_errors_is_raised(person, start, stop, phase, at):
    for work in (
        lambda: occupancy(person, start, stop, phase, at=at),
        lambda: occupancy([1, 2], [0, 0], [2, 3], phase, from_state=start, phases=stop),
        lambda: transitions([1, 2], start, stop, ["a", "b"], at=person),
        lambda: time_in_phase(person, start, [3, 4], phase),
        lambda: stuck(person, [0, 0], stop, phase, at),
    ):
        with contextlib.suppress(EvaluationError):
            work().as_dict()

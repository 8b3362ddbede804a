"""The figures of a closed period stand still until enough persons are concerned."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError
from praktiknara.evaluation.protection.revision import revise_period

SPRING = {"U1": 15, "U2": 27, "U1 K": 12, "U1 M": 3, "total": 42}


def test_one_late_registration_changes_no_frozen_number():
    late = SPRING | {"U1": 16, "U1 M": 4, "total": 43}
    result = revise_period(SPRING, late, hidden=["U1 M"])
    assert result.decision == "wait"
    assert result.published == {"U1": 15, "U2": 27, "U1 K": 12, "total": 42}
    assert [warning.code for warning in result.warnings] == ["revision_waits"]


def test_five_at_once_are_published():
    late = SPRING | {"U1": 20, "U1 K": 17, "total": 47}
    result = revise_period(SPRING, late, hidden=["U1 M"])
    assert result.decision == "publish"
    assert result.published["U1"] == 20
    assert "U1 M" not in result.published


def test_a_small_change_in_what_is_held_back_makes_all_wait():
    late = SPRING | {"U1": 20, "U1 K": 16, "U1 M": 4, "total": 47}
    assert revise_period(SPRING, late, hidden=["U1 M"]).decision == "wait"


def test_one_who_leaves_as_another_comes_is_seen_when_persons_are_given():
    before = {"U1": ["ada", "bo", "cai", "disa", "eva"]}
    after = {"U1": ["ada", "bo", "cai", "disa", "finn"]}
    result = revise_period(before, after)
    assert result.decision == "wait"
    assert result.published == {"U1": 5}
    assert revise_period(before, before).decision == "unchanged"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.data())
def test_no_frozen_number_ever_moves_by_a_few(counts, data):
    moves = data.draw(st.lists(st.integers(-8, 8), min_size=len(counts), max_size=len(counts)))
    frozen = {f"U{at}": count for at, count in enumerate(counts)}
    current = {name: max(0, frozen[name] + move) for name, move in zip(frozen, moves, strict=True)}
    result = revise_period(frozen, current)
    for name, count in result.published.items():
        assert count == frozen[name] or abs(count - frozen[name]) >= 5
    if result.decision != "publish":
        assert result.published == frozen


@pytest.mark.parametrize(
    ("frozen", "current", "hidden"),
    [
        ({}, {}, []),
        ({"a": 5}, {"b": 5}, []),
        ({"a": 5}, {"a": -1}, []),
        ({"a": 5}, {"a": ["x"]}, []),
        ({"a": ["x", "x"]}, {"a": ["x"]}, []),
        ({"a": 5}, {"a": 5}, ["b"]),
        ([5], [5], []),
    ],
)
def test_revisions_that_cannot_be_are_refused(frozen, current, hidden):
    with pytest.raises(EvaluationError):
        revise_period(frozen, current, hidden)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(anything, anything, anything)
def test_anything_else_is_refused_by_name(one, two, three):
    for attempt in (lambda: revise_period(one, two, three), lambda: revise_period({"a": one}, {"a": two})):
        with contextlib.suppress(EvaluationError):
            attempt()

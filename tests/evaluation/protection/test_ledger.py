"""A ledger remembers all that was shown of a dataset, and says what may be shown next."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError
from praktiknara.evaluation.protection.cube import Artefact, Key, Variable, cube_from
from praktiknara.evaluation.protection.ledger import Ledger, population_where, populations_of
from praktiknara.evaluation.protection.means import mean_differencing
from praktiknara.evaluation.protection.queries import admit_views


def by_age(**counts):
    """A cube of ages by gender: by_age(a18=(20, 14)) is 20 women and 14 men of 18."""
    return cube_from(
        {
            "variables": ["age", "gender"],
            "cells": [
                {"key": [age.removeprefix("a"), gender], "count": count}
                for age, pair in counts.items()
                for gender, count in zip("KM", pair, strict=True)
            ],
        }
    )


AGES = by_age(a18=(20, 14), a19=(16, 11), a20=(13, 9), a21=(1, 2), a22=(12, 8))


def ages(*values, statistic="", **more):
    return population_where(statistic, age=[str(value) for value in values], **more)


def test_what_is_large_enough_is_shown_and_stands_in_the_ledger():
    empty = Ledger("2026-01", AGES.variables)
    ledger, decision = empty.admit(ages(18), AGES)
    assert decision.admitted
    assert decision.reason is None
    assert [count for _, count in ledger.shown] == [34]
    assert empty.shown == ()
    again, decision = ledger.admit(ages(18), AGES)
    assert decision.admitted
    assert again == ledger


def test_a_selection_of_a_few_is_refused_with_a_wider_one_offered():
    ledger, decision = Ledger("2026-01", AGES.variables).admit(ages(21), AGES)
    assert not decision.admitted
    assert ledger.shown == ()
    assert decision.reason is not None
    assert decision.reason.code == "too_close"
    assert decision.offer is not None
    assert decision.offer == ages(20, 21)
    assert ledger.admit(decision.offer, AGES)[1].admitted


def test_the_offer_heeds_what_was_shown_before():
    ledger, _ = Ledger("2026-01", AGES.variables).admit(ages(18, 19, 20), AGES)
    _, decision = ledger.admit(ages(18, 19, 20, 21), AGES)
    assert not decision.admitted
    assert decision.offer == population_where()
    assert ledger.admit(decision.offer, AGES)[1].admitted


def test_several_populations_are_admitted_together_or_not_at_all():
    empty = Ledger("2026-01", AGES.variables)
    ledger, decision = empty.admit([ages(18), ages(21)], AGES)
    assert not decision.admitted
    assert decision.offer is None
    assert ledger == empty


def test_a_mean_needs_ten_persons():
    cube = by_age(a18=(6, 30))
    women = population_where("mean", gender=["K"])
    ledger = Ledger("2026-01", cube.variables)
    assert not ledger.admit(women, cube)[1].admitted
    assert ledger.admit(population_where(gender=["K"]), cube)[1].admitted


def test_means_whose_difference_holds_only_three_persons_are_refused():
    cube = cube_from(
        {
            "variables": ["group"],
            "cells": [
                {"key": [name], "count": count} for name, count in {"a": 1, "b": 30, "c": 2, "d": 40}.items()
            ],
        }
    )
    counts = [population_where(group=list(pair)) for pair in ("ab", "bc")]
    means = [population_where("mean", group=list(pair)) for pair in ("ab", "bc")]
    ledger, decision = Ledger("1", cube.variables).admit(counts, cube)
    assert decision.admitted  # a and c can each be anything
    ledger, decision = Ledger("1", cube.variables).admit(means[0], cube)
    assert decision.admitted
    # Both means: the sum of a's scores less c's is known, of three persons.
    assert not ledger.admit(means[1], cube)[1].admitted


def test_an_artefact_stands_in_the_ledger_as_all_it_publishes():
    shown: dict[Key, int] = {
        ("18", "*"): 34,
        ("19", "*"): 27,
        ("22", "*"): 20,
        ("*", "*"): 106,
    }
    artefact = Artefact(AGES.variables, (("age",), ()), 5, shown, (("20", "*"), ("21", "*")))
    ledger, decision = Ledger("2026-01", AGES.variables).admit(populations_of(artefact), AGES)
    assert decision.admitted
    assert len(ledger.shown) == 4
    assert not ledger.admit(ages(20), AGES)[1].admitted


def test_it_is_stored_and_read_again_and_tells_only_what_was_shown():
    ledger, _ = Ledger("2026-01", AGES.variables).admit(ages(18, gender=["K"], statistic="mean"), AGES)
    told = json.loads(json.dumps(ledger.as_dict()))
    assert Ledger.from_dict(told) == ledger
    assert told["shown"] == [
        {"where": {"age": ["18"], "gender": ["K"]}, "statistic": "mean", "count": 20},
    ]


def test_another_version_of_the_data_needs_a_ledger_of_its_own():
    ledger, _ = Ledger("2026-01", AGES.variables).admit(ages(18), AGES)
    late = by_age(a18=(21, 14), a19=(16, 11), a20=(13, 9), a21=(1, 2), a22=(12, 8))
    with pytest.raises(RefusedError) as caught:
        ledger.admit(ages(19), late)
    assert caught.value.sentence.code == "other_version"
    with pytest.raises(InputError):
        ledger.admit(ages(19), cube_from({"variables": ["x"], "cells": [{"key": ["y"], "count": 9}]}))


def test_too_many_cells_are_for_tables_made_beforehand():
    with pytest.raises(RefusedError) as caught:
        Ledger("1", (Variable("day", tuple(str(day) for day in range(2001))),))
    assert caught.value.sentence.code == "cube_only"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"version": "1", "variables": [], "shown": []},
        {"version": "1", "variables": [{"name": "a", "values": ["x"]}], "shown": [{"where": 3}]},
        {
            "version": "1",
            "variables": [{"name": "a", "values": ["x"]}],
            "shown": [{"where": {"a": ["z"]}, "statistic": "", "count": 9}],
        },
    ],
)
def test_a_ledger_that_cannot_be_one_is_refused(wrong):
    with pytest.raises(EvaluationError):
        Ledger.from_dict(wrong)


def test_an_unknown_variable_or_value_is_refused():
    ledger = Ledger("2026-01", AGES.variables)
    with pytest.raises(InputError):
        ledger.admit(population_where(unit=["U1"]), AGES)
    with pytest.raises(InputError):
        ledger.admit(ages(99), AGES)


def tables_that_agree(counts, shown):
    """All whole-number tables of so few atoms that agree with what was shown."""
    most = max((total for _, total in shown), default=0)
    return [
        table
        for table in itertools.product(range(most + 1), repeat=len(counts))
        if all(sum(table[at] for at in atoms) == total for atoms, total in shown)
    ]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7]), min_size=4, max_size=4),
    st.permutations(
        list(itertools.chain.from_iterable(itertools.combinations("abcd", size) for size in (1, 2, 3, 4)))
    ),
)
def test_whatever_the_order_no_atom_of_a_few_can_be_told(counts, order):
    cube = cube_from(
        {
            "variables": [{"name": "group", "values": list("abcd")}],
            "cells": [{"key": [name], "count": count} for name, count in zip("abcd", counts, strict=True)],
        }
    )
    ledger = Ledger("1", cube.variables)
    for names in order[:8]:
        ledger, _ = ledger.admit(population_where(group=list(names)), cube)
    backwards = Ledger("1", cube.variables, shown=ledger.shown[::-1])
    assert ledger.is_safe(cube)
    assert backwards.is_safe(cube)
    shown = [(ledger.atoms(each), total) for each, total in ledger.shown]
    covered = {at for atoms, _ in shown for at in atoms.tolist()}
    if sum(counts) > 14 or len(covered) < 4:
        return
    tables = np.array(tables_that_agree(counts, shown))
    for at, count in enumerate(counts):
        if 1 <= count <= 4:
            low, high = int(tables[:, at].min()), int(tables[:, at].max())
            assert high >= 5
            assert low <= count - 1
            assert high - low >= 5
    for names in itertools.chain.from_iterable(itertools.combinations(range(4), size) for size in (1, 2, 3)):
        group = tables[:, list(names)].sum(axis=1)
        if 1 <= sum(counts[at] for at in names) <= 4:
            assert len(set(group.tolist())) > 1


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=10, max_size=10),
    st.lists(
        st.tuples(st.sets(st.sampled_from(range(5)), min_size=1), st.sampled_from(["K", "M", "KM"])),
        max_size=5,
    ),
    st.lists(
        st.tuples(st.sets(st.sampled_from(range(5)), min_size=1), st.sampled_from(["K", "M", "KM"])),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_two_users_share_one_ledger_and_learn_no_more_together(counts, his, hers, random):
    cube = by_age(**{f"a{20 + at}": (counts[2 * at], counts[2 * at + 1]) for at in range(5)})
    asked = [
        population_where("mean", age=[str(20 + at) for at in sorted(found)], gender=list(genders))
        for found, genders in [*his, *hers]
    ]
    random.shuffle(asked)
    ledger = Ledger("1", cube.variables)
    for each in asked:
        ledger, _ = ledger.admit(each, cube)
    matrix = np.zeros((len(ledger.shown), 10))
    for row, (population, count) in enumerate(ledger.shown):
        assert count >= 10
        matrix[row, ledger.atoms(population)] = 1
    truth = cube.atoms.ravel()
    filled = truth > 0
    for few in itertools.combinations(np.flatnonzero(filled), 2):
        if truth[list(few)].sum() > 4 or not len(matrix):
            continue
        rest = filled.copy()
        rest[list(few)] = False
        # No combination of the means' sums leaves these few alone.
        assert np.linalg.matrix_rank(matrix[:, filled]) == np.linalg.matrix_rank(matrix[:, rest])


def test_questions_asked_in_a_row_are_answered_as_plain_values():
    cells = [{"key": ["18"], "count": 22}, {"key": ["19"], "count": 17}, {"key": ["20"], "count": 1}]
    views = [
        {"where": {"age": ["18", "19"]}, "statistic": "mean"},
        {},
        {"where": {"age": ["19"]}},
        {"where": {"age": ["20"]}},
    ]
    told = admit_views(["age"], cells, views).as_dict()
    assert told["answers"] == ["admit", "deny", "admit", "deny"]
    assert told["decisions"][1]["reason"]["code"] == "too_close"
    assert [each["count"] for each in told["ledger"]["shown"]] == [39, 17]


@pytest.mark.parametrize(
    "views",
    [
        "a",
        3,
        [3],
        [{"where": 3}],
        [{"where": {"age": "18"}}],
        [{"where": {"unit": ["A"]}}],
        [{"statistic": 1}],
    ],
)
def test_questions_that_cannot_be_are_refused(views):
    with pytest.raises(EvaluationError):
        admit_views(["age"], [{"key": ["18"], "count": 22}], views)


def test_two_means_give_one_mans_score():
    result = mean_differencing(all=[21, 58.3], women=[20, 58.0])
    assert result.recovered_score == pytest.approx(64.3, abs=1e-9)
    assert result.as_dict()["second_request"] == "deny"


def test_means_that_leave_nobody_or_enough_are_admitted():
    assert mean_differencing([21, 58.3], [21, 58.3]).recovered_score is None
    assert mean_differencing([21, 58.3], [21, 58.3]).second_request == "admit"
    assert mean_differencing([40, 58.3], [20, 58.0]).second_request == "admit"
    assert mean_differencing([40, 58.3], [9, 58.0]).second_request == "deny"


@settings(max_examples=30, deadline=None)
@given(
    st.integers(10, 40),
    st.integers(0, 30),
    st.floats(0, 100),
    st.floats(0, 100),
    st.floats(-50, 50),
)
def test_the_recovered_score_follows_the_scale(part, rest, mean, part_mean, shift):
    one = mean_differencing([part + rest, mean], [part, part_mean])
    moved = mean_differencing([part + rest, mean + shift], [part, part_mean + shift])
    assert one.second_request == moved.second_request
    if rest:
        assert moved.recovered_score == pytest.approx(one.recovered_score + shift, abs=1e-6)


@pytest.mark.parametrize(
    ("whole", "part"),
    [([20, 1.0], [21, 1.0]), ([1.5, 1], [1, 1]), ("21", [1, 1]), ([21], [1, 1]), ([21, 1, 2], [1, 1])],
)
def test_means_that_cannot_be_are_refused(whole, part):
    with pytest.raises(EvaluationError):
        mean_differencing(whole, part)

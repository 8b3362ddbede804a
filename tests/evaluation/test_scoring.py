"""Answers become scores: reversed items are turned, a missing answer is missing, and nothing impossible gets in."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError, TooFewError
from praktiknara.evaluation.instruments import check_scores, find, goal_attainment, score_instrument

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=14) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)
ANSWERS = st.lists(st.integers(1, 7), min_size=13, max_size=13)


class TestKasam:
    """Selma, Omar and Nora filled in KASAM with 13 questions; Tilde left the last one out."""

    people = {
        "all4": [4] * 13,
        "all7": [7] * 13,
        "all1": [1] * 13,
        "twelve_answered": [4] * 12 + [None],
    }

    def test_the_reference_scores(self):
        told = score_instrument("SOC-13", self.people).as_dict()
        assert (told["all4"], told["all7"], told["all1"]) == (52, 61, 43)
        assert told["twelve_answered"] is None
        assert (told["n"], told["missing"], told["total"]) == (3, 1, 4)
        assert "scores_missing" in {each["code"] for each in told["warnings"]}

    def test_all_seven_without_reversal_would_have_been_the_highest_score(self):
        assert score_instrument("SOC-13", [7] * 13).score == 61

    def test_the_best_answers_give_the_highest_score(self):
        best = [1 if place in find("SOC-13").reversed_items else 7 for place in range(1, 14)]
        result = score_instrument("SOC-13", best)
        assert result.score == 91
        assert {key: value[0] for key, value in result.subscales.items()} == {
            "comprehensibility": 35,
            "manageability": 28,
            "meaningfulness": 28,
        }

    @pytest.mark.parametrize("wrong", [8, 0, 35, 3.5, "3,5", "4", True, math.inf])
    def test_an_impossible_answer_is_rejected_and_never_clipped(self, wrong):
        with pytest.raises(InputError) as refused:
            score_instrument("SOC-13", [[4] * 13, [4, 4, wrong] + [4] * 10])
        assert refused.value.where == "items.3[1]"

    def test_a_score_needs_every_question(self):
        with pytest.raises(InputError) as refused:
            score_instrument("SOC-13", [4] * 12)
        assert refused.value.sentence.code == "wrong_number_of_items"
        assert "None" in refused.value.sentence.sv

    def test_it_says_under_which_licence(self):
        assert score_instrument("SOC-13", [4] * 13).warnings[0].code == "soc_licence"

    def test_clinical_use_is_refused_without_permission(self):
        with pytest.raises(RefusedError):
            score_instrument("SOC-13", [4] * 13, use="clinical")
        given_by_owner = {"uses": ["clinical"], "until": "2027-01-31", "document": "dnr 2026/7"}
        assert score_instrument(
            "SOC-13", [4] * 13, use="clinical", permission=given_by_owner, on="2026-11-22"
        ).score
        with pytest.raises(RefusedError):
            score_instrument("SOC-13", [4] * 13, use="clinical", permission=given_by_owner, on="2027-02-01")

    def test_every_shape_gives_the_same_scores(self):
        rows = [[1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [4] * 12 + [None]]
        frame = pd.DataFrame(rows, dtype=float)
        wanted = score_instrument("SOC-13", rows).scores
        assert score_instrument("SOC-13", frame).scores == wanted
        assert score_instrument("SOC-13", frame.to_numpy()).scores == wanted
        assert score_instrument("SOC-13", {"a": rows[0], "b": rows[1]}).scores == wanted
        assert score_instrument("SOC-13", frame.iloc[0]).score == wanted[0]

    @settings(max_examples=30)
    @given(people=st.lists(ANSWERS, min_size=1, max_size=5), data=st.data())
    def test_the_order_of_persons_does_not_matter(self, people, data):
        order = data.draw(st.permutations(range(len(people))))
        scores = score_instrument("SOC-13", people).scores
        assert score_instrument("SOC-13", [people[each] for each in order]).scores == tuple(
            scores[each] for each in order
        )
        assert all(score is not None and 13 <= score <= 91 for score in scores)

    @settings(max_examples=30)
    @given(answers=ANSWERS, place=st.integers(0, 12))
    def test_a_better_answer_never_lowers_the_score(self, answers, place):
        better = list(answers)
        better[place] += -1 if place + 1 in (1, 2, 3, 7, 10) else 1
        if 1 <= better[place] <= 7:
            first, second = score_instrument("SOC-13", [answers, better]).as_dict()["scores"]
            assert second == first + 1


class TestOtherInstruments:
    def test_core_10_replaces_one_missing_answer_and_no_more(self):
        turned = [4 if place in (2, 3) else 0 for place in range(1, 11)]
        result = score_instrument(
            "CORE-10", [turned, [4, 0, 0, 4, 4, 4, 4, 4, 4, None], [2] * 8 + [None, None]]
        )
        assert result.scores == (0, 40, None)
        assert (result.n, result.prorated, result.missing) == (2, 1, 1)

    def test_one_question_is_never_scaled_up_to_a_total(self):
        assert score_instrument("CORE-10", [4] + [None] * 9).score is None

    def test_core_om_is_the_mean_times_ten(self):
        result = score_instrument("CORE-OM", [2] * 34)
        assert result.score == 20
        assert {value[0] for value in result.subscales.values()} == {20}
        with_three_missing = score_instrument("CORE-OM", [2] * 31 + [None] * 3)
        assert with_three_missing.score == 20
        assert with_three_missing.subscales["functioning"] == (None,)

    def test_audit_has_answers_that_do_not_exist(self):
        assert score_instrument("AUDIT", [4] * 10).score == 40
        with pytest.raises(InputError, match="one of 0, 2, 4"):
            score_instrument("AUDIT", [1] * 10)
        assert score_instrument("DUDIT", [4] * 11).score == 44

    def test_ors_takes_tenths(self):
        assert score_instrument("ORS", [2.5, 3.1, 4.4, 5]).score == pytest.approx(15)

    def test_sdq_takes_scores_only(self):
        with pytest.raises(RefusedError) as refused:
            score_instrument("SDQ-parent", [1] * 25)
        assert refused.value.sentence.code == "scores_only"

    def test_ages_that_the_instrument_is_not_for_are_told(self):
        result = score_instrument("YP-CORE", [[1] * 10] * 3, ages=[9, 10, 15])
        assert next(each for each in result.warnings if each.code == "age_outside").sv.startswith(
            "2 personer"
        )

    def test_an_own_instrument_is_scored_by_its_own_rule(self):
        own = {
            "name": "Trivsel",
            "version": "1",
            "items": 2,
            "low": 1,
            "high": 5,
            "reversed": [2],
            "prorate": 1,
        }
        assert score_instrument(own, [[5, 1], [5, None], [None, None]]).scores == (10, 10, None)


class TestScoresFromElsewhere:
    def test_floor_and_ceiling_are_told(self):
        result = check_scores("SOC-13", [13, 91, 91, 60, None])
        assert (result.n, result.missing, result.floor, result.ceiling) == (4, 1, 0.25, 0.5)

    @pytest.mark.parametrize(
        ("name", "wrong"), [("SOC-13", 12), ("SOC-13", 92), ("SOC-13", 50.5), ("ORS", 350)]
    )
    def test_an_impossible_score_is_rejected(self, name, wrong):
        with pytest.raises(InputError) as refused:
            check_scores(name, [20, wrong])
        assert refused.value.where == "scores[1]"

    def test_subscales_have_ranges_of_their_own(self):
        assert check_scores("SDQ-self", [0, 10], subscale="emotional").high == 10
        with pytest.raises(InputError):
            check_scores("SDQ-self", [11], subscale="emotional")
        with pytest.raises(InputError):
            check_scores("SDQ-self", [5], subscale="happiness")

    def test_asi_has_no_total(self):
        with pytest.raises(InputError, match="alcohol"):
            check_scores("ASI", [0.2])
        assert check_scores("ASI", [0.2], subscale="alcohol").n == 1

    def test_no_score_is_no_result(self):
        with pytest.raises(TooFewError):
            check_scores("ORS", [None, None])


class TestGoals:
    """Amir set four goals; the first weighs most."""

    def test_the_textbook_formula(self):
        wanted = 50 + 10 * 6 / math.sqrt(0.7 * 15 + 0.3 * 49)
        assert pytest.approx(wanted) == goal_attainment([1, 0, -1, 2], weights=[3, 1, 1, 2]).T

    def test_all_as_expected_is_fifty(self):
        assert goal_attainment([0, 0, 0]).T == 50
        assert goal_attainment([[0], [0, 0]]).mean == 50

    def test_change_from_the_start(self):
        result = goal_attainment(
            {"Amir": [0, 1], "Elin": [1, None]}, baseline={"Elin": [-1, -1], "Amir": [-2, -2]}
        )
        assert result.as_dict()["Elin"] is None
        told = result.as_dict()
        assert told["change"][0] == pytest.approx(told["scores"][0] - told["baseline_scores"][0])
        assert {each.code for each in result.warnings} == {"persons_left_out", "cannot_show_effect"}

    @pytest.mark.parametrize("wrong", [3, -3, 0.5, "1", True])
    def test_a_level_is_one_of_five(self, wrong):
        with pytest.raises(InputError):
            goal_attainment([0, wrong])

    def test_weights_must_weigh_and_fit(self):
        for wrong in ([1, 0], [1], [1, -1]):
            with pytest.raises(InputError):
                goal_attainment([0, 1], weights=wrong)

    @settings(max_examples=30)
    @given(
        goals=st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=1, max_size=6),
        unit=st.floats(0.01, 100),
    )
    def test_neither_the_order_of_goals_nor_the_unit_of_weights_matters(self, goals, unit):
        levels, weights = zip(*goals, strict=True)
        score = goal_attainment(list(levels), weights=list(weights)).T
        again = goal_attainment(list(levels[::-1]), weights=[unit * each for each in weights[::-1]]).T
        assert again == pytest.approx(score)
        assert score is not None
        assert 13.4 <= score <= 86.6  # the catalogue's range


def test_a_hundred_thousand_persons_are_quick():
    rows = np.random.default_rng(7).integers(1, 8, (100_000, 13))
    assert score_instrument("SOC-13", rows).n == 100_000


@settings(max_examples=50, deadline=None)
@given(items=ANYTHING, other=ANYTHING)
def test_anything_gives_a_result_or_a_typed_error(items, other):
    for ask in (
        lambda: score_instrument("SOC-13", items),
        lambda: score_instrument("GOAL", items, ages=other),
        lambda: score_instrument("ORS", [1, 2, 3, 4], permission=items, on=other),
        lambda: check_scores("ORS", items, subscale=other),
        lambda: goal_attainment(items, baseline=other),
        lambda: goal_attainment(items, weights=other),
        lambda: goal_attainment([1], rho=other),
    ):
        try:
            told = ask().as_dict()
        except EvaluationError:
            continue
        assert isinstance(told["n"], int)

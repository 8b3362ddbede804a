"""How often the intervals of change hold the truth, and how often its tests cry wolf; each figure is printed."""

from typing import Any

import numpy as np
import pytest

from praktiknara.evaluation import change

pytestmark = pytest.mark.simulation
TIMES = 4000


def scores(rng: np.random.Generator, n: int, gain: float, r: float = 0.6, sd: float = 10) -> Any:
    """Draw normal scores before and after with correlation r and the same SD."""
    before = rng.normal(size=n)
    after = r * before + np.sqrt(1 - r**2) * rng.normal(size=n)
    return 50 + sd * before, 50 + gain + sd * after


@pytest.mark.parametrize("n", [12, 40])
def test_the_interval_of_the_mean_change(n):
    rng = np.random.default_rng(20)
    held = 0
    for _ in range(TIMES):
        result = change.mean_change(*scores(rng, n, gain=5))
        held += result.ci_low <= 5 <= result.ci_high

    print(f"t interval, n = {n}: {held / TIMES:.3f}")
    assert 0.93 <= held / TIMES <= 0.97


@pytest.mark.parametrize(("n", "d"), [(20, 0.0), (20, 0.5), (20, 1.0), (60, 1.0)])
def test_bonetts_interval(n, d):
    rng = np.random.default_rng(21)
    held = 0
    for _ in range(TIMES):
        result = change.mean_change(*scores(rng, n, gain=10 * d))
        held += result.ci_bonett_low <= d <= result.ci_bonett_high

    print(f"Bonett, n = {n}, d = {d}: {held / TIMES:.3f}")
    assert 0.93 <= held / TIMES <= 0.97


def test_the_median_and_hodges_lehmann_with_skewed_and_symmetric_changes():
    rng = np.random.default_rng(22)
    median = shift = 0
    for _ in range(2000):
        skewed = rng.exponential(5, size=35)
        result = change.mean_change(np.zeros(35), skewed)
        assert result.median_interval is not None
        median += result.median_interval.low <= 5 * np.log(2) <= result.median_interval.high
        ranks = change.wilcoxon_change(np.zeros(35), 2 + rng.standard_t(3, size=35))
        assert ranks.ci_low is not None
        assert ranks.ci_high is not None
        shift += ranks.ci_low <= 2 <= ranks.ci_high

    print(f"median, order statistics: {median / 2000:.3f}; Hodges–Lehmann: {shift / 2000:.3f}")
    assert 0.93 <= median / 2000 <= 0.99  # at least 95 % by construction
    assert 0.93 <= shift / 2000 <= 0.97


def test_tests_without_a_difference():
    rng = np.random.default_rng(23)
    wolf = {"paired t": 0, "Wilcoxon": 0}
    for _ in range(TIMES):
        pre, post = scores(rng, 25, gain=0)
        wolf["paired t"] += change.paired_t(pre, post).p < 0.05
        wolf["Wilcoxon"] += change.wilcoxon_change(pre, post).p < 0.05

    for name, many in wolf.items():
        print(f"{name}, type I: {many / TIMES:.3f}")
        assert 0.04 <= many / TIMES <= 0.06


@pytest.mark.parametrize("unequal", [1.0, 2.0])
def test_groups_without_a_difference(unequal):
    """Eighty persons in two groups of equal or unequal spread, without any difference in change."""
    rng = np.random.default_rng(24)
    group = np.array(["a"] * 30 + ["b"] * 50, dtype=object)
    wolf = {"adjusted for before, HC3": 0, "interaction, Welch": 0}
    held = 0
    for _ in range(TIMES):
        pre, post = scores(rng, 80, gain=3)
        post = post + np.where(group == "a", (unequal - 1) * rng.normal(0, 10, size=80), 0)
        adjusted = change.baseline_adjusted(pre, post, group)
        wolf["adjusted for before, HC3"] += adjusted.p < 0.05
        held += adjusted.ci_low <= 0 <= adjusted.ci_high
        wolf["interaction, Welch"] += change.interaction_test(pre, post, group).p < 0.05

    print(f"interval adjusted for before: {held / TIMES:.3f}")
    assert 0.93 <= held / TIMES <= 0.97
    for name, many in wolf.items():
        print(f"{name}, spread × {unequal}, type I: {many / TIMES:.3f}")
        assert 0.04 <= many / TIMES <= 0.06


def test_three_groups_without_a_difference():
    rng = np.random.default_rng(25)
    group = np.repeat(np.array(["a", "b", "c"], dtype=object), [15, 25, 40])
    many = 0
    for _ in range(TIMES):
        pre, post = scores(rng, 80, gain=3)
        many += change.interaction_test(pre, post, group).p < 0.05

    print(f"interaction of three groups, Welch, type I: {many / TIMES:.3f}")
    assert 0.04 <= many / TIMES <= 0.06


def test_reliable_change_finds_five_in_a_hundred_where_nothing_but_error_differs():
    rng = np.random.default_rng(26)
    true = rng.normal(50, 8, size=100_000)
    error = 4.0  # reliability .8, SD √80
    result = change.reliable_change(
        true + rng.normal(0, error, true.size), true + rng.normal(0, error, true.size), 0.8, s_pre=80**0.5
    )
    found = 1 - result.shares[2].count / result.n

    print(f"reliably changed by error alone: {found:.4f}")
    assert 0.045 <= found <= 0.055

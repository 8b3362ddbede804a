"""How often the intervals of shares hold the truth, and how often the tests cry wolf; each figure is printed."""

import numpy as np
import pytest
from scipy.stats import binom

from praktiknara.evaluation import shares

pytestmark = pytest.mark.simulation


@pytest.mark.parametrize("n", [10, 20, 50, 200])
def test_wilson_and_clopper_pearson_over_all_shares(n):
    """Exact coverage, averaged over a fine grid of true shares."""
    x = np.arange(n + 1)
    truth = np.linspace(0.001, 0.999, 999)
    chance = binom.pmf(x, n, truth[:, None])
    for name, function in (("Wilson", shares.wilson), ("Clopper–Pearson", shares.clopper_pearson)):
        rows = function(x, np.full(n + 1, n)).shares
        low, high = np.array([(row.low, row.high) for row in rows]).T
        covered = np.sum(chance * ((low <= truth[:, None]) & (truth[:, None] <= high)), axis=1)

        print(f"{name}, n = {n}: mean {covered.mean():.3f}, least {covered.min():.3f}")
        if name == "Wilson":
            assert 0.93 <= covered.mean() <= 0.97
        else:
            assert covered.min() >= 0.95


def test_newcombes_difference():
    rng = np.random.default_rng(31)
    truth = rng.uniform(0.05, 0.95, size=(4000, 2))
    sizes = rng.integers(20, 120, size=(4000, 2))
    x = rng.binomial(sizes, truth)
    rows = np.column_stack([x[:, 0], sizes[:, 0], x[:, 1], sizes[:, 1]])
    low, high = np.array(
        [(each.low, each.high) for each in shares.newcombe_difference(rows.tolist()).differences]
    ).T
    held = float(np.mean((low <= truth[:, 0] - truth[:, 1]) & (truth[:, 0] - truth[:, 1] <= high)))

    print(f"Newcombe, method 10: {held:.3f}")
    assert 0.93 <= held <= 0.97


def test_newcombes_paired_difference():
    rng = np.random.default_rng(32)
    held = 0
    for _ in range(4000):
        chance = rng.dirichlet([2, 1, 1, 2])
        both, first, second, neither = rng.multinomial(60, chance).tolist()
        result = shares.newcombe_paired(both, first, second, neither)
        held += result.ci_low <= chance[1] - chance[2] <= result.ci_high

    print(f"Newcombe paired, method 10: {held / 4000:.3f}")
    assert 0.93 <= held / 4000 <= 0.97


def test_katz_koopman_and_woolf():
    rng = np.random.default_rng(33)
    held = {"Katz": 0, "Koopman": 0, "Woolf": 0}
    for _ in range(2000):
        a, c = rng.binomial([60, 80], [0.35, 0.25])
        result = shares.two_by_two(int(a), int(60 - a), int(c), int(80 - c))
        assert result.RR_katz is not None
        assert result.OR_woolf is not None
        assert result.RR_koopman_low is not None
        assert result.RR_koopman_high is not None
        held["Katz"] += result.RR_katz.low <= 1.4 <= result.RR_katz.high
        held["Koopman"] += result.RR_koopman_low <= 1.4 <= result.RR_koopman_high
        held["Woolf"] += result.OR_woolf.low <= (0.35 / 0.65) / (0.25 / 0.75) <= result.OR_woolf.high

    for name, many in held.items():
        print(f"{name}: {many / 2000:.3f}")
        assert 0.93 <= many / 2000 <= 0.97


def test_groups_and_strata_without_a_difference():
    rng = np.random.default_rng(34)
    wolf = {"likelihood ratio, three groups": 0, "Tarone, four strata": 0}
    group = ["K"] * 60 + ["M"] * 80 + ["A"] * 30
    for _ in range(2000):
        table = {"gender": group, "response": rng.binomial(1, 0.4, size=170).tolist()}
        [division] = shares.responders_by_group(table, ["gender"], planned=["gender"]).divisions
        assert division.p is not None
        wolf["likelihood ratio, three groups"] += division.p < 0.05
        first, second = rng.binomial(70, 0.5, size=4), rng.binomial(70, 0.3, size=4)
        strata = np.column_stack([first, 70 - first, second, 70 - second]).tolist()
        wolf["Tarone, four strata"] += shares.odds_ratio_homogeneity(strata).p_tarone < 0.05

    for name, many in wolf.items():
        print(f"{name}, type I: {many / 2000:.3f}")
        assert 0.04 <= many / 2000 <= 0.06

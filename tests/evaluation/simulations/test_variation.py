"""How often the intervals for differences between units hold the truth."""

import math

import numpy as np
import pytest

from praktiknara.evaluation.variation import between_unit_variance, median_odds_ratio

pytestmark = pytest.mark.simulation


def test_median_odds_ratios():
    rng = np.random.default_rng(41)
    times, units, tau = 400, 25, 0.5
    truth = math.exp(math.sqrt(2) * tau * 0.6744897501960817)
    hits = 0
    for _ in range(times):
        size = rng.integers(30, 90, units)
        made = median_odds_ratio(
            rng.binomial(size, 1 / (1 + np.exp(0.5 - tau * rng.normal(size=units)))), np.arange(units), size
        )
        assert made.MOR_ci is not None
        hits += made.MOR_ci.low <= truth <= made.MOR_ci.high
    print(f"MOR, 25 units: 95 % interval covers {100 * hits / times:.1f} %")
    assert 93 <= 100 * hits / times <= 97


def test_shares_of_variance_between_units():
    rng = np.random.default_rng(42)
    times, units = 1000, np.repeat(np.arange(25), 12)
    hits = 0
    for _ in range(times):
        made = between_unit_variance(0.5 * rng.normal(size=25)[units] + rng.normal(size=300), units)
        hits += made.ICC_ci.low <= 0.2 <= made.ICC_ci.high
    print(f"ICC, 25 units: 95 % interval covers {100 * hits / times:.1f} %")
    assert 93 <= 100 * hits / times <= 97

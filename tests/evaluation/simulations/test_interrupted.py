"""Interrupted time series: the interval covers when the points hang together over time."""

import numpy as np
import pytest

from praktiknara.evaluation.interrupted import interrupted_time_series

pytestmark = pytest.mark.simulation


def noise(draw, n, rho):
    found = draw.normal(size=n + 50)
    for place in range(1, n + 50):
        found[place] += rho * found[place - 1]
    return found[50:]


def coverage(n, rho, errors, times, seed=1):
    draw, t = np.random.default_rng(seed), np.arange(n)
    jump = shift = 0
    for _ in range(times):
        y = 5 + 0.1 * t + 2 * (t >= n // 2) + noise(draw, n, rho)
        found = interrupted_time_series(y, n // 2, errors=errors)
        jump += found.level_change.interval.low <= 2 <= found.level_change.interval.high
        shift += found.slope_change.interval.low <= 0 <= found.slope_change.interval.high
    return jump / times, shift / times


@pytest.mark.parametrize(("n", "rho"), [(48, 0.0), (48, 0.4), (96, 0.4)])
def test_coverage_with_reml(n, rho):
    level, slope = coverage(n, rho, "ar1", 1_000)

    print(f"\nAR(1) by REML, n={n}, rho={rho}, coverage of level {level:.3f} and slope {slope:.3f}")
    assert 0.93 <= level <= 0.97
    assert 0.93 <= slope <= 0.97


def test_newey_west_is_too_narrow_in_short_series_and_says_so():
    level, slope = coverage(48, 0.4, "newey-west", 500)

    print(f"\nNewey–West, n=48, rho=0.4, coverage of level {level:.3f} and slope {slope:.3f} (warned of)")
    assert max(level, slope) < 0.93


def test_coverage_of_quasi_poisson():
    draw, t, times = np.random.default_rng(5), np.arange(48), 1_000
    covered = 0
    for _ in range(times):
        mean = 30 * np.exp(-0.3 * (t >= 24))
        y = draw.negative_binomial(20, 20 / (20 + mean))
        found = interrupted_time_series(y, 24, model="quasi-poisson").level_change
        covered += found.interval.low <= -0.3 <= found.interval.high

    print(f"\nquasi-Poisson, n=48, coverage of level {covered / times:.3f}")
    assert 0.93 <= covered / times <= 0.97

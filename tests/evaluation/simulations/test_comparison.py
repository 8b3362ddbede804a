"""Comparisons: the weighted and the matched interval cover the effect on the treated."""

import numpy as np
import pytest

from praktiknara.evaluation import comparison

pytestmark = pytest.mark.simulation
TIMES = 2_000


def covers(interval, value=0.0):
    return interval.low <= value <= interval.high


def people(draw, n=400):
    """Draw people among whom the older have the treatment more often and do better, and no effect at all."""
    age, before = draw.normal(size=n), draw.normal(size=n)
    treated = draw.random(n) < 1 / (1 + np.exp(1 - 0.7 * age - 0.4 * before))
    return {"t": treated, "age": age, "before": before, "y": age + 0.5 * before + draw.normal(size=n)}


@pytest.mark.parametrize("estimand", ["ATT", "ATE", "ATO"])
def test_weighting(estimand):
    draw = np.random.default_rng(1)
    covered = 0
    for _ in range(TIMES):
        found = comparison.weighting(people(draw), "t", ["age", "before"], "y", estimand=estimand).interval
        covered += covers(found)

    print(
        f"\n{estimand} weighting, n=400, coverage {covered / TIMES:.3f}, type-I error {1 - covered / TIMES:.3f}"
    )
    assert 0.93 <= covered / TIMES <= 0.97


def test_matching():
    draw = np.random.default_rng(2)
    covered = 0
    for _ in range(1_000):
        found = comparison.match(people(draw), "t", ["age", "before"], "y", caliper=0.2).interval
        covered += covers(found)

    print(f"\nmatching with regression, n=400, coverage {covered / 1_000:.3f}")
    assert 0.93 <= covered / 1_000 <= 0.97


@pytest.mark.parametrize("method", ["welch", "pooled"])
def test_means(method):
    draw = np.random.default_rng(3)
    spread = 3 if method == "welch" else 1
    covered = 0
    for _ in range(TIMES * 2):
        one, zero = draw.normal(0, 1, 30), draw.normal(0, spread, 20)
        found = comparison.compare_means(one, zero, method).interval
        covered += covers(found)

    print(f"\n{method}, 30 and 20, coverage {covered / TIMES / 2:.3f}")
    assert 0.94 <= covered / TIMES / 2 <= 0.96

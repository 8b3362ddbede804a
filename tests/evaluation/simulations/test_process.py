"""How often charts over time and funnels raise a false alarm when nothing has happened."""

import numpy as np
import pytest

from praktiknara.evaluation.funnel import funnel_proportion, funnel_ratio
from praktiknara.evaluation.process import p_chart, run_chart, xmr_chart

pytestmark = pytest.mark.simulation


def test_points_outside_limits_when_nothing_changes():
    rng = np.random.default_rng(11)
    times, points = 2000, 24
    outside = {"p": 0, "XmR": 0}
    for _ in range(times):
        outside["p"] += len(p_chart(rng.binomial(100, 0.3, points), 100).out_of_control)
        outside["XmR"] += len(xmr_chart(rng.normal(size=points)).out_of_control)
    for kind, many in outside.items():
        print(f"{kind}: {100 * many / (times * points):.2f} % of points outside")
    assert outside["p"] / (times * points) < 0.006
    assert outside["XmR"] / (times * points) < 0.012


def test_shifts_seen_by_the_run_rules_when_nothing_changes():
    rng = np.random.default_rng(12)
    seen = np.mean([run_chart(rng.normal(size=24)).runs.signal for _ in range(4000)])
    print(f"run rules, 24 points: {100 * seen:.1f} % of series signal a shift")
    assert seen < 0.1


def test_larger_shifts_are_seen_more_often():
    rng = np.random.default_rng(13)
    seen = []
    for shift in (0.0, 1.0, 2.0, 3.0):
        series = rng.normal(size=(2000, 24)) + np.repeat([0.0, shift], 12)
        seen.append(float(np.mean([run_chart(row).runs.signal for row in series])))
        print(f"run rules, a shift of {shift:g} SD after 12 of 24 points: seen in {100 * seen[-1]:.1f} %")
    assert seen == sorted(seen)


def test_units_outside_the_limits_of_chance():
    rng = np.random.default_rng(14)
    times, units = 1000, 14
    found = np.zeros((2, 2))
    for _ in range(times):
        size = rng.integers(60, 500, units)
        made = funnel_proportion(rng.binomial(size, 0.4), size, target=0.4)
        ratio = funnel_ratio(rng.poisson(size), size)
        for row, each in enumerate((made, ratio)):
            found[row] += len(each.outside_95), len(each.outside_998)
    found *= 100 / (times * units)
    print(f"funnel of shares: {found[0, 0]:.2f} % outside 95, {found[0, 1]:.2f} % outside 99.8")
    print(f"funnel of ratios: {found[1, 0]:.2f} % outside 95, {found[1, 1]:.2f} % outside 99.8")
    assert 3.0 < found[0, 0] < 6.0
    assert 3.0 < found[1, 0] < 6.0
    assert (found[:, 1] < 0.5).all()

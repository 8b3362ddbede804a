"""How often the intervals of mixed models hold the truth, and how often they see what is not there."""

import numpy as np
import pytest

from praktiknara.evaluation.repeated import growth_model, repeated_measures

pytestmark = pytest.mark.simulation


def test_change_and_group_by_time_with_values_missing():
    rng = np.random.default_rng(31)
    times, persons = 2000, 60
    groups, truth = np.repeat(["a", "b"], persons // 2), np.array([0, 0.3, 0.5])
    hits, false = 0, 0
    for _ in range(times):
        wide = rng.normal(size=(persons, 1)) + rng.normal(size=(persons, 3)) + truth
        gone = rng.random((persons, 3)) < np.array([0, 0.15, 0.3])
        made = repeated_measures(
            {
                "person": np.repeat(np.arange(persons), 3),
                "time": np.tile([0, 6, 12], persons),
                "value": np.where(gone, np.nan, wide).ravel(),
                "group": np.repeat(groups, 3),
            },
            group="group",
        )
        hits += made.changes[1].ci_low <= 0.5 <= made.changes[1].ci_high
        assert made.interaction is not None
        false += made.interaction.p < 0.05
    print(f"change at the last time: 95 % interval covers {100 * hits / times:.1f} %")
    print(f"group x time: {100 * false / times:.1f} % false")
    assert 93 <= 100 * hits / times <= 97
    assert 4 <= 100 * false / times <= 6


def test_slopes_that_differ_between_persons():
    rng = np.random.default_rng(32)
    times, persons, clock = 600, 40, np.arange(4)
    hits = 0
    for _ in range(times):
        own = rng.normal(size=(persons, 2)) * [1.0, 0.4] + [5.0, 0.5]
        wide = own[:, :1] + own[:, 1:] * clock + 0.7 * rng.normal(size=(persons, 4))
        made = growth_model(
            {
                "person": np.repeat(np.arange(persons), 4),
                "time": np.tile(clock, persons),
                "value": wide.ravel(),
            }
        )
        hits += made.slopes[0].ci_low <= 0.5 <= made.slopes[0].ci_high
    print(f"slope: 95 % interval covers {100 * hits / times:.1f} %")
    assert 93 <= 100 * hits / times <= 97

"""How often intervals cover and tests reject when events compete, and for movement between phases."""

from typing import Any

import numpy as np
import pytest

from praktiknara.evaluation import competing as competing_analyses
from praktiknara.evaluation import phases as phases_analyses

# Called as in a notebook: with whatever is at hand.
cumulative_incidence: Any = competing_analyses.cumulative_incidence
gray_test: Any = competing_analyses.gray_test
occupancy: Any = phases_analyses.occupancy


pytestmark = pytest.mark.simulation
PERSONS, TIMES = 150, 2500


def competing(draw, first, second, n=PERSONS):
    """Give times and causes (0 censored) for two constant rates, follow-up ending between 0.5 and 3."""
    time, end = draw.exponential(1 / (first + second), n), draw.uniform(0.5, 3, n)
    cause = np.where(draw.random(n) < first / (first + second), 1, 2)
    return np.minimum(time, end), np.where(time <= end, cause, 0)


def told(name, share):
    print(f"\n{name}: {100 * share:.1f} %")
    return share


@pytest.mark.parametrize("variance", ["aalen", "delta"])
def test_the_interval_of_a_cumulative_incidence_covers(variance):
    draw, truth = np.random.default_rng(21), 0.6 / 1.1 * (1 - np.exp(-1.1))
    hits = 0
    for _ in range(TIMES):
        point = cumulative_incidence(*competing(draw, 0.6, 0.5), at=1, variance=variance).curves[0].at[0]
        hits += point.low <= truth <= point.high
    assert 0.93 <= told(f"cumulative incidence, {variance}", hits / TIMES) <= 0.97


def test_grays_test_rejects_one_in_twenty():
    draw, group, rejected = np.random.default_rng(22), ["a"] * 75 + ["b"] * 75, 0
    for _ in range(TIMES):
        rejected += gray_test(*competing(draw, 0.6, 0.5), group).p < 0.05
    assert 0.04 <= told("Gray's test, rejected under no difference", rejected / TIMES) <= 0.06


def test_the_interval_of_a_share_in_a_phase_covers():
    draw, truth, hits, times = np.random.default_rng(23), 0.0, 0, 1000
    truth = 2 * (np.exp(-0.5) - np.exp(-1))  # entry → a at rate 1, a → b at rate 0.5, at time 1
    for _ in range(times):
        first, second, end = draw.exponential(1, 100), draw.exponential(2, 100), draw.uniform(0.5, 3, 100)
        rows = []
        for person in range(100):
            moved, done, last = first[person], first[person] + second[person], end[person]
            if last < moved:
                rows.append((person, 0, last, "censor"))
                continue
            rows.append((person, 0, moved, "a"))
            rows.append((person, moved, min(done, last), "b" if done <= last else "censor"))
        found = occupancy(*(list(each) for each in zip(*rows, strict=True)), at=1)
        point = next(each for each in found.at if each.phase == "a")
        hits += point.low <= truth <= point.high
    assert 0.93 <= told("share in a phase", hits / times) <= 0.97

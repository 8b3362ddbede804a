"""How often intervals cover and tests reject for time to an event, in data where the truth is known."""

from typing import Any

import numpy as np
import pytest

from praktiknara.evaluation import cox as cox_analyses
from praktiknara.evaluation import survival as survival_analyses

# Called as in a notebook: with whatever is at hand.
cox: Any = cox_analyses.cox
kaplan_meier: Any = survival_analyses.kaplan_meier
log_rank: Any = survival_analyses.log_rank
rmst: Any = survival_analyses.rmst


pytestmark = pytest.mark.simulation
PERSONS, TIMES = 120, 2500


def followed(draw, rate, n=PERSONS):
    """Give times and events with risk `rate`, follow-up ending at random between 0.5 and 3."""
    event, end = draw.exponential(1 / rate, n), draw.uniform(0.5, 3, n)
    return np.minimum(event, end), event <= end


def told(name, share):
    print(f"\n{name}: {100 * share:.1f} %")
    return share


def test_the_interval_of_a_share_covers():
    draw, truth = np.random.default_rng(11), np.exp(-1)
    hits = 0
    for _ in range(TIMES):
        point = kaplan_meier(*followed(draw, 1.0), at=1).groups[0].at[0]
        hits += point.low <= truth <= point.high
    assert 0.93 <= told("Kaplan–Meier at one time, log-log", hits / TIMES) <= 0.97


def test_the_interval_of_a_median_covers():
    draw, truth = np.random.default_rng(12), np.log(2)
    hits = 0
    for _ in range(TIMES):
        median = kaplan_meier(*followed(draw, 1.0)).groups[0].median
        hits += median.low <= truth <= (np.inf if median.high is None else median.high)
    assert 0.93 <= told("median, log-log", hits / TIMES) <= 0.97


def test_the_interval_of_a_difference_in_restricted_mean_covers():
    draw, group = np.random.default_rng(13), ["a"] * PERSONS + ["b"] * PERSONS
    truth = (1 - np.exp(-0.7)) / 0.7 - (1 - np.exp(-1))
    hits = 0
    for _ in range(TIMES):
        first, other = followed(draw, 1.0), followed(draw, 0.7)
        time, event = np.concatenate([first[0], other[0]]), np.concatenate([first[1], other[1]])
        found = rmst(time, event, 1.0, group).difference[0].interval
        hits += found.low <= truth <= found.high
    assert 0.93 <= told("difference in restricted mean", hits / TIMES) <= 0.97


@pytest.mark.parametrize("weights", ["log-rank", "gehan", "peto"])
def test_the_log_rank_test_rejects_one_in_twenty(weights):
    draw, group = np.random.default_rng(14), ["a"] * 60 + ["b"] * 60
    rejected = 0
    for _ in range(TIMES):
        rejected += log_rank(*followed(draw, 1.0), group, weights=weights).p < 0.05
    assert 0.04 <= told(f"{weights}, rejected under no difference", rejected / TIMES) <= 0.06


def test_the_interval_of_a_hazard_ratio_covers():
    draw, hits = np.random.default_rng(15), 0
    for _ in range(TIMES):
        x, other = draw.integers(0, 2, 150), draw.normal(size=150)
        found = cox(*followed(draw, np.exp(0.5 * x - 0.3 * other), 150), {"x": x, "other": other})
        interval = found.coefficients[0].interval
        hits += interval.low <= np.exp(0.5) <= interval.high
    assert 0.93 <= told("Cox, hazard ratio", hits / TIMES) <= 0.97


def test_the_test_of_proportional_hazards_rejects_one_in_twenty():
    draw, alone, together = np.random.default_rng(16), 0, 0
    for _ in range(TIMES):
        x, other = draw.integers(0, 2, 150), draw.normal(size=150)
        found = {
            each.name: each.p for each in cox(*followed(draw, np.exp(0.5 * x), 150), {"x": x, "z": other}).ph
        }
        alone += found["x"] < 0.05
        together += found["GLOBAL"] < 0.05
    assert 0.04 <= told("proportional hazards, one covariate", alone / TIMES) <= 0.06
    assert 0.04 <= told("proportional hazards, GLOBAL", together / TIMES) <= 0.06


def test_clustered_intervals_cover_when_persons_come_in_groups():
    draw, hits, times = np.random.default_rng(17), 0, 1000
    unit = np.repeat(np.arange(50), 4)
    for _ in range(times):
        x, frailty = np.repeat(draw.integers(0, 2, 50), 4), np.repeat(draw.gamma(4, 1 / 4, 50), 4)
        found = cox(*followed(draw, frailty, 200), {"x": x}, cluster=unit).coefficients[0].interval
        hits += found.low <= 1 <= found.high
    assert 0.93 <= told("Cox with clusters, robust", hits / times) <= 0.97

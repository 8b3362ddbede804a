"""Difference-in-differences: the interval covers, the tests err as often as they say, also with one treated area."""

import numpy as np
import pytest

from praktiknara.evaluation import differences

pytestmark = pytest.mark.simulation
TIMES = 2_000


def covers(interval, value=0.0):
    return interval.low <= value <= interval.high


def told(what, found, low, high):
    print(f"\n{what}: {found:.3f}")
    assert low <= found <= high


@pytest.mark.parametrize(("errors", "noise"), [("classical", (1, 1, 1, 1)), ("HC2", (1, 1, 1, 3))])
def test_persons_in_two_groups(errors, noise):
    draw = np.random.default_rng(1)
    treated, post = np.repeat([0, 0, 1, 1], 40), np.repeat([0, 1, 0, 1], 40)
    covered = rejected = 0
    for _ in range(TIMES):
        y = treated + 0.5 * post + draw.normal(0, np.repeat(noise, 40))
        rows = {"t": treated, "post": post, "y": y}
        found = differences.did(rows, "y", "t", "post", errors=errors)
        rejected += found.as_dict()["p"] < 0.05
        covered += covers(found.interval)

    told(f"{errors}, 4 × 40, coverage", covered / TIMES, 0.93, 0.97)
    told(f"{errors}, 4 × 40, type-I error", rejected / TIMES, 0.04, 0.06)


def panel(draw, areas, treated, periods=8, start=4):
    level = draw.normal(size=(areas, 1))
    walk = np.zeros((areas, periods))
    walk[:, 0] = draw.normal(size=areas)
    for place in range(1, periods):
        walk[:, place] = 0.5 * walk[:, place - 1] + draw.normal(size=areas)
    on = (np.arange(areas)[:, None] < treated) & (np.arange(periods) >= start)
    return {
        "area": np.repeat(np.arange(areas), periods),
        "year": np.tile(np.arange(periods), areas),
        "new": on.ravel(),
        "y": (level + 0.2 * np.arange(periods) + walk).ravel(),
    }


@pytest.mark.parametrize(("areas", "treated"), [(30, 15), (20, 10)])
def test_clustered_interval_over_many_areas(areas, treated):
    draw = np.random.default_rng(2)
    covered = 0
    for _ in range(TIMES):
        rows = panel(draw, areas, treated)
        found = differences.two_way_did(rows, "y", "area", "year", "new", draws=19).interval
        covered += covers(found)

    told(f"clustered, {treated} of {areas} areas, coverage", covered / TIMES, 0.93, 0.97)


@pytest.mark.parametrize(("areas", "treated"), [(20, 1), (14, 3)])
def test_type_one_error_of_the_placebo(areas, treated):
    draw = np.random.default_rng(3)
    rejected = 0
    for _ in range(TIMES):
        rows = panel(draw, areas, treated)
        found = differences.placebo(rows, "y", "area", "year", "new", draws=399)
        rejected += found.p <= 0.05

    told(f"placebo, {treated} of {areas} areas, type-I error", rejected / TIMES, 0.04, 0.06)


def test_one_treated_area_would_deceive_the_clustered_error():
    draw = np.random.default_rng(4)
    deceived = 0
    for _ in range(500):
        found = differences.two_way_did(panel(draw, 20, 1), "y", "area", "year", "new", draws=19)
        deceived += abs(found.did / found.se_cluster) > 2.093

    told("clustered error with one treated area (refused), type-I error", deceived / 500, 0.3, 1)

"""The model of a rise without effect, the Wilson interval and the bounds, tried against made-up people."""

import numpy as np
import pytest

from praktiknara.evaluation.claims import expected_rise
from praktiknara.evaluation.flow import bounds

pytestmark = pytest.mark.simulation


def test_people_without_effect_rise_as_often_as_the_model_says():
    rng = np.random.default_rng(20261122)
    first = np.full(1_000_000, -1.0)
    second = 0.7 * first + np.sqrt(1 - 0.7**2) * rng.standard_normal(first.size)
    rise = np.mean(second > first)
    reliably = np.mean((second - first) / (np.sqrt(2) * np.sqrt(1 - 0.82)) > 1.96)
    found = expected_rise(-1, 0.7, 0.82)
    print(
        f"rise {rise:.4f} (model {found.rise:.4f}), reliably {reliably:.4f} (model {found.rise_reliably:.4f})"
    )
    assert rise == pytest.approx(found.rise, abs=0.002)
    assert reliably == pytest.approx(found.rise_reliably, abs=0.002)


@pytest.mark.parametrize(("share", "n"), [(0.3, 60), (0.5, 145), (0.7, 145), (0.9, 145)])
def test_wilson_covers_the_truth(share, n):
    rng = np.random.default_rng(7)
    events = rng.binomial(n, share, 20_000)
    intervals = {each: bounds(int(each), n) for each in np.unique(events)}
    covered = np.mean([intervals[each].wilson_lo <= share <= intervals[each].wilson_hi for each in events])
    print(f"Wilson coverage, share {share}, n {n}: {covered:.4f}")
    assert 0.93 <= covered <= 0.97


def test_the_bounds_hold_whoever_is_lost():
    """Those who got worse are lost more often: the completers' share is wrong, and the bounds still hold."""
    rng = np.random.default_rng(11)
    held, off = [], []
    for _ in range(2_000):
        better = rng.random(220) < 0.5
        stayed = rng.random(220) < np.where(better, 0.85, 0.5)
        found = bounds(int((better & stayed).sum()), int(stayed.sum()), 220)
        held.append(found.worst <= better.mean() <= found.best)
        off.append(found.completer_share - better.mean())
    print(f"bounds hold in {np.mean(held):.4f}; completers' share is off by {np.mean(off):+.3f}")
    assert all(held)
    assert np.mean(off) > 0.1

"""How often the intervals for agreement and fidelity hold the truth."""

import numpy as np
import pytest

from praktiknara.evaluation.agreement import cohens_kappa, fidelity, icc

pytestmark = pytest.mark.simulation


def covers(interval, truth):
    return interval.low <= truth <= interval.high


def test_intervals_of_intraclass_correlations():
    rng = np.random.default_rng(21)
    times = 3000
    hits = np.zeros(3)
    for _ in range(times):
        target, rater = rng.normal(size=(30, 1)), 0.4 * rng.normal(size=(1, 3))
        alone = target + rng.normal(size=(30, 3)) * np.sqrt(0.5)
        both = icc(alone + rater)
        hits += (
            covers(icc(alone).intervals["ICC1_1"], 1 / 1.5),
            covers(both.ci, 1 / (1 + 0.16 + 0.5)),
            covers(both.intervals["ICC3_1"], 1 / 1.5),
        )
    for name, share in zip(("ICC(1,1)", "ICC(2,1)", "ICC(3,1)"), 100 * hits / times, strict=True):
        print(f"{name}: 95 % interval covers {share:.1f} %")
        assert 93 <= share <= 97


def test_intervals_of_kappa():
    rng = np.random.default_rng(22)
    truth = np.array([[0.4, 0.1], [0.1, 0.4]])
    hits = [
        covers(cohens_kappa(table=rng.multinomial(100, truth.ravel()).reshape(2, 2)).ci, 0.6)
        for _ in range(3000)
    ]
    print(f"kappa, 100 pairs: 95 % interval covers {100 * np.mean(hits):.1f} %")
    assert 0.93 <= np.mean(hits) <= 0.97


def test_intervals_of_fidelity():
    rng = np.random.default_rng(23)
    providers = np.repeat(np.arange(12), 5)
    alone, nested = [], []
    for _ in range(2000):
        scores = np.clip(3 + 0.4 * rng.normal(size=60), 1, 5)
        alone.append(covers(fidelity(scores, low=1, high=5, threshold=2).ci, 3))
        scores = np.clip(3 + 0.3 * rng.normal(size=12)[providers] + 0.4 * rng.normal(size=60), 1, 5)
        nested.append(covers(fidelity(scores, low=1, high=5, threshold=2, provider=providers).ci, 3))
    print(f"fidelity: {100 * np.mean(alone):.1f} % covered; by 12 providers {100 * np.mean(nested):.1f} %")
    assert 0.93 <= np.mean(alone) <= 0.97
    assert 0.93 <= np.mean(nested) <= 0.97

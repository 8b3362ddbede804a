"""The pooled interval covers the true mean as often as it says."""

import numpy as np
import pytest

from praktiknara.evaluation import pooling

pytestmark = pytest.mark.simulation
TIMES = 2_000


def told(what, found, low=0.93, high=0.97):
    print(f"\n{what}: {found:.3f}")
    assert low <= found <= high


@pytest.mark.parametrize("method", ["DL", "REML"])
@pytest.mark.parametrize(("k", "tau2"), [(5, 0.1), (10, 0.1), (10, 0.4)])
def test_coverage_of_hksj(method, k, tau2):
    draw = np.random.default_rng(1)
    covered = narrow = 0
    for _ in range(TIMES):
        se = draw.uniform(0.15, 0.45, k)
        y = 0.3 + draw.normal(0, np.sqrt(tau2), k) + draw.normal(0, se)
        found = pooling.pool(y, se, method=method).interval
        covered += found.low <= 0.3 <= found.high
        wald = pooling.pool(y, se, method=method, interval="wald").interval
        narrow += wald.low <= 0.3 <= wald.high

    print(f"\n{method}, k={k}, tau2={tau2}, Wald for comparison: {narrow / TIMES:.3f}")
    told(f"{method} with HKSJ, k={k}, tau2={tau2}, coverage", covered / TIMES)


# With evaluations of very different size the textbook interval is somewhat too narrow, which its warning
# "narrower_than_wald" tells of; HKSJ-adhoc is not.
@pytest.mark.parametrize(
    ("smallest", "largest", "interval", "most"),
    [(0.2, 0.3, "HKSJ", 0.06), (0.15, 0.45, "HKSJ-adhoc", 0.06), (0.15, 0.45, "HKSJ", 0.075)],
)
def test_type_one_error_of_hksj(smallest, largest, interval, most):
    draw = np.random.default_rng(2)
    rejected = 0
    for _ in range(TIMES * 2):
        se = draw.uniform(smallest, largest, 10)
        y = draw.normal(0, np.sqrt(0.1), 10) + draw.normal(0, se)
        rejected += pooling.pool(y, se, interval=interval).p < 0.05

    told(
        f"DL with {interval}, k=10, errors {smallest}–{largest}, type-I error",
        rejected / TIMES / 2,
        0.04,
        most,
    )

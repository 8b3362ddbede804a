"""Five hundred cubes by chance: the auditor finds each safe, and hardly more is held back than must be."""

import numpy as np
import pytest
from tests.evaluation.protection.random_cubes import counts_by_chance, table

from praktiknara.evaluation.protection.audit import audit
from praktiknara.evaluation.protection.publish import artefact_of
from praktiknara.evaluation.protection.suppress import suppress

CUBES = 500


@pytest.mark.simulation
def test_five_hundred_cubes_are_safe_and_near_the_least_cost():
    ratios, unsafe = [], 0
    for seed in range(CUBES):
        cube = table(counts_by_chance(seed))
        best = suppress(cube, method="exact")
        quick = suppress(cube, method="sequential")
        for pattern in (best, quick):
            unsafe += not audit(artefact_of(cube, pattern.suppressed), cube).safe
        if best.cost:
            ratios.append(quick.cost / best.cost)
    print(
        f"{CUBES} cubes, {unsafe} unsafe; cost of the sequential pattern over the cheapest: "
        f"mean {np.mean(ratios):.3f}, greatest {np.max(ratios):.3f}"
    )
    assert unsafe == 0
    assert np.max(ratios) <= 1.5
    assert np.mean(ratios) <= 1.2

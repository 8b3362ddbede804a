"""The run rules by Anhøj: whether a series has too long a run on one side of its middle, or crosses it too seldom."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from praktiknara.evaluation.read import Floats


@dataclass(frozen=True)
class RunRules:
    """Runs about a middle line: points on the line are not counted; None where no point lies off it."""

    n_useful: int
    longest_run: int | None
    longest_run_max: int | None
    n_crossings: int | None
    n_crossings_min: int | None
    signal: bool


def crossings_limit(n: int) -> int:
    """Give the least number of crossings that chance leaves in so many useful points: the 5 % quantile of B(n−1, ½)."""
    if n < 2:
        return 0
    trials = n - 1
    guess = max(0, math.floor(trials / 2 - 1.6449 * math.sqrt(trials) / 2) - 2)
    while guess > 0 and special.bdtr(guess - 1, trials, 0.5) >= 0.05:
        guess -= 1
    while special.bdtr(guess, trials, 0.5) < 0.05:
        guess += 1
    return guess


def run_limit(n: int) -> int:
    """Give the longest run that chance leaves in so many useful points: log2(n) + 3, rounded."""
    return round(math.log2(n) + 3)


def run_rules(values: Floats, middle: float) -> RunRules:
    """Hold a series against its middle; NaN and points on the middle are left out."""
    away = np.sign(values[~np.isnan(values)] - middle)
    away = away[away != 0]
    if not len(away):
        return RunRules(0, None, None, None, None, False)
    turns = np.flatnonzero(np.diff(away)) + 1
    ends = np.concatenate(([0], turns, [len(away)]))
    longest, crossings = int(np.diff(ends).max()), len(turns)
    longest_max, crossings_min = run_limit(len(away)), crossings_limit(len(away))
    return RunRules(
        len(away),
        longest,
        longest_max,
        crossings,
        crossings_min,
        longest > longest_max or crossings < crossings_min,
    )

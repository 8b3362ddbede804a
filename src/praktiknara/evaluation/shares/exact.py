"""The exact distribution of a two-by-two table given its margins: Fisher's test and the conditional odds ratio."""

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln

from praktiknara.evaluation.read import Floats

SAME = 1e-7  # tables this close in probability count as equally probable


class ExactTable:
    """A table a, b, c, d with all four margins given, of which `a` then follows Fisher's noncentral distribution."""

    def __init__(self, a: int, b: int, c: int, d: int) -> None:
        n1, n2, yes = a + b, c + d, a + c
        self.lowest, self.highest = max(0, yes - n2), min(n1, yes)
        x = np.arange(self.lowest, self.highest + 1, dtype=np.float64)
        weight = -(gammaln(x + 1) + gammaln(n1 - x + 1) + gammaln(yes - x + 1) + gammaln(n2 - yes + x + 1))
        self.a, self._x, self._weight = a, x, weight - weight.max()

    def chances(self, log_ratio: float = 0.0) -> Floats:
        """Give the probability of each possible a when the odds ratio is exp(log_ratio)."""
        weight = self._weight + (self._x - self.a) * log_ratio
        chance = np.exp(weight - weight.max())
        return np.asarray(chance / chance.sum(), dtype=np.float64)

    def p(self) -> float:
        """Give Fisher's two-sided p: the probability of all tables no more probable than this one."""
        chance = self.chances()
        return min(1.0, float(chance[chance <= chance[self.a - self.lowest] * (1 + SAME)].sum()))

    def odds_ratio(self) -> float | None:
        """Give the conditional maximum-likelihood odds ratio, None when it is infinite."""
        if self.a == self.highest:
            return None
        if self.a == self.lowest:
            return 0.0
        return self._solve(lambda log_ratio: float(self._x @ self.chances(log_ratio)), self.a)

    def limits(self, level: float) -> tuple[float, float | None]:
        """Give the exact limits of the odds ratio, half of what is left in each tail; None for an infinite upper one."""
        tail, place = (1 - level) / 2, self.a - self.lowest
        low = 0.0
        if self.a > self.lowest:
            low = self._solve(lambda log_ratio: float(self.chances(log_ratio)[place:].sum()), tail)
        high = None
        if self.a < self.highest:
            high = self._solve(lambda log_ratio: -float(self.chances(log_ratio)[: place + 1].sum()), -tail)
        return low, high

    @staticmethod
    def _solve(rising: Callable[[float], float], target: float) -> float:
        """Find the odds ratio at which something that rises with it reaches its target."""
        low, high = -1.0, 1.0
        while rising(low) > target and low > -500:
            low *= 2
        while rising(high) < target and high < 500:
            high *= 2
        for _ in range(60):
            middle = (low + high) / 2
            if rising(middle) < target:
                low = middle
            else:
                high = middle
        return float(np.exp((low + high) / 2))

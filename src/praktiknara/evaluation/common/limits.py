"""Limits for shares: Wilson's score interval, Clopper and Pearson's exact one, and Newcombe's for differences."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from praktiknara.evaluation.read import Floats


def wilson_limits(
    x: NDArray[np.int64] | Floats, n: NDArray[np.int64] | Floats, z: float, *, continuity: bool = False
) -> tuple[Floats, Floats]:
    """Give Wilson's score limits for x of n (n above zero), with the correction for continuity when asked."""
    count, size = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    p = count / size
    q = 1 - p
    if continuity:
        down = np.sqrt(np.maximum(z**2 - 2 - 1 / size + 4 * p * (size * q + 1), 0))
        up = np.sqrt(np.maximum(z**2 + 2 - 1 / size + 4 * p * (size * q - 1), 0))
        low = (2 * count + z**2 - 1 - z * down) / (2 * (size + z**2))
        high = (2 * count + z**2 + 1 + z * up) / (2 * (size + z**2))
    else:
        half = z * np.sqrt(p * q / size + z**2 / (4 * size**2))
        low = (p + z**2 / (2 * size) - half) / (1 + z**2 / size)
        high = (p + z**2 / (2 * size) + half) / (1 + z**2 / size)
    low = np.where(count == 0, 0.0, np.minimum(np.maximum(low, 0.0), p))
    high = np.where(count == size, 1.0, np.maximum(np.minimum(high, 1.0), p))
    return low, high


def exact_limits(x: NDArray[np.int64], n: NDArray[np.int64], level: float) -> tuple[Floats, Floats]:
    """Give Clopper and Pearson's limits for x of n (n above zero)."""
    tail = (1 - level) / 2
    count, rest = x.astype(np.float64), (n - x).astype(np.float64)
    low = np.where(count == 0, 0.0, betaincinv(np.maximum(count, 1), rest + 1, tail))
    high = np.where(rest == 0, 1.0, betaincinv(count + 1, np.maximum(rest, 1), 1 - tail))
    return low, high


def difference_limits(
    x1: NDArray[np.int64],
    n1: NDArray[np.int64],
    x2: NDArray[np.int64],
    n2: NDArray[np.int64],
    z: float,
    *,
    continuity: bool = False,
) -> tuple[Floats, Floats, Floats]:
    """Give p1 − p2 with Newcombe's hybrid score limits (method 10, or 11 with the correction for continuity)."""
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson_limits(x1, n1, z, continuity=continuity)
    low2, high2 = wilson_limits(x2, n2, z, continuity=continuity)
    difference = p1 - p2
    low = difference - np.hypot(p1 - low1, high2 - p2)
    high = difference + np.hypot(high1 - p1, p2 - low2)
    return difference, np.maximum(low, -1.0), np.minimum(high, 1.0)


def paired_difference_limits(
    both: int, only_first: int, only_second: int, neither: int, z: float, *, continuity: bool = True
) -> tuple[float, float, float]:
    """Give p1 − p2 of pairs with Newcombe's paired score limits (method 10; 8 without the corrected correlation)."""
    n = both + only_first + only_second + neither
    first, second = both + only_first, both + only_second
    low, high = wilson_limits(np.array([first, second]), np.array([n, n]), z)
    p1, p2 = first / n, second / n
    product = float(first) * (n - first) * second * (n - second)
    shared = float(both) * neither - float(only_first) * only_second
    if continuity and shared > 0:
        shared = max(shared - n / 2, 0.0)
    phi = shared / product**0.5 if product > 0 else 0.0
    down1, up1 = p1 - float(low[0]), float(high[0]) - p1
    down2, up2 = p2 - float(low[1]), float(high[1]) - p2
    below = max(down1**2 - 2 * phi * down1 * up2 + up2**2, 0.0) ** 0.5
    above = max(up1**2 - 2 * phi * up1 * down2 + down2**2, 0.0) ** 0.5
    difference = (only_first - only_second) / n
    return difference, max(difference - below, -1.0), min(difference + above, 1.0)

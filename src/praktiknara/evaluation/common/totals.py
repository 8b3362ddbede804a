"""Sums by code, as plain floating-point arrays."""

import numpy as np

from praktiknara.evaluation.read import Floats, Ints


def totals(codes: Ints, weights: Floats | None = None, length: int = 0) -> Floats:
    """Give the sum of the weights (or the number of rows) for each code from 0."""
    return np.bincount(codes, weights, length).astype(np.float64)

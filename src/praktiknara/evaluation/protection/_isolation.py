"""Whether sums over many persons can be added and subtracted until only a few are left."""

import numpy as np

from praktiknara.evaluation.read import Flags, Floats, Ints

_SECONDS = 20.0
# Greatest coefficient of a person's score in a combination that is looked for.
_GREATEST = 50.0


def isolates(system: Floats, persons: Ints, threshold: int) -> bool:
    """Say whether some linear combination of these sums is a set of classes with 1 to threshold − 1 persons."""
    small = persons < threshold
    basis = _combinations_within(system, small)
    counts = persons[small].astype(np.float64)
    if not len(basis) or not counts.any():
        return False
    # Columns: the combination's coefficients, then for each small class whether it is in the set.
    tie = np.hstack([basis.T, -np.eye(len(counts))])
    total = np.concatenate([np.zeros(len(basis)), counts])[None, :]
    return _feasible(
        np.vstack([tie, total]),
        np.concatenate([np.zeros(len(counts)), [1.0]]),
        np.concatenate([np.zeros(len(counts)), [threshold - 1.0]]),
        len(basis),
    )


def gives_scores(matrix: Floats, persons: Ints, threshold: int) -> bool:
    """Say whether some linear combination of these sums has no other persons in it than 1 to threshold − 1."""
    small = persons < threshold
    basis = _combinations_within(matrix, small)
    counts = persons[small].astype(np.float64)
    kinds, many = len(basis), len(counts)
    if not kinds:
        return False
    upper = np.hstack([basis.T, -_GREATEST * np.eye(many)])
    lower = np.hstack([-basis.T, -_GREATEST * np.eye(many)])
    total = np.concatenate([np.zeros(kinds), counts])[None, :]
    nothing = np.full(many, -np.inf)
    for one in range(many):
        if not np.abs(basis[:, one]).max() > 1e-9:
            continue
        pinned = np.concatenate([basis[:, one], np.zeros(many)])[None, :]
        if _feasible(
            np.vstack([upper, lower, total, pinned]),
            np.concatenate([nothing, nothing, [1.0], [1.0]]),
            np.concatenate([np.zeros(2 * many), [threshold - 1.0], [1.0]]),
            kinds,
        ):
            return True
    return False


def _feasible(matrix: Floats, low: Floats, high: Floats, free: int) -> bool:
    """Say whether anything meets these rows: the first `free` unknowns are any numbers, the others 0 or 1.

    What the solver does not settle in time counts as feasible, so that the view is refused.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    many = matrix.shape[1] - free
    answer = milp(
        np.zeros(matrix.shape[1]),
        integrality=np.concatenate([np.zeros(free), np.ones(many)]),
        bounds=Bounds(
            np.concatenate([np.full(free, -np.inf), np.zeros(many)]),
            np.concatenate([np.full(free, np.inf), np.ones(many)]),
        ),
        constraints=LinearConstraint(matrix, low, high),
        options={"time_limit": _SECONDS},
    )
    return int(answer.status) != 2


def _combinations_within(matrix: Floats, within: Flags) -> Floats:
    """Give a basis of the linear combinations of these rows that are 0 in every column outside `within`."""
    outside = matrix[:, ~within]
    left = np.eye(len(matrix))
    if outside.shape[1] and len(matrix):
        turned, sizes, _ = np.linalg.svd(outside, full_matrices=True)
        left = turned[:, int((sizes > 1e-9 * max(1.0, sizes[0])).sum()) :].T
    found = left @ matrix[:, within]
    if not found.size:
        return np.zeros((0, int(within.sum())))
    _, sizes, turned = np.linalg.svd(found, full_matrices=False)
    basis: Floats = turned[sizes > 1e-9 * max(1.0, sizes[0])]
    return basis

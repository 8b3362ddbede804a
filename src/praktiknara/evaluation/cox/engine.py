"""The partial likelihood of Cox's model over (start, stop] rows, in matrix form: its maximum, residuals and PH test."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from praktiknara.evaluation.read import Flags, Floats, Ints

_STEPS = 60
_FAR = 300.0  # a linear predictor spread wider than this is on its way to infinity


@dataclass(frozen=True)
class Rows:
    """One stratum: rows sorted by time, with where each row's entry and time fall among the distinct event times."""

    x: Floats
    event: Flags
    moments: Floats
    entered: Ints  # how many event times are at or before the row's entry
    left: Ints  # how many event times are at or before its time
    deaths: Ints  # the number of events at each event time
    pair_time: Ints  # for each event: which event time
    pair_share: (
        Floats  # for each event: the share of the tied events taken out of the denominator (Efron), else 0
    )
    original: Ints


@dataclass(frozen=True)
class Terms:
    """What one value of the coefficients gives: log-likelihood, score, information, and pieces for residuals."""

    loglik: float
    score: Floats
    information: Floats


@dataclass(frozen=True)
class Fit:
    """The maximum, with the information there, the score test's pieces, and how the search ended."""

    beta: Floats
    information: Floats
    loglik: float
    loglik_null: float
    score_null: float
    step: Floats  # the last Newton step: large where the likelihood has no maximum
    converged: bool
    steps: int


def prepare(
    x: Floats, time: Floats, entry: Floats | None, event: Flags, strata: Ints, ties: str
) -> list[Rows]:
    """Sort each stratum that has an event into what the sums need."""
    found = []
    for layer in np.unique(strata[event]):
        own = np.flatnonzero(strata == layer)
        own = own[np.argsort(time[own], kind="stable")]
        moments, place, deaths = np.unique(time[own][event[own]], return_inverse=True, return_counts=True)
        order = np.arange(len(place)) - np.searchsorted(place, np.arange(len(moments)))[place]
        share = order / deaths[place] if ties == "efron" else np.zeros(len(place))
        entered = (
            np.zeros(len(own), dtype=np.int64)
            if entry is None
            else np.searchsorted(moments, entry[own], side="right")
        )
        left = np.searchsorted(moments, time[own], side="right")
        found.append(Rows(x[own], event[own], moments, entered, left, deaths, place, share, own))
    return found


def _risk_sums(rows: Rows, values: Floats) -> Floats:
    """Sum values over those at risk at each event time: entry < time ≤ stop."""
    size = len(rows.moments)
    sums = np.zeros((size + 1, *values.shape[1:]))
    np.add.at(sums, rows.left, values)
    np.subtract.at(sums, rows.entered, values)
    return np.cumsum(sums[::-1], axis=0)[::-1][1:]


@dataclass(frozen=True)
class _Sums:
    """The pieces at one value of the coefficients: risk r, and for each event its denominator and weighted mean."""

    eta: Floats
    risk: Floats
    denominator: Floats
    mean: Floats


def _sums(rows: Rows, beta: Floats) -> _Sums:
    eta = rows.x @ beta
    eta = eta - eta.max()
    risk = np.exp(eta)
    weighted = risk[:, None] * rows.x
    s0, s1 = _risk_sums(rows, risk), _risk_sums(rows, weighted)
    own = rows.event
    k, f = rows.pair_time, rows.pair_share
    d0 = np.bincount(k, risk[own], minlength=len(rows.moments))
    d1 = np.column_stack(
        [np.bincount(k, weighted[own, j], minlength=len(rows.moments)) for j in range(rows.x.shape[1])]
    )
    denominator = s0[k] - f * d0[k]
    mean = (s1[k] - f[:, None] * d1[k]) / denominator[:, None]
    return _Sums(eta, risk, denominator, mean)


def _exposure(rows: Rows, sums: _Sums, values: Floats) -> Floats:
    """Sum value/denominator over the event times each row was at risk; tied events take part only with their share."""
    size = len(rows.moments)
    per = values / (sums.denominator if values.ndim == 1 else sums.denominator[:, None])
    total = np.zeros((size + 1, *values.shape[1:]))
    np.add.at(total, rows.pair_time + 1, per)
    along = np.cumsum(total, axis=0)
    found = along[rows.left] - along[rows.entered]
    removed = np.zeros((size, *values.shape[1:]))
    share = rows.pair_share if values.ndim == 1 else rows.pair_share[:, None]
    np.add.at(removed, rows.pair_time, share * per)
    found[rows.event] -= removed[rows.pair_time]
    return np.asarray(found)


def _curvature(rows: Rows, sums: _Sums, weight: Floats) -> Floats:
    """Sum weight·(variance of x among those at risk) over the events."""
    held = sums.risk * _exposure(rows, sums, weight)
    return (rows.x * held[:, None]).T @ rows.x - (sums.mean * weight[:, None]).T @ sums.mean


def terms(strata: list[Rows], beta: Floats) -> Terms:
    """Give log-likelihood, score and information at these coefficients, summed over strata."""
    size = len(beta)
    loglik, score, information = 0.0, np.zeros(size), np.zeros((size, size))
    for rows in strata:
        sums = _sums(rows, beta)
        loglik += float(sums.eta[rows.event].sum() - np.log(sums.denominator).sum())
        score += (rows.x[rows.event] - sums.mean).sum(axis=0)
        information += _curvature(rows, sums, np.ones(len(rows.pair_time)))
    return Terms(loglik, score, information)


def fit(strata: list[Rows], size: int) -> Fit:
    """Find the maximum by Newton's steps, halved whenever the likelihood falls.

    The search ends when the step is small, or tells by `converged` that it never became so.
    """
    beta = np.zeros(size)
    now = terms(strata, beta)
    null, score_null = now.loglik, float(now.score @ solve(now.information, now.score))
    step = np.full(size, np.inf)
    for count in range(1, _STEPS + 1):
        step = solve(now.information, now.score)
        ahead = _walk(strata, beta, step, now)
        if ahead is None:
            small = bool(np.abs(step).max() < 1e-6)
            return Fit(beta, now.information, now.loglik, null, score_null, step, small, count)
        beta, now = ahead
        if np.abs(step).max() < 1e-9:
            return Fit(beta, now.information, now.loglik, null, score_null, step, True, count)
    return Fit(beta, now.information, now.loglik, null, score_null, step, False, _STEPS)


def _walk(strata: list[Rows], beta: Floats, step: Floats, now: Terms) -> tuple[Floats, Terms] | None:
    """Take the step, or a half or a quarter of it, so that the likelihood does not fall; None when none will do."""
    for _ in range(25):
        there = beta + step
        spread = max(float(np.ptp(rows.x @ there)) for rows in strata)
        if np.isfinite(spread) and spread < _FAR:
            with np.errstate(divide="ignore", invalid="ignore"):
                new = terms(strata, there)
            if np.isfinite(new.loglik) and new.loglik >= now.loglik - 1e-10 * abs(now.loglik):
                return there, new
        step = step / 2
    return None


def solve(matrix: Floats, right: Floats) -> Floats:
    """Solve a symmetric system, leaving out directions in which the matrix holds nothing."""
    if not np.isfinite(matrix).all():
        return np.full_like(right, np.inf)
    return np.asarray(np.linalg.pinv(matrix, rcond=1e-13, hermitian=True) @ right)


def score_residuals(strata: list[Rows], beta: Floats, n: int) -> Floats:
    """Give each row's share of the score, by row number; they sum to zero at the maximum."""
    found = np.zeros((n, len(beta)))
    for rows in strata:
        sums = _sums(rows, beta)
        held = _exposure(rows, sums, np.ones(len(rows.pair_time)))
        passed = _exposure(rows, sums, sums.mean)
        own = -sums.risk[:, None] * (rows.x * held[:, None] - passed)
        middle = _per_moment(rows, sums.mean)
        own[rows.event] += rows.x[rows.event] - middle[rows.pair_time]
        found[rows.original] = own
    return found


def _per_moment(rows: Rows, values: Floats) -> Floats:
    total = np.zeros((len(rows.moments), values.shape[1]))
    np.add.at(total, rows.pair_time, values)
    return np.asarray(total / rows.deaths[:, None])


def ph_blocks(strata: list[Rows], beta: Floats, g: list[Floats]) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the score for x·g(time) beside x, and the blocks of the information for the two: (u, I11, I12, I22)."""
    size = len(beta)
    u = np.zeros(size)
    blocks = [np.zeros((size, size)) for _ in range(3)]
    for rows, values in zip(strata, g, strict=True):
        sums = _sums(rows, beta)
        weight = values[rows.pair_time]
        u += ((rows.x[rows.event] - sums.mean) * weight[:, None]).sum(axis=0)
        for block, power in zip(blocks, (np.ones(len(weight)), weight, weight**2), strict=True):
            block += _curvature(rows, sums, power)
    return u, blocks[0], blocks[1], blocks[2]


def baseline(rows: Rows, beta: Floats, at: Floats) -> Floats:
    """Give the cumulative hazard at each event time for someone with the covariates `at`."""
    sums = _sums(rows, beta)
    shift = float((rows.x @ beta).max()) - float(at @ beta)
    jumps = np.bincount(rows.pair_time, 1 / sums.denominator, minlength=len(rows.moments))
    return np.asarray(np.cumsum(jumps) * np.exp(-shift))


def scaled(rows: Rows, centre: Floats, scale: Floats) -> Rows:
    """Give the same rows with covariates centred and divided by their spread."""
    return replace(rows, x=(rows.x - centre) / scale)


def concordance(
    eta: Floats, time: Floats, entry: Floats | None, event: Flags, strata: Ints
) -> tuple[int, int, int]:
    """Count pairs where the one with the event had the higher, the lower, and the same risk as one still followed."""
    higher = lower = same = 0
    for layer in np.unique(strata[event]):
        own = strata == layer
        t, e, risk = time[own], event[own], np.unique(eta[own], return_inverse=True)[1]
        ended = np.where(e, t, np.nextafter(t, np.inf))  # censored at t is still followed at t
        less, equal = _dominated(t[e], risk[e], ended, risk)
        total = len(ended) - np.searchsorted(np.sort(ended), t[e], side="right")
        if entry is not None:
            start, just_before = (
                entry[own],
                np.nextafter(t[e], -np.inf),
            )  # entered at t or later: not at risk at t
            late_less, late_equal = _dominated(just_before, risk[e], start, risk)
            late = len(start) - np.searchsorted(np.sort(start), t[e], side="left")
            less, equal, total = less - late_less, equal - late_equal, total - late
        higher += int(less.sum())
        same += int(equal.sum())
        lower += int((total - less - equal).sum())
    return higher, lower, same


def _dominated(t: Floats, value: Ints, times: Floats, values: Ints) -> tuple[Ints, Ints]:
    """Count, for each (t, value), the points later than t with a smaller value, and with the same value."""
    order = np.argsort(-times, kind="stable")
    falling = -times[order]
    prefix = np.searchsorted(falling, -t, side="left")
    ranks, top = values[order].astype(np.int64), int(values.max()) + 1
    less, equal = np.zeros(len(t), dtype=np.int64), np.zeros(len(t), dtype=np.int64)
    width, number = 1, np.arange(len(ranks), dtype=np.int64)
    while width <= len(ranks):
        keys = np.sort(number // width * top + ranks)
        taken = np.flatnonzero(prefix & width)
        block = prefix[taken] // (2 * width) * 2
        wanted = block * top + value[taken]
        first = np.searchsorted(keys, wanted, side="left")
        less[taken] += first - block * width
        equal[taken] += np.searchsorted(keys, wanted, side="right") - first
        width *= 2
    return less, equal

"""The score test of proportional hazards: does any covariate's effect change with time?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.cox import engine
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Floats

TRANSFORMS = ("km", "rank", "identity", "log")


@dataclass(frozen=True)
class ProportionalHazards:
    """The score test of one covariate, or of all together ("GLOBAL")."""

    name: str
    chi2: float
    df: int
    p: float


def ph_test(
    strata: list[engine.Rows],
    beta: Floats,
    terms: list[tuple[str, list[int]]],
    data: _times.Follow,
    transform: str,
) -> tuple[ProportionalHazards, ...]:
    """Test each term and all of them; nothing when events do not vary in time."""
    times = np.concatenate([rows.moments[rows.pair_time] for rows in strata])
    values = _transformed(times, data, transform)
    values = values - values.mean()
    if float(np.abs(values).max()) < 1e-12:
        return ()
    values = values / float(np.abs(values).max())
    each_stratum, begun = [], 0
    for rows in strata:
        own = np.zeros(len(rows.moments))
        own[rows.pair_time] = values[begun : begun + len(rows.pair_time)]
        begun += len(rows.pair_time)
        each_stratum.append(own)
    u, first, cross, second = engine.ph_blocks(strata, beta, each_stratum)
    left = second - cross.T @ np.linalg.solve(first, cross)
    found = [_one(name, places, u, left, second) for name, places in terms]
    if len(beta) > 1 or len(terms) > 1:
        found.append(_one("GLOBAL", list(range(len(beta))), u, left, second))
    else:
        only = found[0]
        if only is not None:
            found.append(ProportionalHazards("GLOBAL", only.chi2, only.df, only.p))
    return tuple(each for each in found if each is not None)


def _one(name: str, places: list[int], u: Floats, left: Floats, whole: Floats) -> ProportionalHazards | None:
    part = left[np.ix_(places, places)]
    values, vectors = np.linalg.eigh(part)
    good = values > 1e-9 * max(float(np.abs(np.diag(whole)[places]).max()), 1e-300)
    if not good.any():
        return None
    along = vectors[:, good].T @ u[places]
    chi2, df = float(np.sum(along**2 / values[good])), int(good.sum())
    return ProportionalHazards(name, chi2, df, float(chdtrc(df, chi2)))


def _transformed(times: Floats, data: _times.Follow, transform: str) -> Floats:
    if transform == "identity":
        return times
    if transform == "log":
        if (times <= 0).any():
            raise InputError(
                "log_of_zero",
                "transform log går inte när en händelse har tiden noll. Välj km.",
                "transform log cannot be used when an event has time zero. Choose km.",
                where="transform",
            )
        return np.log(times)
    if transform == "rank":
        place, count = np.unique(times, return_inverse=True, return_counts=True)[1:]
        middle = np.cumsum(count) - (count - 1) / 2
        return np.asarray(middle[place], dtype=np.float64)
    table = _times.risk_table(data.time, data.event, data.entry)
    survival = np.cumprod(1 - table.events / np.maximum(table.at_risk, 1))
    before = np.concatenate([[1.0], survival[:-1]])
    return np.asarray(1 - before[np.searchsorted(table.time, times)])

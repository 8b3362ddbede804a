"""Tests of whether curves differ: log-rank and its weighted relatives, stratified and with late entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtrc

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.times import Follow
from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

WEIGHTS = ("log-rank", "gehan", "peto", "modified-peto", "tarone-ware", "fleming-harrington")


@dataclass(frozen=True, kw_only=True)
class LogRank(Result):
    """The test's figure, degrees of freedom and p, with events observed and expected by group."""

    chi2: float
    df: int
    p: float
    z: float | None
    weights: str
    observed: dict[str, float]
    expected: dict[str, float]
    sizes: dict[str, int]
    events: int

    def named(self) -> dict[str, Any]:
        """Give the figure under the test's own name: logrank, gehan and so on."""
        name = self.weights.replace("-", "_") if self.weights != "log-rank" else "logrank"
        return {name: self.chi2, f"{name}_chi2": self.chi2, f"{name}_p": self.p}


def log_rank(
    time: Column,
    event: Column,
    group: Column,
    strata: Column | None = None,
    entry: Column | None = None,
    weights: str = "log-rank",
    rho: float = 1.0,
    gamma: float = 0.0,
    event_value: float | None = None,
    group_known_at: Column | None = None,
    allow_zero: bool = False,
) -> LogRank:
    """Test whether groups have the same risk of the event over time.

    Formula: at each event time with n at risk and d events, group g expects d·n_g/n. U sums w·(d_g − d·n_g/n) and V
    sums w²·d(n−d)/(n−1)·(n_g/n)(δ − n_h/n); chi2 = U'V⁻U with one degree of freedom less than there are groups with
    someone expected. Weights w: "log-rank" 1; "gehan" n; "tarone-ware" √n; "peto" S̃ = Π(1 − d/(n+1)) (Peto and Peto);
    "modified-peto" S̃·n/(n+1) (Andersen); "fleming-harrington" S(t−)^rho·(1−S(t−))^gamma, S the pooled Kaplan–Meier
    just before (rho=1, gamma=0 is R's survdiff(rho=1)). With `strata`, U and V are summed over them. `observed` and
    `expected` are weighted by w. For two groups z = U₂/√V₂₂, positive when the second has more events than expected.

    Units and shapes: as `kaplan_meier`. Assumption: censoring unrelated to risk; strongest when hazards are
    proportional.

    Raises:
        InputError: as `kaplan_meier`, or weights that are not known.
        TooFewError: fewer than two groups.
        NotEstimableError: no event while at least two groups were at risk.
        RefusedError: groups that became known after time zero.

    Source: Mantel 1966; Gehan 1965; Tarone and Ware 1977; Peto and Peto 1972; Fleming and Harrington 1981.

    Example:
        >>> found = log_rank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], ["a", "a", "b", "a", "b", "b"])
        >>> round(found.chi2, 3), found.df, round(found.p, 3)
        (2.557, 1, 0.11)
    """
    kind = read.choice(weights, "weights", WEIGHTS)
    powers = read.real(rho, "rho", low=0, high=100), read.real(gamma, "gamma", low=0, high=100)
    data = _times.follow(
        time,
        event,
        entry=entry,
        group=group,
        strata=strata,
        event_value=event_value,
        allow_zero=allow_zero,
        group_known_at=group_known_at,
    )
    groups, member = _numbered(data.group)
    if len(groups) < 2:
        raise TooFewError(
            "one_group", "Det behövs minst två grupper.", "At least two groups are needed.", where="group"
        )
    layer = np.zeros(len(data.time), dtype=np.int64) if data.strata is None else _numbered(data.strata)[1]
    size = len(groups)
    observed, expected, variance = np.zeros(size), np.zeros(size), np.zeros((size, size))
    for each in range(int(layer.max()) + 1):
        parts = _one_stratum(data, member, layer == each, size, kind, powers)
        observed, expected, variance = observed + parts[0], expected + parts[1], variance + parts[2]
    chi2, df = quadratic(observed - expected, variance)
    score = (observed - expected)[-1] / np.sqrt(variance[-1, -1]) if size == 2 else None
    return LogRank(
        n=len(data.time),
        chi2=chi2,
        df=df,
        p=float(chdtrc(df, chi2)),
        z=None if score is None else float(score),
        weights=kind,
        observed=dict(zip(groups, observed.tolist(), strict=True)),
        expected=dict(zip(groups, expected.tolist(), strict=True)),
        sizes=dict(zip(groups, np.bincount(member, minlength=size).tolist(), strict=True)),
        events=int(data.event.sum()),
        warnings=(*data.warnings, *_few(expected, kind), _times.NOT_ADJUSTED),
    )


def _numbered(names: read.Labels | None) -> tuple[list[str], read.Ints]:
    if names is None:
        return [], np.empty(0, dtype=np.int64)
    order = _times.in_order(names)
    place = {name: number for number, name in enumerate(order)}
    return order, np.fromiter((place[name] for name in names), np.int64, len(names))


def _few(expected: Floats, kind: str) -> tuple[Sentence, ...]:
    if kind != "log-rank" or float(expected.min()) >= 5:
        return ()
    return (
        Sentence(
            "few_expected",
            "I minst en grupp väntades färre än 5 händelser. p-värdet är osäkert.",
            "At least one group expected fewer than 5 events. The p-value is uncertain.",
        ),
    )


def _one_stratum(
    data: Follow, member: read.Ints, rows: read.Flags, size: int, kind: str, powers: tuple[float, float]
) -> tuple[Floats, Floats, Floats]:
    time, event, group = data.time[rows], data.event[rows], member[rows]
    entry = None if data.entry is None else data.entry[rows]
    moments, place = np.unique(time[event], return_inverse=True)
    if not len(moments):
        return np.zeros(size), np.zeros(size), np.zeros((size, size))
    died = np.zeros((len(moments), size))
    np.add.at(died, (place, group[event]), 1.0)
    risk = np.column_stack(
        [
            _times.at_risk(moments, time[group == g], None if entry is None else entry[group == g])
            for g in range(size)
        ]
    ).astype(np.float64)
    n, d = risk.sum(axis=1), died.sum(axis=1)
    w = _weight(kind, n, d, powers)
    share = risk / n[:, None]
    spread = np.where(n > 1, w**2 * d * (n - d) / np.maximum(n - 1, 1), 0.0)
    variance = np.diag(spread @ share) - (share * spread[:, None]).T @ share
    return w @ died, (w * d) @ share, variance


def _weight(kind: str, n: Floats, d: Floats, powers: tuple[float, float]) -> Floats:
    if kind == "log-rank":
        return np.ones(len(n))
    if kind == "gehan":
        return n
    if kind == "tarone-ware":
        return np.asarray(np.sqrt(n))
    if kind in {"peto", "modified-peto"}:
        smooth = np.cumprod(1 - d / (n + 1))
        return np.asarray(smooth if kind == "peto" else smooth * n / (n + 1), dtype=np.float64)
    before = np.concatenate([[1.0], np.cumprod(1 - d / n)[:-1]])
    return np.asarray(before ** powers[0] * (1 - before) ** powers[1])


def quadratic(score: Floats, variance: Floats) -> tuple[float, int]:
    """Give U'V⁻U over the groups where something varies, and its degrees of freedom."""
    varies = np.diag(variance) > 1e-12 * max(float(np.trace(variance)), 1e-300)
    if int(varies.sum()) < 2:
        raise NotEstimableError(
            "nothing_to_compare",
            "Ingen händelse inträffade medan minst två grupper följdes. Grupperna kan inte jämföras.",
            "No event came while at least two groups were followed. The groups cannot be compared.",
            where="event",
        )
    u, v = score[varies], variance[np.ix_(varies, varies)]
    values, vectors = np.linalg.eigh(v)
    good = values > 1e-10 * values[-1]
    along = vectors[:, good].T @ u
    return float(np.sum(along**2 / values[good])), int(good.sum())

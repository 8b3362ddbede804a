"""Competing events: the share who have had each kind of event, and whether groups differ in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.common.spells import Spells
from praktiknara.evaluation.common.times import exists, short
from praktiknara.evaluation.competing.causes import Causes, numbered
from praktiknara.evaluation.competing.gray import tied
from praktiknara.evaluation.competing.tests import GrayTest, cause_specific_log_rank, gray_test
from praktiknara.evaluation.errors import RefusedError
from praktiknara.evaluation.phases.occupied import Process, jackknife_se
from praktiknara.evaluation.read import Column, Flags, Floats, Ints
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.survival.tests import LogRank
from praktiknara.evaluation.texts import Sentence, percent

ANALYSES: tuple[str, ...] = ("cumulative_incidence", "gray_test", "cause_specific_log_rank")
__all__ = [
    "ANALYSES",
    "CauseCurve",
    "CumulativeIncidence",
    "GrayTest",
    "IncidenceAt",
    "LogRank",
    "cause_specific_log_rank",
    "cumulative_incidence",
    "gray_test",
]
VARIANCES = ("aalen", "delta", "jackknife")
_HEAVIEST = 3e9


@dataclass(frozen=True)
class IncidenceAt:
    """A cumulative incidence at one time; `naive` is 1 − Kaplan–Meier, which is too high when events compete."""

    time: float
    incidence: float | None
    se: float | None
    low: float | None
    high: float | None
    naive: float | None


@dataclass(frozen=True)
class CauseCurve:
    """The cumulative incidence of one cause in one group, at each time anything happened."""

    group: str
    cause: str
    n: int
    events: int
    time: tuple[float, ...]
    incidence: tuple[float, ...]
    se: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    at: tuple[IncidenceAt, ...]


@dataclass(frozen=True, kw_only=True)
class CumulativeIncidence(Result):
    """Cumulative incidences by group and cause, with how their variance and interval were made."""

    events: dict[str, int]
    curves: tuple[CauseCurve, ...]
    variance: str
    interval: str
    level: float

    def named(self) -> dict[str, Any]:
        """Give CIF1_9 and se1_9 for cause 1 at time 9: flat for a single group, under each group's name otherwise."""
        groups = list(dict.fromkeys(each.group for each in self.curves))
        shown: dict[str, dict[str, Any]] = {group: {} for group in groups}
        for each in self.curves:
            for point in each.at:
                key = f"{each.cause}_{short(point.time)}"
                shown[each.group] |= {
                    f"CIF{key}": point.incidence,
                    f"se{key}": point.se,
                    f"low{key}": point.low,
                    f"high{key}": point.high,
                }
        if len(groups) == 1:
            return shown[groups[0]]
        return {name: value for name, value in shown.items() if name not in self.__dataclass_fields__}


def cumulative_incidence(
    time: Column,
    event: Column,
    group: Column | None = None,
    entry: Column | None = None,
    at: Column | float | None = None,
    variance: str = "aalen",
    interval: str = "log-log",
    level: float = 0.95,
    censored: str | int = 0,
    allow_zero: bool = False,
) -> CumulativeIncidence:
    """Give the share who have had each kind of event by each time, when a person can have only the first of them.

    Formula (Aalen–Johansen): F_k(t) = Σ S(u−)·d_k/n over u ≤ t, S the Kaplan–Meier curve of any event. Variance, with
    G = (F_k(t) − F_k(u))/S(u): "aalen" Σ S(u−)²{(1 − G)²·d_k + G²·(d − d_k)}/n², tied events with the
    factor 1 − (d_k − 1)/(n − 1); "delta" the same sums with the multinomial
    variance of the d_k (Marubini and Valsecchi), which is Greenwood's when there is one cause; "jackknife" the sum of
    each person's squared influence (what R's survival gives). The interval is
    pointwise by the named transform of F ("log-log": F^exp(±z·se/(F·log F))). `naive` is 1 − Kaplan–Meier with other
    causes taken as censored; it is shown only to show how much too high it is.

    Units and shapes: as `kaplan_meier`; `event` is a name or number of the cause, and `censored` (0) where follow-up
    ended without any. Assumption: censoring unrelated to risk.

    Raises:
        InputError: as `kaplan_meier`.
        TooFewError: no complete row.
        NotEstimableError: no event.
        RefusedError: so many rows that the jackknife would take minutes.

    Source: Aalen and Johansen 1978; Aalen 1978; Marubini and Valsecchi 1995; Kalbfleisch and Prentice 2002.

    Example:
        >>> found = cumulative_incidence([1, 2, 3, 4], [1, 2, 0, 1], at=[2, 4])
        >>> found.named()["CIF1_4"], found.named()["CIF2_4"]
        (0.75, 0.25)
    """
    how = read.choice(variance, "variance", VARIANCES)
    kind = read.choice(interval, "interval", _times.INTERVALS)
    wanted, asked = _times.level_of(level), _times.moments_asked(at)
    data = Causes(time, event, group, entry, censored, None, allow_zero)
    names, member = numbered(data.group)
    rows = (
        [("", np.ones(len(data.time), dtype=bool))]
        if data.group is None
        else [(name, member == place) for place, name in enumerate(names)]
    )
    curves = tuple(
        curve for name, own in rows for curve in _curves(name, data, own, asked, how, kind, wanted)
    )
    design = _times.CANNOT_SHOW_EFFECT if len(rows) == 1 else _times.NOT_ADJUSTED
    return CumulativeIncidence(
        n=len(data.time),
        events={each: int((data.cause == place).sum()) for place, each in enumerate(data.causes, start=1)},
        curves=curves,
        variance=how,
        interval=kind,
        level=wanted,
        warnings=(*data.warnings, *_naive_warning(curves), *_beyond(curves), design),
        assumptions=(
            Assumption(
                "censoring",
                None,
                Sentence(
                    "censoring_unrelated",
                    "De vars uppföljning bröts antas ha samma risk som de som följdes vidare.",
                    "Those whose follow-up ended are assumed to have the same risk as those followed on.",
                ),
            ),
        ),
    )


def _curves(
    name: str, data: Causes, own: Flags, asked: Floats, how: str, kind: str, level: float
) -> list[CauseCurve]:
    time, cause = data.time[own], data.cause[own]
    entry = None if data.entry is None else data.entry[own]
    moments = np.unique(time[cause > 0])
    n = _times.at_risk(moments, time, entry).astype(np.float64)
    died = np.column_stack(
        [
            np.bincount(np.searchsorted(moments, time[cause == k]), minlength=len(moments))
            for k in range(1, len(data.causes) + 1)
        ]
    ).astype(np.float64)
    last = float(time.max())
    jackknife = _jackknifed(time, cause, entry, moments, len(data.causes)) if how == "jackknife" else None
    found = []
    for place, label in enumerate(data.causes):
        incidence, se = _incidence(n, died.sum(axis=1), died[:, place], how)
        if jackknife is not None:
            se = jackknife[:, place]
        low, high = _times.share_interval(incidence, se, kind, level)
        naive = np.asarray(1 - np.cumprod(1 - died[:, place] / n), dtype=np.float64)
        settled = bool(len(moments)) and float(np.prod(1 - died.sum(axis=1) / n)) <= 0
        past = (asked > last * (1 + _times.SAME)) & (not settled)
        columns = [
            _times.step(moments, each, asked, before)
            for each, before in ((incidence, 0.0), (se, 0.0), (low, 0.0), (high, 0.0), (naive, 0.0))
        ]
        points = tuple(
            IncidenceAt(
                float(asked[i]), *(None if past[i] else exists(float(column[i])) for column in columns)
            )
            for i in range(len(asked))
        )
        found.append(
            CauseCurve(
                name,
                label,
                len(time),
                int(died[:, place].sum()),
                tuple(moments.tolist()),
                tuple(incidence.tolist()),
                tuple(se.tolist()),
                tuple(exists(each) for each in low.tolist()),
                tuple(exists(each) for each in high.tolist()),
                points,
            )
        )
    return found


def _jackknifed(time: Floats, cause: Ints, entry: Floats | None, moments: Floats, causes: int) -> Floats:
    """Give standard errors by persons' influence, each event being a move out of the first phase."""
    n = len(time)
    if float(n) * len(moments) > _HEAVIEST:
        raise RefusedError(
            "too_many_rows",
            "Raderna är för många för variance jackknife. Välj aalen eller delta.",
            "There are too many rows for variance jackknife. Choose aalen or delta.",
            where="variance",
        )
    rows = Spells(
        np.arange(n),
        np.arange(n).astype(object),
        np.full(n, -1.0) if entry is None else entry,
        time,
        np.zeros(n, dtype=np.int64),
        np.where(cause > 0, cause, -1),
        [str(each) for each in range(causes + 1)],
    )
    return jackknife_se(Process(rows), moments)[:, 1:]


def _incidence(n: Floats, d: Floats, own: Floats, how: str) -> tuple[Floats, Floats]:
    """Give F and its standard error at each time, by sums that need one pass: F(t) enters as a polynomial."""
    survival = np.cumprod(1 - d / n)
    before = np.concatenate([[1.0], survival[:-1]])
    f = np.cumsum(before * own / n)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(survival > 0, before / survival, 0.0)
    if how == "aalen":
        own_part, other_part = own * tied(own, n) / n**2, (d - own) * tied(d - own, n) / n**2
        squared, mixed = ratio**2 * (own_part + other_part), ratio * before * own_part
        alone = before**2 * own_part
    else:
        squared = np.where(survival > 0, d / (n * np.maximum(n - d, 1e-300)), 0.0)
        mixed = np.where(survival > 0, before * own / n**2, 0.0)
        alone = before**2 * own * (n - own) / n**3
    a, b, c = np.cumsum(squared), np.cumsum(f * squared), np.cumsum(f**2 * squared)
    m, fm = np.cumsum(mixed), np.cumsum(f * mixed)
    total = f**2 * a - 2 * f * b + c + np.cumsum(alone) - 2 * (f * m - fm)
    return f, np.sqrt(np.maximum(total, 0.0))


def _naive_warning(curves: tuple[CauseCurve, ...]) -> tuple[Sentence, ...]:
    points = [point for each in curves for point in each.at if point.naive is not None]
    worst = max(points, key=lambda point: (point.naive or 0) - (point.incidence or 0), default=None)
    if (
        worst is None
        or worst.naive is None
        or worst.incidence is None
        or worst.naive - worst.incidence < 0.001
    ):
        return ()
    right, wrong = percent(worst.incidence), percent(worst.naive)
    return (
        Sentence(
            "naive_too_high",
            f"Händelserna konkurrerar. 1 − Kaplan–Meier skulle säga {wrong.sv} där den riktiga andelen är {right.sv}.",
            f"The events compete. 1 − Kaplan–Meier would say {wrong.en} where the true share is {right.en}.",
        ),
    )


def _beyond(curves: tuple[CauseCurve, ...]) -> tuple[Sentence, ...]:
    if not any(point.incidence is None for each in curves for point in each.at):
        return ()
    return (
        Sentence(
            "beyond_follow_up",
            "Någon av tiderna är längre än uppföljningen i minst en grupp. Där finns ingen uppgift.",
            "One of the times is longer than the follow-up in at least one group. There is no figure for it.",
        ),
    )

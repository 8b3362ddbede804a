"""Tests between groups when events compete: of the share who get one cause, and of its rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtrc

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.competing.causes import Causes, numbered
from praktiknara.evaluation.competing.gray import gray_parts
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.survival.tests import LogRank, log_rank, quadratic


@dataclass(frozen=True, kw_only=True)
class GrayTest(Result):
    """Gray's test of one cause between groups."""

    chi2: float
    df: int
    p: float
    cause: str
    rho: float
    events: dict[str, int]

    def named(self) -> dict[str, Any]:
        """Give the figure as gray and gray_p."""
        return {"gray": self.chi2, "gray_p": self.p}


def gray_test(
    time: Column,
    event: Column,
    group: Column,
    cause: str | int = 1,
    strata: Column | None = None,
    rho: float = 0.0,
    censored: str | int = 0,
    allow_zero: bool = False,
) -> GrayTest:
    """Test whether groups have the same cumulative incidence of one cause when other causes compete.

    Formula: those who had another event stay at risk with weight: R_g = n_g(1 − F_g(t−))/S_g(t−). The score of a group
    is Σ w(d_g − d·R_g/R), w = (1 − F(t−))^rho; chi2 = z'V⁻z with the covariance of Gray (1988), tied events with the
    hypergeometric factor 1 − (d − 1)/(R − 1). Without competing events the score is that of the log-rank test. With
    `strata`, scores and covariances are summed.

    Units and shapes: as `cumulative_incidence`. Assumption: censoring unrelated to risk.

    Raises:
        InputError: as `cumulative_incidence`, or a cause that does not occur.
        TooFewError: fewer than two groups.
        NotEstimableError: no event of the cause while at least two groups were at risk.

    Source: Gray 1988.

    Example:
        >>> found = gray_test([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], ["a", "a", "b", "a", "b", "b"])
        >>> round(found.chi2, 3), found.df
        (2.489, 1)
    """
    power = read.real(rho, "rho", low=0, high=100)
    data = Causes(time, event, group, None, censored, strata, allow_zero)
    number = data.number_of(cause)
    names, member = data.groups()
    kinds = np.where(data.cause == number, 1, np.where(data.cause > 0, 2, 0)).astype(np.int64)
    layers = np.zeros(len(kinds), dtype=np.int64) if data.strata is None else numbered(data.strata)[1]
    score, covariance = np.zeros(len(names)), np.zeros((len(names), len(names)))
    for layer in range(int(layers.max()) + 1):
        own = layers == layer
        parts = gray_parts(data.time[own], kinds[own], member[own], len(names), power)
        score, covariance = score + parts[0], covariance + parts[1]
    chi2, df = quadratic(score, covariance)
    counts = np.bincount(member[kinds == 1], minlength=len(names))
    return GrayTest(
        n=len(kinds),
        chi2=chi2,
        df=df,
        p=float(chdtrc(df, chi2)),
        cause=data.causes[number - 1],
        rho=power,
        events=dict(zip(names, counts.tolist(), strict=True)),
        warnings=(*data.warnings, _times.NOT_ADJUSTED),
    )


def cause_specific_log_rank(
    time: Column,
    event: Column,
    group: Column,
    cause: str | int = 1,
    strata: Column | None = None,
    entry: Column | None = None,
    censored: str | int = 0,
    allow_zero: bool = False,
) -> LogRank:
    """Test whether groups have the same risk of one cause among those still without any event.

    Formula: `log_rank` with the other causes as censored, which is right for the rate of the cause (its cause-specific
    hazard) and not for the share who get it; for that, use `gray_test`. Units, shapes and errors: as `gray_test`.

    Raises:
        InputError, TooFewError, NotEstimableError: as `gray_test` and `log_rank`.

    Source: Prentice et al. 1978.

    Example:
        >>> found = cause_specific_log_rank([1, 2, 3, 4, 5, 6], [1, 2, 1, 1, 1, 0], ["a", "a", "b", "a", "b", "b"])
        >>> round(found.chi2, 3)
        1.274
    """
    data = Causes(time, event, group, entry, censored, strata, allow_zero)
    number = data.number_of(cause)
    data.groups()
    found = log_rank(
        data.time,
        (data.cause == number).astype(np.int64),
        data.group if data.group is not None else [],
        strata=data.strata,
        entry=data.entry,
        allow_zero=allow_zero,
    )
    return LogRank(**{**found.__dict__, "warnings": (*data.warnings, *found.warnings)})

"""Time to an event: the share without it over time, tests between groups, restricted means, and groups fixed in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation.charts.data import SurvivalChart
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.survival.curves import NON_INFORMATIVE, KaplanMeier, kaplan_meier
from praktiknara.evaluation.survival.landmarks import Landmark, TimeDependent, landmark, time_dependent
from praktiknara.evaluation.survival.restricted import RestrictedMean, rmst
from praktiknara.evaluation.survival.tests import LogRank, log_rank

ANALYSES: tuple[str, ...] = (
    "kaplan_meier",
    "log_rank",
    "rmst",
    "compare_survival",
    "landmark",
    "time_dependent",
)
__all__ = [
    "ANALYSES",
    "KaplanMeier",
    "Landmark",
    "LogRank",
    "RestrictedMean",
    "SurvivalComparison",
    "TimeDependent",
    "compare_survival",
    "kaplan_meier",
    "landmark",
    "log_rank",
    "rmst",
    "time_dependent",
]


@dataclass(frozen=True, kw_only=True)
class SurvivalComparison(Result):
    """Groups followed over time: their curves, the log-rank and Gehan tests, and restricted means."""

    events: int
    curves: KaplanMeier
    test: LogRank
    early_test: LogRank
    means: RestrictedMean

    def named(self) -> dict[str, Any]:
        """Give chi2, df, p, logrank, logrank_p and gehan, and what the curves and means know."""
        own = {"chi2": self.test.chi2, "df": self.test.df, "p": self.test.p}
        return self.curves.named() | own | self.test.named() | self.early_test.named()

    def chart(self) -> SurvivalChart:
        """Give the curves with the number at risk."""
        return self.curves.chart()


def compare_survival(
    time: Column,
    event: Column,
    group: Column,
    entry: Column | None = None,
    strata: Column | None = None,
    at: Column | float | None = None,
    tau: float | None = None,
    interval: str = "log-log",
    level: float = 0.95,
    event_value: float | None = None,
    group_known_at: Column | None = None,
    allow_zero: bool = False,
) -> SurvivalComparison:
    """Compare groups over time: Kaplan–Meier curves, the log-rank test, Gehan's test and restricted means.

    Formulas, units, shapes, assumptions and errors: see `kaplan_meier`, `log_rank` and `rmst`. `tau` is the time up to
    which means are taken; without it, the longest time that every group was followed.

    Raises:
        InputError, TooFewError, NotEstimableError, RefusedError: as the three analyses.

    Source: Mantel 1966; Gehan 1965; Royston and Parmar 2013.

    Example:
        >>> found = compare_survival([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], ["a", "a", "b", "a", "b", "b"])
        >>> round(found.test.chi2, 3), round(found.means.difference[0].estimate, 3)
        (2.557, 1.333)
    """
    known: dict[str, Any] = {"entry": entry, "event_value": event_value, "allow_zero": allow_zero}
    curves = kaplan_meier(
        time, event, group, at=at, interval=interval, level=level, group_known_at=group_known_at, **known
    )
    test = log_rank(time, event, group, strata=strata, **known)
    early_test = log_rank(time, event, group, strata=strata, weights="gehan", **known)
    means = rmst(time, event, tau, group, level=level, **known)
    warnings = dict.fromkeys((*curves.warnings, *test.warnings, *means.warnings))
    return SurvivalComparison(
        n=test.n,
        events=curves.events,
        curves=curves,
        test=test,
        early_test=early_test,
        means=means,
        warnings=tuple(warnings),
        assumptions=(NON_INFORMATIVE,),
    )

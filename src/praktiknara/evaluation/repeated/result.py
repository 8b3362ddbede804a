"""What repeated measurements give back: change at each time, differences between groups, and how many were lost."""

from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True)
class TimePoint:
    """What was seen at one time in one group: how many, their mean and standard deviation, and the model's mean."""

    time: str
    group: str
    n: int
    mean: float
    sd: float | None
    fitted: float


@dataclass(frozen=True)
class Contrast:
    """A change from the first time, or a difference in change from the first group, with its t interval."""

    time: str
    group: str
    estimate: float
    se: float
    df: float
    t: float
    p: float
    ci_low: float
    ci_high: float
    n: int


@dataclass(frozen=True)
class FTest:
    """A Wald F test of several fixed effects at once."""

    F: float
    df1: int
    df2: float
    p: float


@dataclass(frozen=True, kw_only=True)
class RepeatedResult(Result):
    """Change over time from a mixed model of all available measurements: `n` values of `persons` persons.

    `changes` are from the first time, by group; `differences` are differences in change from the first group.
    `completers` are the same changes among those measured every time (paired t), a secondary analysis.
    """

    persons: int
    method: str
    level: float
    interval: str
    points: tuple[TimePoint, ...]
    changes: tuple[Contrast, ...]
    differences: tuple[Contrast, ...]
    completers: tuple[Contrast, ...]
    n_completers: int
    time_test: FTest | None
    interaction: FTest | None
    tau: float
    sigma: float
    icc: float
    loglik: float
    follow_up: float
    clock: tuple[float, ...] | None

    def named(self) -> dict[str, Any]:
        """Give the headline: the difference in change at the last time between two groups, or the last change."""
        last = self.differences[-1] if self.differences else self.changes[-1]
        told = {"estimate": last.estimate, "se": last.se, "t": last.t, "df": last.df, "p": last.p}
        return told | {"ci_low": last.ci_low, "ci_high": last.ci_high}

    def chart(self) -> CurveChart | None:
        """Give the model's mean over time by group, when times are numbers."""
        if self.clock is None:
            return None
        place = dict(zip(dict.fromkeys(point.time for point in self.points), self.clock, strict=True))
        groups = list(dict.fromkeys(point.group for point in self.points))
        return CurveChart(
            Sentence("title", "Medelvärde över tid", "Mean over time"),
            Sentence("time", "Tid", "Time"),
            Sentence("value", "Värde", "Value"),
            tuple(
                (
                    group,
                    tuple((place[each.time], each.fitted) for each in self.points if each.group == group),
                )
                for group in groups
            ),
        )


@dataclass(frozen=True, kw_only=True)
class GrowthResult(Result):
    """Straight lines over time with persons of their own level and, if asked, their own slope: `n` values.

    `slopes` are per unit of time by group; `differences` are differences in slope from the first group.
    """

    persons: int
    method: str
    level: float
    interval: str
    intercept: float
    intercept_se: float
    slopes: tuple[Contrast, ...]
    differences: tuple[Contrast, ...]
    sigma: float
    sd_intercept: float
    sd_slope: float | None
    correlation: float | None
    loglik: float

    def named(self) -> dict[str, Any]:
        """Give the headline: the difference in slope between two groups, or the slope."""
        last = self.differences[-1] if self.differences else self.slopes[-1]
        told = {"slope": self.slopes[0].estimate, "estimate": last.estimate, "se": last.se, "t": last.t}
        return told | {"df": last.df, "p": last.p, "ci_low": last.ci_low, "ci_high": last.ci_high}

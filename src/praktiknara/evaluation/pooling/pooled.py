"""What pooled evaluations look like, and what must be said about them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from praktiknara.evaluation.charts.data import ForestChart, ForestRow
from praktiknara.evaluation.result import Assumption, Interval, Result
from praktiknara.evaluation.texts import Sentence, number

_RATIOS = ("RR", "OR", "HR")
_NAMES = {
    "RR": Sentence("RR", "Riskkvot", "Risk ratio"),
    "OR": Sentence("OR", "Oddskvot", "Odds ratio"),
    "HR": Sentence("HR", "Hazardkvot", "Hazard ratio"),
    "RD": Sentence("RD", "Riskskillnad", "Risk difference"),
    "MD": Sentence("MD", "Skillnad i medelvärde", "Difference in means"),
    "SMD": Sentence("SMD", "Standardiserad skillnad i medelvärde", "Standardised difference in means"),
}


@dataclass(frozen=True)
class Evaluation:
    """One evaluation among those pooled: its estimate (log scale for ratios), standard error and weight (0–1)."""

    label: str
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    weight: float


@dataclass(frozen=True, kw_only=True)
class Pooled(Result):
    """The pooled estimate; ratios are on the log scale, and `n` counts evaluations.

    `se` is the inverse-variance standard error; `se_hksj` the Hartung–Knapp–Sidik–Jonkman one. `interval` says which
    one it was made from. `p` goes with `interval`.
    """

    measure: str
    method: str
    estimate: float
    se: float
    se_hksj: float | None
    interval: Interval
    p: float
    tau2: float
    Q: float
    Q_df: int
    Q_p: float
    I2: float
    H2: float
    prediction: Interval | None
    evaluations: tuple[Evaluation, ...]

    def named(self) -> dict[str, Any]:
        """Give the limits by name, tau, and for ratios the pooled ratio itself ("logRR" and "RR")."""
        low, high = self.interval.low, self.interval.high
        told: dict[str, Any] = {"ci_low": low, "ci_high": high, "tau": math.sqrt(self.tau2), "k": self.n}
        if self.prediction is not None:
            told |= {"pi_low": self.prediction.low, "pi_high": self.prediction.high}
        if self.measure in _RATIOS:
            with np.errstate(over="ignore"):
                ratio, ratio_low, ratio_high = np.exp([self.estimate, low, high])
            told |= {f"log{self.measure}": self.estimate, self.measure: ratio}
            told |= {f"{self.measure}_low": ratio_low, f"{self.measure}_high": ratio_high}
        else:
            told[self.measure] = self.estimate
        return told

    def chart(self) -> ForestChart:
        """Give the forest plot: every evaluation, and the pooled estimate with its prediction interval last."""
        rows = [
            ForestRow(each.label, each.estimate, each.ci_low, each.ci_high, each.weight)
            for each in self.evaluations
        ]
        prediction = None if self.prediction is None else (self.prediction.low, self.prediction.high)
        pooled = Sentence("pooled", "Sammanvägt", "Pooled")
        rows.append(
            ForestRow(pooled, self.estimate, self.interval.low, self.interval.high, 1.0, True, prediction)
        )
        title = Sentence("forest", "Sammanvägda utvärderingar", "Pooled evaluations")
        return ForestChart(title, _NAMES[self.measure], tuple(rows), 0.0, log=self.measure in _RATIOS)


@dataclass(frozen=True, kw_only=True)
class Asymmetry(Result):
    """Egger's regression test for small-study asymmetry: the intercept, its standard error, t, df and p."""

    intercept: float
    se: float
    t: float
    df: int
    p: float


def prediction_of(estimate: float, spread: float, k: int, method: str, level: float) -> Interval | None:
    """Give the interval for what the next evaluation may show; none from fewer than three."""
    if method == "fixed" or k < 3:
        return None
    half = float(stdtrit(k - 2, (1 + level) / 2)) * spread
    return Interval(estimate - half, estimate + half, level, f"prediction (t, df = {k - 2})")


def warnings_of(
    k: int, method: str, interval: str, narrower: bool, i2: float, p: float, level: float
) -> tuple[Sentence, ...]:
    """Say what a reader must know about how few, how different and how uncertain the evaluations are."""
    told = []
    if k < 3:
        told.append(
            Sentence(
                "no_prediction",
                "Med två utvärderingar går det inte att säga vad nästa kan visa. Inget prediktionsintervall ges.",
                "Two evaluations cannot tell what the next may show. No prediction interval is given.",
            )
        )
    if method != "fixed" and k < 5:
        told.append(
            Sentence(
                "few_evaluations",
                f"Bara {k} utvärderingar: hur mycket de skiljer sig åt är mycket osäkert.",
                f"Only {k} evaluations: how much they differ is very uncertain.",
            )
        )
    if interval == "HKSJ" and narrower:
        told.append(
            Sentence(
                "narrower_than_wald",
                "HKSJ-intervallet bygger på ett mindre medelfel än det vanliga. Jämför med HKSJ-adhoc.",
                "The HKSJ interval rests on a smaller standard error than the plain one. Compare with HKSJ-adhoc.",
            )
        )
    if i2 > 75:
        share = number(i2)
        told.append(
            Sentence(
                "much_heterogeneity",
                f"Utvärderingarna skiljer sig mycket åt (I² = {share.sv} %). Läs prediktionsintervallet, inte bara medelvärdet.",
                f"The evaluations differ a great deal (I² = {share.en}%). Read the prediction interval, not only the mean.",
            )
        )
    if p > 1 - level:
        told.append(
            Sentence(
                "uncertain_direction",
                "Underlaget räcker inte för att säga åt vilket håll den sammanvägda skillnaden går. Läs hela intervallet.",
                "The data do not suffice to tell the direction of the pooled difference. Read the whole interval.",
            )
        )
    return tuple(told)


def assumptions_of(method: str, q_p: float) -> tuple[Assumption, ...]:
    """Say what the pooling rests on."""
    same = Assumption(
        "same_question",
        None,
        Sentence(
            "same_question",
            "Utvärderingarna ska vara oberoende och ställa samma fråga. Det måste bedömas av den som känner dem.",
            "The evaluations must be independent and ask the same question. Someone who knows them must judge that.",
        ),
    )
    if method != "fixed":
        return (same,)
    homogeneous = Sentence(
        "one_effect",
        "Metoden ”fixed” förutsätter att alla utvärderingar har samma sanna skillnad.",
        "The method “fixed” rests on all evaluations having the same true difference.",
    )
    return (same, Assumption("one_effect", False if q_p < 0.1 else None, homogeneous))

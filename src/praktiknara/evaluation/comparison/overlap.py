"""Whether treated and untreated could be each other: how their propensity scores overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import RefusedError
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence, percent

_BINS = 20
UNMEASURED = Assumption(
    "nothing_unmeasured",
    None,
    Sentence(
        "nothing_unmeasured",
        "Allt som styr både insats och utfall måste vara med. Data kan inte visa om det är så; räkna E-värdet.",
        "Everything that decides both treatment and outcome must be included. Data cannot tell; compute the E-value.",
    ),
)


@dataclass(frozen=True)
class Overlap:
    """Ranges of the propensity score, the treated outside the untreated's range, and shares in bins of 0.05."""

    treated_low: float
    treated_high: float
    control_low: float
    control_high: float
    treated_outside: int
    treated_shares: tuple[float, ...]
    control_shares: tuple[float, ...]

    def chart(self) -> CurveChart:
        """Give both groups' distributions."""
        middles = [(place + 0.5) / _BINS for place in range(_BINS)]
        return CurveChart(
            Sentence("overlap", "Överlappning", "Overlap"),
            Sentence("propensity", "Beräknad sannolikhet för insatsen", "Estimated probability of treatment"),
            Sentence("share", "Andel av gruppen", "Share of the group"),
            (
                (
                    Sentence("treated", "Med insatsen", "Treated"),
                    tuple(zip(middles, self.treated_shares, strict=True)),
                ),
                (
                    Sentence("control", "Utan insatsen", "Untreated"),
                    tuple(zip(middles, self.control_shares, strict=True)),
                ),
            ),
            share=True,
        )


def overlap_of(score: Floats, treated: Flags) -> tuple[Overlap, tuple[Sentence, ...]]:
    """Tell how the scores overlap; RefusedError when no treated person is within the range of the untreated."""
    one, zero = score[treated], score[~treated]
    low, high = float(zero.min()), float(zero.max())
    slack = 1e-9
    outside = int(((one < low - slack) | (one > high + slack)).sum())
    if outside == len(one):
        raise RefusedError(
            "no_common_support",
            "Ingen med insatsen liknar någon utan den. Grupperna kan inte jämföras.",
            "Nobody with the treatment is like anybody without it. The groups cannot be compared.",
            where="treatment",
        )
    shares = [np.histogram(each, _BINS, (0, 1))[0] / len(each) for each in (one, zero)]
    found = Overlap(
        float(one.min()),
        float(one.max()),
        low,
        high,
        outside,
        tuple(shares[0].tolist()),
        tuple(shares[1].tolist()),
    )
    if not outside:
        return found, ()
    share = percent(outside / len(one))
    return found, (
        Sentence(
            "outside_common_support",
            f"{outside} med insatsen ({share.sv}) saknar motsvarighet bland dem utan. För dem är svaret en gissning.",
            f"{outside} with the treatment ({share.en}) have no counterpart among those without. For them the answer is a guess.",
        ),
    )

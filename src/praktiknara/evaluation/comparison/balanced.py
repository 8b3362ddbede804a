"""How alike two groups are: standardised differences, ratios of variances, and distances between distributions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from praktiknara.evaluation.common.linear import power_of_two
from praktiknara.evaluation.common.terms import Term
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.texts import Sentence, number

FLAGGED = 0.1
BLOCKED = 0.25
_SLACK = 1e-9


@dataclass(frozen=True)
class BalanceRow:
    """One term before (`smd`) and after weighting or matching (`smd_after`); no variance ratio for yes-or-no terms."""

    term: str
    mean_treated: float
    mean_control: float
    smd: float
    variance_ratio: float | None
    ecdf_mean: float
    ecdf_max: float
    mean_treated_after: float | None = None
    mean_control_after: float | None = None
    smd_after: float | None = None
    variance_ratio_after: float | None = None
    ecdf_mean_after: float | None = None
    ecdf_max_after: float | None = None

    @property
    def final(self) -> float:
        """Give the standardised difference that counts: after when there is one."""
        return self.smd if self.smd_after is None else self.smd_after


def balance_rows(
    terms: Sequence[Term], treated: Flags, weights: Floats | None, estimand: str
) -> tuple[BalanceRow, ...]:
    """Give each term's balance, before and (with weights) after."""
    return tuple(_row(term, treated, weights, estimand) for term in terms)


def _row(term: Term, treated: Flags, weights: Floats | None, estimand: str) -> BalanceRow:
    x = term.values
    unit = 1.0 if term.binary else power_of_two(float(np.abs(x).max()))
    scaled = x / unit
    spread = _spread(scaled, treated, term.binary, estimand)
    one, zero, smd, ratio, mean, most = _compared(scaled, treated, np.ones(len(x)), term.binary, spread)
    before = BalanceRow(term.name, one * unit, zero * unit, smd, ratio, mean, most)
    if weights is None:
        return before
    one, zero, smd, ratio, mean, most = _compared(scaled, treated, weights, term.binary, spread)
    return BalanceRow(
        *(before.term, before.mean_treated, before.mean_control, before.smd),
        *(before.variance_ratio, before.ecdf_mean, before.ecdf_max),
        *(one * unit, zero * unit, smd, ratio, mean, most),
    )


def _variance(x: Floats, w: Floats, binary: bool) -> float:
    """Give p(1 − p) for yes-or-no, else the weighted variance with Σw − Σw²/Σw below."""
    total = float(np.sum(w))
    mean = float(np.sum(w * x)) / total
    if binary:
        return mean * (1 - mean)
    below = total - float(np.sum(w**2)) / total
    return float(np.sum(w * (x - mean) ** 2)) / below if below > 1e-12 * total else 0.0


def _spread(x: Floats, treated: Flags, binary: bool, estimand: str) -> float:
    """Give the standard deviation of the treated (of the untreated for ATC, of both else), unweighted."""
    one = _variance(x[treated], np.ones(int(treated.sum())), binary)
    zero = _variance(x[~treated], np.ones(int((~treated).sum())), binary)
    own = {"ATT": one, "ATM": one, "ATC": zero}.get(estimand, (one + zero) / 2)
    if own < 1e-15:
        own = _variance(x, np.ones(len(x)), binary)
    return math.sqrt(own)


def _compared(
    x: Floats, treated: Flags, w: Floats, binary: bool, spread: float
) -> tuple[float, float, float, float | None, float, float]:
    w1, w0 = w[treated], w[~treated]
    x1, x0 = x[treated], x[~treated]
    one, zero = float(np.sum(w1 * x1) / np.sum(w1)), float(np.sum(w0 * x0) / np.sum(w0))
    difference = one - zero
    smd = difference / spread if spread > 1e-9 else 0.0
    if binary:
        return one, zero, smd, None, abs(difference), abs(difference)
    below = _variance(x0, w0, binary)
    ratio = _variance(x1, w1, binary) / below if below > 1e-15 else None
    signed = np.where(treated, w / np.sum(w1), -w / np.sum(w0))
    order = np.argsort(x, kind="stable")
    ends = np.append(np.diff(x[order]) > 0, True)
    apart = np.abs(np.cumsum(signed[order])[ends])
    return one, zero, smd, ratio, float(apart.mean()), float(apart.max())


def judged(rows: Sequence[BalanceRow]) -> tuple[bool, tuple[Sentence, ...]]:
    """Say whether the groups may be called comparable, with a sentence for what differs."""
    blocked = [row for row in rows if abs(row.final) > BLOCKED + _SLACK]
    flagged = [row for row in rows if FLAGGED + _SLACK < abs(row.final) <= BLOCKED + _SLACK]
    told = []
    if blocked:
        told.append(
            Sentence(
                "not_comparable",
                f"Grupperna får inte kallas jämförbara: {_listed(blocked)[0]}. Skillnaden är över 0,25 standardavvikelser.",
                f"The groups may not be called comparable: {_listed(blocked)[1]}. The difference is above 0.25 standard deviations.",
            )
        )
    if flagged:
        told.append(
            Sentence(
                "imbalance",
                f"Grupperna skiljer sig märkbart i {_listed(flagged)[0]}. Skillnaden är över 0,1 standardavvikelser.",
                f"The groups differ noticeably in {_listed(flagged)[1]}. The difference is above 0.1 standard deviations.",
            )
        )
    return not blocked, tuple(told)


def _listed(rows: Sequence[BalanceRow]) -> tuple[str, str]:
    shown = [(row.term, number(row.final, 2)) for row in rows]
    return ", ".join(f"{n} ({v.sv})" for n, v in shown), ", ".join(f"{n} ({v.en})" for n, v in shown)


def balance_keys(rows: Sequence[BalanceRow]) -> dict[str, float | None]:
    """Give each term's standardised difference by name: "smd_age" before and "m_age" after."""
    told: dict[str, float | None] = {f"smd_{row.term}": row.smd for row in rows}
    told |= {f"m_{row.term}": row.smd_after for row in rows if row.smd_after is not None}
    return told


def effective(weights: Floats) -> float:
    """Give the effective number of persons, (Σw)²/Σw²."""
    squares = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squares if squares > 0 else 0.0

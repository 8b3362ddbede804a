"""Comparisons between those with a treatment and those without: how alike they are, matching, weighting, and E-values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.terms import read_groups
from praktiknara.evaluation.comparison.balanced import (
    BalanceRow,
    balance_keys,
    balance_rows,
    effective,
    judged,
)
from praktiknara.evaluation.comparison.design import Design, TargetTrial, checked, target_trial
from praktiknara.evaluation.comparison.matched import Matching, match
from praktiknara.evaluation.comparison.means import EValue, MeansCompared, compare_means, e_value
from praktiknara.evaluation.comparison.weighed import Weighting, weighting
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Table
from praktiknara.evaluation.result import Result

__all__ = [
    "Balance",
    "EValue",
    "Matching",
    "MeansCompared",
    "TargetTrial",
    "Weighting",
    "balance",
    "compare_means",
    "e_value",
    "match",
    "target_trial",
    "weighting",
]

ANALYSES = ("target_trial", "balance", "match", "weighting", "compare_means", "e_value")


@dataclass(frozen=True, kw_only=True)
class Balance(Result):
    """How alike two groups are; `comparable` is False when any standardised difference is above 0.25."""

    n_treated: int
    n_control: int
    ess_treated: float
    ess_control: float
    rows: tuple[BalanceRow, ...]
    comparable: bool

    def named(self) -> dict[str, Any]:
        """Give each standardised difference by name: "smd_age", and with weights "m_age"."""
        return balance_keys(self.rows)


def balance(
    table: Table,
    treatment: str,
    covariates: Sequence[str],
    weights: str | None = None,
    estimand: str = "ATT",
    design: Design = None,
) -> Balance:
    """Show how alike treated and untreated are in each covariate, before and (with weights) after weighting.

    Formula:
        SMD = (mean of treated − mean of untreated) / SD in the treated, unweighted ("ATC": in the untreated; else the
        root of the mean of both variances); for yes-or-no p(1 − p) is the variance, and names give one yes-or-no term
        a level ("raceblack"). Variance ratio: treated over untreated. eCDF: mean and largest distance between the
        cumulative distributions over the values seen. ESS = (Σw)²/Σw².

    Units and shapes:
        `table` has one row a person; `treatment` is 0/1; covariates are numbers or names; `weights` names a column.

    Assumptions:
        None; balance in what was measured says nothing of what was not.

    Raises:
        InputError: a column that is missing or cannot be right, or a group without persons.
        RefusedError: `design` is incomplete, or has a covariate measured after time zero.

    Source:
        Stuart 2010; Ho, Imai, King & Stuart 2007.

    Example:
        >>> people = {"insats": [1, 1, 1, 0, 0, 0], "age": [30, 34, 38, 31, 33, 35]}
        >>> found = balance(people, "insats", ["age"])
        >>> round(found.as_dict()["smd_age"], 3), found.comparable
        (0.25, True)
    """
    estimand = read.choice(estimand, "estimand", ("ATT", "ATC", "ATE", "ATO", "ATM"))
    told = checked(design)
    also = () if weights is None else (read.name(weights, "weights"),)
    groups = read_groups(table, treatment, covariates, also)
    w = None
    if weights is not None:
        w = read.numbers(groups.columns[weights], weights, low=0, high=1e100)[groups.keep]
        if min(w[groups.treated].max(), w[~groups.treated].max()) <= 0:
            raise InputError(
                "no_weight",
                f"{weights}: en av grupperna har bara vikten noll.",
                f"{weights}: one of the groups has no weight but zero.",
                where=weights,
            )
        w = w / w.max()
    rows = balance_rows(groups.terms, groups.treated, w, estimand)
    comparable, sentences = judged(rows)
    held = np.ones(len(groups.treated)) if w is None else w
    return Balance(
        n=len(groups.treated),
        n_treated=int(groups.treated.sum()),
        n_control=int((~groups.treated).sum()),
        ess_treated=effective(held[groups.treated]),
        ess_control=effective(held[~groups.treated]),
        rows=rows,
        comparable=comparable,
        warnings=told + groups.warnings + sentences,
    )

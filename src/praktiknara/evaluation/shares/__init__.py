"""Shares of people: with intervals, compared between groups and within pairs, and told by group.

`wilson` and `clopper_pearson` give a share; `newcombe_difference` and `two_by_two` compare two groups; `newcombe_paired` and
`mcnemar` compare two answers of the same pairs; `responders_by_group` is the table of a report, with `holm` for planned
contrasts and `odds_ratio_homogeneity` for whether an odds ratio is the same everywhere.
"""

from praktiknara.evaluation.shares.groups import (
    Division,
    GroupShare,
    RespondersByGroup,
    responders_by_group,
)
from praktiknara.evaluation.shares.intervals import (
    ShareDifference,
    ShareDifferences,
    ShareInterval,
    ShareIntervals,
    clopper_pearson,
    newcombe_difference,
    wilson,
)
from praktiknara.evaluation.shares.paired import McNemar, PairedDifference, mcnemar, newcombe_paired
from praktiknara.evaluation.shares.planned import Holm, holm
from praktiknara.evaluation.shares.strata import OddsRatioHomogeneity, odds_ratio_homogeneity
from praktiknara.evaluation.shares.tables import TwoByTwo, two_by_two

__all__ = (
    "ANALYSES",
    "Division",
    "GroupShare",
    "Holm",
    "McNemar",
    "OddsRatioHomogeneity",
    "PairedDifference",
    "RespondersByGroup",
    "ShareDifference",
    "ShareDifferences",
    "ShareInterval",
    "ShareIntervals",
    "TwoByTwo",
    "clopper_pearson",
    "holm",
    "mcnemar",
    "newcombe_difference",
    "newcombe_paired",
    "odds_ratio_homogeneity",
    "responders_by_group",
    "two_by_two",
    "wilson",
)

ANALYSES: tuple[str, ...] = (
    "wilson",
    "clopper_pearson",
    "newcombe_difference",
    "newcombe_paired",
    "mcnemar",
    "two_by_two",
    "odds_ratio_homogeneity",
    "responders_by_group",
    "holm",
)

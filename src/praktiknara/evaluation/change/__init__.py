"""Change from before to after: on average, person by person, and between groups.

`mean_change` tells what a report needs of a group; `paired_t` and `wilcoxon_change` are the textbook tests alone.
`reliable_change` sorts persons by what the instrument's own error allows. `baseline_adjusted` compares two groups after,
and `interaction_test` asks once whether change differs between groups.
"""

from praktiknara.evaluation.change.categories import CategoryShare
from praktiknara.evaluation.change.groups import BaselineAdjusted, baseline_adjusted
from praktiknara.evaluation.change.interaction import GroupChange, InteractionTest, interaction_test
from praktiknara.evaluation.change.mean import MeanChange, mean_change
from praktiknara.evaluation.change.paired import PairedT, paired_t
from praktiknara.evaluation.change.ranks import WilcoxonChange, wilcoxon_change
from praktiknara.evaluation.change.reliable import METHODS, ReliableChange, reliable_change

__all__ = (
    "ANALYSES",
    "METHODS",
    "BaselineAdjusted",
    "CategoryShare",
    "GroupChange",
    "InteractionTest",
    "MeanChange",
    "PairedT",
    "ReliableChange",
    "WilcoxonChange",
    "baseline_adjusted",
    "interaction_test",
    "mean_change",
    "paired_t",
    "reliable_change",
    "wilcoxon_change",
)

ANALYSES: tuple[str, ...] = (
    "mean_change",
    "paired_t",
    "wilcoxon_change",
    "reliable_change",
    "baseline_adjusted",
    "interaction_test",
)

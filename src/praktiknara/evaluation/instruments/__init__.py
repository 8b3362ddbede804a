"""Instruments: what each one is and allows, how its answers are scored, and what keeps two of them apart."""

from praktiknara.evaluation.instruments.catalogue import CATALOGUE, find
from praktiknara.evaluation.instruments.checks import CheckedScores, check_scores
from praktiknara.evaluation.instruments.definitions import (
    CutOff,
    Definition,
    Item,
    Licence,
    Norm,
    Permission,
    PublishedChange,
    Reliability,
    Subscale,
    gate,
    own_definition,
)
from praktiknara.evaluation.instruments.goals import GoalAttainment, goal_attainment
from praktiknara.evaluation.instruments.scoring import InstrumentScores, score_instrument
from praktiknara.evaluation.instruments.series import (
    Break,
    DefinitionBreaks,
    definition_breaks,
    same_instrument,
)

ANALYSES: tuple[str, ...] = ("score_instrument", "check_scores", "goal_attainment", "definition_breaks")

__all__ = [
    "ANALYSES",
    "CATALOGUE",
    "Break",
    "CheckedScores",
    "CutOff",
    "Definition",
    "DefinitionBreaks",
    "GoalAttainment",
    "InstrumentScores",
    "Item",
    "Licence",
    "Norm",
    "Permission",
    "PublishedChange",
    "Reliability",
    "Subscale",
    "check_scores",
    "definition_breaks",
    "find",
    "gate",
    "goal_attainment",
    "own_definition",
    "same_instrument",
    "score_instrument",
]

"""Rules of a case as pure functions over plain values: what is proposed, what the board may decide, how the paper is written."""

from .deciding import (
    Heard,
    award_problems,
    consultations_late,
    decision_problems,
    not_ready_for_case,
    over_frame,
    paper_problems,
    point_problems,
    too_many_granted,
)
from .proposing import (
    CAP_REASON,
    GIVES,
    LIMIT_REASON,
    OUTCOMES,
    Candidate,
    Proposed,
    Remark,
    edge,
    first_proposal,
    remarks,
    total,
)
from .writing import counted, filled, reg_number_key, unknown_figures

__all__ = [
    "CAP_REASON",
    "GIVES",
    "LIMIT_REASON",
    "OUTCOMES",
    "Candidate",
    "Heard",
    "Proposed",
    "Remark",
    "award_problems",
    "consultations_late",
    "counted",
    "decision_problems",
    "edge",
    "filled",
    "first_proposal",
    "not_ready_for_case",
    "over_frame",
    "paper_problems",
    "point_problems",
    "reg_number_key",
    "remarks",
    "too_many_granted",
    "total",
    "unknown_figures",
]

"""Questions to the cases: their lists and pages, the ranking against the frame, plain values for the rules, what a case begins with."""

from .beginning import BODIES, addresses, board, receivers, signers, to_be_heard, to_choose_from, unit_of
from .lists import attachments, boards, found, listed, of_call, readable, sources, whole, years
from .ranking import Row, broken_rules, edge_of, portfolio, remarks
from .values import awards, decided, figures, granted_by_applicant, heard, proposed, rule_value, texts

__all__ = [
    "BODIES",
    "Row",
    "addresses",
    "attachments",
    "awards",
    "board",
    "boards",
    "broken_rules",
    "decided",
    "edge_of",
    "figures",
    "found",
    "granted_by_applicant",
    "heard",
    "listed",
    "of_call",
    "portfolio",
    "proposed",
    "readable",
    "receivers",
    "remarks",
    "rule_value",
    "signers",
    "sources",
    "texts",
    "to_be_heard",
    "to_choose_from",
    "unit_of",
    "whole",
    "years",
]

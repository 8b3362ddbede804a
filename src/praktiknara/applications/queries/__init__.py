"""Questions to the applications: as plain values for the rules, in lists, on a page, as they are kept."""

from .kept import as_told, kept_copy
from .lists import calls_of, filtered, listed, with_everything
from .page import (
    ShownCheck,
    ShownProblem,
    first_unfinished,
    others_handed_in,
    rule_url,
    section_url,
    shown_checks,
    shown_problems,
    stations,
)
from .values import content, terms
from .waiting import asked_of, drafts_of, to_register, to_sign, to_submit

__all__ = [
    "ShownCheck",
    "ShownProblem",
    "as_told",
    "asked_of",
    "calls_of",
    "content",
    "drafts_of",
    "filtered",
    "first_unfinished",
    "kept_copy",
    "listed",
    "others_handed_in",
    "rule_url",
    "section_url",
    "shown_checks",
    "shown_problems",
    "stations",
    "terms",
    "to_register",
    "to_sign",
    "to_submit",
    "with_everything",
]

"""Rules of an application as pure functions over plain values: what it says, what is wrong or missing, how it stands against the call."""

from .checks import Check, checks
from .content import MOST_CHARACTERS, MOST_WORDS, Content, Line, Terms, read_years, register_key
from .problems import (
    NEEDED,
    backwards,
    cannot_be_asked,
    costs,
    missing,
    not_eligible,
    outside_grant_year,
    over_cap,
    problems,
    too_late,
    too_long,
    too_many_years,
    unbalanced,
    wrong,
)

__all__ = [
    "MOST_CHARACTERS",
    "MOST_WORDS",
    "NEEDED",
    "Check",
    "Content",
    "Line",
    "Terms",
    "backwards",
    "cannot_be_asked",
    "checks",
    "costs",
    "missing",
    "not_eligible",
    "outside_grant_year",
    "over_cap",
    "problems",
    "read_years",
    "register_key",
    "too_late",
    "too_long",
    "too_many_years",
    "unbalanced",
    "wrong",
]

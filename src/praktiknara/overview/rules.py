"""Words to search by, the trace of a project, the stage of a year."""

from dataclasses import dataclass
from typing import Literal

from praktiknara.components import text

MOST_WORDS = 8
MOST_LETTERS = 60

# First and last month of each stage; the papers tell the order, the months are ours where they are silent.
STAGE_MONTHS = {
    "start": (1, 1),
    "annual_report": (2, 3),
    "reports": (4, 4),
    "needs": (5, 6),
    "direction": (8, 8),
    "call": (9, 10),
    "assessment": (11, 11),
    "decision": (12, 12),
}

State = Literal["done", "here", "todo", "unknown"]


def words_asked(query: str) -> tuple[str, ...]:
    """Give the words to search by: the first few of a long text, none of them endless."""
    found = text.search_words(query[:2000])
    return tuple(dict.fromkeys(word[:MOST_LETTERS] for word in found))[:MOST_WORDS]


def stage_in(month: int) -> str | None:
    """Name the stage of the funding year in a month; in July nothing of it goes on."""
    return next((stage for stage, (first, last) in STAGE_MONTHS.items() if first <= month <= last), None)


def greeting(hour: int) -> Literal["morning", "day", "evening"]:
    """Say which greeting suits the hour."""
    return "morning" if 4 <= hour < 10 else "day" if hour < 17 else "evening"


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a project's way from need to knowledge, as plain values."""

    need: bool
    call: bool
    application: bool
    assessed: bool
    decided: bool
    status: str
    started: bool
    ended: bool
    outcomes: bool
    published: bool
    expected: bool


def trace(known: Known) -> dict[str, State]:
    """Give each of the nine steps its state; what the register does not know is unknown, never assumed."""
    return {
        "needs": _known(known.need),
        "plans": "unknown",  # no row ties a project to a plan yet
        "calls": _known(known.call),
        "applications": _known(known.application),
        "assessments": _known(known.assessed),
        "decisions": _known(known.decided),
        "projects": _project_state(known),
        "results": "done" if known.outcomes else _not_yet(known),
        "knowledge": "done" if known.published else "todo" if known.expected else _not_yet(known),
    }


def _known(fact: bool) -> State:
    return "done" if fact else "unknown"


def _project_state(known: Known) -> State:
    if known.status in {"ended", "in_operation", "discontinued"} or known.ended:
        return "done"
    if known.status == "ongoing":
        return "here"
    if known.status in {"planned", "granted"}:
        return "todo"
    return "done" if known.started else "unknown"


def _not_yet(known: Known) -> State:
    """Results still to come are to come; results of a project that is over, and that nobody told, are unknown."""
    going_on = known.status in {"planned", "granted", "ongoing"} and not known.ended
    return "todo" if going_on else "unknown"

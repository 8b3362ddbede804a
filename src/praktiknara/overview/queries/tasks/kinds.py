"""What a task says, and what one waits for."""

from dataclasses import dataclass
from datetime import date

MOST = 5
LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Task:
    """What to do, why, by when, and the one button."""

    what: str
    why: str
    url: str
    label: str
    by: date | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What someone else has to do before it goes on."""

    who: str
    what: str
    url: str
    example: bool = False


@dataclass(slots=True)
class Day:
    """What waits for her, and what she waits for."""

    tasks: list[Task]
    waiting: list[Waiting]
    applications: list[int]


def quoted(thing: object) -> str:
    """Write the name of a thing as a name."""
    return f"”{thing}”"

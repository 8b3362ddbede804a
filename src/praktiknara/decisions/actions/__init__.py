"""The verbs of a case: made of a ranking, proposed, written, sent to the board, decided, dispatched, closed."""

from .deciding import close_case, decide, dispatch, make_ready, take_back
from .proposing import Choice, make_case, propose
from .writing import FIELDS, TEXTS, Hearing, attach, write_case

__all__ = [
    "FIELDS",
    "TEXTS",
    "Choice",
    "Hearing",
    "attach",
    "close_case",
    "decide",
    "dispatch",
    "make_case",
    "make_ready",
    "propose",
    "take_back",
    "write_case",
]

"""What the neighbours say where one damaged word may have been two: år or är, råd or rad, stöd or stod."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from praktiknara.swedish import years
from praktiknara.swedish.usage import CLASSES, CUES

DECIDED = 1.5  # a difference of cues so great lets a pair be changed with confidence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words and signs before a word, the nearest first, and those after, in lower case; "" is a paragraph's end."""

    before: Sequence[str]
    after: Sequence[str]


@dataclass(slots=True)
class _Cues:
    before: dict[str, float]
    after: dict[str, float]
    before_endings: list[tuple[str, float]]
    after_endings: list[tuple[str, float]]


@lru_cache(maxsize=1)
def _cues() -> dict[str, _Cues]:
    found: dict[str, _Cues] = {}
    for line in CUES.strip().splitlines():
        word, side, *rest = line.split()
        weight = float(rest.pop())
        cues = found.setdefault(word, _Cues({}, {}, [], []))
        words, endings = (
            (cues.before, cues.before_endings) if side == "<" else (cues.after, cues.after_endings)
        )
        for one in rest:
            if one.startswith("~"):
                endings.append((one[1:], weight))
            for other in CLASSES.get(one, one).split():
                words[other] = max(weight, words.get(other, 0.0))
    return found


def support(word: str, around: Surroundings) -> float:
    """Give the weight the neighbours lend to a word; 0 when they say nothing."""
    if word == "år":
        return years.weight(around.before, around.after)
    cues = _cues().get(word)
    if cues is None:
        return 0.0
    return _weight(around.before, cues.before, cues.before_endings) + _weight(
        around.after, cues.after, cues.after_endings
    )


def _weight(words: Sequence[str], cues: dict[str, float], endings: Sequence[tuple[str, float]]) -> float:
    if not words:
        return 0.0
    if years.is_year(words[0]):
        return cues.get("YEAR", 0.0)
    if words[0] in cues:
        return cues[words[0]]
    return max((weight for ending, weight in endings if words[0].endswith(ending)), default=0.0)

"""When two names are the same thing: never a second Stella."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from praktiknara.components.text import slug
from praktiknara.swedish.words import stem

LIKELY = 0.6
ALMOST = 87.0
COMMON = 60
STOP = frozenset(
    [
        "av",
        "och",
        "i",
        "for",
        "med",
        "om",
        "en",
        "ett",
        "den",
        "det",
        "de",
        "till",
        "pa",
        "som",
        "att",
        "vid",
        "fran",
        "hos",
        "sin",
        "sitt",
        "inom",
        "mot",
        "utan",
        "under",
        "eller",
    ]
)
GENERIC = frozenset(
    [
        "projekt",
        "projektet",
        "utvardering",
        "studie",
        "studien",
        "metod",
        "insats",
        "insatser",
        "arbete",
        "utveckling",
        "modell",
    ]
)
SUFFIXES = re.compile(r"-(stadsdelsforvaltning|stadsdelsnamnd|stadsdel|sdf|sdn)$")


class Likeness(NamedTuple):
    """How like a name of the register is: its number, what it is called there, and a score up to 1, the same."""

    number: int
    label: str
    score: float


def key(text: str) -> str:
    """Give what two spellings of the same name share: folded words without quotation marks, "projektet" and signs."""
    words = slug(text).split("-")
    if len(words) > 1 and words[0] in {"projekt", "projektet"}:
        words = words[1:]
    return "-".join(words)


def content(text: str) -> frozenset[str]:
    """Give the stems of the words that carry a name."""
    return frozenset(stem(word) for word in key(text).split("-") if word and word not in STOP)


def similarity(one: str, other: str) -> float:
    """Say how alike two titles are: 1 the same, 0.6 and above to be asked about."""
    first, second = key(one), key(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    near = fuzz.ratio(first, second)
    almost = near / 100 if near >= ALMOST and _numbers(first) == _numbers(second) else 0.0
    return max(almost, _named(one, other), _named(other, one), _shared(content(one), content(other)))


_NAME = re.compile(
    r"[”\"»“](?P<quoted>[^”\"»“]{3,60})[”\"»“]|^(?P<first>[^–:(]{3,60}?)(?:\s+[–-]\s+|:|\s*\()"
)


def _named(title: str, other: str) -> float:
    """Weigh a title's own name, in quotation marks or before a dash or colon, when the other title holds it."""
    found = _NAME.search(title)
    name = content(found["quoted"] or found["first"] or "") if found else frozenset()
    telling = any(len(word) >= 4 and word not in GENERIC for word in name)
    return 0.7 if telling and name <= content(other) else 0.0


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    """Weigh the words that two titles share; a short name inside a longer title counts when it names something."""
    common = first & second
    if not common:
        return 0.0
    telling = {word for word in common if len(word) >= 4 and word not in GENERIC}
    jaccard = len(common) / len(first | second)
    shorter = min(first, second, key=len)
    if telling and common == shorter:
        return max(0.75, min(0.95, jaccard))
    return min(0.95, jaccard)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@dataclass
class Titles:
    """The titles of a register, ready to be asked many times."""

    rows: Sequence[tuple[int, str]]
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place, (_number, title) in enumerate(self.rows):
            self._keys.append(key(title))
            for word in content(title):
                self._by_word[word].append(place)

    def like(self, title: str, most: int = 5) -> list[Likeness]:
        """Give the rows that the title may be, the likest first."""
        found = {place: self._score(title, place) for place in self._candidates(title)}
        hits = [Likeness(*self.rows[place], score) for place, score in found.items() if score >= LIKELY]
        return sorted(hits, key=lambda hit: (-hit.score, hit.number))[:most]

    def _score(self, title: str, place: int) -> float:
        return similarity(title, self.rows[place][1])

    def _candidates(self, title: str) -> Iterator[int]:
        """Give the places worth a closer look: those that share a word few titles have, and those spelt almost alike."""
        words = sorted(content(title), key=lambda word: len(self._by_word.get(word, ())))
        for word in words[:4]:
            yield from self._by_word.get(word, ())[: COMMON * 10]
        for _key, _score, place in process.extract(
            key(title), self._keys, scorer=fuzz.ratio, score_cutoff=ALMOST, limit=COMMON
        ):
            yield place


def person_key(name: str) -> str:
    """Give a person's name folded, "Larsson, Karin" turned round."""
    last, comma, first = name.partition(",")
    return slug(f"{first} {last}") if comma and first.strip() else slug(name)


def person_likeness(one: str, other: str) -> float:
    """Say how alike two names are: the same, an initial for a first name, or a letter or two astray."""
    first, second = person_key(one), person_key(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    mine, theirs = first.split("-"), second.split("-")
    if mine[-1] == theirs[-1] and len(mine) > 1 and len(theirs) > 1:
        if 1 in (len(mine[0]), len(theirs[0])) and mine[0][0] == theirs[0][0]:
            return 0.8
        if mine[0] == theirs[0]:
            return 0.85  # a middle name or a double surname that one of them leaves out
    near = fuzz.ratio(first, second)
    return near / 100 if near >= ALMOST else 0.0


def organisation_key(name: str) -> str:
    """Give an organisation's name folded, districts without the word for their administration and its genitive."""
    folded = slug(name)
    place = SUFFIXES.sub("", folded)
    return place.removesuffix("s") if place != folded else folded


def best(found: Iterable[Likeness], most: int = 5) -> list[Likeness]:
    """Give the likest, each row once."""
    seen: dict[int, Likeness] = {}
    for one in found:
        if one.number not in seen or one.score > seen[one.number].score:
            seen[one.number] = one
    return sorted(seen.values(), key=lambda one: (-one.score, one.number))[:most]

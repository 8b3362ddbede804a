"""Compounds taken apart: "familjehemsplacerade" is "familje", "hems" and "placerade", and holds "familjehems".

A split is the likeliest way to put the word together of heads and a common last word. The heads are mined from wordfreq
when the lexicon is built; long dictionary words may stand in their place.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import log10
from typing import NamedTuple

from praktiknara.swedish.lexicon import lexicon

SHORTEST, LONGEST = 6, 60
SHORTEST_PART = 3
# A last part must be a common word; a long one, which letters do not make by chance, may be a rarer one.
TAIL_FREQUENCY, LONG_TAIL_FREQUENCY, LONG_TAIL = 1e-6, 3e-8, 6
# A long word that running text has and no dictionary, as "prevention", may be one when it is not rare.
LONG_OTHER_TAIL, OTHER_TAIL_FREQUENCY = 8, 2e-7
# So must a head that was not mined, and it costs more.
OTHER_HEAD_FREQUENCY, SHORTEST_OTHER_HEAD, OTHER_HEAD_COST = 1e-7, 6, 1.0
ENDINGS = """
ande ar are aren arna bar bart dar dens den de else ena ende enhet ens er era erade erar eras erat ering eringen ers
erna ets full fullt heten heter het igt ing ingen ingar isk iska iskt its jet las lat len let lig liga ligt log lös ner
ning ningar ningen ras rar ring sam samma samt sen ska skt son sons tar tas tat ten ter tet ting tog vis
"""
NO_TAILS = frozenset(ENDINGS.split())
# What begins so is no compound, though its letters make one.
WHOLE = tuple(
    """
delta dialog därför fastst fastig format fortlö fortsä framför fullm fullfö förarbet handha handl innehåll inneh
kvartal nämnd samman standard undersök viktig
""".split()  # noqa: SIM905  # a list of words reads better as words
)


class Part(NamedTuple):
    """A part of a compound: its letters, and their place in the word."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1 << 15)
def split(word: str) -> tuple[Part, ...]:
    """Take a lower-case word apart into its two or more parts, first to last; none when it is no compound."""
    if not SHORTEST <= len(word) <= LONGEST or word.startswith(WHOLE):
        return ()
    # A word more common than a part of it was not made of that part: "rapporten" is not "rapp" and "orten".
    at_least = lexicon().family_frequency(word)
    reached: dict[int, tuple[float, tuple[Part, ...]]] = {0: (0.0, ())}
    whole: tuple[float, tuple[Part, ...]] | None = None
    for start in range(len(word) - SHORTEST_PART + 1):
        if start not in reached:
            continue
        so_far, heads = reached[start]
        for begin in _beginnings(word, start):
            tail = Part(word[begin:], begin, len(word))
            if heads and (frequency := _tail_frequency(tail.text)) > at_least:
                cost = so_far - log10(frequency)
                whole = min(whole or (cost, (*heads, tail)), (cost, (*heads, tail)))
            for end in range(begin + SHORTEST_PART, len(word) - SHORTEST_PART + 1):
                head = Part(word[begin:end], begin, end)
                cost = so_far + _head_cost(head.text, len(word) - end)
                if (
                    lexicon().family_frequency(head.text) > at_least
                    and cost < reached.get(end, (99.0, ()))[0]
                ):
                    reached[end] = cost, (*heads, head)
    return whole[1] if whole else ()


@lru_cache(maxsize=1 << 15)
def parts(word: str) -> tuple[Part, ...]:
    """Give all parts of a compound, the parts of its parts, and what neighbours make together, as "familjehems" above."""
    smallest = split(word)
    found = [*smallest, *_together(word, smallest)]
    for part in smallest:
        found += [Part(text, part.start + start, part.start + end) for text, start, end in parts(part.text)]
    return tuple(found)


def _together(word: str, smallest: tuple[Part, ...]) -> Iterator[Part]:
    for first in range(len(smallest)):
        for last in range(first + 1, len(smallest) - (first == 0)):
            start, end = smallest[first].start, smallest[last].end
            yield Part(word[start:end], start, end)


def _beginnings(word: str, start: int) -> tuple[int, ...]:
    """Three equal consonants are written as two: "processtöd" is "process" and "stöd"."""
    doubled = (
        start > SHORTEST_PART and word[start - 1] == word[start - 2] and word[start - 1] not in "aeiouyåäö"
    )
    return (start, start - 1) if doubled else (start,)


def _head_cost(head: str, left: int) -> float:
    words = lexicon()
    if words.is_head(head):
        return -log10(words.family_frequency(head))
    if head.endswith("ar") and words.is_listed(head + "e"):  # brukar-, forskar-
        return OTHER_HEAD_COST - log10(words.family_frequency(head + "e"))
    if len(head) >= SHORTEST_OTHER_HEAD and left > SHORTEST_PART and words.is_listed(head):
        family = words.family_frequency(head)
        if family >= OTHER_HEAD_FREQUENCY:
            return OTHER_HEAD_COST - log10(family)
    return 100.0


def _tail_frequency(tail: str) -> float:
    words = lexicon()
    if tail in NO_TAILS:
        return 0.0
    family = words.family_frequency(tail)
    if not words.is_listed(tail):
        return family if len(tail) >= LONG_OTHER_TAIL and family >= OTHER_TAIL_FREQUENCY else 0.0
    return family if family >= (TAIL_FREQUENCY if len(tail) < LONG_TAIL else LONG_TAIL_FREQUENCY) else 0.0

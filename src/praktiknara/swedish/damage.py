"""How damaged a text is: whether the engine that read it knew Swedish.

In sound Swedish 4.6 letters in a hundred are å, ä or ö; an engine without Swedish writes next to none. Short passages,
tables and other languages have few too, so each passage is judged in the light of its surroundings and of the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from praktiknara.swedish.usage import word_set

SHARE = 0.046  # of the letters of Swedish are å, ä, ö
STRAY = 0.0004  # of the letters are å, ä, ö even where the engine had none
DEGREES = (0.0, 0.25, 0.5, 0.75, 1.0)
ENOUGH = 500  # letters in a block, so that a page of its own kind is told from its neighbours
ROUNDS = 8
UNEVEN = 0.5  # å, ä, ö come in flocks (a name, a repeated word), so their count says less than it would alone

WORD = re.compile(r"[^\W\d_]+")
PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n|\f).)+", re.DOTALL)
# Common words that no other of the three languages has, spelled alike in damaged and in sound text.
SWEDISH = word_set(
    "och att det som en ett av med till den har inte om kan ska de vid eller samt detta under var"
)
ENGLISH = word_set("the of and to in is for that with was were this by which from are be as it on their not")
FINNISH = word_set(
    "ja on ei että se oli hän mutta kun joka sekä tai ovat myös voi sen mukaan jotka ole niin etta myos seka"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text by its offsets, with how damaged it is, 0..1; 0 for what is not Swedish."""

    start: int
    end: int
    level: float
    swedish: bool


@dataclass(slots=True)
class _Count:
    start: int
    end: int
    letters: int
    marked: int
    foreign: bool


def level(text: str) -> float:
    """Say how damaged the text is, 0 (sound) to 1 (every å, ä and ö lost); 0 when it has no Swedish."""
    return overall(passages(text))


def overall(found: Sequence[Passage]) -> float:
    """Say how damaged the passages are as a whole, the long ones counting for more."""
    swedish = [passage for passage in found if passage.swedish]
    size = sum(passage.end - passage.start for passage in swedish)
    return sum(one.level * (one.end - one.start) for one in swedish) / size if size else 0.0


def passages(text: str) -> list[Passage]:
    """Give the text's paragraphs with their levels."""
    counts = [_count(text, found.start(), found.end()) for found in PARAGRAPH.finditer(text)]
    blocks = list(_blocks(text, [count for count in counts if not count.foreign]))
    likelihoods = [
        _likelihood(sum(c.letters for c in block), sum(c.marked for c in block)) for block in blocks
    ]
    prior = _learn_prior(likelihoods)
    levels: dict[int, float] = {}
    for block, likelihood in zip(blocks, likelihoods, strict=True):
        here = _posterior(prior, likelihood)
        # A paragraph may still differ from its page: a sound table under a scanned one.
        loosened = [0.98 * weight + 0.02 / len(DEGREES) for weight in here]
        for count in block:
            own = _posterior(loosened, _likelihood(count.letters, count.marked))
            levels[count.start] = sum(weight * degree for weight, degree in zip(own, DEGREES, strict=True))
    return [Passage(c.start, c.end, levels.get(c.start, 0.0), not c.foreign) for c in counts]


def _count(text: str, start: int, end: int) -> _Count:
    words = WORD.findall(text[start:end].lower())
    marked = sum(word.count("å") + word.count("ä") + word.count("ö") for word in words)
    swedish = sum(word in SWEDISH for word in words)
    other = max(sum(word in ENGLISH for word in words), sum(word in FINNISH for word in words))
    return _Count(start, end, sum(map(len, words)), marked, other > 2 * swedish + 1)


def _blocks(text: str, counts: Sequence[_Count]) -> Iterator[list[_Count]]:
    """Put paragraphs together until they say something, never over a page's end."""
    block: list[_Count] = []
    letters = 0
    for count in counts:
        if block and (letters >= ENOUGH or "\f" in text[block[-1].end : count.start]):
            yield block
            block, letters = [], 0
        block.append(count)
        letters += count.letters
    if block:
        yield block


def _likelihood(letters: int, marked: int) -> list[float]:
    """How likely the count is at each degree of damage, up to a factor (Poisson, flattened)."""
    expected = [letters * (SHARE * (1 - degree) + STRAY) for degree in DEGREES]
    logs = [UNEVEN * (marked * log(number) - number) if number else 0.0 for number in expected]
    return [exp(one - max(logs)) for one in logs]


def _posterior(prior: Sequence[float], likelihood: Sequence[float]) -> list[float]:
    weights = [one * other for one, other in zip(prior, likelihood, strict=True)]
    return [weight / sum(weights) for weight in weights]


def _learn_prior(likelihoods: Sequence[Sequence[float]]) -> list[float]:
    """How common each degree is in this document, learnt from its own blocks (EM)."""
    prior = [0.48, 0.01, 0.02, 0.01, 0.48]
    for _ in range(ROUNDS):
        sums = [
            0.02 + sum(column)
            for column in zip(*(_posterior(prior, one) for one in likelihoods), strict=True)
        ]
        if not sums:
            break
        prior = [weight / sum(sums) for weight in sums]
    return prior

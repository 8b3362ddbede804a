"""How well a passage answers a query: BM25 over the query's words, each by the best that answers it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Protocol, TypeVar

from praktiknara.swedish.query import RIVAL_WEIGHT, Query, Term

Passage = TypeVar("Passage", bound=Hashable)
# How soon more of the same word stops counting, and how much a long passage is held back.
K1, B = 0.9, 0.4
RARITY = 1.3  # a rare word counts for more than its information
OTHERS = 0.3  # what the answers beside the best add
PER_WORD = 0.2  # for each further word that is answered
SIDE_BY_SIDE = 0.1  # for the words standing together as in the query
# A passage in a document that answers well elsewhere too is worth a little more.
DOCUMENT, BEST_OF_DOCUMENT = 0.1, 3


class Statistics(Protocol):
    """What the ranking must know of the index."""

    @property
    def passages(self) -> int:
        """How many passages there are."""
        ...

    @property
    def average_length(self) -> float:
        """Words in a passage, on average."""
        ...

    def document_frequency(self, key: str) -> int:
        """How many passages hold the key; one with 0 is not looked for."""
        ...


class Scorer:
    """Scores passages for one query; make it once and ask it for each."""

    def __init__(self, query: Query, statistics: Statistics) -> None:
        self._statistics = statistics
        self._average = max(statistics.average_length, 1.0)
        self._phrases = [_padded(phrase.keys) for phrase in query.phrases]
        self._minus = [_padded(phrase.keys) for phrase in query.minus]
        self._pairs = [
            _padded((one.alternatives[0].keys[-1], two.alternatives[0].keys[0]))
            for one, two in pairwise(query.terms)
        ]
        self._terms = len(query.terms)
        # What answers, with the number of the term it answers and its worth: single keys, and keys side by side.
        self._single: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._several: list[tuple[str, int, float]] = []
        for number, term in enumerate(query.terms):
            for keys, worth in self._weighed(term):
                if len(keys) == 1:
                    self._single[keys[0]].append((number, worth))
                else:
                    self._several.append((_padded(keys), number, worth))

    def score(self, keys: str, length: float) -> float:
        """Score a passage by its keys and its length in words; 0.0 when it does not answer."""
        padded = f" {keys} "
        if any(phrase in padded for phrase in self._minus):
            return 0.0
        phrases = [padded.count(phrase) for phrase in self._phrases]
        if not all(phrases):
            return 0.0
        stretch = K1 * (1 - B + B * length / self._average)
        best, every = [0.0] * self._terms, [0.0] * self._terms
        for number, value in self._answers(keys.split(), padded, stretch):
            best[number] = max(best[number], value)
            every[number] += value
        answered = self._terms - best.count(0.0) + len(phrases)
        total = sum(best) * (1 - OTHERS) + sum(every) * OTHERS
        total += sum(_often(count, stretch) for count in phrases)
        total *= 1 + PER_WORD * max(answered - 1, 0)
        return total * (1 + SIDE_BY_SIDE * sum(pair in padded for pair in self._pairs) / max(self._terms, 1))

    def _answers(self, words: list[str], padded: str, stretch: float) -> Iterator[tuple[int, float]]:
        """What each answer found is worth to its term."""
        counts = Counter(words)
        for key, answered in self._single.items():
            if count := counts.get(key):
                often = _often(count, stretch)
                for number, worth in answered:
                    yield number, worth * often
        for keys, number, worth in self._several:
            if count := padded.count(keys):
                yield number, worth * _often(count, stretch)

    def _weighed(self, term: Term) -> list[tuple[tuple[str, ...], float]]:
        """The alternatives that occur, with weight and rarity together; none is rarer than the word itself."""
        rarities = {
            alternative: self._rarity(alternative.keys)
            for alternative in term.alternatives
            if all(map(self._statistics.document_frequency, alternative.keys))
        }
        own = [rarity for alternative, rarity in rarities.items() if alternative.weight >= RIVAL_WEIGHT]
        most = max(own or rarities.values(), default=0.0)
        return [(found.keys, found.weight * min(rarity, most)) for found, rarity in rarities.items()]

    def _rarity(self, keys: Sequence[str]) -> float:
        fewest = min(self._statistics.document_frequency(key) for key in keys)
        rarity = log(1 + (self._statistics.passages - fewest + 0.5) / (fewest + 0.5))
        return float(rarity**RARITY)


def _padded(keys: Sequence[str]) -> str:
    return f" {' '.join(keys)} "


def _often(count: int, stretch: float) -> float:
    """The more often the better, but less and less so."""
    return count * (K1 + 1) / (count + stretch)


def score(query: Query, keys: str, length: float, statistics: Statistics) -> float:
    """Score one passage; for many of the same query, make a `Scorer`."""
    return Scorer(query, statistics).score(keys, length)


def with_documents(
    scores: Mapping[Passage, float], document: Callable[[Passage], Hashable]
) -> dict[Passage, float]:
    """Let passages share in what the best passages of their document score."""
    by_document: defaultdict[Hashable, list[float]] = defaultdict(list)
    for passage, value in scores.items():
        by_document[document(passage)].append(value)
    shares = {
        key: DOCUMENT * sum(sorted(values, reverse=True)[:BEST_OF_DOCUMENT]) / BEST_OF_DOCUMENT
        for key, values in by_document.items()
    }
    return {passage: value + shares[document(passage)] for passage, value in scores.items() if value}

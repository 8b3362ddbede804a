"""A search engine in memory that looks at every passage: for measuring, for tests, and for a few papers in a notebook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from praktiknara.swedish.acronyms import Acronyms, mine
from praktiknara.swedish.keys import Change, index_keys, length, repaired
from praktiknara.swedish.passages import passages
from praktiknara.swedish.query import Query, parse
from praktiknara.swedish.ranking import Scorer, with_documents
from praktiknara.swedish.spelling import similar
from praktiknara.swedish.tokens import tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its place in the raw text of its file, and its score (higher is better)."""

    file: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    file: str
    start: int
    end: int
    keys: str
    length: int


@dataclass(eq=False)
class Memory:
    """Papers that can be searched; also the `Vocabulary` and the `Statistics` of itself."""

    _passages: list[_Passage] = field(default_factory=list)
    _holders: Counter[str] = field(default_factory=Counter)
    _words: Counter[str] = field(default_factory=Counter)
    acronyms: Acronyms = field(default_factory=Acronyms)

    def add(self, file: str, text: str, changes: Sequence[Change] = (), *, title: str = "") -> None:
        """Take in a paper: its raw text and the repairs of it."""
        fixed = repaired(text, changes)
        self.acronyms += mine(fixed)
        self._words.update(token.text.lower() for token in tokens(fixed))
        for start, end, heading in passages(text):
            inside = [
                _moved(change, -start) for change in changes if start <= change.start and change.end <= end
            ]
            keys = index_keys(text[start:end], inside, heading=heading, title=title)
            self._passages.append(_Passage(file, start, end, keys, length(keys)))
            self._holders.update(set(keys.split()))
        self.__dict__.pop("average_length", None)

    def ask(self, text: str) -> Query:
        """Understand a query against these papers."""
        return parse(text, self, self.acronyms)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Find the passages that answer best, the best first."""
        scorer = Scorer(self.ask(text), self)
        scores = with_documents(
            {passage: scorer.score(passage.keys, passage.length) for passage in self._passages},
            document=attrgetter("file"),
        )
        best = sorted(scores.items(), key=lambda scored: -scored[1])[:limit]
        return [Hit(passage.file, passage.start, passage.end, value) for passage, value in best]

    def keys(self) -> list[str]:
        """The keys of every passage."""
        return [passage.keys for passage in self._passages]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self._passages)

    @cached_property
    def average_length(self) -> float:
        """Words in a passage, on average."""
        return sum(each.length for each in self._passages) / max(len(self._passages), 1)

    def document_frequency(self, key: str) -> int:
        """How many passages hold the key."""
        return self._holders[key]

    def similar(self, word: str) -> list[tuple[str, float]]:
        """Words of these papers that a word nobody used may stand for."""
        return similar(word, (candidate for candidate, _times in self._words.most_common()))


@dataclass(frozen=True, slots=True)
class _Moved:
    start: int
    end: int
    raw: str
    fixed: str


def _moved(change: Change, by: int) -> _Moved:
    return _Moved(change.start + by, change.end + by, change.raw, change.fixed)

"""The collection's words: how many public things and passages hold each, which are spelled alike, and which begin so.

A copy stands in memory in each process, and takes in what has changed since it last looked; one small question says
whether anything has. Words of what is not public are in no count, so nothing made of them can tell.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from uuid import UUID

from praktiknara.swedish.acronyms import Acronyms
from praktiknara.swedish.spelling import MOST, NEAR, SAME_LETTERS, near, slips
from praktiknara.swedish.words import fold

from ..choices import TermSort
from ..models import IndexState, Term
from ..rules import USUAL_LENGTH

ALIKE = 20


@dataclass
class Words:
    """The collection's words as the analysis asks for them."""

    lineage: UUID | None = None
    number: int = 0
    passages: int = 0
    length: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    in_order: list[str] = field(default_factory=list)
    folded: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # tuples, which the collector of garbage leaves alone
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    explained: dict[str, int] = field(default_factory=dict)

    def document_frequency(self, key: str) -> int:
        """Say how many passages hold a key."""
        return self.keys.get(key, 0)

    @property
    def acronyms(self) -> Acronyms:
        """Give the acronyms that public texts explain."""
        return Acronyms({_explained(text): times for text, times in self.explained.items()})

    def knows(self, word: str) -> bool:
        """Say whether someone has written the word."""
        return word in self.words

    def similar(self, word: str) -> Sequence[tuple[str, float]]:
        """Give words of the collection that a word nobody used may stand for, with weights; as `praktiknara.swedish.spelling`."""
        folded = fold(word)
        if same := self.folded.get(folded):
            return [(min(same, key=self._commonest), SAME_LETTERS)]
        if not (forgiven := slips(folded)):
            return []
        candidates = [
            other
            for length in range(len(folded) - forgiven, len(folded) + forgiven + 1)
            for other in self.by_length.get(length, ())
        ]
        found = near(folded, candidates, ALIKE)
        nearest = sorted(found, key=lambda one: (one[1], self._commonest(self._written(one[0]))))
        if nearest:
            return [(self._written(other), NEAR) for other, _slips in nearest[:MOST]]
        begun = sorted(self.beginning(word), key=self._commonest)
        return [(longer, NEAR) for longer in begun[:MOST]]

    def _written(self, folded: str) -> str:
        return min(self.folded[folded], key=self._commonest)

    def _commonest(self, word: str) -> tuple[int, str]:
        return (-self.words.get(word, 0), word)

    def beginning(self, start: str) -> Iterator[str]:
        """Give the words that begin so, in alphabetical order."""
        place = bisect_left(self.in_order, start)
        for word in islice(self.in_order, place, None):
            if not word.startswith(start):
                return
            yield word

    def take(self, sort: str, text: str, holders: int) -> None:
        """Take in how many things hold a term now."""
        if sort == TermSort.WORD:
            self._take_word(text, holders)
            return
        counts = self.keys if sort == TermSort.KEY else self.explained
        if holders > 0:
            counts[text] = holders
        else:
            counts.pop(text, None)

    def _take_word(self, word: str, holders: int) -> None:
        if holders > 0 and word not in self.words:
            insort(self.in_order, word)
            self._note_spelling(word)
        elif holders <= 0 and word in self.words:
            del self.in_order[bisect_left(self.in_order, word)]
            self._forget_spelling(word)
        if holders > 0:
            self.words[word] = holders
        else:
            self.words.pop(word, None)

    def _note_spelling(self, word: str) -> None:
        folded = fold(word)
        if folded not in self.folded:
            self.by_length[len(folded)].append(folded)
        self.folded[folded] = (*self.folded.get(folded, ()), word)

    def _forget_spelling(self, word: str) -> None:
        folded = fold(word)
        self.folded[folded] = tuple(other for other in self.folded[folded] if other != word)
        if not self.folded[folded]:
            del self.folded[folded]
            self.by_length[len(folded)].remove(folded)

    def fill(self, words: dict[str, int]) -> None:
        """Take in all words at once."""
        self.words, self.in_order = words, sorted(words)
        for word in self.in_order:
            self._note_spelling(word)


@dataclass(frozen=True)
class Statistics:
    """What the ranking asks of the collection. A key that only things not public hold is as rare as one can be."""

    words: Words

    @property
    def passages(self) -> int:
        """How many passages everyone may read."""
        return self.words.passages

    @property
    def average_length(self) -> float:
        """How many words a passage has, at least a usual passage's: the register's short rows make no paper look long."""
        mean = self.words.length / self.words.passages if self.words.passages else 0.0
        return max(mean, USUAL_LENGTH)

    def document_frequency(self, key: str) -> int:
        """How many passages hold a key, at least one."""
        return max(self.words.document_frequency(key), 1)


def _explained(text: str) -> tuple[str, str]:
    short, _sign, long = text.partition("=")
    return short, long


_here = Words()
_lock = Lock()


def vocabulary() -> Words:
    """Give the collection's words as they are now."""
    global _here
    state = IndexState.objects.filter(pk=1).first()
    if state is None:
        return Words()
    with _lock:
        if _here.lineage != state.lineage or _here.number > state.number:
            _here = _whole(state)
        elif _here.number < state.number:
            _catch_up(_here, state)
        return _here


def _whole(state: IndexState) -> Words:
    made = Words(lineage=state.lineage)
    known = Term.objects.filter(holders__gt=0).values_list("sort", "text", "holders")
    words: dict[str, int] = {}
    for sort, text, holders in known.iterator(chunk_size=5000):
        if sort == TermSort.WORD:
            words[text] = holders
        else:
            made.take(sort, text, holders)
    made.fill(words)
    _note(made, state)
    return made


def _catch_up(words: Words, state: IndexState) -> None:
    changed = Term.objects.filter(changed__gt=words.number).values_list("sort", "text", "holders")
    for sort, text, holders in changed:
        words.take(sort, text, holders)
    _note(words, state)


def _note(words: Words, state: IndexState) -> None:
    words.number, words.passages, words.length = state.number, state.passages, state.length

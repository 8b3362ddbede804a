"""Gives damaged text back its å, ä and ö: `repair(text)`.

The text itself is never altered: what repair found is a layer of changes over it, each with its confidence. Only
passages that an engine without Swedish seems to have read are looked at; see `damage`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from praktiknara.swedish import channel, context, damage
from praktiknara.swedish.candidates import Guess, Words
from praktiknara.swedish.lexicon import lexicon
from praktiknara.swedish.mender import STEPS, Mender, common_mender
from praktiknara.swedish.names import gazetteer
from praktiknara.swedish.offsets import Change, apply
from praktiknara.swedish.targets import LONGEST, NO_TAILS, STRANGE, Kind, Piece, broken, pieces
from praktiknara.swedish.usage import LEANINGS

__all__ = ["Change", "Repaired", "apply", "repair"]

SOUND = 0.15  # a passage less damaged than so is left alone
COOLNESS = 0.85  # prices are surer of themselves than they should be
RIVALRY, CAP = 2.0, 0.79  # a pair of real words as near as so is not changed on frequency alone
TOO_COMMON_FOR_A_NAME = 5e-5
TEACHING, FEWEST_LESSONS = 0.9, 30  # the confidence of changes that teach the channel of this document
STARTS = frozenset([*".!?:•", ""])


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text with its changes made, how damaged it was (0..1), and the changes, in order."""

    text: str
    level: float
    changes: list[Change]


def repair(
    text: str, *, min_confidence: float = 0.8, vocabulary: Iterable[str] = (), names: Iterable[str] = ()
) -> Repaired:
    """Find the damaged words and what they should say, as far as it is known with the confidence wanted (0..1).

    `vocabulary` is words known to be right in texts of this kind; `names` is the register's: organisations, people,
    places, as they are written.
    """
    passages = damage.passages(text)
    if not any(passage.level > SOUND for passage in passages):
        return Repaired(text, damage.overall(passages), [])
    words = _words(frozenset(map(str.lower, vocabulary)), frozenset(names))
    document = _Document(text, passages, words)
    document.learn()
    changes = [change for change in document.changes() if change.confidence >= min_confidence]
    return Repaired(apply(text, changes), damage.overall(passages), changes)


@lru_cache(maxsize=2)
def _words(vocabulary: frozenset[str], names: frozenset[str]) -> Words:
    return Words(lexicon(), vocabulary, gazetteer(names))


class _Document:
    """One text while it is mended."""

    def __init__(self, text: str, passages: Sequence[damage.Passage], words: Words) -> None:
        self._text, self._words = text, words
        self._starts, self._levels = [one.start for one in passages], [one.level for one in passages]
        self._menders: dict[int, Mender] = {}
        self._pieces = self._with_broken_words_joined(list(pieces(text)))
        self._guesses = [self._guess(number) for number in range(len(self._pieces))]

    def _level(self, place: int) -> float:
        number = bisect_right(self._starts, place) - 1
        return self._levels[number] if number >= 0 else 0.0

    def _mender(self, place: int) -> Mender | None:
        level = self._level(place)
        if level <= SOUND:
            return None
        step = round(level * STEPS)
        return self._menders.get(step) or common_mender(self._words, step)

    def _with_broken_words_joined(self, found: list[Piece]) -> list[Piece]:
        joined: list[Piece] = []
        skip = -1
        for number, piece in enumerate(found):
            if number <= skip:
                continue
            place = broken(self._text, piece) if piece.kind is Kind.WORD else None
            after = number + 1
            while place and after < len(found) and found[after].start < place:
                after += 1
            if place and after < len(found) and (whole := self._whole(piece, found[after], place)):
                joined.append(whole)
                skip = after
            else:
                joined.append(piece)
        return joined

    def _whole(self, first: Piece, second: Piece, place: int) -> Piece | None:
        if second.start != place or second.kind is not Kind.WORD or second.text in NO_TAILS:
            return None
        whole = Piece(Kind.WORD, first.text + second.text, first.start, second.end)
        mender = self._mender(first.start)
        if mender is None or len(whole.text) > LONGEST:
            return None
        known = mender.guesses(whole.text, capital=whole.text[0].isupper(), name=False)
        return whole if known and self._is_word(known[0].word, whole.text) else None

    def _is_word(self, word: str, raw: str) -> bool:
        return word != raw.lower() or self._words.lexicon.knows(word)

    def _guess(self, number: int) -> list[Guess]:
        piece = self._pieces[number]
        mender = self._mender(piece.start) if piece.kind is Kind.WORD else None
        if mender is None or (piece.text[-1].isdigit() and lexicon().is_listed(piece.text[:-1].lower())):
            return []  # "bilaga4" is a word and its number
        capital = piece.text[0].isupper()
        return mender.guesses(piece.text, capital=capital, name=capital and not self._is_initial(number))

    def _is_initial(self, number: int) -> bool:
        before = self._pieces[number - 1] if number else None
        return before is None or before.kind is Kind.PARAGRAPH or before.text in STARTS

    def learn(self) -> None:
        """Learn from the sure changes what this document's engine wrote for each letter, and guess anew."""
        lessons = Counter(
            edit for _, guess, confidence in self._choices() if confidence >= TEACHING for edit in guess.edits
        )
        if lessons.total() < FEWEST_LESSONS:
            return
        table = channel.adapt(channel.learnt(), lessons)
        for step in {round(level * STEPS) for level in self._levels if level > SOUND}:
            before = common_mender(self._words, step)
            self._menders[step] = Mender(self._words, table, step / STEPS, before)
        self._guesses = [self._guess(number) for number in range(len(self._pieces))]

    def _cased(self, word: str, number: int) -> str:
        raw, initial = self._pieces[number].text, self._is_initial(number)
        if raw.isupper() and sum(map(str.isalpha, raw)) > 1:
            return word.upper()
        marked = word[0] in channel.MARKED
        if raw[0].isupper() and not initial and marked and self._stands_inside_a_line(number):
            # The engine made a capital of the ring or the dots, unless it is a name.
            is_name = self._words.is_name(word) or lexicon().frequency(word) < TOO_COMMON_FOR_A_NAME
            return word[0].upper() + word[1:] if is_name else word
        if raw[0].isupper() or (initial and raw[0] in STRANGE + "46"):
            return word[0].upper() + word[1:]
        return word

    def _stands_inside_a_line(self, number: int) -> bool:
        before, piece = self._pieces[number - 1], self._pieces[number]
        return before.kind is not Kind.SIGN and "\n" not in self._text[before.end : piece.start]

    def changes(self) -> list[Change]:
        """Give every change whatever its confidence, in order."""
        found = []
        for number, guess, confidence in self._choices():
            piece = self._pieces[number]
            fixed = self._cased(guess.word, number)
            if fixed != piece.text:
                raw = self._text[piece.start : piece.end]
                found.append(Change(piece.start, piece.end, raw, fixed, round(confidence, 3)))
        return found

    def _choices(self) -> Iterator[tuple[int, Guess, float]]:
        """The best guess for each piece that has one, by the number of the piece, with its confidence."""
        both = list(zip(self._pieces, self._guesses, strict=True))
        read = [options[0].word if options else piece.text.lower() for piece, options in both]
        for number, (_, options) in enumerate(both):
            if options:
                before, after = read[max(0, number - 3) : number][::-1], read[number + 1 : number + 4]
                guess, confidence = choose(options, context.Surroundings(before, after))
                read[number] = guess.word
                yield number, guess, confidence


def choose(options: Sequence[Guess], around: context.Surroundings) -> tuple[Guess, float]:
    """Choose among guesses by their prices and the neighbours; give the guess and the confidence, 0..1."""
    if len(options) == 1:
        return options[0], 1.0
    cues = [context.support(guess.word, around) for guess in options]
    scores = [
        LEANINGS.get(guess.word, 0.0) + cue - guess.price for guess, cue in zip(options, cues, strict=True)
    ]
    first, second = sorted(range(len(options)), key=scores.__getitem__, reverse=True)[:2]
    confidence = 1 / sum(exp(COOLNESS * (score - scores[first])) for score in scores)
    near = scores[first] - scores[second] < RIVALRY
    undecided = abs(cues[first] - cues[second]) < context.DECIDED
    if near and undecided and _are_rivals(options[first].word, options[second].word):
        confidence = min(confidence, CAP)
    return options[first], confidence


def _are_rivals(word: str, other: str) -> bool:
    return len(word) == len(other) and lexicon().is_listed(other)

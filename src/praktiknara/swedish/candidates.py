"""What a damaged word may have been, and what each guess costs.

A best-first search over (place in the word, what is spelled so far), kept to beginnings of known words. Where a part
that begins compounds is spelled, the search may go on with a new word. A price is a negative natural logarithm: that
of the letters, by the channel, and that of the word, by how common it is.
"""

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from itertools import count
from math import log
from typing import NamedTuple

from praktiknara.swedish.channel import MARKED, Edit, Options
from praktiknara.swedish.lexicon import Lexicon
from praktiknara.swedish.usage import LEANINGS, word_set

MARGIN, SLACK = (
    5.0,
    1.5,
)  # guesses that cost so much more than the best, or than an unknown word, are not looked for
MOST_STEPS, STEPS_MORE = 700, 150  # of the search; and after the first word is found
MOST_BEGINNINGS = 100_000  # kept in memory, since words begin alike
MOST_DAMAGE = 11.0  # the price of the letters of one word
LOST_AFTER = 4.0  # a letter lost without a trace is not looked for in a way dearer than so
COMMON_HEAD = 1e-6  # a word so common may begin a compound though few known compounds begin so
MISREAD_CAPITAL = 3.0
SHORTEST_WITH_S, ADDED_S = 4, 3.0  # the price of a genitive or passive that no list has
LEAST = (3.4, 3.4, 3.4, 5.3, 5.6, 6.3, 6.4, 7.4, 7.7, 8.4, 8.8, 9.2, 9.9, 10.3, 11.0)
SHORTEST_PART, SHORTEST_LOOSE, MOST_PARTS = 3, 5, 4
FAMILY_SHARE = 0.0005  # of its family's frequency that a form has at least
RAREST = 2e-9
# The price of a word nobody knows: so much, and so much a letter; less for what may be a name.
UNKNOWN, UNKNOWN_LETTER, NAME_REBATE = 15.5, 0.75, 3.5
LONG, LONG_LETTER = 12, 0.4  # a long unknown word is a compound rather than a name
JOINT, HEAD_WEIGHT, LOOSE = 3.5, 0.45, 2.0
CHEAPEST_TAIL, TAIL_WEIGHT = 6.0, 0.7
NO_TAILS = word_set(
    "den det där men han hon var vår att och för från när har här hur som vad vem man min din sin oss dig mig ett ena"
    " dem dom nej åka inte eller sen nog bara mina dina sina vara våra blev blir ska kan vid till ner upp ned ute inne"
    " med mot per bort fram hem hos två tre fem sex sju nio tio ens dess dina ser gör tar ger fick tog åt än"
)
UNLISTED = 0.2  # running text has misspellings and foreign words, and those without å, ä, ö most of all
OWN = 2e-5  # the frequency of a word of the collection's own
NAMED = 1e-4  # that of a name in the register, where a capital stands


class Guess(NamedTuple):
    """A word that may have stood there, in lower case, its price, and what was written for which of its letters."""

    word: str
    price: float
    edits: tuple[Edit, ...]


class Words:
    """The lexicon, with the words of the collection and the names of the register beside it."""

    def __init__(self, lexicon: Lexicon, vocabulary: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        self._own = frozenset(vocabulary)
        self._names = frozenset(names)
        self._beginnings: dict[str, bool] = {}
        self._own_starts, self._name_starts = _starts(self._own), _starts(self._names)

    def continues(self, capital: bool) -> Callable[[str], bool]:
        """Give the test whether some word begins so; names count where a capital stands."""
        if capital:
            return lambda prefix: prefix in self._name_starts or self._begins_word(prefix)
        return self._begins_word

    def _begins_word(self, prefix: str) -> bool:
        known = self._beginnings.get(prefix)
        if known is None:
            if len(self._beginnings) >= MOST_BEGINNINGS:
                self._beginnings.clear()
            known = self._beginnings[prefix] = prefix in self._own_starts or self.lexicon.continues(prefix)
        return known

    def begins_compounds(self, loose: bool) -> Callable[[str], bool]:
        """Give the test whether compounds begin so; the loose one takes any word of some length."""
        is_head, is_listed = self.lexicon.is_head, self.lexicon.is_listed
        least = 0.0 if loose else COMMON_HEAD

        def begins(part: str) -> bool:
            return is_head(part) or (
                len(part) >= SHORTEST_LOOSE and is_listed(part) and self._head_frequency(part) >= least
            )

        return begins

    def knows(self, word: str, capital: bool) -> bool:
        """Say whether it is a word."""
        return self.lexicon.knows(word) or word in self._own or (capital and word in self._names)

    def is_name(self, word: str) -> bool:
        """Say whether it is a name of the register or a place."""
        return word in self._names

    def price_of_end(self, word: str, capital: bool, parts: int) -> float | None:
        """Give the price of what is spelled to the end: a word, or a compound's last part; None if it is neither."""
        if not self.knows(word, capital):
            return None
        if parts == 1:
            return self.price(word, capital)
        return self.price_of_tail(word) if len(word) >= SHORTEST_PART and word not in NO_TAILS else None

    def price(self, word: str, capital: bool) -> float:
        """Give the price of a known word."""
        frequency = max(self.lexicon.frequency(word), RAREST)
        if self.lexicon.is_listed(word):
            frequency = max(frequency, FAMILY_SHARE * self.lexicon.family_frequency(word))
        elif not capital:
            frequency *= UNLISTED
        if word in self._own:
            frequency = max(frequency, OWN)
        if capital and word in self._names:
            frequency = max(frequency, NAMED)
        return -log(frequency)

    def price_of_head(self, part: str) -> float:
        """Give the price of a part that begins a compound."""
        known = LOOSE * (not self.lexicon.is_head(part))
        return JOINT + known - LEANINGS.get(part, 0.0) - HEAD_WEIGHT * log(self._head_frequency(part))

    def _head_frequency(self, part: str) -> float:
        family, form = self.lexicon.family_frequency, self.lexicon.frequency
        stem = form(part[:-1]) if part[-1] == "s" else form(part + "r")  # förslags-, föräldra-
        return max(family(part), stem, RAREST)

    def price_of_tail(self, part: str) -> float:
        """Give the price of a word that ends a compound; how common it is alone says little."""
        frequency = max(
            self.lexicon.frequency(part), FAMILY_SHARE * self.lexicon.family_frequency(part), RAREST
        )
        return (
            CHEAPEST_TAIL - LEANINGS.get(part, 0.0) + TAIL_WEIGHT * max(0.0, -log(frequency) - CHEAPEST_TAIL)
        )


def _starts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))


def unknown(word: str, *, name: bool) -> float:
    """Give the price of a word that is in no lexicon."""
    return UNKNOWN + UNKNOWN_LETTER * len(word) + LONG_LETTER * max(0, len(word) - LONG) - NAME_REBATE * name


def guesses(
    raw: str, words: Words, options: Options, *, capital: bool, dearest: float, loose: bool = False
) -> list[Guess]:
    """Find what the word may have been, the cheapest first, none dearer than the price given by much.

    `raw` has its first letter in lower case; a capital inside it was written for some other letter.
    """
    search = _Search(raw, words, options, capital=capital, bound=dearest + SLACK, loose=loose)
    search.run()
    return sorted(search.found.values(), key=lambda guess: guess.price)


class _State(NamedTuple):
    """A way so far: `done` is the parts of the compound that are finished, `prefix` the one being spelled."""

    order: float
    turn: int
    price: float
    place: int
    done: str
    prefix: str
    parts: int
    edits: tuple[Edit, ...]


class _Search:
    """The search for one word."""

    def __init__(
        self, raw: str, words: Words, options: Options, *, capital: bool, bound: float, loose: bool
    ) -> None:
        self._raw, self._words, self._capital = raw, words, capital
        self._continues, self._begins = words.continues(capital), words.begins_compounds(loose)
        self._ways = [_ways(raw, place, options) for place in range(len(raw) + 1)]
        self._lost = [(0, letter, cost, (letter, "")) for letter, cost in options.get("", ())]
        self._least = LEAST[min(len(raw), len(LEAST)) - 1]
        self._bound, self._steps, self._turn = bound, MOST_STEPS, count()
        self._heap = [_State(0.0, 0, 0.0, 0, "", "", 1, ())]
        self._seen: set[tuple[int, str, str]] = set()
        self.found: dict[str, Guess] = {}

    def run(self) -> None:
        """Search until nothing cheap is left, or long enough."""
        while self._heap and self._steps:
            self._steps -= 1
            state = heappop(self._heap)
            least = self._least if state.parts == 1 else CHEAPEST_TAIL
            if state.price + least <= self._bound:
                left = len(self._raw) - state.place
                if left <= 1:
                    self._end(state, left)
                if left >= SHORTEST_PART <= len(state.prefix) and state.parts < MOST_PARTS:
                    self._begin_part(state)
                self._go_on(
                    state, min(self._bound - least, MOST_DAMAGE) if state.parts == 1 else self._bound - least
                )

    def _end(self, state: _State, left: int) -> None:
        own = self._words.price_of_end(state.prefix, self._capital, state.parts)
        if own is not None and not left:
            self._note(state.done + state.prefix, state.price + own, state.edits)
        elif own is not None and self._raw[-1] == "s" and len(state.prefix) >= SHORTEST_WITH_S:
            self._note(state.done + state.prefix + "s", state.price + own + ADDED_S, state.edits)

    def _note(self, word: str, price: float, edits: tuple[Edit, ...]) -> None:
        if price < (self.found[word].price if word in self.found else self._bound):
            self._steps = self._steps if self.found else min(self._steps, STEPS_MORE)
            self.found[word] = Guess(word, price, edits)
            self._bound = min(self._bound, price + MARGIN)

    def _begin_part(self, state: _State) -> None:
        if self._begins(state.prefix):
            price = state.price + self._words.price_of_head(state.prefix)
            if price + CHEAPEST_TAIL <= self._bound:
                prefix = state.prefix
                self._push(price, state, done=state.done + prefix, prefix="")
                if prefix[-1] == prefix[-2]:  # process + stöd is processtöd
                    self._push(price, state, done=state.done + prefix[:-1], prefix=prefix[-1])

    def _push(self, price: float, state: _State, *, done: str, prefix: str) -> None:
        grown = _State(
            price, next(self._turn), price, state.place, done, prefix, state.parts + 1, state.edits
        )
        heappush(self._heap, grown)

    def _go_on(self, state: _State, bound: float) -> None:
        _, _, price, place, done, prefix, parts, edits = state
        continues, seen = self._continues, self._seen
        ways = self._ways[place]
        for step, letter, cost, edit in [*ways, *self._lost] if price < LOST_AFTER else ways:
            if (dearer := price + cost) <= bound:
                grown, there = prefix + letter, place + step
                if (there, done, grown) not in seen and continues(grown):
                    seen.add((there, done, grown))
                    # The farther on, the sooner it is looked at: the word's own price is still to come for all.
                    heappush(
                        self._heap,
                        _State(
                            dearer - there,
                            next(self._turn),
                            dearer,
                            there,
                            done,
                            grown,
                            parts,
                            (*edits, edit) if edit else edits,
                        ),
                    )


Way = tuple[
    int, str, float, Edit | None
]  # how many signs it takes, which letter it gives, its price, what it mends


def _ways(raw: str, place: int, options: Options) -> list[Way]:
    """The ways on from a place."""
    sign, pair = raw[place : place + 1], raw[place : place + 2]
    found: list[Way] = []
    if sign.isalpha() and sign not in MARKED:
        found.append((1, sign.lower(), MISREAD_CAPITAL if sign.isupper() else 0.0, None))
    if sign:
        found += [(1, letter, cost, (letter, sign)) for letter, cost in options.get(sign, ())]
    if len(pair) == 2:
        found += [(2, letter, cost, (letter, pair)) for letter, cost in options.get(pair, ())]
    return found

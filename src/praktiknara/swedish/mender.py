"""Guesses for the words of a document, each word once, and anew when the document has taught the channel."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from praktiknara.swedish import channel
from praktiknara.swedish.candidates import Guess, Words, guesses, unknown

STEPS = 10  # levels are rounded to tenths, so that words met again are not worked out again
LONG = 10  # letters of a word that may be a compound of rarer parts
MOST_KNOWN = 10_000  # words whose guesses are kept
LOST_WORD = 20.0  # a word whose best guess costs more is looked for again


class Written(NamedTuple):
    """A word as it is written, and whether it has a capital and may be a name."""

    raw: str
    capital: bool
    name: bool


class Mender:
    """Guesses at one level of damage by one channel, each word once."""

    def __init__(
        self, words: Words, table: channel.Table, level: float, before: "Mender | None" = None
    ) -> None:
        self._words, self._before = words, before
        self._prices = channel.prices(table, level)
        self._options = channel.options(self._prices)
        self._known: dict[Written, list[Guess]] = {}

    def guesses(self, raw: str, *, capital: bool, name: bool) -> list[Guess]:
        """Guesses for a word as it is written, what is written among them, the cheapest first."""
        key = Written(raw, capital, name)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._before.priced_again(key, self._prices) if self._before else None
            found = self._known[key] = found or self._guess(raw, capital=capital, name=name)
        return found

    def priced_again(self, key: Written, prices: Mapping[channel.Edit, float]) -> list[Guess] | None:
        """What was found here, at the prices of another channel; None if it was nothing worth."""
        found = self._known.get(key, [])
        if not found or found[0].price > LOST_WORD:
            return None
        again = [
            Guess(
                word,
                price + sum(prices.get(edit, channel.DEAREST) - self._prices[edit] for edit in edits),
                edits,
            )
            for word, price, edits in found
        ]
        return sorted(again, key=lambda guess: guess.price)

    def _guess(self, raw: str, *, capital: bool, name: bool) -> list[Guess]:
        word = raw.lower() if raw.isupper() else raw[0].lower() + raw[1:]
        as_it_is = unknown(word, name=name)
        for loose in (False, True)[: 1 + (len(word) >= LONG)]:
            found = guesses(word, self._words, self._options, capital=capital, dearest=as_it_is, loose=loose)
            if found:
                break
        if any(guess.word == word for guess in found) or not raw.isalpha():
            return found
        return sorted([*found, Guess(word, as_it_is, ())], key=lambda guess: guess.price)


@lru_cache(maxsize=4)
def common_mender(words: Words, step: int) -> Mender:
    """The mender by the learnt channel, shared by documents; the level in so many steps of a tenth."""
    return Mender(words, channel.learnt(), step / STEPS)

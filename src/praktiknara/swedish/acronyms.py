"""Acronyms that a collection explains itself: "lokala utvecklingsmedel (LUM)", "SIG (Sociala insatsgrupper)"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from praktiknara.swedish.compounds import split
from praktiknara.swedish.keys import stem_keys
from praktiknara.swedish.tokens import Token, tokens
from praktiknara.swedish.words import fold

ACRONYM = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,2}[A-ZÅÄÖ][A-ZÅÄÖ0-9]{0,5}")
# What stands between a long form and its acronym: lokala utvecklingsmedel (LUM) · motiverande samtal, MI · and between an
# acronym and its long form: SIG (sociala insatsgrupper) · NUSO – nationell uppföljning.
BEFORE = frozenset(["(", ",", "–", "—"])
AFTER = frozenset(["(", ",", "–", "—", ":", ",dvs", "="])
EMPTY = re.compile(r"[\s\"”“'’*_]+")
COUNTS = range(1, 9)
LONG = 4
# Words without an initial of their own.
SMALL = frozenset("och i på för av till med om den det en ett the of and for in to".split())  # noqa: SIM905  # they read better so


class Acronyms:
    """Acronyms with their long forms and how often each was explained so; adding two gives the acronyms of both."""

    def __init__(self, explained: Mapping[tuple[str, str], int] | None = None) -> None:
        self._explained = Counter(explained or {})

    def __add__(self, other: "Acronyms") -> "Acronyms":
        return Acronyms(self._explained + other._explained)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Acronyms) and self._explained == other._explained

    def __hash__(self) -> int:
        return hash(frozenset(self._explained.items()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self._explained))

    def __len__(self) -> int:
        return len(self._explained)

    def as_list(self) -> list[tuple[str, str, int]]:
        """The acronyms as plain rows: acronym, long form, times explained."""
        return [(short, long, self._explained[short, long]) for short, long in self]

    @classmethod
    def from_list(cls, rows: Iterable[tuple[str, str, int]]) -> "Acronyms":
        """Read back what `as_list` gave."""
        return cls({(short, long): times for short, long, times in rows})

    def long_forms(self, short: str) -> list[str]:
        """The long forms of an acronym, written in any case, the most often explained first."""
        return self._long.get(fold(short), [])

    def short_forms(self, stems: str) -> list[str]:
        """The acronyms for a phrase, given as its stem keys."""
        return self._short.get(stems, [])

    @cached_property
    def longest(self) -> int:
        """Words in the longest long form."""
        return max((stems.count(" ") + 1 for stems in self._short), default=0)

    @cached_property
    def _long(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for (short, long), _times in self._explained.most_common():
            known = found.setdefault(fold(short), [])
            if stem_keys(long) not in map(stem_keys, known):
                known.append(long)
        return found

    @cached_property
    def _short(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for (short, long), _times in self._explained.most_common():
            known = found.setdefault(stem_keys(long), [])
            if fold(short) not in map(fold, known):
                known.append(short)
        return found


def mine(text: str) -> Acronyms:
    """Find the acronyms that a text explains, by the initials of the words and of their parts."""
    return Acronyms(Counter(_explanations(text)))


def _explanations(text: str) -> Iterator[tuple[str, str]]:
    found = tokens(text)
    for number, token in enumerate(found):
        if not ACRONYM.fullmatch(token.text):
            continue
        sign = _between(text, found[number - 1 : number + 1])
        if sign in BEFORE:
            yield from _long_form(
                token.text, [found[max(number - count, 0) : number] for count in COUNTS], sign == "("
            )
        sign = _between(text, found[number : number + 2])
        if sign in AFTER:
            after = [found[number + 1 : number + 1 + count] for count in COUNTS]
            yield from _long_form(token.text, after, sign == "(")


def _between(text: str, pair: list[Token]) -> str:
    """The signs between two words, without spaces and quotation marks; "none" at the text's ends."""
    return EMPTY.sub("", text[pair[0].end : pair[1].start]) if len(pair) == 2 else "none"


def _long_form(short: str, candidates: Iterable[list[Token]], in_brackets: bool) -> Iterator[tuple[str, str]]:
    """The fewest words whose initials are the acronym's letters."""
    for words in candidates:
        first = words[0].text
        if (
            fold(first)[:1] == fold(short)[:1]
            and first.lower() not in SMALL
            and _spells(short, words, in_brackets)
        ):
            yield short, _written(words)
            return


def _written(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _spells(short: str, words: list[Token], loosely: bool) -> bool:
    """Whether the acronym can be read from the words: a letter for each word, or for each part of a compound.

    Loosely read, a long acronym may leave one word out, not the first.
    """
    letters = fold(short)
    if any(word.text == short for word in words):
        return False
    reached = {(0, 0)}  # letters read, words left out
    for number, word in enumerate(words):
        grown = {(at, out) for at, out in reached if word.text.lower() in SMALL}
        if loosely and number and len(letters) >= LONG:
            grown |= {(at, 1) for at, out in reached if not out}
        for spelled in _initials(word.text):
            grown |= {(at + len(spelled), out) for at, out in reached if letters.startswith(spelled, at)}
        reached = grown
    return len(letters) > 1 and any(at == len(letters) for at, _out in reached)


def _initials(word: str) -> set[str]:
    """The letters that a word may give: its own first, its parts' firsts, and those of an acronym within it."""
    found = set()
    pieces = [piece for piece in re.split(r"\W+", word) if piece]
    by_piece = "".join(fold(piece)[:1] for piece in pieces)
    by_part = ""
    for piece in pieces:
        parts = split(piece.lower())
        by_part += "".join(fold(part.text)[:1] for part in parts) or fold(piece)[:1]
    found |= {by_piece, by_part, by_piece[:1]}
    return found - {""}

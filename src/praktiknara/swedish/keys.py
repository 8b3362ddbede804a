"""What a passage is indexed by and what a query asks for; both are made by the same code, so that they meet.

A key is a field's letter and then a–z and 0–9 only, so that any full-text index keeps it whole:
s stem · x exact form of a word that has a rival (far, får) · c part of a compound · v action (utvärdera, utvärdering)
· j word with hyphen, or registration number, as one · a acronym (SIG is not "sig") · h stem in the heading above, t in the
document's title.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from praktiknara.swedish.tokens import Token, tokens
from praktiknara.swedish.words import fold, word

VERSION = "4"
STEM, EXACT, PART, ACTION, JOINED, ACRONYM, HEADING, TITLE = "sxcvjaht"
PIECES = re.compile(r"[^\W_]+(?:[:'’&][^\W_]+)*")
NUMBER = re.compile(r"\d")
CAPITALS = re.compile(r"(?=.{2,7}$)(?=.*[A-ZÅÄÖ].*[A-ZÅÄÖ])[A-Za-zÅÄÖåäö0-9]+")


class Change(Protocol):
    """A repair of the raw text, as `praktiknara.swedish.repair` makes it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def raw(self) -> str: ...
    @property
    def fixed(self) -> str: ...


def index_keys(text: str, changes: Sequence[Change] = (), *, heading: str = "", title: str = "") -> str:
    """Give the keys of a passage, separated by spaces and as often as they occur.

    The stems come first and in the text's order, so that a phrase is keys side by side. `changes` are repairs of this
    text, in order; both the repaired and the raw words are indexed. `heading` is the heading the passage stands under,
    `title` the document's.
    """
    stems: list[str] = []
    others: list[str] = []
    for token in tokens(repaired(text, changes)):
        add_keys(token, stems, others)
    for change in changes:
        others += [STEM + word(token.text).stem for token in tokens(change.raw)]
    for field, words in ((HEADING, heading), (TITLE, title)):
        others += [field + word(piece).stem for token in tokens(words) for piece in pieces(token.text)]
    return " ".join(stems + others)


def length(keys: str) -> int:
    """Count the words that the keys were made of; the rest of the keys do not make a passage longer."""
    return sum(key[0] == STEM for key in keys.split())


def add_keys(token: Token, stems: list[str], others: list[str]) -> None:
    """Append the keys of a word: its stems, and all the rest."""
    own, rest = _keys_of(token.text)
    stems += own
    others += rest


@lru_cache(maxsize=1 << 16)
def _keys_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = pieces(text)
    rest = [key for piece in found for key in other_keys(piece)]
    if len(found) > 1:
        rest.append(joined(text))
    return tuple(STEM + word(piece).stem for piece in found), tuple(rest)


def other_keys(piece: str) -> Iterator[str]:
    """The keys of a word besides its stem."""
    analysed = word(piece)
    if CAPITALS.fullmatch(piece):
        yield ACRONYM + fold(piece)
    if analysed.exact:
        yield EXACT + analysed.exact
    if analysed.action:
        yield ACTION + analysed.action
    for part in analysed.parts:
        yield PART + part.stem
        if part.action:
            yield ACTION + part.action


def pieces(text: str) -> list[str]:
    """The words in a word with hyphens, the numbers in a registration number; an amount is one number."""
    if NUMBER.match(text) and all(sign.isdigit() or sign in " \u00a0\u202f," for sign in text):
        return [re.sub(r"\W", "", text)]
    return PIECES.findall(text)


def joined(text: str) -> str:
    """The key of a word with hyphens, or of a registration number, as one."""
    return JOINED + "d".join(fold(piece) for piece in pieces(text))


def repaired(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made."""
    done, last = [], 0
    for change in changes:
        done += [text[last : change.start], change.fixed]
        last = change.end
    return "".join(done) + text[last:]


def stem_keys(text: str) -> str:
    """The stem keys of a text in its order: what a phrase is looked up by."""
    return " ".join(STEM + word(piece).stem for token in tokens(text) for piece in pieces(token.text))


def name_keys(text: str) -> str:
    """The keys by which a name is looked for: an acronym's own, or the stems of its words."""
    return ACRONYM + fold(text) if CAPITALS.fullmatch(text) else stem_keys(text)

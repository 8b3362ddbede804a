"""What a word is looked up by: its stem, its exact form, the parts of it, and the action it names.

The stem is base form → Snowball → without marks over letters, so that "utvärderingarna" and "utvardering" meet.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]  # it has no types

from praktiknara.swedish.compounds import parts, split
from praktiknara.swedish.lexicon import lexicon

LONGEST = 60
OTHER = re.compile(r"[^a-z0-9]")
GENITIVE = re.compile(r"[:’']s?$|[:’'](?=s)|[:'’&]")
SAME_AS = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "o"})
EXACT = str.maketrans({"å": "a0", "ä": "a1", "ö": "o0", "é": "e0"})
# An action and what it is called: utvärdera and utvärdering, kartlägga and kartläggning, ansöka and ansökan; so also a
# quality: delaktig and delaktighet.
ACTION_ENDINGS = ("ning", "ing", "ande", "ende", "else", "an")
_snowball = snowballstemmer.stemmer("swedish")


class Word(NamedTuple):
    """How a word is looked up; all but `parts` are plain a–z and 0–9, and "" means that there is none."""

    stem: str
    exact: str  # only when another word has the same letters under other marks: far and får
    action: str  # the same for utvärdering, utvärdera and utvärderades; for ensam and ensamhet
    parts: tuple["WordPart", ...]  # of a compound, and of its parts


class WordPart(NamedTuple):
    """A part of a compound: its stem and action, and its place in the word."""

    stem: str
    action: str
    start: int
    end: int


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Write a text in a–z and 0–9: å and ä become a, ö becomes o, letters of other alphabets their numbers."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(SAME_AS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return OTHER.sub(lambda found: f"u{ord(found.group()):x}" if found.group().isalnum() else "", plain)


@lru_cache(maxsize=1 << 16)
def word(text: str) -> Word:
    """Analyse a word without hyphen; any text is accepted, and a long one is cut."""
    lower = GENITIVE.sub("", unicodedata.normalize("NFC", text[:LONGEST].lower()))
    base = lemma(lower)
    rival = lexicon().has_rival(lower)
    return Word(
        stem=stem(base),
        exact=fold(lower.translate(EXACT)) if rival else "",
        action=action(base) or action(lower),
        parts=tuple(
            WordPart(stem(part_base), action(part_base), part.start, part.end)
            for part in parts(lower)
            for part_base in (lemma(part.text),)
        ),
    )


def lemma(lower: str) -> str:
    """Give the base form; of an unknown compound, the base form of its last part decides."""
    if lexicon().knows(lower) or not (pieces := split(lower)):
        return lexicon().lemma(lower)
    last = pieces[-1]
    return lower[: last.start] + lexicon().lemma(last.text)


@lru_cache(maxsize=1 << 15)
def stem(base: str) -> str:
    """Shorten a base form to what its forms and relatives share, in a–z and 0–9."""
    return fold(_snowball.stemWord(base))


@lru_cache(maxsize=1 << 15)
def action(base: str) -> str:
    """Give the root of a verb or adjective that has a noun, and of that noun: "utvarder", "delaktig"; "" for others."""
    words = lexicon()
    for quality in (base.removesuffix("het"), base.removesuffix("a")):
        if len(quality) > 2 and words.is_listed(quality) and words.is_listed(quality + "het"):
            return fold(quality)
    if base.endswith("a") and len(base) > 4:
        root = base[:-1]
        names = (root + ending for ending in ACTION_ENDINGS)
        return (
            fold(root) if any(words.is_listed(name) and words.lemma(name) == name for name in names) else ""
        )
    if base.endswith("ation"):
        root = base[:-5] + "er"
        return fold(root) if words.is_listed(root + "a") else ""
    for ending in ACTION_ENDINGS:
        root = base.removesuffix(ending)
        if root != base and len(root) > 2 and words.is_listed(root + "a"):
            return fold(root)
    return ""

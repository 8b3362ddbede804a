"""The words of Swedish: which there are, how common they are, their base forms, and which begin compounds.

The files are made at set-up by `python -m praktiknara.swedish.build` and are read as memory, not loaded: every
process that asks shares the same pages.
"""

import hashlib
import mmap
import sys
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]  # it has no types

BUILT = Path(__file__).parent / "built"
SOURCES = ("wordfreq", "simplemma", "marisa-trie")
WORDS, COLUMNS = "words.marisa", "columns.bin"
# The columns, one after the other, hold a value for each word's number: its lemma's number (32 bits), its frequency
# and its family's (32-bit floats), its flags (8 bits).
HEAD, RIVAL, LISTED = 1, 2, 4
VARIANTS = {"a": "aåä", "o": "oö", "e": "eé"}


class Lexicon:
    """Swedish word forms in lower case; ask `lexicon()` for the one there is."""

    def __init__(self, folder: Path) -> None:
        self._words = marisa_trie.Trie().mmap(str(folder / WORDS))
        with (folder / COLUMNS).open("rb") as file:
            columns = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        count = len(self._words)
        self._lemma = columns[: 4 * count].cast("I")
        self._frequency = columns[4 * count : 8 * count].cast("f")
        self._family = columns[8 * count : 12 * count].cast("f")
        self._flags = columns[12 * count :].cast("B")

    def __len__(self) -> int:
        return len(self._words)

    def knows(self, word: str) -> bool:
        """Say whether the lower-case form is a known word."""
        return word in self._words

    def frequency(self, word: str) -> float:
        """Give the form's share of running Swedish text, 0..1; 0.0 when unknown, at least 1e-9 when known."""
        number = self._words.get(word)
        return 0.0 if number is None else self._frequency[number]

    def family_frequency(self, word: str) -> float:
        """Give the share of all forms with the same base form, 0..1; 0.0 when unknown."""
        number = self._words.get(word)
        return 0.0 if number is None else self._family[number]

    def continues(self, prefix: str) -> bool:
        """Say whether some known word begins so."""
        return next(self._words.iterkeys(prefix), None) is not None

    def lemma(self, word: str) -> str:
        """Give the base form, or the word itself when it is unknown."""
        number = self._words.get(word)
        return word if number is None else str(self._words.restore_key(self._lemma[number]))

    def is_head(self, part: str) -> bool:
        """Say whether many compounds begin so, as "familjehems" or "skol"."""
        return bool(self._flag(part) & HEAD)

    def is_listed(self, word: str) -> bool:
        """Say whether a dictionary has the form, and not only running text (which has misspellings and names)."""
        return bool(self._flag(word) & LISTED)

    def has_rival(self, word: str) -> bool:
        """Say whether another word differs from this in the marks over its letters only: "rad" and "råd"."""
        return bool(self._flag(word) & RIVAL)

    def spellings(self, word: str) -> list[str]:
        """Known words that differ from this in å, ä, ö and é only, itself among them, the most common first."""
        found = [""]
        for letter in word:
            options = VARIANTS.get(letter, letter)
            found = [grown for stem in found for option in options if self.continues(grown := stem + option)]
        return sorted(filter(self.knows, found), key=self.frequency, reverse=True)

    def _flag(self, word: str) -> int:
        number = self._words.get(word)
        return 0 if number is None else self._flags[number]


def wanted_folder() -> Path:
    """Where the files of this builder and these packages lie; another builder or package makes another folder."""
    builder = Path(__file__).with_name("build.py").read_bytes()
    names = chain(SOURCES, [f"{name} {version(name)}" for name in SOURCES], [sys.byteorder])
    return BUILT / hashlib.sha256(builder + "\n".join(names).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon; its files are built first when they are missing, which takes some seconds."""
    folder = wanted_folder()
    if not folder.exists():
        from praktiknara.swedish import build

        build.build(folder)
    return Lexicon(folder)

"""The pieces of a damaged text: which are words that may be mended, and which must stay as they are.

Never touched: numbers, amounts, registration numbers, dates, addresses on the web, abbreviations with full stops,
acronyms, names written with capitals inside, and single letters but for an r that stands where är should. One 4, 6 or
1 among letters may be a letter.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from praktiknara.swedish.usage import word_set

STRANGE = "{&¢@"  # what engines write for parts of letters
PARAGRAPH, CHUNK = r"\n[^\S\n]*\n\s*|\f\s*", r"\S+"
SPLIT = re.compile(rf"{PARAGRAPH}|{CHUNK}")
WORD = re.compile(rf"(?:[^\W_]|[{STRANGE}])+|.", re.DOTALL)
WEB = re.compile(r"://|www\.|@.*\.|\.\w+/")
AGE = re.compile(r"\W*\d{1,4}[-–][^\W\d_]{3,}\W*")  # of "16-åriga" the word may be mended
ENDING = re.compile(r"\d[:’'][^\W\d_]")  # of "4:an" it may not
ABBREVIATION = re.compile(r"(?<![^\W\d_]{2})[^\W\d_]{1,2}\.[^\W\d_]|[^\W\d_]\.[^\W\d_]{1,2}\b")
# är without its first letter: no word, and no letter of a spaced-out heading.
LONE_R = re.compile(r"(?<=[^\W\d_][^\W\d_]\s)r(?=\s[^\W\d_]{2})")
FEWEST_BEFORE_A_LAST_DIGIT = 3  # niv4, milj6
LONGEST, LONGEST_ACRONYM, LONGEST_CHUNK = 40, 6, 200
BREAK = re.compile(r"[-\u2010\u00ad\u00ac][^\S\n]{0,9}\n\s{0,12}(?=[^\W\d_B-NP-ZÅÄÖ])")
NO_TAILS = word_set("och eller samt respektive men till")
# After a digit these are units, letters of lists and short forms, not the rest of a word; "4r" is är all the same.
UNITS = word_set(
    "a an b c d e f g h v x m st kr tkr mkr tim min dag dagar ar man mån ggr kg km cm mm pers p s sid kap"
)


class Kind(Enum):
    """What a piece is to repair."""

    WORD = auto()
    KEPT = auto()
    SIGN = auto()
    PARAGRAPH = auto()


class Piece(NamedTuple):
    """A piece of the raw text; `text` is it with a broken line mended."""

    kind: Kind
    text: str
    start: int
    end: int


def pieces(text: str) -> Iterator[Piece]:
    """Give the pieces in order; between them is only white space, but for the end of a broken line."""
    for found in SPLIT.finditer(text):
        chunk, start = found.group(), found.start()
        if chunk.isspace():
            yield Piece(Kind.PARAGRAPH, "", start, found.end())
            continue
        kept = _is_kept_whole(chunk)
        for part in WORD.finditer(chunk):
            word = part.group()
            lone_r = word == chunk == "r" and LONE_R.match(text, start)
            kind = Kind.SIGN if not any(map(str.isalnum, word)) and word not in STRANGE else Kind.WORD
            if kind is Kind.WORD and (kept or is_kept(word)) and not lone_r:
                kind = Kind.KEPT
            yield Piece(kind, word, start + part.start(), start + part.end())


def broken(text: str, piece: Piece) -> int | None:
    """Give the place where the second half of a word begins, if the piece is a word broken at a line's end."""
    found = BREAK.match(text, piece.end)
    return found.end() if found else None


def _is_kept_whole(chunk: str) -> bool:
    if len(chunk) > LONGEST_CHUNK:
        return True
    if AGE.fullmatch(chunk):
        return False
    return sum(map(str.isdigit, chunk)) > 1 or bool(
        ENDING.search(chunk) or WEB.search(chunk) or ABBREVIATION.search(chunk)
    )


def is_kept(word: str) -> bool:
    """Say whether a word must stay as it is, by its signs alone."""
    if not 1 < len(word) <= LONGEST or not any(map(str.isalpha, word)):
        return True
    if word.isupper() and len(word) <= LONGEST_ACRONYM and word.isalpha():
        return True
    if not word.isupper() and any(letter.isupper() and letter not in "OGA" for letter in word[1:]):
        return True
    digits = [place for place, sign in enumerate(word) if sign.isdigit()]
    return bool(digits) and not _may_hide_a_letter(word, digits)


def _may_hide_a_letter(word: str, digits: list[int]) -> bool:
    if len(digits) > 1 or word[digits[0]] not in "461":
        return False
    before, after = word[: digits[0]], word[digits[0] + 1 :]
    if (before + after)[1:] != (before + after)[1:].lower():
        return False
    if not before:
        return after.islower() and after not in UNITS and (len(after) > 1 or word == "4r")
    return bool(after) or len(before) >= FEWEST_BEFORE_A_LAST_DIGIT

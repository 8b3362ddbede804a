"""Where the words of a text begin and end."""

import re
from typing import NamedTuple

HYPHEN, SOFT = "-\u2010\u2011", "\u00ad\u00ac"
# Every repetition has an end, so that no text takes long.
LETTERS = r"[^\W_¹²³⁰-⁹]+"  # a footnote's mark stands after its word
PART = rf"{LETTERS}(?:[:'’&]{LETTERS}){{0,4}}"
# "stadsdels-" at a line's end goes on in the next line; "forsknings-" before "och" does not.
NO_TAILS = r"(?!(?:och|eller|samt|respektive|men|till)\b)"
LINE_END = rf"[{HYPHEN}{SOFT}][^\S\n]{{0,9}}\n\s{{0,12}}{NO_TAILS}(?=[^\W\d_])"
WORD = rf"&?{PART}(?:(?:{LINE_END}|[{HYPHEN}]|\u00ad){PART}){{0,9}}"
REFERENCE = r"[A-ZÅÄÖ]{0,5}\d{1,12}(?:[-–/:.]\d{1,12}){1,9}(?:[/ ](?:19|20)\d\d\b)?"
AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}(?!\d)|\d{1,12},\d{1,12}"
TOKEN = re.compile(rf"(?<![\w])(?:{REFERENCE}|{AMOUNT})(?![^\W\d_])|{WORD}")
BROKEN = re.compile(rf"[{HYPHEN}{SOFT}]\s+")


class Token(NamedTuple):
    """A word or number; `start` and `end` are its place in the raw text, `text` is it with broken lines mended."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Find the words and numbers of a text in their order.

    A word broken over two lines is one token, a registration number is one, and so is a number with thousands apart.
    """
    return [_token(found) for found in TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    text = found.group()
    if "\n" in text:
        first, *rest = BROKEN.split(text)
        for part in rest:
            first += ("-" if _keeps_hyphen(first, part) else "") + part
        text = first
    return Token(text.replace("\u00ad", ""), found.start(), found.end())


def _keeps_hyphen(before: str, after: str) -> bool:
    """ "FoU-" and "EU-" keep their hyphen over a line's end, and so does a name before a name."""
    last = before.rpartition("-")[2]
    return after[:1].isupper() or not last[1:].islower()

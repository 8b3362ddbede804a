"""Patterns that also find a word whose å, ä or ö a scan has spoilt."""

import re

# What å, ä and ö become when an engine without Swedish has read a page.
DAMAGE = {
    "å": "[åaäàáâãéd4&]",
    "ä": "(?:[äaåàáâãéd4i&]|ii|id|dé|aé)",
    "ö": "(?:[öoó0é6dG&]|fi)",
}
FOLD = str.maketrans("åäàáâãéèëöóòôüÅÄÀÁÂÃÉÈËÖÓÒÔÜ", "aaaaaaeeeoooouAAAAAAEEEOOOOU")

# A word with a capital, a hyphen inside it and all.
CAPITAL = r"[A-ZÅÄÖÉÜ]\w{1,30}(?:-[A-ZÅÄÖÉ]\w{1,30}){0,3}"


def damaged(pattern: str) -> str:
    """Let every å, ä and ö of a pattern also be what scans make of it; they may not stand in a class of characters."""
    return "".join(DAMAGE.get(letter, letter) for letter in pattern)


def tolerant(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in small letters so that case and damage do not matter."""
    return re.compile(damaged(pattern), re.IGNORECASE)


def exact(pattern: str) -> re.Pattern[str]:
    """Compile a pattern where capitals matter but damage does not."""
    return re.compile(damaged(pattern))


def folded(text: str) -> str:
    """Small letters without rings, dots and accents, blanks as one space."""
    return " ".join(text.translate(FOLD).casefold().split())


ABBREVIATIONS = {
    "bl.a", "dnr", "ca", "t.ex", "tex", "bitr", "kl", "nr", "exkl", "inkl", "resp", "m.m", "jfr", "s.k",
    "d.v.s", "f.d", "fr.o.m", "t.o.m", "fil", "med", "dr", "st", "etc", "osv", "prop", "max", "mnkr", "kr",
}  # fmt: skip  # a list reads best as lines of words
_END = re.compile(r"[.!?](?=[\s”\"’)]{1,3}\S)")


def sentence(text: str, at: int, *, reach: int = 400) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, at most `reach` characters to either side."""
    start, end = max(0, at - reach), min(len(text), at + reach)
    for stop in _END.finditer(text, start, end):
        if not _ends(text, stop.start()):
            continue
        if stop.end() <= at:
            start = stop.end()
        else:
            return start, stop.end()
    return start, end


def _ends(text: str, at: int) -> bool:
    """Whether the stop at this place ends a sentence: not an abbreviation, an ordinal or an initial."""
    before = text[max(0, at - 12) : at].split()
    word = before[-1].lstrip("(").casefold() if before else ""
    following = text[at + 1 : at + 12].lstrip(' )”"’')
    if text[at] == "." and (word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())):
        return False
    return not following[:1].islower()

"""What a text says about itself: its title, its year, its language; and how a page of a file is best read."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from praktiknara.swedish.damage import ENGLISH, FINNISH, SWEDISH

EARLIEST = 1950
# So many letters make a page of its own text; on a page that is a picture, fewer may be a stamp.
SOME, MORE = 15, 120
DAMAGED = 0.35
FURNITURE = re.compile(
    r"(innehåll(sförteckning)?|sammanfattning|bakgrund|inledning|förord|ärendet|tjänsteutlåtande|bilag(a|or)\b.*|"
    r"f[öo]rvaltningens f[öo]rslag till beslut|(tel(efon)?|e-?post|fax|sid(a|an)?|handläggare|till|dnr|diarienummer)\b.*|"
    r"\W*\d[\d\W]*|.*@.*|(www|start|https?)[.:]\S+|stockholms stad|.*förvaltningen|\S*n[äd]m?nden)",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\bgodk[äaéei]+nn?er\s+(?:f[öoé]rslag(?:et)?\s+till\s+)?(.{8,160}?)(?:[.;,]|$)", re.IGNORECASE
)
MATTER = re.compile(
    r"\b[dä]e?t?t?a\s+[äad]+rende\s+\S{2,3}\s+(?:en\s+|ett\s+)?(.{8,120}?)(?:\s+(?:med\s+syfte|som|f[öo]r\s+att)\b|[.;,])",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?:(19[5-9]\d|20\d\d)-[01]\d-[0-3]\d|[0-3]?\d\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|"
    r"september|oktober|november|december)\s+(19[5-9]\d|20\d\d))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
# A title has at least and at most so many characters, and does not end in the middle.
SHORTEST, LONGEST = 8, 160
ENDS = (".", ",", ":", ";")
UNFINISHED = re.compile(
    r"([,–-]|\b(och|eller|samt|för|av|i|på|med|till|om|the|of|and|for|ja))$", re.IGNORECASE
)
NAME_CODE = re.compile(r"[_\s-]*(?:[0-9a-f]{12,}|v\d+|\(\d+\))$", re.IGNORECASE)


def title_of(text: str, own: str, file_name: str) -> str:
    """Give a paper's title: the file's own, else its first heading, else what the paper is about, else the file's name."""
    if len(own.strip()) > 3 and not re.search(
        r"\.(docx?|odt|pdf|html?|te?xt)$|^(microsoft word|untitled|namnlös)", own, re.IGNORECASE
    ):
        return _capital(own)[:300]
    head = text[:6_000]
    for found in (_first_heading(head), _matter(head)):
        if found:
            return _capital(found)[:300]
    stem = NAME_CODE.sub("", PurePath(file_name).stem)
    return _capital(re.sub(r"[_\s]+", " ", stem))[:300] or file_name[:300]


def _first_heading(head: str) -> str:
    """The first lines of a paper when they stand by themselves and say something; nothing when it begins with its text."""
    blocks = [
        [line.strip(" #*\t\r") for line in block.splitlines() if line.strip()]
        for block in re.split(r"\n\s*\n", head.lstrip("\ufeff\n\r\f "))[:12]
    ]
    at = next((number for number, lines in enumerate(blocks) if not _is_furniture(lines)), None)
    if at is None or not (first := _heading(blocks[at])) or first[:1].islower():
        return ""
    follows = _heading(blocks[at + 1]) if at + 1 < len(blocks) else ""
    if UNFINISHED.search(first):
        return f"{first} {follows}" if follows else ""
    if follows and not _years(first) and _years(follows):
        return f"{first}. {follows}"
    return first


def _is_furniture(lines: list[str]) -> bool:
    """What stands at the head of any paper: whose it is, its number, who wrote it."""
    own = [line for line in lines if FURNITURE.fullmatch(line)]
    return len(own) * 2 >= len(lines) and all(len(line) < 45 for line in lines if line not in own)


def _heading(lines: list[str]) -> str:
    """A block of at most three lines that is no sentence, or the first line when it stands shorter above its text."""
    title = " ".join(lines)
    if not lines or FURNITURE.fullmatch(lines[0]):
        return ""
    if len(lines) <= 3 and SHORTEST <= len(title) <= LONGEST and not title.endswith(ENDS):
        return title
    first, below = lines[0], lines[1] if len(lines) > 1 else ""
    stands = SHORTEST <= len(first) < len(below) and below[:1].isupper() and not first.endswith(ENDS)
    return first if stands and len(first) <= LONGEST and not UNFINISHED.search(first) else ""


def _matter(head: str) -> str:
    folded = " ".join(re.sub(r"-\s*\n\s*", "", head).split())
    found = MATTER.search(folded) or DECIDES.search(folded)
    return found[1] if found and " " in found[1].strip() else ""


def _capital(text: str) -> str:
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]


def year_of(text: str, title: str, file_name: str, latest: int) -> int | None:
    """Give the year a paper says it is from: its title's, else the first whole date's, else its file name's; None when unknown."""
    dates = [int(found[1] or found[2]) for found in DATE.finditer(text[:4_000])]
    stem = NAME_CODE.sub("", PurePath(file_name).stem)
    for years in (_years(title), dates, _years(stem)):
        known = [year for year in years if EARLIEST <= year <= latest]
        if known:
            return known[0]
    return None


def _years(text: str) -> list[int]:
    return [int(year) for year in YEAR.findall(text)]


def language_of(text: str) -> str:
    """Give the language of a text by its commonest words: sv, en, fi, or nothing when it cannot be told."""
    words = re.findall(r"[^\W\d_]+", text[:60_000].lower())
    counts = {"sv": _among(words, SWEDISH), "en": _among(words, ENGLISH), "fi": _among(words, FINNISH)}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 25 >= len(words) and counts[best] else ""


def _among(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(word in known for word in words)


def letters(text: str) -> int:
    """Count the letters of a text."""
    return sum(letter.isalpha() for letter in text)


def needs_reading(text: str, *, picture: bool, marked: bool) -> bool:
    """Say whether a page of a PDF is a picture of text: drawn on, but with no letters of its own, or hardly any."""
    known = letters(text)
    if picture:
        return known < MORE
    return marked and known == 0


def is_garbled(text: str) -> bool:
    """Say whether a page's text is signs without meaning: a font that does not tell what its letters are."""
    seen = [letter for letter in text if not letter.isspace()]
    return (
        len(seen) > MORE
        and letters(text) * 3 < len(seen)
        and sum(one.isdigit() for one in seen) * 2 < len(seen)
    )


def better(stored: str, read: str) -> str:
    """Choose between the few letters a page had and what was read from its picture."""
    return read if letters(read) > 2 * letters(stored) else stored

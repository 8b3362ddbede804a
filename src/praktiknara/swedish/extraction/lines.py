"""The lines of a text, with the air above each, and how lines are told apart and put together again."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from praktiknara.swedish.extraction.layer import PLAIN, Run
from praktiknara.swedish.extraction.spelling import tolerant

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_FURNITURE = tolerant(r"(?:sida|sid\.?|s\.)? ?\d{1,3} ?(?:\(\d{1,4}\)|av \d{1,4}|/ ?\d{1,4})?")
# "FoU-plan 2019–2021        Sida 2 (3)", "Redovisning LUM 2013      2"
_PAGE_LAST = re.compile(
    r"(?: {2,}|\t+)(?:(?:[Ss]ida|[Ss]id\.?|SIDA?) ?)?\d{1,3}(?: ?\(\d{1,4}\)| av \d{1,4})?$"
)
BULLET = re.compile(r"(?:[-–—•·*▪●○◦‣o\uf0b7\uf0a7\uf02d]|[eo](?= \w{3}))[ \t]+(?=\S)")
NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-h]\))[ \t]+(?=\S)")
CONTENTS = re.compile(r".{2,200}?(?:\.{3,200}|…{1,60}|\t)[ .\t]{0,40}\d{1,4}")
FOOTNOTE = re.compile(r"[⁰¹²³⁴-⁹]{1,3} ?(?=\S)")
# "Kvällsro Farsta 450 000 kr": the end of a row, when one beside it ends so
MONEY_LAST = re.compile(r"[A-ZÅÄÖ\d][^.:;]{2,90} (?P<money>\d{1,3}(?: \d{3}){1,2} ?(?:kr|tkr|kronor)?)")
# "Projekttid: 2019–2021" on a line of its own
FIELD = re.compile(
    r"(?!(?i:slut|del|projekt)rapport)[A-ZÅÄÖ][\w/-]{2,30}(?: [\w/-]{1,20}){0,2} ?:[ \t]{1,60}(?!Till$)\S.{0,100}"
)
ROW = re.compile(r"\S.*?(?:\t| {2,})-?\d[\d ,.]*(?: ?(?:kr|tkr|mnkr|%))?")
_FUNCTION_WORDS_WRITTEN = (
    "i på av för och eller till med om från under inom vid samt att den det de ett en som ur kring mellan "
    "mot hos genom utan vars vilket sin sitt sina stadens bland per the of and "
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_WRITTEN.split())
_LOWER_AFTER_HYPHEN = {"och", "eller", "samt", "respektive", "och/eller", "resp", "resp."}


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it: its text, its place in the run, and the blank lines above it."""

    text: str
    start: int
    end: int
    gap: int
    in_table: bool = False

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith((".", "!", "?", ":", ".”", '."', ".)"))

    @property
    def is_field(self) -> bool:
        return not self.ends_sentence and bool(FIELD.fullmatch(self.text))

    @property
    def is_item(self) -> bool:
        return bool(BULLET.match(self.text) or NUMBERED.match(self.text))


def lines_of(run: Run) -> list[Line]:
    """Cut a run into lines; blank lines, page numbers and the page heads beside them are left out."""
    found: list[Line] = []
    breaks, last = 0, 0
    heads = _page_heads(run.text)
    for match in _LINE.finditer(run.text):
        between = run.text[last : match.start()]
        breaks += between.count("\n") or between.count("\r") or (1 if between else 0)
        last = match.end()
        text = match[0].strip()
        if not text or (len(text) < 20 and _FURNITURE.fullmatch(text)) or match.start() in heads:
            continue
        start = match.start() + match[0].index(text)
        found.append(Line(text, start, start + len(text), max(0, breaks - 1) if found else 1))
        breaks = 0
    return _tables_marked(found)


def _page_heads(text: str) -> set[int]:
    """Where the heads of pages begin: lines that stand again, after the first, with or beside the number of a page."""
    lines = [(match.start(), match[0].strip()) for match in _LINE.finditer(text) if match[0].strip()]
    numbered: dict[str, list[int]] = {}
    alone = []
    for place, (_, line) in enumerate(lines):
        if len(line) < 20 and _FURNITURE.fullmatch(line):
            alone.append(place)
        elif len(line) < 160 and (end := _PAGE_LAST.search(line)):
            numbered.setdefault(line[: end.start()].rstrip(), []).append(place)
    with_number = [place for places in numbered.values() if len(places) > 1 for place in places]
    beside: dict[str, set[int]] = {}
    for place in (*alone, *with_number):
        for other in (place - 1, place + 1):
            if 0 <= other < len(lines) and len(lines[other][1]) < 80:
                beside.setdefault(lines[other][1], set()).add(other)
    again = [
        place
        for line, places in beside.items()
        if not line.endswith((".", ",", ":", "-"))
        for place in sorted(places)[1:]
    ]
    later = [place for places in numbered.values() for place in places[1:]]
    return {lines[place][0] for place in (*later, *again)}


def _tables_marked(lines: list[Line]) -> list[Line]:
    """Mark lines that end in money when one beside them does so too: a table whose columns the file has lost."""
    money = [bool(MONEY_LAST.fullmatch(line.text)) for line in lines]
    return [
        replace(line, in_table=True)
        if here and ((before and not line.gap) or (after and not below_gap))
        else line
        for line, here, before, after, below_gap in zip(
            lines,
            money,
            [False, *money],
            [*money[1:], False],
            [*(line.gap for line in lines[1:]), 1],
            strict=False,
        )
    ]


def width_of(lines: list[Line]) -> int:
    """How long a full line is: what nine of ten lines stay within."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def spacing_of(lines: list[Line]) -> int:
    """How many blank lines stand between two lines of one paragraph: one in a text set with double spacing."""
    pairs = list(pairwise(lines))
    spaced = [(above, below) for above, below in pairs if below.gap == 1]
    if len(pairs) < 8 or len(spaced) < 0.6 * len(pairs) or width_of(lines) > 160:
        return 0
    running = [True for above, below in spaced if not above.ends_sentence and below.text[:1].islower()]
    return 1 if len(running) > 0.35 * len(spaced) else 0


def joined(lines: list[Line]) -> list[tuple[int, int, str]]:
    """Pieces that make one running text of lines, words divided at a line's end put together."""
    pieces = []
    for line, following in zip_longest(lines, lines[1:]):
        end, after = line.end, " "
        if following is None:
            after = ""
        elif line.text.endswith(("-", "\u00ad", "\u2010")) and len(line.text) > 1:
            first = following.text.split(None, 1)[0]
            before = line.text[-2]
            if before == " " or first.rstrip(",").casefold() in _LOWER_AFTER_HYPHEN:
                after = " "
            elif following.text[:1].islower() and before.islower():
                end, after = line.end - 1, ""
            else:
                after = ""
        elif line.text.endswith("/"):
            after = ""
        pieces.append((line.start, end, after))
    return pieces


def begins_anew(above: Line, line: Line, width: int) -> bool:
    """Whether a line begins with a capital though its first word had room on the line above."""
    return line.text[:1].isupper() and len(above.text) + 1 + len(line.text.split(None, 1)[0]) < width


def reads_as_one(above: str, below: str) -> bool:
    """Whether a sentence goes on from one paragraph to the next, as over a page break."""
    ends = above.rstrip().translate(PLAIN).rstrip()
    return not ends.endswith((".", "!", "?", ":", ";", "”", '"')) and below[:1].islower()

"""A text cut into passages that can be found and read on their own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

# Characters: what is shorter is joined with the next, what is longer is parted into pieces as full as may be.
SHORTEST, LONGEST, FULL = 200, 1000, 850
# A line longer than this was not broken to fit a page, and is a paragraph by itself.
PAGE_WIDTH = 130
LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")
SENTENCE_END = re.compile(r"[.!?…][”\"')\]]*\s+(?=[A-ZÅÄÖ\d”\"“(•–-])")
HEADING = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?[A-ZÅÄÖ”\"“][^\n]{1,90}")
NO_HEADING_END = re.compile(
    r"([.,;:!?…)-]|\b(och|eller|samt|för|av|i|på|med|till|att|som|om|den|det|en|ett))$"
)
BULLET = re.compile(r"[-–•*·o◦▪]\s")


class Passage(NamedTuple):
    """Some hundred characters of a text, and the heading they stand under ("" where there is none)."""

    start: int
    end: int
    heading: str


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    gap: int  # line breaks before it


class _Block(NamedTuple):
    start: int
    end: int
    is_heading: bool


def passages(text: str) -> list[Passage]:
    """Cut a text at its paragraphs: short ones are joined, long ones parted between sentences.

    The passages are in order, do not overlap, and leave out white space only.
    """
    found: list[Passage] = []
    heading = ""
    for group in _groups(_pieces(text)):
        for block in group:
            if block.is_heading:
                heading = " ".join(text[block.start : block.end].split())
        found.append(Passage(group[0].start, group[-1].end, heading))
    return found


def _groups(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Paragraphs with what belongs to them: a short one takes the next, and no heading comes last."""
    group: list[_Block] = []
    for block in blocks:
        if group and group[-1].end - group[0].start >= SHORTEST and not group[-1].is_heading:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _pieces(text: str) -> Iterator[_Block]:
    for lines in _blocks(text):
        start, end = lines[0].start, lines[-1].end
        if end - start > LONGEST:
            yield from (_Block(*span, False) for span in _parted(text, start, end))
        else:
            yield _Block(start, end, _is_heading(lines))


def _blocks(text: str) -> list[list[_Line]]:
    """Paragraphs, headings and points of lists."""
    lines = list(_lines(text))
    widths = [len(line.text) for line in lines if len(line.text) > 40] or [0]
    width = median(widths)
    spacing = _spacing(lines) if width <= PAGE_WIDTH else 0
    blocks: list[list[_Line]] = []
    for line in lines:
        if not blocks or line.gap > spacing or BULLET.match(line.text) or _ends(blocks[-1], line, width):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _ends(block: Sequence[_Line], line: _Line, width: float) -> bool:
    """A heading right above its paragraph, or right under the one before."""
    above = block[-1].text
    short = 0.75 * width
    return (
        len(block) == 1 and len(above) < short and _may_be_heading(above) and line.text[:1].isupper()
    ) or (
        len(line.text) < short and _may_be_heading(line.text) and above.endswith(".") and len(above) < short
    )


def _lines(text: str) -> Iterator[_Line]:
    last = 0
    for found in LINE.finditer(text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        yield _Line(start, found.start() + len(line.rstrip()), line.strip(), text.count("\n", last, start))
        last = found.end()


def _spacing(lines: Sequence[_Line]) -> int:
    """How many line breaks part two lines of the same paragraph; double-spaced text has two."""
    gaps = Counter(line.gap for line in lines[1:] if line.text[:1].islower() and line.gap)
    return gaps.most_common(1)[0][0] if gaps else 1


def _may_be_heading(text: str) -> bool:
    return bool(HEADING.fullmatch(text)) and not NO_HEADING_END.search(text) and not BULLET.match(text)


def _is_heading(block: Sequence[_Line]) -> bool:
    return len(block) <= 2 and _may_be_heading(" ".join(line.text for line in block))


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part what is too long after the last sentence that has room, or at a space where none ends."""
    while end - start > FULL:
        stops = [found.end() for found in SENTENCE_END.finditer(text, start, start + FULL + 1)]
        after = stops[-1] if stops else max(text.rfind(" ", start, start + FULL) + 1, start + FULL // 2)
        yield start, after - len(text[start:after]) + len(text[start:after].rstrip())
        start = after
    yield start, end

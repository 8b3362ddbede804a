"""Projects whose names lead in what is told of them: "Odla på Kullen – Tillsammans med …", "• Min dag, mitt val. Deltagarna …"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.headings import is_title, known
from praktiknara.swedish.extraction.lines import BULLET, NUMBERED, begins_anew
from praktiknara.swedish.extraction.projects.headings import gathers_projects
from praktiknara.swedish.extraction.projects.shared import STARTS_LIKE_WORK, WORK, Told, title_of, trimmed
from praktiknara.swedish.extraction.spelling import tolerant

_LEAD = re.compile(r"(?:^|(?<=[.!?] ))(?P<name>[A-ZÅÄÖ\d][^.:;!?–—]{3,110}) [–—] (?=[A-ZÅÄÖ\d])")
_POINT = re.compile(r"(?P<name>[A-ZÅÄÖ\d][^.:;!?]{3,110})(?:\.| [–—]|:) (?=[A-ZÅÄÖ\d])")
_OF_WORK = tolerant(
    rf"(?<!\w)(?:{WORK}(?:et|en|n)?|försöket|projektledare|bevilja\w{{0,4}}|förbrukat|upparbetat|medel)(?!\w)|\d ?(?:kr|tkr|mnkr|kronor)(?!\w)"
)
# "Projekt: Måltiden som mötesplats", on a line of its own
_LABEL = tolerant(
    r"(?:projekt(?:ets namn|namn|titel|ets titel)?|studie|insats) ?: (?P<name>\w[^.:;]{3,120})$"
)
LEAST = 3
LONG = 40


class _Lead(NamedTuple):
    """A name with the stretch of its block that it leads in."""

    name: str
    block: Block
    start: int
    end: int


def by_lead(blocks: Sequence[Block]) -> Iterator[Told]:
    """Three names or more that lead in what is told, one after the other, most of it about work or its money."""
    for leads in (*_under_headings(blocks), *_in_points(blocks)):
        told = [one for one in leads if one.end - one.start - len(one.name) > LONG]
        works = [
            one
            for one in told
            if _OF_WORK.search(one.block.text, one.start, one.end) or STARTS_LIKE_WORK.match(one.name)
        ]
        many = len(told) >= LEAST and 2 * len(works) > len(told)
        if many or (len(told) == len(works) == LEAST - 1):
            for one in told:
                yield Told(title_of(one.name), *trimmed(one.block, one.start, one.end), "leads_in", 0.75)


def by_label(blocks: Sequence[Block]) -> Iterator[Told]:
    """Names on a line of their own after "Projekt:"; what is told goes on to the next, or to a heading."""
    begun: tuple[str, Block] | None = None
    last: Block | None = None
    for block in blocks:
        label = _LABEL.match(block.text) if block.shape is not Shape.ITEM else None
        if begun and last and (label or block.shape is Shape.HEADING):
            yield Told(title_of(begun[0]), begun[1].start, last.end, "labelled", 0.85)
            begun = None
        if label and label["name"][0].isupper():
            begun = (label["name"], block)
        last = block
    if begun and last:
        yield Told(title_of(begun[0]), begun[1].start, last.end, "labelled", 0.85)


def _under_headings(blocks: Sequence[Block]) -> Iterator[list[_Lead]]:
    """The names in the running text from one heading to the next; page heads do not part them."""
    found: list[_Lead] = []
    for block in blocks:
        if block.shape is Shape.HEADING and known(block.text):
            yield found
            found = []
        elif block.shape is Shape.PARAGRAPH:
            found += _leads(block)
    yield found


def _leads(block: Block) -> list[_Lead]:
    marks = [match for match in _LEAD.finditer(block.text) if is_title(match["name"])]
    ends = [*(match.start() for match in marks[1:]), len(block.text)]
    return [_Lead(match["name"], block, match.start(), end) for match, end in zip(marks, ends, strict=False)]


def _in_points(blocks: Sequence[Block]) -> Iterator[list[_Lead]]:
    """The names that the points of one list begin with, or paragraphs under a heading that gathers projects."""
    found: list[_Lead] = []
    gathered = False
    for block in blocks:
        if block.shape is Shape.HEADING:
            gathered = gathers_projects(block.text)
        lead = (
            _begun(block)
            if block.shape is Shape.ITEM or (gathered and block.shape is Shape.PARAGRAPH)
            else None
        )
        if lead and (not found or found[-1].block.shape is block.shape):
            found.append(lead)
            continue
        yield found
        found = [lead] if lead else []
    yield found


def _begun(block: Block) -> _Lead | None:
    """The name that a point or a paragraph begins with: before a full stop, a dash or a colon, or on a line of its own."""
    mark = BULLET.match(block.text) or NUMBERED.match(block.text)
    start = mark.end() if mark else 0
    if mark and (name := _own_line(block)):
        return _Lead(name, block, start, len(block.text))
    match = _POINT.match(block.text, start)
    if match and is_title(match["name"]):
        return _Lead(match["name"], block, start, len(block.text))
    return None


def _own_line(block: Block) -> str | None:
    """The first line of a point when what is told begins on the next, though its first word had room."""
    if len(block.lines) < 2:
        return None
    first = block.lines[0].text
    mark = BULLET.match(first) or NUMBERED.match(first)
    name = first[mark.end() :] if mark else first
    width = max(len(line.text) for line in block.lines)
    return name if begins_anew(block.lines[0], block.lines[1], width) and is_title(name) else None

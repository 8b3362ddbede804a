"""A paper as blocks: headings, paragraphs, points of a list, rows of a table, footnotes, signatures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from praktiknara.swedish.extraction.headings import heading_lines, is_title, known
from praktiknara.swedish.extraction.layer import Run, stitched
from praktiknara.swedish.extraction.lines import (
    BULLET,
    CONTENTS,
    FOOTNOTE,
    NUMBERED,
    ROW,
    Line,
    begins_anew,
    joined,
    lines_of,
    reads_as_one,
    spacing_of,
    width_of,
)
from praktiknara.swedish.extraction.titles import is_names, titles_of


class Shape(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its running text with places in the raw text, and the lines it was made of."""

    shape: Shape
    run: Run
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return self.run.text

    @property
    def start(self) -> int:
        return self.run.starts[0]

    @property
    def end(self) -> int:
        return self.run.ends[-1]


def blocks_of(run: Run) -> list[Block]:
    """Cut a text into blocks; a sentence that a page break or a footnote divides becomes one block again."""
    lines = lines_of(run)
    width, spacing = width_of(lines), spacing_of(lines)
    shaped: list[tuple[Shape, list[Line]]] = []
    for group, listed in _groups(lines, spacing, width):
        shaped.extend([(Shape.ITEM, group)] if listed else _shaped(group, width))
    whole = _continued(_numbered_apart(_contents_apart(shaped), width))
    return [Block(shape, stitched(run, joined(group)), tuple(group)) for shape, group in whole]


def _groups(lines: list[Line], spacing: int, width: int) -> Iterator[tuple[list[Line], bool]]:
    """Lines that belong together, and whether they are a point of a list whose marks are lost.

    A group goes on until air, a new point, a row, a footnote, a heading or a signature.
    """
    group: list[Line] = []
    listed = False
    for line, below in zip_longest(lines, lines[1:]):
        above = group[-1] if group else None
        if above is not None:
            point = _lost_point(above, line, listed, spacing)
            if point or _breaks(above, line, below, spacing, width):
                yield group, listed
                group, listed = [], point
        group.append(line)
    if group:
        yield group, listed


def _lost_point(above: Line, line: Line, listed: bool, spacing: int) -> bool:
    """Whether a line is a point of a list that has lost its marks: after a colon, or after another such point."""
    if line.gap > spacing or not (listed or above.text.endswith(":")) or line.is_item:
        return False
    return not above.text.endswith(("-", ",")) and (is_title(line.text) or _opens_bracket(line.text))


def _opens_bracket(text: str) -> bool:
    """Whether a title goes on in brackets on the next line."""
    head, bracket, rest = text.partition("(")
    return bool(bracket) and ")" not in rest and is_title(head)


def _breaks(above: Line, line: Line, below: Line | None, spacing: int, width: int) -> bool:
    if line.gap > spacing or (line.gap < spacing and above.ends_sentence):
        return True
    if line.is_item or FOOTNOTE.match(line.text) or _is_row(line) or _is_row(above):
        return True
    if known(line.text) or known(above.text) or _signs(line, below) or _field_ends(above, line, width):
        return True
    if above.ends_sentence and is_title(line.text) and _stands_apart(line, below, spacing, width):
        return True
    return bool(titles_of(above.text)) and not titles_of(line.text)


def _field_ends(above: Line, line: Line, width: int) -> bool:
    """Whether a line such as "Projekttid: 2019–2021" begins or ends here, rather than goes on."""
    if line.is_field and (above.is_field or is_title(above.text)):
        return True
    return above.is_field and line.text[:1].isupper() and len(above.text) < 0.7 * width


def _stands_apart(line: Line, below: Line | None, spacing: int, width: int) -> bool:
    """Whether what follows a line could have stood on it, had the writer not begun anew."""
    if below is None or below.gap > spacing:
        return True
    return begins_anew(line, below, width)


def _signs(line: Line, below: Line | None) -> bool:
    """Whether names stand here and their titles on the next line."""
    return below is not None and below.gap < 3 and bool(titles_of(below.text)) and is_names(line.text)


def _is_row(line: Line) -> bool:
    return line.in_table or (
        len(line.text) < 300 and bool(CONTENTS.fullmatch(line.text) or ROW.fullmatch(line.text))
    )


def _shaped(group: list[Line], width: int) -> Iterator[tuple[Shape, list[Line]]]:
    first = group[0]
    if FOOTNOTE.match(first.text):
        yield Shape.FOOTNOTE, group
    elif _is_row(first) and len(group) == 1:
        yield (Shape.CONTENTS if CONTENTS.fullmatch(first.text) else Shape.ROW), group
    elif len(group) > 1 and _signs(first, group[1]):
        yield Shape.SIGNATURE, group[:2]
        if group[2:]:
            yield from _shaped(group[2:], width)
    elif titles := titles_of(first.text):
        yield Shape.SIGNATURE if len(titles) > 1 else Shape.PARAGRAPH, group
    elif BULLET.match(first.text) or (NUMBERED.match(first.text) and not known(first.text)):
        yield Shape.ITEM, group
    elif count := heading_lines(group, width):
        yield Shape.HEADING, group[:count]
        if group[count:]:
            yield from _shaped(group[count:], width)
    else:
        yield Shape.PARAGRAPH, group


def _contents_apart(shaped: list[tuple[Shape, list[Line]]]) -> list[tuple[Shape, list[Line]]]:
    """A line that ends in a figure belongs to the table of contents under its heading or with dots, else to a table."""
    apart = []
    in_contents = False
    for shape, group in shaped:
        if shape is Shape.HEADING:
            in_contents = known(group[0].text) == "contents"
        elif (
            shape is Shape.CONTENTS
            and not in_contents
            and "..." not in group[0].text
            and "…" not in group[0].text
        ):
            shape = Shape.ROW
        apart.append((shape, group))
    return apart


def _numbered_apart(shaped: list[tuple[Shape, list[Line]]], width: int) -> Iterator[tuple[Shape, list[Line]]]:
    """A numbered title with running text under it is a heading: "1. Natten på Solgläntan", and what that is."""
    for place, (shape, group) in enumerate(shaped):
        below = shaped[place + 1][0] if place + 1 < len(shaped) else None
        if shape is not Shape.ITEM or not NUMBERED.match(group[0].text):
            yield shape, group
        elif below is Shape.PARAGRAPH and _is_numbered_title(group):
            yield Shape.HEADING, group
        elif len(group) > 2 and _is_numbered_title(group[:1]) and begins_anew(group[0], group[1], width):
            yield Shape.HEADING, group[:1]
            yield Shape.PARAGRAPH, group[1:]
        else:
            yield shape, group


def _is_numbered_title(group: list[Line]) -> bool:
    mark = NUMBERED.match(group[0].text)
    return mark is not None and len(group) < 3 and is_title(group[0].text[mark.end() :])


def _continued(shaped: Iterable[tuple[Shape, list[Line]]]) -> list[tuple[Shape, list[Line]]]:
    """Put a sentence together again that goes on after a page break, past footnotes between."""
    running = {Shape.PARAGRAPH, Shape.ITEM, Shape.FOOTNOTE}
    whole: list[tuple[Shape, list[Line]]] = []
    open_at: int | None = None
    for shape, group in shaped:
        above = whole[open_at] if open_at is not None else None
        if shape is Shape.PARAGRAPH and above and reads_as_one(above[1][-1].text, group[0].text):
            above[1].extend(group)
            continue
        whole.append((shape, list(group)))
        if shape is not Shape.FOOTNOTE:
            open_at = len(whole) - 1 if shape in running else None
    return whole

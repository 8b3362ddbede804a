"""Projects in lists and in tables."""

import re
from collections.abc import Iterator, Sequence

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.first_names import is_first_name
from praktiknara.swedish.extraction.headings import is_title
from praktiknara.swedish.extraction.lines import BULLET, FUNCTION_WORDS, MONEY_LAST, NUMBERED
from praktiknara.swedish.extraction.projects.shared import MONEY_AFTER, STARTS_LIKE_WORK, Told, title_of
from praktiknara.swedish.extraction.spelling import tolerant

_STRONG_INTRO = tolerant(
    r"(?:^|(?<!\w))(?:följande|dessa|nedanstående|två|tre|fyra|fem|sex|sju|åtta|nio|tio|pågående|avslutade|nya|beviljade|"
    r"planerade|tillstyrkta|prioriterade)[^.:]{0,40}?(?:projekt|studier|utvärderingar|kartläggningar|satsningar)(?!\w)"
)


_NO_PROJECTS = tolerant(
    r"områden|kriterier|villkor|krav(?!\w)|frågor|mål(?!\w)|syften|grupper|steg(?!\w)|delar(?!\w)|kommuner|medlemmar|personer"
)


_TABLE_HEAD = tolerant(
    r"(?:nr\.?[ \t]+)?(?:\w{0,20}projekt(?:ets)?(?:namn|titel)?|projektets (?:namn|titel)|insats|satsning|titel|ansökan)(?: {2,}|\t|$| \w{4,20}(?: \w{4,20}){0,4}$)"
)


_NO_ROW = tolerant(
    r"(?:del)?summa|total|återst|varav|övrig|resterande|sammanlag|kvarst|budget|ram(?!\w)|avsatt|beviljat|antal"
)


_LIST_OF_PROJECTS = tolerant(
    r"(?:projekt|studier|utvärderingar|kartläggningar|satsningar)[^.]{0,160}(?::|\. det gäller:)$"
)


def in_lists(blocks: Sequence[Block]) -> Iterator[Told]:
    """Points of a list that a sentence about projects introduces: each begins like a piece of work, or has its money."""
    intro = strong = False
    for block in blocks:
        if block.shape is Shape.ITEM and (intro or strong):
            text = _bare_item(block.text)
            money = MONEY_AFTER.search(text)
            title = (text[: money.start()] if money else text).strip()
            begins = STARTS_LIKE_WORK.match(title) and len(title) < 220 and not title.endswith(".")
            if not begins and strong and not is_title(title) and (end := _TITLE_ENDS.search(title, 3)):
                title = title[: end.start()].strip()
            if begins or ((money or strong) and is_title(title)):
                yield Told(title_of(_plain(title)), block.start, block.end, "listed", 0.8)
        elif block.shape is not Shape.ITEM:
            told = block.text[-260:]
            intro = bool(_LIST_OF_PROJECTS.search(told))
            strong = (intro or block.shape is Shape.HEADING) and _promises(told)


def _promises(intro: str) -> bool:
    """Whether what introduces a list says that its points are projects."""
    last = intro.rstrip(":").rsplit(". ", 1)[-1]
    return bool(_STRONG_INTRO.search(last)) and not _NO_PROJECTS.search(last)


def _plain(title: str) -> str:
    """A point's title without what is said of it after a comma."""
    cut = _CUT_ITEM.search(title, 12)
    return title[: cut.start()] if cut else title


def in_rows(blocks: Sequence[Block]) -> Iterator[Told]:
    """Rows of a table whose first column is said to be projects."""
    inside = False
    for block in blocks:
        if block.shape is not Shape.ROW:
            if inside and len(block.text) < 40 and block.text[:1].islower():
                continue  # the rest of a long cell
            inside = bool(_TABLE_HEAD.match(block.text)) and block.shape is not Shape.ITEM
            continue
        if not inside:
            inside = bool(_TABLE_HEAD.match(block.text))
            continue
        columns = re.split(r" {2,}|\t", _without_money(block))
        cells = [cell for cell in columns if not re.fullmatch(r"\d{1,2}[.)]?", cell)]
        title = re.sub(r"^\d{1,2}[.)]? ", "", cells[0]) if cells else ""
        if is_title(title) and not _NO_ROW.match(title):
            yield Told(title_of(title), block.start, block.end, "table_row", 0.8)


_TITLE_ENDS = re.compile(r" \(|: |\.(?: |$)| [–—-] (?=\d)")


_CUT_ITEM = tolerant(r", (?:som|i samarbete|i samverkan|tillsammans|med |vid |på uppdrag|genom)")


def _without_money(block: Block) -> str:
    """A row, of a row without columns only what stands before the name or place and the money that end it."""
    money = MONEY_LAST.fullmatch(block.text) if block.lines[0].in_table else None
    if money is None or re.search(r" {2,}|\t", block.text):
        return block.text
    words = block.text[: money.start("money")].split()
    tail = next((place for place, word in enumerate(words) if place > 1 and is_first_name(word)), len(words))
    while tail == len(words) > 2 and words[-1][:1].isupper() and words[-2] not in FUNCTION_WORDS:
        words.pop()
        tail = len(words)
    return " ".join(words[:tail])


def _bare_item(text: str) -> str:
    mark = BULLET.match(text) or NUMBERED.match(text)
    return text[mark.end() :] if mark else text

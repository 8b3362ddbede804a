"""Finding papers, and laying out the text of one for reading."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise

from django.db.models import QuerySet

from praktiknara.components.text import slug
from praktiknara.people.models import Organisation, OrganisationName, Person, User
from praktiknara.trail.models import Source

from .choices import Progress
from .models import LONG, Delivery, Page, Paper, Repair

DAMAGE = {"hel": (0.0, 0.05), "lite": (0.05, 0.35), "mycket": (0.35, 1.01)}
DOUBLE = re.compile(r"[ \t\r]*\n[ \t\r]*\n")
ENDED = (Progress.NEW, Progress.UNCHANGED, Progress.DUPLICATE, Progress.REFUSED)
# A file that has been read for this long has lost its reader.
PATIENCE = timedelta(minutes=45)


def papers(user: User | None, *, how: str = "", damage: str = "", year: str = "") -> QuerySet[Paper]:
    """Give the papers that someone may read, the newest first."""
    found = Paper.objects.visible_to(user).order_by("-sort_year", "-pk")
    if how:
        found = found.filter(how=how)
    if damage in DAMAGE:
        least, most = DAMAGE[damage]
        found = found.filter(level__gte=least, level__lt=most)
    if year:
        found = found.filter(sort_year=int(year))
    return found


def for_lists(found: QuerySet[Paper]) -> QuerySet[Paper]:
    """Leave the text where it is: a list shows none of it."""
    return found.defer("text")


def years(user: User | None) -> list[int]:
    """Give the years there are papers from, the newest first."""
    found = Paper.objects.visible_to(user).filter(sort_year__gt=0).order_by("-sort_year")
    return list(found.values_list("sort_year", flat=True).distinct())


def free_slug(title: str) -> str:
    """Give an address that no paper has."""
    wanted = slug(title)[:100] or "handling"
    taken = set(Paper.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def names_in_register() -> frozenset[str]:
    """Give the names that a damaged word may be: of organisations through the years, and of people."""
    return frozenset(
        name
        for found in (
            Organisation.objects.values_list("name", flat=True),
            Organisation.objects.exclude(short_name="").values_list("short_name", flat=True),
            OrganisationName.objects.values_list("name", flat=True),
            Person.objects.values_list("name", flat=True),
        )
        for name in found.iterator()
    )


def source_of(file_name: str) -> Source | None:
    """Give what the register calls a paper that it already takes facts from."""
    return Source.objects.filter(file=file_name).first()


def dressed(found: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Bring along what a list of deliveries shows."""
    return found.select_related("paper", "by__person").defer("paper__text")


def is_lost(delivery: Delivery, now: datetime) -> bool:
    """Say whether a file has been waiting or read for so long that nobody is reading it."""
    return delivery.progress not in ENDED and now - delivery.at > PATIENCE


Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Some of the text: as it stands in the original, what it most likely was when it is mended, and whether it was asked for."""

    raw: str
    fixed: str | None = None
    is_asked: bool = False
    is_first_asked: bool = False


@dataclass(frozen=True)
class Block:
    """A heading, a passage, or what stands between two: its place, and its pieces of text."""

    start: int
    is_passage: bool
    pieces: Sequence[Piece]
    is_heading: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page of a paper as it is shown."""

    page: Page
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Part:
    """The pages that one web page shows, and where the parts before and after begin."""

    sheets: Sequence[Sheet]
    before: int | None
    after: int | None


def part(paper: Paper, at: int, asked: Span = (0, 0)) -> Part:
    """Lay out a paper for reading: the whole of it, or of a long one the pages around a character.

    The characters that were asked for, from the first to before the last, are set apart.
    """
    pages = list(paper.pages.all())
    groups = list(_groups(pages)) or [[]]
    here = next((n for n, group in enumerate(groups) if group and group[-1].end >= at), len(groups) - 1)
    shown = groups[here]
    if not shown:
        return Part([], None, None)
    start, end = shown[0].start, shown[-1].end
    asked = _on_words(paper.text, asked)
    passages = list(
        paper.passages.filter(start__gte=start, start__lt=end + 1).values_list("start", "end", "heading")
    )
    repairs = list(paper.repairs.filter(end__gt=start, start__lt=max(end, start + 1)))
    sheets = [Sheet(page, list(_blocks(paper.text, page, passages, repairs, asked))) for page in shown]
    return Part(
        sheets,
        groups[here - 1][0].start if here else None,
        groups[here + 1][0].start if here + 1 < len(groups) else None,
    )


def _on_words(text: str, asked: Span) -> Span:
    """Begin and end what was asked for with a sign that is seen."""
    said = text[slice(*asked)]
    return asked[0] + len(said) - len(said.lstrip()), asked[0] + len(said.rstrip())


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    group: list[Page] = []
    for page in pages:
        if group and page.end - group[0].start > LONG:
            yield group
            group = []
        group.append(page)
    if group:
        yield group


def _blocks(
    text: str, page: Page, passages: Sequence[tuple[int, int, str]], repairs: Sequence[Repair], asked: Span
) -> Iterator[Block]:
    """A page's passages in order, each cut at the page's end, and what stands between them."""
    at = page.start
    for start, end, heading in passages:
        if end <= page.start or start >= page.end:
            continue
        first, last = max(start, page.start), min(end, page.end)
        if text[at:first].strip():
            yield Block(at, False, _pieces(text, (at, first), repairs, asked))
        is_passage = first == start
        if is_passage and (below := _heading_end(text[first:last], heading)):
            yield Block(first, True, _pieces(text, (first, first + below), repairs, asked), is_heading=True)
            first, is_passage = first + below, False
        yield Block(first, is_passage, _pieces(text, (first, last), repairs, asked))
        at = last
    if text[at : page.end].strip():
        yield Block(at, False, _pieces(text, (at, page.end), repairs, asked))


def _heading_end(text: str, heading: str) -> int:
    """Where a heading that a passage begins with ends, when there is text under it."""
    found = re.match(r"\s+".join(re.escape(word) for word in heading.split()) + r"[ \t\r]*\n", text)
    return found.end() if heading and found and text[found.end() :].strip() else 0


def _pieces(text: str, block: Span, repairs: Sequence[Repair], asked: Span) -> list[Piece]:
    """The text of a block, with the words that repair changed, and what was asked for, set apart."""
    spaced = _is_spaced(text[slice(*block)])
    pieces: list[Piece] = []
    for start, end, fixed in _runs(block, repairs, asked):
        raw = text[start:end]
        is_asked = start < asked[1] and end > asked[0]
        shown = DOUBLE.sub("\n", raw) if spaced and fixed is None else raw
        pieces.append(Piece(shown, fixed, is_asked, start <= asked[0] < end))
    return pieces


def _runs(block: Span, repairs: Sequence[Repair], asked: Span) -> Iterator[tuple[int, int, str | None]]:
    """Cut a block at the words that repair changed and where what was asked for begins and ends."""
    at, end = block
    for repair in islice(repairs, bisect_left(repairs, at, key=lambda repair: repair.start), None):
        if repair.end > end:
            break
        if repair.start >= at:
            yield from _cut(at, repair.start, asked)
            yield repair.start, repair.end, repair.fixed
            at = repair.end
    yield from _cut(at, end, asked)


def _cut(start: int, end: int, asked: Span) -> Iterator[tuple[int, int, None]]:
    at = sorted({start, end, *(each for each in asked if start < each < end)})
    yield from ((first, last, None) for first, last in pairwise(at))


def _is_spaced(text: str) -> bool:
    """Say whether a text has an empty line between almost every two lines, as some PDFs give it."""
    empty = len(DOUBLE.findall(text))
    return empty > 2 and empty * 10 > 7 * (text.count("\n") - empty)

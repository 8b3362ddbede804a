"""A file as a paper: its text read, its scans too, cut in pages and passages, with the repairs as a layer."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from praktiknara.swedish.offsets import Change, apply
from praktiknara.swedish.passages import Passage, passages

from . import rules, sandbox
from .choices import How
from .mending import mended, page_levels
from .reading.shape import ReadFile, ReadPage, Unreadable

MOST_SCANS = 300
# Told how many of how many scanned pages are read.
Told = Callable[[int, int], None]


def quiet(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class WholePage:
    """A page by its place in the text."""

    start: int
    end: int
    how: str
    level: float


@dataclass(frozen=True)
class Whole:
    """All that a file holds, as it will be kept."""

    kind: str
    text: str
    title: str
    how: str
    read_with: str
    level: float
    language: str
    pages: Sequence[WholePage]
    passages: Sequence[Passage]
    changes: Sequence[Change]

    def page_at(self, start: int) -> int:
        """Give the number of the page that a character stands on."""
        return max(1, bisect_right(self.pages, start, key=lambda page: page.start))

    @property
    def mended_head(self) -> str:
        """The beginning of the text with its damaged words mended."""
        end = 8_000
        return apply(self.text[:end], [change for change in self.changes if change.end <= end])


def read_whole(
    content: bytes, ending: str, *, names: Iterable[str] = (), told: Told = quiet, again: bool = False
) -> Whole:
    """Read a file; raises Unreadable with the reason.

    `again` reads every page that is a picture anew, also where an older text lies behind it.
    """
    found = sandbox.read(content, ending)
    pages, read_with = _with_scans(content, found, told, again=again)
    if not any(rules.letters(page.text) for page, _how in pages):
        raise Unreadable("no_text")
    text, spans = _joined(found.glue, [page.text for page, _how in pages])
    level, changes = mended(text, names)
    whole_pages = [
        WholePage(start, end, _page_how(how, one), one)
        for (start, end), (_page, how), one in zip(spans, pages, page_levels(text, spans), strict=True)
    ]
    return Whole(
        kind=found.kind,
        text=text,
        title=found.title,
        how=_how([page.how for page in whole_pages], level),
        read_with=read_with,
        level=level,
        language=rules.language_of(text),
        pages=whole_pages,
        passages=passages(text),
        changes=changes,
    )


def _with_scans(
    content: bytes, found: ReadFile, told: Told, *, again: bool
) -> tuple[list[tuple[ReadPage, str]], str]:
    """The pages with how each was read, and the program that read the pictures, if any was needed and is here."""
    waiting = [
        number
        for number, page in enumerate(found.pages)
        if found.kind == "pdf"
        and (
            rules.needs_reading(page.text, picture=page.picture, marked=page.marked)
            or rules.is_garbled(page.text)
            or (again and page.picture)
        )
    ]
    reader = sandbox.scan_reader() if waiting else ""
    if waiting and not reader:
        if sum(rules.letters(page.text) for page in found.pages) < rules.SOME:
            raise Unreadable("no_scan_reader")
        waiting = []
    if len(waiting) > MOST_SCANS:
        raise Unreadable("too_many_scans", pages=len(waiting), most=MOST_SCANS)
    pages: list[tuple[ReadPage, str]] = [(page, How.TEXT) for page in found.pages]
    for done, number in enumerate(waiting):
        told(done, len(waiting))
        stored, read = found.pages[number], sandbox.read_scan(content, number)
        text = read if again else rules.better(stored.text, read)
        pages[number] = (ReadPage(text, stored.picture, stored.marked), How.OCR if text == read else How.TEXT)
    return pages, reader or found.made_with


def _joined(glue: str, texts: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + len(glue)
    return glue.join(texts), spans


def _page_how(how: str, level: float) -> str:
    """How a page was read; a damaged page was once read without Swedish."""
    return How.OLD_OCR if how == How.TEXT and level >= rules.DAMAGED else how


def _how(pages: Sequence[str], level: float) -> str:
    if How.OLD_OCR in pages or level >= rules.DAMAGED:
        return How.OLD_OCR
    return How.OCR if How.OCR in pages else How.TEXT

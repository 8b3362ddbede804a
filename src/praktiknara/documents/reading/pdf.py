"""PDF files: the text of each page, and whether a page is a picture that someone has to read."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # it ships no types

from .shape import MOST_PAGES, ReadFile, ReadPage, Unreadable

COVERS = 0.4
MOST_OBJECTS = 20_000
# PDFium joins a word that was parted at the end of a line and leaves a mark there.
MARKS = str.maketrans(
    {"\x02": "-\n", "\ufffe": "-\n", "\u2010": "-", "\uffff": None, "\r": None, "\x00": None}
)
# A line this much further down than the closest lines are from each other begins a paragraph.
GAP = 1.45


def opened(path: Path) -> pdfium.PdfDocument:
    """Open a PDF, or raise Unreadable when it is encrypted or broken."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as fault:
        locked = fault.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise Unreadable("encrypted" if locked else "broken") from fault


def read(path: Path) -> ReadFile:
    """Read the text of every page; scripts in the file are not run, nothing is fetched."""
    document = opened(path)
    if len(document) > MOST_PAGES:
        raise Unreadable("too_many_pages", pages=len(document), most=MOST_PAGES)
    pages = [_page(document, number) for number in range(len(document))]
    made_with = str(document.get_metadata_dict().get("Creator") or "")[:120]
    return ReadFile("pdf", pages, made_with=_clean(made_with)).within_bounds()


def _page(document: pdfium.PdfDocument, number: int) -> ReadPage:
    try:
        page = document[number]
        text = _text(page.get_textpage())
        covered, marked = _covered(page)
    except pdfium.PdfiumError:
        return ReadPage("", marked=False)
    return ReadPage(text, picture=covered >= COVERS, marked=marked)


def _text(found: pdfium.PdfTextPage) -> str:
    whole = found.get_text_range()
    tops = _tops(found, whole) if len(whole) == found.count_chars() else []
    lines = whole.split("\n")
    if len(tops) != len(lines):
        return _clean(whole)
    steps = [above - below for above, below in pairwise(tops) if above and below and above > below]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    written = [lines[0]]
    for line, above, here in zip(lines[1:], tops, tops[1:], strict=False):
        written.append(f"\n{line}" if above and here and not 0 <= above - here <= usual * GAP else line)
    return _clean("\n".join(written))


def _tops(found: pdfium.PdfTextPage, whole: str) -> list[float]:
    """The height on the page of each line's first letter; 0 for a line without one."""
    tops, at = [], 0
    for line in whole.split("\n"):
        first = next((place for place, letter in enumerate(line) if not letter.isspace()), None)
        tops.append(found.get_charbox(at + first, loose=True)[1] if first is not None else 0.0)
        at += len(line) + 1
    return tops


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(MARKS))
    return "".join(
        letter
        for letter in composed
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co"}
    ).strip()


def _covered(page: pdfium.PdfPage) -> tuple[float, bool]:
    """How much of the page its largest picture covers, and whether anything at all is drawn on it."""
    width, height = page.get_size()
    largest, marked = 0.0, False
    for number, thing in enumerate(page.get_objects(max_depth=3)):
        marked = True
        if number > MOST_OBJECTS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            largest = max(largest, (min(right, width) - max(left, 0)) * (min(top, height) - max(bottom, 0)))
    return largest / max(width * height, 1.0), marked

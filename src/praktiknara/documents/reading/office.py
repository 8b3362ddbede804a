"""Word and OpenDocument files: the text out of their XML, without unpacking more than a paper can hold."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from .shape import ReadFile, ReadPage, Unreadable

MOST_UNPACKED = 60_000_000
BLOCK = 1 << 16
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DEEPEST = 400
PAGE_BREAK = "\f"


def read_word(path: Path) -> ReadFile:
    """Read a Word file: paragraphs, tables by row, notes last, pages where Word last broke them."""
    with _opened(path) as archive:
        body = _parsed(archive, "word/document.xml")
        notes = [
            _parsed(archive, name)
            for name in ("word/footnotes.xml", "word/endnotes.xml")
            if name in archive.namelist()
        ]
    title: list[str] = []
    text = "".join(_word(body, title))
    for note in notes:
        text += "\n" + "".join(_word(note, []))
    return _pages("docx", text, title)


def read_open_document(path: Path) -> ReadFile:
    """Read an OpenDocument text."""
    with _opened(path) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = _unpacked(archive, "META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise Unreadable("encrypted")
        content = _parsed(archive, "content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    title: list[str] = []
    return _pages("odt", "".join(_open_document(body, title)) if body is not None else "", title)


def _pages(kind: str, text: str, title: list[str]) -> ReadFile:
    clean = text.replace("\x00", "")
    pages = [page.strip("\n") for page in clean.split(PAGE_BREAK)]
    return ReadFile(kind, [ReadPage(page) for page in pages], title=title[0] if title else "").within_bounds()


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, KeyError, EOFError, OSError, ValueError) as fault:
        raise Unreadable("broken") from fault
    except RuntimeError as fault:  # also NotImplementedError: packed in a way that zipfile does not know
        raise Unreadable("encrypted" if "password" in str(fault) else "broken") from fault


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part, and stop when it becomes larger than a paper can be, whatever its header says."""
    whole = BytesIO()
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            whole.write(block)
            if whole.tell() > MOST_UNPACKED:
                raise Unreadable("bomb", most=MOST_UNPACKED // 1_000_000)
    return whole.getvalue()


class _Plain(TreeBuilder):
    """Refuses a document type: an office file has none, and its entities are how a small file becomes endless."""

    depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise Unreadable("entities")

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("broken")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    content = _unpacked(archive, name)
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise Unreadable("entities")
    parser = XMLParser(target=_Plain())  # noqa: S314  # a document type is refused, and this process has its limits
    try:
        parser.feed(content)
        parsed = parser.close()
    except ParseError as fault:
        raise Unreadable("broken") from fault
    assert isinstance(parsed, Element)  # noqa: S101  # the builder above makes elements
    return parsed


def _word(element: Element, title: list[str]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == W + "p":
            yield from _word_paragraph(child, title)
        elif tag == W + "tr":
            cells = [
                "".join(_word(cell, title)).strip().replace("\n", " ")
                for cell in child
                if cell.tag == W + "tc"
            ]
            yield "\t".join(cells).replace(PAGE_BREAK, " ") + "\n"
        elif tag == W + "tbl":
            yield from _word(child, title)
            yield "\n"
        elif tag not in {COMPATIBLE + "Fallback", W + "sectPr"}:
            yield from _word(child, title)


def _word_paragraph(paragraph: Element, title: list[str]) -> Iterator[str]:
    text = "".join(_word_run(paragraph))
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = (style.get(W + "val") or "").lower() if style is not None else ""
    if name in {"title", "rubrik", "titel", "heading1", "rubrik1"} and text.strip():
        title.append(" ".join(text.split())[:300])
    yield text + ("\n\n" if text.strip() else "\n")


def _word_run(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == W + "t":
            yield child.text or ""
        elif tag == W + "tab":
            yield "\t"
        elif tag in {W + "noBreakHyphen", W + "softHyphen"}:
            yield "-" if tag.endswith("noBreakHyphen") else ""
        elif tag == W + "br":
            yield PAGE_BREAK if child.get(W + "type") == "page" else "\n"
        elif tag == W + "cr":
            yield "\n"
        elif tag == W + "lastRenderedPageBreak":
            yield PAGE_BREAK
        elif tag == W + "p":
            yield "\n" + "".join(_word_run(child)) + "\n"
        elif tag not in {COMPATIBLE + "Fallback", W + "pPr", W + "rPr", W + "del", W + "instrText"}:
            yield from _word_run(child)


def _open_document(element: Element, title: list[str]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in {TEXT + "p", TEXT + "h"}:
            text = "".join(_open_line(child))
            if tag == TEXT + "h" and text.strip():
                title.append(" ".join(text.split())[:300])
            yield text + ("\n\n" if text.strip() else "\n")
        elif tag == TABLE + "table-row":
            cells = ["".join(_open_document(cell, title)).strip().replace("\n", " ") for cell in child]
            yield "\t".join(cells).replace(PAGE_BREAK, " ") + "\n"
        elif tag == TEXT + "soft-page-break":
            yield PAGE_BREAK
        elif tag != TEXT + "tracked-changes":
            yield from _open_document(child, title)


def _open_line(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag == TEXT + "s":
            given = child.get(TEXT + "c") or "1"
            yield " " * min(int(given) if given.isdecimal() and len(given) < 4 else 1, 100)
        elif tag == TEXT + "tab":
            yield "\t"
        elif tag == TEXT + "line-break":
            yield "\n"
        elif tag == TEXT + "soft-page-break":
            yield PAGE_BREAK
        elif tag == TEXT + "note":
            yield " (" + " ".join("".join(child.itertext()).split()) + ") "
        elif tag != OFFICE + "annotation":
            yield from _open_line(child)
        yield child.tail or ""

"""What kind of file it is: by its first bytes before its name."""

import zipfile
from pathlib import Path

from .shape import Unreadable

PDF, WORD, ODT, HTML, TEXT, MARKDOWN = "pdf", "docx", "odt", "html", "txt", "md"
BY_ENDING = {
    ".pdf": PDF,
    ".docx": WORD,
    ".odt": ODT,
    ".html": HTML,
    ".htm": HTML,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED = b"PK\x03\x04"
NEVER_TEXT = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"SQLite format 3",
)


def kind_of(path: Path, ending: str) -> str:
    """Say which reader a file needs, or raise Unreadable with what is wrong with it."""
    with path.open("rb") as file:
        start = file.read(1_024)
    if not start:
        raise Unreadable("empty")
    if b"%PDF-" in start:
        return PDF
    if start.startswith(OLD_OFFICE):
        raise Unreadable("old_office")
    if start.startswith(ZIPPED):
        return _zipped(path, ending)
    named = BY_ENDING.get(ending)
    if named is None:
        raise Unreadable("unknown_kind", ending=ending or "–")
    if named in {PDF, WORD, ODT}:
        raise Unreadable("another_kind", kind=named.upper())
    if start.startswith(NEVER_TEXT):
        raise Unreadable("not_text")
    return named


def _zipped(path: Path, ending: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise Unreadable("broken") from fault
    if "word/document.xml" in names:
        return WORD
    if "content.xml" in names:
        return ODT
    if ending in {".docx", ".odt"}:
        raise Unreadable("broken")
    raise Unreadable("unknown_kind", ending=ending or "–")

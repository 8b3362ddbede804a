"""A list's file as rows of text: Excel or CSV, within limits, whatever its encoding and separator."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import openpyxl
from charset_normalizer import from_bytes

from praktiknara.components.text import plain

MOST_BYTES = 10_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 60
MOST_CELL = 2_000
SEPARATORS = ";\t,|"


class UnreadableList(ValueError):
    """A file that is no list; the sentence says what to do."""


class Row(NamedTuple):
    """A row with its number in the file, as a spreadsheet counts."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Read:
    """A list as read: its headings and the rows under them."""

    headings: list[str]
    rows: list[Row]


def read(content: bytes, name: str) -> Read:
    """Read a list; raises UnreadableList with a sentence for the reader."""
    if not content:
        raise UnreadableList("Filen är tom. Spara listan igen och välj den nya filen.")
    if len(content) > MOST_BYTES:
        raise UnreadableList("Filen är större än 10 MB. Dela upp listan i flera filer.")
    if name.lower().endswith((".xlsx", ".xlsm")) or content[:4] == b"PK\x03\x04":
        rows = _excel(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableList(
            "Filen är i Excels gamla format (.xls) eller låst. Spara den som .xlsx eller CSV."
        )
    else:
        rows = _csv(content)
    return _headed(rows)


def _excel(content: bytes) -> Iterable[Sequence[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableList("Filen är för stor när den packas upp. Dela upp listan i flera filer.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = list(sheet.iter_rows(max_row=MOST_ROWS + 20, max_col=MOST_COLUMNS, values_only=True))
        book.close()
    except UnreadableList:
        raise
    except Exception as fault:  # openpyxl lets any error of a bad file through: KeyError, ValueError, its own
        raise UnreadableList(
            "Filen går inte att öppna som Excel. Öppna den i ditt kalkylprogram, spara den som .xlsx och försök igen."
        ) from fault
    return rows


def _csv(content: bytes) -> Iterable[Sequence[object]]:
    text = _decoded(content)
    if "\x00" in text:
        raise UnreadableList("Filen är varken Excel (.xlsx) eller CSV. Spara listan i ett av de formaten.")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as fault:
        raise UnreadableList(
            "Filen går inte att läsa som CSV. Spara den som Excel (.xlsx) och försök igen."
        ) from fault


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content.count(b"\x00") > len(content) // 4:
        found = from_bytes(content).best()
        return str(found) if found else "\x00"
    return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Give the sign that splits the first rows most evenly."""
    lines = [line for line in text.splitlines()[:20] if line.strip()] or [""]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        return (min(counts), counts[0])

    return max(SEPARATORS, key=evenness)


def _headed(rows: Iterable[Sequence[object]]) -> Read:
    """Take the first row with at least two filled cells (or the first row of a one-column list) as headings."""
    written = [
        Row(number, [cell(one) for one in row[:MOST_COLUMNS]]) for number, row in enumerate(rows, start=1)
    ]
    filled = [row for row in written if any(row.cells)]
    if not filled:
        raise UnreadableList("Listan har inga rader.")
    widest = max(sum(bool(one) for one in row.cells) for row in filled)
    head = next(row for row in filled if sum(bool(one) for one in row.cells) >= min(2, widest))
    below = [row for row in filled if row.number > head.number]
    if not below:
        raise UnreadableList("Listan har rubriker men inga rader under dem.")
    if len(below) > MOST_ROWS:
        raise UnreadableList("Listan har fler än 1 000 rader. Dela upp den i flera filer.")
    width = max((place for row in [head, *below] for place, one in enumerate(row.cells, 1) if one), default=1)
    headings = [one or f"Kolumn {place}" for place, one in enumerate(_padded(head.cells, width), 1)]
    return Read(headings, [Row(row.number, _padded(row.cells, width)) for row in below])


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def cell(value: object) -> str:
    """Write a cell as text: a whole number without decimals, a day as ISO, nothing invisible."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(plain(str(value)).split())[:MOST_CELL]

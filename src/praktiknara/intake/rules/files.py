"""A list's file as rows of text: Excel or CSV, within limits, whatever its encoding and separator."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from charset_normalizer import from_bytes

from praktiknara.components.text import plain

MOST_BYTES = 10_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 60
MOST_CELL = 2_000
SEPARATORS = ";\t,|"
Rows: TypeAlias = Iterable[Sequence[object]]


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


def read(content: bytes, name: str, unpacked: Callable[[bytes], Rows]) -> Read:
    """Read a list, an Excel file by what unpacks it; raises UnreadableList with a sentence for the reader."""
    if not content:
        raise UnreadableList("Filen är tom. Spara listan igen och välj den nya filen.")
    if len(content) > MOST_BYTES:
        raise UnreadableList("Filen är större än 10 MB. Dela upp listan i flera filer.")
    if name.lower().endswith((".xlsx", ".xlsm")) or content[:4] == b"PK\x03\x04":
        rows = unpacked(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableList(
            "Filen är i Excels gamla format (.xls) eller låst. Spara den som .xlsx eller CSV."
        )
    else:
        rows = _csv(content)
    return _headed(rows)


def _csv(content: bytes) -> Rows:
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


def _headed(rows: Rows) -> Read:
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

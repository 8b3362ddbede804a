"""The first sheet of an Excel file as rows of plain values."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .shape import Unreadable

MOST_UNPACKED = 200_000_000
MOST_ROWS = 1_020
MOST_COLUMNS = 60
MOST_CELL = 32_767  # what Excel lets a cell hold


def read(path: Path) -> list[list[Any]]:
    """Give the rows of the first sheet, as much of them as a list may have; days as ISO text, errors and all else as text."""
    with zipfile.ZipFile(path) as packed:
        if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable("bomb", most=MOST_UNPACKED // 1_000_000)
    with path.open("rb") as opened:  # by its name it would have to end as Excel's files do
        sheet = load_workbook(opened, read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [[_plain(value) for value in row] for row in found]


def _plain(value: object) -> str | int | float | bool | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:MOST_CELL]

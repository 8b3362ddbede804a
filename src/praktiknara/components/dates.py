"""Dates as the sources know them: a year, a month or a day, written in Swedish or English."""

import datetime
import re
from dataclasses import dataclass

MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip  # it reads better in rows
WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
FROM = {"sv": "från", "en": "from"}
UNTIL = {"sv": "till", "en": "until"}
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_ISO_DAY = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})$")
_WRITTEN_DAY = re.compile(r"^(\d{1,2})\.?\s+([a-zåäö]{3,9})\.?\s+(\d{4})$", re.IGNORECASE)
_SLASHED_DAY = re.compile(r"^(\d{1,2})[./](\d{1,2})[./\s]\s*(\d{4})$")
_CLOCK = re.compile(r"^(.*?)(?:\s+kl\.?|\s+at|,|T|\s)\s*(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?$", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Partial:
    """A date that may lack its day or its month."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, text: str) -> "Partial | None":
        """Read "2014", "2014-12" or "2014-12-16"; None when it is none of them."""
        found = _PARTIAL.match(text.strip())
        if not found:
            return None
        year, month, day = (int(part) if part else 0 for part in found.groups())
        try:
            datetime.date(year, month or 1, day or 1)
        except ValueError:
            return None
        if (month == 0 and found.group(2)) or (day == 0 and found.group(3)):
            return None
        return cls(year, month, day)

    def written(self, language: str = "sv", *, with_month: bool = True, with_year: bool = True) -> str:
        """Write as much as is known: 2014, december 2014 or 16 december 2014."""
        parts = [
            str(self.day) if self.day else "",
            _months(language)[self.month - 1] if self.month and with_month else "",
            str(self.year) if with_year else "",
        ]
        return " ".join(part for part in parts if part)


def partial_date(text: str, language: str = "sv") -> str:
    """Write a partial ISO date in words; a text that is not one is left as it is."""
    known = Partial.read(text)
    return known.written(language) if known else text


def period(start: str, end: str, language: str = "sv") -> str:
    """Write a time span with what is known of its ends: "september 2013–2014", "från 2013"; empty when neither is."""
    first, last = Partial.read(start) if start else None, Partial.read(end) if end else None
    if first is None:
        return f"{_in(UNTIL, language)} {last.written(language)}" if last else ""
    if last is None:
        return f"{_in(FROM, language)} {first.written(language)}"
    if first == last:
        return first.written(language)
    same_year = first.year == last.year and bool(first.month) and bool(last.month)
    same_month = same_year and first.month == last.month and bool(first.day) and bool(last.day)
    if same_month:
        return f"{first.day}–{last.written(language)}"
    if same_year:
        return f"{first.written(language, with_year=False)}–{last.written(language)}"
    return f"{first.written(language)}–{last.written(language)}"


def day(value: datetime.date, language: str = "sv", *, weekday: bool = False) -> str:
    """Write a day: 12 november 2026, or torsdag 12 november 2026."""
    written = Partial(value.year, value.month, value.day).written(language)
    return f"{_in_days(language)[value.weekday()]} {written}" if weekday else written


def moment(value: datetime.datetime, language: str = "sv", *, seconds: bool = False) -> str:
    """Write a moment: 12 november 2026 kl. 14.32, with seconds for a receipt."""
    if language == "en":
        return (
            f"{day(value, language)} at {value:%H:%M:%S}"
            if seconds
            else f"{day(value, language)} at {value:%H:%M}"
        )
    return (
        f"{day(value, language)} kl. {value:%H.%M.%S}"
        if seconds
        else f"{day(value, language)} kl. {value:%H.%M}"
    )


def read_day(text: str) -> datetime.date | None:
    """Read 2026-11-12, 20261112, 12 november 2026 or 12/11 2026; None when it is no day."""
    text = " ".join(text.split())
    if found := _ISO_DAY.match(text):
        year, month, number = (int(part) for part in found.groups())
    elif found := _WRITTEN_DAY.match(text):
        named = _month_number(found.group(2))
        if named is None:
            return None
        number, month, year = int(found.group(1)), named, int(found.group(3))
    elif found := _SLASHED_DAY.match(text):
        number, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def read_moment(text: str) -> datetime.datetime | None:
    """Read a day with a clock, 2026-11-12 14.32; without a clock it is None, for midnight would be a guess."""
    found = _CLOCK.match(" ".join(text.split()))
    if not found:
        return None
    date = read_day(found.group(1))
    if date is None:
        return None
    try:
        clock = datetime.time(int(found.group(2)), int(found.group(3)), int(found.group(4) or 0))
    except ValueError:
        return None
    return datetime.datetime.combine(date, clock)


def short_month(number: int, language: str = "sv") -> str:
    """The month as a narrow column has it: jan, feb, mars."""
    name = _months(language)[number - 1]
    return name if len(name) <= 5 else name[:3]


def _months(language: str) -> tuple[str, ...]:
    return MONTHS["en"] if language.startswith("en") else MONTHS["sv"]


def _in_days(language: str) -> tuple[str, ...]:
    return WEEKDAYS["en"] if language.startswith("en") else WEEKDAYS["sv"]


def _in(word: dict[str, str], language: str) -> str:
    return word["en"] if language.startswith("en") else word["sv"]


def _month_number(name: str) -> int | None:
    """Find a month by its name or its first three letters, in either language."""
    for months in MONTHS.values():
        for position, month in enumerate(months, start=1):
            if len(name) >= 3 and month.casefold().startswith(name.casefold()):
                return position
    return None

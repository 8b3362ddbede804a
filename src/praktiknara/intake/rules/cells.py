"""What a list's columns and cells say: headings guessed, sums, years and days read, and what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from praktiknara.chain.rules import Problem, _
from praktiknara.components import dates, numbers
from praktiknara.components.text import slug

from .drafts import without_personal_numbers

GUESSES = (
    ("title", ("projektets-titel", "projekttitel", "projektnamn", "projekt", "titel", "namn", "benamning")),
    ("owner", ("ansvarig", "ansvarig-organisation", "stadsdel", "sokande", "forvaltning", "projektagare", "agare", "organisation", "enhet")),
    ("fund", ("fond", "medel", "medelstyp", "anslag", "finansiering")),
    ("year", ("ar", "ar-for-medlen", "beviljat-ar", "medelsar", "budgetar", "bidragsar")),
    ("amount", ("belopp", "beviljat-belopp", "beviljat", "beviljade-medel", "summa", "kronor", "kr", "bidrag")),
    ("vat", ("moms",)),
    ("kind", ("slag", "typ", "projekttyp", "slag-av-projekt")),
    ("purpose", ("syfte", "beskrivning", "om-projektet")),
    ("target_group", ("malgrupp",)),
    ("start", ("start", "startdatum", "projektstart", "fran", "startar")),
    ("end", ("slut", "slutdatum", "projektslut", "till", "avslut", "slutar")),
    ("note", ("anmarkning", "kommentar", "notering", "ovrigt")),
)  # fmt: skip  # a column to a line
MOST = {"title": 250, "purpose": 10_000, "target_group": 300, "note": 300}
UNKNOWN = {"", "-", "–", "?", "okant", "okand", "saknas", "ej-angivet", "uppgift-saknas", "n-a"}


@dataclass(frozen=True)
class Told:
    """What a row says, field by field; None or "" when it says nothing."""

    title: str = ""
    owner: str = ""
    fund: str = ""
    year: int | None = None
    amount: int | None = None
    about: bool = False
    vat: str = ""
    kind: str = ""
    purpose: str = ""
    target_group: str = ""
    start: str = ""
    end: str = ""
    note: str = ""
    problems: tuple[tuple[str, Problem], ...] = ()


@dataclass
class _Reading:
    given: Mapping[str, str]
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    def cell(self, column: str, read: Callable[[str], object]) -> object:
        """Read a cell, or note what is wrong with it."""
        try:
            return read(self.given.get(column, "").strip())
        except Wrong as fault:
            self.problems.append((column, fault.problem))
            return None


class Wrong(ValueError):
    """A cell that cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def guess(headings: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Guess which column holds what, by place: as last time, by the heading's words, each field once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place, heading in enumerate(headings):
        column = remembered.get(slug(heading)[:120])
        if column is not None and (not column or column not in taken):
            found[str(place)] = column
            taken.add(column)
    for exactly in (True, False):
        for column, words in GUESSES:
            for place, heading in enumerate(headings):
                if column in taken or str(place) in found:
                    continue
                folded = slug(heading)
                if folded in words if exactly else any(word in folded.split("-") for word in words):
                    found[str(place)] = column
                    taken.add(column)
    return {place: column for place, column in found.items() if column}


def told(cells: Sequence[str], columns: Mapping[str, str]) -> Told:
    """Read a row by its columns, each cell with what is wrong with it."""
    given = {column: cells[int(place)] for place, column in columns.items() if int(place) < len(cells)}
    reading = _Reading(given)
    for column, words in given.items():
        if without_personal_numbers(words) != words:
            reading.problems.append(
                (
                    column,
                    Problem(_("Här står ett personnummer. Ta bort det ur listan; inga personnummer sparas.")),
                )
            )
    texts = {column: reading.cell(column, _text(column)) for column in ("title", "owner", "fund", "kind", "purpose", "target_group", "note")}  # fmt: skip  # a table
    if not texts["title"] and "title" not in dict(reading.problems):
        reading.problems.append(("title", Problem(_("Raden saknar titel."))))
    amount = reading.cell("amount", kronor)
    start, end = reading.cell("start", day), reading.cell("end", day)
    if start and end and str(end) < str(start)[: len(str(end))]:
        reading.problems.append(("end", Problem(_("Slutet ligger före starten."))))
    year = reading.cell("year", a_year)
    return Told(
        **{column: str(words or "") for column, words in texts.items()},
        year=year if isinstance(year, int) else None,
        amount=amount if isinstance(amount, int) else None,
        about=bool(re.match(r"\s*(ca|cirka|omkring|ungefär)\b", given.get("amount", ""), re.IGNORECASE)),
        vat=str(reading.cell("vat", vat) or ""),
        start=str(start or ""),
        end=str(end or ""),
        problems=tuple(reading.problems),
    )


def _text(column: str) -> Callable[[str], str]:
    def read(words: str) -> str:
        most = MOST.get(column, 200)
        if len(words) > most:
            raise Wrong(Problem(_("Texten är %(over)s tecken för lång."), {"over": len(words) - most}))
        return words

    return read


_AMOUNT = re.compile(
    r"(?:ca|cirka|omkring|ungefär)?\.?\s*(?P<number>\d[\d\s.,\u00a0\u202f]*)\s*(?P<unit>mnkr|mkr|miljoner(?: kronor| kr)?|msek|tkr|tusen(?: kronor| kr)?|ksek|kr|kronor|sek|:-|kr\.)?\s*(?::-|,-)?",
    re.IGNORECASE,
)
_MILLIONS, _THOUSANDS = ("mn", "mk", "mi", "ms"), ("tk", "tu", "ks")


def kronor(words: str) -> int | None:
    """Read a sum in whole kronor, in thousands (tkr) or millions (mnkr); nothing or "okänt" is unknown."""
    if slug(words) in UNKNOWN:
        return None
    found = _AMOUNT.fullmatch(words.strip().removesuffix(",-").removesuffix(":-").strip())
    unit = (found["unit"] or "").casefold() if found else ""
    factor = 1_000_000 if unit.startswith(_MILLIONS) else 1_000 if unit.startswith(_THOUSANDS) else 1
    value = _decimal(found["number"], scaled=factor > 1) if found else None
    if value is None or (sum_ := value * factor) != sum_.to_integral_value() or sum_ > 100_000_000_000:
        raise Wrong(Problem(_("Beloppet går inte att läsa. Skriv hela kronor, till exempel 310 000.")))
    return int(sum_)


def _decimal(written: str, *, scaled: bool) -> Decimal | None:
    """Read digits with Swedish signs; a point or comma before three digits parts thousands, unless the unit is larger."""
    digits = re.sub(r"[\s\u00a0\u202f]", "", written)
    if not scaled:
        digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits)
    digits = digits.replace(",", ".")
    try:
        return Decimal(digits) if digits.count(".") <= 1 else None
    except InvalidOperation:
        return None


def a_year(words: str) -> int | None:
    """Read a year, also "2013.0" and a day; nothing is unknown."""
    if slug(words) in UNKNOWN:
        return None
    found = re.fullmatch(r"(?:år\s*)?((?:19|20)\d\d)(?:-\d\d-\d\d)?", words.strip(), re.IGNORECASE)
    if not found:
        raise Wrong(Problem(_("Skriv året med fyra siffror, till exempel 2013.")))
    return int(found[1])


def day(words: str) -> str:
    """Read a day, a month or a year as a partial ISO date; nothing is unknown."""
    if slug(words) in UNKNOWN:
        return ""
    if re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", words):
        return words
    if known := dates.read_day(words):
        return known.isoformat()
    raise Wrong(Problem(_("Skriv ett datum som finns, till exempel 2013-09-01, eller bara året.")))


def vat(words: str) -> str:
    """Read whether VAT is in the sum: "exkl", "utan", "inkl", "med"; nothing is unknown."""
    folded = slug(words)
    if folded in UNKNOWN:
        return ""
    if folded.startswith(("exkl", "utan", "nej", "ex")):
        return "excl"
    if folded.startswith(("inkl", "med", "ja")):
        return "incl"
    raise Wrong(Problem(_("Skriv exkl. eller inkl.")))


def shown(amount: int | None) -> str:
    """Write a sum for a line that compares two; unknown in words."""
    return numbers.kronor(amount) if amount is not None else "okänt"

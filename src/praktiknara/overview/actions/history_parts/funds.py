"""Funds by year with the names and frames of the year."""

from __future__ import annotations

import re
from typing import NamedTuple

from praktiknara.funds.choices import FundLevel, Standing, VatBasis
from praktiknara.funds.models import Fund, FundName, FundYear

from .draft import ORIGIN, Draft
from .entries import Entry, Unreadable, sounds_about
from .labels import choice
from .rows import Ref, Row, ref

VAT = {"": "", "ej angivet": "", "exkl. moms": VatBasis.EXCLUDING, "inkl. moms": VatBasis.INCLUDING}
STANDINGS = {"beviljat tidigare år": Standing.GRANTED}
FRAME = re.compile(r"\b(års)?ram\b")


def vat(entry: Entry) -> str:
    """Give the VAT basis, "" when the source does not say."""
    word = entry.maybe("vat")
    if word not in VAT:
        raise Unreadable(f"Momsen ”{word}” känns inte igen.")
    return VAT[word]


def standing(entry: Entry) -> Standing:
    """Give what an amount stands for."""
    return choice(Standing, entry.text("status"), "Läget", also=STANDINGS)


class Frame(NamedTuple):
    """A frame told of a fund, and the entry that tells it."""

    kronor: int
    about: bool
    entry: Entry


class Funds:
    """What the file says of each fund by year, looked up when a call or a grant needs the year."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.frames: dict[str, list[Frame]] = {}
        self.names: dict[str, dict[int, str]] = {}
        for key, said in draft.rows_of("funds").items():
            self.frames[key] = [
                Frame(kronor, sounds_about(fact.word("fact")), Entry(fact.said, f"funds/{key}"))
                for fact in said.parts("facts")
                if FRAME.search(fact.word("fact"))
                if (kronor := fact.number("amount_sek")) is not None
            ]
            self.names[key] = {
                year: one.word("name") for one in said.parts("names_by_year") if (year := one.year())
            }

    def name(self, fund: str, year: int) -> str:
        """Give the name the fund bore in the year: the latest one told by then, else its name (R-TERM-01)."""
        told = self.told(fund)
        by_then = [one for one in sorted(told) if one <= year] or sorted(told)[:1]
        return told[by_then[-1]] if by_then else self.plain_name(fund)

    def told(self, fund: str) -> dict[int, str]:
        """Give the names by year that the file tells, or the register when the file is silent about the fund."""
        if fund not in self.names:
            standing = FundName.objects.filter(fund__key=fund)
            self.names[fund] = dict(standing.values_list("year", "name"))
        return self.names[fund]

    def plain_name(self, fund: str) -> str:
        """Give the fund's own name, from the file or the register."""
        title = self.draft.title("funds", fund)
        if title != fund:
            return title
        return Fund.objects.filter(key=fund).values_list("name", flat=True).first() or fund

    def frame(self, fund: str, year: int) -> Frame | None:
        """Give the frame told for the year."""
        return next((one for one in self.frames.get(fund, ()) if one.entry.glimpse.year() == year), None)

    def frame_told_in(self, fund: str, file: str) -> Frame | None:
        """Give the yearly frame that a paper tells of, for the year that the paper is about."""
        told = [one for one in self.frames.get(fund, ()) if one.entry.glimpse.word("source") == file]
        return next((one for one in told if one.entry.glimpse.word("fact").startswith("årsram")), None)

    def year(self, fund: str, year: int, frame: Frame | None = None) -> Ref:
        """Give the fund's year, added the first time it is needed."""
        here = ref(FundYear, f"{fund}-{year}")
        if here not in self.draft.shared:
            where = f"funds/{fund}/{year}"
            frame = frame or self.frame(fund, year)
            values: dict[str, object] = {"fund": ref(Fund, fund), "year": year, "name": self.name(fund, year)}
            if frame:
                values |= {"frame": frame.kronor, "frame_about": frame.about}
            self.draft.share(Row(here, where, values, ORIGIN))
            if frame:
                self.draft.cite(here, frame.entry, "frame")
        return here


def take(file: Entry, draft: Draft) -> Funds:
    """Take the funds; give their years for the calls and grants that come after."""
    funds = Funds(draft)
    draft.each(file, "funds", lambda entry, place: fund(entry, place, draft, funds))
    return funds


def fund(entry: Entry, place: int, draft: Draft, funds: Funds) -> None:
    """Take a fund, its names and what is said of it by year."""
    key = entry.text("id")
    here = draft.record(
        Fund,
        key,
        entry,
        name=entry.text("name"),
        code=key,
        short_name=draft.reference.fund_short_names.get(key, ""),
        level=choice(FundLevel, entry.text("level"), "Nivån"),
        position=place,
    )
    draft.each(entry, "names_by_year", lambda one, place: fund_name(one, here, draft))
    draft.each(entry, "facts", lambda one, place: fund_fact(one, here, draft))
    for name in ("names_by_year", "facts"):
        for one in entry.glimpse.parts(name):
            if year := one.year():
                funds.year(key, year)


def fund_name(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take the name a fund bore in a year."""
    year = entry.year()
    if year is None:
        raise Unreadable("year saknas.")
    draft.cite(draft.part(FundName, {"fund": here, "year": year}, entry, name=entry.text("name")), entry)


def fund_fact(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take what is said of a fund."""
    draft.fact(here, entry, number=entry.whole("max_years_total"))

"""The money of projects, named and unnamed, a grant for each year."""

from __future__ import annotations

import re

from praktiknara.calls.models import Call
from praktiknara.funds.choices import Standing
from praktiknara.funds.models import Fund
from praktiknara.projects.models import Grant

from .draft import Draft, joined
from .entries import Entry, Unreadable
from .funds import Funds, standing, vat
from .rows import Ref, ref


def take(file: Entry, draft: Draft, funds: Funds) -> None:
    """Take the grants to projects that the papers do not name."""
    draft.each(file, "unnamed_project_groups", lambda entry, place: unnamed_group(entry, draft, funds))


def grant(entry: Entry, place: int, key: str, here: Ref, fund: str, draft: Draft, funds: Funds) -> None:
    """Take a row of money; a row for several years becomes one grant a year, each with its own amount unknown."""
    named = entry.names("years")
    if not all(re.fullmatch(r"(19|20)\d\d", one) for one in named):
        raise Unreadable("years ska vara årtal.")
    years: list[int | None] = [int(one) for one in named] or [entry.year()]
    amount = entry.whole("amount_sek")
    if amount is not None and len(years) > 1:
        raise Unreadable("Ett belopp för flera år går inte att dela på åren.")
    word = entry.text("status")
    elsewhere = fund in draft.reference.not_funds
    for number, year in enumerate(years, 1):
        if year and fund and not elsewhere:
            funds.year(fund, year)
        draft.record(
            Grant,
            f"{key}-medel-{place}" + (f"-{number}" if len(years) > 1 else ""),
            entry,
            project=here,
            fund=ref(Fund, fund) if fund and not elsewhere else None,
            year=year,
            amount=amount,
            vat=vat(entry),
            standing=standing(entry),
            note=joined(word if word == "beviljat tidigare år" else "", entry.maybe("note")),
        )
    entry.names("co_funders")


def unnamed_group(entry: Entry, draft: Draft, funds: Funds) -> None:
    """Take a grant to several projects that the papers do not name."""
    fund, year, count = entry.text("fund"), entry.year(), entry.whole("count")
    if year is None or count is None:
        raise Unreadable("year och count måste stå.")
    funds.year(fund, year)
    call = next(
        (
            one
            for one, said in draft.rows_of("calls").items()
            if said.word("fund") == fund and said.year() == year
        ),
        None,
    )
    draft.record(
        Grant,
        f"{fund}-{year}-utan-namn",
        entry,
        fund=ref(Fund, fund),
        call=ref(Call, call) if call else None,
        year=year,
        amount=entry.whole("amount_sek"),
        standing=Standing.GRANTED,
        count=count,
        districts_count=entry.whole("districts"),
        note=entry.maybe("note"),
    )

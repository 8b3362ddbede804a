"""Calls that have been, with the rules and criteria of their year as data."""

from __future__ import annotations

from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.trail.choices import FactKind

from .draft import Draft
from .entries import Entry, Glimpse, Unreadable
from .funds import Funds
from .rows import Ref

CONDITION = "utlyses bara om "


def take(file: Entry, draft: Draft, funds: Funds) -> None:
    """Take the calls."""
    draft.each(file, "calls", lambda entry, place: call(entry, draft, funds))


def rule_kind(entry: Entry) -> tuple[RuleKind, int | None, int | None]:
    """Give what a rule checks, with its amount and number; what has neither is a note."""
    if (kronor := entry.whole("amount_sek")) is not None:
        return RuleKind.CAP, kronor, None
    if (years := entry.whole("max_years")) is not None:
        return RuleKind.ONE_YEAR if years == 1 else RuleKind.MAX_YEARS, None, years
    if (total := entry.whole("max_years_total")) is not None:
        return RuleKind.MAX_YEARS, None, total
    if (granted := entry.whole("max_granted")) is not None:
        return RuleKind.MAX_GRANTED, None, granted
    gender = "jämställdhetsanalys" in entry.maybe("rule")
    return RuleKind.GENDER if gender else RuleKind.NOTE, None, None


def call(entry: Entry, draft: Draft, funds: Funds) -> None:
    """Take a call that has been, with the rules and criteria of its year."""
    key, code, year = entry.text("id"), entry.text("fund"), entry.year()
    if year is None:
        raise Unreadable("year saknas.")
    told = funds.frame(code, year) or funds.frame_told_in(code, entry.maybe("source"))
    named = [one for one in entry.glimpse.parts("rules") if one.word("rule") == "ram"]
    kronor = named[0].number("amount_sek") if named else told.kronor if told else None
    entry.maybe("case")
    here = draft.record(
        Call,
        key,
        entry,
        once={"status": CallStatus.ENDED},
        fund_year=funds.year(code, year, told),
        title=f"{funds.name(code, year)} {year}",
        slug=key,
        year=year,
        year_note=entry.maybe("year_note"),
        frame=kronor,
        frame_about=told.about if told and not named else False,
        condition=condition(entry, code, year, draft),
        condition_met=None,
    )
    if told and not named:
        draft.cite(here, told.entry, "frame")

    def rule(one: Entry, place: int) -> None:
        text = one.text("rule")
        if text == "ram":
            one.whole("amount_sek")
            draft.cite(here, one, "frame")
            return
        kind, amount, number = rule_kind(one)
        there = draft.part(
            CallRule,
            {"call": here, "position": place},
            one,
            kind=kind,
            amount=amount,
            number=number,
            text=text,
            note=one.maybe("note"),
        )
        draft.cite(there, one)

    draft.each(entry, "criteria", lambda one, place: criterion(one, place, here, draft, funds))
    draft.each(entry, "rules", rule)
    draft.each(entry, "professions", lambda one, place: profession(one, here, draft))
    draft.each(
        entry,
        "results",
        lambda one, place: draft.fact(here, one, FactKind.COUNT, number=one.whole("count")),
    )


def condition(entry: Entry, fund: str, year: int, draft: Draft) -> str:
    """Give the words of the condition on which a call opens, "" when it has none (R-STA-02)."""
    if not entry.flag("conditional"):
        return ""
    facts = draft.rows_of("funds").get(fund, Glimpse({})).parts("facts")
    told = [one.word("fact") for one in facts if one.year() == year]
    return next(
        (text.removeprefix(CONDITION) for text in told if text.startswith(CONDITION)), "villkoret i källan"
    )


def criterion(entry: Entry, place: int, here: Ref, draft: Draft, funds: Funds) -> None:
    """Take a criterion, or those of the earlier call that it says are the same."""
    text, same_as = entry.text("name"), entry.maybe("same_as")
    earlier = draft.rows_of("calls").get(same_as, Glimpse({}))
    texts = [text for one in earlier.parts("criteria") if (text := one.word("name"))]
    year = earlier.year() or 0
    note = f"Samma som i {funds.name(earlier.word('fund'), year)} {year}." if texts else ""
    for number, one in enumerate(texts or [text], place):
        there = draft.part(Criterion, {"call": here, "position": number}, entry, text=one, help=note)
        draft.cite(there, entry)


def profession(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take the professions a call is meant for."""
    draft.fact(here, entry, FactKind.PROFESSION, text=", ".join(entry.names("names")))

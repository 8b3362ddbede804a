"""Funds by year with the names of the year, plans and their amounts, and calls with rules and criteria as data."""

from __future__ import annotations

import re
from typing import NamedTuple

from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.funds.choices import FundLevel, Standing, VatBasis
from praktiknara.funds.models import Fund, FundName, FundYear
from praktiknara.people.models import Organisation
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import BudgetAssignment, FocusArea, Plan, PlanAmount
from praktiknara.trail.choices import FactKind

from .draft import ORIGIN, Draft
from .entries import Entry, Glimpse, Unreadable, sounds_about
from .labels import choice
from .rows import Ref, Row, ref

VAT = {"": "", "ej angivet": "", "exkl. moms": VatBasis.EXCLUDING, "inkl. moms": VatBasis.INCLUDING}
STANDINGS = {"beviljat tidigare år": Standing.GRANTED}
CONDITION = "utlyses bara om "
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
        told = self.names.get(fund, {})
        by_then = [one for one in sorted(told) if one <= year] or sorted(told)[:1]
        return told[by_then[-1]] if by_then else self.draft.title("funds", fund)

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
    """Take funds, plans, budget assignments and calls; give the funds' years for those that come after."""
    funds = Funds(draft)
    draft.each(file, "funds", lambda entry, place: fund(entry, place, draft, funds))
    draft.each(file, "plans", lambda entry, place: plan(entry, draft))
    draft.each(file, "budget_assignments", lambda entry, place: assignment(entry, draft))
    draft.each(file, "calls", lambda entry, place: call(entry, draft, funds))
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


def plan_kind(key: str, said: str) -> PlanKind:
    """Give what a plan is: as it says itself, or by its name."""
    if said:
        return choice(PlanKind, said, "Slaget")
    return PlanKind.DIRECTION if key.startswith("inriktning") else PlanKind.PLAN


PLAN_FACTS = (
    ("strategy", FactKind.STRATEGY),
    ("principles", FactKind.PRINCIPLE),
    ("summary_outcomes", FactKind.SUMMARY),
    ("counts", FactKind.COUNT),
    ("next_year", FactKind.OUTLOOK),
    ("outlook", FactKind.OUTLOOK),
    ("linked_processes", FactKind.LINKED),
)


def plan(entry: Entry, draft: Draft) -> None:
    """Take a plan, direction or annual report with its focus areas, amounts and statements."""
    key = entry.text("id")
    year = entry.year()
    here = draft.record(
        Plan,
        key,
        entry,
        kind=plan_kind(key, entry.maybe("kind")),
        year=year,
        title=entry.text("title"),
        slug=key,
        focus_note=entry.maybe("focus_note"),
        dating=entry.maybe("dating"),
    )

    def focus(one: Entry, place: int) -> None:
        draft.record(FocusArea, f"{key}-fokus-{place}", one, plan=here, name=one.text("name"), position=place)

    def attention(one: Entry, place: int) -> None:
        draft.record(
            FocusArea,
            f"{key}-uppmarksammat-{place}",
            one,
            plan=here,
            name=one.text("name"),
            special_attention=True,
            reason=one.maybe("reason"),
            position=100 + place,
        )

    def amount(one: Entry, place: int) -> None:
        text = one.text("fact")
        draft.record(
            PlanAmount,
            f"{key}-belopp-{place}",
            one,
            plan=here,
            year=one.year() or year,
            text=text,
            amount=one.whole("amount_sek"),
            about=sounds_about(text),
            vat=vat(one),
            standing=standing(one),
            grants=one.whole("count"),
            position=place,
        )

    def statement(kind: FactKind, one: Entry, place: int) -> None:
        project = one.maybe("project")
        draft.fact(here, one, kind, note=f"Projekt: {draft.title('projects', project)}" if project else "")

    draft.each(entry, "focus_areas", focus)
    draft.each(entry, "special_attention", attention)
    draft.each(entry, "amounts", amount)
    for name, kind in PLAN_FACTS:
        draft.each(entry, name, lambda one, place, kind=kind: statement(kind, one, place))


def assignment(entry: Entry, draft: Draft) -> None:
    """Take a task from the city budget; the project it led to points back at it."""
    body = entry.maybe("body")
    entry.maybe("led_to")
    draft.record(
        BudgetAssignment,
        entry.text("id"),
        entry,
        year=entry.year(),
        title=entry.text("title"),
        body=ref(Organisation, body) if body else None,
    )


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

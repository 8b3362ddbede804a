"""Plans, directions and annual reports with their amounts, and tasks from the city budget."""

from __future__ import annotations

from praktiknara.people.models import Organisation
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import BudgetAssignment, FocusArea, Plan, PlanAmount
from praktiknara.trail.choices import FactKind

from .draft import Draft
from .entries import Entry, sounds_about
from .funds import standing, vat
from .labels import choice
from .rows import ref

PLAN_FACTS = (
    ("strategy", FactKind.STRATEGY),
    ("principles", FactKind.PRINCIPLE),
    ("summary_outcomes", FactKind.SUMMARY),
    ("counts", FactKind.COUNT),
    ("next_year", FactKind.OUTLOOK),
    ("outlook", FactKind.OUTLOOK),
    ("linked_processes", FactKind.LINKED),
)


def take(file: Entry, draft: Draft) -> None:
    """Take the plans and the budget assignments."""
    draft.each(file, "plans", lambda entry, place: plan(entry, draft))
    draft.each(file, "budget_assignments", lambda entry, place: assignment(entry, draft))


def plan_kind(key: str, said: str) -> PlanKind:
    """Give what a plan is: as it says itself, or by its name."""
    if said:
        return choice(PlanKind, said, "Slaget")
    return PlanKind.DIRECTION if key.startswith("inriktning") else PlanKind.PLAN


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

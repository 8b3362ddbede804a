"""Cases as the papers show them: points, who was heard, who signed, who got them."""

from __future__ import annotations

from praktiknara.calls.models import Call
from praktiknara.decisions.choices import CaseKind, CaseStatus, PointKind, PointOutcome
from praktiknara.decisions.models import Case, Consultation, DecisionPoint, Recipient, Signatory
from praktiknara.people.models import Organisation, Person
from praktiknara.trail.choices import FactKind

from .draft import Draft, joined
from .entries import Entry, Glimpse
from .labels import choice, holding
from .reference import found_in
from .rows import Ref, ref

# In this order: a point that approves and serves is an approval first.
POINTS = {
    "omedelbar justering": PointKind.ADJUST,
    "förvaltningschefen": PointKind.DELEGATE,
    "godkänna": PointKind.APPROVE,
    "delge": PointKind.SERVE,
    "överlämna": PointKind.SERVE,
    "uppdrag att": PointKind.ASSIGN,
    "fördelning av": PointKind.GRANT,
    "medel till": PointKind.GRANT,
}


def take(file: Entry, draft: Draft) -> None:
    """Take the cases."""
    draft.each(file, "cases", lambda entry, place: case(entry, draft))


def case_status(key: str, kind: CaseKind, draft: Draft) -> CaseStatus:
    """Give decided when the papers tell of the decision; of the others they hold the proposal to the board only."""
    told = kind == CaseKind.DECISION or key in draft.reference.decided_cases
    return CaseStatus.DECIDED if told else CaseStatus.READY


def year_of(entry: Entry, draft: Draft) -> int | None:
    """Give the year of a case: as said, of its meeting, or when its own paper was written, else unknown."""
    said = entry.year() or (day.year if (day := entry.day("meeting_date")) else None)
    if said is None and (month := entry.time("meeting_month")):
        said = int(month[:4])
    if (
        said is None
        and entry.maybe("dating")
        and (source := draft.reference.sources.get(entry.maybe("source")))
    ):
        said = source.year
    return said


def calls_of(key: str, draft: Draft) -> list[str]:
    """Give the calls that say they were decided in the case, the local development funds first."""
    named = [call for call, said in draft.rows_of("calls").items() if said.word("case") == key]
    return sorted(named, key=lambda call: not call.startswith("lum"))


def case(entry: Entry, draft: Draft) -> None:
    """Take a case with all that was prepared and proposed in it."""
    key, body = entry.text("id"), entry.maybe("body")
    kind = choice(CaseKind, entry.text("type"), "Slaget")
    printed = entry.maybe("dnr_as_printed")
    preparation = [one.word("text") for one in entry.glimpse.parts("preparation")]
    points = [one.word("text") for one in entry.glimpse.parts("decision_points")]
    unit = next((found for text in preparation if (found := found_in(text, draft.reference.units))), None)
    calls = calls_of(key, draft)
    gender = entry.entry("gender_equality_analysis")
    here = draft.record(
        Case,
        key,
        entry,
        once={"status": (status := case_status(key, kind, draft))},
        kind=kind,
        title=entry.text("title"),
        slug=key,
        year=year_of(entry, draft),
        call=ref(Call, calls[0]) if calls else None,
        body=ref(Organisation, body) if body else None,
        unit=ref(Organisation, unit) if unit else None,
        reg_number=entry.maybe("dnr"),
        reg_number_note=joined(entry.maybe("dnr_note"), f"I källan skrivet {printed}" if printed else ""),
        dating=entry.maybe("dating"),
        meeting_on=entry.day("meeting_date"),
        meeting_month=entry.time("meeting_month"),
        immediate_approval=any("omedelbar justering" in text for text in points),
        gender_analysis=gender.maybe("text"),
    )
    if gender.said:
        draft.cite(here, gender, "gender_analysis")
    for call in calls[1:]:
        draft.fact(
            ref(Call, call), Entry({}, entry.where), FactKind.LINKED, text=f"Ärende: {entry.text('title')}"
        )
    draft.each(
        entry,
        "decision_points",
        lambda one, place: point(one, place, here, draft, status == CaseStatus.DECIDED),
    )
    draft.each(entry, "preparation", lambda one, place: consultation(one, here, draft))
    draft.each(entry, "signatories", lambda one, place: signatories(one, here, draft))
    draft.each(
        entry, "attachments", lambda one, place: draft.fact(here, one, text=f"Bilaga: {one.text('title')}")
    )
    for text in points:
        recipients(text, here, entry, draft)


def point(entry: Entry, place: int, here: Ref, draft: Draft, decided: bool) -> None:
    """Take a numbered point; its outcome is known only when the papers tell of the decision."""
    text = entry.text("text")
    there = draft.part(
        DecisionPoint,
        {"case": here, "no": entry.whole("no") or place},
        entry,
        kind=next((kind for words, kind in POINTS.items() if words in text), ""),
        text=text,
        amount=entry.whole("amount_sek"),
        vat="excl" if "exkl. moms" in text else "",
        outcome=PointOutcome.AGREED if decided else "",
    )
    draft.cite(there, entry)


def recipients(text: str, here: Ref, entry: Entry, draft: Draft) -> None:
    """Take those whom a point serves or hands the case to (R-DEC-03)."""
    if holding(text, POINTS, PointKind.GRANT) != PointKind.SERVE:
        return
    for one in draft.reference.recipients:
        if one.words in text:
            draft.part(Recipient, {"case": here, "organisation": ref(Organisation, one.id)}, entry)


def consultation(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take who was heard, by name when the words name a body, and when."""
    text = entry.text("text")
    body = found_in(text, draft.reference.bodies)
    there = draft.part(
        Consultation,
        {"case": here, "text": text},
        entry,
        body=ref(Organisation, body) if body else None,
        on=entry.day("date"),
        date_note=entry.maybe("date_note"),
    )
    draft.cite(there, entry)


def signatories(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take those who signed, each with the title that the paper gives."""
    people = draft.rows_of("people")
    for place, key in enumerate(entry.names("people"), 1):
        there = draft.part(
            Signatory,
            {"case": here, "person": ref(Person, key)},
            entry,
            title=people.get(key, Glimpse({})).word("title"),
            position=place,
        )
        draft.cite(there, entry)

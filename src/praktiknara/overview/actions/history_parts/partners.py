"""What goes on outside the funds: programmes, agreements, money from the state and the EU, meetings and support."""

from __future__ import annotations

from praktiknara.meetings.choices import MeetingKind, SupportStatus
from praktiknara.meetings.models import Meeting, SupportAssignment
from praktiknara.needs.models import NeedsInventory, NeedTheme
from praktiknara.partners.choices import AgreementKind, OutsideMoneyKind, ProgrammeStatus
from praktiknara.partners.models import Agreement, OutsideMoney, Programme
from praktiknara.people.models import Organisation
from praktiknara.trail.choices import FactKind

from .draft import Draft, joined
from .entries import Entry
from .labels import choice
from .projects import has_ended
from .rows import Ref, ref

AGREEMENTS = {
    "IOP (idéburet offentligt partnerskap)": AgreementKind.IOP,
    "partnerskap regional-nationell nivå": AgreementKind.PARTNERSHIP,
    "samarbete inom projekt (inget årsavtal)": AgreementKind.PROJECT_COOPERATION,
}


def take(file: Entry, draft: Draft) -> None:
    """Take programmes, agreements, outside money, meetings, support and the needs inventory."""
    draft.each(file, "programmes", lambda entry, place: programme(entry, draft))
    draft.each(file, "agreements", lambda entry, place: agreement(entry, draft))
    draft.each(file, "state_grants", lambda entry, place: state_grant(entry, draft))
    draft.each(file, "eu_funds", lambda entry, place: eu_fund(entry, draft))
    draft.each(file, "events", lambda entry, place: meeting(entry, draft))
    draft.each(file, "support_assignments", lambda entry, place: support(entry, draft))
    if (survey := draft.section("needs_inventory")).said:
        draft.attempt(survey, lambda entry: inventory(entry, draft))


def programme_status(entry: Entry, draft: Draft) -> ProgrammeStatus:
    """Give the state that the paper says, ended when its period was over by then, else unknown."""
    if word := entry.maybe("status"):
        return choice(ProgrammeStatus, word, "Läget")
    return ProgrammeStatus.ENDED if has_ended(entry, draft) else ProgrammeStatus.UNKNOWN


def programme(entry: Entry, draft: Draft) -> None:
    """Take a programme with its partners, sub-studies and statements."""
    key, lead, funder = entry.text("id"), entry.maybe("lead"), entry.maybe("funder")
    period = entry.entry("period")
    partners = entry.names("partners")
    studies = [one.word("name") for one in entry.glimpse.parts("sub_studies")]
    here = draft.record(
        Programme,
        key,
        entry,
        once={"status": programme_status(entry, draft)},
        title=entry.text("title"),
        slug=key,
        funder=draft.title("organisations", funder) if funder else "",
        lead=ref(Organisation, lead) if lead else None,
        lead_note=entry.maybe("lead_note"),
        unnamed_partners=", ".join(one for one in partners if " " in one),
        sub_studies=", ".join(studies),
        start=period.time("start"),
        end=period.time("end"),
    )
    for one in partners:
        if " " not in one:
            draft.part(
                Programme.partners.through, {"programme": here, "organisation": ref(Organisation, one)}, entry
            )
    draft.each(entry, "sub_studies", lambda one, place: sub_study(one, place, here, draft))
    draft.each(entry, "facts", lambda one, place: statement(one, here, draft))


def sub_study(entry: Entry, place: int, here: Ref, draft: Draft) -> None:
    """Cite where a sub-study is named; its name stands with the programme."""
    entry.text("name")
    draft.cite(here, entry, f"sub_studies {place}")


def statement(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take a statement; what it says of the state of things becomes its note."""
    status = entry.maybe("status")
    draft.fact(here, entry, note=f"Läge: {status}" if status else "")


def agreement(entry: Entry, draft: Draft) -> None:
    """Take an agreement with its parties; the project it goes on from points at it."""
    key = entry.text("id")
    period = entry.entry("period")
    entry.maybe("project")
    here = draft.record(
        Agreement,
        key,
        entry,
        kind=choice(AgreementKind, entry.text("type"), "Slaget", also=AGREEMENTS),
        slug=key,
        scope=entry.maybe("scope"),
        purpose=entry.maybe("purpose"),
        note=entry.maybe("note"),
        year=entry.year(),
        start=period.time("start"),
        end=period.time("end"),
    )
    for one in entry.names("parties"):
        draft.part(
            Agreement.parties.through, {"agreement": here, "organisation": ref(Organisation, one)}, entry
        )


def state_grant(entry: Entry, draft: Draft) -> None:
    """Take a grant from the state."""
    authority = entry.maybe("authority")
    outside_money(
        entry,
        draft,
        OutsideMoneyKind.STATE_GRANT,
        authority=ref(Organisation, authority) if authority else None,
    )


def eu_fund(entry: Entry, draft: Draft) -> None:
    """Take money from the EU."""
    outside_money(entry, draft, OutsideMoneyKind.EU_FUND, fund=str(entry.maybe("fund") or ""))


def outside_money(
    entry: Entry, draft: Draft, kind: OutsideMoneyKind, *, fund: str = "", authority: Ref | None = None
) -> None:
    """Take money from outside with what is said of it."""
    key = entry.text("id")
    here = draft.record(
        OutsideMoney,
        key,
        entry,
        kind=kind,
        title=entry.text("title"),
        slug=key,
        fund=fund,
        authority=authority,
    )
    draft.each(entry, "facts", lambda one, place: statement(one, here, draft))
    draft.each(
        entry,
        "programme_areas",
        lambda one, place: draft.fact(here, one, FactKind.AREA, number=one.whole("no")),
    )
    draft.each(entry, "target_groups", lambda one, place: draft.fact(here, one, FactKind.TARGET_GROUP))


def meeting(entry: Entry, draft: Draft) -> None:
    """Take a meeting or other dated event; its date may be only a year."""
    key, word, project = entry.text("id"), entry.text("type"), entry.maybe("project")
    known = draft.reference.bodies_of_events
    body = entry.maybe("body") or known.get(key) or known.get(word)
    draft.record(
        Meeting,
        key,
        entry,
        kind=choice(MeetingKind, word, "Slaget"),
        on=entry.maybe("date"),
        body=ref(Organisation, body) if body else None,
        about=entry.maybe("about"),
        count=entry.whole("count"),
        note=joined(entry.maybe("note"), f"Projekt: {draft.title('projects', project)}" if project else ""),
    )


def support(entry: Entry, draft: Draft) -> None:
    """Take limited help to a district, whose name may be unknown."""
    district = entry.maybe("district")
    draft.record(
        SupportAssignment,
        entry.text("id"),
        entry,
        once={"status": choice(SupportStatus, entry.text("status"), "Läget")},
        title=entry.text("title"),
        year=entry.year(),
        district=ref(Organisation, district) if district else None,
        district_note=entry.maybe("district_note"),
    )


def inventory(entry: Entry, draft: Draft) -> None:
    """Take the survey of knowledge gaps with its method and themes."""
    key, year = entry.text("id"), entry.year()
    here = draft.record(NeedsInventory, key, entry, year=year, title=f"Behovsinventering {year}")
    draft.each(entry, "method", lambda one, place: draft.fact(here, one, FactKind.METHOD))
    draft.each(
        entry,
        "themes",
        lambda one, place: draft.record(
            NeedTheme, f"{key}-tema-{place}", one, inventory=here, name=one.text("name"), position=place
        ),
    )

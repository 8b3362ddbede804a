"""Organisations and people: their names by period, and the titles people bore."""

from collections.abc import Mapping
from datetime import date, timedelta

from praktiknara.people.choices import OrganisationKind, Origin, Role, SuccessionKind
from praktiknara.people.models import Membership, Organisation, OrganisationName, Person, Succession

from .draft import Draft, joined
from .entries import Entry
from .labels import choice, holding
from .reference import Succession as SuccessionOn
from .rows import ref

HOME = "stockholms-stad"
COUNCIL = "fou-radet"
ADMINISTRATION = "socialforvaltningen"

OURS = Entry({}, "grunddata")

ROLES = {
    "biträdande": Role.OTHER,
    "socialdirektör": Role.HEAD,
    "förvaltningschef": Role.HEAD,
    "avdelningschef": Role.DEPARTMENT_HEAD,
    "docent": Role.RESEARCHER,
    "professor": Role.RESEARCHER,
    "forskare": Role.RESEARCHER,
    "rapportförfattare": Role.RESEARCHER,
    "utvärdering": Role.RESEARCHER,
}


def take(file: Entry, draft: Draft) -> None:
    """Take the organisations, what is said of them, and the people."""
    draft.each(file, "organisations", lambda entry, place: organisation(entry, draft))
    draft.each(file, "organisation_facts", lambda entry, place: organisation_fact(entry, draft))
    draft.each(file, "people", lambda entry, place: person(entry, draft))
    draft.each(file, "roles", lambda entry, place: role(entry, draft))
    rules_of_bodies(draft.section("bodies_rules"), draft)
    add_of_our_own(draft)


def rules_of_bodies(bodies: Entry, draft: Draft) -> None:
    """Take what the papers say of how each body works."""
    for name in list(bodies.said):
        body = ref(Organisation, draft.reference.bodies_of_rules.get(name, name.replace("_", "-")))
        draft.each(bodies, name, lambda entry, place, body=body: draft.fact(body, entry))


def organisation(entry: Entry, draft: Draft) -> None:
    """Take one organisation, with the days that we know it began and ended as such."""
    key, parent = entry.text("id"), entry.maybe("parent")
    printed = entry.maybe("as_printed")
    ends = draft.reference.ends().get(key)
    draft.record(
        Organisation,
        key,
        entry,
        kind=choice(OrganisationKind, entry.text("kind"), "Slaget"),
        name=entry.text("name"),
        short_name=draft.reference.short_names.get(key, ""),
        slug=key,
        parent=ref(Organisation, parent) if parent else None,
        part=entry.maybe("role"),
        note=joined(entry.maybe("note"), f"I källan skrivet {printed}" if printed else ""),
        valid_from=draft.reference.begins().get(key),
        valid_to=ends - timedelta(days=1) if ends else None,
    )


def organisation_fact(entry: Entry, draft: Draft) -> None:
    """Take a fact about the city, or about the council when it is named."""
    about = COUNCIL if entry.text("fact").startswith("FoU-råd") else HOME
    draft.fact(ref(Organisation, about), entry)


def person(entry: Entry, draft: Draft) -> None:
    """Take a person and, where the organisation is named, the title she bore there that year."""
    key, title, part, org = (
        entry.text("id"),
        entry.maybe("title"),
        entry.maybe("role"),
        entry.maybe("org"),
    )
    entry.maybe("project")
    year = entry.year()
    here = draft.record(
        Person,
        key,
        entry,
        name=entry.text("name"),
        title=title,
        note=entry.maybe("note"),
        name_in_source=entry.maybe("as_printed"),
    )
    if org:
        draft.part(
            Membership,
            {
                "person": here,
                "organisation": ref(Organisation, org),
                "role": holding(f"{title} {part}", ROLES, Role.OTHER),
                "valid_from": date(year, 1, 1) if year else None,
            },
            entry,
            title=title,
            part=part,
            valid_to=date(year, 12, 31) if year else None,
        )


def role(entry: Entry, draft: Draft) -> None:
    """Take a role that the papers name as a fact about the organisation, or the administration, that has it."""
    entry.maybe("id")
    organisation = ref(Organisation, entry.maybe("org") or ADMINISTRATION)
    draft.fact(organisation, entry, text=f"Roll: {entry.text('name')}")


def add_of_our_own(draft: Draft) -> None:
    """Add the districts that the papers do not name, and what became what, when the file is about them."""
    named = set(draft.rows_of("organisations"))
    if HOME in named:
        for district in draft.reference.districts:
            ends = draft.reference.ends().get(district.id)
            draft.record(
                Organisation,
                district.id,
                OURS,
                origin=Origin.REFERENCE,
                kind=OrganisationKind.DISTRICT,
                name=district.name,
                short_name=district.short,
                slug=district.id,
                valid_from=district.valid_from,
                valid_to=ends - timedelta(days=1) if ends else None,
            )
        named |= {one.id for one in draft.reference.districts}
    followed = [one for one in draft.reference.successions if {one.predecessor, one.successor} <= named]
    for one in followed:
        draft.part(
            Succession,
            {
                "predecessor": ref(Organisation, one.predecessor),
                "successor": ref(Organisation, one.successor),
            },
            OURS,
            kind=SuccessionKind(one.kind),
            on=one.on,
        )
    names_by_period({one.successor: one for one in followed if one.kind == SuccessionKind.RENAMED}, draft)


def names_by_period(renamed: Mapping[str, SuccessionOn], draft: Draft) -> None:
    """Give an organisation that was renamed the names it bore before, each with its days (R-ORG-01)."""
    ends = draft.reference.ends()
    for key in sorted({*renamed, *(one.predecessor for one in renamed.values())}):
        here: str | None = key
        while here is not None:
            came = renamed.get(here)
            draft.part(
                OrganisationName,
                {"organisation": ref(Organisation, key), "name": draft.title("organisations", here)},
                OURS,
                valid_from=came.on if came else None,
                valid_to=ends[here] - timedelta(days=1) if here in ends else None,
            )
            here = came.predecessor if came else None

"""Projects with people, organisations, parts and times, and the ties between them."""

from __future__ import annotations

from praktiknara.funds.models import Fund
from praktiknara.methods.models import Method, MethodUse
from praktiknara.partners.models import Agreement
from praktiknara.people.models import Organisation, Person
from praktiknara.plans.models import BudgetAssignment
from praktiknara.projects.choices import Part, ProjectKind, ProjectStatus
from praktiknara.projects.models import (
    Milestone,
    Project,
    ProjectOrganisation,
    ProjectPerson,
    SubStudy,
)
from praktiknara.trail.choices import FactKind

from . import grants, results
from .draft import Draft, joined
from .entries import Entry
from .funds import Funds
from .labels import choice
from .rows import Ref, ref

WHOLE_CITY = "samtliga"


def take(file: Entry, draft: Draft, funds: Funds) -> None:
    """Take the projects."""
    draft.each(file, "projects", lambda entry, place: project(entry, draft, funds))


def years_told(entry: Entry, draft: Draft) -> set[int]:
    """Give the years in which the papers that an entry and its parts cite were written."""
    found: set[int] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            source = draft.reference.sources.get(str(value.get("source")))
            found.update([source.year] if source else [])
            for one in value.values():
                look(one)
        elif isinstance(value, list):
            for one in value:
                look(one)

    look(dict(entry.said))
    return found


def has_ended(entry: Entry, draft: Draft) -> bool:
    """Say whether a period's last year was over when the latest paper about it was written, and no money came after it."""
    end = str(entry.glimpse.part("period").said.get("end") or "")
    funded = [
        year
        for one in entry.glimpse.parts("funding")
        for year in [one.year(), *one.list("years")]
        if isinstance(year, int)
    ]
    told = years_told(entry, draft)
    if not told or not end[:4].isdigit():
        return False
    return max(funded, default=0) <= int(end[:4]) < max(told)


def project_status(entry: Entry, draft: Draft) -> ProjectStatus:
    """Give only what the papers support: permanent, ended before they were written, else unknown."""
    after = [one.word("status") or one.word("fact") for one in entry.glimpse.parts("next")]
    if any(text.startswith("permanent verksamhet") for text in after):
        return ProjectStatus.IN_OPERATION
    return ProjectStatus.ENDED if has_ended(entry, draft) else ProjectStatus.UNKNOWN


def predecessor(key: str, draft: Draft) -> str | None:
    """Give the project that says it led to this one."""
    return next(
        (
            other
            for other, said in draft.rows_of("projects").items()
            if any(one.word("led_to") == key for one in said.parts("next"))
        ),
        None,
    )


def assignment(key: str, entry: Entry, draft: Draft) -> str | None:
    """Give the budget assignment that a project comes from, told by either of them."""
    named = entry.entry("origin").maybe("budget_assignment")
    led = [one for one, said in draft.rows_of("budget_assignments").items() if said.word("led_to") == key]
    return named or next(iter(led), None)


def project(entry: Entry, draft: Draft, funds: Funds) -> None:
    """Take a project with everything that is told of it."""
    key, fund, owner = entry.text("id"), entry.maybe("fund"), entry.maybe("responsible_org")
    period = entry.entry("period")
    districts = entry.names("districts")
    organisations = draft.rows_of("organisations")
    partners = entry.names("partners")
    known, unknown_methods = methods(entry.names("methods"), draft)
    before, came_from = predecessor(key, draft), assignment(key, entry, draft)
    elsewhere = draft.reference.not_funds.get(fund, "")
    here = draft.record(
        Project,
        key,
        entry,
        once={"status": project_status(entry, draft)},
        title=entry.text("title"),
        slug=key,
        kind=choice(ProjectKind, entry.text("kind"), "Slaget"),
        purpose=entry.maybe("purpose"),
        target_group=entry.maybe("target_group"),
        field=draft.reference.fields.get(key, ""),
        methods_text=", ".join(unknown_methods),
        fund=ref(Fund, fund) if fund and not elsewhere else None,
        fund_note=joined(entry.maybe("fund_note"), elsewhere),
        owner=ref(Organisation, owner) if owner else None,
        owner_note=entry.maybe("responsible_note"),
        whole_city=WHOLE_CITY in districts,
        districts_note=", ".join(
            one for one in districts if one != WHOLE_CITY and one not in organisations and " " in one
        ),
        unnamed_partners=", ".join(one for one in partners if " " in one),
        start=period.time("start"),
        end=period.time("end"),
        duration_years=period.whole("duration_years"),
        budget_assignment=ref(BudgetAssignment, came_from) if came_from else None,
        predecessor=ref(Project, before) if before else None,
    )
    parts = [
        *((Part.RESPONSIBLE, one) for one in [owner] if one),
        *((Part.DISTRICT, one) for one in districts if one != WHOLE_CITY and " " not in one),
        *(
            (Part.PARTNER, one)
            for one in partners
            if " " not in one and one not in districts and one != owner
        ),
    ]
    parts += [
        (Part.CO_FUNDER, str(one)) for row in entry.glimpse.parts("funding") for one in row.list("co_funders")
    ]
    for part, one in dict.fromkeys(parts):
        organisation(here, one, part, entry, draft)
    people(key, here, entry, draft)
    for method in known:
        draft.part(MethodUse, {"method": ref(Method, method), "project": here}, entry)
    draft.each(entry, "funding", lambda one, place: grants.grant(one, place, key, here, fund, draft, funds))
    draft.each(
        entry,
        "sub_studies",
        lambda one, place: draft.record(
            SubStudy, f"{key}-delstudie-{place}", one, project=here, name=one.text("name"), position=place
        ),
    )
    draft.each(entry, "timeline", lambda one, place: milestone(one, place, key, here, draft))
    draft.each(entry, "outcomes", lambda one, place: results.outcome(one, place, key, here, draft))
    draft.each(entry, "next", lambda one, place: results.aftermath(one, place, key, here, draft))
    draft.each(entry, "aims", lambda one, place: aim(one, here, draft))
    draft.each(entry, "indicators", lambda one, place: draft.fact(here, one, FactKind.INDICATOR))
    origin = entry.entry("origin")
    if origin.said:
        draft.fact(here, origin)


def organisation(here: Ref, key: str, part: Part, entry: Entry, draft: Draft) -> None:
    """Give an organisation its part in a project."""
    draft.part(
        ProjectOrganisation,
        {"project": here, "organisation": ref(Organisation, key), "part": part},
        entry,
    )


def people(key: str, here: Ref, entry: Entry, draft: Draft) -> None:
    """Take those responsible, and those whom the list of people places in the project."""
    told = {
        person: said.word("role")
        for person, said in draft.rows_of("people").items()
        if said.word("project") == key
    }
    for person in dict.fromkeys([*entry.names("responsible_persons"), *told]):
        draft.part(
            ProjectPerson,
            {"project": here, "person": ref(Person, person)},
            entry,
            part=told.get(person) or "ansvarig",
        )


def methods(named: list[str], draft: Draft) -> tuple[list[str], list[str]]:
    """Split a project's list into methods of the register and words that stay words."""
    register = draft.rows_of("methods")
    known = [draft.reference.methods.get(one, one) for one in named]
    return (
        [one for one in known if one in register],
        [word for word, one in zip(named, known, strict=True) if one not in register],
    )


def milestone(entry: Entry, place: int, key: str, here: Ref, draft: Draft) -> None:
    """Take something that happened, or was to, at a time."""
    year = entry.year()
    draft.record(
        Milestone,
        f"{key}-hallpunkt-{place}",
        entry,
        project=here,
        on=str(year or ""),
        text=entry.text("event"),
        position=place,
    )


def aim(entry: Entry, here: Ref, draft: Draft) -> None:
    """Take a numbered part of the purpose."""
    draft.fact(here, entry, FactKind.AIM, number=entry.whole("no"))


def agreements(draft: Draft) -> None:
    """Tie agreements to the projects they go on from."""
    for key, said in draft.rows_of("agreements").items():
        if project := said.word("project"):
            draft.part(
                Project.agreements.through,
                {"project": ref(Project, project), "agreement": ref(Agreement, key)},
                Entry({}, f"agreements/{key}"),
            )

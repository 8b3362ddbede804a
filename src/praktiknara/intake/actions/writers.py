"""What an accepted fact becomes in the register: one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from praktiknara.chain.rules import AgainstRule, Problem, _
from praktiknara.components import dates
from praktiknara.decisions.choices import CaseKind, CaseStatus
from praktiknara.decisions.models import Case
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, Person
from praktiknara.projects.choices import Part, ProjectKind
from praktiknara.projects.models import Grant, Milestone, Project, ProjectOrganisation, ProjectPerson
from praktiknara.results.models import Outcome
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Fact

from ..choices import Choice, ProposalKind
from ..models import Proposal
from ..queries.reader import mended_words
from ..queries.register import NEW, Matched, Register, case, same_project
from ..queries.rows import free_slug
from ..queries.weighing import STANDINGS, Weighed
from ..queries.words import said
from ..rules.drafts import ABOUT, sentence
from ..rules.organisations import kind_by_name
from .pen import Pen

ALREADY = _(
    "”%(title)s” har kommit in i registret sedan sidan öppnades. Ladda om sidan och välj om det är samma."
)


def write(proposal: Proposal, weighed: Weighed, pen: Pen, choice: Choice) -> models.Model:
    """Write an accepted fact and give the row that it is now known by."""
    if weighed.target is None or choice == Choice.NEW:
        return MAKE[proposal.kind](proposal, weighed, pen)
    return _add_to(weighed.target, proposal, weighed, pen, correct=choice == Choice.CHANGE)


def _add_to(
    target: models.Model, proposal: Proposal, weighed: Weighed, pen: Pen, *, correct: bool
) -> models.Model:
    """Add to a row that is there: what it lacks and what is to be corrected, its part in the project, and the source."""
    values = {**weighed.fills, **{one.field: one.value for one in weighed.differs}} if correct else {}
    if values:
        pen.change(target, **values)
    else:
        pen.cite(target, FIELDS.get(proposal.kind, ""))
    if weighed.adds_part:
        _take_part(target, proposal, weighed, pen)
    return target


FIELDS: Mapping[str, str] = {
    ProposalKind.PERIOD: "period",
    ProposalKind.REFERENCE: "reg_number",
    ProposalKind.AMOUNT: "amount",
}


def _take_part(thing: models.Model, proposal: Proposal, weighed: Weighed, pen: Pen) -> None:
    """Give an organisation or a person its part in the project."""
    project = weighed.subject
    if not isinstance(project, Project):
        return
    if isinstance(thing, Organisation):
        part = Part.DISTRICT if thing.kind == OrganisationKind.DISTRICT else Part.PARTNER
        pen.make(ProjectOrganisation, project=project, organisation=thing, part=part)
    elif isinstance(thing, Person):
        part_words = str(proposal.stated.get("title") or "")
        pen.make(ProjectPerson, project=project, person=thing, part=part_words)


def _refuse_twin(found: Matched, title: str) -> None:
    """Refuse to make what has come into the register by another way meanwhile: never a second Stella."""
    if any(one.score >= 1.0 for one in found.found):
        raise AgainstRule(Problem(ALREADY, {"title": title}))


def _project(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    stated = proposal.stated
    title = str(stated["title"])
    _refuse_twin(same_project(title), title)
    return pen.make(
        Project,
        title=title,
        slug=free_slug(Project, title, "projekt"),
        kind=stated.get("project_kind") or ProjectKind.RND_PROJECT,
        fund_id=stated.get("fund"),
    )


def _organisation(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    name = str(proposal.stated["name"])
    _refuse_twin(Register().organisation(name, None), name)
    made = pen.make(
        Organisation,
        name=name,
        kind=proposal.stated.get("organisation_kind") or kind_by_name(name) or OrganisationKind.SERVICE,
        slug=free_slug(Organisation, name, "organisation"),
    )
    _take_part(made, proposal, weighed, pen)
    return made


def _person(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    name = str(proposal.stated["name"])
    _refuse_twin(Register().person(name), name)
    made = pen.make(Person, name=name, title=str(proposal.stated.get("title") or ""))
    _take_part(made, proposal, weighed, pen)
    return made


def _case(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    stated = proposal.stated
    title, number = str(stated["title"])[:250], str(stated.get("reg_number") or "")
    _refuse_twin(case({"reg_number": number}) if number else NEW, title)
    written_on = dates.read_day(str(stated.get("written_on") or ""))
    return pen.make(
        Case,
        kind=CaseKind.BOARD_REPORT,
        title=title,
        slug=free_slug(Case, title, "arende"),
        reg_number=number,
        written_on=written_on,
        year=written_on.year if written_on else proposal.reading.paper.year,
        status=CaseStatus.READY,
    )


def _period(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    start, end = str(proposal.stated.get("start") or ""), str(proposal.stated.get("end") or "")
    return _fact(proposal, weighed, pen, start=start, end=end)


def _amount(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    stated, project = proposal.stated, weighed.subject
    standing = STANDINGS.get(str(stated.get("role")))
    about = stated.get("qualifier") in ABOUT
    if isinstance(project, Project) and standing:
        return pen.make(
            Grant,
            project=project,
            fund=project.fund,
            recipient=project.owner,
            year=stated.get("year"),
            amount=stated["amount"],
            about=about,
            vat=str(stated.get("vat") or ""),
            standing=standing,
            note=said(proposal) if stated.get("qualifier") == "at_most" else "",
        )
    return _fact(proposal, weighed, pen, amount=stated["amount"], year=stated.get("year"), about=about)


def _date(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    on, project = str(proposal.stated["on"]), weighed.subject
    if isinstance(project, Project):
        return pen.make(Milestone, project=project, on=on, text=_words(proposal))
    return _fact(proposal, weighed, pen, on=on)


def _reference(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    return _fact(proposal, weighed, pen, kind=FactKind.LINKED, note=str(proposal.stated["reg_number"]))


def _outcome(proposal: Proposal, weighed: Weighed, pen: Pen) -> models.Model:
    stated, project = proposal.stated, weighed.subject
    value, unit = Decimal(str(stated["value"])), str(stated.get("unit") or "")
    about = bool(stated.get("about"))
    if isinstance(project, Project):
        return pen.make(
            Outcome,
            project=project,
            text=_words(proposal),
            indicator=unit,
            value=value,
            unit=unit,
            measure=str(stated.get("measure") or ""),
            about=about,
            year=stated.get("year"),
            position=project.outcomes.count(),
        )
    number = int(value) if value == value.to_integral_value() else None
    return _fact(proposal, weighed, pen, kind=FactKind.COUNT, number=number, note=unit, about=about)


def _fact(
    proposal: Proposal, weighed: Weighed, pen: Pen, kind: str = FactKind.FACT, **values: Any
) -> models.Model:
    """Keep as a statement what the register has no field of its own for."""
    subject = weighed.subject or proposal.reading.paper
    return pen.make(Fact, thing=subject, kind=kind, text=_words(proposal), **values)


def _words(proposal: Proposal) -> str:
    """Give the words of a statement: as written by the one who mended it, else the paper's sentence."""
    if given := str(proposal.stated.get("text") or ""):
        return given
    paper, start, end = proposal.reading.paper, proposal.start, proposal.end
    return sentence(paper.text, start, end, mended_words(paper, start, end))[:300]


MAKE: Mapping[str, Callable[[Proposal, Weighed, Pen], models.Model]] = {
    ProposalKind.PROJECT: _project,
    ProposalKind.ORGANISATION: _organisation,
    ProposalKind.PERSON: _person,
    ProposalKind.CASE: _case,
    ProposalKind.REFERENCE: _reference,
    ProposalKind.PERIOD: _period,
    ProposalKind.AMOUNT: _amount,
    ProposalKind.DATE: _date,
    ProposalKind.OUTCOME: _outcome,
}

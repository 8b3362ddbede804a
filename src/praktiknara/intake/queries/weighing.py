"""What a proposal would do to the register: what is there already, what it fills in, and where the two disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects

from praktiknara.chain.rules import Problem, _
from praktiknara.components import dates, numbers
from praktiknara.decisions.models import Case
from praktiknara.documents.models import Paper
from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.people.models import Person
from praktiknara.projects.models import Grant, Project
from praktiknara.results.models import Outcome
from praktiknara.trail.models import Fact
from praktiknara.trail.queries import about

from ..choices import ProposalKind, ProposalStatus, Strength
from ..models import Proposal
from ..rules.drafts import ABOUT
from .register import MODELS

TAKEN = (ProposalStatus.ACCEPTED, ProposalStatus.MENDED)
STANDINGS = {"granted": Standing.GRANTED, "proposed": Standing.PROPOSED}
FIRST = Problem(_("Ta först ställning till projektet som uppgiften hör till."))
TURNED_DOWN = Problem(
    _("Projektet som uppgiften hör till är avvisat. Rätta uppgiften och välj var den hör hemma.")
)


@dataclass(frozen=True)
class Difference:
    """A field where the register and the paper disagree."""

    field: str
    label: str
    there: str
    here: str
    value: Any


@dataclass
class Weighed:
    """What accepting a proposal would do."""

    strength: Strength
    subject: models.Model | None = None
    target: models.Model | None = None
    fills: dict[str, Any] = field(default_factory=dict)
    differs: list[Difference] = field(default_factory=list)
    adds_part: bool = False
    problem: Problem | None = None

    @property
    def only_source(self) -> bool:
        """Say whether accepting adds nothing but the source."""
        return (
            self.strength == Strength.EXACT
            and self.target is not None
            and not (self.fills or self.differs or self.adds_part or self.problem)
        )

    @property
    def asks(self) -> bool:
        """Say whether someone has to choose before it can be accepted."""
        return bool(self.differs) or self.strength == Strength.LIKELY


class Scale:
    """Weighs the proposals of a page: what they may be in the register is read once for all of them."""

    def __init__(self, proposals: Sequence[Proposal], paper: Paper) -> None:
        self.paper = paper
        self.rows = {
            model: model._default_manager.in_bulk(
                {one.object_id for one in proposals if one.object_id and MODELS.get(one.kind) is model}
            )
            for model in {MODELS[one.kind] for one in proposals if one.kind in MODELS and one.object_id}
        }
        heads = {one.project for one in proposals if one.project is not None}
        wanted = {one.object_id for one in heads if one.object_id}
        projects = self.rows.setdefault(Project, {})
        if missing := wanted - set(projects):
            projects.update(Project.objects.in_bulk(missing))
        subjects = [projects[pk] for pk in wanted if pk in projects]
        kinds = {one.kind for one in proposals if one.project_id}
        relations = {
            ProposalKind.AMOUNT: "grants",
            ProposalKind.OUTCOME: "outcomes",
            ProposalKind.DATE: "milestones",
            ProposalKind.ORGANISATION: "organisations",
            ProposalKind.PERSON: "people",
        }
        if subjects and (asked := [name for kind, name in relations.items() if kind in kinds]):
            prefetch_related_objects(subjects, *asked)
        self._facts: dict[tuple[type[models.Model], int], list[Fact]] = {}

    def weigh(self, proposal: Proposal) -> Weighed:
        """Say what accepting the proposal would do, as the register stands."""
        subject, problem = self.subject(proposal)
        weighed = WEIGH[proposal.kind](self, proposal, subject)
        weighed.subject = subject
        weighed.problem = weighed.problem or problem
        return weighed

    def subject(self, proposal: Proposal) -> tuple[models.Model, Problem | None]:
        """Give what the fact is about: the project it stands under, else the paper; and what must be answered first."""
        head = proposal.project
        if head is None:
            return self.paper, None
        row = self.rows[Project].get(head.object_id or 0)
        if head.status in TAKEN and row is not None:
            return row, None
        problem = TURNED_DOWN if head.status == ProposalStatus.REJECTED else FIRST
        return row or self.paper, problem

    def match(self, proposal: Proposal) -> models.Model | None:
        """Give the row that a name was matched with, if it is still there."""
        return self.rows.get(MODELS[proposal.kind], {}).get(proposal.object_id or 0)

    def facts(self, subject: models.Model) -> list[Fact]:
        """Give the sourced statements about a thing, read once."""
        here = (type(subject), subject.pk)
        if here not in self._facts:
            self._facts[here] = list(about(Fact, subject))
        return self._facts[here]


def _named(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    """A project or organisation by name."""
    found = scale.match(proposal)
    strength = Strength(proposal.strength) if found is not None else Strength.NEW
    weighed = Weighed(strength, target=found)
    if proposal.kind == ProposalKind.ORGANISATION and isinstance(subject, Project):
        parts = {part.organisation_id for part in subject.organisations.all()}
        weighed.adds_part = found is None or found.pk not in parts
    return weighed


def _person(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    weighed = _named(scale, proposal, subject)
    found, title = weighed.target, str(proposal.stated.get("title") or "")
    if isinstance(found, Person) and title:
        _compare(weighed, "title", _("titel"), found.title, title)
    if isinstance(subject, Project):
        people = {part.person_id for part in subject.people.all()}
        weighed.adds_part = found is None or found.pk not in people
    return weighed


def _case(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    weighed = _named(scale, proposal, subject)
    if isinstance(found := weighed.target, Case):
        number = str(proposal.stated.get("reg_number") or "")
        if number and not found.reg_number:
            weighed.fills["reg_number"] = number
        day = _day(proposal.stated.get("written_on"))
        if day is not None:
            _compare(weighed, "written_on", _("tjänsteutlåtandets datum"), found.written_on, day)
    return weighed


def _reference(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    found = scale.match(proposal)
    if found is not None and proposal.strength == Strength.EXACT:
        return Weighed(Strength.EXACT, target=found)
    number = str(proposal.stated["reg_number"])
    return _fact(scale, subject, lambda fact: fact.note == number)


def _period(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    start, end = str(proposal.stated.get("start") or ""), str(proposal.stated.get("end") or "")
    if not isinstance(subject, Project):
        if proposal.project_id:
            return Weighed(Strength.NEW)
        return _fact(scale, subject, lambda fact: (fact.start, fact.end) == (start, end))
    weighed = Weighed(Strength.EXACT, target=subject)
    for name, label, there, here in (
        ("start", _("start"), subject.start, start),
        ("end", _("slut"), subject.end, end),
    ):
        if not here or there.startswith(here):
            continue
        if here.startswith(there):
            weighed.fills[name] = here
        else:
            weighed.differs.append(
                Difference(name, label, dates.partial_date(there), dates.partial_date(here), here)
            )
    if weighed.fills and not weighed.differs and not subject.start and not subject.end:
        weighed.strength = Strength.NEW
    return weighed


def _amount(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    stated = proposal.stated
    amount, year = stated["amount"], stated.get("year")
    standing = STANDINGS.get(str(stated.get("role")))
    if isinstance(subject, Project):
        grants = [one for one in subject.grants.all() if year is None or one.year in (None, year)]
        same = [one for one in grants if one.amount == amount]
        unknown = [one for one in grants if one.amount is None and one.year == year and year is not None]
        others = [
            one
            for one in grants
            if one.amount is not None and one.year == year and one.standing == standing and year is not None
        ]
        if same:
            return _grant(same[0], stated)
        if standing and unknown:
            weighed = _grant(unknown[0], stated)
            weighed.strength = Strength.LIKELY
            return weighed
        if standing and others:
            weighed = _grant(others[0], stated)
            there, here = numbers.kronor(others[0].amount or 0), numbers.kronor(amount)
            weighed.differs.insert(0, Difference("amount", _("belopp"), there, here, amount))
            return weighed
    if standing and proposal.project_id:
        return Weighed(Strength.NEW)
    return _fact(scale, subject, lambda fact: fact.amount == amount and (year is None or fact.year == year))


def _grant(grant: Grant, stated: Mapping[str, Any]) -> Weighed:
    """Compare a grant of the register with what the paper says of it."""
    weighed = Weighed(Strength.EXACT, target=grant)
    if grant.amount is None:
        weighed.fills["amount"] = stated["amount"]
        if stated.get("qualifier") in ABOUT:
            weighed.fills["about"] = True
    if grant.year is None and stated.get("year"):
        weighed.fills["year"] = stated["year"]
    if stated.get("vat"):
        there = str(VatBasis(grant.vat).label) if grant.vat else ""
        here = str(VatBasis(stated["vat"]).label)
        _compare(weighed, "vat", _("moms"), grant.vat, str(stated["vat"]), there, here)
    return weighed


def _date(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    on = str(proposal.stated["on"])
    if isinstance(subject, Project):
        there = next((one for one in subject.milestones.all() if one.on == on), None)
        return Weighed(Strength.EXACT if there else Strength.NEW, target=there)
    return _fact(scale, subject, lambda fact: fact.on == on)


def _outcome(scale: Scale, proposal: Proposal, subject: models.Model) -> Weighed:
    value, unit = Decimal(str(proposal.stated["value"])), str(proposal.stated.get("unit") or "")
    if isinstance(subject, Project):
        there: Outcome | None = next(
            (one for one in subject.outcomes.all() if one.value == value and one.unit == unit), None
        )
        return Weighed(Strength.EXACT if there else Strength.NEW, target=there)
    return _fact(scale, subject, lambda fact: fact.number == value and fact.note == unit)


def _fact(scale: Scale, subject: models.Model, same: Callable[[Fact], bool]) -> Weighed:
    there = next((one for one in scale.facts(subject) if same(one)), None)
    return Weighed(Strength.EXACT if there else Strength.NEW, target=there)


def _compare(
    weighed: Weighed, name: str, label: str, there: Any, here: Any, told: str = "", tells: str = ""
) -> None:
    """Note a field that the register lacks, or where it says something else."""
    if there in (None, ""):
        weighed.fills[name] = here
    elif str(there).casefold() != str(here).casefold():
        weighed.differs.append(Difference(name, label, told or str(there), tells or str(here), here))


def _day(value: object) -> date | None:
    return dates.read_day(str(value)) if value else None


WEIGH: Mapping[str, Callable[[Scale, Proposal, models.Model], Weighed]] = {
    ProposalKind.PROJECT: _named,
    ProposalKind.ORGANISATION: _named,
    ProposalKind.PERSON: _person,
    ProposalKind.CASE: _case,
    ProposalKind.REFERENCE: _reference,
    ProposalKind.PERIOD: _period,
    ProposalKind.AMOUNT: _amount,
    ProposalKind.DATE: _date,
    ProposalKind.OUTCOME: _outcome,
}


def weigh(proposal: Proposal) -> Weighed:
    """Weigh one proposal."""
    return Scale([proposal], proposal.reading.paper).weigh(proposal)


def certain(proposals: Iterable[Proposal], paper: Paper) -> list[Proposal]:
    """Give the open proposals that are in the register already, word for word, and would only add the source.

    What stands under a project counts when the project itself does, or has been taken.
    """
    listed = list(proposals)
    scale = Scale(listed, paper)
    sure: list[Proposal] = []
    for one in sorted(listed, key=lambda each: each.kind != ProposalKind.PROJECT):
        weighed = scale.weigh(one)
        if weighed.problem is FIRST and one.project in sure:
            weighed.problem = None
        if one.status == ProposalStatus.PROPOSED and weighed.only_source:
            sure.append(one)
    return sure

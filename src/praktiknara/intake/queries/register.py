"""What the register already has: names and titles that a paper's facts may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from praktiknara.components.text import slug, sort_key
from praktiknara.decisions.models import Case
from praktiknara.decisions.rules import reg_number_key
from praktiknara.people.models import Organisation, OrganisationName, Person
from praktiknara.projects.models import Project

from ..choices import ProposalKind, Strength
from ..rules import likeness
from ..rules.likeness import Likeness, Titles

MODELS: Mapping[str, type[models.Model]] = {
    ProposalKind.PROJECT: Project,
    ProposalKind.ORGANISATION: Organisation,
    ProposalKind.PERSON: Person,
    ProposalKind.CASE: Case,
    ProposalKind.REFERENCE: Case,
}


@dataclass(frozen=True)
class Matched:
    """What a name may be in the register: the likest row, how sure, and the others."""

    strength: Strength
    found: Sequence[Likeness] = ()

    @property
    def number(self) -> int | None:
        """Give the likest row's primary key."""
        return self.found[0].number if self.found else None

    def as_json(self) -> list[dict[str, Any]]:
        """Give the rows for keeping beside the proposal."""
        return [{"id": one.number, "label": one.label, "score": round(one.score, 2)} for one in self.found]


NEW = Matched(Strength.NEW)


def matched(found: Iterable[Likeness]) -> Matched:
    """Say how sure a match is: exact when one row and only one has the very name."""
    best = likeness.best(found)
    if not best:
        return NEW
    same = [one for one in best if one.score >= 1.0]
    return Matched(Strength.EXACT if len(same) == 1 else Strength.LIKELY, best)


@dataclass(frozen=True)
class _Name:
    number: int
    name: str
    valid_from: date | None
    valid_to: date | None
    whose: str = ""
    is_short: bool = False

    @property
    def label(self) -> str:
        """Give what the organisation is called, and the name it was found by when that is another."""
        return self.whose if self.name == self.whose or self.is_short else f"{self.whose} ({self.name})"

    def held_in(self, year: int | None) -> bool:
        """Say whether the name was borne some day of the year, or may have been."""
        if year is None:
            return True
        begun = self.valid_from is None or self.valid_from.year <= year
        return begun and (self.valid_to is None or self.valid_to.year >= year)


class Register:
    """The register's names, read once and asked many times."""

    @cached_property
    def titles(self) -> Titles:
        """The titles of all projects but the demo's examples."""
        return Titles(list(Project.objects.exclude(origin="example").values_list("pk", "title")))

    @cached_property
    def names(self) -> list[_Name]:
        """Every name that organisations bear or have borne, by period."""
        found: list[_Name] = []
        for pk, name, short, first, last in Organisation.objects.exclude(origin="example").values_list(
            "pk", "name", "short_name", "valid_from", "valid_to"
        ):
            found.append(_Name(pk, name, first, last, name))
            found += [_Name(pk, short, first, last, name, is_short=True)] if short else []
        found += [
            _Name(*row)
            for row in OrganisationName.objects.values_list(
                "organisation", "name", "valid_from", "valid_to", "organisation__name"
            )
        ]
        return found

    @cached_property
    def names_by_key(self) -> Mapping[str, list[_Name]]:
        """The names of organisations by their folded form."""
        found: dict[str, list[_Name]] = defaultdict(list)
        for one in self.names:
            for key in {slug(one.name), likeness.organisation_key(one.name)}:
                found[key].append(one)
        return found

    @cached_property
    def people(self) -> list[tuple[int, str]]:
        """The people of the register but the demo's."""
        return list(Person.objects.exclude(origin="example").values_list("pk", "name"))

    @cached_property
    def people_by_last_name(self) -> Mapping[str, list[tuple[int, str]]]:
        """The people by the folded last part of their name and by its first letters, for names a letter astray."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for pk, name in self.people:
            folded = likeness.person_key(name)
            for key in {folded.rpartition("-")[2], folded[:3]}:
                found[key].append((pk, name))
        return found

    def match(self, kind: str, value: Mapping[str, Any], year: int | None = None) -> Matched:
        """Find what a fact of this kind may be in the register."""
        if kind == ProposalKind.PROJECT:
            return matched(self.titles.like(str(value["title"])))
        if kind == ProposalKind.ORGANISATION:
            return self.organisation(str(value["name"]), year)
        if kind == ProposalKind.PERSON:
            return self.person(str(value["name"]))
        if kind in (ProposalKind.CASE, ProposalKind.REFERENCE):
            return case(value)
        return NEW

    def organisation(self, name: str, year: int | None) -> Matched:
        """Find an organisation by any name it bears or has borne; of several, the one that bore it in the year."""
        keys = {slug(name), likeness.organisation_key(name)}
        same = [one for key in keys for one in self.names_by_key.get(key, ())]
        whole = [one for one in same if not one.is_short] or same
        timely = [one for one in whole if one.held_in(year)] or whole
        if timely:
            return matched(Likeness(one.number, one.label, 1.0) for one in timely)
        near = (
            Likeness(one.number, one.label, score)
            for one in self.names
            if (score := likeness.similarity(name, one.name)) >= 0.8
        )
        return matched(near)

    def person(self, name: str) -> Matched:
        """Find a person by name; an initial, another order or a letter astray makes it likely."""
        folded = likeness.person_key(name)
        near = [
            *self.people_by_last_name.get(folded.rpartition("-")[2], ()),
            *self.people_by_last_name.get(folded[:3], ()),
        ]
        return matched(
            Likeness(pk, other, score)
            for pk, other in near
            if (score := likeness.person_likeness(name, other)) >= 0.8
        )


def case(value: Mapping[str, Any]) -> Matched:
    """Find a case by its registration number, whatever dashes it is written with, else by its title."""
    key = reg_number_key(str(value.get("reg_number") or ""))
    rows = Case.objects.exclude(origin="example")
    numbered = list(rows.filter(reg_number_key=key).values_list("pk", "title")) if key else []
    if numbered:
        return matched(Likeness(pk, title, 1.0) for pk, title in numbered)
    title = str(value.get("title") or "")
    titled = rows.filter(title__iexact=title).values_list("pk", "title") if title else []
    return matched(Likeness(pk, name, 0.8) for pk, name in titled)


def same_project(title: str) -> Matched:
    """Find projects by a title's very words, without reading the whole register; for the moment before one is made."""
    key = likeness.key(title)
    begins = sort_key(key.replace("-", " ")).split("0")[0][:3]
    own = sort_key(title).split("0")[0][:3]
    near = Project.objects.filter(
        models.Q(sort_title__startswith=begins)
        | models.Q(sort_title__startswith=own)
        | models.Q(sort_title__startswith="projekt")
    ).values_list("pk", "title")
    return matched(Likeness(pk, other, 1.0) for pk, other in near if likeness.key(other) == key)

"""A paper of our own words, what a reading of it says, and what the register knew before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from praktiknara.documents.models import Paper
from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund
from praktiknara.intake.actions import reading as acts
from praktiknara.intake.models import Proposal, Reading
from praktiknara.intake.rules.drafts import drafts
from praktiknara.people.models import Person, User
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Grant, Project

TEXT = """Socialförvaltningen
Dnr 3.1-99/2014
2014-03-05
Till socialnämnden

Fördelning av medel för lokalt utvecklingsarbete

Nattugglan
Nattugglan ger stöd åt barn vars föräldrar arbetar natt. Skarpnäcks stadsdelsförvaltning driver
projektet med Farsta stadsdelsförvaltning under 2013-2014. Nämnden beviljade 310 000 kr exkl. moms
för 2013. Sammanlagt 42 barn har deltagit. Enhetschef Karin Almgren leder arbetet.

Lyktan
Lyktan prövar ett nytt sätt att möta unga vuxna. Projektet fick cirka 150 000 kr för 2014.
Stockholms universitet följer arbetet.

Förvaltningen hänvisar till ärende dnr 3.1-12/2013. Ramen är 2 000 000 kr.
"""


def at(words: str, occurrence: int = 1) -> dict[str, int]:
    """Where the words stand in the paper."""
    start = -1
    for _time in range(occurrence):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def value(kind: str, given: Any, words: str, occurrence: int = 1, **more: Any) -> dict[str, Any]:
    """One value as `read_paper` gives it."""
    return {
        "kind": kind,
        "value": given,
        "unit": None,
        "text": words,
        "confidence": 0.95,
        "rule": "amount" if kind == "amount" else kind,
        "checks": [],
        **at(words, occurrence),
        **more,
    }


def reading_json() -> dict[str, Any]:
    """What a reading of the paper says."""
    amount: dict[str, Any] = {"vat": None, "qualifier": "exact", "unit": "kr"}
    values = [
        value("reference_number", "3.1-99/2014", "3.1-99/2014"),
        value("date", "2014-03-05", "2014-03-05"),
        value("organisation", "Skarpnäcks stadsdelsförvaltning", "Skarpnäcks stadsdelsförvaltning"),
        value("organisation", "Farsta stadsdelsförvaltning", "Farsta stadsdelsförvaltning"),
        value("period", "2013/2014", "2013-2014"),
        value("amount", 310_000, "310 000 kr exkl. moms", **{**amount, "vat": "excl"}, role="granted", year=2013),
        value("count", 42, "42 barn", unit="barn"),
        value("person", "Karin Almgren", "Enhetschef Karin Almgren", title="enhetschef"),
        value("amount", 150_000, "cirka 150 000 kr", **{**amount, "qualifier": "about"}, role="granted", year=2014),
        value("organisation", "Stockholms universitet", "Stockholms universitet", confidence=0.6),
        value("reference_number", "3.1-12/2013", "3.1-12/2013"),
        value("amount", 2_000_000, "2 000 000 kr", **amount, role="frame", checks=["delarna summerar inte till ramen"]),
    ]  # fmt: skip  # a value to a line
    head = {"heading": "Fördelning av medel för lokalt utvecklingsarbete"}
    return {
        "file": "fordelning-2014.txt",
        "sections": [{**head, **at(head["heading"])}],
        "head": {"reference_number": 0, "date": 1},
        "values": values,
        "projects": [
            {"title": "Nattugglan", **at("Nattugglan"), "values": [2, 3, 4, 5, 6, 7]},
            {"title": "Lyktan", **at("Lyktan"), "values": [8, 9]},
        ],
    }


def a_paper(title: str = "Fördelning av medel 2014", text: str = TEXT, **given: Any) -> Paper:
    """Put a paper in the bank."""
    number = Paper.objects.count() + 1
    return Paper.objects.create(
        title=title,
        slug=f"handling-{number}",
        year=2014,
        file_name=f"handling-{number}.txt",
        sha256=f"{number:064d}",
        text=text,
        length=len(text),
        **given,
    )


@pytest.fixture
def paper(db) -> Paper:
    return a_paper()


def read_as(paper: Paper, given: Mapping[str, Any], *, by: User, now: datetime) -> Reading:
    """A reading of the paper that says this."""
    reading = Reading.objects.create(paper=paper, paper_version=paper.version, at=now, by=by)
    return acts.propose(reading, drafts(given, paper.title), rules="1", by=by, now=now)


@pytest.fixture
def reading(paper: Paper, fou: User, now: datetime) -> Reading:
    return read_as(paper, reading_json(), by=fou, now=now)


@pytest.fixture
def lum(db) -> Fund:
    return Fund.objects.create(
        code="lum", name="Lokala utvecklingsmedel (LUM)", short_name="LUM", level=FundLevel.LOCAL
    )


@pytest.fixture
def stella(lum: Fund) -> Project:
    """What the register had before anyone read a paper here."""
    project = Project.objects.create(
        title="Stella – stöd till föräldrar", slug="stella", kind=ProjectKind.LOCAL_PROJECT, fund=lum
    )
    Grant.objects.create(project=project, fund=lum, year=2013, amount=200_000, standing=Standing.GRANTED)
    return project


def the(reading: Reading, kind: str, words: str = "") -> Proposal:
    """The proposal of a kind that says these words."""
    found = [
        one
        for one in reading.proposals.filter(kind=kind)
        if words in json.dumps(one.value, ensure_ascii=False)
    ]
    assert len(found) == 1, found
    return found[0]


@dataclass
class Desk:
    """Someone at the review page."""

    client: Client

    def send(self, verb: str, proposal: Proposal, **given: Any) -> Any:
        """Press a button of a proposal as the page is now."""
        proposal.refresh_from_db()
        data = {"version": proposal.version, **given}
        return self.client.post(reverse(f"{verb}_proposal", args=[proposal.pk]), data)


@pytest.fixture
def desk_of(client: Client) -> Callable[[User], Desk]:
    def sit_down(user: User) -> Desk:
        client.force_login(user)
        return Desk(client)

    return sit_down


@pytest.fixture
def karin_almgren(db) -> Person:
    return Person.objects.create(name="Karin Almgren")

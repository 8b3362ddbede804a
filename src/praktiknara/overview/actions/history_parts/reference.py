"""What we add to the facts of the papers: daily names, the organisations of today, our own sorting and reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .entries import LOADER

FILE = Path(__file__).resolve().parents[2] / "data" / "reference.yaml"


class SourceTitle(NamedTuple):
    """A paper's title, the year it was written, and its place among the papers."""

    title: str
    year: int
    position: int


class District(NamedTuple):
    """A district administration that the papers do not name."""

    id: str
    name: str
    short: str
    valid_from: date | None


class Succession(NamedTuple):
    """One organisation that became another, from a day on."""

    predecessor: str
    successor: str
    kind: str
    on: date


class Words(NamedTuple):
    """Words in running text that mean an organisation."""

    words: str
    id: str


@dataclass(frozen=True)
class Reference:
    """Our own additions, by the ids of the history."""

    sources: dict[str, SourceTitle]
    districts: list[District]
    successions: list[Succession]
    short_names: dict[str, str]
    fund_short_names: dict[str, str]
    bodies: list[Words]
    units: list[Words]
    recipients: list[Words]
    bodies_of_rules: dict[str, str]
    bodies_of_events: dict[str, str]
    not_funds: dict[str, str]
    decided_cases: frozenset[str]
    fields: dict[str, str]
    findings: dict[str, dict[int, str]]
    method_kinds: dict[str, str]
    methods: dict[str, str]

    def ends(self) -> dict[str, date]:
        """Give the first day on which an organisation is another."""
        return {one.predecessor: one.on for one in self.successions}

    def begins(self) -> dict[str, date]:
        """Give the first day of an organisation that came of others."""
        return {one.successor: one.on for one in self.successions}


def _words(found: list[dict[str, str]]) -> list[Words]:
    return [Words(one["words"], one["id"]) for one in found]


def load(path: Path = FILE) -> Reference:
    """Read our own file; a fault in it is a bug of ours and stops the load."""
    said: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  # a safe loader, in C when it is there
    return Reference(
        sources={
            one["file"]: SourceTitle(one["title"], one["year"], place)
            for place, one in enumerate(said["sources"], 1)
        },
        districts=[
            District(one["id"], one["name"], one["short"], one.get("from")) for one in said["districts"]
        ],
        successions=[
            Succession(one["from"], one["to"], one["how"], one["day"]) for one in said["successions"]
        ],
        short_names=said["short_names"],
        fund_short_names=said["fund_short_names"],
        bodies=_words(said["bodies_in_text"]),
        units=_words(said["units_in_text"]),
        recipients=_words(said["recipients_in_text"]),
        bodies_of_rules=said["bodies_of_rules"],
        bodies_of_events=said["bodies_of_events"],
        not_funds=said["not_funds"],
        decided_cases=frozenset(said["decided_cases"]),
        fields=said["fields"],
        findings=said["findings"],
        method_kinds=said["method_kinds"],
        methods=said["methods_in_text"],
    )


def found_in(text: str, words: list[Words]) -> str | None:
    """Give the id of the first words that a text holds, whatever the case of its letters."""
    lowered = text.casefold()
    return next((one.id for one in words if one.words.casefold() in lowered), None)

"""What reading gives: values with their place, the rule that found each, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a value is."""

    AMOUNT = "amount"
    YEAR = "year"
    PERIOD = "period"
    DATE = "date"
    REFERENCE_NUMBER = "reference_number"
    ORGANISATION = "organisation"
    PERSON = "person"
    COUNT = "count"
    SHARE = "share"


Plain = int | float | str | dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a block, with its place in the text of that block."""

    kind: Kind
    value: Plain
    start: int
    end: int
    rule: str
    confidence: float
    unit: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a paper, with its place in the raw text; `text` is the raw text of that place."""

    kind: Kind
    value: Plain
    unit: str | None
    text: str
    start: int
    end: int
    confidence: float
    rule: str
    details: Mapping[str, Any]
    checks: tuple[Mapping[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the value as it stands in JSON; what only some kinds have (vat, title, year …) stands beside."""
        return {
            "kind": str(self.kind),
            "value": self.value,
            "unit": self.unit,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "confidence": round(self.confidence, 3),
            "rule": self.rule,
            "checks": [dict(check) for check in self.checks],
            **self.details,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `known` names the headings that papers share (summary, decision …)."""

    heading: str
    start: int
    end: int
    known: str | None

    def as_dict(self) -> dict[str, Any]:
        return {"heading": self.heading, "start": self.start, "end": self.end, "known": self.known}


@dataclass(frozen=True, slots=True)
class Project:
    """A piece of work that the paper tells about: its title and the stretch that tells, with the values in it."""

    title: str
    start: int
    end: int
    values: tuple[int, ...]
    rule: str
    confidence: float
    period: Mapping[str, int | str] | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "values": list(self.values),
            "rule": self.rule,
            "confidence": round(self.confidence, 3),
            "period": dict(self.period) if self.period else None,
        }


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """One point of the proposal to the board."""

    number: int
    text: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        return {"number": self.number, "text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one paper."""

    sections: tuple[Section, ...] = ()
    values: tuple[Value, ...] = ()
    projects: tuple[Project, ...] = ()
    decision_points: tuple[DecisionPoint, ...] = ()
    head: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Give the reading as `read_paper` writes it, without the file's name."""
        return {
            "sections": [section.as_dict() for section in self.sections],
            "values": [value.as_dict() for value in self.values],
            "projects": [project.as_dict() for project in self.projects],
            "decision_points": [point.as_dict() for point in self.decision_points],
            "head": dict(self.head),
        }

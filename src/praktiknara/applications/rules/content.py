"""What an application says and what a call asks, as plain values."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from praktiknara.components.text import plain

MOST_CHARACTERS = 20_000


MOST_WORDS = {
    "purpose": 300,
    "problem": 200,
    "activities": 400,
    "leads_to": 200,
    "long_term": 200,
    "goals": 300,
    "own_share_reason": 150,
    "research_link": 300,
    "follow_up": 300,
    "gender_analysis": 300,
}


class Line(NamedTuple):
    """A cost as it is written; in a draft either part may be missing."""

    what: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the call of a year asks; None means that the year has no such rule and nothing is checked."""

    year: int
    cap: int | None = None
    one_year: bool = False
    max_years: int | None = None
    max_granted: int | None = None
    gender_required: bool = False
    own_share_required: bool = False
    joint_first: bool = False
    eligible_kinds: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What an application says, as plain values."""

    applicant_kind: str
    title: str
    purpose: str
    goals: str
    target_group: str
    problem: str
    activities: str
    leads_to: str
    research_link: str
    follow_up: str
    gender_analysis: str
    starts_on: date | None
    ends_on: date | None
    granted_years: tuple[int, ...]
    lines: tuple[Line, ...]
    own_share: int | None
    own_share_reason: str
    requested: int | None
    long_term: str = ""
    applicant: str = ""
    confirmed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()


def read_years(written: str) -> tuple[int, ...] | None:
    """Read "2025, 2026" or "2024–2026" as years in order, each once; None when it is something else."""
    years: set[int] = set()
    for part in re.split(r"\s*[,;]\s*|\s+och\s+|(?<=\d)\s+(?=\d)", plain(written).strip()):
        found = re.fullmatch(r"([12]\d{3})(?:\s*[-–]\s*([12]\d{3}))?", part, re.ASCII)
        if part and not found:
            return None
        if found:
            first, last = int(found[1]), int(found[2] or found[1])
            if not first <= last <= first + 9:
                return None
            years.update(range(first, last + 1))
    return tuple(sorted(years))


def register_key(number: str) -> str:
    """Write a registration number so that dashes, spaces, capitals and a leading "dnr" make no difference (R-DNR-01)."""
    parts = re.findall(r"[0-9a-zåäö.]+", plain(number).casefold())
    return "-".join(
        part.strip(".") for part in parts if part.rstrip(".") not in {"dnr", "diarienr", "diarienummer"}
    )

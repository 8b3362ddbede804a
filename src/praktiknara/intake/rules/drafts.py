"""What a reading of a paper proposes: the facts that the register has a place for, in the order of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from praktiknara.components.text import slug

SENTENCE = 280
ABOUT = ("about", "nearly")
_PERIOD = re.compile(r"^\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*(?:/|–|\.\.)\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*$")
_PERSONAL = re.compile(
    r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])\s?[-+]\s?\d{4}(?!\d)"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Drafted:
    """One proposal to be: its kind, place, value, and the project of the paper it stands under."""

    kind: str
    start: int
    end: int
    value: Mapping[str, Any]
    rule: str = ""
    confidence: float = 1.0
    checks: Sequence[Any] = ()
    project: int | None = None


@dataclass(frozen=True)
class Said:
    """One value of a reading, as `read_paper` gives it."""

    kind: str
    value: Any
    start: int
    end: int
    text: str
    given: Mapping[str, Any] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """Give a text beside the value, or ""."""
        return str(self.given.get(name) or "").strip()


def drafts(reading: Mapping[str, Any], title: str, text: str = "") -> list[Drafted]:
    """Turn a reading into proposals: first the case, then each project with what stands under it, then the rest."""
    values = [_said(one) for one in reading.get("values", ())]
    projects = list(reading.get("projects", ()))
    used, found = _case(reading, values, title)
    for place, one in enumerate(projects):
        mine = [number for number in one.get("values", ()) if number not in used]
        found.append(_project(one, text))
        below = _each(values, mine, place)
        found += [*below, *_told_period(one, below, found[-1], place)]
        used |= set(mine)
    return _once(
        [*found, *_each(values, [number for number in range(len(values)) if number not in used], None)]
    )


def _said(one: Mapping[str, Any]) -> Said:
    return Said(
        str(one["kind"]), one.get("value"), int(one["start"]), int(one["end"]), str(one.get("text", "")), one
    )


def _project(one: Mapping[str, Any], text: str) -> Drafted:
    title = " ".join(str(one["title"]).split())[:250]
    start, end = _place_of_title(str(one["title"]), int(one["start"]), int(one["end"]), text)
    sure = float(one.get("confidence", 0.8))
    return Drafted("project", start, end, {"title": title}, str(one.get("rule", "")), sure)


def _place_of_title(title: str, start: int, end: int, text: str) -> tuple[int, int]:
    """Give the place of the title in what is told of the project: its words where they stand, else the first line."""
    stretch = text[start:end]
    found = re.search(r"\s+".join(map(re.escape, title.split())), stretch, re.IGNORECASE)
    if found:
        return start + found.start(), start + found.end()
    line = stretch.find("\n")
    long = min(len(title) + 20, line if line > 3 else len(title) + 20)
    return start, min(end, start + max(long, 1))


def _told_period(
    one: Mapping[str, Any], below: Sequence[Drafted], head: Drafted, project: int
) -> Sequence[Drafted]:
    """Give the period that a reading puts together of a beginning and an end told apart, when none is told whole."""
    told = one.get("period") or {}
    start, end = str(told.get("start") or ""), str(told.get("end") or "")
    if not (start or end) or any(each.kind == "period" for each in below):
        return ()
    value = {"start": start, "end": end}
    return (Drafted("period", head.start, head.end, value, "bounds", 0.75, project=project),)


def _case(reading: Mapping[str, Any], values: Sequence[Said], title: str) -> tuple[set[int], list[Drafted]]:
    """Find the paper's own registration number and day in its head."""
    head = reading.get("head") or {}
    number, day = head.get("reference_number"), head.get("date")
    if number is None:
        return set(), []
    said = values[int(number)]
    written_on = _day(values[int(day)].value) if day is not None else ""
    value = {"title": title[:250], "reg_number": str(said.value)[:60], "written_on": written_on}
    used = {int(one) for one in (number, day if written_on else None) if one is not None}
    return used, [Drafted("case", said.start, said.end, value, said.word("rule"), _sure(said), _checks(said))]


def _each(values: Sequence[Said], numbers: Sequence[int], project: int | None) -> list[Drafted]:
    found = []
    for number in sorted(numbers, key=lambda one: values[one].start):
        said = values[number]
        value = _value(said)
        if value is not None:
            kind, stated = value
            found.append(
                Drafted(
                    kind, said.start, said.end, stated, said.word("rule"), _sure(said), _checks(said), project
                )
            )
    return found


def _value(said: Said) -> tuple[str, dict[str, Any]] | None:
    """Give the kind and value of what the register has a place for; a year alone only serves the others."""
    if said.kind == "amount" and isinstance(said.value, int):
        return "amount", {
            "amount": said.value,
            "vat": said.word("vat"),
            "qualifier": said.word("qualifier") or "exact",
            "role": said.word("role") or "other",
            "year": _year(said.given.get("year")),
        }
    if said.kind == "period":
        start, end = _period(said.value)
        return ("period", {"start": start, "end": end}) if start or end else None
    if said.kind == "date" and (on := _day(said.value)):
        return "date", {"on": on}
    if said.kind == "reference_number" and said.value:
        return "reference", {"reg_number": str(said.value)[:60]}
    if said.kind == "organisation" and said.value:
        return "organisation", {"name": _name(said.value)[:200]}
    if said.kind == "person" and said.value:
        return "person", {"name": _name(said.value)[:120], "title": _title(said)[:120]}
    if said.kind in ("count", "share") and said.word("rule") != "duration":
        return _outcome(said)
    return None


def _outcome(said: Said) -> tuple[str, dict[str, Any]] | None:
    if isinstance(said.value, bool) or not isinstance(said.value, int | float):
        return None
    return "outcome", {
        "value": said.value,
        "unit": "%" if said.kind == "share" else said.word("unit")[:40],
        "measure": said.kind,
        "about": said.word("qualifier") in ABOUT,
        "year": _year(said.given.get("year")),
    }


def _name(value: Any) -> str:
    return " ".join(str(value.get("name", "") if isinstance(value, Mapping) else value).split())


def _title(said: Said) -> str:
    inside = said.value.get("title") if isinstance(said.value, Mapping) else ""
    return str(inside or said.word("title") or "")


def _year(value: Any) -> int | None:
    return value if isinstance(value, int) and 1900 <= value <= 2100 else None


def _period(value: Any) -> tuple[str, str]:
    if isinstance(value, Mapping):
        return str(value.get("start") or ""), str(value.get("end") or "")
    if isinstance(value, list | tuple) and len(value) == 2:
        return str(value[0] or ""), str(value[1] or "")
    found = _PERIOD.match(str(value or ""))
    return (found[1] or "", found[2] or "") if found else ("", "")


def _day(value: Any) -> str:
    found = _DAY.search(str(value or ""))
    return found[0] if found else ""


def _sure(said: Said) -> float:
    return min(1.0, max(0.0, float(said.given.get("confidence", 1.0))))


def _checks(said: Said) -> Sequence[Any]:
    return tuple(
        dict(one) if isinstance(one, Mapping) else str(one) for one in said.given.get("checks") or ()
    )


def _once(found: Sequence[Drafted]) -> list[Drafted]:
    """Leave out a fact that the same project, or the rest, has already been given: a name said ten times is one proposal."""
    seen: set[object] = set()
    kept = []
    for one in found:
        mark: object = (one.kind, one.project, one.start)
        if one.kind in ("organisation", "person"):
            mark = (one.kind, one.project, slug(str(one.value["name"])))
        elif one.kind == "reference":
            mark = (one.kind, one.project, slug(str(one.value["reg_number"])))
        elif one.kind == "period":
            mark = (one.kind, one.project, one.value["start"], one.value["end"])
        if one.kind == "project" or mark not in seen:
            kept.append(one)
        seen.add(mark)
    return kept


_STOPS = re.compile(
    r"(?:(?<=[a-zåäö)%][.!?])|(?<=\d{4}[.!?]))\s+(?=[A-ZÅÄÖ])|\n\s*\n|\n(?=[A-ZÅÄÖ][a-zåäö]+\n)"
)


def without_personal_numbers(text: str) -> str:
    """Put a word in the place of what may be a person's identity number; none is ever stored."""
    return _PERSONAL.sub("[personnummer]", text)


def sentence(text: str, start: int, end: int, changes: Iterable[tuple[int, int, str]] = ()) -> str:
    """Give the sentence around a place, at most 280 characters, mended, its line breaks folded and without personal numbers.

    Changes are (start, end, fixed) of damaged words.
    """
    low, high = max(0, start - SENTENCE), min(len(text), end + SENTENCE)
    before, inside, after = (
        _mended(text, first, last, changes) for first, last in ((low, start), (start, end), (end, high))
    )
    stops = [stop.end() for stop in _STOPS.finditer(before)]
    following = _STOPS.search(after)
    begun = before[stops[-1] :] if stops else before
    ended = after[: following.start()] if following else after
    words = " ".join(f"{begun}{inside}{ended}".split())
    if len(words) > SENTENCE:
        room = max(0, SENTENCE - len(inside)) // 2
        near = f"{begun[-room:]}{inside}{ended[:room]}" if room else inside
        words = f"… {' '.join(near.split())[: SENTENCE - 4]} …"
    return without_personal_numbers(words)


def _mended(text: str, low: int, high: int, changes: Iterable[tuple[int, int, str]]) -> str:
    """Give a stretch of text with its damaged words mended."""
    parts, at = [], low
    for start, end, fixed in sorted(changes):
        if at <= start and end <= high:
            parts += [text[at:start], fixed]
            at = end
    return "".join([*parts, text[at:high]])

"""Read a paper: cut it into blocks, find what each block says, check it, and give every value its place in the raw text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from praktiknara.swedish.extraction import amounts as money
from praktiknara.swedish.extraction.blocks import Block, Shape, blocks_of
from praktiknara.swedish.extraction.checks import checked
from praktiknara.swedish.extraction.counts import counts, shares
from praktiknara.swedish.extraction.dates import dates, days_told, years
from praktiknara.swedish.extraction.gazetteer import Gazetteer
from praktiknara.swedish.extraction.headings import known
from praktiknara.swedish.extraction.layer import Correction, repaired
from praktiknara.swedish.extraction.lines import NUMBERED
from praktiknara.swedish.extraction.organisations import NO_NAMES, organisations
from praktiknara.swedish.extraction.periods import bounds, periods
from praktiknara.swedish.extraction.persons import SURE_IN_A_HEADING, persons, signatures
from praktiknara.swedish.extraction.projects import Told, projects
from praktiknara.swedish.extraction.references import references
from praktiknara.swedish.extraction.running import runs, year_of_account, year_of_report
from praktiknara.swedish.extraction.spelling import sentence, tolerant
from praktiknara.swedish.extraction.values import DecisionPoint, Found, Kind, Project, Reading, Section, Value

_TO = tolerant(r"^(?:till)\s*:?\s+(?P<to>[A-ZÅÄÖ].{2,80})$")
_PERIOD, _OTHER = b"\1", b"\2"
_YEAR_IN_HEADING = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read(text: str, *, changes: Iterable[Correction] = (), gazetteer: Gazetteer = NO_NAMES) -> Reading:
    """Read the facts out of a paper.

    `changes` is what repair found; places are given in `text` as it is, unrepaired. Never raises for any text.
    """
    run = repaired(text, changes)
    blocks = blocks_of(run)
    found = [(place, one) for place, one in _all_found(blocks, gazetteer)]
    values = [_value(blocks[place], one, text) for place, one in found]
    order = sorted(range(len(values)), key=lambda index: (values[index].start, values[index].end))
    values = [values[index] for index in order]
    found = [found[index] for index in order]
    told = projects(blocks, len(text))
    inside = [_values_inside(one, values) for one in told]
    clauses = [_around(blocks[place].text, one) for place, one in found]
    checks = checked(values, clauses, [place for place, _ in found], inside)
    values = [replace(value, checks=tuple(checks.get(index, ()))) for index, value in enumerate(values)]
    sections = tuple(_sections(blocks, len(text)))
    return Reading(
        sections=sections,
        values=tuple(values),
        projects=tuple(_projects(told, inside, values, sections, text)),
        decision_points=tuple(_decision_points(blocks)),
        head=_head(blocks, values),
    )


def _all_found(blocks: Sequence[Block], gazetteer: Gazetteer) -> Iterator[tuple[int, Found]]:
    stated = next((vat for block in blocks if (vat := money.stated_vat(block.text))), None)
    days = days_told("\n".join(block.text for block in blocks))
    unit: str | None = None
    table_vat: str | None = None
    year: int | None = None
    proposal, intro = False, ""
    for place, block in enumerate(blocks):
        if block.shape is Shape.HEADING:
            in_heading = set(_YEAR_IN_HEADING.findall(block.text))
            proposal = known(block.text) == "decision"
            year = int(in_heading.pop()) if len(in_heading) == 1 else None
        if block.shape is Shape.ROW or (len(block.text) < 120 and not block.text.endswith(".")):
            if told := money.table_unit(block.text):
                unit, table_vat = told, money.vat_of_table(block.text)
            unit = unit or money.money_columns(block.text)
        elif block.shape is Shape.PARAGRAPH:
            unit = None
        if block.shape is Shape.CONTENTS:
            continue
        if block.shape is not Shape.ITEM:
            intro = block.text if block.text.endswith(":") else ""
        near = " ".join(other.text[:300] for other in blocks[max(0, place - 2) : place + 3])
        around = money.Around(
            vat=stated or (table_vat if block.shape is Shape.ROW else None),
            table_unit=unit,
            year=year,
            proposal=proposal,
            intro=intro if block.shape is Shape.ITEM else "",
        )
        for one in _found_in(block, near, days, around, gazetteer):
            yield place, one


def _found_in(
    block: Block, near: str, days: Mapping[str, str], around: money.Around, gazetteer: Gazetteer
) -> Iterator[Found]:
    """What a block says; figures belong to the first kind that takes them: a date's year is no year of its own."""
    text = block.text
    taken = bytearray(len(text))
    row = list(money.row_amounts(text, around)) if block.shape is Shape.ROW else []
    for extracted in (
        references(text), periods(text), dates(text, near, days), money.amounts(text, around), row, shares(text),
        bounds(text), years(text), counts(text),
    ):  # fmt: skip  # a list reads best as lines of words
        kept: list[Found] = []
        for one in extracted:
            # A period from one day to another holds both days.
            free = not any(
                taken[one.start : one.end].replace(_PERIOD, b"")
                if one.kind is Kind.DATE
                else taken[one.start : one.end]
            )
            double = any(one.start < other.end and other.start < one.end for other in kept[-3:])
            if free and (not double or one.kind in {Kind.DATE, Kind.AMOUNT, Kind.SHARE}):
                kept.append(one)
        for one in kept:
            mark = _PERIOD if one.kind is Kind.PERIOD else _OTHER
            taken[one.start : one.end] = mark * (one.end - one.start)
        yield from kept
    bodies = list(organisations(text, gazetteer))
    yield from bodies
    if block.shape is Shape.SIGNATURE:
        yield from signatures(block)
    else:
        named = persons(text, bodies)
        yield from (one for one in named if block.shape is not Shape.HEADING or one.rule in SURE_IN_A_HEADING)


def _value(block: Block, found: Found, text: str) -> Value:
    start, end = block.run.span(found.start, found.end)
    return Value(
        found.kind,
        found.value,
        found.unit,
        text[start:end],
        start,
        end,
        found.confidence,
        found.rule,
        found.details,
    )


def _around(text: str, found: Found) -> str:
    """The sentence around what is checked against its neighbours; nothing for the other kinds."""
    if found.kind not in {Kind.AMOUNT, Kind.YEAR, Kind.PERIOD}:
        return ""
    start, end = sentence(text, found.start)
    return text[start:end]


def _values_inside(told: Told, values: Sequence[Value]) -> tuple[int, ...]:
    first = bisect_left(values, told.start, key=lambda value: value.start)
    last = bisect_left(values, told.end, key=lambda value: value.start)
    return tuple(index for index in range(first, last) if values[index].end <= told.end)


def _projects(
    told: Sequence[Told],
    inside: Sequence[tuple[int, ...]],
    values: Sequence[Value],
    sections: Sequence[Section],
    text: str,
) -> Iterator[Project]:
    """Give each project its values; when it runs is not put together from what is told of a project within it."""
    of_report = year_of_report(text)
    for one, indices in zip(told, inside, strict=True):
        within = [
            (other.start, other.end)
            for other in told
            if one.start <= other.start
            and other.end <= one.end
            and other.end - other.start < one.end - one.start
        ]
        own = [
            values[index]
            for index in indices
            if not any(start <= values[index].start < end for start, end in within)
        ]
        stretch = _without(text, one.start, one.end, within)
        period = _period(own, runs(stretch, of_report, _account_over(one.start, sections)))
        yield Project(one.title, one.start, one.end, indices, one.rule, one.confidence, period)


def _account_over(at: int, sections: Sequence[Section]) -> int | None:
    """The year of the account that a place stands in: it goes on to the next heading that papers share."""
    year = None
    for section in sections:
        if section.start > at:
            break
        year = year_of_account(section.heading) or (None if section.known else year)
    return year


def _without(text: str, start: int, end: int, within: Iterable[tuple[int, int]]) -> str:
    """The stretch without the stretches within it."""
    kept, at = [], start
    for first, last in sorted(within):
        kept.append(text[at:first])
        at = max(at, last)
    return " ".join([*kept, text[at:end]])


def _period(values: Iterable[Value], told_with_verbs: Mapping[str, int]) -> Mapping[str, int | str] | None:
    """When a project runs: the first period told of it, else the years it begins and ends with, and how long.

    "2016 och 2017" is years that something was done in, within what the verbs tell.
    """
    told = list(values)
    found: dict[str, int | str] = {}
    for value in told:
        if value.kind is Kind.PERIOD and isinstance(value.value, dict):
            if value.rule != "two_years" or not told_with_verbs:
                return value.value
            found |= value.value
            break
    for value in told:
        bound = value.details.get("bound")
        if value.kind is Kind.YEAR and bound and isinstance(value.value, int):
            found.setdefault(bound, value.value)
    for end, wider in (("start", min), ("end", max)):
        years = [int(str(one[end])[:4]) for one in (found, told_with_verbs) if end in one]
        found |= {end: wider(years)} if years else {}
    if found.keys() >= {"start", "end"}:
        return found
    for value in told:
        if value.rule == "duration" and isinstance(value.value, int):
            found.setdefault("duration_years" if value.unit == "år" else "duration_months", value.value)
    return {**told_with_verbs, **found} or None


def _sections(blocks: Sequence[Block], length: int) -> Iterator[Section]:
    headings = [block for block in blocks if block.shape is Shape.HEADING]
    for block, following in zip_longest(headings, headings[1:]):
        end = following.start if following else length
        yield Section(block.text, block.start, end, known(block.text))


def _decision_points(blocks: Sequence[Block]) -> Iterator[DecisionPoint]:
    """The points under the first heading of a proposal, numbered, or each paragraph when they are not."""
    inside = False
    number = 0
    for block in blocks:
        if block.shape is Shape.HEADING or (block.shape is Shape.SIGNATURE and inside):
            if number:
                return
            inside = block.shape is Shape.HEADING and known(block.text) == "decision"
        elif inside and block.shape in {Shape.ITEM, Shape.PARAGRAPH}:
            number += 1
            mark = NUMBERED.match(block.text)
            start, end = block.run.span(mark.end() if mark else 0, len(block.text))
            yield DecisionPoint(number, block.text[mark.end() if mark else 0 :], start, end)


def _head(blocks: Sequence[Block], values: Sequence[Value]) -> dict[str, Any]:
    """What stands above the first heading that papers share: number, date, officer, and to whom it goes."""
    first = next((block.start for block in blocks if block.shape is Shape.HEADING and known(block.text)), 0)
    head: dict[str, Any] = {}
    for name, kind in (
        ("reference_number", Kind.REFERENCE_NUMBER),
        ("date", Kind.DATE),
        ("officer", Kind.PERSON),
    ):
        index = next((i for i, value in enumerate(values) if value.kind is kind and value.end <= first), None)
        if index is not None:
            head[name] = index
    to = [found["to"] for block in blocks if block.end <= first and (found := _TO.match(block.text))]
    return head | ({"to": to} if to else {})

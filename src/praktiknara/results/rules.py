"""What a report must say before it is handed in, and which numbers may be added up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from praktiknara.chain.rules import Problem, _, kronor

SIMPLIFIED_SINCE = 2024


@dataclass(frozen=True, slots=True)
class Told:
    """What a result report says, as plain values."""

    template: str
    activities: str
    results: str
    gender_analysis: str
    lesson: str
    next_steps: str
    gender_required: bool
    outcomes: int


MOST_SENTENCES = 3
_END = re.compile(r"[.!?…]+[\"”’)]*\s+(?=[\"”’(]*[A-ZÅÄÖÉÜ0-9])|\n+")


def sentences(text: str) -> int:
    """Count the sentences of a text: a full stop ends one when a capital, a figure or a new line comes after, so "t.ex." ends none."""
    return sum(1 for part in _END.split(text.strip()) if any(sign.isalnum() for sign in part))


def lesson_problem(lesson: str) -> Problem | None:
    """A lesson is three sentences at most, so that it is read."""
    told = sentences(lesson)
    if told <= MOST_SENTENCES:
        return None
    return Problem(
        _("Lärdomen är %(told)s meningar. Högst tre får plats. Behåll det som en kollega behöver veta."),
        {"told": told},
        field="lesson",
    )


def template_for(continues: bool | None, call_year: int | None) -> str:
    """R-LUM-12: from the 2024 call, a project that goes on with new money reports in the simplified way; one that ends tells everything."""
    simplified = bool(continues) and call_year is not None and call_year >= SIMPLIFIED_SINCE
    return "simplified" if simplified else "full"


def report_problems(told: Told) -> list[Problem]:
    """Name what a result report lacks; a simplified one asks less (R-LUM-11, R-LUM-12)."""
    problems = []
    if not told.activities.strip():
        problems.append(Problem(_("Skriv vad ni gjorde."), field="activities"))
    if told.template == "full":
        if not told.results.strip():
            problems.append(Problem(_("Skriv vad det gav."), field="results"))
        if not told.lesson.strip():
            problems.append(
                Problem(
                    _("Skriv en lärdom, högst tre meningar, som en kollega bör känna till."), field="lesson"
                )
            )
        if not told.outcomes:
            problems.append(
                Problem(
                    _("Lägg till minst ett utfall: ett mått med värde, eller vad som hände."),
                    field="outcomes",
                )
            )
    if problem := lesson_problem(told.lesson):
        problems.append(problem)
    if not told.next_steps.strip():
        problems.append(Problem(_("Skriv vad som händer nu."), field="next_steps"))
    if told.gender_required and not told.gender_analysis.strip():
        problems.append(
            Problem(_("Svara på frågan om jämställdhet."), field="gender_analysis", rule="R-LUM-11")
        )
    return problems


def outcome_problem(
    *, text: str, indicator: str, value: Decimal | None, value_text: str, base: int | None, measure: str = ""
) -> Problem | None:
    """An outcome is a statement, or an indicator with its value; a count is never more than those it is counted among, a share never more than all (R-OUT-01)."""
    if not text.strip() and not indicator.strip():
        return Problem(_("Skriv vad som hände, eller vad ni mätte."), field="text", rule="R-OUT-01")
    if indicator.strip() and value is None and not value_text.strip() and not text.strip():
        return Problem(
            _("Skriv värdet på måttet ”%(indicator)s”."),
            {"indicator": indicator},
            field="value",
            rule="R-OUT-01",
        )
    if value is None:
        return None
    if not indicator.strip():
        return Problem(_("Skriv vad värdet mäter."), field="indicator", rule="R-OUT-01")
    if measure == "share" and not 0 <= value <= 100:
        return Problem(_("En andel i procent är mellan 0 och 100."), field="value", rule="R-OUT-01")
    if measure == "count" and base is not None and value > base:
        return Problem(
            _("Värdet är större än antalet det räknas av. Rätta det ena eller det andra."),
            field="value",
            rule="R-OUT-01",
        )
    return None


def consumption_problems(granted: int | None, used: int | None, comment: str) -> Sequence[Problem]:
    """The used sum is told, is no more than the grant, and what is left is explained (R-LUM-07)."""
    if used is None:
        return [Problem(_("Skriv hur mycket av bidraget som har använts."), field="used", rule="R-LUM-07")]
    if granted is not None and used > granted:
        return [
            Problem(
                _("Ni fick %(granted)s. Det går inte att redovisa mer än så, högst %(granted)s."),
                {"granted": kronor(granted)},
                field="used",
                rule="R-LUM-07",
            )
        ]
    if granted is not None and used < granted and not comment.strip():
        return [
            Problem(
                _("%(left)s är kvar. Skriv varför och vad som ska hända med pengarna."),
                {"left": kronor(granted - used)},
                field="comment",
                rule="R-LUM-07",
            )
        ]
    return []


def left(granted: int | None, used: int | None) -> int | None:
    """Give what is left of a grant, or None when either is unknown."""
    return None if granted is None or used is None else granted - used


def year_problem(year: int, years: Sequence[int]) -> Problem | None:
    """A report is about a year that the project has worked or been paid for."""
    if not years or year in years:
        return None
    return Problem(
        _("Projektet har inte pågått %(year)s. Välj ett av åren %(years)s."),
        {"year": year, "years": ", ".join(str(each) for each in years)},
        field="year",
    )


def tidy(value: Decimal | None) -> Decimal | int | None:
    """Write a number without needless zeros: 273 and 12.5."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


class Measured(NamedTuple):
    """A number with all that says what it counts."""

    value: Decimal | None
    indicator: str
    unit: str
    measure: str
    partial_year: bool = False
    about: bool = False


class Total(NamedTuple):
    """A sum of like numbers, and whether any of them is about (R-OUT-02)."""

    value: Decimal
    about: bool

    @property
    def shown(self) -> Decimal | int | None:
        """Give the sum as it is written."""
        return tidy(self.value)


def total(numbers: Iterable[Measured]) -> Total | None:
    """Add numbers up only when they are alike: all known, all counts of one thing in one unit, all of whole years; otherwise there is no sum."""
    alike = list(numbers)
    first = alike[0] if alike else None
    if first is None or first.measure != "count":
        return None
    if any(
        each.value is None
        or each.partial_year
        or (each.indicator, each.unit, each.measure) != (first.indicator, first.unit, first.measure)
        for each in alike
    ):
        return None
    known = [each.value for each in alike if each.value is not None]
    return Total(sum(known, Decimal(0)), any(each.about for each in alike))

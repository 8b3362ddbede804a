"""What a report must say before it is handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from praktiknara.chain.rules import Problem, _, kronor


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
    if not told.next_steps.strip():
        problems.append(Problem(_("Skriv vad som händer nu."), field="next_steps"))
    if told.gender_required and not told.gender_analysis.strip():
        problems.append(
            Problem(_("Svara på frågan om jämställdhet."), field="gender_analysis", rule="R-LUM-11")
        )
    return problems


def outcome_problem(
    *, text: str, indicator: str, value: Decimal | None, value_text: str, base: int | None
) -> Problem | None:
    """An outcome is a statement, or an indicator with its value; a value never exceeds the base it is a part of (R-OUT-01)."""
    if not text.strip() and not indicator.strip():
        return Problem(_("Skriv vad som hände, eller vad ni mätte."), field="text")
    if indicator.strip() and value is None and not value_text.strip() and not text.strip():
        return Problem(_("Skriv värdet på måttet %(indicator)s."), {"indicator": indicator}, field="value")
    if base is not None and value is not None and value > base:
        return Problem(
            _("Värdet är större än antalet det räknas av. Rätta det ena eller det andra."), field="value"
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

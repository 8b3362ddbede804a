"""What a project gave, with the words around each number, and what happened afterwards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from praktiknara.components import numbers
from praktiknara.components.parts import Station
from praktiknara.knowledge.queries.output import cautions
from praktiknara.projects.choices import ProjectStatus
from praktiknara.projects.models import Project
from praktiknara.results.choices import AftermathKind, Finding
from praktiknara.results.models import Outcome

from .parts import Row
from .sources import Sources
from .wording import first_up

FINDING_STATES = {Finding.WORKED.value: "done", Finding.DID_NOT.value: "stop"}
OVER = (ProjectStatus.ENDED, ProjectStatus.IN_OPERATION, ProjectStatus.DISCONTINUED)


@dataclass(frozen=True, slots=True)
class Figure:
    """An outcome: its number in words, what it measures, what must be known to read it (R-OUT-01, R-OUT-02)."""

    number: str
    what: str
    notes: list[str]
    state: str
    went: str
    lacking: bool
    example: bool
    sources: list[int]


def figures(outcomes: list[Outcome], sources: Sources) -> list[Figure]:
    """Give the outcomes in their order."""
    return [
        Figure(
            _number(outcome),
            _what(outcome),
            list(_notes(outcome)),
            FINDING_STATES.get(outcome.finding, ""),
            str(Finding(outcome.finding).label) if outcome.finding else "",
            bool(outcome.indicator) and outcome.value is None and not outcome.value_text and not outcome.text,
            outcome.is_example,
            sources.of(Outcome, outcome.pk),
        )
        for outcome in outcomes
    ]


def _number(outcome: Outcome) -> str:
    if outcome.value is None:
        number = outcome.value_text
    else:
        number = numbers.number(plain_number(outcome.value))
        if outcome.is_share:
            number = _("%(number)s procent") % {"number": number}
    return _("cirka %(number)s") % {"number": number} if outcome.about and number else number


def plain_number(value: Decimal) -> Decimal | int:
    """Give a whole number as one: 273, not 273,00."""
    return int(value) if value == value.to_integral_value() else value


def _what(outcome: Outcome) -> str:
    what = outcome.indicator or outcome.text
    if outcome.unit and not outcome.is_share and outcome.unit not in what:
        what = f"{outcome.unit}: {what}" if what else outcome.unit
    return f"{what}, {outcome.year}" if outcome.year else what


def _notes(outcome: Outcome) -> list[str]:
    notes = []
    if outcome.indicator and outcome.text:
        notes.append(first_up(outcome.text) + ".")
    if outcome.base is not None:
        notes.append(_("Av %(base)s.") % {"base": numbers.number(outcome.base)})
    if outcome.baseline is not None:
        notes.append(_("Före: %(value)s.") % {"value": numbers.number(plain_number(outcome.baseline))})
    if outcome.partial_year:
        notes.append(_("En del av året. Jämför inte med ett helt år."))
    notes += cautions(outcome)
    if outcome.note:
        notes.append(first_up(outcome.note) + ".")
    return notes


def is_over(project: Project, today: date) -> bool:
    """Say whether the project is known to have ended."""
    return project.status in OVER or (project.end_year is not None and project.end_year < today.year)


def aftermath(project: Project, rows: list[Row], today: date) -> list[Station]:
    """Give what happened afterwards on a line that ends where knowledge does (R-OUT-03)."""
    stations = []
    for row in sorted(rows, key=lambda row: (row.year is None, row.year or 0, row.position or 0)):
        kind = str(AftermathKind(row.what).label)
        known = "unknown" if row.what == AftermathKind.UNKNOWN else "done"
        label = f"{row.year}: {kind}" if row.year else first_up(kind)
        stations.append(Station(label, known, first_up(row.text).rstrip(".") + "."))  # type: ignore[arg-type]  # one of two states
    if is_over(project, today):
        last = max([row.year for row in rows if row.year] + [project.end_year or 0])
        since = _("Efter %(year)s") % {"year": last} if last else _("Sedan dess")
        stations.append(Station(since, "unknown", _("Vi vet inte. Ingen har svarat på uppföljningsfrågan.")))
    return stations

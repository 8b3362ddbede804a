"""Who must not assess, when an assessment is whole, and how the locked ones rank the applications."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from praktiknara.chain.rules import Problem, _


@dataclass(frozen=True, slots=True)
class Mark:
    """The points and the reason on one criterion."""

    criterion: str
    points: int | None
    reason: str


def conflict(
    assessor: str, belongs_to: Iterable[str], applying: Iterable[str], wrote_it: bool = False
) -> Problem | None:
    """An assessor never assesses an application of an organisation she belongs to, nor one she wrote."""
    if wrote_it:
        return Problem(
            _("%(assessor)s har skrivit ansökan och kan inte bedöma den. Välj någon annan."),
            {"assessor": assessor},
            field="assessors",
        )
    shared = sorted(set(belongs_to) & set(applying))
    if not shared:
        return None
    return Problem(
        _(
            "%(assessor)s arbetar i %(organisation)s, som söker. Det är jäv. Välj en bedömare från en annan förvaltning."
        ),
        {"assessor": assessor, "organisation": shared[0]},
        field="assessors",
    )


def not_whole(marks: Sequence[Mark], scale_max: int) -> list[Problem]:
    """Every criterion has points on the scale and a reason before the assessment can be locked."""
    problems = []
    for mark in marks:
        if mark.points is None:
            problems.append(
                Problem(
                    _("Sätt poäng på kriteriet: %(criterion)s."),
                    {"criterion": mark.criterion},
                    field="points",
                )
            )
        elif not 0 <= mark.points <= scale_max:
            problems.append(
                Problem(
                    _("Poängen ska vara 0–%(max)s på kriteriet: %(criterion)s."),
                    {"criterion": mark.criterion, "max": scale_max},
                    field="points",
                )
            )
        if not mark.reason.strip():
            problems.append(
                Problem(
                    _("Skriv skälet till poängen på kriteriet: %(criterion)s."),
                    {"criterion": mark.criterion},
                    field="reason",
                )
            )
    return problems


@dataclass(frozen=True, slots=True)
class Entry:
    """An application as the ranking sees it: its number, the total of each locked assessment, and whether it is joint."""

    number: int
    totals: tuple[int, ...]
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application in its place: the mean of the totals, how far they lie apart, and who shares its points."""

    place: int
    number: int
    points: Fraction | None
    lowest: int | None
    highest: int | None
    joint: bool
    tied: tuple[int, ...]
    first_as_joint: bool


def weighted(scores: Iterable[tuple[int, int]]) -> int:
    """Add an assessor's points, each times the weight of its criterion."""
    return sum(weight * points for weight, points in scores)


def mean(totals: Sequence[int]) -> Fraction | None:
    """Give the mean of the locked assessments' totals, exactly; None when nobody has locked."""
    return Fraction(sum(totals), len(totals)) if totals else None


def rank(entries: Iterable[Entry], *, joint_first: bool) -> list[Ranked]:
    """Order by points, highest first; among equals joint applications go first where the call says so (R-LUM-05).

    What is still equal stands in the order the applications came in, and is told as tied: people decide.
    Applications that nobody has locked stand last.
    """

    def points(entry: Entry) -> Fraction:
        return mean(entry.totals) or Fraction(-1 if not entry.totals else 0)

    def equals(entry: Entry) -> tuple[Fraction, bool]:
        return -points(entry), joint_first and not entry.joint

    entered = list(entries)
    worth = {entry.number: equals(entry) for entry in entered}
    ordered = sorted(entered, key=lambda entry: (*worth[entry.number], entry.number))
    same_points = {
        value: list(group) for value, group in groupby(ordered, key=lambda entry: worth[entry.number][0])
    }
    ranked = []
    for place, entry in enumerate(ordered, start=1):
        peers = same_points[worth[entry.number][0]] if entry.totals else []
        ranked.append(
            Ranked(
                place=place,
                number=entry.number,
                points=mean(entry.totals),
                lowest=min(entry.totals, default=None),
                highest=max(entry.totals, default=None),
                joint=entry.joint,
                tied=tuple(
                    peer.number
                    for peer in peers
                    if peer.number != entry.number and worth[peer.number] == worth[entry.number]
                ),
                first_as_joint=joint_first and entry.joint and any(not peer.joint for peer in peers),
            )
        )
    return ranked


def disagree(lowest: int | None, highest: int | None, most: int) -> bool:
    """Say whether the assessors lie so far apart, more than a third of the scale, that someone should read why."""
    return lowest is not None and highest is not None and (highest - lowest) * 3 > most

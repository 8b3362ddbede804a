"""Who must not assess, and when an assessment is whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
            field="assessor",
        )
    shared = sorted(set(belongs_to) & set(applying))
    if not shared:
        return None
    return Problem(
        _(
            "%(assessor)s arbetar i %(organisation)s, som söker. Det är jäv. Välj en bedömare från en annan förvaltning."
        ),
        {"assessor": assessor, "organisation": shared[0]},
        field="assessor",
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

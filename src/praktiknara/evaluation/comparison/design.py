"""The question a comparison is to answer, told as the trial one would have run; nothing is compared before that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

ESTIMANDS = ("ATT", "ATE", "ATC", "ATO", "ATM")
_PARTS = {
    "eligibility": ("vilka som kunde vara med", "who could take part"),
    "time_zero": ("när uppföljningen börjar för var och en", "when follow-up starts for each person"),
    "strategies": ("vilka insatser som jämförs, minst två", "which treatments are compared, at least two"),
    "outcome": ("vilket utfall som mäts och hur", "which outcome is measured and how"),
    "follow_up": ("hur länge var och en följs", "how long each person is followed"),
    "estimand": (
        "vem svaret gäller (ATT, ATE, ATC, ATO eller ATM)",
        "whom the answer is about (ATT, ATE, ATC, ATO or ATM)",
    ),
}
EXPLORATORY = Sentence(
    "exploratory",
    "Explorativ: frågan är inte beskriven i förväg. Fyll i vilka, när, vad som jämförs, utfall och uppföljning.",
    "Exploratory: the question was not described beforehand. State who, when, what is compared, outcome and follow-up.",
)


@dataclass(frozen=True, kw_only=True)
class TargetTrial(Result):
    """A target trial as described; `complete` when every part is told, `missing` names those that are not."""

    eligibility: str
    time_zero: str
    strategies: tuple[str, ...]
    outcome: str
    follow_up: str
    estimand: str
    measured_at: tuple[tuple[str, float], ...]
    complete: bool
    missing: tuple[str, ...]


def target_trial(
    eligibility: str = "",
    time_zero: str = "",
    strategies: Sequence[str] = (),
    outcome: str = "",
    follow_up: str = "",
    estimand: str = "",
    measured_at: Mapping[str, float] | None = None,
) -> TargetTrial:
    """Describe the trial that a comparison imitates, and tell which parts are still missing.

    Formula:
        None. The description is complete when all six parts are told and at least two strategies are named.

    Units and shapes:
        Texts; `strategies` a list of texts; `estimand` one of ATT, ATE, ATC, ATO and ATM; `measured_at` maps each
        covariate to when it was measured, in days from time zero (negative is before).

    Assumptions:
        None are checked: the description is what a reader checks.

    Raises:
        RefusedError: a covariate is measured after time zero.
        InputError: a part of the wrong kind.

    Source:
        Hernán & Robins 2016.

    Example:
        >>> found = target_trial(eligibility="Ungdomar 13–17 år", outcome="Ny anmälan inom ett år")
        >>> found.complete, found.missing
        (False, ('time_zero', 'strategies', 'follow_up', 'estimand'))
    """
    told = {
        "eligibility": eligibility,
        "time_zero": time_zero,
        "outcome": outcome,
        "follow_up": follow_up,
        "estimand": estimand,
    }
    for part, text in told.items():
        if not isinstance(text, str):
            raise InputError("not_a_name", f"{part} ska vara text.", f"{part} must be text.", where=part)
    if estimand:
        read.choice(estimand, "estimand", ESTIMANDS)
    named = tuple(str(each).strip() for each in read.labels(strategies, "strategies"))
    times = read_times(measured_at)
    empty = {part for part, text in told.items() if not text.strip()}
    if len({each for each in named if each}) < 2:
        empty.add("strategies")
    missing = tuple(part for part in _PARTS if part in empty)
    return TargetTrial(
        n=0,
        eligibility=eligibility,
        time_zero=time_zero,
        outcome=outcome,
        follow_up=follow_up,
        estimand=estimand,
        strategies=named,
        measured_at=tuple(sorted(times.items())),
        complete=not missing,
        missing=missing,
        warnings=tuple(
            Sentence(
                f"missing_{part}",
                f"Beskrivningen saknar {_PARTS[part][0]} ({part}).",
                f"The description lacks {_PARTS[part][1]} ({part}).",
            )
            for part in missing
        ),
    )


Design: TypeAlias = TargetTrial | Mapping[str, Any] | None


def read_times(measured_at: Mapping[str, float] | None) -> dict[str, float]:
    """Read when each covariate was measured; RefusedError for one measured after time zero."""
    if measured_at is None:
        return {}
    if not isinstance(measured_at, Mapping):
        raise InputError(
            "not_a_mapping",
            "measured_at ska ange en tid för varje kovariat.",
            "measured_at must give a time for each covariate.",
            where="measured_at",
        )
    times = {str(key): read.real(value, f"measured_at.{key}") for key, value in measured_at.items()}
    late = [name for name, time in times.items() if time > 0]
    if late:
        culprits = ", ".join(late)
        raise RefusedError(
            "measured_after_time_zero",
            f"{culprits} är mätt efter att insatsen började och kan ha påverkats av den. Ta bort den ur jämförelsen.",
            f"{culprits} was measured after the treatment began and may be affected by it. Leave it out of the comparison.",
            where=f"measured_at.{late[0]}",
        )
    return times


def checked(design: Design, measured_at: Mapping[str, float] | None = None) -> tuple[Sentence, ...]:
    """Refuse a comparison whose description is incomplete; without any description tell that it is exploratory."""
    read_times(measured_at)
    if design is None:
        return (EXPLORATORY,)
    if not isinstance(design, TargetTrial):
        if not isinstance(design, Mapping):
            raise InputError(
                "not_a_design",
                "design ska vara en beskrivning från target_trial.",
                "design must be a description from target_trial.",
                where="design",
            )
        unknown = sorted(str(key) for key in design if key not in (*_PARTS, "measured_at"))
        if unknown:
            raise InputError(
                "no_such_part",
                f"design har okända delar: {', '.join(unknown)}.",
                f"design has unknown parts: {', '.join(unknown)}.",
                where="design",
            )
        design = target_trial(**design)
    if not design.complete:
        missing = ", ".join(design.missing)
        raise RefusedError(
            "design_incomplete",
            f"Jämförelsen görs inte förrän frågan är beskriven. Det saknas: {missing}.",
            f"Nothing is compared before the question is described. Missing: {missing}.",
            where="design",
        )
    return ()

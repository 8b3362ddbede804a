"""What may be said of an analysis: planned, or exploratory; and data that stay shut until a plan is locked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, overload

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, LockedError
from praktiknara.evaluation.planlock.canonical_form import canonical, digest
from praktiknara.evaluation.planlock.locked import (
    COMPARED,
    LISTS,
    Amendment,
    LockedPlan,
    day_of,
    moment_of,
    verify_plan,
)
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number

T = TypeVar("T")
KNOWN = (*COMPARED, "question", "n", "date")
EXPLORATIVE = Sentence("explorative", "explorativ", "exploratory")
PLANNED = Sentence("planned", "planerad", "planned")
AMENDED = Sentence(
    "plan_amended_after_data",
    "Planen har ändrats sedan någon sett data. Det som bara följer av den ändringen är explorativt.",
    "The plan has been amended since somebody saw data. What follows from that amendment only is exploratory.",
)


@dataclass(frozen=True, kw_only=True)
class Verdict(Result):
    """Whether an analysis was planned; `n` counts the looks at the data so far, this one included.

    `deviations` names what differs from the plan as it was before data were seen.
    """

    explorative: bool
    label: Sentence
    deviations: tuple[str, ...]
    explorative_looks: int
    plan_hash: str | None


def read_locked(told: Mapping[str, Any]) -> LockedPlan:
    """Read back what `LockedPlan.as_dict` told, and check every checksum in it.

    Raises:
        InputError: a part is missing or of the wrong kind.
        LockedError: a checksum does not hold.
    """
    try:
        amendments = tuple(
            Amendment(
                canonical(each["changes"]),
                read.name(each["reason"], "reason"),
                read.flag(each["data_seen"], "data_seen"),
                read.name(each["by"], "by"),
                _moment(each["at"]),
                read.name(each["hash"], "hash"),
            )
            for each in told["amendments"]
        )
        locked = LockedPlan(
            canonical(told["plan"]),
            read.name(told["hash"], "hash"),
            read.name(told["by"], "by"),
            _moment(told["at"]),
            read.name(told["seal"], "seal"),
            amendments,
        )
    except (KeyError, TypeError):
        raise InputError(
            "not_locked_plan", "Planen är inte låst.", "The plan is not locked.", where="locked"
        ) from None
    verify_plan(locked)
    return locked


def _moment(value: Any) -> datetime:
    try:
        return moment_of(datetime.fromisoformat(value) if isinstance(value, str) else value, "at")
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        return moment_of(None, "at")


@overload
def open_data(locked: LockedPlan | None) -> None: ...
@overload
def open_data(locked: LockedPlan | None, reading: Callable[[], T]) -> T: ...
def open_data(locked: LockedPlan | None, reading: Callable[[], T] | None = None) -> T | None:
    """Open outcome data for analysis once the plan is locked and whole; until then they are not even read.

    Args:
        locked: the locked plan, or None when there is none.
        reading: what reads the data; called only when the plan is in order. Its result is given back.

    Raises:
        LockedError: there is no locked plan, or it has been changed since it was locked.

    Example:
        >>> try:
        ...     open_data(None, lambda: [1, 2, 3])
        ... except LockedError as error:
        ...     error.sentence.sv
        'Utfallen öppnas först när planen är låst. Lås planen.'
    """
    if not isinstance(locked, LockedPlan):
        raise LockedError(
            "plan_not_locked",
            "Utfallen öppnas först när planen är låst. Lås planen.",
            "The outcomes are opened only when the plan is locked. Lock the plan.",
            where="locked",
        )
    verify_plan(locked)
    return None if reading is None else reading()


def explorative(
    analysis: Mapping[str, Any],
    locked: LockedPlan | Mapping[str, Any] | None = None,
    earlier: Sequence[Mapping[str, Any]] = (),
) -> Verdict:
    """Say whether an analysis was planned; everything else is exploratory, and every look is counted.

    An analysis is planned when it agrees with the plan as it was before data were seen: one of the planned outcomes, the
    very same covariates, no subgroup beyond the planned ones, and otherwise the same values. A part left out counts as
    not used. `n` below the plan's minimum, or a `date` before its stopping date, is a look that was not planned.

    Args:
        analysis: the parts of a plan as this analysis has them, and optionally `n` and `date` (2027-01-31).
        locked: the locked plan, or what its `as_dict` gave; None when there is none.
        earlier: the analyses already made, to count the looks; the same analysis again is no new look.

    Raises:
        InputError: an analysis that is no mapping, or a value JSON does not have.
        LockedError: the plan has been changed since it was locked.

    Example:
        >>> verdict = explorative({"outcome": "närvaro"})
        >>> verdict.label.sv, verdict.deviations, verdict.n
        ('explorativ', ('no_plan',), 1)
    """
    plan = locked if isinstance(locked, LockedPlan) or locked is None else read_locked(locked)
    if plan is not None:
        verify_plan(plan)
    told: Any = earlier
    if not isinstance(told, Sequence) or isinstance(told, str | bytes):
        raise InputError(
            "not_a_list",
            "earlier ska vara en lista med analyser.",
            "earlier must be a list of analyses.",
            where="earlier",
        )
    content = None if plan is None else plan.content(before_data=True)
    found = _deviations(analysis, content, "analysis")
    looks = {digest(analysis): bool(found)}
    for place, each in enumerate(earlier):
        differs = bool(_deviations(each, content, f"earlier[{place}]"))
        looks[digest(each)] = differs
    warnings = []
    if len(looks) > 1:
        told = number(len(looks))
        warnings.append(
            Sentence(
                "several_looks",
                f"Data har analyserats på {told.sv} sätt. Ju fler sätt, desto lättare blir något tydligt av en slump.",
                f"The data have been analysed in {told.en} ways. The more ways, the easier something stands out by chance.",
            )
        )
    if plan is not None and any(each.data_seen for each in plan.amendments):
        warnings.append(AMENDED)
    return Verdict(
        n=len(looks),
        explorative=bool(found),
        label=EXPLORATIVE if found else PLANNED,
        deviations=found,
        explorative_looks=sum(looks.values()),
        plan_hash=None if plan is None else plan.current_hash,
        warnings=tuple(warnings),
    )


def _deviations(analysis: Any, plan: Mapping[str, Any] | None, where: str) -> tuple[str, ...]:
    if not isinstance(analysis, Mapping):
        raise InputError(
            "not_an_analysis",
            f"{where} ska ha namngivna delar.",
            f"{where} must have named parts.",
            where=where,
        )
    canonical(analysis)
    size = None if analysis.get("n") is None else read.whole(analysis["n"], f"{where}.n")
    day = None if analysis.get("date") is None else day_of(analysis["date"], f"{where}.date")
    if plan is None:
        return ("no_plan",)
    found = [key for key in COMPARED if not _agrees(key, analysis.get(key), plan[key])]
    if "question" in analysis and canonical(analysis["question"]) != canonical(plan["question"]):
        found.append("question")
    if size is not None and plan["minimum_n"] is not None and size < plan["minimum_n"]:
        found.append("minimum_n")
    if day and plan["stopping_date"] and day < day_of(plan["stopping_date"], "plan.stopping_date"):
        found.append("stopping_date")
    return (*found, *(key for key in analysis if key not in KNOWN))


def _agrees(key: str, used: Any, planned: Any) -> bool:
    if key == "outcome" or key in LISTS:
        ours, theirs = _set(used), _set(planned)
        if key == "covariates":
            return ours == theirs
        return ours <= theirs and (key == "subgroups" or bool(ours))
    return canonical(used) == canonical(planned)


def _set(value: Any) -> set[str]:
    if value is None:
        return set()
    return {canonical(each) for each in (value if isinstance(value, list | tuple) else [value])}

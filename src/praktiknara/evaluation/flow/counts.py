"""Counting who reached each step: from persons, or from counts that someone has made before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.flow.table import People, swapped
from praktiknara.evaluation.read import Flags, Labels
from praktiknara.evaluation.texts import Sentence, number

UNKNOWN = Sentence("reason_unknown", "okänd orsak", "reason unknown")
_PERCENTILES_FROM = 50


@dataclass(frozen=True)
class Stage:
    """One step: how many reached it, of how many who could (`of`), and for which reasons the rest were lost."""

    step: str
    count: int
    of: int
    lost: int
    reasons: tuple[tuple[str | Sentence, int], ...]


@dataclass(frozen=True)
class FlowGroup:
    """The counts of one unit or gender; `name` is None for those of whom it is not known."""

    by: str
    name: str | None
    counts: Mapping[str, int]
    follow_up_share: float | None


@dataclass(frozen=True)
class Window:
    """Days from baseline to a follow-up, as they were; percentiles only when `n` is at least 50."""

    step: str
    n: int
    median: float | None
    p10: float | None
    p90: float | None


@dataclass(frozen=True)
class Counted:
    """What was counted from a table of persons."""

    stages: tuple[Stage, ...]
    groups: tuple[FlowGroup, ...]
    windows: tuple[Window, ...]
    without_baseline: int | None
    skipped: int
    swapped: int
    warnings: tuple[Sentence, ...]


def base_of(order: list[str], later: list[str]) -> dict[str, str | None]:
    """Name for each step the step whose people could have reached it; None for the first."""
    base: dict[str, str | None] = {}
    last: str | None = None
    for step in order:
        if step in later:
            base[step] = last
        elif step == "analysed" and len(later) == 1:
            base[step] = later[0]
        else:
            base[step] = last
            last = step if step != "analysed" else last
    return base


def read_counts(data: Any, order: list[str], later: list[str], reasons: Any) -> tuple[Stage, ...]:
    """Read counts per step; refuse one that is larger than the step before it, and reasons for more than were lost."""
    given = {str(key): value for key, value in data.items()}
    for step in order:
        if step not in given:
            raise InputError(
                "column_missing",
                f"Antalet för {step} saknas.",
                f"The count of {step} is missing.",
                where=step,
            )
    counts = {step: read.whole(given[step], step) for step in order}
    told = _told_reasons(reasons, order)
    stages = []
    for step, base in base_of(order, later).items():
        of = counts[step] if base is None else counts[base]
        if counts[step] > of:
            raise InputError(
                "count_rises",
                f"{step} är fler än {base}. Kontrollera antalen.",
                f"There are more in {step} than in {base}. Check the counts.",
                where=step,
            )
        lost = of - counts[step]
        known = told.get(step, {})
        if sum(known.values()) > lost:
            raise InputError(
                "too_many_reasons",
                f"{step}: orsakerna gäller fler personer än som föll bort.",
                f"{step}: there are reasons for more persons than were lost.",
                where=f"reasons.{step}",
            )
        rest = lost - sum(known.values())
        listed: list[tuple[str | Sentence, int]] = [
            (name, many) for name, many in sorted(known.items()) if many
        ]
        stages.append(
            Stage(step, counts[step], of, lost, (*listed, *([(UNKNOWN, rest)] if rest and known else [])))
        )
    return tuple(stages)


def _told_reasons(reasons: Any, order: list[str]) -> dict[str, dict[str, int]]:
    if reasons is None:
        return {}
    if not isinstance(reasons, Mapping) or not all(isinstance(each, Mapping) for each in reasons.values()):
        raise InputError(
            "not_reasons",
            "reasons ska ange orsaker och antal för varje steg.",
            "reasons must give reasons and counts for each step.",
            where="reasons",
        )
    return {
        read.choice(step, "reasons", order): {
            str(name): read.whole(many, f"reasons.{step}.{name}") for name, many in each.items()
        }
        for step, each in reasons.items()
    }


def count_people(people: People, order: list[str], later: list[str]) -> Counted:
    """Count persons at each step, in all and by group, with what could not be right."""
    chain = [step for step in order if step not in later and step != "analysed"]
    at = _at_steps(people, order, later, chain)
    base = base_of(order, later)
    everyone = np.ones(people.size, dtype=bool)
    stages = []
    for step in order:
        before = base[step]
        pool = everyone if before is None else at[before]
        if step == "analysed" and len(later) > 1:
            pool = np.logical_or.reduce([at[each] for each in later])
        gone = pool & ~at[step]
        stages.append(
            Stage(
                step,
                int(at[step].sum()),
                int(pool.sum()),
                int(gone.sum()),
                _reasons(gone, people.reason),
            )
        )
    reached = {step: each.who for step, each in people.steps.items()}
    followed = np.logical_or.reduce([reached[each] for each in later]) if later else ~everyone
    without = int((followed & ~reached["baseline"]).sum()) if "baseline" in reached and later else None
    skipped = int(_skipped(reached, order, later, chain, followed).sum())
    wrong = int(swapped(people, order).sum())
    return Counted(
        stages=tuple(stages),
        groups=tuple(
            group for by, names in people.groups.items() for group in _groups(by, names, at, order, later)
        ),
        windows=tuple(_window(people, step, at[step]) for step in later if _has_days(people, step)),
        without_baseline=without,
        skipped=skipped,
        swapped=wrong,
        warnings=_warnings(people, without, skipped, wrong),
    )


def _at_steps(people: People, order: list[str], later: list[str], chain: list[str]) -> dict[str, Flags]:
    at: dict[str, Flags] = {}
    passed = np.ones(people.size, dtype=bool)
    for step in chain:
        passed = passed & people.steps[step].who
        at[step] = passed
    followed = passed if not later else np.zeros(people.size, dtype=bool)
    for step in later:
        at[step] = passed & people.steps[step].who
        followed = followed | at[step]
    if "analysed" in order:
        at["analysed"] = followed & people.steps["analysed"].who
    return at


def _skipped(
    reached: dict[str, Flags], order: list[str], later: list[str], chain: list[str], followed: Flags
) -> Flags:
    """Say who reached some step without one that comes before it; follow-ups need not follow each other."""
    wrong = np.zeros(len(followed), dtype=bool)
    lacking = np.zeros(len(followed), dtype=bool)
    for step in chain:
        wrong |= lacking & reached[step]
        lacking |= ~reached[step]
    for step in later:
        wrong |= lacking & reached[step]
    if "analysed" in order:
        wrong |= reached["analysed"] & (lacking | (~followed if later else lacking))
    return wrong


def _reasons(gone: Flags, reason: Labels | None) -> tuple[tuple[str | Sentence, int], ...]:
    if reason is None or not gone.any():
        return ()
    named = Counter(name for name in reason[gone] if name is not None)
    counted: list[tuple[str | Sentence, int]] = sorted(named.items())
    rest = int(gone.sum()) - named.total()
    return (*counted, *([(UNKNOWN, rest)] if rest else []))


def _groups(
    by: str, names: Labels, at: dict[str, Flags], order: list[str], later: list[str]
) -> list[FlowGroup]:
    known = sorted({name for name in names if name is not None})
    place = {name: index for index, name in enumerate([*known, None])}
    index = np.fromiter((place[name] for name in names), np.int64, len(names))
    tables = {step: np.bincount(index[at[step]], minlength=len(place)) for step in order}
    size = np.bincount(index, minlength=len(place))
    last = "analysed" if "analysed" in order else (later[-1] if later else None)
    groups = []
    for name, row in place.items():
        if not size[row]:
            continue
        counts = {step: int(tables[step][row]) for step in order}
        started = counts.get("started", 0)
        groups.append(FlowGroup(by, name, counts, counts[last] / started if last and started else None))
    return groups


def _has_days(people: People, step: str) -> bool:
    return (
        "baseline" in people.steps
        and people.steps["baseline"].day is not None
        and people.steps[step].day is not None
    )


def _window(people: People, step: str, who: Flags) -> Window:
    first, then = people.steps["baseline"].day, people.steps[step].day
    passed = np.array([]) if first is None or then is None else (then - first)[who]
    passed = passed[~np.isnan(passed) & (passed >= 0)]
    if not len(passed):
        return Window(step, 0, None, None, None)
    many = len(passed) >= _PERCENTILES_FROM
    low, high = np.percentile(passed, [10, 90]) if many else (None, None)
    return Window(
        step,
        len(passed),
        float(np.median(passed)),
        None if low is None else float(low),
        None if high is None else float(high),
    )


def _warnings(people: People, without: int | None, skipped: int, wrong: int) -> tuple[Sentence, ...]:
    warnings = []
    if not people.checked:
        warnings.append(
            Sentence(
                "persons_not_checked",
                "Det går inte att se om någon person är med två gånger, eftersom personer inte är angivna.",
                "Whether some person is there twice cannot be seen, since persons are not named.",
            )
        )
    if without:
        warnings.append(
            Sentence(
                "followed_without_baseline",
                f"{number(without).sv} är uppföljda utan mätning vid start. De räknas inte som uppföljda.",
                f"{number(without).en} were followed up without a measurement at the start. They do not count as followed up.",
            )
        )
    if skipped:
        warnings.append(
            Sentence(
                "steps_skipped",
                f"{number(skipped).sv} har ett senare steg men saknar ett tidigare. De räknas bara till det steg som saknas.",
                f"{number(skipped).en} have a later step but lack an earlier one. They count only up to the one they lack.",
            )
        )
    if wrong:
        warnings.append(
            Sentence(
                "dates_swapped",
                f"{number(wrong).sv} har datum i omöjlig ordning. Kontrollera dem. "
                "De räknas i flödet, men en tid som blir negativ räknas inte.",
                f"{number(wrong).en} have dates in an impossible order. Check them. "
                "They count in the flow, but a time that is negative does not.",
            )
        )
    return tuple(warnings)

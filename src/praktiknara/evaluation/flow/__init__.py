"""From all who could have taken part to those whose results were analysed: how many, who was lost, and what that allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.charts.data import FlowChart, FlowStep
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.flow.counts import FlowGroup, Stage, Window, count_people, read_counts
from praktiknara.evaluation.flow.limits import (
    STARTED_UNKNOWN,
    Bound,
    Bounds,
    bounds,
    too_much_unknown,
    wilson,
)
from praktiknara.evaluation.flow.lost import Attrition, BaselineDifference, attrition, column_names
from praktiknara.evaluation.flow.table import read_people
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence, number

ANALYSES: tuple[str, ...] = ("flow", "attrition", "bounds")

__all__ = [
    "ANALYSES",
    "Attrition",
    "BaselineDifference",
    "Bound",
    "Bounds",
    "Flow",
    "FlowGroup",
    "Stage",
    "Window",
    "attrition",
    "bounds",
    "flow",
]

_WORDS = {
    "eligible": ("tillhörde målgruppen", "eligible"),
    "offered": ("erbjöds", "offered"),
    "started": ("började", "started"),
    "baseline": ("mättes vid start", "measured at the start"),
    "follow_up": ("följdes upp", "followed up"),
    "analysed": ("analyserades", "analysed"),
}
_ORDER = ("eligible", "offered", "started", "baseline")


@dataclass(frozen=True, kw_only=True)
class Flow(Result):
    """How many reached each step; `n` persons stood at the first.

    `follow_up_share` is analysed (or else last followed up) of started; `headline` is False below the limit, or when
    it is unknown. `coverage` is the share of an external denominator. A `Window` tells the days that passed between
    baseline and follow-up. What could not be right is counted: `swapped_dates`, `skipped_steps`, and
    `followed_without_baseline` (None when the table cannot tell).
    """

    stages: tuple[Stage, ...]
    counts: Mapping[str, int]
    groups: tuple[FlowGroup, ...]
    windows: tuple[Window, ...]
    follow_up_share: float | None
    follow_up_interval: Interval | None
    headline: bool
    coverage: float | None
    coverage_interval: Interval | None
    denominator: int | None
    followed_without_baseline: int | None
    skipped_steps: int | None
    swapped_dates: int | None

    def named(self) -> dict[str, Any]:
        """Give each step's count under the step's own name."""
        return {step: count for step, count in self.counts.items() if step not in self.__dataclass_fields__}

    def chart(self) -> FlowChart:
        """Give the steps with what was lost before each, by reason."""
        return FlowChart(
            Sentence("flow", "Från målgrupp till resultat", "From target group to result"),
            tuple(FlowStep(_label(each.step), each.count, _lost(each)) for each in self.stages),
        )


def flow(
    data: Any,
    steps: Any = None,
    person: str | None = "person",
    reason: str | None = None,
    reasons: Mapping[str, Mapping[str, int]] | None = None,
    unit: str | None = None,
    gender: str | None = None,
    denominator: int | None = None,
    covered: str | None = None,
    follow_ups: Any = None,
    headline_at: float = 0.6,
    level: float = 0.95,
) -> Flow:
    """Follow people from eligible to analysed: how many reached each step, and why the others were lost.

    The steps before the follow-ups are a chain: a person is counted at one only after all before it. A follow-up is
    counted among those who passed the whole chain, whatever became of the other follow-ups; an analysis among those
    who have some follow-up.

    Args:
        data: a table with a row per person and a column per step, holding dates (missing: not reached) or 1 and 0; or
            a mapping of step to count.
        steps: the steps in order; when left out, "eligible", "offered", "started", "baseline", those that begin with
            "follow_up", and "analysed", as far as they are there.
        person: the column that tells persons apart; None when there is none, which is told.
        reason: a column with the reason for which a person was lost.
        reasons: with counts: {step: {reason: how many}}, those lost before that step.
        unit, gender: columns to count by.
        denominator: how many there should have been by another source, for the coverage (täckningsgrad).
        covered: the step that the coverage is about: "started" when it is there, otherwise the first.
        follow_ups: the steps that are follow-ups; those that begin with "follow_up" when left out.
        headline_at: the share followed up below which the result is not a headline.
        level: of the Wilson intervals.

    Raises:
        InputError: a person who comes twice, a step that is not there, a day that cannot be right, counts that rise,
            or reasons for more persons than were lost.

    Source: CONSORT 2010 flow diagram; Wilson 1927 for the intervals.

    Example:
        >>> result = flow({"eligible": 300, "started": 220, "baseline": 200, "follow_up": 150, "analysed": 145})
        >>> round(result.follow_up_share, 3), result.headline, [each.lost for each in result.stages]
        (0.659, True, [0, 80, 20, 50, 5])
    """
    limit = read.share(headline_at, "headline_at")
    confidence = read.share(level, "level", open_ends=True)
    plain = isinstance(data, Mapping) and bool(data) and not any(_is_column(each) for each in data.values())
    order = _steps(data, steps)
    later = _follow_ups(order, follow_ups)
    _check_order(order, later)
    columns = {"person": person, "reason": reason, "unit": unit, "gender": gender}
    for each, column in columns.items():
        if column is not None:
            read.name(column, each)
            if plain and each != "person":
                raise InputError(
                    "counts_have_no_columns",
                    f"{each} kräver en tabell med en rad per person.",
                    f"{each} needs a table with a row per person.",
                    where=each,
                )
    if plain:
        stages = read_counts(data, order, later, reasons)
        counted = None
    else:
        if reasons is not None:
            raise InputError(
                "reasons_with_table",
                "reasons hör till färdiga antal. Ange i stället kolumnen reason.",
                "reasons belongs with counts. Name the column reason instead.",
                where="reasons",
            )
        named = {kind: column for kind, column in (("unit", unit), ("gender", gender)) if column}
        counted = count_people(read_people(data, order, person, reason, named), order, later)
        stages = counted.stages
    counts = {each.step: each.count for each in stages}
    share, interval = _share(counts, order, later, confidence)
    coverage, coverage_interval, total = _coverage(counts, order, denominator, covered, confidence)
    headline = share is not None and share >= limit
    return Flow(
        n=counts[order[0]],
        warnings=_warnings(counts, order, later, headline, limit, counted),
        stages=stages,
        counts=counts,
        groups=counted.groups if counted else (),
        windows=counted.windows if counted else (),
        follow_up_share=share,
        follow_up_interval=interval,
        headline=headline,
        coverage=coverage,
        coverage_interval=coverage_interval,
        denominator=total,
        followed_without_baseline=counted.without_baseline if counted else None,
        skipped_steps=counted.skipped if counted else None,
        swapped_dates=counted.swapped if counted else None,
    )


def _is_column(value: Any) -> bool:
    return hasattr(value, "__len__") and not isinstance(value, str | bytes)


def _lost(stage: Stage) -> tuple[tuple[str | Sentence, int], ...]:
    if stage.lost and not stage.reasons:
        return ((Sentence("lost", "bortfall", "lost"), stage.lost),)
    return stage.reasons


def _label(step: str) -> Sentence:
    if step in _WORDS:
        return Sentence(step, *_WORDS[step])
    if step.startswith("follow_up_"):
        which = step.removeprefix("follow_up_").replace("_", " ")
        return Sentence(step, f"följdes upp, {which}", f"followed up, {which}")
    return Sentence(step, step, step)


def _steps(data: Any, given: Any) -> list[str]:
    if given is None:
        names = column_names(data)
        found = [each for each in _ORDER if each in names]
        found += [each for each in names if each.startswith("follow_up")]
        found += ["analysed"] if "analysed" in names else []
    else:
        found = [str(each) for each in read.distinct(given, "steps")]
    if not found:
        raise InputError(
            "no_steps",
            "Inga steg är angivna. Ange dem i ordning i steps.",
            "No steps are given. Give them in order in steps.",
            where="steps",
        )
    return found


def _follow_ups(order: list[str], given: Any) -> list[str]:
    if given is None:
        return [each for each in order if each.startswith("follow_up")]
    asked = [str(each) for each in read.distinct([given] if isinstance(given, str) else given, "follow_ups")]
    for each in asked:
        read.choice(each, "follow_ups", order)
    return [each for each in order if each in asked]


def _check_order(order: list[str], later: list[str]) -> None:
    chain = [each for each in order if each not in later and each != "analysed"]
    if order != [*chain, *later, *(["analysed"] if "analysed" in order else [])]:
        raise InputError(
            "steps_out_of_order",
            "Stegen ska stå i ordning: först de före uppföljningen, sedan uppföljningarna, sist analysed.",
            "The steps must stand in order: those before follow-up, then the follow-ups, and analysed last.",
            where="steps",
        )


def _share(
    counts: dict[str, int], order: list[str], later: list[str], level: float
) -> tuple[float | None, Interval | None]:
    last = "analysed" if "analysed" in order else (later[-1] if later else None)
    started = counts.get("started", 0)
    if last is None or not started:
        return None, None
    return counts[last] / started, Interval(*wilson(counts[last], started, level), level, "Wilson")


def _coverage(
    counts: dict[str, int], order: list[str], denominator: Any, covered: Any, level: float
) -> tuple[float | None, Interval | None, int | None]:
    step = (
        ("started" if "started" in order else order[0])
        if covered is None
        else read.choice(covered, "covered", order)
    )
    if denominator is None:
        return None, None, None
    total = read.whole(denominator, "denominator", low=1)
    if counts[step] > total:
        raise InputError(
            "coverage_above_one",
            f"Det finns fler personer ({step}) än i den yttre källan. Kontrollera att de gäller samma grupp.",
            f"There are more persons ({step}) than in the external source. Check that both are of the same group.",
            where="denominator",
        )
    return counts[step] / total, Interval(*wilson(counts[step], total, level), level, "Wilson"), total


def _warnings(
    counts: dict[str, int], order: list[str], later: list[str], headline: bool, limit: float, counted: Any
) -> tuple[Sentence, ...]:
    warnings = list(counted.warnings) if counted else []
    last = "analysed" if "analysed" in order else (later[-1] if later else None)
    if "started" not in order:
        warnings.append(STARTED_UNKNOWN)
    elif last is None:
        warnings.append(
            Sentence(
                "no_follow_up",
                "Flödet har ingen uppföljning. Hur det gick är okänt.",
                "The flow has no follow-up. How it went is unknown.",
            )
        )
    elif not counts["started"]:
        warnings.append(Sentence("nobody_started", "Ingen började.", "Nobody started."))
    elif not headline:
        warnings.append(too_much_unknown(counts["started"], counts[last], limit))
    unknown = sum(count for name, count in _unknown_reasons(counted)) if counted else 0
    if unknown:
        warnings.append(
            Sentence(
                "reason_unknown",
                f"Orsaken är okänd för {number(unknown).sv} bortfall.",
                f"The reason is unknown for {number(unknown).en} losses.",
            )
        )
    return tuple(warnings)


def _unknown_reasons(counted: Any) -> list[tuple[Any, int]]:
    return [
        pair
        for stage in counted.stages
        for pair in stage.reasons
        if getattr(pair[0], "code", "") == "reason_unknown"
    ]

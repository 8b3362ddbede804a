"""Groups that become known after time zero: fix them at a landmark, so that nobody is credited with time they had to live."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class Landmark(Result):
    """Those still followed without the event at the landmark, with time counted from it and the group they had then."""

    landmark: float
    rows: tuple[int, ...]
    time: tuple[float, ...]
    event: tuple[bool, ...]
    group: tuple[int, ...]
    left_before: int
    events_before: int


def landmark(
    time: Column, event: Column, treatment_started: Column, at: float, event_value: float | None = None
) -> Landmark:
    """Give the rows for a landmark analysis: only who is still followed at the landmark, in the group known by then.

    Formula: rows with time > `at`; new time = time − `at`; group 1 when `treatment_started` ≤ `at`, otherwise 0
    (missing: never started). Row numbers begin at 0. Units: all in one unit. Assumption: the landmark was chosen
    before looking at results. What happens after it does not change a person's group.

    Raises:
        InputError: as `kaplan_meier`, or a landmark that is not above zero.
        NotEstimableError: nobody is followed past the landmark.

    Source: Anderson, Cain and Gelber 1983.

    Example:
        >>> found = landmark([2, 5, 9, 12], [1, 1, 0, 1], [None, 1, 4, None], at=3)
        >>> found.time, found.group, found.left_before
        ((2.0, 6.0, 9.0), (1, 0, 0), 1)
    """
    moment = read.positive(at, "at", high=_times.LONGEST)
    started = read.numbers(treatment_started, "treatment_started", low=0, high=_times.LONGEST, missing=True)
    data = _times.follow(time, event, event_value=event_value)
    read.same_length(time=read.numbers(time, "time", missing=True), treatment_started=started)
    after = data.time > moment
    if not after.any():
        raise NotEstimableError(
            "none_past_landmark",
            "Ingen följdes längre än till tidpunkten at. Välj en tidigare tidpunkt.",
            "Nobody was followed past the time at. Choose an earlier time.",
            where="at",
        )
    before = int((~after).sum())
    told = Sentence(
        "left_before_landmark",
        f"{before} personer är inte med eftersom uppföljningen tog slut före {_times.told(moment)[0]}.",
        f"{before} persons are left out because their follow-up ended before {_times.told(moment)[1]}.",
    )
    rows = data.rows[after]
    return Landmark(
        n=int(after.sum()),
        landmark=moment,
        rows=tuple(rows.tolist()),
        time=tuple((data.time[after] - moment).tolist()),
        event=tuple(data.event[after].tolist()),
        group=tuple((started[rows] <= moment).astype(int).tolist()),
        left_before=before,
        events_before=int(data.event[~after].sum()),
        warnings=(*data.warnings, *((told,) if before else ()), _times.NOT_ADJUSTED),
    )


@dataclass(frozen=True, kw_only=True)
class TimeDependent(Result):
    """Rows (entry, time] in which the treatment is 0 until it starts and 1 after, with the row each came from."""

    id: tuple[int, ...]
    entry: tuple[float, ...]
    time: tuple[float, ...]
    event: tuple[bool, ...]
    treated: tuple[int, ...]
    rows: tuple[int, ...]


def time_dependent(
    time: Column, event: Column, treatment_started: Column, event_value: float | None = None
) -> TimeDependent:
    """Split each person's time where treatment starts, for a Cox model in which treatment changes over time.

    Formula: (0, start] untreated and (start, time] treated when 0 < start < time; one row otherwise. A treatment that
    starts at or after `time` never counts. `id` and `rows` are row numbers from 0. Units: all in one unit.
    Assumption: treatment does not start because the event is near.

    Raises:
        InputError: as `kaplan_meier`.

    Source: Mantel and Byar 1974; Crowley and Hu 1977.

    Example:
        >>> found = time_dependent([5, 8], [1, 0], [2, None])
        >>> found.entry, found.time, found.event, found.treated
        ((0.0, 2.0, 0.0), (2.0, 5.0, 8.0), (False, True, False), (0, 1, 0))
    """
    started = read.numbers(treatment_started, "treatment_started", low=0, high=_times.LONGEST, missing=True)
    data = _times.follow(time, event, event_value=event_value)
    read.same_length(time=read.numbers(time, "time", missing=True), treatment_started=started)
    begin = started[data.rows]
    split = (begin > 0) & (begin < data.time)
    own = np.concatenate([np.arange(len(data.time)), np.flatnonzero(split)])
    late = np.arange(len(own)) >= len(data.time)
    cut = split[own] & ~late
    order = np.lexsort((late, own))
    columns = (
        np.where(late, begin[own], 0.0),
        np.where(cut, begin[own], data.time[own]),
        np.where(cut, False, data.event[own]),
        (late | (begin[own] == 0)).astype(int),
    )
    entry, stop, happened, treated = (tuple(each[order].tolist()) for each in columns)
    rows = tuple(data.rows[own][order].tolist())
    return TimeDependent(
        n=len(rows),
        id=rows,
        entry=entry,
        time=stop,
        event=happened,
        treated=treated,
        rows=rows,
        warnings=data.warnings,
    )

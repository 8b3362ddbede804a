"""Reading times to one of several kinds of events."""

from __future__ import annotations

from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.read import Ints, Labels


class Causes:
    """Times, causes as numbers (0 censored), and groups, of the rows that could be used."""

    def __init__(
        self, time: Any, event: Any, group: Any, entry: Any, censored: Any, strata: Any, allow_zero: Any
    ) -> None:
        kinds = read.labels(event, "event", missing=True)
        unknown = _times.unnamed(kinds)
        none = read.labels([censored], "censored")[0]
        happened = np.where(unknown, np.nan, (kinds != none).astype(np.float64))
        follow = _times.follow(time, happened, entry=entry, group=group, strata=strata, allow_zero=allow_zero)
        self.time, self.entry, self.group, self.strata = (
            follow.time,
            follow.entry,
            follow.group,
            follow.strata,
        )
        self.warnings = follow.warnings
        own = kinds[follow.rows]
        self.causes = [each for each in _times.in_order(own) if each != none]
        if not self.causes:
            raise NotEstimableError(
                "no_events", "Ingen händelse har inträffat.", "No event has come.", where="event"
            )
        if len(self.causes) > 50:
            raise InputError(
                "too_many_causes",
                "event har fler än 50 olika slags händelser.",
                "event has more than 50 kinds of events.",
                where="event",
            )
        self.cause = np.zeros(len(own), dtype=np.int64)
        for number, each in enumerate(self.causes, start=1):
            self.cause[own == each] = number

    def number_of(self, cause: Any) -> int:
        """Give the number of a cause by its name."""
        name = read.labels([cause], "cause")[0]
        return self.causes.index(read.choice(name, "cause", self.causes)) + 1

    def groups(self) -> tuple[list[str], Ints]:
        """Give the groups' names, at least two, and each row's group by number."""
        names, number = numbered(self.group)
        if len(names) < 2:
            raise TooFewError(
                "one_group", "Det behövs minst två grupper.", "At least two groups are needed.", where="group"
            )
        return names, number


def numbered(names: Labels | None) -> tuple[list[str], Ints]:
    if names is None:
        return [], np.empty(0, dtype=np.int64)
    order = _times.in_order(names)
    found = np.zeros(len(names), dtype=np.int64)
    for place, name in enumerate(order):
        found[names == name] = place
    return order, found

"""Points in time: their labels, their order, and the periods that are missing between them."""

import math
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError

_FORMS = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "week": re.compile(r"(\d{4})-W(\d\d)"),
    "quarter": re.compile(r"(\d{4})-[QK]([1-4])"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "number": re.compile(r"(\d{1,15})"),
}


class Periods(NamedTuple):
    """Labels in order; `gaps` tells before which points (from 0) periods are missing; `ordered` is None if unknown."""

    labels: tuple[str, ...]
    gaps: frozenset[int]
    ordered: bool | None


class Part(NamedTuple):
    """Points `first` up to but not including `last` (from 0), and why they stand apart from those before."""

    first: int
    last: int
    reason: str


def read_periods(periods: Any, count: int) -> Periods:
    """Give the points' labels, refused when a period comes twice or before the one above it.

    Raises InputError; None stands for 1, 2, 3 ….
    """
    if periods is None:
        return Periods(tuple(str(place + 1) for place in range(count)), frozenset(), True)
    if hasattr(periods, "dtype") and getattr(periods.dtype, "kind", "") == "M":
        periods = np.asarray(periods).astype("datetime64[D]").astype(object)
    if isinstance(periods, list | tuple | np.ndarray) or hasattr(periods, "to_numpy"):
        periods = [each.isoformat()[:10] if _is_date(each) else each for each in periods]
    labels = read.labels(periods, "periods")
    if len(labels) != count:
        raise InputError(
            "lengths_differ",
            f"periods har {len(labels)} värden och serien {count}.",
            f"periods has {len(labels)} values and the series {count}.",
            where="periods",
        )
    _distinct(labels)
    places = _places(labels)
    if places is None:
        return Periods(tuple(labels), frozenset(), None)
    steps = [later - earlier for earlier, later in pairwise(places)]
    for place, step in enumerate(steps):
        if step <= 0:
            raise InputError(
                "time_order",
                f"periods, rad {place + 2}: perioden kommer före den ovanför. Lägg raderna i tidsordning.",
                f"periods, row {place + 2}: the period comes before the one above. Put the rows in order of time.",
                where=f"periods[{place + 1}]",
            )
    return Periods(tuple(labels), frozenset(_gaps(steps)), True)


def _is_date(value: Any) -> bool:
    return isinstance(value, date) and not read.is_missing(value)


def _distinct(labels: read.Labels) -> None:
    seen: dict[str, int] = {}
    for place, label in enumerate(labels):
        if label in seen:
            raise InputError(
                "given_twice",
                f"periods, rad {place + 1}: perioden finns redan på rad {seen[label] + 1}.",
                f"periods, row {place + 1}: the period is already on row {seen[label] + 1}.",
                where=f"periods[{place}]",
            )
        seen[label] = place


def _places(labels: read.Labels) -> list[int] | None:
    """Give each label's place in time as a whole number, or None when they are not all written in one known form."""
    for unit, form in _FORMS.items():
        found = [form.fullmatch(label) for label in labels]
        if labels.size and all(found):
            try:
                return [_place(unit, [int(each) for each in match.groups()]) for match in found if match]
            except ValueError:
                return None
    return None


def _place(unit: str, parts: list[int]) -> int:
    if unit == "day":
        return date(*parts).toordinal()
    if unit == "week":
        return date.fromisocalendar(parts[0], parts[1], 1).toordinal()
    if unit == "quarter":
        return parts[0] * 4 + parts[1]
    if unit == "month":
        return date(parts[0], parts[1], 1).year * 12 + parts[1]
    return parts[0]


def _gaps(steps: list[int]) -> list[int]:
    """Give the points before which the rhythm that most points keep is broken."""
    if not steps:
        return []
    rhythm = math.gcd(*steps)
    if sorted(steps)[len(steps) // 2] != rhythm:
        return []
    return [place + 1 for place, step in enumerate(steps) if step > rhythm]


def read_parts(parts: Any, count: int) -> tuple[Part, ...]:
    """Give the parts of a series of so many points; each new part has a first point and a documented reason.

    Raises InputError when a part lacks its reason, or when the parts are not in order.
    """
    starts, reasons = [0], [""]
    if parts is not None:
        if isinstance(parts, str | Mapping) or not isinstance(parts, list | tuple):
            raise InputError(
                "not_parts",
                'parts ska vara en lista med {"from": punkt, "reason": skäl}.',
                'parts must be a list of {"from": point, "reason": reason}.',
                where="parts",
            )
        for place, each in enumerate(parts):
            where = f"parts[{place}]"
            if not isinstance(each, Mapping) or "from" not in each or "reason" not in each:
                raise InputError(
                    "part_without_reason",
                    f"{where}: ange från vilken punkt (from) och varför (reason).",
                    f"{where}: give the point it starts from (from) and why (reason).",
                    where=where,
                )
            start = read.whole(each["from"], f"{where}.from", low=2, high=max(count, 2)) - 1
            if start <= starts[-1] or start >= count:
                raise InputError(
                    "parts_order",
                    f"{where}: delarna ska komma i tidsordning och börja på en punkt som finns.",
                    f"{where}: the parts must come in order of time and begin at a point that exists.",
                    where=where,
                )
            starts.append(start)
            reasons.append(read.name(each["reason"], f"{where}.reason"))
    ends = [*starts[1:], count]
    return tuple(Part(first, last, reason) for first, last, reason in zip(starts, ends, reasons, strict=True))


def read_points(points: Any, count: int, where: str) -> frozenset[int]:
    """Give points named by number (from 1) as places from 0; InputError when one does not exist."""
    if points is None:
        return frozenset()
    return frozenset(int(each) - 1 for each in read.counts(points, where, low=1, high=count))

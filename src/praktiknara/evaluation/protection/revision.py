"""Closed periods are frozen: a correction is published when it concerns nobody or enough persons, else it waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.protection.cube import THRESHOLD
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence

_WAITS = Sentence(
    "revision_waits",
    "Rättelsen väntar: den gäller för få personer för att kunna publiceras. De frysta talen gäller tills vidare.",
    "The revision waits: it concerns too few persons to be published. The frozen figures stand until then.",
)


@dataclass(frozen=True, kw_only=True)
class Revision(Result):
    """Whether a closed period's figures are "unchanged", are to be revised ("publish"), or stand for now ("wait").

    `published` are the figures that hold, those held back left out; they are the frozen ones to the last digit unless
    the decision is "publish". `n` is the number of populations.
    """

    decision: str
    published: dict[str, int]


def revise_period(frozen: Any, current: Any, hidden: Any = (), threshold: int = THRESHOLD) -> Revision:
    """Say whether a closed period's figures may be revised, and give the figures that hold.

    Revised only when, for every population of the release, shown or held back, the persons who came into it are 0 or at
    least T, and so are those who left it; with counts alone, when |new − old| is 0 or at least T. Otherwise all of the
    period's figures stay as they are.

    Args:
        frozen: for each population its count, or the list of its persons (pseudonyms), when the period was closed.
        current: the same populations today.
        hidden: names of the populations that are held back.
        threshold: T.

    Returns:
        Revision.

    Assumptions: with counts alone, that those who came and those who left do not hide each other; give lists of persons
    where both happen. A revision to be published is still to be protected and audited as a new release.

    Raises:
        InputError: other populations than the frozen, a name of `hidden` that is none of them, a broken or negative
            count, or a person twice in a population.
        TooFewError: no population.

    Source: the rule of this library; Hundepool and others (2012), Statistical Disclosure Control, section 5.6, on
    tables that are linked over time.

    Example: one late registration changes nothing.
        >>> revise_period({"U1": 15, "U2": 27}, {"U1": 16, "U2": 27}).published
        {'U1': 15, 'U2': 27}
    """
    least = read.whole(threshold, "threshold", low=2, high=1000)
    before, after = _populations(frozen, "frozen"), _populations(current, "current")
    if before.keys() != after.keys():
        raise InputError(
            "other_populations",
            "current ska ha samma populationer som frozen.",
            "current must have the same populations as frozen.",
            where="current",
        )
    held = set(read.labels(hidden, "hidden").tolist())
    for name in sorted(held):
        read.choice(name, "hidden", sorted(before))
    changes = [change for name in before for change in _changes(before[name], after[name], name)]
    if not any(changes):
        decision = "unchanged"
    else:
        decision = "wait" if any(1 <= change < least for change in changes) else "publish"
    holds = after if decision == "publish" else before
    return Revision(
        n=len(before),
        decision=decision,
        published={name: _count(group) for name, group in holds.items() if name not in held},
        warnings=(_WAITS,) if decision == "wait" else (),
    )


def _populations(given: Any, where: str) -> dict[str, int | frozenset[str]]:
    if not isinstance(given, Mapping):
        raise InputError(
            "not_an_object",
            f"{where} ska vara ett objekt med ett antal per population.",
            f"{where} must be an object with a count for each population.",
            where=where,
        )
    if not given:
        raise TooFewError("no_populations", f"{where} är tomt.", f"{where} is empty.", where=where)
    found: dict[str, int | frozenset[str]] = {}
    for name, value in given.items():
        own = f"{where}.{name}"
        if isinstance(value, list | tuple | set | frozenset):
            found[str(name)] = frozenset(read.distinct(list(value), own).tolist())
        else:
            found[str(name)] = read.whole(value, own, high=10**12)
    return found


def _changes(before: int | frozenset[str], after: int | frozenset[str], name: str) -> tuple[int, ...]:
    if isinstance(before, int) and isinstance(after, int):
        return (abs(after - before),)
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        return len(after - before), len(before - after)
    raise InputError(
        "counts_and_persons",
        f"{name}: ange antal i båda eller personer i båda.",
        f"{name}: give counts in both or persons in both.",
        where=name,
    )


def _count(group: int | frozenset[str]) -> int:
    return group if isinstance(group, int) else len(group)

"""Reading movements between phases: rows of (start, stop] per person, each ending in a phase or with follow-up broken."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common import times as _times
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Ints, Labels


class Spells(NamedTuple):
    """Rows by person and time: the phase each is in, and the phase it ends in (−1: none)."""

    person: Ints
    names: Labels
    start: Floats
    stop: Floats
    phase: Ints
    to: Ints
    phases: list[str]

    @property
    def first(self) -> Flags:
        """Say which rows are a person's first."""
        return np.concatenate([[True], self.person[1:] != self.person[:-1]])

    @property
    def last(self) -> Flags:
        """Say which rows are a person's last."""
        return np.concatenate([self.person[1:] != self.person[:-1], [True]])


class Stays(NamedTuple):
    """Unbroken time in one phase: whose, which, from when to when, and whether it ended by moving on."""

    person: Ints
    phase: Ints
    start: Floats
    stop: Floats
    moved: Flags
    first: Flags


def spells(
    id: Any,
    start: Any,
    stop: Any,
    to_state: Any,
    from_state: Any = None,
    entry_phase: Any = "entry",
    phases: Any = None,
    censor: Any = "censor",
) -> Spells:
    """Read the rows; refuse gaps, overlaps, swapped times and phases that do not follow on each other.

    Raises:
        InputError: as said, or a phase that is not among `phases`.
        TooFewError: no row.
    """
    people = read.labels(id, "id")
    begun = read.numbers(start, "start", low=0, high=_times.LONGEST)
    ended = read.numbers(stop, "stop", low=0, high=_times.LONGEST)
    reached = read.labels(to_state, "to_state")
    n = read.same_length(id=people, start=begun, stop=ended, to_state=reached)
    if not n:
        raise TooFewError("no_rows", "Det finns inga rader.", "There are no rows.", where="id")
    entry, none = read.name(entry_phase, "entry_phase"), read.name(censor, "censor")
    ended, tidy = _times.same_times(ended, begun)
    begun = begun if tidy is None else tidy
    _times.refuse_rows("stop", begun >= ended, "stop_not_after_start", *_SWAPPED)
    given = None if from_state is None else read.labels(from_state, "from_state")
    if given is not None:
        read.same_length(id=people, from_state=given)
    known = _phases(reached, given, entry, none, phases)
    order = refuse_overlaps(people, begun, ended, np.arange(n))
    names, person = np.unique(people.astype(str), return_inverse=True)
    person, begun, ended, reached = person[order], begun[order], ended[order], reached[order]
    same = person[1:] == person[:-1]
    _refuse_placed("start", order, same & (begun[1:] > ended[:-1]), "gap", *_GAP)
    to = _numbers(reached, known)
    current = _current(person, to, 0 if given is None else _numbers(given[order], known))
    if given is not None:
        stated = _numbers(given[order], known)
        _refuse_placed("from_state", order, same & (stated[1:] != current[1:]), "phase_jump", *_JUMP)
    to = np.where(to == current, -1, to)
    return Spells(person, names.astype(object), begun, ended, current, to, known)


_SWAPPED = ("raden slutar inte efter att den börjar", "the row does not end after it begins")
_GAP = (
    "det finns ett glapp sedan personens förra rad",
    "there is a gap since the person's previous row",
)
_JUMP = (
    "fasen är inte den som förra raden slutade i",
    "the phase is not the one in which the previous row ended",
)


def _refuse_placed(where: str, order: Ints, wrong: Flags, code: str, swedish: str, english: str) -> None:
    """Refuse by the row's own number: `wrong` tells of each sorted row after the first."""
    at = np.zeros(len(order), dtype=bool)
    at[order[1:][wrong]] = True
    _times.refuse_rows(where, at, code, swedish, english)


def _phases(reached: Labels, given: Labels | None, entry: str, none: str, phases: Any) -> list[str]:
    seen = set(reached.tolist()) - {none}
    starts = {entry} if given is None else set(given.tolist())
    if phases is None:
        return [*([entry] if entry in starts | seen else []), *sorted((seen | starts) - {entry})]
    wanted: list[str] = read.labels(phases, "phases").tolist()
    if given is None and entry not in wanted:
        wanted = [entry, *wanted]
    if len(set(wanted)) < len(wanted):
        raise InputError(
            "given_twice", "phases: en fas står två gånger.", "phases: a phase stands twice.", where="phases"
        )
    strange = sorted((seen | starts) - set(wanted))
    if strange:
        told = ", ".join(strange)
        raise InputError(
            "unknown_phase",
            f"phases saknar: {told}.",
            f"phases lacks: {told}.",
            where="phases",
        )
    return wanted


def _numbers(names: Labels, known: list[str]) -> Ints:
    found = np.full(len(names), -1, dtype=np.int64)
    for place, name in enumerate(known):
        found[names == name] = place
    return found


def _current(person: Ints, to: Ints, initial: Ints | int) -> Ints:
    """Give the phase of each row: the last one reached by the person before it, or the one to begin with."""
    n = len(person)
    begun = np.concatenate([[True], person[1:] != person[:-1]])
    before = np.concatenate([[-1], to[:-1]])
    told = begun | (before >= 0)
    value = np.where(begun, initial, before)
    place = np.maximum.accumulate(np.where(told, np.arange(n), 0))
    return np.asarray(value[place], dtype=np.int64)


def refuse_overlaps(
    identity: Labels, entry: Floats | None, time: Floats, rows: Ints, where: str = "id"
) -> Ints:
    """Refuse rows of the same person that overlap; give the order of rows by person and time."""
    start = np.full(len(time), -np.inf) if entry is None else entry
    person = np.unique(identity.astype(str), return_inverse=True)[1]
    order = np.lexsort((time, start, person))
    same = person[order][1:] == person[order][:-1]
    wrong = np.zeros(int(rows.max(initial=-1)) + 1, dtype=bool)
    wrong[rows[order[1:][same & (start[order][1:] < time[order][:-1])]]] = True
    _times.refuse_rows(
        where,
        wrong,
        "overlap",
        "tiden överlappar en annan rad för samma person",
        "the time overlaps another row of the same person",
    )
    return order


def stays(rows: Spells) -> Stays:
    """Join a person's rows into unbroken stays."""
    begins = rows.first | np.concatenate([[False], rows.to[:-1] >= 0])
    ends = np.concatenate([begins[1:], [True]])
    return Stays(
        rows.person[begins],
        rows.phase[begins],
        rows.start[begins],
        rows.stop[ends],
        rows.to[ends] >= 0,
        rows.first[begins],
    )

"""What the analyses of time share: reading times and events, who is at risk when, and intervals for shares over time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError, TooFewError
from praktiknara.evaluation.read import Flags, Floats, Ints, Labels
from praktiknara.evaluation.texts import Sentence, number

LONGEST = 1e12
# Times that differ by less than this share of their mean are the same time: months made from days must not break ties.
SAME = 1e-9
INTERVALS = ("log-log", "log", "plain", "logit", "arcsine")

CANNOT_SHOW_EFFECT = Sentence(
    "cannot_show_effect",
    "Uppföljningen har ingen jämförelsegrupp och kan inte visa effekt: den säger hur det gick, inte varför.",
    "There is no comparison group, so this cannot show effect: it says how things went, not why.",
)
NOT_ADJUSTED = Sentence(
    "not_adjusted",
    "Grupperna jämförs som de är. Var de olika redan från början kan jämförelsen inte visa effekt.",
    "The groups are compared as they are. If they differed from the start, the comparison cannot show effect.",
)


class Follow(NamedTuple):
    """The rows that could be used: time, event, entry, group, strata, their row numbers, and how many were given."""

    time: Floats
    event: Flags
    entry: Floats | None
    group: Labels | None
    strata: Labels | None
    rows: Ints
    given: int
    warnings: tuple[Sentence, ...]


class RiskTable(NamedTuple):
    """For each distinct time: how many were at risk just before, and how many had the event or were censored then."""

    time: Floats
    at_risk: Ints
    events: Ints
    censored: Ints


def follow(
    time: Any,
    event: Any,
    *,
    entry: Any = None,
    group: Any = None,
    strata: Any = None,
    event_value: float | None = None,
    allow_zero: bool = False,
    group_known_at: Any = None,
    extra: Sequence[Floats] = (),
) -> Follow:
    """Read times and events; rows with something missing are left out, and how many is told as a warning.

    Raises:
        InputError: a time that is negative or (unless `allow_zero`) zero, an event that is not 0 or 1, an entry that
            is not before its time, or columns of different lengths.
        TooFewError: no row is left.
        RefusedError: groups that became known after time zero.
    """
    times = read.numbers(time, "time", low=0, high=LONGEST, missing=True)
    happened, unknown, warnings = _events(event, event_value)
    entries = None if entry is None else read.numbers(entry, "entry", low=0, high=LONGEST, missing=True)
    groups = None if group is None else read.labels(group, "group", missing=True)
    layers = None if strata is None else read.labels(strata, "strata", missing=True)
    given: dict[str, Any] = {
        "time": times,
        "event": happened,
        "entry": entries,
        "group": groups,
        "strata": layers,
    }
    given |= {"covariates": extra[0] if extra else None}
    n = read.same_length(**{name: column for name, column in given.items() if column is not None})
    times, entries = same_times(times, entries)
    if not read.flag(allow_zero, "allow_zero"):
        refuse_rows("time", times == 0, "zero_time", *_ZERO)
    if entries is not None:
        refuse_rows("entry", entries >= times, "entry_not_before_time", *_ENTRY)
    known_in_time(group_known_at, entries, n)
    out = np.isnan(times) | unknown
    for column in (entries, *extra):
        if column is not None:
            out |= np.isnan(column)
    for names in (groups, layers):
        if names is not None:
            out |= unnamed(names)
    rows = np.flatnonzero(~out)
    if not len(rows):
        raise TooFewError(
            "no_rows",
            "Det finns ingen rad där alla uppgifter är ifyllda.",
            "There is no row with everything filled in.",
            where="time",
        )
    return Follow(
        times[rows],
        happened[rows],
        None if entries is None else entries[rows],
        None if groups is None else groups[rows],
        None if layers is None else layers[rows],
        rows,
        n,
        (*left_out(n - len(rows), n), *warnings),
    )


_ZERO = (
    "tiden är noll. Har händelsen inträffat samma dag, ange tiden som en del av en dag eller allow_zero",
    "the time is zero. If the event came on the same day, give a part of a day, or allow_zero",
)
_ENTRY = ("personen kommer in först när tiden är slut", "the person enters only when the time is over")


def unnamed(names: Labels) -> Flags:
    """Say where a name is missing."""
    return np.fromiter((each is None for each in names), np.bool_, len(names))


def left_out(count: int, n: int) -> tuple[Sentence, ...]:
    """Say how many rows were left out because something was missing; nothing when none was."""
    if not count:
        return ()
    return (
        Sentence(
            "rows_left_out",
            f"{count} av {n} rader är inte med eftersom en uppgift saknas.",
            f"{count} of {n} rows are left out because something is missing.",
        ),
    )


def _events(event: Any, value: float | None) -> tuple[Flags, Flags, tuple[Sentence, ...]]:
    """Give whether the event came, where that is unknown, and what must be said about it."""
    told = yes_no_or_number(event, "event")
    unknown = np.isnan(told)
    kinds = np.unique(told[~unknown])
    if value is not None:
        wanted = read.real(value, "event_value")
        if len(kinds) and wanted not in kinds:
            raise InputError(
                "event_value_unseen",
                f"event_value {wanted:g} förekommer inte i event.",
                f"event_value {wanted:g} does not occur in event.",
                where="event_value",
            )
        return told == wanted, unknown, (_COMPETING_CENSORED,) if len(kinds) > 2 else ()
    if set(kinds) == {1.0, 2.0} or set(kinds) == {2.0}:
        raise InputError(
            "event_coded_1_2",
            "event är kodad 1 och 2. Ange event_value=2 om 2 betyder att händelsen inträffade.",
            "event is coded 1 and 2. Give event_value=2 if 2 means that the event came.",
            where="event",
        )
    wrong = ~unknown & (told != 0) & (told != 1)
    refuse_rows(
        "event",
        wrong,
        "not_yes_or_no",
        "värdet ska vara 0 eller 1. Finns det flera slags händelser, använd cumulative_incidence",
        "the value must be 0 or 1. If there are several kinds of events, use cumulative_incidence",
    )
    return told == 1, unknown, ()


def yes_no_or_number(values: Any, where: str, low: float | None = None, high: float | None = None) -> Floats:
    """Read a column where yes and no stand for 1 and 0 beside numbers; missing values are NaN."""
    cells = values.to_numpy() if hasattr(values, "to_numpy") else values
    if isinstance(cells, np.ndarray) and cells.dtype == np.bool_:
        cells = cells.astype(np.float64)
    elif (isinstance(cells, Sequence) and not isinstance(cells, str | bytes)) or (
        isinstance(cells, np.ndarray) and cells.dtype == np.object_ and cells.ndim == 1
    ):
        cells = [float(each) if isinstance(each, bool | np.bool_) else each for each in cells]
    return read.numbers(cells, where, low=low, high=high, missing=True)


_COMPETING_CENSORED = Sentence(
    "competing_as_censored",
    "Andra slags händelser räknas här som avbruten uppföljning, och risken blir för hög. Använd cumulative_incidence.",
    "Other kinds of events are treated as censored here, and the risk comes out too high. Use cumulative_incidence.",
)


def refuse_rows(where: str, wrong: Flags, code: str, swedish: str, english: str) -> None:
    """Refuse when any row is wrong, naming the first and how many there are."""
    if not wrong.any():
        return
    first, many = int(np.argmax(wrong)), int(wrong.sum())
    more_sv = "" if many == 1 else f" Det gäller {many} rader."
    more_en = "" if many == 1 else f" This concerns {many} rows."
    raise InputError(
        code,
        f"{where}, rad {first + 1}: {swedish}.{more_sv}",
        f"{where}, row {first + 1}: {english}.{more_en}",
        where=f"{where}[{first}]",
    )


def known_in_time(group_known_at: Any, entries: Floats | None, n: int) -> None:
    """Refuse groups that became known only after time zero: whoever got there had to be without the event until then."""
    if group_known_at is None:
        return
    known = read.numbers(group_known_at, "group_known_at", missing=True)
    read.same_length(time=np.empty(n), group_known_at=known)
    late = known > (0.0 if entries is None else entries)
    if late.any():
        raise RefusedError(
            "immortal_time",
            f"För {int(late.sum())} personer blev gruppen känd först efter tidens början. De var utan händelse fram "
            "till dess, och jämförelsen blir skev. Använd landmark eller låt gruppen ändras över tid.",
            f"For {int(late.sum())} persons the group became known only after time zero. They were without the event "
            "until then, and the comparison is biased. Use landmark, or let the group change over time.",
            where="group_known_at",
        )


def same_times(times: Floats, entries: Floats | None) -> tuple[Floats, Floats | None]:
    """Make times that differ only by rounding the same, entries and times alike."""
    together = times if entries is None else np.concatenate([times, entries])
    known = ~np.isnan(together)
    distinct, place = np.unique(together[known], return_inverse=True)
    if len(distinct) < 2:
        return times, entries
    new = np.diff(distinct, prepend=-np.inf) > SAME * float(np.mean(distinct))
    if new.all():
        return times, entries
    tidy = together.copy()
    tidy[known] = distinct[new][np.cumsum(new) - 1][place]
    return (tidy, None) if entries is None else (tidy[: len(times)], tidy[len(times) :])


def at_risk(moments: Floats, time: Floats, entry: Floats | None) -> Ints:
    """Count who is at risk at each moment: entered before it, and still followed then."""
    count = len(time) - np.searchsorted(np.sort(time), moments, side="left")
    if entry is not None:
        count = count - (len(entry) - np.searchsorted(np.sort(entry), moments, side="left"))
    return np.asarray(count, dtype=np.int64)


def risk_table(time: Floats, event: Flags, entry: Floats | None = None) -> RiskTable:
    """Give the numbers at risk, with the event and censored at each distinct time."""
    moments, place = np.unique(time, return_inverse=True)
    events = np.bincount(place[event], minlength=len(moments)).astype(np.int64)
    total = np.bincount(place, minlength=len(moments)).astype(np.int64)
    return RiskTable(moments, at_risk(moments, time, entry), events, total - events)


def share_interval(share: Floats, se: Floats, kind: str, level: float) -> tuple[Floats, Floats]:
    """Give pointwise limits for a share by the named transform; NaN where the transform has none.

    plain: S ± z·se. log: exp(log S ± z·se/S). log-log: exp(−exp(log(−log S) ± z·se/(S·log S))).
    logit: on log(S/(1−S)). arcsine: on arcsin √S. Limits are kept within 0 and 1.
    """
    z = float(ndtri(0.5 + level / 2))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if kind == "plain":
            low, high = share - z * se, share + z * se
        elif kind == "log":
            low, high = share * np.exp(-z * se / share), share * np.exp(z * se / share)
        elif kind == "log-log":
            width = np.abs(z * se / (share * np.log(share)))
            low, high = share ** np.exp(width), share ** np.exp(-width)
        elif kind == "logit":
            odds, width = share / (1 - share), z * se / (share * (1 - share))
            low, high = odds * np.exp(-width), odds * np.exp(width)
            low, high = low / (1 + low), high / (1 + high)
        else:
            angle = np.arcsin(np.sqrt(np.clip(share, 0, 1)))
            width = z * se / (2 * np.sqrt(share * (1 - share)))
            low = np.sin(np.maximum(angle - width, 0)) ** 2
            high = np.sin(np.minimum(angle + width, np.pi / 2)) ** 2
    gone = ~np.isfinite(se) | ~np.isfinite(low) | ~np.isfinite(high)
    low, high = np.clip(low, 0, 1), np.clip(high, 0, 1)
    return np.where(gone, np.nan, low), np.where(gone, np.nan, high)


def step(moments: Floats, values: Floats, at: Floats, before: float) -> Floats:
    """Read a step function that changes at each moment and holds `before` up to the first."""
    place = np.searchsorted(moments, at * (1 + SAME), side="right")
    return np.concatenate([[before], values])[place]


def moments_asked(at: Any) -> Floats:
    """Read the times asked for: none, one or several."""
    if at is None:
        return np.empty(0)
    single = isinstance(at, int | float | np.number) and not isinstance(at, bool)
    return read.numbers([at] if single else at, "at", low=0, high=LONGEST)


def level_of(level: Any) -> float:
    """Read the level of an interval."""
    return read.share(level, "level", open_ends=True)


def in_order(names: Labels) -> list[str]:
    """Give the distinct names in order: as numbers when all are numbers, otherwise by the alphabet."""
    distinct = sorted(set(names.tolist()))
    if all(each.lstrip("-").isdigit() and each.lstrip("-").isascii() for each in distinct):
        return sorted(distinct, key=int)
    return distinct


def short(value: float) -> str:
    """Write a number as part of a key: 9 rather than 9.0.

    Example:
        >>> short(9.0), short(2.5)
        ('9', '2.5')
    """
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def told(value: float | None, decimals: int = 1) -> tuple[str, str]:
    """Write a time for people in Swedish and English; whole numbers without decimals."""
    if value is None or not np.isfinite(value):
        return "–", "–"
    written = number(value, 0 if float(value).is_integer() else decimals)
    return written.sv, written.en


def exists(value: float) -> float | None:
    """Give the number, or None when it does not exist."""
    return float(value) if np.isfinite(value) else None


def ticks(last: float) -> tuple[float, ...]:
    """Give at most eight even ticks from 0 up to the last time."""
    if last <= 0:
        return (0.0,)
    power = 10.0 ** np.floor(np.log10(last / 6))
    width = next((each * power for each in (1, 2, 3, 5, 10) if last / (each * power) <= 7), 10 * power)
    return tuple(float(each) for each in np.arange(0, last + width / 1000, width))

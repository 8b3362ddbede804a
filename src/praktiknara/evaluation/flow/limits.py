"""What is known of all who started when only some were followed up: the share among them, and its worst and best case."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from scipy.special import ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, Words, number, percent

CANNOT_SHOW_EFFECT = Sentence(
    "cannot_show_effect",
    "Resultatet har ingen jämförelsegrupp och kan inte visa effekt.",
    "The result has no comparison group and cannot show an effect.",
)
STARTED_UNKNOWN = Sentence(
    "started_unknown",
    "Hur många som började är inte känt. Därför är andelen bland alla som började okänd.",
    "How many started is not known. So the share of all who started is unknown.",
)


@dataclass(frozen=True)
class Bound:
    """The share of all who started: `worst` if none of the others improved, `best` if all of them did."""

    started: int
    worst: float
    best: float
    follow_up_share: float
    headline: bool


@dataclass(frozen=True, kw_only=True)
class Bounds(Result):
    """The completers' share with its Wilson interval, and a `Bound` for each number that may have started.

    `worst`, `best`, `follow_up_share` and `headline` are set when one number was given; `headline` is False when
    nothing is known of how many started.
    """

    improved: int
    completers: int
    completer_share: float
    wilson_lo: float
    wilson_hi: float
    level: float
    kind: str
    bounds: tuple[Bound, ...]
    worst: float | None
    best: float | None
    follow_up_share: float | None
    headline: bool | None

    def named(self) -> dict[str, Any]:
        """Give worst and best case by the number that started: `worst_220`, `best_220`."""
        told: dict[str, Any] = {}
        for bound in self.bounds:
            told[f"worst_{bound.started}"] = bound.worst
            told[f"best_{bound.started}"] = bound.best
        return told


def wilson(events: int, n: int, level: float) -> tuple[float, float]:
    """Give the Wilson score interval, without continuity correction, for `events` of `n` (at least 1)."""
    z = float(ndtri(0.5 + level / 2))
    share = events / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (0.0 if events == 0 else max(0.0, centre - half), 1.0 if events == n else min(1.0, centre + half))


def too_much_unknown(started: int, followed: int, headline_at: float) -> Sentence:
    """Say that too few were followed up for the result to stand as a headline."""
    share, limit = _apart(followed / started, headline_at)
    return Sentence(
        "too_much_unknown",
        f"Av {number(started).sv} som började följdes {number(followed).sv} upp ({share.sv}). "
        f"Det är under {limit.sv}: för mycket är okänt.",
        f"Of {number(started).en} who started, {number(followed).en} were followed up ({share.en}). "
        f"That is below {limit.en}: too much is unknown.",
    )


def _apart(share: float, limit: float) -> tuple[Words, Words]:
    """Write two shares with as many decimals as it takes to see that they differ."""
    for decimals in (0, 1, 2):
        if percent(share, decimals) != percent(limit, decimals):
            return percent(share, decimals), percent(limit, decimals)
    return percent(share, 6), percent(limit, 6)


def bounds(
    improved: int, completers: int, started: Any = None, level: float = 0.95, headline_at: float = 0.6
) -> Bounds:
    """Bound the share that improved among all who started, from those who were followed up.

    Formula: completers' share = improved / completers, with its Wilson interval; worst case = improved / started,
    best case = (improved + started - completers) / started (Manski bounds; no assumption about those lost).

    Args:
        improved: how many of the completers improved.
        completers: how many were followed up.
        started: how many started; or a list of numbers that it may have been; or None when nobody knows.
        level: of the Wilson interval.
        headline_at: the share followed up below which the result is not a headline.

    Raises:
        InputError: numbers that are not whole, or more improved than followed up, or more followed up than started.

    Source: Manski 1989, J Human Resources 24:343–360; Wilson 1927, J Am Stat Assoc 22:209–212.

    Example:
        The city told that 133 of 145 youths had raised their score. If 220 had started:

        >>> result = bounds(133, 145, started=220)
        >>> round(result.completer_share, 3), round(result.worst, 3), round(result.best, 3)
        (0.917, 0.605, 0.945)
    """
    followed = read.whole(completers, "completers", low=1)
    better = read.whole(improved, "improved", high=followed)
    coverage = read.share(level, "level", open_ends=True)
    limit = read.share(headline_at, "headline_at")
    begun = _started(started, followed)
    low, high = wilson(better, followed, coverage)
    found = tuple(
        Bound(
            started=each,
            worst=better / each,
            best=(better + each - followed) / each,
            follow_up_share=followed / each,
            headline=followed / each >= limit,
        )
        for each in begun
    )
    one = found[0] if len(found) == 1 else None
    warnings = [] if found else [STARTED_UNKNOWN]
    warnings += [too_much_unknown(each.started, followed, limit) for each in found if not each.headline]
    return Bounds(
        n=followed,
        warnings=(*warnings, CANNOT_SHOW_EFFECT),
        improved=better,
        completers=followed,
        completer_share=better / followed,
        wilson_lo=low,
        wilson_hi=high,
        level=coverage,
        kind="Wilson",
        bounds=found,
        worst=one.worst if one else None,
        best=one.best if one else None,
        follow_up_share=one.follow_up_share if one else None,
        headline=one.headline if one else (None if found else False),
    )


def _started(given: Any, followed: int) -> tuple[int, ...]:
    if given is None:
        return ()
    many = hasattr(given, "__len__") and not isinstance(given, str | bytes)
    found = tuple(int(each) for each in read.counts(given if many else [given], "started", low=1))
    if any(each < followed for each in found):
        raise InputError(
            "more_followed_up_than_started",
            f"Fler är uppföljda ({followed}) än som började. Kontrollera vilka som räknas.",
            f"More were followed up ({followed}) than started. Check who is counted.",
            where="started",
        )
    return found

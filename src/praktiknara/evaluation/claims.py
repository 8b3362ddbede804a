"""What may be said of a share that got a higher score: sentences that hold, whatever happened to those who were lost."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from scipy.special import ndtr, ndtri

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.flow.limits import STARTED_UNKNOWN, bounds
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number, percent

ANALYSES: tuple[str, ...] = ("expected_rise", "claim_improvement")


@dataclass(frozen=True, kw_only=True)
class ExpectedRise(Result):
    """The shares that would rise, and rise reliably, with no effect at all; computed from a model (`n` is 0)."""

    rise: float
    rise_reliably: float
    expected_change: float
    entry_z: float
    retest: float
    alpha: float
    level: float


@dataclass(frozen=True, kw_only=True)
class Claim(Result):
    """The sentences that may be said, in order, and the figures they rest on; `headline` says whether to lift it up.

    `worst` and `best` are None when it is not known how many started.
    """

    sentences: tuple[Sentence, ...]
    headline: bool
    improved: int
    completers: int
    started: int | None
    completer_share: float
    wilson_lo: float
    wilson_hi: float
    level: float
    kind: str
    follow_up_share: float | None
    worst: float | None
    best: float | None
    expected_rise: float | None
    expected_rise_reliably: float | None


def expected_rise(
    entry_z: float = -1.0, retest: float = 0.7, alpha: float = 0.82, level: float = 0.95
) -> ExpectedRise:
    """Compute how many would get a higher score with no effect at all, when people enter away from the mean.

    Formula: the first and second score are standard normal with correlation `retest` r. Given a first score z, the
    second is normal with mean r z and variance 1 - r². The share that rises is P(second > z) = Φ(-z (1 - r) /
    √(1 - r²)). A rise is reliable beyond z* √2 √(1 - alpha) (Jacobson & Truax), with z* = 1.96 at level 0.95.

    Args:
        entry_z: the score at entry, in standard deviations from the mean; below zero is worse.
        retest: test–retest correlation, from 0 up to but not 1.
        alpha: the reliability for the reliable change, from 0 to 1.
        level: 0.95 for 1.96.

    Raises:
        InputError: a number outside its limits.

    Source: the bivariate normal; Jacobson & Truax 1991, J Consult Clin Psychol 59:12–19.

    Example:
        >>> found = expected_rise(entry_z=-1, retest=0.7, alpha=0.82)
        >>> round(found.rise, 2), round(found.rise_reliably, 2)
        (0.66, 0.11)
    """
    entry = read.real(entry_z, "entry_z", low=-10, high=10)
    again = read.share(retest, "retest")
    if again == 1:
        raise InputError(
            "out_of_range",
            "retest ska vara under 1: med 1 ändras inga poäng.",
            "retest must be below 1: with 1 no score changes.",
            where="retest",
        )
    reliability = read.share(alpha, "alpha")
    coverage = read.share(level, "level", open_ends=True)
    spread = sqrt(1 - again**2)
    needed = float(ndtri(0.5 + coverage / 2)) * sqrt(2) * sqrt(1 - reliability)
    drift = -entry * (1 - again)
    return ExpectedRise(
        n=0,
        rise=float(ndtr(drift / spread)),
        rise_reliably=float(ndtr((drift - needed) / spread)),
        expected_change=drift,
        entry_z=entry,
        retest=again,
        alpha=reliability,
        level=coverage,
    )


def claim_improvement(
    improved: int,
    completers: int,
    started: int | None = None,
    any_increase: bool = True,
    reliability: float | None = None,
    higher_is_better: bool = True,
    entry_z: float = -1.0,
    retest: float = 0.7,
    level: float = 0.95,
    headline_at: float = 0.6,
) -> Claim:
    """Give the sentences that may be said when `improved` of `completers` had a better score at follow-up.

    When `improved` counts any increase, no sentence calls it an improvement: it tells the share with a higher score
    and how many would have had one with no effect at all (`expected_rise`). Nothing is said of all who started beyond
    the worst and best case (`bounds`), and nothing at all when it is not known how many started.

    Args:
        improved: how many of the completers had a better score.
        completers: how many were measured both times.
        started: how many started; None when it is not known.
        any_increase: True when any increase was counted; False when only reliable change was.
        reliability: of the instrument, from a published source; needed when `any_increase` is False, and otherwise
            0.82 as an example.
        higher_is_better: False when a lower score is better.
        entry_z, retest: as for `expected_rise`; `entry_z` is below zero when people entered on the worse side.
        level, headline_at: as for `bounds`.

    Raises:
        InputError: as for `bounds`, or reliable change without its reliability.

    Example:
        >>> claim = claim_improvement(133, 145, started=220)
        >>> claim.sentences[-2].en
        'Among all 220 who started, the share with a higher score lies between 60% and 95%.'
    """
    any_rise = read.flag(any_increase, "any_increase")
    upwards = read.flag(higher_is_better, "higher_is_better")
    if reliability is None and not any_rise:
        raise InputError(
            "reliability_missing",
            "En säker förändring räknas fram med instrumentets reliabilitet. Ange den.",
            "A reliable change is computed with the instrument's reliability. Give it.",
            where="reliability",
        )
    begun = None if started is None else read.whole(started, "started", low=1)
    known = bounds(improved, completers, begun, level, headline_at)
    expected = expected_rise(entry_z, retest, 0.82 if reliability is None else reliability, level)
    sentences = [_share_sentence(known.improved, known, any_rise, upwards)]
    if any_rise:
        sentences.append(_chance_sentence(expected, upwards))
    if begun is None:
        sentences.append(STARTED_UNKNOWN)
    else:
        sentences += [_followed_sentence(known, begun), _bounds_sentence(known, begun, any_rise, upwards)]
    sentences += [warning for warning in known.warnings if warning.code != STARTED_UNKNOWN.code]
    return Claim(
        n=known.completers,
        warnings=known.warnings,
        sentences=tuple(sentences),
        headline=bool(known.headline) and not any_rise,
        improved=known.improved,
        completers=known.completers,
        started=begun,
        completer_share=known.completer_share,
        wilson_lo=known.wilson_lo,
        wilson_hi=known.wilson_hi,
        level=known.level,
        kind=known.kind,
        follow_up_share=known.follow_up_share,
        worst=known.worst,
        best=known.best,
        expected_rise=expected.rise if any_rise else None,
        expected_rise_reliably=expected.rise_reliably if any_rise else None,
    )


def _what(any_rise: bool, upwards: bool) -> tuple[str, str]:
    if any_rise:
        return ("högre poäng", "a higher score") if upwards else ("lägre poäng", "a lower score")
    return ("en säker förändring till det bättre", "a reliable change for the better")


def _share_sentence(events: int, known: Any, any_rise: bool, upwards: bool) -> Sentence:
    swedish, english = _what(any_rise, upwards)
    share, low, high = percent(known.completer_share), percent(known.wilson_lo), percent(known.wilson_hi)
    level = percent(known.level, 0 if round(100 * known.level, 6).is_integer() else 1)
    return Sentence(
        "share_of_followed_up",
        f"Av de {number(known.completers).sv} som mättes båda gångerna hade {number(events).sv} {swedish}: {share.sv} "
        f"({level.sv} konfidensintervall enligt Wilson: {low.sv} till {high.sv}).",
        f"Of the {number(known.completers).en} measured both times, {number(events).en} had {english}: {share.en} "
        f"({level.en} Wilson interval: {low.en} to {high.en}).",
    )


def _chance_sentence(expected: ExpectedRise, upwards: bool) -> Sentence:
    swedish, english = _what(True, upwards)
    retest, alpha = number(expected.retest, 2), number(expected.alpha, 2)
    entry_sv, entry_en = _entry(expected.entry_z)
    rise, reliably = percent(expected.rise), percent(expected.rise_reliably)
    return Sentence(
        "higher_is_not_change",
        f"Att ha {swedish} visar inte att något har blivit bättre. Helt utan effekt skulle ändå {rise.sv} ha det, "
        f"och för {reliably.sv} skulle skillnaden vara större än mätfelet. (Räknat för personer som börjar {entry_sv}, "
        f"med test–retest {retest.sv} och reliabilitet {alpha.sv}.)",
        f"Having {english} does not show that anything got better. With no effect at all {rise.en} would still have "
        f"one, and for {reliably.en} the difference would exceed measurement error. (Computed for people who enter "
        f"{entry_en}, with test-retest {retest.en} and reliability {alpha.en}.)",
    )


def _entry(z: float) -> tuple[str, str]:
    if z == 0:
        return "på medelvärdet", "at the mean"
    far = number(abs(z), 1)
    if z < 0:
        return (
            f"{far.sv} standardavvikelser på den sämre sidan om medelvärdet",
            f"{far.en} standard deviations on the worse side of the mean",
        )
    return (
        f"{far.sv} standardavvikelser på den bättre sidan om medelvärdet",
        f"{far.en} standard deviations on the better side of the mean",
    )


def _followed_sentence(known: Any, begun: int) -> Sentence:
    lost, share = number(begun - known.completers), percent(known.completers / begun)
    return Sentence(
        "followed_up",
        f"Av {number(begun).sv} som började följdes {number(known.completers).sv} upp ({share.sv}). "
        f"Hur det gick för de övriga {lost.sv} är okänt."
        if begun > known.completers
        else f"Alla {number(begun).sv} som började följdes upp.",
        f"Of {number(begun).en} who started, {number(known.completers).en} were followed up ({share.en}). "
        f"How it went for the other {lost.en} is unknown."
        if begun > known.completers
        else f"All {number(begun).en} who started were followed up.",
    )


def _bounds_sentence(known: Any, begun: int, any_rise: bool, upwards: bool) -> Sentence:
    swedish, english = _what(any_rise, upwards)
    worst, best = percent(known.worst), percent(known.best)
    return Sentence(
        "bounds_of_started",
        f"Bland alla {number(begun).sv} som började ligger andelen med {swedish} mellan {worst.sv} och {best.sv}."
        if known.worst < known.best
        else f"Bland alla {number(begun).sv} som började är andelen med {swedish} {worst.sv}.",
        f"Among all {number(begun).en} who started, the share with {english} lies between {worst.en} and {best.en}."
        if known.worst < known.best
        else f"Among all {number(begun).en} who started, the share with {english} is {worst.en}.",
    )

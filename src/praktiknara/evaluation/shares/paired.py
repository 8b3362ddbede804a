"""Two yes-or-no answers of the same persons, or of matched pairs: McNemar's test and Newcombe's paired difference."""

from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr, chdtrc

from praktiknara.evaluation import read
from praktiknara.evaluation.common.limits import exact_limits, paired_difference_limits
from praktiknara.evaluation.common.pairs import level_of, two_sided
from praktiknara.evaluation.errors import NotEstimableError, TooFewError
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence

_IF_UNCONTROLLED = Sentence(
    "cannot_show_effect",
    "Är det före och efter utan jämförelsegrupp? Då kan skillnaden inte visa effekt.",
    "Is this before and after without a comparison group? Then the difference cannot show an effect.",
)


@dataclass(frozen=True, kw_only=True)
class PairedDifference(Result):
    """The difference between two shares of the same pairs, first − second, with Newcombe's interval."""

    share_first: float
    share_second: float
    difference: float
    ci_low: float
    ci_high: float
    interval: Interval
    level: float


def _read(both: int, only_first: int, only_second: int, neither: int) -> tuple[int, int, int, int]:
    given = {"both": both, "only_first": only_first, "only_second": only_second, "neither": neither}
    cells = tuple(read.whole(value, name, high=10**12) for name, value in given.items())
    if not any(cells):
        raise TooFewError("too_few", "Det finns inga par.", "There are no pairs.", where="both")
    return cells[0], cells[1], cells[2], cells[3]


def newcombe_paired(
    both: int,
    only_first: int,
    only_second: int,
    neither: int,
    level: float = 0.95,
    continuity: bool = True,
) -> PairedDifference:
    """Give the difference between two shares of the same pairs, with Newcombe's paired score interval.

    With Wilson's limits of each share and δ, ε their distances combined under the correlation φ of the pairs: p1 − p2 − δ to
    p1 − p2 + ε, δ² = d1² − 2φ d1 u2 + u2². φ is corrected for continuity (method 10), or not (method 8).

    The four counts are pairs with yes in both, only the first, only the second, and neither. Assumes independent pairs.

    Raises:
        InputError: something that is not a count.
        TooFewError: no pairs.

    Source: Newcombe (1998) Statistics in Medicine 17:2635–2650, methods 8 and 10.

    Example:
        >>> result = newcombe_paired(36, 12, 2, 0)
        >>> round(result.difference, 2), round(result.ci_low, 4), round(result.ci_high, 4)
        (0.2, 0.0569, 0.3404)
    """
    level = level_of(level)
    corrected = read.flag(continuity, "continuity")
    cells = _read(both, only_first, only_second, neither)
    difference, low, high = paired_difference_limits(*cells, two_sided(level), continuity=corrected)
    n = sum(cells)
    return PairedDifference(
        n=n,
        share_first=(cells[0] + cells[1]) / n,
        share_second=(cells[0] + cells[2]) / n,
        difference=difference,
        ci_low=low,
        ci_high=high,
        interval=Interval(low, high, level, f"Newcombe paired, method {10 if corrected else 8}"),
        level=level,
        warnings=(_IF_UNCONTROLLED,),
    )


@dataclass(frozen=True, kw_only=True)
class McNemar(Result):
    """McNemar's test of two shares of the same pairs; the odds ratio is only_first / only_second, None when infinite."""

    discordant: int
    chi2: float
    df: int
    p: float
    chi2_corrected: float
    p_corrected: float
    p_exact: float
    p_mid: float
    odds_ratio: float | None
    odds_ratio_low: float
    odds_ratio_high: float | None
    share_first: float
    share_second: float
    difference: float
    ci_low: float
    ci_high: float
    interval: Interval
    level: float


def mcnemar(both: int, only_first: int, only_second: int, neither: int, level: float = 0.95) -> McNemar:
    """Test whether two shares of the same pairs differ, from the pairs whose two answers differ.

    With b = only_first and c = only_second: chi2 = (b − c)² / (b + c) without correction; chi2_corrected =
    (|b − c| − 1)² / (b + c); p_exact is the two-sided binomial test of b in b + c at ½, and p_mid its mid-p. The odds
    ratio is b / c with limits from Clopper and Pearson's; the difference of shares has Newcombe's paired interval.

    The four counts are pairs with yes in both, only the first, only the second, and neither. Assumes independent pairs.

    Raises:
        InputError: something that is not a count.
        TooFewError: no pairs.
        NotEstimableError: no pair whose two answers differ.

    Source: McNemar (1947) Psychometrika 12:153–157; Fagerland, Lydersen & Laake (2013).

    Example:
        >>> result = mcnemar(both=158, only_first=515, only_second=290, neither=1134)
        >>> round(result.chi2, 4), f"{result.p:.3e}", f"{result.p_exact:.3e}"
        (62.8882, '2.188e-15', '1.918e-15')
    """
    level = level_of(level)
    cells = _read(both, only_first, only_second, neither)
    b, c = cells[1], cells[2]
    if b + c == 0:
        raise NotEstimableError(
            "no_discordant_pairs",
            "Alla par har samma svar båda gångerna, så det finns inget att pröva.",
            "Every pair has the same answer both times, so there is nothing to test.",
            where="only_first, only_second",
        )
    chi2 = (b - c) ** 2 / (b + c)
    corrected = max(abs(b - c) - 1, 0) ** 2 / (b + c)
    fewer = float(bdtr(min(b, c), b + c, 0.5))
    below = float(bdtr(min(b, c) - 1, b + c, 0.5)) if min(b, c) > 0 else 0.0
    low, high = exact_limits(np.array([b]), np.array([b + c]), level)
    paired = newcombe_paired(*cells, level=level)
    told = [_IF_UNCONTROLLED]
    if b + c < 25:
        told.append(
            Sentence(
                "few_discordant",
                "Färre än 25 par har olika svar. Läs p_exact.",
                "Fewer than 25 pairs have different answers. Read p_exact.",
            )
        )
    return McNemar(
        n=sum(cells),
        discordant=b + c,
        chi2=chi2,
        df=1,
        p=float(chdtrc(1, chi2)),
        chi2_corrected=corrected,
        p_corrected=float(chdtrc(1, corrected)),
        p_exact=min(1.0, 2 * fewer),
        p_mid=min(1.0, fewer + below),
        odds_ratio=b / c if c else None,
        odds_ratio_low=float(low[0] / (1 - low[0])),
        odds_ratio_high=float(high[0] / (1 - high[0])) if high[0] < 1 else None,
        share_first=paired.share_first,
        share_second=paired.share_second,
        difference=paired.difference,
        ci_low=paired.ci_low,
        ci_high=paired.ci_high,
        interval=paired.interval,
        level=level,
        warnings=tuple(told),
    )

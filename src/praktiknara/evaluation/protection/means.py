"""What the means of a whole and of a part of it give away of the rest."""

from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.protection.cube import THRESHOLD
from praktiknara.evaluation.protection.ledger import TOO_CLOSE
from praktiknara.evaluation.result import Result


@dataclass(frozen=True, kw_only=True)
class MeanDifferencing(Result):
    """What two means give away: the mean score of those in the whole who are not in the part (`rest` persons).

    For the owner of the data only: `recovered_score` is what protection must keep from being published. It is None
    when nobody is left over. `second_request` is "deny" or "admit".
    """

    rest: int
    recovered_score: float | None
    second_request: str


def mean_differencing(all: Any, women: Any, threshold: int = THRESHOLD) -> MeanDifferencing:
    """Say whether the mean of a part may be shown beside the mean of the whole, and what the two would give away.

    recovered = (N·M − n·m) / (N − n). The second request is denied when N − n is 1 to T − 1, or when either mean rests
    on fewer than 2T persons.

    Args:
        all: [N, M]: how many they are in all and their mean.
        women: [n, m]: how many of them are in the part, and the part's mean.
        threshold: T.

    Returns:
        MeanDifferencing, with n the number of persons in all.

    Assumptions: the part is within the whole, and both means are of the same measure at the same time.

    Raises:
        InputError: not two numbers, broken or negative counts, or a part larger than the whole.

    Source: arithmetic.

    Example: twenty-one persons, and the twenty women among them.
        >>> result = mean_differencing([21, 58.3], [20, 58.0])
        >>> round(result.recovered_score, 1), result.second_request
        (64.3, 'deny')
    """
    least = read.whole(threshold, "threshold", low=2, high=1000)
    whole, mean = _size_and_mean(all, "all")
    part, part_mean = _size_and_mean(women, "women")
    rest = whole - part
    if rest < 0:
        raise InputError(
            "part_larger",
            "women: delen är större än helheten.",
            "women: the part is larger than the whole.",
            where="women",
        )
    recovered = (whole * mean - part * part_mean) / rest if rest else None
    few = 1 <= rest < least or part < 2 * least or whole < 2 * least
    warnings = (TOO_CLOSE,) if few else ()
    return MeanDifferencing(
        n=whole,
        rest=rest,
        recovered_score=recovered,
        second_request="deny" if few else "admit",
        warnings=warnings,
    )


def _size_and_mean(given: Any, where: str) -> tuple[int, float]:
    pair = read.numbers(given, where, low=-1e12, high=1e12, at_least=2)
    if len(pair) != 2:
        raise InputError(
            "not_a_pair",
            f"{where} ska vara antal och medelvärde.",
            f"{where} must be a number of persons and a mean.",
            where=where,
        )
    return read.whole(pair[0], where, low=1), float(pair[1])

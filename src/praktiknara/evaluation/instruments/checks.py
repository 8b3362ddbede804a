"""The checks that scores from elsewhere must pass before they are used."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.instruments.catalogue import find
from praktiknara.evaluation.instruments.definitions import Definition
from praktiknara.evaluation.read import Flags
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number


@dataclass(frozen=True, kw_only=True)
class CheckedScores(Result):
    """Scores that are possible for the instrument: `n` of them, and how many lie on its lowest and highest value."""

    instrument: str
    version: str
    subscale: str | None
    missing: int
    low: float
    high: float
    higher_is_better: bool
    floor: float | None
    ceiling: float | None


def check_scores(
    instrument: Any, scores: Any, subscale: str | None = None, version: str | None = None
) -> CheckedScores:
    """Check that scores from elsewhere are possible for the instrument, and tell how many lie on its limits.

    Args:
        instrument: a name in the catalogue, or the parts of an own instrument.
        scores: a list of scores in points; None is a missing score.
        subscale: the name of a subscale ("emotional"), when these are its scores; needed where there is no total.
        version: refused when it is not the definition's.

    Floor and ceiling are the shares of the scores that equal the lowest and the highest possible score.

    Raises:
        InputError: a score outside the range (never clipped), text, or a fraction where only whole scores exist.
        TooFewError: no score at all.

    Example:
        >>> check_scores("SDQ-parent", [12, 17, None, 21]).n
        3
        >>> check_scores("ORS", [3.5, 35, 350])
        Traceback (most recent call last):
        praktiknara.evaluation.errors.InputError: scores, row 3: the value must be between 0 and 40.
    """
    definition = find(instrument, version)
    low, high = _range(definition, subscale)
    found = read.numbers(scores, "scores", low=low, high=high, missing=True)
    known = found[~np.isnan(found)]
    if not len(known):
        raise TooFewError("too_few", "Det finns inga poäng.", "There are no scores.", where="scores")
    if definition.whole_scores:
        refuse_answer("scores", ~np.isnan(found) & (found != np.floor(found)), "ett heltal", "a whole number")
    missing = len(found) - len(known)
    warnings = [definition.licence.notice]
    if missing:
        warnings.append(
            Sentence(
                "scores_missing",
                f"{number(missing).sv} av {number(len(found)).sv} saknar poäng.",
                f"{number(missing).en} of {number(len(found)).en} have no score.",
            )
        )
    return CheckedScores(
        n=len(known),
        warnings=tuple(warnings),
        instrument=definition.name,
        version=definition.version,
        subscale=subscale,
        missing=missing,
        low=low,
        high=high,
        higher_is_better=definition.higher_is_better if subscale != "prosocial" else True,
        floor=float(np.mean(known == low)),
        ceiling=float(np.mean(known == high)),
    )


def _range(definition: Definition, subscale: str | None) -> tuple[float, float]:
    if subscale is None:
        if definition.low is None or definition.high is None:
            told = ", ".join(part.label.code for part in definition.subscales)
            raise InputError(
                "no_total",
                f"{definition.name} har ingen totalpoäng. Ange en av delskalorna: {told}.",
                f"{definition.name} has no total score. Give one of its subscales: {told}.",
                where="subscale",
            )
        return definition.low, definition.high
    parts = {part.label.code: part for part in definition.subscales}
    part = parts[read.choice(subscale, "subscale", tuple(parts))]
    return part.low, part.high


def refuse_answer(where: str, wrong: Flags, swedish: str, english: str) -> None:
    """Refuse the first value that is wrong, naming its row; nothing happens when none is."""
    if wrong.any():
        first = int(np.argmax(wrong))
        raise InputError(
            "not_a_possible_answer",
            f"{where}, rad {first + 1}: värdet ska vara {swedish}.",
            f"{where}, row {first + 1}: the value must be {english}.",
            where=f"{where}[{first}]",
        )

"""Goal attainment scaling: how far a person's own goals were reached, on one scale for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, TooFewError
from praktiknara.evaluation.read import Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number


@dataclass(frozen=True, kw_only=True)
class GoalAttainment(Result):
    """T-scores in the order given (None: a goal lacks its level); 50 is every goal reached as expected.

    `T` is set when one person was given. `T_baseline` and `change` are there when the levels at the start are.
    `as_expected` is the share of all assessed goals that reached 0 or above.
    """

    T: float | None
    scores: tuple[float | None, ...]
    persons: tuple[str, ...] | None
    mean: float
    sd: float | None
    T_baseline: float | None
    baseline_scores: tuple[float | None, ...] | None
    change: tuple[float | None, ...] | None
    goals: int
    as_expected: float
    rho: float

    def named(self) -> dict[str, Any]:
        """Give each person's T-score under the person's own key, when persons were named."""
        named = dict(zip(self.persons or (), self.scores, strict=False))
        return {key: value for key, value in named.items() if key not in self.__dataclass_fields__}


def goal_attainment(
    levels: Any, weights: Any = None, rho: float = 0.3, baseline: Any = None
) -> GoalAttainment:
    """Compute the goal attainment T-score of one person's goals, or of many persons'.

    Formula: T = 50 + 10 Σ w x / √((1 - rho) Σ w² + rho (Σ w)²), with x the level a goal reached, w its weight, and
    rho the expected correlation between goals.

    Args:
        levels: one person's levels, each -2, -1, 0, 1 or 2, where 0 is what was expected; or a list of such lists; or
            a mapping of person to such a list. None is a goal that was not assessed.
        weights: weights above zero in the same shape; all alike when left out.
        rho: from 0 to 1; 0.3 by convention.
        baseline: the levels at the start in the same shape, for the change in T.

    A person with a goal that was not assessed has no T-score and is counted in `warnings`.

    Raises:
        InputError: a level that is not one of the five, a weight that is not above zero, or shapes that differ.
        TooFewError: no person has all goals assessed.

    Source: Kiresuk & Sherman 1968, Community Mental Health Journal 4:443–453.

    Example:
        >>> round(goal_attainment([1, 0, -1, 2], weights=[3, 1, 1, 2]).T, 2)
        61.95
    """
    correlation = read.share(rho, "rho")
    persons, rows = _rows(levels, "levels")
    reached = [_levels(row, f"levels[{place}]") for place, row in enumerate(rows)]
    if weights is None:
        weighed = [np.ones(len(row)) for row in reached]
    else:
        weighed = [
            _weights(row, f"weights[{place}]")
            for place, row in enumerate(_same(weights, "weights", levels, reached))
        ]
    scores = [_t(x, w, correlation) for x, w in zip(reached, weighed, strict=True)]
    started = None
    if baseline is not None:
        before = [
            _levels(row, f"baseline[{place}]")
            for place, row in enumerate(_same(baseline, "baseline", levels, reached))
        ]
        started = [_t(x, w, correlation) for x, w in zip(before, weighed, strict=True)]
    known = [score for score in scores if score is not None]
    if not known:
        raise TooFewError(
            "too_few",
            "Ingen person har alla sina mål bedömda.",
            "No person has all goals assessed.",
            where="levels",
        )
    assessed = np.concatenate(reached)
    assessed = assessed[~np.isnan(assessed)]
    one = persons is None and len(rows) == 1 and rows[0] is levels
    return GoalAttainment(
        n=len(known),
        warnings=_warnings(len(scores), len(scores) - len(known)),
        T=scores[0] if one else None,
        scores=tuple(scores),
        persons=persons,
        mean=float(np.mean(known)),
        sd=float(np.std(known, ddof=1)) if len(known) > 1 else None,
        T_baseline=started[0] if started and one else None,
        baseline_scores=tuple(started) if started else None,
        change=tuple(
            None if after is None or first is None else after - first
            for after, first in zip(scores, started, strict=True)
        )
        if started
        else None,
        goals=len(assessed),
        as_expected=float(np.mean(assessed >= 0)),
        rho=correlation,
    )


def _is_row(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.ndim > 0
    if isinstance(value, str | bytes | Mapping):
        return False
    return isinstance(value, Sequence) or hasattr(value, "iloc")


def _rows(given: Any, where: str) -> tuple[tuple[str, ...] | None, list[Any]]:
    if hasattr(given, "columns") and hasattr(given, "iloc"):
        given = given.to_numpy()
    if isinstance(given, Mapping):
        persons = tuple(str(key) for key in given)
        read.distinct(list(persons), where)
        rows = list(given.values())
    elif _is_row(given):
        persons, rows = None, list(given)
        if len(rows) and not any(_is_row(row) for row in rows):
            return None, [given]
    else:
        persons, rows = None, [given]
    if not rows:
        raise TooFewError("too_few", f"{where} är tom.", f"{where} is empty.", where=where)
    return persons, rows


def _levels(row: Any, where: str) -> Floats:
    found = read.numbers(row, where, low=-2, high=2, missing=True)
    if not len(found):
        raise InputError("no_goals", f"{where}: inga mål.", f"{where}: no goals.", where=where)
    known = found[~np.isnan(found)]
    if (known != np.floor(known)).any():
        raise InputError(
            "not_whole",
            f"{where}: nivån ska vara −2, −1, 0, 1 eller 2.",
            f"{where}: the level must be −2, −1, 0, 1 or 2.",
            where=where,
        )
    return found


def _weights(row: Any, where: str) -> Floats:
    found = read.numbers(row, where, low=0, high=1e6)
    if (found == 0).any():
        raise InputError(
            "not_weights",
            f"{where}: varje mål ska ha en vikt som är större än noll.",
            f"{where}: each goal must have a weight above zero.",
            where=where,
        )
    return found


def _same(given: Any, where: str, levels: Any, reached: list[Floats]) -> list[Any]:
    """Give rows that answer to the levels' rows one by one, by person when persons are named."""
    if isinstance(levels, Mapping) and isinstance(given, Mapping):
        own = {str(key): row for key, row in given.items()}
        rows: list[Any] = [own.get(str(key)) for key in levels]
    else:
        rows = _rows(given, where)[1]
    if len(rows) != len(reached) or any(
        not _is_row(row) or len(row) != len(x) for row, x in zip(rows, reached, strict=True)
    ):
        raise InputError(
            "lengths_differ",
            f"{where} ska ha ett värde för varje mål, precis som levels.",
            f"{where} must have a value for each goal, just as levels.",
            where=where,
        )
    return rows


def _t(levels: Floats, weights: Floats, rho: float) -> float | None:
    if np.isnan(levels).any():
        return None
    shares = weights / weights.sum()  # T does not depend on the weights' unit
    spread = np.sqrt((1 - rho) * np.sum(shares**2) + rho)
    return float(50 + 10 * np.sum(shares * levels) / spread)


def _warnings(total: int, missing: int) -> tuple[Sentence, ...]:
    uncontrolled = Sentence(
        "cannot_show_effect",
        "Måluppfyllelse utan jämförelse kan inte visa effekt: målen kan ha varit lätta eller svåra.",
        "Goal attainment without a comparison cannot show an effect: the goals may have been easy or hard.",
    )
    if not missing:
        return (uncontrolled,)
    left_out = Sentence(
        "persons_left_out",
        f"{number(missing).sv} av {number(total).sv} har något mål som inte är bedömt och räknas inte med.",
        f"{number(missing).en} of {number(total).en} have a goal that was not assessed and are left out.",
    )
    return (left_out, uncontrolled)

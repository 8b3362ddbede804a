"""A row of questions to one ledger: which may be answered when they are asked in this order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.protection.cube import THRESHOLD, cube_from
from praktiknara.evaluation.protection.ledger import Decision, Ledger, Population, population_where
from praktiknara.evaluation.result import Result


@dataclass(frozen=True, kw_only=True)
class Answers(Result):
    """What a ledger decides of each view in turn: `answers` are "admit" or "deny", `decisions` tell why and what instead.

    `ledger` is all that was shown, as plain values. `n` is the number of views asked for.
    """

    answers: tuple[str, ...]
    decisions: tuple[Decision, ...]
    ledger: dict[str, Any]


def admit_views(
    variables: Any, cells: Any, views: Any, threshold: int = THRESHOLD, structural_zeros: Any = None
) -> Answers:
    """Ask for views of one dataset, one after another, and tell which may be shown given those shown before.

    Rules: see `Ledger.admit`. A denied view shows nothing and leaves no trace in the ledger.

    Args:
        variables, cells, structural_zeros: the dataset, as for `protect`.
        views: for each its filter and what is shown: `{"where": {"age": ["18", "19"]}, "statistic": "mean"}`; no
            `where` is everyone, no `statistic` is their number alone.
        threshold: T.

    Returns:
        Answers, in the order asked.

    Raises:
        InputError: something that cannot be read, or an unknown variable or value.
        TooFewError: no variable or no value.
        RefusedError: more than 2,000 atoms.

    Source: the rules of this library; Dobkin, Jones and Lipton (1979), ACM Transactions on Database Systems 4, 97–106,
    on questions that together tell of one person.

    Example: everyone, and then all but two.
        >>> cells = [{"key": ["20"], "count": 25}, {"key": ["21"], "count": 2}]
        >>> admit_views(["age"], cells, [{}, {"where": {"age": ["20"]}}]).answers
        ('admit', 'deny')
    """
    cube = cube_from({"variables": variables, "cells": cells, "structural_zeros": structural_zeros})
    ledger = Ledger("1", cube.variables, read.whole(threshold, "threshold", low=2, high=1000))
    if not isinstance(views, Sequence) or isinstance(views, str | bytes):
        raise InputError("not_a_list", "views ska vara en lista.", "views must be a list.", where="views")
    decisions = []
    for at, view in enumerate(views):
        ledger, decision = ledger.admit(_population(view, f"views[{at}]"), cube)
        decisions.append(decision)
    return Answers(
        n=len(decisions),
        answers=tuple("admit" if each.admitted else "deny" for each in decisions),
        decisions=tuple(decisions),
        ledger=ledger.as_dict(),
    )


def _population(view: Any, where: str) -> Population:
    if not isinstance(view, Mapping) or not isinstance(view.get("where", {}), Mapping):
        raise InputError(
            "not_an_object",
            f"{where} ska vara ett objekt med where, och statistic om något mer än antalet visas.",
            f"{where} must be an object with where, and statistic when more than the number is shown.",
            where=where,
        )
    statistic = view.get("statistic", "")
    if not isinstance(statistic, str):
        raise InputError(
            "not_a_name",
            f"{where}.statistic ska vara text.",
            f"{where}.statistic must be text.",
            where=where,
        )
    return population_where(
        statistic, **{str(name): values for name, values in view.get("where", {}).items()}
    )

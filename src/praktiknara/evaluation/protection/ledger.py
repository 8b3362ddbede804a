"""The ledger of what has been shown of one dataset version, and whether one view more would tell of a few persons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError
from praktiknara.evaluation.protection._attacker import UNKNOWN, Attacker, exposed
from praktiknara.evaluation.protection._isolation import gives_scores, isolates
from praktiknara.evaluation.protection.audit import small_cells
from praktiknara.evaluation.protection.cube import THRESHOLD, TOTAL, Artefact, Cube, Variable, artefact_from
from praktiknara.evaluation.read import Ints
from praktiknara.evaluation.texts import Sentence

MOST_ATOMS = 2000
_OFFERS = 24


@dataclass(frozen=True)
class Population:
    """The persons of a filter: for each variable named in `where` one of its values told, any value for the others.

    `statistic` names what is shown of them ("" when only how many they are); their number is always shown with it. A
    share shows two populations: those it is a share of, and those counted in it.
    """

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    statistic: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the filter and the statistic as plain values."""
        return {"where": {name: list(values) for name, values in self.where}, "statistic": self.statistic}


@dataclass(frozen=True)
class Decision:
    """Whether a view may be shown; if not, why not, and the nearest wider filter that may be (None when none is found).

    The reason is the same whatever the cause: a more exact one would itself tell of the few.
    """

    admitted: bool
    reason: Sentence | None = None
    offer: Population | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the decision as plain values."""
        return {
            "admitted": self.admitted,
            "reason": None if self.reason is None else self.reason._asdict(),
            "offer": None if self.offer is None else self.offer.as_dict(),
        }


TOO_CLOSE = Sentence(
    "too_close",
    "Urvalet kan inte visas: ensamt eller tillsammans med det som redan är visat kan det säga något om enstaka personer. Välj ett bredare urval.",
    "The selection cannot be shown: alone, or with what has already been shown, it could tell of a few persons. Choose a wider one.",
)


@dataclass(frozen=True)
class Ledger:
    """Everything shown of one dataset version, whoever asked; it holds nothing that has not been shown.

    `shown` are the populations and their sizes in the order they were admitted. Whether a set of views is safe depends on
    the set alone and not on its order. Making a ledger of more than 2,000 atoms raises RefusedError.

    Example: all ages, and then all but the two eldest.
        >>> from praktiknara.evaluation.protection.cube import cube_from
        >>> cube = cube_from({"variables": ["age"], "cells": [
        ...     {"key": ["19"], "count": 30}, {"key": ["20"], "count": 25}, {"key": ["21"], "count": 2}]})
        >>> ledger = Ledger("2026-01", cube.variables)
        >>> ledger, decision = ledger.admit(population_where(age=["19", "20", "21"]), cube)
        >>> decision.admitted
        True
        >>> ledger, decision = ledger.admit(population_where(age=["19", "20"]), cube)
        >>> decision.admitted, decision.reason.code
        (False, 'too_close')
    """

    version: str
    variables: tuple[Variable, ...]
    threshold: int = THRESHOLD
    shown: tuple[tuple[Population, int], ...] = ()

    def __post_init__(self) -> None:
        if self.size > MOST_ATOMS:
            raise RefusedError(
                "cube_only",
                f"Fria urval går bara med högst {MOST_ATOMS} celler. Använd de färdiga tabellerna.",
                f"Free selections are possible with at most {MOST_ATOMS} cells. Use the tables already made.",
                where="variables",
            )

    @property
    def size(self) -> int:
        """How many atoms there are."""
        return int(np.prod([len(variable.values) for variable in self.variables]))

    def atoms(self, population: Population) -> Ints:
        """Give the atoms of a population; InputError for a variable or value that is not known."""
        chosen = dict(population.where)
        _known(chosen, [variable.name for variable in self.variables], "where")
        places = np.zeros(1, dtype=np.int64)
        for variable in self.variables:
            values = chosen.get(variable.name, variable.values)
            _known(values, variable.values, f"where.{variable.name}")
            own = np.array(
                [at for at, value in enumerate(variable.values) if value in values], dtype=np.int64
            )
            places = (places[:, None] * len(variable.values) + own[None, :]).ravel()
        return places

    def admit(self, view: Population | Iterable[Population], cube: Cube) -> "tuple[Ledger, Decision]":
        """Give the ledger with this view in it if it may be shown, or the same ledger and a refusal.

        A view, with all that is shown before it, is refused when
        (1) a population has 1 to T − 1 persons, or one with a statistic has fewer than 2T;
        (2) a cell, an atom or a set of atoms always shown together, with a persons, 1 ≤ a < T, could not have T or more,
            or at least a, or within less than T of each other, going by all counts shown (see `audit`);
        (3) a linear combination of populations shown is a set of 1 to T − 1 persons; or
        (4) a linear combination of the populations of one statistic holds only 1 to T − 1 persons, so that means would
            give their scores.

        Args:
            view: a population, or several that are shown together or not at all.
            cube: the true counts of this dataset version; they are not kept.

        Raises:
            InputError: a variable or value that is not known, or a cube of other variables.
            RefusedError: the cube is not the version that the ledger has shown.
        """
        self._same_version(cube)
        wanted = (view,) if isinstance(view, Population) else tuple(view)
        added = tuple(
            (each, int(cube.atoms.ravel()[self.atoms(each)].sum()))
            for each in dict.fromkeys(wanted)
            if all(each != before for before, _ in self.shown)
        )
        grown = replace(self, shown=self.shown + added)
        if not added or grown.is_safe(cube):
            return grown, Decision(True)
        offer = self._offer(wanted[0], cube) if len(wanted) == 1 else None
        return self, Decision(False, TOO_CLOSE, offer)

    def is_safe(self, cube: Cube) -> bool:
        """Say whether everything in the ledger may stand together; by the rules of `admit`."""
        self._same_version(cube)
        truth = cube.atoms.ravel()
        for population, count in self.shown:
            if 1 <= count < self.threshold or (population.statistic and count < 2 * self.threshold):
                return False
        return self._counts_safe(cube, truth) and all(
            self._scores_safe(truth, statistic)
            for statistic in sorted({population.statistic for population, _ in self.shown} - {""})
        )

    def _same_version(self, cube: Cube) -> None:
        if cube.variables != self.variables:
            raise InputError(
                "other_variables",
                "Underlaget har andra variabler än liggaren.",
                "The data have other variables than the ledger.",
                where="cube",
            )
        truth = cube.atoms.ravel()
        if any(int(truth[self.atoms(population)].sum()) != count for population, count in self.shown):
            raise RefusedError(
                "other_version",
                "Underlaget är en annan version än den som liggaren gäller. Börja en ny liggare för den nya versionen.",
                "The data are another version than the ledger's. Begin a new ledger for the new version.",
                where="cube",
            )

    def _counts_safe(self, cube: Cube, truth: Ints) -> bool:
        sums = [self.atoms(population) for population, _ in self.shown]
        totals = [count for _, count in self.shown]
        nobody = np.flatnonzero(cube.structural.ravel())
        if len(nobody):
            sums, totals = [*sums, nobody], [*totals, 0]
        attacker = Attacker(self.size, sums, totals)
        together = [np.flatnonzero(attacker.of == one) for one in range(attacker.classes)]
        targets = small_cells(cube, self.threshold)
        targets += [atoms for atoms in together if 1 <= int(truth[atoms].sum()) < self.threshold]
        if exposed(attacker, truth, targets, self.threshold).any():
            return False
        persons = np.array([int(truth[together[one]].sum()) for one in attacker.open], dtype=np.int64)
        return not isolates(attacker.system.toarray(), persons, self.threshold)

    def _scores_safe(self, truth: Ints, statistic: str) -> bool:
        rows = [self.atoms(population) for population, _ in self.shown if population.statistic == statistic]
        attacker = Attacker(self.size, rows, [int(truth[atoms].sum()) for atoms in rows])
        held = attacker.of != UNKNOWN
        persons = np.bincount(attacker.of[held], weights=truth[held], minlength=attacker.classes).astype(
            np.int64
        )
        filled = persons > 0
        return not gives_scores(
            attacker.matrix.toarray().astype(np.float64)[:, filled], persons[filled], self.threshold
        )

    def _offer(self, population: Population, cube: Cube) -> Population | None:
        """Give the wider population, by fewest atoms added, that may be shown; None when none of the nearest may."""
        nearest = sorted(self._wider(population), key=lambda each: (len(self.atoms(each)), each.where))
        for each in nearest[:_OFFERS]:
            count = int(cube.atoms.ravel()[self.atoms(each)].sum())
            if replace(self, shown=(*self.shown, (each, count))).is_safe(cube):
                return each
        return None

    def _wider(self, population: Population) -> set[Population]:
        chosen = dict(population.where)
        found = set()
        for variable in self.variables:
            if variable.name not in chosen:
                continue
            places = [variable.values.index(value) for value in chosen[variable.name]]
            for low in range(min(places, default=0) + 1):
                for high in range(max(places, default=0), len(variable.values)):
                    values = variable.values[low : high + 1]
                    if set(values) > set(chosen[variable.name]):
                        whole = len(values) == len(variable.values)
                        wide = {**chosen, variable.name: values}
                        if whole:
                            del wide[variable.name]
                        found.add(Population(tuple(wide.items()), population.statistic))
        return found

    def as_dict(self) -> dict[str, Any]:
        """Give the ledger as plain values: what `from_dict` reads."""
        return {
            "version": self.version,
            "variables": [{"name": each.name, "values": list(each.values)} for each in self.variables],
            "threshold": self.threshold,
            "shown": [{**population.as_dict(), "count": count} for population, count in self.shown],
        }

    @classmethod
    def from_dict(cls, given: Any) -> "Ledger":
        """Read a ledger from what `as_dict` gives; InputError when it cannot be one."""
        held: Any = given if isinstance(given, Mapping) else {}
        for part in ("version", "variables", "shown"):
            if part not in held:
                raise InputError(
                    "part_missing", f"Liggaren saknar {part}.", f"The ledger lacks {part}.", where=part
                )
        own = artefact_from({"variables": held["variables"], "published": [], "suppressed": []})
        rows = read.columns(held["shown"], ["where", "statistic", "count"], "shown")
        sizes = read.counts(rows["count"], "shown.count")
        statistics = read.labels(rows["statistic"], "shown.statistic")
        shown = tuple(
            (Population(_where(where), statistic), int(count))
            for where, statistic, count in zip(rows["where"], statistics, sizes, strict=True)
        )
        threshold = read.whole(held.get("threshold", THRESHOLD), "threshold", low=2, high=1000)
        found = cls(read.name(held["version"], "version"), own.variables, threshold, shown)
        for population, _ in shown:
            found.atoms(population)
        return found


def _known(values: Iterable[str], known: Sequence[str], where: str) -> None:
    for value in values:
        read.choice(value, where, known)


def _where(given: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(given, Mapping):
        raise InputError(
            "not_an_object", "where ska vara ett objekt.", "where must be an object.", where="where"
        )
    return tuple(
        (str(name), tuple(dict.fromkeys(read.labels(values, f"where.{name}").tolist())))
        for name, values in sorted(given.items(), key=lambda item: str(item[0]))
    )


def population_where(statistic: str = "", /, **where: Sequence[str]) -> Population:
    """Give the population of a filter: `population_where("mean", gender=["K"], age=["20", "21"])`.

    Raises InputError when a variable's values are not a list of names.

    Example:
        >>> population_where("mean", gender=["K"]).as_dict()
        {'where': {'gender': ['K']}, 'statistic': 'mean'}
    """
    return Population(_where(where), statistic)


def populations_of(artefact: Artefact) -> tuple[Population, ...]:
    """Give every published cell of an artefact as a population, to be admitted to a ledger as one view."""
    return tuple(
        Population(
            tuple(
                sorted(
                    (variable.name, (value,))
                    for variable, value in zip(artefact.variables, key, strict=True)
                    if value != TOTAL
                )
            )
        )
        for key in artefact.published
    )

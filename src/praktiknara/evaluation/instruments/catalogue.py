"""The instruments that are known, each with figures that stand in its source; what is not certain is left out.

No item's text stands here. A reliability that is given as a range has no value of its own: a project chooses one, with
its source, before it has seen its results.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.instruments._general import GENERAL
from praktiknara.evaluation.instruments._substance import SUBSTANCE_AND_GOALS
from praktiknara.evaluation.instruments.definitions import Definition, own_definition

CATALOGUE: tuple[Definition, ...] = (*GENERAL, *SUBSTANCE_AND_GOALS)


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, Definition]:
    return {_key(name): each for each in CATALOGUE for name in (each.name, *each.aliases)}


def known(name: str) -> Definition | None:
    """Give the instrument of this name or alias, however it is spaced and cased; None when it is not in the catalogue."""
    return _by_key().get(_key(name))


def find(instrument: Any, version: str | None = None) -> Definition:
    """Give an instrument's definition by its name ("SOC-13", "kasam 13"), or from an own definition's parts.

    `version`, when given, must be the definition's own: a result of another version is another instrument.

    Raises:
        InputError: an instrument or a version that is not known; an own definition that cannot be right.

    Example:
        >>> find("kasam-13").name, find("SOC-13").high
        ('SOC-13', 91)
    """
    if isinstance(instrument, Definition):
        found: Definition | None = instrument
    elif isinstance(instrument, Mapping):
        found = own_definition(instrument)
    else:
        found = known(read.name(instrument, "instrument"))
    if found is None:
        told = ", ".join(each.name for each in CATALOGUE)
        raise InputError(
            "no_such_instrument",
            f"Det finns inget sådant instrument. Dessa finns: {told}.",
            f"There is no such instrument. These exist: {told}.",
            where="instrument",
        )
    if version is not None and read.name(version, "version") != found.version:
        raise InputError(
            "no_such_version",
            f"{found.name} finns bara i versionen {found.version}.",
            f"{found.name} exists only in the version {found.version}.",
            where="version",
        )
    return found

"""A facts file as it says itself: entries read field by field, each with its type, and what nobody read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YEARS = range(1900, 2101)
ABOUT = re.compile(r"\b(cirka|ca|omkring|ungefär|knappt|runt)\b", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Refused(NamedTuple):
    """Something in the file that was not loaded: the place, and why."""

    where: str
    why: str


class Unreadable(ValueError):
    """An entry that cannot become a row; the sentence says why."""


class UnreadableFile(ValueError):
    """A file that holds no facts at all; the sentence says why."""


def sounds_about(text: str) -> bool:
    """Say whether a text gives its figure as about so much (R-OUT-02)."""
    return ABOUT.search(text) is not None


@dataclass
class Entry:
    """One mapping of the file, and the names of the fields that someone has asked for."""

    said: Mapping[str, object]
    where: str
    asked: set[str] = field(default_factory=set)

    def _get(self, name: str) -> object:
        self.asked.add(name)
        return self.said.get(name)

    def has(self, name: str) -> bool:
        """Say whether the field is there with something in it."""
        return self.said.get(name) not in (None, "", [], {})

    def maybe(self, name: str) -> str:
        """Give a text, or "" when it is missing."""
        value = self._get(name)
        if value is None:
            return ""
        if isinstance(value, bool | list | dict):
            raise Unreadable(f"{name} ska vara en text.")
        return str(value).strip()

    def text(self, name: str) -> str:
        """Give a text that must be there."""
        found = self.maybe(name)
        if not found:
            raise Unreadable(f"{name} saknas.")
        return found

    def whole(self, name: str) -> int | None:
        """Give a whole number that is not below zero, or None when it is unknown."""
        value = self._get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise Unreadable(f"{name} ska vara ett heltal, noll eller mer, men är {value!r}.")
        return value

    def year(self, name: str = "year") -> int | None:
        """Give a year, or None when it is unknown."""
        found = self.whole(name)
        if found is not None and found not in YEARS:
            raise Unreadable(f"{name} är {found}, som inte är ett årtal.")
        return found

    def flag(self, name: str) -> bool:
        """Give a yes or no; missing is no."""
        value = self._get(name)
        if value not in (None, True, False):
            raise Unreadable(f"{name} ska vara true eller false.")
        return bool(value)

    def day(self, name: str) -> date | None:
        """Give a day, or None when it is unknown."""
        value = self._get(name)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Unreadable(f"{name} ska vara ett datum som 2014-12-16, men är {value!r}.") from None

    def names(self, name: str) -> list[str]:
        """Give a list of texts, empty when it is missing."""
        value = self._get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            raise Unreadable(f"{name} ska vara en lista av texter.")
        return [str(one).strip() for one in value]

    def entry(self, name: str) -> Entry:
        """Give a mapping inside this one, empty when it is missing."""
        value = self._get(name)
        if value is None:
            return Entry({}, f"{self.where}/{name}")
        if not isinstance(value, dict):
            raise Unreadable(f"{name} ska vara uppgifter med namn.")
        return Entry({str(key): one for key, one in value.items()}, f"{self.where}/{name}")

    def entries(self, name: str) -> list[tuple[int, Entry | Refused]]:
        """Give the mappings of a list with their places, from 1; what is no mapping is refused there."""
        value = self._get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Unreadable(f"{name} ska vara en lista.")
        return [
            (place, _one(one, f"{self.where}/{name}".strip("/"), place)) for place, one in enumerate(value, 1)
        ]

    def unread(self) -> Iterator[Refused]:
        """Tell the fields that nobody asked for."""
        for name in self.said:
            if name not in self.asked:
                yield Refused(f"{self.where}/{name}", "Uppgiften känns inte igen och är inte inläst.")


def _one(value: object, where: str, place: int) -> Entry | Refused:
    if not isinstance(value, dict):
        return Refused(f"{where}/{place}", "Här ska stå uppgifter med namn.")
    name = value.get("id")
    return Entry(
        {str(key): one for key, one in value.items()}, f"{where}/{name if isinstance(name, str) else place}"
    )


def read(path: Path) -> Entry:
    """Read a facts file as one entry, or raise UnreadableFile with the sentence for the reader."""
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  # a safe loader, in C when it is there
    except OSError as fault:
        raise UnreadableFile(f"Filen {path} går inte att öppna.") from fault
    except UnicodeDecodeError as fault:
        raise UnreadableFile(f"Filen {path} är inte text i UTF-8.") from fault
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f" Felet är vid rad {mark.line + 1}." if mark else ""
        raise UnreadableFile(f"Filen {path} är inte giltig YAML.{line}") from fault
    if not isinstance(said, dict):
        raise UnreadableFile(f"Filen {path} har inga avsnitt med uppgifter.")
    return Entry({str(key): value for key, value in said.items()}, "")

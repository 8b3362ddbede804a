"""A facts file as it says itself: entries read field by field, each with its type, and what nobody read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import yaml

from praktiknara.components.text import plain

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YEARS = range(1900, 2101)
ABOUT = re.compile(r"\b(cirka|ca|omkring|ungefär|knappt|runt)\b", re.IGNORECASE)
TIME = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")


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


@dataclass(frozen=True)
class Glimpse:
    """A mapping of the file looked at in passing: what cannot be read there counts as missing, and is refused where it stands."""

    said: Mapping[str, object]

    def word(self, name: str) -> str:
        """Give a text, or "" when there is none."""
        value = self.said.get(name)
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Give a whole number, or None when there is none."""
        value = self.said.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None

    def year(self, name: str = "year") -> int | None:
        """Give a year, or None when there is none."""
        found = self.number(name)
        return found if found in YEARS else None

    def list(self, name: str) -> Sequence[object]:
        """Give a list, empty when there is none."""
        value = self.said.get(name)
        return value if isinstance(value, list) else ()

    def parts(self, name: str) -> Sequence[Glimpse]:
        """Give the mappings of a list."""
        return [Glimpse(_named(one)) for one in self.list(name) if isinstance(one, dict)]

    def part(self, name: str) -> Glimpse:
        """Give a mapping, empty when there is none."""
        value = self.said.get(name)
        return Glimpse(_named(value) if isinstance(value, dict) else {})


def _named(value: dict[object, object]) -> dict[str, object]:
    return {str(key): one for key, one in value.items()}


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
        return plain(str(value)).strip()

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
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Unreadable(f"{name} ska vara ett datum som 2014-12-16, men är {value!r}.") from None

    def time(self, name: str) -> str:
        """Give a year, month or day as it is written, or "" when it is unknown."""
        found = self.maybe(name)
        if found and not TIME.fullmatch(found):
            raise Unreadable(f"{name} ska vara ett år, en månad eller en dag, men är {found!r}.")
        return found

    def names(self, name: str) -> list[str]:
        """Give a list of texts, empty when it is missing."""
        value = self._get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            raise Unreadable(f"{name} ska vara en lista av texter.")
        return [plain(str(one)).strip() for one in value]

    def entry(self, name: str) -> Entry:
        """Give a mapping inside this one, empty when it is missing."""
        value = self._get(name)
        if value is None:
            return Entry({}, f"{self.where}/{name}".strip("/"))
        if not isinstance(value, dict):
            raise Unreadable(f"{name} ska vara uppgifter med namn.")
        return Entry(_named(value), f"{self.where}/{name}".strip("/"))

    @property
    def glimpse(self) -> Glimpse:
        """Give the same mapping to look at in passing."""
        return Glimpse(self.said)

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
    return Entry(_named(value), f"{where}/{name if isinstance(name, str) else place}")


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
    return Entry(_named(said), "")

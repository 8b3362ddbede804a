"""The draft of a load: rows gathered entry by entry, so that one bad entry stops only itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import models

from praktiknara.components.text import slug
from praktiknara.people.choices import Origin
from praktiknara.people.models import Record
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Fact, Source

from .entries import Entry, Glimpse, Refused, Unreadable, sounds_about
from .reference import Reference
from .rows import Ref, Row, ref

ORIGIN: dict[str, object] = {"origin": Origin.HISTORY}
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Take(Protocol):
    """Takes one entry of a list, standing at a place in it."""

    def __call__(self, entry: Entry, /, place: int) -> object: ...


def joined(*parts: str) -> str:
    """Put notes together, those that say something."""
    return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass
class Draft:
    """What a file gives: rows, what was refused, and what we add of our own."""

    file: Entry
    reference: Reference
    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    facts: Counter[tuple[Ref, str]] = field(default_factory=Counter)
    shared: dict[Ref, Row] = field(default_factory=dict)
    permanent: dict[Ref, Ref] = field(default_factory=dict)

    def rows_of(self, section: str) -> dict[str, Glimpse]:
        """Give a section's entries by id, for those that only look something up."""
        return {key: one for one in self.file.glimpse.parts(section) if (key := one.word("id"))}

    def title(self, section: str, key: str) -> str:
        """Give what an entry of the file is called, or its id when the file does not hold it."""
        entry = self.rows_of(section).get(key, Glimpse({}))
        return entry.word("title") or entry.word("name") or key

    def section(self, name: str) -> Entry:
        """Give a section that is a mapping, empty when it is missing or refused."""
        try:
            return self.file.entry(name)
        except Unreadable as fault:
            self.refused.append(Refused(name, str(fault)))
            return Entry({}, name)

    def each(self, parent: Entry, name: str, take: Take) -> None:
        """Take every entry of a list; one that cannot be read is refused with what it had given."""
        try:
            found = parent.entries(name)
        except Unreadable as fault:
            self.refused.append(Refused(f"{parent.where}/{name}".strip("/"), str(fault)))
            return
        for place, entry in found:
            if isinstance(entry, Refused):
                self.refused.append(entry)
            else:
                self.attempt(entry, partial(take, place=place))

    def attempt(self, entry: Entry, take: Callable[[Entry], object]) -> None:
        """Take one entry whole or not at all, and tell the fields of it that nobody asked for."""
        mark = len(self.rows)
        try:
            take(entry)
        except Unreadable as fault:
            del self.rows[mark:]
            self.refused.append(Refused(entry.where, str(fault)))
        else:
            self.refused.extend(entry.unread())

    def record(
        self,
        model: type[Record],
        key: str,
        entry: Entry,
        *,
        once: Mapping[str, object] | None = None,
        origin: Origin = Origin.HISTORY,
        cite: bool = True,
        **values: object,
    ) -> Ref:
        """Add a row that has a key, with its source."""
        if not KEY.fullmatch(key):
            raise Unreadable(f"id {key!r} får bara ha a–z, siffror och bindestreck.")
        here = ref(model, key)
        self.rows.append(Row(here, entry.where, dict(values), {"origin": origin, **(once or {})}))
        if cite:
            self.cite(here, entry)
        return here

    def part(
        self, model: type[models.Model], identity: Mapping[str, object], entry: Entry, **values: object
    ) -> Ref:
        """Add a row without a key, known by what it belongs to."""
        here = Ref(model, tuple(identity.items()))
        self.rows.append(Row(here, entry.where, dict(values)))
        return here

    def cite(self, thing: Ref, entry: Entry, name: str = "") -> None:
        """Say in which source, and where in it, a thing or one field of it stands."""
        file = entry.maybe("source")
        quote = entry.maybe("quote")
        at = entry.names("at")
        if not file:
            return
        if at and (len(at) != 2 or not all(one.isdigit() for one in at)):
            raise Unreadable("at ska vara två heltal: från och till tecken i källans text.")
        source = self.source(file, entry)
        identity = {
            "object_id": thing,
            "content_type_id": ContentType.objects.get_for_model(thing.model).pk,
            "field": name,
            "source": source,
        }
        start, end = (int(at[0]), int(at[1])) if at else (None, None)
        self.rows.append(
            Row(
                Ref(Citation, tuple(identity.items())),
                entry.where,
                {},
                gently={"quote": quote, "start": start, "end": end},
            )
        )

    def source(self, file: str, entry: Entry) -> Ref:
        """Give the source of a file, added when the file's own list has it not."""
        here = ref(Source, slug(file.removesuffix(".txt"))[:120])
        known = self.reference.sources.get(file)
        values: dict[str, object] = {"file": file}
        if known:
            values |= {"title": known.title, "year": known.year, "position": known.position}
        self.share(Row(here, entry.where, values, ORIGIN, {} if known else {"title": file}))
        return here

    def share(self, row: Row) -> None:
        """Keep a row that several entries need, whatever becomes of the first that named it."""
        self.shared.setdefault(row.ref, row)

    def fact(
        self,
        about: Ref,
        entry: Entry,
        kind: FactKind = FactKind.FACT,
        *,
        text: str = "",
        number: int | None = None,
        note: str = "",
    ) -> Ref:
        """Add a statement about a thing that has no field for it."""
        said = text or entry.maybe("fact") or entry.text("name")
        self.facts[about, kind] += 1
        period = entry.entry("period")
        here = self.part(
            Fact,
            {
                "object_id": about,
                "content_type_id": ContentType.objects.get_for_model(about.model).pk,
                "kind": kind,
                "position": self.facts[about, kind],
            },
            entry,
            text=said,
            year=entry.year(),
            on=entry.maybe("date"),
            start=period.time("start"),
            end=period.time("end"),
            amount=entry.whole("amount_sek"),
            number=entry.whole("value") if number is None else number,
            about=sounds_about(said),
            note=joined(entry.maybe("note"), note),
        )
        self.cite(here, entry)
        return here

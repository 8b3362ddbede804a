"""Rows on their way to the register: what identifies them, what they say, and how they are written or left alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from praktiknara.people.models import Record

from .entries import Refused, Unreadable

Identity = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Ref:
    """A row named by what identifies it, known before it has a number."""

    model: type[models.Model]
    identity: Identity

    @property
    def key(self) -> str:
        """Give the key of a row that has one, else its place."""
        return str(dict(self.identity).get("key", self.identity))


def ref(model: type[models.Model], key: str) -> Ref:
    """Name a row by its key in the history."""
    return Ref(model, (("key", key),))


@dataclass
class Row:
    """A row to be: `values` are kept as the file says, `once` are given only when it is made, `gently` only when they say something."""

    ref: Ref
    where: str
    values: dict[str, object]
    once: dict[str, object] = field(default_factory=dict)
    gently: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = {**dict(self.ref.identity), **self.values, **self.once, **self.gently}
        for name, value in given.items():
            _check(self.ref.model, name, value)

    def refs(self) -> dict[str, Ref]:
        """Give the rows that this one points at, by field."""
        given = {**dict(self.ref.identity), **self.values, **self.once}
        return {name: value for name, value in given.items() if isinstance(value, Ref)}


def _check(model: type[models.Model], name: str, value: object) -> None:
    """Refuse a value that its field does not take."""
    column = model._meta.get_field(name)
    if not isinstance(column, models.Field) or column.is_relation or isinstance(value, Ref):
        return
    if value is None and column.null:
        return
    try:
        if value != "" or not column.blank:
            column.clean(value, None)
    except ValidationError as fault:
        raise Unreadable(f"{column.verbose_name}: {' '.join(fault.messages)}") from None


@dataclass
class Outcome:
    """What a writing did, counted by model, and what it refused."""

    created: Counter[type[models.Model]] = field(default_factory=Counter)
    unchanged: Counter[type[models.Model]] = field(default_factory=Counter)
    changed: Counter[type[models.Model]] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)


class Writer:
    """Writes rows in waves, each when all it points at stands, with few questions to the database."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.outcome = Outcome()
        self.rows: dict[Ref, Row] = {}
        self.numbers: dict[Ref, Any] = {}
        for row in rows:
            if row.ref in self.rows:
                self.refuse(row, "Samma rad står två gånger; den första gäller.")
            else:
                self.rows[row.ref] = row

    def refuse(self, row: Row, why: str) -> None:
        """Tell that a row is not loaded."""
        self.outcome.refused.append(Refused(row.where, why))

    def write(self) -> Outcome:
        """Write all rows and tell what it did."""
        self.find_others()
        waiting = list(self.rows.values())
        while waiting:
            before = len(waiting)
            waiting = [row for row in waiting if self.may_still_stand(row)]
            ready = [row for row in waiting if all(one in self.numbers for one in row.refs().values())]
            if not ready and len(waiting) == before:
                for row in waiting:
                    self.refuse(row, "Raden hör till sig själv genom andra rader.")
                break
            by_model: dict[type[models.Model], list[Row]] = defaultdict(list)
            for row in ready:
                by_model[row.ref.model].append(row)
            for model, same in by_model.items():
                self.write_model(model, same)
            waiting = [row for row in waiting if row.ref in self.rows and row.ref not in self.numbers]
        return self.outcome

    def find_others(self) -> None:
        """Find the rows that the file points at but does not hold, in the register."""
        wanted: dict[type[models.Model], set[str]] = defaultdict(set)
        for row in self.rows.values():
            for one in row.refs().values():
                if one not in self.rows:
                    wanted[one.model].add(one.key)
        for model, keys in wanted.items():
            if issubclass(model, Record):
                found = model._default_manager.filter(key__in=keys).values_list("key", "pk")
                self.numbers.update({ref(model, key or ""): number for key, number in found})

    def may_still_stand(self, row: Row) -> bool:
        """Drop what points at nothing: the field when the row can do without it, else the row, and tell which."""
        for name, one in row.refs().items():
            if one in self.numbers or one in self.rows:
                continue
            column = row.ref.model._meta.get_field(name)
            if name in row.values and isinstance(column, models.Field) and column.null:
                row.values[name] = None
                self.refuse(
                    row, f"{column.verbose_name}: {one.key} finns inte. Raden är inläst utan den uppgiften."
                )
            else:
                self.refuse(row, f"Raden hör till {one.key}, som inte finns.")
                del self.rows[row.ref]
                return False
        return True

    def numbered(self, values: Mapping[str, object], model: type[models.Model]) -> dict[str, object]:
        """Give the values as the database's columns, rows replaced by their numbers."""
        return {
            model._meta.get_field(name).attname if isinstance(value, Ref) else name: (  # type: ignore[union-attr]  # only columns are named here
                self.numbers[value] if isinstance(value, Ref) else value
            )
            for name, value in values.items()
        }

    def write_model(self, model: type[models.Model], rows: list[Row]) -> None:
        """Make, change or leave alone the rows of one model."""
        identities = [self.numbered(dict(row.ref.identity), model) for row in rows]
        first = next(iter(identities[0]))
        standing = {
            tuple(getattr(one, name) for name in identities[0]): one
            for one in model._default_manager.filter(**{f"{first}__in": {one[first] for one in identities}})
        }
        taken = self.taken(
            model,
            [row for row, one in zip(rows, identities, strict=True) if tuple(one.values()) not in standing],
        )
        made: list[tuple[Row, models.Model]] = []
        changed: list[models.Model] = []
        for row, identity in zip(rows, identities, strict=True):
            values, gently = self.numbered(row.values, model), self.numbered(row.gently, model)
            there = standing.get(tuple(identity.values()))
            if there is None and (
                clash := next((values[one] for one in taken if values.get(one) in taken[one]), None)
            ):
                self.refuse(row, f"{clash} används redan av en annan rad.")
                del self.rows[row.ref]
            elif there is None:
                there = model(**identity, **values, **gently, **self.numbered(row.once, model))
                made.append((row, there))
                self.outcome.created[model] += 1
            else:
                changed += self.change(there, values, gently)
                self.numbers[row.ref] = there.pk
        if model.save is models.Model.save:
            model._default_manager.bulk_create(one for _row, one in made)
        else:
            for _row, one in made:
                one.save()
        if changed and not issubclass(model, Record):
            columns = {*rows[0].values, *rows[0].gently}
            model._default_manager.bulk_update(changed, columns, batch_size=200)
        else:
            for one in changed:
                one.save()
        self.numbers.update({row.ref: one.pk for row, one in made})

    def taken(self, model: type[models.Model], rows: list[Row]) -> dict[str, set[object]]:
        """Give what no two rows may share and another row already has, such as an address, by field."""
        found: dict[str, set[object]] = {}
        for column in model._meta.concrete_fields:
            wanted = {row.values[column.name] for row in rows if column.name in row.values}
            if column.unique and not column.primary_key and not column.is_relation and wanted:
                standing = model._default_manager.filter(**{f"{column.name}__in": wanted})
                found[column.name] = set(standing.values_list(column.name, flat=True))
        return found

    def change(
        self, there: models.Model, values: Mapping[str, object], gently: Mapping[str, object]
    ) -> list[models.Model]:
        """Make a standing row say what the file says, and give it if it needs saving; what is only added counts as no change."""
        changes = {name: value for name, value in values.items() if getattr(there, name) != value}
        added = {
            name: value
            for name, value in gently.items()
            if value not in (None, "") and getattr(there, name) != value
        }
        for name, value in {**changes, **added}.items():
            setattr(there, name, value)
        counter = self.outcome.changed if changes else self.outcome.unchanged
        counter[type(there)] += 1
        return [there] if changes or added else []

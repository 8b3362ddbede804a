"""A row of the register as plain values, and what depends on it: what undoing has to know."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from praktiknara.components.text import slug
from praktiknara.trail.models import Citation, Document, Fact, FrozenCopy

ABOUT = (Citation, Fact, Document, FrozenCopy)
OUTSIDE = frozenset({"created_at", "changed_at"})
MOST = 2_000
Row = tuple[int, int]
T = TypeVar("T")


def snapshot(thing: models.Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Give the values of a row as JSON has them, all columns that someone fills in or those named; what follows from them is left out."""
    wanted = set(names) if names is not None else None
    values = {
        column.attname: column.value_from_object(thing)
        for column in thing._meta.concrete_fields
        if not column.generated
        and not column.primary_key
        and column.editable
        and column.name not in OUTSIDE
        and (wanted is None or column.name in wanted or column.attname in wanted)
    }
    kept: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return kept


def row_of(thing: models.Model) -> Row:
    """Name a row by its kind and number."""
    return ContentType.objects.get_for_model(type(thing)).pk, thing.pk


def things_of(rows: Iterable[Row]) -> dict[Row, models.Model]:
    """Give the rows that are still there, by kind and number, a few questions for each kind."""
    by_kind: dict[int, set[int]] = defaultdict(set)
    for kind, number in rows:
        by_kind[kind].add(number)
    found: dict[Row, models.Model] = {}
    for kind, numbers in by_kind.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        for some in _chunks(sorted(numbers)):
            found.update({(kind, pk): thing for pk, thing in model._base_manager.in_bulk(some).items()})
    return found


def dependents(things: Mapping[Row, models.Model], leaving: Collection[Row]) -> dict[Row, list[models.Model]]:
    """Give, for each row, those that would be left hanging without it, but those that leave with it."""
    by_kind: dict[int, list[models.Model]] = defaultdict(list)
    for (kind, _number), thing in things.items():
        by_kind[kind].append(thing)
    found: dict[Row, list[models.Model]] = defaultdict(list)
    for kind, same in by_kind.items():
        for some in _chunks(same):
            for number, hanging in _hanging(some, kind):
                if row_of(hanging) not in leaving:
                    found[kind, number].append(hanging)
    return found


def _hanging(things: Sequence[models.Model], kind: int) -> Iterator[tuple[int, models.Model]]:
    """Walk the rows that point at these things of one model, by key or as rows about them."""
    numbers = [thing.pk for thing in things]
    for relation in things[0]._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            column: Any = relation.remote_field
            for one in column.model._base_manager.filter(**{f"{column.name}__in": numbers})[:MOST]:
                yield getattr(one, column.attname), one
    for model in ABOUT:
        rows: Any = model
        for one in rows._base_manager.filter(content_type=kind, object_id__in=numbers)[:MOST]:
            yield one.object_id, one


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), 400):
        yield items[start : start + 400]


def free_slug(model: type[models.Model], title: str, otherwise: str) -> str:
    """Give an address that no row of the model has yet, made from the title."""
    stem = slug(title)[:100] or otherwise
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        candidate
        for candidate in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if candidate not in taken
    )

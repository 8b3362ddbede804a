"""Writing the index: things become rows, in one transaction at a time; whoever writes holds the lock of its state."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from .. import rules
from ..models import FacetValue, IndexState, SearchDocument, SearchPassage, Term
from ..queries.entries import Provider, Value
from ..queries.rows import Held, Rows, Tally, rows_of

TERMS = 200
UPDATED = [
    field.name
    for field in SearchDocument._meta.concrete_fields
    if field.name not in {"id", "content_type", "object_id", "new_at"}
]


def lock() -> IndexState:
    """Take the index's lock until the transaction ends."""
    IndexState.objects.get_or_create(pk=1)
    return IndexState.objects.select_for_update().get(pk=1)


def index(provider: Provider, keys: Iterable[int]) -> int:
    """Index these things of a kind as they are now; one that is gone leaves the index. Gives the number of passages."""
    type_id = ContentType.objects.get_for_model(provider.model).pk
    wanted = list(keys)
    with transaction.atomic():
        state, tally = lock(), Tally()
        public = set(provider.visible_to(None).filter(pk__in=wanted).values_list("pk", flat=True))
        made = [
            rows_of(provider, type_id, thing, provider.entry(thing), public=thing.pk in public)
            for thing in provider.whole(wanted)
        ]
        before = {
            row.object_id: row
            for row in SearchDocument.objects.filter(content_type=type_id, object_id__in=wanted)
        }
        _take_off(before.values(), tally)
        here = {one.document.object_id for one in made}
        SearchDocument.objects.filter(
            pk__in=[row.pk for key, row in before.items() if key not in here]
        ).delete()
        _write(made, before, tally)
        _keep_values({value for one in made for value in one.values})
        count(tally, state)
    return sum(len(one.passages) for one in made)


def _write(made: Sequence[Rows], before: Mapping[int, SearchDocument], tally: Tally) -> None:
    now = timezone.now()
    for one in made:
        tally.add(one.document, [Held(passage.keys, passage.length) for passage in one.passages])
        if was := before.get(one.document.object_id):
            one.document.pk = was.pk
            one.document.new_at = now if one.document.public and not was.public else was.new_at
    old, new = ([one.document for one in made if bool(one.document.pk) is known] for known in (True, False))
    SearchPassage.objects.filter(document__in=old).delete()
    SearchDocument.objects.bulk_create(new)
    SearchDocument.objects.bulk_update(old, [*UPDATED, "new_at"], batch_size=20)
    for one in made:
        for passage in one.passages:
            passage.document = one.document
    SearchPassage.objects.bulk_create([passage for one in made for passage in one.passages], batch_size=500)


def _take_off(documents: Iterable[SearchDocument], tally: Tally) -> None:
    """Take off what these documents add to the terms."""
    held: dict[int, list[Held]] = {document.pk: [] for document in documents if document.public}
    rows = SearchPassage.objects.filter(document__in=list(held)).values_list("document", "keys", "length")
    for document, keys, length in rows.iterator():
        held[document].append(Held(keys, length))
    for one in documents:
        tally.take_off(one, held.get(one.pk, ()))


def take_away(documents: Sequence[SearchDocument]) -> None:
    """Let things leave the index, and their words the suggestions, at once."""
    if documents:
        with transaction.atomic():
            state, tally = lock(), Tally()
            _take_off(documents, tally)
            SearchDocument.objects.filter(pk__in=[one.pk for one in documents]).delete()
            count(tally, state)


def hide(documents: Sequence[SearchDocument]) -> None:
    """Take the public mark off things, and their words out of the suggestions, at once."""
    if documents:
        with transaction.atomic():
            state, tally = lock(), Tally()
            _take_off(documents, tally)
            SearchDocument.objects.filter(pk__in=[one.pk for one in documents]).update(public=False)
            count(tally, state)


def count(tally: Tally, state: IndexState) -> None:
    """Note a change of the index: its number, how much the index holds, and the counts of the terms that changed."""
    state.number += 1
    state.passages += tally.passages
    state.length += tally.length
    state.save(update_fields=["number", "passages", "length"])
    told = tally.told()
    table = connection.ops.quote_name(Term._meta.db_table)
    with connection.cursor() as cursor:
        for first in range(0, len(told), TERMS):
            some = told[first : first + TERMS]
            rows = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            values: list[Any] = [
                value for sort, text, by in some for value in (sort, text[:200], by, state.number)
            ]
            cursor.execute(
                f"INSERT INTO {table} (sort, text, holders, changed) VALUES {rows} ON CONFLICT (sort, text) "  # noqa: S608  # names of ours; every value is a parameter
                f"DO UPDATE SET holders = {table}.holders + EXCLUDED.holders, changed = EXCLUDED.changed",
                values,
            )


def _keep_values(values: Iterable[Value]) -> None:
    rows = {rules.facet_key(value.facet, value.value): value for value in values}
    FacetValue.objects.bulk_create(
        [
            FacetValue(key=key[:200], facet=value.facet, value=value.value[:150], label=value.label[:250])
            for key, value in sorted(rows.items())
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["label", "value"],
    )

"""Following what changes: a change leaves a row in the same transaction, and the worker follows when it is committed.

What is no longer public is hidden in the same transaction; only what is to be found anew waits for the commit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from praktiknara.documents.models import Paper, is_followed
from praktiknara.swedish.keys import VERSION

from ..models import SearchDocument, Stale
from ..queries.entries import Provider, Rows
from ..queries.fulltext import tidy
from ..queries.providers import PROVIDERS, by_type
from . import index

FIRST = 50  # what waits in the worker with a lower priority, such as a long paper, is taken after it
BATCH = 100
TOGETHER = 25


def watch() -> None:
    """Follow every model that is indexed or feeds what is."""
    for model in {model for one in PROVIDERS for model in (one.model, *one.feeders)}:
        post_save.connect(changed, sender=model, dispatch_uid=f"search_saved_{model._meta.label}")
        post_delete.connect(gone, sender=model, dispatch_uid=f"search_gone_{model._meta.label}")


# Set while many rows are written together: what has changed so far.
_together: ContextVar[list[type[Model]] | None] = ContextVar("together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Let many rows be written without asking of each what it feeds: if any was, everything is stale when they are done.

    For what is public from the start, such as the history; nothing is hidden meanwhile.
    """
    written: list[type[Model]] = []
    token = _together.set(written)
    try:
        yield
    finally:
        _together.reset(token)
    if written:
        for provider in PROVIDERS:
            kind = ContentType.objects.get_for_model(provider.model)
            keys = provider.all().order_by("pk").values_list("pk", flat=True)
            Stale.objects.bulk_create([Stale(content_type=kind, object_id=key) for key in keys])
        _once_on_commit(follow)


def changed(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """A row was saved: what it feeds is stale, and hidden when it is no longer public."""
    if raw:
        return
    if (written := _together.get()) is not None:
        written.append(sender)
        return
    for provider, rows in _fed_by(sender, instance):
        mark(provider, rows)


def gone(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A row was deleted: it leaves the index, and what it fed is stale."""
    kind = ContentType.objects.get_for_model(sender)
    index.take_away(list(SearchDocument.objects.filter(content_type=kind, object_id=instance.pk)))
    for provider, rows in _fed_by(sender, instance):
        if provider.model is not sender:
            mark(provider, rows)


def _fed_by(sender: type[Model], instance: Any) -> Iterator[tuple[Provider, Rows]]:
    for provider in PROVIDERS:
        if provider.model is sender:
            yield provider, provider.all().filter(pk=instance.pk)
        if feeder := provider.feeders.get(sender):
            yield provider, feeder(instance)
        if provider.model is Paper and is_followed(sender):
            kind = ContentType.objects.get_for_model(sender)
            yield provider, provider.all().filter(content_type=kind, object_id=instance.pk)


def mark(provider: Provider, rows: Rows) -> None:
    """Note that these things are to be indexed anew, and hide those that are no longer public."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    if not keys:
        return
    kind = ContentType.objects.get_for_model(provider.model)
    Stale.objects.bulk_create([Stale(content_type=kind, object_id=key) for key in keys])
    if provider.hidden:
        seen = provider.visible_to(None).filter(pk__in=keys).values("pk")
        known = SearchDocument.objects.filter(content_type=kind, object_id__in=keys, public=True)
        index.hide(list(known.exclude(object_id__in=seen)))
    _once_on_commit(follow)


def _once_on_commit(act: Callable[[], None]) -> None:
    if not any(planned[1] is act for planned in connection.run_on_commit):
        transaction.on_commit(act, robust=True)


def follow() -> None:
    """Have the worker take up what has changed, unless it has been asked to and has not begun: nobody waits for the index."""
    if not DBTaskResult.objects.ready().filter(task_path=catch_up_later.module_path).exists():
        catch_up_later.enqueue()


@task(priority=FIRST)
def catch_up_later() -> None:
    """Take up what has changed, in the worker, and forget the orders of the same kind that are done."""
    catch_up()
    DBTaskResult.objects.successful().filter(task_path=catch_up_later.module_path).delete()


def catch_up() -> int:
    """Index everything that has changed since it was indexed; gives the number of things."""
    done = 0
    while taken := _take_some():
        done += taken
    return done


def _take_some() -> int:
    with transaction.atomic():
        index.lock()  # two who catch up do not take the same
        rows = list(Stale.objects.order_by("pk")[:BATCH])
        providers = by_type()
        wanted: dict[int, set[int]] = {}
        for row in rows:
            wanted.setdefault(row.content_type_id, set()).add(row.object_id)
        for type_id, keys in wanted.items():
            if provider := providers.get(type_id):
                index.index(provider, sorted(keys))
        Stale.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def prepare() -> None:
    """Bring the index up to date when an instance starts; a whole rebuild is left to the worker."""
    rows = SearchDocument.objects.all()
    if not rows.exists() or rows.exclude(analyser=VERSION).exists():
        rebuild_later.enqueue()
    else:
        complete()


def complete() -> None:
    """Take up what has changed, what is missing, and what is left over: rows written in bulk tell nobody."""
    catch_up()
    for provider in PROVIDERS:
        kind = ContentType.objects.get_for_model(provider.model)
        known = SearchDocument.objects.filter(content_type=kind)
        missing = list(
            provider.all()
            .exclude(pk__in=known.values("object_id"))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        for first in range(0, len(missing), TOGETHER):
            index.index(provider, missing[first : first + TOGETHER])
        index.take_away(list(known.exclude(object_id__in=provider.all().values("pk"))))


@task()
def rebuild_later() -> None:
    """Index everything anew, in the worker."""
    rebuild()


def rebuild(told: Callable[[str], object] = lambda line: None) -> int:
    """Index everything anew while searches go on: batch by batch, the old rows stay until the new are there.

    Gives the number of passages.
    """
    passages = 0
    newest = Stale.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for provider in PROVIDERS:
        kind = ContentType.objects.get_for_model(provider.model)
        here, count = list(provider.all().order_by("pk").values_list("pk", flat=True)), 0
        for first in range(0, len(here), TOGETHER):
            count += index.index(provider, here[first : first + TOGETHER])
        left = SearchDocument.objects.filter(content_type=kind).exclude(
            object_id__in=provider.all().values("pk")
        )
        index.take_away(list(left))
        told(f"{provider.kind.label}: {len(here)}, {count} stycken")
        passages += count
    Stale.objects.filter(pk__lte=newest).delete()
    tidy()
    return passages

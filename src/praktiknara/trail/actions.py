"""Writing to the trail: the event in the same transaction as what it tells of."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from praktiknara.people.models import User

from .choices import EventKind, Retention
from .models import ChainHead, Document, Event, FrozenCopy
from .rules import canonical, digest


def record(
    verb: str,
    thing: models.Model,
    *,
    by: User | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    kind: str = EventKind.DONE,
    now: datetime | None = None,
) -> Event:
    """Append an event to the chain; must run in the transaction of the act itself."""
    with transaction.atomic():
        head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
        event = Event(
            at=now or timezone.now(),
            kind=kind,
            actor=by,
            actor_name=str(by) if by else "Praktiknära",
            actor_role=by.role_label if by else "",
            verb=verb,
            content_type=ContentType.objects.get_for_model(type(thing)),
            object_id=thing.pk,
            object_label=str(thing)[:250],
            before=dict(before or {}),
            after=dict(after or {}),
            reason=reason,
            previous_hash=head.last_hash,
        )
        event.hash = digest(event.previous_hash, event.sealed())
        event.save()
        head.last_hash = event.hash
        head.save(update_fields=["last_hash"])
    return event


def freeze(verb: str, thing: models.Model, content: Mapping[str, object], *, now: datetime) -> FrozenCopy:
    """Keep a copy of a thing's content as it stands now."""
    kept = dict(content)
    return FrozenCopy.objects.create(
        content_type=ContentType.objects.get_for_model(type(thing)),
        object_id=thing.pk,
        at=now,
        verb=verb,
        content=kept,
        sha256=hashlib.sha256(canonical(kept).encode()).hexdigest(),
    )


def keep_document(
    thing: models.Model,
    *,
    kind: str,
    title: str,
    name: str,
    content: bytes,
    media_type: str,
    by: User | None,
    public: bool = False,
    retention: str = Retention.PRESERVED,
    origin: str = "own",
) -> Document:
    """Keep a file that belongs to a thing as its next version, with its checksum."""
    content_type = ContentType.objects.get_for_model(type(thing))
    earlier = Document.objects.filter(
        content_type=content_type, object_id=thing.pk, kind=kind, media_type=media_type
    ).count()
    return Document.objects.create(
        content_type=content_type,
        object_id=thing.pk,
        kind=kind,
        title=title,
        file=ContentFile(content, name=name),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        version=earlier + 1,
        public=public,
        retention=retention,
        made_by=by,
        origin=origin,
    )

"""Writing in the register for a reading or a list: each row with its source, its event, and what is needed to undo it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from praktiknara.chain.actions import lock
from praktiknara.people.choices import Origin
from praktiknara.people.models import Record, User
from praktiknara.trail import actions as trail
from praktiknara.trail.models import Citation, Source

from ..choices import Deed
from ..models import Effect, Proposal, SheetRow
from ..queries.rows import snapshot

M = TypeVar("M", bound=models.Model)


class Pen:
    """Writes for one proposal or one row of a list, in the transaction of its caller."""

    def __init__(
        self,
        cause: Proposal | SheetRow,
        *,
        source: Source,
        quote: str,
        by: User,
        now: datetime,
        start: int | None = None,
        end: int | None = None,
    ) -> None:
        self.cause, self.source, self.by, self.now = cause, source, by, now
        self.quote, self.start, self.end = quote[:120], start, end

    def make(self, model: type[M], field: str = "", **values: Any) -> M:
        """Make a row of our own with its source."""
        if issubclass(model, Record):
            values.setdefault("origin", Origin.OWN)
        thing = model._default_manager.create(**values)
        self._note(thing, Deed.MADE, {}, snapshot(_again(thing)))
        self._tell(thing, "take_in", {}, {name: _plain(value) for name, value in values.items()})
        self.cite(thing, field)
        return thing

    def change(self, thing: M, **values: Any) -> M:
        """Change fields of a row, with the source of each."""
        lock(thing)
        before = snapshot(thing, values)
        for name, value in values.items():
            setattr(thing, name, value)
        thing.save()
        after = snapshot(_again(thing), values)
        self._note(thing, Deed.CHANGED, before, after)
        self._tell(thing, "correct_from_source", before, after)
        for name in values:
            self.cite(thing, name)
        return thing

    def cite(self, thing: models.Model, field: str = "") -> None:
        """Say where a thing, or one field of it, stands; the same place twice is one source."""
        values = {
            "source": self.source,
            "content_type": ContentType.objects.get_for_model(type(thing)),
            "object_id": thing.pk,
            "field": field,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
        }
        if not Citation.objects.filter(**values).exists():
            made = Citation.objects.create(**values)
            self._note(made, Deed.MADE, {}, snapshot(_again(made)))

    def _note(self, thing: models.Model, deed: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        cause = {"proposal" if isinstance(self.cause, Proposal) else "row": self.cause}
        Effect.objects.create(
            content_type=ContentType.objects.get_for_model(type(thing)),
            object_id=thing.pk,
            deed=deed,
            label=f"{thing._meta.verbose_name}: {thing}"[:250],
            before=before,
            after=after,
            **cause,
        )

    def _tell(self, thing: models.Model, verb: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        trail.record(
            verb, thing, by=self.by, before=before, after=after, reason=str(self.source), now=self.now
        )


def _again(thing: M) -> M:
    """Read a row anew, so that its values are as the database has them."""
    thing.refresh_from_db()
    return thing


def _plain(value: Any) -> Any:
    """Give a value as an event keeps it."""
    if isinstance(value, models.Model):
        return str(value)
    return value if isinstance(value, str | int | bool | type(None)) else str(value)

"""Reading what was done and where facts come from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .models import AboutAThing, Citation, Document, Event, Fact
from .rules import digest

M = TypeVar("M", bound=AboutAThing)


class Fault(NamedTuple):
    """A break in the chain of events: which event, and what is wrong."""

    event: int
    what: str


def about(model: type[M], *things: models.Model) -> models.QuerySet[M]:
    """Give the rows of a kind (events, citations, facts, documents) about these things of one model."""
    kind = ContentType.objects.get_for_model(type(things[0]))
    return model._default_manager.filter(content_type=kind, object_id__in=[thing.pk for thing in things])


def events(thing: models.Model) -> models.QuerySet[Event]:
    """Give what was done to a thing, newest first."""
    return about(Event, thing).order_by("-pk")


def facts(thing: models.Model, *kinds: str) -> models.QuerySet[Fact]:
    """Give the sourced statements about a thing, of some kinds or all."""
    found = about(Fact, thing)
    return found.filter(kind__in=kinds) if kinds else found


def documents(thing: models.Model) -> models.QuerySet[Document]:
    """Give the files of a thing, newest first."""
    return about(Document, thing).order_by("-pk")


def citations(*things: models.Model) -> list[Citation]:
    """Give the citations of things of any models, each thing's together, one query per model."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for thing in things:
        by_model[type(thing)].append(thing)
    found: list[Citation] = []
    for same in by_model.values():
        found.extend(about(Citation, *same).select_related("source").order_by("source__position", "pk"))
    return found


def cited(things: Sequence[models.Model]) -> dict[int, list[Citation]]:
    """Give the citations of things of one model by their primary key, in one query."""
    found: dict[int, list[Citation]] = defaultdict(list)
    if things:
        for citation in about(Citation, *things).select_related("source"):
            found[citation.object_id].append(citation)
    return found


def broken_links(events_in_order: Iterable[Event]) -> list[Fault]:
    """Give every event whose hash does not follow from the one before and its own values."""
    faults: list[Fault] = []
    previous = ""
    for event in events_in_order:
        if event.previous_hash != previous:
            faults.append(Fault(event.pk, "previous"))
        if event.hash != digest(event.previous_hash, event.sealed()):
            faults.append(Fault(event.pk, "changed"))
        previous = event.hash
    return faults

"""Reading what was done and where facts come from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from praktiknara.components import parts

from .choices import HEADINGS
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


class Told(NamedTuple):
    """The facts of one kind, under the heading that a page gives them."""

    kind: str
    heading: str
    facts: list[Fact]


def by_kind(stated: Iterable[Fact]) -> list[Told]:
    """Gather facts by kind, in the order that pages tell them."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in stated:
        found[fact.kind].append(fact)
    return [
        Told(kind.value, str(heading), found[kind]) for kind, heading in HEADINGS.items() if kind in found
    ]


def documents(thing: models.Model) -> models.QuerySet[Document]:
    """Give the files of a thing, newest first."""
    return about(Document, thing).order_by("-pk")


def citations(*things: models.Model) -> list[Citation]:
    """Give the citations of things of any models in the order of the sources, in one query."""
    by_model: dict[ContentType, list[int]] = defaultdict(list)
    for thing in things:
        by_model[ContentType.objects.get_for_model(type(thing))].append(thing.pk)
    if not by_model:
        return []
    wanted = models.Q()
    for kind, keys in by_model.items():
        wanted |= models.Q(content_type=kind, object_id__in=keys)
    return list(Citation.objects.filter(wanted).select_related("source").order_by("source__position", "pk"))


def sources(*things: models.Model) -> list[parts.Citation]:
    """Give where the facts of things of any models come from, gathered by source, in one query."""
    return parts.by_source(citations(*things))


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

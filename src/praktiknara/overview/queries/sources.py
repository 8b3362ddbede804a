"""The sources of a page's facts, numbered, and which fact has which."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from praktiknara.trail.models import Citation, Source

Key = tuple[type[models.Model], int]


class Place(NamedTuple):
    """A place in a source: its words or its characters, and where to read it."""

    text: str
    url: str


@dataclass
class Numbered:
    """A source with its number on the page, and the places in it that are used."""

    number: int
    source: Source
    places: list[Place] = field(default_factory=list)


class Sources:
    """Every source of some things, in one question; the things are named by model and primary key."""

    def __init__(self, things: Iterable[Key]) -> None:
        by_model: dict[type[models.Model], list[int]] = defaultdict(list)
        for model, pk in things:
            by_model[model].append(pk)
        kinds = ContentType.objects.get_for_models(*by_model, for_concrete_models=True)
        about = reduce(
            or_,
            (Q(content_type=kinds[model], object_id__in=pks) for model, pks in by_model.items()),
            Q(pk__in=()),
        )
        found = (
            Citation.objects.filter(about)
            .select_related("source")
            .order_by("source__position", "start", "pk")
        )
        self.listed: dict[int, Numbered] = {}
        self._of: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._kinds = {model: kind.pk for model, kind in kinds.items()}
        for citation in found:
            self._take(citation)

    def _take(self, citation: Citation) -> None:
        here = self.listed.setdefault(citation.source_id, Numbered(len(self.listed) + 1, citation.source))
        span = f"{citation.start}–{citation.end}" if citation.start is not None else ""
        place = Place(citation.quote or span, citation.place)
        if place.text and place not in here.places:
            here.places.append(place)
        numbers = self._of[citation.content_type_id, citation.object_id]
        if here.number not in numbers:
            numbers.append(here.number)

    def of(self, model: type[models.Model], pk: int) -> list[int]:
        """Give the numbers of a thing's sources."""
        return self._of.get((self._kinds[model], pk), []) if model in self._kinds else []

    def __iter__(self) -> "Iterable[Numbered]":
        return iter(self.listed.values())

"""A page of hits as the reader sees it: titles, snippets, facets with counts, what is chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Value
from django.utils.safestring import SafeString

from praktiknara.people.models import User

from .. import rules
from ..choices import Facet, Kind, Result, TargetGroup
from ..models import FacetValue, SearchDocument, SearchPassage
from .asking import Asked
from .finding import Hit, Search
from .providers import PROVIDERS
from .snippets import snippet

FIRST_VALUES = 8
WHOLE_HITS = 3
CODED = {Facet.KIND: Kind, Facet.TARGET_GROUP: TargetGroup, Facet.RESULT: Result}


class Part(NamedTuple):
    """A passage of a hit: where it is, and its words marked."""

    url: str
    heading: str
    page: int | None
    text: SafeString


@dataclass(frozen=True)
class ShownHit:
    """A hit on the page."""

    document: SearchDocument
    parts: Sequence[Part]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return Kind(self.document.kind)


class Choice(NamedTuple):
    """A value of a facet: how many hits have it, and whether it is chosen."""

    value: str
    label: str
    hits: int
    chosen: bool


class Box(NamedTuple):
    """A facet with its values: those with most hits, and the rest."""

    facet: Facet
    first: list[Choice]
    rest: list[Choice]


class Chip(NamedTuple):
    """Something that is chosen, with the search that it would be without it."""

    facet: Facet
    label: str
    without: str


def page_of(search: Search, hits: Sequence[Hit]) -> list[ShownHit]:
    """Dress hits for the page; each is asked once more of the register whether she may see it."""
    # The first hits show several passages, the later their best: marking a passage takes longer than finding it.
    parts_of = {
        hit.document: hit.passages if place < WHOLE_HITS else hit.passages[:1]
        for place, hit in enumerate(hits)
    }
    wanted = [found.passage for several in parts_of.values() for found in several]
    heavy = ("keys", "strong", "document__keys", "document__words")
    passages = SearchPassage.objects.select_related("document").defer(*heavy).in_bulk(wanted)
    documents = {passage.document_id: passage.document for passage in passages.values()}
    if bare := [hit.document for hit in hits if hit.document not in documents]:
        documents |= SearchDocument.objects.defer("keys", "words").in_bulk(bare)
    seen = allowed(documents.values(), search.user)
    shown = []
    for hit in hits:
        if (document := documents.get(hit.document)) is not None and document.pk in seen:
            parts = [passages[found.passage] for found in parts_of[hit.document] if found.passage in passages]
            shown.append(ShownHit(document, [_part(search, document, one) for one in parts if one.text]))
    return shown


def _part(search: Search, document: SearchDocument, passage: SearchPassage) -> Part:
    return Part(document.url + passage.place, passage.heading, passage.page, snippet(search.query, passage))


def allowed(documents: Iterable[SearchDocument], user: User | None) -> set[int]:
    """Give the documents among these whose things she may see, as the register says at this moment."""
    by_type: dict[int, dict[int, int]] = {}
    for document in documents:
        by_type.setdefault(document.content_type_id, {})[document.object_id] = document.pk
    questions: list[Any] = []
    for provider in PROVIDERS:
        type_id = ContentType.objects.get_for_model(provider.model).pk
        if keys := by_type.get(type_id):
            seen = provider.visible_to(user).filter(pk__in=list(keys)).order_by()
            questions.append(seen.values_list(Value(type_id, IntegerField()), "pk"))
    if not questions:
        return set()
    rows = questions[0].union(*questions[1:], all=True) if len(questions) > 1 else questions[0]
    return {by_type[type_id][key] for type_id, key in rows}


def boxes(search: Search) -> list[Box]:
    """Give the facets that can narrow this search, each value with how many hits it has."""
    counts = search.facet_counts()
    chosen = {
        rules.facet_key(facet, value): (facet, value)
        for facet, values in search.filters.items()
        for value in values
    }
    known = FacetValue.objects.in_bulk(
        [*chosen, *(key for found in counts.values() for key in found)], field_name="key"
    )
    found = []
    for facet in Facet:
        keys = {
            **counts[facet],
            **{key: counts[facet].get(key, 0) for key, (of, _value) in chosen.items() if of == facet},
        }
        choices = [
            Choice(row.value, label(row), hits, key in chosen)
            for key, hits in keys.items()
            if (row := known.get(key))
        ]
        if len(choices) > 1 or any(one.chosen for one in choices):
            ordered = sorted(choices, key=lambda one: _order(facet, one))
            first = [one for place, one in enumerate(ordered) if place < FIRST_VALUES or one.chosen]
            found.append(Box(facet, first, [one for one in ordered if one not in first]))
    return found


def _order(facet: Facet, choice: Choice) -> tuple[int, str]:
    if facet == Facet.YEAR:
        return (-int(choice.value) if choice.value.isdecimal() else 0, choice.value)
    return (-choice.hits, choice.label)


def label(row: FacetValue) -> str:
    """Give the words for a value in the reader's language."""
    coded: Any = CODED.get(Facet(row.facet))
    return str(coded(row.value).label) if coded and row.value in coded.values else row.label


def chips(asked: Asked) -> list[Chip]:
    """Give what is chosen beside the words, each with the search without it."""
    keys = {
        (facet, value): rules.facet_key(facet, value)
        for facet, values in asked.filters.items()
        for value in values
    }
    known = FacetValue.objects.in_bulk(list(keys.values()), field_name="key") if keys else {}
    return [
        Chip(facet, label(known[key]) if key in known else value, asked.without(facet, value).address())
        for (facet, value), key in keys.items()
    ]

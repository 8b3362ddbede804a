"""What someone asks, as plain values, and as conditions on the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from praktiknara.components.text import plain, slug
from praktiknara.people.models import User

from .. import rules
from ..choices import Facet, Order
from ..models import FacetValue, SearchDocument
from .fulltext import DOCUMENTS, Group, Holds, Sought
from .providers import PROVIDERS

LONGEST = 1_000
MOST_VALUES, LONGEST_VALUE = 20, 150
Documents = QuerySet[SearchDocument]


@dataclass(frozen=True)
class Asked:
    """A search as it stands in an address."""

    text: str = ""
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked for."""
        return not self.text and not any(self.filters.values())

    def address(self, *, order: bool = True) -> str:
        """Write it as a part of an address, the same for the same search."""
        told = [("q", self.text)] if self.text else []
        told += [(facet.value, value) for facet in Facet for value in self.filters.get(facet, ())]
        if order and self.order != Order.RELEVANCE:
            told.append(("sort", self.order.value))
        return urlencode(told)

    def without(self, facet: Facet, value: str = "") -> "Asked":
        """Give the search without a value of a facet, or without the whole facet."""
        kept = tuple(one for one in self.filters.get(facet, ()) if value and one != value)
        return replace(self, filters={**self.filters, facet: kept})


def read(data: QueryDict) -> Asked:
    """Read a search from an address; a part of it that makes no sense is left out."""
    text = " ".join(plain(data.get("q", "")[: LONGEST * 4]).split())[:LONGEST]
    filters = {facet: _values(data, facet) for facet in Facet}
    order = data.get("sort", "")
    return Asked(
        text,
        {facet: values for facet, values in filters.items() if values},
        Order(order) if order in Order.values else Order.RELEVANCE,
    )


def _values(data: QueryDict, facet: Facet) -> tuple[str, ...]:
    told = (plain(value).strip()[:LONGEST_VALUE] for value in data.getlist(facet.value)[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in told if value))


def readable(user: User | None) -> Q:
    """Give the condition of what she may find: what is public, and of each kind what she may see besides."""
    found = Q(public=True)
    if user is None:
        return found
    hidden = [one for one in PROVIDERS if one.hidden]
    types = ContentType.objects.get_for_models(*(one.model for one in hidden))
    for one in hidden:
        # Asked of each that is not public: PostgreSQL would fetch all that she may see of the kind for an IN.
        seen = one.visible_to(user).order_by().filter(pk=OuterRef("object_id"))
        found |= Q(Exists(seen), public=False, content_type=types[one.model])
    return found


def chosen(filters: Mapping[Facet, Sequence[str]], but: Facet | None = None) -> list[Group]:
    """Give the groups of keys that the chosen values ask for: any value of each facet."""
    return [
        tuple((rules.facet_key(facet, value),) for value in values)
        for facet, values in filters.items()
        if values and facet != but
    ]


def holding(documents: Documents, groups: Sequence[Group]) -> Documents:
    """Keep the documents that hold of every group some key."""
    return documents.filter(Holds(DOCUMENTS, Sought(tuple(groups)))) if groups else documents


def any_of(groups: Sequence[Group]) -> list[Group]:
    """Give one group of all."""
    members = tuple(dict.fromkeys(keys for group in groups for keys in group))
    return [members] if members else []


def named_values(facet: Facet, said: str) -> list[str]:
    """Give the values of a facet that someone means: by name in the address, or by the beginning of the words for it."""
    wanted = slug(said)
    known = FacetValue.objects.filter(facet=facet).values_list("value", "label")
    exact = [value for value, label in known if wanted in (slug(value), slug(label))]
    return exact or [value for value, label in known if slug(label).startswith(wanted)]

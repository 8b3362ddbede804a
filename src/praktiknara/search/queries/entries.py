"""What a kind of thing tells the index about each of its rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from praktiknara.people.models import User

from ..choices import Facet, Kind

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text to find a thing by.

    `start` and `end` are its place in an imported text, `place` what its address adds.
    `beside` is what it is found by too but does not show: the title, which the hit shows already.
    """

    text: str
    beside: str = ""
    heading: str = ""
    place: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None
    changes: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: its name in addresses and the words for it."""

    facet: Facet
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing as the index holds it. Everyone who may see the thing may read every word of it."""

    title: str
    url: str
    pieces: Sequence[Piece]
    values: Sequence[Value] = ()
    year: int | None = None
    file: str = ""
    example: bool = False


Feeder = Callable[[Any], Rows]


@dataclass(frozen=True)
class Provider:
    """A kind of thing: its rows with all that an entry needs, its entries, and whose saving changes which of them."""

    kind: Kind
    model: type[Model]
    rows: Callable[[Rows], Rows]
    entry: Callable[[Any], Entry]
    hidden: bool = False
    feeders: dict[type[Model], Feeder] = field(default_factory=dict)

    def all(self) -> Rows:
        """Give all rows of the kind."""
        manager: Any = self.model._default_manager
        rows: Rows = manager.all()
        return rows

    def visible_to(self, user: User | None) -> Rows:
        """Give the rows that she may see; of a kind where nothing is hidden, all."""
        rows: Any = self.all()
        seen: Rows = rows.visible_to(user) if hasattr(rows, "visible_to") else rows
        return seen

    def whole(self, keys: Iterable[int]) -> Rows:
        """Give these rows with all that their entries need."""
        return self.rows(self.all().filter(pk__in=list(keys)))

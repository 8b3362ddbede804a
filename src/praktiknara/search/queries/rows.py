"""A thing as rows of the index: its document and passages with their keys, and the terms it is counted under."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from praktiknara.components.text import plain, sort_key
from praktiknara.swedish import keys as analysis
from praktiknara.swedish.acronyms import mine
from praktiknara.swedish.offsets import Change

from .. import rules
from ..choices import Facet, TermSort
from ..models import SearchDocument, SearchPassage
from .entries import Entry, Piece, Provider, Value

WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,40}(?![\w-])")


class Rows(NamedTuple):
    """A document with its passages, unsaved."""

    document: SearchDocument
    passages: list[SearchPassage]
    values: list[Value]


def changes_of(told: Iterable[Sequence[Any]]) -> list[Change]:
    """Give repairs as the analysis takes them, from how a passage keeps them."""
    return [Change(*one) for one in told]


def rows_of(provider: Provider, type_id: int, thing: Any, entry: Entry, *, public: bool) -> Rows:
    """Analyse a thing."""
    values = [*entry.values, Value(Facet.KIND, provider.kind.value, str(provider.kind.label))]
    facets = sorted({rules.facet_key(value.facet, value.value) for value in values})
    passages = [
        passage_of(place, piece, entry.title if entry.file else "")
        for place, piece in enumerate(entry.pieces)
    ]
    keys = dict.fromkeys(key for passage in passages for key in passage.keys.split())
    title = plain(entry.title)[:300]
    keys |= dict.fromkeys(analysis.index_keys(title).split())
    words = {word for piece in entry.pieces for word in words_of(piece)} | words_of(Piece(title))
    document = SearchDocument(
        municipality_id=getattr(thing, "municipality_id", None) or 1,
        kind=provider.kind,
        content_type_id=type_id,
        object_id=thing.pk,
        title=title,
        sort_title=sort_key(title)[:300],
        url=entry.url[:300],
        file=entry.file,
        year=entry.year or 0,
        example=entry.example,
        public=public,
        facets=" ".join(facets),
        keys=" ".join([*keys, *facets]),
        words=" ".join(sorted(words)),
        acronyms=acronyms_of(entry.pieces),
        analyser=analysis.VERSION,
    )
    return Rows(document, passages, values)


def passage_of(place: int, piece: Piece, title: str) -> SearchPassage:
    """Analyse a passage; the heading it stands under, and the title of its paper, say a little of it too."""
    text, changes = piece.text.replace("\0", " "), changes_of(piece.changes)
    keys = analysis.index_keys(text, changes, heading=piece.heading, title=title)
    if piece.beside:
        keys = f"{analysis.index_keys(piece.beside)} {keys}".strip()
    length = max(analysis.length(keys), 1)
    return SearchPassage(
        position=place,
        start=piece.start,
        end=piece.end,
        page=piece.page,
        heading=piece.heading[:300],
        place=piece.place,
        text=text,
        changes=[list(one) for one in piece.changes],
        keys=keys,
        strong=" ".join(rules.strong(keys.split(), length)),
        length=length,
    )


def words_of(piece: Piece) -> set[str]:
    """Give the words of a passage as people write them, damaged ones mended: suggestions are made of these."""
    return set(WORD.findall(analysis.repaired(piece.text, changes_of(piece.changes)).lower()))


def acronyms_of(pieces: Sequence[Piece]) -> list[str]:
    """Give the acronyms that a thing's texts explain, each with its long form."""
    found = {
        f"{short}={long}"[:200]
        for piece in pieces
        if "(" in piece.text
        for short, long in mine(analysis.repaired(piece.text, changes_of(piece.changes)))
    }
    return sorted(found)


class Held(NamedTuple):
    """A passage as it is counted: its keys and how many words it has."""

    keys: str
    length: int


@dataclass
class Tally:
    """How the counts of terms change, and with them how much everyone may read."""

    words: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    length: int = 0

    def add(self, document: SearchDocument, passages: Iterable[Held]) -> None:
        """Take in what a document adds; one that is not public adds nothing."""
        if document.public:
            self.words.update(document.words.split())
            self.acronyms.update(document.acronyms)
            for held in passages:
                self.keys.update(set(held.keys.split()))
                self.passages += 1
                self.length += held.length

    def take_off(self, document: SearchDocument, passages: Iterable[Held]) -> None:
        """Take off what a document added."""
        if document.public:
            self.words.subtract(document.words.split())
            self.acronyms.subtract(document.acronyms)
            for held in passages:
                self.keys.subtract(set(held.keys.split()))
                self.passages -= 1
                self.length -= held.length

    def told(self) -> list[tuple[str, str, int]]:
        """Give the counts that changed, in an order that is the same for everyone who writes them."""
        counted = ((TermSort.ACRONYM, self.acronyms), (TermSort.KEY, self.keys), (TermSort.WORD, self.words))
        return [
            (sort.value, text, by) for sort, counts in counted for text, by in sorted(counts.items()) if by
        ]

"""Finding: which things answer a search, in which order, and with which of their passages.

A hit is a thing. All words must be in it when enough things have them all; otherwise any word will do and the more the
better, and the reader is told. How many hits there are, and of which sorts, is exact over all of them. For the order the
indexes hand over the likeliest few hundred passages, and one ranking, the same in both databases, decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Count

from praktiknara.people.models import User
from praktiknara.swedish.query import Query, parse
from praktiknara.swedish.ranking import Scorer, with_documents

from .. import rules
from ..choices import Facet, Order
from ..models import SearchDocument, SearchPassage
from . import asking, phrases
from .asking import Asked, Documents
from .fulltext import Group, Sought, first_passages
from .vocabulary import Statistics, Words, vocabulary

ENOUGH = 30
FEW = 300
CANDIDATES = 200
MOST_WORDS_TOGETHER = 4
MOST_LOOKED_THROUGH = 20_000
GOOD = 0.45  # what a meeting must be worth to make a hit where there are enough
SHOWN_PASSAGES = 3
MOST_READ = 600
LESSER = 0.1
FACETS = {
    "year": Facet.YEAR, "fund": Facet.FUND, "district": Facet.DISTRICT, "partner": Facet.PARTNER, "field": Facet.FIELD,
    "method": Facet.METHOD, "target_group": Facet.TARGET_GROUP, "result": Facet.RESULT, "kind": Facet.KIND,
}  # fmt: skip  # it reads better in rows
ORDERS = {
    Order.NEWEST: ("-year", "-pk"),
    Order.TITLE: ("sort_title", "pk"),
    Order.RELEVANCE: ("-year", "-pk"),
}


class Found(NamedTuple):
    """A passage, the document it belongs to, and how well it answers."""

    document: int
    passage: int
    score: float


class Hit(NamedTuple):
    """A thing that answers, with the keys of its best passages, the best first."""

    document: int
    passages: tuple[Found, ...]
    score: float


@dataclass
class Search:
    """One search by one person; what it takes is asked for when it is needed, and once."""

    asked: Asked
    user: User | None
    words: Words = field(default_factory=vocabulary)

    @cached_property
    def query(self) -> Query:
        """The words as the analysis reads them."""
        return parse(self.asked.text, self.words, self.words.acronyms)

    @cached_property
    def filters(self) -> dict[Facet, tuple[str, ...]]:
        """What is chosen beside the words, and what the words themselves choose (år:2015)."""
        chosen = {facet: tuple(values) for facet, values in self.asked.filters.items() if values}
        for name, said in self.query.fields:
            facet = FACETS[name]
            named = asking.named_values(facet, said) or [said]
            chosen[facet] = tuple(dict.fromkeys([*chosen.get(facet, ()), *named]))
        return chosen

    @cached_property
    def groups(self) -> list[Group]:
        """For every word and phrase, what answers it."""
        words = [tuple(one.keys for one in term.alternatives) for term in self.query.terms]
        return [*words, *((phrase.keys,) for phrase in self.query.phrases)]

    @cached_property
    def good_groups(self) -> list[Group]:
        """For every word and phrase, what answers it well."""
        words = [
            tuple(one.keys for one in term.alternatives if one.weight >= GOOD) for term in self.query.terms
        ]
        return [*(word for word in words if word), *((phrase.keys,) for phrase in self.query.phrases)]

    def _base(self, but: Facet | None = None) -> Documents:
        """All that she may find, as chosen: without what is left out by minus, with every phrase."""
        documents = SearchDocument.objects.filter(asking.readable(self.user))
        documents = asking.holding(documents, asking.chosen(self.filters, but))
        documents = phrases.silent_on(documents, self.query.minus)
        return phrases.saying(documents, self.query.phrases)

    def _matching(self, *, every: bool, but: Facet | None = None) -> Documents:
        groups = self.good_groups if every else asking.any_of(self.groups)
        return asking.holding(self._base(but), groups)

    @cached_property
    def _counted(self) -> tuple[bool, dict[str, int]]:
        """Whether every word is asked for, and how many hits each combination of facets has."""
        strict = facets_of(self._matching(every=True))
        if not self.groups or sum(strict.values()) >= ENOUGH:
            return True, strict
        loose = facets_of(self._matching(every=False))
        return (True, strict) if sum(loose.values()) == sum(strict.values()) else (False, loose)

    @property
    def every_word(self) -> bool:
        """Say whether the hits hold every word; otherwise some lack some of them."""
        return self._counted[0]

    @property
    def lacks_words(self) -> bool:
        """Say whether some hits lack some of the words, so that the reader should be told."""
        return not self.every_word and len(self.groups) > 1

    @cached_property
    def total(self) -> int:
        """How many hits there are."""
        return 0 if self.asked.is_empty else sum(self._counted[1].values())

    def facet_counts(self) -> dict[Facet, dict[str, int]]:
        """Count the hits by every value of every facet; a facet with a choice as if nothing of it was chosen."""
        every, counted = self._counted
        shared = by_key(counted)
        found: dict[Facet, dict[str, int]] = {}
        for facet in Facet:
            keys = (
                by_key(facets_of(self._matching(every=every, but=facet)))
                if self.filters.get(facet)
                else shared
            )
            start = rules.facet_key(facet, "")
            found[facet] = {key: count for key, count in keys.items() if key.startswith(start)}
        return found

    @cached_property
    def documents(self) -> Documents:
        """All hits."""
        if self.asked.is_empty:
            return SearchDocument.objects.none()
        return self._matching(every=self.every_word)

    @cached_property
    def scorer(self) -> Scorer:
        """The ranking, of this query in this collection."""
        return Scorer(self.query, Statistics(self.words))

    def passages(self) -> list[Found]:
        """Give the likeliest passages, the best first."""
        if not self.groups:
            return []
        return self._scored(self._candidates())

    def _candidates(self) -> Sequence[int]:
        if self.total <= FEW:
            keys = list(self.documents.values_list("pk", flat=True))
            rows = SearchPassage.objects.filter(document__in=keys).values_list("pk", flat=True)
            if len(found := list(rows[: CANDIDATES + 1])) <= CANDIDATES:
                return found
            documents = SearchDocument.objects.filter(pk__in=keys)
        else:
            # Whether a thing has every word is asked of the few that are found, not of all.
            documents = self._base()
        return first_passages([*self._tiers(), Sought((self._any_word(),))], documents, CANDIDATES)

    def _tiers(self) -> Iterator[Sought]:
        """What to look for, the likeliest to answer best first: all words, then fewer, the rarest kept longest."""
        groups = sorted(self.good_groups, key=self._commonness)[:MOST_WORDS_TOGETHER]
        often = [tuple(tuple(f"{key}{rules.STRONG}" for key in keys) for keys in group) for group in groups]
        for size in range(len(groups), 0, -1):
            yield Sought(tuple(often[:size]))
            yield Sought(tuple(groups[:size]))
        for place in range(1, len(groups)):
            yield Sought((often[place],))

    def _any_word(self) -> Group:
        """Give all that answers in some way, the rarest first; not what more passages hold than are worth looking through."""
        everything = {keys: self._commonness((keys,)) for group in self.groups for keys in group}
        rarest = sorted(everything, key=lambda keys: (everything[keys], keys))
        passages = accumulate(everything[keys] for keys in rarest)
        few = [keys for keys, so_far in zip(rarest, passages, strict=True) if so_far <= MOST_LOOKED_THROUGH]
        return tuple(few or rarest[:1])

    def _commonness(self, group: Group) -> int:
        return max(min(map(self.words.document_frequency, keys)) for keys in group)

    def _scored(self, keys: Sequence[int]) -> list[Found]:
        rows = SearchPassage.objects.filter(pk__in=keys).values_list("document", "pk", "keys", "length")
        scores, document_of = {}, {}
        for document, passage, held, length in rows:
            document_of[passage] = document
            scores[passage] = self.scorer.score(held, length)
        shared = with_documents(scores, document_of.__getitem__)
        found = [Found(document_of[passage], passage, value) for passage, value in shared.items()]
        return sorted(found, key=lambda one: (-one.score, one.passage))

    @cached_property
    def ranked(self) -> list[Hit]:
        """The hits that the likeliest passages belong to, the best first."""
        by_document: dict[int, list[Found]] = {}
        for found in self.passages():
            by_document.setdefault(found.document, []).append(found)
        if self.every_word and self.total > FEW:
            whole = set(self.documents.filter(pk__in=list(by_document)).values_list("pk", flat=True))
            by_document = {document: found for document, found in by_document.items() if document in whole}
        hits = [
            Hit(
                document,
                tuple(found[:SHOWN_PASSAGES]),
                found[0].score + LESSER * sum(one.score for one in found[1:SHOWN_PASSAGES]),
            )
            for document, found in by_document.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document))

    def hits(self, first: int, most: int) -> list[Hit]:
        """Give some of the hits in the order that is asked for."""
        if self.asked.order == Order.RELEVANCE and self.groups:
            ranked = self.ranked[first : first + most]
            rest = self.documents.exclude(pk__in=[hit.document for hit in self.ranked])
            after = max(first - len(self.ranked), 0)
            return ranked + self._in_order(rest, after, most - len(ranked))
        return self._in_order(self.documents, first, most)

    def _in_order(self, documents: Documents, first: int, most: int) -> list[Hit]:
        if most <= 0:
            return []
        keys = list(
            documents.order_by(*ORDERS[self.asked.order]).values_list("pk", flat=True)[first : first + most]
        )
        passages = self._of_documents(keys) if self.groups else {}
        return [Hit(key, tuple(passages.get(key, ())[:SHOWN_PASSAGES]), 0.0) for key in keys]

    def _of_documents(self, keys: Sequence[int]) -> dict[int, list[Found]]:
        rows = (
            SearchPassage.objects.filter(document__in=keys).order_by("position").values_list("pk", flat=True)
        )
        found: dict[int, list[Found]] = {}
        for one in self._scored(list(rows[:MOST_READ])):
            found.setdefault(one.document, []).append(one)
        return found


def facets_of(documents: Documents) -> dict[str, int]:
    """Count documents by what they are, each combination of facets apart."""
    counted = documents.order_by().values_list("facets").annotate(hits=Count("*"))
    return dict(counted.values_list("facets", "hits"))


def by_key(combinations: dict[str, int]) -> dict[str, int]:
    """Count by each facet's key."""
    found: dict[str, int] = {}
    for keys, count in combinations.items():
        for key in keys.split():
            found[key] = found.get(key, 0) + count
    return found

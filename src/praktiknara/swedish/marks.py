"""Where in a passage a query is answered, for marking it on the page: also in damaged words and inside compounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from praktiknara.swedish.keys import ACTION, PART, PIECES, STEM, joined, other_keys, pieces, repaired
from praktiknara.swedish.offsets import Change, OffsetMap
from praktiknara.swedish.query import PART_OF_QUERY, Query, Term
from praktiknara.swedish.tokens import Token, tokens
from praktiknara.swedish.words import word

Span = tuple[int, int]


class _Piece(NamedTuple):
    """A word, or a part of one with hyphens: its place in the repaired text and its stem key."""

    start: int
    end: int
    stem: str


def marks(query: Query, text: str, changes: Sequence[Change] = ()) -> list[Span]:
    """Give the places in the raw text that answer the query, in order and apart from each other.

    `changes` are the repairs of this text. Of a compound that holds what is sought, that part is marked. The parts of
    a compound that was asked for are marked only where nothing answers it better.
    """
    wanted = query.keys
    found: list[_Piece] = []
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for piece, keys in _pieces(repaired(text, changes)):
        found.append(piece)
        for key, start, end in keys:
            if key in wanted:
                places[key].append((start, end))
    spans: set[Span] = set()
    for term in query.terms:
        spans |= _of_term(term, found, places)
    for phrase in query.phrases:
        spans |= set(_side_by_side(phrase.keys, found))
    ways = OffsetMap(changes)
    return _joined(ways.to_raw(start, end) for start, end in spans)


def _of_term(term: Term, found: Sequence[_Piece], places: Mapping[str, list[Span]]) -> set[Span]:
    good: set[Span] = set()
    lesser: set[Span] = set()
    for alternative in term.alternatives:
        chosen = good if alternative.weight > PART_OF_QUERY else lesser
        if len(alternative.keys) > 1:
            chosen.update(_side_by_side(alternative.keys, found))
        else:
            chosen.update(places.get(alternative.keys[0], ()))
    return good or lesser


def _side_by_side(keys: Sequence[str], found: Sequence[_Piece]) -> Iterator[Span]:
    for first in range(len(found) - len(keys) + 1):
        if all(found[first + place].stem == key for place, key in enumerate(keys)):
            yield found[first].start, found[first + len(keys) - 1].end


def _pieces(text: str) -> Iterator[tuple[_Piece, list[tuple[str, int, int]]]]:
    """The words in order, each with its keys and their places."""
    for token in tokens(text):
        if text[token.start : token.end] == token.text and (simple := _simple(token.text)):
            start = token.start
            keys = [(key, start + first, start + last) for key, first, last in simple]
            yield _Piece(start, token.end, keys[0][0]), keys
            continue
        names = pieces(token.text)
        for name, (start, end) in zip(names, _places(token, text, len(names)), strict=True):
            inside = end - start == len(name)
            keys = [
                (key, start + first, start + last) if inside else (key, start, end)
                for key, first, last in _keys(name)
            ]
            if len(names) > 1:
                keys.append((joined(token.text), token.start, token.end))
            yield _Piece(start, end, keys[0][0]), keys


@lru_cache(maxsize=1 << 14)
def _simple(text: str) -> tuple[tuple[str, int, int], ...]:
    """The keys of a word that is one piece, with the part of it that each stands for; nothing for others."""
    return _keys(text) if pieces(text) == [text] and PIECES.fullmatch(text) else ()


@lru_cache(maxsize=1 << 14)
def _keys(name: str) -> tuple[tuple[str, int, int], ...]:
    """The keys of a word, the stem's first, with the part of the word that each stands for."""
    analysed = word(name)
    of_parts = {PART + part.stem: (part.start, part.end) for part in analysed.parts}
    of_parts |= {
        ACTION + part.action: (part.start, part.end)
        for part in analysed.parts
        if part.action and part.action != analysed.action
    }
    whole = (0, len(name))
    keys = [STEM + analysed.stem, *dict.fromkeys(other_keys(name))]
    return tuple((key, *of_parts.get(key, whole)) for key in keys)


def _places(token: Token, text: str, count: int) -> list[Span]:
    """The pieces' places; of a word broken over lines, the whole word for each."""
    if text[token.start : token.end] == token.text:
        found = [match.span() for match in PIECES.finditer(token.text)]
        if len(found) == count:
            return [(token.start + start, token.start + end) for start, end in found]
    return [(token.start, token.end)] * count


def _joined(spans: Iterator[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found

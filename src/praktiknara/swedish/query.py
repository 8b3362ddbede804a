"""What somebody asks for: words, "a phrase", -without, år:2015.

Any text is a query; what cannot be understood as an operator is looked for as a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from praktiknara.swedish.acronyms import Acronyms
from praktiknara.swedish.keys import (
    ACRONYM,
    ACTION,
    CAPITALS,
    EXACT,
    HEADING,
    PART,
    STEM,
    TITLE,
    joined,
    name_keys,
    pieces,
    stem_keys,
)
from praktiknara.swedish.lexicon import lexicon
from praktiknara.swedish.spelling import SAME_LETTERS
from praktiknara.swedish.synonyms import longest, synonyms
from praktiknara.swedish.tokens import Token, tokens
from praktiknara.swedish.words import fold, word

LONGEST, MOST_TERMS = 400, 16
OPERATOR = re.compile(
    r"(?P<minus>(?<!\S)-)?(?:(?P<field>[^\W\d_]{2,12}):)?(?:\"(?P<phrase>[^\"]*)\"|(?P<word>[^\s\"]+))"
)
QUOTES = str.maketrans("”“„»«″\x00", '"""""" ')
FIELDS = {
    "ar": "year", "year": "year", "fond": "fund", "medel": "fund", "stadsdel": "district", "part": "partner",
    "partner": "partner", "amne": "field", "omrade": "field", "metod": "method", "malgrupp": "target_group",
    "resultat": "result", "slag": "kind", "typ": "kind",
}  # fmt: skip  # it reads better in rows
# Asked together with other words, these say nothing about what is sought.
STOPWORDS = frozenset(
    """
alla allt att av bara bland blev bli blir både då de dem den denna dess dessa det detta dig din ditt dock du där efter
eller en er ett fanns finns fram från får för ha hade han har hen henne hon honom hur här i in inom inte ja jag kan
kring man med mellan men mer mot många mycket ni nu när något några och om oss på sen sig sin sina sitt ska skulle som
så sådan samt t till tills under upp ur ut utan vad var vara vart varför vem vi via vid vilka vilken vilket vår våra än
är åt över hos genom ge ger ges görs gör göra eftersom också även annat andra annan någon vilkas
""".split()  # noqa: SIM905  # a list of words reads better as words
)
WEIGHTS = {STEM: 1.0, HEADING: 0.7, ACTION: 0.6, PART: 0.45, TITLE: 0.2}
# When the exact form is looked for too, the same letters under other marks count less.
RIVAL_WEIGHT = 0.7
BY_SYNONYM, BY_ACRONYM = 0.65, 0.8
PART_OF_QUERY, PART_IN_PART = 0.3, 0.25


@dataclass(frozen=True, slots=True)
class Alternative:
    """Keys that must stand side by side, one or more, and what a meeting with them is worth (0..1)."""

    keys: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """A word asked for, and all that answers it; the best counts, the others a little."""

    text: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side, or (after a minus) must not stand."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A query understood; `fields` are (English name, value), `also` what is searched beside it, `meant` a better spelling."""

    text: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    minus: tuple[Phrase, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    meant: str | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys, any of which a passage must hold to be worth scoring."""
        wanted = {key for term in self.terms for alternative in term.alternatives for key in alternative.keys}
        return frozenset(wanted.union(*(phrase.keys for phrase in self.phrases)))

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)


class Vocabulary(Protocol):
    """What the parser must know of the index."""

    def document_frequency(self, key: str) -> int:
        """How many passages hold the key."""
        ...

    def similar(self, word: str) -> Sequence[tuple[str, float]]:
        """Words of the index that a word nobody used may stand for, with weights; see `praktiknara.swedish.spelling`."""
        ...


def parse(text: str, vocabulary: Vocabulary, acronyms: Acronyms | None = None) -> Query:
    """Understand a query; never raises."""
    shown = " ".join(text[: 2 * LONGEST].translate(QUOTES).split())
    if len(shown) > LONGEST:
        shown = shown[:LONGEST].rpartition(" ")[0] or shown[:LONGEST]
    words: list[str] = []
    phrases: list[Phrase] = []
    minus: list[Phrase] = []
    fields: list[tuple[str, str]] = []
    for found in OPERATOR.finditer(shown):
        value = found["word"] if found["phrase"] is None else found["phrase"]
        name = FIELDS.get(fold(found["field"] or ""))
        if name and value:
            fields.append((name, value))
            continue
        value = value if not found["field"] else f"{found['field']} {value}"
        keys = tuple(stem_keys(value).split())[:MOST_TERMS]
        if found["minus"] and keys:
            minus.append(Phrase(value, keys))
        elif found["phrase"] is not None and len(keys) > 1:
            phrases.append(Phrase(value, keys))
        else:
            words.append(value)
    terms, also, meant = _terms(" ".join(words), vocabulary, acronyms or Acronyms())
    return Query(shown, terms, tuple(phrases), tuple(minus), tuple(fields), also, meant)


def _terms(
    text: str, vocabulary: Vocabulary, acronyms: Acronyms
) -> tuple[tuple[Term, ...], tuple[str, ...], str | None]:
    """The words asked for, what is also searched, and the text as it was probably meant."""
    asked = [token for token in tokens(text) if fold(token.text)]
    asked = [token for token in asked if not _is_stopword(token.text)] or asked
    asked = list({token.text.lower(): token for token in reversed(asked)}.values())[::-1][:MOST_TERMS]
    alternatives = [_of_word(token.text) for token in asked]
    for number, token in enumerate(asked):
        alternatives[number] += _with_marks(token.text.lower())
        if vocabulary.document_frequency(key := ACRONYM + fold(token.text)):
            others = [] if token.text.lower() in STOPWORDS else alternatives[number]  # "sig" is not SIG
            alternatives[number] = [*others, Alternative((key,), 1.0)]
    meant = text
    for number, token in reversed(list(enumerate(asked))):
        if not _is_known(alternatives[number], vocabulary):
            similar = vocabulary.similar(token.text.lower())
            for other, weight in similar:
                alternatives[number] += [_weighed(found, weight) for found in _of_word(other)]
            if similar:
                meant = meant[: token.start] + similar[0][0] + meant[token.end :]
    also = _widen(asked, alternatives, acronyms)
    terms = tuple(Term(token.text, _best(found)) for token, found in zip(asked, alternatives, strict=True))
    return terms, also, None if meant == text else meant


def _with_marks(text: str) -> list[Alternative]:
    """What answers the Swedish word that somebody typed without its å, ä and ö; nothing for a word that is one."""
    if lexicon().is_listed(text):
        return []
    others = [other for other in lexicon().spellings(text)[:1] if other != text]
    return [_weighed(found, SAME_LETTERS) for other in others for found in _of_word(other)]


def _is_stopword(text: str) -> bool:
    return text.lower() in STOPWORDS and not CAPITALS.fullmatch(text)


def _of_word(text: str) -> list[Alternative]:
    """What answers a word: its stem, its exact form, its action; itself as a part, and its own parts."""
    found = pieces(text)
    if len(found) > 1:
        stems = tuple(STEM + word(piece).stem for piece in found)
        small = [
            _weighed(part, PART_OF_QUERY) for piece in found if len(piece) > 1 for part in _of_word(piece)
        ]
        return [Alternative((joined(text),), 1.0), Alternative(stems, 0.9), *small]
    written = "".join(found)
    if CAPITALS.fullmatch(written):
        return [
            Alternative((ACRONYM + fold(written),), 1.0),
            Alternative((STEM + word(written).stem,), RIVAL_WEIGHT),
        ]
    analysed = word(written)
    alternatives = [
        Alternative((STEM + analysed.stem,), RIVAL_WEIGHT if analysed.exact else WEIGHTS[STEM]),
        Alternative((PART + analysed.stem,), WEIGHTS[PART]),
        Alternative((HEADING + analysed.stem,), WEIGHTS[HEADING]),
        Alternative((TITLE + analysed.stem,), WEIGHTS[TITLE]),
    ]
    if analysed.exact:
        alternatives.append(Alternative((EXACT + analysed.exact,), 1.0))
    if analysed.action:
        alternatives.append(Alternative((ACTION + analysed.action,), WEIGHTS[ACTION]))
    for part in analysed.parts:
        alternatives.append(Alternative((STEM + part.stem,), PART_OF_QUERY))
        alternatives.append(Alternative((PART + part.stem,), PART_IN_PART))
    return alternatives


def _is_known(alternatives: Iterable[Alternative], vocabulary: Vocabulary) -> bool:
    """Whether the index has the word itself, or a compound that holds it."""
    own = [
        found.keys for found in alternatives if found.weight > PART_OF_QUERY and found.keys[0][0] != ACTION
    ]
    return any(all(vocabulary.document_frequency(key) for key in keys) for keys in own)


def _widen(
    asked: Sequence[Token], alternatives: list[list[Alternative]], acronyms: Acronyms
) -> tuple[str, ...]:
    """Add acronyms, long forms and synonyms to the words they stand for, and tell which."""
    stems = [stem_keys(token.text) for token in asked]
    also: list[str] = []
    for first, last in _spans(len(asked), max(longest(), acronyms.longest)):
        phrase = " ".join(stems[first:last])
        others = [(short, BY_ACRONYM) for short in acronyms.short_forms(phrase)]
        others += [(other, BY_SYNONYM) for other in synonyms(phrase)]
        if last - first == 1 and _may_be_acronym(asked[first].text):
            others += [(long, BY_ACRONYM) for long in acronyms.long_forms(asked[first].text)]
            others += [(other, BY_SYNONYM) for other in synonyms(name_keys(asked[first].text.upper()))]
        for other, weight in others:
            if f" {name_keys(other)} " in f" {' '.join(stems)} ":
                continue
            also.append(other)
            for number in range(first, last):
                alternatives[number] += _of_name(other, weight)
    return tuple(dict.fromkeys(also))


def _of_name(name: str, weight: float) -> list[Alternative]:
    """What answers another name for what was asked: a word as if asked for itself, but not its parts."""
    keys = tuple(name_keys(name).split())
    if len(keys) > 1 or keys[0].startswith(ACRONYM):
        return [Alternative(keys, weight)]
    return [_weighed(found, weight) for found in _of_word(name) if found.weight > PART_OF_QUERY]


def _may_be_acronym(text: str) -> bool:
    return bool(CAPITALS.fullmatch(text)) or not lexicon().is_listed(text.lower())


def _spans(count: int, most: int) -> Iterator[tuple[int, int]]:
    for first in range(count):
        for last in range(min(count, first + most), first, -1):
            yield first, last


def _weighed(alternative: Alternative, weight: float) -> Alternative:
    return Alternative(alternative.keys, alternative.weight * weight)


def _best(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each set of keys once, at its highest weight."""
    best: dict[tuple[str, ...], float] = {}
    for found in alternatives:
        best[found.keys] = max(found.weight, best.get(found.keys, 0.0))
    return tuple(Alternative(keys, weight) for keys, weight in best.items())

"""Words that a misspelt one may stand for."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from praktiknara.swedish.words import fold

SAME_LETTERS, NEAR = 0.85, 0.65
SHORTEST, TWO_FAULTS_FROM, MOST = 4, 7, 3


def similar(word: str, candidates: Iterable[str]) -> list[tuple[str, float]]:
    """Find the candidates that differ from a word in å, ä and ö only, or else by a slip or two, with weights.

    One slip (a letter too many, too few, wrong, or two that changed places) is forgiven from four letters, two from
    seven. The nearest come first; among equals, the first of the candidates.
    """
    folded = fold(word)
    spelled: dict[str, str] = {}
    for candidate in candidates:
        spelled.setdefault(fold(candidate), candidate)
    if folded in spelled:
        return [(spelled[folded], SAME_LETTERS)]
    if len(folded) < SHORTEST:
        return []
    slips = 1 if len(folded) < TWO_FAULTS_FROM else 2
    near = extract(folded, spelled.keys(), scorer=OSA.distance, score_cutoff=slips, limit=MOST)
    return [(spelled[found], NEAR) for found, _slips, _number in near]

"""Words that a misspelt one may stand for."""

from collections.abc import Collection, Iterable

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
    return [(spelled[found], NEAR) for found, _slips in near(folded, spelled.keys(), MOST)]


def slips(folded: str) -> int:
    """Say how many slips a folded word may hold: none below four letters, one below seven, then two."""
    return 0 if len(folded) < SHORTEST else 1 if len(folded) < TWO_FAULTS_FROM else 2


def near(folded: str, candidates: Collection[str], most: int) -> list[tuple[str, int]]:
    """Give the folded candidates within the slips that are forgiven, with how many each takes, the nearest first."""
    forgiven = slips(folded)
    if not forgiven:
        return []
    found = extract(folded, candidates, scorer=OSA.distance, score_cutoff=forgiven, limit=most)
    return [(one, round(distance)) for one, distance, _place in found]

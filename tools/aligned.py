"""Two readings of the same text laid side by side, word by word."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

BAND = 40  # words one reading may run ahead of the other
LINE_END = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
EDGES = ".,:;!?()[]{}\"'”“’‘»«„*|—–-"


def words(text: str) -> list[str]:
    """Give the words of a text: hyphenation over lines undone, punctuation at their edges left out."""
    found = (word.strip(EDGES) for word in LINE_END.sub("", text).split())
    return [word for word in found if word]


def aligned(true: Sequence[str], read: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Pair the words in order at the least edit distance; None stands for a word the other reading lacks."""
    best: list[dict[int, tuple[float, int]]] = [
        {0: (0.0, 0)}
    ]  # row i: column j → price, step (0 both, 1 true, 2 read)
    slope = len(read) / max(len(true), 1)
    for i in range(len(true) + 1):
        row = best[0] if i == 0 else {}
        for j in range(max(0, int(i * slope) - BAND), min(len(read), int(i * slope) + BAND) + 1):
            ways = [(0.0, 0)] if i == j == 0 else []
            if i and j and j - 1 in best[i - 1]:
                ways.append(
                    (best[i - 1][j - 1][0] + Levenshtein.normalized_distance(true[i - 1], read[j - 1]), 0)
                )
            if i and j in best[i - 1]:
                ways.append((best[i - 1][j][0] + 0.7, 1))
            if j and j - 1 in row:
                ways.append((row[j - 1][0] + 0.7, 2))
            if ways:
                row[j] = min(ways)
        if i:
            best.append(row)
    found: list[tuple[str | None, str | None]] = []
    i, j = len(true), len(read)
    while i or j:
        step = best[i][j][1]
        found.append((true[i - 1] if step != 2 else None, read[j - 1] if step != 1 else None))
        i, j = i - (step != 2), j - (step != 1)
    return found[::-1]


def word_error_rate(true: str, read: str) -> float:
    """Give the share of words, 0..1, that were read wrong, left out or put in, out of the true text's words."""
    wanted, got = words(true), words(read)
    return Levenshtein.distance(wanted, got) / max(len(wanted), 1)

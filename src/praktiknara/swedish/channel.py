"""The noisy channel: what an engine without Swedish writes for each letter, and how often.

The table is learnt by `tools/learn_channel.py` from words rendered and read back. What it learnt of letters other
than å, ä, ö and é is kept too: l becomes 1 and f becomes {, whatever the language.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log
from pathlib import Path

LEARNT = Path(__file__).with_name("channel.json")
MARKED = "åäö"
Edit = tuple[str, str]  # a letter, and what was written for it
Table = Mapping[str, Mapping[str, float]]  # letter → what is written for it → how often, 0..1
Options = Mapping[
    str, list[tuple[str, float]]
]  # what is written → the letters it may stand for, with their prices

# A letter is seldom lost without a trace, and a pair of signs for one letter is a common stumble of these engines:
# each pair is possible though it was never met.
STROKES = "adéioel&@4"
STUMBLES = {
    "e": {"¢": 0.001},
    "f": {"{": 0.001, "f{": 0.0005, "{f": 0.0005},
    "i": {"1": 0.002, "t": 0.0003, "l": 0.0003},
    "l": {"1": 0.003},
    "v": {"y": 0.0008},
    "å": {"A": 0.003, "&": 0.004, "@": 0.001, "d": 0.01, "é": 0.005, "i": 0.003, "4": 0.002},
    "ä": {"&": 0.004, "@": 0.001, "d": 0.01, "é": 0.01, "i": 0.01, "4": 0.003},
    "ö": {"&": 0.003, "@": 0.001, "d": 0.04, "O": 0.003, "0": 0.001, "G": 0.001, "6": 0.05},
}
PAIR, LOST = 0.0006, 0.004
SEEN = 40  # how many letters of a document weigh as much as the table
DEAREST = 9.0  # prices are natural logarithms; dearer ways are not tried
SOUND = 0.01  # å, ä, ö are now and then read right even by an engine without them


@lru_cache(maxsize=1)
def learnt() -> Table:
    """The table as it was learnt, with the stumbles that were not met."""
    table: dict[str, dict[str, float]] = json.loads(LEARNT.read_text(encoding="utf-8"))
    for letter, more in STUMBLES.items():
        for piece, share in more.items():
            table[letter].setdefault(piece, share)
    for letter in MARKED:
        for one in STROKES:
            for other in STROKES:
                table[letter].setdefault(one + other, PAIR)
        table[letter][""] = LOST  # seldom met, so that what was learnt of it is chance
    return table


def prices(table: Table, level: float) -> dict[Edit, float]:
    """Give what it costs to read each piece as another letter, at a level of damage 0..1."""
    found = {}
    for letter, written in table.items():
        for piece, share in written.items():
            share *= level if letter in MARKED else 1
            if piece != letter and share > 0 and (price := -log(share)) < DEAREST:
                found[letter, piece] = price
    return found | {(letter, letter): -log(max(1 - level, SOUND)) for letter in MARKED}


def options(prices: Mapping[Edit, float]) -> Options:
    """Arrange the prices by what is written."""
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (letter, piece), price in prices.items():
        found[piece].append((letter, price))
    return dict(found)


def adapt(table: Table, seen: Mapping[Edit, int]) -> Table:
    """Give the table of one document, from how often each piece was met in it for each letter with confidence."""
    sums: Counter[str] = Counter()
    for (letter, _), number in seen.items():
        sums[letter] += number
    adapted: dict[str, Mapping[str, float]] = dict(table)
    for letter in MARKED:
        pieces = {*table[letter], *(piece for one, piece in seen if one == letter)}
        adapted[letter] = {
            piece: (SEEN * table[letter].get(piece, 0.0) + seen.get((letter, piece), 0))
            / (SEEN + sums[letter])
            for piece in pieces
        }
    return adapted


def pairs(true: str, written: str) -> list[Edit]:
    """Lay what was written beside the true word: each true letter with the nought, one or two signs written for it."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(true) + 1):
        for j in range(len(written) + 1):
            for width in (0, 1, 2):
                if i and j >= width and (i - 1, j - width) in best:
                    price = best[i - 1, j - width][0] + _misfit(true[i - 1], written[j - width : j])
                    if (i, j) not in best or price < best[i, j][0]:
                        best[i, j] = price, (i - 1, j - width)
    place, found = (len(true), len(written)), []
    while place in best and place != (0, 0):
        before = best[place][1]
        found.append((true[before[0]], written[before[1] : place[1]]))
        place = before
    return found[::-1]


def _misfit(letter: str, piece: str) -> float:
    if piece == letter:
        return 0.0
    if letter in MARKED:
        return (1.2, 0.5, 0.9)[len(piece)]
    return (1.3, 1.0, 1.8 if letter in piece else 2.4)[len(piece)]


def count(words: Iterable[tuple[str, str]]) -> Counter[Edit]:
    """Count the pieces written for each letter over pairs of a true word and the word as it was read."""
    found: Counter[Edit] = Counter()
    for true, written in words:
        if true[:1].isupper() and written[:1].isupper():
            true, written = true[0].lower() + true[1:], written[0].lower() + written[1:]
        found.update(pairs(true, written))
    return found

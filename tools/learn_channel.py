"""Learns what an engine without Swedish writes for each letter: `python -m tools.learn_channel`, some minutes.

Words are drawn from the lexicon by their frequency, those with å, ä, ö oftener; nothing is taken from papers.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from tools.aligned import aligned, words
from tools.scanned import FONTS, read_back

from praktiknara.swedish import channel

TEXTS = Path(__file__).parent.parent / "tests" / "data" / "swedish" / "learn"
WORDS, A_PAGE = 9_000, 400
FEWEST = 2  # times a piece must be met to be kept
RARE = 0.00003  # of a letter's writings


def drawn_words(count: int, rng: random.Random) -> list[str]:
    """Draw words as they occur, but two in three with å, ä or ö; they are of the words used once in a million or more."""
    from wordfreq import get_frequency_dict

    common = {
        w: f for w, f in get_frequency_dict("sv", "large").items() if f > 1e-6 and w.isalpha() and len(w) > 2
    }
    marked = [word for word in common if set(word) & set(channel.MARKED)]
    plain = [word for word in common if not set(word) & set(channel.MARKED)]

    def some(words: list[str], number: int) -> list[str]:
        return rng.choices(words, [common[word] ** 0.5 for word in words], k=number)

    drawn = some(marked, 2 * count // 3) + some(plain, count // 3)
    rng.shuffle(drawn)
    return [word.capitalize() if rng.random() < 0.1 else word for word in drawn]


def matched(true: str, read: str) -> Iterator[tuple[str, str]]:
    """Pair the words of a text with those read."""
    for one, other in aligned(words(true), words(read)):
        if one and other and Levenshtein.normalized_similarity(one, other) > 0.4:
            yield one, other


def learn() -> dict[str, dict[str, float]]:
    """Give for each letter what was written for it and how often."""
    rng = random.Random(4711)  # noqa: S311  # the same words every time; nothing secret
    drawn = drawn_words(WORDS, rng)
    texts = [" ".join(drawn[i : i + A_PAGE]) for i in range(0, WORDS, A_PAGE)]
    texts += [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    seen: Counter[tuple[str, str]] = Counter()
    for number, text in enumerate(texts):
        read = read_back(text, dpi=(150, 200)[number % 2], font=FONTS[number % len(FONTS)], seed=number)
        seen += channel.count(matched(text, read))
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    sums: Counter[str] = Counter()
    for (letter, _), number in seen.items():
        sums[letter] += number
    for (letter, piece), number in sorted(seen.items()):
        letter_of_word = letter.islower() and len(letter) == 1
        if letter_of_word and number >= FEWEST and number / sums[letter] >= RARE:
            table[letter][piece] = round(number / sums[letter], 5)
    return dict(table)


if __name__ == "__main__":
    text = json.dumps(learn(), ensure_ascii=False, indent=1, sort_keys=True)
    channel.LEARNT.write_text(text + "\n", encoding="utf-8")

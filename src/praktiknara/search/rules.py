"""Keys of facets, keys that stand strong in a passage, and whom a text concerns: plain values in, plain values out."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

STRONG = "!"
# How a key counts in a passage: saturates with repetition, less in a long passage (BM25's share with k1 1.2, b 0.5).
SATURATION, LENGTH_SHARE = 1.2, 0.5
STRONG_FROM = 1.25
USUAL_LENGTH = 90.0

# The beginnings of words, in lower case, that tell whom a text concerns.
TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "barn": ("barn", "elev", "förskol"),
    "unga": ("unga", "ungdom", "tonår"),
    "foraldrar": ("föräld", "familjer", "familjen", "vårdnadshav", "mammor", "pappor"),
    "familjehem": ("familjehem",),
    "funktionsnedsattning": ("funktionsned", "funktionshind", "lss"),
    "missbruk": ("missbruk", "beroende", "spelproblem"),
    "vald": ("våld",),
    "hemlosa": ("hemlös",),
    "nyanlanda": ("nyanländ", "ensamkommand", "flykting"),
    "aldre": ("äldre",),
    "arbetslosa": ("arbetslös", "försörjningsstöd", "ekonomiskt bistånd"),
    "personal": ("personal", "medarbet", "chefer", "socialsekreter", "handlägg"),
}


def facet_key(facet: str, value: object) -> str:
    """Give the key that stands for a facet's value in the index; only signs that every database keeps whole."""
    return f"f:{facet}:{re.sub('[^a-z0-9]+', '_', str(value).lower())}"


def target_groups(text: str) -> list[str]:
    """Say whom a text concerns, by the beginnings of its words."""
    words = " " + " ".join(re.findall(r"[^\W_]+", text.lower()))
    return [group for group, told in TOLD_BY.items() if any(f" {start}" in words for start in told)]


def strong(keys: Iterable[str], length: float) -> list[str]:
    """Give the keys that stand strong in a passage of this length: said often for its size.

    They are marked and put in the index too, so that the best passages of a common word are found without ranking all.
    """
    size = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    counts = Counter(keys).items()
    often = (key for key, count in counts if count * (1 + SATURATION) / (count + size) >= STRONG_FROM)
    return sorted(f"{key}{STRONG}" for key in often)

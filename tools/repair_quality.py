"""Measures repair: `python -m tools.repair_quality [--render]`.

For the texts in tests/data/swedish/held: the word error rate of a stored reading by Tesseract's English model, and
after repair at three thresholds; how many år and är came out right; how often confidence was right; words a second.
`--render` prints and reads the texts anew first, which needs Tesseract and takes a minute.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from tools.aligned import aligned, word_error_rate, words

from praktiknara.swedish.offsets import apply
from praktiknara.swedish.repair import Repaired, repair

TEXTS = Path(__file__).parent.parent / "tests" / "data" / "swedish"
THRESHOLDS = (0.5, 0.8, 0.9)
WEAR = ((150, 1), (200, 2))  # dots an inch, and the seed of the wear


def render(part: str) -> None:
    """Print, wear and read the texts of a part, and store the readings."""
    from tools.scanned import read_back

    for path in sorted((TEXTS / part).glob("*.txt")):
        for dpi, seed in WEAR:
            read = read_back(path.read_text(encoding="utf-8"), dpi=dpi, seed=seed)
            (TEXTS / f"{part}-read" / f"{path.stem}-{dpi}.txt").write_text(read, encoding="utf-8")


def readings(part: str) -> list[tuple[str, str, str]]:
    """Give the name, the true text and the reading of each page set of a part."""
    found = []
    for path in sorted((TEXTS / f"{part}-read").glob("*.txt")):
        true = TEXTS / part / f"{path.stem.rpartition('-')[0]}.txt"
        found.append((path.stem, true.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")))
    return found


def at(read: str, found: Repaired, confidence: float) -> str:
    """Give the reading with the changes made that are so sure."""
    return apply(read, [change for change in found.changes if change.confidence >= confidence])


def years_right(true: str, mended: str) -> Counter[bool]:
    """Count the words år and är of the true text by whether they stand in the mended text."""
    pairs = aligned(words(true), words(mended))
    return Counter(
        one.lower() == (other or "").lower() for one, other in pairs if one and one.lower() in {"år", "är"}
    )


def main() -> None:
    """Print the figures."""
    if "--render" in sys.argv:
        render("held")
    sums, size, years = dict.fromkeys((0.0, *THRESHOLDS), 0.0), 0, Counter[bool]()
    print("text                   as read" + "".join(f"  at {one}" for one in THRESHOLDS) + "   words/s")
    for name, true, read in readings("held"):
        start = time.perf_counter()
        found = repair(read, min_confidence=0)
        speed = len(read.split()) / (time.perf_counter() - start)
        rates = [
            word_error_rate(true, text) for text in (read, *(at(read, found, one) for one in THRESHOLDS))
        ]
        print(f"{name:22}" + "".join(f"{100 * rate:7.2f}%" for rate in rates) + f"{speed:10.0f}")
        here = len(words(true))
        size += here
        for key, rate in zip((0.0, *THRESHOLDS), rates, strict=True):
            sums[key] += rate * here
        years += years_right(true, at(read, found, 0.5))
    print(f"{'all':22}" + "".join(f"{100 * sums[key] / size:7.2f}%" for key in (0.0, *THRESHOLDS)))
    print(f"år and är right: {years[True]} of {years.total()}")


if __name__ == "__main__":
    main()

"""Measures repair: `python -m tools.repair_quality [--render] [--papers FOLDER [--seed N]]`.

For the texts in tests/data/swedish/held: the word error rate of a stored reading by Tesseract's English model, and
after repair at three thresholds; how many år and är came out right; how often confidence was right; words a second.
`--render` prints and reads the texts anew first, which needs Tesseract and takes a minute.

`--papers` repairs real papers at 0.8 as the import does: how many words of sound papers are changed, how many numbers
are changed (a lone 6 in 6ver is a letter misread); and of the words in scanned papers that were damaged or may be, a
sample for a reader to judge.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tools.aligned import aligned, word_error_rate, words

from praktiknara.swedish.extraction import sweden
from praktiknara.swedish.lexicon import lexicon
from praktiknara.swedish.offsets import apply
from praktiknara.swedish.repair import Repaired, repair

TEXTS = Path(__file__).parent.parent / "tests" / "data" / "swedish"
THRESHOLDS = (0.5, 0.8, 0.9)
SCANNED, SAMPLE = 0.15, 220  # a paper as damaged as so was scanned; so many words are a sample
NUMBER = re.compile(r"\d{2,}|(?<!\w)\d(?!\w)")
YEARS_READ = {"ar", "dr", "4r", "ér"}
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


def papers(folder: Path, seed: int) -> None:
    """Print what repair does to each paper of a folder, and a sample of the words that need it."""
    names = sorted({called for _, called in sweden.names()})
    damaged: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = repair(text, names=names)
        numbers = [one for one in found.changes if NUMBER.findall(one.raw) != NUMBER.findall(one.fixed)]
        scanned = found.level > SCANNED
        print(
            f"{path.name}: {len(words(text))} words, damage {found.level:.2f}, {len(found.changes)} changed, "
            f"{len(numbers)} numbers changed{'' if scanned else '  (sound)'}"
        )
        if scanned:
            damaged += in_question(text, found)
    print(f"{len(damaged)} words of scanned papers were changed or are not known; {SAMPLE} of them:")
    for line in random.Random(seed).sample(damaged, min(SAMPLE, len(damaged))):  # noqa: S311  # a sample, no secret
        print(line)


def in_question(text: str, found: Repaired) -> Iterator[str]:
    """Give the words that were changed, that are not known, or that are ar, dr or 4r; each with what stands round it."""
    changed = {place: one for one in found.changes for place in range(one.start, one.end)}
    told = set()
    for match in re.finditer(r"\w[\w-]*", text):
        change = next((changed[at] for at in range(*match.span()) if at in changed), None)
        if change is not None:
            if change.start in told:
                continue
            told.add(change.start)
            what = f"{change.raw!r} -> {change.fixed!r}"
        elif match[0].lower() in YEARS_READ or not (
            match[0].isdecimal() or lexicon().knows(match[0].lower()) or len(match[0]) < 2
        ):
            what = repr(match[0])
        else:
            continue
        around = " ".join(text[max(match.start() - 40, 0) : match.end() + 30].split())
        yield f"{what:50} | {around}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--render", action="store_true")
    parser.add_argument("--papers", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.papers:
        papers(options.papers, options.seed)
        return
    if options.render:
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

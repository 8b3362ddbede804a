"""Measure reading: how much of what is known about papers `read` finds, and how much of what it finds is so.

    python tools/extraction_quality.py history.yaml PAPERS [--truth FOLDER]

Against the history: values that its entries give with a file and a quote. With `--truth`: beside every paper's name a
JSON file with all there is in it by reading, {"amount": [2310000, …], "date": ["2014-12-16", …], …}, each occurrence.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from praktiknara.swedish.extraction import Gazetteer, Reading, read, sweden
from praktiknara.swedish.extraction.spelling import folded

KINDS = ("amount", "reference_number", "date", "period", "person", "count", "share")
ALIKE = 80


@dataclass(frozen=True)
class Score:
    """How many were found of those that are, and how many of those found are."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.there + other.there)

    def __str__(self) -> str:
        told = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{told}  ({self.right} right, {self.found} found, {self.there} there)"


def read_file(path: Path) -> Reading:
    """Read a UTF-8 text as `read_paper` does, on its repaired layer."""
    from praktiknara.swedish.repair import repair

    text = path.read_bytes().decode("utf-8")
    names = sweden.names()
    changes = repair(text, names=sorted({called for _, called in names})).changes
    return read(text, changes=changes, gazetteer=Gazetteer.of(names))


def key(kind: str, value: Any) -> str:
    """One text for one value, however it is written in JSON."""
    if isinstance(value, Mapping):
        return json.dumps({name: str(value[name]) for name in sorted(value)})
    return folded(str(value)) if kind == "person" else str(value)


def told(reading: Reading, kind: str) -> list[str]:
    """The values of a kind; a person only with title, a date only when full."""
    values = [value for value in reading.values if value.kind == kind]
    if kind == "person":
        values = [value for value in values if value.details.get("title")]
    return [key(kind, value.value) for value in values]


def score(found: Iterable[str], there: Iterable[str]) -> Score:
    """Compare occurrences with occurrences."""
    have, want = Counter(found), Counter(there)
    return Score((have & want).total(), have.total(), want.total())


def against_truth(reading: Reading, truth: Mapping[str, Any]) -> dict[str, Score]:
    """Compare a reading with all there is in the paper, kind by kind."""
    scores = {
        kind: score(told(reading, kind), [key(kind, value) for value in truth[kind]])
        for kind in KINDS
        if kind in truth
    }
    if "projects" in truth:
        scores["projects"] = titles([project.title for project in reading.projects], truth["projects"])
    return scores


def titles(found: list[str], there: list[str]) -> Score:
    """Compare titles that need not be word for word, each with one at most."""
    left = list(found)
    right = 0
    for title in there:
        best = max(left, key=lambda other: alike(title, other), default=None)
        if best is not None and alike(title, best) >= ALIKE:
            left.remove(best)
            right += 1
    return Score(right, len(found), len(there))


def alike(first: str, second: str) -> float:
    """How alike two titles are, 0 to 100, whichever says more."""
    one, other = folded(first), folded(second)
    return max(fuzz.token_sort_ratio(one, other), 0.97 * fuzz.token_set_ratio(one, other))


def entries(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every entry of the history that gives its source."""
    if isinstance(node, Mapping):
        if "source" in node:
            yield node
        for value in node.values():
            yield from entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from entries(value)


def told_near(entry: Mapping[str, Any], period: Mapping[str, Any], text: str) -> bool:
    """Whether the paper tells the period where it is quoted: some entries were put together from several places."""
    at = place(entry["quote"], text)
    if at is None or not {"start", "end"} <= period.keys() or period["start"] == period["end"]:
        return False
    near = text[max(0, at - 100) : at + 300]
    return all(str(period[end])[:4] in near for end in ("start", "end"))


def known_of(history: Mapping[str, Any], file: str, text: str) -> dict[str, set[str]]:
    """The values that the history gives for a file."""
    known: dict[str, set[str]] = {
        kind: set() for kind in ("amount", "reference_number", "date", "period", "person")
    }
    for entry in entries(history):
        if entry["source"] != file:
            continue
        if isinstance(entry.get("amount_sek"), int):
            known["amount"].add(str(entry["amount_sek"]))
        if entry.get("dnr"):
            known["reference_number"].add(str(entry["dnr"]))
        known["reference_number"].update(re.findall(r"SOU \d{4}:\d+", str(entry)))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(entry.get("date"))):
            known["date"].add(str(entry["date"]))
        if (period := entry.get("period")) and told_near(entry, period, text):
            known["period"].add(key("period", period))
    for person in history["people"]:
        if person["source"] == file and person.get("title"):
            known["person"].add(folded(person.get("as_printed") or person["name"]))
    return known


def every_period(history: Mapping[str, Any], file: str) -> set[str]:
    """Every period with both ends that the history gives for a file, also those put together from several places."""
    told = (entry.get("period") or {} for entry in entries(history) if entry["source"] == file)
    return {key("period", one) for one in told if {"start", "end"} <= one.keys()}


def periods_read(reading: Reading) -> set[str]:
    """Every period with both ends that a reading gives, of its values and of its projects."""
    of_projects = [
        one.period for one in reading.projects if one.period and {"start", "end"} <= one.period.keys()
    ]
    return {*told(reading, "period"), *(key("period", one) for one in of_projects)}


def place(quote: str, text: str) -> int | None:
    """Where a quote stands in a text; blanks and words divided at a line's end may differ."""
    words = [re.escape(word) for word in quote.split()]
    divided = [r"(?:-\s+)?".join(re.escape(letter) for letter in word) for word in quote.split()]
    for pattern in (r"\s+".join(words), r"\s+".join(divided)):
        if found := re.search(pattern, text):
            return found.start()
    return None


def project_score(
    reading: Reading, history: Mapping[str, Any], file: str, text: str
) -> tuple[Score, list[str], list[str]]:
    """Projects of the history that a project read covers by place or by title; programmes count neither way."""
    left = list(reading.projects)
    wanted = [one for one in history["projects"] if one["source"] == file]
    outside = [one for one in history["programmes"] if one["source"] == file]
    matched = 0
    for by_place, by_title in ((True, True), (False, True), (True, False)):
        for one in [*wanted, *outside]:  # a copy: those found leave their list
            at = place(one["quote"], text)
            fits = [
                read
                for read in left
                if (not by_place or (at is not None and read.start <= at < read.end))
                and (not by_title or alike(one["title"], read.title) >= ALIKE)
            ]
            if fits:
                left.remove(min(fits, key=lambda read: read.end - read.start))
                matched += one in wanted
                (wanted if one in wanted else outside).remove(one)
    missed = [one["title"] for one in wanted]
    elsewhere = [
        one for one in left if any(alike(other["title"], one.title) >= ALIKE for other in history["projects"])
    ]
    extra = [one.title for one in left if one not in elsewhere]
    return Score(matched, matched + len(extra), matched + len(missed)), missed, extra


def main() -> int:
    """Print the figures, per paper and together."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("history", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--truth", type=Path)
    options = parser.parse_args()
    history = yaml.safe_load(options.history.read_text(encoding="utf-8"))
    sums: dict[str, Score] = {}
    for path in sorted(options.papers.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        reading = read_file(path)
        known = known_of(history, path.name, text)
        rows = {f"history: {kind}": score(set(told(reading, kind)), known[kind]) for kind in known}
        rows["history: period, every entry"] = score(periods_read(reading), every_period(history, path.name))
        rows["history: projects"], missed, extra = project_score(reading, history, path.name, text)
        truth = options.truth and options.truth / f"{path.stem}.expected.json"
        if truth and truth.exists():
            full = against_truth(reading, json.loads(truth.read_text(encoding="utf-8")))
            rows |= {f"all there is: {kind}": one for kind, one in full.items()}
        print(path.name)
        for name, one in rows.items():
            sums[name] = sums.get(name, Score(0, 0, 0)) + one
            print(f"  {name:32} {one}")
        for kind in known:
            lost, over = known[kind] - set(told(reading, kind)), set(told(reading, kind)) - known[kind]
            if lost or over:
                print(f"    {kind}: not found {sorted(lost)}, not in the history {sorted(over)}")
        lost, over = (
            every_period(history, path.name) - periods_read(reading),
            periods_read(reading) - every_period(history, path.name),
        )
        if lost or over:
            print(f"    period, every entry: not found {sorted(lost)}, not in the history {sorted(over)}")
        print(f"    projects: not found {missed}, not in the history {extra}")
    print("All papers")
    for name, one in sums.items():
        print(f"  {name:32} {one}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures search against judged queries: nDCG@10 and recall@10 of each engine, and what no query found.

    python tools/search_quality.py [BENCHMARK.jsonl [FOLDER]] [--each] [--product] [--postgresql URL]

A benchmark is a line of JSON a query: {"id", "query", "relevant": [{"file", "start", "end", "grade"}]}, its places are
offsets in the files of FOLDER (its own folder when none is named) read as UTF-8.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from praktiknara.swedish.memory import Memory
from praktiknara.swedish.repair import repair

ROOT = Path(__file__).resolve().parents[1]
OURS = ROOT / "tests" / "data" / "search" / "queries.jsonl"
TOP = 10
PRODUCT = (sys.executable, "-m", "praktiknara")
ASKED = """
import json
from praktiknara.search.queries.answer import answer
found = [answer(query, None, {top}).hits for query in {queries}]
print(json.dumps([[[hit["file"], hit["start"], hit["end"]] for hit in hits if hit["file"]] for hits in found]))
"""
LONGEST_TITLE = 120


class Span(NamedTuple):
    """A place in a file; what a search gives back, the best first."""

    file: str
    start: int
    end: int


Engine = Callable[[str, int], Sequence[Span]]


@dataclass(frozen=True)
class Judged:
    """A query and the places that answer it: grade 2 answers, 1 gives context."""

    id: str
    query: str
    relevant: tuple[tuple[Span, int], ...]


@dataclass(frozen=True)
class Quality:
    """How well one query was answered, 0..1 each; `found` is how many places were given back."""

    judged: Judged
    ndcg: float
    recall: float
    found: int


def benchmark(path: Path) -> list[Judged]:
    """Read the judged queries of a file."""
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [
        Judged(
            row["id"],
            row["query"],
            tuple(
                (Span(each["file"], each["start"], each["end"]), each["grade"]) for each in row["relevant"]
            ),
        )
        for row in rows
    ]


def quality(judged: Judged, found: Sequence[Span]) -> Quality:
    """Hold what was found against the judgement.

    A place found takes the grade of the judged place it shares most with, if that is half of the shorter of the two or
    more; each judged place is credited once.
    """
    credited: set[Span] = set()
    gains = []
    for span in found[:TOP]:
        shared, place, grade = max(
            ((_shared(span, place), place, grade) for place, grade in judged.relevant), default=(0, span, 0)
        )
        enough = 2 * shared >= min(span.end - span.start, place.end - place.start) and shared > 0
        gains.append(2**grade - 1 if enough and place not in credited else 0)
        if enough:
            credited.add(place)
    ideal = sorted((2**grade - 1 for _place, grade in judged.relevant), reverse=True)[:TOP]
    recall = len(credited) / min(TOP, len(judged.relevant))
    return Quality(judged, _discounted(gains) / _discounted(ideal), recall, len(found))


def measure(engine: Engine, judged: Sequence[Judged]) -> list[Quality]:
    """Ask an engine every query."""
    return [quality(each, engine(each.query, TOP)) for each in judged]


def in_memory(folder: Path, files: Sequence[str]) -> Engine:
    """The library's own engine, which looks at every passage."""
    memory = Memory()
    for name in files:
        text = (folder / name).read_bytes().decode()
        memory.add(name, text, repair(text).changes, title=_title(text))
    return lambda query, limit: [Span(hit.file, hit.start, hit.end) for hit in memory.search(query, limit)]


def in_product(judged: Sequence[Judged], folder: Path, database: str) -> list[Quality]:
    """The product's own search, in a new instance that holds the history and these files; `database` as in DATABASE_URL."""
    with TemporaryDirectory() as data:
        place = {**os.environ, "PRAKTIKNARA_DATA": data, "DATABASE_URL": database}
        files = sorted(str(path) for path in folder.glob("*.txt"))
        used = subprocess.run([*PRODUCT, "migrate", "--check"], env=place, cwd=ROOT, capture_output=True)
        if used.returncode == 0:
            raise SystemExit(
                "The database has tables already; what they hold would be found too. Give an empty one."
            )
        for command in (["migrate", "-v0"], ["load_history"], ["import_papers", *files], ["rebuild_index"]):
            subprocess.run([*PRODUCT, *command], env=place, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        code = ASKED.format(queries=[each.query for each in judged], top=TOP)
        told = subprocess.run(
            [*PRODUCT, "shell", "-v0", "-c", code],
            env=place,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    found = json.loads(told.stdout.splitlines()[-1])
    return [quality(one, [Span(*span) for span in spans]) for one, spans in zip(judged, found, strict=True)]


def report(name: str, results: Sequence[Quality], *, each: bool = False) -> str:
    """One line of figures, and a line for each query when asked for."""
    lines = [
        f"{one.judged.id}  {one.ndcg:.3f}  {one.recall:.3f}  {one.judged.query}" for one in results if each
    ]
    ndcg = sum(one.ndcg for one in results) / len(results)
    recall = sum(one.recall for one in results) / len(results)
    none = [one.judged.query for one in results if not one.found]
    lines.append(
        f"{name}: nDCG@{TOP} {ndcg:.3f}, recall@{TOP} {recall:.3f}, {len(results)} queries, without a hit: {none}"
    )
    return "\n".join(lines)


def _title(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split()) if len(text.split("\n\n")[0]) < LONGEST_TITLE else ""


def _shared(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start)) if one.file == two.file else 0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 2) for rank, gain in enumerate(gains))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmark", nargs="?", type=Path, default=OURS)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--each", action="store_true", help="a line for each query")
    parser.add_argument("--product", action="store_true", help="through the product too, on SQLite")
    parser.add_argument("--postgresql", default="", metavar="URL", help="and on an empty PostgreSQL database")
    asked = parser.parse_args(arguments)
    judged = benchmark(asked.benchmark)
    folder = asked.folder or asked.benchmark.parent
    files = sorted(path.name for path in folder.glob("*.txt"))
    print(report("memory", measure(in_memory(folder, files), judged), each=asked.each))
    if asked.product:
        print(report("SQLite", in_product(judged, folder, ""), each=asked.each))
    if asked.postgresql:
        print(report("PostgreSQL", in_product(judged, folder, asked.postgresql), each=asked.each))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

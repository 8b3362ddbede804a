"""The tables of docs/performance.md, written from what `./run bench --json` measured.

python tools/performance.py SQLITE.json POSTGRESQL.json   docs/performance.md shows these figures
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN = "<!-- figures: written by tools/performance.py -->\n"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def row(name: str, by_size: Mapping[str, Mapping[str, Any]]) -> str:
    """Give a page's line: p95 in milliseconds at each size, its queries, and the trivial page beside it."""
    sizes = sorted(by_size, key=int)
    queries = sorted({by_size[size]["queries"] for size in sizes})
    trivial = [by_size[size].get("trivial_p95_ms") for size in sizes]
    cells = [f"{by_size[size]['p95_ms']:.1f}" for size in sizes]
    beside = f"{max(known):.1f}" if (known := [one for one in trivial if one is not None]) else "–"
    return f"| {name} | {' | '.join(cells)} | {'–'.join(map(str, queries))} | {beside} |"


def table(report: Mapping[str, Any]) -> Iterator[str]:
    """Give one database's heading and table."""
    sizes = [f"{size:,}".replace(",", " ") for size in report["projects"]]
    yield f"## {NAMES[report['database']]}\n"
    slowest = max(by_size[max(by_size, key=int)]["p95_ms"] for by_size in report["pages"].values())
    over = len(report["over"])
    yield (
        f"{len(report['pages'])} pages, each asked for {report['times']} times a size; slowest p95 at {sizes[-1]} projects "
        f"{slowest:.1f} ms; {over or 'none'} over the bar.\n"
    )
    yield f"| page | {' | '.join(sizes)} | queries | trivial |"
    yield f"|---|{'---:|' * (len(sizes) + 2)}"
    yield from (row(name, by_size) for name, by_size in report["pages"].items())
    yield from (f"\n- over: {line}" for line in report["over"])
    yield ""


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    reports = [json.loads(Path(argument).read_text()) for argument in arguments]
    above = PAGE.read_text().partition(BEGIN)[0]
    figures = "\n".join(line for report in reports for line in table(report))
    PAGE.write_text(f"{above}{BEGIN}\n{figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

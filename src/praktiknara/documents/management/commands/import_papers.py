"""`import_papers`: reads files and folders into the knowledge bank."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from praktiknara.documents.actions import Imported, import_paths
from praktiknara.documents.choices import Progress


def told(path: Path, imported: Imported) -> dict[str, Any]:
    """Say what became of a file, as JSON."""
    said: dict[str, Any] = {"file": imported.name, "path": str(path)}
    if imported.state == Progress.REFUSED:
        return {**said, "why": imported.why}
    if imported.paper is not None:
        said |= {"title": imported.paper.title, "url": imported.paper.get_absolute_url()}
        if imported.paper.file_name != imported.name:
            said["same_as"] = imported.paper.file_name
    if imported.whole is not None:
        whole = imported.whole
        said |= {
            "how": whole.how,
            "level": round(whole.level, 3),
            "language": whole.language,
            "pages": len(whole.pages),
            "passages": len(whole.passages),
            "repairs": len(whole.changes),
        }
    return said


class Command(BaseCommand):
    help = (
        "Läser in handlingar i kunskapsbanken: PDF, DOCX, ODT, TXT, MD och HTML, enskilda filer eller mappar."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="SÖKVÄG", help="fil eller mapp")
        parser.add_argument("--dry-run", action="store_true", help="läs, men spara ingenting")
        parser.add_argument("--internal", action="store_true", help="bara för dem som arbetar i kommunen")
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(
        self, *args: Any, paths: list[Path], dry_run: bool, internal: bool, as_json: bool, **options: Any
    ) -> None:
        answer: dict[str, list[dict[str, Any]]] = {"imported": [], "unchanged": [], "refused": []}
        place = {Progress.NEW: "imported", Progress.REFUSED: "refused"}
        found = import_paths(paths, by=None, now=timezone.now(), public=not internal, dry_run=dry_run)
        for path, imported in found:
            list_name = place.get(Progress(imported.state), "unchanged")
            answer[list_name].append(told(path, imported))
            if not as_json:
                self.stdout.write(f"{path}: {imported.why or Progress(imported.state).label}")
        if as_json:
            self.stdout.write(json.dumps({"dry_run": dry_run, **answer}, ensure_ascii=False, indent=2))
        counts = {name: len(rows) for name, rows in answer.items()}
        if not as_json:
            self.stdout.write(
                f"Inlästa: {counts['imported']}. Fanns redan: {counts['unchanged']}. "
                f"Gick inte att läsa: {counts['refused']}."
            )
        if answer["refused"]:
            named = "\n".join(f"{row['path']}: {row['why']}" for row in answer["refused"])
            raise CommandError(
                f"{named}\n{counts['refused']} av {sum(counts.values())} filer lästes inte in."
            )

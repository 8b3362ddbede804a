"""`repair_text`: gives a file's text back its å, ä and ö."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from praktiknara.documents import faults, queries, sandbox
from praktiknara.documents.reading.kinds import BY_ENDING
from praktiknara.documents.reading.shape import Unreadable
from praktiknara.swedish.repair import repair


def confidence(written: str) -> float:
    """Read a confidence, 0 to 1, also with a decimal comma."""
    try:
        value = float(written.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{written} är inget tal från 0 till 1")
    return value


def text_of(path: Path) -> str:
    """Read the text of a file; one without a known ending is taken for a text file."""
    try:
        content = path.read_bytes()
        ending = path.suffix.lower()
        found = sandbox.read(content, ending if ending in BY_ENDING else ".txt")
    except Unreadable as fault:
        raise CommandError(f"{path}: {faults.problem(fault.code, fault.values)}") from fault
    except OSError as fault:
        raise CommandError(f"{path}: filen går inte att öppna ({fault.strerror}).") from fault
    return found.glue.join(page.text for page in found.pages)


class Command(BaseCommand):
    help = "Lagar text som en maskin utan svenska har läst; namnen i registret hjälper till."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument(
            "--min-confidence", type=confidence, default=0.8, metavar="TAL", help="0 till 1, annars 0,8"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="svara med JSON: text, skada och ändringar"
        )

    def handle(self, *args: Any, file: Path, min_confidence: float, as_json: bool, **options: Any) -> None:
        found = repair(text_of(file), min_confidence=min_confidence, names=queries.names_in_register())
        if as_json:
            answer = {
                "text": found.text,
                "level": round(found.level, 3),
                "changes": [asdict(change) for change in found.changes],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(found.text, ending="")

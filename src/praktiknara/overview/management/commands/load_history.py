"""`load_history`: reads a file of sourced facts into the register."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from praktiknara.overview.actions.history import OURS, UnreadableFile, load_history
from praktiknara.search.actions.keeping import rebuild


class Command(BaseCommand):
    help = "Läser in fakta med källor, ur en fil eller Stockholms historik 2011–2024."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OURS, metavar="FIL")
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, file: Path, as_json: bool, **options: Any) -> None:
        try:
            loaded = load_history(file)
        except UnreadableFile as fault:
            raise CommandError(str(fault)) from fault
        if loaded.created or loaded.changed:
            rebuild()  # rows written in bulk tell nobody
        if as_json:
            self.stdout.write(json.dumps(loaded.as_json(), ensure_ascii=False, indent=2))
            return
        for one in loaded.refused:
            self.stderr.write(f"{one.where}: {one.why}")
        self.stdout.write(
            f"Nya rader: {sum(loaded.created.values())}. Ändrade: {sum(loaded.changed.values())}. "
            f"Oförändrade: {sum(loaded.unchanged.values())}. Inte inlästa uppgifter: {len(loaded.refused)}."
        )

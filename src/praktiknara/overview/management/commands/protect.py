"""`protect --input CUBE.json`: what of a cube of counts may be published without telling of a few persons."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from praktiknara.evaluation import analyses
from praktiknara.evaluation.errors import EvaluationError

from .evaluate import nothing_else_on_stdout, read_json


class Command(BaseCommand):
    help = "Skyddar en tabell med antal: säger vad som får publiceras, och granskar det."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--input", type=Path, required=True, metavar="FIL", help="JSON med tabellen")
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        given = read_json(options["input"])
        if not isinstance(given, dict):
            raise CommandError("Filen ska innehålla ett objekt med variables och cells.")
        try:
            with nothing_else_on_stdout():
                told = analyses.run("protect", given).as_dict()
        except EvaluationError as fault:
            raise CommandError(fault.sentence.sv) from fault
        if options["as_json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
            return
        for cell in told["published"]:
            self.stdout.write(f"{' / '.join(cell['key'])}: {cell['count']}")
        for cell in told["suppressed"]:
            self.stdout.write(f"{' / '.join(cell['key'])}: ..")
        safe = "säker" if told["audit"]["safe"] else "INTE säker"
        self.stdout.write(f"Granskad: {safe}.")

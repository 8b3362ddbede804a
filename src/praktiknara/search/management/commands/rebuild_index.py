"""`rebuild_index`: the search's index made anew from the register, while it is in use."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from praktiknara.search.actions.keeping import catch_up, rebuild


class Command(BaseCommand):
    help = "Gör om sökindexet från registret. Sökningen fungerar under tiden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        begun = perf_counter()
        passages = rebuild(lambda line: None if as_json else self.stdout.write(line))
        catch_up()
        seconds = perf_counter() - begun
        if as_json:
            self.stdout.write(json.dumps({"passages": passages, "seconds": round(seconds, 1)}))
        else:
            self.stdout.write(f"{passages} stycken på {seconds:.0f} s.")

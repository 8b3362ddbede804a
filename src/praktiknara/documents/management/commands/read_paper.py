"""`read_paper`: tells what a paper says, each value with its place in the file's text."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from praktiknara.documents import queries
from praktiknara.documents.management.commands.repair_text import text_of
from praktiknara.documents.mending import mended
from praktiknara.people.models import Organisation, OrganisationName
from praktiknara.swedish.extraction import Gazetteer, Reading, read, sweden


def gazetteer() -> Gazetteer:
    """Names that everyone knows, and over them the register's own, also the short ones and those of earlier years."""
    organisations = list(Organisation.objects.values_list("name", "short_name"))
    short = [(short, name) for name, short in organisations if short]
    earlier = list(OrganisationName.objects.values_list("name", flat=True))
    return Gazetteer.of([*sweden.names(), *short, *(name for name, _ in organisations), *earlier])


class Command(BaseCommand):
    help = (
        "Läser ut belopp, datum, perioder, diarienummer, organisationer, personer och projekt ur en handling."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, file: Path, as_json: bool, **options: Any) -> None:
        text = text_of(file)
        names = {*queries.names_in_register(), *(called for _, called in sweden.names())}
        _, changes = mended(text, names)
        reading = read(text, changes=changes, gazetteer=gazetteer())
        if as_json:
            self.stdout.write(json.dumps({"file": file.name, **reading.as_dict()}, ensure_ascii=False))
            return
        for line in lines(reading):
            self.stdout.write(line)


def lines(reading: Reading) -> list[str]:
    """Write a reading as lines for a person: each value with its kind, and the projects last."""
    values = [f"{value.start:>7}  {value.kind:<17} {value.value}" for value in reading.values]
    return [
        *values,
        *(f"{project.start:>7}  {'project':<17} {project.title}" for project in reading.projects),
    ]

"""`verify`: looks for anything that has been changed or lost behind the system's back."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Sum

from praktiknara.projects.models import Grant
from praktiknara.search.queries.faults import faults as index_faults
from praktiknara.trail.models import ChainHead, Document, Event, FrozenCopy
from praktiknara.trail.queries import broken_links
from praktiknara.trail.rules import canonical

BLOCK = 1 << 20
LINKS = {
    "previous": "Händelsen följer inte på den före: en händelse är borttagen eller inskjuten.",
    "changed": "Händelsen är ändrad sedan den skrevs.",
}


class Fault(NamedTuple):
    """Something that does not hold: where, and what."""

    where: str
    why: str


def chain() -> Iterator[Fault]:
    """The events follow on each other unbroken to the newest (the head of the chain)."""
    for link in broken_links(Event.objects.order_by("pk").iterator()):
        yield Fault(f"händelse {link.event}", LINKS[link.what])
    newest = Event.objects.order_by("pk").last()
    head = ChainHead.objects.first()
    if (newest.hash if newest else "") != (head.last_hash if head else ""):
        yield Fault("händelsekedjan", "Den senaste händelsen är inte den som kedjan slutar med.")


def files() -> Iterator[Fault]:
    """Every kept file is there and has the content it was kept with."""
    for document in Document.objects.order_by("pk").iterator():
        where = f"handling {document.pk}, {document.title}"
        digest = hashlib.sha256()
        try:
            with document.file.open("rb") as content:
                while block := content.read(BLOCK):
                    digest.update(block)
        except OSError:
            yield Fault(where, "Filen saknas.")
            continue
        if digest.hexdigest() != document.sha256:
            yield Fault(where, "Filen är ändrad sedan den sparades.")


def copies() -> Iterator[Fault]:
    """Every frozen copy reads as it did when it was taken."""
    for copy in FrozenCopy.objects.order_by("pk").iterator():
        if hashlib.sha256(canonical(copy.content).encode()).hexdigest() != copy.sha256:
            yield Fault(f"fryst kopia {copy.pk}", "Texten är ändrad sedan den frystes.")


def ledger() -> Iterator[Fault]:
    """A grant is what the board awarded, and no more is planned or paid of it than it is."""
    for grant in Grant.objects.exclude(award=None).exclude(amount=F("award__amount")).order_by("pk"):
        yield Fault(f"bidrag {grant.pk}, {grant}", "Bidraget är inte det belopp som nämnden beslutade.")
    paid = Grant.objects.annotate(out=Sum("payouts__amount")).filter(out__gt=F("amount")).order_by("pk")
    for grant in paid:
        yield Fault(f"bidrag {grant.pk}, {grant}", "Utbetalningarna är mer än bidraget.")


def search_index() -> Iterator[Fault]:
    """The search holds what the register holds, and shows everyone only what is public."""
    for where, why in index_faults():
        yield Fault(where, why)


def faults() -> list[Fault]:
    """Look everywhere."""
    return [*chain(), *files(), *copies(), *ledger(), *search_index()]


class Command(BaseCommand):
    help = "Kontrollerar händelsekedjan, filerna, beloppen och sökningen; slutar med 1 om något inte stämmer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        found = faults()
        if as_json:
            told = {"ok": not found, "faults": [one._asdict() for one in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for one in found:
                self.stdout.write(f"{one.where}: {one.why}")
        if found:
            raise CommandError(f"{len(found)} fel hittades.")
        if not as_json:
            self.stdout.write("Allt stämmer.")

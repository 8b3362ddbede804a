"""`status`: what the register holds, and what its grants come to."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, models

from praktiknara import __version__
from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.funds.models import Fund
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.meetings.models import Meeting
from praktiknara.methods.models import Method
from praktiknara.partners.choices import OutsideMoneyKind
from praktiknara.partners.models import Agreement, OutsideMoney, Programme
from praktiknara.people.choices import Origin
from praktiknara.people.models import Organisation, Person
from praktiknara.plans.models import Plan
from praktiknara.projects.models import Project
from praktiknara.projects.queries import sums
from praktiknara.trail.models import Document

COUNTED: dict[str, models.QuerySet[Any]] = {
    "organisations": Organisation.objects.all(),
    "people": Person.objects.all(),
    "funds": Fund.objects.all(),
    "plans": Plan.objects.all(),
    "calls": Call.objects.all(),
    "applications": Application.objects.all(),
    "cases": Case.objects.all(),
    "projects": Project.objects.all(),
    "programmes": Programme.objects.all(),
    "agreements": Agreement.objects.all(),
    "events": Meeting.objects.all(),
    "methods": Method.objects.all(),
    "knowledge_outputs": KnowledgeOutput.objects.all(),
    "state_grants": OutsideMoney.objects.filter(kind=OutsideMoneyKind.STATE_GRANT),
    "eu_funds": OutsideMoney.objects.filter(kind=OutsideMoneyKind.EU_FUND),
    "documents": Document.objects.all(),
}
LABELS = {
    "state_grants": OutsideMoneyKind.STATE_GRANT.label,
    "eu_funds": OutsideMoneyKind.EU_FUND.label,
    "knowledge_outputs": KnowledgeOutput._meta.verbose_name,
}


def status() -> dict[str, Any]:
    """Count what is real: neither examples nor the reference data that every instance has."""
    return {
        "version": __version__,
        "database": connection.vendor,
        "counts": {
            name: rows.exclude(origin__in=(Origin.EXAMPLE, Origin.REFERENCE)).count()
            for name, rows in COUNTED.items()
        },
        "sums": [one._asdict() for one in sums()],
    }


class Command(BaseCommand):
    help = "Visar vad registret innehåller och vad bidragen summerar till."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        found = status()
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Praktiknära {found['version']}, {found['database']}")
        for name, count in found["counts"].items():
            self.stdout.write(f"{LABELS.get(name, COUNTED[name].model._meta.verbose_name_plural)}: {count}")

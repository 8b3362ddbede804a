"""`load_history`: a file of sourced facts becomes the register, once; loaded again it changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import models, transaction
from django.utils import translation

from praktiknara.people.models import Municipality, User, home_municipality
from praktiknara.search.actions.keeping import together
from praktiknara.trail import actions as trail

from .history_parts import (
    calls,
    decisions,
    funds,
    grants,
    knowledge,
    partners,
    people,
    plans,
    projects,
    reference,
)
from .history_parts.draft import Draft
from .history_parts.entries import Entry, Refused, UnreadableFile, read
from .history_parts.rows import Writer

OURS = Path(__file__).resolve().parents[1] / "data" / "history.yaml"

__all__ = ["OURS", "Loaded", "UnreadableFile", "load_history"]


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows by model, and what was refused."""

    created: dict[str, int]
    unchanged: dict[str, int]
    changed: dict[str, int]
    refused: list[Refused]

    def as_json(self) -> dict[str, object]:
        """Give the answer of `load_history --json`."""
        return {
            "created": self.created,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "refused": [one._asdict() for one in self.refused],
        }


def draft_of(file: Entry) -> Draft:
    """Turn a file into rows; what it says and we do not know is refused, field by field."""
    draft = Draft(file, reference.load())
    draft.each(draft.section("meta"), "files", lambda one, place: source(one, draft))
    people.take(file, draft)
    years = funds.take(file, draft)
    plans.take(file, draft)
    calls.take(file, draft, years)
    decisions.take(file, draft)
    projects.take(file, draft, years)
    grants.take(file, draft, years)
    partners.take(file, draft)
    projects.agreements(draft)
    knowledge.take(file, draft)
    draft.refused.extend(
        Refused(name, "Avsnittet känns inte igen och är inte inläst.")
        for name in file.said
        if name not in file.asked
    )
    return draft


def source(entry: Entry, draft: Draft) -> None:
    """Take a paper that the file names; its title is our own."""
    entry.maybe("what")
    draft.source(entry.text("file"), entry)


def load_history(path: Path = OURS, *, by: User | None = None, now: datetime | None = None) -> Loaded:
    """Load a file of facts in one transaction and leave one event; raises UnreadableFile when it holds none."""
    file = read(path)
    with translation.override("sv"), transaction.atomic():
        draft = draft_of(file)
        with together():
            done = Writer([*draft.shared.values(), *draft.rows]).write()
        loaded = Loaded(
            named(done.created),
            named(done.unchanged),
            named(done.changed),
            [*draft.refused, *done.refused],
        )
        if loaded.created or loaded.changed:
            trail.record(
                "load_history",
                Municipality.objects.get(pk=home_municipality()),
                by=by,
                after={
                    "file": path.name,
                    "created": loaded.created,
                    "changed": loaded.changed,
                    "refused": len(loaded.refused),
                },
                now=now,
            )
    return loaded


NAMES = {
    "agreement_parties": "agreement_parties",
    "aftermath": "aftermath",
    "budgetassignment": "budget_assignments",
    "callrule": "call_rules",
    "criterion": "criteria",
    "decisionpoint": "decision_points",
    "focusarea": "focus_areas",
    "fundname": "fund_names",
    "fundyear": "fund_years",
    "knowledgeoutput": "knowledge_outputs",
    "meeting": "events",
    "methoduse": "method_uses",
    "needsinventory": "needs_inventories",
    "needtheme": "need_themes",
    "organisationname": "organisation_names",
    "outsidemoney": "outside_money",
    "person": "people",
    "planamount": "plan_amounts",
    "programme_partners": "programme_partners",
    "project_agreements": "project_agreements",
    "projectorganisation": "project_organisations",
    "projectperson": "project_people",
    "signatory": "signatories",
    "substudy": "sub_studies",
    "supportassignment": "support_assignments",
}


def named(counted: Counter[type[models.Model]]) -> dict[str, int]:
    """Give the counts by the models' names in the plural, as `status` tells them."""
    names = {model._meta.model_name or "": count for model, count in counted.items()}
    return {NAMES.get(name, f"{name}s"): count for name, count in sorted(names.items())}

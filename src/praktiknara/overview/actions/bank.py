"""The bank is filled from the history: summaries and lessons in our own words, given once and never written over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from praktiknara.knowledge.choices import OutputKind, OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.people.choices import Origin
from praktiknara.people.models import Municipality, home_municipality
from praktiknara.projects.models import Milestone, Project
from praktiknara.results.models import Aftermath, Outcome
from praktiknara.trail import actions as trail
from praktiknara.trail.models import Citation
from praktiknara.trail.queries import about

OURS = Path(__file__).resolve().parents[1] / "data" / "bank.yaml"
# Which rows a place is counted in, and the word in their keys.
PLACES: dict[str, tuple[type[models.Model], str]] = {
    "outcomes": (Outcome, "utfall"),
    "after": (Aftermath, "sedan"),
    "milestones": (Milestone, "hallpunkt"),
}


def fill_bank(path: Path = OURS, *, now: datetime | None = None) -> Counter[str]:
    """Give the outputs of the history their words, and add what its projects taught; gives how many of each it changed.

    What already says something is left as it is, so that nothing an officer wrote is lost, and a second time changes nothing.
    """
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    with transaction.atomic():
        done = Counter(
            {"filled": sum(_filled(said["outputs"])), "added": sum(_added(one) for one in said["results"])}
        )
        if done.total():
            home = Municipality.objects.get(pk=home_municipality())
            trail.record("fill_bank", home, by=None, after=dict(done), now=now)
    return done


def _filled(words: Mapping[str, Mapping[str, Any]]) -> Iterator[bool]:
    for output in KnowledgeOutput.objects.filter(key__in=words, origin=Origin.HISTORY, summary="", lesson=""):
        for name, value in words[output.key or ""].items():
            setattr(output, name, _tidy(value))
        output.save()
        yield True


def _added(told: dict[str, Any]) -> bool:
    words = {name: _tidy(value) for name, value in told.items()}
    key, cites = words.pop("id"), words.pop("cites")
    project = Project.objects.filter(key=words.pop("project"), origin=Origin.HISTORY).first()
    if project is None or KnowledgeOutput.objects.filter(key=key).exists():
        return False
    output = KnowledgeOutput.objects.create(
        key=key,
        project=project,
        kind=OutputKind.RESULT,
        status=OutputStatus.PUBLISHED,
        origin=Origin.REFERENCE,
        **words,
    )
    _cite(output, _cited(project.key or "", cites))
    return True


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _cited(project: str, cites: Mapping[str, Iterable[int]]) -> Iterator[Citation]:
    """Give the citations of the project's rows at these places."""
    for name, places in cites.items():
        model, word = PLACES[name]
        keys = [f"{project}-{word}-{place}" for place in places]
        rows = list(model._default_manager.filter(key__in=keys))
        if rows:
            yield from about(Citation, *rows).order_by("pk")


def _cite(output: KnowledgeOutput, found: Iterable[Citation]) -> None:
    """Let an output rest on the same places as the facts it is written from."""
    kind = ContentType.objects.get_for_model(KnowledgeOutput)
    seen = {(one.source_id, one.start, one.end): one for one in found}
    Citation.objects.bulk_create(
        Citation(
            content_type=kind,
            object_id=output.pk,
            source_id=one.source_id,
            quote=one.quote,
            start=one.start,
            end=one.end,
        )
        for one in seen.values()
    )

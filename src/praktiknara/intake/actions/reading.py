"""Having a paper read: what it says becomes proposals, matched with the register; nothing enters the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from praktiknara.chain.actions import lock, perform
from praktiknara.chain.rules import NotYours, Problem, _
from praktiknara.documents.models import Paper
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from .. import permissions
from ..choices import ProposalKind, ReadingStatus
from ..models import Proposal, Reading
from ..queries.reader import read
from ..queries.register import MODELS, NEW, Matched, Register
from ..rules.drafts import Drafted, drafts
from ..transitions import CLOSE_READING, FAIL_READING, FINISH_READING, READER, REOPEN_READING

AT_ONCE = 60_000
OPEN = (ReadingStatus.WAITING, ReadingStatus.OPEN)
FAULT = _("Texten gick inte att läsa ut. Försök igen, eller för in uppgifterna för hand.")


def start(paper: Paper, *, by: User, now: datetime) -> Reading:
    """Have a paper read, at once or, when it is long, in the background; a paper whose reading is open keeps that one."""
    if not permissions.starts_reading(by):
        raise NotYours(Problem(READER), thing=paper, verb="start_reading")
    with transaction.atomic():
        Paper.objects.select_for_update().get(pk=paper.pk)
        earlier = paper.readings.filter(status__in=OPEN).first()
        if earlier is not None:
            return earlier
        reading = Reading.objects.create(
            paper=paper, paper_version=paper.version, at=now, by=by, origin=paper.origin
        )
        trail.record("start_reading", reading, by=by, now=now)
    if paper.length <= AT_ONCE:
        finish(reading, by=by, now=now)
    else:
        read_in_background.enqueue(reading.pk, by.pk)
    return reading


@task()
def read_in_background(reading: int, by: int) -> None:
    """Read a long paper outside the request."""
    finish(Reading.objects.get(pk=reading), by=User.objects.get(pk=by), now=timezone.now())


def finish(reading: Reading, *, by: User, now: datetime) -> Reading:
    """Read the paper and propose what it says; a fault leaves the reading failed, to be tried again, and is raised."""
    if reading.status != ReadingStatus.WAITING:
        return reading
    try:
        given, version = read(reading.paper)
        found = drafts(given, reading.paper.title, reading.paper.text)
    except Exception:  # so that the paper can be tried again; the bug itself goes on to the log, and to a 500
        fail(reading, by=by, now=now)
        raise
    return propose(reading, found, rules=version, by=by, now=now)


def fail(reading: Reading, *, by: User, now: datetime) -> Reading:
    """Note that a paper could not be read."""
    with transaction.atomic():
        lock(reading)
        reading.fault = FAULT
        reading.save(update_fields=["fault"])
        return perform(FAIL_READING, reading, by=by, now=now)


def propose(reading: Reading, found: Sequence[Drafted], *, rules: str, by: User, now: datetime) -> Reading:
    """Keep what was found as proposals, each matched with what the register has."""
    matches = _matches(found, reading.paper.year)
    with transaction.atomic():
        lock(reading)
        if reading.status != ReadingStatus.WAITING:
            return reading
        _keep(reading, found, matches)
        reading.rules = rules[:40]
        reading.save(update_fields=["rules"])
        return perform(FINISH_READING, reading, by=by, now=now, detail={"proposals": len(found)})


def follow_import(paper: Paper, *, by: User | None, now: datetime) -> None:
    """Have a paper read when it has just come into the bank, so that its facts lie ready for review."""
    transaction.on_commit(partial(read_new, paper.pk, by=by, now=now), robust=True)


def read_new(pk: int, *, by: User | None, now: datetime) -> Reading | None:
    """Read a new paper; called robustly, so that a fault is logged and the import stands. It can be read by hand."""
    paper = Paper.objects.get(pk=pk)
    given, version = read(paper)
    found = drafts(given, paper.title, paper.text)
    matches = _matches(found, paper.year)
    with transaction.atomic():
        Paper.objects.select_for_update().get(pk=paper.pk)
        if not found or paper.readings.exists():
            return None
        reading = Reading.objects.create(
            paper=paper,
            paper_version=paper.version,
            at=now,
            by=by,
            rules=version[:40],
            status=ReadingStatus.OPEN,
            origin=paper.origin,
        )
        _keep(reading, found, matches)
        trail.record("finish_reading", reading, by=by, after={"proposals": len(found)}, now=now)
    return reading


def _matches(found: Sequence[Drafted], year: int | None) -> list[Matched]:
    """Match every name with the register, before any row is locked."""
    register = Register()
    return [register.match(one.kind, one.value, year) if one.kind in MODELS else NEW for one in found]


def _keep(reading: Reading, found: Sequence[Drafted], matches: Sequence[Matched]) -> None:
    """Write the proposals: the projects first, since the others stand under them."""
    kinds = {kind: ContentType.objects.get_for_model(model) for kind, model in MODELS.items()}
    length = len(reading.paper.text)
    proposals = [
        Proposal(
            reading=reading,
            position=position,
            kind=one.kind,
            start=min(one.start, length),
            end=min(max(one.end, one.start), length),
            value=dict(one.value),
            rule=one.rule[:80],
            confidence=one.confidence,
            checks=list(one.checks),
            strength=matched.strength,
            object_id=matched.number,
            content_type=kinds[one.kind] if matched.number is not None else None,
            alternatives=matched.as_json(),
            origin=reading.origin,
        )
        for position, (one, matched) in enumerate(zip(found, matches, strict=True))
    ]
    heads = [one for one in proposals if one.kind == ProposalKind.PROJECT]
    Proposal.objects.bulk_create(heads)
    for one, proposal in zip(found, proposals, strict=True):
        if one.project is not None:
            proposal.project = heads[one.project]
    Proposal.objects.bulk_create(one for one in proposals if one.kind != ProposalKind.PROJECT)


def close(reading: Reading, *, by: User, now: datetime) -> Reading:
    """Say that every proposal has been answered."""
    return perform(CLOSE_READING, reading, by=by, now=now)


def reopen(reading: Reading, *, by: User, now: datetime) -> Reading:
    """Open a closed review, to answer otherwise."""
    return perform(REOPEN_READING, reading, by=by, now=now)

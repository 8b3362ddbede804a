"""Undoing what a reading or a list put in the register, or saying clearly what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from praktiknara.chain.actions import lock, perform
from praktiknara.chain.rules import AgainstRule, Problem, _
from praktiknara.people.models import User
from praktiknara.trail import actions as trail
from praktiknara.trail.models import Citation

from ..choices import Deed, ProposalStatus, Strength
from ..models import Effect, Proposal, Reading, Sheet
from ..queries.rows import Row, dependents, row_of, snapshot, things_of
from ..transitions import UNDO, UNDO_READING, UNDO_SHEET

CHANGED = _(
    "%(what)s har ändrats sedan uppgiften fördes in, och ångras inte av sig själv. Ändra den för hand först."
)
HANGS = _(
    "%(what)s kan inte tas bort: %(count)s uppgifter har kommit till sedan dess (%(which)s). Ta bort dem först."
)
MOST = 20


def obstacles(effects: Sequence[Effect]) -> list[Problem]:
    """Say what keeps these deeds from being undone: rows changed since, or something new that hangs on them."""
    made = {_row(one) for one in effects if one.deed == Deed.MADE}
    there = things_of(_row(one) for one in effects)
    hanging = dependents({row: thing for row, thing in there.items() if row in made}, made)
    latest = _latest_values(effects)
    problems: list[Problem] = []
    told: set[Row] = set()
    for effect in effects:
        row = _row(effect)
        if row not in there or row in told:
            continue
        now = snapshot(there[row], latest[row])
        if now != latest[row]:
            problems.append(Problem(CHANGED, {"what": effect.label}))
            told.add(row)
        elif left := hanging.get(row):
            which = "; ".join(_called(one) for one in left[:3])
            problems.append(Problem(HANGS, {"what": effect.label, "count": len(left), "which": which}))
            told.add(row)
        if len(problems) >= MOST:
            break
    return problems


def _row(effect: Effect) -> Row:
    return effect.content_type_id, effect.object_id


def _called(thing: models.Model) -> str:
    return f"{thing._meta.verbose_name} {thing}"[:80]


def _latest_values(effects: Sequence[Effect]) -> dict[Row, dict[str, Any]]:
    """Give what each row should say now, when several of these deeds touched it."""
    latest: dict[tuple[int, int], dict[str, Any]] = {}
    for one in sorted(effects, key=lambda each: each.pk):
        latest.setdefault(_row(one), {}).update(one.after)
    return latest


def undo_effects(effects: Sequence[Effect], *, thing: models.Model, by: User, now: datetime) -> None:
    """Undo these deeds, the last first; raises AgainstRule with all that stands in the way, and then nothing is undone."""
    with transaction.atomic():
        problems = obstacles(effects)
        if problems:
            raise AgainstRule(*problems, thing=thing, verb="undo")
        for effect in sorted(effects, key=lambda one: -one.pk):
            _undo(effect, by=by, now=now)


def _undo(effect: Effect, *, by: User, now: datetime) -> None:
    row: Any = effect.thing
    if row is not None and effect.deed == Deed.MADE:
        if not isinstance(row, Citation):
            trail.record("take_out", row, by=by, before=effect.after, now=now)
        _let_go(row)
        row.delete()
    elif row is not None:
        row.refresh_from_db()
        for name, value in effect.before.items():
            setattr(row, name, row._meta.get_field(name).to_python(value))
        row.save()
        trail.record("correct_from_source", row, by=by, before=effect.after, after=effect.before, now=now)
    Effect.objects.filter(pk=effect.pk).update(undone_at=now)


def _let_go(row: models.Model) -> None:
    """Let the proposals that were matched with a row that leaves be new again."""
    kind, number = row_of(row)
    Proposal.objects.filter(content_type=kind, object_id=number, status=ProposalStatus.PROPOSED).update(
        content_type=None, object_id=None, strength=Strength.NEW
    )


def effects_of_reading(reading: Reading) -> list[Effect]:
    """Give what a reading has put in the register and not taken back."""
    return list(
        Effect.objects.filter(proposal__reading=reading, undone_at=None).select_related("content_type")
    )


def effects_of_sheet(sheet: Sheet) -> list[Effect]:
    """Give what a list has put in the register and not taken back."""
    return list(Effect.objects.filter(row__sheet=sheet, undone_at=None).select_related("content_type"))


def undo_reading(reading: Reading, *, by: User, now: datetime) -> Reading:
    """Undo a whole reading: what it made leaves, what it changed is as before, and its proposals stay as a memory."""
    with transaction.atomic():
        lock(reading)
        if refusal := UNDO_READING.why_not(reading, by, now):
            refusal.thing, refusal.verb = reading, UNDO_READING.name
            raise refusal
        undo_effects(effects_of_reading(reading), thing=reading, by=by, now=now)
        answered = (ProposalStatus.ACCEPTED, ProposalStatus.MENDED)
        for proposal in reading.proposals.filter(status__in=answered):
            proposal.version += 1
            proposal.save(update_fields=["version"])
            perform(UNDO, proposal, by=by, now=now)
        return perform(UNDO_READING, reading, by=by, now=now)


def undo_sheet(sheet: Sheet, *, by: User, now: datetime) -> Sheet:
    """Undo a whole list: what it made leaves, what it changed is as before, and its rows stay as a memory."""
    with transaction.atomic():
        perform(UNDO_SHEET, sheet, by=by, now=now)
        undo_effects(effects_of_sheet(sheet), thing=sheet, by=by, now=now)
    return sheet


def kinds_of(effects: Sequence[Effect]) -> dict[str, int]:
    """Count what would leave or go back, by the words for each kind, sources left out."""
    counted: dict[str, int] = {}
    for kind, _number in dict.fromkeys(_row(one) for one in effects):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if model is not Citation:
            words = str(model._meta.verbose_name)
            counted[words] = counted.get(words, 0) + 1
    return counted

"""The one door for every change of state."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from .queries import who_changed
from .rules import Stale
from .transitions import Transition

# A model with a status, a label for it and a time of change; or, for an edited thing, a version.
M = TypeVar("M", bound=Any)
Act = Callable[..., object]

_followers: dict[str, list[Act]] = {}


def follow(transition: Transition[Any], act: Act) -> None:
    """Let an act of a later step follow a move of an earlier one, in the same transaction: act(thing, by=…, now=…)."""
    _followers.setdefault(transition.name, []).append(act)


def lock(thing: M) -> M:
    """Lock a thing's row until the transaction ends and read it anew."""
    thing.refresh_from_db(from_queryset=type(thing)._default_manager.select_for_update())
    return thing


def perform(
    transition: Transition[M],
    thing: M,
    *,
    by: User,
    now: datetime | None = None,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> M:
    """Make the move: lock, ask who, state and rule, write the status, record the event, in one transaction.

    Raises NotYours, NotNow or AgainstRule, each with the sentence for the reader.
    """
    now = now or timezone.now()
    with transaction.atomic():
        lock(thing)
        if refusal := transition.why_not(thing, by, now):
            refusal.thing, refusal.verb = thing, transition.name
            raise refusal
        before = thing.status
        thing.status = transition.target
        thing.save(update_fields=["status", "changed_at"])
        trail.record(
            transition.name,
            thing,
            by=by,
            before={"status": before},
            after={"status": transition.target, **(detail or {})},
            reason=reason,
            now=now,
        )
        for act in _followers.get(transition.name, ()):
            act(thing, by=by, now=now)
    return thing


def claim_version(thing: M, version: int, *, by: User) -> M:
    """Lock a thing that two may edit and refuse when it has changed since this version was read.

    Raises Stale, so that the page can keep what was typed and show who changed it.
    """
    lock(thing)
    if thing.version != version:
        raise Stale(who_changed(thing, by))
    thing.version = version + 1
    return thing

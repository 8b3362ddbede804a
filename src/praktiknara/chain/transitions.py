"""A row of a transition table: name, from, to, who, rule. The only description of how a thing may move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.utils import timezone
from django.utils.functional import Promise

from praktiknara.people.models import User

from .rules import AgainstRule, NotNow, NotYours, Problem, Refusal, _


class Stateful(Protocol):
    """Anything with a primary key and a status that has a label."""

    pk: Any
    status: Any

    def get_status_display(self) -> str: ...
    def refresh_from_db(self) -> None: ...
    def save(self, *, update_fields: Sequence[str]) -> None: ...


T = TypeVar("T", bound=Any)


def no_rule(thing: Any, now: datetime) -> Sequence[Problem]:
    """Ask nothing more than who and when."""
    return ()


@dataclass(frozen=True)
class Transition(Generic[T]):
    """One way for a thing to move: what the button says, between which states, who may, by which rule."""

    name: str
    source: frozenset[str]
    target: str
    who: Callable[[User, T], bool]
    label: str | Promise
    whose: str
    past: str
    rule: Callable[[T, datetime], Sequence[Problem]] = no_rule
    not_now: Callable[[T], Problem] | None = None

    def why_not(self, thing: T, user: User, now: datetime | None = None) -> Refusal | None:
        """Give the reason why this user cannot make this move now, or None when she can."""
        if not self.who(user, thing):
            return NotYours(Problem(self.whose))
        if thing.status not in self.source:
            if self.not_now is not None:
                return NotNow(self.not_now(thing))
            return NotNow(
                Problem(
                    _("Det går inte nu. Läget är: %(status)s."), {"status": str(thing.get_status_display())}
                )
            )
        problems = self.rule(thing, now or timezone.now())
        return AgainstRule(*problems) if problems else None

    def offered_to(self, user: User, thing: T) -> bool:
        """Say whether the move concerns this user at all and the thing is in a state for it."""
        return thing.status in self.source and self.who(user, thing)

"""The words in which the system says no: three noes, each a sentence for the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any


def _(text: str) -> str:
    """Mark a sentence for translation; it is translated when it is shown."""
    return text


def kronor(amount: int) -> str:
    """Write a sum in Swedish form: 1 234 567 kr, with spaces that do not break."""
    return f"{amount:,} kr".replace(",", "\u00a0").replace(" kr", "\u00a0kr")


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is not met: the sentence with its values, the field it concerns, the rule's id and its year."""

    sentence: str
    values: Mapping[str, object] = made_by(default_factory=dict)
    field: str = ""
    rule: str = ""
    year: int | None = None

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class Refusal(Exception):
    """A no with its reason; becomes a page, never a crash."""

    status = 400

    def __init__(self, *problems: Problem, thing: Any = None, verb: str = "") -> None:
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems: Sequence[Problem] = problems
        self.thing = thing
        self.verb = verb

    @property
    def sentence(self) -> str:
        """Give the reasons as one text, in Swedish."""
        return " ".join(str(problem) for problem in self.problems)


class NotYours(Refusal):
    """Not you: someone else may do this."""

    status = 403


class NotNow(Refusal):
    """Not now: the thing is not in a state for this."""

    status = 409


class Stale(NotNow):
    """Not now: someone has changed the thing since the page was opened."""


class AgainstRule(Refusal):
    """Not so: a rule is not met."""

    status = 422


def changed_meanwhile(who: str = "", when: str = "", *, own: bool = False) -> Problem:
    """Say that a thing has changed since the page was opened, by whom and when if it is known."""
    if own:
        sentence = _(
            "Du har ändrat i ett annat fönster %(when)s. Det du skrev finns kvar här. Jämför och spara igen."
        )
        return Problem(sentence, {"when": when})
    if who:
        sentence = _("%(who)s ändrade %(when)s. Det du skrev finns kvar här. Jämför och spara igen.")
        return Problem(sentence, {"who": who, "when": when})
    return Problem(
        _(
            "Någon annan har ändrat sedan du öppnade sidan. Det du skrev finns kvar här. Jämför och spara igen."
        )
    )

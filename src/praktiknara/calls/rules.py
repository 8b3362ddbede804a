"""When a call may open, receive and change, and how it becomes next year's."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from praktiknara.chain.rules import Problem, _


class RuleLine(NamedTuple):
    """A rule of a call as it is written: its kind, its number or amount, and its words."""

    kind: str
    amount: int | None = None
    number: int | None = None
    text: str = ""
    note: str = ""


class CriterionLine(NamedTuple):
    """A criterion of a call as it is written."""

    text: str
    help: str = ""
    weight: int = 1


NEEDS_AMOUNT = frozenset({"cap"})
NEEDS_NUMBER = frozenset({"max_years", "max_granted"})
NEEDS_TEXT = frozenset({"note"})


def past_second(closes_at: datetime | None, now: datetime) -> bool:
    """By the server's clock, to the second: the closing second itself is in time."""
    return closes_at is not None and now.replace(microsecond=0) > closes_at.replace(microsecond=0)


def unwhole_rule(rule: RuleLine) -> Problem | None:
    """A rule that checks a sum or a number says which."""
    if rule.kind in NEEDS_AMOUNT and rule.amount is None:
        return Problem(_("Skriv beloppet som regeln gäller."), field="amount")
    if rule.kind in NEEDS_NUMBER and rule.number is None:
        return Problem(_("Skriv antalet som regeln gäller."), field="number")
    if rule.kind in NEEDS_TEXT and not rule.text.strip():
        return Problem(_("Skriv vad upplysningen säger."), field="text")
    return None


def not_ready_to_open(
    *,
    frame: int | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
    criteria: int,
    rules: Sequence[RuleLine],
    now: datetime,
) -> Sequence[Problem]:
    """Say what a call lacks before it can open: a frame, a closing time ahead, a criterion, whole rules."""
    problems = []
    if frame is None:
        problems.append(Problem(_("Skriv ramen för utlysningen."), field="frame"))
    if closes_at is None:
        problems.append(Problem(_("Skriv när utlysningen stänger."), field="closes_at"))
    elif past_second(closes_at, now):
        problems.append(Problem(_("Stängningstiden har redan varit. Välj en senare tid."), field="closes_at"))
    elif opens_at is not None and closes_at <= opens_at:
        problems.append(Problem(_("Utlysningen stänger innan den öppnar. Ändra tiderna."), field="closes_at"))
    if not criteria:
        problems.append(
            Problem(_("Lägg till minst ett kriterium som bedömarna ska utgå från."), field="criteria")
        )
    if any(unwhole_rule(rule) for rule in rules):
        problems.append(Problem(_("En regel saknar sitt belopp, antal eller sin text."), field="rules"))
    return problems


def condition_unmet(condition: str, met: bool | None) -> Sequence[Problem]:
    """A conditional call opens only when its condition is met (R-STA-02)."""
    if condition and not met:
        return [
            Problem(
                _("Villkoret är inte uppfyllt: %(condition)s. Utlysningen kan öppna när det är det."),
                {"condition": condition},
                field="condition_met",
                rule="R-STA-02",
            )
        ]
    return []


def not_receiving(
    *,
    is_open: bool,
    was_open: bool,
    opens_at: datetime | None,
    closes_at: datetime | None,
    now: datetime,
    opens_words: str,
    closes_words: str,
) -> Problem | None:
    """Say why a call takes no applications at this moment, with the time it opens or closed."""
    if (was_open and closes_at is not None) or (is_open and past_second(closes_at, now)):
        return Problem(_("Utlysningen stängde %(when)s."), {"when": closes_words})
    if was_open:
        return Problem(_("Utlysningen är stängd."))
    if opens_at is not None and opens_at > now:
        return Problem(_("Utlysningen öppnar %(when)s."), {"when": opens_words})
    return None if is_open else Problem(_("Utlysningen har inte öppnat än."))


def fixed_once_opened(
    before: tuple[Sequence[RuleLine], Sequence[CriterionLine]],
    after: tuple[Sequence[RuleLine], Sequence[CriterionLine]],
) -> Problem | None:
    """Rules and criteria stand as they were when the call opened, the same for all who apply (R-LUM-10)."""
    if (list(before[0]), list(before[1])) == (list(after[0]), list(after[1])):
        return None
    return Problem(
        _(
            "Utlysningen har öppnat. Regler och kriterier ändras inte längre, så att de är desamma för alla som söker."
        ),
        rule="R-LUM-10",
    )


def for_year(text: str, old: int, new: int) -> str:
    """Let a text that names the old call's year name the new one's; other years stand, and so does when something began."""
    return re.sub(rf"(?<!\d)(?<!från )(?<!sedan ){old}(?!\d)", str(new), text)


def moved(moment: datetime | None, years: int) -> datetime | None:
    """Give the same day and clock some years later; 29 February becomes 28."""
    if moment is None:
        return None
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)

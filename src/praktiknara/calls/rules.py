"""When a call may open and close."""

from collections.abc import Sequence
from datetime import datetime

from praktiknara.chain.rules import Problem, _


def not_ready_to_open(
    *, frame: int | None, closes_at: datetime | None, criteria: int, now: datetime
) -> Sequence[Problem]:
    """Say what a call lacks before it can open: a frame, a closing time ahead, at least one criterion."""
    problems = []
    if frame is None:
        problems.append(Problem(_("Skriv ramen för utlysningen."), field="frame"))
    if closes_at is None:
        problems.append(Problem(_("Skriv när utlysningen stänger."), field="closes_at"))
    elif closes_at <= now:
        problems.append(Problem(_("Stängningstiden har redan varit. Välj en senare tid."), field="closes_at"))
    if not criteria:
        problems.append(
            Problem(_("Lägg till minst ett kriterium som bedömarna ska utgå från."), field="criteria")
        )
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

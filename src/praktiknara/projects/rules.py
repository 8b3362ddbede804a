"""When money is paid, how it is split, and how long a project may be paid for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from praktiknara.chain.rules import Problem, _, kronor

DAYS_TO_PAY = 30


class Instalment(NamedTuple):
    """A planned payment: how much, and when."""

    amount: int
    due_on: date


def first_due(decided_on: date) -> date:
    """No paper gives a schedule of payment: the whole grant is due thirty days after the decision, until someone plans otherwise."""
    return decided_on + timedelta(days=DAYS_TO_PAY)


def instalment_problems(
    instalments: Sequence[Instalment], granted: int | None, paid: Sequence[int]
) -> list[Problem]:
    """What is planned and what is paid are together exactly the grant, and no instalment is empty."""
    if granted is None:
        return [Problem(_("Bidragets storlek är inte känd. Då går det inte att planera utbetalningar."))]
    if any(instalment.amount <= 0 for instalment in instalments):
        return [Problem(_("Varje utbetalning ska vara minst 1 kr."), field="instalments")]
    planned, already = sum(instalment.amount for instalment in instalments), sum(paid)
    missing = granted - planned - already
    if missing == 0:
        return []
    told = {"granted": kronor(granted), "planned": kronor(planned + already), "over": kronor(abs(missing))}
    if missing > 0:
        return [
            Problem(
                _("Utbetalningarna blir %(planned)s. Bidraget är %(granted)s. Lägg till %(over)s."),
                told,
                field="instalments",
            )
        ]
    return [
        Problem(
            _("Utbetalningarna blir %(planned)s. Bidraget är %(granted)s. Minska med %(over)s."),
            told,
            field="instalments",
        )
    ]


def paid_day_problem(paid_on: date | None, today: date) -> Problem | None:
    """A payment is noted when it has been made: with its day, and never ahead of it."""
    if paid_on is None:
        return Problem(_("Skriv vilken dag pengarna betalades ut."), field="paid_on")
    if paid_on > today:
        return Problem(_("Dagen har inte varit än. Skriv dagen då pengarna betalades ut."), field="paid_on")
    return None


def follows_problem(project: int, earlier: int, follows: Mapping[int, int | None]) -> Problem | None:
    """A project never follows itself, nor one that already follows it; `follows` tells what each project follows."""
    step: int | None = earlier
    seen: set[int] = set()
    while step is not None and step not in seen:
        if step == project:
            return Problem(
                _("Ett projekt kan inte följa på sig självt. Välj ett annat."), field="predecessor"
            )
        seen.add(step)
        step = follows.get(step)
    return None


def years_problem(years: Iterable[int], most: int | None, call_year: int) -> Problem | None:
    """R-LUM-03: the years that one project has been granted money, counted from its real grants, are no more than the call allows."""
    counted: Collection[int] = sorted(set(years))
    if most is None or len(counted) <= most:
        return None
    return Problem(
        _(
            "Projektet har fått medel i %(count)s år: %(years)s. Utlysning %(year)s tillåter högst %(most)s år."
        ),
        {
            "count": len(counted),
            "years": ", ".join(str(year) for year in counted),
            "year": call_year,
            "most": most,
        },
        rule="R-LUM-03",
        year=call_year,
    )

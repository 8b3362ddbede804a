"""A project's money: by fund and VAT basis, by year, with sums that never count what is unknown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from praktiknara.components import numbers
from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.funds.rules import Amount, Total, totals
from praktiknara.projects.models import Grant

from .sources import Sources
from .wording import first_up

NOTHING_MORE = "belopp saknas"
SUMMED = (Standing.GRANTED, Standing.PROPOSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: its year, what it stands for, where it is told."""

    year: str
    what: str
    grant: Grant
    note: str
    sources: list[int]


@dataclass(frozen=True, slots=True)
class Group:
    """The amounts of one fund on one VAT basis."""

    title: str
    lines: list[Line]
    sums: list[tuple[str, str]]
    bars: list[tuple[str, int | None]]


def groups(grants: Iterable[Grant], sources: Sources) -> list[Group]:
    """Give a project's amounts, a table for each fund and VAT basis (R-FUM-03)."""
    by_fund: dict[tuple[str, str], list[Grant]] = defaultdict(list)
    for grant in grants:
        by_fund[str(grant.fund or ""), grant.vat].append(grant)
    return [_group(name, vat, same, sources) for (name, vat), same in by_fund.items()]


def _group(name: str, vat: str, grants: list[Grant], sources: Sources) -> Group:
    basis = str(VatBasis(vat).label) if vat else _("moms ej angiven")
    return Group(
        title=_("%(fund)s, kronor, %(basis)s") % {"fund": name or _("Fond okänd"), "basis": basis},
        lines=[
            Line(
                str(grant.year) if grant.year else "",
                first_up(str(grant.get_standing_display())),
                grant,
                "" if grant.note.lower() == NOTHING_MORE else first_up(grant.note),
                sources.of(Grant, grant.pk),
            )
            for grant in grants
        ],
        sums=[
            (_("Summa %(what)s") % {"what": standing.label}, _sum(total))
            for standing in SUMMED
            for total in totals(Amount(g.amount, g.vat, g.about) for g in grants if g.standing == standing)
        ],
        bars=_bars(grants),
    )


def _sum(total: Total) -> str:
    """Tell a sum: whole, at least, or not to be counted (R-FUM-04)."""
    if not total.rows:
        return _("kan inte räknas")
    told = numbers.kronor(total.kronor)
    if total.about:
        told = _("cirka %(sum)s") % {"sum": told}
    return told if total.is_whole else _("minst %(sum)s") % {"sum": told}


def _bars(grants: list[Grant]) -> list[tuple[str, int | None]]:
    """Give a bar per year when there is more than one; a year with an unknown amount is unknown."""
    by_year: dict[int, list[int | None]] = defaultdict(list)
    for grant in grants:
        if grant.year:
            by_year[grant.year].append(grant.amount)
    if len(by_year) < 2:
        return []
    bars: list[tuple[str, int | None]] = []
    for year, amounts in sorted(by_year.items()):
        known = [amount for amount in amounts if amount is not None]
        bars.append((str(year), sum(known) if len(known) == len(amounts) else None))
    return bars

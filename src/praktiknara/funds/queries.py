"""Funds with their years: frame, proposed, granted, set aside, and what is unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from praktiknara.components.numbers import in_words, kronor
from praktiknara.people.choices import OrganisationKind, Origin
from praktiknara.people.queries import later, successor_days
from praktiknara.people.rules import BoardCount, boards_counted, day_in

from .choices import Standing
from .models import Fund, FundYear
from .rules import Total, added, leading, only_whole, told


@dataclass
class Year:
    """A fund's year: its own row when there is one, and the sums of its grants by what they stand for."""

    year: int | None
    example: bool = False
    row: FundYear | None = None
    sums: dict[str, list[Total]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def next(self) -> int | None:
        """The year after."""
        return None if self.year is None else self.year + 1

    @property
    def lead(self) -> str:
        """What the year is told by."""
        return leading(self.sums)

    @property
    def lead_sums(self) -> list[Total]:
        """The sums of what the year is told by."""
        return self.sums.get(self.lead, [])

    @property
    def told(self) -> dict[str, list[Total]]:
        """The sums as they can be told; what has none known has an empty list."""
        return {standing: told(sums) for standing, sums in self.sums.items()}

    @property
    def lead_count(self) -> int:
        """How many projects or other grants that is."""
        return self.counts.get(self.lead, 0)

    @property
    def lead_rows(self) -> int:
        """How many amounts that is, known or not: a row may stand for several grants."""
        return sum(total.rows + total.unknown for total in self.lead_sums)

    @property
    def whole(self) -> Total | None:
        """The one sum of what the year is told by, when it can be told bare."""
        return only_whole(self.lead_sums)


def gives_to_projects(fund: Fund) -> bool:
    """Say whether the fund's money goes to projects, and not to grants such as those for study visits."""
    return later(Fund, "projects").filter(fund=fund).exists()


def grants(fund: Fund) -> QuerySet[Any]:
    """Give the fund's grants; they belong to a later step and are known here by their relation."""
    return later(Fund, "grants").filter(fund=fund)


def years(fund: Fund, **only: Any) -> list[Year]:
    """Give the fund's years, the latest first, unknown year last; examples stand apart and are never added."""
    found: dict[tuple[int | None, bool], Year] = {}
    for row in fund.years.filter(**only).order_by("-year"):
        found[row.year, row.is_example] = Year(row.year, row.is_example, row)
    for group in (
        grants(fund)
        .filter(**only)
        .order_by()
        .values("year", "origin", "standing", "vat", "about")
        .annotate(
            kronor=Sum("amount"),
            rows=Count("amount"),
            every=Count("*"),
            grants=Sum("count"),
        )
    ):
        key = group["year"], group["origin"] == Origin.EXAMPLE
        year = found.setdefault(key, Year(*key))
        unknown = group["every"] - group["rows"]
        part = Total(group["vat"], group["kronor"] or 0, group["rows"], unknown, group["about"])
        standing = group["standing"]
        year.sums[standing] = added([*year.sums.get(standing, []), part])
        year.counts[standing] = year.counts.get(standing, 0) + group["grants"]
    return sorted(found.values(), key=lambda each: (each.example, each.year is None, -(each.year or 0)))


def one_year(fund: Fund, year: int, *, example: bool) -> Year | None:
    """Give a year of the fund, the real one unless the example is asked for or is all there is."""
    both = years(fund, year=year)
    return next((each for each in both if each.example == example), both[0] if both else None)


def rows(fund: Fund, year: Year) -> QuerySet[Any]:
    """Give the year's grants with project and performer; an example's are only examples."""
    found = grants(fund).filter(year=year.year)
    if year.example:
        return found.filter(origin=Origin.EXAMPLE).order_by("pk")
    return found.exclude(origin=Origin.EXAMPLE).order_by("pk")


def dressed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Fetch the project and the performer of each grant."""
    return rows.select_related("project__owner", "recipient").prefetch_related(
        "project__owner__names", "recipient__names"
    )


def same_projects(fund: Fund, year: int, shown: Iterable[Any]) -> dict[int, list[Any]]:
    """Give what the shown grants' projects have in another year, by project."""
    projects = [grant.project_id for grant in shown if grant.project_id]
    found: dict[int, list[Any]] = {}
    for grant in grants(fund).filter(year=year, project__in=projects).order_by("pk"):
        found.setdefault(grant.project_id, []).append(grant)
    return found


def boards(found: QuerySet[Any], year: int) -> BoardCount:
    """Count the boards whose projects got the grants, merged ones as one (R-LUM-13)."""
    owners = (
        found.exclude(project=None)
        .order_by()
        .values_list("project__owner", "project__owner__kind")
        .annotate(projects=Count("*"))
    )
    # A project has one grant of a standing in a year, so that grants are projects here.
    each = [(owner, kind or "") for owner, kind, count in owners for _project in range(count) if owner]
    districts = any(kind == OrganisationKind.DISTRICT for _owner, kind in each)
    return boards_counted(each, successor_days() if districts else {}, day_in(year))


def stated_in_plans(year: int, standing: str, total: Total) -> list[Any]:
    """Give the sums in plans that say the same of the year: same standing, same VAT basis, same kronor."""
    stated = apps.get_model("plans", "PlanAmount")._default_manager.exclude(origin=Origin.EXAMPLE)
    return list(
        stated.filter(year=year, standing=standing, vat=total.vat, amount=total.kronor).select_related("plan")
    )


def all_years() -> dict[int, list[tuple[int, bool]]]:
    """Give every fund's years, from its own rows and its grants, with whether they are examples."""
    found: dict[int, set[tuple[int, bool]]] = {}
    own = FundYear.objects.order_by().values_list("fund", "year", "origin")
    granted = (
        later(Fund, "grants")
        .exclude(Q(fund=None) | Q(year=None))
        .order_by()
        .values_list("fund", "year", "origin")
        .distinct()
    )
    for fund, year, origin in [*own, *granted]:
        found.setdefault(fund, set()).add((year, origin == Origin.EXAMPLE))
    return {fund: sorted(each, key=lambda y: (y[1], -y[0])) for fund, each in found.items()}


def bare(sums: list[Total]) -> int | None:
    """Give the kronor of a sum that can be told bare, for a drawing; else None, which is drawn as unknown."""
    whole = only_whole(sums)
    return whole.kronor if whole else None


def word_for(standing: str) -> str:
    """Give the word for what an amount stands for."""
    return str(Standing(standing).label) if standing else ""


def name_in(fund: Fund, year: Year) -> str:
    """Give the name the fund bore in the year (R-TERM-01): the year's own, else the last one before it."""
    if year.row and year.row.name:
        return year.row.name
    earlier = fund.names.filter(year__lte=year.year).last() if year.year else None
    return earlier.name if earlier else fund.name


def headline(fund: Fund, year: Year, *, to_projects: bool) -> str:
    """Say in one line what the year gave, without ever telling an unknown sum bare.

    Money that goes to no projects is told as grants, such as those for study visits.
    """
    count = year.lead_count
    said: dict[str, object] = {
        "year": year.year or gettext("okänt år"),
        "fund": fund.short,
        "count": in_words(count, get_language() or "sv"),
    }
    known = told(year.lead_sums)
    if len(known) == 1:
        said["sum"] = kronor(known[0].kronor)
        said["sum"] = gettext("cirka %(sum)s") % said if known[0].about else said["sum"]
        said["sum"] = said["sum"] if known[0].is_whole else gettext("minst %(sum)s") % said
        if to_projects:
            line = ngettext(
                "%(sum)s till ett projekt %(year)s", "%(sum)s till %(count)s projekt %(year)s", count
            )
        else:
            line = ngettext("%(sum)s i ett bidrag %(year)s", "%(sum)s i %(count)s bidrag %(year)s", count)
    elif year.lead == Standing.GRANTED and to_projects:
        line = ngettext("Ett projekt fick medel %(year)s", "%(count)s projekt fick medel %(year)s", count)
    elif year.lead == Standing.GRANTED:
        line = ngettext("Ett bidrag %(year)s", "%(count)s bidrag %(year)s", count)
    elif year.lead == Standing.SET_ASIDE:
        line = ngettext(
            "Medel avsätts till ett projekt %(year)s", "Medel avsätts till %(count)s projekt %(year)s", count
        )
    elif year.row and year.row.frame is not None:
        said["sum"] = kronor(year.row.frame)
        said["sum"] = gettext("cirka %(sum)s") % said if year.row.frame_about else said["sum"]
        line = gettext("Ramen för %(fund)s %(year)s är %(sum)s")
    elif year.lead == Standing.DELEGATED:
        line = gettext("Förvaltningschefen fördelar medlen %(year)s")
    else:
        line = gettext("%(fund)s %(year)s: källorna nämner inga belopp")
    return capfirst(line % said)

"""What each row of a list would do to the register: the dry run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from praktiknara.components import numbers
from praktiknara.components.text import slug
from praktiknara.funds.choices import VatBasis
from praktiknara.funds.models import Fund, FundName
from praktiknara.people.models import Organisation
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Grant, Project

from ..choices import Column, RowState
from ..models import Mapping as Remembered
from ..models import Sheet, SheetRow
from ..rules import cells, likeness
from ..rules.cells import Told
from .register import Register

NO_SUCH_FUND = lazy("Fonden ”%(words)s” finns inte. Skriv fondens namn eller kod.")
NO_SUCH_OWNER = lazy(
    "Organisationen ”%(words)s” finns inte i registret. Lägg till den eller skriv namnet som i registret."
)
NO_SUCH_KIND = lazy(
    "Slaget ”%(words)s” finns inte. Skriv till exempel utvärdering eller lokalt utvecklingsprojekt."
)
COUNTED = (
    RowState.NEW,
    RowState.CHANGED,
    RowState.DOUBTFUL,
    RowState.FAULTY,
    RowState.DUPLICATE,
    RowState.SAME,
)


@dataclass
class Plan:
    """What a row would do: its state, what is wrong, what would change, and the rows it concerns."""

    told: Told
    state: str = RowState.NEW
    problems: list[dict[str, str]] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    project: int | None = None
    project_title: str = ""
    grant: int | None = None
    makes_project: bool = False
    makes_grant: bool = False
    on_project: dict[str, Any] = field(default_factory=dict)
    on_grant: dict[str, Any] = field(default_factory=dict)
    fund: int | None = None
    owner: int | None = None
    kind: str = ""

    def wrong(self, column: str, sentence: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append({"column": column, "label": str(Column(column).label), "sentence": sentence})

    def change(self, label: object, there: str, here: str) -> None:
        """Note that a value of the register would become another."""
        self.changes.append({"label": str(label), "there": there, "here": here})


class DryRun:
    """Plans the rows of a list against the register as it stands, and against the rows above."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.register = Register()
        self.funds = _funds()
        self.kinds = {slug(str(label)): value for value, label in ProjectKind.choices}
        self.owners: dict[str, int | None] = {}
        self.seen: dict[tuple[object, ...], int] = {}
        self.made: set[str] = set()

    def plan(self, rows: Sequence[SheetRow]) -> list[Plan]:
        """Plan all rows, in their order."""
        plans = [self._read(row) for row in rows]
        for row, plan in zip(rows, plans, strict=True):
            if not plan.problems:
                self._match(row, plan)
        projects = Project.objects.in_bulk([plan.project for plan in plans if plan.project])
        grants: dict[int, list[Grant]] = defaultdict(list)
        for grant in Grant.objects.filter(project__in=projects):
            grants[grant.project_id or 0].append(grant)
        for row, plan in zip(rows, plans, strict=True):
            self._finish(row, plan, projects, grants)
        return plans

    def _read(self, row: SheetRow) -> Plan:
        plan = Plan(cells.told(row.cells, self.sheet.columns))
        for column, problem in plan.told.problems:
            plan.wrong(
                column, _(problem.sentence) % problem.values if problem.values else _(problem.sentence)
            )
        told = plan.told
        if told.fund and (fund := self.funds.get(slug(told.fund))):
            plan.fund = fund
        elif told.fund:
            plan.wrong("fund", str(NO_SUCH_FUND) % {"words": told.fund})
        if told.owner and (owner := self._owner(told.owner, told.year)):
            plan.owner = owner
        elif told.owner:
            plan.wrong("owner", str(NO_SUCH_OWNER) % {"words": told.owner})
        if told.kind and (kind := self.kinds.get(slug(told.kind))):
            plan.kind = kind
        elif told.kind:
            plan.wrong("kind", str(NO_SUCH_KIND) % {"words": told.kind})
        return plan

    def _owner(self, name: str, year: int | None) -> int | None:
        key = f"{slug(name)} {year}"
        if key not in self.owners:
            found = self.register.organisation(name, year)
            self.owners[key] = found.number if found.found and found.found[0].score >= 1.0 else None
        return self.owners[key]

    def _match(self, row: SheetRow, plan: Plan) -> None:
        """Find the project of the register that the row is about; one that is only alike is asked about."""
        near = self.register.titles.like(plan.told.title)
        same = [one for one in near if one.score >= 1.0]
        likely = same[:1] if len(same) == 1 else near[:1]
        if not likely or row.choice == "new":
            return
        plan.project_title = likely[0].label
        if len(same) == 1 or row.choice == "same":
            plan.project = likely[0].number
        else:
            plan.state = RowState.DOUBTFUL

    def _finish(
        self,
        row: SheetRow,
        plan: Plan,
        projects: Mapping[int, Project],
        grants: Mapping[int, Sequence[Grant]],
    ) -> None:
        if plan.problems:
            plan.state = RowState.FAULTY
            return
        told = plan.told
        key = (likeness.key(told.title), told.year, told.amount, plan.fund)
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            plan.state = RowState.DUPLICATE
            plan.change(_("dubblett"), "", _("samma som rad %(number)s") % {"number": first})
            return
        if plan.state == RowState.DOUBTFUL:
            return
        project = projects.get(plan.project or 0)
        if project is None:
            self._new(plan)
        else:
            self._known(plan, project, grants.get(project.pk, ()))

    def _new(self, plan: Plan) -> None:
        key = likeness.key(plan.told.title)
        plan.makes_project = key not in self.made
        plan.makes_grant = bool(plan.told.year or plan.told.amount)
        if not plan.makes_project and not plan.makes_grant:
            plan.state = RowState.DUPLICATE
        self.made.add(key)

    def _known(self, plan: Plan, project: Project, grants: Sequence[Grant]) -> None:
        told = plan.told
        for name in ("purpose", "target_group", "start", "end"):
            said, there = getattr(told, name), getattr(project, name)
            overwritten = name in ("start", "end") and there and not there.startswith(said)
            if said and (not there or overwritten):
                plan.on_project[name] = said
                plan.change(Column(name).label, there, said)
        for name, value, words in (("fund", plan.fund, told.fund), ("owner", plan.owner, told.owner)):
            there_pk = getattr(project, f"{name}_id")
            if value and value != there_pk:
                plan.on_project[f"{name}_id"] = value
                plan.change(Column(name).label, str(getattr(project, name) or "") if there_pk else "", words)
        if told.year or told.amount:
            self._money(plan, grants)
        if plan.makes_grant:
            plan.state = RowState.NEW
        else:
            plan.state = RowState.CHANGED if plan.changes else RowState.SAME

    def _money(self, plan: Plan, grants: Sequence[Grant]) -> None:
        told = plan.told
        same_year = [
            one
            for one in grants
            if one.year == told.year and (plan.fund is None or one.fund_id in (None, plan.fund))
        ]
        if not same_year:
            plan.makes_grant = True
            return
        grant = next((one for one in same_year if one.amount == told.amount), same_year[0])
        plan.grant = grant.pk
        if told.amount is not None and grant.amount != told.amount:
            plan.on_grant |= {"amount": told.amount, "about": told.about}
            there = numbers.kronor(grant.amount) if grant.amount is not None else ""
            plan.change(Column.AMOUNT.label, there, numbers.kronor(told.amount))
        if told.vat and grant.vat != told.vat:
            plan.on_grant["vat"] = told.vat
            there = str(VatBasis(grant.vat).label) if grant.vat else ""
            plan.change(Column.VAT.label, there, str(VatBasis(told.vat).label))


def _funds() -> dict[str, int]:
    """Give the funds by everything they are called."""
    found = {
        slug(name): pk for pk, name in FundName.objects.values_list("fund_id", "name").order_by("-pk") if name
    }
    for fund in Fund.objects.all():
        found |= {slug(name): fund.pk for name in (fund.code, fund.name, fund.short_name) if name}
    return found


def remembered() -> dict[str, str]:
    """Give what each heading held the last time it was met."""
    return dict(Remembered.objects.values_list("heading", "column"))


def counts(sheet: Sheet) -> list[tuple[str, str, int]]:
    """Count the rows by state, in the order they matter."""
    found: dict[str, int] = defaultdict(int)
    for state in sheet.rows.values_list("state", flat=True):
        found[state] += 1
    return [(state.value, str(state.label), found[state]) for state in COUNTED if found[state]]


def owner_of(number: int | None) -> Organisation | None:
    """Give the organisation by its number."""
    return Organisation.objects.filter(pk=number).first() if number else None

"""The project list as rows for a spreadsheet: what is unknown says so, and VAT bases stand apart."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Prefetch
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from praktiknara.components.text import safe_cell
from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.funds.rules import Amount, totals
from praktiknara.methods.models import MethodUse
from praktiknara.projects.choices import Part
from praktiknara.projects.models import Project, ProjectOrganisation
from praktiknara.trail.queries import cited

Cell = str | int
BATCH = 100
BASES = (VatBasis.EXCLUDING.value, VatBasis.INCLUDING.value, "")


def headings() -> list[str]:
    """Give the first row."""
    money = []
    for standing in (Standing.GRANTED, Standing.PROPOSED):
        word = str(standing.label).capitalize()
        money += [
            _("%(what)s, kr exkl. moms") % {"what": word},
            _("%(what)s, kr inkl. moms") % {"what": word},
            _("%(what)s, kr, moms ej angiven") % {"what": word},
            _("%(what)s, antal belopp som saknas") % {"what": word},
        ]
    return [
        _("Titel"),
        _("Slag"),
        _("Syfte"),
        _("För vem"),
        _("Område"),
        _("Läge"),
        _("Från"),
        _("Till"),
        _("Fond"),
        _("Ansvarig"),
        _("Stadsdelar"),
        _("Samarbetsparter"),
        _("Metoder"),
        *money,
        _("Ursprung"),
        _("Källor"),
        _("Adress"),
    ]


def rows(projects: QuerySet[Project], address: str) -> Iterator[list[Cell]]:
    """Give a row per project, in the list's order, a batch at a time however long the list is."""
    whole = (
        Project.objects.select_related("fund", "owner")
        .prefetch_related(
            Prefetch("organisations", ProjectOrganisation.objects.select_related("organisation")),
            Prefetch("method_uses", MethodUse.objects.select_related("method")),
            "grants",
        )
        .order_by()
    )
    for wanted in _keys(projects):
        by_key = whole.in_bulk(wanted)
        yield from _batch([by_key[key] for key in wanted if key in by_key], address)


def _keys(projects: QuerySet[Project]) -> Iterator[list[int]]:
    """Give the list's keys a batch at a time, with no cursor left open to a reader who may leave halfway."""
    keys = projects.values_list("pk", flat=True)
    first = list(keys[:BATCH])
    yield first
    if len(first) == BATCH:
        known = set(first)
        rest = (key for key in list(keys) if key not in known)
        while wanted := list(islice(rest, BATCH)):
            yield wanted


def _batch(projects: list[Project], address: str) -> Iterator[list[Cell]]:
    sources = cited(projects)
    for project in projects:
        titles = dict.fromkeys(str(citation.source) for citation in sources.get(project.pk, []))
        yield [
            safe_cell(cell) if isinstance(cell, str) else cell
            for cell in _row(project, list(titles), address)
        ]


def _row(project: Project, sources: list[str], address: str) -> list[Cell]:
    missing = _("saknas i källan")
    parts = list(project.organisations.all())
    districts = [str(one.organisation) for one in parts if one.part == Part.DISTRICT]
    partners = [str(one.organisation) for one in parts if one.part == Part.PARTNER]
    methods = [str(use.method) for use in project.method_uses.all()]
    if project.whole_city:
        districts = [_("hela staden")]
    return [
        project.title,
        str(project.get_kind_display()),
        project.purpose or missing,
        project.target_group or missing,
        str(project.get_field_display()) if project.field else missing,
        str(project.get_status_display()),
        project.start or missing,
        project.end or missing,
        str(project.fund) if project.fund else project.fund_note or missing,
        str(project.owner) if project.owner else project.owner_note or missing,
        ", ".join(districts) or project.districts_note or missing,
        ", ".join(partners) or missing,
        ", ".join(methods) or project.methods_text or missing,
        *_money(project, Standing.GRANTED, missing),
        *_money(project, Standing.PROPOSED, missing),
        str(project.get_origin_display()),
        "; ".join(sources) or missing,
        address + project.get_absolute_url(),
    ]


def _money(project: Project, standing: Standing, missing: str) -> list[Cell]:
    """Give the known sum of each VAT basis, and how many amounts the sums lack; a source silent on money is no zero."""
    told = list(project.grants.all())
    if not told:
        return [missing] * (len(BASES) + 1)
    amounts = [Amount(grant.amount, grant.vat, grant.about) for grant in told if grant.standing == standing]
    found = {total.vat: total for total in totals(amounts)}
    cells: list[Cell] = []
    for basis in BASES:
        total = found.get(basis)
        cells.append("" if total is None else total.kronor if total.rows else missing)
    return [*cells, sum(total.unknown for total in found.values()) if amounts else ""]

"""The list of all projects: what can be asked of it, in which order, and what each row shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.db.models.query import QuerySet

from praktiknara.funds.models import Fund
from praktiknara.methods.models import Method, MethodUse
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, Succession, User
from praktiknara.projects.choices import Part
from praktiknara.projects.models import Grant, Project, ProjectOrganisation
from praktiknara.results.choices import Finding
from praktiknara.results.models import Outcome

from ..choices import WHOLE_CITY, HowItWent, Order
from .words import having

FEW = 1_000
FINDINGS = {HowItWent.WORKED.value: Finding.WORKED, HowItWent.DID_NOT.value: Finding.DID_NOT}
ORDERS = {
    Order.TITLE.value: ("sort_title", "pk"),
    Order.NEWEST.value: ("-year_order", "sort_title", "pk"),
    Order.FUND.value: ("fund_order", "sort_title", "pk"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone asks of the list, as plain values; an empty one asks for everything."""

    words: tuple[str, ...] = ()
    year: int | None = None
    fund: tuple[str, ...] = ()
    district: str = ""
    partner: str = ""
    field: tuple[str, ...] = ()
    method: str = ""
    status: tuple[str, ...] = ()
    went: str = ""
    order: str = Order.TITLE.value


@dataclass(frozen=True, slots=True)
class Listed:
    """The projects that were asked for, in order: how many, and their keys where those are at hand."""

    projects: QuerySet[Project]
    total: int
    keys: list[int] | None = None


def wanted(asked: Wanted, user: User | None) -> QuerySet[Project]:
    """Give the projects that were asked for, in the order that was asked for."""
    having_words = having(asked.words).condition if asked.words else Q()
    found = Project.objects.visible_to(user).filter(having_words, *_on_the_project(asked))
    for elsewhere in _elsewhere(asked):
        found = found.filter(elsewhere.condition)
    return found.order_by(*ORDERS[asked.order])


def listed(asked: Wanted, user: User | None) -> Listed:
    """Give what was asked for as a page needs it, counted where that is cheapest.

    What is looked up in another table is counted there when nothing else is asked (all projects are public), and a page
    of many found by a walk along the list. Few, or several things looked up at once, are found once for the count and the page.
    """
    words = having(asked.words) if asked.words else None
    on_the_project, elsewhere = list(_on_the_project(asked)), list(_elsewhere(asked))
    whole = Project.objects.visible_to(user).order_by(*ORDERS[asked.order])
    found = whole.filter(words.condition if words else Q(), *on_the_project)
    if not elsewhere:
        return Listed(found, words.total if words and not on_the_project else found.count())
    alone = elsewhere[0] if len(elsewhere) == 1 and not words and not on_the_project else None
    total = alone.total() if alone else 0
    if alone and total > FEW:
        return Listed(found.filter(alone.walked), total)
    *others, few = elsewhere  # a year holds for the most, and comes first
    found = found.filter(few.condition, *(one.walked for one in others))
    keys = list(found.values_list("pk", flat=True))
    return Listed(found, len(keys), keys)


def _on_the_project(asked: Wanted) -> Iterable[Q]:
    """The conditions that a project's own row answers."""
    if asked.status:
        yield Q(status__in=asked.status)
    if asked.field:
        yield Q(field__in=asked.field)
    if asked.fund:
        yield Q(fund__in=list(Fund.objects.filter(code__in=asked.fund).values_list("pk", flat=True)))
    if asked.district == WHOLE_CITY:
        yield Q(whole_city=True)


class Elsewhere(NamedTuple):
    """A condition that other tables answer: for a list, for a walk along one, and how many projects it holds for."""

    condition: Q
    walked: Q
    total: Callable[[], int]


def _elsewhere(asked: Wanted) -> Iterable[Elsewhere]:
    if asked.year:
        yield in_year(asked.year)
    if asked.district and asked.district != WHOLE_CITY:
        yield _told_by(_with(Part.DISTRICT, _and_those_before(asked.district)))
    if asked.partner:
        yield _told_by(_with(Part.PARTNER, _and_those_before(asked.partner)))
    if asked.method:
        methods = list(Method.objects.filter(slug=asked.method).values_list("pk", flat=True))
        yield _told_by(MethodUse.objects.filter(method__in=methods))
    if asked.went:
        yield _told_by(Outcome.objects.visible_to(None).filter(finding=FINDINGS[asked.went]))


def _told_by(rows: QuerySet[Any, Any]) -> Elsewhere:
    rows = rows.order_by()

    def total() -> int:
        # Not a count of distinct rows: for that SQLite goes through all there are.
        return int(rows.aggregate(projects=Count("project", distinct=True))["projects"])

    return Elsewhere(Q(pk__in=rows.values("project")), Q(Exists(rows.filter(project=OuterRef("pk")))), total)


def in_year(year: int) -> Elsewhere:
    """Give the condition that a project went on, or had money, in the year; an unknown end is not guessed."""
    # Each way has an index of its own, which an OR between them could not use.
    ways = (Q(start_year__lte=year, end_year__gte=year), Q(start_year=year), Q(end_year=year))
    first, *others = (Project.objects.filter(way).order_by().values("pk") for way in ways)
    funded = Grant.objects.filter(year=year, project__isnull=False).order_by()
    went_on, began, ended = ways
    walked = went_on | began | ended | Q(Exists(funded.filter(project=OuterRef("pk"))))
    all_ways = first.union(*others, funded.values("project"))
    return Elsewhere(Q(pk__in=all_ways), walked, all_ways.count)


def _with(part: Part, organisations: list[int]) -> QuerySet[ProjectOrganisation, Any]:
    return ProjectOrganisation.objects.filter(part=part, organisation__in=organisations)


def _and_those_before(slug: str) -> list[int]:
    """Give an organisation and all that have become it, so that Järva finds what Rinkeby-Kista did."""
    before: dict[int, list[int]] = {}
    for predecessor, successor in Succession.objects.values_list("predecessor", "successor"):
        before.setdefault(successor, []).append(predecessor)
    found = list(Organisation.objects.filter(slug=slug).values_list("pk", flat=True))
    for pk in found:
        found.extend(one for one in before.get(pk, []) if one not in found)
    return found


def with_row(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Fetch what a row of the list shows."""
    districts = ProjectOrganisation.objects.filter(part=Part.DISTRICT).select_related("organisation")
    return projects.select_related("fund", "owner").prefetch_related(
        Prefetch("organisations", districts, to_attr="in_districts")
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the list's filters, taken from the registers and not from the projects."""

    years: list[int]
    funds: list[tuple[str, str]]
    districts: list[tuple[str, str]]
    partners: list[tuple[str, str]]
    methods: list[tuple[str, str]]


def choices(this_year: int) -> Choices:
    """Give the filters' choices in five small questions, however many projects there are."""
    part = ProjectOrganisation.objects.filter(organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(
        Q(kind=OrganisationKind.DISTRICT) | Q(Exists(part.filter(part=Part.PARTNER)))
    )
    districts: list[tuple[str, str]] = []
    partners: list[tuple[str, str]] = []
    for one in organisations:
        (districts if one.kind == OrganisationKind.DISTRICT else partners).append((one.slug, one.short))
    return Choices(
        years=_years(this_year),
        funds=[(fund.code, fund.short) for fund in Fund.objects.all()],
        districts=districts,
        partners=partners,
        methods=list(Method.objects.values_list("slug", "name")),
    )


def _years(this_year: int) -> list[int]:
    """Give every year from the first in which a project began to this one, the newest first."""
    known = Project.objects.filter(year_order__gt=0).values_list("year_order", flat=True)
    first, last = known.order_by("year_order").first(), known.order_by("-year_order").first()
    return list(range(max(last or 0, this_year), first - 1, -1)) if first else []

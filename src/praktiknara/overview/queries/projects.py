"""The list of all projects: what can be asked of it, in which order, and what each row shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
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
from .words import having, how_many

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


def wanted(asked: Wanted, user: User | None) -> QuerySet[Project]:
    """Give the projects that were asked for, in the order that was asked for."""
    found = Project.objects.visible_to(user)
    for condition in _conditions(asked):
        found = found.filter(condition)
    return found.order_by(*ORDERS[asked.order])


def keys(asked: Wanted, found: QuerySet[Project]) -> list[int] | None:
    """Give the keys of all that were asked for, in order, where counting them costs as much; None for the others.

    A year, a place, a partner, a method and an outcome are looked up in other tables, once for the count and once more
    for the page if they are asked apart.
    """
    looked_up = asked.year or asked.district or asked.partner or asked.method or asked.went
    return list(found.values_list("pk", flat=True)) if looked_up else None


def length(asked: Wanted, found: QuerySet[Project]) -> int:
    """Count the projects that were asked for; words alone are counted by their index."""
    only_words = asked.words and asked == Wanted(words=asked.words, order=asked.order)
    return how_many(asked.words) if only_words else found.count()


def _conditions(asked: Wanted) -> Iterable[Q]:
    if asked.words:
        yield having(asked.words)
    if asked.status:
        yield Q(status__in=asked.status)
    if asked.field:
        yield Q(field__in=asked.field)
    if asked.fund:
        yield Q(fund__in=list(Fund.objects.filter(code__in=asked.fund).values_list("pk", flat=True)))
    if asked.year:
        yield in_year(asked.year)
    if asked.district == WHOLE_CITY:
        yield Q(whole_city=True)
    elif asked.district:
        yield Q(pk__in=_with(Part.DISTRICT, _and_those_before(asked.district)))
    if asked.partner:
        yield Q(pk__in=_with(Part.PARTNER, _and_those_before(asked.partner)))
    if asked.method:
        yield Q(pk__in=MethodUse.objects.filter(method__slug=asked.method).values("project"))
    if asked.went:
        yield Q(
            pk__in=Outcome.objects.visible_to(None).filter(finding=FINDINGS[asked.went]).values("project")
        )


def in_year(year: int) -> Q:
    """Give the condition that a project went on, or had money, in the year; an unknown end is not guessed."""
    # Each way has an index of its own, which an OR between them could not use.
    ways = (Q(start_year__lte=year, end_year__gte=year), Q(start_year=year), Q(end_year=year))
    first, *others = (Project.objects.filter(way).order_by().values("pk") for way in ways)
    funded = Grant.objects.filter(year=year, project__isnull=False).order_by().values("project")
    return Q(pk__in=first.union(*others, funded))


def _with(part: Part, organisations: list[int]) -> QuerySet[ProjectOrganisation, Any]:
    return ProjectOrganisation.objects.filter(part=part, organisation__in=organisations).values("project")


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

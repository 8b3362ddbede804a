"""Lists of people and organisations, and what an organisation has had a part in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Model, Prefetch, Q, QuerySet
from django.utils import timezone

from praktiknara.components.parts import Citation, by_source
from praktiknara.components.text import sort_key

from .choices import OrganisationKind, Origin
from .models import Membership, Organisation, OrganisationName, Place, Succession, User

DEMO_ACCOUNTS = (
    "fou", "skarpnack", "skarpnack-chef", "farsta", "farsta-chef", "bedomare", "bedomare2", "registrator",
    "chef", "avdelningschef", "radet", "namnd", "forskare", "revisor", "admin",
)  # fmt: skip  # it reads better in rows


def demo_users() -> QuerySet[User]:
    """Give the accounts that the demo made: their names, and made-up people behind them."""
    return User.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True, person__origin=Origin.EXAMPLE)


def demo_accounts() -> list[User]:
    """Give the demo's accounts in the order of a funding year."""
    found = {user.username: user for user in demo_users().select_related("person")}
    today = timezone.localdate()
    held: dict[int, set[Place]] = {}
    for person, role, organisation in (
        Membership.objects.in_force(today)
        .filter(person__user__in=found.values())
        .values_list("person", "role", "organisation")
    ):
        held.setdefault(person, set()).add(Place(role, organisation))
    for user in found.values():
        user.places = frozenset(held.get(user.person_id or 0, ()))
    return [found[name] for name in DEMO_ACCOUNTS if name in found]


def districts_today() -> list[Organisation]:
    """Give the district administrations that exist now."""
    return list(
        Organisation.objects.filter(kind=OrganisationKind.DISTRICT, valid_to=None).exclude(origin="example")
    )


def later(model: type[Model], relation: str) -> QuerySet[Any]:
    """Give the rows of a later step by the name of its relation to this model: the name is all that is known here."""
    field = model._meta.get_field(relation)
    related: Any = field.related_model
    rows: QuerySet[Any] = related._default_manager.all()
    return rows


def organisations(*, kind: str = "", named: str = "") -> QuerySet[Organisation]:
    """Give organisations in the order of a register, of a kind, and by any name they bear or have borne."""
    found = Organisation.objects.select_related("parent").prefetch_related(
        "names", Prefetch("successions", Succession.objects.select_related("successor"))
    )
    if kind:
        found = found.filter(kind=kind)
    if sought := sort_key(named):
        # Old names are few and have no key of their own to search by.
        old = {
            organisation
            for organisation, name in OrganisationName.objects.values_list("organisation_id", "name")
            if sought in sort_key(name)
        }
        short = {
            pk
            for pk, name in Organisation.objects.exclude(short_name="").values_list("pk", "short_name")
            if sought in sort_key(name)
        }
        found = found.filter(Q(sort_name__contains=sought) | Q(pk__in=old | short))
    return found


def successions(organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """Give what the organisation came from, and what it became, each in order of day."""
    rows = list(
        Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
        .select_related("predecessor", "successor")
        .order_by("on", "pk")
    )
    before = [row for row in rows if row.successor_id == organisation.pk]
    after = [row for row in rows if row.predecessor_id == organisation.pk]
    return before, after


def successor_days() -> dict[int, tuple[int, date]]:
    """Give every organisation's successor and the day, as the counting of boards wants it (R-LUM-13)."""
    return {row.predecessor_id: (row.successor_id, row.on) for row in Succession.objects.all()}


def members(organisation: Organisation, user: User | None) -> list[Membership]:
    """Give the people of an organisation that this reader may see, those in office last first."""
    return list(
        organisation.memberships.visible_to(user)
        .select_related("person")
        .order_by(F("valid_from").desc(nulls_last=True), "person__sort_name", "pk")
    )


def parts_in_projects(organisation: Organisation) -> QuerySet[Any]:
    """Give the organisation's parts in projects, newest project first."""
    return (
        later(Organisation, "project_parts")
        .filter(organisation=organisation)
        .order_by("-project__year_order", "project__sort_title", "pk")
    )


def with_project(parts: QuerySet[Any]) -> QuerySet[Any]:
    """Fetch the projects of parts in projects."""
    return parts.select_related("project")


def programmes(organisation: Organisation) -> QuerySet[Any]:
    """Give the programmes that the organisation leads or takes part in."""
    return (
        later(Organisation, "programmes")
        .filter(Q(lead=organisation) | Q(partners=organisation))
        .distinct()
        .order_by("title")
    )


def sources(organisation: Organisation, facts: Iterable[Model]) -> list[Citation]:
    """Give where the organisation and the facts about it are stated, gathered by source."""
    its_facts = Q(
        content_type__app_label="trail", content_type__model="fact", object_id__in=[f.pk for f in facts]
    )
    rows = (
        later(Organisation, "citations")
        .filter(its_facts | Q(pk__in=organisation.citations.values("pk")))
        .select_related("source")
        .order_by("source__position", "pk")
    )
    return by_source(rows)

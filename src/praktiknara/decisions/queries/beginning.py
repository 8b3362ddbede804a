"""What a new case begins with: the board, who is heard, who signs, who is told."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from praktiknara.applications.models import Application
from praktiknara.people.choices import OrganisationKind, Origin, Role
from praktiknara.people.models import Membership, Organisation, User
from praktiknara.people.queries import districts_today

from ..models import Case
from .values import awards

BODIES = (
    OrganisationKind.COUNCIL,
    OrganisationKind.UNION_GROUP,
    OrganisationKind.RESEARCH_NETWORK,
    OrganisationKind.FORUM,
)


def board() -> Organisation | None:
    """Give the board that decides: the social services board, or the only one there is."""
    today = timezone.localdate()
    found_boards = Organisation.objects.filter(kind=OrganisationKind.BOARD).filter(
        Q(valid_to=None) | Q(valid_to__gte=today)
    )
    return found_boards.filter(key="socialnamnden").first() or found_boards.first()


def unit_of(user: User) -> Organisation | None:
    """Give the organisation where the officer works."""
    return Organisation.objects.filter(pk__in=user.organisations(Role.FOU_OFFICER)).first()


def to_be_heard() -> list[Organisation]:
    """Give the bodies that are heard before the board: FoU council, union group, disability council (R-DEC-02)."""
    today = timezone.localdate()
    bodies = list(
        Organisation.objects.filter(kind__in=(OrganisationKind.COUNCIL, OrganisationKind.UNION_GROUP)).filter(
            Q(valid_to=None) | Q(valid_to__gte=today)
        )
    )
    wanted = (
        [body for body in bodies if "fou" in body.name.casefold()],
        [body for body in bodies if body.kind == OrganisationKind.UNION_GROUP],
        [body for body in bodies if "funktionshinder" in body.name.casefold()],
    )
    return [group[0] for group in wanted if group]


def signers() -> list[Membership]:
    """Give those who can sign a paper today: heads of administration, then heads of departments."""
    memberships = (
        Membership.objects.in_force(timezone.localdate())
        .filter(role__in=(Role.HEAD, Role.DEPARTMENT_HEAD), person__user__is_active=True)
        .select_related("person", "organisation")
        .order_by("pk")
    )
    return sorted(memberships, key=lambda each: each.role != Role.HEAD)


def receivers(applications: Iterable[Application]) -> list[Organisation]:
    """Give all districts of today and everyone who applied (R-DEC-03)."""
    found_receivers = {each.pk: each for each in districts_today()}
    for application in applications:
        found_receivers.setdefault(application.applicant_id, application.applicant)
        for one in application.co_applicants.all():
            found_receivers.setdefault(one.organisation_id, one.organisation)
    return list(found_receivers.values())


def to_choose_from(case: Case) -> dict[int, Organisation]:
    """Give the boards, bodies and districts that a case may name, and everyone it names already, in one query."""
    kinds = (*BODIES, OrganisationKind.BOARD, OrganisationKind.EXECUTIVE_BOARD, OrganisationKind.DISTRICT)
    today = timezone.localdate()
    offered = Organisation.objects.filter(kind__in=kinds).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    found_organisations = {each.pk: each for each in offered.exclude(origin=Origin.EXAMPLE)}
    named = [case.body, *(one.organisation for one in case.recipients.all())]
    named += [one.body for one in case.consultations.all()]
    for award in awards(case):
        named.append(award.application.applicant)
        named += [one.organisation for one in award.application.co_applicants.all()]
    return found_organisations | {each.pk: each for each in named if each is not None}


def addresses(case: Case) -> list[str]:
    """Give the mail addresses of those who answer for the recipients."""
    organisations = case.recipients.values("organisation")
    people = Membership.objects.in_force(timezone.localdate()).filter(
        organisation__in=organisations, role__in=(Role.DEVELOPER, Role.DISTRICT_HEAD)
    )
    users = User.objects.filter(is_active=True, person__in=people.values("person")).exclude(email="")
    return list(users.order_by("email").values_list("email", flat=True).distinct())

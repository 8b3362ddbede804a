"""Applications for a page or a list: what is fetched beside them, and the list's filters."""

from django.db.models import Prefetch, Q

from praktiknara.calls.models import Call
from praktiknara.people.models import User

from ..models import ApplicationQuerySet, CoApplicant, WrittenSection

OFFERED, LOOKED_AT = 40, 1_000


def with_everything(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Fetch what a page or a rule check needs, in a constant number of queries."""
    return applications.select_related(
        "call__fund_year__fund", "applicant", "written_by__person", "signed_by__person", "saved_by__person"
    ).prefetch_related(
        "call__rules",
        "call__criteria",
        Prefetch("co_applicants", CoApplicant.objects.select_related("organisation", "answered_by__person")),
        "budget",
        "districts",
        Prefetch("written_sections", WrittenSection.objects.select_related("by__person")),
    )


def listed(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Fetch what a row of the list shows."""
    return applications.select_related("call", "applicant").prefetch_related(
        Prefetch("co_applicants", CoApplicant.objects.select_related("organisation"))
    )


def filtered(
    applications: ApplicationQuerySet, *, status: str, call: str, mine: User | None
) -> ApplicationQuerySet:
    """Keep those of a status, of a call, or written by someone; an unknown filter finds nothing."""
    if status:
        applications = applications.filter(status=status)
    if call:
        applications = applications.filter(call__slug=call)
    if mine is not None:
        applications = applications.filter(Q(written_by=mine) | Q(signed_by=mine))
    return applications


def calls_of(applications: ApplicationQuerySet, chosen: str = "") -> list[Call]:
    """Give the calls that the newest of these applications answer, for the filter; and the chosen one, however old."""
    answered = applications.order_by("-pk").values_list("call", flat=True)[:LOOKED_AT]
    newest = Q(pk__in=list(dict.fromkeys(answered))[:OFFERED])
    return list(Call.objects.filter(newest | Q(slug=chosen)).order_by("-year", "title"))

"""The calls that are going on, with how far each has come."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Sum

from praktiknara.applications.choices import HANDED_IN, ApplicationStatus
from praktiknara.assessments.choices import AssessmentStatus
from praktiknara.assessments.models import Assessment
from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.people.choices import Origin
from praktiknara.people.models import User

LOOKED_AT = 40
COUNTED = ("handed_in", "submitted", "registered", "under", "requested", "has_case")
GOING = (CallStatus.DRAFT, CallStatus.OPEN, CallStatus.CLOSED)
IN_THE_ROUND = HANDED_IN - {ApplicationStatus.WITHDRAWN}


@dataclass(slots=True)
class Round:
    """A call that is going on, and how far its applications and assessments have come."""

    call: Call
    handed_in: int
    submitted: int
    registered: int
    under: int
    requested: int | None
    has_case: bool
    asked: int = 0
    locked: int = 0


def rounds(user: User) -> list[Round]:
    """Give the calls that are going on, in two questions."""
    going = Call.objects.visible_to(user).filter(status__in=GOING).exclude(origin=Origin.HISTORY)
    counted = going.annotate(
        handed_in=Count("applications", filter=Q(applications__status__in=IN_THE_ROUND)),
        submitted=Count("applications", filter=Q(applications__status=ApplicationStatus.SUBMITTED)),
        registered=Count("applications", filter=Q(applications__status=ApplicationStatus.REGISTERED)),
        under=Count("applications", filter=Q(applications__status=ApplicationStatus.UNDER_ASSESSMENT)),
        requested=Sum("applications__requested", filter=Q(applications__status__in=IN_THE_ROUND)),
        has_case=Exists(Case.objects.filter(call=OuterRef("pk")).exclude(origin=Origin.HISTORY)),
    )
    found = {
        call.pk: Round(call, *(getattr(call, name) for name in COUNTED))
        for call in counted.order_by("-year", "pk")[:LOOKED_AT]
    }
    made = Assessment.objects.filter(application__call__in=found).exclude(status=AssessmentStatus.CONFLICT)
    for call, asked, locked in (
        made.order_by()
        .values_list("application__call")
        .annotate(asked=Count("pk"), locked=Count("pk", filter=Q(status=AssessmentStatus.LOCKED)))
    ):
        found[call].asked, found[call].locked = asked, locked
    return list(found.values())

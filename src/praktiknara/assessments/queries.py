"""Who can assess what, how far the assessments have come, and the ranking they give."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from praktiknara.applications.choices import HANDED_IN, ApplicationStatus, CoApplicantStatus
from praktiknara.applications.models import Application, CoApplicant
from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.chain.rules import Problem
from praktiknara.people.choices import Role
from praktiknara.people.models import Membership, Organisation, User

from . import rules
from .choices import AssessmentStatus
from .models import Assessment

IN_THE_ROUND = HANDED_IN - {ApplicationStatus.WITHDRAWN.value}
OPEN = (AssessmentStatus.ASSIGNED, AssessmentStatus.STARTED)
ASSIGNABLE = frozenset({ApplicationStatus.REGISTERED.value, ApplicationStatus.UNDER_ASSESSMENT.value})


class Candidate(NamedTuple):
    """Someone who could assess an application, what she has on her desk, and why not."""

    user: User
    waiting: int
    why_not: Problem | None


class Place(NamedTuple):
    """An application in the ranking, with the locked assessments behind its points."""

    application: Application
    ranked: rules.Ranked
    locked: list[Assessment]


def assessors() -> QuerySet[User]:
    """Give the active users who are assessors today."""
    today = timezone.localdate()
    people = Membership.objects.in_force(today).filter(role=Role.ASSESSOR).values("person")
    return (
        User.objects.filter(is_active=True, person__in=people)
        .select_related("person")
        .order_by("person__sort_name")
    )


def belongs_to(users: Iterable[User], day: date) -> dict[int, set[str]]:
    """Give the organisations each user works in on the day, with those above them, by the user's primary key."""
    found: dict[int, set[str]] = defaultdict(set)
    memberships = (
        Membership.objects.in_force(day)
        .filter(person__user__in=list(users))
        .select_related("person__user", "organisation__parent__parent__parent")
    )
    for membership in memberships:
        here: Organisation | None = membership.organisation
        for _level in range(4):
            if here is None:
                break
            found[membership.person.user.pk].add(here.name)
            here = here.parent
    return found


def applying(application: Application) -> set[str]:
    """Give the organisations behind an application: the applicant and those who have not declined to join."""
    prefetched = "co_applicants" in getattr(application, "_prefetched_objects_cache", {})
    asked = application.co_applicants.all()
    joined = asked if prefetched else asked.select_related("organisation")
    return {
        application.applicant.name,
        *(one.organisation.name for one in joined if one.status != CoApplicantStatus.DECLINED),
    }


def conflict(application: Application, assessor: User, day: date | None = None) -> Problem | None:
    """Say why this person must not assess this application, by what the register knows today."""
    belongs = belongs_to([assessor], day or timezone.localdate())[assessor.pk]
    return rules.conflict(str(assessor), belongs, applying(application), _wrote(application, assessor))


def candidates(application: Application, chosen: Collection[int] = ()) -> list[Candidate]:
    """Give everyone who could be asked to assess an application, the ones with a conflict with its reason."""
    users = [user for user in assessors() if user.pk not in chosen]
    counted = Assessment.objects.filter(assessor__in=users, status__in=OPEN).order_by()
    waiting = dict(counted.values_list("assessor").annotate(Count("pk")))
    belongs, behind = belongs_to(users, timezone.localdate()), applying(application)
    return [
        Candidate(
            user,
            waiting.get(user.pk, 0),
            rules.conflict(str(user), belongs[user.pk], behind, _wrote(application, user)),
        )
        for user in users
    ]


def _wrote(application: Application, user: User) -> bool:
    return user.pk in {application.written_by_id, application.saved_by_id, application.signed_by_id}


def calls_in_round(most: int) -> list[Call]:
    """Give the calls that have applications to assess or assessed: those being assessed first, then the newest; with how many."""
    of_call = Application.objects.filter(call=OuterRef("pk"))
    now = Exists(of_call.filter(status__in=ASSIGNABLE))
    found = Call.objects.filter(Exists(of_call.filter(status__in=IN_THE_ROUND)))
    calls = list(found.order_by(now.desc(), "-year", "-pk")[:most])
    handed_in = Application.objects.filter(call__in=calls, status__in=IN_THE_ROUND).order_by()
    counted = dict(handed_in.values_list("call").annotate(Count("pk")))
    for call in calls:
        call.handed_in = counted[call.pk]  # type: ignore[attr-defined]  # for the template
    return calls


def in_round(call: Call) -> QuerySet[Application]:
    """Give the applications of a call that stand in the round, in order of number, with their assessments."""
    return (
        call.applications.filter(status__in=IN_THE_ROUND)
        .select_related("applicant")
        .prefetch_related(
            "co_applicants__organisation",
            Prefetch("assessments", Assessment.objects.select_related("assessor__person").order_by("pk")),
        )
        .order_by("number")
    )


def progress(call: Call) -> dict[str, int]:
    """Count a call's assessments by state, and the applications that still lack two assessors."""
    counted = Assessment.objects.filter(application__call=call).values_list("status").annotate(Count("pk"))
    by_state = dict(counted.order_by("status"))
    asked = Count("assessments", filter=~Q(assessments__status=AssessmentStatus.CONFLICT))
    lacking = call.applications.filter(status__in=ASSIGNABLE).annotate(asked=asked).filter(asked__lt=2)
    return {
        "locked": by_state.get(AssessmentStatus.LOCKED, 0),
        "asked": sum(count for state, count in by_state.items() if state != AssessmentStatus.CONFLICT),
        "lacking": lacking.count(),
    }


def waiting(user: User) -> int:
    """Count what waits for an assessor."""
    return Assessment.objects.filter(assessor=user, status__in=OPEN).count()


def mine(user: User) -> QuerySet[Assessment]:
    """Give an assessor's own assessments: what waits first, by deadline."""
    return Assessment.objects.filter(assessor=user).order_by("is_done", "due_on", "pk")


def listed(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Fetch what a row of the list shows."""
    together = CoApplicant.objects.select_related("organisation")
    return assessments.select_related("application__call", "application__applicant").prefetch_related(
        Prefetch("application__co_applicants", together)
    )


def most_points(call: Call) -> int:
    """Give the highest total an application can reach in the call."""
    return call.scale_max * sum(criterion.weight for criterion in call.criteria.all())


def ranking(call: Call) -> list[Place]:
    """Give a call's applications in rank order, by the locked assessments (R-LUM-05, R-LUM-09)."""
    applications = {
        application.number: application
        for application in call.applications.filter(status__in=IN_THE_ROUND)
        .select_related("applicant", "award")
        .prefetch_related(
            "co_applicants__organisation",
            Prefetch(
                "assessments",
                Assessment.objects.filter(status=AssessmentStatus.LOCKED)
                .select_related("assessor__person")
                .prefetch_related("scores__criterion"),
            ),
        )
    }
    entries = [
        rules.Entry(
            number, tuple(total(each) for each in application.assessments.all()), is_joint(application)
        )
        for number, application in applications.items()
    ]
    joint_first = any(rule.kind == RuleKind.JOINT_FIRST for rule in call.rules.all())
    return [
        Place(applications[ranked.number], ranked, list(applications[ranked.number].assessments.all()))
        for ranked in rules.rank(entries, joint_first=joint_first)
    ]


def total(assessment: Assessment) -> int:
    """Add an assessment's points, weighted."""
    return rules.weighted((score.criterion.weight, score.points or 0) for score in assessment.scores.all())


def who_applies(application: Application) -> str:
    """Name the applicant and those who have confirmed that they apply with it."""
    names = [
        one.organisation.short
        for one in application.co_applicants.all()
        if one.status == CoApplicantStatus.CONFIRMED
    ]
    if not names:
        return application.applicant.short
    together = {"applicant": application.applicant.short, "others": _listed(names)}
    return _("%(applicant)s med %(others)s") % together


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def is_joint(application: Application) -> bool:
    """Say whether another organisation has confirmed that it applies too."""
    return any(one.status == CoApplicantStatus.CONFIRMED for one in application.co_applicants.all())


def others(assessment: Assessment) -> list[Assessment]:
    """Give the other locked assessments of the application, for the one who has locked her own."""
    if assessment.status != AssessmentStatus.LOCKED:
        return []
    found = Assessment.objects.filter(
        application_id=assessment.application_id, status=AssessmentStatus.LOCKED
    ).exclude(pk=assessment.pk)
    return list(found.select_related("assessor__person").prefetch_related("scores"))

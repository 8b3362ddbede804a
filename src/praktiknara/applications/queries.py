"""An application and its call as plain values for the rules; lists; what a page of it shows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call, CallRule
from praktiknara.calls.queries import ELIGIBLE_KINDS
from praktiknara.chain.queries import say
from praktiknara.chain.rules import Problem
from praktiknara.components.parts import State, Station
from praktiknara.people.choices import Role
from praktiknara.people.models import User
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import about

from . import rules
from .choices import (
    FIELD_ORDER,
    HANDED_IN,
    SECTION_FIELDS,
    SECTION_OF,
    ApplicationStatus,
    CoApplicantStatus,
    Section,
)
from .models import Application, ApplicationQuerySet, CoApplicant, WrittenSection

TEXTS = (
    "title",
    "target_group",
    "purpose",
    "problem",
    "activities",
    "leads_to",
    "long_term",
    "goals",
    "research_link",
    "follow_up",
    "gender_analysis",
)
OFFERED, LOOKED_AT = 40, 1_000
STILL_WRITTEN = frozenset({ApplicationStatus.DRAFT, ApplicationStatus.AWAITING_SIGNATURE})
HERE_NOW = timedelta(minutes=5)


class ShownProblem(NamedTuple):
    """A thing to put right: its sentence, its section and the address of its field."""

    sentence: str
    section: str
    url: str
    field: str
    rule: str
    rule_url: str


class ShownCheck(NamedTuple):
    """How the application stands against a rule: the rule's words, id and year, and the sentence."""

    rule: CallRule
    color: str
    word: str
    sentence: str
    url: str


def terms(call: Call) -> rules.Terms:
    """Give what the call asks, from its rules of the year."""
    found = {rule.kind: rule for rule in call.rules.all()}
    cap, years = found.get(RuleKind.CAP), found.get(RuleKind.MAX_YEARS)
    granted = found.get(RuleKind.MAX_GRANTED)
    return rules.Terms(
        year=call.year,
        cap=cap.amount if cap else None,
        one_year=RuleKind.ONE_YEAR in found,
        max_years=years.number if years else None,
        max_granted=granted.number if granted else None,
        gender_required=RuleKind.GENDER in found,
        own_share_required=RuleKind.OWN_SHARE in found,
        joint_first=RuleKind.JOINT_FIRST in found,
        eligible_kinds=ELIGIBLE_KINDS if RuleKind.ELIGIBLE in found else None,
    )


def content(application: Application) -> rules.Content:
    """Give what the application says, as plain values."""
    by_answer: dict[str, list[CoApplicant]] = {status: [] for status in CoApplicantStatus.values}
    for one in application.co_applicants.all():
        by_answer[one.status].append(one)
    confirmed = by_answer[CoApplicantStatus.CONFIRMED]
    return rules.Content(
        applicant_kind=application.applicant.kind,
        applicant=application.applicant.short,
        **{name: getattr(application, name) for name in TEXTS},
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        granted_years=rules.read_years(application.granted_years) or (),
        lines=tuple(rules.Line(line.what, line.amount) for line in application.budget.all()),
        own_share=application.own_share,
        own_share_reason=application.own_share_reason,
        requested=application.requested,
        confirmed=tuple(one.organisation.short for one in confirmed),
        unanswered=tuple(one.organisation.short for one in by_answer[CoApplicantStatus.ASKED]),
        shares=tuple(one.share for one in confirmed if one.share is not None),
    )


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


# What waits for someone


def asked_of(user: User) -> QuerySet[CoApplicant]:
    """Give the questions to apply together that wait for an answer from her district."""
    mine = user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)
    return CoApplicant.objects.filter(
        organisation__in=mine, status=CoApplicantStatus.ASKED, application__status__in=STILL_WRITTEN
    ).select_related("application__call", "application__applicant", "organisation")


def to_sign(user: User) -> QuerySet[Application]:
    """Give the applications that wait for her signature."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DISTRICT_HEAD), status=ApplicationStatus.AWAITING_SIGNATURE
    ).select_related("call", "applicant")


def to_submit(user: User) -> QuerySet[Application]:
    """Give the signed applications of her district that are not sent yet."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD), status=ApplicationStatus.SIGNED
    ).select_related("call", "applicant")


def to_register(user: User) -> QuerySet[Application]:
    """Give the submitted applications that the registrar has not registered, the oldest first."""
    if not user.has_role(Role.REGISTRAR):
        return Application.objects.none()
    return (
        Application.objects.filter(status=ApplicationStatus.SUBMITTED)
        .select_related("call", "applicant")
        .order_by("submitted_at", "pk")
    )


def drafts_of(user: User) -> QuerySet[Application]:
    """Give the drafts that her district writes."""
    return Application.objects.filter(
        applicant__in=user.organisations(Role.DEVELOPER), status=ApplicationStatus.DRAFT
    ).select_related("call", "applicant")


# What a page of an application shows


def section_url(application: Application, section: str, field: str = "") -> str:
    """Give the address of a section of the form, or of one field in it."""
    address = reverse("write_application", args=[application.pk, section])
    return f"{address}?visa=allt#id_{field}" if field else address


def rule_url(call: Call, rule_id: str) -> str:
    """Give the address where the call tells its rule."""
    return f"{call.get_absolute_url()}#{rule_id}" if rule_id else ""


def shown_problems(application: Application, found: Iterable[Problem]) -> list[ShownProblem]:
    """Give the problems in the order of the form, each with the address of its field."""
    inside = sorted(found, key=lambda problem: FIELD_ORDER.get(problem.field, -1))
    return [
        ShownProblem(
            say(problem),
            str(Section(SECTION_OF[problem.field]).label) if problem.field in SECTION_OF else "",
            section_url(application, SECTION_OF[problem.field], problem.field)
            if problem.field in SECTION_OF
            else "",
            problem.field,
            problem.rule,
            rule_url(application.call, problem.rule),
        )
        for problem in inside
    ]


def others_handed_in(application: Application) -> int:
    """Count what else the applicant has handed in to the same call (R-LUM-05: the main applicant's count)."""
    return (
        Application.objects.filter(
            call=application.call_id,
            applicant=application.applicant_id,
            status__in=HANDED_IN - {ApplicationStatus.WITHDRAWN.value},
        )
        .exclude(pk=application.pk)
        .count()
    )


def shown_checks(application: Application, *kinds: str) -> list[ShownCheck]:
    """Hold the application against the rules of its call, all or of some kinds."""
    by_kind: dict[str, CallRule] = {}
    for rule in application.call.rules.all():
        by_kind.setdefault(rule.kind, rule)
    asked = terms(application.call)
    others = others_handed_in(application) if asked.max_granted is not None else 0
    color_words = {
        "success": gettext("Följer regeln"),
        "warning": gettext("Att tänka på"),
        "danger": gettext("Följer inte regeln"),
        "": gettext("Inte kontrollerat än"),
    }
    return [
        ShownCheck(
            by_kind[check.kind],
            check.color,
            color_words[check.color],
            say(check.told),
            rule_url(application.call, by_kind[check.kind].rule_id),
        )
        for check in rules.checks(content(application), asked, others_handed_in=others)
        if not kinds or check.kind in kinds
    ]


def stations(
    application: Application, user: User, now: datetime, *, here: str = "", links: bool = True
) -> list[Station]:
    """Give the sections as a line: done, here, to come, or something to put right; and who writes there now."""
    what, asked = content(application), terms(application.call)
    lacking = _by_section(rules.missing(what, asked))
    faulty = _by_section(rules.wrong(what, asked))
    writing = {
        one.section: str(one.by)
        for one in application.written_sections.all()
        if one.by_id != user.pk and now - one.at < HERE_NOW
    }
    line = []
    for section in Section:
        if section == Section.REVIEW:
            state, note = _review(len({*lacking, *faulty}))
        else:
            begun = any(_is_written(application, name) for name in SECTION_FIELDS[section])
            state, note = _section(begun, len(lacking.get(section, ())), len(faulty.get(section, ())))
        if section in writing:
            note = gettext("%(who)s skriver här nu") % {"who": writing[section]}
        line.append(
            Station(
                str(section.label),
                "here" if section == here else state,
                note,
                section_url(application, section) if links else "",
                section == here,
            )
        )
    return line


def first_unfinished(application: Application) -> str:
    """Give the section to go on with: the first that lacks something, else the review."""
    found = _by_section(rules.problems(content(application), terms(application.call)))
    return next((section.value for section in Section if section in found), Section.REVIEW.value)


def _by_section(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    sorted_out: dict[str, list[Problem]] = {}
    for problem in found:
        sorted_out.setdefault(SECTION_OF.get(problem.field, Section.ABOUT), []).append(problem)
    return sorted_out


def _is_written(application: Application, name: str) -> bool:
    value = getattr(application, name)
    return bool(value.all()) if hasattr(value, "all") else value not in {None, ""}


def _section(begun: bool, lacking: int, faulty: int) -> tuple[State, str]:
    if faulty:
        return "error", ngettext("en sak att rätta", "%(n)s saker att rätta", faulty) % {"n": faulty}
    if not lacking:
        return ("done", gettext("klart")) if begun else ("todo", gettext("inget krävs"))
    if not begun:
        return "todo", gettext("inte påbörjat")
    return "todo", ngettext("en sak kvar", "%(n)s saker kvar", lacking) % {"n": lacking}


def _review(left: int) -> tuple[State, str]:
    if left:
        return "todo", ngettext("ett avsnitt kvar", "%(n)s avsnitt kvar", left) % {"n": left}
    return "todo", gettext("redo")


# The kept copy


def as_told(application: Application) -> dict[str, object]:
    """Give all that an application says, with the rules it is written under: shown on its page, and kept at submission."""
    call = application.call
    return {
        "call": {"title": call.title, "slug": call.slug, "year": call.year},
        "rules": [[rule.rule_id, str(rule), rule.amount, rule.number] for rule in call.rules.all()],
        "number": application.number,
        "applicant": application.applicant.name,
        "contact": str(application.written_by),
        "signed_by": str(application.signed_by or ""),
        "signed_at": application.signed_at.isoformat() if application.signed_at else "",
        "co_applicants": [
            {"name": one.organisation.name, "share": one.share, "answer": one.status}
            for one in application.co_applicants.all()
        ],
        "districts": [district.name for district in application.districts.all()],
        **{name: getattr(application, name) for name in TEXTS},
        "starts_on": _iso(application.starts_on),
        "ends_on": _iso(application.ends_on),
        "granted_years": application.granted_years,
        "budget": [[line.what, line.amount] for line in application.budget.all()],
        "own_share": application.own_share,
        "own_share_reason": application.own_share_reason,
        "requested": application.requested,
    }


def kept_copy(application: Application) -> FrozenCopy | None:
    """Give the copy kept at the last submission."""
    return about(FrozenCopy, application).filter(verb="submit").order_by("-pk").first()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


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

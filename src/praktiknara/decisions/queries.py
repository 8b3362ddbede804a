"""Cases as lists, as whole pages and as plain values for the rules; a call's applications against its frame."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from praktiknara.applications.models import Application, CoApplicant
from praktiknara.assessments import queries as assessments
from praktiknara.assessments.models import Assessment
from praktiknara.assessments.rules import Ranked, disagree
from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.chain.rules import Problem, kronor
from praktiknara.components import parts
from praktiknara.documents.models import works_here
from praktiknara.people.choices import OrganisationKind, Origin, Role
from praktiknara.people.models import Membership, Organisation, User
from praktiknara.people.queries import districts_today
from praktiknara.trail import queries as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import Document

from . import rules
from .choices import AwardOutcome
from .models import Award, Case, CaseQuerySet, Consultation, Recipient, Signatory

BODIES = (
    OrganisationKind.COUNCIL,
    OrganisationKind.UNION_GROUP,
    OrganisationKind.RESEARCH_NETWORK,
    OrganisationKind.FORUM,
)


# Plain values for the rules; they read what is prefetched, so that a page asks no more than once.


def proposed(case: Case) -> list[rules.Proposed]:
    """Give what the case proposes for each application, in rank order."""
    return [_as_proposed(award, award.proposal, award.proposed_amount) for award in awards(case)]


def decided(case: Case) -> list[rules.Proposed]:
    """Give what the board decided for each application."""
    return [_as_proposed(award, award.outcome, award.amount) for award in awards(case)]


def awards(case: Case) -> list[Award]:
    """Give the awards in rank order, with their applications, prefetched or not."""
    if "awards" in getattr(case, "_prefetched_objects_cache", {}):
        return list(case.awards.all())
    return list(case.awards.select_related("application__applicant"))


def _as_proposed(award: Award, outcome: str, amount: int | None) -> rules.Proposed:
    return rules.Proposed(
        str(award.application), outcome, award.application.requested or 0, amount, award.reason
    )


def heard(case: Case) -> list[rules.Heard]:
    """Give the consultations as plain values."""
    if "consultations" in getattr(case, "_prefetched_objects_cache", {}):
        rows = list(case.consultations.all())
    else:
        rows = list(case.consultations.select_related("body"))
    return [rules.Heard(str(one), one.on, one.not_needed_reason) for one in rows]


def rule_value(case: Case, kind: RuleKind) -> int | None:
    """Give the number or amount of a rule of the case's call, or None when the year has no such rule."""
    return None if case.call is None else call_rule_value(case.call, kind)


def call_rule_value(call: Call, kind: RuleKind) -> int | None:
    """Give the number or amount of a call's rule, or None when the year has no such rule."""
    rule = next((each for each in call.rules.all() if each.kind == kind), None)
    return None if rule is None else rule.amount if rule.amount is not None else rule.number


def granted_by_applicant(given: Iterable[Award], outcome: str = "proposal") -> dict[str, int]:
    """Count the grants per main applicant (R-LUM-05)."""
    return dict(
        Counter(
            award.application.applicant.short for award in given if getattr(award, outcome) in rules.GIVES
        )
    )


def texts(case: Case) -> list[tuple[str, str]]:
    """Give the texts of the paper that may hold figures, with the fields they stand in."""
    written = [(name, getattr(case, name)) for name in ("summary", "background", "matter", "views")]
    return [*written, *(("points", point.text) for point in case.points.all())]


def figures(case: Case) -> Mapping[str, str]:
    """Give the figures that the texts may call by name, each from the register as it stands."""
    call = case.call
    if call is None:
        return {"år": str(case.year or "")}
    rows = awards(case)
    given = [award for award in rows if award.proposal in rules.GIVES]
    sum_given = sum(award.proposed_amount or 0 for award in given)
    left = "" if call.frame is None else kronor(call.frame - sum_given)
    fund_year = call.fund_year
    return {
        "utlysning": call.title,
        "fond": fund_year.name or fund_year.fund.name,
        "år": str(call.year),
        "ram": "okänd" if call.frame is None else kronor(call.frame),
        "ansökningar": rules.counted(len(rows), "en ansökan", "ansökningar"),
        "sökt": kronor(sum(award.application.requested or 0 for award in rows)),
        "projekt": rules.counted(len(given), "ett projekt", "projekt"),
        "beviljat": kronor(sum_given),
        "kvar": left,
        "övriga": rules.counted(len(rows) - len(given), "en ansökan", "ansökningar"),
    }


# Lists and pages


def found(
    cases: CaseQuerySet,
    *,
    words: str = "",
    year: int | None = None,
    body: int | None = None,
    status: str = "",
) -> CaseQuerySet:
    """Search cases by the words of the title or the registration number, however it is written (R-DNR-01)."""
    if words.strip():
        titled = Q()
        for word in words.split():
            # SQLite folds only A–Z, so a first letter with dots is asked for both ways.
            titled &= (
                Q(title__icontains=word)
                | Q(title__contains=word.capitalize())
                | Q(title__contains=word.lower())
            )
        key = rules.reg_number_key(words)
        numbered = Q(reg_number_key__contains=key) if any(sign.isdigit() for sign in key) else Q(pk__in=())
        cases = cases.filter(titled | numbered)
    if year is not None:
        cases = cases.filter(year=year)
    if body is not None:
        cases = cases.filter(body=body)
    return cases.filter(status=status) if status else cases


def listed(cases: CaseQuerySet) -> CaseQuerySet:
    """Fetch what a row of the list shows, newest year first and cases without a year last."""
    return cases.select_related("body", "call").order_by("-year", "-pk")


def years(cases: CaseQuerySet) -> list[int]:
    """Give the years that have cases."""
    found_years = cases.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found_years if year is not None]


def boards(cases: CaseQuerySet) -> list[Organisation]:
    """Give the boards that have cases."""
    return list(Organisation.objects.filter(pk__in=cases.exclude(body=None).values("body").distinct()))


def whole(cases: CaseQuerySet) -> CaseQuerySet:
    """Fetch everything a case's page, paper and rules need, in a constant number of queries."""
    co_applicants = CoApplicant.objects.select_related("organisation")
    return cases.select_related(
        "body", "unit__parent", "officer__person", "call__fund_year__fund"
    ).prefetch_related(
        "points",
        "call__rules",
        Prefetch("recipients", Recipient.objects.select_related("organisation")),
        Prefetch("signatories", Signatory.objects.select_related("person")),
        Prefetch("consultations", Consultation.objects.select_related("body")),
        Prefetch(
            "awards",
            Award.objects.select_related("application__applicant").prefetch_related(
                Prefetch("application__co_applicants", co_applicants)
            ),
        ),
    )


def sources(case: Case) -> list[parts.Citation]:
    """Give the sources of a case and of its parts, gathered by source."""
    rows = [*case.points.all(), *case.consultations.all(), *case.signatories.all()]
    return trail.sources(case, *rows)


def of_call(call: Call) -> Case | None:
    """Give the case that was made here of a call's applications."""
    return call.cases.exclude(origin=Origin.HISTORY).order_by("pk").first()


# The ranking against the frame


@dataclass(frozen=True, slots=True)
class Row:
    """An application in the ranking, with what is proposed for it."""

    application: Application
    applicants: str
    ranked: Ranked
    locked: list[Assessment]
    award: Award | None
    outcome: str
    amount: int | None
    reason: str

    @property
    def shown_points(self) -> str:
        """Give the points as people read them."""
        return points_shown(self.ranked.points)

    @property
    def outcome_label(self) -> str:
        """Give the word for the outcome."""
        return str(AwardOutcome(self.outcome).label)

    @property
    def given(self) -> int:
        """Give the proposed sum, nothing when the proposal gives nothing."""
        return self.amount or 0 if self.outcome in rules.GIVES else 0


def portfolio(call: Call) -> list[Row]:
    """Give a call's applications in rank order with the case's proposal, or the first suggestion when there is no case."""
    places = assessments.ranking(call)
    suggested = {
        one.number: one
        for one in rules.first_proposal(
            [
                rules.Candidate(
                    place.application.number,
                    place.application.requested or 0,
                    place.application.applicant.short,
                    bool(place.locked),
                )
                for place in places
            ],
            frame=call.frame,
            cap=call_rule_value(call, RuleKind.CAP),
            max_granted=call_rule_value(call, RuleKind.MAX_GRANTED),
        )
    }
    rows = []
    for place in places:
        award: Award | None = getattr(place.application, "award", None)
        first = suggested[place.ranked.number]
        rows.append(
            Row(
                application=place.application,
                applicants=assessments.who_applies(place.application),
                ranked=place.ranked,
                locked=place.locked,
                award=award,
                outcome=award.proposal if award else first.outcome,
                amount=award.proposed_amount if award else first.amount,
                reason=award.reason if award else first.reason,
            )
        )
    return rows


def edge_of(call: Call, rows: Iterable[Row]) -> int | None:
    """Say after which place the money ends."""
    return rules.edge([row.given for row in rows], call.frame)


def remarks(call: Call, rows: Iterable[Row]) -> list[rules.Remark]:
    """Say what there is to take a stand on in a ranking."""
    listed_rows = list(rows)
    place_of = {row.ranked.number: row.ranked.place for row in listed_rows}
    groups = {
        tuple(sorted((row.ranked.place, *(place_of[number] for number in row.ranked.tied))))
        for row in listed_rows
        if row.ranked.tied
    }
    most = assessments.most_points(call)
    return rules.remarks(
        tied=sorted(groups),
        joint_first=[row.ranked.place for row in listed_rows if row.ranked.first_as_joint],
        apart=[
            (row.ranked.place, row.ranked.lowest or 0, row.ranked.highest or 0)
            for row in listed_rows
            if disagree(row.ranked.lowest, row.ranked.highest, most)
        ],
        unassessed=[row.ranked.place for row in listed_rows if not row.locked],
    )


def broken_rules(call: Call, rows: Iterable[Row], override_reason: str) -> list[Problem]:
    """Give every rule that the proposal would break if it went to the board as it stands."""
    listed_rows = list(rows)
    proposals = [
        rules.Proposed(
            str(row.application), row.outcome, row.application.requested or 0, row.amount, row.reason
        )
        for row in listed_rows
    ]
    cap = call_rule_value(call, RuleKind.CAP)
    over = rules.over_frame(proposals, call.frame, override_reason, call.year)
    grants = Counter(row.application.applicant.short for row in listed_rows if row.outcome in rules.GIVES)
    return [
        *([over] if over else []),
        *(problem for each in proposals for problem in rules.award_problems(each, cap, call.year)),
        *rules.too_many_granted(dict(grants), call_rule_value(call, RuleKind.MAX_GRANTED), call.year),
    ]


def points_shown(points: Fraction | None) -> str:
    """Write a mean of points with at most one decimal, as people read it: 8,7 or 8."""
    if points is None:
        return ""
    tenths = (points * 10 + Fraction(1, 2)) // 1
    whole_part, decimal = divmod(int(tenths), 10)
    return f"{whole_part},{decimal}" if decimal else str(whole_part)


# What a new case begins with


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


def attachments(kept: Iterable[Document], user: User | None) -> list[Document]:
    """Give the attachments among a case's files that this reader may have, as `readable` does."""
    seen = works_here(user)
    return [one for one in kept if one.kind == DocumentKind.ATTACHMENT and (seen or one.public)]


def readable(kept: QuerySet[Document], user: User | None) -> QuerySet[Document]:
    """Keep the files of a case that this reader may have: public ones, and for those who work here all."""
    return kept if works_here(user) else kept.filter(public=True)

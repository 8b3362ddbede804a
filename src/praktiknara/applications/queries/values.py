"""An application and its call as plain values, for the rules."""

from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.calls.queries import ELIGIBLE_KINDS

from .. import rules
from ..choices import CoApplicantStatus
from ..models import Application, CoApplicant

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

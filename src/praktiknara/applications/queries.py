"""An application and its call as plain values for the rules; lists with counts."""

from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.people.choices import OrganisationKind

from . import rules
from .choices import CoApplicantStatus
from .models import Application, ApplicationQuerySet


def terms(call: Call) -> rules.Terms:
    """Give what the call asks, from its rules of the year."""
    found = {rule.kind: rule for rule in call.rules.all()}
    cap, years = found.get(RuleKind.CAP), found.get(RuleKind.MAX_YEARS)
    return rules.Terms(
        year=call.year,
        cap=cap.amount if cap else None,
        one_year=RuleKind.ONE_YEAR in found,
        max_years=years.number if years else None,
        gender_required=RuleKind.GENDER in found,
        own_share_required=RuleKind.OWN_SHARE in found,
        eligible_kinds=frozenset({OrganisationKind.DISTRICT.value, OrganisationKind.DIVISION.value})
        if RuleKind.ELIGIBLE in found
        else None,
    )


def content(application: Application) -> rules.Content:
    """Give what the application says, as plain values."""
    asked = [one for one in application.co_applicants.all() if one.status == CoApplicantStatus.ASKED]
    return rules.Content(
        applicant_kind=application.applicant.kind,
        title=application.title,
        purpose=application.purpose,
        goals=application.goals,
        target_group=application.target_group,
        problem=application.problem,
        activities=application.activities,
        leads_to=application.leads_to,
        research_link=application.research_link,
        follow_up=application.follow_up,
        gender_analysis=application.gender_analysis,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        granted_years=tuple(int(year) for year in application.granted_years.split(",") if year.strip()),
        lines=tuple(line.amount for line in application.budget.all()),
        own_share=application.own_share,
        own_share_reason=application.own_share_reason,
        requested=application.requested,
        unanswered=tuple(one.organisation.short for one in asked),
    )


def with_everything(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Fetch what a page or a rule check needs, in a constant number of queries."""
    return applications.select_related(
        "call__fund_year__fund", "applicant", "written_by__person", "signed_by__person"
    ).prefetch_related("call__rules", "call__criteria", "co_applicants__organisation", "budget", "districts")

"""A case as plain values for the rules."""

from collections import Counter

from praktiknara.calls.choices import RuleKind

from . import rules
from .models import Award, Case


def proposed(case: Case) -> list[rules.Proposed]:
    """Give what the case proposes for each application, in rank order."""
    return [
        _as_proposed(award, award.proposal, award.proposed_amount)
        for award in case.awards.select_related("application")
    ]


def decided(case: Case) -> list[rules.Proposed]:
    """Give what the board decided for each application."""
    return [
        _as_proposed(award, award.outcome, award.amount)
        for award in case.awards.select_related("application")
    ]


def _as_proposed(award: Award, outcome: str, amount: int | None) -> rules.Proposed:
    return rules.Proposed(
        str(award.application), outcome, award.application.requested or 0, amount, award.reason
    )


def heard(case: Case) -> list[rules.Heard]:
    """Give the consultations as plain values."""
    return [
        rules.Heard(str(one), one.on, one.not_needed_reason)
        for one in case.consultations.select_related("body")
    ]


def rule_value(case: Case, kind: RuleKind) -> int | None:
    """Give the number or amount of a rule of the case's call, or None when the year has no such rule."""
    if case.call is None:
        return None
    rule = case.call.rules.filter(kind=kind).first()
    return None if rule is None else rule.amount if rule.amount is not None else rule.number


def granted_by_applicant(case: Case) -> dict[str, int]:
    """Count the proposed grants per main applicant (R-LUM-05)."""
    giving = case.awards.filter(proposal__in=rules.GIVES).select_related("application__applicant")
    return dict(Counter(award.application.applicant.short for award in giving))

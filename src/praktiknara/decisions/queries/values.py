"""A case as plain values for the rules; they read what is prefetched, so that a page asks no more than once."""

from collections import Counter
from collections.abc import Iterable, Mapping

from praktiknara.calls.choices import RuleKind
from praktiknara.calls.models import Call
from praktiknara.chain.rules import kronor

from .. import rules
from ..models import Award, Case


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

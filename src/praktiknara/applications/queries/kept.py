"""All that an application says, shown on its page and kept at submission."""

from datetime import date

from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import about

from ..models import Application
from .values import TEXTS


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

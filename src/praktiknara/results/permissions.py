"""Who reports, who accepts, who publishes."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User
from praktiknara.projects.permissions import leads

from .models import ConsumptionReport, ResultReport


def reports(user: User, report: ResultReport) -> bool:
    """The one who leads the project reports its results."""
    return leads(user, report.project)


def accounts(user: User, report: ConsumptionReport) -> bool:
    """The one who leads the project accounts for its money."""
    return report.grant.project is not None and leads(user, report.grant.project)


def reviews(user: User, report: ResultReport | ConsumptionReport) -> bool:
    """The FoU officer reviews, accepts and publishes."""
    return user.has_role(Role.FOU_OFFICER)

"""Who leads a project and who pays."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import Payout, Project


def leads(user: User, project: Project) -> bool:
    """A developer or head of the organisation that owns the project leads it."""
    return user.holds(Role.DEVELOPER, project.owner_id) or user.holds(Role.DISTRICT_HEAD, project.owner_id)


def runs_the_year(user: User, project: Project) -> bool:
    """The FoU officer follows every project."""
    return user.has_role(Role.FOU_OFFICER)


def pays(user: User, payout: Payout) -> bool:
    """The FoU officer notes payments."""
    return user.has_role(Role.FOU_OFFICER)


def receives(user: User, payout: Payout) -> bool:
    """The owner of the project, and nobody else, confirms that the money came (R-LUM-07)."""
    return payout.grant.project is not None and leads(user, payout.grant.project)


def sees_work(user: User, project: Project) -> bool:
    """Those who lead the project, the FoU officer, and those who may look at everything see how the work goes."""
    return leads(user, project) or user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN)

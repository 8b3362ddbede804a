"""Who may assign, score and lock."""

from praktiknara.applications.models import Application
from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import Assessment


def assigns(user: User, application: Application | None) -> bool:
    """The FoU officer assigns assessors."""
    return user.has_role(Role.FOU_OFFICER)


def follows_the_round(user: User) -> bool:
    """The FoU officer, the auditor and the administrator see how the assessments go."""
    return user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN)


def assesses(user: User, assessment: Assessment) -> bool:
    """Only the assigned assessor scores."""
    return assessment.assessor_id == user.pk


def unlocks(user: User, assessment: Assessment) -> bool:
    """The FoU officer may open a locked assessment again."""
    return user.has_role(Role.FOU_OFFICER)

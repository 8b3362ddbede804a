"""Who may read what everyone has done."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User


def reads_trail(user: User) -> bool:
    """The auditor, the administrator and the FoU officer read the whole trail."""
    return user.has_role(Role.AUDITOR, Role.ADMIN, Role.FOU_OFFICER)

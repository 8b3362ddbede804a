"""Who prepares a case and who records the board's decision."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import Case


def prepares(user: User, case: Case) -> bool:
    """The FoU officer prepares the case."""
    return user.has_role(Role.FOU_OFFICER)


def approves(user: User, case: Case) -> bool:
    """The head of administration, or the FoU officer on her behalf, sends the case to the board."""
    return user.has_role(Role.FOU_OFFICER, Role.HEAD)


def records(user: User, case: Case) -> bool:
    """The FoU officer or the registrar records what the board decided."""
    return user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)

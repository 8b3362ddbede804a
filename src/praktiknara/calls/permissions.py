"""Who may shape and run a call."""

from typing import Any

from praktiknara.people.choices import Role
from praktiknara.people.models import User


def runs_the_year(user: User, thing: Any) -> bool:
    """The FoU officer runs the year."""
    return user.has_role(Role.FOU_OFFICER)


def records_decision(user: User, thing: Any) -> bool:
    """The FoU officer or the registrar records what the board decided."""
    return user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)

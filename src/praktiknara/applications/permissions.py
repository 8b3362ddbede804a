"""Who may write, sign, confirm, submit and register an application."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import Application, CoApplicant


def writes(user: User, application: Application) -> bool:
    """A developer of the district that applies writes."""
    return user.holds(Role.DEVELOPER, application.applicant_id)


def signs(user: User, application: Application) -> bool:
    """The head in the district that applies signs."""
    return user.holds(Role.DISTRICT_HEAD, application.applicant_id)


def applies(user: User, application: Application) -> bool:
    """The developer or the head of the district that applies."""
    return writes(user, application) or signs(user, application)


def answers(user: User, co_applicant: CoApplicant) -> bool:
    """A developer or head of the asked district answers for it."""
    asked = co_applicant.organisation_id
    return user.holds(Role.DEVELOPER, asked) or user.holds(Role.DISTRICT_HEAD, asked)


def registers(user: User, application: Application) -> bool:
    """The registrar registers."""
    return user.has_role(Role.REGISTRAR)


def runs_the_year(user: User, application: Application) -> bool:
    """The FoU officer leads an application through assessment and decision."""
    return user.has_role(Role.FOU_OFFICER)


def records_decision(user: User, application: Application) -> bool:
    """The FoU officer or the registrar records what the board decided."""
    return user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)

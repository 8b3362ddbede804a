"""Who prepares a case, who sees the ranking and who records the board's decision."""

from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import User

from .models import Case


def works_on(case: Case) -> bool:
    """A case out of the sources is read, never worked on."""
    return case.origin != Origin.HISTORY


def proposes(user: User) -> bool:
    """The FoU officer turns a ranking into a proposal."""
    return user.has_role(Role.FOU_OFFICER)


def sees_ranking(user: User) -> bool:
    """Those who propose, advise and approve see the ranking; the board sees the paper."""
    return user.has_role(
        Role.FOU_OFFICER, Role.COUNCIL_MEMBER, Role.HEAD, Role.DEPARTMENT_HEAD, Role.AUDITOR, Role.ADMIN
    )


def prepares(user: User, case: Case) -> bool:
    """The FoU officer prepares the case."""
    return works_on(case) and proposes(user)


def attaches(user: User, case: Case) -> bool:
    """The FoU officer and the registrar put attachments to a case."""
    return works_on(case) and user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)


def approves(user: User, case: Case) -> bool:
    """The head of administration, or the FoU officer on her behalf, sends the case to the board."""
    return works_on(case) and user.has_role(Role.FOU_OFFICER, Role.HEAD)


def records(user: User, case: Case) -> bool:
    """The FoU officer or the registrar records what the board decided."""
    return works_on(case) and user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)

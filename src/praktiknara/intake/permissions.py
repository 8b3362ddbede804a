"""Who takes facts into the register, and who looks on."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .choices import ProposalKind
from .models import SEES, Proposal, Reading, Sheet

CASE_KINDS = (ProposalKind.CASE, ProposalKind.REFERENCE)


def sees_intake(user: User) -> bool:
    """Those who take facts in, and the auditor, see what has been read."""
    return user.has_role(*SEES)


def takes_in(user: User) -> bool:
    """The FoU officer and the administrator take facts into the register."""
    return user.has_role(Role.FOU_OFFICER, Role.ADMIN)


def starts_reading(user: User) -> bool:
    """The FoU officer, the registrar and the administrator have a paper read."""
    return takes_in(user) or user.has_role(Role.REGISTRAR)


def reads(user: User, reading: Reading) -> bool:
    """Those who may have a paper read."""
    return starts_reading(user)


def reviews(user: User, reading: Reading) -> bool:
    """The FoU officer and the administrator close, open and undo a reading."""
    return takes_in(user)


def decides(user: User, proposal: Proposal) -> bool:
    """The FoU officer and the administrator answer every proposal, the registrar those about cases."""
    if takes_in(user):
        return True
    return proposal.kind in CASE_KINDS and user.has_role(Role.REGISTRAR)


def lists(user: User, sheet: Sheet) -> bool:
    """The FoU officer and the administrator take in lists."""
    return takes_in(user)

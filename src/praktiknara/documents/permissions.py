"""Who hands in papers, and who takes them back."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import KEEPERS, Paper


def hands_in(user: User) -> bool:
    """The FoU officer, the registrar and the administrator hand in papers."""
    return user.has_role(*KEEPERS)


def keeps(user: User, paper: Paper) -> bool:
    """Those who hand in papers mend what is said of them and have them read again."""
    return hands_in(user)


def withdraws(user: User, paper: Paper) -> bool:
    """The FoU officer takes a paper back and puts it out again."""
    return user.has_role(Role.FOU_OFFICER)

"""Who publishes and withdraws."""

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from .models import KnowledgeOutput


def publishes(user: User, output: KnowledgeOutput) -> bool:
    """The FoU officer publishes."""
    return user.has_role(Role.FOU_OFFICER)

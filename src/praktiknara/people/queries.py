"""Lists of people and organisations."""

from .choices import OrganisationKind
from .models import Organisation, User

DEMO_ACCOUNTS = (
    "fou",
    "skarpnack",
    "skarpnack-chef",
    "farsta",
    "farsta-chef",
    "bedomare",
    "bedomare2",
    "registrator",
    "chef",
    "avdelningschef",
    "radet",
    "namnd",
    "forskare",
    "revisor",
    "admin",
)


def demo_accounts() -> list[User]:
    """Give the demo's accounts in the order of a funding year."""
    found = {
        user.username: user
        for user in User.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True).select_related("person")
    }
    return [found[name] for name in DEMO_ACCOUNTS if name in found]


def districts_today() -> list[Organisation]:
    """Give the district administrations that exist now."""
    return list(
        Organisation.objects.filter(kind=OrganisationKind.DISTRICT, valid_to=None).exclude(origin="example")
    )

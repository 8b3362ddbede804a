"""The demo's accounts, and the first administrator of an empty instance."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import Membership, Organisation, Person, User

PASSWORD = "praktiknara"  # noqa: S105  # the demo's password is printed at start and meant to be known

ACCOUNTS = (
    ("fou", "Maria Sund", Role.FOU_OFFICER, "socialforvaltningen"),
    ("chef", "Gun Ström", Role.HEAD, "socialforvaltningen"),
    ("avdelningschef", "Henrik Aho", Role.DEPARTMENT_HEAD, "socialforvaltningen"),
    ("registrator", "Rut Dahl", Role.REGISTRAR, "socialforvaltningen"),
    ("radet", "Ingrid Falk", Role.COUNCIL_MEMBER, "fou-radet"),
    ("bedomare", "Olle Berg", Role.ASSESSOR, "sdf-sodermalm"),
    ("bedomare2", "Petra Lund", Role.ASSESSOR, "socialforvaltningen"),
    ("skarpnack", "Sara Lindqvist", Role.DEVELOPER, "sdf-skarpnack"),
    ("skarpnack-chef", "Karin Holm", Role.DISTRICT_HEAD, "sdf-skarpnack"),
    ("farsta", "Farid Rahimi", Role.DEVELOPER, "sdf-farsta"),
    ("farsta-chef", "Lena Ek", Role.DISTRICT_HEAD, "sdf-farsta"),
    ("namnd", "Nils Grahn", Role.BOARD_MEMBER, "socialnamnden"),
    ("forskare", "Rebecka Sjö", Role.RESEARCHER, "su-socialt-arbete"),
    ("revisor", "Rolf Viklund", Role.AUDITOR, "socialforvaltningen"),
    ("admin", "Ada Norén", Role.ADMIN, "socialforvaltningen"),
)

BACKSTAGE = (
    ("exempel-kungsholmen", "Kajsa Nord", Role.DEVELOPER, "sdf-kungsholmen"),
    ("exempel-kungsholmen-chef", "Per Sandell", Role.DISTRICT_HEAD, "sdf-kungsholmen"),
    ("exempel-skarholmen", "Samira Haddad", Role.DEVELOPER, "sdf-skarholmen"),
    ("exempel-skarholmen-chef", "Jonas Lind", Role.DISTRICT_HEAD, "sdf-skarholmen"),
)


@transaction.atomic
def make_demo_accounts() -> None:
    """Make the demo's people and accounts, and those behind the other districts' examples, who cannot sign in."""
    # Hashing is slow by intent; the demo's one password, which the first page shows, needs it once.
    hashed = make_password(PASSWORD)
    for username, name, role, where in (*ACCOUNTS, *BACKSTAGE):
        if User.objects.filter(username=username).exists():
            continue
        person = Person.objects.create(name=name, origin=Origin.EXAMPLE)
        Membership.objects.create(person=person, organisation=Organisation.objects.get(key=where), role=role)
        runs = role == Role.ADMIN
        user = User(
            username=username, person=person, email=f"{username}@exempel.se", is_staff=runs, is_superuser=runs
        )
        if username.startswith("exempel-"):
            user.is_active = False
            user.set_unusable_password()
        else:
            user.password = hashed
        user.save()


@transaction.atomic
def make_administrator(email: str, password: str) -> User:
    """Make the first administrator of an empty instance, who can then invite the others."""
    home = Organisation.objects.filter(kind="administration").first()
    if home is None:
        home = Organisation.objects.create(
            name="Socialförvaltningen", kind="administration", key="socialforvaltningen", origin=Origin.OWN
        )
    person = Person.objects.create(name=email.partition("@")[0])
    Membership.objects.create(person=person, organisation=home, role=Role.ADMIN)
    user = User(username=email, email=email, person=person, is_staff=True, is_superuser=True)
    user.set_password(password)
    user.save()
    return user

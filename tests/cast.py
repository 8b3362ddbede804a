"""The cast of every story: who works where, and the call they meet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from praktiknara.applications.choices import CoApplicantStatus
from praktiknara.applications.models import Application, BudgetLine, CoApplicant
from praktiknara.calls.choices import CallStatus, RuleKind
from praktiknara.calls.models import Call, CallRule, Criterion
from praktiknara.funds.choices import FundLevel
from praktiknara.funds.models import Fund, FundYear
from praktiknara.people.choices import OrganisationKind, Role
from praktiknara.people.models import Membership, Organisation, Person, User


@dataclass(frozen=True)
class City:
    """The organisations of the stories."""

    board: Organisation
    administration: Organisation
    unit: Organisation
    council: Organisation
    union: Organisation
    disability: Organisation
    skarpnack: Organisation
    farsta: Organisation
    sodermalm: Organisation
    bromma: Organisation

    @property
    def districts(self) -> list[Organisation]:
        """All districts."""
        return [self.skarpnack, self.farsta, self.sodermalm, self.bromma]


def organisation(
    key: str, name: str, kind: str, short: str = "", parent: Organisation | None = None
) -> Organisation:
    """Make an organisation of the stories."""
    return Organisation.objects.create(key=key, name=name, kind=kind, short_name=short, parent=parent)


@pytest.fixture
def city(db) -> City:
    administration = organisation(
        "socialforvaltningen", "Socialförvaltningen", OrganisationKind.ADMINISTRATION
    )
    return City(
        board=organisation("socialnamnden", "Socialnämnden", OrganisationKind.BOARD),
        administration=administration,
        unit=organisation("fou-enheten", "Enheten för FoU", OrganisationKind.UNIT, parent=administration),
        council=organisation("fou-radet", "FoU-rådet", OrganisationKind.COUNCIL),
        union=organisation("forvaltningsgruppen", "Förvaltningsgruppen", OrganisationKind.UNION_GROUP),
        disability=organisation("radet", "Rådet för funktionshinderfrågor", OrganisationKind.COUNCIL),
        skarpnack=organisation(
            "sdf-skarpnack", "Skarpnäcks stadsdelsförvaltning", OrganisationKind.DISTRICT, "Skarpnäck"
        ),
        farsta=organisation("sdf-farsta", "Farsta stadsdelsförvaltning", OrganisationKind.DISTRICT, "Farsta"),
        sodermalm=organisation(
            "sdf-sodermalm", "Södermalms stadsdelsförvaltning", OrganisationKind.DISTRICT, "Södermalm"
        ),
        bromma=organisation("sdf-bromma", "Bromma stadsdelsförvaltning", OrganisationKind.DISTRICT, "Bromma"),
    )


def member(username: str, name: str, role: str, where: Organisation) -> User:
    """Make a person who signs in and holds a role."""
    person = Person.objects.create(name=name)
    Membership.objects.create(person=person, organisation=where, role=role)
    user = User(username=username, person=person, email=f"{username}@exempel.se")
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def sara(city: City) -> User:
    return member("sara", "Sara Lindqvist", Role.DEVELOPER, city.skarpnack)


@pytest.fixture
def karin(city: City) -> User:
    return member("karin", "Karin Holm", Role.DISTRICT_HEAD, city.skarpnack)


@pytest.fixture
def farid(city: City) -> User:
    return member("farid", "Farid Rahimi", Role.DEVELOPER, city.farsta)


@pytest.fixture
def lena(city: City) -> User:
    return member("lena", "Lena Ek", Role.DISTRICT_HEAD, city.farsta)


@pytest.fixture
def stranger(city: City) -> User:
    return member("stranger", "Stina Främling", Role.DEVELOPER, city.bromma)


@pytest.fixture
def olle(city: City) -> User:
    return member("olle", "Olle Berg", Role.ASSESSOR, city.sodermalm)


@pytest.fixture
def petra(city: City) -> User:
    return member("petra", "Petra Lund", Role.ASSESSOR, city.administration)


@pytest.fixture
def fou(city: City) -> User:
    return member("fou", "Maria Sund", Role.FOU_OFFICER, city.administration)


@pytest.fixture
def rut(city: City) -> User:
    return member("rut", "Rut Dahl", Role.REGISTRAR, city.administration)


@pytest.fixture
def chief(city: City) -> User:
    return member("chief", "Gun Ström", Role.HEAD, city.administration)


@pytest.fixture
def nils(city: City) -> User:
    return member("nils", "Nils Grahn", Role.BOARD_MEMBER, city.board)


@pytest.fixture
def ingrid(city: City) -> User:
    return member("ingrid", "Ingrid Falk", Role.COUNCIL_MEMBER, city.council)


@pytest.fixture
def rebecka(city: City) -> User:
    return member("rebecka", "Rebecka Sjö", Role.RESEARCHER, city.administration)


@pytest.fixture
def revisor(city: City) -> User:
    return member("revisor", "Rolf Viklund", Role.AUDITOR, city.administration)


@pytest.fixture
def admin_user(city: City) -> User:
    return member("admin", "Ada Min", Role.ADMIN, city.administration)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def open_call(city: City, now: datetime) -> Call:
    fund = Fund.objects.create(
        code="lum", name="Lokala utvecklingsmedel (LUM)", short_name="LUM", level=FundLevel.LOCAL
    )
    year = FundYear.objects.create(
        fund=fund, year=2027, name="Lokala utvecklingsmedel (LUM)", frame=3_000_000
    )
    call = Call.objects.create(
        fund_year=year,
        title="Lokala utvecklingsmedel 2027",
        slug="lum-2027",
        year=2027,
        opens_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=20),
        decision_on=date(2026, 12, 15),
        frame=3_000_000,
        status=CallStatus.OPEN,
    )
    for kind, amount, number, text in (
        (RuleKind.CAP, 750_000, None, "Högst 750 000 kr per ansökan"),
        (RuleKind.ONE_YEAR, None, None, "Projektet ryms i 2027"),
        (RuleKind.MAX_YEARS, None, 3, "Högst tre år totalt"),
        (RuleKind.MAX_GRANTED, None, 3, "Högst tre beviljade per stadsdelsförvaltning"),
        (RuleKind.ELIGIBLE, None, None, "Stadsdelsförvaltningar och avdelningar kan söka"),
        (RuleKind.GENDER, None, None, "Frågan om jämställdhet ska besvaras"),
        (RuleKind.OWN_SHARE, None, None, "Egen insats, eller skäl om den är 0 kr"),
        (RuleKind.JOINT_FIRST, None, None, "Gemensamma ansökningar går före"),
    ):
        CallRule.objects.create(call=call, kind=kind, amount=amount, number=number, text=text)
    for position, text in enumerate(
        ("Omfattar flera stadsdelar", "Strategisk betydelse för staden", "Idé om forskningsanknytning")
    ):
        Criterion.objects.create(call=call, text=text, position=position)
    return call


@pytest.fixture
def whole_application(open_call: Call, city: City, sara: User, farid: User) -> Application:
    application = Application.objects.create(
        call=open_call,
        number=1,
        applicant=city.skarpnack,
        written_by=sara,
        title="Stödgrupper för barn i familjehem",
        purpose="Barn i familjehem ska få möta andra i samma situation.",
        goals="Fyrtio barn har deltagit när året är slut.",
        target_group="Barn i familjehem, 8–14 år",
        problem="Barn i familjehem möter sällan andra i samma situation.",
        activities="Stödgrupper i två stadsdelar, två ledare per grupp.",
        leads_to="Barnen känner sig mindre ensamma efter sex månader.",
        long_term="Stödgrupper finns i hela staden.",
        research_link="Två forskare följer grupperna.",
        follow_up="Enkät före, efter och efter sex månader.",
        gender_analysis="Vi följer flickor och pojkar var för sig.",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        own_share=100_000,
        requested=500_000,
    )
    BudgetLine.objects.create(application=application, what="Gruppledare", amount=400_000, position=0)
    BudgetLine.objects.create(application=application, what="Forskare", amount=200_000, position=1)
    CoApplicant.objects.create(
        application=application,
        organisation=city.farsta,
        status=CoApplicantStatus.CONFIRMED,
        answered_by=farid,
        share=200_000,
    )
    return application

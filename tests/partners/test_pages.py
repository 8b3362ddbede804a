"""Agreements, programmes and outside money: what is known, and that the rest is not."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import organisation
from tests.reading import headings, main_of, section, title_of, told

from praktiknara.methods.choices import MethodKind
from praktiknara.methods.models import Method
from praktiknara.partners.choices import AgreementKind, OutsideMoneyKind, ProgrammeStatus
from praktiknara.partners.models import Agreement, OutsideMoney, Programme
from praktiknara.people.choices import OrganisationKind, Origin
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Project
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Fact, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def su(db):
    return organisation("su", "Stockholms universitet", OrganisationKind.UNIVERSITY)


@pytest.fixture
def bris(db):
    return organisation("bris", "BRIS", OrganisationKind.CIVIL_SOCIETY)


@pytest.fixture
def iop(city, bris):
    iop = Agreement.objects.create(
        kind=AgreementKind.IOP,
        slug="iop-bris",
        start="2017",
        end="2018",
        purpose="fortsatt stödgruppsverksamhet",
        origin=Origin.HISTORY,
    )
    iop.parties.set([city.administration, bris])
    return iop


def state(thing, text, kind=FactKind.FACT, **more):
    """Note a sourced fact about a thing."""
    source, _made = Source.objects.get_or_create(file="a.txt", defaults={"title": "Årsrapport 2023"})
    fact = Fact.objects.create(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        text=text,
        kind=kind,
        **more,
    )
    Citation.objects.create(
        content_type=ContentType.objects.get_for_model(Fact),
        object_id=fact.pk,
        source=source,
        quote="ett IOP",
    )
    return fact


def test_an_agreement_is_told_by_its_parties(client, iop):
    project = Project.objects.create(title="Mina båda världar", kind=ProjectKind.LOCAL_PROJECT)
    project.agreements.add(iop)

    page = client.get("/avtal/iop-bris/")

    assert title_of(page) == "Idéburet offentligt partnerskap (IOP) mellan BRIS och Socialförvaltningen"
    assert "2017–2018" in told(page)
    assert section(page, "projekt") == "Projekt med avtalet som grund Mina båda världar"


def test_a_yearly_agreement_without_a_year_says_that_it_is_missing(client, city, su):
    agreement = Agreement.objects.create(kind=AgreementKind.COOPERATION, slug="avtal-su")
    agreement.parties.set([city.administration, su])

    assert "år saknas i källan" in told(client.get("/avtal/"))
    assert "år saknas i källan" in told(client.get("/avtal/avtal-su/"))


def test_agreements_stand_by_kind(client, iop, su):
    agreement = Agreement.objects.create(kind=AgreementKind.COOPERATION, slug="avtal-su", year=2022)
    agreement.parties.add(su)

    page = client.get("/avtal/")

    assert title_of(page) == "2 avtal om att arbeta tillsammans"
    assert section(page, "samverkansavtal") == "Samverkansavtal Stockholms universitet 2022"


def test_a_programme_tells_who_leads_pays_and_takes_part(client, city, su):
    programme = Programme.objects.create(
        title="UserInvolve",
        slug="userinvolve",
        funder="Forte",
        lead_note="svenska lärosäten",
        unnamed_partners="samtliga stadsdelar",
        start="2021",
        end="2027",
        status=ProgrammeStatus.ONGOING,
    )
    programme.partners.add(city.board)
    Method.objects.create(name="Samproduktion", kind=MethodKind.PRINCIPLE, programme=programme)
    state(programme, "referensgrupper", number=2)

    page = client.get("/program/userinvolve/")

    assert title_of(page) == "UserInvolve"
    assert told(page).endswith(
        "Tid 2021–2027 Betalas av Forte Leds av svenska lärosäten Deltagare Socialnämnden, samtliga stadsdelar"
    )
    assert section(page, "uppgifter") == "Vad vi vet Referensgrupper: 2"
    assert section(page, "metoder") == "Metoder i programmet Samproduktion"
    assert section(page, "kallor") == "Källor Årsrapport 2023 ”ett IOP”"


def test_what_is_not_known_of_a_programme_is_shown_as_unknown(client, db):
    Programme.objects.create(title="SIVIN", slug="sivin")

    page = told(client.get("/program/sivin/"))

    assert "Läget saknas i källan" in page
    assert page.endswith(
        "Tid tid okänd Betalas av saknas i källan Leds av saknas i källan Deltagare saknas i källan"
    )


def test_programmes_stand_by_title(client, db):
    for title in ("UserInvolve", "NUSO", "SIVIN"):
        Programme.objects.create(title=title, slug=title.lower(), origin=Origin.HISTORY)

    assert headings(client.get("/program/")) == ["NUSO", "SIVIN", "UserInvolve"]


def test_outside_money_tells_its_facts_by_kind(client, db):
    money = OutsideMoney.objects.create(
        title="ESF programperioden 2014–2020", slug="esf", kind=OutsideMoneyKind.EU_FUND, fund="ESF"
    )
    state(money, "möjligt belopp, cirka", amount=5_000_000, about=True, year=2015)
    state(money, "Kompetensförsörjning", kind=FactKind.AREA, number=1)
    state(money, "unga 15–24 år", kind=FactKind.TARGET_GROUP)

    page = client.get("/statliga-medel/esf/")

    assert section(page, "fact") == "Vad vi vet Möjligt belopp: cirka 5 000 000 kr 2015"
    assert section(page, "area") == "Programområden 1. Kompetensförsörjning"
    assert section(page, "target_group") == "Målgrupper Unga 15–24 år"
    assert "Myndighet saknas i källan" in told(page)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/avtal/", "Inga avtal är registrerade än."),
        ("/program/", "Inga program är registrerade än."),
        ("/statliga-medel/", "Inga statliga medel eller EU-medel är registrerade än."),
    ],
)
def test_an_empty_list_says_what_will_come(client, db, address, said):
    assert said in told(client.get(address))


@pytest.mark.parametrize("address", ["/avtal/nej/", "/program/nej/", "/statliga-medel/nej/"])
def test_what_does_not_exist_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_examples_are_marked(client, city):
    Agreement.objects.create(kind=AgreementKind.IOP, slug="pahitt", origin=Origin.EXAMPLE)

    for address in ("/avtal/", "/avtal/pahitt/"):
        assert 'class="p-example"' in main_of(client.get(address))


def questions(client, address):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_pages_ask_the_same_number_of_questions_for_one_row_as_for_twenty(client, iop, su, city):
    def fill(first, last):
        for number in range(first, last):
            agreement = Agreement.objects.create(kind=AgreementKind.IOP, slug=f"a-{number}")
            agreement.parties.add(su)
            iop.parties.add(organisation(f"part-{number}", f"Part {number}", OrganisationKind.UNIT))
            programme = Programme.objects.create(title=f"P {number}", slug=f"p-{number}", lead=su)
            programme.partners.add(su)
            money = OutsideMoney.objects.create(
                title=f"M {number}", slug=f"m-{number}", kind=OutsideMoneyKind.STATE_GRANT, authority=su
            )
            for thing in (iop, programme, money):
                state(thing, f"uppgift {number}")
            Project.objects.create(title=f"Projekt {number}", kind=ProjectKind.MAPPING).agreements.add(iop)

    fill(0, 1)
    addresses = ("/avtal/", "/avtal/iop-bris/", "/program/", "/program/p-0/", "/statliga-medel/")
    few = [questions(client, address) for address in addresses]
    fill(1, 20)

    assert [questions(client, address) for address in addresses] == few
    assert max(few) <= 15

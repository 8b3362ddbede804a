"""The funds' pages: sums that can be told, sums that cannot, and promises beside them."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import organisation
from tests.reading import rows, section, title_of, told

from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.funds.models import Fund, FundName, FundYear
from praktiknara.people.choices import OrganisationKind, Origin, SuccessionKind
from praktiknara.people.models import Organisation, OrganisationName, Succession
from praktiknara.plans.models import Plan, PlanAmount
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Grant, Project
from praktiknara.trail.models import Citation, Fact, Source

pytestmark = pytest.mark.django_db
UNKNOWN = "kan inte räknas"


@pytest.fixture
def fum() -> Fund:
    return Fund.objects.create(
        code="fum",
        name="Forsknings- och utvecklingsmedel (FUM)",
        short_name="FUM",
        level=FundLevel.CITY,
        origin=Origin.HISTORY,
    )


def grant(fund: Fund, year: int | None, amount: int | None, standing: str, **more) -> Grant:
    more.setdefault("origin", Origin.HISTORY)
    return Grant.objects.create(fund=fund, year=year, amount=amount, standing=standing, **more)


def project(fund: Fund, title: str, owner: Organisation | None = None) -> Project:
    return Project.objects.create(
        title=title, kind=ProjectKind.EVALUATION, fund=fund, owner=owner, origin=Origin.HISTORY
    )


@pytest.fixture
def fum_2013(fum) -> FundYear:
    """The four of 2013 as the plan proposed them, three of them promised more, and two old grants without amounts."""
    college = organisation("ersta", "Marie Cederschiöld högskola", OrganisationKind.UNIVERSITY)
    OrganisationName.objects.create(
        organisation=college, name="Ersta Sköndal högskola", valid_to=date(2017, 1, 22)
    )
    su = organisation("su", "Stockholms universitet", OrganisationKind.UNIVERSITY)
    for title, owner, amount, promised in (
        ("Evidensbaserad praktik", None, 600_000, True),
        ("Implementeringsstrategi", college, 770_000, False),
        ("Kontaktperson", su, 210_000, True),
        ("Sociala insatsgrupper", su, 730_000, True),
    ):
        each = project(fum, title, owner)
        grant(fum, 2013, amount, Standing.PROPOSED, vat="excl", project=each)
        if promised:
            grant(fum, 2014, None, Standing.SET_ASIDE, vat="excl", project=each)
    grant(fum, 2013, None, Standing.GRANTED, project=project(fum, "Förstudie"))
    plan = Plan.objects.create(year=2014, title="FoU-plan 2014", slug="fou-plan-2014", origin=Origin.HISTORY)
    PlanAmount.objects.create(
        plan=plan,
        year=2013,
        text="fördelning av resterande FoU-medel 2013",
        amount=2_310_000,
        vat="excl",
        standing=Standing.PROPOSED,
    )
    return FundYear.objects.create(fund=fum, year=2013, origin=Origin.HISTORY)


def test_2013_reads_exactly_2_310_000_from_four_rows(client, fum_2013):
    page = client.get("/medel/fum/2013/")

    assert title_of(page) == "2 310 000 kr till fyra projekt 2013"
    assert "Beloppen är exklusive moms." in told(page)
    assert "Föreslaget. Nämndens beslut saknas i källan" in told(page)
    assert rows(page, "Fördelning 2013, kronor exkl. moms") == [
        ["1", "Evidensbaserad praktik", "saknas i källan", "600 000", "avsätts, belopp saknas"],
        ["2", "Implementeringsstrategi", "Ersta Sköndal högskola", "770 000", "inga medel nämns"],
        ["3", "Kontaktperson", "Stockholms universitet", "210 000", "avsätts, belopp saknas"],
        ["4", "Sociala insatsgrupper", "Stockholms universitet", "730 000", "avsätts, belopp saknas"],
        ["", "Summa", "", "2 310 000", UNKNOWN],
    ]


def test_the_parts_agree_with_what_the_plan_states(client, fum_2013):
    assert (
        "Summan stämmer 600 000 + 770 000 + 210 000 + 730 000 = 2 310 000 kr, samma summa som planen anger "
        "för fördelning av resterande FoU-medel 2013. Källa: FoU-plan 2014"
    ) in told(client.get("/medel/fum/2013/"))


@pytest.mark.parametrize(
    "change", [{"amount": 2_310_001}, {"vat": ""}, {"year": 2012}, {"standing": "granted"}]
)
def test_another_sum_year_basis_or_standing_does_not_agree(client, fum_2013, change):
    PlanAmount.objects.update(**change)

    assert "Summan stämmer" not in told(client.get("/medel/fum/2013/"))


def test_a_promise_is_told_and_not_added(client, fum_2013):
    assert "”Avsätts” är ett löfte, inte ett belopp. Tre projekt ska få medel även 2014." in told(
        client.get("/medel/fum/2013/")
    )


def test_a_grant_of_another_standing_stands_beside_the_sum(client, fum_2013):
    assert section(client.get("/medel/fum/2013/"), "andra") == (
        "Andra uppgifter om året De är av annat slag och räknas inte in i summan ovan. "
        "Förstudie: beviljat, belopp saknas i källan"
    )


def test_a_year_of_promises_has_no_sum(client, fum_2013):
    page = client.get("/medel/fum/2014/")

    assert title_of(page) == "Medel avsätts till tre projekt 2014"
    assert rows(page, "Fördelning 2014")[-1] == ["", "Summa", "", UNKNOWN]
    assert "Källan säger att pengar ska läggas undan, men inte hur mycket." in told(page)


def test_examples_are_never_counted(client, fum_2013, fum):
    grant(
        fum,
        2013,
        5_000_000,
        Standing.PROPOSED,
        vat="excl",
        origin=Origin.EXAMPLE,
        project=project(fum, "Påhittat"),
    )

    page = client.get("/medel/fum/2013/")

    assert title_of(page) == "2 310 000 kr till fyra projekt 2013"
    assert "Påhittat" not in told(page)


def test_an_example_year_is_marked_and_stands_apart(client, fum_2013, fum):
    FundYear.objects.create(fund=fum, year=2027, frame=3_000_000, origin=Origin.EXAMPLE)
    grant(fum, 2027, 500_000, Standing.GRANTED, origin=Origin.EXAMPLE, project=project(fum, "Påhittat"))

    year, fund = client.get("/medel/fum/2027/"), client.get("/medel/fum/")

    assert title_of(year) == "500 000 kr till ett projekt 2027"
    assert "Beviljat exempel" in told(year)
    assert [row[0] for row in rows(fund, "Fonden år för år")] == ["2014", "2013"]
    assert rows(fund, "Exempel") == [
        ["2027 exempel", "3 000 000 kr", "inget nämns", "500 000 kr", "inget nämns", "1"]
    ]


def test_a_fund_tells_its_years_with_unknown_as_unknown(client, fum_2013, fum):
    grant(fum, None, None, Standing.GRANTED, project=project(fum, "Bostad först"))
    FundYear.objects.create(fund=fum, year=2015, frame=3_000_000, frame_about=True, origin=Origin.HISTORY)

    nothing = "inget nämns"
    assert rows(client.get("/medel/fum/"), "Fonden år för år") == [
        ["2015", "cirka 3 000 000 kr", nothing, nothing, nothing, ""],
        ["2014", "saknas i källan", nothing, nothing, UNKNOWN, "3"],
        [
            "2013",
            "saknas i källan",
            "2 310 000 kr exkl. moms",
            UNKNOWN,
            nothing,
            "beviljat: 1, föreslaget: 4",
        ],
        ["år okänt", "saknas i källan", nothing, UNKNOWN, nothing, "1"],
    ]


@pytest.mark.parametrize(
    ("grants", "title"),
    [
        ([(3_000_000, "", 7)], "3 000 000 kr till sju projekt 2021"),
        ([(3_000_000, "", 1), (None, "", 1)], "Minst 3 000 000 kr till två projekt 2021"),
        ([(600_000, "excl", 1), (None, "", 1)], "Minst 600 000 kr till två projekt 2021"),
        ([(600_000, "excl", 1), (100_000, "incl", 1)], "Två projekt fick medel 2021"),
        ([(None, "", 10)], "Tio projekt fick medel 2021"),
        ([(None, "", 1)], "Ett projekt fick medel 2021"),
        ([(25_000, "", 13)], "25 000 kr till 13 projekt 2021"),
    ],
)
def test_the_title_never_tells_an_unknown_sum_bare(client, fum, grants, title):
    project(fum, "Något")
    for amount, vat, count in grants:
        grant(fum, 2021, amount, Standing.GRANTED, vat=vat, count=count)

    assert title_of(client.get("/medel/fum/2021/")) == title


def test_a_fund_without_projects_is_told_as_grants(client, fum):
    grant(fum, 2021, 110_000, Standing.GRANTED, count=5)

    assert title_of(client.get("/medel/fum/2021/")) == "110 000 kr i fem bidrag 2021"


def test_a_year_without_grants_says_that_it_does_not_mean_none(client, fum):
    FundYear.objects.create(fund=fum, year=2023, origin=Origin.HISTORY)

    page = client.get("/medel/fum/2023/")

    assert title_of(page) == "FUM 2023: källorna nämner inga belopp"
    assert "Det betyder inte att inga pengar gavs." in told(page)


def test_the_frame_is_the_title_when_nothing_else_is_known(client, fum):
    FundYear.objects.create(fund=fum, year=2017, frame=3_000_000, frame_about=True, origin=Origin.HISTORY)

    assert title_of(client.get("/medel/fum/2017/")) == "Ramen för FUM 2017 är cirka 3 000 000 kr"


def test_bases_stand_apart_in_the_sum_of_a_year(client, fum):
    for amount, vat in ((600_000, "excl"), (100_000, "incl"), (None, "incl")):
        grant(fum, 2021, amount, Standing.GRANTED, vat=vat, project=project(fum, f"{amount} {vat}"))

    page = client.get("/medel/fum/2021/")

    assert [row[3] for row in rows(page, "Fördelning 2021, kronor")] == [
        "600 000 exkl. moms",
        "100 000 inkl. moms",
        "belopp saknas",
        "600 000 kr exkl. moms minst 100 000 kr inkl. moms",
    ]


def test_boards_are_counted_with_the_merged_as_one(client, fum, city):
    jarva = organisation("jarva", "Järva", OrganisationKind.DISTRICT)
    owners = [city.farsta, city.unit]
    for key in ("rinkeby-kista", "spanga-tensta"):
        old = organisation(key, key, OrganisationKind.DISTRICT)
        Succession.objects.create(
            predecessor=old, successor=jarva, kind=SuccessionKind.MERGED, on=date(2023, 7, 1)
        )
        owners.append(old)
    for number, owner in enumerate(owners):
        for year in (2022, 2023):
            grant(fum, year, None, Standing.GRANTED, project=project(fum, f"Projekt {number} {year}", owner))

    assert "3 stadsdelsnämnder, och ett projekt centralt" in told(client.get("/medel/fum/2022/"))
    assert "2 stadsdelsnämnder, och ett projekt centralt" in told(client.get("/medel/fum/2023/"))


def test_the_name_of_the_year_is_used(client, fum):
    FundName.objects.create(fund=fum, year=2013, name="FoU-medel")
    FundYear.objects.create(fund=fum, year=2014, origin=Origin.HISTORY)

    assert "FoU-medel, det som i dag heter FUM." in told(client.get("/medel/fum/2014/"))
    assert section(client.get("/medel/fum/"), "namn") == "Vad fonden har hetat 2013 FoU-medel"


def test_facts_of_the_year_and_every_source_stand_on_the_page(client, fum_2013, fum):
    kind, source = ContentType.objects.get_for_model, Source.objects.create(file="a.txt", title="Planen")
    other = Source.objects.create(file="b.txt", title="Rapporten", position=2)
    for year in (2013, 2015):
        fact = Fact.objects.create(
            content_type=kind(Fund), object_id=fum.pk, text=f"villkor {year}", year=year
        )
        Citation.objects.create(content_type=kind(Fact), object_id=fact.pk, source=source)
    Citation.objects.create(content_type=kind(Grant), object_id=Grant.objects.earliest("pk").pk, source=other)

    page = client.get("/medel/fum/2013/")

    assert section(page, "uppgifter") == "Vad som sägs om fonden det året Villkor 2013 2013"
    assert section(page, "kallor") == "Källor Planen Rapporten"


def test_every_fund_stands_in_the_list_with_its_years(client, fum_2013):
    page = told(client.get("/medel/"))

    assert "Forsknings- och utvecklingsmedel (FUM) Stadsövergripande 2014, 2013" in page


@pytest.mark.parametrize("address", ["/medel/finns-inte/", "/medel/fum/1901/", "/medel/fum/99999/"])
def test_what_does_not_exist_is_not_found(client, fum, address):
    assert client.get(address).status_code == 404


def questions(client, address):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_pages_ask_the_same_number_of_questions_for_few_as_for_many(client, fum_2013, fum, city):
    def fill(first, last):
        for number in range(first, last):
            each = project(fum, f"Projekt {number}", city.farsta)
            grant(fum, 2013, 1, Standing.PROPOSED, vat="excl", project=each)
            grant(fum, 2013, None, Standing.GRANTED, project=each)
            grant(fum, 1950 + number, None, Standing.GRANTED, project=each)

    fill(0, 1)
    addresses = ("/medel/", "/medel/fum/", "/medel/fum/2013/")
    few = [questions(client, address) for address in addresses]
    fill(1, 20)

    assert [questions(client, address) for address in addresses] == few
    assert max(few) <= 15 + 4  # four of them learn the content types, once per process

"""Plans: what they say, two beside each other, and what the budget asked for."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reading import headings, rows, section, title_of, told

from praktiknara.funds.choices import Standing
from praktiknara.people.choices import Origin
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import BudgetAssignment, FocusArea, Plan, PlanAmount
from praktiknara.plans.rules import Compared, compared
from praktiknara.projects.choices import ProjectKind
from praktiknara.projects.models import Project
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Fact, Source

pytestmark = pytest.mark.django_db


def plan(year, title, *, principles=(), focus=(), special=(), kind=PlanKind.PLAN):
    made = Plan.objects.create(year=year, title=title, slug=f"plan-{year}", kind=kind, origin=Origin.HISTORY)
    for position, text in enumerate(principles):
        state(made, text, FactKind.PRINCIPLE, position=position)
    for position, name in enumerate(focus):
        FocusArea.objects.create(plan=made, name=name, position=position)
    for name in special:
        FocusArea.objects.create(
            plan=made, name=name, special_attention=True, reason="få projekt tidigare år", position=9
        )
    return made


def state(thing, text, kind, **more):
    return Fact.objects.create(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        text=text,
        kind=kind,
        **more,
    )


@pytest.fixture
def plan_2014(db):
    return plan(2014, "FoU-plan 2014", principles=["nära praktiken", "bästa tillgängliga kunskap"])


@pytest.fixture
def plan_2015(db):
    return plan(
        2015,
        "FoU-plan 2015",
        principles=["Nära praktiken"],
        focus=["Tidiga insatser", "Likställighet"],
        special=["Funktionsnedsättning"],
    )


def test_a_plan_says_all_it_says(client, plan_2015):
    state(plan_2015, "ge processtöd", FactKind.STRATEGY)
    state(plan_2015, "träffar", FactKind.COUNT, number=3)
    state(plan_2015, "ny lag", FactKind.OUTLOOK)

    page = client.get("/plan/plan-2015/")

    assert title_of(page) == "FoU-plan 2015"
    assert section(page, "fokus") == (
        "Fokusområden 1 Tidiga insatser 2 Likställighet "
        "Särskilt uppmärksammat Funktionsnedsättning: få projekt tidigare år."
    )
    assert section(page, "principle") == "Principer Nära praktiken"
    assert section(page, "strategy") == "Strategi Ge processtöd"
    assert section(page, "count") == "Antal Träffar: 3"
    assert section(page, "outlook") == "Framåt Ny lag"


def test_amounts_stand_with_what_they_are_and_their_vat(client, plan_2015):
    for position, (text, amount, vat, about, standing) in enumerate(
        (
            ("resterande medel", 2_310_000, "excl", False, Standing.PROPOSED),
            ("LUM inklusive MUST, cirka", 3_000_000, "", True, Standing.PLANNED),
            ("Trestad2", None, "", False, Standing.APPLIED),
        )
    ):
        PlanAmount.objects.create(
            plan=plan_2015,
            year=2015,
            text=text,
            amount=amount,
            vat=vat,
            about=about,
            standing=standing,
            position=position,
        )

    assert rows(client.get("/plan/plan-2015/"), "Belopp som nämns") == [
        ["Resterande medel", "2015", "Föreslaget", "2 310 000 kr exkl. moms"],
        ["LUM inklusive MUST", "2015", "Planerat", "cirka 3 000 000 kr momsen anges inte"],
        ["Trestad2", "2015", "Sökt", "belopp saknas i källan momsen anges inte"],
    ]


def test_plans_stand_the_latest_first(client, plan_2014, plan_2015):
    assert headings(client.get("/plan/")) == ["FoU-plan 2015", "FoU-plan 2014"]


def test_a_plan_without_focus_areas_says_so(client, plan_2014):
    assert section(client.get("/plan/plan-2014/"), "fokus") == (
        "Fokusområden Planen listar inga fokusområden."
    )


def test_two_plans_side_by_side(client, plan_2014, plan_2015):
    page = client.get("/plan/jamfor/?a=plan-2014&b=plan-2015")

    assert title_of(page) == "2014 och 2015 sida vid sida"
    assert rows(page, "Principer") == [
        ["Nära praktiken", "finns", "finns"],
        ["Bästa tillgängliga kunskap", "finns", "nämns inte"],
    ]
    assert rows(page, "Fokusområden") == [
        ["Tidiga insatser", "nämns inte", "finns"],
        ["Likställighet", "nämns inte", "finns"],
    ]
    assert rows(page, "Särskilt uppmärksammat") == [["Funktionsnedsättning", "nämns inte", "finns"]]


@pytest.mark.parametrize("query", ["", "?a=plan-2014", "?a=plan-2014&b=finns-inte", "?a=%00&b=1"])
def test_half_a_choice_asks_for_the_other_half(client, plan_2014, query):
    page = client.get(f"/plan/jamfor/{query}")

    assert title_of(page) == "Lägg två planer sida vid sida"


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ([], [], []),
        (["a"], ["A"], [Compared("a", True, True)]),
        (["a"], ["b"], [Compared("a", True, False), Compared("b", False, True)]),
    ],
)
def test_comparing(first, second, result):
    assert compared(first, second) == result


def test_an_assignment_tells_what_it_led_to_or_that_it_is_not_known(client, city):
    pilot = BudgetAssignment.objects.create(year=2022, title="Utreda akademisk socialtjänst", body=city.board)
    BudgetAssignment.objects.create(year=2015, title="Den enskildes inflytande")
    Project.objects.create(title="Pilot i Farsta", kind=ProjectKind.PILOT, budget_assignment=pilot)

    page = client.get("/plan/budgetuppdrag/")

    assert headings(page) == ["Utreda akademisk socialtjänst", "Den enskildes inflytande"]
    assert "Ledde till Pilot i Farsta Socialnämnden" in told(page)
    assert "vad det ledde till saknas i källan nämnden saknas i källan" in told(page)


def test_every_fact_of_a_plan_has_its_source(client, plan_2015):
    for number, thing in enumerate((plan_2015, plan_2015.focus_areas.first(), Fact.objects.first())):
        Citation.objects.create(
            content_type=ContentType.objects.get_for_model(thing),
            object_id=thing.pk,
            source=Source.objects.create(file=f"{number}.txt", title=f"Källa {number}", position=number),
        )

    assert section(client.get("/plan/plan-2015/"), "kallor") == "Källor Källa 0 Källa 1 Källa 2"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/plan/", "Inga planer är registrerade än."),
        ("/plan/budgetuppdrag/", "Inga budgetuppdrag är registrerade än."),
    ],
)
def test_an_empty_list_says_what_will_come(client, db, address, said):
    assert said in told(client.get(address))


def test_what_does_not_exist_is_not_found(client, db):
    assert client.get("/plan/finns-inte/").status_code == 404


def test_pages_ask_the_same_number_of_questions_for_few_as_for_many(client, plan_2014, plan_2015, city):
    def questions(address):
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def fill(first, last):
        for number in range(first, last):
            more = plan(1950 + number, f"Plan {number}", principles=["p"], focus=["f"])
            state(plan_2015, f"p {number}", FactKind.PRINCIPLE)
            FocusArea.objects.create(plan=plan_2015, name=f"f {number}")
            for each in (more, plan_2015):
                PlanAmount.objects.create(plan=each, year=2015, text="x", standing=Standing.PLANNED)
            task = BudgetAssignment.objects.create(year=2000 + number, title="Uppdrag", body=city.board)
            Project.objects.create(title=f"P {number}", kind=ProjectKind.PILOT, budget_assignment=task)

    fill(0, 1)
    addresses = (
        "/plan/",
        "/plan/plan-2015/",
        "/plan/jamfor/?a=plan-2014&b=plan-2015",
        "/plan/budgetuppdrag/",
    )
    few = [questions(address) for address in addresses]
    fill(1, 20)

    assert [questions(address) for address in addresses] == few
    assert max(few) <= 15

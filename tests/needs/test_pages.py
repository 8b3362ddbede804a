"""The page of needs: themes and method of the inventory, support, and what will come."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reading import rows, section, title_of, told

from praktiknara.meetings.choices import SupportStatus
from praktiknara.meetings.models import SupportAssignment
from praktiknara.needs.models import NeedsInventory, NeedTheme
from praktiknara.people.choices import Origin
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Fact, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def inventory(db):
    inventory = NeedsInventory.objects.create(
        year=2023, title="Behovsinventering 2023", origin=Origin.HISTORY
    )
    for position, name in enumerate(("Våld och kriminalitet", "Samsjuklighet")):
        NeedTheme.objects.create(inventory=inventory, name=name, position=position, origin=Origin.HISTORY)
    fact = Fact.objects.create(
        content_type=ContentType.objects.get_for_model(NeedsInventory),
        object_id=inventory.pk,
        kind=FactKind.METHOD,
        text="stadsövergripande enkät",
    )
    Citation.objects.create(
        content_type=ContentType.objects.get_for_model(Fact),
        object_id=fact.pk,
        source=Source.objects.create(file="a.txt", title="Årsrapport 2023"),
    )
    return inventory


def test_the_inventory_shows_its_themes_and_how_it_was_made(client, inventory):
    page = client.get("/behov/")

    assert title_of(page) == "Det här ville stadsdelarna veta mer om 2023"
    assert section(page, "2023") == (
        "Behovsinventering 2023 Teman 1 Våld och kriminalitet 2 Samsjuklighet Så gick det till Stadsövergripande enkät"
    )
    assert section(page, "kallor") == "Källor Årsrapport 2023"


def test_support_stands_with_its_district_or_that_the_name_is_missing(client, city):
    for title, district, status in (
        ("Uppföljningsmall", None, SupportStatus.DELIVERED),
        ("Processtöd", city.farsta, SupportStatus.ONGOING),
    ):
        SupportAssignment.objects.create(
            title=title,
            year=2023,
            district=district,
            district_note="" if district else "namn saknas",
            status=status,
        )

    assert rows(client.get("/behov/"), "Avgränsade stödinsatser") == [
        ["Uppföljningsmall", "namn saknas", "2023", "Genomförd"],
        ["Processtöd", "Farsta", "2023", "Pågår"],
    ]


def test_the_page_says_what_will_come(client, db):
    page = client.get("/behov/")

    assert title_of(page) == "Det som stadsdelarna behöver veta mer om"
    assert "Inga enskilda behov är registrerade än." in told(page)
    assert "Källa saknas" in told(page)


def test_the_page_asks_the_same_number_of_questions_for_few_as_for_many(client, inventory, city):
    def questions():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            client.get("/behov/")
        return len(asked)

    SupportAssignment.objects.create(title="Stöd", year=2023, district=city.farsta)
    few = questions()
    for number in range(12):
        SupportAssignment.objects.create(title=f"Stöd {number}", year=2023, district=city.farsta)
        more = NeedsInventory.objects.create(year=2000 + number, title=f"Inventering {number}")
        NeedTheme.objects.create(inventory=more, name="Tema")

    assert questions() == few <= 15

"""Meetings in the order of time, as exactly as the sources say."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reading import section, title_of, told

from praktiknara.meetings.choices import MeetingKind
from praktiknara.meetings.models import Meeting
from praktiknara.meetings.rules import PartOfYear, part_of_year, year_of
from praktiknara.people.choices import Origin
from praktiknara.trail.models import Citation, Source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2014-12-16", "16 december 2014"),
        ("2014-12", "december 2014"),
        ("2023", "2023"),
        ("2015 vår", "våren 2015"),
        ("2024 Q1", "första kvartalet 2024"),
        ("", ""),
    ],
)
def test_the_time_is_told_as_exactly_as_it_is_known(on, said):
    assert Meeting(kind=MeetingKind.BOARD, on=on).when == said


@pytest.mark.parametrize(
    ("on", "part", "year"),
    [
        ("2015 vår", PartOfYear(2015, "vår"), 2015),
        ("2024 Q1", PartOfYear(2024, "Q1"), 2024),
        ("2024 Q5", None, 2024),
        ("2014-12-16", None, 2014),
        ("", None, None),
        ("våren", None, None),
    ],
)
def test_a_part_of_a_year_is_read_and_nothing_else(on, part, year):
    assert part_of_year(on) == part
    assert year_of(on) == year


def test_meetings_stand_year_by_year_the_latest_first(client, city):
    for on, kind, body, about in (
        ("2014-12-16", MeetingKind.BOARD, city.board, ""),
        ("2014-12", MeetingKind.GOVERNMENT_DECISION, None, "statsbidrag 2015 fördelas"),
        ("2015 vår", MeetingKind.BOARD, city.board, "fördelning av LUM"),
        ("2023", MeetingKind.FORUM, None, ""),
        ("", MeetingKind.AWARD, None, "förnyelsepris"),
    ):
        Meeting.objects.create(on=on, kind=kind, body=body, about=about, count=3 if on == "2023" else None)

    page = client.get("/moten/")

    assert title_of(page) == "5 möten och händelser i FoU-arbetet"
    assert section(page, "ar-2023") == "2023 2023: FoU-forum 3 gånger."
    assert section(page, "ar-2015") == "2015 våren 2015: nämndsammanträde Socialnämnden. Fördelning av LUM."
    assert section(page, "ar-2014") == (
        "2014 16 december 2014: nämndsammanträde Socialnämnden "
        "december 2014: regeringsbeslut Statsbidrag 2015 fördelas."
    )
    assert section(page, "ar-okant") == "År okänt tid saknas i källan : utmärkelse Förnyelsepris."
    assert told(page).index("2023 2023") < told(page).index("2015 våren") < told(page).index("År okänt")


def test_one_kind_can_be_chosen(client, city):
    Meeting.objects.create(on="2014", kind=MeetingKind.BOARD, about="plan")
    Meeting.objects.create(on="2014", kind=MeetingKind.FORUM, about="terminologi")

    page = told(client.get("/moten/?slag=forum"))

    assert "Terminologi" in page
    assert "Plan" not in page
    assert "Inget av det slaget är registrerat." in told(client.get("/moten/?slag=award"))


def test_no_meetings_says_what_will_come(client, db):
    assert "Inga möten är registrerade än." in told(client.get("/moten/"))


def test_sources_and_examples_are_shown(client, db):
    meeting = Meeting.objects.create(on="2027", kind=MeetingKind.FORUM, origin=Origin.EXAMPLE)
    source = Source.objects.create(file="a.txt", title="Årsrapport 2023")
    Citation.objects.create(
        content_type=ContentType.objects.get_for_model(Meeting), object_id=meeting.pk, source=source
    )

    page = client.get("/moten/")

    assert section(page, "kallor") == "Källor Årsrapport 2023"
    assert "FoU-forum exempel" in section(page, "ar-2027")


def test_the_list_is_paged_and_asks_the_same_number_of_questions(client, city):
    def questions():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            client.get("/moten/")
        return len(asked)

    Meeting.objects.create(on="2014", kind=MeetingKind.BOARD, body=city.board)
    few = questions()
    for number in range(30):
        Meeting.objects.create(on=f"20{number + 10}", kind=MeetingKind.BOARD, body=city.board)

    assert questions() == few <= 6
    assert told(client.get("/moten/")).count("nämndsammanträde") == 25 + 1  # one in the choice of kinds
    assert told(client.get("/moten/?sida=2")).count("nämndsammanträde") == 6 + 1

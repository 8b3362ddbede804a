"""Dates as far as they are known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import dates


@pytest.mark.parametrize(
    ("known", "swedish", "english"),
    [
        ("2014", "2014", "2014"),
        ("2014-12", "december 2014", "December 2014"),
        ("2014-12-16", "16 december 2014", "16 December 2014"),
        ("2014-13", "2014-13", "2014-13"),
        ("2014-00", "2014-00", "2014-00"),
        ("hösten 2014", "hösten 2014", "hösten 2014"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(known: str, swedish: str, english: str):
    assert dates.partial_date(known) == swedish
    assert dates.partial_date(known, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2013", "2016", "2013–2016"),
        ("2013", "2013", "2013"),
        ("2013-09", "2014", "september 2013–2014"),
        ("2014-03", "2014-09", "mars–september 2014"),
        ("2014-12-01", "2014-12-16", "1–16 december 2014"),
        ("2014-11-01", "2014-12-16", "1 november–16 december 2014"),
        ("2013-12-01", "2014-01-16", "1 december 2013–16 januari 2014"),
        ("2013", "", "från 2013"),
        ("", "2016-06", "till juni 2016"),
        ("", "", ""),
    ],
)
def test_a_time_span_says_what_is_known_of_its_ends(start: str, end: str, written: str):
    assert dates.period(start, end) == written


def test_a_moment_has_seconds_only_on_a_receipt():
    closed = datetime.datetime(2026, 11, 12, 14, 32, 5, tzinfo=datetime.UTC)

    assert dates.moment(closed) == "12 november 2026 kl. 14.32"
    assert dates.moment(closed, seconds=True) == "12 november 2026 kl. 14.32.05"
    assert dates.moment(closed, "en", seconds=True) == "12 November 2026 at 14:32:05"
    assert dates.day(closed, weekday=True) == "torsdag 12 november 2026"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-12", (2026, 11, 12)),
        ("20261112", (2026, 11, 12)),
        (" 12 november 2026 ", (2026, 11, 12)),
        ("12 nov. 2026", (2026, 11, 12)),
        ("12/11 2026", (2026, 11, 12)),
        ("12.11.2026", (2026, 11, 12)),
        ("1 October 2026", (2026, 10, 1)),
        ("2026-02-30", None),
        ("12 nonember 2026", None),
        ("i morgon", None),
        ("2026-11", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: tuple[int, int, int] | None):
    assert dates.read_day(typed) == (datetime.date(*day) if day else None)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-12 16.00", (2026, 11, 12, 16, 0)),
        ("2026-11-12 16:00:59", (2026, 11, 12, 16, 0, 59)),
        ("2026-11-12T09:05", (2026, 11, 12, 9, 5)),
        ("12 november 2026 kl. 14.32", (2026, 11, 12, 14, 32)),
        ("12 november 2026", None),
        ("2026-11-12 25.00", None),
        ("2026-02-30 10.00", None),
    ],
)
def test_a_moment_needs_its_clock(typed: str, moment: tuple[int, ...] | None):
    assert dates.read_moment(typed) == (datetime.datetime(*moment) if moment else None)  # type: ignore[arg-type]  # noqa: DTZ001  # no zone is read


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_written_day_can_be_read_again(day: datetime.date):
    assert dates.read_day(dates.day(day)) == day
    assert dates.read_day(dates.day(day, "en")) == day
    assert dates.read_day(day.isoformat()) == day

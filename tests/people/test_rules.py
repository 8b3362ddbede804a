"""Names, periods and the counting of boards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.people.rules import BoardCount, boards_counted, span

MERGED = date(2023, 7, 1)
SUCCESSORS = {
    "rinkeby-kista": ("jarva", MERGED),
    "spanga-tensta": ("jarva", MERGED),
    "norrmalm": ("norra-innerstaden", MERGED),
    "ostermalm": ("norra-innerstaden", MERGED),
}
TEN_PROJECTS = [
    ("rinkeby-kista", "district"),
    ("spanga-tensta", "district"),
    ("norrmalm", "district"),
    ("ostermalm", "district"),
    ("farsta", "district"),
    ("skarpnack", "district"),
    ("farsta", "district"),
    ("sodermalm", "district"),
    ("skarholmen", "district"),
    ("avd-socialt-stod", "division"),
]


def test_ten_projects_of_2023_are_six_boards_and_one_central():
    counted = boards_counted(TEN_PROJECTS, SUCCESSORS, date(2023, 12, 31))

    assert counted == BoardCount(boards=6, central=1)


def test_before_the_merge_the_same_projects_are_eight_boards():
    assert boards_counted(TEN_PROJECTS, SUCCESSORS, date(2023, 6, 30)) == BoardCount(boards=8, central=1)


def test_the_merge_counts_from_its_own_day():
    assert boards_counted(TEN_PROJECTS, SUCCESSORS, MERGED).boards == 6


def test_a_university_is_neither_a_board_nor_central():
    assert boards_counted([("su", "university"), ("sweco", "consultancy")], {}, MERGED) == BoardCount(0, 0)


def test_a_circle_of_successors_ends():
    circle = {"a": ("b", MERGED), "b": ("a", MERGED)}

    assert boards_counted([("a", "district"), ("b", "district")], circle, date(2024, 1, 1)).boards <= 2


@given(st.lists(st.sampled_from(TEN_PROJECTS)))
def test_merging_never_makes_more_boards(owners):
    before = boards_counted(owners, SUCCESSORS, date(2023, 6, 30))
    after = boards_counted(owners, SUCCESSORS, date(2023, 12, 31))

    assert after.boards <= before.boards
    assert after.central == before.central


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), ("2022", "2022")),
        (date(2013, 1, 1), None, ("2013", "")),
        (None, date(2016, 12, 31), ("", "2016")),
        (date(2017, 1, 23), date(2022, 1, 16), ("2017-01-23", "2022-01-16")),
        (date(2023, 1, 1), date(2023, 6, 30), ("2023-01-01", "2023-06-30")),
        (None, None, ("", "")),
    ],
)
def test_a_period_is_told_as_exactly_as_it_is_known(start, end, said):
    assert span(start, end) == said

"""Kronor in and out, in Swedish form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.components import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, None, "0"),
        (2_310_000, None, "2\u00a0310\u00a0000"),
        (-1500, None, "\u22121\u00a0500"),
        (Decimal("8.7"), None, "8,7"),
        (1234.5, 1, "1\u00a0234,5"),
        (7, 2, "7,00"),
    ],
)
def test_a_number_is_written_in_swedish_form(value, decimals, written: str):
    assert numbers.number(value, decimals) == written


def test_kronor_do_not_break_over_lines():
    assert numbers.kronor(2_310_000) == "2\u00a0310\u00a0000\u00a0kr"


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [
        ("1 234 567", 1_234_567),
        ("1234567 kr", 1_234_567),
        ("1\u00a0234\u00a0567\u00a0kr", 1_234_567),
        ("1\u202f500 kronor", 1_500),
        ("0", 0),
        ("310000kr.", 310_000),
        ("12 34", None),
        ("1,5", None),
        ("1.500", None),
        ("-5", None),
        ("mycket", None),
        ("", None),
        ("٣", None),
        ("9" * 5000, None),
    ],
)
def test_kronor_are_read_as_people_write_them(typed: str, kronor: int | None):
    assert numbers.read_kronor(typed) == kronor


@given(st.integers(min_value=0, max_value=10**12))
def test_what_is_written_can_be_read_again(kronor: int):
    assert numbers.read_kronor(numbers.kronor(kronor)) == kronor

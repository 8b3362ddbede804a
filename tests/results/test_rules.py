"""What a report must say, what a number may be, and what may be added up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.results.rules import (
    Measured,
    Told,
    consumption_problems,
    left,
    lesson_problem,
    outcome_problem,
    report_problems,
    sentences,
    template_for,
    tidy,
    total,
    year_problem,
)

kronor = st.integers(min_value=0, max_value=10**9)


@given(kronor, kronor)
def test_what_is_left_is_granted_less_used(granted: int, used: int):
    assert left(granted, used) == granted - used


@given(st.none() | kronor, st.none() | kronor)
def test_left_is_unknown_as_soon_as_either_is(granted: int | None, used: int | None):
    assert (left(granted, used) is None) is (granted is None or used is None)


@given(kronor, st.none() | kronor, st.sampled_from(["", "  ", "Lokalen blev billigare."]))
def test_money_is_accounted_for_when_all_is_used_or_the_rest_is_explained(
    granted: int, used: int | None, comment: str
):
    fields = [problem.field for problem in consumption_problems(granted, used, comment)]

    if used is None or used > granted:
        assert fields == ["used"]
    elif used < granted and not comment.strip():
        assert fields == ["comment"]
    else:
        assert fields == []


def test_the_sentence_tells_what_is_left():
    (problem,) = consumption_problems(450_000, 438_000, "")

    assert str(problem) == "12\u00a0000\u00a0kr är kvar. Skriv varför och vad som ska hända med pengarna."


def test_a_grant_of_unknown_size_is_not_read_as_zero():
    assert consumption_problems(None, 438_000, "") == []


TEMPLATES = [
    (True, 2023, "full"),
    (True, 2024, "simplified"),
    (True, 2027, "simplified"),
    (False, 2027, "full"),
    (None, 2027, "full"),
    (True, None, "full"),
]


@pytest.mark.parametrize(("continues", "call_year", "template"), TEMPLATES)
def test_who_goes_on_after_2024_reports_in_the_simplified_way(
    continues: bool | None, call_year: int | None, template: str
):
    assert template_for(continues, call_year) == template


def empty(template: str, *, gender: bool = False) -> Told:
    return Told(template, "", "", "", "", "", gender, 0)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (
            empty("full", gender=True),
            ["activities", "results", "lesson", "outcomes", "next_steps", "gender_analysis"],
        ),
        (empty("full"), ["activities", "results", "lesson", "outcomes", "next_steps"]),
        (empty("simplified", gender=True), ["activities", "next_steps", "gender_analysis"]),
        (empty("simplified"), ["activities", "next_steps"]),
    ],
)
def test_each_template_asks_what_it_asks(told: Told, fields: list[str]):
    assert [problem.field for problem in report_problems(told)] == fields


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Ring hem", 1),
        ("Ring hem före varje träff.", 1),
        ("Ring t.ex. hem. Bjud på fika! Fungerar det?", 3),
        ("Det tog 2,5 timmar. 14 kom.", 2),
        ("En\nTvå\n\nTre", 3),
        ("Vänta … och ring sedan.", 1),
        ("”Ring.” Kom. Gå. Sov.", 4),
    ],
)
def test_sentences_are_counted_as_a_reader_does(text: str, count: int):
    assert sentences(text) == count


def test_a_lesson_is_three_sentences_at_most():
    assert lesson_problem("Ett. Två. Tre.") is None
    assert "4 meningar" in str(lesson_problem("Ett. Två. Tre. Fyra."))


def outcome(**told: object) -> str:
    values = {
        "text": "",
        "indicator": "",
        "value": None,
        "value_text": "",
        "base": None,
        "measure": "",
        **told,
    }
    problem = outcome_problem(**values)  # type: ignore[arg-type]  # each case gives values of the right kind
    return problem.field if problem else ""


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "text"),
        ({"text": "Gruppen fortsatte."}, ""),
        ({"indicator": "besök"}, "value"),
        ({"indicator": "besök", "value_text": "många"}, ""),
        ({"indicator": "besök", "value": Decimal(273)}, ""),
        ({"text": "Besök", "value": Decimal(273)}, "indicator"),
        ({"indicator": "barn", "value": Decimal(22), "base": 21, "measure": "count"}, "value"),
        ({"indicator": "barn", "value": Decimal(21), "base": 21, "measure": "count"}, ""),
        ({"indicator": "andel", "value": Decimal(92), "base": 20, "measure": "share"}, ""),
        ({"indicator": "andel", "value": Decimal(101), "base": 145, "measure": "share"}, "value"),
        ({"indicator": "andel", "value": Decimal(-1), "base": 145, "measure": "share"}, "value"),
        ({"indicator": "medelpoäng", "value": Decimal(62), "base": 20, "measure": "other"}, ""),
        ({"indicator": "okänt slag", "value": Decimal(62), "base": 20}, ""),
    ],
)
def test_an_outcome_is_sound_or_told_where_it_is_not(told: dict[str, object], field: str):
    assert outcome(**told) == field


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_count_is_never_more_than_those_it_is_counted_among(value: int, base: int):
    found = outcome(indicator="barn", value=Decimal(value), base=base, measure="count")

    assert (found == "value") is (value > base)


def visits(value: int | None, **told: object) -> Measured:
    values = {"indicator": "besök", "unit": "besök", "measure": "count", **told}
    return Measured(None if value is None else Decimal(value), **values)  # type: ignore[arg-type]  # as above


def test_like_numbers_are_added_and_about_follows_the_sum():
    assert total([visits(273), visits(301, about=True)]) == (Decimal(574), True)


@pytest.mark.parametrize(
    "unlike",
    [
        visits(190, partial_year=True),
        visits(None),
        visits(190, unit="barn"),
        visits(190, indicator="samtal"),
        visits(90, measure="share"),
        visits(90, measure=""),
    ],
)
def test_unlike_numbers_are_never_added(unlike: Measured):
    assert total([visits(273), unlike]) is None
    assert total([unlike, visits(273)]) is None


def test_shares_are_never_added_not_even_to_each_other():
    assert total([visits(40, measure="share"), visits(50, measure="share")]) is None


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_a_sum_is_the_sum(values: list[int]):
    found = total(visits(value) for value in values)

    assert found is not None
    assert found.value == sum(values)


@pytest.mark.parametrize(
    ("value", "shown"), [("273.00", "273"), ("12.50", "12.5"), ("0.05", "0.05"), ("100", "100")]
)
def test_a_number_is_written_without_needless_zeros(value: str, shown: str):
    assert str(tidy(Decimal(value))) == shown


def test_a_number_that_is_not_known_stays_unknown():
    assert tidy(None) is None


def test_a_report_is_about_a_year_of_the_project():
    assert year_problem(2027, [2027]) is None
    assert year_problem(2027, []) is None
    assert str(year_problem(2030, [2026, 2027])) == (
        "Projektet har inte pågått 2030. Välj ett av åren 2026, 2027."
    )

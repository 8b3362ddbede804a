"""Money in instalments, and years that are counted from real grants."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.projects.rules import (
    Instalment,
    first_due,
    follows_problem,
    instalment_problems,
    paid_day_problem,
    years_problem,
)

DAY = date(2027, 1, 15)
kronor = st.integers(min_value=1, max_value=10_000_000)


def rows(amounts: list[int]) -> list[Instalment]:
    return [Instalment(amount, DAY) for amount in amounts]


@given(st.lists(kronor, min_size=1, max_size=12), st.lists(kronor, max_size=4))
def test_instalments_that_are_the_grant_are_let_through_and_no_others(planned: list[int], paid: list[int]):
    granted = sum(planned) + sum(paid)

    assert instalment_problems(rows(planned), granted, paid) == []
    assert [p.field for p in instalment_problems(rows(planned), granted + 1, paid)] == ["instalments"]
    assert [p.field for p in instalment_problems(rows(planned), granted - 1, paid)] == ["instalments"]


def test_the_sentence_says_how_much_to_add_or_take_away():
    (too_little,) = instalment_problems(rows([100_000]), 450_000, [])
    (too_much,) = instalment_problems(rows([400_000, 100_000]), 450_000, [])

    assert str(too_little).endswith("Lägg till 350\u00a0000\u00a0kr.")
    assert str(too_much).endswith("Minska med 50\u00a0000\u00a0kr.")


def test_an_instalment_of_nothing_is_refused_even_when_the_sum_is_right():
    assert [str(p) for p in instalment_problems(rows([450_000, 0]), 450_000, [])] == [
        "Varje utbetalning ska vara minst 1 kr."
    ]


def test_a_grant_of_unknown_size_is_not_planned_as_zero():
    assert len(instalment_problems([], None, [])) == 1


def test_the_whole_is_due_thirty_days_after_the_decision():
    assert first_due(date(2026, 12, 15)) == date(2027, 1, 14)


@pytest.mark.parametrize(
    ("paid_on", "refused"),
    [(None, True), (date(2027, 1, 16), True), (DAY, False), (date(2026, 12, 1), False)],
)
def test_a_payment_has_a_day_that_has_been(paid_on: date | None, refused: bool):
    assert bool(paid_day_problem(paid_on, DAY)) is refused


def test_a_fourth_year_is_told_under_a_call_that_allows_three():
    problem = years_problem([2024, 2025, 2026, 2027, 2027], 3, 2027)

    assert problem is not None
    assert problem.rule == "R-LUM-03"
    assert str(problem) == (
        "Projektet har fått medel i 4 år: 2024, 2025, 2026, 2027. Utlysning 2027 tillåter högst 3 år."
    )


@pytest.mark.parametrize(
    ("years", "most"), [([2025, 2026, 2027], 3), ([2013, 2014, 2015, 2016], None), ([], 3)]
)
def test_three_years_are_let_through_and_a_call_without_the_rule_checks_nothing(
    years: list[int], most: int | None
):
    assert years_problem(years, most, 2027) is None


@pytest.mark.parametrize(
    ("earlier", "follows", "refused"),
    [
        (1, {1: None}, True),
        (2, {2: 1}, True),
        (3, {3: 2, 2: 1}, True),
        (2, {2: None}, False),
        (3, {3: 2, 2: 3}, False),
    ],
)
def test_a_project_never_follows_itself(earlier: int, follows: dict[int, int | None], refused: bool):
    assert bool(follows_problem(1, earlier, follows)) is refused

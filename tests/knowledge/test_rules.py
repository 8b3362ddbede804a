"""What is readable, how it is cited, and what a number can say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.knowledge.rules.citing import citation
from praktiknara.knowledge.rules.evidence import cautions
from praktiknara.knowledge.rules.publishing import readable_problems


@pytest.mark.parametrize(
    ("title", "summary", "lesson", "fields"),
    [
        ("T", "S", "L.", []),
        ("", " ", "", ["title", "summary", "lesson"]),
        ("T", "S", "En. Två. Tre. Fyra.", ["lesson"]),
    ],
)
def test_what_is_published_can_be_read(title: str, summary: str, lesson: str, fields: list[str]):
    found = readable_problems(title=title, summary=summary, lesson=lesson)

    assert [problem.field for problem in found] == fields


@pytest.mark.parametrize(
    ("authors", "year", "title", "publisher", "cited"),
    [
        (
            [],
            "2027",
            "Barn kände sig mindre ensamma",
            "Skarpnäck",
            "Skarpnäck (2027). Barn kände sig mindre ensamma. x",
        ),
        (["A. Ek", "B. Al"], "2023", "Hur gick det?", "MCHS", "A. Ek, B. Al (2023). Hur gick det? MCHS. x"),
        (["A. Ek"], "årtal saknas", "Kasam", "", "A. Ek (årtal saknas). Kasam. x"),
        ([], "2023", "Kasam", "", "(2023). Kasam. x"),
    ],
)
def test_a_citation_is_whole_with_what_is_known(
    authors: list[str], year: str, title: str, publisher: str, cited: str
):
    assert citation(authors, year, title, publisher, "x") == cited


def told(**values: object) -> list[str]:
    whole = {"has_value": True, "measure": "count", "base": 145}
    return cautions(**{**whole, **values})  # type: ignore[arg-type]  # each case gives values of the right kind


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 0),
        ({"base": 19}, 1),
        ({"base": 20}, 0),
        ({"base": None}, 0),
        ({"base": None, "measure": "share"}, 1),
        ({"has_value": False, "base": 3}, 0),
    ],
)
def test_a_number_says_what_it_cannot_say(values: dict[str, object], count: int):
    assert len(told(**values)) == count


@given(st.integers(0, 500))
def test_few_are_said_to_be_few(base: int):
    assert ("Bygger på få, så en enskild person väger tungt." in told(base=base)) is (base < 20)

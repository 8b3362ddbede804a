"""How far a result can be trusted is said from what is known, and never more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.knowledge.choices import Design
from praktiknara.knowledge.rules.evidence import CERTAINTIES, DESIGNS, Facts, Says, strength, widest

PEOPLE = st.none() | st.integers(0, 500)
ANY = st.builds(
    Facts,
    design=st.sampled_from(["", *Design.values]),
    started=PEOPLE,
    analysed=PEOPLE,
    followed_months=st.none() | st.integers(0, 120),
    share=st.booleans(),
    partial_year=st.booleans(),
)
UNCONTROLLED = {"", "told", "reviewed", "counted", "before_after", "followed"}


def sentences(facts: Facts) -> list[str]:
    return [str(one) for one in strength(facts).cautions]


@pytest.mark.parametrize(
    ("design", "says", "certainty"),
    [
        ("", Says.UNKNOWN, "säger inget om effekt"),
        ("told", Says.EXPERIENCE, "säger inget om effekt"),
        ("reviewed", Says.EXPERIENCE, "säger inget om effekt"),
        ("counted", Says.AMOUNT, "säger inget om effekt"),
        ("before_after", Says.CHANGE, "mycket låg"),
        ("followed", Says.CHANGE, "mycket låg"),
        ("compared", Says.DIFFERENCE, "låg"),
        ("drawn", Says.EFFECT, "måttlig"),
    ],
)
def test_each_way_of_finding_out_says_so_much_at_most(design: str, says: Says, certainty: str):
    found = strength(Facts(design=design, started=120, analysed=100, followed_months=12))

    assert (found.says, found.certainty) == (says, certainty)


def test_every_design_has_its_place():
    assert set(DESIGNS) == set(Design.values)


def test_the_young_people_at_the_clinic_show_a_change_and_not_an_effect():
    kasam = Facts(design="before_after", analysed=145, share=True)

    found = strength(kasam)

    assert found.certainty == "mycket låg"
    assert "kan det inte visa effekt" in found.sentence
    assert sentences(kasam) == [
        "Det framgår inte hur många som började. De som föll bort kan ha haft det sämre eller bättre.",
        "Om varje ökning räknas ingår också sådana som är så små att de kan bero på slumpen.",
        "Det framgår inte hur länge förändringen har följts.",
    ]


def test_when_many_fell_away_too_much_is_unknown():
    assert sentences(Facts(design="before_after", started=220, analysed=110, followed_months=6)) == [
        "För mycket är okänt: 50 procent av dem som började ingår."
    ]


def test_few_and_a_part_of_a_year_are_said():
    assert sentences(Facts(design="counted", analysed=9, partial_year=True)) == [
        "Bygger på få, så en enskild person väger tungt.",
        "Siffror för en del av ett år går inte att jämföra med ett helt år.",
    ]


@given(ANY)
def test_without_a_comparison_nothing_is_ever_more_than_very_uncertain(facts: Facts):
    if facts.design in UNCONTROLLED:
        assert CERTAINTIES.index(strength(facts).certainty) <= 1


@given(ANY, st.sampled_from(["started", "analysed", "followed_months", "design"]))
def test_to_know_less_never_makes_a_result_surer(facts: Facts, forgotten: str):
    known = {**facts._asdict(), forgotten: "" if forgotten == "design" else None}
    less = Facts(**known)

    assert CERTAINTIES.index(strength(less).certainty) <= CERTAINTIES.index(strength(facts).certainty)


@given(st.lists(st.none() | st.integers(0, 99)))
def test_the_people_of_a_result_are_its_widest_base_or_unknown(bases: list[int | None]):
    known = [base for base in bases if base is not None]

    assert widest(bases) == (max(known) if known else None)

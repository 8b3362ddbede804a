"""Who must not assess, when an assessment is whole, and the ranking as an order of its own."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from praktiknara.assessments import rules
from praktiknara.assessments.rules import Entry, Mark

ENTRIES = some.lists(
    some.builds(
        Entry,
        some.integers(1, 10_000),
        some.lists(some.integers(0, 30), max_size=4).map(tuple),
        some.booleans(),
    ),
    unique_by=lambda entry: entry.number,
    max_size=12,
)


def test_an_assessor_never_assesses_her_own_organisation():
    problem = rules.conflict("Olle Berg", ["Södermalm", "Stockholm"], ["Farsta", "Södermalm"])

    assert problem is not None
    assert str(problem) == (
        "Olle Berg arbetar i Södermalm, som söker. Det är jäv. Välj en bedömare från en annan förvaltning."
    )
    assert rules.conflict("Olle Berg", ["Södermalm"], ["Farsta", "Skarpnäck"]) is None


def test_nor_what_she_wrote_herself():
    problem = rules.conflict("Olle Berg", ["Södermalm"], ["Farsta"], wrote_it=True)

    assert problem is not None
    assert "har skrivit ansökan" in str(problem)


def test_every_criterion_has_points_on_the_scale_and_a_reason():
    marks = [
        Mark("Flera stadsdelar", None, "Ja"),
        Mark("Strategi", 4, " "),
        Mark("Forskning", 3, "Två forskare."),
    ]

    assert [(problem.field, str(problem)) for problem in rules.not_whole(marks, 3)] == [
        ("points", "Sätt poäng på kriteriet: Flera stadsdelar."),
        ("points", "Poängen ska vara 0–3 på kriteriet: Strategi."),
        ("reason", "Skriv skälet till poängen på kriteriet: Strategi."),
    ]


def test_a_criterion_counts_as_much_as_it_weighs():
    assert rules.weighted([(1, 3), (2, 2), (1, 0)]) == 7


def test_the_mean_is_exact():
    assert rules.mean([8, 9, 9]) == Fraction(26, 3)
    assert rules.mean([]) is None


def test_among_equals_the_joint_go_first_and_the_rest_are_told_as_tied():
    entries = [
        Entry(1, (7, 9)),
        Entry(2, (8, 8), joint=True),
        Entry(3, (9, 9)),
        Entry(4, (8,)),
        Entry(5, ()),
    ]

    ranked = rules.rank(entries, joint_first=True)

    assert [(r.place, r.number, r.tied, r.first_as_joint) for r in ranked] == [
        (1, 3, (), False),
        (2, 2, (), True),
        (3, 1, (4,), False),
        (4, 4, (1,), False),
        (5, 5, (), False),
    ]
    assert [(r.lowest, r.highest) for r in ranked] == [(9, 9), (8, 8), (7, 9), (8, 8), (None, None)]


def test_where_the_call_does_not_say_so_joint_is_no_advantage():
    ranked = rules.rank([Entry(1, (8,)), Entry(2, (8,), joint=True)], joint_first=False)

    assert [(r.number, r.tied, r.first_as_joint) for r in ranked] == [(1, (2,), False), (2, (1,), False)]


def test_nothing_is_more_than_unassessed():
    ranked = rules.rank([Entry(1, ()), Entry(2, (0, 0))], joint_first=True)

    assert [r.number for r in ranked] == [2, 1]


@given(ENTRIES, some.booleans(), some.randoms())
def test_the_order_they_come_in_means_nothing(entries, joint_first, random):
    shuffled = list(entries)
    random.shuffle(shuffled)

    assert rules.rank(shuffled, joint_first=joint_first) == rules.rank(entries, joint_first=joint_first)


@given(ENTRIES, some.booleans())
def test_everyone_has_one_place_and_no_one_stands_above_more_points(entries, joint_first):
    ranked = rules.rank(entries, joint_first=joint_first)

    assert [r.place for r in ranked] == list(range(1, len(entries) + 1))
    assert {r.number for r in ranked} == {entry.number for entry in entries}
    in_order = [Fraction(-1) if r.points is None else r.points for r in ranked]
    assert in_order == sorted(in_order, reverse=True)
    bounds = [(r.lowest or 0, r.points, r.highest or 0) for r in ranked if r.points is not None]
    assert all(lowest <= points <= highest for lowest, points, highest in bounds)


@given(ENTRIES, some.booleans())
def test_ties_are_told_by_both(entries, joint_first):
    tied = {r.number: set(r.tied) for r in rules.rank(entries, joint_first=joint_first)}

    assert all(number in tied[other] for number, others in tied.items() for other in others)


def test_more_than_a_third_of_the_scale_apart_is_worth_reading():
    assert rules.disagree(5, 9, 9)
    assert not rules.disagree(6, 9, 9)
    assert not rules.disagree(None, None, 9)

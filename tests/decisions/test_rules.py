"""The first proposal, the frame, the points, the figures and the registration number, as pure rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from praktiknara.decisions import rules
from praktiknara.decisions.rules import Candidate, Heard, Proposed

CANDIDATES = some.lists(
    some.builds(
        Candidate,
        some.integers(1, 10_000),
        some.integers(1, 2_000_000),
        some.sampled_from(["Skarpnäck", "Farsta", "Södermalm"]),
        some.booleans(),
    ),
    unique_by=lambda one: one.number,
    max_size=12,
)
FRAMES = some.none() | some.integers(0, 4_000_000)


def test_the_seven_of_the_picture_use_the_whole_frame():
    asked = (620, 540, 475, 410, 290, 250, 480, 360, 300, 190)
    ranked = [Candidate(n, thousands * 1000, f"sökande {n}") for n, thousands in enumerate(asked, 1)]

    suggested = rules.first_proposal(ranked, frame=3_000_000, cap=750_000)

    assert [(one.outcome, one.amount) for one in suggested] == [
        *(("granted", thousands * 1000) for thousands in asked[:6]),
        ("partly", 415_000),
        *[("reserve", None)] * 3,
    ]


def test_less_than_half_is_not_worth_giving():
    ranked = [
        Candidate(1, 600_000, "Farsta"),
        Candidate(2, 500_000, "Bromma"),
        Candidate(3, 100_000, "Järva"),
    ]

    suggested = rules.first_proposal(ranked, frame=800_000)

    assert [(one.outcome, one.amount) for one in suggested] == [
        ("granted", 600_000), ("reserve", None), ("reserve", None),
    ]  # fmt: skip  # it reads better in rows


def test_no_one_gets_more_than_the_cap_nor_more_grants_than_allowed():
    ranked = [Candidate(n, 900_000, "Farsta") for n in (1, 2, 3)]

    suggested = rules.first_proposal(ranked, frame=None, cap=750_000, max_granted=2)

    assert [(one.outcome, one.amount, one.reason) for one in suggested] == [
        ("partly", 750_000, rules.CAP_REASON),
        ("partly", 750_000, rules.CAP_REASON),
        ("reserve", None, rules.LIMIT_REASON),
    ]


@given(CANDIDATES, FRAMES, some.none() | some.integers(1, 1_000_000), some.none() | some.integers(1, 3))
def test_the_first_proposal_never_breaks_a_rule(ranked, frame, cap, limit):
    suggested = rules.first_proposal(ranked, frame=frame, cap=cap, max_granted=limit)
    by_number = {one.number: one for one in ranked}
    proposals = [
        Proposed(
            str(one.number), one.outcome, by_number[one.number].requested, one.amount, one.reason or "skäl"
        )
        for one in suggested
    ]
    grants: dict[str, int] = {}
    for one in suggested:
        if one.outcome in rules.GIVES:
            applicant = by_number[one.number].applicant
            grants[applicant] = grants.get(applicant, 0) + 1

    assert [one.number for one in suggested] == [one.number for one in ranked]
    assert rules.over_frame(proposals, frame, "", 2027) is None
    assert [p for each in proposals for p in rules.award_problems(each, cap, 2027)] == []
    assert rules.too_many_granted(grants, limit, 2027) == []
    assert not any(by_number[one.number].assessed is False for one in suggested if one.outcome in rules.GIVES)


@given(CANDIDATES, some.integers(0, 4_000_000))
def test_nothing_is_given_below_the_cut(ranked, frame):
    suggested = rules.first_proposal(ranked, frame=frame)
    cut = next((place for place, one in enumerate(suggested) if one.outcome == "partly"), None)

    if cut is not None:
        assert all(one.outcome == "reserve" for one in suggested[cut + 1 :])
        assert sum(one.amount or 0 for one in suggested) == frame


@given(some.lists(some.integers(0, 1_000_000), max_size=12), some.integers(0, 3_000_000))
def test_what_stands_above_the_edge_fits_the_frame(given_amounts, frame):
    above = rules.edge(given_amounts, frame)

    assert above is not None
    assert sum(given_amounts[:above]) <= frame
    if sum(given_amounts) <= frame:
        assert sum(given_amounts[above:]) == 0


def test_without_a_frame_there_is_no_edge():
    assert rules.edge([100], None) is None


def test_over_the_frame_is_refused_until_the_reason_is_written():
    awards = [Proposed("A", "granted", 800_000, 800_000, ""), Proposed("B", "rejected", 9, 500_000, "Nej.")]

    problem = rules.over_frame(awards, 750_000, " ", 2027)

    assert problem is not None
    assert (problem.rule, problem.field, problem.year) == ("R-LUM-14", "frame_override_reason", 2027)
    assert str(problem).replace("\u00a0", " ") == (
        "Förslaget är 800 000 kr. Ramen för 2027 är 750 000 kr. Minska med 50 000 kr, eller skriv varför nämnden ska gå över ramen."
    )
    assert rules.over_frame(awards, 750_000, "Nämnden skjuter till.", 2027) is None
    assert rules.over_frame(awards, 800_000, "", 2027) is None


@pytest.mark.parametrize(
    ("outcome", "requested", "amount", "reason", "expected"),
    [
        ("granted", 750_000, 750_000, "", []),
        ("granted", 750_001, 750_001, "", [("amount", "R-LUM-01")]),
        ("granted", 500_000, 400_000, "", [("outcome", "")]),
        ("granted", 500_000, None, "", [("amount", "")]),
        ("granted", 500_000, 0, "", [("amount", "")]),
        ("partly", 500_000, 400_000, "Ramen räcker inte.", []),
        ("partly", 500_000, 600_000, "Mer.", [("amount", "")]),
        ("partly", 500_000, 400_000, "", [("reason", "")]),
        ("reserve", 500_000, None, "", [("reason", "")]),
        ("rejected", 500_000, None, "Saknar idé om forskning.", []),
        ("", 500_000, None, "", [("outcome", "")]),
    ],
)
def test_an_award_is_within_cap_and_request_with_the_reason_it_needs(
    outcome, requested, amount, reason, expected
):
    problems = rules.award_problems(Proposed("Ansökan", outcome, requested, amount, reason), 750_000, 2027)

    assert [(problem.field, problem.rule) for problem in problems] == expected


def test_each_consultation_comes_before_the_meeting_or_says_why_not():
    meeting = date(2026, 12, 15)
    heard = [
        Heard("FoU-rådet", date(2026, 12, 14), ""),
        Heard("Förvaltningsgruppen", date(2026, 12, 15), ""),
        Heard("Rådet för funktionshinderfrågor", None, "Rådet har avstått."),
        Heard("Akademin", None, " "),
    ]

    assert [str(problem) for problem in rules.consultations_late(heard, meeting)] == [
        "Förvaltningsgruppen behandlar ärendet efter nämndens sammanträde. Rätta datumet.",
        "Skriv när Akademin behandlade ärendet, eller varför det inte behövs.",
    ]
    assert [problem.rule for problem in rules.consultations_late([], meeting)] == ["R-DEC-02"]


def test_a_paper_lacks_nothing():
    lacking = rules.paper_problems(
        meeting_on=None, gender_analysis=" ", recipients=0, points=0, summary="", views="", signatories=0
    )

    assert [(problem.field, problem.rule) for problem in lacking] == [
        ("meeting_on", ""), ("summary", ""), ("gender_analysis", "R-DEC-04"), ("views", ""),
        ("points", ""), ("recipients", "R-DEC-03"), ("signatories", ""),
    ]  # fmt: skip  # it reads better in rows


def test_a_decision_has_its_meeting_which_has_been_held_and_its_paragraph():
    today = date(2026, 12, 15)

    def told(meeting_on, paragraph):
        found = rules.decision_problems(meeting_on=meeting_on, paragraph=paragraph, today=today)
        return [(problem.field, problem.rule) for problem in found]

    assert told(date(2026, 12, 15), "§ 12") == []
    assert told(date(2026, 12, 16), "§ 12") == [("meeting_on", "R-DEC-01")]
    assert told(None, " ") == [("meeting_on", "R-DEC-01"), ("paragraph", "R-DEC-01")]


def test_a_point_that_is_tabled_or_refused_gives_no_money():
    points = [(1, "grant", "tabled"), (2, "serve", "tabled")]
    assert [problem.values["no"] for problem in rules.point_problems(points, 0)] == [1]
    assert [p.values["no"] for p in rules.point_problems([(1, "grant", "refused")], 5)] == [1]
    assert rules.point_problems([(1, "grant", "refused"), (2, "reject", "refused")], 0) == []
    assert rules.point_problems([(1, "grant", "changed")], 5) == []


@pytest.mark.parametrize(
    "written",
    [
        "3.1.1-681/2021",
        "3.1.1–681 2021",
        "Dnr 3.1.1-681/2021",
        "dnr: 3.1.1 - 681 / 2021",
        "DIARIENUMMER 3.1.1—681/2021",
    ],
)
def test_a_registration_number_is_the_same_however_it_is_written(written):
    assert rules.reg_number_key(written) == "3-1-1-681-2021"


def test_letters_belong_to_the_number():
    assert rules.reg_number_key("SOF 2023/526") == "sof-2023-526"
    assert rules.reg_number_key("") == ""


def test_figures_are_put_where_they_are_called_by_name():
    figures = {"projekt": "sju projekt", "beviljat": "3 000 000 kr"}

    assert (
        rules.filled("{Projekt} får { beviljat }. {annat}", figures)
        == "Sju projekt får 3 000 000 kr. {annat}"
    )


def test_a_figure_that_does_not_exist_is_named():
    problems = rules.unknown_figures([("summary", "{projekt} {sumam} {sumam}"), ("views", "{}")], ["projekt"])

    assert [(p.field, p.values["name"]) for p in problems] == [("summary", "sumam")]


@given(some.text(max_size=80))
def test_a_text_without_names_of_figures_is_left_alone(text):
    assert rules.filled(text, {}) == text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "noll ansökningar"),
        (1, "en ansökan"),
        (2, "två ansökningar"),
        (12, "tolv ansökningar"),
        (13, "13 ansökningar"),
    ],
)
def test_counts_are_written_as_running_text_does(count, words):
    assert rules.counted(count, "en ansökan", "ansökningar") == words


def test_a_case_waits_for_the_closing_and_the_assessors():
    def told(**changes):
        asked = {
            "receiving": False,
            "closes": "2026-12-01 kl. 16.00",
            "has_case": False,
            "applications": 2,
            "waiting": [],
        }
        return [str(problem) for problem in rules.not_ready_for_case(**{**asked, **changes})]

    assert told() == []
    assert told(has_case=True) == ["Utlysningen har redan ett ärende. Öppna det och ändra där."]
    assert told(receiving=True) == [
        "Utlysningen tar emot ansökningar till 2026-12-01 kl. 16.00. Gör ärendet när den har stängt."
    ]
    assert told(applications=0) == ["Det finns inga ansökningar att ta ställning till."]
    assert told(waiting=["Skolsocionomer"]) == [
        "Skolsocionomer har ingen låst bedömning än. Vänta in bedömarna, eller utse en till."
    ]

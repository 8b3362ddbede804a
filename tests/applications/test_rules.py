"""The rules of a call, held against examples of the papers and against anything at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktiknara.applications import rules
from praktiknara.applications.rules import Content, Line, Terms

TERMS = Terms(
    year=2027,
    cap=750_000,
    one_year=True,
    max_years=3,
    max_granted=3,
    gender_required=True,
    own_share_required=True,
    joint_first=True,
    eligible_kinds=frozenset({"district", "division"}),
)
NO_RULES = Terms(year=2021)
WHOLE = Content(
    applicant_kind="district",
    applicant="Skarpnäck",
    title="Stödgrupper",
    purpose="Barn får träffas.",
    goals="Fyrtio barn.",
    target_group="Barn",
    problem="De är ensamma.",
    activities="Grupper.",
    leads_to="Mindre ensamma.",
    research_link="Två forskare.",
    follow_up="Enkät.",
    gender_analysis="Flickor och pojkar var för sig.",
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 12, 31),
    granted_years=(),
    lines=(Line("Gruppledare", 400_000), Line("Forskare", 200_000)),
    own_share=100_000,
    own_share_reason="",
    requested=500_000,
    confirmed=("Farsta",),
)
kronor = st.integers(min_value=0, max_value=10_000_000)
years = st.integers(min_value=2000, max_value=2040)


def told(content: Content, terms: Terms = TERMS) -> set[tuple[str, str]]:
    return {(problem.field, problem.rule) for problem in rules.problems(content, terms)}


def test_a_whole_application_has_nothing_against_it():
    assert rules.problems(WHOLE, TERMS) == []


@pytest.mark.parametrize(("requested", "stopped"), [(749_999, False), (750_000, False), (750_001, True)])
def test_the_cap_is_the_last_krona_in(requested: int, stopped: bool):
    assert (rules.over_cap(requested, TERMS) is not None) is stopped


def test_above_the_cap_says_by_how_much():
    problem = rules.over_cap(765_000, replace(TERMS, year=2018))

    assert str(problem).replace("\xa0", " ") == (
        "Ni söker 765 000 kr. Högst 750 000 kr går att söka i utlysning 2018. Minska med 15 000 kr."
    )


@given(requested=kronor, cap=st.one_of(st.none(), kronor))
def test_over_the_cap_is_exactly_above_it(requested: int, cap: int | None):
    problem = rules.over_cap(requested, replace(TERMS, cap=cap))

    assert (problem is not None) == (cap is not None and requested > cap)


@given(
    lines=st.lists(st.tuples(st.text(), st.one_of(st.none(), kronor)), max_size=8),
    own=st.one_of(st.none(), kronor),
    requested=st.one_of(st.none(), kronor),
)
def test_a_budget_balances_or_says_the_gap(lines, own, requested):
    content = replace(WHOLE, lines=tuple(Line(*line) for line in lines), own_share=own, requested=requested)

    problem = rules.unbalanced(content)

    known = [amount for _what, amount in lines]
    if not lines or None in known or own is None or requested is None:
        assert problem is None
    else:
        gap = abs(sum(known) - own - requested)
        assert (problem is None) == (gap == 0)
        if problem:
            assert f"{gap:,}".replace(",", "\xa0") in str(problem.values["gap"])


@given(lines=st.lists(st.tuples(st.text(), st.one_of(st.none(), kronor)), max_size=8))
def test_a_sum_with_an_unknown_part_is_unknown(lines):
    total = rules.costs(Line(*line) for line in lines)

    amounts = [amount for _what, amount in lines]
    assert total == (None if None in amounts else sum(amounts))


@given(granted=st.lists(years, max_size=6), year=years, limit=st.integers(1, 5))
def test_the_years_of_a_project_are_counted_once_each_with_the_year_applied_for(granted, year, limit):
    problem = rules.too_many_years(granted, replace(TERMS, year=year, max_years=limit))

    assert (problem is not None) == (len({*granted, year}) > limit)


def test_the_third_year_is_in_and_the_fourth_is_out():
    assert rules.too_many_years((2025, 2026), TERMS) is None
    assert rules.too_many_years((2024, 2025, 2026), TERMS) is not None


def test_projects_from_before_the_rule_have_four_years_and_nothing_against_them():
    assert rules.too_many_years((2013, 2014, 2015, 2016), replace(TERMS, year=2017, max_years=None)) is None


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), end=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_project_of_the_grant_year_lies_in_it(start, end):
    problem = rules.outside_grant_year(start, end, TERMS)

    assert (problem is None) == (start.year == end.year == 2027)
    assert rules.outside_grant_year(start, end, NO_RULES) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "  "}, {("title", "")}),
        ({"starts_on": None}, {("starts_on", "")}),
        ({"starts_on": date(2027, 12, 31), "ends_on": date(2027, 1, 1)}, {("ends_on", "")}),
        ({"ends_on": date(2028, 1, 1)}, {("ends_on", "R-LUM-02")}),
        ({"granted_years": (2024, 2025, 2026)}, {("granted_years", "R-LUM-03")}),
        ({"applicant_kind": "university"}, {("", "R-LUM-06")}),
        ({"own_share": 0, "requested": 600_000}, {("own_share_reason", "R-LUM-08")}),
        ({"own_share": 0, "requested": 600_000, "own_share_reason": "Inget."}, set()),
        ({"own_share": None}, {("own_share", "")}),
        ({"requested": None}, {("requested", "")}),
        ({"requested": 0, "own_share": 600_000}, {("requested", "")}),
        ({"requested": 499_999}, {("requested", "")}),
        ({"lines": ()}, {("budget", "")}),
        ({"lines": (Line("", 600_000),)}, {("budget", "")}),
        ({"lines": (Line("Gruppledare", None), Line("Forskare", 600_000))}, {("budget", "")}),
        ({"gender_analysis": "\n"}, {("gender_analysis", "R-LUM-11")}),
        ({"unanswered": ("Farsta",)}, {("co_applicants", "")}),
        ({"shares": (300_000, 200_001)}, {("co_applicants", "")}),
        ({"shares": (300_000, 200_000)}, set()),
        ({"long_term": "ord " * 201}, {("long_term", "")}),
        ({"long_term": "ord " * 200}, set()),
    ],
)
def test_each_thing_that_can_be_wrong_is_told_at_its_field(change, expected):
    assert told(replace(WHOLE, **change)) == expected


def test_a_year_without_rules_checks_nothing_and_reads_nothing_as_zero():
    daring = replace(
        WHOLE,
        applicant_kind="university",
        requested=9_000_000,
        own_share=0,
        lines=(Line("Allt", 9_000_000),),
        gender_analysis="",
        granted_years=(2013, 2014, 2015, 2016),
        ends_on=date(2029, 1, 1),
    )

    assert rules.problems(daring, NO_RULES) == []
    assert rules.checks(daring, NO_RULES) == []


@given(
    requested=st.one_of(st.none(), kronor),
    own=st.one_of(st.none(), kronor),
    granted=st.lists(years, max_size=5),
    gender=st.sampled_from(["", "Svar."]),
    others=st.integers(0, 5),
)
def test_a_check_is_red_exactly_when_its_rule_stops_the_application(requested, own, granted, gender, others):
    content = replace(
        WHOLE, requested=requested, own_share=own, granted_years=tuple(granted), gender_analysis=gender
    )

    red = {
        check.told.rule
        for check in rules.checks(content, TERMS, others_handed_in=others)
        if check.color == "danger"
    }

    assert red == {problem.rule for problem in rules.problems(content, TERMS) if problem.rule}


@pytest.mark.parametrize(
    ("others", "color", "words"),
    [
        (0, "success", "Det är under taket"),
        (1, "success", "Det är under taket"),
        (2, "warning", "är taket nått"),
        (3, "warning", "Alla kan inte få medel"),
    ],
)
def test_the_limit_of_grants_counts_for_the_main_applicant(others, color, words):
    (check,) = [c for c in rules.checks(WHOLE, TERMS, others_handed_in=others) if c.kind == "max_granted"]

    assert check.color == color
    assert words in str(check.told)
    assert str(check.told).startswith(f"Andra inlämnade ansökningar från Skarpnäck: {others}.")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ()),
        ("2025, 2026", (2025, 2026)),
        ("2026,2025", (2025, 2026)),
        ("2025 och 2026", (2025, 2026)),
        ("2025 2026", (2025, 2026)),
        ("2024–2026", (2024, 2025, 2026)),
        ("2024-2025; 2026", (2024, 2025, 2026)),
        ("2025, 2025", (2025,)),
        ("25, 26", None),
        ("2026–2024", None),
        ("1000–2999", None),
        ("förra året", None),
        ("٢٠٢٥", None),
        ("2025, x", None),
    ],
)
def test_years_are_read_as_people_write_them(written, read):
    assert rules.read_years(written) == read


@given(st.sets(st.integers(1990, 2100), max_size=10))
def test_years_that_are_written_are_read_again(found):
    assert rules.read_years(", ".join(map(str, sorted(found)))) == tuple(sorted(found))


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_years_or_numbers(text):
    rules.read_years(text)
    rules.register_key(text)


@pytest.mark.parametrize(
    "same",
    [
        "3.1.1-681/2021",
        "3.1.1–681 2021",
        "Dnr 3.1.1-681/2021",
        "dnr: 3.1.1 - 681/2021 ",
        "DIARIENR 3.1.1‑681/2021",
    ],
)
def test_a_registration_number_is_the_same_however_it_is_spelled(same):
    assert rules.register_key(same) == "3.1.1-681-2021"


def test_other_registration_numbers_are_others():
    assert rules.register_key("3.1.1-682/2021") != rules.register_key("3.1.1-681/2021")
    assert rules.register_key("SOF 2023/526") != rules.register_key("SDF 2023/526")
    assert rules.register_key(" – / ") == ""


def test_the_closing_second_is_in_time_and_the_next_is_not():
    closing = datetime(2026, 12, 12, 16, 0, 0, tzinfo=UTC)

    assert not rules.too_late(closing, closing + timedelta(microseconds=999_999), "16.00.00")
    assert rules.too_late(closing, closing + timedelta(seconds=1), "16.00.00")
    assert not rules.too_late(None, closing, "")

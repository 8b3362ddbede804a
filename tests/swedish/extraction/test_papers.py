"""Whole papers of many kinds: plans, reports, tables, minutes, answers, damaged scans."""

import json
from pathlib import Path

import pytest
from tools.extraction_quality import Score, against_truth, read_file

from praktiknara.swedish.extraction import Kind, Reading, Value

PAPERS = Path(__file__).parents[2] / "data" / "papers"
NAMES = [
    "plan_med_summor",
    "arsrapport_med_noter",
    "skadad_skanning",
    "slutrapport_med_tabell",
    "skannat_arende",
    "fordelning_i_punkter",
    "arsredovisning",
    "fordelning_med_tabell",
    "fouplan_i_punkter",
    "projektredovisning",
    "protokoll",
    "skadad_slutredovisning",
    "bokslut_med_sidhuvud",
    "tabell_utan_kolumner",
    "minnesanteckningar",
    "motionssvar",
    "beslut_med_skal",
    "lagesrapport_i_punkter",
]


@pytest.fixture(scope="module", params=NAMES)
def paper(request: pytest.FixtureRequest) -> tuple[Reading, dict, str]:
    path = PAPERS / f"{request.param}.txt"
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return read_file(path), expected, path.read_bytes().decode("utf-8")


def amounts(reading: Reading) -> dict[int, Value]:
    return {int(str(value.value)): value for value in reading.values if value.kind is Kind.AMOUNT}


def test_all_there_is_is_found_and_nothing_else(paper):
    reading, expected, _ = paper
    faults = {kind: score for kind, score in against_truth(reading, expected).items() if score.f1 < 1}
    assert faults == {}


def test_every_amount_has_its_role_and_vat(paper):
    reading, expected, _ = paper
    found = amounts(reading)
    assert {amount: found[int(amount)].details["role"] for amount in expected["roles"]} == expected["roles"]
    assert {amount: found[int(amount)].details["vat"] for amount in expected["vat"]} == expected["vat"]


def test_parts_that_make_the_total_are_checked(paper):
    reading, expected, _ = paper
    sums = {
        value.value
        for value in reading.values
        for check in value.checks
        if check["check"] == "parts_sum_to_total" and check["ok"]
    }
    assert sums == set(expected.get("totals", []))


def test_every_value_stands_where_it_says(paper):
    reading, _, text = paper
    assert [value.text for value in reading.values] == [
        text[value.start : value.end] for value in reading.values
    ]
    assert {value.text.strip() == value.text for value in reading.values} == {True}


def test_scores_tell_what_is_missing_and_what_is_too_much():
    assert Score(3, 4, 6).precision == 0.75
    assert Score(3, 4, 6).recall == 0.5
    assert Score(3, 4, 6).f1 == pytest.approx(0.6)
    assert Score(0, 0, 0).f1 == 1

"""The five papers of the city, against what is known about them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.extraction_quality import (
    Score,
    every_period,
    known_of,
    periods_read,
    project_score,
    read_file,
    score,
    told,
)

from praktiknara.swedish.extraction import Kind, Reading

LEAST = {"amount": 0.98, "reference_number": 0.98, "date": 0.98, "person": 0.90}


@pytest.fixture(scope="module")
def readings(need) -> dict[str, tuple[Reading, str]]:
    folder = Path(need("../shared/papers"))
    return {
        path.name: (read_file(path), path.read_bytes().decode("utf-8"))
        for path in sorted(folder.glob("*.txt"))
    }


@pytest.fixture(scope="module")
def history(need) -> Any:
    return yaml.safe_load(Path(need("../shared/history.yaml")).read_text(encoding="utf-8"))


def test_what_the_history_knows_is_found(readings, history):
    sums = dict.fromkeys(LEAST, Score(0, 0, 0))
    for name, (reading, text) in readings.items():
        known = known_of(history, name, text)
        for kind in LEAST:
            sums[kind] += score(set(told(reading, kind)), known[kind])
    assert {kind: one.f1 for kind, one in sums.items() if one.f1 < LEAST[kind]} == {}


def test_every_period_that_the_history_quotes_is_found(readings, history):
    found = there = 0
    for name, (reading, text) in readings.items():
        known = known_of(history, name, text)["period"]
        there += len(known)
        found += len(known & set(told(reading, "period")))
    assert (found, there) == (there, 9)


def test_periods_that_the_history_put_together_are_put_together(readings, history):
    whole = Score(0, 0, 0)
    for name, (reading, _) in readings.items():
        whole += score(periods_read(reading), every_period(history, name))
    assert whole.f1 >= 0.95


def test_projects_are_found(readings, history):
    whole = Score(0, 0, 0)
    for name, (reading, text) in readings.items():
        whole += project_score(reading, history, name, text)[0]
    assert whole.f1 >= 0.85


def test_the_parts_of_the_remaining_funds_make_their_sum(readings):
    says = {
        check["says"]
        for reading, _ in readings.values()
        for value in reading.values
        if value.kind is Kind.AMOUNT
        for check in value.checks
        if check["check"] == "parts_sum_to_total"
    }
    assert says == {"600 000 + 770 000 + 210 000 + 730 000 = 2 310 000"}


def test_every_value_stands_where_it_says(readings):
    for reading, text in readings.values():
        assert [value.text for value in reading.values] == [
            text[value.start : value.end] for value in reading.values
        ]

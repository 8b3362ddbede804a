"""Amina locks a plan before she opens the outcomes; what was not planned is called exploratory."""

import json
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import planlock
from praktiknara.evaluation.errors import EvaluationError, InputError, LockedError

FEW = settings(max_examples=50, deadline=None)
MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
PLAN = {
    "question": "Stiger skolnärvaron för dem som får skolsocialt stöd?",
    "population": "årskurs 7–9, inskrivna hösten 2027",
    "outcome": ["närvaro", "KASAM"],
    "instrument": "SOC-13",
    "instrument_version": "1987-sv",
    "time_point": {"days": 180},
    "window": {"before": 30, "after": 30},
    "rci": {"r_xx": 0.82, "sd": 12.5},
    "comparison": "skolor som väntar",
    "covariates": ["ålder", "kön"],
    "subgroups": ["kön"],
    "minimum_n": 40,
    "stopping_date": "2028-06-30",
}
ANALYSIS = {
    key: PLAN[key]
    for key in PLAN
    if key not in {"question", "outcome", "subgroups", "minimum_n", "stopping_date"}
} | {"outcome": "närvaro"}


def locked():
    return planlock.lock_plan(PLAN, "Amina Warsame", MONDAY)


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("41b3de4355555555", "333333333.3333333"),
        ("41b3de4355555556", "333333333.3333334"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_are_written_as_the_standard_shows(bits, text):
    assert planlock.canonical(struct.unpack(">d", bytes.fromhex(bits))[0]) == text


def test_values_are_written_as_the_standard_shows():
    given_ = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert planlock.canonical(given_) == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_keys_are_sorted_by_their_utf16():
    keys = ["€", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "ö"]
    written = json.loads(planlock.canonical(dict.fromkeys(keys, 0)))
    assert list(written) == ["\r", "1", "\u0080", "ö", "€", "\U0001f600", "\ufb33"]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@FEW
@given(json_values)
def test_the_canonical_form_reads_back_and_is_its_own(value):
    text = planlock.canonical(value)
    assert (
        json.loads(text, parse_int=lambda digits: float(digits) if len(digits) > 16 else int(digits)) == value
    )
    assert planlock.canonical(value) == text
    assert planlock.canonical({"": value, "a": [value]}) == f'{{"":{text},"a":[{text}]}}'


@FEW
@given(json_values)
def test_a_plan_holds_whatever_its_parameters_are(value):
    found = planlock.lock_plan(PLAN | {"rci": value}, "Amina Warsame", MONDAY)
    planlock.verify_plan(found, PLAN | {"rci": value})
    assert planlock.read_locked(json.loads(json.dumps(found.as_dict()))) == found


@FEW
@given(st.permutations(list(PLAN)))
def test_the_order_of_the_parts_does_not_change_the_checksum(order):
    assert planlock.digest({key: PLAN[key] for key in order}) == planlock.digest(PLAN)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"a": float("nan")}, "not_finite"),
        ({"a": [float("inf")]}, "not_finite"),
        ({1: "a"}, "key_not_text"),
        ({"a": 2**53 + 1}, "number_too_large"),
        ({"a": 10**400}, "number_too_large"),
        ({"a": MONDAY}, "not_json"),
        ({"a": {1, 2}}, "not_json"),
        ({"a": "\ud800"}, "broken_text"),
        ({"\ud800": 1}, "broken_text"),
    ],
)
def test_what_json_does_not_hold_is_refused(value, code):
    with pytest.raises(InputError) as refused:
        planlock.canonical(value)
    assert refused.value.sentence.code == code


def test_a_plan_within_itself_is_refused():
    plan: dict[str, object] = {}
    plan["plan"] = plan
    with pytest.raises(InputError, match="too many levels"):
        planlock.canonical(plan)


def test_a_locked_plan_keeps_its_checksum_time_and_person():
    found = locked()
    assert found.hash == planlock.digest(PLAN)
    assert found.at == MONDAY
    assert found.by == "Amina Warsame"
    planlock.verify_plan(found, PLAN)
    assert planlock.read_locked(json.loads(json.dumps(found.as_dict()))) == found


def test_the_time_zone_is_kept_as_the_moment_it_means():
    stockholm = timezone(timedelta(hours=1))
    assert planlock.lock_plan(PLAN, "Amina Warsame", MONDAY.astimezone(stockholm)) == locked()
    with pytest.raises(InputError) as refused:
        planlock.lock_plan(PLAN, "Amina Warsame", MONDAY.replace(tzinfo=None))
    assert refused.value.sentence.code == "time_without_zone"


@pytest.mark.parametrize("key", planlock.PLAN_KEYS)
def test_a_plan_says_something_of_everything(key):
    with pytest.raises(InputError) as refused:
        planlock.lock_plan({each: PLAN[each] for each in PLAN if each != key}, "Amina", MONDAY)
    assert refused.value.where == f"plan.{key}"


@pytest.mark.parametrize(
    "change",
    [
        {"minimum_n": 0},
        {"minimum_n": 3.5},
        {"stopping_date": "i juni"},
        {"covariates": "ålder"},
        {"question": " "},
        {"outcome": [""]},
        {"budget": 3},
    ],
)
def test_a_plan_with_a_part_that_cannot_be_right_is_refused(change):
    with pytest.raises(InputError):
        planlock.lock_plan(PLAN | change, "Amina", MONDAY)


@pytest.mark.parametrize(
    "tampered",
    [
        {"by": "Bo"},
        {"at": MONDAY - timedelta(days=90)},
        {"hash": "0" * 64},
        {"plan": planlock.canonical(PLAN | {"minimum_n": 12})},
        {"plan": "not json"},
        {"seal": "0" * 64},
    ],
)
def test_tampering_is_found(tampered):
    with pytest.raises(LockedError) as refused:
        planlock.verify_plan(replace(locked(), **tampered))
    assert refused.value.sentence.code == "plan_tampered"


def test_outcomes_are_not_read_before_the_lock():
    read = []
    with pytest.raises(LockedError):
        planlock.open_data(None, lambda: read.append("opened"))
    with pytest.raises(LockedError):
        planlock.open_data(replace(locked(), by="Bo"), lambda: read.append("opened"))
    with pytest.raises(LockedError):
        planlock.open_data(None)
    assert not read
    assert planlock.open_data(locked(), lambda: 145) == 145


def test_amendments_make_a_chain_that_cannot_be_cut():
    one = planlock.amend(
        locked(), {"minimum_n": 30}, "färre elever", False, "Amina", MONDAY + timedelta(days=1)
    )
    two = planlock.amend(one, {"covariates": []}, "enklare modell", True, "Bo", MONDAY + timedelta(days=2))
    assert two.hash == locked().hash
    assert two.current_hash != locked().hash
    assert two.content()["minimum_n"] == 30
    assert two.content(before_data=True)["covariates"] == ["ålder", "kön"]
    planlock.verify_plan(two)
    for broken in (
        two.amendments[1:],
        two.amendments[::-1],
        (replace(two.amendments[0], data_seen=True), two.amendments[1]),
        (two.amendments[0], replace(two.amendments[1], reason="annat skäl")),
    ):
        with pytest.raises(LockedError):
            planlock.verify_plan(replace(two, amendments=broken))
    assert planlock.read_locked(two.as_dict()) == two


@pytest.mark.parametrize(
    ("changes", "seen", "days", "code"),
    [
        ({}, True, 3, "nothing_changes"),
        ({"minimum_n": 30}, True, 3, "nothing_changes"),
        ({"minimum_n": 20}, True, 0, "time_goes_back"),
        ({"minimum_n": 20}, False, 3, "data_already_seen"),
        ({"budget": 1}, True, 3, "plan_key_unknown"),
        ({"outcome": None}, True, 3, "not_a_name"),
    ],
)
def test_an_amendment_that_cannot_be_right_is_refused(changes, seen, days, code):
    one = planlock.amend(
        locked(), {"minimum_n": 30}, "färre elever", True, "Amina", MONDAY + timedelta(days=1)
    )
    with pytest.raises(InputError) as refused:
        planlock.amend(one, changes, "skäl", seen, "Amina", MONDAY + timedelta(days=days))
    assert refused.value.sentence.code == code


def test_the_planned_analysis_is_planned():
    verdict = planlock.explorative(ANALYSIS, locked())
    assert not verdict.explorative
    assert verdict.label.sv == "planerad"
    assert verdict.plan_hash == locked().hash
    assert not planlock.explorative(
        ANALYSIS | {"subgroups": ["kön"], "n": 40, "date": "2028-07-01"}, locked()
    ).explorative
    assert not planlock.explorative(
        ANALYSIS | {"covariates": ["kön", "ålder"]}, locked().as_dict()
    ).explorative


@pytest.mark.parametrize(
    ("change", "deviation"),
    [
        ({"outcome": "betyg"}, "outcome"),
        ({"instrument_version": "2009-sv"}, "instrument_version"),
        ({"time_point": {"days": 90}}, "time_point"),
        ({"window": {"before": 60, "after": 60}}, "window"),
        ({"rci": {"r_xx": 0.7, "sd": 12.5}}, "rci"),
        ({"comparison": None}, "comparison"),
        ({"covariates": []}, "covariates"),
        ({"covariates": ["ålder", "kön", "skola"]}, "covariates"),
        ({"subgroups": ["skola"]}, "subgroups"),
        ({"population": "alla"}, "population"),
        ({"n": 39}, "minimum_n"),
        ({"date": "2028-06-29"}, "stopping_date"),
        ({"transform": "log"}, "transform"),
    ],
)
def test_anything_else_is_exploratory(change, deviation):
    verdict = planlock.explorative(ANALYSIS | change, locked())
    assert verdict.explorative
    assert verdict.label.sv == "explorativ"
    assert verdict.deviations == (deviation,)


def test_a_change_after_the_data_were_seen_does_not_make_it_planned():
    before = planlock.amend(locked(), {"covariates": []}, "enklare", False, "Amina", MONDAY)
    after = planlock.amend(locked(), {"covariates": []}, "enklare", True, "Amina", MONDAY)
    simple = ANALYSIS | {"covariates": []}
    assert not planlock.explorative(simple, before).explorative
    verdict = planlock.explorative(simple, after)
    assert verdict.explorative
    assert "plan_amended_after_data" in {each.code for each in verdict.warnings}


def test_looks_are_counted_and_the_same_look_once():
    other = ANALYSIS | {"subgroups": ["skola"]}
    verdict = planlock.explorative(ANALYSIS, locked(), [ANALYSIS, other, dict(reversed(other.items()))])
    assert verdict.n == 2
    assert verdict.explorative_looks == 1
    assert verdict.warnings[0].code == "several_looks"


def test_without_a_plan_all_is_exploratory():
    assert planlock.explorative(ANALYSIS).deviations == ("no_plan",)


@FEW
@given(json_values, json_values, json_values)
def test_only_the_documented_errors_come_out(first, second, third):
    for call in (
        lambda: planlock.explorative(first, second, third),
        lambda: planlock.lock_plan(first, second, third),
        lambda: planlock.amend(locked(), first, second, third, "Amina", MONDAY),
        lambda: planlock.verify_plan(first),
        lambda: planlock.read_locked(locked().as_dict() | {"amendments": first, "at": second}),
        lambda: planlock.explorative({"n": first, "date": second}, locked()),
    ):
        try:
            call()
        except EvaluationError as error:
            told = error
        else:
            continue
        assert told.sentence.en

"""Numbers become pseudonyms, alike in Python and in the browser, and nothing ever tells whose they were.

All numbers are test numbers: 121212-1212, and birth numbers 980–999, which Skatteverket keeps for tests.
"""

import hashlib
import hmac
import json
import os
import random
import shutil
import subprocess
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import pseudonyms
from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCRIPT = ROOT / "src" / "praktiknara" / "evaluation" / "pseudonyms" / "pseudonyms.js"
VECTORS = json.loads((HERE / "pseudonym_vectors.json").read_text(encoding="utf-8"))
KEY = bytes(range(32))
TODAY = date(2026, 11, 22)
FEW = settings(max_examples=50, deadline=None)


def check_digit(nine):
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(nine)]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


@st.composite
def numbers(draw):
    """A test number with twelve digits, of a person or (with 60 added to the day) for coordination."""
    born = draw(st.dates(date(1840, 1, 1), TODAY))
    day = born.day + draw(st.sampled_from([0, 60]))
    nine = f"{born:%y%m}{day:02d}{draw(st.integers(980, 999))}"
    return f"{born.year // 100}{nine}{check_digit(nine)}"


def refused(call):
    try:
        call()
    except EvaluationError as error:
        return error
    return None


def outcome(call):
    try:
        return call()
    except EvaluationError as error:
        code, swedish, english = error.sentence
        return {"code": code, "sv": swedish, "en": english}


def code_of(told):
    return {"code": told["code"]} if isinstance(told, dict) else told


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: ascii(case["number"]))
def test_the_vectors_hold_in_python(case):
    number, today, key = case["number"], case["today"], bytes.fromhex(case["key"])
    assert code_of(outcome(lambda: pseudonyms.normalise(number, today))) == case["normal"]
    assert code_of(outcome(lambda: pseudonyms.pseudonym(number, key, today))) == case["pseudonym"]


def test_the_fingerprints_hold_in_python():
    for each in VECTORS["keys"]:
        assert pseudonyms.fingerprint(bytes.fromhex(each["key"])) == each["fingerprint"]


def node():
    """Node as the project finds it: the machine's, or the one that set-up fetched."""
    fetched = ROOT / ".boot" / "bin" / "node"
    return shutil.which("node") or (str(fetched) if fetched.exists() else None)


def in_javascript(cases, keys):
    found = node()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Node.js is missing, and the browser's half must be tried here")
        pytest.skip("Node.js is missing; ./run fetches it")
    done = subprocess.run(
        [found, str(HERE / "pseudonyms_runner.mjs"), str(SCRIPT)],
        input=json.dumps({"cases": cases, "keys": keys}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_the_vectors_hold_in_javascript():
    told = in_javascript(VECTORS["cases"], [each["key"] for each in VECTORS["keys"]])
    for case, answer in zip(VECTORS["cases"], told["answers"], strict=True):
        assert code_of(answer["normal"]) == case["normal"], case["number"]
        assert code_of(answer["pseudonym"]) == case["pseudonym"], case["number"]
    assert told["prints"] == [each["fingerprint"] for each in VECTORS["keys"]]


def typed(draw):
    """Something a person might have typed: mostly a test number, sometimes mistyped."""
    born = date(1840, 1, 1) + timedelta(days=draw.randrange((date(2030, 1, 1) - date(1840, 1, 1)).days))
    nine = f"{born:%y%m}{born.day + draw.choice([0, 0, 60]):02d}{draw.randrange(980, 1000)}"
    text = f"{born.year // 100}{nine}{check_digit(nine)}"
    text = draw.choice(
        [text, text[2:], f"{text[:8]}-{text[8:]}", f"{text[2:8]}-{text[8:]}", f"{text[2:8]}+{text[8:]}"]
    )
    for _ in range(draw.choice([0, 0, 1, 2])):
        place = draw.randrange(len(text))
        text = text[:place] + draw.choice("0123456789-+ATfı \u00a0–") + text[place + draw.choice([0, 1]) :]
    return text


def test_both_languages_agree_on_whatever_is_typed():
    draw = random.Random(20261122)  # noqa: S311  # numbers to try, not secrets
    cases = [{"number": typed(draw), "today": TODAY.isoformat(), "key": KEY.hex()} for _ in range(3000)]
    told = in_javascript(cases, ["00" * 31, KEY.hex()])
    assert [each["normal"] for each in told["answers"]] == [
        outcome(partial(pseudonyms.normalise, each["number"], TODAY)) for each in cases
    ]
    assert [each["pseudonym"] for each in told["answers"]] == [
        outcome(partial(pseudonyms.pseudonym, each["number"], KEY, TODAY)) for each in cases
    ]
    assert told["prints"] == [
        outcome(lambda: pseudonyms.fingerprint(bytes(31))),
        pseudonyms.fingerprint(KEY),
    ]


def test_the_pseudonym_is_the_standards_hmac():
    told = hmac.new(KEY, b"praktiknara/pseudonym/v1\x00191212121212", hashlib.sha256).hexdigest()
    assert pseudonyms.pseudonym("19121212-1212", KEY, TODAY) == told


@FEW
@given(numbers())
def test_however_a_number_is_written_it_is_the_same_person(number):
    year = int(number[:4])
    sign = "+" if TODAY.year - year >= 100 else "-"
    forms = [number, f"{number[:8]}-{number[8:]}", f" {number[:8]} {number[8:]}\n"]
    if TODAY.year - year < 200:
        forms.append(f"{number[2:8]}{sign}{number[8:]}")
    if TODAY.year - year < 100:
        forms.append(number[2:])
    assert {pseudonyms.normalise(form, TODAY) for form in forms} == {number}
    assert len({pseudonyms.pseudonym(form, KEY, TODAY) for form in forms}) == 1


@FEW
@given(numbers(), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, more):
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    with pytest.raises(InputError):
        pseudonyms.normalise(wrong, TODAY)


@FEW
@given(numbers(), numbers(), st.binary(min_size=32, max_size=48))
def test_another_person_or_another_key_is_another_pseudonym(one, other, key):
    first = pseudonyms.pseudonym(one, KEY, TODAY)
    assert (first == pseudonyms.pseudonym(other, KEY, TODAY)) == (one == other)
    assert (first == pseudonyms.pseudonym(one, key, TODAY)) == (key == KEY)
    assert (pseudonyms.fingerprint(key) == pseudonyms.fingerprint(KEY)) == (key == KEY)


@FEW
@given(numbers(), st.integers(0, 11), st.sampled_from("0123456789TFx*"))
def test_no_error_holds_a_number(number, place, other):
    wrong = number[:place] + other + number[place + 1 :]
    error = refused(partial(pseudonyms.pseudonym, wrong, KEY, TODAY, where="rad sju"))
    if error is not None:
        told = str(error) + repr(error) + json.dumps(error.as_dict(), ensure_ascii=False)
        assert not any(wrong[start : start + 4] in told for start in range(9))
        assert error.where == "rad sju"
        assert error.__cause__ is None
        assert error.__context__ is None


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (b"", "key_too_short"),
        (bytes(31), "key_too_short"),
        ("a" * 32, "key_not_bytes"),
        (None, "key_not_bytes"),
    ],
)
def test_a_weak_key_is_refused(key, code):
    for call in (
        lambda: pseudonyms.pseudonym("191212121212", key, TODAY),
        lambda: pseudonyms.fingerprint(key),
    ):
        with pytest.raises(InputError) as told:
            call()
        assert told.value.sentence.code == code


def test_linking_tells_counts():
    found = pseudonyms.link(["a", "b", "c", "d"], ["c", "d", "e"])
    assert (found.linked, found.followup_without_baseline, found.baseline_without_followup) == (2, 1, 2)
    assert found.n == 5
    assert found.share_followed_up == 0.5
    assert "2 av 4" in found.sentence.sv
    assert [each.code for each in found.warnings] == ["followup_without_baseline"]
    assert pseudonyms.link([], []).share_followed_up is None


def test_linking_refuses_a_person_twice_and_two_keys():
    with pytest.raises(InputError) as twice:
        pseudonyms.link(["a", "a"], ["a"])
    assert twice.value.where == "baseline[1]"
    with pytest.raises(RefusedError, match="different keys"):
        pseudonyms.link(["a"], ["b"], "0" * 16, "1" * 16)


@FEW
@given(st.sets(st.text("abcdef", min_size=1, max_size=3)), st.sets(st.text("abcdef", min_size=1, max_size=3)))
def test_linking_adds_up_whatever_the_order(first, second):
    found = pseudonyms.link(sorted(first), sorted(second))
    assert found == pseudonyms.link(sorted(first, reverse=True), sorted(second, reverse=True))
    assert found.linked + found.baseline_without_followup == len(first)
    assert found.linked + found.followup_without_baseline == len(second)


@pytest.mark.parametrize(
    ("typed_again", "near"),
    [
        ("19121212-1212", 0),  # the same: linked, not near
        ("121212+1212", 0),
        ("19121212-1213", 1),  # one digit changed
        ("19121212-121", 1),  # one digit missing
        ("19121212-12122", 1),  # one digit too many
        ("19121221-1212", 1),  # two neighbours swapped
        ("20121212-1212", 0),  # two digits changed
        ("19121212-1243", 0),
        ("19121212-TF12", 0),
    ],
)
def test_near_misses_are_counted_and_not_named(typed_again, near):
    found = pseudonyms.near_misses(["19121212-1212"], [typed_again], TODAY)
    assert found.near == near
    assert set(found.as_dict()) == {"n", "near", "warnings", "assumptions"}


@FEW
@given(
    st.lists(st.text("0123", min_size=3, max_size=6), max_size=8),
    st.lists(st.text("0123", min_size=3, max_size=6), max_size=8),
)
def test_near_misses_agree_with_comparing_every_pair(first, second):
    from rapidfuzz.distance import OSA

    known, strange = set(first) - set(second), set(second) - set(first)
    near = sum(any(OSA.distance(one, other) == 1 for one in known) for other in strange)
    assert pseudonyms.near_misses(first, second, TODAY).near == near


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=14),
    st.binary(max_size=40),
    st.lists(st.text(max_size=3), max_size=3),
)


@FEW
@given(anything, anything, anything)
def test_only_the_documented_errors_come_out(first, second, third):
    for call in (
        lambda: pseudonyms.normalise(first, second),
        lambda: pseudonyms.normalise("191212121212", second),
        lambda: pseudonyms.pseudonym(first, second, third),
        lambda: pseudonyms.fingerprint(first),
        lambda: pseudonyms.link(first, second, third),
        lambda: pseudonyms.near_misses(first, second, TODAY),
    ):
        outcome(call)

"""The catalogue says only what is certain, a licence decides what may be done, and two instruments are never one."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError, TooFewError
from praktiknara.evaluation.instruments import (
    CATALOGUE,
    Permission,
    definition_breaks,
    find,
    gate,
    own_definition,
    same_instrument,
)
from praktiknara.evaluation.instruments.definitions import USES

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda each: each.name)
def test_every_definition_agrees_with_itself(definition):
    count = len(definition.items)
    assert all(1 <= each <= count for each in definition.reversed_items)
    assert len(set(definition.reversed_items)) == len(definition.reversed_items)
    if definition.items and definition.factor is None:
        assert definition.low == sum(item.low for item in definition.items)
        assert definition.high == sum(item.high for item in definition.items)
    if definition.items and definition.subscales:
        everything = sorted(each for part in definition.subscales for each in part.items)
        assert everything == list(range(1, count + 1))
    assert (definition.missing == "score_only") == (count == 0)
    for reliability in definition.reliabilities:
        assert reliability.source
        assert reliability.value is not None or (reliability.low is not None and reliability.high is not None)
    for cut_off in definition.cut_offs:
        assert cut_off.source
        assert definition.low <= cut_off.value <= definition.high
    assert definition.as_dict()["name"] == definition.name


def test_the_catalogue_holds_the_published_ranges():
    ranges = {each.name: (each.low, each.high) for each in CATALOGUE}
    assert ranges["SOC-13"] == (13, 91)
    assert ranges["SOC-29"] == (29, 203)
    assert ranges["SDQ-parent"] == ranges["ORS"] == ranges["AUDIT"] == (0, 40)
    assert ranges["DUDIT"] == (0, 44)
    assert ranges["ASI"] == (None, None)
    assert find("SOC-13").cut_offs == ()  # nobody has published one: unknown, not zero
    assert find("SOC-13").minimal_important is None


def test_an_instrument_is_found_however_its_name_is_written():
    assert find("kasam 13") is find("SOC-13") is find("soc13")
    assert find(find("ORS")) is find("ORS")
    with pytest.raises(InputError, match="no such instrument"):
        find("KASAM")
    with pytest.raises(InputError, match="only in the version"):
        find("SOC-13", version="2019")


class TestTheGate:
    """Maja wants to use KASAM with her clients; Linnea studies it."""

    def test_linnea_does_research_freely(self):
        gate(find("SOC-13"), "research")

    @pytest.mark.parametrize("use", ["clinical", "follow_up"])
    def test_maja_is_refused_without_permission(self, use):
        with pytest.raises(RefusedError) as refused:
            gate(find("SOC-13"), use)
        assert refused.value.sentence.code == "permission_needed"
        assert "skriftligt tillstånd" in refused.value.sentence.sv

    def test_maja_passes_with_a_permission_until_it_ends(self):
        permission = Permission(("clinical",), date(2027, 6, 30), "dnr 2026/123")
        gate(find("SOC-13"), "clinical", permission=permission, on=date(2027, 6, 30))
        with pytest.raises(RefusedError) as refused:
            gate(find("SOC-13"), "clinical", permission=permission, on=date(2027, 7, 1))
        assert refused.value.sentence.code == "permission_expired"
        with pytest.raises(RefusedError):
            gate(find("SOC-13"), "follow_up", permission=permission, on=date(2027, 1, 1))

    @pytest.mark.parametrize("name", ["SOC-13", "SDQ-self", "AUDIT", "CORE-10", "ORS", "ASI"])
    def test_no_items_text_is_shown_of_an_instrument_that_ships_scores_only(self, name):
        with pytest.raises(RefusedError) as refused:
            gate(find(name), "items")
        assert refused.value.sentence.code == "use_not_allowed"

    def test_own_goals_may_be_shown(self):
        for use in USES:
            gate(find("GOAL"), use)

    def test_a_use_that_is_not_known_is_refused(self):
        with pytest.raises(InputError):
            gate(find("SOC-13"), "marketing")


class TestOneInstrument:
    def test_aliases_are_the_same_instrument(self):
        assert same_instrument(["SOC-13", "KASAM-13"], ["1987", "1987"]) == ("SOC-13", "1987")

    def test_two_instruments_are_never_pooled(self):
        with pytest.raises(RefusedError) as refused:
            same_instrument(["SDQ-parent", "SDQ-teacher"])
        assert refused.value.sentence.code == "instruments_mixed"

    def test_two_versions_are_never_pooled(self):
        with pytest.raises(RefusedError) as refused:
            same_instrument(["Trivsel"] * 2, ["1", "2"])
        assert refused.value.sentence.code == "versions_mixed"

    def test_nothing_is_not_an_instrument(self):
        with pytest.raises(TooFewError):
            same_instrument([])


class TestBreaks:
    def test_a_new_definition_is_a_break_with_a_date(self):
        found = definition_breaks([date(2024, 5, 1), "2023-01-01", "2024-02-01"], ["b", "a", "b"])
        assert [(each.day, each.before, each.after) for each in found.breaks] == [("2024-02-01", "a", "b")]
        assert found.warnings[0].code == "definition_changed"

    def test_one_definition_has_no_break(self):
        assert definition_breaks(["2024-01-01", "2023-01-01"], ["a", "a"]).as_dict()["breaks"] == []

    def test_definitions_in_turns_are_told(self):
        found = definition_breaks(["2024-01-01", "2024-02-01", "2024-03-01"], ["a", "b", "a"])
        assert {each.code for each in found.warnings} == {"definition_changed", "definitions_overlap"}

    def test_a_day_must_be_there(self):
        with pytest.raises(InputError):
            definition_breaks(["2024-01-01", None], ["a", "b"])


def test_an_own_instrument_says_what_it_is():
    own = own_definition(
        {"name": "Trivsel", "version": "1", "items": 3, "low": 1, "high": 5, "reversed": [2]}
    )
    assert (own.low, own.high, own.reversed_items, own.missing) == (3, 15, (2,), "none")
    for wrong in ({"low": 5}, {"reversed": [4]}, {"reversed": [1, 1]}, {"prorate": 3}, {"colour": "red"}):
        with pytest.raises(InputError):
            own_definition({"name": "Trivsel", "version": "1", "items": 3, "low": 1, "high": 5} | wrong)


@settings(max_examples=50, deadline=None)
@given(first=ANYTHING, second=ANYTHING)
def test_anything_gives_an_answer_or_a_typed_error(first, second):
    for ask in (
        lambda: find(first),
        lambda: same_instrument(first, second),
        lambda: definition_breaks(first, second),
        lambda: own_definition(
            {"name": "x", "version": "1", "items": 2, "low": 0, "high": 4, "reversed": first}
        ),
        lambda: own_definition({"name": "x", "version": "1", "items": first, "low": 0, "high": second}),
        lambda: own_definition(
            {"name": "x", "version": "1", "items": 2, "low": 0, "high": 4, "subscales": first}
        ),
    ):
        with suppress(EvaluationError):
            ask()

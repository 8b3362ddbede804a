"""The city's own claim, and what may be said instead of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.claims import claim_improvement, expected_rise
from praktiknara.evaluation.errors import EvaluationError, InputError

ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-5, 500)
    | st.floats()
    | st.text(max_size=3)
    | st.lists(st.integers())
)
PERCENTAGE = re.compile(r"\d\s*(%|procent|per ?cent)")
IMPROVED = re.compile(r"förbättr|improv", re.IGNORECASE)


def said(claim):
    return [text for each in (*claim.sentences, *claim.warnings) for text in (each.sv, each.en)]


class TestKasam:
    """145 youths were measured twice, and 133 had a higher score: "92 % förbättrades", the city said."""

    def test_with_220_started_the_bounds_are_told(self):
        claim = claim_improvement(133, 145, started=220)
        swedish = " ".join(each.sv for each in claim.sentences).replace("\xa0", " ")
        assert "133 högre poäng: 92 %" in swedish
        assert "mellan 60 % och 95 %" in swedish
        assert "Av 220 som började följdes 145 upp (66 %)" in swedish
        assert "Helt utan effekt skulle ändå 66 % ha det, och för 11 %" in swedish
        assert "kan inte visa effekt" in swedish
        assert "förbättr" not in swedish
        assert not claim.headline

    def test_when_nobody_knows_how_many_started_it_is_said(self):
        claim = claim_improvement(133, 145)
        assert "started_unknown" in {each.code for each in claim.sentences}
        assert "bounds_of_started" not in {each.code for each in claim.sentences}
        assert claim.worst is claim.best is claim.follow_up_share is None

    def test_with_too_few_followed_up_too_much_is_unknown(self):
        claim = claim_improvement(133, 145, started=290)
        assert any("för mycket är okänt" in each.sv for each in claim.sentences)

    def test_a_reliable_change_may_be_called_one(self):
        claim = claim_improvement(60, 145, started=180, any_increase=False, reliability=0.82)
        assert "en säker förändring till det bättre" in claim.sentences[0].sv
        assert claim.headline
        assert claim.expected_rise is None
        with pytest.raises(InputError) as refused:
            claim_improvement(60, 145, any_increase=False)
        assert refused.value.sentence.code == "reliability_missing"

    def test_where_lower_is_better_it_says_lower(self):
        assert "lägre poäng" in claim_improvement(30, 40, started=50, higher_is_better=False).sentences[0].sv


@settings(max_examples=50, deadline=None)
@given(
    improved=st.integers(0, 300),
    more=st.integers(0, 300),
    lost=st.none() | st.integers(0, 600),
    reliability=st.none() | st.floats(0, 1),
    upwards=st.booleans(),
    entry=st.floats(-3, 3),
    retest=st.floats(0, 0.99),
    level=st.floats(0.5, 0.999),
)
def test_an_increase_is_never_told_as_a_percentage_that_improved(
    improved, more, lost, reliability, upwards, entry, retest, level
):
    completers = max(1, improved + more)
    started = None if lost is None else completers + lost
    claim = claim_improvement(
        improved,
        completers,
        started,
        any_increase=True,
        reliability=reliability,
        higher_is_better=upwards,
        entry_z=entry,
        retest=retest,
        level=level,
    )
    for text in said(claim):
        assert not (PERCENTAGE.search(text) and IMPROVED.search(text))
    assert not claim.headline
    assert any("kan inte visa effekt" in each.sv for each in claim.warnings)
    if started is None:
        assert any("okänd" in each.sv for each in claim.sentences)


class TestExpectedRise:
    def test_the_figures_of_the_example(self):
        found = expected_rise(entry_z=-1, retest=0.7, alpha=0.82)
        assert found.rise == pytest.approx(0.6628, abs=5e-4)
        assert found.rise_reliably == pytest.approx(0.110, abs=5e-4)

    def test_at_the_mean_half_rise(self):
        assert expected_rise(entry_z=0).rise == 0.5

    @settings(max_examples=50)
    @given(z=st.floats(-4, 4), retest=st.floats(0, 0.99), alpha=st.floats(0, 1))
    def test_a_lower_start_rises_more_and_reliable_is_fewer(self, z, retest, alpha):
        found = expected_rise(z, retest, alpha)
        assert 0 <= found.rise_reliably <= found.rise <= 1
        assert expected_rise(z - 0.5, retest, alpha).rise >= found.rise
        assert expected_rise(-z, retest, alpha).rise == pytest.approx(1 - found.rise)

    @pytest.mark.parametrize(
        "wrong", [{"retest": 1}, {"retest": -0.1}, {"alpha": 1.1}, {"level": 1}, {"entry_z": "low"}]
    )
    def test_numbers_outside_their_limits_are_refused(self, wrong):
        with pytest.raises(InputError):
            expected_rise(**wrong)


@settings(max_examples=50, deadline=None)
@given(first=ANYTHING, second=ANYTHING, third=ANYTHING, fourth=ANYTHING)
def test_anything_gives_a_result_or_a_typed_error(first, second, third, fourth):
    for ask in (
        lambda: claim_improvement(first, second, third, any_increase=fourth),
        lambda: claim_improvement(3, 5, first, reliability=second, entry_z=third, retest=fourth),
        lambda: claim_improvement(3, 5, 9, higher_is_better=first, level=second, headline_at=third),
        lambda: expected_rise(first, second, third, fourth),
    ):
        try:
            told = ask().as_dict()
        except EvaluationError:
            continue
        assert isinstance(told["n"], int)

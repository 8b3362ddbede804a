"""Interrupted time series: figures made anew with statsmodels, and what is warned of."""

import math
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.interrupted import interrupted_time_series


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


def series(n=48, level=4.0, rho=0.0, seed=1):
    draw = np.random.default_rng(seed)
    noise = draw.normal(size=n)
    for place in range(1, n):
        noise[place] += rho * noise[place - 1]
    t = np.arange(n)
    return 20 + 0.1 * t + level * (t >= n // 2) + noise


def design(n, before, count_from=0):
    t = np.arange(n) - before
    on = t >= 0
    return np.column_stack([np.ones(n), t, on, (t + count_from) * on]).astype(float)


@pytest.mark.parametrize("lag", [None, 0, 1, 5])
def test_newey_west_is_that_of_statsmodels(lag):
    y = series()
    used = 3 if lag is None else lag
    theirs = sm.OLS(y, design(48, 24)).fit(
        cov_type="HAC", cov_kwds={"maxlags": used, "use_correction": True}, use_t=True
    )

    found = interrupted_time_series(y, before=24, errors="newey-west", lag=lag)

    assert found.lag == used
    assert [found.slope_before.estimate, found.level_change.estimate, found.slope_change.estimate] == (
        pytest.approx(theirs.params[1:])
    )
    assert [found.slope_before.se, found.level_change.se, found.slope_change.se] == pytest.approx(
        theirs.bse[1:]
    )
    assert found.level_change.p == pytest.approx(theirs.pvalues[2])
    assert "newey_west_short_series" in codes(found)


def test_the_jump_can_be_told_at_the_point_before():
    y = series()
    theirs = sm.OLS(y, design(48, 24, 1)).fit()

    found = interrupted_time_series(y, before=24, errors="independent", count_from=1)

    assert found.level_change.estimate == pytest.approx(theirs.params[2])
    assert found.level_change.interval.low == pytest.approx(theirs.conf_int()[2][0])
    assert found.durbin_watson == pytest.approx(sm.stats.durbin_watson(theirs.resid))
    box = sm.stats.acorr_ljungbox(theirs.resid, lags=[9])
    assert found.ljung_box == pytest.approx(float(box.lb_stat.iloc[0]))
    assert found.ljung_box_p == pytest.approx(float(box.lb_pvalue.iloc[0]))


def test_quasi_poisson_is_that_of_statsmodels():
    draw = np.random.default_rng(2)
    people = draw.integers(800, 1200, 48)
    y = draw.poisson(people * np.where(np.arange(48) < 24, 0.05, 0.03))
    theirs = sm.GLM(y, design(48, 24), sm.families.Poisson(), offset=np.log(people)).fit(scale="X2")

    found = interrupted_time_series(y, before=24, model="quasi-poisson", exposure=people)

    assert found.level_change.estimate == pytest.approx(theirs.params[2])
    assert found.level_change.se == pytest.approx(theirs.bse[2])
    assert found.dispersion == pytest.approx(theirs.scale)
    assert found.level_change.ratio == pytest.approx(np.exp(theirs.params[2]))
    assert found.points[-1].fitted == pytest.approx(theirs.fittedvalues[-1])
    last = found.as_dict()["points"][-1]
    assert last["low"] < last["expected"] < last["high"]


def test_negative_binomial_is_that_of_statsmodels():
    draw = np.random.default_rng(3)
    y = draw.negative_binomial(4, 4 / (4 + np.where(np.arange(60) < 30, 40, 25)))
    theirs = sm.NegativeBinomial(y, design(60, 30)).fit(disp=False, maxiter=500)

    found = interrupted_time_series(y, before=30, model="negative-binomial")

    assert found.level_change.estimate == pytest.approx(theirs.params[2], abs=1e-3)
    assert found.dispersion == pytest.approx(theirs.params[-1], rel=1e-2)


def test_autocorrelation_is_found_by_reml():
    y = series(n=120, rho=0.6, seed=3)
    theirs = sm.GLSAR(y, design(120, 60), rho=1).iterative_fit(50)

    found = interrupted_time_series(y, before=60)

    assert found.rho == pytest.approx(float(theirs.model.rho[0]), abs=0.12)
    assert found.level_change.estimate == pytest.approx(theirs.params[2], abs=0.15)
    assert found.level_change.df < 116
    assert "autocorrelation_left" in codes(interrupted_time_series(y, before=60, errors="independent"))


def test_a_series_without_comparison_shows_no_effect():
    found = interrupted_time_series(series(), before=24)

    assert "cannot_show_effect" in codes(found)
    assert "kan inte visa effekt" in found.warnings[0].sv
    assert found.last.estimate == pytest.approx(
        found.level_change.estimate + 23 * found.slope_change.estimate
    )
    assert len(found.chart().curves) == 5


def test_points_in_the_transition_do_not_count():
    y = series()
    y[24:27] += 1000

    found = interrupted_time_series(y, before=24, transition=3, errors="independent")
    without = np.delete(np.arange(48), [24, 25, 26])
    theirs = sm.OLS(y[without], design(48, 27)[without]).fit()

    assert (found.n, found.before, found.after) == (45, 24, 21)
    assert found.level_change.estimate == pytest.approx(theirs.params[2])
    assert found.level_change.se == pytest.approx(theirs.bse[2])
    assert "transition_left_out" in codes(found)


@pytest.mark.parametrize("season", ["harmonic", "month"])
def test_a_season_is_not_taken_for_a_change(season):
    wave = 5 * np.sin(2 * np.pi * np.arange(60) / 12)
    y = series(n=60, level=0.0) + wave

    found = interrupted_time_series(y, before=30, season=season)

    assert abs(found.level_change.estimate) < 1.5
    assert "season_not_modelled" in codes(interrupted_time_series(y, before=30))


def test_too_few_points():
    with pytest.raises(TooFewError):
        interrupted_time_series([1, 2, 3, 2, 5, 6, 7], before=4)
    assert "few_points" in codes(interrupted_time_series([1, 2, 3, 2, 5, 6, 7, 6, 8, 7], before=5))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"values": [4] * 20, "before": 10}, NotEstimableError),
        ({"values": [0] * 10 + [3, 4] * 5, "before": 10, "model": "quasi-poisson"}, NotEstimableError),
        ({"values": [1, None] * 10, "before": 10}, InputError),
        ({"values": [1.5] * 20, "before": 10, "model": "quasi-poisson"}, InputError),
        ({"values": [1, 2] * 10, "before": -1}, InputError),
        ({"values": [1, 2] * 10, "before": 10, "errors": "ar2"}, InputError),
        ({"values": [1, 2] * 10, "before": 10, "exposure": [1] * 20}, InputError),
        ({"values": [1, 2] * 10, "before": 10, "model": "quasi-poisson", "errors": "ar1"}, InputError),
        ({"values": [1, 2] * 10, "before": 10, "season": "month", "cycle": 19}, TooFewError),
    ],
)
def test_what_cannot_be_answered(given, error):
    with pytest.raises(error):
        interrupted_time_series(**given)


@given(st.integers(0, 1000), st.floats(-1000, 1000), st.floats(0.01, 100))
@settings(max_examples=25, deadline=None)
def test_place_and_unit_do_not_matter(seed, shift, scale):
    y = series(n=24, seed=seed)

    one = interrupted_time_series(y, before=12)
    two = interrupted_time_series(y * scale + shift, before=12)

    assert two.level_change.estimate == pytest.approx(
        one.level_change.estimate * scale, rel=1e-3, abs=1e-4 * scale
    )
    assert two.level_change.se == pytest.approx(one.level_change.se * scale, rel=1e-3)


messy = st.one_of(st.none(), st.booleans(), st.integers(-3, 50), st.floats(), st.text(max_size=2))


@given(
    st.lists(messy, max_size=12)
    | st.lists(st.floats(-1e99, 1e99), min_size=8, max_size=20)
    | st.lists(st.integers(0, 10**11), min_size=8, max_size=20)
    | st.lists(st.integers(0, 2), min_size=8, max_size=20),
    st.integers(-1, 12),
    st.sampled_from(["linear", "quasi-poisson", "negative-binomial"]),
    st.sampled_from([None, "newey-west", "independent"]),
    st.sampled_from([None, "harmonic", "month"]),
    st.integers(2, 5),
)
@settings(max_examples=50, deadline=None)
def test_nothing_but_documented_errors(values, before, model, errors, season, cycle):
    assert answered(
        lambda: interrupted_time_series(
            values, before, model=model, errors=errors, season=season, cycle=cycle
        )
    )

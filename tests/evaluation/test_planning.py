"""Plans: the figures of the textbooks, and what must hold of any plan."""

import inspect
import json
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktiknara.evaluation import planning
from praktiknara.evaluation.charts.data import CurveChart
from praktiknara.evaluation.errors import EvaluationError, InputError, NotEstimableError, RefusedError
from praktiknara.evaluation.planning.events import event_share

FEW = settings(max_examples=25, deadline=None)


def test_the_events_persons_and_time_of_a_published_design():
    """Control median 20 months, hazard ratio .5, power .90: a fixed accrual, and a known rate of six a month."""
    fixed = planning.sample_size_survival(0.5, median=20, accrual=24, follow_up=12, power=0.9)
    assert fixed.events == pytest.approx(87.4793, abs=5e-5)
    assert pytest.approx(197.1152, abs=0.02) == fixed.N
    assert fixed.events_expected == pytest.approx(fixed.events)
    rate = planning.sample_size_survival(0.5, median=20, accrual_rate=6, follow_up=12, power=0.9)
    assert pytest.approx(182.1759, abs=0.02) == rate.N
    assert rate.accrual_time == pytest.approx(30.36265, abs=0.005)
    assert rate.total_time == pytest.approx(42.36265, abs=0.005)


def test_follow_up_time_is_found_when_accrual_and_rate_are_known():
    fixed = planning.sample_size_survival(0.5, median=20, accrual=24, follow_up=12, power=0.9)
    back = planning.sample_size_survival(0.5, median=20, accrual=24, accrual_rate=fixed.N / 24, power=0.9)
    assert back.follow_up_time == pytest.approx(12, abs=1e-6)
    with pytest.raises(NotEstimableError, match="Never"):
        planning.sample_size_survival(0.5, median=20, accrual=24, accrual_rate=3, power=0.9)


def test_events_by_the_calendar_of_a_published_design():
    """Fifteen persons a month for 18 months, hazards .03466 and .01733: events at each look, also while persons come."""
    for months, events in (
        (11.2631, 22.26962),
        (16.2875, 44.53924),
        (20.4926, 66.80886),
        (25.13323, 89.07847),
    ):
        shares = (event_share(hazard, 0, 18, months) for hazard in (0.03466, 0.01733))
        assert 135 * sum(shares) == pytest.approx(events, abs=1e-3)


def test_accrual_can_be_long_enough_already():
    plan = planning.sample_size_survival(0.5, median=20, accrual=24, accrual_rate=60, power=0.9)
    assert plan.follow_up_time == 0
    assert "reached_during_accrual" in {each.code for each in plan.warnings}


def test_rates_compared_as_lachin_and_foulkes():
    """Lachin 1981: hazards .3 and .2, three years of accrual, five in all, one-sided .05, power .90: 378 persons."""
    plan = planning.sample_size_survival(
        2 / 3, hazard=0.3, accrual=3, follow_up=2, power=0.9, sides=1, method="lachin_foulkes"
    )
    assert plan.n == 378


def test_freedman_with_known_shares_of_events():
    plan = planning.sample_size_log_rank(0.7, p1=0.3707, p2=0.4890, power=0.8)
    assert plan.n_per_group == 294
    assert plan.events == pytest.approx(252.036, abs=0.001)


def test_freedmans_power_and_a_covariate_that_follows_the_effort():
    """Rosner's example with 200 + 200 has power .64; exposure .408, 15 % events, HR 2 and rho .344 take 512 persons."""
    events = 200 * (0.3707 + 0.4890)
    assert planning.power_log_rank(0.7, events, method="freedman").power == pytest.approx(0.64, abs=0.005)
    plan = planning.sample_size_log_rank(
        2, p1=0.15, p2=0.15, ratio=0.592 / 0.408, method="schoenfeld", design_effect=1 / (1 - 0.344**2)
    )
    assert plan.n == 512


@pytest.mark.parametrize(
    ("difference", "power", "strict", "n_exact", "n"),
    [
        (1, 0.9, False, 22.02110, 23),
        (0.5, 0.8, False, 63.76576, 64),
        (0.5, 0.8, True, 63.76561, 64),
        (0.2, 0.8, True, 393.4057, 394),
        (0.8, 0.8, True, 25.52458, 26),
    ],
)
def test_two_means_as_in_the_tables(difference, power, strict, n_exact, n):
    plan = planning.sample_size_two_means(difference, power=power, strict=strict)
    assert plan.n_exact == pytest.approx(n_exact, abs=6e-5)
    assert plan.n_per_group == n
    assert plan.n == 2 * n


def test_pairs_and_shares_as_in_the_tables():
    assert planning.sample_size_paired(0.5).n == 34
    assert planning.sample_size_paired(0.5, strict=True).n_exact == pytest.approx(33.36713, abs=5e-5)
    assert planning.sample_size_two_shares(0.50, 0.75, power=0.9).n_exact == pytest.approx(76.7, abs=0.05)
    assert planning.power_two_shares(0.50, 0.75, 50, 50).power == pytest.approx(0.740, abs=5e-4)
    assert planning.power_two_means(1, 20, 20).power == pytest.approx(0.8689528, abs=1e-6)


def test_cohens_h_one_sided():
    """h = .3 with 80 in each group, one-sided .05: power .5997."""
    p = math.sin(math.asin(math.sqrt(0.5)) + 0.15) ** 2
    found = planning.power_two_shares(p, 0.5, 80, 80, sides=1, method="arcsine").power
    assert found == pytest.approx(0.5997, abs=5e-5)


def test_sixty_and_sixty_youths_are_never_enough():
    """35 % relapse a year, hazard ratio .7: 247 events are needed and 120 are possible."""
    plan = planning.needed_follow_up(60, 60, yearly_risk=0.35, hazard_ratio=0.7)
    assert not plan.reachable
    assert plan.years is None
    assert math.ceil(plan.events_needed) == 247
    assert plan.events_possible == 120
    assert plan.sentence.sv.startswith("Aldrig")
    assert "247" in plan.sentence.sv
    assert "120" in plan.sentence.sv
    assert plan.as_dict()["years"] is None


def test_a_hundred_and_a_hundred_need_more_than_five_years():
    plan = planning.needed_follow_up(100, 100, yearly_risk=0.20, hazard_ratio=0.6)
    assert plan.reachable
    assert plan.years == pytest.approx(5.3, abs=0.05)
    assert plan.as_dict()["power_1"] == pytest.approx(0.31, abs=0.005)
    assert "5,3 år" in plan.sentence.sv
    assert "5.3 years" in plan.sentence.en
    assert "31 %" in plan.sentence.sv.replace("\xa0", " ")
    chart = plan.chart()
    assert isinstance(chart, CurveChart)
    assert chart.lines[0][1] == 0.8
    powers = [power for _, power in chart.curves[0][1]]
    assert all(before <= after + 1e-12 for before, after in pairwise(powers))


def test_those_who_leave_can_make_it_never():
    """Without drop-out it takes 5.3 years; when half leave each year there will never be 121 events."""
    assert planning.needed_follow_up(100, 100, 0.2, 0.6, drop_out=0.1).reachable
    plan = planning.needed_follow_up(100, 100, 0.2, 0.6, drop_out=0.5)
    assert plan.years is None
    assert plan.events_possible < plan.events_needed


def test_a_horizon_is_told_apart_from_never():
    plan = planning.needed_follow_up(100, 100, 0.2, 0.6, horizon=3)
    assert not plan.reachable
    assert plan.years is not None
    assert plan.sentence.code == "not_in_time"


def test_accrual_adds_about_half_of_itself():
    at_once = planning.needed_follow_up(300, 300, 0.2, 0.6).years
    slowly = planning.needed_follow_up(300, 300, 0.2, 0.6, accrual=1).years
    assert at_once is not None
    assert slowly is not None
    assert slowly - at_once == pytest.approx(0.5, abs=0.05)


def test_power_by_date_agrees_with_the_years():
    plan = planning.power_by_date("2027-01-01", ["2028-01-01", "2033-01-01"], 100, 100, 0.2, 0.6)
    years = planning.needed_follow_up(100, 100, 0.2, 0.6).years
    assert plan.date_reached is not None
    assert years is not None
    assert (plan.date_reached - plan.start).days == math.ceil(years * 365.25)
    assert plan.as_dict()["date_reached"] == "2032-04-24"
    with pytest.raises(InputError) as refused:
        planning.power_by_date("2027-01-01", ["2028-01-01", "2026-01-01"], 100, 100, 0.2, 0.6)
    assert refused.value.where == "dates[1]"


def test_precision_reaches_the_width_and_no_more():
    plan = planning.precision_mean(3, sd=10)
    from scipy.stats import t

    assert t.ppf(0.975, plan.n - 1) * 10 / math.sqrt(plan.n) <= 3
    assert t.ppf(0.975, plan.n - 2) * 10 / math.sqrt(plan.n - 1) > 3
    assert planning.precision_mean(3, sd=10, method="z").n == 43
    assert planning.precision_mean(3, sd=10, assurance=0.9).n > plan.n
    assert planning.precision_share(0.05, method="wald").n == 385
    assert planning.precision_share(0.05, method="wald", population=1000).n == 278


@FEW
@given(st.floats(0.0, 1.0), st.floats(0.01, 0.3), st.sampled_from([0.9, 0.95, 0.99]))
def test_wilsons_interval_has_the_width_that_was_planned(p, half_width, level):
    from statsmodels.stats.proportion import proportion_confint

    n = planning.precision_share(half_width, p, level).n_exact
    if n > 1:
        low, high = proportion_confint(p * n, n, 1 - level, "wilson")
        assert (high - low) / 2 == pytest.approx(half_width, rel=1e-6)


def test_clusters_population_and_drop_out_are_counted_in():
    assert planning.design_effect(20, 0.05).design_effect == pytest.approx(1.95)
    assert planning.design_effect(20, 0.05, cv=0.5).design_effect == pytest.approx(1 + (1.25 * 20 - 1) * 0.05)
    plain = planning.sample_size_two_means(0.5)
    clustered = planning.sample_size_two_means(0.5, design_effect=1.95, drop_out=0.2)
    assert clustered.n1 == math.ceil(plain.n_exact * 1.95)
    assert clustered.n_start == math.ceil(clustered.n / 0.8)
    assert (
        planning.precision_share(0.05, population=50, drop_out=0.3).warnings[0].code == "population_too_small"
    )


def test_power_is_not_computed_afterwards():
    for call in (
        lambda: planning.power_two_means(0.4, 20, 20, observed=True),
        lambda: planning.power_paired(0.4, 20, observed=True),
        lambda: planning.power_two_shares(0.4, 0.5, 20, 20, observed=True),
        lambda: planning.power_log_rank(0.7, 40, observed=True),
    ):
        with pytest.raises(RefusedError, match="interval"):
            call()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: planning.sample_size_two_means(0), "no_effect"),
        (lambda: planning.needed_events(1), "no_effect"),
        (lambda: planning.sample_size_two_shares(0.4, 0.4), "no_effect"),
        (lambda: planning.sample_size_two_shares(40, 50), "out_of_range"),
        (lambda: planning.needed_follow_up(60, 60, 35, 0.7), "out_of_range"),
        (lambda: planning.sample_size_two_means(0.5, power=0.04), "power_out_of_range"),
        (lambda: planning.sample_size_two_means(json.loads('"0,5"')), "not_a_number"),
        (lambda: planning.sample_size_survival(0.5, accrual=1, follow_up=1), "hazard_or_median"),
        (lambda: planning.sample_size_survival(0.5, hazard=1, accrual=1), "two_of_three"),
        (lambda: planning.minimum_detectable_effect("two_means", 20, 20), "parameter_missing"),
        (lambda: planning.power_by_date("1 jan", ["2027-01-01"], 9, 9, 0.2, 0.5), "not_a_date"),
    ],
)
def test_what_cannot_be_planned_is_refused(call, code):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.sentence.code == code


def test_a_change_in_one_group_cannot_show_effect():
    assert "kan inte visa effekt" in planning.sample_size_paired(0.5).warnings[0].sv


@FEW
@given(st.floats(0.01, 3), st.floats(0, 2), st.floats(0, 5), st.floats(0.01, 10))
def test_share_with_the_event_is_what_integration_gives(hazard, loss, accrual, time):
    come = np.linspace(0, min(accrual, time), 20001)
    total = hazard + loss
    had = hazard / total * -np.expm1(-total * (time - come))
    part = min(accrual, time) / accrual if accrual > 1e-9 else 1.0
    told = float(np.trapezoid(had, come)) / min(accrual, time) * part if accrual > 1e-9 else float(had[0])
    assert event_share(hazard, loss, accrual, time) == pytest.approx(told, rel=1e-5, abs=1e-9)


@FEW
@given(
    st.floats(0.1, 2),
    st.floats(0.55, 0.98),
    st.floats(0.001, 0.2),
    st.floats(0.2, 5),
    st.sampled_from([1, 2]),
)
def test_size_gives_the_power_and_grows_as_it_should(d, power, alpha, ratio, sides):
    plan = planning.sample_size_two_means(d, power=power, alpha=alpha, ratio=ratio, sides=sides)
    assert planning.power_two_means(d, plan.n1, plan.n2 or 0, alpha=alpha, sides=sides).power >= power - 1e-9
    assert (
        planning.sample_size_two_means(d * 1.1, power=power, alpha=alpha, ratio=ratio, sides=sides).n
        <= plan.n
    )
    same = planning.sample_size_two_means(d * 7, sd=7, power=power, alpha=alpha, ratio=ratio, sides=sides)
    assert same.n_exact == pytest.approx(plan.n_exact, rel=1e-9)
    assert planning.sample_size_two_means(-d, power=power, alpha=alpha, ratio=ratio, sides=sides).n == plan.n


@FEW
@given(
    st.floats(0.02, 0.98),
    st.floats(0.02, 0.98),
    st.floats(0.55, 0.98),
    st.sampled_from(["pooled", "unpooled", "arcsine", "continuity"]),
)
def test_shares_give_the_power_planned_for_and_do_not_mind_which_is_called_first(p1, p2, power, method):
    if abs(p1 - p2) < 0.02:
        return
    plan = planning.sample_size_two_shares(p1, p2, power=power, method=method)
    assert planning.power_two_shares(p1, p2, plan.n1, plan.n2 or 0, method=method).power >= power - 1e-9
    turned = planning.sample_size_two_shares(p2, p1, power=power, method=method)
    other = planning.sample_size_two_shares(1 - p1, 1 - p2, power=power, method=method)
    assert turned.n_exact == pytest.approx(plan.n_exact, rel=1e-9)
    assert other.n_exact == pytest.approx(plan.n_exact, rel=1e-7)


@FEW
@given(
    st.integers(20, 400),
    st.integers(20, 400),
    st.floats(0.02, 0.6),
    st.floats(0.3, 0.9),
    st.floats(0, 0.4),
    st.floats(0, 4),
)
def test_follow_up_shortens_with_persons_and_lengthens_with_drop_out(n1, n2, risk, hr, drop_out, accrual):
    def years(**more):
        told = {"n1": n1, "n2": n2, "yearly_risk": risk, "hazard_ratio": hr, "accrual": accrual}
        found = planning.needed_follow_up(**(told | {"drop_out": drop_out} | more)).years
        return math.inf if found is None else found

    base = years()
    assert years(n1=2 * n1, n2=2 * n2) <= base * (1 + 1e-9)
    assert years(drop_out=drop_out + 0.2) >= base * (1 - 1e-9)
    assert years(accrual=accrual + 1) >= base * (1 - 1e-9)
    assert years(power=0.9) >= base * (1 - 1e-9)
    if math.isfinite(base):
        plan = planning.needed_follow_up(n1, n2, risk, hr, accrual=accrual, drop_out=drop_out, at=[base])
        assert plan.power_at[0] == pytest.approx(0.8, abs=1e-6)


@FEW
@given(st.floats(0.02, 0.5), st.floats(0.3, 0.8), st.floats(0.1, 10))
def test_the_unit_of_time_does_not_matter(hazard, hr, scale):
    plan = planning.sample_size_survival(hr, hazard=hazard, accrual=2, follow_up=3, loss_hazard=0.05)
    other = planning.sample_size_survival(
        hr, hazard=hazard / scale, accrual=2 * scale, follow_up=3 * scale, loss_hazard=0.05 / scale
    )
    assert pytest.approx(plan.N, rel=1e-9) == other.N


@FEW
@given(st.integers(10, 500), st.integers(10, 500), st.floats(0.1, 0.9), st.floats(0.6, 0.95))
def test_the_smallest_effect_has_the_power_it_was_asked_for(n1, n2, p2, power):
    mean = planning.minimum_detectable_effect("two_means", n1, n2, sd=3, power=power)
    assert planning.power_two_means(mean.effect, n1, n2, sd=3).power == pytest.approx(power, abs=1e-6)
    pairs = planning.minimum_detectable_effect("paired", n1, sd=3, power=power)
    assert planning.power_paired(pairs.effect, n1, sd=3).power == pytest.approx(power, abs=1e-6)
    try:
        share = planning.minimum_detectable_effect("two_shares", n1, n2, p2=p2, power=power)
    except NotEstimableError:
        return
    for p1 in (share.low, share.high):
        if p1 is not None and 0 < p1 < 1:
            assert planning.power_two_shares(p1, p2, n1, n2).power == pytest.approx(power, abs=1e-6)


def test_the_smallest_hazard_ratio_is_the_one_the_follow_up_is_planned_for():
    found = planning.minimum_detectable_effect(
        "two_hazards", 100, 100, yearly_risk=0.2, years=5.3109, power=0.8
    )
    assert found.low == pytest.approx(0.6, abs=1e-4)
    assert found.high is not None
    assert found.high > 1
    with pytest.raises(NotEstimableError):
        planning.minimum_detectable_effect("two_hazards", 3, 3, yearly_risk=0.01, years=1)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 300),
    st.integers(),
    st.floats(0, 1),
    st.floats(),
    st.text(max_size=4),
    st.lists(st.floats(0, 20), max_size=3),
    st.sampled_from(
        ["two_hazards", "paired", "two_shares", "2027-01-01", ["2028-01-01"], "wilson", "freedman"]
    ),
)


@pytest.mark.parametrize("name", planning.ANALYSES)
@FEW
@given(data=st.data())
def test_only_the_documented_errors_come_out(name, data):
    function = getattr(planning, name)
    arguments = {
        each.name: data.draw(anything, each.name)
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty or data.draw(st.integers(0, 3)) == 0
    }
    try:
        found = function(**arguments)
    except EvaluationError:
        return
    assert found.as_dict()


@pytest.mark.parametrize("name", planning.ANALYSES)
@FEW
@given(data=st.data())
def test_extreme_but_allowed_values_give_an_answer_or_a_documented_error(name, data):
    tame = {
        "design": st.sampled_from(["two_means", "paired", "two_shares", "two_hazards"]),
        "method": st.nothing(),
        "at": st.just([0, 1000]),
        "start": st.just("2027-01-01"),
        "dates": st.just(["9999-12-31"]),
    }
    number = st.one_of(
        st.sampled_from([1e-12, 1e-6, 0.01, 0.05, 0.5, 0.999999, 1, 2, 10, 1e3, 1e6, 1e9]),
        st.floats(1e-9, 1e9),
        st.integers(2, 2**53),
    )
    function = getattr(planning, name)
    arguments = {
        each.name: data.draw(tame.get(each.name, number), each.name)
        for each in inspect.signature(function).parameters.values()
        if each.name != "method" and (each.default is each.empty or data.draw(st.integers(0, 2)) == 0)
    }
    try:
        found = function(**arguments)
    except EvaluationError:
        return
    for value in found.as_dict().values():
        assert not (isinstance(value, float) and math.isnan(value))

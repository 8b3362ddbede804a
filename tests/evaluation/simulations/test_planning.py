"""The power and the width that plans promise are those that samples give."""

import math

import numpy as np
import pytest

from praktiknara.evaluation import planning

pytestmark = pytest.mark.simulation
CLOSE = 0.03


def told(what, promised, found):
    print(f"\n{what}: promised {promised:.3f}, simulated {found:.3f}")
    assert abs(found - promised) <= CLOSE


def t_limit(df, sides=2):
    from scipy.special import stdtrit

    return stdtrit(df, 1 - 0.05 / sides)


@pytest.mark.parametrize(
    ("d", "n1", "n2", "sides"), [(0.5, 64, 64, 2), (0.5, 40, 90, 2), (1.0, 12, 12, 2), (0.3, 100, 100, 1)]
)
def test_two_means(d, n1, n2, sides):
    draw, times = np.random.default_rng(1), 20_000
    first, second = draw.normal(d, 1, (times, n1)), draw.normal(0, 1, (times, n2))
    pooled = (first.var(axis=1, ddof=1) * (n1 - 1) + second.var(axis=1, ddof=1) * (n2 - 1)) / (n1 + n2 - 2)
    t = (first.mean(axis=1) - second.mean(axis=1)) / np.sqrt(pooled * (1 / n1 + 1 / n2))
    found = float(np.mean((np.abs(t) if sides == 2 else t) > t_limit(n1 + n2 - 2, sides)))
    told(
        f"two means d={d} {n1}+{n2}, {sides} sides",
        planning.power_two_means(d, n1, n2, sides=sides).power,
        found,
    )


@pytest.mark.parametrize(("d", "n"), [(0.5, 34), (0.3, 60), (0.8, 10)])
def test_paired(d, n):
    change = np.random.default_rng(2).normal(d, 1, (40_000, n))
    t = change.mean(axis=1) / (change.std(axis=1, ddof=1) / math.sqrt(n))
    told(f"paired d={d} n={n}", planning.power_paired(d, n).power, float(np.mean(np.abs(t) > t_limit(n - 1))))


@pytest.mark.parametrize(
    ("p1", "p2", "n1", "n2"),
    [(0.5, 0.75, 77, 77), (0.3, 0.5, 60, 150), (0.6, 0.5, 400, 400), (0.1, 0.25, 100, 100)],
)
def test_two_shares(p1, p2, n1, n2):
    draw, times = np.random.default_rng(3), 100_000
    x, y = draw.binomial(n1, p1, times), draw.binomial(n2, p2, times)
    mean = (x + y) / (n1 + n2)
    z = (x / n1 - y / n2) / np.sqrt(mean * (1 - mean) * (1 / n1 + 1 / n2))
    found = float(np.mean(np.abs(z) > 1.959964))
    told(f"shares {p1} and {p2}, {n1}+{n2}", planning.power_two_shares(p1, p2, n1, n2).power, found)


def log_rank(time, event, first):
    """The log-rank statistic of each row; no two times are alike."""
    order = np.argsort(time, axis=1)
    event, first = np.take_along_axis(event, order, 1), np.take_along_axis(first, order, 1)
    at_risk = np.arange(time.shape[1], 0, -1)
    share = np.cumsum(first[:, ::-1], axis=1)[:, ::-1] / at_risk
    observed = np.sum(event * (first - share), axis=1)
    return observed / np.sqrt(np.sum(event * share * (1 - share), axis=1))


def followed(n1, n2, years, accrual, loss, times, seed, hazard_1, hazard_2):
    draw = np.random.default_rng(seed)
    first = np.broadcast_to(np.arange(n1 + n2) < n1, (times, n1 + n2)).astype(float)
    until = draw.exponential(np.where(first == 1, 1 / hazard_1, 1 / hazard_2))
    left = draw.exponential(1 / loss, until.shape) if loss else np.full(until.shape, np.inf)
    end = np.minimum(left, years - draw.uniform(0, accrual, until.shape))
    return float(
        np.mean(np.abs(log_rank(np.minimum(until, end), (until <= end).astype(float), first)) > 1.959964)
    )


@pytest.mark.parametrize(
    ("n1", "n2", "risk", "hr", "accrual", "drop_out", "years"),
    [
        (100, 100, 0.20, 0.6, 0.0, 0.0, 5.3109),
        (100, 100, 0.20, 0.6, 0.0, 0.0, 1.0),
        (200, 200, 0.35, 0.7, 2.0, 0.1, None),
        (200, 300, 0.15, 0.65, 1.0, 0.05, None),
        (60, 60, 0.35, 0.7, 0.0, 0.0, 10.0),
    ],
)
def test_follow_up(n1, n2, risk, hr, accrual, drop_out, years):
    plan = planning.needed_follow_up(n1, n2, risk, hr, accrual=accrual, drop_out=drop_out)
    end = plan.years if years is None else years
    assert end is not None
    promised = planning.needed_follow_up(
        n1, n2, risk, hr, accrual=accrual, drop_out=drop_out, at=[end]
    ).power_at[0]
    loss = -math.log(1 - drop_out)
    found = followed(n1, n2, end, accrual, loss, 4000, 4, plan.hazard_1, plan.hazard_2)
    told(
        f"log-rank {n1}+{n2}, risk {risk}, HR {hr}, accrual {accrual}, loss {drop_out}, {end:.2f} years",
        promised,
        found,
    )


@pytest.mark.parametrize("method", ["schoenfeld", "freedman", "lachin_foulkes"])
def test_persons_for_a_survival_comparison(method):
    plan = planning.sample_size_survival(
        0.6, hazard=0.3, accrual=1, follow_up=3, loss_hazard=0.05, method=method
    )
    found = followed(plan.n1, plan.n2, 4.0, 1.0, 0.05, 4000, 5, plan.hazard_1, plan.hazard_2)
    told(f"{method}, {plan.n} persons", 0.8, found)


def test_the_half_width_of_a_mean():
    draw, times = np.random.default_rng(6), 20_000
    for assurance, promised in ((None, 0.5), (0.9, 0.9)):
        plan = planning.precision_mean(3, sd=10, assurance=assurance)
        sd = draw.normal(0, 10, (times, plan.n)).std(axis=1, ddof=1)
        half = t_limit(plan.n - 1) * sd / math.sqrt(plan.n)
        print(f"\nhalf-width of a mean, n={plan.n}: wanted 3, on average {half.mean():.3f}")
        assert half.mean() <= 3 * (1 + CLOSE)
        if assurance is not None:
            told(f"half-width at most 3, assurance {assurance}", promised, float(np.mean(half <= 3)))
        else:
            assert half.mean() == pytest.approx(3, rel=CLOSE)


def test_the_half_width_of_a_share():
    draw = np.random.default_rng(7)
    for p in (0.1, 0.3, 0.5):
        n = planning.precision_share(0.06, p).n
        found = draw.binomial(n, p, 20_000) / n
        z = 1.959964
        half = z / (1 + z**2 / n) * np.sqrt(found * (1 - found) / n + z**2 / (4 * n**2))
        print(f"\nWilson half-width p={p}, n={n}: wanted 0.060, on average {half.mean():.4f}")
        assert half.mean() == pytest.approx(0.06, rel=CLOSE)


def test_clusters():
    """Forty units of twenty, half of them with the effort: the t test of their means has the power promised."""
    draw, times, units, size, icc = np.random.default_rng(8), 20_000, 20, 20, 0.05
    deff = planning.design_effect(size, icc).design_effect
    spread = math.sqrt(icc + (1 - icc) / size)
    first, second = draw.normal(0.28, spread, (times, units)), draw.normal(0, spread, (times, units))
    pooled = (first.var(axis=1, ddof=1) + second.var(axis=1, ddof=1)) / 2
    t = (first.mean(axis=1) - second.mean(axis=1)) / np.sqrt(pooled * 2 / units)
    found = float(np.mean(np.abs(t) > t_limit(2 * units - 2)))
    promised = planning.power_two_means(0.28, units * size, units * size, design_effect=deff).power
    told("two means in clusters", promised, found)

"""Straight lines over time, with each person's own level and slope."""

import math

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.common.cautions import CHANGE_ONLY
from praktiknara.evaluation.read import Table
from praktiknara.evaluation.repeated.contrasts import MISSING, NO_KENWARD, Contrasts, boundary_warning, enough
from praktiknara.evaluation.repeated.long_table import read_long
from praktiknara.evaluation.repeated.mixed import fit_mixed
from praktiknara.evaluation.repeated.result import GrowthResult


def growth_model(
    data: Table,
    *,
    person: str = "person",
    time: str = "time",
    value: str = "value",
    group: str | None = None,
    version: str | None = None,
    low: float | None = None,
    high: float | None = None,
    random_slope: bool = True,
    method: str = "REML",
    randomised: bool = False,
    level: float = 0.95,
) -> GrowthResult:
    """Estimate change per unit of time as a straight line, with each person's own level and slope.

    Formula: y = β₀ + β₁ time (by group) + u₀ + u₁ time + e, with (u₀, u₁) normal with any covariance and e normal,
    by "REML" or "ML". Slopes with t intervals on persons − 2 × groups degrees of freedom, or, without a random slope,
    on N − persons − groups. Time is a number in any unit. Other parameters and errors are those of
    `repeated_measures`; a model that finds no solution raises NotEstimableError.

    Assumes a straight line, values missing at random, and normal levels and slopes.

    Source: Laird & Ware 1982, Biometrics 38:963.

    Example:
        >>> rows = {"person": [1, 1, 1, 2, 2, 2, 3, 3, 3], "time": [0, 1, 2] * 3,
        ...         "value": [5.0, 6.2, 6.9, 3.1, 4.0, 5.2, 4.0, 5.5, 6.1]}
        >>> round(growth_model(rows, random_slope=False).slopes[0].estimate, 3)
        1.017
    """
    table = read_long(data, person, time, value, group, version, None, low, high)
    reml = read.choice(method, "method", ("REML", "ML")) == "REML"
    own_slope = read.flag(random_slope, "random_slope")
    drawn = read.flag(randomised, "randomised")
    read.share(level, "level", open_ends=True)
    enough(table)
    groups = len(table.groups)
    points = np.asarray(table.clock)
    scale = float(np.abs(points).max())
    clock = points[table.time] / scale
    x = np.zeros((len(clock), 2 * groups))
    x[:, 0], x[:, 1] = 1.0, clock
    for g in range(1, groups):
        x[:, 2 * g] = table.group == g
        x[:, 2 * g + 1] = x[:, 2 * g] * clock
    z = x[:, :2] if own_slope else x[:, :1]
    fit = fit_mixed(table.value, x, z, table.person, reml=reml)
    free = table.persons - 2 * groups if own_slope else len(clock) - table.persons - groups
    maker = Contrasts(fit, max(1.0, float(free)), level, scale)
    rows = np.eye(2 * groups)
    counted = np.bincount(table.group, minlength=groups)
    slopes = tuple(
        maker.of(rows[1] + (rows[2 * g + 1] if g else 0), "per unit", table.groups[g], int(counted[g]))
        for g in range(groups)
    )
    differences = tuple(
        maker.of(rows[2 * g + 1], "per unit", table.groups[g], int(counted[g])) for g in range(1, groups)
    )
    spread = np.sqrt(np.diag(fit.random))
    together = float(spread.prod()) if own_slope else 0.0
    return GrowthResult(
        n=len(clock),
        warnings=(
            *table.warnings(),
            *boundary_warning(fit),
            NO_KENWARD,
            *(() if drawn and groups > 1 else (CHANGE_ONLY,)),
        ),
        assumptions=(MISSING,),
        persons=table.persons,
        method=method,
        level=level,
        interval="t, between-person degrees of freedom"
        if own_slope
        else "t, within-person degrees of freedom",
        intercept=float(fit.beta[0]),
        intercept_se=math.sqrt(fit.covariance[0, 0]),
        slopes=slopes,
        differences=differences,
        sigma=math.sqrt(fit.residual),
        sd_intercept=float(spread[0]),
        sd_slope=float(spread[1]) / scale if own_slope else None,
        correlation=float(np.clip(fit.random[0, 1] / together, -1, 1)) if together > 0 else None,
        loglik=fit.loglik - (groups * math.log(scale) if reml else 0.0),
    )

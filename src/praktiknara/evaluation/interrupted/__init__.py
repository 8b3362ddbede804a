"""Interrupted time series: whether a series took another level or direction at a time that was given beforehand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.common import linear as _linear
from praktiknara.evaluation.comparison.means import direction
from praktiknara.evaluation.errors import InputError, NotEstimableError, TooFewError
from praktiknara.evaluation.interrupted import fits as _series_fits
from praktiknara.evaluation.interrupted.fits import SeriesFit
from praktiknara.evaluation.interrupted.result import (
    WANTED,
    Change,
    Interrupted,
    SeriesPoint,
    assumptions_of,
    cautions,
    residual_cautions,
)
from praktiknara.evaluation.read import Column, Floats
from praktiknara.evaluation.result import Interval

ANALYSES = ("interrupted_time_series",)

_FEWEST = 4


def interrupted_time_series(
    values: Column,
    before: int,
    model: str = "linear",
    exposure: Column | None = None,
    errors: str | None = None,
    lag: int | None = None,
    season: str | None = None,
    cycle: int = 12,
    harmonics: int = 1,
    transition: int = 0,
    count_from: int = 0,
    level: float = 0.95,
) -> Interrupted:
    """Tell how a series changed level and slope at a point that was known before the data were seen.

    Formula:
        y_t = a + b·t + level·D_t + slope·(t − T + count_from)·D_t + season, where T is the first point after the break
        and D_t is 1 from there. `count_from` 0 puts the jump at that first point, 1 at the point before it.
        Models: "linear"; "quasi-poisson" and "negative-binomial" with log link and log(exposure) as offset.
        Errors: "ar1" (generalised least squares with autocorrelation by REML, t with Satterthwaite's degrees of
        freedom; the default for "linear"), "newey-west" (Bartlett weights to `lag`, by default
        ⌊4 (n/100)^(2/9)⌋, times n/(n−k), t on n − k) or "independent" (the default for counts; quasi-Poisson
        scales by Pearson's dispersion). Season: "harmonic" pairs of sine and cosine, or "month" with one level a place
        in the `cycle`. Points in `transition` are given a level each and so tell nothing of the change.

    Units and shapes:
        `values`: one number a period, equally far apart, none missing; `before` counts those before the break.
        Slopes are per period.

    Assumptions:
        The line would have gone on; nothing else changed at the break; the break was not chosen from the data.

    Raises:
        TooFewError: fewer than four points on either side, or fewer points than quantities.
        NotEstimableError: a series that never varies, or counts that are all zero on one side.
        InputError: a missing or impossible value, or an unknown choice.

    Source:
        Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017; Newey & West 1987; Turner et al. 2021 (REML).

    Example:
        >>> series = [10, 12, 11, 13, 12, 14, 13, 15, 20, 19, 21, 22, 21, 23, 22, 24]
        >>> found = interrupted_time_series(series, before=8, errors="independent")
        >>> round(found.level_change.estimate, 2), round(found.slope_change.estimate, 2)
        (4.43, 0.0)
    """
    counted = read.choice(model, "model", ("linear", "quasi-poisson", "negative-binomial")) != "linear"
    default = "independent" if counted else "ar1"
    errors = read.choice(
        default if errors is None else errors, "errors", ("ar1", "newey-west", "independent")
    )
    _suits(model, errors, exposure)
    level = read.share(level, "level", open_ends=True)
    y = (
        read.counts(values, "values", high=10**12).astype(float)
        if counted
        else read.numbers(values, "values", low=-1e100, high=1e100)
    )
    n = len(y)
    before = read.whole(before, "before")
    transition = read.whole(transition, "transition")
    first = before + transition
    _enough(before, n - first)
    x, names = _design(
        n, first, before, read.whole(count_from, "count_from", high=1), season, cycle, harmonics
    )
    steps = _lag(lag, n) if errors == "newey-west" else None
    offset, place, unit = np.zeros(n), 0.0, 1.0
    if exposure is not None:
        given = read.numbers(exposure, "exposure", low=1e-9, high=1e15)
        read.same_length(values=y, exposure=given)
        offset = np.log(given)
    if not counted:
        place = float(y.min())
        unit = _linear.power_of_two(float((y - place).max()))
        y = (y - place) / unit
    fit = _fit(model, errors, x, y, offset, names, steps, (before, first))
    found = _Told(fit, x, offset, level, counted, unit, place, _kind(model, errors, steps))
    lags = max(1, min(10, n // 5))
    box, box_df, box_p = _ljung_box(fit.residuals, lags, errors == "ar1")
    quantities = [_contrast(x, first, which) for which in ("trend", "level", "slope", "last", "mean")]
    slope_before, level_change, slope_change, last, mean_after = (found.change(each) for each in quantities)
    return Interrupted(
        n=n - transition,
        model=model,
        errors=errors,
        lag=steps,
        before=before,
        after=n - first,
        slope_before=slope_before,
        level_change=level_change,
        slope_change=slope_change,
        last=last,
        mean_after=mean_after,
        rho=fit.rho,
        dispersion=fit.dispersion,
        durbin_watson=_durbin_watson(fit.residuals),
        ljung_box=box,
        ljung_box_df=box_df,
        ljung_box_p=box_p,
        points=found.points(y, before, first),
        warnings=cautions(before, n - first, transition, season, cycle, n)
        + residual_cautions(fit, box_p, errors, n)
        + direction(mean_after.interval),
        assumptions=assumptions_of(box_p),
    )


def _suits(model: str, errors: str, exposure: Column | None) -> None:
    if model == "linear" and exposure is not None:
        raise InputError(
            "exposure_without_counts",
            "exposure hör till antal. Välj quasi-poisson, eller ange kvoten som värde.",
            "exposure belongs to counts. Choose quasi-poisson, or give the rate as the value.",
            where="exposure",
        )
    if (model != "linear" and errors == "ar1") or (model == "negative-binomial" and errors != "independent"):
        raise InputError(
            "errors_do_not_suit",
            f"errors {errors} går inte med modellen {model}. För antal: quasi-poisson med newey-west eller independent.",
            f"errors {errors} does not go with the model {model}. For counts: quasi-poisson with newey-west or independent.",
            where="errors",
        )


def _enough(before: int, after: int) -> None:
    if min(before, after) < _FEWEST:
        raise TooFewError(
            "too_few_points",
            f"Det behövs minst {_FEWEST} punkter före och {_FEWEST} efter, helst {WANTED}. Här finns {before} och {max(after, 0)}.",
            f"At least {_FEWEST} points before and {_FEWEST} after are needed, preferably {WANTED}. Here there are {before} and {max(after, 0)}.",
            where="before",
        )


def _lag(lag: int | None, n: int) -> int:
    return math.floor(4 * (n / 100) ** (2 / 9)) if lag is None else read.whole(lag, "lag", low=0, high=n // 2)


def _design(
    n: int, first: int, before: int, count_from: int, season: str | None, cycle: int, harmonics: int
) -> tuple[Floats, list[str]]:
    """Give the columns: level, trend, jump, change of slope, one a transition point, and the season."""
    if first - before > 1000:
        raise InputError(
            "out_of_range",
            "transition ska vara högst 1 000 punkter.",
            "transition must be at most 1,000 points.",
            where="transition",
        )
    t = np.arange(n) - float(first)
    on = (t >= 0).astype(float)
    columns = [np.ones(n), t, on, (t + count_from) * on]
    names = ["1", "trend", "level", "slope"]
    for point in range(before, first):
        columns.append((np.arange(n) == point).astype(float))
        names.append(f"transition {point + 1}")
    if season is not None:
        read.choice(season, "season", ("harmonic", "month"))
        cycle = read.whole(cycle, "cycle", low=2, high=366)
        angle = 2 * np.pi * np.arange(n) / cycle
        if season == "harmonic":
            most = max(1, (cycle - 1) // 2)
            for order in range(1, read.whole(harmonics, "harmonics", low=1, high=most) + 1):
                columns += [np.sin(order * angle), np.cos(order * angle)]
                names += [f"season sin {order}", f"season cos {order}"]
        else:
            for spot in range(1, cycle):
                columns.append((np.arange(n) % cycle == spot).astype(float))
                names.append(f"season {spot + 1}")
    if n <= len(columns) + 1:
        raise TooFewError(
            "too_few_points",
            f"{n} punkter räcker inte för {len(columns)} storheter. Ta bort säsongen eller vänta.",
            f"{n} points do not suffice for {len(columns)} quantities. Leave out the season, or wait.",
            where="values",
        )
    return np.column_stack(columns), names


def _fit(
    model: str,
    errors: str,
    x: Floats,
    y: Floats,
    offset: Floats,
    names: list[str],
    lag: int | None,
    edges: tuple[int, int],
) -> SeriesFit:
    if model == "linear":
        plain = _series_fits.least_squares(x, y, names, lag)
        return _series_fits.autoregressive(x, y) if errors == "ar1" else plain
    before, first = edges
    if not y[:before].any() or not y[first:].any():
        raise NotEstimableError(
            "nothing_happened",
            "Serien har bara nollor före eller efter. Då går förändringen inte att beräkna.",
            "The series has nothing but zeros before or after. Then the change cannot be estimated.",
            where="values",
        )
    _linear.refuse_dependent(x, names)
    if model == "negative-binomial":
        return _series_fits.negative_binomial(x, y, offset)
    return _series_fits.poisson(x, y, offset, lag)


def _kind(model: str, errors: str, lag: int | None) -> str:
    if errors == "ar1":
        return "REML AR(1), t (Satterthwaite)"
    told = f"Newey–West, lag {lag}" if errors == "newey-west" else "classical"
    if errors == "independent" and model != "linear":
        told = model
    return f"{told}, t (n − k)"


def _contrast(x: Floats, first: int, which: str) -> Floats:
    """Give the sum of coefficients that a quantity is."""
    found = np.zeros(x.shape[1])
    if which in ("trend", "level", "slope"):
        found[{"trend": 1, "level": 2, "slope": 3}[which]] = 1.0
    else:
        found[2:4] = x[-1, 2:4] if which == "last" else x[first:, 2:4].mean(axis=0)
    return found


@dataclass(frozen=True)
class _Told:
    """A fit in the values' own unit."""

    fit: SeriesFit
    x: Floats
    offset: Floats
    level: float
    counted: bool
    unit: float
    place: float
    kind: str

    def change(self, contrast: Floats) -> Change:
        estimate = float(contrast @ self.fit.beta)
        se = math.sqrt(max(float(contrast @ self.fit.covariance @ contrast), 0.0))
        df = self.fit.df_of(contrast)
        t, p, scaled = _linear.t_interval(estimate, se, df, self.level, self.kind)
        low, high = scaled.low * self.unit, scaled.high * self.unit
        interval = Interval(low, high, self.level, self.kind)
        ratios: tuple[float | None, ...] = (None, None, None)
        if self.counted:
            ratios = tuple(float(each) for each in np.exp(np.clip([estimate, low, high], -700, 700)))
        return Change(estimate * self.unit, se * self.unit, t, df, p, interval, *ratios)

    def points(self, y: Floats, before: int, first: int) -> tuple[SeriesPoint, ...]:
        without = self.x.copy()
        without[:, 2:4] = 0.0
        without[:, 4 : 4 + first - before] = 0.0
        line, expected = self.x @ self.fit.beta, without @ self.fit.beta
        variance = np.einsum("ij,jk,ik->i", without, self.fit.covariance, without)
        spread = np.sqrt(np.maximum(variance, 0.0))
        reach = np.array([stdtrit(self.fit.df_of(row), (1 + self.level) / 2) for row in without[before:]])
        half = np.concatenate([np.zeros(before), reach * spread[before:]])
        scales = (self._scale(each) for each in (line, expected, expected - half, expected + half))
        fitted, middle, low, high = (each.tolist() for each in scales)
        seen = (y * self.unit + self.place).tolist()
        return tuple(
            SeriesPoint(seen[spot], fitted[spot])
            if spot < before
            else SeriesPoint(seen[spot], fitted[spot], middle[spot], low[spot], high[spot], spot < first)
            for spot in range(len(y))
        )

    def _scale(self, line: Floats) -> Floats:
        if self.counted:
            return np.asarray(np.exp(np.clip(line + self.offset, -700, 700)))
        return line * self.unit + self.place


def _durbin_watson(residuals: Floats) -> float:
    return float(np.sum(np.diff(residuals) ** 2) / np.sum(residuals**2))


def _ljung_box(residuals: Floats, lags: int, estimated: bool) -> tuple[float, int, float]:
    """Give Ljung and Box's Q over so many lags, one degree of freedom less when the autocorrelation is estimated."""
    n = len(residuals)
    left = residuals - residuals.mean()
    below = float(left @ left)
    terms = [float(left[step:] @ left[:-step]) ** 2 / below**2 / (n - step) for step in range(1, lags + 1)]
    q = n * (n + 2) * sum(terms)
    df = max(1, lags - int(estimated))
    return q, df, float(chdtrc(df, q))

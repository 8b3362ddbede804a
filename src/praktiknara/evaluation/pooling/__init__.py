"""Pooling of several evaluations of one method: what they say together, how far they differ, and what the next may show."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import chdtrc, ndtr, ndtri, stdtr, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError, TooFewError
from praktiknara.evaluation.pooling import heterogeneity as _heterogeneity
from praktiknara.evaluation.pooling.pooled import (
    Asymmetry,
    Evaluation,
    Pooled,
    assumptions_of,
    prediction_of,
    warnings_of,
)
from praktiknara.evaluation.read import Column, Floats, Labels
from praktiknara.evaluation.result import Interval
from praktiknara.evaluation.texts import Sentence

ANALYSES = ("pool", "pool_counts", "funnel_asymmetry")

MEASURES = ("RR", "OR", "HR", "RD", "MD", "SMD")
METHODS = ("DL", "REML", "PM", "fixed")
INTERVALS = ("HKSJ", "HKSJ-adhoc", "wald")


def pool(
    estimates: Column,
    standard_errors: Column,
    method: str = "DL",
    interval: str = "HKSJ",
    measure: str = "MD",
    labels: Column | None = None,
    instruments: Column | None = None,
    designs: Column | None = None,
    level: float = 0.95,
) -> Pooled:
    """Pool estimates from two or more evaluations by the inverse of their variances.

    Formula:
        w_i = 1/(se_i² + τ²), estimate = Σ w_i y_i / Σ w_i, se = (Σ w_i)^(−1/2). τ² is zero for "fixed", and else
        by DerSimonian–Laird ("DL"), restricted maximum likelihood ("REML") or Paule–Mandel ("PM").
        "HKSJ": se² = Σ w_i (y_i − estimate)² / ((k − 1) Σ w_i) with t on k − 1 degrees of freedom; "HKSJ-adhoc"
        never lets it be below the plain one; "wald" takes the plain one with the normal distribution.
        Prediction interval: estimate ± t(k − 2) · sqrt(τ² + se²). Q = Σ (y_i − ȳ_fixed)²/se_i², df = k − 1.
        I² = 100 τ²/(τ² + s²), H² = (τ² + s²)/s² with the typical variance s² = (k − 1) Σ v / ((Σ v)² − Σ v²),
        v_i = 1/se_i²; with "DL" this is 100 (Q − df)/Q, not below 0. For "fixed" I² and H² = Q/df come from Q.

    Units and shapes:
        `estimates` and `standard_errors`: k numbers each, ratios (RR, OR, HR) as natural logarithms. `labels`,
        `instruments` and `designs`: k names each. I² is in percent.

    Assumptions:
        The evaluations are independent and ask the same question; their true effects are normally distributed
        (not for "fixed"); the standard errors are known.

    Raises:
        RefusedError: the evaluations used different instruments or designs.
        TooFewError: fewer than two evaluations.
        InputError: a value that cannot be right (a standard error of zero, a missing value, an unknown method).

    Source:
        DerSimonian & Laird 1986; Paule & Mandel 1982; Hartung & Knapp 2001; Higgins, Thompson & Spiegelhalter 2009.

    Example:
        >>> found = pool([0.10, 0.30, 0.35, 0.65], [0.15, 0.15, 0.15, 0.15], method="DL", interval="wald")
        >>> round(found.estimate, 3), round(found.tau2, 5), round(found.I2, 1)
        (0.35, 0.02917, 56.5)
    """
    y = read.numbers(estimates, "estimates")
    se = read.numbers(standard_errors, "standard_errors", low=0)
    k = read.same_length(estimates=y, standard_errors=se)
    _positive(se)
    method = read.choice(method, "method", METHODS)
    interval = read.choice(interval, "interval", INTERVALS)
    measure = read.choice(measure, "measure", MEASURES)
    level = read.share(level, "level", open_ends=True)
    names = _names(labels, k)
    _one_kind(instruments, k, "instruments", "mätinstrument", "instruments")
    _one_kind(designs, k, "designs", "upplägg", "designs")
    if k < 2:
        raise TooFewError(
            "too_few_evaluations",
            "Det behövs minst två utvärderingar för att väga samman. Redovisa den enda som den är.",
            "At least two evaluations are needed for pooling. Report the only one as it is.",
            where="estimates",
        )
    return _pooled(y, se, names, method, interval, measure, level, ())


def _positive(se: Floats) -> None:
    if (se < 1e-100).any() or (se > 1e100).any():
        place = int(np.argmax((se < 1e-100) | (se > 1e100)))
        raise InputError(
            "not_positive",
            f"standard_errors, rad {place + 1}: medelfelet ska vara större än noll.",
            f"standard_errors, row {place + 1}: the standard error must be above zero.",
            where=f"standard_errors[{place}]",
        )


def _names(labels: Column | None, k: int) -> Labels:
    told = read.labels([str(place + 1) for place in range(k)] if labels is None else labels, "labels")
    read.same_length(estimates=np.empty(k), labels=told)
    return told


def _one_kind(kinds: Column | None, k: int, where: str, swedish: str, english: str) -> None:
    """Refuse when the evaluations are not all of one kind."""
    if kinds is None:
        return
    told = read.labels(kinds, where)
    read.same_length(estimates=np.empty(k), **{where: told})
    several = sorted(set(told))
    if len(several) > 1:
        raise RefusedError(
            f"different_{where}",
            f"Utvärderingarna har olika {swedish} ({', '.join(several)}) och vägs inte samman. Väg samman var för sig.",
            f"The evaluations have different {english} ({', '.join(several)}) and are not pooled. Pool each by itself.",
            where=where,
        )


def _pooled(
    y: Floats,
    se: Floats,
    names: Labels,
    method: str,
    interval: str,
    measure: str,
    level: float,
    warnings: tuple[Sentence, ...],
) -> Pooled:
    k = len(y)
    # In the unit of the smallest standard error, so that no weight overflows.
    unit = float(se.min())
    if float(np.abs(y - y[0]).max()) / unit > 1e15 or float(se.max()) / unit > 1e5:
        raise InputError(
            "out_of_range",
            "estimates och standard_errors har orimligt olika storlek.",
            "estimates and standard_errors are of unreasonably different size.",
            where="estimates",
        )
    shift = float(y[0])
    scaled, v = (y - shift) / unit, (se / unit) ** 2
    tau2 = _heterogeneity.tau2(scaled, v, method)
    q = _heterogeneity.cochran(scaled, v)
    w = 1 / (v + tau2)
    centre = float(np.sum(w * scaled) / np.sum(w))
    plain_se = float(np.sum(w) ** -0.5)
    spread = max(float(np.sum(w * (scaled - centre) ** 2)) / (k - 1), 0.0)
    hksj = plain_se * math.sqrt(spread)
    used = {"wald": plain_se, "HKSJ": hksj, "HKSJ-adhoc": max(plain_se, hksj)}[interval]
    if interval == "HKSJ" and hksj < 1e-9 * plain_se:
        used = plain_se  # estimates that do not differ at all carry no spread to build an interval from
        warnings += (
            Sentence(
                "no_spread",
                "Utvärderingarnas skattningar är lika. Intervallet bygger därför på deras medelfel.",
                "The evaluations' estimates are equal. The interval therefore rests on their standard errors.",
            ),
        )
    upper = (1 + level) / 2
    reach = float(ndtri(upper)) if interval == "wald" else float(stdtrit(k - 1, upper))
    estimate = shift + unit * centre
    distance = estimate / (unit * used)
    p = 2 * float(ndtr(-abs(distance)) if interval == "wald" else stdtr(k - 1, -abs(distance)))
    kind = "Wald (normal)" if interval == "wald" else f"{interval} (t, df = {k - 1})"
    half = reach * unit * used
    i2, h2 = _heterogeneity.shares(q, k, tau2, v, method)
    z = float(ndtri(upper))
    weights = w / np.sum(w)
    return Pooled(
        n=k,
        measure=measure,
        method=method,
        estimate=estimate,
        se=unit * plain_se,
        se_hksj=None if interval == "wald" else unit * hksj,
        interval=Interval(estimate - half, estimate + half, level, kind),
        p=p,
        tau2=tau2 * unit**2,
        Q=q,
        Q_df=k - 1,
        Q_p=float(chdtrc(k - 1, q)),
        I2=i2,
        H2=h2,
        prediction=prediction_of(estimate, unit * math.sqrt(tau2 + plain_se**2), k, method, level),
        evaluations=tuple(
            Evaluation(str(name), float(e), float(s), float(e - z * s), float(e + z * s), float(share))
            for name, e, s, share in zip(names, y, se, weights, strict=True)
        ),
        warnings=warnings + warnings_of(k, method, interval, hksj < plain_se, i2, p, level),
        assumptions=assumptions_of(method, float(chdtrc(k - 1, q))),
    )


def pool_counts(
    tpos: Column,
    tneg: Column,
    cpos: Column,
    cneg: Column,
    measure: str = "RR",
    method: str = "DL",
    interval: str = "HKSJ",
    labels: Column | None = None,
    instruments: Column | None = None,
    designs: Column | None = None,
    level: float = 0.95,
) -> Pooled:
    """Pool evaluations told as counts: those with and without the outcome, in the treated and the comparison group.

    Formula:
        With a = tpos, b = tneg, c = cpos, d = cneg, n₁ = a + b, n₂ = c + d:
        log RR = ln(a/n₁) − ln(c/n₂), variance 1/a − 1/n₁ + 1/c − 1/n₂; log OR = ln(ad/bc), variance
        1/a + 1/b + 1/c + 1/d; RD = a/n₁ − c/n₂, variance ab/n₁³ + cd/n₂³. An evaluation with a zero in any cell has
        0.5 added to all four, which is told in `warnings`. Then as `pool`.

    Units and shapes:
        Four columns of k whole numbers (persons). `measure`: "RR", "OR" or "RD".

    Assumptions:
        As `pool`, and that each person is counted once.

    Raises:
        InputError: a count that is negative or broken, or a group without persons.
        RefusedError, TooFewError: as `pool`.

    Source:
        Deeks & Higgins 2010; the correction of 0.5 for zero cells by Haldane and Anscombe.

    Example:
        >>> found = pool_counts([4, 6, 3], [119, 300, 228], [11, 29, 11], [128, 274, 209], interval="wald")
        >>> round(found.estimate, 3), round(found.se, 3)
        (-1.33, 0.307)
    """
    told = {
        name: read.counts(column, name).astype(float)
        for name, column in (("tpos", tpos), ("tneg", tneg), ("cpos", cpos), ("cneg", cneg))
    }
    k = read.same_length(**told)
    measure = read.choice(measure, "measure", ("RR", "OR", "RD"))
    a, b, c, d = told.values()
    for name, size in (("tpos", a + b), ("cpos", c + d)):
        if (size == 0).any():
            place = int(np.argmax(size == 0))
            raise InputError(
                "empty_group",
                f"{name}, rad {place + 1}: gruppen har inga personer.",
                f"{name}, row {place + 1}: the group has no persons.",
                where=f"{name}[{place}]",
            )
    zero = (a == 0) | (b == 0) | (c == 0) | (d == 0)
    a, b, c, d = (cell + 0.5 * zero for cell in (a, b, c, d))
    estimates, variances = _heterogeneity.from_counts(a, b, c, d, measure)
    found = pool(
        estimates, np.sqrt(variances), method, interval, measure, labels, instruments, designs, level
    )
    if not zero.any():
        return found
    many = int(zero.sum())
    corrected = Sentence(
        "zero_cells",
        f"{many} av {k} utvärderingar har en nolla i tabellen. Där är 0,5 tillagt i alla fyra rutor.",
        f"{many} of {k} evaluations have a zero in the table. There 0.5 was added to all four cells.",
    )
    return Pooled(**{**found.__dict__, "warnings": (corrected, *found.warnings)})


def funnel_asymmetry(estimates: Column, standard_errors: Column) -> Asymmetry:
    """Test by Egger's regression whether small evaluations show other results than large ones.

    Formula:
        Least squares of y_i/se_i on 1/se_i; the intercept with t on k − 2 degrees of freedom.

    Units and shapes:
        k numbers each, ratios as natural logarithms.

    Assumptions:
        Estimates and standard errors are unrelated save through publication; that fails for log odds ratios of
        rare outcomes.

    Raises:
        RefusedError: fewer than ten evaluations, for then the test says nothing.
        InputError: a value that cannot be right, or standard errors that are all equal.

    Source:
        Egger, Davey Smith, Schneider & Minder 1997; Sterne et al. 2011 (ten or more).

    Example:
        >>> found = funnel_asymmetry([0.1, 0.2, 0.3, 0.2, 0.4, 0.5, 0.4, 0.6, 0.7, 0.9],
        ...                          [0.10, 0.11, 0.12, 0.14, 0.16, 0.2, 0.22, 0.26, 0.3, 0.4])
        >>> round(found.intercept, 2), found.df
        (2.71, 8)
    """
    y = read.numbers(estimates, "estimates")
    se = read.numbers(standard_errors, "standard_errors", low=0)
    k = read.same_length(estimates=y, standard_errors=se)
    _positive(se)
    if k < 10:
        raise RefusedError(
            "too_few_for_asymmetry",
            f"Med {k} utvärderingar säger testet ingenting. Det behövs minst tio.",
            f"With {k} evaluations the test says nothing. At least ten are needed.",
            where="estimates",
        )
    unit = float(np.median(se))
    x, z = unit / se, y / se
    sxx = float(np.sum((x - x.mean()) ** 2))
    if sxx <= 1e-18 * float(np.sum(x**2)):
        raise InputError(
            "constant",
            "standard_errors: medelfelen är alla lika, så stora och små utvärderingar kan inte jämföras.",
            "standard_errors: the standard errors are all equal, so large and small evaluations cannot be compared.",
            where="standard_errors",
        )
    slope = float(np.sum((x - x.mean()) * (z - z.mean())) / sxx)
    intercept = float(z.mean() - slope * x.mean())
    residual = z - intercept - slope * x
    error = math.sqrt(float(np.sum(residual**2)) / (k - 2) * (1 / k + float(x.mean()) ** 2 / sxx))
    if not math.isfinite(error) or error <= 1e-12 * max(abs(intercept), float(np.abs(z).max())):
        raise InputError(
            "no_spread",
            "estimates: skattningarna ligger exakt på en linje, så testet har inget att mäta mot.",
            "estimates: the estimates lie exactly on a line, so the test has nothing to measure against.",
            where="estimates",
        )
    t = intercept / error
    weak = Sentence(
        "asymmetry_is_not_proof",
        "Testet är svagt. Skevhet kan ha andra skäl än att resultat inte har publicerats.",
        "The test is weak. Asymmetry can have other reasons than results left unpublished.",
    )
    return Asymmetry(
        n=k,
        intercept=intercept,
        se=error,
        t=t,
        df=k - 2,
        p=2 * float(stdtr(k - 2, -abs(t))),
        warnings=(weak,),
    )

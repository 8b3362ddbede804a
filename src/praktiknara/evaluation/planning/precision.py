"""Plans for precision: how many persons an interval of a wanted width takes, and what clusters cost."""

import math
from dataclasses import dataclass

from scipy.special import chdtr, ndtri, stdtrit

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, NotEstimableError
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.means import SPREAD
from praktiknara.evaluation.planning.parts import INDEPENDENT
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number


@dataclass(frozen=True, kw_only=True)
class Precision(Result):
    """How many persons an interval of a wanted half-width takes: `n` to analyse, `n_start` to start.

    `n_exact` is before rounding and before clusters, a finite population and drop-out are counted in.
    """

    sentence: Sentence
    half_width: float
    level: float
    n_exact: float
    n_start: int
    p: float | None
    population: int | None
    design_effect: float
    method: str


@dataclass(frozen=True, kw_only=True)
class DesignEffect(Result):
    """What clusters cost: `n` persons tell as much as `effective_n` independent ones."""

    design_effect: float
    effective_n: float | None


def _finish(
    n_exact: float, half_width: float, level: float, method: str, p: float | None, **around: object
) -> Precision:
    """Count in clusters, the finite population and drop-out, in that order, and tell it."""
    deff = parts.inflation(around["design_effect"])
    size = n_exact * deff
    population = around["population"]
    people = None if population is None else read.whole(population, "population", low=1)
    if people is not None:
        size = min(float(people), size / (1 + max(0.0, size - 1) / people))
    n = max(2, parts.up(size)) if people != 1 else 1
    n_start = parts.to_start(n, around["drop_out"])
    warnings: tuple[Sentence, ...] = ()
    if people is not None and n_start > people:
        warnings = (
            Sentence(
                "population_too_small",
                "Med det väntade bortfallet räcker inte alla som finns.",
                "With the expected drop-out there are not enough persons.",
            ),
        )
    told = number(n)
    start_sv = f" Börja med {number(n_start).sv} för att räkna med bortfallet." if n_start > n else ""
    start_en = f" Start with {number(n_start).en} to allow for drop-out." if n_start > n else ""
    return Precision(
        n=n,
        sentence=Sentence(
            "precision",
            f"Det behövs {told.sv} personer för att intervallet ska bli så smalt.{start_sv}",
            f"{told.en} persons are needed for the interval to be that narrow.{start_en}",
        ),
        half_width=half_width,
        level=level,
        n_exact=n_exact,
        n_start=n_start,
        p=p,
        population=people,
        design_effect=deff,
        method=method,
        assumptions=(SPREAD, INDEPENDENT) if p is None else (INDEPENDENT,),
        warnings=warnings,
    )


def precision_mean(
    half_width: float,
    sd: float,
    level: float = 0.95,
    assurance: float | None = None,
    method: str = "t",
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    population: int | None = None,
) -> Precision:
    """Say how many persons the interval of a mean, such as a mean change, needs to get a wanted half-width.

    The n with t_{(1+level)/2, n−1} · sd/√n = half_width; with `assurance` γ, the n for which the half-width is at most
    the wanted one with probability γ: P(χ²_{n−1} ≤ (n−1)·n·half_width²/(t²·sd²)) = γ. With the method "z" the normal
    quantile stands for t. A finite population of N persons turns n into n/(1 + (n−1)/N).

    Args:
        half_width: wanted distance from the mean to the end of its interval, in the unit of `sd`.
        sd: standard deviation; for a mean change, that of the change.
        level: level of the interval, 0.5–0.9999.
        assurance: None for the half-width at the given sd, or a probability (0.5–0.9999).
        method: "t" or "z".
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        population: how many there are in all, when most of them will be asked.

    Raises:
        InputError: a value out of its range, or assurance with the method "z".
        NotEstimableError: more than a billion persons would be needed.

    Source:
        Cochran, Sampling Techniques, 1977, ch. 4; Kupper and Hafner, The American Statistician 43, 1989 (assurance).

    Example:
        >>> precision_mean(half_width=3, sd=10).n
        46
    """
    width, spread = read.positive(half_width, "half_width"), read.positive(sd, "sd")
    sure = read.real(level, "level", low=0.5, high=0.9999)
    way = read.choice(method, "method", ("t", "z"))
    chance = None if assurance is None else read.real(assurance, "assurance", low=0.5, high=0.9999)
    if way == "z" and chance is not None:
        raise InputError(
            "assurance_needs_t",
            "assurance kan bara anges tillsammans med metoden t.",
            "assurance can only be given together with the method t.",
            where="assurance",
        )
    part = width / spread

    def short(n: float) -> float:
        """How far the standardised half-width is from the wanted one; rises with n."""
        quantile = float(stdtrit(n - 1, (1 + sure) / 2))
        if chance is None:
            return part * math.sqrt(n) / quantile
        return float(chdtr(n - 1, (n - 1) * n * (part / quantile) ** 2))

    z = float(ndtri((1 + sure) / 2))
    n_exact = (z / part) ** 2 if way == "z" else parts.least(short, 1.0 if chance is None else chance, 2.0)
    return _finish(
        n_exact, width, sure, way, None, drop_out=drop_out, design_effect=design_effect, population=population
    )


def _wilson_size(p: float, width: float, level: float) -> float:
    """The n at which Wilson's interval about p has this half-width: the positive root of its quadratic."""
    z = float(ndtri((1 + level) / 2))
    spread = p * (1 - p)
    return (
        z**2 * (spread - 2 * width**2 + math.sqrt(spread**2 + width**2 * (1 - 4 * spread))) / (2 * width**2)
    )


def precision_share(
    half_width: float,
    p: float = 0.5,
    level: float = 0.95,
    method: str = "wilson",
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    population: int | None = None,
) -> Precision:
    """Say how many persons the interval of a share needs to get a wanted half-width.

    Wilson's half-width is z/(1 + z²/n) · √(pq/n + z²/4n²); solved for n it gives
    n = z²·(pq − 2h² + √(p²q² + h²(1 − 4pq)))/(2h²). With the method "wald", n = z²pq/h². A finite population of N
    persons turns n into n/(1 + (n−1)/N).

    Args:
        half_width: wanted half of the interval's length (0–0.5), as a share.
        p: expected share; 0.5 asks for the most.
        level: level of the interval, 0.5–0.9999.
        method: "wilson" or "wald".
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        population: how many there are in all, when most of them will be asked.

    Raises:
        InputError: a value out of its range.
        NotEstimableError: more than a billion persons would be needed, or Wald's interval of 0 or 1.

    Source:
        Wilson, JASA 22, 1927; Piegorsch, Statistics in Medicine 23, 2004; Cochran 1977, ch. 4.

    Example:
        >>> precision_share(half_width=0.05, p=0.5).n, precision_share(half_width=0.05, method="wald").n
        (381, 385)
    """
    width = read.positive(half_width, "half_width", high=0.5)
    expected = read.share(p, "p")
    sure = read.real(level, "level", low=0.5, high=0.9999)
    way = read.choice(method, "method", ("wilson", "wald"))
    if way == "wald" and expected in (0.0, 1.0):
        raise NotEstimableError(
            "wald_at_the_end",
            "Walds intervall har ingen bredd när andelen är 0 eller 1. Välj wilson.",
            "Wald's interval has no width when the share is 0 or 1. Choose wilson.",
            where="p",
        )
    z = float(ndtri((1 + sure) / 2))
    if way == "wald":
        n_exact = z**2 * expected * (1 - expected) / width**2
    else:
        n_exact = max(1.0, _wilson_size(expected, width, sure))
    return _finish(
        n_exact,
        width,
        sure,
        way,
        expected,
        drop_out=drop_out,
        design_effect=design_effect,
        population=population,
    )


def precision_reliable_share(
    half_width: float,
    sd: float,
    r_xx: float,
    mean_change: float,
    sd_change: float,
    level: float = 0.95,
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    population: int | None = None,
) -> Precision:
    """Say how many persons the interval of the share that is reliably improved needs to get a wanted half-width.

    The expected share is p = 1 − Φ((1.96·S_diff − mean_change)/sd_change) with S_diff = sd·√(2(1 − r_xx)), the limit of
    Jacobson and Truax when changes are normal; n is then that of Wilson's interval about p.

    Args:
        half_width: wanted half of the interval's length (0–0.5), as a share.
        sd: standard deviation of the score at the start.
        r_xx: reliability of the score, from a published source, 0 up to 1.
        mean_change: expected mean change, positive for the better.
        sd_change: expected standard deviation of the change.
        level: level of the interval, 0.5–0.9999.
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        population: how many there are in all, when most of them will be asked.

    Returns:
        `p` is the expected share reliably improved.

    Raises:
        InputError: a value out of its range.

    Source:
        Jacobson and Truax, Journal of Consulting and Clinical Psychology 59, 1991; Wilson 1927.

    Example:
        >>> plan = precision_reliable_share(half_width=0.1, sd=10, r_xx=0.8, mean_change=5, sd_change=8)
        >>> round(plan.p, 3), plan.n
        (0.178, 55)
    """
    spread, change = read.positive(sd, "sd", high=1e9), read.positive(sd_change, "sd_change", high=1e9)
    reliability = read.share(r_xx, "r_xx", open_ends=True)
    limit = 1.96 * spread * math.sqrt(2 * (1 - reliability))
    share = 1 - parts.upper((limit - read.real(mean_change, "mean_change", low=-1e9, high=1e9)) / change)
    return precision_share(half_width, share, level, "wilson", drop_out, design_effect, population)


def design_effect(cluster_size: float, icc: float, cv: float = 0.0, n: int | None = None) -> DesignEffect:
    """Say how many times more persons a study needs when they come in clusters, such as units or caseworkers.

    1 + ((1 + cv²)·m − 1)·icc, with m the mean cluster size; 1 + (m − 1)·icc when all clusters are alike.

    Args:
        cluster_size: mean number of persons per cluster, at least 1.
        icc: intraclass correlation of the outcome, 0–1.
        cv: standard deviation of the cluster sizes divided by their mean.
        n: persons in all, to be told how many independent ones they are worth.

    Raises:
        InputError: a value out of its range.

    Source:
        Kish, Survey Sampling, 1965; Eldridge, Ashby and Kerry, International Journal of Epidemiology 35, 2006.

    Example:
        >>> round(design_effect(cluster_size=20, icc=0.05).design_effect, 4)
        1.95
    """
    size = read.real(cluster_size, "cluster_size", low=1, high=1e6)
    alike, uneven = read.share(icc, "icc"), read.real(cv, "cv", low=0, high=100)
    found = 1 + ((1 + uneven**2) * size - 1) * alike
    persons = None if n is None else read.whole(n, "n", low=1)
    return DesignEffect(
        n=persons or 0, design_effect=found, effective_n=None if persons is None else persons / found
    )

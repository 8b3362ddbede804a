"""The paired t test of two columns, with effect sizes and their interval."""

from dataclasses import dataclass

from praktiknara.evaluation.common.pairs import level_of, normal_changes, paired, read_pairs, skewness
from praktiknara.evaluation.read import Column
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence


@dataclass(frozen=True, kw_only=True)
class PairedT(Result):
    """A paired t test of x − y with effect sizes; d_av and g_av are standardised by the mean variance of x and y."""

    mean_x: float
    mean_y: float
    sd_x: float
    sd_y: float
    mean_diff: float
    sd_diff: float
    se: float
    t: float
    df: int
    p: float
    ci_low: float
    ci_high: float
    level: float
    r: float | None
    d_z: float
    d_av: float
    g_av: float | None
    g_av_lakens_N: float
    ci_bonett_low: float
    ci_bonett_high: float
    interval: Interval
    effect_interval: Interval


def paired_t(x: Column, y: Column, level: float = 0.95) -> PairedT:
    """Test whether the mean of x − y differs from zero, and give the difference as raw and standardised figures.

    t = mean(x − y) / (s_diff / √n) with n − 1 degrees of freedom; the interval for the mean is Student's t.
    d_z = mean / s_diff; d_av = mean / √((s_x² + s_y²) / 2); g_av = d_av · J(n − 1) with Hedges' exact J (None when
    n = 2). Bonett's interval is for d_av. g_av_lakens_N corrects by 1 − 3 / (8n − 9) and is given for comparison only.

    x and y are columns of equal length in the unit of the instrument, row by row of the same person (or pair).
    Assumes independent pairs whose differences are roughly normal, or many pairs.

    Raises:
        InputError: columns of different length, or something that is not a number.
        TooFewError: fewer than two complete pairs.
        NotEstimableError: every difference is the same.

    Source: Student (1908); Bonett (2008) Psychological Methods 13:99–109; Lakens (2013) Frontiers in Psychology 4:863.

    Example:
        >>> result = paired_t([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
        ...                   [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
        >>> round(result.t, 4), result.df, round(result.p, 6)
        (-4.0621, 9, 0.002833)
    """
    level = level_of(level)
    pairs = read_pairs(x, y, names=("x", "y"), ask_started=False)
    found = paired(pairs.post, pairs.pre, level, "x − y")
    return PairedT(
        n=pairs.n,
        mean_x=found.mean_second,
        mean_y=found.mean_first,
        sd_x=found.sd_second,
        sd_y=found.sd_first,
        mean_diff=found.mean_diff,
        sd_diff=found.sd_diff,
        se=found.se,
        t=found.t,
        df=found.df,
        p=found.p,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=level,
        r=found.r,
        d_z=found.d_z,
        d_av=found.d_av,
        g_av=found.g_av,
        g_av_lakens_N=found.g_av_lakens_N,
        ci_bonett_low=found.ci_bonett_low,
        ci_bonett_high=found.ci_bonett_high,
        interval=Interval(found.ci_low, found.ci_high, level, "t"),
        effect_interval=Interval(found.ci_bonett_low, found.ci_bonett_high, level, "Bonett 2008, d_av"),
        warnings=(*pairs.warnings, _IF_UNCONTROLLED),
        assumptions=(normal_changes(skewness(pairs.pre - pairs.post), pairs.n),),
    )


_IF_UNCONTROLLED = Sentence(
    "cannot_show_effect",
    "Är x och y före och efter utan jämförelsegrupp? Då kan skillnaden inte visa effekt.",
    "Are x and y before and after without a comparison group? Then the difference cannot show an effect.",
)

"""Fidelity: whether sessions follow the method, how many were rated, and whether they drift."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy import special

from praktiknara.evaluation import read
from praktiknara.evaluation.agreement.intraclass import IccResult, icc
from praktiknara.evaluation.charts.data import ProcessChart
from praktiknara.evaluation.errors import EvaluationError, InputError, RefusedError
from praktiknara.evaluation.process import ProcessResult, xmr_chart
from praktiknara.evaluation.read import Column, Floats, Labels
from praktiknara.evaluation.result import Interval, Result
from praktiknara.evaluation.texts import Sentence, number, percent

MONTH = 365.25 / 12


@dataclass(frozen=True, kw_only=True)
class FidelityResult(Result):
    """Fidelity of `n` rated sessions: their mean score, the share at the threshold, and how much was rated.

    `faithful` is None when the interval holds the threshold: then it is unknown. `drift` is the change in score per
    month (dates) or per unit of `when` (numbers).
    """

    mean: float
    sd: float
    se: float
    ci: Interval
    threshold: float
    faithful: bool | None
    share_at_threshold: float
    share_ci: Interval
    sessions_held: int | None
    rated_share: float | None
    double_rated: int
    double_rated_share: float
    reliability: IccResult | None
    drift: float | None
    drift_ci: Interval | None
    over_time: ProcessResult | None

    def named(self) -> dict[str, Any]:
        """Give the interval's ends, and ICC(2,1) of the double-rated sessions."""
        return {
            "ci_low": self.ci.low,
            "ci_high": self.ci.high,
            "ICC2_1": None if self.reliability is None else self.reliability.ICC2_1,
        }

    def chart(self) -> ProcessChart | None:
        """Give the sessions' scores over time, when their times are known."""
        return None if self.over_time is None else self.over_time.chart()


def fidelity(
    score: Column,
    *,
    low: float,
    high: float,
    threshold: float,
    sessions_held: int | None = None,
    second: "Column | None" = None,
    when: "Column | None" = None,
    version: "Column | None" = None,
    provider: "Column | None" = None,
    level: float = 0.95,
) -> FidelityResult:
    """Sum up how faithfully a method was carried out, from the scores of rated sessions.

    Formula: mean score with a t interval, x̄ ± t s/√n; with `provider`, the standard error is that of a mean of
    clusters, √(k/(k−1) Σ(Σⱼ(xᵢⱼ−x̄))²)/n on k−1 degrees of freedom. Share of sessions at or above the threshold
    with Wilson's interval. Drift: least-squares slope over time with a t interval. Reliability: ICC(2,1) of the
    sessions that two persons rated.

    Args:
        score: one score per rated session within `low`–`high`; missing ones are left out and counted.
        threshold: the least score that counts as the method.
        sessions_held: all sessions held, rated or not.
        second: another rater's score of the same session; None where there was none.
        when: the session's date (2025-03-31) or a number; a missing one leaves the session out of the drift only.
        version: the checklist's version; scores of different versions are not put together.
        provider: who held the session.

    Assumes that the rated sessions were drawn from all, not chosen.

    Raises:
        InputError: scores outside the range, more rated sessions than held, a date that does not exist.
        TooFewError: fewer than two scores.
        RefusedError: more than one version.

    Example:
        >>> made = fidelity([3.2, 3.8, 4.1, 3.5, 3.9, 3.6], low=1, high=5, threshold=3, sessions_held=40)
        >>> round(made.mean, 2), made.faithful, made.rated_share
        (3.68, True, 0.15)
    """
    bottom, top = read.real(low, "low"), read.real(high, "high")
    if top <= bottom:
        raise InputError(
            "range_empty", "high ska vara större än low.", "high must be above low.", where="high"
        )
    least = read.real(threshold, "threshold", low=bottom, high=top)
    read.share(level, "level", open_ends=True)
    given = read.numbers(score, "score", low=bottom, high=top, missing=True, at_least=2)
    known = ~np.isnan(given)
    others = _second(second, given, bottom, top)
    _one_version(version, known)
    values, n = given[known], int(known.sum())
    held = None if sessions_held is None else read.whole(sessions_held, "sessions_held", low=n)
    mean, sd = float(values.mean()), float(values.std(ddof=1))
    se, df = _error(values, mean, _providers(provider, known))
    reach = float(special.stdtrit(df, 1 - (1 - level) / 2)) * se
    ci = Interval(mean - reach, mean + reach, level, "t" if provider is None else "t, clusters")
    at_least = int((values >= least).sum())
    reliability = _reliability(given, others, level)
    drift, drift_ci, over_time = _drift(when, given, known, level)
    double = int((known & ~np.isnan(others)).sum())
    faithful = None if ci.low < least <= ci.high else mean >= least
    return FidelityResult(
        n=n,
        warnings=tuple(
            _warnings(
                mean, faithful, int((~known).sum()), n, held, double, reliability, drift_ci, provider is None
            )
        ),
        mean=mean,
        sd=sd,
        se=se,
        ci=ci,
        threshold=least,
        faithful=faithful,
        share_at_threshold=at_least / n,
        share_ci=_wilson(at_least, n, level),
        sessions_held=held,
        rated_share=None if not held else n / held,
        double_rated=double,
        double_rated_share=double / n,
        reliability=reliability,
        drift=drift,
        drift_ci=drift_ci,
        over_time=over_time,
    )


def _wilson(events: int, n: int, level: float) -> Interval:
    z = float(special.ndtri(1 - (1 - level) / 2))
    p = events / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach), level, "Wilson")


def _second(second: Any, given: Floats, low: float, high: float) -> Floats:
    if second is None:
        return np.full(len(given), np.nan)
    others = read.numbers(second, "second", low=low, high=high, missing=True)
    read.same_length(score=given, second=others)
    return others


def _one_version(version: Any, known: Any) -> None:
    if version is None:
        return
    found = read.labels(version, "version", missing=True)
    read.same_length(score=known, version=found)
    used = set(found[known])
    if len(used) > 1:
        raise RefusedError(
            "mixed_versions",
            "Poängen kommer från olika versioner av checklistan. Räkna varje version för sig.",
            "The scores come from different versions of the checklist. Compute each version by itself.",
            where="version",
        )


def _providers(provider: Any, known: Any) -> Labels | None:
    if provider is None:
        return None
    found = read.labels(provider, "provider")
    read.same_length(score=known, provider=found)
    chosen: Labels = found[known]
    return chosen


def _error(values: Floats, mean: float, provider: Labels | None) -> tuple[float, int]:
    n = len(values)
    if provider is None:
        return float(values.std(ddof=1)) / math.sqrt(n), n - 1
    _, place = np.unique(provider.astype(str), return_inverse=True)
    sums = np.bincount(place, values - mean)
    k = len(sums)
    if k < 2:
        raise InputError(
            "one_cluster",
            "Alla tillfällen har samma utförare. Utelämna provider.",
            "All sessions have the same provider. Leave provider out.",
            where="provider",
        )
    return math.sqrt(k / (k - 1) * float((sums**2).sum())) / n, k - 1


def _reliability(given: Floats, others: Floats, level: float) -> IccResult | None:
    both = ~np.isnan(given) & ~np.isnan(others)
    if both.sum() < 2:
        return None
    try:
        return icc(np.column_stack([given[both], others[both]]), level=level)
    except EvaluationError:
        return None


def _times(when: Any) -> tuple[Floats, bool]:
    try:
        return read.numbers(when, "when", missing=True), False
    except InputError as fault:
        if fault.sentence.code != "not_a_number":
            raise
    plain = [each.isoformat()[:10] if isinstance(each, date) else each for each in when]
    found = read.labels(plain, "when", missing=True)
    days = np.full(len(found), np.nan)
    for place, each in enumerate(found):
        if each is not None and each != "NaT":
            try:
                days[place] = date.fromisoformat(each).toordinal() / MONTH
            except ValueError:
                raise InputError(
                    "not_a_date",
                    f"when, rad {place + 1}: skriv datum som 2025-03-31.",
                    f"when, row {place + 1}: write dates as 2025-03-31.",
                    where=f"when[{place}]",
                ) from None
    return days, True


def _drift(
    when: Any, given: Floats, known: Any, level: float
) -> tuple[float | None, Interval | None, ProcessResult | None]:
    if when is None:
        return None, None, None
    times, _ = _times(when)
    read.same_length(score=given, when=times)
    use = known & ~np.isnan(times)
    t, y = times[use], given[use]
    if len(t) < 3 or t.min() == t.max():
        return None, None, None
    scale = float(np.abs(t).max()) or 1.0
    away = t / scale - (t / scale).mean()
    spread = float((away**2).sum())
    if spread < 1e-20:
        return None, None, None
    slope = float((away * y).sum()) / spread
    rest = y - y.mean() - slope * away
    se = math.sqrt(float((rest**2).sum()) / (len(t) - 2) / spread)
    reach = float(special.stdtrit(len(t) - 2, 1 - (1 - level) / 2)) * se
    chart = xmr_chart(y[np.argsort(t, kind="stable")])
    if not math.isfinite(slope / scale) or not math.isfinite(reach / scale):
        return None, None, chart
    return slope / scale, Interval((slope - reach) / scale, (slope + reach) / scale, level, "t"), chart


def _warnings(
    mean: float,
    faithful: bool | None,
    missing: int,
    n: int,
    held: int | None,
    double: int,
    reliability: IccResult | None,
    drift: Interval | None,
    alone: bool,
) -> list[Sentence]:
    told = []
    mean_sv, mean_en = number(mean, 2)
    if faithful is False:
        told.append(
            Sentence(
                "not_testing_the_method",
                f"Metodtroheten är låg ({mean_sv}). Resultaten testar inte metoden.",
                f"Fidelity is low ({mean_en}). The results do not test the method.",
            )
        )
    if faithful is None:
        told.append(
            Sentence(
                "fidelity_unknown",
                "Intervallet omfattar gränsen: det är osäkert om metoden följs. Bedöm fler tillfällen.",
                "The interval holds the threshold: it is uncertain whether the method is followed. Rate more sessions.",
            )
        )
    if missing:
        told.append(
            Sentence(
                "rows_left_out",
                f"{missing} tillfällen saknar poäng och ingår inte.",
                f"{missing} sessions lack a score and are not included.",
            )
        )
    if held is None:
        told.append(
            Sentence(
                "held_unknown",
                "Hur många tillfällen som hölls är inte angivet. Då syns inte hur stor del som bedömdes.",
                "How many sessions were held is not given. Then the share rated cannot be seen.",
            )
        )
    elif n / held < 0.2:
        share_sv, share_en = percent(n / held)
        told.append(
            Sentence(
                "few_rated",
                f"Bara {share_sv} av tillfällena är bedömda.",
                f"Only {share_en} of the sessions were rated.",
            )
        )
    if not double:
        told.append(
            Sentence(
                "not_double_rated",
                "Inget tillfälle är dubbelbedömt. Då är bedömningens pålitlighet okänd.",
                "No session was rated twice. Then the reliability of the rating is unknown.",
            )
        )
    elif reliability is None or reliability.ICC2_1 < 0.5:
        told.append(
            Sentence(
                "unreliable",
                "Bedömarnas samstämmighet är låg eller går inte att räkna ut.",
                "The raters' agreement is low or cannot be computed.",
            )
        )
    if drift is not None and drift.high < 0:
        told.append(
            Sentence("drift_down", "Metodtroheten sjunker över tid.", "Fidelity is falling over time.")
        )
    if alone:
        told.append(
            Sentence(
                "sessions_independent",
                "Intervallet räknar tillfällena som oberoende. Ange utförare (provider) om några håller flera.",
                "The interval treats sessions as independent. Give provider when someone holds several.",
            )
        )
    return told

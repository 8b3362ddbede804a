"""Whether one person, or each of many, changed by more than the instrument's own error, and reached a sound level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.change.categories import (
    CATEGORIES,
    CategoryShare,
    categories,
    category_share,
    in_rows,
    in_words,
    reached,
)
from praktiknara.evaluation.change.norms import (
    Norms,
    cut_offs,
    direction,
    read_norms,
    reliability_of,
    spread_before,
)
from praktiknara.evaluation.common.pairs import (
    CANNOT_SHOW_EFFECT,
    LARGEST,
    Pairs,
    level_of,
    points,
    read_pairs,
    read_range,
)
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.read import Column, Flags, Floats
from praktiknara.evaluation.result import Assumption, Result
from praktiknara.evaluation.texts import Sentence, percent

METHODS = ("jacobson_truax", "gulliksen_lord_novick", "edwards_nunnally")


@dataclass(frozen=True, kw_only=True)
class ReliableChange(Result):
    """Reliable change and category, for one person as plain values, for many as one value per row (None: not known).

    `category` is by the chosen cut-off; `category_cutoff_a`, `_b` and `_c` are by each that the norms give. `shares`
    counts the categories; `already_functional` are those who began on the sound side and so could not recover, and
    `recovered_of_possible` counts the recovered among the others.
    """

    rows: int
    started: int | None
    method: str
    better: str
    SEM: float
    Sdiff: float
    MDC: float
    critical: float
    s_pre: float
    s_pre_from: str
    r_xx: float
    RC: float | tuple[float | None, ...]
    cut_a: float | None
    cut_b: float | None
    cut_c: float | None
    cutoff: str | None
    cut_off: float | None
    category: str | tuple[str | None, ...]
    category_cutoff_a: str | tuple[str | None, ...] | None
    category_cutoff_b: str | tuple[str | None, ...] | None
    category_cutoff_c: str | tuple[str | None, ...] | None
    already_functional_rows: bool | tuple[bool | None, ...] | None
    shares: tuple[CategoryShare, ...]
    improved_or_recovered: CategoryShare
    already_functional: CategoryShare | None
    recovered_of_possible: CategoryShare | None
    level: float

    def named(self) -> dict[str, Any]:
        """Give the count of each category under its own name."""
        return {f"n_{share.name}": share.count for share in self.shares}


def reliable_change(
    pre: float | Column,
    post: float | Column,
    r_xx: float,
    s_pre: float | None = None,
    M_clinical: float | None = None,
    s_clinical: float | None = None,
    M_functional: float | None = None,
    s_functional: float | None = None,
    cutoff: str | None = None,
    cut_off: float | None = None,
    better: str | None = None,
    method: str = "jacobson_truax",
    critical: float = 1.96,
    started: int | None = None,
    low: float | None = None,
    high: float | None = None,
    person: Column | None = None,
    reliability_kind: str = "test-retest",
    reliability_from: str = "published",
    allow_same_sample: bool = False,
    level: float = 0.95,
) -> ReliableChange:
    """Say of one person or of each of many whether the change is beyond the instrument's error, and where it ended.

    SEM = s_pre · √(1 − r_xx); Sdiff = √2 · SEM; RC = (post − pre) / Sdiff; the change is reliable when |RC| > critical.
    MDC = critical · Sdiff is the smallest change in points that counts. Cut-offs, when higher is better:
    a = M_clinical + 2 s_clinical, b = M_functional − 2 s_functional,
    c = (s_functional M_clinical + s_clinical M_functional) / (s_functional + s_clinical); mirrored when lower is better.
    Recovered: reliably better, and from the clinical side to the cut-off or beyond. Improved: reliably better otherwise.
    Deteriorated: reliably worse, wherever the person began. Unchanged: the rest, which is not known to be no change.

    `pre` and `post` are two numbers or two columns of equal length, in points. `s_pre` is the SD before, never that of the
    change; without it `s_clinical` is used, and without that the SD of the column `pre`. A clinical norm that is not given
    is taken from the column `pre`. `cutoff` chooses "a", "b" or "c" (c where it can be computed, else b, else a); `cut_off`
    is a published value instead. `better` is "higher" or "lower"; without it the norms decide, else "higher".
    `method`: "gulliksen_lord_novick" (Hsu 1989) has RC = (post − M − r_xx (pre − M)) / (s_pre √(1 − r_xx²)) and
    "edwards_nunnally" (Speer 1992) RC = (post − M − r_xx (pre − M)) / SEM, both with M = M_clinical.
    `reliability_kind` and `reliability_from` ("published" or "same_sample") say where r_xx comes from. Assumes one error
    of measurement for everybody, and the same instrument and version at both times.

    Raises:
        InputError: scores, norms or reliability that cannot be right; columns of different length; a person given twice.
        TooFewError: no person with both scores, or too few to take the SD from.
        NotEstimableError: the SD is to be taken from a column in which nothing varies.
        RefusedError: reliability from the same small sample, unless `allow_same_sample`.

    Source: Jacobson & Truax (1991) Journal of Consulting and Clinical Psychology 59:12–19.

    Example:
        >>> anna = reliable_change(32.5, 47.5, 0.8, M_clinical=40, s_clinical=7.5, M_functional=60, s_functional=7.5)
        >>> round(anna.RC, 2), anna.cut_c, anna.category, round(anna.MDC, 1)
        (3.16, 50.0, 'improved', 9.3)
    """
    single = not hasattr(pre, "__len__") and not hasattr(post, "__len__")
    lowest, highest = read_range(low, high)
    confidence = level_of(level)
    read.choice(method, "method", METHODS)
    limit = read.positive(critical, "critical", high=10)
    before: Any = [read.real(pre, "pre")] if single else pre
    after: Any = [read.real(post, "post")] if single else post
    pairs = read_pairs(
        before,
        after,
        low=lowest,
        high=highest,
        started=started,
        person=person,
        at_least=1,
        ask_started=not single,
    )
    reliability, told = reliability_of(
        r_xx, pairs.n, reliability_kind, reliability_from, allow_same_sample=allow_same_sample
    )
    norms = read_norms(pairs, M_clinical, s_clinical, M_functional, s_functional)
    higher = direction(better, norms, told_norm=M_clinical is not None)
    spread, spread_from = spread_before(s_pre, s_clinical, pairs)
    SEM = spread * math.sqrt(1 - reliability)
    Sdiff = math.sqrt(2) * SEM
    rc = _change_index(method, pairs, norms, reliability, spread)
    cuts = cut_offs(norms, higher=higher)
    chosen, value = _chosen(cutoff, cut_off, cuts)
    gain = rc if higher else -rc
    codes = {name: categories(gain, pairs, cut, limit, higher=higher) for name, cut in cuts.items()}
    code = categories(gain, pairs, value, limit, higher=higher)
    sound = None if value is None else reached(pairs.pre, value, higher=higher)
    shares = tuple(
        category_share(name, int((code == place).sum()), pairs.n, confidence)
        for place, name in enumerate(CATEGORIES)
    )
    return ReliableChange(
        n=pairs.n,
        rows=pairs.rows,
        started=pairs.started,
        method=method,
        better="higher" if higher else "lower",
        SEM=SEM,
        Sdiff=Sdiff,
        MDC=limit * Sdiff,
        critical=limit,
        s_pre=spread,
        s_pre_from=spread_from,
        r_xx=reliability,
        RC=float(rc[0]) if single else in_rows(rc, pairs.used),
        cut_a=cuts.get("a"),
        cut_b=cuts.get("b"),
        cut_c=cuts.get("c"),
        cutoff=chosen,
        cut_off=value,
        category=in_words(code, pairs.used, single=single),
        category_cutoff_a=in_words(codes["a"], pairs.used, single=single) if "a" in codes else None,
        category_cutoff_b=in_words(codes["b"], pairs.used, single=single) if "b" in codes else None,
        category_cutoff_c=in_words(codes["c"], pairs.used, single=single) if "c" in codes else None,
        already_functional_rows=None
        if sound is None
        else bool(sound[0])
        if single
        else in_rows(sound, pairs.used),
        shares=shares,
        improved_or_recovered=category_share(
            "improved_or_recovered", int((code <= 1).sum()), pairs.n, confidence
        ),
        already_functional=None
        if sound is None
        else category_share("already_functional", int(sound.sum()), pairs.n, confidence),
        recovered_of_possible=None
        if sound is None
        else category_share("recovered_of_possible", shares[0].count, pairs.n - int(sound.sum()), confidence),
        level=confidence,
        warnings=(
            *pairs.warnings,
            *told,
            CANNOT_SHOW_EFFECT,
            *_said(pairs, shares, sound, limit * Sdiff, value, single=single),
        ),
        assumptions=(
            Assumption(
                "same_error_for_all",
                None,
                Sentence(
                    "same_error_for_all",
                    "Mätfelet antas vara lika stort för alla, och instrumentet detsamma båda gångerna.",
                    "The error of measurement is taken to be the same for everybody, and the instrument the same both times.",
                ),
            ),
        ),
    )


def _change_index(method: str, pairs: Pairs, norms: Norms, reliability: float, spread: float) -> Floats:
    if method == "jacobson_truax":
        return (pairs.post - pairs.pre) / (spread * math.sqrt(2 * (1 - reliability)))
    if norms.M_clinical is None:
        raise InputError(
            "norm_missing",
            f"Metoden {method} behöver M_clinical.",
            f"The method {method} needs M_clinical.",
            where="M_clinical",
        )
    away = pairs.post - norms.M_clinical - reliability * (pairs.pre - norms.M_clinical)
    unexplained = 1 - (reliability**2 if method == "gulliksen_lord_novick" else reliability)
    return away / (spread * math.sqrt(unexplained))


def _chosen(
    cutoff: str | None, cut_off: float | None, cuts: dict[str, float]
) -> tuple[str | None, float | None]:
    """Give the name and the value of the cut-off that decides."""
    if cut_off is not None:
        return "given", read.real(cut_off, "cut_off", low=-LARGEST, high=LARGEST)
    if cutoff is None:
        name = next((each for each in "cba" if each in cuts), None)
        return name, None if name is None else cuts[name]
    read.choice(cutoff, "cutoff", ("a", "b", "c"))
    if cutoff not in cuts:
        raise InputError(
            "norm_missing",
            f"Gräns {cutoff} kan inte räknas ut. Ange normernas medelvärde och standardavvikelse.",
            f"Cut-off {cutoff} cannot be computed. Give the mean and SD of the norms.",
            where="cutoff",
        )
    return cutoff, cuts[cutoff]


def _said(
    pairs: Pairs,
    shares: tuple[CategoryShare, ...],
    sound: Flags | None,
    smallest: float,
    cut: float | None,
    *,
    single: bool,
) -> list[Sentence]:
    """Say what must be read with the categories: the smallest change that counts, harm, and who could not recover."""
    points_sv, points_en = points(smallest)
    told = [
        Sentence(
            "smallest_change",
            f"En ändring på högst {points_sv} poäng kan vara mätfel.",
            f"A change of at most {points_en} points may be measurement error.",
        )
    ]
    worse = shares[3]
    if not single and worse.share is not None:
        share_sv, share_en = percent(worse.share)
        told.append(
            Sentence(
                "deteriorated",
                f"{worse.count} av {worse.n} försämrades mer än mätfelet kan förklara ({share_sv}).",
                f"{worse.count} of {worse.n} became worse by more than measurement error can explain ({share_en}).",
            )
        )
    if cut is None:
        told.append(
            Sentence(
                "no_cut_off",
                "Normer saknas, så det går inte att säga vem som har återhämtat sig.",
                "There are no norms, so it cannot be said who has recovered.",
            )
        )
    elif sound is not None and sound.any():
        many = int(sound.sum())
        told.append(
            Sentence(
                "already_functional",
                f"{many} av {pairs.n} låg redan från början på den friska sidan av gränsen och kan inte räknas som återhämtade.",
                f"{many} of {pairs.n} began on the sound side of the cut-off and cannot count as recovered.",
            )
        )
    return told

"""The propensity score: each person's probability of the treatment given what was known before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from praktiknara.evaluation.common.linear import independent
from praktiknara.evaluation.common.terms import Term, model_terms, standardised
from praktiknara.evaluation.errors import NotEstimableError
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.texts import Sentence

_STEPS = 60


class Propensity(NamedTuple):
    """The fitted probabilities, their logits, the standardised design (first column ones), and what was dropped."""

    score: Floats
    logit: Floats
    x: Floats
    warnings: tuple[Sentence, ...]


def propensity(treated: Flags, terms: Sequence[Term], names: Sequence[str]) -> Propensity:
    """Fit a logistic regression of treatment on the terms by maximum likelihood.

    A term that follows from others is dropped and told, as it changes no probability. Raises NotEstimableError, naming
    the covariate, when treated and untreated are perfectly separated.
    """
    chosen = model_terms(terms, names)
    for term in chosen:
        _refuse_separated(treated, term)
    x = (
        np.column_stack([np.ones(len(treated)), standardised(chosen)])
        if chosen
        else np.ones((len(treated), 1))
    )
    held = independent(x)
    dropped = [term.name for term, kept in zip(chosen, held[1:], strict=True) if not kept]
    kept_terms = [term for term, kept in zip(chosen, held[1:], strict=True) if kept]
    x = x[:, held]
    beta = _maximum(x, treated.astype(float), kept_terms)
    logit = x @ beta
    return Propensity(expit(logit), logit, x, _told(dropped))


def _told(dropped: Sequence[str]) -> tuple[Sentence, ...]:
    if not dropped:
        return ()
    culprits = ", ".join(dropped)
    return (
        Sentence(
            "covariate_dropped",
            f"{culprits} varierar inte eller följer av de andra kovariaterna och är inte med i modellen.",
            f"{culprits} does not vary, or follows from the other covariates, and is not in the model.",
        ),
    )


def _refuse_separated(treated: Flags, term: Term) -> None:
    """Refuse a term that by itself tells treated from untreated, in full or at one of a yes-or-no term's values."""
    with_it, without = term.values[treated], term.values[~treated]
    low, high = min(with_it.min(), without.min()), max(with_it.max(), without.max())
    if low == high:
        return
    apart = with_it.min() >= without.max() or with_it.max() <= without.min()
    if term.binary:
        apart = with_it.min() == with_it.max() or without.min() == without.max()
    if apart:
        _separated(term.name)


def _separated(name: str) -> None:
    raise NotEstimableError(
        "perfectly_separated",
        f"{name} skiljer helt dem som fick insatsen från dem som inte fick den. Slå ihop värden eller begränsa jämförelsen till dem som kunde få båda.",
        f"{name} fully separates those with the treatment from those without. Merge values, or restrict the comparison to those who could have had either.",
        where=name,
    )


def _maximum(x: Floats, y: Floats, terms: Sequence[Term]) -> Floats:
    """Newton's method with halved steps; what does not converge is separated by a sum of covariates."""
    beta = np.zeros(x.shape[1])
    share = float(y.mean())
    beta[0] = np.log(share / (1 - share))
    best = _likelihood(x, y, beta)
    for _ in range(_STEPS):
        probability = expit(x @ beta)
        score = x.T @ (y - probability)
        information = (x * (probability * (1 - probability))[:, None]).T @ x
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            break
        if not np.isfinite(step).all():
            break
        size = 1.0
        while size > 1e-6 and _likelihood(x, y, beta + size * step) < best - 1e-9 * abs(best):
            size /= 2
        beta = beta + size * step
        best = _likelihood(x, y, beta)
        if float(np.abs(step).max()) < 1e-9 * max(1.0, float(np.abs(beta).max())):
            return beta
        if best > -1e-6 * len(y):
            break
    _separated(terms[int(np.argmax(np.abs(beta[1:])))].name if terms else "treatment")
    return beta


def _likelihood(x: Floats, y: Floats, beta: Floats) -> float:
    eta = x @ beta
    return float(np.sum(y * eta - np.logaddexp(0, eta)))

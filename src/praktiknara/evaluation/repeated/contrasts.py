"""Contrasts of a mixed model, and what both of its uses check and say."""

import math

import numpy as np
from scipy import special

from praktiknara.evaluation.errors import TooFewError
from praktiknara.evaluation.read import Floats
from praktiknara.evaluation.repeated.long_table import LongTable
from praktiknara.evaluation.repeated.mixed import MixedFit
from praktiknara.evaluation.repeated.result import Contrast, FTest
from praktiknara.evaluation.result import Assumption
from praktiknara.evaluation.texts import Sentence

MISSING = Assumption(
    "missing_at_random",
    None,
    Sentence(
        "missing_at_random",
        "De som saknar värden skiljer sig bara så som deras andra värden visar.",
        "Those who lack values differ only as their other values show.",
    ),
)
NO_KENWARD = Sentence(
    "approximate_df",
    "Frihetsgraderna är de inom personer. Kenward–Rogers korrektion finns inte här.",
    "The degrees of freedom are those within persons. The correction by Kenward and Roger is not available here.",
)


class Contrasts:
    """Makes contrasts of one fit, with their t intervals and F tests."""

    def __init__(self, fit: MixedFit, df: float, level: float, scale: float = 1.0) -> None:
        self.fit, self.df, self.scale = fit, df, scale
        self.reach = float(special.stdtrit(df, 1 - (1 - level) / 2))

    def of(self, weights: Floats, time: str, group: str, n: int) -> Contrast:
        """Give one weighted sum of the fixed effects."""
        estimate = float(weights @ self.fit.beta) / self.scale
        se = math.sqrt(float(weights @ self.fit.covariance @ weights)) / self.scale
        return contrast(time, group, estimate, se, self.df, self.reach, n)

    def test(self, weights: list[Floats]) -> FTest:
        """Test several weighted sums at once."""
        rows = np.array(weights)
        found = rows @ self.fit.beta
        f = float(found @ np.linalg.solve(rows @ self.fit.covariance @ rows.T, found)) / len(rows)
        return FTest(f, len(rows), self.df, float(special.fdtrc(len(rows), self.df, f)))


def contrast(time: str, group: str, estimate: float, se: float, df: float, reach: float, n: int) -> Contrast:
    t = estimate / se
    p = float(2 * special.stdtr(df, -abs(t)))
    return Contrast(time, group, estimate, se, df, t, p, estimate - reach * se, estimate + reach * se, n)


def enough(table: LongTable) -> None:
    """Refuse a table in which nobody can have changed."""
    if len(table.times) < 2 or int((np.bincount(table.person) > 1).sum()) < 2:
        raise TooFewError(
            "too_few",
            "Det behövs minst två tidpunkter och två personer som mätts mer än en gång.",
            "At least two times and two persons measured more than once are needed.",
            where="data",
        )


def boundary_warning(fit: MixedFit) -> tuple[Sentence, ...]:
    """Warn when the model finds persons alike."""
    if not fit.boundary:
        return ()
    return (
        Sentence(
            "boundary",
            "Modellen finner ingen skillnad mellan personer i nivå eller lutning. Kontrollera personkolumnen.",
            "The model finds no difference between persons in level or slope. Check the column of persons.",
        ),
    )

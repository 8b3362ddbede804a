"""Plans for shares: power and size for comparing two proportions."""

import math
from collections.abc import Callable

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError
from praktiknara.evaluation.planning import parts
from praktiknara.evaluation.planning.parts import INDEPENDENT, Power, SampleSize, Terms, rests_on
from praktiknara.evaluation.texts import Sentence

METHODS = ("pooled", "unpooled", "arcsine", "continuity")
SHARES = rests_on(
    "shares",
    "Andelen i jämförelsegruppen blir ungefär den som angavs.",
    "The share in the comparison group turns out about as given.",
)
FEW = Sentence(
    "few_expected",
    "Färre än fem väntas i någon ruta. Beräkningen bygger på normalfördelningen och är då osäker.",
    "Fewer than five are expected in some cell. The calculation rests on the normal distribution and is then unsure.",
)


def shares_power(
    p1: float, p2: float, n1: float, n2: float, given: Terms, method: str = "pooled", *, strict: bool = False
) -> float:
    """Power of the two-proportion z test, for sizes that need not be whole."""
    distance = abs(p1 - p2)
    if method == "arcsine":
        z = abs(2 * math.asin(math.sqrt(p1)) - 2 * math.asin(math.sqrt(p2))) * math.sqrt(n1 * n2 / (n1 + n2))
        wrong = parts.upper(-z - given.z_alpha) if strict and given.sides == 2 else 0.0
        return parts.upper(z - given.z_alpha) + wrong
    if method == "continuity":
        distance -= (n1 + n2) / (2 * n1 * n2)
        if distance <= 0:
            return 0.0
    mean = (n1 * p1 + n2 * p2) / (n1 + n2)
    apart = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    alike = apart if method == "unpooled" else math.sqrt(mean * (1 - mean) * (1 / n1 + 1 / n2))
    if apart == 0:  # nobody and everybody
        return 1.0 if distance > given.z_alpha * alike else 0.0
    wrong = parts.upper((-distance - given.z_alpha * alike) / apart) if strict and given.sides == 2 else 0.0
    return parts.upper((distance - given.z_alpha * alike) / apart) + wrong


def _size(p1: float, p2: float, share: float, given: Terms, method: str, strict: bool) -> float:
    """Size of the first group; the continuity correction is that of Casagrande, Pike, Smith and of Fleiss."""

    def at(n: float) -> float:
        return shares_power(p1, p2, n, share * n, given, base, strict=strict)

    base = "pooled" if method == "continuity" else method
    n = parts.least(at, given.power, min(1.0, 1 / share) * 1e-3)
    if method == "continuity":
        n *= (1 + math.sqrt(1 + 2 * (1 + share) / (share * n * abs(p1 - p2)))) ** 2 / 4
    return n


def _apart(p1: float, p2: float) -> tuple[float, float]:
    first, second = read.share(p1, "p1"), read.share(p2, "p2")
    if abs(first - second) < 1e-6:
        raise InputError(
            "no_effect",
            "p1 och p2 är lika. Ange den minsta skillnad som spelar roll.",
            "p1 and p2 are equal. Give the smallest difference that matters.",
            where="p1, p2",
        )
    return first, second


def _few(n1: float, n2: float, p1: float, p2: float) -> tuple[Sentence, ...]:
    return (FEW,) if min(n1 * p1, n1 * (1 - p1), n2 * p2, n2 * (1 - p2)) < 5 else ()


def sample_size_two_shares(
    p1: float,
    p2: float,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
    method: str = "pooled",
    drop_out: float = 0.0,
    design_effect: float = 1.0,
    strict: bool = False,
) -> SampleSize:
    """Say how many persons two groups need for a test to show a difference between two shares.

    The least n₁ with Φ((|p₁ − p₂| − z_{1−α/sides}·s₀)/s₁) ≥ power, where s₁² = p₁q₁/n₁ + p₂q₂/n₂,
    s₀² = p̄q̄(1/n₁ + 1/n₂), p̄ = (n₁p₁ + n₂p₂)/(n₁ + n₂) and n₂ = ratio · n₁. Size is multiplied by `design_effect`
    and then divided by 1 − `drop_out`.

    Args:
        p1: share (0–1) in the first group.
        p2: share in the second group.
        power: wanted chance of showing the difference, 0.5 up to 1.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        ratio: persons in the second group per person in the first.
        method: "pooled" as above; "unpooled" with s₁ in both places; "arcsine" with Cohen's h;
            "continuity" the pooled size with the continuity correction (Casagrande, Pike and Smith; Fleiss).
        drop_out: share (0–0.99) that will not be followed up.
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count the wrong tail as well.

    Returns:
        `n_exact` (first group, not rounded), `n1`, `n2`, `n_per_group`, `n` in all, `n_start` and the power curve.

    Assumptions:
        Independent persons, and at least five expected in each cell (a warning tells when not).

    Raises:
        InputError: a value out of its range, or two shares that are equal.
        NotEstimableError: more than a billion persons would be needed.

    Source:
        Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, ch. 4; Cohen 1988, ch. 6.

    Example:
        >>> plan = sample_size_two_shares(0.50, 0.75, power=0.9)
        >>> round(plan.n_exact, 1), plan.n_per_group
        (76.7, 77)
    """
    given = parts.terms(alpha, sides, power)
    first, second = _apart(p1, p2)
    share, both = parts.ratio_of(ratio), read.flag(strict, "strict")
    way, deff = read.choice(method, "method", METHODS), parts.inflation(design_effect)
    n_exact = _size(first, second, share, given, way, both)
    n1, n2 = max(1, parts.up(n_exact * deff)), max(1, parts.up(share * n_exact * deff))
    n_start = parts.to_start(n1 + n2, drop_out)

    def by_total(total: float) -> float:
        size = total / deff / (1 + share)
        return shares_power(first, second, size, share * size, given, way, strict=both)

    return SampleSize(
        n=n1 + n2,
        sentence=parts.size_sentence(n1, n2, n_start, given.power),
        effect=first - second,
        power=given.power,
        alpha=given.alpha,
        sides=given.sides,
        n_exact=n_exact,
        n1=n1,
        n2=n2,
        n_per_group=n1 if n1 == n2 else None,
        n_start=n_start,
        design_effect=deff,
        method=f"two proportions, {way}",
        curve=parts.curve_of(by_total, n1 + n2),
        assumptions=(SHARES, INDEPENDENT),
        warnings=_few(n1, n2, first, second),
    )


def power_two_shares(
    p1: float,
    p2: float,
    n1: int,
    n2: int,
    alpha: float = 0.05,
    sides: int = 2,
    method: str = "pooled",
    design_effect: float = 1.0,
    strict: bool = False,
    observed: bool = False,
) -> Power:
    """Say how likely a test is to show a difference between two shares.

    Φ((|p₁ − p₂| − z_{1−α/sides}·s₀)/s₁) with s₁² = p₁q₁/n₁ + p₂q₂/n₂ and s₀² = p̄q̄(1/n₁ + 1/n₂); with the method
    "continuity", |p₁ − p₂| is lessened by (1/n₁ + 1/n₂)/2.

    Args:
        p1: share (0–1) in the first group.
        p2: share in the second group.
        n1: persons in the first group.
        n2: persons in the second group.
        alpha: accepted chance of a false positive.
        sides: 2 or 1.
        method: "pooled", "unpooled", "arcsine" or "continuity".
        design_effect: from `design_effect`, when persons come in clusters.
        strict: count the wrong tail as well.
        observed: say so when the shares are those that were observed; they are then refused.

    Assumptions:
        Independent persons, and at least five expected in each cell (a warning tells when not).

    Raises:
        InputError: a value out of its range, or two shares that are equal.
        RefusedError: `observed` is true.

    Source:
        Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, ch. 4; Cohen 1988, ch. 6.

    Example:
        >>> round(power_two_shares(0.50, 0.75, n1=50, n2=50).power, 3)
        0.74
    """
    parts.refuse_observed(observed)
    given = parts.terms(alpha, sides)
    one, two = _apart(p1, p2)
    first, second = read.whole(n1, "n1", low=1), read.whole(n2, "n2", low=1)
    way, deff = read.choice(method, "method", METHODS), parts.inflation(design_effect)
    found = shares_power(
        one, two, first / deff, second / deff, given, way, strict=read.flag(strict, "strict")
    )
    return Power(
        n=first + second,
        sentence=parts.power_sentence(found, first + second),
        effect=one - two,
        power=found,
        alpha=given.alpha,
        sides=given.sides,
        n1=first,
        n2=second,
        design_effect=deff,
        method=f"two proportions, {way}",
        assumptions=(SHARES, INDEPENDENT),
        warnings=_few(first, second, one, two),
    )


def least_shares(p2: float, n1: float, n2: float, given: Terms) -> tuple[float | None, float | None]:
    """The nearest shares below and above p2 that are told from it with the wanted power; None when there is none."""

    def beyond(p_of: Callable[[float], float], room: float) -> float | None:
        def short(d: float) -> float:
            return shares_power(p_of(d), p2, n1, n2, given) - given.power

        steps = [room * step / 200 for step in range(1, 201)]
        reached = next((step for step in steps if short(step) >= 0), None)
        if reached is None:
            return None
        return min(1.0, max(0.0, p_of(parts.root(short, max(reached - room / 200, 1e-12), reached))))

    return beyond(lambda d: max(0.0, p2 - d), p2), beyond(lambda d: min(1.0, p2 + d), 1 - p2)

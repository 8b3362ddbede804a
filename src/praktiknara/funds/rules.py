"""Sums that never mix VAT bases and never turn unknown into zero (R-FUM-03, R-FUM-04)."""

from collections.abc import Iterable
from typing import NamedTuple


class Amount(NamedTuple):
    """Kronor or None when unknown, the VAT basis or "" when the source does not say, and whether it is about."""

    kronor: int | None
    vat: str = ""
    about: bool = False


class Total(NamedTuple):
    """The sum of the known amounts of one VAT basis, how many rows it has, how many are unknown, whether any is about."""

    vat: str
    kronor: int
    rows: int
    unknown: int
    about: bool

    @property
    def is_whole(self) -> bool:
        """Say whether every amount is known, so that the sum can be told without "minst"."""
        return self.unknown == 0

    @property
    def is_known(self) -> bool:
        """Say whether any amount is known, so that there is a sum to tell at all."""
        return self.rows > 0


def added(parts: Iterable[Total]) -> list[Total]:
    """Add totals up, one per VAT basis, in the order excl, incl, unsaid (R-FUM-03)."""
    by_basis: dict[str, list[Total]] = {}
    for part in parts:
        by_basis.setdefault(part.vat, []).append(part)
    return [
        Total(
            vat=vat,
            kronor=sum(part.kronor for part in same),
            rows=sum(part.rows for part in same),
            unknown=sum(part.unknown for part in same),
            about=any(part.about for part in same),
        )
        for vat in ("excl", "incl", "")
        if (same := by_basis.get(vat))
    ]


def totals(amounts: Iterable[Amount]) -> list[Total]:
    """Add amounts up, one total per VAT basis (R-FUM-03)."""
    return added(
        Total(amount.vat, amount.kronor or 0, amount.kronor is not None, amount.kronor is None, amount.about)
        for amount in amounts
    )


def told(sums: Iterable[Total]) -> list[Total]:
    """Give the sums that can be told; where only the basis of an unknown amount is known, all others are "at least"."""
    every = list(sums)
    unknown = sum(total.unknown for total in every if not total.is_known)
    return [total._replace(unknown=total.unknown + unknown) for total in every if total.is_known]


def only_whole(sums: Iterable[Total]) -> Total | None:
    """Give the sum when there is one basis and every amount is known; else None, for it cannot be told bare."""
    known = list(sums)
    return known[0] if len(known) == 1 and known[0].is_whole else None


# What a year is told by first: money that someone got, then what was proposed, then what was promised.
LEADS = ("granted", "proposed", "delegated", "planned", "set_aside")


def leading(sums: dict[str, list[Total]]) -> str:
    """Give the standing that a year is told by: the first with a known sum, else the first there is."""
    order = [*LEADS, *sorted(set(sums) - set(LEADS))]
    present = [standing for standing in order if sums.get(standing)]
    known = [standing for standing in present if any(total.is_known for total in sums[standing])]
    return (known or present or [""])[0]

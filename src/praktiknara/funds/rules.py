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


def totals(amounts: Iterable[Amount]) -> list[Total]:
    """Add amounts up, one total per VAT basis, in the order excl, incl, unsaid (R-FUM-03)."""
    by_basis: dict[str, list[Amount]] = {}
    for amount in amounts:
        by_basis.setdefault(amount.vat, []).append(amount)
    order = ("excl", "incl", "")
    return [
        Total(
            vat=vat,
            kronor=sum(amount.kronor for amount in same if amount.kronor is not None),
            rows=sum(amount.kronor is not None for amount in same),
            unknown=sum(amount.kronor is None for amount in same),
            about=any(amount.about for amount in same),
        )
        for vat, same in sorted(by_basis.items(), key=lambda item: order.index(item[0]))
    ]

"""What every analysis gives back: frozen, with what it rests on, and told as plain values by `as_dict()`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from praktiknara.evaluation.texts import Sentence

if TYPE_CHECKING:
    from praktiknara.evaluation.charts.data import Chart


@dataclass(frozen=True)
class Interval:
    """An interval for an estimate, with its level (0.95) and the name of the method that made it ("Wilson")."""

    low: float
    high: float
    level: float
    kind: str


@dataclass(frozen=True)
class Assumption:
    """Something an analysis rests on: whether the data speak for it, against it, or cannot tell (None)."""

    name: str
    held: bool | None
    sentence: Sentence


@dataclass(frozen=True, kw_only=True)
class Result:
    """The outcome of one analysis: `n` observations used, with its warnings and the assumptions it rests on."""

    n: int
    warnings: tuple[Sentence, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def named(self) -> dict[str, Any]:
        """Give figures that the field knows by a short name of their own ("ci_low", "S12"); laid over the fields."""
        return {}

    def chart(self) -> "Chart | None":
        """Give what a chart of this result needs, or None when it is best told in words."""
        return None

    def as_dict(self) -> dict[str, Any]:
        """Give every figure as plain values that JSON can hold; a number that does not exist is None."""
        own = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return own | {name: plain(value) for name, value in self.named().items()}


def plain(value: Any) -> Any:
    """Turn numbers, arrays, sentences and dataclasses into what JSON can hold; NaN and infinities become None.

    Example:
        >>> plain(Interval(0.1, float("nan"), 0.95, "t"))
        {'low': 0.1, 'high': None, 'level': 0.95, 'kind': 't'}
    """
    if isinstance(value, Sentence):
        return value._asdict()
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "tolist"):  # numpy's numbers and arrays, pandas' columns
        return plain(value.tolist())
    return [plain(each) for each in value]

"""What an instrument is: its version, items, range, direction, missing rule, known figures, and what its licence allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError
from praktiknara.evaluation.result import plain
from praktiknara.evaluation.texts import Sentence

USES = ("research", "follow_up", "clinical", "items")
_USE_WORDS = {
    "research": ("forskning", "research"),
    "follow_up": ("uppföljning i verksamheten", "follow-up in the service"),
    "clinical": ("klinisk eller diagnostisk användning", "clinical or diagnostic use"),
    "items": ("att visa frågornas text", "showing the text of the items"),
}


@dataclass(frozen=True)
class Item:
    """What an answer may be: from `low` to `high`, whole or not, or one of `allowed` when only some values exist."""

    low: float
    high: float
    whole: bool = True
    allowed: tuple[float, ...] = ()


@dataclass(frozen=True)
class Subscale:
    """A part of the instrument with a score of its own; `items` count from 1, and are empty when only scores are kept."""

    label: Sentence
    low: float
    high: float
    items: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reliability:
    """A published reliability ("alpha" or "retest") with where it was found; a range has `low` and `high` and no value."""

    kind: str
    value: float | None
    population: Sentence
    source: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Norm:
    """A published mean and standard deviation, for a sex and an age range where the source tells them."""

    mean: float
    sd: float
    n: int
    population: Sentence
    source: str
    sex: str | None = None
    age_low: float | None = None
    age_high: float | None = None


@dataclass(frozen=True)
class CutOff:
    """A published limit: the score from which `meaning` holds, going towards more difficulties."""

    value: float
    meaning: Sentence
    source: str
    sex: str | None = None


@dataclass(frozen=True)
class PublishedChange:
    """A change that a source calls reliable, in points, with the level that it was computed for when it is known."""

    points: float
    source: str
    level: float | None = None


@dataclass(frozen=True)
class Licence:
    """What the owner allows: each use is "free", "permission" (only with a valid one) or "never"; `checked` by the owner."""

    kind: str
    notice: Sentence
    research: str = "free"
    follow_up: str = "free"
    clinical: str = "free"
    items: str = "never"
    checked: bool = False


@dataclass(frozen=True)
class Permission:
    """A written permission: the uses it covers, its last day (None: no end), and the document it stands in."""

    uses: tuple[str, ...]
    until: date | None
    document: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One version of an instrument. What is not known for certain is None or empty, and is shown as unknown.

    `low` and `high` bound the total score; both are None when there is no total. `items` is empty when only scores
    are kept. `reversed_items` count from 1. `missing` is "none" (any missing answer leaves the score missing),
    "prorate" (at most `prorate_most` missing answers, replaced by the person's mean) or "score_only". `factor` None
    gives the sum of the answers; otherwise the score is the mean answer times `factor`. `valid_from` is the day from
    which this definition holds: a new one is a break in every series.
    """

    name: str
    version: str
    language: str
    title: Sentence
    low: float | None
    high: float | None
    higher_is_better: bool
    licence: Licence
    items: tuple[Item, ...] = ()
    reversed_items: tuple[int, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    missing: str = "none"
    prorate_most: int = 0
    factor: float | None = None
    min_age: float | None = None
    max_age: float | None = None
    reliabilities: tuple[Reliability, ...] = ()
    norms: tuple[Norm, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    reliable_change: PublishedChange | None = None
    minimal_important: float | None = None
    valid_from: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def whole_scores(self) -> bool:
        """Whether every total must be a whole number: a sum of whole answers with none replaced."""
        return (
            bool(self.items)
            and all(item.whole for item in self.items)
            and self.missing == "none"
            and self.factor is None
        )

    def as_dict(self) -> dict[str, Any]:
        """Give everything as plain values; what is unknown is None."""
        told: dict[str, Any] = plain(self)
        return told


def gate(
    definition: Definition, use: str, *, permission: Permission | None = None, on: date | None = None
) -> None:
    """Let a use of an instrument pass only when its licence or a valid permission allows it.

    `use` is "research", "follow_up", "clinical" or "items" (showing the text of the items). `on` is the day of the
    use; today when it is left out.

    Raises:
        InputError: a use that is not known.
        RefusedError: `use_not_allowed` when the owner never allows it, `permission_needed` without a permission that
            covers it, `permission_expired` after its last day.

    Example:
        >>> from praktiknara.evaluation.instruments import find
        >>> gate(find("SOC-13"), "research")
        >>> gate(find("SOC-13"), "clinical")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        praktiknara.evaluation.errors.RefusedError: SOC-13: clinical or diagnostic use needs the owner's written...
    """
    allowed = getattr(definition.licence, read.choice(use, "use", USES))
    if allowed == "free":
        return
    swedish, english = _USE_WORDS[use]
    if allowed == "never":
        raise RefusedError(
            "use_not_allowed",
            f"{definition.name}: licensen tillåter inte {swedish}.",
            f"{definition.name}: the licence does not allow {english}.",
            where="use",
        )
    if permission is None or use not in permission.uses:
        raise RefusedError(
            "permission_needed",
            f"{definition.name}: {swedish} kräver skriftligt tillstånd från ägaren. Sök tillstånd och ange det här.",
            f"{definition.name}: {english} needs the owner's written permission. Ask for it and give it here.",
            where="permission",
        )
    day = on or datetime.now(UTC).date()
    if permission.until is not None and day > permission.until:
        raise RefusedError(
            "permission_expired",
            f"{definition.name}: tillståndet gällde till och med {permission.until.isoformat()}. Sök ett nytt.",
            f"{definition.name}: the permission was valid until {permission.until.isoformat()}. Ask for a new one.",
            where="permission",
        )


def read_permission(given: Any) -> Permission | None:
    """Read a permission as a person gives it: {"uses": […], "until": "2027-12-31" or None, "document": "…"}.

    Raises InputError when a part is missing or cannot be read.
    """
    if given is None or isinstance(given, Permission):
        return given
    if not isinstance(given, Mapping) or {str(key) for key in given} - {"uses", "until", "document"}:
        raise InputError(
            "not_a_permission",
            "Tillståndet ska ange uses, until och document.",
            "The permission must give uses, until and document.",
            where="permission",
        )
    uses = given.get("uses")
    if isinstance(uses, str) or not isinstance(uses, Sequence):
        uses = (uses,)
    return Permission(
        tuple(read.choice(use, "permission.uses", USES) for use in uses),
        read_day(given.get("until"), "permission.until"),
        read.name(given.get("document"), "permission.document"),
    )


def read_day(given: Any, where: str) -> date | None:
    """Read one day as a date or as text ("2026-11-22"); None stays None. Raises InputError otherwise."""
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise InputError(
            "not_a_day",
            f"{where} ska vara en dag, skriven som 2026-11-22.",
            f"{where} must be a day, written as 2026-11-22.",
            where=where,
        ) from None


_OWN = (
    "name",
    "version",
    "language",
    "items",
    "low",
    "high",
    "reversed",
    "prorate",
    "higher_is_better",
    "subscales",
    "min_age",
)
_OWN_LICENCE = Licence(
    "own",
    Sentence(
        "own_instrument", "Eget instrument, inte prövat av andra.", "Own instrument, not tried by others."
    ),
    items="free",
)


def own_definition(given: Mapping[str, Any]) -> Definition:
    """Define an instrument of one's own from `name`, `version`, number of `items`, and `low` and `high` of an answer.

    May also have `language`, `reversed` (numbers of items, from 1), `prorate` (how many missing answers at most),
    `higher_is_better`, `min_age` and `subscales` ({name: [numbers of items]}). Raises InputError for anything else.

    Example:
        >>> own_definition({"name": "Trivsel", "version": "1", "items": 4, "low": 1, "high": 5}).high
        20.0
    """
    unknown = [str(key) for key in given if key not in _OWN]
    lacking = [key for key in ("name", "version", "items", "low", "high") if key not in given]
    if unknown or lacking:
        told = ", ".join(unknown or lacking)
        raise InputError(
            "not_a_definition",
            f"Instrumentet har okända uppgifter: {told}." if unknown else f"Instrumentet saknar: {told}.",
            f"The instrument has unknown parts: {told}." if unknown else f"The instrument lacks: {told}.",
            where="instrument",
        )
    count = read.whole(given["items"], "instrument.items", low=1, high=1000)
    low, high = (read.real(given[end], f"instrument.{end}", low=-1e6, high=1e6) for end in ("low", "high"))
    if low >= high:
        raise InputError(
            "empty_range",
            "instrument.low ska vara lägre än instrument.high.",
            "instrument.low must be below instrument.high.",
            where="instrument.low",
        )
    name = read.name(given["name"], "instrument.name")
    parts = {} if given.get("subscales") is None else given["subscales"]
    turned = () if given.get("reversed") is None else given["reversed"]
    if not isinstance(parts, Mapping):
        raise InputError(
            "not_a_definition",
            "instrument.subscales ska ange varje delskalas frågor.",
            "instrument.subscales must give the items of each subscale.",
            where="instrument.subscales",
        )
    prorate = read.whole(given.get("prorate", 0), "instrument.prorate", high=count - 1)
    min_age = given.get("min_age")
    return Definition(
        name=name,
        version=read.name(given["version"], "instrument.version"),
        language=read.name(given.get("language", "sv"), "instrument.language"),
        title=Sentence("own_instrument", name, name),
        low=low * count,
        high=high * count,
        higher_is_better=read.flag(given.get("higher_is_better", True), "instrument.higher_is_better"),
        licence=_OWN_LICENCE,
        items=(Item(low, high, whole=low.is_integer() and high.is_integer()),) * count,
        reversed_items=_item_numbers(turned, "instrument.reversed", count),
        subscales=tuple(_own_part(str(key), items, count, low, high) for key, items in parts.items()),
        missing="prorate" if prorate else "none",
        prorate_most=prorate,
        min_age=None if min_age is None else read.real(min_age, "instrument.min_age", low=0, high=120),
    )


def _item_numbers(given: Any, where: str, count: int) -> tuple[int, ...]:
    numbers = tuple(int(each) for each in read.counts(given, where, low=1, high=count))
    if len(set(numbers)) < len(numbers):
        raise InputError(
            "given_twice",
            f"{where}: en fråga är nämnd två gånger.",
            f"{where}: an item is named twice.",
            where=where,
        )
    return numbers


def _own_part(key: str, items: Any, count: int, low: float, high: float) -> Subscale:
    numbers = _item_numbers(items, f"instrument.subscales.{key}", count)
    return Subscale(Sentence(key, key, key), low * len(numbers), high * len(numbers), numbers)

"""The locked plan itself: how it is sealed, amended and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, LockedError
from praktiknara.evaluation.planlock.canonical_form import canonical, digest, loaded

# What an analysis must agree with, and what more a plan says.
COMPARED = (
    "population",
    "outcome",
    "instrument",
    "instrument_version",
    "time_point",
    "window",
    "rci",
    "comparison",
    "covariates",
    "subgroups",
)
PLAN_KEYS = ("question", *COMPARED, "minimum_n", "stopping_date")
LISTS = ("covariates", "subgroups")


@dataclass(frozen=True)
class Amendment:
    """One change to a locked plan: what, why, whether data had been seen, who and when; `hash` binds it to what was before."""

    changes: str
    reason: str
    data_seen: bool
    by: str
    at: datetime
    hash: str


@dataclass(frozen=True)
class LockedPlan:
    """A plan as it was when it was locked, with its SHA-256, and the amendments made since.

    `plan` and each amendment's `changes` are kept as canonical text, so that nothing in them can be changed by mistake.
    `seal` binds the plan to who locked it and when; each amendment's hash binds it to the seal or the one before it.
    """

    plan: str
    hash: str
    by: str
    at: datetime
    seal: str
    amendments: tuple[Amendment, ...] = ()

    def content(self, *, before_data: bool = False) -> dict[str, Any]:
        """Give the plan with its amendments, or only with those made before any data were seen."""
        found: dict[str, Any] = loaded(self.plan)
        for each in self.amendments:
            if before_data and each.data_seen:
                break
            found |= loaded(each.changes)
        return found

    @property
    def current_hash(self) -> str:
        """The SHA-256 of the plan as it is now; the report carries it."""
        return digest(self.content())

    def as_dict(self) -> dict[str, Any]:
        """Give all of it as plain values that JSON can hold; `read_locked` reads it back."""
        return {
            "plan": loaded(self.plan),
            "hash": self.hash,
            "by": self.by,
            "at": self.at.isoformat(),
            "seal": self.seal,
            "amendments": [
                {
                    "changes": loaded(each.changes),
                    "reason": each.reason,
                    "data_seen": each.data_seen,
                    "by": each.by,
                    "at": each.at.isoformat(),
                    "hash": each.hash,
                }
                for each in self.amendments
            ],
        }


def lock_plan(plan: Mapping[str, Any], by: str, now: datetime) -> LockedPlan:
    """Lock a plan: from now on its checksum, its time and its person are fixed.

    SHA-256 of the canonical form (see `canonical`). The plan must name every key in `PLAN_KEYS`; what does not apply is
    None (or an empty list), so that nothing is left out by forgetting.

    Args:
        plan: JSON values: question, population, outcome (text or a list), instrument, instrument_version, time_point,
            window, rci, comparison, covariates, subgroups, minimum_n (1 or more), stopping_date (2027-01-31 or None).
        by: who locks it.
        now: the time, with its time zone.

    Raises:
        InputError: a key missing or unknown, a value JSON does not have, or a time without its zone.

    Source:
        RFC 8785 (canonical JSON); FIPS 180-4 (SHA-256).

    Example:
        >>> from datetime import UTC, datetime
        >>> plan = dict.fromkeys(PLAN_KEYS) | {"question": "Stiger skolnärvaron?", "outcome": "närvaro",
        ...     "population": "åk 7–9", "covariates": [], "subgroups": ["kön"], "minimum_n": 40}
        >>> locked = lock_plan(plan, "Amina Warsame", datetime(2027, 1, 4, 9, tzinfo=UTC))
        >>> locked.hash == digest(plan), len(locked.hash)
        (True, 64)
    """
    checked = _checked(plan)
    at, person = moment_of(now, "now"), read.name(by, "by")
    text = canonical(checked)
    found = digest(checked)
    return LockedPlan(text, found, person, at, _seal(found, person, at))


def _checked(plan: Any) -> dict[str, Any]:
    if not isinstance(plan, Mapping):
        raise InputError(
            "not_a_plan", "Planen ska ha namngivna delar.", "The plan must have named parts.", where="plan"
        )
    canonical(plan)
    for key in PLAN_KEYS:
        if key not in plan:
            raise InputError(
                "plan_incomplete",
                f"Planen säger inget om {key}. Skriv null om det inte är aktuellt.",
                f"The plan says nothing of {key}. Write null when it does not apply.",
                where=f"plan.{key}",
            )
    _known(plan, "plan")
    for key in ("question", "population"):
        read.name(plan[key], f"plan.{key}")
    for each in plan["outcome"] if isinstance(plan["outcome"], list | tuple) else [plan["outcome"]]:
        read.name(each, "plan.outcome")
    for key in LISTS:
        if not isinstance(plan[key], list | tuple):
            raise InputError(
                "not_a_list",
                f"plan.{key} ska vara en lista, tom om inget är planerat.",
                f"plan.{key} must be a list, empty when nothing is planned.",
                where=f"plan.{key}",
            )
    if plan["minimum_n"] is not None:
        read.whole(plan["minimum_n"], "plan.minimum_n", low=1)
    if plan["stopping_date"] is not None:
        day_of(plan["stopping_date"], "plan.stopping_date")
    return dict(plan)


def _known(given: Mapping[str, Any], where: str) -> None:
    for key in given:
        if key not in PLAN_KEYS:
            raise InputError(
                "plan_key_unknown",
                f"{where}: {key} hör inte till en plan. Delarna heter: {', '.join(PLAN_KEYS)}.",
                f"{where}: {key} is no part of a plan. The parts are: {', '.join(PLAN_KEYS)}.",
                where=f"{where}.{key}",
            )


def moment_of(value: Any, where: str) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InputError(
            "time_without_zone",
            f"{where} ska vara en tidpunkt med tidszon.",
            f"{where} must be a time with its time zone.",
            where=where,
        )
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InputError(
            "time_out_of_range",
            f"{where} ligger utanför kalendern.",
            f"{where} lies beyond the calendar.",
            where=where,
        ) from None


def day_of(value: Any, where: str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InputError(
        "not_a_date",
        f"{where} ska vara ett datum, till exempel 2027-01-31.",
        f"{where} must be a date, such as 2027-01-31.",
        where=where,
    )


def _seal(plan_hash: str, by: str, at: datetime) -> str:
    return digest({"hash": plan_hash, "by": by, "at": at.isoformat()})


def _link(before: str, changes: str, reason: str, data_seen: bool, by: str, at: datetime) -> str:
    return digest(
        {
            "before": before,
            "changes": loaded(changes),
            "reason": reason,
            "data_seen": data_seen,
            "by": by,
            "at": at.isoformat(),
        }
    )


def amend(
    locked: LockedPlan, changes: Mapping[str, Any], reason: str, data_seen: bool, by: str, now: datetime
) -> LockedPlan:
    """Give the plan with one more amendment, dated, with its reason and whether any data had been seen.

    What was locked stays as it was. An amendment made when data had been seen does not make an analysis planned.

    Args:
        locked: the plan, which is verified first.
        changes: the parts that change, with their new values.
        reason: why.
        data_seen: whether anybody had seen outcome data; once it is true it cannot become false.
        by: who amends it.
        now: the time, with its time zone, not before the last change.

    Raises:
        LockedError: the locked plan has been tampered with.
        InputError: nothing changes, a part is unknown, a time lies before the last one, or data are unseen again.

    Example:
        >>> from datetime import UTC, datetime
        >>> plan = dict.fromkeys(PLAN_KEYS) | {"question": "?", "outcome": "närvaro", "population": "åk 7–9",
        ...     "covariates": [], "subgroups": [], "minimum_n": 40}
        >>> locked = lock_plan(plan, "Amina", datetime(2027, 1, 4, tzinfo=UTC))
        >>> later = amend(locked, {"minimum_n": 30}, "färre elever", False, "Amina", datetime(2027, 2, 1, tzinfo=UTC))
        >>> later.content()["minimum_n"], later.hash == locked.hash
        (30, True)
    """
    verify_plan(locked)
    at, person, why = moment_of(now, "now"), read.name(by, "by"), read.name(reason, "reason")
    seen = read.flag(data_seen, "data_seen")
    told: Any = changes
    if not isinstance(told, Mapping) or not told:
        raise InputError(
            "nothing_changes",
            "Ändringen säger inte vad som ändras.",
            "The amendment does not say what changes.",
            where="changes",
        )
    text = canonical(changes)
    _known(changes, "changes")
    now_content = locked.content()
    after = _checked(now_content | loaded(text))
    if canonical(after) == canonical(now_content):
        raise InputError(
            "nothing_changes",
            "Planen är redan sådan.",
            "The plan is already so.",
            where="changes",
        )
    last = locked.amendments[-1].at if locked.amendments else locked.at
    if at < last:
        raise InputError(
            "time_goes_back",
            "Ändringen är daterad före den förra.",
            "The amendment is dated before the last one.",
            where="now",
        )
    if any(each.data_seen for each in locked.amendments) and not seen:
        raise InputError(
            "data_already_seen",
            "Data hade redan setts vid en tidigare ändring.",
            "Data had already been seen at an earlier amendment.",
            where="data_seen",
        )
    before = locked.amendments[-1].hash if locked.amendments else locked.seal
    added = Amendment(text, why, seen, person, at, _link(before, text, why, seen, person, at))
    return LockedPlan(
        locked.plan, locked.hash, locked.by, locked.at, locked.seal, (*locked.amendments, added)
    )


def _unbroken(locked: LockedPlan) -> bool:
    holds = locked.hash == digest(loaded(locked.plan))
    holds = holds and locked.seal == _seal(locked.hash, locked.by, moment_of(locked.at, "locked.at"))
    before = locked.seal
    for each in locked.amendments:
        at = moment_of(each.at, "locked.amendments")
        holds = holds and each.hash == _link(before, each.changes, each.reason, each.data_seen, each.by, at)
        before = each.hash
    return holds


def verify_plan(locked: LockedPlan, plan: Mapping[str, Any] | None = None) -> None:
    """Check that nothing in a locked plan has been changed since, and that `plan`, when given, is the one it holds now.

    Raises:
        LockedError: a checksum does not hold, or `plan` is another plan.
        InputError: something that is not a locked plan, or a plan with values JSON does not have.

    Example:
        >>> from dataclasses import replace
        >>> from datetime import UTC, datetime
        >>> plan = dict.fromkeys(PLAN_KEYS) | {"question": "?", "outcome": "närvaro", "population": "åk 7–9",
        ...     "covariates": [], "subgroups": [], "minimum_n": 40}
        >>> locked = lock_plan(plan, "Amina", datetime(2027, 1, 4, tzinfo=UTC))
        >>> verify_plan(locked, plan)
        >>> try:
        ...     verify_plan(replace(locked, by="Bo"))
        ... except LockedError as error:
        ...     error.sentence.code
        'plan_tampered'
    """
    if not isinstance(locked, LockedPlan):
        raise InputError("not_locked_plan", "Planen är inte låst.", "The plan is not locked.", where="locked")
    try:
        holds = _unbroken(locked)
    except (ValueError, RecursionError):  # what stands there is not even JSON any more
        holds = False
    if not holds:
        raise LockedError(
            "plan_tampered",
            "Planen stämmer inte med sin kontrollsumma: den har ändrats efter låsningen.",
            "The plan does not agree with its checksum: it has been changed after it was locked.",
            where="locked",
        )
    if plan is not None and digest(plan) != locked.current_hash:
        raise LockedError(
            "another_plan",
            "Det här är inte den låsta planen.",
            "This is not the locked plan.",
            where="plan",
        )

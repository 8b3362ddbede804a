"""A plan that is locked before the outcomes are opened, amended in the open, and told from what was not planned."""

from praktiknara.evaluation.planlock.canonical_form import canonical, digest
from praktiknara.evaluation.planlock.locked import (
    PLAN_KEYS,
    Amendment,
    LockedPlan,
    amend,
    lock_plan,
    verify_plan,
)
from praktiknara.evaluation.planlock.verdict import Verdict, explorative, open_data, read_locked

ANALYSES: tuple[str, ...] = ("explorative",)

__all__ = [
    "ANALYSES",
    "PLAN_KEYS",
    "Amendment",
    "LockedPlan",
    "Verdict",
    "amend",
    "canonical",
    "digest",
    "explorative",
    "lock_plan",
    "open_data",
    "read_locked",
    "verify_plan",
]

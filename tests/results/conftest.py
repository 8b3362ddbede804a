"""The stories of results begin when the board has decided."""

from tests.granted import (
    accepted,
    another_project,
    begun,
    decided_case,
    everyone,
    grant,
    money_report,
    payout,
    project,
    ready_case,
    received,
    written,
)

__all__ = [
    "accepted",
    "another_project",
    "begun",
    "decided_case",
    "everyone",
    "grant",
    "money_report",
    "payout",
    "project",
    "ready_case",
    "received",
    "written",
]

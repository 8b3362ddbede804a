"""Stockholm's history, loaded once for the stories of a module and gone after them; and what a decision starts."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.granted import (
    accepted,
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

from praktiknara.overview.actions.history import Loaded, load_history

__all__ = [
    "accepted",
    "begun",
    "decided_case",
    "everyone",
    "grant",
    "loaded",
    "money_report",
    "payout",
    "project",
    "ready_case",
    "received",
    "written",
]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    """What the load answered."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_history()
        transaction.set_rollback(True)


@pytest.fixture
def history(loaded: Loaded, db: None) -> Loaded:
    """The history stands in the register; what a test changes is undone after it."""
    return loaded

"""A register whose things are found: each story indexes what it made."""

from collections.abc import Callable

import pytest
from django.test import Client

from praktiknara.search.actions.keeping import catch_up


@pytest.fixture
def indexed(db) -> Callable[[], int]:
    """Takes up what has changed, as happens when a request's transaction is committed."""
    return catch_up


@pytest.fixture
def visitor() -> Client:
    """Someone who has not signed in."""
    return Client()

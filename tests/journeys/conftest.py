"""What the journeys stand on: the history, the demo's accounts, and people at their own computers."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.granted import accepted, begun, decided_case, project, ready_case, written
from tests.journeys.walk import PATIENCE, Album, Walk

from praktiknara.overview.actions.accounts import make_demo_accounts
from praktiknara.overview.actions.history import load_history
from praktiknara.people.choices import Role
from praktiknara.people.models import Membership, Organisation, User
from praktiknara.people.models import Person as Named

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

__all__ = ["accepted", "begun", "decided_case", "project", "ready_case", "written"]

SECRET = "en-lang-ramsa-7"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def register(db: None) -> None:
    """Stockholm's history and the demo's accounts; and an assessor who works in Skarpnäck."""
    load_history()
    make_demo_accounts()
    siv = Named.objects.create(name="Siv Hallgren")
    skarpnack = Organisation.objects.get(key="sdf-skarpnack")
    Membership.objects.create(person=siv, organisation=skarpnack, role=Role.ASSESSOR)
    User.objects.create(username="siv", person=siv, email="siv@exempel.se")


@pytest.fixture
def album() -> Album:
    """Takes the pictures of the story when JOURNEY_PICTURES names a folder (from the repository's root)."""
    folder = os.environ.get("JOURNEY_PICTURES")
    return Album(ROOT / folder if folder else None)


@pytest.fixture
def walk(new_context: "Callable[..., BrowserContext]", album: Album) -> Walk:
    """Everyone who takes part in the journey, and what is found wrong on the pages they visit."""
    return Walk(new_context, album)


@pytest.fixture
def sit_down(new_context: "Callable[..., BrowserContext]", live_server: Any) -> "Callable[..., Page]":
    """Sits one of the cast down at a computer of her own, signed in: `sit_down(sara)`."""

    def at_a_computer(user: User, **options: Any) -> "Page":
        client = Client()
        client.force_login(user)
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        return context.new_page()

    return at_a_computer

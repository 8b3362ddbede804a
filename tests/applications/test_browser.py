"""What the page of a section does while Sara writes: it saves itself, adds up, and stops when another tab was first."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from praktiknara.applications import actions

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(live_server, open_call, city, sara, now):
    return actions.start(open_call, applicant=city.skarpnack, by=sara, now=now)


@pytest.fixture
def as_sara(new_context, live_server, sara, draft):
    """A browser where Sara is signed in."""
    client = Client()
    client.force_login(sara)
    context = new_context()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context


def test_what_she_types_is_saved_and_summed_and_a_second_tab_is_told(as_sara, draft):
    address = reverse("write_application", args=[draft.pk, "budget"])
    page, other = as_sara.new_page(), as_sara.new_page()
    page.goto(address)
    other.goto(address)
    bar = page.locator("[data-saved]")

    page.fill("[name=rad-0-what]", "Forskare")
    page.fill("[name=rad-0-amount]", "310 000")
    page.get_by_role("button", name="Lägg till en rad").click()
    page.fill("[name=rad-3-what]", "Lokaler")
    page.fill("[name=rad-3-amount]", "38 000 kr")
    expect(page.locator("output")).to_have_text("348\xa0000\xa0kr")
    expect(bar).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
    assert [(line.what, line.amount) for line in draft.budget.all()] == [
        ("Forskare", 310_000),
        ("Lokaler", 38_000),
    ]

    page.fill("[name=requested]", "mycket")
    page.fill("[name=own_share]", "48 000")
    expect(bar).to_have_text(re.compile("^Hur mycket söker ni\\? Skriv beloppet i hela kronor"))
    page.fill("[name=requested]", "300 000")
    expect(bar).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
    draft.refresh_from_db()
    assert (draft.own_share, draft.requested) == (48_000, 300_000)

    other.fill("[name=own_share]", "1")
    expect(other.locator("[data-saved]")).to_have_text(
        re.compile(r"^Du har ändrat i ett annat fönster kl\. ")
    )
    other.get_by_role("button", name=re.compile("^Nästa")).click()
    expect(other.locator("[name=own_share]")).to_have_value("1")
    expect(other.get_by_role("heading", name="Så står det sparat nu")).to_be_visible()
    draft.refresh_from_db()
    assert draft.own_share == 48_000

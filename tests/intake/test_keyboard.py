"""The review is walked by keyboard, from proposal to proposal."""

import pytest
from playwright.sync_api import expect
from tests.intake.conftest import the

from praktiknara.projects.models import Grant, Project

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_maria_reviews_without_a_mouse(reading, fou, city, page, live_server, client):
    client.force_login(fou)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    head, amount = the(reading, "project", "Nattugglan"), the(reading, "amount", "310000")
    here = page.locator("[data-here][data-proposal]")

    page.goto(f"{reading.get_absolute_url()}?grupp={head.pk}")
    expect(here).to_have_id(f"forslag-{head.pk}")
    page.keyboard.press("a")
    expect(page.locator(f"#forslag-{head.pk}")).to_contain_text("Godtagen")
    expect(here).not_to_have_id(f"forslag-{head.pk}")

    page.locator(f"#forslag-{amount.pk}").focus()
    expect(page.locator(f"#plats-{amount.pk}")).to_have_attribute("data-here", "")
    page.keyboard.press("a")
    expect(page.locator(f"#forslag-{amount.pk}")).to_contain_text("Godtagen")
    before = here.get_attribute("id")
    page.keyboard.press("k")
    expect(here).not_to_have_id(before or "")
    page.keyboard.press("j")
    expect(here).to_have_id(before or "")
    page.keyboard.press("x")
    expect(page.locator(f"#{before}")).to_contain_text("Avvisad")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rätta och lägg in")

    assert (Project.objects.get().title, Grant.objects.get().amount) == ("Nattugglan", 310_000)

"""Every page that a visitor to the demo can reach with two clicks: it shuts nobody out, and fits a telephone."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import resolve
from playwright.sync_api import Page
from tests.journeys.walk import DESK, PHONE, Walk, at, axe, path, sideways

from praktiknara.overview.actions.rounds import make_example_rounds

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

FILE = re.compile(r"\.(csv|xlsx|xml|docx|pdf|bib|ris|jsonld)(\?|$)")
# Addresses that hand out a file as it came.
FILES = {"paper_original", "case_document", "output_original"}
WAYS = [(size, dark) for size in (DESK, PHONE) for dark in (False, True)]
CLICKS = 2
# Two clicks away stand whole registers: every page is measured, and so many of each kind are looked at closely.
MOST_OF_A_KIND = 8


def shut_out(page: Page, size: tuple[int, int], *, dark: bool) -> list[str]:
    """What is wrong with the page in a window of this size and these colours."""
    at(page, size, dark=dark)
    where = f"{path(page.url)} {size[0]}{' dark' if dark else ''}"
    return [f"{where}: {each}" for each in axe(page)]


def onward(page: Page, home: str) -> list[str]:
    """The pages of ours that this page links to."""
    links = page.evaluate("[...document.links].map(each => each.href)")
    ours = [path(link) for link in links if link.startswith(home) and not FILE.search(link)]
    return [link for link in ours if resolve(urlsplit(link).path).url_name not in FILES]


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="the pages are drawn alike on both databases; SQLite looks at them",
)
def test_no_page_within_two_clicks_of_the_start_shuts_anyone_out(register: None, walk: Walk, live_server):
    make_example_rounds()
    page = walk.person("").page
    found: list[str] = []
    kinds: Counter[str | None] = Counter()
    seen, layer = {"/"}, ["/"]

    for _clicks in range(CLICKS + 1):
        behind: list[str] = []
        for place, address in enumerate(layer):
            answer = page.goto(address)
            assert answer is not None
            if not answer.ok:
                found.append(f"{address} answers {answer.status}")
            # The first of a kind is seen in every way, those after it in one each, the ways in turn.
            kind = resolve(urlsplit(address).path).url_name
            kinds[kind] += 1
            ways = [WAYS[place % len(WAYS)]] if kinds[kind] <= MOST_OF_A_KIND else []
            ways = WAYS if kinds[kind] == 1 else ways
            for size, dark in ways:
                found += shut_out(page, size, dark=dark)
            at(page, PHONE)
            if over := sideways(page):
                found.append(f"{address}: {over} pixels too wide for a telephone")
            behind += [to for to in dict.fromkeys(onward(page, live_server.url)) if to not in seen]
            seen.update(behind)
        layer = behind

    assert len(seen) > 200
    assert found + walk.found == []

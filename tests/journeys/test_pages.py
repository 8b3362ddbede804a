"""Every page that a visitor to the demo can reach with two clicks: it shuts nobody out, and fits a telephone."""

import re

import pytest
from django.db import connection
from tests.journeys.walk import DESK, PHONE, Walk, at, axe, path, sideways

from praktiknara.overview.actions.rounds import make_example_rounds

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

FILE = re.compile(r"\.(csv|xlsx|xml|docx|pdf)(\?|$)")
WAYS = [(size, dark) for size in (DESK, PHONE) for dark in (False, True)]


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="the pages are drawn alike on both databases; SQLite looks at them",
)
def test_no_page_within_two_clicks_of_the_start_shuts_anyone_out(register: None, walk: Walk):
    make_example_rounds()
    page = walk.person("").page
    found: list[str] = []
    seen, layer = {"/"}, ["/"]

    for clicks in range(3):
        next_layer: list[str] = []
        for address in layer:
            answer = page.goto(address)
            assert answer is not None
            if not answer.ok:
                found.append(f"{address} answers {answer.status}")
            # The way in which a page is seen goes round: each kind of page is many, and seen in all of them.
            size, dark = WAYS[len(seen) % 4] if clicks == 2 else WAYS[clicks]
            for size, dark in WAYS if clicks == 0 else [WAYS[(layer.index(address) + clicks) % 4]]:
                at(page, size, dark=dark)
                found += [f"{address} {size[0]}{' dark' if dark else ''}: {each}" for each in axe(page)]
            at(page, PHONE)
            if over := sideways(page):
                found.append(f"{address}: {over} pixels too wide for a telephone")
            for link in page.evaluate("[...document.links].map(each => each.href)"):
                to = path(link)
                if (
                    link.startswith(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2])
                    and to not in seen
                ):
                    if not FILE.search(to):
                        seen.add(to)
                        next_layer.append(to)
        layer = next_layer

    assert len(seen) > 200
    assert found + walk.found == []

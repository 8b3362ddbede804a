"""Every list and detail page asks as many questions of a long register as of a short one, and never many."""

from collections import Counter
from itertools import islice

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from praktiknara.overview.management.bench_pages import NOT_MEASURED, PAGES, TRIVIAL, Page
from praktiknara.overview.management.bench_rows import Register
from praktiknara.overview.management.commands.bench import MOST_QUERIES, Command, over
from praktiknara.people.models import User

FEW, MANY = 450, 900  # from the size on where every list has a second page


def asked(pages: tuple[Page, ...]) -> dict[str, int]:
    """How many questions each page asks the database, of those who are let in at once."""
    clients = {"": Client()}
    counted = {}
    for page in pages:
        if page.account not in clients:
            clients[page.account] = Client()
            clients[page.account].force_login(User.objects.get(username=page.account))
        address = page.address()
        with CaptureQueriesContext(connection) as captured:
            answer = clients[page.account].get(address)
            if isinstance(answer, StreamingHttpResponse):
                list(islice(answer, 100))
            counted[page.name] = len(captured)
        assert answer.status_code == 200, (page.name, address)
    return counted


def test_a_page_asks_as_much_of_many_projects_as_of_few_and_never_much(db):
    register = Register()
    register.begin()
    register.grow(FEW)
    for model in connection.introspection.installed_models(connection.introspection.table_names()):
        ContentType.objects.get_for_model(model)  # read once per process

    of_few = asked(PAGES)
    register.grow(MANY)
    of_many = asked(PAGES)

    assert of_many == of_few
    assert {name: count for name, count in of_many.items() if count > MOST_QUERIES} == {}


def test_no_two_pages_have_the_same_name():
    assert [name for name, count in Counter(page.name for page in PAGES).items() if count > 1] == []


def routes() -> dict[str, URLPattern]:
    """Every named route but the administrator's."""
    found, waiting = {}, list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        if not isinstance(pattern, URLPattern):
            waiting += [] if getattr(pattern, "app_name", "") == "admin" else pattern.url_patterns
        elif pattern.name:
            found[pattern.name] = pattern
    return found


SOMETHING = {
    "pk": 1,
    "asked": 1,
    "slug": "x",
    "code": "x",
    "year": "2020",
    "which": "x",
    "section": "x",
    "kind": "x",
    "token": "x",
    "number": 1,
    "question": "x",
}


def only_posts(name: str, pattern: URLPattern) -> bool:
    """Say whether a route answers a GET with nothing but that it may not be asked so."""
    names = pattern.pattern.regex.groupindex or pattern.pattern.converters
    address = reverse(name, kwargs={each: SOMETHING[each] for each in names})
    return Client().get(address).status_code == 405


def test_every_page_that_can_be_opened_is_measured_or_left_out_with_a_reason(db):
    opened = {name for name, pattern in routes().items() if not only_posts(name, pattern)}

    assert {page.route for page in PAGES} | set(NOT_MEASURED) | {TRIVIAL} == opened
    assert {page.route for page in PAGES} & set(NOT_MEASURED) == set()


def test_the_report_holds_every_page_and_the_submission_at_every_size(db):
    pages = [page for page in PAGES if page.name in {"projects", "application, fou"}]

    report = Command().run_all(pages, (100, 120), 10)

    assert report["database"] == connection.vendor
    assert {name: list(by_size) for name, by_size in report["pages"].items()} == {
        "projects": [100, 120],
        "application, fou": [100, 120],
        "submission, write": [100, 120],
        "submission, submit": [100, 120],
    }
    for by_size in report["pages"].values():
        for figures in by_size.values():
            assert 0 < figures["p50_ms"] <= figures["p95_ms"]
            assert figures["queries"] > 0
    assert report["pages"]["projects"][100]["trivial_p95_ms"] > 0


@pytest.mark.parametrize(
    ("by_size", "sentences"),
    [
        ({1000: (10.0, 8), 100_000: (59.9, 8)}, []),
        ({1000: (40.0, 8), 100_000: (80.0, 8)}, []),
        ({1000: (10.0, 8), 100_000: (60.1, 8)}, ["list: p95 60.1 ms at 100000, 10.0 ms at 1000"]),
        ({1000: (10.0, 8), 100_000: (10.0, 9)}, ["list: queries differ between sizes [8, 9]"]),
        ({1000: (10.0, 16), 100_000: (10.0, 16)}, ["list: 16 queries, at most 15"]),
    ],
)
def test_what_breaks_the_bar_is_told(by_size, sentences):
    figures = {size: {"p95_ms": ms, "queries": queries} for size, (ms, queries) in by_size.items()}

    assert over("list", figures) == sentences

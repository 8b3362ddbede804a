"""Whatever is asked of a list or of the search, over the whole history, the answer is a page; FUZZ_EXAMPLES says how much is tried."""

import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from praktiknara.overview.actions.accounts import make_demo_accounts
from praktiknara.people.models import User
from praktiknara.search.actions.keeping import catch_up

pytestmark = pytest.mark.fuzz

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))
WORDS = (
    *("barn", "familjehem", "våldsutsatta", "vald", "äldre", "LUM", "FUM 2013", "Skarpnäck", "bostad först"),
    *("Stella", "hemlöshet", "ungdomsgrupp", "2 310 000", "2015", "dnr 3.1.2-271/2021", "socialtjänst"),
)
FIELDS = ("ar", "år", "fond", "stadsdel", "slag", "metod", "falt", "malgrupp", "resultat", "okänt", "")
SIGNS = (
    '"',
    "-",
    ":",
    "*",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "'",
    "%",
    "_",
    "\\",
    "\x00",
    "<b>",
    "&",
    "|",
    "!",
)
MARK = '"><script>alert(1)</script>'
JUNK = st.text(max_size=12) | st.sampled_from(
    ("", MARK, "å" * 5_000, "\ud800", "\u202e", "🦄", "None", "NaN")
)
PART = (
    st.sampled_from(WORDS)
    | st.sampled_from(SIGNS)
    | JUNK
    | st.builds("{}:{}".format, st.sampled_from(FIELDS), st.sampled_from(WORDS) | JUNK)
    | st.builds('-"{}"'.format, st.sampled_from(WORDS))
)
QUERY = st.builds(
    lambda glue, parts: glue.join(parts), st.sampled_from((" ", "", "  ", "\n")), st.lists(PART, max_size=8)
)
NUMBER = st.integers().map(str) | st.sampled_from(
    ("0", "-1", "1e9", "٣", "²", "9" * 30, "1,5", "2013-02-30", "0001-01-01")
)
KNOWN_ERRORS = {400, 404, 422}

LONG = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


class Listed(NamedTuple):
    """A page that asks nothing in its path: its name, the filters that its forms hold, and values that they offer."""

    name: str
    filters: tuple[str, ...]
    values: tuple[str, ...]


def addresses() -> Iterator[str]:
    """The names of all routes of ours that need no more than their name."""
    waiting = list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, URLPattern):
            if pattern.name and not pattern.pattern.regex.groups:
                yield pattern.name
        elif pattern.app_name != "admin":
            waiting += pattern.url_patterns


def get(client: Client, name: str, asked: dict[str, Any]) -> HttpResponseBase:
    """Ask as a browser could, also with bytes that are no text."""
    return client.get(f"{reverse(name)}?{urlencode(asked, doseq=True, errors='surrogatepass')}")


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if isinstance(answer, StreamingHttpResponse) else getattr(answer, "content", b"")


@pytest.fixture
def people(history) -> dict[str, Client]:
    """A visitor and two who see more, over the indexed history."""
    make_demo_accounts()
    catch_up()
    found = {"besökare": Client()}
    for name in ("fou", "skarpnack"):
        found[name] = Client()
        found[name].force_login(User.objects.get(username=name))
    return found


@pytest.fixture
def lists(people) -> list[Listed]:
    """The pages with filters, found by looking at them as the officer does."""
    found = []
    for name in sorted(set(addresses())):
        answer = people["fou"].get(reverse(name))
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        page = body(answer).decode()
        forms = "".join(re.findall(r'<form(?![^>]*method="post").*?</form>', page, re.DOTALL))
        filters = set(re.findall(r'name="([^"]+)"', forms)) | set(re.findall(r"[?&;]([a-z_]+)=", page))
        if filters:
            values = set(re.findall(r'<option value="([^"]+)"', forms))
            found.append(Listed(name, tuple(sorted(filters | {"sida", "sort"})), (*sorted(values), "1")))
    assert len(found) > 15
    return found


@LONG
@given(
    query=QUERY,
    more=st.dictionaries(
        st.sampled_from((*FIELDS[:-1], "sida", "antal", "sort")), QUERY | NUMBER, max_size=3
    ),
)
def test_any_query_is_answered(people, query, more):
    for who, client in people.items():
        for name in ("search", "search_suggestions", "search_csv"):
            answer = get(client, name, {"q": query, **more})
            assert answer.status_code == 200, (who, name)
            assert b"<script>alert" not in body(answer) or name == "search_csv"


@LONG
@given(data=st.data())
def test_any_filter_of_any_list_is_answered(people, lists, data):
    page = data.draw(st.sampled_from(lists))
    who = data.draw(st.sampled_from(sorted(people)))
    value = st.sampled_from(page.values) | QUERY | NUMBER
    chosen = data.draw(
        st.dictionaries(st.sampled_from(page.filters), st.lists(value, min_size=1, max_size=3), max_size=4)
    )

    answer = get(people[who], page.name, chosen)

    event(f"{page.name}: {answer.status_code}")
    assert answer.status_code in {200, 302, 403} | KNOWN_ERRORS
    assert b"<script>alert" not in body(answer)

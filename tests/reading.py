"""Reading a page as a visitor does: its words, its tables, its links."""

import re
from html import unescape
from typing import Any

SPACES = re.compile(r"[\s\u00a0]+")


def words(markup: str) -> str:
    """The words of a piece of markup, drawings left out, every space an ordinary one."""
    without = re.sub(r"<(svg|script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    without = re.sub(r"</?(a|b|mark)\b[^>]*>", "", without)
    return SPACES.sub(" ", unescape(re.sub(r"<[^>]+>", " ", without))).strip()


def main_of(response: Any) -> str:
    """The markup of what the page is about, without its header and foot."""
    assert response.status_code == 200, response.status_code
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert found, "the page has no main"
    return found.group()


def told(response: Any) -> str:
    """The words of what the page is about."""
    return words(main_of(response))


def title_of(response: Any) -> str:
    """The one heading of the first level."""
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", main_of(response), re.DOTALL)
    return words(title)


def rows(response: Any, caption: str = "") -> list[list[str]]:
    """The body of the table whose caption begins so, or of the first one."""
    for table in re.findall(r"<table.*?</table>", main_of(response), re.DOTALL):
        named = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.DOTALL)
        if words(named.group(1) if named else "").startswith(caption):
            bodies = re.findall(r"<t(?:body|foot)>(.*?)</t(?:body|foot)>", table, re.DOTALL)
            return [
                [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
                for body in bodies
                for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
            ]
    raise AssertionError(f"no table called {caption!r}")


def section(response: Any, anchor: str) -> str:
    """The words of the part of the page with this anchor."""
    found = re.search(
        rf'<section[^>]*aria-labelledby="{anchor}">(.*?)</section>', main_of(response), re.DOTALL
    )
    assert found, f"no section {anchor!r}"
    return words(found.group(1))


def headings(response: Any) -> list[str]:
    """The headings of the entries in a list."""
    return [words(each) for each in re.findall(r'<h2 class="p-hit">(.*?)</h2>', main_of(response), re.DOTALL)]

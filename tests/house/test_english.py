"""Who chooses English meets no Swedish but that of the register's own facts."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from tools import translations

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for path in (ROOT / "src" / "praktiknara").rglob("*")
    if path.suffix in {".html", ".txt"} and "templates" in path.parts
)

# What a template writes itself: not its tags, not what stands between blocktranslate and its end.
TAGS = re.compile(
    r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)
# A class for the page's frame, and words to search for, which are in the register's own language.
NO_TEXT = re.compile(r"{% block main_class %}.*?{% endblock %}|<a [^>]*\?q=[^>]*>[^<]*</a>")
READ_ALOUD = re.compile(r"(?:aria-label|title|alt|placeholder|data-label)=\"([^\"]*)\"")
# Names, and the two words by which each reader finds her language.
RULE_ID = re.compile(r"R-[A-Z]+-\d\d")
SAME_IN_BOTH = {"Praktiknära", "På svenska", "In English", "CSV", "Excel", "kr"}
# A crashed server asks no catalogue, so that page says both; the component page shows made-up facts;
# a paper to the board is a Swedish document whoever fetches it.
EXEMPT = {"500.html", "component_page.html"}


def said_by(template: str) -> list[str]:
    """Words of the template that no catalogue translates."""
    plain = TAGS.sub("\n", NO_TEXT.sub("\n", template))
    texts = READ_ALOUD.findall(plain)
    texts += re.sub(r"<[^>]*>|&#?\w+;", "\n", plain).splitlines()
    return [
        text.strip(" –·\t")
        for text in texts
        if re.search(r"[^\W\d_]{2}", RULE_ID.sub("", text)) and text.strip(" –·\t") not in SAME_IN_BOTH
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_word_of_a_template_can_be_translated(path: Path):
    if path.name in EXEMPT or "papers" in path.parts:
        return

    assert said_by(path.read_text()) == []


@pytest.mark.parametrize(
    "template",
    ["<p>Ansökan</p>", '<nav aria-label="Meny">', "{{ n }} stycken", "{% if a %}ja{% endif %}", "{# x #}Hej"],
)
def test_a_word_outside_the_catalogue_is_found(template: str):
    assert said_by(template)


class Texts(HTMLParser):
    """The texts of a page and those that are read aloud, except what is marked as Swedish."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.silent or (given.get("lang") == "sv" and tag != "html") or tag in {"script", "style"}:
            if tag not in {"input", "br", "hr", "img", "link", "meta", "path", "circle", "line", "rect"}:
                self.silent.append(tag)
            return
        self.found += [
            given[name] or "" for name in ("aria-label", "title", "alt", "placeholder") if name in given
        ]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def texts_of(page: str) -> set[str]:
    reader = Texts()
    reader.feed(page)
    return {" ".join(text.split()) for text in reader.found if text.strip()}


def swedish() -> set[str]:
    """All that the catalogue says otherwise in English."""
    (path,) = translations.CATALOGUES
    return {
        text
        for message in translations.read(path)
        if message.id and message.string
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if text != message.string
        and text not in (message.string if isinstance(message.string, tuple) else ())
    }


def addresses() -> Iterator[str]:
    """Every page that needs no more than its name; all that the component page shows is made up."""
    for name in sorted(key for key in get_resolver().reverse_dict if isinstance(key, str)):
        if name == "component_page":
            continue
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["visitor", "fou", "sara", "olle", "rut", "karin"])
def test_who_chooses_english_reads_english(client: Client, request: pytest.FixtureRequest, who: str):
    if who != "visitor":
        client.force_login(request.getfixturevalue(who))
    client.cookies["sprak"] = "en"
    known = swedish()

    met, parts = {}, set()
    for address in addresses():
        answer = client.get(address)
        if answer.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            page = answer.content.decode()
            if "<html" not in page:
                parts.add(address)
            else:
                assert '<html lang="en"' in page, address
            met[address] = texts_of(page) & known

    # Choices for the search box: they are put into a page, which says its language.
    assert parts == {reverse("search_suggestions")}
    assert len(met) > 5
    assert {address: found for address, found in met.items() if found} == {}


@pytest.mark.django_db
def test_who_has_chosen_nothing_reads_swedish(client: Client):
    page = client.get(reverse("login"), headers={"Accept-Language": "en"}).content.decode()

    assert 'lang="sv"' in page
    assert "Logga in" in texts_of(page)

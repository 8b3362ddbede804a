"""People who walk through the system in browsers of their own, and the checks of every page they see."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Locator, Page, expect

from praktiknara.overview.actions.accounts import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = (1280, 900), (375, 812)
# A board paper is made while one waits, and the machine may have other things to do.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE / 2)
# A page that answers 403, 409 or 422 with its sentence is said so by the browser too; that is no fault of the page.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4(03|09|22) ")


def axe(page: Page) -> list[str]:
    """What axe finds, in words."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})
           .then(told => told.violations.flatMap(each => each.nodes.map(node => each.id + ': ' + node.html)))""",
        RULES,
    )
    return [str(each) for each in found]


def sideways(page: Page) -> int:
    """How many pixels wider than the window the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def at(page: Page, size: tuple[int, int], *, dark: bool = False) -> None:
    """Give the window a size and a colour scheme."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if dark else "light")


def faults(page: Page) -> list[str]:
    """What shuts someone out of the page as it stands: at a desk and on a phone, light and dark."""
    found = []
    for size in (DESK, PHONE):
        for dark in (False, True):
            at(page, size, dark=dark)
            where = f"{size[0]}{' dark' if dark else ''}"
            found += [f"{where}: {each}" for each in axe(page)]
        if over := sideways(page):
            found.append(f"{size[0]}: {over} pixels too wide")
    at(page, DESK)
    return found


@dataclass
class Album:
    """The pictures of the story."""

    folder: Path | None

    def take(
        self,
        page: Page,
        name: str,
        top: Locator | None = None,
        on_phone: Locator | None = None,
        *,
        widths: bool = True,
    ) -> None:
        """Picture what one sees at a desk and on a phone, with `top` uppermost, or `on_phone` on the phone."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        page.evaluate("document.fonts.ready.then(() => true)")
        for size in (DESK, PHONE) if widths else (DESK,):
            at(page, size)
            uppermost = top if size == DESK else on_phone or top
            if uppermost is None:
                page.evaluate("scrollTo(0, 0)")
            else:
                uppermost.evaluate("each => { each.scrollIntoView({block: 'start'}); scrollBy(0, -24); }")
            page.evaluate("document.activeElement?.blur()")
            suffix = f"-{size[0]}" if widths else ""
            (self.folder / f"{name}{suffix}.png").write_bytes(small(page.screenshot()))
        at(page, DESK)


def small(png: bytes) -> bytes:
    """The same picture in as few colours as the eye needs."""
    from PIL import Image

    kept = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        kept, "PNG", optimize=True
    )
    return kept.getvalue()


@dataclass
class Person:
    """Someone at her own computer."""

    name: str
    page: Page
    walk: "Walk"

    def sign_in(self) -> None:
        """Sign in with name and password, as at any workplace."""
        self.page.goto("/logga-in/")
        self.page.get_by_label("Användarnamn").fill(self.name)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Logga in").click()
        expect(self.page).to_have_title(re.compile("Min dag"))

    def follow(self, words: str, within: Page | Locator | None = None) -> None:
        """Follow the first link that begins with the words."""
        place = within or self.page.get_by_role("main")
        place.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()

    def step(self, name: str) -> None:
        """Go to one of the steps in the header."""
        self.page.get_by_role("navigation", name="Stegen i FoU-arbetet").get_by_role(
            "link", name=name
        ).click()

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button that says so."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def box(self, label: str, within: Locator | None = None) -> Locator:
        """Give the field with that label, whatever stands in brackets or after a comma."""
        place = within or self.page.get_by_role("main")
        return place.get_by_label(re.compile(rf"^{re.escape(label)}(?=$|,| \()"))

    def write(self, label: str, text: str, within: Locator | None = None) -> Locator:
        """Write in the field with that label."""
        box = self.box(label, within)
        box.fill(text)
        return box

    def choose(self, label: str, option: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Choose from the list with that label."""
        box = self.box(label, within)
        box.select_option(label=box.get_by_role("option", name=option).inner_text().strip())

    def answer(self, answers: Mapping[str, str]) -> None:
        """Write an answer under each question."""
        for question, text in answers.items():
            self.write(question, text)

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        """What the page says, somewhere among its content."""
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)

    def heading(self, text: str | re.Pattern[str]) -> None:
        """What the title of the page says."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def saved(self) -> None:
        """What was written has been saved by itself."""
        expect(
            self.page.get_by_role("status").filter(has_text=re.compile(r"^Sparat \d\d\.\d\d"))
        ).to_be_visible()

    def look(self, picture: str = "", top: Locator | None = None, on_phone: Locator | None = None) -> None:
        """Look at the page closely: is anyone shut out of it? And picture it, if the story wants that."""
        self.walk.checked.add((self.name, path(self.page.url)))
        self.walk.found += [
            f"{self.name or 'visitor'} {path(self.page.url)} {each}" for each in faults(self.page)
        ]
        if picture:
            self.walk.album.take(self.page, picture, top, on_phone)


def path(url: str) -> str:
    """Give the address without the server; what a search asked for is part of it."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@dataclass
class Walk:
    """Those who take part, the pages they have seen and looked closely at, and what was found wrong."""

    new_context: "Callable[..., BrowserContext]"
    album: Album
    people: dict[str, Person] = field(default_factory=dict)
    seen: dict[tuple[str, str], None] = field(default_factory=dict)
    checked: set[tuple[str, str]] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def person(self, name: str, **options: Any) -> Person:
        """Sit down as this account, signed in; no name is a visitor."""
        if name not in self.people:
            page = self.new_context(**options).new_page()
            page.set_default_timeout(PATIENCE)
            self.people[name] = person = Person(name, page, self)
            page.on("framenavigated", lambda frame: self._saw(name, frame.url))
            page.on("console", lambda message: self._said(name, page, message.text))
            page.on("pageerror", lambda error: self.found.append(f"{name} {path(page.url)} {error}"))
            if name:
                person.sign_in()
        return self.people[name]

    def _saw(self, name: str, url: str) -> None:
        if url.startswith("http"):
            self.seen[name, path(url)] = None

    def _said(self, name: str, page: Page, text: str) -> None:
        if not ANSWERED.match(text):
            self.found.append(f"{name or 'visitor'} {path(page.url)} console: {text}")

    def unseen(self) -> Iterator[tuple[str, str]]:
        """Give the pages that were passed without a close look."""
        yield from (each for each in list(self.seen) if each not in self.checked)

    def look_at_the_rest(self) -> None:
        """Look closely at the pages that were only passed, each as the one who passed it."""
        for name, address in list(self.unseen()):
            person = self.people[name]
            answer = person.page.goto(address)
            if answer is not None and answer.ok and path(person.page.url) == address:
                person.look()
            else:
                self.checked.add((name, address))

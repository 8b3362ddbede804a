"""What a reader answers with: pages of text, or the reason why not."""

from dataclasses import dataclass
from typing import Any

# Past this much text a file is no paper; a thousand full pages are three million characters.
MOST_TEXT = 10_000_000
MOST_PAGES = 3_000
# What is asked for in the place of an ending when a file is to be read as a list; no file name ends so.
SHEET = "sheet"


class Unreadable(Exception):
    """A file that cannot be read: the fault by its code, and the values its sentence needs."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass
class ReadPage:
    """The text of a page; whether a picture covers it, and whether there is anything at all on it."""

    text: str
    picture: bool = False
    marked: bool = True


@dataclass
class ReadFile:
    """The pages of a file, what stands between two pages when they are put after each other, and its own title."""

    kind: str
    pages: list[ReadPage]
    glue: str = "\n\n\f"
    title: str = ""
    made_with: str = ""

    def within_bounds(self) -> "ReadFile":
        """Give the file itself, unless it holds more than a paper can."""
        if len(self.pages) > MOST_PAGES:
            raise Unreadable("too_many_pages", pages=len(self.pages), most=MOST_PAGES)
        if sum(len(page.text) for page in self.pages) > MOST_TEXT:
            raise Unreadable("too_long", most=MOST_TEXT)
        return self

    def as_json(self) -> dict[str, Any]:
        """Give what is sent to the process that asked."""
        return {
            "kind": self.kind,
            "glue": self.glue,
            "title": self.title,
            "made_with": self.made_with,
            "pages": [[page.text, page.picture, page.marked] for page in self.pages],
        }

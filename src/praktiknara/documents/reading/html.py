"""Web pages: the text a reader would see, headings and table cells kept apart."""

import re
from html.parser import HTMLParser

from .shape import ReadFile, ReadPage
from .text import decode

APART = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre", "section", "article")
)
BLOCKS = APART | frozenset(
    (
        "address",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "option",
        "summary",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
    )
)
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe"})
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.unseen: list[str] = []
        self.title = ""
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_title = tag == "title"
        if tag in UNSEEN and len(self.unseen) < 1_000:
            self.unseen.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False
        if tag in self.unseen:
            while self.unseen and self.unseen.pop() != tag:
                pass
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if self.in_title and len(self.title) < 300:
            self.title += data
        elif not self.unseen:
            self.text.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag == "body":
            self.unseen.clear()
        if tag in CELLS:
            self.text.append("\t")
        elif tag == "br" or tag in BLOCKS:
            self.text.append("\n\n" if tag in APART else "\n")


def read(content: bytes) -> ReadFile:
    """Read a web page's visible text; scripts and styles are left aside and nothing is fetched."""
    seen = _Seen()
    seen.feed(_decoded(content))
    seen.close()
    lines = (re.sub(r"[ \t]*\t[ \t]*", "\t", line).strip() for line in "".join(seen.text).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return ReadFile(
        "html", [ReadPage(text.replace("\x00", ""))], title=" ".join(seen.title.split())
    ).within_bounds()


def _decoded(content: bytes) -> str:
    declared = DECLARED.search(content[:2_048])
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return content.decode("cp1252" if name in {"iso-8859-1", "latin1"} else name)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(content)

"""What a hit shows of its text: the part that answers best, with the words marked where they stand in the raw text."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from praktiknara.swedish.marks import marks
from praktiknara.swedish.query import Query

from ..models import SearchPassage
from .rows import changes_of

LENGTH = 260
BEFORE = 60
Span = tuple[int, int]


def snippet(query: Query, passage: SearchPassage) -> SafeString:
    """Give a part of a passage as markup, its marks as <mark>."""
    text = passage.text
    spans = merged(marks(query, text, changes_of(passage.changes)))
    start, end = window(text, spans)
    return format_html(
        "{}{}{}", "… " if start else "", _marked(text, start, end, spans), " …" if end < len(text) else ""
    )


def plain_snippet(query: Query, passage: SearchPassage) -> str:
    """Give a part of a passage as plain text on one line."""
    start, end = window(passage.text, merged(marks(query, passage.text, changes_of(passage.changes))))
    return " ".join(passage.text[start:end].split())


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join marks that touch, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def window(text: str, spans: Sequence[Span]) -> Span:
    """Give the part to show: the one of this length that holds most marks, cut between words."""
    if len(text) <= LENGTH:
        return 0, len(text)
    starts = [max(start - BEFORE, 0) for start, _end in spans] or [0]
    best = max(
        starts,
        key=lambda first: (sum(first <= start and end <= first + LENGTH for start, end in spans), -first),
    )
    return _at_word(text, best), _at_word(text, min(best + LENGTH, len(text)))


def _at_word(text: str, place: int) -> int:
    """Give the nearest place at or before this where a word begins; a text without spaces is cut anywhere."""
    if place in (0, len(text)):
        return place
    space = max(text.rfind(sign, max(place - 40, 0), place) for sign in " \n\t")
    return space + 1 if space >= 0 else place


def _marked(text: str, start: int, end: int, spans: Sequence[Span]) -> SafeString:
    parts: list[tuple[str, str]] = []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        parts.append((text[at:first], text[first:last]))
        at = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:end])

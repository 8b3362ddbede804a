"""The answer of the command: passages of imported papers in rank order, then hits of the register."""

from typing import Any, NamedTuple

from praktiknara.people.models import User

from ..models import SearchDocument, SearchPassage
from .asking import Asked
from .finding import Found, Search
from .fulltext import led_by_index
from .shown import allowed
from .snippets import plain_snippet


class Answer(NamedTuple):
    """How many things answer, and the best passages with what they belong to."""

    total: int
    hits: list[dict[str, Any]]


@led_by_index()
def answer(text: str, user: User | None, limit: int) -> Answer:
    """Find passages."""
    search = Search(Asked(" ".join(text.split())), user)
    found = search.passages()
    documents = SearchDocument.objects.defer("keys", "words").in_bulk({one.document for one in found})
    seen = allowed(documents.values(), user)
    in_rank = [one for one in found if one.document in seen]
    papers = [one for one in in_rank if documents[one.document].file]
    others = _once([one for one in in_rank if not documents[one.document].file])
    shown = [*papers, *others][:limit]
    passages = SearchPassage.objects.defer("keys", "strong").in_bulk([one.passage for one in shown])
    return Answer(
        search.total,
        [_told(search, one, documents[one.document], passages[one.passage]) for one in shown],
    )


def _once(found: list[Found]) -> list[Found]:
    """Keep the best passage of each thing."""
    best: dict[int, Found] = {}
    for one in found:
        best.setdefault(one.document, one)
    return list(best.values())


def _told(search: Search, found: Found, document: SearchDocument, passage: SearchPassage) -> dict[str, Any]:
    return {
        "title": document.title,
        "url": document.url + passage.place,
        "file": document.file or None,
        "start": passage.start,
        "end": passage.end,
        "snippet": plain_snippet(search.query, passage),
        "score": round(found.score, 4),
    }

"""What might be meant by the beginning of a word: words of the collection, and titles that begin so."""

from praktiknara.components.text import search_words, sort_key
from praktiknara.people.models import User

from ..models import SearchDocument
from . import asking
from .vocabulary import vocabulary

MOST = 8
MOST_TITLES = 3
SHORTEST = 2
LONGEST = 60


def suggestions(text: str, user: User | None) -> list[str]:
    """Give searches that begin as this one, the commonest last words first, then titles that she may see."""
    asked = text[:LONGEST].lower()
    words = search_words(asked)
    if not words or not asked[-1:].isalnum() or len(words[-1]) < SHORTEST:
        return []
    said = asked[: len(asked) - len(words[-1])]
    known = vocabulary()
    likely = sorted(known.beginning(words[-1]), key=lambda word: (-known.words.get(word, 0), word))
    titles = _titles(asked, user)
    return list(dict.fromkeys([*(said + word for word in likely[: MOST - len(titles)]), *titles]))


def _titles(text: str, user: User | None) -> list[str]:
    key = sort_key(text)
    if not key:
        return []
    rows = SearchDocument.objects.filter(asking.readable(user), sort_title__startswith=key)
    return list(rows.order_by("sort_title", "pk").values_list("title", flat=True)[:MOST_TITLES])

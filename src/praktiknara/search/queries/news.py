"""What has become findable since a followed search was last told of."""

from datetime import datetime

from django.http import QueryDict

from praktiknara.people.models import User

from ..models import SavedSearch, SearchDocument
from .asking import read
from .finding import Search
from .fulltext import led_by_index
from .shown import allowed

MOST = 50


@led_by_index()
def newest(
    followed: SavedSearch, user: User | None = None, since: datetime | None = None
) -> list[SearchDocument]:
    """Give the hits of a followed search that last became findable, newest first; to a visitor when no user is named."""
    rows = Search(read(QueryDict(followed.query)), user).documents
    if since is not None:
        rows = rows.filter(new_at__gt=since)
    found = list(rows.defer("keys", "words").order_by("-new_at", "-pk")[:MOST])
    seen = allowed(found, user)
    return [document for document in found if document.pk in seen]

"""Pages of long lists: the last page of a hundred thousand rows costs about as much as the first."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class KeyedPaginator(Paginator[M]):
    """Walks the keys of a list from its nearer end, and fetches whole rows only for the page.

    The order of the list must be total, so that it can be walked from both ends. Keys that are at hand already,
    all and in order, are not asked for again.
    """

    def __init__(
        self,
        found: QuerySet[M, Any],
        per_page: int,
        dressed: Callable[[Any], QuerySet[M, Any]],
        count: int | None = None,
        keys: Sequence[int] | None = None,
    ) -> None:
        super().__init__(found, per_page)
        self.found, self.dressed, self.keys = found, dressed, keys
        if keys is not None:
            self.count = len(keys)
        elif count is not None:
            self.count = count

    def page(self, number: int | str) -> Page[M]:
        """Give a page; `dressed` says what its rows bring along."""
        valid = self.validate_number(number)
        first = (valid - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        wanted = self._walked(first, last) if self.keys is None else list(self.keys[first:last])
        rows = self.dressed(self.found.model._default_manager.filter(pk__in=wanted)).order_by()
        by_key = {row.pk: row for row in rows}
        return Page([by_key[key] for key in wanted if key in by_key], valid, self)

    def _walked(self, first: int, last: int) -> list[int]:
        keys = self.found.values_list("pk", flat=True)
        if first > self.count // 2:
            return list(keys.reverse()[self.count - last : self.count - first])[::-1]
        return list(keys[first:last])

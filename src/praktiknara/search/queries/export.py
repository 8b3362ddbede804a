"""The hits of a search as rows for a spreadsheet, all of them and in order."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from praktiknara.components.text import safe_cell

from ..choices import Facet, Kind
from ..models import FacetValue, SearchDocument
from .finding import Search
from .fulltext import led_by_index
from .shown import allowed, label

Cell = str | int
BATCH = 200
MOST = 20_000


def headings() -> list[str]:
    """Give the first row."""
    return [_("Titel"), *(str(facet.label) for facet in Facet), _("Exempel"), _("Adress")]


def rows(search: Search, address: str) -> Iterator[list[Cell]]:
    """Give a row per hit, a batch at a time."""
    labels = {row.key: label(row) for row in FacetValue.objects.all()}
    for first in range(0, min(search.total, MOST), BATCH):
        with led_by_index():
            keys = [hit.document for hit in search.hits(first, BATCH)]
        documents = SearchDocument.objects.defer("keys", "words").in_bulk(keys)
        seen = allowed(documents.values(), search.user)
        yield from (_row(documents[key], labels, address) for key in keys if key in seen)


def _row(document: SearchDocument, labels: dict[str, str], address: str) -> list[Cell]:
    held: dict[str, list[str]] = {}
    for key in document.facets.split():
        held.setdefault(key.split(":")[1], []).append(labels.get(key, ""))
    told = [", ".join(held.get(facet.value, ())) for facet in Facet if facet != Facet.KIND]
    cells: Sequence[str] = [
        document.title,
        str(Kind(document.kind).label),
        *told,
        _("ja") if document.example else "",
        address + document.url,
    ]
    return [safe_cell(cell) for cell in cells]

"""Whether the index says what the register says: what is missing, left over, stale, or public and should not be."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from praktiknara.swedish import keys as analysis

from ..models import SearchDocument, Stale
from .entries import Provider
from .providers import PROVIDERS

MISSING = "Saknas i sökningen."
LEFT_OVER = "Finns kvar i sökningen fast saken är borta."
NOT_PUBLIC = "Är offentlig i sökningen men inte i registret."
NOT_FOUND = "Är offentlig i registret men inte i sökningen."
OLD = "Är analyserad med en äldre version. Kör rebuild_index."
WAITS = "Är ändrad men inte indexerad än. Är arbetsprocessen igång?"


def faults() -> Iterator[tuple[str, str]]:
    """Give where and what for everything that does not hold."""
    waiting = set(Stale.objects.values_list("content_type", "object_id"))
    if waiting:
        yield f"sökindex, {len(waiting)} saker", WAITS
    for provider in PROVIDERS:
        kind = ContentType.objects.get_for_model(provider.model)
        for key, why in _of_kind(provider, kind):
            if (kind.pk, key) not in waiting or why == NOT_PUBLIC:
                yield f"sökindex, {provider.kind.label} {key}", why


def _of_kind(provider: Provider, kind: ContentType) -> Iterator[tuple[int, str]]:
    here = set(provider.all().values_list("pk", flat=True))
    rows = SearchDocument.objects.filter(content_type=kind).order_by("object_id")
    indexed = {
        key: (public, analyser)
        for key, public, analyser in rows.values_list("object_id", "public", "analyser")
    }
    public = set(provider.visible_to(None).values_list("pk", flat=True))
    for key in sorted(here - indexed.keys()):
        yield key, MISSING
    for key, (shown, analyser) in indexed.items():
        if key not in here:
            yield key, LEFT_OVER
        elif shown != (key in public):
            yield key, NOT_PUBLIC if shown else NOT_FOUND
        elif analyser != analysis.VERSION:
            yield key, OLD

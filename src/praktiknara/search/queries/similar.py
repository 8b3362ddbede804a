"""What is like a thing: the things that share its rarest words."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from praktiknara.people.models import User
from praktiknara.swedish.keys import STEM

from ..models import SearchDocument, SearchPassage
from . import asking
from .fulltext import Sought, first_passages, led_by_index
from .vocabulary import Words, vocabulary

SHOWN = 5
RARE_WORDS = 12
CANDIDATES = 200


@led_by_index()
def similar(thing: Model, user: User | None) -> list[SearchDocument]:
    """Give the few things most like this one that she may see."""
    kind = ContentType.objects.get_for_model(thing)
    here = SearchDocument.objects.filter(asking.readable(user), content_type=kind, object_id=thing.pk).first()
    if here is None:
        return []
    words = vocabulary()
    telling = telling_keys(here.keys.split(), words)
    if not telling:
        return []
    others = SearchDocument.objects.filter(asking.readable(user)).exclude(pk=here.pk)
    passages = first_passages([Sought((tuple((key,) for key in telling),))], others, CANDIDATES)
    weights = {key: 1 / words.document_frequency(key) for key in telling}
    best: dict[int, float] = {}
    rows = SearchPassage.objects.filter(pk__in=passages)
    for document, keys in rows.values_list("document", "keys"):
        shared = sum(weights[key] for key in weights.keys() & set(keys.split()))
        best[document] = max(best.get(document, 0.0), shared)
    nearest = sorted(best, key=lambda document: (-best[document], document))[:SHOWN]
    found = SearchDocument.objects.in_bulk(nearest)
    return [found[key] for key in nearest if key in found]


def telling_keys(keys: list[str], words: Words) -> list[str]:
    """Give the keys that tell most of a thing: in several things, but in few."""
    frequencies = {key: words.document_frequency(key) for key in keys if key.startswith(STEM)}
    most = max(words.passages // 10, 3)
    telling = [key for key, count in frequencies.items() if 2 <= count <= most]
    return sorted(telling, key=lambda key: (frequencies[key], key))[:RARE_WORDS]

"""Words in a row. The index finds where all the words are; the order of the keys says if they stand so."""

from collections.abc import Sequence

from praktiknara.swedish.query import Phrase

from ..models import SearchPassage
from .asking import Documents, holding
from .fulltext import PASSAGES, Holds, Keys, Sought

MOST_READ = 5_000


def saying(documents: Documents, phrases: Sequence[Phrase]) -> Documents:
    """Keep the documents in which every phrase stands, in some passage, whether damaged or not."""
    for phrase in phrases:
        documents = documents.filter(pk__in=_with(phrase.keys))
    return documents


def silent_on(documents: Documents, phrases: Sequence[Phrase]) -> Documents:
    """Keep the documents in which none of these words and phrases stands."""
    for phrase in phrases:
        if len(phrase.keys) == 1:
            held = holding(documents.model._default_manager.all(), [(phrase.keys,)])
            documents = documents.exclude(pk__in=held.values("pk"))
        else:
            documents = documents.exclude(pk__in=_with(phrase.keys))
    return documents


def _with(keys: Keys) -> set[int]:
    wanted = Sought(tuple(((key,),) for key in dict.fromkeys(keys)))
    rows = SearchPassage.objects.filter(Holds(PASSAGES, wanted)).order_by("pk")
    in_a_row = f" {' '.join(keys)} "
    told = rows.values_list("document", "keys")[:MOST_READ].iterator()
    return {document for document, held in told if in_a_row in f" {held} "}

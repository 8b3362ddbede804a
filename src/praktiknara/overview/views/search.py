"""One search over everything the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from praktiknara.components.text import plain
from praktiknara.people.models import signed_in

from .. import rules
from ..queries.search import hits

SHOWN = 100


def search(request: HttpRequest) -> HttpResponse:
    """Hits by kind."""
    query = " ".join(plain(request.GET.get("q", "")).split())
    words = rules.words_asked(query)
    context = {
        "query": query[:SHOWN],
        "asked": words,
        "shortened": len(query) > SHOWN,
        "groups": hits(words, signed_in(request.user)),
    }
    return render(request, "overview/search.html", context)

"""One search over everything that is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def search(request: HttpRequest) -> HttpResponse:
    """Hits by kind."""
    return render(request, "overview/search.html", {})

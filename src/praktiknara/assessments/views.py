"""Pages of the step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def index(request: HttpRequest) -> HttpResponse:
    """The first page of the step."""
    return render(request, "base.html")

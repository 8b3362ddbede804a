"""Pages that look along the whole chain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "base.html")


def my_day(request: HttpRequest) -> HttpResponse:
    """What waits for the one who is signed in."""
    return render(request, "base.html")

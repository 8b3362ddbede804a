"""The start page, and what waits for the one who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "overview/home.html")


@login_required
def my_day(request: HttpRequest) -> HttpResponse:
    """What waits for the one who is signed in."""
    return render(request, "overview/my_day.html")

"""The start page, and what waits for the one who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from praktiknara.people.models import signed_in

from ..queries import start


def home(request: HttpRequest) -> HttpResponse:
    """What this is, what went well and what did not, and how a year goes."""
    worked, did_not = start.findings()
    context = {
        "worked": worked,
        "did_not": did_not,
        "newest": start.newest(signed_in(request.user)),
        "counts": start.counts(),
        "wheel": start.year_wheel(timezone.localdate()),
    }
    return render(request, "overview/home.html", context)


@login_required
def my_day(request: HttpRequest) -> HttpResponse:
    """What waits for the one who is signed in."""
    return render(request, "overview/my_day.html")

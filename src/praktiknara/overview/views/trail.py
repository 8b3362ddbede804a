"""What everyone has done, for those who look after it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def trail(request: HttpRequest) -> HttpResponse:
    """Events, the newest first."""
    return render(request, "overview/trail.html", {})

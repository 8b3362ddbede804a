"""The page of meetings and other dated events."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from praktiknara.trail.queries import sources

from . import queries
from .forms import NarrowMeetings

PER_PAGE = 25


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What happened when, year by year, as exactly as the sources say."""
    form = NarrowMeetings(request.GET)
    form.is_valid()
    kind = form.cleaned_data.get("slag", "")
    page = Paginator(queries.meetings(kind), PER_PAGE).get_page(request.GET.get("sida"))
    return render(
        request,
        "meetings/meetings.html",
        {"form": form, "page": page, "narrowed": bool(kind), "sources": sources(*page)},
    )

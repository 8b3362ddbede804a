"""The page of needs: what the districts said that they do not know."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from praktiknara.meetings.queries import support
from praktiknara.trail.models import Fact
from praktiknara.trail.queries import about, by_kind, sources

from . import queries

PER_PAGE = 25


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """The inventories with method and themes, and the support that was given."""
    inventories = list(queries.inventories()[:PER_PAGE])
    stated = list(about(Fact, *inventories)) if inventories else []
    page = Paginator(support(), PER_PAGE).get_page(request.GET.get("sida"))
    shown = [(each, by_kind(fact for fact in stated if fact.object_id == each.pk)) for each in inventories]
    themes = [theme for each in inventories for theme in each.themes.all()]
    return render(
        request,
        "needs/needs.html",
        {
            "shown": shown,
            "latest": inventories[0] if inventories else None,
            "page": page,
            "sources": sources(*inventories, *themes, *stated, *page),
        },
    )

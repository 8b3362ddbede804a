"""Pages of agreements, programmes, and money from the state and the EU."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from praktiknara.trail.queries import by_kind, facts, sources

from . import queries

PER_PAGE = 25


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement with a partner."""
    page = Paginator(queries.agreements(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "partners/agreements.html", {"page": page, "sources": sources(*page)})


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """One agreement: between whom, about what, for how long, and the projects it carries."""
    shown = get_object_or_404(queries.agreements(), slug=slug)
    stated = list(facts(shown))
    return render(
        request,
        "partners/agreement.html",
        {
            "agreement": shown,
            "title": queries.title(shown),
            "projects": shown.projects.all(),
            "facts": stated,
            "sources": sources(shown, *stated),
        },
    )


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme outside the municipality's own funds."""
    page = Paginator(queries.programmes(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "partners/programmes.html", {"page": page, "sources": sources(*page)})


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: who pays, leads and takes part, its parts and its methods."""
    shown = get_object_or_404(queries.programmes(), slug=slug)
    stated = list(facts(shown))
    return render(
        request,
        "partners/programme.html",
        {
            "programme": shown,
            "methods": shown.methods.all(),
            "facts": stated,
            "sources": sources(shown, *stated),
        },
    )


@require_safe
def outside_money_list(request: HttpRequest) -> HttpResponse:
    """State grants and EU funds that were used, applied for or watched."""
    page = Paginator(queries.outside_money(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "partners/outside_money_list.html", {"page": page, "sources": sources(*page)})


@require_safe
def outside_money(request: HttpRequest, slug: str) -> HttpResponse:
    """One state grant or EU fund with what the sources say of it."""
    shown = get_object_or_404(queries.outside_money(), slug=slug)
    stated = list(facts(shown))
    return render(
        request,
        "partners/outside_money.html",
        {"money": shown, "told": by_kind(stated), "sources": sources(shown, *stated)},
    )

"""Pages of methods: what they are, who tried them, and how it went."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import signed_in
from praktiknara.trail.queries import facts, sources

from . import queries
from .forms import FindMethod
from .models import Method

PER_PAGE = 25


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every method, by name and kind."""
    form = FindMethod(request.GET)
    form.is_valid()
    kind, named = form.cleaned_data.get("slag", ""), form.cleaned_data.get("namn", "")
    page = Paginator(queries.methods(kind=kind, named=named), PER_PAGE).get_page(request.GET.get("sida"))
    return render(
        request,
        "methods/methods.html",
        {
            "form": form,
            "page": page,
            "counts": queries.project_counts(page),
            "narrowed": bool(kind or named),
            "sources": sources(*page),
        },
    )


@require_safe
def method(request: HttpRequest, slug: str) -> HttpResponse:
    """One method with the projects that use or study it: what went well and what did not, side by side."""
    shown = get_object_or_404(Method.objects.select_related("programme"), slug=slug)
    projects, total = queries.projects(shown), shown.uses.count()
    page = KeyedPaginator(projects, PER_PAGE, lambda page: page, count=total).get_page(
        request.GET.get("sida")
    )
    uses = queries.uses(list(page))
    outcomes = [outcome for use in uses for outcome in (*use.worked, *use.did_not, *use.other)]
    stated = list(facts(shown))
    return render(
        request,
        "methods/method.html",
        {
            "method": shown,
            "page": page,
            "uses": uses,
            "outputs": queries.outputs(shown, signed_in(request.user), PER_PAGE),
            "facts": stated,
            "sources": sources(shown, *stated, *outcomes),
        },
    )

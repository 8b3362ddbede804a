"""Pages of plans and reports, and of the assignments of the budget."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from praktiknara.trail.models import Fact
from praktiknara.trail.queries import about, by_kind, facts, sources

from . import queries
from .forms import Compare

PER_PAGE = 25


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan, direction and annual report, year by year."""
    page = Paginator(queries.whole_plans(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "plans/plans.html", {"page": page, "form": Compare(), "sources": sources(*page)})


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what it says, whom it serves, and the sums it names."""
    shown = get_object_or_404(queries.whole_plans(), slug=slug)
    stated = list(facts(shown))
    areas = list(shown.focus_areas.all())
    amounts = list(shown.amounts.all())
    return render(
        request,
        "plans/plan.html",
        {
            "plan": shown,
            "focus": [area for area in areas if not area.special_attention],
            "special": [area for area in areas if area.special_attention],
            "amounts": amounts,
            "told": by_kind(stated),
            "sources": sources(shown, *areas, *amounts, *stated),
        },
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two plans side by side: what both say, and what only one says."""
    form = Compare(request.GET if "a" in request.GET or "b" in request.GET else None)
    if not form.is_valid():
        return render(request, "plans/compare.html", {"form": form})
    found = {each.slug: each for each in queries.whole_plans().filter(slug__in=form.cleaned_data.values())}
    first, second = found[form.cleaned_data["a"]], found[form.cleaned_data["b"]]
    stated = list(about(Fact, first, second))
    parts = [part for each in (first, second) for part in (*each.focus_areas.all(), *each.amounts.all())]
    return render(
        request,
        "plans/compare.html",
        {
            "form": form,
            "first": first,
            "second": second,
            "parts": queries.side_by_side(first, second, stated),
            "sources": sources(first, second, *parts, *stated),
        },
    )


@require_safe
def budget_assignments(request: HttpRequest) -> HttpResponse:
    """What the city's budget asked for, and what it led to."""
    page = Paginator(queries.assignments(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "plans/budget_assignments.html", {"page": page, "sources": sources(*page)})

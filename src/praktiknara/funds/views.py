"""Pages of the funds and their years."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import signed_in
from praktiknara.people.rules import day_in
from praktiknara.trail.queries import facts, sources

from . import queries
from .choices import Standing
from .models import Fund
from .rules import Amount, told, totals

PER_PAGE = 25
COLUMNS = (
    (Standing.PROPOSED, _("Föreslaget")),
    (Standing.GRANTED, _("Beviljat")),
    (Standing.SET_ASIDE, _("Avsatt")),
)
MOST_IN_BAR = 12


@dataclass
class Row:
    """A grant as the table shows it, with what the same project has the year after."""

    number: int
    grant: Any
    performer: str
    after: list[Any]


@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """Every fund with its years."""
    years = queries.all_years()
    page = Paginator(Fund.objects.prefetch_related("names"), PER_PAGE).get_page(request.GET.get("sida"))
    shown = [(fund, years.get(fund.pk, [])) for fund in page]
    return render(request, "funds/funds.html", {"page": page, "shown": shown, "sources": sources(*page)})


@require_safe
def fund(request: HttpRequest, code: str) -> HttpResponse:
    """One fund: its names by year, its rules, and its years with what is known of the money."""
    shown = get_object_or_404(Fund.objects.prefetch_related("names"), code=code)
    years = queries.years(shown)
    stated = list(facts(shown))
    real = [year for year in years if not year.example]
    granted = [year for year in reversed(real) if year.year and "granted" in year.sums]
    bars = [(str(year.year), queries.bare(year.sums["granted"])) for year in granted]
    return render(
        request,
        "funds/fund.html",
        {
            "fund": shown,
            "years": real,
            "examples": [year for year in years if year.example],
            "standings": COLUMNS,
            "words": dict(Standing.choices),
            "bars": bars if len(bars) > 1 and any(kronor is not None for _year, kronor in bars) else [],
            "facts": stated,
            "sources": sources(shown, *shown.names.all(), *stated, *(y.row for y in real if y.row)),
        },
    )


@require_safe
def fund_year(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """A fund in a year: who got or was to get what, the sum when it can be told, and the promises beside it."""
    shown = get_object_or_404(Fund, code=code)
    found = queries.one_year(shown, int(year), example=request.GET.get("exempel") == "1")
    if found is None:
        raise Http404
    of_year = queries.rows(shown, found)
    leading = of_year.filter(standing=found.lead)
    paginator = KeyedPaginator(leading, PER_PAGE, queries.dressed, count=found.lead_rows)
    page = paginator.get_page(request.GET.get("sida"))
    others = (
        list(queries.dressed(of_year.exclude(standing=found.lead))[:PER_PAGE])
        if len(found.counts) > 1
        else []
    )
    after = queries.same_projects(shown, int(year) + 1, page) if page.paginator.num_pages == 1 else {}
    rows = [_row(number, grant, after) for number, grant in enumerate(page, start=page.start_index())]
    whole = found.whole
    stated = list(facts(shown).filter(year=int(year)))
    to_projects = any(row.grant.project_id for row in rows) or queries.gives_to_projects(shown)
    return render(
        request,
        "funds/fund_year.html",
        {
            "fund": shown,
            "year": found,
            "title": queries.headline(shown, found, to_projects=to_projects),
            "name": queries.name_in(shown, found),
            "standing": queries.word_for(found.lead),
            "standing_sums": [(queries.word_for(each), sums) for each, sums in found.told.items()],
            "whole": whole,
            "bar": _bar(rows) if whole and page.paginator.num_pages == 1 else [],
            "page": page,
            "rows": rows,
            "shows_after": bool(after),
            "after_sums": told(
                totals(
                    Amount(grant.amount, grant.vat, grant.about) for each in after.values() for grant in each
                )
            ),
            "lead_sums": found.told.get(found.lead, []),
            "promised": sum(
                any(grant.standing == "set_aside" and grant.amount is None for grant in each)
                for each in after.values()
            ),
            "others": others,
            "not_shown": sum(found.counts.values()) - found.lead_count - sum(g.count for g in others),
            "agrees": queries.stated_in_plans(int(year), found.lead, whole)
            if whole and not found.example
            else [],
            "boards": queries.boards(leading, int(year)),
            "calls": shown_calls(found, request),
            "facts": stated,
            "sources": sources(*page, *others, *stated, *([found.row] if found.row else [])),
        },
    )


def shown_calls(year: queries.Year, request: HttpRequest) -> list[Any]:
    """Give the calls of the year that this reader may see."""
    return list(year.row.calls.visible_to(signed_in(request.user))) if year.row else []


def _row(number: int, grant: Any, after: dict[int, list[Any]]) -> Row:
    performer = (grant.project and grant.project.owner) or grant.recipient
    named = performer.name_on(day_in(grant.year)) if performer else ""
    return Row(number, grant, named, after.get(grant.project_id, []))


def _bar(rows: list[Row]) -> list[tuple[str, int]]:
    """The parts of the whole, when they are few enough to be told apart."""
    return [(str(row.number), row.grant.amount) for row in rows] if 1 < len(rows) <= MOST_IN_BAR else []

"""The reports one follows, and what anyone may read of results."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import User, signed_in

from .. import queries
from ..forms import (
    ReportFilter,
)

PER_PAGE = 25


def index(request: HttpRequest) -> HttpResponse:
    """The reports she follows, and what anyone may read: published results and what became of projects."""
    user = signed_in(request.user)
    context: dict[str, Any] = {}
    if user is not None and (queries.may_review_all(user) or queries.own_places(user)):
        context = _followed(request, user)
    if not queries.may_review_all(user):
        page = KeyedPaginator(queries.published(), PER_PAGE, queries.listed).get_page(
            request.GET.get("publicerade")
        )
        context |= {
            "published": page,
            "became": queries.tally(),
            "indicators": queries.indicators(queries.newest_numbers()),
        }
    return render(request, "results/index.html", {**context, "reviews_all": queries.may_review_all(user)})


def _followed(request: HttpRequest, user: User) -> dict[str, Any]:
    form = ReportFilter(request.GET or None, calls=queries.calls_to_choose(user, request.GET.get("call", "")))
    money = request.GET.get("visa") == "medel"
    chosen = form.chosen() if form.is_bound else {}
    found: QuerySet[Any] = (
        queries.consumption_reports(user, **chosen) if money else queries.result_reports(user, **chosen)
    )
    dressed = queries.consumption_with_grant if money else queries.listed
    return {
        "follows": True,
        "filter": form,
        "money": money,
        "page": KeyedPaginator(found, PER_PAGE, dressed).get_page(request.GET.get("sida")),
        "filtered": any(chosen.values()),
    }

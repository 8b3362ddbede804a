"""The list of all projects, its files, and a project's page."""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from openpyxl import Workbook

from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import signed_in
from praktiknara.projects.permissions import sees_work

from ..choices import Order
from ..forms import ProjectFilter
from ..queries import export
from ..queries import project as one
from ..queries import projects as many

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def projects(request: HttpRequest) -> HttpResponse:
    """All projects: search, filters, order, pages; htmx asks for the rows only."""
    form = ProjectFilter(request.GET, many.choices(timezone.localdate().year))
    asked = form.wanted()
    found = many.listed(asked, signed_in(request.user))
    paginator = KeyedPaginator(found.projects, PAGE, many.with_row, count=found.total, keys=found.keys)
    context = {
        "form": form,
        "asked": asked,
        "page": paginator.get_page(request.GET.get("sida")),
        "total": found.total,
        "orders": [_order(request.GET, order, asked.order) for order in Order],
        "query": _without(request.GET, "sida").urlencode(),
        "chosen": form.chosen(),
    }
    rows_only = request.headers.get("HX-Target") == "rows" and not request.headers.get(
        "HX-History-Restore-Request"
    )
    template = "overview/_rows.html" if rows_only else "overview/projects.html"
    response = render(request, template, context)
    patch_vary_headers(response, ("HX-Target", "HX-History-Restore-Request"))
    return response


def _order(query: QueryDict, order: Order, chosen: str) -> dict[str, Any]:
    changed = _without(query, "sida")
    changed["sort"] = order.value
    return {"label": order.label, "query": changed.urlencode(), "current": order.value == chosen}


def _without(query: QueryDict, name: str) -> QueryDict:
    """The query without one of its parts, and without those that ask for nothing."""
    kept = query.copy()
    for key, values in query.lists():
        kept.setlist(key, [value for value in values if value and key != name])
    return kept


def _rows(request: HttpRequest) -> Iterator[list[export.Cell]]:
    """The rows of exactly the list that the address asks for."""
    asked = ProjectFilter(request.GET, many.choices(timezone.localdate().year)).wanted()
    found = many.wanted(asked, signed_in(request.user))
    yield [*export.headings()]
    yield from export.rows(found, request.build_absolute_uri("/").rstrip("/"))


class _Line:
    """A file that hands back each line it is given."""

    def write(self, line: str) -> str:
        return line


def projects_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV with semicolons, as a Swedish spreadsheet reads it."""
    writer = csv.writer(_Line(), delimiter=";")
    lines = (writer.writerow(row) for row in _rows(request))

    def told() -> Iterator[str]:
        yield "\ufeff"
        yield from lines

    headers = {"Content-Disposition": 'attachment; filename="projekt.csv"'}
    return StreamingHttpResponse(told(), content_type="text/csv; charset=utf-8", headers=headers)


def projects_excel(request: HttpRequest) -> HttpResponse:
    """The list as an Excel workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Projekt"))
    for row in _rows(request):
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    headers = {"Content-Disposition": 'attachment; filename="projekt.xlsx"'}
    return HttpResponse(made.getvalue(), content_type=EXCEL, headers=headers)


def project(request: HttpRequest, slug: str) -> HttpResponse:
    """What a project was, from need to what became of it, with the source of every fact."""
    user = signed_in(request.user)
    found = get_object_or_404(one.whole(user), slug=slug)
    context = one.page(found, user, timezone.localdate())
    context["sees_work"] = user is not None and sees_work(user, found)
    return render(request, "overview/project.html", context)

"""One box over everything: the page of hits, suggestions, files, feeds, and searches that are followed."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, overload

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from praktiknara.people.models import SignedIn, signed_in

from . import actions, forms
from .choices import Kind, Order
from .models import SavedSearch
from .queries import export, news, shown
from .queries.asking import LONGEST, read
from .queries.finding import Hit, Search
from .queries.fulltext import led_by_index
from .queries.providers import PROVIDERS
from .queries.similar import similar
from .queries.suggestions import suggestions

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Hits(Sequence[Hit]):
    """The hits of a search as a list that a paginator walks."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def __len__(self) -> int:
        return self.search.total

    @overload
    def __getitem__(self, part: int) -> Hit: ...
    @overload
    def __getitem__(self, part: slice) -> list[Hit]: ...
    def __getitem__(self, part: int | slice) -> Hit | list[Hit]:
        if isinstance(part, int):
            return self.search.hits(part, 1)[0]
        return self.search.hits(part.start, part.stop - part.start)


def _search(request: HttpRequest) -> Search:
    return Search(read(request.GET), signed_in(request.user))


@led_by_index()
def search(request: HttpRequest) -> HttpResponse:
    """The hits, how many there are of each sort, and what else might be meant."""
    found = _search(request)
    asked = found.asked
    page = Paginator(Hits(found), forms.per_page(request.GET)).get_page(forms.page_number(request.GET))
    context = {
        "asked": asked,
        "query": found.query,
        "search": found,
        "page": page,
        "hits": shown.page_of(found, list(page)),
        "boxes": shown.boxes(found) if found.total else [],
        "chips": shown.chips(asked),
        "orders": [_order(request.GET, order, asked.order) for order in Order],
        "sizes": forms.PER_PAGE,
        "address": asked.address(),
        "shortened": len(request.GET.get("q", "")) > LONGEST,
        "meant": _meant(found),
    }
    return render(request, "search/search.html", context)


def _meant(found: Search) -> str:
    """The address of what was probably meant."""
    if not found.query.meant:
        return ""
    changed = QueryDict(found.asked.address(), mutable=True)
    changed["q"] = found.query.meant
    return changed.urlencode()


def _order(query: QueryDict, order: Order, chosen: Order) -> dict[str, Any]:
    changed = query.copy()
    changed.pop("sida", None)
    changed["sort"] = order.value
    return {"label": order.label, "query": changed.urlencode(), "current": order == chosen}


def suggest(request: HttpRequest) -> HttpResponse:
    """What the words being typed may become, as choices for the box."""
    told = suggestions(request.GET.get("q", "")[:200], signed_in(request.user))
    return render(request, "search/_suggestions.html", {"suggestions": told})


def _rows(request: HttpRequest) -> Iterator[list[export.Cell]]:
    yield [*export.headings()]
    yield from export.rows(_search(request), request.build_absolute_uri("/").rstrip("/"))


class _Line:
    """A file that hands back each line it is given."""

    def write(self, line: str) -> str:
        return line


def hits_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The hits as CSV with semicolons, as a Swedish spreadsheet reads it."""
    writer = csv.writer(_Line(), delimiter=";")

    def told() -> Iterator[str]:
        yield "\ufeff"
        yield from (writer.writerow(row) for row in _rows(request))

    headers = {"Content-Disposition": 'attachment; filename="sokning.csv"'}
    return StreamingHttpResponse(told(), content_type="text/csv; charset=utf-8", headers=headers)


def hits_excel(request: HttpRequest) -> HttpResponse:
    """The hits as an Excel workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Träffar"))
    for row in _rows(request):
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    headers = {"Content-Disposition": 'attachment; filename="sokning.xlsx"'}
    return HttpResponse(made.getvalue(), content_type=EXCEL, headers=headers)


def alike(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What is like a thing: a page, or a list for the page that asks for it."""
    provider = next((one for one in PROVIDERS if one.kind == kind), None)
    if provider is None:
        raise Http404
    user = signed_in(request.user)
    thing = get_object_or_404(provider.visible_to(user), pk=pk)
    context = {"thing": thing, "kind": Kind(kind), "found": similar(thing, user)}
    template = "search/_similar.html" if request.headers.get("HX-Request") else "search/similar.html"
    return render(request, template, context)


@login_required
def saved(request: SignedIn) -> HttpResponse:
    """The searches that she follows, each with what has come since she was last told."""
    rows = SavedSearch.objects.filter(user=request.user)
    return render(request, "search/saved.html", {"rows": rows})


@login_required
def save(request: SignedIn) -> HttpResponse:
    """Follow a search."""
    asked = read(request.GET)
    if asked.is_empty:
        return redirect("search")
    form = forms.SaveForm(request.POST or None, initial={"name": asked.text[:120], "mail": True})
    if request.method == "POST" and form.is_valid():
        actions.save(asked.address(), **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Sökningen är sparad."))
        return redirect("saved_searches")
    context = {"form": form, "asked": asked, "chips": shown.chips(asked), "address": asked.address()}
    return render(request, "search/save.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def forget(request: SignedIn, pk: int) -> HttpResponse:
    """Follow a search no longer."""
    actions.forget(get_object_or_404(SavedSearch, user=request.user, pk=pk))
    messages.success(request, _("Sökningen är borttagen."))
    return redirect("saved_searches")


@require_POST
@login_required
def mail(request: SignedIn, pk: int) -> HttpResponse:
    """Begin or cease to be told by mail."""
    actions.tell_by_mail(
        get_object_or_404(SavedSearch, user=request.user, pk=pk),
        request.POST.get("mail") == "1",
        now=timezone.now(),
    )
    return redirect("saved_searches")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A followed search as a feed; its reader is not signed in, so it tells what is public."""
    followed = get_object_or_404(SavedSearch, token=token)
    atom = Atom1Feed(
        title=followed.name,
        link=request.build_absolute_uri(followed.get_absolute_url()),
        description=_("Det som senast blev sökbart och passar sökningen."),
        language="sv",
        feed_url=request.build_absolute_uri(),
    )
    for document in news.newest(followed):
        address = request.build_absolute_uri(document.url)
        title = f"{document.title} ({_('exempel')})" if document.example else document.title
        atom.add_item(
            title=title,
            link=address,
            description=str(Kind(document.kind).label),
            unique_id=address,
            pubdate=document.new_at,
            updateddate=document.new_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

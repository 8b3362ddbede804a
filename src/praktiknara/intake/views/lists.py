"""Lists of old projects: handed in, mapped, tried, taken in and undone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.people.models import SignedIn
from praktiknara.projects.forms import only_if_open
from praktiknara.trail.queries import documents

from .. import permissions
from ..actions import sheets, undoing
from ..choices import Column, RowState, SheetStatus
from ..forms import ColumnsForm, SheetForm, VersionForm
from ..models import Sheet
from ..queries import sheets as queries
from ..transitions import OFFICER, TAKE_SHEET, TRY_SHEET, UNDO_SHEET
from .reviews import only_those_who_see

PER_PAGE = 50


@login_required
def index(request: SignedIn) -> HttpResponse:
    """The lists that have been handed in, and the form for a new one."""
    only_those_who_see(request.user)
    may = permissions.takes_in(request.user)
    form = SheetForm(request.POST or None, request.FILES or None) if may else None
    if request.method == "POST":
        if form is None:
            raise NotYours(Problem(OFFICER))
        if form.is_valid():
            file = form.cleaned_data["file"]
            with refusals_shown(form):
                made, new = sheets.upload(
                    file.read(), file.name or "lista", by=request.user, now=timezone.now()
                )
                if not new:
                    messages.info(request, _("Listan är redan uppladdad. Här är den."))
                return redirect(made)
    page = Paginator(Sheet.objects.visible_to(request.user).select_related("by__person"), 25)
    context = {"form": form, "page": page.get_page(request.GET.get("sida"))}
    return render(request, "intake/sheets.html", context, status=422 if form and form.errors else 200)


def _sheet(request: SignedIn, pk: int) -> Sheet:
    return get_object_or_404(Sheet.objects.visible_to(request.user).select_related("by__person"), pk=pk)


@login_required
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """A list: its columns, and what each row would do, or did."""
    found = _sheet(request, pk)
    wanted = request.GET.get("lage", "")
    rows = found.rows.all()
    if wanted in RowState.values:
        rows = rows.filter(state=wanted)
    counts = queries.counts(found)
    by_state = {state: count for state, _label, count in counts}
    titles = {column: place for place, column in found.columns.items()}
    return render(
        request,
        "intake/sheet.html",
        {
            "sheet": found,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("sida")),
            "counts": counts,
            "wanted": wanted,
            "named": [
                (heading, Column(column).label if (column := found.columns.get(str(place))) else "")
                for place, heading in enumerate(found.headings)
            ],
            "title_place": int(titles.get("title", 0)),
            "new": by_state.get(RowState.NEW, 0),
            "changed": by_state.get(RowState.CHANGED, 0),
            "doubtful": by_state.get(RowState.DOUBTFUL, 0),
            "is_tried": found.status in (SheetStatus.TRIED, SheetStatus.TAKEN, SheetStatus.UNDONE),
            "map_offered": TRY_SHEET.offered_to(request.user, found),
            "take_offered": TAKE_SHEET.offered_to(request.user, found),
            "undo_offered": UNDO_SHEET.offered_to(request.user, found),
            "original": documents(found).first(),
        },
    )


@login_required
def columns(request: SignedIn, pk: int) -> HttpResponse:
    """Say which column holds what, and try the list."""
    found = _sheet(request, pk)
    only_if_open(TRY_SHEET, found, request.user)
    form = ColumnsForm(request.POST or None, sheet=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            sheets.try_out(
                found,
                columns=form.columns(),
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
            )
            return redirect(found)
    samples = list(found.rows.values_list("cells", flat=True)[:3])
    context = {
        "sheet": found,
        "form": form,
        "columns": [
            (form[f"column-{place}"], [cells[place] for cells in samples if cells[place]])
            for place in range(len(found.headings))
        ],
    }
    return render(request, "intake/columns.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise BadRequest("An answer without its version.")
    return int(form.cleaned_data["version"])


@require_POST
@login_required
def choose(request: SignedIn, pk: int) -> HttpResponse:
    """Say of rows in doubt whether they are the project they resemble."""
    found = _sheet(request, pk)
    only_if_open(TRY_SHEET, found, request.user)
    chosen = {
        int(name.removeprefix("row-")): value
        for name, value in request.POST.items()
        if name.startswith("row-") and name.removeprefix("row-").isdigit() and value in ("same", "new")
    }
    sheets.choose(found, chosen, version=_version(request), by=request.user, now=timezone.now())
    return redirect(found)


@require_POST
@login_required
def take(request: SignedIn, pk: int) -> HttpResponse:
    """Take the list into the register."""
    found = _sheet(request, pk)
    only_if_open(TAKE_SHEET, found, request.user)
    sheets.take(
        found,
        with_changes=request.POST.get("with_changes") == "on",
        version=_version(request),
        by=request.user,
        now=timezone.now(),
    )
    count = found.rows.filter(effects__isnull=False).distinct().count()
    messages.success(
        request,
        ngettext("%(count)s rad är inläst.", "%(count)s rader är inlästa.", count) % {"count": count},
    )
    return redirect(found)


@login_required
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Show what undoing the list would do and what stands in the way, and do it."""
    found = _sheet(request, pk)
    only_if_open(UNDO_SHEET, found, request.user)
    if request.method == "POST":
        undoing.undo_sheet(found, by=request.user, now=timezone.now())
        messages.success(request, _("Listan är ångrad. Registret är som före den."))
        return redirect(found)
    effects = undoing.effects_of_sheet(found)
    context = {
        "thing": found,
        "title": _("Ångra hela listan"),
        "kinds": undoing.kinds_of(effects).items(),
        "obstacles": [say(problem) for problem in undoing.obstacles(effects)],
        "back": found.get_absolute_url(),
        "is_reading": False,
    }
    return render(request, "intake/undo.html", context)

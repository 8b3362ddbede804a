"""Papers are found and read by those who may, handed in and kept by those whose work it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.rules import AgainstRule, NotYours, Problem
from praktiknara.chain.transitions import Transition
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import SignedIn, User, signed_in

from . import actions, permissions, queries, sandbox
from .choices import LANGUAGES
from .forms import PUBLIC, DescribeForm, HandInForm, PapersForm, WithdrawForm, from_paper
from .models import Delivery, Paper
from .transitions import KEEPER, READ_AGAIN, RESTORE, WITHDRAW

PER_PAGE, REPAIRS_PER_PAGE, DELIVERIES_PER_PAGE = 25, 100, 50


def index(request: HttpRequest) -> HttpResponse:
    """The papers one may read, by how they were read, their state and their year."""
    user = signed_in(request.user)
    form = PapersForm(request.GET, years=queries.years(user))
    chosen = form.chosen()
    page = KeyedPaginator(queries.papers(user, **chosen), PER_PAGE, queries.for_lists).get_page(
        request.GET.get("sida")
    )
    context = {
        "form": form,
        "page": page,
        "filtered": any(chosen.values()),
        "hands_in": user is not None and permissions.hands_in(user),
    }
    return render(request, "documents/index.html", context)


def _paper(request: HttpRequest, slug: str) -> Paper:
    found = Paper.objects.visible_to(signed_in(request.user)).select_related("document")
    return get_object_or_404(found, slug=slug)


def paper_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A paper's text, page by page: mended, or as it stands in the original."""
    user, paper = signed_in(request.user), _paper(request, slug)
    asked = (_character(request, "fran"), _character(request, "till"))
    at = _character(request, "tecken") or asked[0]
    mended = paper.repairs.count()
    context = {
        "paper": paper,
        "part": queries.part(paper, at, asked),
        "raw": request.GET.get("visa") == "original",
        "mended": mended,
        "language": LANGUAGES.get(paper.language, ""),
        "thing": paper.thing,
        "scan_reader": sandbox.scan_reader() if paper.has_old_reading else "",
        **_moves(user, paper),
    }
    return render(request, "documents/paper.html", context)


def _character(request: HttpRequest, name: str) -> int:
    """A place in the text that the address names; its beginning when it names none."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def _moves(user: User | None, paper: Paper) -> dict[str, bool]:
    """What this reader may do with the paper."""
    return {
        "may_describe": user is not None and permissions.keeps(user, paper),
        "may_read_again": user is not None and READ_AGAIN.offered_to(user, paper),
        "may_withdraw": user is not None and WITHDRAW.offered_to(user, paper),
        "may_restore": user is not None and RESTORE.offered_to(user, paper),
    }


def original(request: HttpRequest, slug: str) -> FileResponse:
    """The file as it came."""
    paper = _paper(request, slug)
    if paper.document is None:
        raise Http404
    return FileResponse(
        paper.document.file.open("rb"),
        as_attachment=True,
        filename=paper.file_name,
        content_type=paper.document.media_type,
    )


def repairs(request: HttpRequest, slug: str) -> HttpResponse:
    """Every word that was mended, with how sure it is."""
    paper = _paper(request, slug)
    page = KeyedPaginator(paper.repairs.order_by("start"), REPAIRS_PER_PAGE, lambda rows: rows).get_page(
        request.GET.get("sida")
    )
    return render(request, "documents/repairs.html", {"paper": paper, "page": page})


@login_required
def hand_in(request: SignedIn) -> HttpResponse:
    """One or several files are handed in to be read."""
    _only_for_keepers(request.user)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = HandInForm(request.POST, request.FILES)
        if form.is_valid():
            public = form.cleaned_data["readers"] == PUBLIC
            made = actions.hand_in(form.cleaned_data["papers"], public=public, by=request.user)
            messages.success(request, _("Mottaget: %(count)s filer läses nu.") % {"count": len(made)})
            return redirect("deliveries")
    return render(request, "documents/hand_in.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def deliveries(request: SignedIn) -> HttpResponse:
    """What was handed in, and how far it has come."""
    _only_for_keepers(request.user)
    page = KeyedPaginator(Delivery.objects.order_by("-pk"), DELIVERIES_PER_PAGE, queries.dressed).get_page(
        request.GET.get("sida")
    )
    rows = [(row, queries.is_lost(row, timezone.now())) for row in page]
    waiting = sum(row.progress not in queries.ENDED and not lost for row, lost in rows)
    context = {"page": page, "rows": rows, "waiting": waiting}
    template = "documents/delivered.html" if request.headers.get("X-Part") else "documents/deliveries.html"
    return render(request, template, context)


@require_POST
@login_required
def retry(request: SignedIn, pk: int) -> HttpResponse:
    """A file whose reading was cut off is read once more."""
    _only_for_keepers(request.user)
    delivery = get_object_or_404(Delivery, pk=pk)
    actions.retry(delivery, now=timezone.now())
    return redirect("deliveries")


@login_required
def describe(request: SignedIn, slug: str) -> HttpResponse:
    """The title, the year and who may read a paper are mended."""
    paper = _paper(request, slug)
    _only_for_keepers(request.user)
    form = DescribeForm(request.POST or None, initial=from_paper(paper))
    if request.method == "POST" and form.is_valid():
        actions.describe(
            paper,
            title=form.cleaned_data["title"],
            year=form.cleaned_data["year"],
            public=form.cleaned_data["readers"] == PUBLIC,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Sparat."))
        return redirect(paper)
    context = {"paper": paper, "form": form}
    return render(request, "documents/describe.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def read_again(request: SignedIn, slug: str) -> HttpResponse:
    """The worker is asked to read the original's pictures anew, with Swedish."""
    paper = _paper(request, slug)
    actions.ask_again(paper, by=request.user, now=timezone.now())
    messages.success(request, _("Handlingen läses om. Det tar några sekunder per sida."))
    return redirect("deliveries")


@login_required
def withdraw(request: SignedIn, slug: str) -> HttpResponse:
    """A paper is taken back, with the reason."""
    paper = _paper(request, slug)
    _only_if_open(WITHDRAW, paper, request.user)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            reason = form.cleaned_data["withdrawn_reason"]
            actions.withdraw(paper, reason=reason, by=request.user, now=timezone.now())
            messages.success(request, _("Handlingen är tillbakadragen. Ingen utanför ser den längre."))
            return redirect(paper)
    context = {"paper": paper, "form": form}
    return render(request, "documents/withdraw.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def restore(request: SignedIn, slug: str) -> HttpResponse:
    """A withdrawn paper is put out again."""
    paper = _paper(request, slug)
    actions.restore(paper, by=request.user, now=timezone.now())
    messages.success(request, _("Handlingen går att läsa igen."))
    return redirect(paper)


def _only_if_open(transition: Transition[Paper], paper: Paper, user: User) -> None:
    """Show a form only to the one who may use it, while it may be used; what it lacks is told when it is sent."""
    refusal = transition.why_not(paper, user)
    if refusal is not None and not isinstance(refusal, AgainstRule):
        refusal.thing, refusal.verb = paper, transition.name
        raise refusal


def _only_for_keepers(user: User) -> None:
    if not permissions.hands_in(user):
        raise NotYours(Problem(KEEPER))

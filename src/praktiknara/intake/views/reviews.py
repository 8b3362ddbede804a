"""Papers read out, and the review of what each proposes."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.components.paging import KeyedPaginator
from praktiknara.documents.models import Paper
from praktiknara.people.models import SignedIn, User
from praktiknara.projects.forms import only_if_open

from .. import permissions
from ..actions import deciding, undoing
from ..actions import reading as acts
from ..choices import ReadingStatus
from ..forms import AnswerForm, MendForm
from ..models import Proposal, Reading
from ..queries import readings as queries
from ..queries.register import MODELS, Register
from ..transitions import CLOSE_READING, MEND, OFFICER, REOPEN_READING, UNDO_READING

PER_PAGE = 25
SHOWN = 10


def only_those_who_see(user: User) -> None:
    """Refuse those who have nothing to do with what is read in."""
    if not permissions.sees_intake(user):
        raise NotYours(Problem(OFFICER))


@login_required
def index(request: SignedIn) -> HttpResponse:
    """Papers to read, and readings to review."""
    only_those_who_see(request.user)
    page = KeyedPaginator(queries.readings(request.user), PER_PAGE, queries.for_lists).get_page(
        request.GET.get("sida")
    )
    unread = queries.newest_unread(request.user, SHOWN + 1)
    return render(
        request,
        "intake/index.html",
        {
            "page": page,
            "unread": unread[:SHOWN],
            "more_unread": len(unread) > SHOWN,
            "may_start": permissions.starts_reading(request.user),
        },
    )


@require_POST
@login_required
def start(request: SignedIn, pk: int) -> HttpResponse:
    """Have a paper read."""
    paper = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    reading = acts.start(paper, by=request.user, now=timezone.now())
    reading.refresh_from_db()
    if reading.status == ReadingStatus.WAITING:
        messages.info(request, _("Handlingen är lång och läses i bakgrunden. Ladda om sidan om en stund."))
    elif reading.status == ReadingStatus.FAILED:
        messages.error(request, reading.fault)
    return redirect(reading)


def _reading(request: SignedIn, pk: int) -> Reading:
    rows = Reading.objects.visible_to(request.user).select_related("paper", "by__person")
    return get_object_or_404(rows, pk=pk)


@login_required
def reading(request: SignedIn, pk: int) -> HttpResponse:
    """The review: the paper's text with its marks, and the facts of one project beside it."""
    found = _reading(request, pk)
    listed = queries.proposals_of(found)
    chosen = str(request.GET.get("grupp", ""))
    groups = queries.groups(listed, int(chosen) if chosen.isdigit() and len(chosen) < 19 else None)
    at = next((place for place, one in enumerate(groups) if one.current), 0)
    group = groups[at] if groups else None
    page = queries.page_of(listed, group.number if group else 0, request.GET.get("sida"))
    left = sum(one.left for one in groups)
    return render(
        request,
        "intake/reading.html",
        {
            "reading": found,
            "groups": groups,
            "group": group,
            "before": groups[at - 1] if at else None,
            "after": groups[at + 1] if at + 1 < len(groups) else None,
            "page": page,
            "shown": queries.shown(list(page), found, partial(permissions.decides, request.user)),
            "pieces": queries.text_of(list(page), found),
            "left": left,
            "answered": len(listed) - left,
            "total": len(listed),
            "is_open": found.status == ReadingStatus.OPEN,
            "read_anew": found.paper.version != found.paper_version,
            "may_decide": permissions.takes_in(request.user),
            "close_offered": CLOSE_READING.offered_to(request.user, found),
            "reopen_offered": REOPEN_READING.offered_to(request.user, found),
            "undo_offered": UNDO_READING.offered_to(request.user, found),
        },
    )


@require_POST
@login_required
def accept_certain(request: SignedIn, pk: int) -> HttpResponse:
    """Accept in one go what the register already says word for word."""
    found = _reading(request, pk)
    if not permissions.takes_in(request.user):
        raise NotYours(Problem(OFFICER), thing=found, verb="accept_certain")
    count = deciding.accept_certain(found, by=request.user, now=timezone.now())
    messages.success(
        request,
        ngettext(
            "%(count)s uppgift fanns redan i registret. Handlingen är tillagd som källa.",
            "%(count)s uppgifter fanns redan i registret. Handlingen är tillagd som källa.",
            count,
        )
        % {"count": count},
    )
    return redirect(found)


@require_POST
@login_required
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close the review."""
    found = _reading(request, pk)
    acts.close(found, by=request.user, now=timezone.now())
    messages.success(request, _("Granskningen är avslutad."))
    return redirect(found)


@require_POST
@login_required
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open the review again."""
    found = _reading(request, pk)
    acts.reopen(found, by=request.user, now=timezone.now())
    return redirect(found)


@login_required
def undo_reading(request: SignedIn, pk: int) -> HttpResponse:
    """Show what undoing the whole reading would do and what stands in the way, and do it."""
    found = _reading(request, pk)
    only_if_open(UNDO_READING, found, request.user)
    if request.method == "POST":
        undoing.undo_reading(found, by=request.user, now=timezone.now())
        messages.success(request, _("Läsningen är ångrad. Registret är som före den."))
        return redirect(found)
    effects = undoing.effects_of_reading(found)
    context = {
        "thing": found,
        "title": _("Ångra hela läsningen"),
        "kinds": undoing.kinds_of(effects).items(),
        "obstacles": [say(problem) for problem in undoing.obstacles(effects)],
        "back": found.get_absolute_url(),
        "is_reading": True,
    }
    return render(request, "intake/undo.html", context)


def _proposal(request: SignedIn, pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).select_related("reading__paper", "project")
    return get_object_or_404(rows, pk=pk)


def _answer(request: HttpRequest) -> dict[str, Any]:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadRequest("An answer without its version.")
    return form.cleaned_data


@require_POST
@login_required
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Take a fact into the register."""
    proposal, given = _proposal(request, pk), _answer(request)
    deciding.accept(proposal, **given, by=request.user, now=timezone.now())
    return redirect(queries.address(queries.next_open(proposal)))


@require_POST
@login_required
def reject(request: SignedIn, pk: int) -> HttpResponse:
    """Say that a fact is not to enter the register."""
    proposal, given = _proposal(request, pk), _answer(request)
    deciding.reject(proposal, version=given["version"], by=request.user, now=timezone.now())
    return redirect(queries.address(queries.next_open(proposal)))


@require_POST
@login_required
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Take back an answer."""
    proposal, given = _proposal(request, pk), _answer(request)
    deciding.undo(proposal, version=given["version"], by=request.user, now=timezone.now())
    messages.success(request, _("Svaret är ångrat."))
    return redirect(queries.address(proposal))


@login_required
def mend(request: SignedIn, pk: int) -> HttpResponse:
    """Put a fact right and take it in."""
    proposal = _proposal(request, pk)
    only_if_open(MEND, proposal, request.user)
    form = MendForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        choice, match = form.decision()
        under = form.under()
        with refusals_shown(form):
            deciding.mend(
                proposal,
                form.value(),
                project=proposal.reading.proposals.get(pk=under) if under else None,
                choice=choice,
                match=match,
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
            )
            return redirect(queries.address(queries.next_open(proposal)))
        if "what" in form.errors:
            near = (
                Register().match(proposal.kind, form.value(), proposal.reading.paper.year).as_json()
                if proposal.kind in MODELS
                else []
            )
            form.offer(near, differs=not near)
    context = {
        "proposal": proposal,
        "form": form,
        "fields": [form[name] for name in form.own],
        "pieces": queries.text_of([proposal], proposal.reading),
        "back": queries.address(proposal),
    }
    return render(request, "intake/mend.html", context, status=422 if form.errors else 200)

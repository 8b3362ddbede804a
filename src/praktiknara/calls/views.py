"""Pages of calls: by year, one call, and the FoU officer's forms and moves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.queries import say, say_all
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.people.models import SignedIn, User, signed_in
from praktiknara.trail.queries import events

from . import actions, permissions, queries, transitions
from .choices import CallStatus
from .forms import CallForm, CopyForm
from .models import Call

MOVES = (
    (transitions.OPEN, "open_call"),
    (transitions.CLOSE, "close_call"),
    (transitions.REOPEN, "reopen_call"),
    (transitions.END, "end_call"),
)
VERBS = {
    "open_call": actions.open_call,
    "close_call": actions.close_call,
    "reopen_call": actions.reopen,
    "end_call": actions.end,
    "rest_call": actions.rest,
}


def index(request: HttpRequest) -> HttpResponse:
    """The calls: first those that are open, then all by year."""
    now, user = timezone.now(), signed_in(request.user)
    shown = Call.objects.visible_to(user)
    page = Paginator(queries.listed(shown), 25).get_page(request.GET.get("sida"))
    still_open = queries.listed(shown).filter(status=CallStatus.OPEN).order_by("closes_at")[:25]
    context = {
        "open_calls": [call for call in still_open if call.is_receiving(now)],
        "page": page,
        "rows": [(call, queries.standing(call, now)) for call in page],
        "runs_the_year": user is not None and permissions.runs_the_year(user, None),
    }
    return render(request, "calls/index.html", context)


def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: its text, rules, criteria and sources; the button to apply, or why there is none."""
    now, user = timezone.now(), signed_in(request.user)
    call = get_object_or_404(queries.with_rules(Call.objects.visible_to(user)), slug=slug)
    closed = queries.not_receiving(call, now)
    professions, facts, sources = queries.sourced(call)
    officer = user is not None and permissions.runs_the_year(user, call)
    context = {
        "call": call,
        "standing": queries.standing(call, now),
        "rules": queries.shown_rules(call),
        "professions": professions,
        "facts": facts,
        "sources": sources,
        "places": queries.places_to_apply(user, call) if closed is None else [],
        "why_closed": say(closed) if closed else "",
        "why_not_apply": _why_not_apply(user, closed),
        "moves": _moves(call, user, now) if officer and user else [],
        "may_copy": officer,
        "may_write": officer and user is not None and transitions.not_writable(call, user) is None,
        "history": _history(call) if officer else [],
    }
    return render(request, "calls/call.html", context)


@login_required
def copy_call(request: SignedIn, slug: str) -> HttpResponse:
    """Copy an earlier call, of the history or our own, to a new year."""
    call = get_object_or_404(queries.with_rules(Call.objects.visible_to(request.user)), slug=slug)
    _ask_officer(request.user, call)
    now = timezone.now()
    form = CopyForm(request.POST or None, initial={"year": max(call.year, timezone.localdate(now).year) + 1})
    if request.method == "POST" and form.is_valid():
        made = form.copy(call, by=request.user, now=now)
        if made is not None:
            messages.success(request, _("Utlysningen är kopierad som utkast. Gå igenom den innan du öppnar."))
            return redirect("edit_call", made.slug)
    return render(
        request, "calls/copy.html", {"call": call, "form": form}, status=422 if form.errors else 200
    )


@login_required
def edit_call(request: SignedIn, slug: str) -> HttpResponse:
    """Write a call: texts, dates and frame; rules and criteria until it has opened."""
    call = get_object_or_404(queries.with_rules(Call.objects.visible_to(request.user)), slug=slug)
    if refusal := transitions.not_writable(call, request.user):
        refusal.thing, refusal.verb = call, "write"
        raise refusal
    version, fixed = call.version, call.status in actions.ONCE_OPEN
    form = CallForm(request.POST if request.method == "POST" else None, call=call, fixed=fixed)
    if request.method == "POST":
        version = int(request.POST.get("version", "")) if request.POST.get("version", "").isdecimal() else -1
        if form.is_valid():
            if form.write(version=version, by=request.user, now=timezone.now()):
                messages.success(request, _("Utlysningen är sparad."))
                return redirect(call)
            call.refresh_from_db(fields=["version"])
            version = call.version
    context = {"call": call, "form": form, "version": version, "fixed": fixed}
    return render(
        request, "calls/edit.html", context, status=422 if form.errors or _row_errors(form) else 200
    )


@require_POST
@login_required
def move_call(request: SignedIn, slug: str, verb: str) -> HttpResponse:
    """Open, close, reopen, rest or end a call."""
    call = get_object_or_404(Call.objects.visible_to(request.user).run_here(), slug=slug)
    VERBS[verb](call, by=request.user, now=timezone.now())
    return redirect(call)


def _ask_officer(user: User, call: Call) -> None:
    if not permissions.runs_the_year(user, call):
        raise NotYours(Problem(transitions.OFFICER), thing=call, verb="copy")


def _row_errors(form: CallForm) -> bool:
    return form.is_bound and any(row.errors for row in form.all_rows.forms)


def _why_not_apply(user: User | None, closed: Problem | None) -> str:
    if closed is not None:
        return say(closed)
    if user is None:
        return _("Logga in för att skriva en ansökan.")
    return _("Ansökan skrivs av en verksamhetsutvecklare i en stadsdel.")


def _moves(call: Call, user: User, now: object) -> list[tuple[str, str, list[str]]]:
    """The moves that concern her now: address, words on the button, and the sentences in its place if she cannot."""
    if call.origin == "history":
        return []
    offered = [(t, name) for t, name in MOVES if t.offered_to(user, call)]
    if call.condition and not call.condition_met and transitions.REST.offered_to(user, call):
        offered.append((transitions.REST, "rest_call"))
    moves = []
    for transition, name in offered:
        refusal = transition.why_not(call, user)
        moves.append(
            (reverse(name, args=[call.slug]), str(transition.label), say_all(refusal) if refusal else [])
        )
    return moves


def _history(call: Call) -> list[tuple[object, str]]:
    done = events(call).filter(kind="done").select_related(None)[:50]
    return [(event, _(transitions.VERBS.get(event.verb, event.verb))) for event in done]

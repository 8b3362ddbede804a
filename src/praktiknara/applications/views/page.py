"""One application: where it stands, what it says, its moves, its co-applicants' answers, its receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.queries import say_all
from praktiknara.chain.transitions import Transition
from praktiknara.people.models import SignedIn, User
from praktiknara.trail.choices import EventKind
from praktiknara.trail.queries import events

from .. import actions, permissions, queries, transitions
from ..choices import ApplicationStatus
from ..forms import AnswerForm, RegisterForm, WithdrawForm
from ..models import Application, CoApplicant

MOVES: tuple[tuple[Transition[Application], str], ...] = (
    (transitions.HAND_OVER, "hand_over"),
    (transitions.SIGN, "sign_application"),
    (transitions.SUBMIT, "submit_application"),
    (transitions.TAKE_BACK, "take_back_application"),
)


VERBS: dict[str, Callable[..., Application]] = {
    "hand_over": actions.hand_over,
    "sign_application": actions.sign,
    "take_back_application": actions.take_back,
}


class Move(NamedTuple):
    """A button, or the sentences in its place."""

    url: str
    label: str
    sentences: list[str]


@login_required
def application_page(request: SignedIn, pk: int) -> HttpResponse:
    """One application: where it stands, what it says, how it stands against the rules, what has happened."""
    application = application_of(request, pk)
    user, now = request.user, timezone.now()
    may_write = transitions.not_writable(application, user) is None
    context = {
        "application": application,
        "told": queries.as_told(application),
        "stations": queries.stations(application, user, now, links=may_write),
        **held_against(application),
        "moves": moves_for(application, user, now),
        "waits_for": _waits_for(application),
        "may_write": may_write,
        "go_on": queries.section_url(application, queries.first_unfinished(application)) if may_write else "",
        "may_register": transitions.REGISTER.offered_to(user, application),
        "register_form": RegisterForm(),
        "may_withdraw": transitions.WITHDRAW.offered_to(user, application),
        "answers": _answers(application, user, now),
        "history": _history(application),
    }
    return render(request, "applications/application.html", context)


@require_POST
@login_required
def answer(request: SignedIn, pk: int, asked: int) -> HttpResponse:
    """Say yes or no to applying together."""
    application = application_of(request, pk)
    co_applicant = get_object_or_404(application.co_applicants.all(), pk=asked)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for each in form.errors["share"]))
        return redirect(application)
    actions.answer(
        co_applicant,
        yes=request.POST.get("svar") == "ja",
        by=request.user,
        now=timezone.now(),
        share=form.cleaned_data["share"],
    )
    messages.success(request, _("Ert svar är sparat."))
    return redirect(application)


@require_POST
@login_required
def move(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Hand over, sign or take back."""
    application = VERBS[verb](application_of(request, pk), by=request.user, now=timezone.now())
    return redirect(application)


@require_POST
@login_required
def submit(request: SignedIn, pk: int) -> HttpResponse:
    """Submit, and show the receipt; a second press shows it again."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    actions.submit(application, by=request.user, now=timezone.now())
    return redirect("application_receipt", application.pk)


@login_required
def receipt(request: SignedIn, pk: int) -> HttpResponse:
    """What was submitted, by whom, to the second: read from the kept copy."""
    application = application_of(request, pk)
    kept = queries.kept_copy(application)
    if kept is None or application.submitted_at is None:
        raise Http404
    context = {"application": application, "kept": kept, "told": kept.content}
    return render(request, "applications/receipt.html", context)


@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take an application back, with the reason."""
    application = application_of(request, pk)
    if refusal := transitions.WITHDRAW.why_not(application, request.user):
        refusal.thing, refusal.verb = application, transitions.WITHDRAW.name
        raise refusal
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw(application, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        return redirect(application)
    return render(
        request,
        "applications/withdraw.html",
        {"application": application, "form": form},
        status=status_of(form),
    )


@require_POST
@login_required
def register(request: SignedIn, pk: int) -> HttpResponse:
    """Give a submitted application its registration number."""
    application = application_of(request, pk)
    form = RegisterForm(request.POST)
    if form.is_valid() and form.register(application, by=request.user, now=timezone.now()):
        messages.success(request, _("Ansökan är diarieförd."))
        return redirect(application)
    return render(
        request, "applications/register.html", {"application": application, "form": form}, status=422
    )


def application_of(request: SignedIn, pk: int) -> Application:
    """The application, with all a page needs, for those who may see it."""
    return get_object_or_404(queries.with_everything(Application.objects.visible_to(request.user)), pk=pk)


def held_against(application: Application) -> dict[str, Any]:
    """How the application stands against every rule, and whether it follows any of them."""
    checks = queries.shown_checks(application)
    return {"checks": checks, "followed": any(check.color == "success" for check in checks)}


def moves_for(application: Application, user: User, now: datetime) -> list[Move]:
    """The moves that concern her now, each as a button or as the sentences that say why not."""
    moves = []
    for transition, name in MOVES:
        if transition.offered_to(user, application):
            refusal = transition.why_not(application, user, now)
            moves.append(
                Move(
                    reverse(name, args=[application.pk]),
                    str(transition.label),
                    say_all(refusal) if refusal else [],
                )
            )
    return moves


def _waits_for(application: Application) -> str:
    """Whose turn it is, in a sentence."""
    place = application.applicant.short
    sentences = {
        ApplicationStatus.DRAFT: _("Ett utkast som %(place)s skriver på."),
        ApplicationStatus.AWAITING_SIGNATURE: _("Väntar på underskrift av chefen i %(place)s."),
        ApplicationStatus.SIGNED: _("Underskriven. %(place)s ska skicka den."),
        ApplicationStatus.SUBMITTED: _("Registratorn ska diarieföra den."),
        ApplicationStatus.REGISTERED: _("FoU-utredaren ska utse bedömare."),
        ApplicationStatus.UNDER_ASSESSMENT: _("Bedömarna läser."),
        ApplicationStatus.PROPOSED: _("Väntar på nämndens beslut."),
    }
    sentence = sentences.get(ApplicationStatus(application.status), "")
    return sentence % {"place": place} if sentence else ""


def _answers(
    application: Application, user: User, now: datetime
) -> list[tuple[CoApplicant, bool, AnswerForm]]:
    """The questions her district may answer: the row, whether it may say yes now, and the form with its share."""
    return [
        (
            one,
            transitions.CONFIRM.why_not(one, user, now) is None,
            AnswerForm(initial={"share": one.share}, prefix=None),
        )
        for one in application.co_applicants.all()
        if permissions.answers(user, one)
        and (
            transitions.CONFIRM.why_not(one, user, now) is None
            or transitions.DECLINE.why_not(one, user, now) is None
        )
    ]


def _history(application: Application) -> list[tuple[object, str]]:
    done = events(application).filter(kind=EventKind.DONE)[:100]
    return [(event, _(transitions.VERBS.get(event.verb, event.verb))) for event in done]


def status_of(form: Any) -> int:
    """The status of a page with this form on it."""
    return 422 if form.errors else 200

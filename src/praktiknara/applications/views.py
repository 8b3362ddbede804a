"""Pages of applications: the list, one application, its sections while it is written, its moves and its receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.calls.models import Call
from praktiknara.chain.queries import say_all
from praktiknara.chain.transitions import Transition
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, SignedIn, User
from praktiknara.trail.choices import EventKind
from praktiknara.trail.queries import events

from . import actions, permissions, queries, rules, transitions
from .choices import SECTION_OF, ApplicationStatus, Section
from .forms import FORMS, AnswerForm, AskForm, FilterForm, RegisterForm, SectionForm, WithdrawForm
from .models import Application, CoApplicant

PAGE = 25
BUDGET_RULES = ("cap", "own_share", "max_granted")
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
def index(request: SignedIn) -> HttpResponse:
    """The applications she may see, and first what waits for her."""
    user = request.user
    visible = Application.objects.visible_to(user)
    calls = [(call.slug, str(call)) for call in queries.calls_of(visible, request.GET.get("utlysning", ""))]
    own = user.has_role(Role.DEVELOPER, Role.DISTRICT_HEAD)
    form = FilterForm(request.GET, calls=calls, own=own)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = queries.filtered(
        visible,
        status=chosen.get("lage", ""),
        call=chosen.get("utlysning", ""),
        mine=user if chosen.get("mina") else None,
    )
    context = {
        "form": form,
        "page": KeyedPaginator(found, PAGE, queries.listed).get_page(request.GET.get("sida")),
        "filtered": bool(chosen.get("lage") or chosen.get("utlysning") or chosen.get("mina")),
        "asked": queries.asked_of(user)[:PAGE],
        "to_sign": queries.to_sign(user)[:PAGE],
        "to_submit": queries.to_submit(user)[:PAGE],
        "to_register": queries.to_register(user)[:PAGE],
        "applies": own,
    }
    return render(request, "applications/index.html", context)


@require_POST
@login_required
def start(request: SignedIn, slug: str) -> HttpResponse:
    """Begin an application to a call."""
    call = get_object_or_404(Call.objects.visible_to(request.user).run_here(), slug=slug)
    chosen = request.POST.get("applicant", "")
    applicant = get_object_or_404(
        Organisation, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
    )
    application = actions.start(call, applicant=applicant, by=request.user, now=timezone.now())
    return redirect("write_application", application.pk, Section.ABOUT.value)


@login_required
def application_page(request: SignedIn, pk: int) -> HttpResponse:
    """One application: where it stands, what it says, how it stands against the rules, what has happened."""
    application = _visible(request, pk)
    user, now = request.user, timezone.now()
    may_write = transitions.not_writable(application, user) is None
    context = {
        "application": application,
        "told": queries.as_told(application),
        "stations": queries.stations(application, user, now, links=may_write),
        **_checks(application),
        "moves": _moves(application, user, now),
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


@login_required
def write(request: SignedIn, pk: int, section: str) -> HttpResponse:
    """One section of a draft; saves itself while one writes, and says what could not be saved at its field."""
    application = _writable(request, pk)
    if section == Section.REVIEW:
        return _review(request, application)
    if section not in FORMS:
        raise Http404
    now = timezone.now()
    form = FORMS[section](request.POST if request.method == "POST" else None, application=application)
    version = application.version
    if request.method == "POST":
        version = _version(request)
        if request.headers.get("X-Autosave"):
            form.write(version=version, by=request.user, now=now)
            return _saved(form, application)
        if form.save(version=version, by=request.user, now=now) and not form.is_unread:
            return redirect("write_application", pk, _next(section))
        version = application.version
    return _section_page(request, form, section, version)


@require_POST
@login_required
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask another district to apply together."""
    application = _writable(request, pk)
    form = AskForm(request.POST, application=application)
    if form.is_valid() and (asked := form.ask(by=request.user, now=timezone.now())):
        messages.success(request, _("%(name)s är tillfrågad.") % {"name": asked.organisation.short})
        return redirect("write_application", pk, Section.WHO.value)
    section = FORMS[Section.WHO](application=application)
    return _section_page(request, section, Section.WHO, application.version, ask_form=form)


@require_POST
@login_required
def drop(request: SignedIn, pk: int, asked: int) -> HttpResponse:
    """Take a co-applicant out of a draft."""
    application = _writable(request, pk)
    co_applicant = get_object_or_404(application.co_applicants.all(), pk=asked)
    actions.drop_co_applicant(co_applicant, by=request.user, now=timezone.now())
    return redirect("write_application", pk, Section.WHO.value)


@require_POST
@login_required
def answer(request: SignedIn, pk: int, asked: int) -> HttpResponse:
    """Say yes or no to applying together."""
    application = _visible(request, pk)
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
    application = VERBS[verb](_visible(request, pk), by=request.user, now=timezone.now())
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
    application = _visible(request, pk)
    kept = queries.kept_copy(application)
    if kept is None or application.submitted_at is None:
        raise Http404
    context = {"application": application, "kept": kept, "told": kept.content}
    return render(request, "applications/receipt.html", context)


@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take an application back, with the reason."""
    application = _visible(request, pk)
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
        status=_status(form),
    )


@require_POST
@login_required
def register(request: SignedIn, pk: int) -> HttpResponse:
    """Give a submitted application its registration number."""
    application = _visible(request, pk)
    form = RegisterForm(request.POST)
    if form.is_valid() and form.register(application, by=request.user, now=timezone.now()):
        messages.success(request, _("Ansökan är diarieförd."))
        return redirect(application)
    return render(
        request, "applications/register.html", {"application": application, "form": form}, status=422
    )


def _visible(request: SignedIn, pk: int) -> Application:
    return get_object_or_404(queries.with_everything(Application.objects.visible_to(request.user)), pk=pk)


def _writable(request: SignedIn, pk: int) -> Application:
    application = _visible(request, pk)
    if refusal := transitions.not_writable(application, request.user):
        refusal.thing, refusal.verb = application, "write"
        raise refusal
    return application


def _version(request: SignedIn) -> int:
    """The version the page was opened with; a page without one cannot know what it would write over."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def _saved(form: SectionForm, application: Application) -> JsonResponse:
    """Answer a form that saves itself: the clock and the new version, and what could not be read."""
    fields = {"version": str(application.version)}
    if form.is_unread:
        return JsonResponse({"message": " ".join(form.faults), "fields": fields}, status=422)
    at = timezone.localtime(application.saved_at) if application.saved_at else timezone.localtime()
    return JsonResponse({"saved": f"{at:%H.%M}", "fields": fields})


def _section_page(
    request: SignedIn, form: SectionForm, section: str, version: int, *, ask_form: AskForm | None = None
) -> HttpResponse:
    """Draw a section with what is wrong at its fields; with all that is missing too when one comes from the review."""
    application, now = form.application, timezone.now()
    content, terms = queries.content(application), queries.terms(application.call)
    found = rules.wrong(content, terms)
    if request.GET.get("visa") == "allt":
        found = [*rules.missing(content, terms), *found]
    inside = [problem for problem in found if SECTION_OF.get(problem.field) == section]
    form.show(inside)
    names = [each.value for each in Section]
    place = names.index(section)
    context = {
        "application": application,
        "form": form,
        "section": Section(section),
        "place": place + 1,
        "places": len(names),
        "template": f"applications/sections/{section}.html",
        "stations": queries.stations(application, request.user, now, here=section),
        "problems": [] if form.is_bound else queries.shown_problems(application, inside),
        "version": version,
        "saved_at": None if form.is_bound and form.is_unread else application.saved_at,
        "saved_otherwise": form.saved_otherwise() if form.is_bound and form.non_field_errors() else [],
        "back": queries.section_url(application, names[place - 1])
        if place
        else application.get_absolute_url(),
        "next": Section(names[place + 1]),
        "checks": queries.shown_checks(application, *BUDGET_RULES) if section == Section.BUDGET else [],
        "cap": terms.cap,
        "costs": rules.costs(content.lines) if content.lines else None,
        "ask_form": (ask_form or AskForm(application=application)) if section == Section.WHO else None,
    }
    failed = (form.is_bound and form.is_unread) or ask_form is not None
    changed_meanwhile = form.is_bound and bool(form.non_field_errors())
    status = 409 if changed_meanwhile else 422 if failed else 200
    return render(request, "applications/write.html", context, status=status)


def _review(request: SignedIn, application: Application) -> HttpResponse:
    """The last section: what is left, how the application stands against the rules, and the button to hand it over."""
    now = timezone.now()
    found = rules.problems(queries.content(application), queries.terms(application.call))
    context = {
        "application": application,
        "told": queries.as_told(application),
        "section": Section.REVIEW,
        "place": len(Section),
        "places": len(Section),
        "stations": queries.stations(application, request.user, now, here=Section.REVIEW),
        "problems": queries.shown_problems(application, found),
        **_checks(application),
        "moves": _moves(application, request.user, now),
    }
    return render(request, "applications/review.html", context)


def _checks(application: Application) -> dict[str, Any]:
    """How the application stands against every rule, and whether it follows any of them."""
    checks = queries.shown_checks(application)
    return {"checks": checks, "followed": any(check.color == "success" for check in checks)}


def _next(section: str) -> str:
    names = [each.value for each in Section]
    return names[names.index(section) + 1]


def _moves(application: Application, user: User, now: datetime) -> list[Move]:
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


def _status(form: Any) -> int:
    return 422 if form.errors else 200

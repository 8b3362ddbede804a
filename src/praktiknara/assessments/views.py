"""Pages of the step: the round for the one who leads it, the list and the paper for the one who assesses."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.applications.models import Application
from praktiknara.applications.queries import with_everything
from praktiknara.chain.queries import say, say_all
from praktiknara.chain.rules import AgainstRule, NotYours, Problem
from praktiknara.components.numbers import in_words
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import SignedIn, User

from . import actions, permissions, queries
from .choices import AssessmentStatus
from .forms import AssignForm, ReasonForm, ScoreForm
from .models import Assessment, Score
from .transitions import DECLARE_CONFLICT, UNLOCK

PAGE = 25
# How long before the expected decision the assessments are to be locked, unless the officer says otherwise.
DAYS_BEFORE_DECISION = 28


@login_required
def index(request: SignedIn) -> HttpResponse:
    """What I have to assess; and for the one who leads the round, how far each call has come."""
    if not permissions.follows_the_round(request.user):
        own = KeyedPaginator(queries.mine(request.user), PAGE, queries.listed).get_page(
            request.GET.get("sida")
        )
        waiting = queries.waiting(request.user)
        context: dict[str, Any] = {
            "page": own,
            "open": [each for each in own if each.status in queries.OPEN],
            "done": [each for each in own if each.status not in queries.OPEN],
            "waiting": waiting,
            "waiting_words": _counted(waiting),
        }
        return render(request, "assessments/mine.html", context)
    calls = queries.calls_in_round(PAGE)
    asked = [call for call in calls if call.slug == request.GET.get("utlysning")]
    call = next(iter(asked or calls), None)
    context = {"calls": calls, "call": call}
    if call is not None:
        page = Paginator(queries.in_round(call), PAGE).get_page(request.GET.get("sida"))
        context |= {
            "page": page,
            "rows": [(application, queries.who_applies(application)) for application in page],
            "progress": (progress := queries.progress(call)),
            "lacking_words": _counted(progress["lacking"]),
            "assigns": permissions.assigns(request.user, None),
            "assignable": queries.ASSIGNABLE,
        }
    return render(request, "assessments/round.html", context)


def _counted(count: int) -> str:
    """A count as a title begins: Två, Tolv, 13."""
    return in_words(count, get_language() or "sv").capitalize()


@login_required
def assign(request: SignedIn, pk: int) -> HttpResponse:
    """Choose who assesses an application."""
    application = get_object_or_404(with_everything(Application.objects.visible_to(request.user)), pk=pk)
    if not permissions.assigns(request.user, application):
        raise NotYours(Problem(actions.OFFICER), thing=application, verb="assign")
    assessments = list(application.assessments.select_related("assessor__person"))
    candidates = queries.candidates(application, chosen={each.assessor_id for each in assessments})
    now = timezone.now()
    form = AssignForm(
        request.POST or None,
        candidates=candidates,
        initial={"due_on": _proposed_day(application.call.decision_on, timezone.localdate(now))},
    )
    back = f"{reverse('assessments')}?utlysning={application.call.slug}"
    if request.method == "POST" and form.is_valid() and form.assign(application, by=request.user, now=now):
        messages.success(request, _("Bedömarna är utsedda."))
        return redirect(back)
    context = {
        "application": application,
        "applicants": queries.who_applies(application),
        "assessments": assessments,
        "assignable": application.status in queries.ASSIGNABLE,
        "form": form,
        "free": any(one.why_not is None for one in candidates),
        "in_conflict": [(one.user, say(one.why_not)) for one in candidates if one.why_not is not None],
        "back": back,
    }
    return render(request, "assessments/assign.html", context, status=422 if form.errors else 200)


def _proposed_day(decision_on: date | None, today: date) -> date | None:
    if decision_on is None:
        return None
    proposed = decision_on - timedelta(days=DAYS_BEFORE_DECISION)
    return proposed if proposed > today else None


@require_POST
@login_required
def take_away(request: SignedIn, pk: int) -> HttpResponse:
    """Take an assignment back from someone who has not begun."""
    assessment = _visible(request, pk)
    application = actions.take_away(assessment, by=request.user, now=timezone.now())
    messages.success(request, _("%(assessor)s bedömer inte längre.") % {"assessor": assessment.assessor})
    return redirect("assign_assessors", application.pk)


@login_required
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """The application to the left, the scale to the right: open to the one who scores, locked to those who follow."""
    assessment = _visible(request, pk)
    if not permissions.assesses(request.user, assessment):
        return _read(request, assessment)
    if assessment.status == AssessmentStatus.CONFLICT:
        return render(request, "assessments/closed.html", {"assessment": assessment})
    if assessment.status == AssessmentStatus.LOCKED or assessment.application.status != "under_assessment":
        return _read(request, assessment)
    # A conflict may have arisen since she was asked: people change jobs.
    if problem := queries.conflict(assessment.application, request.user):
        context = {"assessment": assessment, "reason": say(problem)}
        return render(request, "assessments/closed.html", context, status=AgainstRule.status)
    return _score(request, assessment)


def _score(request: SignedIn, assessment: Assessment) -> HttpResponse:
    now, call = timezone.now(), assessment.application.call
    form = ScoreForm(request.POST or None, call=call, initial=ScoreForm.starting(assessment))
    if request.method == "POST":
        if request.headers.get("X-Autosave"):
            return _autosave(request, assessment, form, now)
        if form.is_valid() and form.write(assessment, by=request.user, now=now):
            if "las" not in request.POST:
                messages.success(request, _("Bedömningen är sparad."))
                return redirect(assessment)
            if form.lock(assessment, by=request.user, now=now):
                messages.success(request, _("Bedömningen är låst. Nu ser du vad de andra har satt."))
                return redirect(assessment)
        assessment.refresh_from_db()
    scored = {score.criterion_id for score in assessment.scores.all() if score.points is not None}
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "applicants": queries.who_applies(assessment.application),
        "form": form,
        "version": assessment.version,
        "left": [criterion for criterion in form.criteria if criterion.pk not in scored],
        "saved_at": assessment.changed_at if assessment.status == AssessmentStatus.STARTED else None,
    }
    return render(request, "assessments/score.html", context, status=422 if form.errors else 200)


def _autosave(request: SignedIn, assessment: Assessment, form: ScoreForm, now: datetime) -> HttpResponse:
    if not form.is_valid():
        sentences = " ".join(str(message) for each in form.errors.values() for message in each)
        return JsonResponse({"message": sentences}, status=AgainstRule.status)
    form.save(assessment, by=request.user, now=now)
    clock = f"{timezone.localtime(now):%H.%M}"
    return JsonResponse({"saved": clock, "fields": {"version": str(assessment.version)}})


def _read(request: SignedIn, assessment: Assessment) -> HttpResponse:
    application = assessment.application
    is_locked = assessment.status == AssessmentStatus.LOCKED
    beside = queries.others(assessment) if permissions.assesses(request.user, assessment) else []
    shown = [assessment, *beside] if is_locked else []
    criteria = list(application.call.criteria.all())
    context = {
        "assessment": assessment,
        "application": application,
        "applicants": queries.who_applies(application),
        "is_mine": permissions.assesses(request.user, assessment),
        "is_locked": is_locked,
        "shown": [(each, queries.total(each)) for each in shown],
        "rows": [(criterion, [_score_on(each, criterion.pk) for each in shown]) for criterion in criteria],
        "most": queries.most_points(application.call),
        "unlock": UNLOCK if UNLOCK.offered_to(request.user, assessment) else None,
        "why_not_unlock": _why_not_unlock(request.user, assessment),
    }
    return render(request, "assessments/read.html", context)


def _score_on(assessment: Assessment, criterion: int) -> Score | None:
    return next((score for score in assessment.scores.all() if score.criterion_id == criterion), None)


def _why_not_unlock(user: User, assessment: Assessment) -> str:
    refusal = UNLOCK.why_not(assessment, user)
    return " ".join(say_all(refusal)) if refusal else ""


@login_required
def unlock(request: SignedIn, pk: int) -> HttpResponse:
    """Open a locked assessment again, with the reason."""
    assessment = _visible(request, pk)
    if refusal := UNLOCK.why_not(assessment, request.user):
        refusal.thing, refusal.verb = assessment, UNLOCK.name
        raise refusal
    form = ReasonForm(request.POST or None, label=_("Varför öppnas den igen?"))
    if request.method == "POST" and form.is_valid():
        actions.unlock(assessment, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, _("Bedömningen är öppen igen."))
        return redirect(assessment)
    context = {"assessment": assessment, "form": form, "title": UNLOCK.label}
    return render(request, "assessments/reason.html", context, status=422 if form.errors else 200)


@login_required
def conflict(request: SignedIn, pk: int) -> HttpResponse:
    """Step back from an application, with the reason."""
    assessment = _visible(request, pk)
    if refusal := DECLARE_CONFLICT.why_not(assessment, request.user):
        refusal.thing, refusal.verb = assessment, DECLARE_CONFLICT.name
        raise refusal
    form = ReasonForm(request.POST or None, label=_("Vad består jävet i?"))
    if request.method == "POST" and form.is_valid():
        actions.declare_conflict(assessment, form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, _("Jävet är anmält. Ansökan är stängd för dig."))
        return redirect("assessments")
    context = {"assessment": assessment, "form": form, "title": DECLARE_CONFLICT.label, "closes": True}
    return render(request, "assessments/reason.html", context, status=422 if form.errors else 200)


def _visible(request: SignedIn, pk: int) -> Assessment:
    """Give an assessment that this user may know of, with the whole application."""
    return get_object_or_404(
        Assessment.objects.visible_to(request.user)
        .select_related("assessor__person")
        .prefetch_related(
            Prefetch("scores", Score.objects.select_related("criterion")),
            Prefetch("application", with_everything(Application.objects.all())),
        ),
        pk=pk,
    )

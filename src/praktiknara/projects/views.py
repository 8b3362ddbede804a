"""Payments, and the steps of a project; the page of the work itself stands in results, which knows the reports."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.people.models import SignedIn, signed_in

from . import actions, permissions, queries
from .forms import PaidForm, PlaceForm, PlanForm, instalment_rows, instalments, only_if_open
from .models import Grant, Payout, Project
from .transitions import OFFICER, PAY


def _project(request: HttpRequest, slug: str) -> Project:
    return get_object_or_404(
        Project.objects.visible_to(signed_in(request.user)).select_related(
            "owner", "application__call", "predecessor"
        ),
        slug=slug,
    )


def _payout(pk: int) -> Payout:
    return get_object_or_404(
        Payout.objects.select_related("grant__project__owner", "grant__fund"),
        pk=pk,
        grant__project__isnull=False,
    )


def _to_work(project: Project | None) -> HttpResponse:
    return redirect("project_work", project.slug) if project else redirect("projects")


@require_POST
@login_required
def start(request: SignedIn, slug: str) -> HttpResponse:
    """The owner says that the work has begun."""
    return _to_work(actions.start_project(_project(request, slug), by=request.user, now=timezone.now()))


@require_POST
@login_required
def end(request: SignedIn, slug: str) -> HttpResponse:
    """The officer ends the project."""
    return _to_work(actions.end_project(_project(request, slug), by=request.user, now=timezone.now()))


@require_POST
@login_required
def keep(request: SignedIn, slug: str) -> HttpResponse:
    """The officer notes that the project became permanent work."""
    return _to_work(actions.keep(_project(request, slug), by=request.user, now=timezone.now()))


@login_required
def pay(request: SignedIn, pk: int) -> HttpResponse:
    """The officer notes the day a payment was made."""
    payout = _payout(pk)
    only_if_open(PAY, payout, request.user)
    form = PaidForm(request.POST or None, initial={"paid_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            actions.pay(payout, paid_on=form.cleaned_data["paid_on"], by=request.user, now=timezone.now())
            messages.success(request, _("Utbetalningen är noterad."))
            return _to_work(payout.grant.project)
    return render(
        request, "projects/pay.html", {"payout": payout, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@login_required
def receive(request: SignedIn, pk: int) -> HttpResponse:
    """The owner confirms that the money came."""
    payout = actions.receive(_payout(pk), by=request.user, now=timezone.now())
    messages.success(request, _("Tack. Nu syns det att pengarna har kommit."))
    return _to_work(payout.grant.project)


@login_required
def plan_payouts(request: SignedIn, pk: int) -> HttpResponse:
    """The officer splits what is not paid yet into instalments."""
    grant = get_object_or_404(
        Grant.objects.select_related("project", "fund").prefetch_related("payouts"),
        pk=pk,
        project__isnull=False,
    )
    if grant.project is None or not permissions.runs_the_year(request.user, grant.project):
        raise NotYours(Problem(OFFICER), thing=grant.project, verb="plan_payouts")
    rows = instalment_rows(grant, request.POST or None)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals_shown(form):
            actions.plan_payouts(
                grant,
                instalments(rows),
                seen=form.cleaned_data["seen"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Utbetalningarna är planerade."))
            return _to_work(grant.project)
    context = {
        "grant": grant,
        "form": form,
        "rows": rows,
        "seen": " ".join(str(payout.pk) for payout in queries.planned(grant)),
        "paid": queries.paid(grant),
    }
    return render(
        request, "projects/plan_payouts.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
def place(request: SignedIn, slug: str) -> HttpResponse:
    """The officer says which field the project belongs to, and which project it follows on."""
    project = _project(request, slug)
    if not permissions.runs_the_year(request.user, project):
        raise NotYours(Problem(OFFICER), thing=project, verb="place_project")
    form = PlaceForm(
        request.POST or None,
        project=project,
        initial={"field": project.field, "predecessor": project.predecessor_id},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            actions.place(
                project,
                field=form.cleaned_data["field"],
                predecessor=form.cleaned_data["predecessor"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Projektet är placerat."))
            return _to_work(project)
    return render(
        request, "projects/place.html", {"project": project, "form": form}, status=422 if form.errors else 200
    )

"""The report on money: begun, written, accepted or returned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.people.models import SignedIn, signed_in
from praktiknara.projects.forms import only_if_open
from praktiknara.projects.models import Grant

from .. import actions, queries, rules
from ..forms import (
    ConsumptionForm,
    ReturnForm,
    blame,
)
from ..models import ConsumptionReport
from ..transitions import (
    ACCEPT_CONSUMPTION,
    RETURN_CONSUMPTION,
    SUBMIT_CONSUMPTION,
)
from .reports import ask_for_more, not_saved


@require_POST
@login_required
def start_consumption(request: SignedIn, pk: int) -> HttpResponse:
    """The owner begins the report on a grant's money."""
    grant = get_object_or_404(Grant.objects.select_related("project"), pk=pk, project__isnull=False)
    report = actions.start_consumption(grant, by=request.user, now=timezone.now())
    return redirect("write_consumption", report.pk)


def _consumption(request: HttpRequest, pk: int) -> ConsumptionReport:
    return get_object_or_404(
        queries.consumption_with_grant(ConsumptionReport.objects.visible_to(signed_in(request.user))), pk=pk
    )


def consumption(request: HttpRequest, pk: int) -> HttpResponse:
    """A report on money, to read; the officer accepts it here or asks for more."""
    return _show_consumption(request, _consumption(request, pk), ReturnForm())


def _show_consumption(request: HttpRequest, report: ConsumptionReport, form: ReturnForm) -> HttpResponse:
    user = signed_in(request.user)
    context = {
        "report": report,
        "left": rules.left(report.grant.amount, report.used),
        "may_write": user is not None and SUBMIT_CONSUMPTION.offered_to(user, report),
        "may_review": user is not None and ACCEPT_CONSUMPTION.offered_to(user, report),
        "form": form,
    }
    return render(request, "results/consumption.html", context, status=422 if form.errors else 200)


@login_required
def write_consumption(request: SignedIn, pk: int) -> HttpResponse:
    """The owner tells how much of the grant was used."""
    report = _consumption(request, pk)
    only_if_open(SUBMIT_CONSUMPTION, report, request.user)
    form = ConsumptionForm(request.POST or None, report=report)
    status, whole = 200, False
    if request.method == "POST":
        whole = form.is_valid()
        if request.headers.get("X-Autosave"):
            return _consumption_autosaved(request, report, form) if whole else not_saved(form)
        if whole:
            with refusals_shown(form):
                _save_consumption(request, report, form)
        if not form.errors:
            if request.POST.get("do") != "hand_in":
                messages.success(request, _("Sparat."))
                return redirect("write_consumption", report.pk)
            refusal = SUBMIT_CONSUMPTION.why_not(report, request.user)
            if refusal is None:
                actions.submit_consumption(report, by=request.user, now=timezone.now())
                messages.success(request, _("Redovisningen av medel är inlämnad."))
                return redirect("project_work", _slug(report))
            blame(form, None, refusal.problems)
        status = 422
    return render(
        request,
        "results/write_consumption.html",
        {
            "report": report,
            "form": form,
            "left": rules.left(report.grant.amount, report.used),
            "version": report.version if whole else form["version"].value(),
        },
        status=status,
    )


def _save_consumption(request: SignedIn, report: ConsumptionReport, form: ConsumptionForm) -> None:
    values = dict(form.cleaned_data)
    version = values.pop("version")
    actions.write_consumption(report, values, version=version, by=request.user, now=timezone.now())


def _consumption_autosaved(
    request: SignedIn, report: ConsumptionReport, form: ConsumptionForm
) -> HttpResponse:
    _save_consumption(request, report, form)
    return JsonResponse(
        {"saved": f"{timezone.localtime(report.saved_at):%H.%M}", "fields": {"version": str(report.version)}}
    )


def _slug(report: ConsumptionReport) -> str:
    return report.grant.project.slug if report.grant.project else ""


@require_POST
@login_required
def accept_consumption(request: SignedIn, pk: int) -> HttpResponse:
    """The officer accepts a report on money."""
    report = actions.accept_consumption(_consumption(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Redovisningen av medel är godkänd."))
    return redirect(report)


@require_POST
@login_required
def return_consumption(request: SignedIn, pk: int) -> HttpResponse:
    """The officer asks for what is missing."""
    report = _consumption(request, pk)
    only_if_open(RETURN_CONSUMPTION, report, request.user)
    form = ask_for_more(request, report, actions.return_consumption)
    return _show_consumption(request, report, form) if form.errors else redirect(report)

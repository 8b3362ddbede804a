"""The report on results: begun, written, accepted or returned."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.people.models import SignedIn, signed_in
from praktiknara.projects import permissions as project_permissions
from praktiknara.projects.forms import only_if_open
from praktiknara.projects.models import Project

from .. import actions, queries
from ..forms import (
    OutcomeRows,
    ReportForm,
    ReturnForm,
    blame,
    outcome_rows,
    outcomes,
)
from ..models import ConsumptionReport, ResultReport
from ..transitions import (
    ACCEPT,
    PUBLISH,
    RETURN,
    SUBMIT,
)

Report = TypeVar("Report", ResultReport, ConsumptionReport)


@require_POST
@login_required
def start_report(request: SignedIn, slug: str) -> HttpResponse:
    """The owner begins a year's result report."""
    project = get_object_or_404(
        Project.objects.visible_to(request.user).select_related("owner").prefetch_related("grants"), slug=slug
    )
    year = request.POST.get("year", "")
    number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
    report = actions.start_report(project, year=number, by=request.user, now=timezone.now())
    return redirect("write_result_report", report.pk)


def _report(request: HttpRequest, pk: int) -> ResultReport:
    return get_object_or_404(
        queries.with_project(ResultReport.objects.visible_to(signed_in(request.user))), pk=pk
    )


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A result report, to read; the officer accepts it here or asks for more."""
    return _show_report(request, _report(request, pk), ReturnForm())


def _show_report(request: HttpRequest, report: ResultReport, form: ReturnForm) -> HttpResponse:
    user = signed_in(request.user)
    context = {
        "report": report,
        "outcomes": report.outcomes.all(),
        "may_write": user is not None and SUBMIT.offered_to(user, report),
        "may_review": user is not None and ACCEPT.offered_to(user, report),
        "may_publish": user is not None and PUBLISH.offered_to(user, report),
        "sees_work": user is not None and project_permissions.sees_work(user, report.project),
        "form": form,
        "output": queries.output_of(report),
    }
    return render(request, "results/report.html", context, status=422 if form.errors else 200)


@login_required
def write_report(request: SignedIn, pk: int) -> HttpResponse:
    """The owner writes the report; it saves itself, and is handed in with the second button."""
    report = _report(request, pk)
    only_if_open(SUBMIT, report, request.user)
    required = queries.gender_required(report)
    form = ReportForm(request.POST or None, report=report, gender_required=required)
    rows = outcome_rows(report, request.POST or None)
    status, whole = 200, False
    if request.method == "POST":
        whole = form.is_valid() and rows.is_valid()
        if request.headers.get("X-Autosave"):
            return _autosaved(request, report, form, rows) if whole else not_saved(form, rows)
        if whole:
            with refusals_shown(form):
                _save(request, report, form, rows)
        if not form.errors and not rows.total_error_count():
            answer = _after_writing(request, report, form, rows)
            if answer is not None:
                return answer
        status = 422
    context = {
        "report": report,
        "form": form,
        "rows": rows,
        "gender_required": required,
        "application": report.project.application,
        "version": report.version if whole else form["version"].value(),
    }
    return render(request, "results/write_report.html", context, status=status)


def _save(request: SignedIn, report: ResultReport, form: ReportForm, rows: OutcomeRows) -> None:
    values = dict(form.cleaned_data)
    version = values.pop("version")
    actions.write_report(report, values, outcomes(rows), version=version, by=request.user, now=timezone.now())


def _autosaved(request: SignedIn, report: ResultReport, form: ReportForm, rows: OutcomeRows) -> HttpResponse:
    _save(request, report, form, rows)
    return JsonResponse(
        {
            "saved": f"{timezone.localtime(report.saved_at):%H.%M}",
            "fields": {"version": str(report.version)},
        }
    )


def not_saved(form: Form, rows: OutcomeRows | None = None) -> HttpResponse:
    """Answer a form that saves itself with what keeps it from being saved."""
    told = [error for errors in form.errors.values() for error in errors]
    if rows is not None:
        told += [error for row in rows.forms for errors in row.errors.values() for error in errors]
    return JsonResponse({"message": " ".join([_("Inte sparat."), *map(str, told)])}, status=422)


def _after_writing(
    request: SignedIn, report: ResultReport, form: ReportForm, rows: Any
) -> HttpResponse | None:
    """Where to go when the text is saved: on with the writing, or, when it is handed in and whole, back to the work."""
    if request.POST.get("do") == "hand_in":
        refusal = SUBMIT.why_not(report, request.user)
        if refusal is None:
            actions.submit_report(report, by=request.user, now=timezone.now())
            messages.success(request, _("Redovisningen är inlämnad. FoU-utredaren läser den."))
            return redirect("project_work", report.project.slug)
        blame(form, rows, refusal.problems)
        return None
    messages.success(request, _("Sparat."))
    return redirect("write_result_report", report.pk)


@require_POST
@login_required
def accept_report(request: SignedIn, pk: int) -> HttpResponse:
    """The officer accepts a result report."""
    report = actions.accept_report(_report(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Redovisningen är godkänd. Nu kan resultatet publiceras."))
    return redirect(report)


@require_POST
@login_required
def return_report(request: SignedIn, pk: int) -> HttpResponse:
    """The officer asks for what is missing."""
    report = _report(request, pk)
    only_if_open(RETURN, report, request.user)
    form = ask_for_more(request, report, actions.return_report)
    return _show_report(request, report, form) if form.errors else redirect(report)


def ask_for_more(request: SignedIn, report: Report, ask: Callable[..., Report]) -> ReturnForm:
    """Ask for what a report lacks, with the officer's reason; give the form, with its faults when nothing was asked."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        with refusals_shown(form):
            ask(report, form.cleaned_data["return_reason"], by=request.user, now=timezone.now())
            messages.success(request, _("Du har bett om komplettering."))
    return form

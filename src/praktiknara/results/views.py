"""A project's work, the reports on its results and its money, and what anyone may read of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.chain.forms import refusals_shown
from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import SignedIn, User, signed_in
from praktiknara.projects import permissions as project_permissions
from praktiknara.projects import queries as project_queries
from praktiknara.projects import transitions as project_moves
from praktiknara.projects.forms import only_if_open
from praktiknara.projects.models import Grant, Project

from . import actions, queries, rules
from .forms import (
    ConsumptionForm,
    OutcomeRows,
    ReportFilter,
    ReportForm,
    ReturnForm,
    blame,
    outcome_rows,
    outcomes,
)
from .models import ConsumptionReport, ResultReport
from .transitions import (
    ACCEPT,
    ACCEPT_CONSUMPTION,
    CONSUMPTION_TABLE,
    PUBLISH,
    RETURN,
    RETURN_CONSUMPTION,
    SUBMIT,
    SUBMIT_CONSUMPTION,
    TABLE,
)

PER_PAGE = 25
NOT_ALL = marked("Projektets arbete ser den som leder det, FoU-utredaren och revisorn.")
OWN_VERBS = {
    "become_project": marked("förde in beslutet, och ansökan blev ett projekt med bidrag"),
    "plan_payouts": marked("planerade utbetalningarna"),
    "place_project": marked("placerade projektet"),
    "start_report": marked("började redovisa"),
    "write_report": marked("skrev i redovisningen"),
    "start_consumption": marked("började redovisa medel"),
}


@login_required
def work(request: SignedIn, slug: str) -> HttpResponse:
    """How a project's work goes, for those who lead it and those who follow it."""
    user = request.user
    project = queries.project_at_work(slug, user)
    if project is None:
        raise Http404
    if not project_permissions.sees_work(user, project):
        raise NotYours(Problem(NOT_ALL), thing=project)
    leads = project_permissions.leads(user, project)
    years = queries.report_years(project)
    told = {report.year for report in project.reports.all()}
    too_many = project_queries.too_many_years(project)
    return render(
        request,
        "results/work.html",
        {
            "project": project,
            "state": queries.state_of(project),
            "next_step": queries.next_step(project),
            "stations": queries.work_line(project),
            "grants": [_grant_at_work(grant, project, user) for grant in project.grants.all()],
            "reports": project.reports.all(),
            "years_left": [str(year) for year in years if year not in told] if leads else [],
            "moves": _project_moves(project, user),
            "leads": leads,
            "officer": project_permissions.runs_the_year(user, project),
            "too_many_years": say(too_many) if too_many else "",
            "happened": queries.what_happened(project, _words()),
        },
    )


def _grant_at_work(grant: Grant, project: Project, user: User) -> dict[str, Any]:
    """A grant with its payments and the report on its money, and what this user may do with each."""
    report = queries.consumption_of(grant)
    return {
        "grant": grant,
        "consumption": report,
        "left": rules.left(grant.amount, report.used) if report else None,
        "may_plan": grant.amount is not None
        and project_permissions.runs_the_year(user, project)
        and (bool(project_queries.planned(grant)) or not grant.payouts.all()),
        "payouts": [
            {
                "payout": payout,
                "may_pay": project_moves.PAY.offered_to(user, payout),
                "may_receive": project_moves.RECEIVE.offered_to(user, payout),
            }
            for payout in grant.payouts.all()
        ],
    }


def _project_moves(project: Project, user: User) -> list[dict[str, Any]]:
    addresses = ("start_project", "end_project", "keep_project")
    return [
        {"label": move.label, "address": address, "primary": move is project_moves.START}
        for move, address in zip(project_moves.TABLE, addresses, strict=True)
        if move.offered_to(user, project)
    ]


def _words() -> dict[str, str]:
    tables = (project_moves.TABLE, project_moves.PAYOUT_TABLE, TABLE, CONSUMPTION_TABLE)
    return {**queries.words_for(*tables), **{verb: _(words) for verb, words in OWN_VERBS.items()}}


def index(request: HttpRequest) -> HttpResponse:
    """The reports she follows, and what anyone may read: published results and what became of projects."""
    user = signed_in(request.user)
    context: dict[str, Any] = {}
    if user is not None and (queries.may_review_all(user) or queries.own_places(user)):
        context = _followed(request, user)
    if not queries.may_review_all(user):
        page = KeyedPaginator(queries.published(), PER_PAGE, queries.listed).get_page(
            request.GET.get("publicerade")
        )
        context |= {
            "published": page,
            "became": queries.tally(),
            "indicators": queries.indicators(queries.newest_numbers()),
        }
    return render(request, "results/index.html", {**context, "reviews_all": queries.may_review_all(user)})


def _followed(request: HttpRequest, user: User) -> dict[str, Any]:
    form = ReportFilter(request.GET or None, calls=queries.calls_to_choose(user, request.GET.get("call", "")))
    money = request.GET.get("visa") == "medel"
    chosen = form.chosen() if form.is_bound else {}
    found: QuerySet[Any] = (
        queries.consumption_reports(user, **chosen) if money else queries.result_reports(user, **chosen)
    )
    dressed = queries.consumption_with_grant if money else queries.listed
    return {
        "follows": True,
        "filter": form,
        "money": money,
        "page": KeyedPaginator(found, PER_PAGE, dressed).get_page(request.GET.get("sida")),
        "filtered": any(chosen.values()),
    }


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
            return _autosaved(request, report, form, rows) if whole else _not_saved(form, rows)
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


def _not_saved(form: Form, rows: OutcomeRows | None = None) -> HttpResponse:
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
    report, form = _report(request, pk), ReturnForm(request.POST)
    only_if_open(RETURN, report, request.user)
    if form.is_valid():
        with refusals_shown(form):
            actions.return_report(
                report, form.cleaned_data["return_reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, _("Du har bett om komplettering."))
            return redirect(report)
    return _show_report(request, report, form)


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
            return _consumption_autosaved(request, report, form) if whole else _not_saved(form)
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
    report, form = _consumption(request, pk), ReturnForm(request.POST)
    only_if_open(RETURN_CONSUMPTION, report, request.user)
    if form.is_valid():
        with refusals_shown(form):
            actions.return_consumption(
                report, form.cleaned_data["return_reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, _("Du har bett om komplettering."))
            return redirect(report)
    return _show_consumption(request, report, form)

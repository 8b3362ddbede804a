"""The officer publishes, publishes anew, and takes away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.people.models import SignedIn
from praktiknara.projects.forms import only_if_open
from praktiknara.results.models import ResultReport
from praktiknara.results.queries import with_project
from praktiknara.results.transitions import PUBLISH as PUBLISH_REPORT

from .. import actions
from ..choices import OutputStatus
from ..forms import PublishForm, PublishOutputForm, WithdrawForm, from_output, from_report
from ..models import KnowledgeOutput
from ..transitions import PUBLISH, PUBLISH_AGAIN, WITHDRAW


def _output(request: SignedIn, slug: str) -> KnowledgeOutput:
    return get_object_or_404(
        KnowledgeOutput.objects.visible_to(request.user).select_related("project", "report"), slug=slug
    )


@login_required
def publish_report(request: SignedIn, pk: int) -> HttpResponse:
    """The officer makes an accepted report readable for anyone."""
    report = get_object_or_404(with_project(ResultReport.objects.visible_to(request.user)), pk=pk)
    only_if_open(PUBLISH_REPORT, report, request.user)
    earlier = KnowledgeOutput.objects.filter(report=report).first()
    initial = from_output(earlier) if earlier else from_report(report)
    form = PublishForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            made = actions.publish_report(report, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("Resultatet är publicerat. Alla kan hitta det."))
            return redirect(made)
    context = {"report": report, "form": form}
    return render(request, "knowledge/publish.html", context, status=422 if form.errors else 200)


@login_required
def publish_output(request: SignedIn, slug: str) -> HttpResponse:
    """The officer publishes what was expected or withdrawn, or a new version of what is published."""
    found = _output(request, slug)
    again = found.status == OutputStatus.PUBLISHED
    only_if_open(PUBLISH_AGAIN if again else PUBLISH, found, request.user)
    if found.report_id and not again:
        return redirect("publish_report", found.report_id)
    form = PublishOutputForm(request.POST or None, request.FILES or None, initial=from_output(found))
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            actions.publish_output(found, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("Publicerat. Alla kan hitta det."))
            return redirect(found)
    context = {"output": found, "form": form, "again": again}
    return render(request, "knowledge/publish.html", context, status=422 if form.errors else 200)


@login_required
def withdraw(request: SignedIn, slug: str) -> HttpResponse:
    """The officer takes an output away, with the reason."""
    found = _output(request, slug)
    only_if_open(WITHDRAW, found, request.user)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            actions.withdraw(
                found, reason=form.cleaned_data["withdrawn_reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, _("Resultatet är borttaget. Ingen utanför ser det längre."))
            return redirect(found)
    context = {"output": found, "form": form}
    return render(request, "knowledge/withdraw.html", context, status=422 if form.errors else 200)

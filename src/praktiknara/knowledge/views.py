"""The knowledge bank: found by anyone, followed back to its decision, published and withdrawn by the officer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from praktiknara.chain.forms import refusals_shown
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.models import SignedIn, signed_in
from praktiknara.projects.forms import only_if_open
from praktiknara.results.choices import Finding
from praktiknara.results.models import ResultReport
from praktiknara.results.queries import with_project
from praktiknara.results.transitions import PUBLISH as PUBLISH_REPORT

from . import actions, queries
from .forms import PublishForm, PublishOutputForm, SearchForm, WithdrawForm, from_output, from_report
from .models import KnowledgeOutput
from .transitions import PUBLISH, WITHDRAW

PER_PAGE = 25
FINDINGS = {"gick-bra": Finding.WORKED, "gick-inte-som-tankt": Finding.DID_NOT}


def index(request: HttpRequest) -> HttpResponse:
    """The outputs anyone may read, by word, kind, year, field and fund."""
    user = signed_in(request.user)
    funds = [(fund.code, fund.name) for fund in queries.funds()]
    form = SearchForm(request.GET, years=queries.years(user), funds=funds)
    chosen = form.chosen()
    page = KeyedPaginator(queries.search(user, **chosen), PER_PAGE, queries.for_lists).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "knowledge/index.html",
        {"form": form, "page": page, "filtered": any(chosen.values()), "words": chosen["words"]},
    )


def feed(request: HttpRequest) -> HttpResponse:
    """What was last published, for those who follow."""
    atom = Atom1Feed(
        title=_("Nytt i kunskapsbanken"),
        link=request.build_absolute_uri("/kunskapsbank/"),
        description=_("Det som senast publicerades i Praktiknära."),
        language="sv",
        feed_url=request.build_absolute_uri(),
    )
    for output in queries.newest():
        address = request.build_absolute_uri(output.get_absolute_url())
        title = f"{output.title} ({_('exempel')})" if output.is_example else output.title
        atom.add_item(
            title=title,
            link=address,
            description=output.summary,
            unique_id=address,
            author_name=str(output.publisher or _("Praktiknära")),
            pubdate=output.published_at,
            updateddate=output.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def findings(request: HttpRequest, which: str) -> HttpResponse:
    """What went well, or what did not go as hoped."""
    if which not in FINDINGS:
        raise Http404
    finding = FINDINGS[which]
    page = KeyedPaginator(queries.findings(finding), PER_PAGE, queries.with_project).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "knowledge/findings.html",
        {"page": page, "which": which, "worked": finding == Finding.WORKED},
    )


def _output(request: HttpRequest, slug: str) -> KnowledgeOutput:
    return get_object_or_404(queries.whole(signed_in(request.user)), slug=slug)


def output(request: HttpRequest, slug: str) -> HttpResponse:
    """One output, with its outcomes and the way back to the decision and the call."""
    user, found = signed_in(request.user), _output(request, slug)
    way = queries.way_back(found, user)
    return render(
        request,
        "knowledge/output.html",
        {
            "output": found,
            "publisher": queries.publisher_name(found),
            "authors": [authorship.person for authorship in found.authorships.all()],
            "way": way,
            "decided": queries.decided(way.case) if way.case else "",
            "stations": queries.line_back(found, way),
            "outcomes": queries.outcomes(found, user),
            "aftermath": found.project.aftermath.all() if found.project else [],
            "citation": queries.citation(found, request.build_absolute_uri(found.get_absolute_url())),
            "sources": queries.sources(found),
            "may_publish": user is not None and PUBLISH.offered_to(user, found),
            "may_withdraw": user is not None and WITHDRAW.offered_to(user, found),
        },
    )


@login_required
def publish_report(request: SignedIn, pk: int) -> HttpResponse:
    """The officer makes an accepted report readable for anyone."""
    report = get_object_or_404(with_project(ResultReport.objects.visible_to(request.user)), pk=pk)
    only_if_open(PUBLISH_REPORT, report, request.user)
    earlier = KnowledgeOutput.objects.filter(report=report).first()
    form = PublishForm(request.POST or None, initial=from_output(earlier) if earlier else from_report(report))
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            made = actions.publish_report(report, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("Resultatet är publicerat. Alla kan hitta det."))
            return redirect(made)
    context = {"report": report, "form": form}
    return render(request, "knowledge/publish.html", context, status=422 if form.errors else 200)


@login_required
def publish_output(request: SignedIn, slug: str) -> HttpResponse:
    """The officer publishes what was expected or withdrawn."""
    found = _output(request, slug)
    only_if_open(PUBLISH, found, request.user)
    if found.report_id:
        return redirect("publish_report", found.report_id)
    form = PublishOutputForm(request.POST or None, initial=from_output(found))
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            actions.publish_output(found, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("Publicerat. Alla kan hitta det."))
            return redirect(found)
    context = {"output": found, "form": form}
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

"""The papers of a case as files, and the letter to each applicant."""

from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.assessments.queries import who_applies
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.components.text import slug as address
from praktiknara.people.choices import Origin
from praktiknara.people.models import SignedIn, signed_in
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.queries import documents

from .. import actions, paper, permissions, queries, rules
from ..choices import BOARD_HAS_DECIDED, CaseStatus
from ..forms.attaching import PUBLIC, AttachForm
from ..models import Case
from ..transitions import ATTACHER


def paper_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse | FileResponse:
    """The tjänsteutlåtande: a draft as it stands now, or the kept version once the case has gone to the board."""
    case = get_object_or_404(Case.objects.visible_to(signed_in(request.user)), slug=slug)
    media_type = paper.WORD if ending == "docx" else paper.PDF
    if case.origin == Origin.HISTORY:
        raise Http404
    name = f"tjansteutlatande-{case.slug}"
    if case.status != CaseStatus.PREPARATION:
        kept = documents(case).filter(kind=DocumentKind.BOARD_PAPER, media_type=media_type).first()
        if kept is not None:
            return FileResponse(
                kept.file.open("rb"), as_attachment=True, filename=f"{name}.{ending}", content_type=media_type
            )
    fresh = queries.whole(Case.objects.all()).get(pk=case.pk)
    content = paper.content(fresh, draft=case.status == CaseStatus.PREPARATION, on=timezone.localdate())
    written = paper.word(content) if ending == "docx" else paper.pdf(content)
    headers = {"Content-Disposition": f'attachment; filename="{name}-utkast.{ending}"'}
    return HttpResponse(written, content_type=media_type, headers=headers)


def document(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """One kept version of a case's paper, or an attachment to it."""
    user = signed_in(request.user)
    case = get_object_or_404(Case.objects.visible_to(user), slug=slug)
    kept = get_object_or_404(queries.readable(documents(case), user), pk=pk)
    ending = Path(str(kept.file.name)).suffix
    is_paper = kept.kind == DocumentKind.BOARD_PAPER
    name = (
        f"tjansteutlatande-{case.slug}-{kept.version}{ending}"
        if is_paper
        else f"{address(kept.title)}{ending}"
    )
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=name, content_type=kept.media_type)


@login_required
def attach(request: SignedIn, slug: str) -> HttpResponse:
    """The officer or the registrar puts a file to the case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), slug=slug)
    if not permissions.attaches(request.user, case):
        raise NotYours(Problem(ATTACHER), thing=case, verb="attach_to_case")
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        actions.attach(
            case,
            title=form.cleaned_data["title"],
            name=file.name or "",
            content=file.read(),
            public=form.cleaned_data["readers"] == PUBLIC,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Bilagan är tillagd. Dess text läses nu."))
        return redirect(case)
    context = {"case": case, "form": form}
    return render(request, "decisions/attach.html", context, status=422 if form.errors else 200)


@login_required
def letter(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The decision as the applicant gets it, with its reasons."""
    case = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("body", "officer__person"),
        slug=slug,
        status__in=BOARD_HAS_DECIDED,
    )
    application = get_object_or_404(
        Application.objects.visible_to(request.user)
        .select_related("applicant", "call", "award")
        .prefetch_related("co_applicants__organisation"),
        pk=pk,
        award__case=case,
    )
    context = {
        "case": case,
        "application": application,
        "award": application.award,
        "applicants": who_applies(application),
        "gives": application.award.outcome in rules.GIVES,
    }
    return render(request, "decisions/letter.html", context)

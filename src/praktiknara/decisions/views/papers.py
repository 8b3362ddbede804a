"""The papers of a case as files, and the letter to each applicant."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from praktiknara.applications.models import Application
from praktiknara.assessments.queries import who_applies
from praktiknara.people.choices import Origin
from praktiknara.people.models import SignedIn, signed_in
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.queries import documents

from .. import paper, queries, rules
from ..choices import BOARD_HAS_DECIDED, CaseStatus
from ..models import Case


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
    """One kept version of a case's paper."""
    case = get_object_or_404(Case.objects.visible_to(signed_in(request.user)), slug=slug)
    kept = get_object_or_404(documents(case), pk=pk)
    ending = "docx" if kept.media_type == paper.WORD else "pdf"
    name = f"tjansteutlatande-{case.slug}-{kept.version}.{ending}"
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=name, content_type=kept.media_type)


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

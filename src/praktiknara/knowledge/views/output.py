"""One output: its page, its earlier versions, and the same thing as files."""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from praktiknara.people.choices import Role
from praktiknara.people.models import User, signed_in

from .. import paper
from ..choices import THEMES, OutputStatus
from ..models import KnowledgeOutput
from ..queries import output as outputs
from ..rules import citing
from ..rules.files import ENDINGS, PDF
from ..transitions import PUBLISH, PUBLISH_AGAIN, WITHDRAW

REFERENCES = {
    "bib": (citing.bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (citing.ris, "application/x-research-info-systems; charset=utf-8"),
}


def whole(request: HttpRequest, slug: str) -> KnowledgeOutput:
    """Give the output with all that its page follows back, to those who may read it."""
    found = get_object_or_404(outputs.whole(signed_in(request.user)), slug=slug)
    outputs.name_organisations(found)
    return found


def sees_all(user: User | None) -> bool:
    """Say whether she sees what has been taken away from the public."""
    return user is not None and user.has_role(Role.FOU_OFFICER, Role.ADMIN, Role.AUDITOR)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One output, with its outcomes and the way back to the decision and the call."""
    user, found = signed_in(request.user), whole(request, slug)
    way = outputs.way_back(found, user)
    told = outputs.outcomes(found, user)
    address = request.build_absolute_uri(found.get_absolute_url())
    return render(
        request,
        "knowledge/output.html",
        {
            "output": found,
            "publisher": outputs.publisher_name(found),
            "authors": [authorship.person for authorship in found.authorships.all()],
            "way": way,
            "decided": outputs.decided(way.case) if way.case else "",
            "stations": outputs.line_back(found, way),
            "outcomes": told,
            "sure": outputs.how_sure(found, [one.outcome for one in told]),
            "need": outputs.need(found),
            "contact": outputs.contact(found, timezone.localdate()),
            "aftermath": found.project.aftermath.all() if found.project else [],
            "spread": outputs.spread(found),
            "files": outputs.files(found),
            "versions": outputs.versions(found, officer=sees_all(user))[1:] if found.version > 1 else [],
            "theme_slug": next((slug for slug, field in THEMES.items() if field == found.field), ""),
            "address": address,
            "mail": f"mailto:?subject={quote(found.title)}&body={quote(address)}",
            "citation": outputs.citation(found, address),
            "sources": outputs.sources(found),
            "again": found.status == OutputStatus.PUBLISHED,
            "may_publish": user is not None
            and (PUBLISH.offered_to(user, found) or PUBLISH_AGAIN.offered_to(user, found)),
            "may_withdraw": user is not None and WITHDRAW.offered_to(user, found),
        },
    )


def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An earlier version of an output, as it stood."""
    user = signed_in(request.user)
    found = get_object_or_404(KnowledgeOutput.objects.visible_to(user), slug=slug)
    kept = {one.number: one.copy for one in outputs.versions(found, officer=sees_all(user))}
    if number not in kept:
        raise Http404
    context = {"output": found, "number": number, "copy": kept[number], "newest": number == max(kept)}
    return render(request, "knowledge/version.html", context)


def reference(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """How to cite the output, for a program that keeps references."""
    found = whole(request, slug)
    written, kind = REFERENCES[ending]
    address = request.build_absolute_uri(found.get_absolute_url())
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.{ending}"'}
    return HttpResponse(written(outputs.reference(found, address)), content_type=kind, headers=headers)


def described(request: HttpRequest, slug: str) -> JsonResponse:
    """The output in schema.org's words, for programs."""
    found = whole(request, slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    return JsonResponse(
        outputs.described(found, address),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/ld+json; charset=utf-8",
    )


def as_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The output as a PDF that a screen reader can follow."""
    found = whole(request, slug)
    if found.status == OutputStatus.EXPECTED:
        raise Http404(_("Det finns inget att hämta än."))
    address = request.build_absolute_uri(found.get_absolute_url())
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.pdf"'}
    return HttpResponse(paper.pdf(paper.content(found, address)), content_type=PDF, headers=headers)


def original(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file that was published with the output, as it was handed in."""
    found = get_object_or_404(KnowledgeOutput.objects.visible_to(signed_in(request.user)), slug=slug)
    kept = next((one for one in outputs.files(found) if one.pk == pk), None)
    if kept is None:
        raise Http404
    name = f"{found.slug}-{kept.version}.{ENDINGS.get(kept.media_type, 'bin')}"
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=name, content_type=kept.media_type)

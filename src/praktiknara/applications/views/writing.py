"""An application is written, a section at a time, by one or by several."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from praktiknara.people.models import SignedIn

from .. import actions, queries, rules, transitions
from ..choices import SECTION_OF, Section
from ..forms import FORMS, AskForm, SectionForm
from ..models import Application
from .page import application_of, held_against, moves_for

BUDGET_RULES = ("cap", "own_share", "max_granted")


@login_required
def write(request: SignedIn, pk: int, section: str) -> HttpResponse:
    """One section of a draft; saves itself while one writes, and says what could not be saved at its field."""
    application = _writable(request, pk)
    if section == Section.REVIEW:
        return _review(request, application)
    if section not in FORMS:
        raise Http404
    now = timezone.now()
    form = FORMS[section](request.POST if request.method == "POST" else None, application=application)
    version = application.version
    if request.method == "POST":
        version = _version(request)
        if request.headers.get("X-Autosave"):
            form.write(version=version, by=request.user, now=now)
            return _saved(form, application)
        if form.save(version=version, by=request.user, now=now) and not form.is_unread:
            return redirect("write_application", pk, _next(section))
        version = application.version
    return _section_page(request, form, section, version)


@require_POST
@login_required
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask another district to apply together."""
    application = _writable(request, pk)
    form = AskForm(request.POST, application=application)
    if form.is_valid() and (asked := form.ask(by=request.user, now=timezone.now())):
        messages.success(request, _("%(name)s är tillfrågad.") % {"name": asked.organisation.short})
        return redirect("write_application", pk, Section.WHO.value)
    section = FORMS[Section.WHO](application=application)
    return _section_page(request, section, Section.WHO, application.version, ask_form=form)


@require_POST
@login_required
def drop(request: SignedIn, pk: int, asked: int) -> HttpResponse:
    """Take a co-applicant out of a draft."""
    application = _writable(request, pk)
    co_applicant = get_object_or_404(application.co_applicants.all(), pk=asked)
    actions.drop_co_applicant(co_applicant, by=request.user, now=timezone.now())
    return redirect("write_application", pk, Section.WHO.value)


def _writable(request: SignedIn, pk: int) -> Application:
    application = application_of(request, pk)
    if refusal := transitions.not_writable(application, request.user):
        refusal.thing, refusal.verb = application, "write"
        raise refusal
    return application


def _version(request: SignedIn) -> int:
    """The version the page was opened with; a page without one cannot know what it would write over."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def _saved(form: SectionForm, application: Application) -> JsonResponse:
    """Answer a form that saves itself: the clock and the new version, and what could not be read."""
    fields = {"version": str(application.version)}
    if form.is_unread:
        return JsonResponse({"message": " ".join(form.faults), "fields": fields}, status=422)
    at = timezone.localtime(application.saved_at) if application.saved_at else timezone.localtime()
    return JsonResponse({"saved": f"{at:%H.%M}", "fields": fields})


def _section_page(
    request: SignedIn, form: SectionForm, section: str, version: int, *, ask_form: AskForm | None = None
) -> HttpResponse:
    """Draw a section with what is wrong at its fields; with all that is missing too when one comes from the review."""
    application, now = form.application, timezone.now()
    content, terms = queries.content(application), queries.terms(application.call)
    found = rules.wrong(content, terms)
    if request.GET.get("visa") == "allt":
        found = [*rules.missing(content, terms), *found]
    inside = [problem for problem in found if SECTION_OF.get(problem.field) == section]
    form.show(inside)
    names = [each.value for each in Section]
    place = names.index(section)
    context = {
        "application": application,
        "form": form,
        "section": Section(section),
        "place": place + 1,
        "places": len(names),
        "template": f"applications/sections/{section}.html",
        "stations": queries.stations(application, request.user, now, here=section),
        "problems": [] if form.is_bound else queries.shown_problems(application, inside),
        "version": version,
        "saved_at": None if form.is_bound and form.is_unread else application.saved_at,
        "saved_otherwise": form.saved_otherwise() if form.is_bound and form.non_field_errors() else [],
        "back": queries.section_url(application, names[place - 1])
        if place
        else application.get_absolute_url(),
        "next": Section(names[place + 1]),
        "checks": queries.shown_checks(application, *BUDGET_RULES) if section == Section.BUDGET else [],
        "cap": terms.cap,
        "costs": rules.costs(content.lines) if content.lines else None,
        "ask_form": (ask_form or AskForm(application=application)) if section == Section.WHO else None,
    }
    failed = (form.is_bound and form.is_unread) or ask_form is not None
    changed_meanwhile = form.is_bound and bool(form.non_field_errors())
    status = 409 if changed_meanwhile else 422 if failed else 200
    return render(request, "applications/write.html", context, status=status)


def _review(request: SignedIn, application: Application) -> HttpResponse:
    """The last section: what is left, how the application stands against the rules, and the button to hand it over."""
    now = timezone.now()
    found = rules.problems(queries.content(application), queries.terms(application.call))
    context = {
        "application": application,
        "told": queries.as_told(application),
        "section": Section.REVIEW,
        "place": len(Section),
        "places": len(Section),
        "stations": queries.stations(application, request.user, now, here=Section.REVIEW),
        "problems": queries.shown_problems(application, found),
        **held_against(application),
        "moves": moves_for(application, request.user, now),
    }
    return render(request, "applications/review.html", context)


def _next(section: str) -> str:
    names = [each.value for each in Section]
    return names[names.index(section) + 1]

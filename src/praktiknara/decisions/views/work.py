"""Writing the paper, and recording what the board decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.assessments.queries import who_applies
from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.components.numbers import in_words
from praktiknara.people.models import SignedIn

from .. import actions, permissions, queries, rules
from ..choices import CaseStatus
from ..forms import CaseForm, DecideForm
from ..models import Case
from ..transitions import DECIDE, MAKE_READY, OFFICER


@login_required
def prepare(request: SignedIn, slug: str) -> HttpResponse:
    """Write the paper: every section, with a list of what is left before it can go to the board."""
    case = get_object_or_404(queries.whole(Case.objects.visible_to(request.user)), slug=slug)
    if not permissions.prepares(request.user, case):
        raise NotYours(Problem(OFFICER), thing=case, verb="write_case")
    if case.status != CaseStatus.PREPARATION:
        return redirect(case)
    now = timezone.now()
    form = CaseForm(request.POST if request.method == "POST" else None, case=case)
    overwritten: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        if form.write(version=int(version) if version.isdecimal() else -1, by=request.user, now=now):
            if "lamna" in request.POST:
                fresh = queries.whole(Case.objects.all()).get(pk=case.pk)
                if MAKE_READY.why_not(fresh, request.user, now) is None:
                    actions.make_ready(fresh, by=request.user, now=now)
                    messages.success(
                        request, _("Ärendet är lämnat till nämnden. Tjänsteutlåtandet är sparat.")
                    )
                    return redirect(fresh)
                messages.warning(request, _("Sparat, men inte lämnat. Det som saknas står i listan."))
            else:
                messages.success(request, _("Sparat."))
            return redirect("prepare_case", case.slug)
        overwritten = form.overwritten()
        case.refresh_from_db(fields=["version"])
    has_faults = bool(form.errors) or (form.is_bound and not form.is_valid())
    context = {
        "case": case,
        "form": form,
        "version": case.version,
        "figures": list(queries.figures(case).items()),
        "checks": (checks := _checks(case)),
        "counted": in_words(len(checks), get_language() or "sv").capitalize(),
        "overwritten": overwritten,
        "sum": rules.total(queries.proposed(case)),
    }
    return render(request, "decisions/prepare.html", context, status=422 if has_faults else 200)


PLACES = {
    "consultations": "#samrad",
    "points": "#punkter",
    "recipients": "#mottagare",
    "signatories": "#undertecknare",
}


def _checks(case: Case) -> list[tuple[str, str, str]]:
    """What is left before the case can go to the board: the sentence, the rule, and where to put it right."""
    ranking_url = reverse("ranking", args=[case.call.slug]) if case.call else ""
    return [
        (
            say(problem),
            problem.rule,
            ranking_url
            if problem.field in {"amount", "outcome", "reason", ""}
            else PLACES.get(problem.field, f"#id_{problem.field}"),
        )
        for problem in MAKE_READY.rule(case, timezone.now())
    ]


@login_required
def decide(request: SignedIn, slug: str) -> HttpResponse:
    """Record what the board decided."""
    case = get_object_or_404(queries.whole(Case.objects.visible_to(request.user)), slug=slug)
    if not DECIDE.offered_to(request.user, case):
        refusal = DECIDE.why_not(case, request.user)
        if refusal is None:
            raise Http404
        refusal.thing, refusal.verb = case, DECIDE.name
        raise refusal
    awards = queries.awards(case)
    form = DecideForm(request.POST or None, case=case, awards=awards)
    if request.method == "POST" and form.is_valid() and form.decide(by=request.user, now=timezone.now()):
        messages.success(request, _("Beslutet är infört. De beviljade ansökningarna har blivit projekt."))
        return redirect(case)
    figures = queries.figures(case)
    context = {
        "case": case,
        "form": form,
        "points": [
            (point, rules.filled(point.text, figures), form[f"point_{point.no}"])
            for point in case.points.all()
        ],
        "lines": [(award, who_applies(award.application), form.line(award.pk)) for award in awards],
        "sum": rules.total(queries.proposed(case)),
        "frame": case.call.frame if case.call else None,
    }
    return render(request, "decisions/decide.html", context, status=422 if form.errors else 200)

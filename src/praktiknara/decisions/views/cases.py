"""Cases and decisions for everyone: the list, the page, and the moves of one press."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from praktiknara.assessments.queries import who_applies
from praktiknara.chain.queries import say_all
from praktiknara.chain.transitions import Transition
from praktiknara.components.paging import KeyedPaginator
from praktiknara.components.parts import Station
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import SignedIn, User, signed_in
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.queries import documents, facts

from .. import actions, permissions, queries, rules
from ..choices import BOARD_HAS_DECIDED, AwardOutcome, CaseStatus
from ..forms import CaseFilter
from ..models import Award, Case
from ..transitions import CLOSE, DECIDE, DISPATCH, MAKE_READY, TAKE_BACK

PAGE = 25
DECIDED_WORDS = {
    AwardOutcome.GRANTED: gettext_lazy("beviljad"),
    AwardOutcome.PARTLY: gettext_lazy("delvis beviljad"),
    AwardOutcome.RESERVE: gettext_lazy("avslagen, reserv"),
    AwardOutcome.REJECTED: gettext_lazy("avslagen"),
}
VERBS = {
    "make_ready": actions.make_ready,
    "take_back": actions.take_back,
    "dispatch": actions.dispatch,
    "close_case": actions.close_case,
}


def index(request: HttpRequest) -> HttpResponse:
    """Cases of all years: search, filters, pages."""
    visible = Case.objects.visible_to(signed_in(request.user))
    form = CaseFilter(request.GET, years=queries.years(visible), boards=queries.boards(visible))
    wanted = form.wanted()
    paginator = KeyedPaginator(queries.found(visible, **wanted), PAGE, queries.listed)
    context = {
        "form": form,
        "page": paginator.get_page(request.GET.get("sida")),
        "total": paginator.count,
        "is_filtered": any(wanted.values()),
    }
    return render(request, "decisions/cases.html", context)


def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One case: how far it has come, what is proposed and decided, who was heard, its papers and sources."""
    user = signed_in(request.user)
    case = get_object_or_404(queries.whole(Case.objects.visible_to(user)), slug=slug)
    is_decided = case.status in BOARD_HAS_DECIDED
    figures = queries.figures(case)
    awards = queries.awards(case)
    kept = list(documents(case))
    context = {
        "case": case,
        "is_history": case.origin == Origin.HISTORY,
        "is_decided": is_decided,
        "stations": _stations(case),
        "points": [(point, rules.filled(point.text, figures)) for point in case.points.all()],
        "texts": [
            (label, rules.filled(text, figures))
            for label, text in (
                (_("Sammanfattning"), case.summary),
                (_("Bakgrund"), case.background),
                (_("Ärendet"), case.matter),
                (_("Jämställdhetsanalys"), case.gender_analysis),
                (_("Förvaltningens synpunkter och förslag"), case.views),
            )
            if text
        ],
        "awards": [_shown_award(award, user, is_decided) for award in awards],
        "sum": rules.total(queries.decided(case) if is_decided else queries.proposed(case)),
        "papers": [one for one in kept if one.kind == DocumentKind.BOARD_PAPER],
        "attachments": queries.attachments(kept, user),
        "may_attach": user is not None
        and case.status != CaseStatus.CLOSED
        and permissions.attaches(user, case),
        "facts": facts(case),
        "citations": queries.sources(case) if case.origin == Origin.HISTORY else [],
        "moves": _moves(case, user) if user else [],
        "may_prepare": user is not None
        and case.status == CaseStatus.PREPARATION
        and permissions.prepares(user, case),
        "may_record": user is not None and DECIDE.offered_to(user, case),
        "sees_ranking": user is not None
        and case.call is not None
        and bool(awards)
        and permissions.sees_ranking(user),
    }
    return render(request, "decisions/case.html", context)


def _shown_award(award: Award, user: User | None, is_decided: bool) -> dict[str, Any]:
    outcome = (award.outcome or award.proposal) if is_decided else award.proposal
    amount = award.amount if is_decided else award.proposed_amount
    may_read = user is not None and (
        user.has_role(Role.FOU_OFFICER, Role.REGISTRAR)
        or award.application.applicant_id in user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD)
    )
    return {
        "application": award.application,
        "applicants": who_applies(award.application),
        "outcome": DECIDED_WORDS[AwardOutcome(outcome)] if is_decided else AwardOutcome(outcome).label,
        "amount": amount if outcome in rules.GIVES else None,
        "reason": award.reason,
        "letter": is_decided and may_read,
    }


def _stations(case: Case) -> list[Station]:
    """The status line: how far the case has come, dashed where the sources do not say."""
    if case.origin == Origin.HISTORY:
        return _stations_of_history(case)
    order = (CaseStatus.PREPARATION, CaseStatus.READY, CaseStatus.DECIDED, CaseStatus.DISPATCHED)
    labels = (_("Bereds"), _("Klart för nämnd"), _("Beslutat"), _("Expedierat"))
    reached = len(order) if case.status == CaseStatus.CLOSED else order.index(CaseStatus(case.status))
    notes = {2: case.paragraph}
    return [
        Station(
            label,
            "done"
            if place < reached or case.status == CaseStatus.CLOSED
            else "here"
            if place == reached
            else "todo",
            notes.get(place, "") if place <= reached else "",
            current=place == reached,
        )
        for place, label in enumerate(labels)
    ]


def _stations_of_history(case: Case) -> list[Station]:
    decided = case.status in BOARD_HAS_DECIDED
    return [
        Station(_("Bereddes"), "done" if case.consultations.all() else "unknown", case.dating),
        Station(_("Förslag till nämnden"), "done"),
        Station(
            _("Beslut"),
            "done" if decided else "unknown",
            "" if decided else _("utfallet saknas i källan"),
        ),
    ]


def _moves(case: Case, user: User) -> list[tuple[str, str, list[str]]]:
    """The moves of one press that concern her now: address, words on the button, or the sentences in its place."""
    offered: Sequence[tuple[Transition[Case], str]] = (
        (MAKE_READY, "make_case_ready"),
        (TAKE_BACK, "take_back_case"),
        (DISPATCH, "dispatch_case"),
        (CLOSE, "close_case"),
    )
    moves = []
    for transition, name in offered:
        if transition.offered_to(user, case):
            refusal = transition.why_not(case, user)
            sentences = say_all(refusal) if refusal else []
            moves.append((reverse(name, args=[case.slug]), str(transition.label), sentences))
    return moves


@require_POST
@login_required
def move(request: SignedIn, slug: str, verb: str) -> HttpResponse:
    """Send to the board, take back, dispatch or close."""
    case = get_object_or_404(Case.objects.visible_to(request.user), slug=slug)
    VERBS[verb](case, by=request.user, now=timezone.now())
    return redirect(case)

"""Pages of the step: cases and decisions for everyone; ranking, preparation and recording for those who work on them."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from praktiknara.applications.models import Application
from praktiknara.assessments.queries import most_points, who_applies
from praktiknara.calls.models import Call
from praktiknara.chain.queries import say, say_all
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.chain.transitions import Transition
from praktiknara.components.numbers import in_words, kronor
from praktiknara.components.parts import Station
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import SignedIn, User, signed_in
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.queries import documents, facts

from . import actions, paper, permissions, queries, rules
from .choices import AwardOutcome, CaseStatus
from .forms import CaseFilter, CaseForm, DecideForm, PortfolioForm
from .models import Award, Case
from .transitions import CLOSE, DECIDE, DISPATCH, MAKE_READY, OFFICER, TAKE_BACK

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DECIDED = (CaseStatus.DECIDED, CaseStatus.DISPATCHED, CaseStatus.CLOSED)
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
    paginator = Paginator(queries.listed(queries.found(visible, **wanted)), PAGE)
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
    is_decided = case.status in DECIDED
    figures = queries.figures(case)
    awards = queries.awards(case)
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
        "papers": list(documents(case).filter(kind=DocumentKind.BOARD_PAPER)),
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
    decided = case.status in DECIDED
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


# The ranking against the frame


@login_required
def ranking(request: SignedIn, slug: str) -> HttpResponse:
    """A call's applications in rank order against the frame; the officer chooses, the council reads."""
    call, rows = _ranking(request.user, slug)
    case = queries.of_call(call)
    may_choose = permissions.proposes(request.user) and (
        case is None or case.status == CaseStatus.PREPARATION
    )
    form = PortfolioForm(request.POST or None, rows=rows, case=case)
    if request.method == "POST":
        if not permissions.proposes(request.user):
            raise NotYours(Problem(OFFICER), thing=call, verb="propose")
        if form.is_valid():
            now = timezone.now()
            if case is None:
                if made := form.make(rows, by=request.user, now=now):
                    messages.success(request, _("Ärendet är gjort. Gå igenom texterna och det som saknas."))
                    return redirect("prepare_case", made.slug)
            elif form.save(case, rows, by=request.user, now=now):
                messages.success(request, _("Förslaget är sparat."))
                return redirect("ranking", call.slug)
            else:
                case.refresh_from_db()
    given = [row.given for row in rows]
    override = case.frame_override_reason if case else ""
    context = {
        "call": call,
        "case": case,
        "form": form,
        "version": case.version if case else "",
        "lines": [(row, form.line(row.application.pk) if may_choose else None) for row in rows],
        "edge": queries.edge_of(call, rows),
        "may_choose": may_choose,
        "most": most_points(call),
        "bar": [
            (str(row.ranked.place), row.given or row.application.requested or 0, bool(row.given))
            for row in rows
        ],
        "total": sum(given),
        "counted": in_words(len(rows), get_language() or "sv").capitalize(),
        "requested": sum(row.application.requested or 0 for row in rows),
        "sentence": _sentence(call, rows),
        "remarks": [_(each.sentence) % each.values for each in queries.remarks(call, rows)],
        "problems": [(say(problem), problem.rule) for problem in queries.broken_rules(call, rows, override)],
        "why_no_case": None if case or not may_choose else _why_no_case(call, rows),
        "assessments_url": f"{reverse('assessments')}?utlysning={call.slug}",
    }
    return render(request, "decisions/ranking.html", context, status=422 if form.errors else 200)


def _ranking(user: User, slug: str) -> tuple[Call, list[queries.Row]]:
    call = get_object_or_404(
        Call.objects.visible_to(user)
        .exclude(origin=Origin.HISTORY)
        .select_related("fund_year__fund")
        .prefetch_related("rules", "criteria"),
        slug=slug,
    )
    if not permissions.sees_ranking(user):
        raise NotYours(
            Problem(_("Rangordningen är arbetsmaterial. FoU-utredaren, FoU-rådet och cheferna läser den."))
        )
    return call, queries.portfolio(call)


def _why_no_case(call: Call, rows: Sequence[queries.Row]) -> str:
    closes = timezone.localtime(call.closes_at).strftime("%Y-%m-%d kl. %H.%M") if call.closes_at else ""
    problems = rules.not_ready_for_case(
        receiving=call.is_receiving(timezone.now()),
        closes=closes,
        has_case=False,
        applications=len(rows),
        waiting=[str(row.application) for row in rows if not row.locked],
    )
    return " ".join(say(problem) for problem in problems)


def _sentence(call: Call, rows: Sequence[queries.Row]) -> str:
    """The title of the ranking: what it comes to."""
    given = [row.given for row in rows if row.given]
    over = sum(given) - (call.frame if call.frame is not None else sum(given))
    if over > 0:
        return _("Förslaget går %(over)s över ramen") % {"over": kronor(over)}
    if not given:
        return _("Inget projekt är föreslaget än")
    words = in_words(len(given), get_language() or "sv")
    if call.frame is None:
        said = ngettext(
            "%(count)s projekt föreslås få medel", "%(count)s projekt föreslås få medel", len(given)
        )
    else:
        said = ngettext("%(count)s projekt ryms i ramen", "%(count)s projekt ryms i ramen", len(given))
    sentence = said % {"count": words}
    return sentence[:1].upper() + sentence[1:]


def _table(call: Call, rows: Sequence[queries.Row]) -> Iterator[list[str | int | float]]:
    yield [
        _("Plats"), _("Nr"), _("Ansökan"), _("Sökande"), _("Poäng"), _("Lägst"), _("Högst"),
        _("Sökt, kr"), _("Förslag"), _("Föreslås, kr"), _("Skäl"),
    ]  # fmt: skip  # it reads better in rows
    for row in rows:
        ranked = row.ranked
        yield [
            ranked.place,
            ranked.number,
            _safe(str(row.application)),
            _safe(row.applicants),
            "" if ranked.points is None else round(float(ranked.points), 2),
            "" if ranked.lowest is None else ranked.lowest,
            "" if ranked.highest is None else ranked.highest,
            "" if row.application.requested is None else row.application.requested,
            str(AwardOutcome(row.outcome).label),
            row.given,
            _safe(row.reason),
        ]


def _safe(text: str) -> str:
    # A spreadsheet would run a text that begins like a formula.
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text


@login_required
def ranking_csv(request: SignedIn, slug: str) -> HttpResponse:
    """The ranking as CSV with semicolons and decimal commas, as a Swedish spreadsheet reads it."""
    call, rows = _ranking(request.user, slug)
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    for line in _table(call, rows):
        writer.writerow([str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in line])
    headers = {"Content-Disposition": f'attachment; filename="rangordning-{call.slug}.csv"'}
    return HttpResponse(
        "\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers
    )


@login_required
def ranking_excel(request: SignedIn, slug: str) -> HttpResponse:
    """The ranking as an Excel workbook."""
    call, rows = _ranking(request.user, slug)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rangordning"))
    for line in _table(call, rows):
        sheet.append(line)
    made = BytesIO()
    book.save(made)
    headers = {"Content-Disposition": f'attachment; filename="rangordning-{call.slug}.xlsx"'}
    return HttpResponse(made.getvalue(), content_type=EXCEL, headers=headers)


# Preparing and recording


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


# Papers


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
        status__in=DECIDED,
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

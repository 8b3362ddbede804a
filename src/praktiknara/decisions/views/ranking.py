"""A call's applications against its frame: for the officer who chooses and the council that reads."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from openpyxl import Workbook

from praktiknara.assessments.queries import most_points
from praktiknara.calls.models import Call
from praktiknara.chain.queries import say
from praktiknara.chain.rules import NotYours, Problem
from praktiknara.components.numbers import in_words, kronor
from praktiknara.people.choices import Origin
from praktiknara.people.models import SignedIn, User

from .. import permissions, queries, rules
from ..choices import AwardOutcome, CaseStatus
from ..forms import PortfolioForm
from ..transitions import OFFICER

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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

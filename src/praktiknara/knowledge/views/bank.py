"""Looking around in the bank: its front, its themes, its lists, and the short way for a reader in a hurry."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from praktiknara.components.paging import KeyedPaginator
from praktiknara.components.parts import Station
from praktiknara.people.models import signed_in
from praktiknara.results.choices import Finding

from ..choices import CONCERNS, THEMES, Question
from ..forms import SearchForm
from ..models import KnowledgeOutput
from ..queries import bank, lists
from ..queries import output as outputs

PER_PAGE = 25
ANSWERS = 10
FINDINGS = {"gick-bra": Finding.WORKED, "gick-inte-som-tankt": Finding.DID_NOT}


def front(request: HttpRequest) -> HttpResponse:
    """The bank's front: search, the newest, what worked and what did not, the themes, and what is to come."""
    return render(
        request,
        "knowledge/front.html",
        {
            "themes": bank.themes(),
            "shelves": bank.shelves(),
            "methods": bank.methods(),
        },
    )


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: what worked and what did not, and all that is written."""
    field = _field(slug)
    page = KeyedPaginator(bank.of_theme(field), PER_PAGE, lists.for_lists).get_page(request.GET.get("sida"))
    return render(
        request,
        "knowledge/theme.html",
        {
            "slug": slug,
            "field": field,
            "label": THEMES[slug].label,
            "page": page,
            "shelves": bank.shelves(field),
            "methods": bank.methods(field),
        },
    )


def hurry(request: HttpRequest) -> HttpResponse:
    """The first of three clicks: whom does it concern?"""
    return render(
        request,
        "knowledge/hurry.html",
        {"themes": bank.themes(), "stations": _three(1)},
    )


def wonder(request: HttpRequest, slug: str) -> HttpResponse:
    """The second of three clicks: what do you wonder?"""
    field = _field(slug)
    return render(
        request,
        "knowledge/wonder.html",
        {
            "slug": slug,
            "concerns": CONCERNS[THEMES[slug]],
            "asked": bank.questions(field),
            "stations": _three(2, slug),
        },
    )


def answer(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """The answer: the lesson first, how sure it is, and whom to ask."""
    field = _field(slug)
    if question not in Question.values:
        raise Http404
    asked = Question(question)
    page = KeyedPaginator(bank.answers(field, asked), ANSWERS, bank.with_evidence).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "knowledge/answer.html",
        {
            "slug": slug,
            "concerns": CONCERNS[THEMES[slug]],
            "question": asked,
            "page": page,
            "answers": [_answered(output) for output in page],
            "stations": _three(3, slug, asked),
        },
    )


def _answered(output: KnowledgeOutput) -> dict[str, object]:
    known = list(output.project.outcomes.all()) if output.project else []
    if output.report_id:
        known = [outcome for outcome in known if outcome.report_id == output.report_id]
    owner = output.project.owner if output.project else None
    return {"output": output, "sure": outputs.how_sure(output, known), "ask": owner or output.publisher}


def _field(slug: str) -> str:
    if slug not in THEMES:
        raise Http404
    return THEMES[slug].value


def _three(here: int, slug: str = "", question: Question | None = None) -> list[Station]:
    """The three clicks as a line, with what was chosen and the way back to it."""
    concerns = str(CONCERNS[THEMES[slug]]) if slug else ""
    chosen = [
        (_("Vem gäller det?"), concerns, reverse("hurry")),
        (
            _("Vad undrar du?"),
            str(question.label) if question else "",
            reverse("hurry_wonder", args=[slug]) if slug else "",
        ),
        (_("Svaret"), "", ""),
    ]
    return [
        Station(
            label,
            "done" if place < here else "here" if place == here else "todo",
            note,
            url if place < here else "",
            current=place == here,
        )
        for place, (label, note, url) in enumerate(chosen, 1)
    ]


def index(request: HttpRequest) -> HttpResponse:
    """The outputs anyone may read, by kind, year, field and fund; words are looked for in the one search."""
    if words := request.GET.get("q", "").strip():
        return redirect(f"{reverse('search')}?{urlencode({'q': words, 'slag': 'kunskap'})}")
    user = signed_in(request.user)
    funds = [(fund.code, fund.name) for fund in lists.funds()]
    form = SearchForm(request.GET, years=lists.years(user), funds=funds)
    chosen = form.chosen()
    page = KeyedPaginator(lists.search(user, **chosen), PER_PAGE, lists.for_lists).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "knowledge/index.html",
        {"form": form, "page": page, "filtered": any(chosen.values())},
    )


def findings(request: HttpRequest, which: str) -> HttpResponse:
    """What worked, or what did not and why, with what was learnt from it."""
    if which not in FINDINGS:
        raise Http404
    finding = FINDINGS[which]
    page = KeyedPaginator(lists.findings(finding), PER_PAGE, lists.with_project).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "knowledge/findings.html",
        {
            "page": page,
            "which": which,
            "worked": finding == Finding.WORKED,
            "learnt": lists.learnt(page.object_list, finding),
        },
    )


def feed(request: HttpRequest) -> HttpResponse:
    """What was last published, for those who follow."""
    return _atom(request, _("Nytt i kunskapsbanken"), reverse("knowledge"), lists.latest())


def theme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What was last published in a theme, for those who follow it."""
    field = _field(slug)
    title = _("Nytt om %(theme)s") % {"theme": THEMES[slug].label}
    return _atom(request, capfirst(title), reverse("theme", args=[slug]), lists.latest(field))


def _atom(request: HttpRequest, title: str, front: str, found: Iterable[KnowledgeOutput]) -> HttpResponse:
    atom = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(front),
        description=_("Det som senast publicerades i Praktiknära."),
        language="sv",
        feed_url=request.build_absolute_uri(),
    )
    for output in found:
        address = request.build_absolute_uri(output.get_absolute_url())
        atom.add_item(
            title=f"{output.title} ({_('exempel')})" if output.is_example else output.title,
            link=address,
            description=output.summary,
            unique_id=address,
            author_name=str(output.publisher or _("Praktiknära")),
            pubdate=output.published_at or timezone.now(),
            updateddate=output.published_at or timezone.now(),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

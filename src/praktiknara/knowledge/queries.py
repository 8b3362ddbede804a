"""Finding what was learnt, and following it back along the chain."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.components.dates import day, period
from praktiknara.components.parts import Citation, Station
from praktiknara.components.text import search_words, slug, sort_key
from praktiknara.decisions.models import Case
from praktiknara.funds.choices import Standing
from praktiknara.funds.models import Fund
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.projects.models import Grant, Project
from praktiknara.results.choices import Measure
from praktiknara.results.models import Outcome, OutcomeQuerySet
from praktiknara.trail.queries import citations

from . import rules
from .choices import OutputStatus
from .models import Authorship, KnowledgeOutput, OutputQuerySet

UNKNOWN_YEAR = "okant"
FEED = 50


def free_slug(title: str) -> str:
    """Give an address that no output has yet, made from the title."""
    stem = slug(title)[:100] or "resultat"
    taken = set(KnowledgeOutput.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        candidate
        for candidate in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if candidate not in taken
    )


def for_lists(outputs: OutputQuerySet) -> OutputQuerySet:
    """Fetch what a list shows, in a constant number of queries."""
    return outputs.select_related("publisher", "project").prefetch_related("authorships__person")


def search(
    user: User | None, *, words: str = "", kind: str = "", year: str = "", field: str = "", fund: str = ""
) -> OutputQuerySet:
    """Give the outputs she may see that hold every word, in title, texts, authors, project or publisher, newest first."""
    found = KnowledgeOutput.objects.visible_to(user)
    for word in search_words(words)[:8]:
        found = found.filter(_says(word))
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(year=None if year == UNKNOWN_YEAR else int(year))
    if field:
        found = found.filter(project__field=field)
    if fund:
        found = found.filter(project__fund__code=fund)
    return found.order_by("-sort_year", "-pk")


def _says(word: str) -> Q:
    says = Q(words__contains=word)
    if named := sort_key(word):
        by = Authorship.objects.filter(person__sort_name__contains=named)
        says |= Q(project__sort_title__contains=named)
        says |= Q(publisher__sort_name__contains=named) | Q(pk__in=by.values("output"))
    return says


def years(user: User | None) -> list[int | None]:
    """Give the years that there are outputs from, newest first, with None last when some have no year."""
    found = (
        KnowledgeOutput.objects.visible_to(user)
        .order_by("-sort_year")
        .values_list("sort_year", flat=True)
        .distinct()
    )
    return [year or None for year in found]


def funds() -> list[Fund]:
    """Give the funds whose projects may have given knowledge."""
    return list(Fund.objects.all())


def newest() -> list[KnowledgeOutput]:
    """Give what was last published here, for those who follow."""
    return list(
        KnowledgeOutput.objects.filter(status=OutputStatus.PUBLISHED, published_at__isnull=False)
        .select_related("publisher")
        .prefetch_related("authorships__person")
        .order_by("-published_at", "-pk")[:FEED]
    )


def findings(finding: str) -> OutcomeQuerySet:
    """Give the outcomes that went well, or not as hoped, that anyone may read, newest first."""
    return Outcome.objects.visible_to(None).filter(finding=finding).order_by("-year", "-pk")


def with_project(outcomes: OutcomeQuerySet) -> OutcomeQuerySet:
    """Fetch what a list of outcomes shows."""
    return outcomes.select_related("project__owner")


def whole(user: User | None) -> OutputQuerySet:
    """Give outputs with all that their page follows back."""
    grants = Grant.objects.filter(standing=Standing.GRANTED).select_related("fund", "call", "award__case")
    return (
        KnowledgeOutput.objects.visible_to(user)
        .select_related(
            "publisher",
            "report",
            "project__owner",
            "project__fund",
            "project__budget_assignment",
            "project__application__call__fund_year__fund",
        )
        .prefetch_related(
            "authorships__person",
            "publisher__names",
            "publisher__successions__successor__names",
            Prefetch("project__grants", grants),
            "project__aftermath",
        )
    )


class Told(NamedTuple):
    """An outcome with what keeps it from saying more than it does."""

    outcome: Outcome
    cautions: list[str]


def outcomes(output: KnowledgeOutput, user: User | None) -> list[Told]:
    """Give the outcomes behind an output: those of its report, or else those of its project that she may see."""
    if output.project is None:
        return []
    found = Outcome.objects.visible_to(user).filter(project=output.project)
    if output.report_id:
        found = found.filter(report=output.report_id)
    return [Told(outcome, cautions(outcome)) for outcome in found]


def cautions(outcome: Outcome) -> list[str]:
    """Say what keeps an outcome's number from telling more than it does."""
    return [
        _(sentence)
        for sentence in rules.cautions(
            has_value=outcome.value is not None,
            measure=Measure.SHARE if outcome.is_share else outcome.measure,
            base=outcome.base,
        )
    ]


def publisher_name(output: KnowledgeOutput) -> str:
    """Give the publisher's name as it was that year (R-ORG-01)."""
    if output.publisher is None:
        return ""
    return output.publisher.name_on(date(output.year, 12, 31)) if output.year else output.publisher.name


def citation(output: KnowledgeOutput, address: str) -> str:
    """Write how to cite the output."""
    authors = [authorship.person.name for authorship in output.authorships.all()]
    year = str(output.year) if output.year else _("årtal saknas")
    return rules.citation(authors, year, output.title, publisher_name(output), address)


def sources(output: KnowledgeOutput) -> list[Citation]:
    """Give where the output's facts come from: the papers, or the report that it was made of."""
    found = [Citation(str(cited.source), quote=cited.quote) for cited in citations(output)]
    if output.report is not None:
        found.append(Citation(str(output.report), output.report.get_absolute_url()))
    return found


class Way(NamedTuple):
    """What is known of the way that led to an output."""

    grants: list[Grant]
    application: Application | None
    application_url: str
    call: Call | None
    case: Case | None
    fund: Fund | None
    fund_year_url: str


def way_back(output: KnowledgeOutput, user: User | None) -> Way:
    """Follow an output back to decision, application, call and fund; an application is linked for those who may read it."""
    project = output.project
    if project is None:
        return Way([], None, "", None, None, None, "")
    grants, application = list(project.grants.all()), project.application
    call = application.call if application else next((grant.call for grant in grants if grant.call), None)
    case = next((grant.award.case for grant in grants if grant.award), None)
    fund = project.fund or next((grant.fund for grant in grants if grant.fund), None)
    readable = (
        application is not None and Application.objects.visible_to(user).filter(pk=application.pk).exists()
    )
    return Way(
        grants,
        application,
        application.get_absolute_url() if application and readable else "",
        call,
        case,
        fund,
        reverse("fund_year", args=[fund.code, call.year]) if fund and call else "",
    )


def line_back(output: KnowledgeOutput, way: Way) -> list[Station]:
    """Give the nine steps that led to an output; what nobody has told is dashed."""
    project = output.project
    missing = _("saknas i källan") if _is_history(output) else _("inte kopplat")
    plan = project.budget_assignment if project else None
    return [
        Station(_("Behov"), "unknown", missing),
        Station(_("Plan"), "done", _("budgetuppdrag %(year)s") % {"year": plan.year})
        if plan
        else Station(_("Plan"), "unknown", missing),
        _call_station(way, missing),
        Station(_("Ansökan"), "done", str(way.application), way.application_url)
        if way.application
        else Station(_("Ansökan"), "unknown", missing),
        Station(_("Bedömning"), "done", _("bedömd före beslutet"))
        if way.application
        else Station(_("Bedömning"), "unknown", missing),
        _decision_station(way, missing),
        _project_station(project, missing),
        _result_station(output, missing),
        Station(
            _("Kunskap"),
            "todo" if output.status == OutputStatus.EXPECTED else "here",
            _("väntas") if output.status == OutputStatus.EXPECTED else str(output.year or _("år okänt")),
            current=True,
        ),
    ]


def _is_history(output: KnowledgeOutput) -> bool:
    return output.origin == Origin.HISTORY


def _years(grants: Iterable[Grant]) -> str:
    known = sorted({grant.year for grant in grants if grant.year})
    return period(str(known[0]), str(known[-1]), get_language() or "sv") if known else ""


def _call_station(way: Way, missing: str) -> Station:
    label = _("Utlysning")
    if way.call:
        return Station(label, "done", str(way.call), way.call.get_absolute_url())
    if way.fund and way.grants:
        note = " ".join(filter(None, [way.fund.short, _years(way.grants)]))
        return Station(label, "done", note, way.fund.get_absolute_url())
    return Station(label, "unknown", missing)


def _decision_station(way: Way, missing: str) -> Station:
    label = _("Beslut")
    if way.case:
        return Station(label, "done", decided(way.case), way.case.get_absolute_url())
    if way.grants:
        note = " ".join(filter(None, [_("medel beviljade"), _years(way.grants)]))
        return Station(label, "done", note)
    return Station(label, "unknown", missing)


def decided(case: Case) -> str:
    """Give paragraph and day of a decision, as far as they are known."""
    when = day(case.meeting_on, get_language() or "sv") if case.meeting_on else ""
    return ", ".join(filter(None, [case.paragraph, when]))


def _project_station(project: Project | None, missing: str) -> Station:
    if project is None:
        return Station(_("Projekt"), "unknown", missing)
    when = period(project.start, project.end, get_language() or "sv")
    return Station(_("Projekt"), "done", when or _("tid okänd"), project.get_absolute_url())


def _result_station(output: KnowledgeOutput, missing: str) -> Station:
    label = _("Resultat")
    if output.report is not None:
        return Station(label, "done", str(output.report.year), output.report.get_absolute_url())
    if output.status == OutputStatus.EXPECTED:
        return Station(label, "todo", _("väntas"))
    return Station(label, "unknown", missing)


def frozen(output: KnowledgeOutput) -> dict[str, Any]:
    """Give what is published as plain values, to be kept as it stands."""
    report, project = output.report, output.project
    return {
        "title": output.title,
        "year": output.year,
        "summary": output.summary,
        "lesson": output.lesson,
        "audience": output.audience,
        "publisher": str(output.publisher or ""),
        "project": str(project or ""),
        "report": {
            "year": report.year,
            "activities": report.activities,
            "results": report.results,
            "gender_analysis": report.gender_analysis,
            "deviations": report.deviations,
            "lesson": report.lesson,
            "next_steps": report.next_steps,
            "outcomes": [
                {
                    "text": outcome.text,
                    "indicator": outcome.indicator,
                    "value": str(outcome.value) if outcome.value is not None else None,
                    "measure": outcome.measure,
                    "unit": outcome.unit,
                    "base": outcome.base,
                    "year": outcome.year,
                    "about": outcome.about,
                    "partial_year": outcome.partial_year,
                }
                for outcome in report.outcomes.all()
            ],
        }
        if report
        else None,
    }

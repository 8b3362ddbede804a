"""The way that led to an output, from need to decision and project, and the way on from it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.components.dates import day, period
from praktiknara.components.parts import Station
from praktiknara.decisions.models import Case
from praktiknara.funds.models import Fund
from praktiknara.methods.models import Method
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.projects.models import Grant, Project

from ...choices import OutputStatus
from ...models import KnowledgeOutput


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
        Station(_("Behov"), "done", output.need_theme.name, reverse("needs"))
        if output.need_theme
        else Station(_("Behov"), "unknown", missing),
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
    return output.origin in (Origin.HISTORY, Origin.REFERENCE)


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


class Spread(NamedTuple):
    """What is known of how a result came to use: the projects that followed on it, and its methods with how many use them."""

    successors: list[Project]
    methods: list[Method]


def spread(output: KnowledgeOutput) -> Spread:
    """Follow a result forward: to the projects that began in it, and to where its methods are used."""
    if output.project is None:
        return Spread([], [])
    used = Method.objects.filter(projects=output.project).order_by("sort_name", "pk")
    counted = Method.objects.filter(pk__in=used.values("pk")).annotate(found=Count("uses"))
    return Spread(list(output.project.successors.all()), list(counted.order_by("sort_name", "pk")))

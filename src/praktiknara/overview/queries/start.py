"""What the start page tells: what went well and what did not, the newest, how a year goes, how much there is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.components import dates, numbers
from praktiknara.components.parts import Stage
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.projects.choices import Part
from praktiknara.projects.models import Project, ProjectOrganisation
from praktiknara.results.choices import AftermathKind, Finding
from praktiknara.results.models import Aftermath, Outcome

from .. import rules
from ..choices import STAGE_WORDS, YearStage
from .results import plain_number
from .wording import first_up, in_a_row

SHOWN = 3
LOOKED_AT = 40
NEWEST = 5
LASTED = {
    AftermathKind.PERMANENT.value: gettext_lazy("%(project)s blev permanent verksamhet"),
    AftermathKind.PRIZE.value: gettext_lazy("%(project)s fick en utmärkelse"),
    AftermathKind.AGREEMENT.value: gettext_lazy("%(project)s ledde till ett avtal"),
}
LASTING = tuple(LASTED)


@dataclass(frozen=True, slots=True)
class Told:
    """A result as the front page tells it: what happened, in which project, what followed, and where."""

    title: str
    project: Project
    text: str
    districts: str


def findings() -> tuple[list[Told], list[Told]]:
    """Give what went well and what did not, as many of each; examples are not among them."""
    keys = {finding: _chosen(finding) for finding in (Finding.WORKED, Finding.DID_NOT)}
    rows = Outcome.objects.select_related("project").in_bulk([*keys[Finding.WORKED], *keys[Finding.DID_NOT]])
    chosen = {finding: [rows[key] for key in keys[finding]] for finding in keys}
    projects = [outcome.project_id for outcomes in chosen.values() for outcome in outcomes]
    after: dict[int, list[Aftermath]] = defaultdict(list)
    for row in Aftermath.objects.filter(project__in=projects).order_by("year", "position"):
        after[row.project_id].append(row)
    places: dict[int, list[str]] = defaultdict(list)
    parts = ProjectOrganisation.objects.filter(project__in=projects, part=Part.DISTRICT).order_by("pk")
    for one in parts.select_related("organisation"):
        places[one.project_id].append(one.organisation.short)
    worked, did_not = (
        [_told(one, after[one.project_id], places[one.project_id]) for one in chosen[finding]]
        for finding in (Finding.WORKED, Finding.DID_NOT)
    )
    return worked, did_not


def _chosen(finding: Finding) -> list[int]:
    """Choose one outcome per project: those that led to something lasting first, then the newest."""
    lasting = Aftermath.objects.filter(project=OuterRef("project"), kind__in=LASTING)
    found = (
        Outcome.objects.visible_to(None)
        .filter(finding=finding)
        .exclude(origin=Origin.EXAMPLE)
        .alias(lasted=Exists(lasting))
        .order_by("-lasted", F("year").desc(nulls_last=True), "project", "position")
        .values_list("project", "pk")
    )
    by_project: dict[int, int] = {}
    for project, outcome in found[:LOOKED_AT]:
        by_project.setdefault(project, outcome)
    return list(by_project.values())[:SHOWN]


def _told(outcome: Outcome, after: list[Aftermath], places: list[str]) -> Told:
    """Tell what lasted in the heading when something did, and the result under it; else the other way round."""
    lasting = next((row for row in after if row.kind in LASTING), None)
    result = result_sentence(outcome)
    if lasting is not None and outcome.finding == Finding.WORKED:
        title = str(LASTED[lasting.kind]) % {"project": outcome.project.title}
        text = f"{result}. {_dated(lasting)}"
    else:
        title, text = result, _dated(after[0]) if after else outcome.project.purpose
    place = _("hela staden") if outcome.project.whole_city else in_a_row(places)
    return Told(title, outcome.project, text, place)


def _dated(row: Aftermath) -> str:
    told = first_up(row.text).rstrip(".") + "."
    return f"{row.year}: {told}" if row.year else told


def result_sentence(outcome: Outcome) -> str:
    """Tell an outcome in a line: 63 av 98 klienter med förändringsplan, or what happened in words."""
    if outcome.value is None:
        return first_up(outcome.text or outcome.indicator)
    number = numbers.number(plain_number(outcome.value))
    if outcome.about:
        number = _("cirka %(number)s") % {"number": number}
    if outcome.base is not None:
        number = _("%(number)s av %(base)s") % {"number": number, "base": numbers.number(outcome.base)}
    what = outcome.indicator or outcome.text
    if outcome.is_share:
        sentence = _("%(what)s: %(number)s procent") % {"what": first_up(what), "number": number}
    else:
        sentence = first_up(" ".join(part for part in (number, outcome.unit, what) if part))
    return f"{sentence} {outcome.year}" if outcome.year else sentence


def newest(user: User | None) -> list[KnowledgeOutput]:
    """Give the newest of the knowledge bank; those whose year is unknown come last."""
    in_order = ("-sort_year", F("published_at").desc(nulls_last=True), "-pk")
    found = KnowledgeOutput.objects.visible_to(user).order_by(*in_order).values_list("pk", flat=True)
    # The keys first: many have the same year, and their rows are wide.
    whole = KnowledgeOutput.objects.filter(pk__in=[0, *found[:NEWEST]])
    return list(whole.select_related("publisher", "project").order_by(*in_order))


def counts() -> dict[str, int]:
    """Count projects, methods and knowledge outputs, without examples."""
    return {
        "projects": Project.objects.count() - Project.objects.filter(origin=Origin.EXAMPLE).count(),
        "methods": Method.objects.exclude(origin=Origin.EXAMPLE).count(),
        "outputs": KnowledgeOutput.objects.visible_to(None).exclude(origin=Origin.EXAMPLE).count(),
    }


def year_wheel(today: date) -> dict[str, Any]:
    """Give the stages of a year, the one we are in, and the next date that is decided."""
    current = rules.stage_in(today.month)
    stages = [
        Stage(str(stage.label), *rules.STAGE_MONTHS[stage.value], current=stage.value == current)
        for stage in YearStage
    ]
    heading = str(STAGE_WORDS[YearStage(current)]) if current else _("sommaruppehåll")
    return {"stages": stages, "month": today.month, "heading": heading, "note": _next_date(today)}


def _next_date(today: date) -> str:
    call = (
        Call.objects.filter(status__in=(CallStatus.OPEN, CallStatus.CLOSED), decision_on__gte=today)
        .exclude(origin=Origin.EXAMPLE)
        .order_by("decision_on")
        .first()
    )
    if call is None or call.decision_on is None:
        return ""
    language = get_language() or "sv"
    if call.status == CallStatus.OPEN and call.closes_at is not None:
        return _("stänger %(day)s") % {"day": _short(localdate(call.closes_at), language)}
    return _("nämnden beslutar %(day)s") % {"day": _short(call.decision_on, language)}


def _short(day: date, language: str) -> str:
    return f"{day.day} {dates.short_month(day.month, language)}"

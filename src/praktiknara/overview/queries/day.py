"""The frame around a day's tasks: the year on a line, the frame of the round, what is coming, what has happened."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktiknara.applications.models import Application
from praktiknara.calls.choices import CallStatus
from praktiknara.components import dates
from praktiknara.components.parts import State, YearStation
from praktiknara.needs.models import NeedsInventory
from praktiknara.people.models import User
from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import Plan
from praktiknara.trail.choices import EventKind
from praktiknara.trail.models import Event

from .. import rules
from .rounds import Round
from .trail import Happened, told
from .wording import count_word

LATEST = 5


def main_round(rounds: list[Round]) -> Round | None:
    """Give the round that the day is about: one being assessed before one that is open, a real one before an example."""
    going = [one for one in rounds if one.call.status != CallStatus.DRAFT]
    return min(
        going,
        key=lambda one: (one.call.is_example, one.call.status != CallStatus.CLOSED, -one.call.year),
        default=None,
    )


def year_line(one: Round | None, today: date) -> list[YearStation]:
    """Give the year's stations; what the register does not show as done is to come, or unknown when its time is past."""
    plans = set(
        Plan.objects.filter(year__in=(today.year - 1, today.year, today.year + 1)).values_list("kind", "year")
    )
    needs = NeedsInventory.objects.filter(year=today.year).exists()
    reported = (PlanKind.ANNUAL_REPORT.value, today.year - 1) in plans
    directed = {(PlanKind.PLAN.value, today.year + 1), (PlanKind.DIRECTION.value, today.year + 1)} & plans
    stations = [
        _station("annual_report", _("Årsrapport"), reported, today, _("klar"), reverse("plans")),
        _station("needs", _("Behov"), needs, today, _("insamlade"), reverse("needs")),
        _station("direction", _("Inriktning"), bool(directed), today, _("beslutad"), reverse("plans")),
    ]
    return [*stations, *(_round_stations(one, today) if one else [])]


def _station(stage: str, label: str, done: bool, today: date, words: str, url: str) -> YearStation:
    first, last = rules.STAGE_MONTHS[stage]
    if done:
        return YearStation(last, label, "done", words, url)
    if today.month > last:
        return YearStation(last, label, "unknown", _("inte registrerat"), url)
    state: State = "here" if first <= today.month else "todo"
    return YearStation(last, label, state, "", url)


def _round_stations(one: Round, today: date) -> list[YearStation]:
    """Give the round's own dates: opening, closing, assessment, decision; only those that fall in this year."""
    call, found = one.call, []
    url = call.get_absolute_url()
    if call.opens_at and localdate(call.opens_at).year == today.year:
        opened = localdate(call.opens_at)
        note = (_("öppnade %(day)s") if opened <= today else _("öppnar %(day)s")) % {"day": _day(opened)}
        found.append(
            YearStation(opened.month, _("Utlysning"), "done" if opened <= today else "todo", note, url)
        )
    if call.closes_at and localdate(call.closes_at).year == today.year:
        closes = localdate(call.closes_at)
        came = ngettext("en inkommen", "%(count)s inkomna", one.handed_in) % {
            "count": count_word(one.handed_in) if one.handed_in else _("inga")
        }
        state: State = (
            "done" if call.status != CallStatus.OPEN else "here" if closes.month == today.month else "todo"
        )
        found.append(YearStation(closes.month, _("Ansökningar"), state, came, url))
    if one.asked and call.status == CallStatus.CLOSED:
        note = _("%(locked)s av %(asked)s klara") % {"locked": one.locked, "asked": one.asked}
        whole = one.locked == one.asked
        found.append(
            YearStation(
                today.month, _("Bedömning"), "done" if whole else "here", note, reverse("assessments")
            )
        )
    if call.decision_on and call.decision_on.year == today.year:
        found.append(
            YearStation(call.decision_on.month, _("Beslut"), "todo", _day(call.decision_on), reverse("cases"))
        )
    return found


def _day(day: date) -> str:
    return f"{day.day} {dates.short_month(day.month, get_language() or 'sv')}"


@dataclass(frozen=True, slots=True)
class Coming:
    """A date ahead."""

    on: date
    what: str
    url: str
    example: bool


def coming(rounds: list[Round], today: date) -> list[Coming]:
    """Give the dates ahead of the calls that are going on, the nearest first."""
    found = []
    for one in rounds:
        call, url = one.call, one.call.get_absolute_url()
        closes = localdate(call.closes_at) if call.closes_at else None
        if call.status == CallStatus.OPEN and closes and closes >= today:
            found.append(Coming(closes, _("%(call)s stänger") % {"call": call}, url, call.is_example))
        if call.status != CallStatus.DRAFT and call.decision_on and call.decision_on >= today:
            found.append(
                Coming(
                    call.decision_on, _("Nämnden beslutar om %(call)s") % {"call": call}, url, call.is_example
                )
            )
    return sorted(found, key=lambda one: one.on)[:LATEST]


def happened(user: User, applications: list[int], everything: bool) -> list[Happened]:
    """Give the latest that others did: everything for those who read the trail, her own applications for the rest."""
    events = (
        Event.objects.filter(kind=EventKind.DONE, actor__isnull=False)
        .exclude(actor=user)
        .order_by("-at", "-pk")
    )
    if not everything:
        kind = ContentType.objects.get_for_model(Application)
        events = events.filter(content_type=kind, object_id__in=applications)
    return told(events[:LATEST])

"""What a page of an application shows: its problems, how it stands against the rules, its sections as a line."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from praktiknara.calls.models import Call, CallRule
from praktiknara.chain.queries import say
from praktiknara.chain.rules import Problem
from praktiknara.components.parts import State, Station
from praktiknara.people.models import User

from .. import rules
from ..choices import FIELD_ORDER, HANDED_IN, SECTION_FIELDS, SECTION_OF, ApplicationStatus, Section
from ..models import Application
from .values import content, terms

HERE_NOW = timedelta(minutes=5)


class ShownProblem(NamedTuple):
    """A thing to put right: its sentence, its section and the address of its field."""

    sentence: str
    section: str
    url: str
    field: str
    rule: str
    rule_url: str


class ShownCheck(NamedTuple):
    """How the application stands against a rule: the rule's words, id and year, and the sentence."""

    rule: CallRule
    color: str
    word: str
    sentence: str
    url: str


def section_url(application: Application, section: str, field: str = "") -> str:
    """Give the address of a section of the form, or of one field in it."""
    address = reverse("write_application", args=[application.pk, section])
    return f"{address}?visa=allt#id_{field}" if field else address


def rule_url(call: Call, rule_id: str) -> str:
    """Give the address where the call tells its rule."""
    return f"{call.get_absolute_url()}#{rule_id}" if rule_id else ""


def shown_problems(application: Application, found: Iterable[Problem]) -> list[ShownProblem]:
    """Give the problems in the order of the form, each with the address of its field."""
    inside = sorted(found, key=lambda problem: FIELD_ORDER.get(problem.field, -1))
    return [
        ShownProblem(
            say(problem),
            str(Section(SECTION_OF[problem.field]).label) if problem.field in SECTION_OF else "",
            section_url(application, SECTION_OF[problem.field], problem.field)
            if problem.field in SECTION_OF
            else "",
            problem.field,
            problem.rule,
            rule_url(application.call, problem.rule),
        )
        for problem in inside
    ]


def others_handed_in(application: Application) -> int:
    """Count what else the applicant has handed in to the same call (R-LUM-05: the main applicant's count)."""
    return (
        Application.objects.filter(
            call=application.call_id,
            applicant=application.applicant_id,
            status__in=HANDED_IN - {ApplicationStatus.WITHDRAWN.value},
        )
        .exclude(pk=application.pk)
        .count()
    )


def shown_checks(application: Application, *kinds: str) -> list[ShownCheck]:
    """Hold the application against the rules of its call, all or of some kinds."""
    by_kind: dict[str, CallRule] = {}
    for rule in application.call.rules.all():
        by_kind.setdefault(rule.kind, rule)
    asked = terms(application.call)
    others = others_handed_in(application) if asked.max_granted is not None else 0
    color_words = {
        "success": gettext("Följer regeln"),
        "warning": gettext("Att tänka på"),
        "danger": gettext("Följer inte regeln"),
        "": gettext("Inte kontrollerat än"),
    }
    return [
        ShownCheck(
            by_kind[check.kind],
            check.color,
            color_words[check.color],
            say(check.told),
            rule_url(application.call, by_kind[check.kind].rule_id),
        )
        for check in rules.checks(content(application), asked, others_handed_in=others)
        if not kinds or check.kind in kinds
    ]


def stations(
    application: Application, user: User, now: datetime, *, here: str = "", links: bool = True
) -> list[Station]:
    """Give the sections as a line: done, here, to come, or something to put right; and who writes there now."""
    what, asked = content(application), terms(application.call)
    lacking = _by_section(rules.missing(what, asked))
    faulty = _by_section(rules.wrong(what, asked))
    writing = {
        one.section: str(one.by)
        for one in application.written_sections.all()
        if one.by_id != user.pk and now - one.at < HERE_NOW
    }
    line = []
    for section in Section:
        if section == Section.REVIEW:
            state, note = _review(len({*lacking, *faulty}))
        else:
            begun = any(_is_written(application, name) for name in SECTION_FIELDS[section])
            state, note = _section(begun, len(lacking.get(section, ())), len(faulty.get(section, ())))
        if section in writing:
            note = gettext("%(who)s skriver här nu") % {"who": writing[section]}
        line.append(
            Station(
                str(section.label),
                "here" if section == here else state,
                note,
                section_url(application, section) if links else "",
                section == here,
            )
        )
    return line


def first_unfinished(application: Application) -> str:
    """Give the section to go on with: the first that lacks something, else the review."""
    found = _by_section(rules.problems(content(application), terms(application.call)))
    return next((section.value for section in Section if section in found), Section.REVIEW.value)


def _by_section(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    sorted_out: dict[str, list[Problem]] = {}
    for problem in found:
        sorted_out.setdefault(SECTION_OF.get(problem.field, Section.ABOUT), []).append(problem)
    return sorted_out


def _is_written(application: Application, name: str) -> bool:
    value = getattr(application, name)
    return bool(value.all()) if hasattr(value, "all") else value not in {None, ""}


def _section(begun: bool, lacking: int, faulty: int) -> tuple[State, str]:
    if faulty:
        return "error", ngettext("en sak att rätta", "%(n)s saker att rätta", faulty) % {"n": faulty}
    if not lacking:
        return ("done", gettext("klart")) if begun else ("todo", gettext("inget krävs"))
    if not begun:
        return "todo", gettext("inte påbörjat")
    return "todo", ngettext("en sak kvar", "%(n)s saker kvar", lacking) % {"n": lacking}


def _review(left: int) -> tuple[State, str]:
    if left:
        return "todo", ngettext("ett avsnitt kvar", "%(n)s avsnitt kvar", left) % {"n": left}
    return "todo", gettext("redo")

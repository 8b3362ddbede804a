"""A project's way along the nine stations: what the register really knows of each, and what it does not."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktiknara.calls.models import Call
from praktiknara.chain.order import STEPS
from praktiknara.components import dates, numbers
from praktiknara.components.parts import Station
from praktiknara.decisions.models import PUBLIC, Award
from praktiknara.funds.choices import FundLevel, Standing
from praktiknara.knowledge.choices import OutputKind, OutputStatus
from praktiknara.projects.models import Grant, Project
from praktiknara.results.models import Outcome

from .. import rules
from .parts import Row
from .results import plain_number
from .wording import count_word, first_up, in_a_row


def award_of(project: Project) -> Award | None:
    """Give what was decided on the project's application, if it had one here."""
    return getattr(project.application, "award", None) if project.application else None


def trace(
    project: Project, outputs: list[Row], grants: list[Grant], outcomes: list[Outcome], today: date
) -> list[Station]:
    """Give the nine stations; a note says what is known, and a step without one is unknown or to come."""
    award, calls = award_of(project), _calls(project, grants)
    period = dates.period(project.start, project.end, get_language() or "sv")
    notes = {
        "needs": _need(project),
        "plans": "",
        "calls": _call(project, calls, period),
        "applications": _application(project),
        "assessments": _("%(points)s poäng") % {"points": numbers.number(award.points, 1)}
        if award and award.points is not None
        else "",
        "decisions": _decision(grants, award),
        "projects": period or str(project.get_status_display()),
        "results": _outcome(outcomes[0]) if outcomes else "",
        "knowledge": _outputs(outputs),
    }
    states = rules.trace(
        rules.Known(
            need=bool(notes["needs"]),
            call=bool(notes["calls"]),
            application=bool(notes["applications"]),
            assessed=bool(notes["assessments"]),
            decided=any(grant.standing == Standing.GRANTED for grant in grants)
            or bool(award and award.outcome),
            status=project.status,
            started=bool(project.start),
            ended=project.end_year is not None and project.end_year < today.year,
            outcomes=bool(outcomes),
            published=any(row.state == OutputStatus.PUBLISHED for row in outputs),
            expected=any(row.state == OutputStatus.EXPECTED for row in outputs),
        )
    )
    missing = _("inte registrerat") if project.application else _("saknas i källan")
    otherwise = {"unknown": missing, "todo": _("kommer")}
    addresses = {
        "calls": calls[0].get_absolute_url() if calls else "",
        "decisions": award.case.get_absolute_url() if award and award.case.status in PUBLIC else "",
    }
    return [
        Station(
            str(step.label),
            states[step.app],
            notes[step.app] or otherwise.get(states[step.app], ""),
            addresses.get(step.app, ""),
        )
        for step in STEPS
    ]


def sentence(stations: list[Station], *, own: bool) -> str:
    """Say how many steps the register knows nothing of, and which."""
    lacking = [station.label.lower() for station in stations if station.state == "unknown"]
    if not lacking:
        return ""
    if own:
        told = ngettext(
            "Ett steg är inte registrerat: %(which)s.",
            "%(count)s steg är inte registrerade: %(which)s.",
            len(lacking),
        )
    else:
        told = ngettext(
            "Ett steg saknas i källorna: %(which)s.",
            "%(count)s steg saknas i källorna: %(which)s.",
            len(lacking),
        )
    return told % {"count": first_up(count_word(len(lacking))), "which": in_a_row(lacking)}


def _calls(project: Project, grants: list[Grant]) -> list[Call]:
    calls = [grant.call for grant in grants if grant.call is not None]
    return calls or ([project.application.call] if project.application else [])


def _need(project: Project) -> str:
    if project.budget_assignment is not None:
        return _("budgetuppdrag %(year)s") % {"year": project.budget_assignment.year}
    return _("står i ansökan") if project.application and project.application.problem else ""


def _call(project: Project, calls: list[Call], period: str) -> str:
    """Local money is always given after a call, so the fund and the years tell of one (R-LUM)."""
    if calls:
        return str(calls[0])
    if project.fund is not None and project.fund.level == FundLevel.LOCAL:
        return f"{project.fund.short} {period}".strip()
    return ""


def _application(project: Project) -> str:
    if project.application is None:
        return ""
    if project.application.submitted_at is None:
        return _("finns här")
    day = dates.day(localdate(project.application.submitted_at), get_language() or "sv")
    return _("inskickad %(day)s") % {"day": day}


def _decision(grants: list[Grant], award: Award | None) -> str:
    if award is not None and award.amount:
        return _("%(sum)s beviljade") % {"sum": numbers.kronor(award.amount)}
    if any(grant.standing == Standing.GRANTED for grant in grants):
        return _("medel beviljade")
    proposed = sorted(grant.year for grant in grants if grant.standing == Standing.PROPOSED and grant.year)
    return _("föreslaget %(year)s, beslutet saknas i källan") % {"year": proposed[0]} if proposed else ""


def _outcome(outcome: Outcome) -> str:
    if outcome.value is None:
        return outcome.value_text or _("berättat i ord")
    words = f"{numbers.number(plain_number(outcome.value))} {outcome.unit or outcome.indicator}".strip()
    return f"{words} {outcome.year}" if outcome.year else words


def _outputs(outputs: list[Row]) -> str:
    published = [row for row in outputs if row.state == OutputStatus.PUBLISHED]
    if len(published) > 1:
        return _("%(count)s skrifter") % {"count": count_word(len(published))}
    if not outputs:
        return ""
    first = (published or outputs)[0]
    kind = str(OutputKind(first.what).label)
    if first.state == OutputStatus.EXPECTED:
        return _("%(what)s väntas") % {"what": kind}
    return f"{kind} {first.year}" if first.year else kind

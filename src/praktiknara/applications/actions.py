"""The verbs of an application: start, write, ask others along, hand over, sign, submit, withdraw, register."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext

from praktiknara.calls import queries as calls
from praktiknara.calls.models import Call
from praktiknara.chain.actions import lock, perform
from praktiknara.chain.queries import clock_words
from praktiknara.chain.rules import (
    AgainstRule,
    NotNow,
    NotYours,
    Problem,
    Refusal,
    Stale,
    _,
    changed_meanwhile,
)
from praktiknara.people.choices import OrganisationKind, Origin, Role
from praktiknara.people.models import Organisation, User
from praktiknara.trail import actions as trail
from praktiknara.trail.queries import events

from . import permissions, queries, rules, transitions
from .choices import SECTION_OF, ApplicationStatus
from .models import Application, BudgetLine, CoApplicant, WrittenSection

PLAIN_FIELDS = frozenset(SECTION_OF) - {"districts", "co_applicants", "budget"}
ONE_SITTING = timedelta(minutes=30)


@transaction.atomic
def start(call: Call, *, applicant: Organisation, by: User, now: datetime | None = None) -> Application:
    """Begin an application; a second press of the button gives the untouched draft that the first one made."""
    now = now or timezone.now()
    if not by.holds(Role.DEVELOPER, applicant.pk):
        raise NotYours(Problem(transitions.WRITER), thing=call, verb="start")
    lock(call)
    if closed := calls.not_receiving(call, now):
        raise NotNow(closed, thing=call, verb="start")
    if problem := rules.not_eligible(applicant.kind, queries.terms(call)):
        raise AgainstRule(problem, thing=call, verb="start")
    untouched = Application.objects.filter(
        call=call, applicant=applicant, written_by=by, status=ApplicationStatus.DRAFT, version=0, title=""
    ).first()
    if untouched is not None:
        return untouched
    last = Application.objects.filter(call=call).aggregate(last=Max("number"))["last"]
    application = Application.objects.create(
        call=call,
        number=(last or 0) + 1,
        applicant=applicant,
        written_by=by,
        origin=Origin.EXAMPLE if call.is_example else Origin.OWN,
    )
    if applicant.kind == OrganisationKind.DISTRICT:
        application.districts.add(applicant)
    trail.record(
        "start", application, by=by, after={"call": call.slug, "number": application.number}, now=now
    )
    return application


@transaction.atomic
def write(
    application: Application,
    values: Mapping[str, Any],
    lines: Iterable[tuple[str, int | None]] | None = None,
    *,
    version: int,
    by: User,
    now: datetime | None = None,
) -> Application:
    """Save what is written in a draft, whole or not; refuse only what another has written in the same section since.

    One event per person, application and half hour tells that she wrote: not one per keystroke. What is handed in is
    kept whole at submission.
    """
    now = now or timezone.now()
    lock(application)
    if refusal := transitions.not_writable(application, by):
        raise _about(refusal, application, "write")
    budget = None if lines is None else list(lines)
    changed = _changed(application, values, budget)
    if not changed:
        return application
    _not_overwriting({SECTION_OF[name] for name in changed}, application, version, by)
    for name in changed - {"districts", "budget"}:
        setattr(application, name, values[name])
    if "districts" in changed:
        application.districts.set(values["districts"])
    if "budget" in changed:
        _replace_budget(application, budget or [])
    application.version += 1
    application.saved_at, application.saved_by = now, by
    kept = sorted(changed & PLAIN_FIELDS)
    application.save(update_fields=[*kept, "version", "saved_at", "saved_by", "changed_at"])
    for section in {SECTION_OF[name] for name in changed}:
        WrittenSection.objects.update_or_create(
            application=application,
            section=section,
            defaults={"version": application.version, "by": by, "at": now},
        )
    if not events(application).filter(verb="write", actor=by, at__gt=now - ONE_SITTING).exists():
        trail.record("write", application, by=by, after={"version": application.version}, now=now)
    return application


@transaction.atomic
def ask_co_applicant(
    application: Application,
    organisation: Organisation,
    *,
    share: int | None = None,
    by: User,
    now: datetime | None = None,
) -> CoApplicant:
    """Ask another district to apply together: not one's own, and each once."""
    lock(application)
    if refusal := transitions.not_writable(application, by):
        raise _about(refusal, application, "ask")
    asked = {one.organisation_id for one in application.co_applicants.all()}
    if problem := rules.cannot_be_asked(
        organisation.short, own=organisation.pk == application.applicant_id, asked=organisation.pk in asked
    ):
        raise AgainstRule(problem)
    made = CoApplicant.objects.create(application=application, organisation=organisation, share=share)
    trail.record(
        "ask", application, by=by, after={"organisation": organisation.name, "share": share}, now=now
    )
    return made


@transaction.atomic
def drop_co_applicant(co_applicant: CoApplicant, *, by: User, now: datetime | None = None) -> Application:
    """Take a co-applicant out of a draft."""
    application = lock(co_applicant.application)
    if refusal := transitions.not_writable(application, by):
        raise _about(refusal, application, "drop")
    before = {"organisation": co_applicant.organisation.name, "answer": co_applicant.status}
    trail.record("drop", application, by=by, before=before, now=now)
    co_applicant.delete()
    return application


@transaction.atomic
def answer(
    co_applicant: CoApplicant, *, yes: bool, by: User, now: datetime | None = None, share: int | None = None
) -> CoApplicant:
    """Say yes or no to applying together, with the share of the money if it is told."""
    now = now or timezone.now()
    lock(co_applicant.application)
    move = transitions.CONFIRM if yes else transitions.DECLINE
    told = share if share is not None else co_applicant.share
    perform(move, co_applicant, by=by, now=now, detail={"share": told})
    co_applicant.answered_by, co_applicant.answered_at, co_applicant.share = by, now, told
    co_applicant.save(update_fields=["answered_by", "answered_at", "share", "changed_at"])
    trail.record(
        move.name,
        co_applicant.application,
        by=by,
        after={"organisation": co_applicant.organisation.name},
        now=now,
    )
    return co_applicant


def hand_over(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Ask the head to sign."""
    return perform(transitions.HAND_OVER, application, by=by, now=now)


@transaction.atomic
def take_back(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Open an application for change; a signature no longer holds."""
    perform(transitions.TAKE_BACK, application, by=by, now=now)
    application.signed_by = application.signed_at = None
    application.save(update_fields=["signed_by", "signed_at", "changed_at"])
    return application


@transaction.atomic
def sign(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Sign for the district."""
    now = now or timezone.now()
    perform(transitions.SIGN, application, by=by, now=now)
    application.signed_by, application.signed_at = by, now
    application.save(update_fields=["signed_by", "signed_at", "changed_at"])
    return application


@transaction.atomic
def submit(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Submit: keep a copy as it stands, note the second, and write to the contact and the head.

    A second press finds the application submitted and changes nothing.
    """
    now = now or timezone.now()
    lock(application)
    in_the_round = application.is_handed_in and application.status != ApplicationStatus.WITHDRAWN
    if in_the_round and permissions.applies(by, application):
        return application
    kept = trail.freeze(
        "submit", application, {**queries.as_told(application), "submitted_at": now.isoformat()}, now=now
    )
    perform(transitions.SUBMIT, application, by=by, now=now, detail={"sha256": kept.sha256})
    application.submitted_at = now
    application.save(update_fields=["submitted_at", "changed_at"])
    # A function of its own, not a partial: Django names it in the log when the letter could not be sent.
    transaction.on_commit(lambda: _mail_receipt(application), robust=True)
    return application


def withdraw(application: Application, *, reason: str, by: User, now: datetime | None = None) -> Application:
    """Take an application that is handed in out of the round, with the reason."""
    if not reason.strip():
        raise AgainstRule(Problem(_("Skriv varför ni tar tillbaka ansökan."), field="reason"))
    return perform(transitions.WITHDRAW, application, by=by, now=now, reason=reason)


@transaction.atomic
def register(
    application: Application, *, reg_number: str, by: User, now: datetime | None = None
) -> Application:
    """Give a submitted application its registration number; a number is given once, however it is spelled."""
    key = rules.register_key(reg_number)[:60]
    if not key:
        raise AgainstRule(Problem(_("Skriv diarienumret, till exempel 2.3-117/2027."), field="reg_number"))
    perform(transitions.REGISTER, application, by=by, now=now, detail={"reg_number": reg_number})
    application.reg_number, application.reg_key = reg_number, key
    try:
        with transaction.atomic():
            application.save(update_fields=["reg_number", "reg_key", "changed_at"])
    except IntegrityError:
        raise AgainstRule(
            Problem(
                _("Diarienumret %(number)s har redan använts. Kontrollera numret."),
                {"number": reg_number},
                field="reg_number",
                rule="R-DNR-01",
            )
        ) from None
    return application


def _about(refusal: Refusal, application: Application, verb: str) -> Refusal:
    refusal.thing, refusal.verb = application, verb
    return refusal


def _changed(
    application: Application, values: Mapping[str, Any], lines: Iterable[tuple[str, int | None]] | None
) -> set[str]:
    """Name what differs from what is saved."""
    changed = {
        name for name in PLAIN_FIELDS.intersection(values) if getattr(application, name) != values[name]
    }
    if unknown := set(values) - PLAIN_FIELDS - {"districts"}:
        raise ValueError(f"not fields of the form: {', '.join(sorted(unknown))}")
    if "districts" in values:
        chosen = {district.pk for district in values["districts"]}
        if chosen != {district.pk for district in application.districts.all()}:
            changed.add("districts")
    if lines is not None and [tuple(line) for line in lines] != [
        (line.what, line.amount) for line in application.budget.all()
    ]:
        changed.add("budget")
    return changed


def _not_overwriting(sections: set[str], application: Application, version: int, by: User) -> None:
    """Refuse to write over what was saved in the same section after this version was read."""
    newer = (
        WrittenSection.objects.filter(application=application, section__in=sections, version__gt=version)
        .select_related("by__person")
        .order_by("-version")
        .first()
    )
    if newer is not None:
        raise Stale(
            changed_meanwhile(str(newer.by), clock_words(newer.at), own=newer.by_id == by.pk),
            thing=application,
            verb="write",
        )


def _replace_budget(application: Application, lines: Iterable[tuple[str, int | None]]) -> None:
    application.budget.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(application=application, what=what, amount=amount, position=position)
        for position, (what, amount) in enumerate(lines)
    )


def _mail_receipt(application: Application) -> None:
    """Write to the contact and to the head that the application has arrived, with its number and the second."""
    to = {user.email for user in (application.written_by, application.signed_by) if user and user.email}
    if not to:
        return
    with translation.override("sv"):
        facts = {
            "title": str(application),
            "number": application.number,
            "call": application.call.title,
            "when": calls.words(application.submitted_at, seconds=True),
        }
        send_mail(
            gettext("Ansökan %(number)s är inskickad: %(title)s") % facts,
            gettext(
                "Ansökan ”%(title)s” till ”%(call)s” kom in %(when)s.\n"
                "Den har nummer %(number)s i utlysningen.\n\n"
                "Kvittot med det ni skickade finns i Praktiknära, på ansökans sida."
            )
            % facts,
            None,
            sorted(to),
        )

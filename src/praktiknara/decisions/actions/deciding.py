"""A case goes to the board and comes back: the paper kept, the decision with all that follows, the letters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.mail import send_mass_mail
from django.db import transaction
from django.utils import timezone

from praktiknara.applications import transitions as application_moves
from praktiknara.calls import transitions as call_moves
from praktiknara.calls.choices import CallStatus
from praktiknara.chain.actions import lock, perform
from praktiknara.chain.queries import who_changed
from praktiknara.chain.rules import Stale
from praktiknara.components import dates
from praktiknara.people.models import User
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind

from .. import paper, queries, rules
from ..choices import AwardOutcome, PointOutcome
from ..models import Case
from ..transitions import CLOSE, DECIDE, DISPATCH, MAKE_READY, TAKE_BACK
from .proposing import Choice


def make_ready(case: Case, *, by: User, now: datetime) -> Case:
    """Send the case to the board: the paper is frozen and kept as Word and PDF."""
    if refusal := MAKE_READY.why_not(case, by, now):
        refusal.thing, refusal.verb = case, MAKE_READY.name
        raise refusal
    version, content, files = _written(case, draft=False, now=now)
    with transaction.atomic():
        lock(case)
        if case.version != version:
            raise Stale(who_changed(case, by))
        perform(MAKE_READY, case, by=by, now=now)
        _keep(case, "make_ready", content, files, by=by, now=now)
    return case


def _written(
    case: Case, *, draft: bool, now: datetime
) -> tuple[int, paper.Content, Sequence[tuple[str, str, bytes]]]:
    """Write the paper from the case as it stands in the register; done outside the lock, since a PDF takes its time."""
    fresh = queries.whole(Case.objects.all()).get(pk=case.pk)
    content = paper.content(fresh, draft=draft, on=timezone.localdate(now))
    return fresh.version, content, paper.both(content)


def _keep(
    case: Case,
    verb: str,
    content: paper.Content,
    files: Sequence[tuple[str, str, bytes]],
    *,
    by: User,
    now: datetime,
) -> None:
    trail.freeze(verb, case, content, now=now)
    for ending, media_type, written in files:
        trail.keep_document(
            case,
            kind=DocumentKind.BOARD_PAPER,
            title=f"Tjänsteutlåtande: {case.title}"[:200],
            name=f"tjansteutlatande-{case.slug[:60]}.{ending}",
            content=written,
            media_type=media_type,
            by=by,
            public=True,
            origin=case.origin,
        )


def take_back(case: Case, *, by: User, now: datetime) -> Case:
    """Open a case that waits for the board for change; the kept paper stays as a version."""
    return perform(TAKE_BACK, case, by=by, now=now)


def decide(
    case: Case,
    outcomes: Mapping[int, Choice],
    *,
    meeting_on: date | None,
    paragraph: str,
    immediate_approval: bool,
    points: Mapping[int, str] | None = None,
    override_reason: str | None = None,
    by: User,
    now: datetime,
) -> Case:
    """Record what the board decided, for each award by its primary key and each point by its number.

    Everything that follows from the decision happens with it or not at all: the applications move,
    the call is decided, the projects begin, and the paper is kept with its paragraph and day.
    """
    with transaction.atomic():
        lock(case)
        if not DECIDE.offered_to(by, case):
            return perform(DECIDE, case, by=by, now=now)  # which refuses, with the reason
        case.meeting_on, case.paragraph = meeting_on, paragraph.strip()
        case.immediate_approval, case.decided_at = immediate_approval, now
        if override_reason is not None:
            case.frame_override_reason = override_reason
        case.version += 1
        case.save(
            update_fields=[
                "meeting_on", "paragraph", "immediate_approval", "decided_at", "frame_override_reason",
                "version", "changed_at",
            ]
        )  # fmt: skip  # it reads better in rows
        for award in case.awards.all():
            award.outcome, amount, award.reason = outcomes.get(award.pk, ("", None, award.reason))
            award.amount = amount if award.outcome in rules.GIVES else None
            award.save(update_fields=["outcome", "amount", "reason", "changed_at"])
        for point in case.points.all():
            point.outcome = (points or {}).get(point.no, PointOutcome.AGREED)
            point.save(update_fields=["outcome"])
        perform(DECIDE, case, by=by, now=now, detail={"meeting": str(meeting_on), "paragraph": paragraph})
        _move_applications(case, by=by, now=now)
        if case.call and case.call.status == CallStatus.CLOSED:
            perform(call_moves.DECIDE, case.call, by=by, now=now)
        _version, content, files = _written(case, draft=False, now=now)
        _keep(case, "decide", content, files, by=by, now=now)
    return case


MOVES = {
    AwardOutcome.GRANTED: application_moves.GRANT,
    AwardOutcome.PARTLY: application_moves.GRANT_PARTLY,
    # A reserve is a refusal with a place in the queue: the reason says so.
    AwardOutcome.RESERVE: application_moves.REJECT,
    AwardOutcome.REJECTED: application_moves.REJECT,
}


def _move_applications(case: Case, *, by: User, now: datetime) -> None:
    for award in case.awards.select_related("application"):
        move = MOVES[AwardOutcome(award.outcome)]
        perform(move, award.application, by=by, now=now, reason=award.reason, detail={"amount": award.amount})


def dispatch(case: Case, *, by: User, now: datetime) -> Case:
    """Send the decision to everyone on the list, and note when."""
    with transaction.atomic():
        perform(DISPATCH, case, by=by, now=now)
        case.recipients.filter(sent_at=None).update(sent_at=now)
        body = (
            f"{case.body or 'Nämnden'} har beslutat i ärendet ”{case.title}”"
            f"{f' den {dates.day(case.meeting_on)}' if case.meeting_on else ''}, {case.paragraph}.\n\n"
            f"Beslutet och tjänsteutlåtandet finns i Praktiknära: {case.get_absolute_url()}\n"
        )
        letters = [(f"Beslut: {case.title}", body, None, [address]) for address in queries.addresses(case)]
        transaction.on_commit(lambda: send_mass_mail(letters), robust=True)
    return case


def close_case(case: Case, *, by: User, now: datetime) -> Case:
    """Close a case that has been dispatched."""
    return perform(CLOSE, case, by=by, now=now)

"""The verbs of a case: make it of a ranking, propose, write, send to the board, decide, dispatch, close."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.core.mail import send_mass_mail
from django.db import transaction
from django.utils import timezone

from praktiknara.applications import transitions as application_moves
from praktiknara.applications.models import Application
from praktiknara.calls import transitions as call_moves
from praktiknara.calls.choices import CallStatus
from praktiknara.calls.models import Call
from praktiknara.chain.actions import claim_version, lock, perform
from praktiknara.chain.queries import who_changed
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Problem, Stale, _
from praktiknara.components import dates
from praktiknara.components.text import slug
from praktiknara.documents.choices import MEDIA_TYPES
from praktiknara.people.models import Organisation, User
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import Document

from . import paper, permissions, queries, rules
from .choices import AwardOutcome, CaseStatus, PointKind, PointOutcome
from .models import Award, Case, Consultation, DecisionPoint, Recipient, Signatory
from .transitions import ATTACHER, CLOSE, DECIDE, DISPATCH, MAKE_READY, OFFICER, TAKE_BACK

# What someone has chosen for an application: outcome, kronor, reason.
Choice = tuple[str, int | None, str]
TEXTS = ("summary", "background", "matter", "gender_analysis", "views", "frame_override_reason")
FIELDS = (
    "title",
    "body",
    "reg_number",
    "written_on",
    "meeting_on",
    "immediate_approval",
    "gender_not_relevant",
    *TEXTS,
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A consultation as it was written: the body or a name, the day, or why it is not needed."""

    body: Organisation | None
    text: str
    on: date | None
    not_needed_reason: str


def make_case(call: Call, *, by: User, now: datetime, chosen: Mapping[int, Choice] | None = None) -> Case:
    """Make the case of a call's ranking, with awards, points, texts, hearings, recipients and signatories to begin from.

    What someone has chosen for an application, by its primary key, goes before the first suggestion.
    """
    with transaction.atomic():
        lock(call)
        if not permissions.proposes(by):
            raise NotYours(Problem(OFFICER), thing=call, verb="make_case")
        rows = queries.portfolio(call)
        closes = timezone.localtime(call.closes_at).strftime("%Y-%m-%d kl. %H.%M") if call.closes_at else ""
        if problems := rules.not_ready_for_case(
            receiving=call.is_receiving(now),
            closes=closes,
            has_case=queries.of_call(call) is not None,
            applications=len(rows),
            waiting=[str(row.application) for row in rows if not row.locked],
        ):
            raise AgainstRule(*problems, thing=call, verb="make_case")
        case = _new_case(call, by=by, now=now)
        for row in rows:
            outcome, amount, reason = (chosen or {}).get(
                row.application.pk, (row.outcome, row.amount, row.reason)
            )
            Award.objects.create(
                case=case,
                application=row.application,
                rank=row.ranked.place,
                points=_rounded(row.ranked.points),
                proposal=outcome,
                proposed_amount=amount if outcome in rules.GIVES else None,
                reason=reason,
                summary=row.application.purpose,
                origin=call.origin,
            )
            perform(application_moves.PROPOSE, row.application, by=by, now=now)
        applications = [row.application for row in rows]
        _begin_parts(case, applications)
        trail.record("make_case", case, by=by, after={"call": str(call), "applications": len(rows)}, now=now)
    return case


def _rounded(points: Fraction | None) -> Decimal | None:
    if points is None:
        return None
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"))


def _new_case(call: Call, *, by: User, now: datetime) -> Case:
    name = call.title if call.title[1:2].isupper() else call.title[:1].lower() + call.title[1:]
    title = f"Fördelning av {name}"
    begun = first_texts(call)
    return Case.objects.create(
        title=title[:250],
        slug=_free_slug(title),
        call=call,
        year=call.year,
        body=queries.board(),
        unit=queries.unit_of(by),
        officer=by,
        written_on=timezone.localdate(now),
        meeting_on=call.decision_on,
        summary=begun["summary"],
        background=begun["background"],
        matter=begun["matter"],
        views=begun["views"],
        origin=call.origin,
        municipality_id=call.municipality_id,
    )


def _free_slug(title: str) -> str:
    wanted = slug(title)[:100] or "arende"
    taken = set(Case.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    # The ranking has its own address beside the cases'.
    taken.add("rangordning")
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if name not in taken)


def first_texts(call: Call) -> dict[str, str]:
    """Give the texts a case begins with; names in braces are figures that follow the register."""
    period = ""
    if call.opens_at and call.closes_at:
        opened, closed = (timezone.localtime(at).date() for at in (call.opens_at, call.closes_at))
        period = f"Utlysningen var öppen {dates.period(opened.isoformat(), closed.isoformat())}. "
    introduction = f"{call.introduction.strip()}\n\n" if call.introduction.strip() else ""
    return {
        "summary": (
            "Förvaltningen föreslår att nämnden beviljar {beviljat} till {projekt} i {utlysning}. "
            "Det kom in {ansökningar} som tillsammans söker {sökt}. Ramen är {ram}."
        ),
        "background": (
            f"{introduction}Nämnden avsätter varje år medel till utvecklingsarbete nära praktiken. "
            "Stadsdelsförvaltningarna söker medlen, och kunskapen ska komma hela staden till godo. "
            "De som får medel redovisar resultat och förbrukade medel när året är slut."
        ),
        "matter": (
            f"{period}Två bedömare har läst varje ansökan och satt poäng på utlysningens kriterier, var för sig. "
            "Ingen har bedömt en ansökan från den egna organisationen. Rangordningen är medelvärdet av deras poäng."
        ),
        "views": (
            "Förvaltningen bedömer att de föreslagna projekten svarar bäst mot utlysningens kriterier. "
            "Förvaltningen föreslår därför att nämnden beviljar {beviljat} till {projekt}."
        ),
    }


def _begin_parts(case: Case, applications: Sequence[Application]) -> None:
    body = case.body.name if case.body else "Nämnden"
    points = [
        (
            PointKind.GRANT,
            f"{body} beviljar {{beviljat}} ur {{fond}} {{år}} till {{projekt}} enligt tjänsteutlåtandet.",
        ),
        (PointKind.REJECT, f"{body} avslår övriga ansökningar av de skäl som anges i tjänsteutlåtandet."),
        (PointKind.SERVE, f"{body} delger stadsdelsförvaltningarna och de sökande beslutet."),
    ]
    if all(award.proposal in rules.GIVES for award in queries.awards(case)):
        points.pop(1)
    _write_points(case, points)
    for organisation in queries.to_be_heard():
        Consultation.objects.create(case=case, body=organisation)
    signed = set()
    for membership in queries.signers():
        if membership.role not in signed:
            signed.add(membership.role)
            Signatory.objects.create(
                case=case,
                person=membership.person,
                title=membership.title or str(membership.get_role_display()).capitalize(),
                position=len(signed),
            )
    for organisation in queries.receivers(applications):
        Recipient.objects.create(case=case, organisation=organisation)


def _write_points(case: Case, points: Iterable[tuple[str, str]]) -> None:
    """Write the points anew, numbered from one; a point that grants carries the register's sum."""
    case.points.all().delete()
    given = rules.total(queries.proposed(case))
    for number, (kind, text) in enumerate(points, start=1):
        DecisionPoint.objects.create(
            case=case,
            no=number,
            kind=kind,
            text=text,
            amount=given if kind == PointKind.GRANT else None,
            vat=case.call.vat if case.call and kind == PointKind.GRANT else "",
        )


def propose(
    case: Case,
    chosen: Mapping[int, Choice],
    *,
    override_reason: str | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Case:
    """Save what is proposed for each application, by the award's primary key; it may be unfinished until the case is ready."""
    with transaction.atomic():
        _claim(case, version, by=by, verb="propose")
        before = rules.total(queries.proposed(case))
        for award in case.awards.all():
            if award.pk in chosen:
                outcome, amount, reason = chosen[award.pk]
                award.proposal, award.reason = outcome, reason
                award.proposed_amount = amount if outcome in rules.GIVES else None
                award.save(update_fields=["proposal", "proposed_amount", "reason", "changed_at"])
        if override_reason is not None:
            case.frame_override_reason = override_reason
        case.save(update_fields=["frame_override_reason", "version", "changed_at"])
        after = rules.total(queries.proposed(case))
        case.points.filter(kind=PointKind.GRANT).update(amount=after)
        trail.record("propose", case, by=by, before={"given": before}, after={"given": after}, now=now)
    return case


def write_case(
    case: Case,
    values: Mapping[str, object],
    *,
    points: Sequence[tuple[str, str]],
    hearings: Sequence[Hearing],
    recipients: Collection[Organisation],
    signatories: Collection[int],
    summaries: Mapping[int, str],
    version: int,
    by: User,
    now: datetime,
) -> Case:
    """Save the paper's texts and parts; signatories by person, summaries of projects by award."""
    with transaction.atomic():
        _claim(case, version, by=by, verb="write_case")
        changed = [name for name in FIELDS if name in values and getattr(case, name) != values[name]]
        for name in changed:
            setattr(case, name, values[name])
        case.save(update_fields=[*changed, "version", "changed_at"])
        _write_points(case, points)
        case.consultations.all().delete()
        for one in hearings:
            Consultation.objects.create(
                case=case,
                body=one.body,
                text=one.text,
                on=one.on,
                not_needed_reason=one.not_needed_reason,
            )
        _write_recipients(case, recipients)
        _write_signatories(case, signatories)
        for award in case.awards.all():
            if summaries.get(award.pk, award.summary) != award.summary:
                award.summary = summaries[award.pk]
                award.save(update_fields=["summary", "changed_at"])
        trail.record("write_case", case, by=by, after={"changed": changed}, now=now)
    return case


def _claim(case: Case, version: int, *, by: User, verb: str) -> None:
    lock(case)
    if not permissions.prepares(by, case):
        raise NotYours(Problem(OFFICER), thing=case, verb=verb)
    if case.status != CaseStatus.PREPARATION:
        label = {"status": str(case.get_status_display())}
        raise NotNow(
            Problem(_("Ärendet går inte att ändra nu. Läget är: %(status)s. Ta tillbaka det först."), label),
            thing=case,
            verb=verb,
        )
    claim_version(case, version, by=by)


def _write_recipients(case: Case, wanted: Collection[Organisation]) -> None:
    pks = {organisation.pk for organisation in wanted}
    case.recipients.exclude(organisation__in=pks).delete()
    kept = set(case.recipients.values_list("organisation", flat=True))
    for organisation in wanted:
        if organisation.pk not in kept:
            Recipient.objects.create(case=case, organisation=organisation)


def _write_signatories(case: Case, people: Collection[int]) -> None:
    case.signatories.exclude(person__in=people).delete()
    kept = set(case.signatories.values_list("person", flat=True))
    for position, membership in enumerate(queries.signers(), start=1):
        if membership.person_id in people and membership.person_id not in kept:
            kept.add(membership.person_id)
            Signatory.objects.create(
                case=case,
                person=membership.person,
                title=membership.title or str(membership.get_role_display()).capitalize(),
                position=position,
            )


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


def attach(
    case: Case, *, title: str, name: str, content: bytes, public: bool, by: User, now: datetime
) -> Document:
    """Put a file to a case that is not closed; one with the same title becomes its next version."""
    with transaction.atomic():
        lock(case)
        if not permissions.attaches(by, case):
            raise NotYours(Problem(ATTACHER), thing=case, verb="attach_to_case")
        if case.status == CaseStatus.CLOSED:
            raise NotNow(Problem(_("Ärendet är avslutat. Bilagor läggs till innan dess.")), thing=case)
        ending = name.rpartition(".")[2].lower()
        kept = trail.keep_document(
            case,
            kind=DocumentKind.ATTACHMENT,
            title=title[:200],
            name=f"{slug(title)[:80] or 'bilaga'}.{ending}",
            content=content,
            media_type=MEDIA_TYPES.get(ending, "application/octet-stream"),
            by=by,
            public=public,
            origin=case.origin,
        )
        trail.record("attach_to_case", case, by=by, after={"title": title, "sha256": kept.sha256}, now=now)
    return kept


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

"""The paper of a case is written, and files are put to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from praktiknara.chain.actions import claim_version, lock
from praktiknara.chain.rules import NotNow, NotYours, Problem, _
from praktiknara.components.text import slug
from praktiknara.documents.choices import MEDIA_TYPES
from praktiknara.people.models import Organisation, User
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import Document

from .. import permissions, queries, rules
from ..choices import CaseStatus, PointKind
from ..models import Case, Consultation, DecisionPoint, Recipient, Signatory
from ..transitions import ATTACHER, OFFICER

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


def write_points(case: Case, points: Iterable[tuple[str, str]]) -> None:
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
        claim(case, version, by=by, verb="write_case")
        changed = [name for name in FIELDS if name in values and getattr(case, name) != values[name]]
        for name in changed:
            setattr(case, name, values[name])
        case.save(update_fields=[*changed, "version", "changed_at"])
        write_points(case, points)
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


def claim(case: Case, version: int, *, by: User, verb: str) -> None:
    """Take a case that is being prepared for change; raises NotYours, NotNow or Stale."""
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

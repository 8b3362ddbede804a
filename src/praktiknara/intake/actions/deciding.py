"""Answering what a reading proposes: nothing enters the register unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from praktiknara.chain.actions import claim_version, lock, perform
from praktiknara.chain.rules import AgainstRule, Problem, _
from praktiknara.chain.transitions import Transition
from praktiknara.documents.models import Paper
from praktiknara.people.choices import Origin
from praktiknara.people.models import Municipality, User, home_municipality
from praktiknara.trail.models import Source

from ..choices import Choice, ProposalKind, ProposalStatus, Strength
from ..models import Proposal, Reading
from ..queries.reader import readable_by_all
from ..queries.register import MODELS, NEW, Register
from ..queries.weighing import Weighed, certain, weigh
from ..rules import likeness
from ..rules.drafts import without_personal_numbers
from ..transitions import ACCEPT, MEND, REJECT, UNDO
from .pen import Pen
from .undoing import undo_effects
from .writers import write

LIKELY = _("Registret har något som liknar det här. Välj om det är samma eller om det är nytt.")
DIFFERS = _("Registret säger något annat än handlingen. Välj vad som gäller.")
INTERNAL = "Intern handling"
NOT_OFFERED = _("Välj ett av alternativen på sidan.")


def accept(
    proposal: Proposal,
    *,
    choice: str = "",
    match: int | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Proposal:
    """Take a fact into the register as the paper says it, with its source."""
    with transaction.atomic():
        _claim(ACCEPT, proposal, version, by, now)
        return _take(ACCEPT, proposal, choice, match, by, now)


def mend(
    proposal: Proposal,
    value: Mapping[str, Any],
    *,
    project: Proposal | None,
    choice: str = "",
    match: int | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Proposal:
    """Put a fact right and take it into the register; what the reading said is kept beside it."""
    with transaction.atomic():
        _claim(MEND, proposal, version, by, now)
        proposal.mended, proposal.project = dict(value), project
        if proposal.kind in MODELS:
            _match_again(proposal)
        proposal.save()
        return _take(MEND, proposal, choice, match, by, now)


def reject(proposal: Proposal, *, version: int, by: User, now: datetime) -> Proposal:
    """Say that a fact is not to enter the register."""
    with transaction.atomic():
        _claim(REJECT, proposal, version, by, now)
        proposal.decided_by, proposal.decided_at = by, now
        proposal.save()
        return perform(REJECT, proposal, by=by, now=now)


def undo(proposal: Proposal, *, version: int, by: User, now: datetime) -> Proposal:
    """Take back one answer, with what it put in the register; raises AgainstRule when something stands in the way."""
    with transaction.atomic():
        _claim(UNDO, proposal, version, by, now)
        undo_effects(list(proposal.effects.filter(undone_at=None)), thing=proposal, by=by, now=now)
        _forget_answer(proposal)
        proposal.save()
        return perform(UNDO, proposal, by=by, now=now)


def accept_certain(reading: Reading, *, by: User, now: datetime) -> int:
    """Accept every open proposal that the register already says word for word: only the sources are added."""
    with transaction.atomic():
        lock(reading)
        rows = reading.proposals.select_related("project", "reading__paper")
        sure = certain(rows, reading.paper)
        for proposal in sure:
            accept(proposal, choice=Choice.MATCH, version=proposal.version, by=by, now=now)
        return len(sure)


def _claim(
    transition: Transition[Proposal], proposal: Proposal, version: int, by: User, now: datetime
) -> None:
    """Lock the proposal at the version its reader saw, and ask who, state and rule before anything is written.

    One writer at a time: what is new to the register is compared with what another has just put there.
    """
    Municipality.objects.select_for_update().get(pk=home_municipality())
    lock(proposal)
    if refusal := transition.why_not(proposal, by, now):
        refusal.thing, refusal.verb = proposal, transition.name
        raise refusal
    claim_version(proposal, version, by=by)
    proposal.save(update_fields=["version"])


def _take(
    transition: Transition[Proposal],
    proposal: Proposal,
    choice: str,
    match: int | None,
    by: User,
    now: datetime,
) -> Proposal:
    if match is not None:
        _choose(proposal, match)
    weighed = weigh(proposal)
    decided = _resolved(weighed, choice, proposal)
    pen = Pen(
        proposal,
        source=source_of(proposal.reading.paper),
        quote=quote(proposal),
        start=proposal.start,
        end=proposal.end,
        by=by,
        now=now,
    )
    row = write(proposal, weighed, pen, decided)
    proposal.content_type = ContentType.objects.get_for_model(type(row))
    proposal.object_id = row.pk
    proposal.decided_by, proposal.decided_at = by, now
    proposal.save()
    perform(transition, proposal, by=by, now=now, detail={"choice": decided, "row": str(row)[:200]})
    if proposal.kind in MODELS and decided == Choice.NEW:
        _tell_the_others(proposal, row)
    return proposal


def _resolved(weighed: Weighed, choice: str, proposal: Proposal) -> Choice:
    """Give what is to be done; without a choice only what leaves no doubt."""
    if weighed.problem is not None:
        raise AgainstRule(weighed.problem, thing=proposal, verb=ACCEPT.name)
    if weighed.target is None:
        return Choice.NEW
    if choice:
        return Choice(choice)
    if weighed.asks:
        sentence = DIFFERS if weighed.differs else LIKELY
        raise AgainstRule(Problem(sentence, field="what"), thing=proposal, verb=ACCEPT.name)
    return Choice.CHANGE if weighed.fills else Choice.MATCH


def _choose(proposal: Proposal, match: int) -> None:
    """Point at another row that the proposal may be; only those that were offered."""
    if proposal.kind not in MODELS or match not in {one["id"] for one in proposal.alternatives}:
        raise AgainstRule(Problem(NOT_OFFERED), thing=proposal, verb=ACCEPT.name)
    proposal.content_type = ContentType.objects.get_for_model(MODELS[proposal.kind])
    proposal.object_id = match


def _match_again(proposal: Proposal) -> None:
    """Find what a mended name may be in the register."""
    found = Register().match(proposal.kind, proposal.stated, proposal.reading.paper.year)
    set_match(proposal, found.strength, found.number, found.as_json())


def set_match(
    proposal: Proposal, strength: Strength, number: int | None, others: list[dict[str, Any]]
) -> None:
    """Note what a proposal may be in the register."""
    proposal.strength, proposal.object_id, proposal.alternatives = strength, number, others
    proposal.content_type = (
        ContentType.objects.get_for_model(MODELS[proposal.kind]) if number is not None else None
    )


def _forget_answer(proposal: Proposal) -> None:
    """Leave an undone answer as a proposal that may be answered again, matched with the register as it is now."""
    proposal.decided_at = proposal.decided_by = None
    found = (
        Register().match(proposal.kind, proposal.stated, proposal.reading.paper.year)
        if proposal.kind in MODELS
        else NEW
    )
    set_match(proposal, found.strength, found.number, found.as_json())


def _tell_the_others(proposal: Proposal, row: models.Model) -> None:
    """Let the open proposals of all readings know of the new row, so that the same name is not made twice."""
    alike = {
        ProposalKind.PERSON: likeness.person_likeness,
        ProposalKind.ORGANISATION: likeness.similarity,
        ProposalKind.PROJECT: likeness.similarity,
    }.get(ProposalKind(proposal.kind))
    if alike is None:
        return
    field = "title" if proposal.kind == ProposalKind.PROJECT else "name"
    open_ones = Proposal.objects.filter(kind=proposal.kind, status=ProposalStatus.PROPOSED).exclude(
        strength=Strength.EXACT
    )
    for other in open_ones.exclude(pk=proposal.pk):
        score = alike(str(other.stated[field]), str(row))
        if score >= (likeness.LIKELY if field == "title" else 0.8):
            others = [{"id": row.pk, "label": str(row), "score": round(score, 2)}, *other.alternatives]
            set_match(other, Strength.EXACT if score >= 1.0 else Strength.LIKELY, row.pk, others)
            other.save(update_fields=["strength", "object_id", "content_type", "alternatives"])


def source_of(paper: Paper) -> Source:
    """Give the paper as a source of facts: the one that the history knows by its file, else one of its own."""
    file = paper.file_name[-120:]
    found = Source.objects.filter(file=file).first()
    if found is not None:
        return found
    last = Source.objects.order_by("-position").values_list("position", flat=True).first()
    public = readable_by_all(paper)
    return Source.objects.create(
        file=file,
        title=paper.title[:250] if public else INTERNAL,
        year=paper.year,
        position=min((last or 0) + 1, 32_000),
        origin=Origin.OWN,
        address=paper.get_absolute_url() if public else "",
    )


def quote(proposal: Proposal) -> str:
    """Give the words of the paper at the proposal's place, at most as long as a source keeps; none of a paper that not everyone may read."""
    if not readable_by_all(proposal.reading.paper):
        return ""
    words = proposal.reading.paper.text[proposal.start : proposal.end]
    return without_personal_numbers(" ".join(words.split()))[:120]

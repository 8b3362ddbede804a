"""What the pages show: papers to read, readings to review, and the proposals of one group with their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from praktiknara.documents.models import Paper
from praktiknara.people.models import User
from praktiknara.trail.models import Citation

from ..choices import Choice, ProposalKind, ProposalStatus, ReadingStatus, Strength
from ..models import Effect, Proposal, Reading
from ..rules.excerpts import Piece, Span, excerpt
from . import words
from .weighing import TAKEN, Scale, Weighed

PER_PAGE = 20
LOOKED_AT = 200
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


@dataclass(frozen=True)
class Group:
    """A project of the paper with what stands under it, or what stands under none."""

    number: int
    title: str
    count: int
    left: int
    current: bool


@dataclass(frozen=True)
class Option:
    """A button of a proposal: what it says, and the choice it sends."""

    label: str
    choice: str
    match: int | None = None
    primary: bool = False


@dataclass(frozen=True)
class Shown:
    """A proposal as the page shows it."""

    proposal: Proposal
    says: str
    weighed: Weighed
    rule: str
    confidence: str
    checks: list[str]
    options: list[Option]
    made: list[Effect]
    may: bool
    mendable: bool

    @property
    def match(self) -> models.Model | None:
        """Give the row of the register that it concerns."""
        return self.weighed.target

    @property
    def match_url(self) -> str:
        """Give the address of that row, when it has one."""
        address = getattr(self.weighed.target, "get_absolute_url", None)
        return str(address()) if address else ""


def readings(user: User | None) -> models.QuerySet[Reading]:
    """Give the readings, newest first."""
    return Reading.objects.visible_to(user)


def for_lists(found: models.QuerySet[Reading]) -> models.QuerySet[Reading]:
    """Fetch what a list shows, with how much is left of each."""
    return (
        found.select_related("paper", "by__person")
        .defer("paper__text")
        .annotate(
            total=Count("proposals"),
            left=Count("proposals", filter=Q(proposals__status=ProposalStatus.PROPOSED)),
        )
    )


def newest_unread(user: User | None, most: int) -> list[Paper]:
    """Give those of the newest papers that nobody has had read, or whose reading failed or was undone."""
    newest = list(Paper.objects.visible_to(user).values_list("pk", flat=True)[:LOOKED_AT])
    standing = Reading.objects.filter(paper__in=newest).exclude(
        status__in=[ReadingStatus.FAILED, ReadingStatus.UNDONE]
    )
    read = set(standing.values_list("paper", flat=True))
    papers = Paper.objects.defer("text").in_bulk([key for key in newest if key not in read][:most])
    return list(papers.values())


def proposals_of(reading: Reading) -> list[Proposal]:
    """Give all proposals of a reading, in the order of the paper, each with the project it stands under."""
    found = list(reading.proposals.order_by("position"))
    by_pk = {one.pk: one for one in found}
    for one in found:
        one.reading = reading
        one.project = by_pk[one.project_id] if one.project_id else None
    return found


def group_of(proposal: Proposal) -> int:
    """Give the number of the group a proposal is shown in: its project's, or 0."""
    return proposal.project_id or (proposal.pk if proposal.kind == ProposalKind.PROJECT else 0)


def groups(proposals: Sequence[Proposal], chosen: int | None) -> list[Group]:
    """Gather proposals under their projects; what stands under none comes first."""
    titles = {one.pk: words.said(one) for one in proposals if one.kind == ProposalKind.PROJECT}
    inside: dict[int, list[Proposal]] = {}
    for one in proposals:
        inside.setdefault(group_of(one), []).append(one)
    order = [number for number in (0, *titles) if number in inside]
    if chosen not in inside:
        waiting = (n for n in order if any(not one.is_answered for one in inside[n]))
        chosen = next(waiting, order[0] if order else 0)
    return [
        Group(
            number,
            titles.get(number) or _("Handlingen som helhet"),
            len(inside[number]),
            sum(not one.is_answered for one in inside[number]),
            number == chosen,
        )
        for number in order
    ]


def page_of(proposals: Sequence[Proposal], group: int, number: str | None) -> Page[Proposal]:
    """Give a page of a group's proposals, the project itself first."""
    inside = [one for one in proposals if group_of(one) == group]
    inside.sort(key=lambda one: (one.kind != ProposalKind.PROJECT, one.start, one.position))
    return Paginator(inside, PER_PAGE).get_page(number)


def shown(page: Sequence[Proposal], reading: Reading, may_answer: Callable[[Proposal], bool]) -> list[Shown]:
    """Weigh the proposals of a page against the register, and say what may be done with each."""
    scale = Scale(page, reading.paper)
    made: dict[int, list[Effect]] = {}
    source = ContentType.objects.get_for_model(Citation)
    answered = [one.pk for one in page if one.status in TAKEN]
    for effect in (
        Effect.objects.filter(proposal__in=answered).exclude(content_type=source) if answered else ()
    ):
        made.setdefault(effect.proposal_id or 0, []).append(effect)
    is_open = reading.status == ReadingStatus.OPEN and reading.paper.version == reading.paper_version
    found = []
    for one in page:
        weighed = scale.weigh(one)
        may = may_answer(one)
        answerable = is_open and may and one.status not in TAKEN
        found.append(
            Shown(
                one,
                words.said(one),
                weighed,
                words.rule(one.rule),
                words.confidence(one.confidence),
                list(dict.fromkeys(said for each in one.checks if (said := words.check(each)))),
                options(one, weighed) if answerable and weighed.problem is None else [],
                made.get(one.pk, []),
                may,
                answerable,
            )
        )
    return found


def options(proposal: Proposal, weighed: Weighed) -> list[Option]:
    """Give the ways to take a fact in; without doubt there is one, and the first is what the key a does."""
    if weighed.target is None:
        return [Option(_("Lägg in"), Choice.NEW, primary=True)]
    if weighed.strength == Strength.LIKELY and proposal.alternatives:
        same = [
            Option(_("Samma som ”%(title)s”") % {"title": one["label"]}, Choice.MATCH, one["id"])
            for one in proposal.alternatives
        ]
        return [*same, Option(_("Lägg in som nytt"), Choice.NEW)]
    if weighed.differs:
        own = [Option(_("Lägg in som nytt"), Choice.NEW)] if proposal.kind == ProposalKind.AMOUNT else []
        return [
            Option(_("Ändra registret"), Choice.CHANGE),
            Option(_("Behåll registret, lägg till källan"), Choice.MATCH),
            *own,
        ]
    if weighed.strength == Strength.LIKELY:
        return [
            Option(_("Fyll i registret"), Choice.CHANGE),
            Option(_("Lägg in som nytt"), Choice.NEW),
        ]
    if weighed.fills:
        return [Option(_("Fyll i registret"), Choice.CHANGE, primary=True)]
    label = _("Lägg till i projektet") if weighed.adds_part else _("Lägg till källan")
    return [Option(label, Choice.MATCH, primary=True)]


def text_of(page: Sequence[Proposal], reading: Reading) -> list[Piece]:
    """Give the paper's text around the proposals of a page, marked; nothing when the paper has been read anew since."""
    if reading.paper.version != reading.paper_version:
        return []
    pieces = excerpt(reading.paper.text, [Span(one.start, one.end, one.pk) for one in page])
    return [piece._replace(text=_EMPTY_LINES.sub("\n\n", piece.text)) for piece in pieces]


def next_open(proposal: Proposal) -> Proposal:
    """Give the next proposal that waits for an answer, in the order of the page, or the same when none does."""
    listed = proposals_of(proposal.reading)
    order: Mapping[int, int] = {group.number: at for at, group in enumerate(groups(listed, None))}

    def place(one: Proposal) -> tuple[Any, ...]:
        return order[group_of(one)], one.kind != ProposalKind.PROJECT, one.start, one.position

    listed.sort(key=place)
    here = next(at for at, one in enumerate(listed) if one.pk == proposal.pk)
    after = [one for one in (*listed[here + 1 :], *listed[:here]) if not one.is_answered]
    return after[0] if after else listed[here]


def address(proposal: Proposal) -> str:
    """Give the address of a proposal on its page of the review."""
    listed = [one for one in proposals_of(proposal.reading) if group_of(one) == group_of(proposal)]
    listed.sort(key=lambda one: (one.kind != ProposalKind.PROJECT, one.start, one.position))
    at = next(place for place, one in enumerate(listed) if one.pk == proposal.pk)
    page = f"&sida={at // PER_PAGE + 1}" if at >= PER_PAGE else ""
    return f"{proposal.reading.get_absolute_url()}?grupp={group_of(proposal)}{page}#forslag-{proposal.pk}"

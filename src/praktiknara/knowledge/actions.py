"""A result is published for anyone to find, again when it is mended, and can be withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from praktiknara.chain.actions import lock, perform
from praktiknara.needs.models import NeedTheme
from praktiknara.people.models import User
from praktiknara.projects.models import Project
from praktiknara.results import actions as results
from praktiknara.results.models import ResultReport
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import FrozenCopy
from praktiknara.trail.queries import about

from .choices import OutputKind, OutputStatus
from .models import KnowledgeOutput
from .queries import lists
from .queries.output import PUBLISHED, frozen
from .rules.files import media_type
from .transitions import PUBLISH, PUBLISH_AGAIN, WITHDRAW


class Words(TypedDict, total=False):
    """What anyone will read, and what is known of how it was found out."""

    title: str
    summary: str
    lesson: str
    audience: str
    finding: str
    because: str
    need_theme: NeedTheme | None
    design: str
    started: int | None
    analysed: int | None
    followed_months: int | None
    year: int | None


def publish_report(
    report: ResultReport,
    *,
    by: User,
    now: datetime,
    original: UploadedFile[Any] | None = None,
    **words: Unpack[Words],
) -> KnowledgeOutput:
    """Publish an accepted report as an output of the knowledge bank, in one transaction; a withdrawn one comes back at its old address."""
    with transaction.atomic():
        results.publish_report(report, by=by, now=now)
        output = KnowledgeOutput.objects.filter(report=report).first() or KnowledgeOutput(
            report=report,
            project=report.project,
            slug=lists.free_slug(words.get("title", "")),
            kind=OutputKind.RESULT,
            origin=report.origin,
            municipality_id=report.municipality_id,
        )
        output.year = report.year
        output.publisher = report.project.owner
        _write(output, words, now=now)
        return _publish(output, original, by=by, now=now)


def publish_output(
    output: KnowledgeOutput,
    *,
    by: User,
    now: datetime,
    original: UploadedFile[Any] | None = None,
    **words: Unpack[Words],
) -> KnowledgeOutput:
    """Publish an output that was expected, drafted or withdrawn, or a new version of one that is published; the old one is kept."""
    with transaction.atomic():
        lock(output)
        if output.status == OutputStatus.PUBLISHED and not _copies(output):
            # It came with the history, already published: what it said until now is its first version.
            trail.freeze("publish", output, frozen(output), now=output.published_at or output.created_at)
        _write(output, words, now=now)
        return _publish(output, original, by=by, now=now)


def _copies(output: KnowledgeOutput) -> int:
    return about(FrozenCopy, output).filter(verb__in=PUBLISHED).count()


def _write(output: KnowledgeOutput, words: Words, *, now: datetime) -> None:
    for name, value in words.items():
        setattr(output, name, value)
    output.published_at, output.withdrawn_reason = now, ""
    output.version = _copies(output) + 1 if output.pk else 1
    output.save()


def _publish(
    output: KnowledgeOutput, original: UploadedFile[Any] | None, *, by: User, now: datetime
) -> KnowledgeOutput:
    move = PUBLISH_AGAIN if output.status == OutputStatus.PUBLISHED else PUBLISH
    perform(move, output, by=by, now=now)
    trail.freeze(move.name, output, frozen(output), now=now)
    if original is not None:
        keep_original(output, original, by=by)
    return output


def keep_original(output: KnowledgeOutput, original: UploadedFile[Any], *, by: User) -> None:
    """Keep the report as it was handed in, for anyone who may read the output."""
    content = original.read()
    name = original.name or "original"
    trail.keep_document(
        output,
        kind=DocumentKind.ATTACHMENT,
        title=name[:200],
        name=name,
        content=content,
        media_type=media_type(content) or "application/octet-stream",
        by=by,
        public=True,
        origin=output.origin,
    )


def withdraw(output: KnowledgeOutput, *, reason: str, by: User, now: datetime) -> KnowledgeOutput:
    """Take an output away from the public, with the reason; its report goes back to being accepted, the kept copy stays."""
    with transaction.atomic():
        lock(output)
        output.withdrawn_reason = reason
        output.save(update_fields=["withdrawn_reason"])
        perform(WITHDRAW, output, by=by, now=now, reason=reason)
        if output.report is not None:
            results.unpublish_report(output.report, reason=reason, by=by, now=now)
    return output


def follow_field(project: Project) -> None:
    """Let the outputs of a project stand in the theme that the project now belongs to."""
    stray = KnowledgeOutput.objects.filter(project=project).exclude(field=project.field)
    stray.update(field=project.field)

"""A result is published for anyone to find, and can be withdrawn again."""

from datetime import datetime

from django.db import transaction

from praktiknara.chain.actions import lock, perform
from praktiknara.people.models import User
from praktiknara.results import actions as results
from praktiknara.results.models import ResultReport
from praktiknara.trail import actions as trail

from . import queries
from .choices import OutputKind
from .models import KnowledgeOutput
from .transitions import PUBLISH, WITHDRAW


def publish_report(
    report: ResultReport, *, title: str, summary: str, lesson: str, audience: str, by: User, now: datetime
) -> KnowledgeOutput:
    """Publish an accepted report as an output of the knowledge bank, in one transaction; a withdrawn one comes back at its old address."""
    with transaction.atomic():
        results.publish_report(report, by=by, now=now)
        output = KnowledgeOutput.objects.filter(report=report).first() or KnowledgeOutput(
            report=report,
            project=report.project,
            slug=queries.free_slug(title),
            kind=OutputKind.RESULT,
            origin=report.origin,
            municipality_id=report.municipality_id,
        )
        output.year = report.year
        output.publisher = report.project.owner
        _write(output, title=title, summary=summary, lesson=lesson, audience=audience, now=now)
        return _publish(output, by=by, now=now)


def publish_output(
    output: KnowledgeOutput,
    *,
    title: str,
    summary: str,
    lesson: str,
    audience: str,
    year: int | None,
    by: User,
    now: datetime,
) -> KnowledgeOutput:
    """Publish an output that was expected, drafted or withdrawn and has no report of ours behind it."""
    with transaction.atomic():
        lock(output)
        output.year = year
        _write(output, title=title, summary=summary, lesson=lesson, audience=audience, now=now)
        return _publish(output, by=by, now=now)


def _write(
    output: KnowledgeOutput, *, title: str, summary: str, lesson: str, audience: str, now: datetime
) -> None:
    output.title, output.summary, output.lesson, output.audience = title, summary, lesson, audience
    output.published_at, output.withdrawn_reason = now, ""
    output.save()


def _publish(output: KnowledgeOutput, *, by: User, now: datetime) -> KnowledgeOutput:
    perform(PUBLISH, output, by=by, now=now)
    trail.freeze("publish", output, queries.frozen(output), now=now)
    return output


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

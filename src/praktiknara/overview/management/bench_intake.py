"""Readings, their proposals and lists of the benchmark's register."""

from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from praktiknara.intake.choices import ProposalKind, ReadingStatus, RowState, SheetStatus, Strength
from praktiknara.intake.models import Proposal, Reading, Sheet, SheetRow
from praktiknara.people.models import User
from praktiknara.projects.models import Project

EVERY = 100
HEADINGS = ["Projekt", "År", "Belopp"]
COLUMNS = {"0": "title", "1": "year", "2": "amount"}


def readings(papers: Sequence[int], by: User) -> Iterator[Reading]:
    """Give every paper a reading that waits for its review."""
    now = timezone.now()
    return (Reading(paper_id=paper, at=now, by=by, status=ReadingStatus.OPEN) for paper in papers)


def heads(papers: Sequence[int]) -> Iterator[Proposal]:
    """Give every reading a project that the register has."""
    kind = ContentType.objects.get_for_model(Project)
    project = Project.objects.order_by("pk").values_list("pk", flat=True)[0]
    for reading in Reading.objects.filter(paper__in=papers).values_list("pk", flat=True):
        yield Proposal(
            reading_id=reading,
            position=0,
            kind=ProposalKind.PROJECT,
            start=0,
            end=4,
            value={"title": "Stöd till barn"},
            confidence=0.9,
            strength=Strength.EXACT,
            content_type=kind,
            object_id=project,
        )


def parts(papers: Sequence[int]) -> Iterator[Proposal]:
    """Give every project of a reading something of each kind."""
    values = {
        ProposalKind.AMOUNT: {"amount": 100_000, "role": "granted", "year": 2015},
        ProposalKind.PERIOD: {"start": "2015", "end": "2016"},
        ProposalKind.OUTCOME: {"value": 12, "unit": "barn"},
        ProposalKind.ORGANISATION: {"name": "Lärosätet"},
        ProposalKind.PERSON: {"name": "Karin Almgren", "title": "enhetschef"},
        ProposalKind.DATE: {"on": "2015-03-01"},
    }
    for head in Proposal.objects.filter(reading__paper__in=papers, kind=ProposalKind.PROJECT):
        for position, (kind, value) in enumerate(values.items(), 1):
            yield Proposal(
                reading_id=head.reading_id,
                project=head,
                position=position,
                kind=kind,
                start=position * 10,
                end=position * 10 + 5,
                value=value,
                confidence=0.9,
            )


def sheets(numbers: range, by: User) -> Iterator[Sheet]:
    """Give a list for every hundredth project, every other taken in."""
    for number in numbers:
        if number % EVERY == 0:
            taken = number // EVERY % 2
            yield Sheet(
                name=f"lista {number}.csv",
                sha256=f"{number:064x}",
                at=timezone.now(),
                by=by,
                headings=HEADINGS,
                columns=COLUMNS,
                status=SheetStatus.TAKEN if taken else SheetStatus.TRIED,
            )


def rows(numbers: range) -> Iterator[SheetRow]:
    """Give every list of these some rows."""
    names = [f"lista {number}.csv" for number in numbers if number % EVERY == 0]
    for sheet in Sheet.objects.filter(name__in=names):
        for number in range(2, 6):
            yield SheetRow(
                sheet=sheet, number=number, cells=["Stöd till barn", "2015", "100 000"], state=RowState.NEW
            )

"""Files handed in on a page: kept, read by the worker one by one, and told about as they are read."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from praktiknara.chain.actions import lock
from praktiknara.chain.rules import NotNow, Problem, Refusal, _
from praktiknara.people.models import User
from praktiknara.trail.models import Document

from ..assembly import Told
from ..choices import Progress
from ..faults import problem
from ..models import Delivery, Paper
from ..queries import ENDED, is_lost
from ..reading.shape import Unreadable
from ..transitions import READ_AGAIN
from .importing import import_file, read_attachment
from .keeping import read_again


def hand_in(files: Iterable[UploadedFile[bytes]], *, public: bool, by: User) -> list[Delivery]:
    """Take care of the files and ask the worker to read them."""
    made = []
    for file in files:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                name=(file.name or "fil")[-200:], file=file, size=file.size or 0, public=public, by=by
            )
            read_delivery.enqueue(delivery.pk)
        made.append(delivery)
    return made


def ask_again(paper: Paper, *, by: User, now: datetime) -> Delivery:
    """Ask the worker to read a paper's pictures anew; asked twice while it waits, it is read once."""
    if refusal := READ_AGAIN.why_not(paper, by, now):
        refusal.thing, refusal.verb = paper, READ_AGAIN.name
        raise refusal
    with transaction.atomic():
        waiting = Delivery.objects.filter(paper=paper, again=True).exclude(progress__in=ENDED).first()
        if waiting:
            return waiting
        delivery = Delivery.objects.create(
            name=paper.file_name, paper=paper, again=True, public=paper.public, by=by
        )
        read_delivery.enqueue(delivery.pk)
    return delivery


def retry(delivery: Delivery, *, now: datetime) -> None:
    """Ask the worker once more for a file whose reading was cut off."""
    with transaction.atomic():
        lock(delivery)
        if not is_lost(delivery, now):
            raise NotNow(Problem(_("Filen är redan läst, eller läses just nu.")))
        Delivery.objects.filter(pk=delivery.pk).update(progress=Progress.WAITING, at=now)
        read_delivery.enqueue(delivery.pk)


@task()
def read_delivery(pk: int) -> None:
    """Read what was handed in, and say how it went; a file already read is left as it is."""
    if not Delivery.objects.filter(pk=pk, progress__in=(Progress.WAITING, Progress.READING)).update(
        progress=Progress.READING
    ):
        return
    delivery = Delivery.objects.select_related("by", "paper__document").get(pk=pk)
    try:
        with translation.override("sv"):
            _read_again(delivery) if delivery.again else _read(delivery)
    except (
        Exception
    ):  # whoever handed it in must hear that it failed; the bug itself goes on, and the task has failed
        _end(delivery, Progress.REFUSED, why=str(problem("unexpected", {})))
        raise


def _read(delivery: Delivery) -> None:
    with delivery.file.open("rb") as file:
        content = file.read()
    imported = import_file(
        content,
        delivery.name,
        by=delivery.by,
        now=timezone.now(),
        public=delivery.public,
        told=_teller(delivery),
    )
    _end(delivery, imported.state, paper=imported.paper, why=imported.why)
    delivery.file.delete(save=False)


def _read_again(delivery: Delivery) -> None:
    assert delivery.paper is not None  # noqa: S101  # as ask_again made it
    assert delivery.by is not None  # noqa: S101  # as ask_again made it
    try:
        read_again(delivery.paper, by=delivery.by, now=timezone.now(), told=_teller(delivery))
    except Unreadable as fault:
        _end(delivery, Progress.REFUSED, paper=delivery.paper, why=str(problem(fault.code, fault.values)))
    except Refusal as refusal:
        _end(delivery, Progress.REFUSED, paper=delivery.paper, why=refusal.sentence)
    else:
        _end(delivery, Progress.NEW, paper=delivery.paper)


def _teller(delivery: Delivery) -> Told:
    """Note on the delivery how far the reading of its pictures has come."""

    def told(done: int, of: int) -> None:
        Delivery.objects.filter(pk=delivery.pk).update(done=done, of=of)

    return told


def _end(delivery: Delivery, progress: str, *, paper: Paper | None = None, why: str = "") -> None:
    Delivery.objects.filter(pk=delivery.pk).update(progress=progress, paper=paper, why=why, file="")


@task()
def read_document(pk: int) -> None:
    """Read the text of a file that belongs to a thing."""
    document = Document.objects.filter(pk=pk).select_related("made_by", "content_type").first()
    if document is not None:
        read_attachment(document)

"""What is said of a paper is mended; a paper is read again, taken back and put out again."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from praktiknara.chain.actions import lock, perform
from praktiknara.people.models import User
from praktiknara.trail import actions as trail

from .. import queries
from ..assembly import Told, quiet, read_whole
from ..models import Paper
from ..transitions import READ_AGAIN, RESTORE, WITHDRAW
from .importing import fill, take_text


def describe(paper: Paper, *, title: str, year: int | None, public: bool, by: User, now: datetime) -> Paper:
    """Mend the title, the year and who may read a paper."""
    with transaction.atomic():
        lock(paper)
        before = {"title": paper.title, "year": paper.year, "public": paper.public}
        after = {"title": title, "year": year, "public": public}
        if before != after:
            paper.title, paper.year, paper.public = title, year, public
            paper.save()
            trail.record("describe_paper", paper, by=by, before=before, after=after, now=now)
    return paper


def read_again(paper: Paper, *, by: User, now: datetime, told: Told = quiet) -> Paper:
    """Read the original's pictures anew, with Swedish; the earlier text is kept as a frozen copy.

    Raises Unreadable, NotYours or NotNow; places in the earlier text do not hold in the new, so the version is raised.
    """
    assert paper.document is not None  # noqa: S101  # only what has its original is read again
    with paper.document.file.open("rb") as file:
        content = file.read()
    ending = Path(str(paper.document.file.name)).suffix
    whole = read_whole(content, ending, names=queries.names_in_register(), told=told, again=True)
    with transaction.atomic():
        perform(READ_AGAIN, paper, by=by, now=now, detail={"version": paper.version + 1})
        trail.freeze("read_again", paper, {"version": paper.version, "text": paper.text}, now=now)
        take_text(paper, whole)
        paper.version += 1
        paper.save()
        fill(paper, whole)
    return paper


def withdraw(paper: Paper, *, reason: str, by: User, now: datetime) -> Paper:
    """Take a paper back, with the reason; its file and its text stay, for those who keep them."""
    with transaction.atomic():
        lock(paper)
        paper.withdrawn_reason = reason
        paper.save(update_fields=["withdrawn_reason"])
        return perform(WITHDRAW, paper, by=by, now=now, reason=reason)


def restore(paper: Paper, *, by: User, now: datetime) -> Paper:
    """Put a withdrawn paper out again."""
    return perform(RESTORE, paper, by=by, now=now)

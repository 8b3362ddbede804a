"""Files become papers: one file, or folders of them, each in a transaction of its own."""

import hashlib
import logging
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from praktiknara.components.text import plain
from praktiknara.people.models import Municipality, User, home_municipality
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind, EventKind
from praktiknara.trail.models import Document

from .. import queries, rules
from ..assembly import Told, Whole, quiet, read_whole
from ..choices import MEDIA_TYPES, Progress
from ..faults import problem
from ..models import Page, Paper, Passage, Repair
from ..reading.shape import Unreadable

log = logging.getLogger(__name__)

MOST_BYTES = 100_000_000
# Data and lists in a folder are no papers; named by themselves they are refused like any other file.
DATA = frozenset({".json", ".jsonl", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xml", ".ini", ".db", ".lnk"})
Act = Callable[..., object]

_followers: list[Act] = []


class Imported(NamedTuple):
    """What became of a file: its paper if it has one, how it ended, and why it was refused."""

    name: str
    state: str
    paper: Paper | None = None
    why: str = ""
    whole: Whole | None = None


def follow_import(act: Act) -> None:
    """Let an act of a later step follow when a paper is new, in the same transaction: act(paper, by=…, now=…)."""
    if act not in _followers:
        _followers.append(act)


def import_file(
    content: bytes,
    name: str,
    *,
    by: User | None,
    now: datetime,
    public: bool = True,
    dry_run: bool = False,
    names: frozenset[str] | None = None,
    told: Told = quiet,
) -> Imported:
    """Read a file into the bank; the same content is never there twice, and a fault is told in words, not raised."""
    name = _clean(name)
    sha256 = hashlib.sha256(content).hexdigest()
    if already := _already(sha256, name):
        return already
    if len(content) > MOST_BYTES:
        return _refused(
            name, Unreadable("too_large", size=len(content) // 1_000_000, most=MOST_BYTES // 1_000_000)
        )
    try:
        known = queries.names_in_register() if names is None else names
        whole = read_whole(content, _ending(name), names=known, told=told)
    except Unreadable as fault:
        return _refused(name, fault)
    if dry_run:
        return Imported(name, Progress.NEW, whole=whole)
    with transaction.atomic():
        _one_at_a_time()
        if already := _already(sha256, name):
            return already
        paper = _written(whole, name, sha256, by=by, now=now, public=public)
        paper.document = _kept(paper, content, whole, by=by)
        paper.save(update_fields=["document"])
        trail.record("import_paper", paper, by=by, after={"file": name, "sha256": sha256}, now=now)
        for act in _followers:
            act(paper, by=by, now=now)
    return Imported(name, Progress.NEW, paper, whole=whole)


def import_path(path: Path, **how: object) -> Imported:
    """Read a file on this machine into the bank."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("not_a_file")
        if found.st_size > MOST_BYTES:
            raise Unreadable("too_large", size=found.st_size // 1_000_000, most=MOST_BYTES // 1_000_000)
        content = path.read_bytes()
    except Unreadable as fault:
        return _refused(path.name, fault)
    except FileNotFoundError:
        return _refused(path.name, Unreadable("missing"))
    except OSError:
        return _refused(path.name, Unreadable("no_access"))
    return import_file(content, path.name, **how)  # type: ignore[arg-type]  # the keywords of import_file, passed on


def import_paths(
    paths: Sequence[Path], *, by: User | None, now: datetime, public: bool = True, dry_run: bool = False
) -> Iterator[tuple[Path, Imported]]:
    """Read files and folders into the bank, one by one; what fails does not stop the rest."""
    if not dry_run:
        sweep(now)
    names = queries.names_in_register()
    for path in files(paths):
        try:
            imported = import_path(path, by=by, now=now, public=public, dry_run=dry_run, names=names)
        except Exception:  # one file must not cost the others their place; the log says what went wrong
            log.exception("import of %s", path)
            imported = _refused(path.name, Unreadable("unexpected"))
        yield path, imported


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Give the files of folders, at any depth and in the order of their names; a file named by itself always comes along."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, inner, found in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(found) if is_paper(name))


def is_paper(name: str) -> bool:
    """Say whether a file in a folder is meant to be read: it is not hidden, not an open Word file's lock, not data."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() not in DATA


def read_attachment(document: Document, *, names: frozenset[str] | None = None) -> Paper | None:
    """Read the text of a file that belongs to a thing, with the rights of the thing; a newer version takes the older's place."""
    newer = _beside(document).filter(version__gt=document.version)
    as_pdf = _beside(document).filter(version=document.version, media_type=MEDIA_TYPES["pdf"])
    if (
        newer.exists()
        or as_pdf.exclude(pk=document.pk).exists()
        or Paper.objects.filter(document=document).exists()
    ):
        return None
    name = Path(str(document.file.name)).name
    try:
        with document.file.open("rb") as file:
            content = file.read(MOST_BYTES)
        known = queries.names_in_register() if names is None else names
        whole = read_whole(content, _ending(name), names=known)
    except Unreadable as fault:
        sentence = str(problem(fault.code, fault.values))
        trail.record("import_paper", document, by=document.made_by, reason=sentence, kind=EventKind.REFUSED)
        return None
    with transaction.atomic():
        _one_at_a_time()
        earlier = Paper.objects.filter(
            content_type=document.content_type, object_id=document.object_id, document__kind=document.kind,
            document__title=document.title,
        ).first()  # fmt: skip  # whose file it is on one line
        paper = _written(
            whole, name, document.sha256, by=document.made_by, now=document.created_at, public=document.public,
            document=document, earlier=earlier,
        )  # fmt: skip  # the whole on one line, what it belongs to on the next
        trail.record(
            "import_paper", paper, by=document.made_by, after={"file": name, "sha256": document.sha256}
        )
    return paper


def _one_at_a_time() -> None:
    """Wait for any other import to end, so that neither a content nor an address is taken twice."""
    Municipality.objects.select_for_update().get(pk=home_municipality())


def _beside(document: Document) -> QuerySet[Document]:
    """The files of the same kind and title that belong to the same thing."""
    return Document.objects.filter(
        content_type=document.content_type,
        object_id=document.object_id,
        kind=document.kind,
        title=document.title,
    )


def sweep(now: datetime) -> int:
    """Take away files that a killed import left behind a day ago or earlier; give their number."""
    storage = Document._meta.get_field("file").storage
    root = Path(storage.path("documents"))
    old = [
        path
        for path in root.glob("*/*/*")
        if re.fullmatch(r"[0-9a-f]{64}\.\w+", path.name) and now.timestamp() - path.stat().st_mtime > 86_400
    ]
    left = [path for path in old if not Document.objects.filter(file=path.relative_to(root.parent)).exists()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def fill(paper: Paper, whole: Whole) -> None:
    """Write the pages, passages and repairs of a paper anew."""
    for model in (Page, Passage, Repair):
        model._default_manager.filter(paper=paper).delete()
    Page.objects.bulk_create(
        [
            Page(paper=paper, number=number, start=page.start, end=page.end, how=page.how, level=page.level)
            for number, page in enumerate(whole.pages, 1)
        ],
        batch_size=500,
    )
    Passage.objects.bulk_create(
        [
            Passage(
                paper=paper,
                position=position,
                start=found.start,
                end=found.end,
                page=whole.page_at(found.start),
                heading=found.heading[:200],
            )
            for position, found in enumerate(whole.passages)
        ],
        batch_size=500,
    )
    Repair.objects.bulk_create(
        [
            Repair(
                paper=paper,
                start=change.start,
                end=change.end,
                raw=change.raw,
                fixed=change.fixed,
                confidence=change.confidence,
            )
            for change in whole.changes
        ],
        batch_size=500,
    )


def take_text(paper: Paper, whole: Whole) -> None:
    """Let a paper have this text."""
    paper.text, paper.length, paper.page_count = whole.text, len(whole.text), len(whole.pages)
    paper.how, paper.read_with, paper.level, paper.language = (
        whole.how,
        whole.read_with,
        whole.level,
        whole.language,
    )


def _written(
    whole: Whole,
    name: str,
    sha256: str,
    *,
    by: User | None,
    now: datetime,
    public: bool,
    document: Document | None = None,
    earlier: Paper | None = None,
) -> Paper:
    """Make the paper's rows, or give an earlier paper the text of its file's newer version."""
    source = None if document else queries.source_of(name)
    title = document.title if document else rules.title_of(whole.mended_head, whole.title, name)
    year = rules.year_of(whole.mended_head, title, name, now.year + 2)
    paper = earlier or Paper(imported_by=by)
    paper.title = source.title if source else title
    paper.year = source.year if source and source.year else year
    paper.file_name, paper.sha256, paper.public = name, sha256, public
    take_text(paper, whole)
    if document:
        paper.document, paper.origin = document, document.origin
        paper.content_type, paper.object_id = document.content_type, document.object_id
        paper.municipality_id = document.municipality_id
    paper.version += 1 if earlier else 0
    paper.slug = paper.slug or queries.free_slug(paper.title)
    paper.save()
    fill(paper, whole)
    return paper


def _kept(paper: Paper, content: bytes, whole: Whole, *, by: User | None) -> Document:
    """Keep the original under its checksum; what a killed import left under that name is written anew."""
    name = f"{paper.sha256}.{whole.kind}"
    field = Document._meta.get_field("file")
    target = field.generate_filename(Document(), name)
    if field.storage.exists(target) and not Document.objects.filter(file=target).exists():
        field.storage.delete(target)
    return trail.keep_document(
        paper,
        kind=DocumentKind.PAPER,
        title=paper.title[:200],
        name=name,
        content=content,
        media_type=MEDIA_TYPES[whole.kind],
        by=by,
        public=paper.public,
    )


def _already(sha256: str, name: str) -> Imported | None:
    paper = Paper.objects.filter(sha256=sha256, content_type=None).defer("text").first()
    if paper is None:
        return None
    return Imported(name, Progress.UNCHANGED if paper.file_name == name else Progress.DUPLICATE, paper)


def _refused(name: str, fault: Unreadable) -> Imported:
    return Imported(_clean(name), Progress.REFUSED, why=str(problem(fault.code, fault.values)))


def _clean(name: str) -> str:
    """A file's name as it can be kept and shown, cut before its ending when it is long."""
    seen = plain(os.fsencode(name).decode("utf-8", "replace")).replace("\n", " ").replace("\t", " ")
    base = re.split(r"[/\\]", seen)[-1].strip() or "fil"
    stem, dot, ending = base.rpartition(".")
    return base if len(base) <= 200 or not dot else f"{stem[: 199 - len(ending)]}.{ending[:50]}"


def _ending(name: str) -> str:
    return Path(name).suffix.lower()
